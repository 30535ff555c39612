/* Opponent models: what a party learns about the others' priorities from their offers. One file, one kind. */
#ifndef NEGSIM_BARGAINING_OPPONENT_H
#define NEGSIM_BARGAINING_OPPONENT_H

#include <math.h>
#include <stdbool.h>

#include "negsim/view.h"

extern const ns_opponent_kind ns_opponent_uniform, ns_opponent_hardheaded, ns_opponent_smith,
    ns_opponent_windowed, ns_opponent_bayesian, ns_opponent_perfect;
extern const ns_kind *const ns_opponent_table[];

/* The option that a part takes on the stage's issue k. */
static inline uint32_t ns_option_in(const ns_stage_view *stage, uint32_t k, uint32_t part) {
    return part / stage->stride[k] % stage->option_count[k];
}

/* Scales weights to a sum; all 0: left alone. */
static inline void ns_scale_weights(double *weights, uint32_t count, double sum) {
    double total = 0;
    for (uint32_t i = 0; i < count; i++) total += weights[i];
    if (total <= 0) return;
    for (uint32_t i = 0; i < count; i++) weights[i] = weights[i] * sum / total;
}

#endif
