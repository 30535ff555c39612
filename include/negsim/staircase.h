/* The two-party frontier as a staircase, points by falling value of the first party and rising value of the second. */
#ifndef NEGSIM_STAIRCASE_H
#define NEGSIM_STAIRCASE_H

#include "negsim/instance.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ns_stair {
    double first, second; /* the two parties' values */
    uint32_t package;
} ns_stair;

/* Staircase of the packages that stand in list, which is used up (sorted, thinned). Equal points are one, named by the lowest package.
 * Returns its length; it stands at the list's beginning. O(n log n) at worst, near O(n) where few points are efficient. */
uint32_t ns_staircase_of_list(ns_stair *list, uint32_t count);

/* Staircase of the whole space where values are sums over issues and no package is shut: the issues' staircases merged one after
 * another with what is dominated left out, which loses nothing because a + c is monotone in a, also in floating point. points and
 * scratch: room for the scenario's packages and one more, scratch twice that. Of points that only rounding made equal any may name the one.
 * Cost: options times points for each issue. */
uint32_t ns_staircase_of_sums(const ns_instance *instance, ns_stair *points, ns_stair *scratch);

/* Square of the distance from (first, second) to the nearest of count > 0 points. O(log count) plus the points that could be nearer. */
double ns_staircase_nearest(const ns_stair *points, uint32_t count, double first, double second);

#ifdef __cplusplus
}
#endif

#endif
