/* Private to games: how a solver refuses. */
#ifndef NEGSIM_GAMES_CHECK_H
#define NEGSIM_GAMES_CHECK_H

#include <math.h>

#include "negsim/bargain.h"

static inline ns_status refuse(ns_fault *fault, const char *text, const char *hint) {
    if (fault) *fault = (ns_fault){text, hint};
    return NS_BAD_USAGE;
}

/* Also false for NaN. */
static inline bool within(double value, double lowest, double highest) {
    return value >= lowest && value <= highest;
}

static inline bool is_payoff(ns_payoff u) { return isfinite(u.of[0]) && isfinite(u.of[1]); }

/* value >= bound, but for rounding: a party that is indifferent accepts. */
static inline bool reaches(double value, double bound) {
    if (isinf(value) || isinf(bound)) return value >= bound;
    return value >= bound - 1e-12 * fmax(fabs(value), fabs(bound));
}

#endif
