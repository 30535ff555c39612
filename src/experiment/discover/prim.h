/* PRIM's working memory. Outcomes are whole multiples of 2^-40: sums are exact in any order. */
#ifndef NS_EXPERIMENT_DISCOVER_PRIM_H
#define NS_EXPERIMENT_DISCOVER_PRIM_H

#include "negsim/arena.h"
#include "negsim/discover.h"

#define NS_PRIM_UNIT 1099511627776.0 /* 2^40 */

/* A side of a factor: what a row can violate. */
typedef struct ns_limits {
    double low, high; /* numbers */
    uint64_t kept;    /* categories */
} ns_limits;

/* A slice of rows to take off or to put on. */
typedef struct ns_slice {
    uint32_t factor;
    ns_limits limits; /* of the factor afterwards */
    uint64_t rows, sum;
    double score;
    uint32_t restricted; /* dimensions afterwards */
} ns_slice;

typedef struct ns_level_tally {
    uint64_t rows, sum;
} ns_level_tally;

typedef struct ns_prim {
    const ns_discover_sample *sample;
    const ns_discover_settings *settings;
    ns_arena *result;       /* the caller's */
    ns_arena *work;         /* all that follows */
    uint64_t *y;            /* [n] */
    uint8_t *free_row;      /* [n]: in no earlier box */
    uint8_t *live;          /* [n]: in the present box */
    uint32_t *only;         /* [n]: see ns_prim_violations */
    uint32_t **order;       /* [k][n]: rows by value, then by row; NULL for categories */
    uint64_t *first, *last; /* [k]: the live rows of a number stand at first .. last - 1 of its order */
    ns_limits *whole;       /* [k] of the sample */
    ns_limits *limits;      /* [k] of the present box */
    ns_level_tally *
        tallies; /* [k * NS_MAX_DISCOVER_LEVELS] of categories alone: the live rows; in pasting what each level would add */
    uint32_t *categories; /* the categorical factors */
    uint32_t category_count;
    uint64_t rows, sum; /* of the live rows */
    uint64_t free_rows, free_sum, all_sum;
    uint64_t least;     /* rows of a box of the least mass */
    ns_prim_box *steps; /* [step_room] */
    uint32_t step_count, step_room;
} ns_prim;

bool ns_limits_hold(const ns_limits *limits, uint32_t levels, double x);
uint32_t ns_prim_levels(const ns_prim *self, uint32_t factor);
bool ns_prim_restricts(const ns_prim *self, uint32_t factor, const ns_limits *limits);
/* Restricted dimensions of the present box with factor's limits replaced. */
uint32_t ns_prim_restricted(const ns_prim *self, uint32_t factor, const ns_limits *limits);
double ns_prim_value(const ns_prim *self, uint64_t row, uint32_t factor);

/* Fills in what depends on the factor's limits and keeps the better one by score, then fewer dimensions, then the earlier one. */
void ns_slice_offer(ns_slice *best, const ns_prim *self, ns_slice slice);
/* How many rows a step takes at least: max(1, floor(alpha rows)). */
uint64_t ns_prim_quota(const ns_prim *self);

ns_status ns_prim_init(ns_prim *self, const ns_discover_sample *sample, const ns_discover_settings *settings,
                       ns_arena *result) NS_MUST;
void ns_prim_free(ns_prim *self);
/* Rows by value, then by row, of all numbers. */
ns_status ns_prim_sort(ns_prim *self) NS_MUST;
/* The whole space of the free rows, and a new trajectory. */
ns_status ns_prim_begin(ns_prim *self) NS_MUST;
ns_status ns_prim_peel(ns_prim *self) NS_MUST;
ns_status ns_prim_paste(ns_prim *self) NS_MUST;
/* The present box as a step of the trajectory. */
ns_status ns_prim_record(ns_prim *self, bool pasted) NS_MUST;

void ns_prim_figures(const ns_prim *self, ns_prim_box *box, ns_level_tally tally);
bool ns_prim_reached(const ns_prim *self, const ns_prim_box *box);
/* Chooses from the trajectory and drops restrictions. */
ns_status ns_prim_choose(ns_prim *self, ns_discovered_box *out) NS_MUST;

#endif
