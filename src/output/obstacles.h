/* Obstacles: what shuts a subject, strongest first. */
#ifndef NEGSIM_OUTPUT_OBSTACLES_H
#define NEGSIM_OUTPUT_OBSTACLES_H

#include "negsim/experiment.h"

enum { NS_MAX_OBSTACLES = 64 + NS_CAUSE_COUNT };

typedef struct ns_obstacle {
    ns_cause cause;
    uint32_t party;                /* NS_NONE: nobody's or, among pivots, everybody's */
    uint64_t blocked, alone;       /* runs; pivots: alone only */
    const ns_change_tally *change; /* NULL: none */
} ns_obstacle;

/* Of one subject (family, option, package): alone, then blocked, falling. Returns their number. */
size_t ns_obstacles_of(ns_obstacle out[NS_MAX_OBSTACLES], const ns_results *results,
                       const ns_block_tally *blocks);
/* What would open something where nothing is reachable, falling. A cause everywhere stands only where it opens more than its strongest pair. */
size_t ns_pivots_of(ns_obstacle out[NS_MAX_OBSTACLES], const ns_results *results, size_t arm);

/* Median change in points where the obstacle stands alone; NaN: none. */
double ns_obstacle_change(const ns_obstacle *self);
/* " in 58% of the draws", " in 29 of 50 draws", "" where nothing is drawn. */
void ns_add_draws(ns_buffer *out, const ns_results *results, uint64_t k, uint64_t n);
/* "Russia's red line shuts it in 100% of the draws, alone in 64%." */
void ns_obstacle_sentence(ns_buffer *out, const ns_results *results, const ns_obstacle *obstacle, uint64_t n);
void ns_pivot_sentence(ns_buffer *out, const ns_results *results, const ns_obstacle *obstacle, uint64_t n);

#endif
