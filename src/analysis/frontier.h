/* Private to analysis: the workspace of a frontier. */
#ifndef NEGSIM_ANALYSIS_FRONTIER_H
#define NEGSIM_ANALYSIS_FRONTIER_H

#include "negsim/solution.h"

/* Cells over the first party's values: what is found first dominates most of the rest. */
enum { NS_STAIR_CELLS = 512 };

typedef struct ns_stair {
    double top, scale;              /* cell = (top - u) * scale, so that cell 0 is the best of the first party */
    double most[NS_STAIR_CELLS];    /* the second party's best value among the candidates of a cell */
    double bar[NS_STAIR_CELLS + 1]; /* what a value must exceed there not to be dominated for certain; a last cell lets nothing through */
    bool changed;
} ns_stair;

/* A package with its place in an order. */
typedef struct ns_point {
    double key, second;
    uint32_t package;
} ns_point;

struct ns_frontier {
    const ns_scenario *scenario;
    double no_deal[NS_MAX_PARTIES];
    bool admissible_only;   /* the domain leaves no-deal values out of account */
    uint32_t *candidates;   /* [candidate_count]: contains all that can be efficient or best by the product */
    uint32_t candidate_count;
    ns_point *points;       /* scratch */
    double *rows;           /* [point * party_count + party] scratch of more than two parties */
    uint32_t *packages;     /* efficient ones, falling in the first party's value */
    double *values;         /* theirs: [index * party_count + party] */
    uint32_t whole;         /* how many are efficient */
    uint32_t first, count;  /* and which of them are in the domain: of two parties a run of the list */
    uint32_t nash;
    double nash_values[NS_MAX_PARTIES];
    bool known;             /* no_deal is of a draw computed */
    bool kept;              /* packages are of all that is admissible, in a scenario whose values and bits never change */
    ns_stair stair;
};

/* In the domain: admissible and worth at least no deal to all. */
bool ns_frontier_holds(const ns_frontier *self, const ns_instance *instance, uint32_t package);
/* prod (u_p - no_deal_p) in party order. */
double ns_frontier_product(const ns_frontier *self, const ns_instance *instance, uint32_t package);
/* By falling key, then falling second, then rank. */
void ns_frontier_sort(ns_point *points, uint32_t count);

/* Fill candidates, packages and whole from the domain. */
void ns_frontier_of_two(ns_frontier *self, const ns_instance *instance);
void ns_frontier_of_many(ns_frontier *self, const ns_instance *instance);

#endif
