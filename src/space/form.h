/* Private to space: groups of issues, worths in whole units. */
#ifndef NEGSIM_SPACE_FORM_H
#define NEGSIM_SPACE_FORM_H

#include "negsim/space.h"

/* Points as whole units: unit = 10^-digits, with digits from -12 to 22 so that the power is an exact double. */
typedef struct space_scale {
    int digits;
    double power; /* 10^|digits| */
} space_scale;

/* The finest scale on which sums up to `largest` stay within 10^14 units. */
space_scale space_scale_for(double largest);
double space_points(const space_scale *self, int64_t units);
/* To the nearest unit. */
int64_t space_units(const space_scale *self, double points);
/* The least number of units worth at least so much, the most worth at most so much; clipped to +-SPACE_FAR. */
int64_t space_units_up(const space_scale *self, double points);
int64_t space_units_down(const space_scale *self, double points);
#define SPACE_FAR ((int64_t)1 << 60)

typedef struct space_group {
    uint32_t issue_count, cell_count;
    const uint32_t *issues;         /* rising */
    uint16_t *options;              /* [cell * issue_count + k], cells in order */
    int64_t *worth[NS_MAX_PARTIES]; /* [cell], units */
} space_group;

typedef struct space_halves space_halves; /* halves.c */
typedef struct space_grid space_grid;     /* grid.c */

struct ns_space {
    ns_arena *arena;
    ns_space_settings settings;
    uint32_t party_count, issue_count, group_count;
    uint32_t first_option[NS_SPACE_ISSUES], option_count[NS_SPACE_ISSUES];
    uint32_t group_of[NS_SPACE_ISSUES];
    space_group *groups;
    space_scale scale;
    int64_t base[NS_MAX_PARTIES];
    double slack, size;
    space_halves *halves[NS_MAX_PARTIES]; /* made when first asked */
    space_grid *single[NS_MAX_PARTIES], *counted[NS_MAX_PARTIES];
};

/* One cell of each group. */
typedef struct space_pick {
    uint32_t cell[NS_SPACE_ISSUES];
} space_pick;

int64_t space_worth_of(const ns_space *self, uint32_t party, const space_pick *pick);
void space_options_of(const ns_space *self, const space_pick *pick, uint16_t *options);
/* The cells of a package; false: some group has no such cell. */
bool space_pick_of(const ns_space *self, const uint16_t *options, space_pick *pick);
/* Negative, 0, positive: a comes before, is, comes after b. */
int space_order(const ns_space *self, const space_pick *a, const space_pick *b);

/* A score by option as units by cell: [group] -> [cell], owned by the arena given. NS_BAD_USAGE: beyond NS_SPACE_SCORE, or no number. */
ns_status space_score(int64_t ***out, const ns_space *self, ns_arena *arena, const double *score,
                      space_scale *scale) NS_MUST;

/* What a party may be asked: target with slack. */
int64_t space_at_least(const ns_space *self, double points);
int64_t space_at_most(const ns_space *self, double points);

/* Answers. */
ns_space_found space_nothing(bool exact);
ns_space_found space_answer(const ns_space *self, uint32_t party, const space_pick *pick);
ns_space_found space_no_memory(void);

/* The largest (sign 1) or least (sign -1) of a group's worths: its first cell. */
uint32_t space_extreme_cell(const space_group *group, uint32_t party, int sign);

/* --- half tables (halves.c) --- */
bool space_halves_fit(const ns_space *self);
space_halves *space_halves_of(ns_space *self, uint32_t party); /* NULL: memory is short */
void space_halves_free(space_halves *self);
bool space_halves_lowest(const space_halves *self, int64_t least, int64_t most, space_pick *pick);
bool space_halves_highest(const space_halves *self, int64_t least, int64_t most, space_pick *pick);
/* The first package of exactly this worth that comes after `last`. */
bool space_halves_equal_after(const space_halves *self, int64_t worth, const space_pick *last,
                              space_pick *pick);
uint64_t space_halves_count(const space_halves *self, int64_t least, int64_t most);
bool space_halves_pick(space_halves *self, int64_t least, int64_t most, double u, space_pick *pick);

/* --- grids (grid.c) --- */
typedef struct space_near {
    bool found;
    int64_t bound; /* units; what was sought is at most so much better */
    space_pick pick;
} space_near;

space_grid *space_grid_single(ns_space *self, uint32_t party); /* NULL: memory is short */
space_grid *space_grid_counted(ns_space *self, uint32_t party);
void space_grid_free(space_grid *self);
space_near space_grid_lowest(const space_grid *self, int64_t least, int64_t most);
space_near space_grid_highest(const space_grid *self, int64_t least, int64_t most);
ns_space_total space_grid_count(const space_grid *self, int64_t least, int64_t most);
bool space_grid_pick(const space_grid *self, int64_t least, int64_t most, double u, space_pick *pick,
                     bool *none);

#endif
