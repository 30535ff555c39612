/* Packages as one cell of each group, and answers made of them. */
#include <math.h>
#include <string.h>

#include "form.h"

int64_t space_worth_of(const ns_space *self, uint32_t party, const space_pick *pick) {
    int64_t sum = self->base[party];
    for (uint32_t g = 0; g < self->group_count; g++) sum += self->groups[g].worth[party][pick->cell[g]];
    return sum;
}

void space_options_of(const ns_space *self, const space_pick *pick, uint16_t *options) {
    for (uint32_t g = 0; g < self->group_count; g++) {
        const space_group *group = &self->groups[g];
        for (uint32_t k = 0; k < group->issue_count; k++)
            options[group->issues[k]] = group->options[pick->cell[g] * group->issue_count + k];
    }
}

/* Cells are in order of their options. */
static int compare_cell(const space_group *group, uint32_t cell, const uint16_t *options) {
    for (uint32_t k = 0; k < group->issue_count; k++) {
        const uint16_t own = group->options[cell * group->issue_count + k], other = options[group->issues[k]];
        if (own != other) return own < other ? -1 : 1;
    }
    return 0;
}

static bool find_cell(const space_group *group, const uint16_t *options, uint32_t *cell) {
    uint32_t from = 0, to = group->cell_count;
    while (from < to) {
        const uint32_t middle = from + (to - from) / 2;
        if (compare_cell(group, middle, options) < 0)
            from = middle + 1;
        else
            to = middle;
    }
    *cell = from;
    return from < group->cell_count && compare_cell(group, from, options) == 0;
}

bool space_pick_of(const ns_space *self, const uint16_t *options, space_pick *pick) {
    for (uint32_t g = 0; g < self->group_count; g++)
        if (!find_cell(&self->groups[g], options, &pick->cell[g])) return false;
    return true;
}

int space_order(const ns_space *self, const space_pick *a, const space_pick *b) {
    for (uint32_t g = 0; g < self->group_count; g++)
        if (a->cell[g] != b->cell[g]) return a->cell[g] < b->cell[g] ? -1 : 1;
    return 0;
}

int64_t space_at_least(const ns_space *self, double points) {
    return space_units_up(&self->scale, points - self->slack);
}
int64_t space_at_most(const ns_space *self, double points) {
    return space_units_down(&self->scale, points + self->slack);
}

ns_space_found space_nothing(bool exact) {
    return (ns_space_found){.exact = exact, .bound = exact ? 0 : HUGE_VAL};
}
ns_space_found space_no_memory(void) { return space_nothing(false); }

ns_space_found space_answer(const ns_space *self, uint32_t party, const space_pick *pick) {
    ns_space_found found = {.found = true, .exact = true};
    found.worth = space_points(&self->scale, space_worth_of(self, party, pick));
    space_options_of(self, pick, found.options);
    return found;
}

uint32_t space_extreme_cell(const space_group *group, uint32_t party, int sign) {
    const int64_t *worth = group->worth[party];
    uint32_t best = 0;
    for (uint32_t c = 1; c < group->cell_count; c++)
        if (sign > 0 ? worth[c] > worth[best] : worth[c] < worth[best]) best = c;
    return best;
}

static ns_space_found extreme(const ns_space *self, uint32_t party, int sign) {
    space_pick pick = {{0}};
    if (!(self->size > 0)) return space_nothing(true);
    for (uint32_t g = 0; g < self->group_count; g++)
        pick.cell[g] = space_extreme_cell(&self->groups[g], party, sign);
    return space_answer(self, party, &pick);
}

ns_space_found ns_space_best(const ns_space *self, uint32_t party) { return extreme(self, party, 1); }
ns_space_found ns_space_worst(const ns_space *self, uint32_t party) { return extreme(self, party, -1); }

double ns_space_worth(const ns_space *self, uint32_t party, const uint16_t *options) {
    space_pick pick;
    return space_pick_of(self, options, &pick)
               ? space_points(&self->scale, space_worth_of(self, party, &pick))
               : -HUGE_VAL;
}

bool ns_space_holds(const ns_space *self, const uint16_t *options) {
    space_pick pick;
    return space_pick_of(self, options, &pick);
}

/* --- scores ------------------------------------------------------------------------------------------------- */

static bool largest_score(const ns_space *self, const double *score, double *out) {
    *out = 0;
    for (uint32_t i = 0; i < self->issue_count; i++) {
        double most = 0;
        for (uint32_t o = 0; o < self->option_count[i]; o++) {
            const double size = fabs(score[self->first_option[i] + o]);
            if (!(size <= NS_SPACE_SCORE)) return false;
            most = fmax(most, size);
        }
        *out += most;
    }
    return true;
}

static void score_group(const ns_space *self, const space_group *group, const double *score,
                        const space_scale *scale, int64_t *out) {
    for (uint32_t c = 0; c < group->cell_count; c++) {
        double sum = 0;
        for (uint32_t k = 0; k < group->issue_count; k++)
            sum += score[self->first_option[group->issues[k]] + group->options[c * group->issue_count + k]];
        out[c] = space_units(scale, sum);
    }
}

ns_status space_score(int64_t ***out, const ns_space *self, ns_arena *arena, const double *score,
                      space_scale *scale) {
    double largest;
    int64_t **units = *out = NS_ARENA_NEW(arena, self->group_count, int64_t *);
    if (!units) return NS_NO_MEMORY;
    if (!largest_score(self, score, &largest)) return NS_BAD_USAGE;
    *scale = space_scale_for(largest);
    for (uint32_t g = 0; g < self->group_count; g++) {
        if (!(units[g] = NS_ARENA_NEW(arena, self->groups[g].cell_count, int64_t))) return NS_NO_MEMORY;
        score_group(self, &self->groups[g], score, scale, units[g]);
    }
    return NS_OK;
}
