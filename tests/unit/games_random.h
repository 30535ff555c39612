/* Numbers for tests of games, the same in every run. */
#ifndef NEGSIM_TEST_GAMES_RANDOM_H
#define NEGSIM_TEST_GAMES_RANDOM_H

#include <math.h>
#include <stdint.h>

#include "negsim/bargain.h"

static uint64_t games_state = 7;

/* Even over 0..1. */
static inline double games_next(void) {
    games_state = games_state * 6364136223846793005u + 1442695040888963407u;
    return (double)(games_state >> 11) * 0x1p-53;
}

static inline double games_between(double low, double high) { return low + games_next() * (high - low); }

/* A concave frontier from (0, top) to (right, 0): pieces with random widths, sorted by growing steepness. */
static inline size_t games_frontier(ns_payoff *points, size_t pieces) {
    double widths[16], slopes[16], u0 = 0, u1 = 0;
    for (size_t k = 0; k < pieces; k++) {
        widths[k] = games_between(0.1, 2);
        slopes[k] = games_between(0.05, 3);
        for (size_t j = k; j > 0 && slopes[j] < slopes[j - 1]; j--) {
            const double held = slopes[j];
            slopes[j] = slopes[j - 1];
            slopes[j - 1] = held;
        }
    }
    for (size_t k = 0; k < pieces; k++) u1 += widths[k] * slopes[k];
    for (size_t k = 0; k <= pieces; k++) {
        points[k] = (ns_payoff){{u0, k == pieces ? 0 : u1}};
        if (k == pieces) break;
        u0 += widths[k];
        u1 -= widths[k] * slopes[k];
    }
    return pieces + 1;
}

#endif
