/* Solutions of record on one draw: the Pareto frontier and the Nash product, over the admissible and individually rational packages
 * (u_p >= no_deal_p with slack, for all p). Nash here: of the frontier's packages the one with the largest product over p of
 * max(0, u_p - no_deal_p); ties to the lowest package. Above 65,536 packages two parties only: more have an empty frontier. */
#ifndef NEGSIM_SOLUTION_H
#define NEGSIM_SOLUTION_H

#include "negsim/instance.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ns_frontier ns_frontier;                    /* workspace and result */
ns_frontier *ns_frontier_new(const ns_scenario *scenario); /* NULL when memory is short */
void ns_frontier_free(ns_frontier *self);

/* Computes for the instance's draw. A package is on the frontier when no other in the domain is at least as good for all and better for one
 * (exact doubles; equal value vectors are one point, named by the lowest package, or, where the issues' staircases were merged, by any of
 * those that only rounding made equal). */
void ns_frontier_compute(ns_frontier *self, const ns_instance *instance);
uint32_t ns_frontier_size(const ns_frontier *self);
uint32_t ns_frontier_package(
    const ns_frontier *self,
    uint32_t
        index); /* two parties: falling in the first one's value; more: in no order that means anything */
uint32_t ns_frontier_nash(const ns_frontier *self); /* NS_NONE: the frontier is empty */
bool ns_frontier_contains(const ns_frontier *self, const ns_instance *instance,
                          uint32_t package); /* value vector on the frontier */
/* Euclidean distance, in points, from a package's values to the nearest frontier point, and to the Nash point; NaN: none. */
double ns_frontier_distance(const ns_frontier *self, const ns_instance *instance, uint32_t package);
double ns_frontier_distance_nash(const ns_frontier *self, const ns_instance *instance, uint32_t package);
/* The same to the Kalai-Smorodinsky point: of the frontier's packages the one with the largest smallest share of the ideal gain (the largest
 * gain of each party on the frontier; who can gain nothing has share 1); ties to the lowest package. O(log frontier) for two parties. */
double ns_frontier_distance_kalai(const ns_frontier *self, const ns_instance *instance, uint32_t package);

#ifdef __cplusplus
}
#endif

#endif
