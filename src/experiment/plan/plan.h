/* Private to experiment/plan: how the parts of a plan are made. */
#ifndef NEGSIM_EXPERIMENT_PLAN_H
#define NEGSIM_EXPERIMENT_PLAN_H

#include "negsim/plan.h"

/* Splits text at commas outside brackets, braces and quotes, blanks trimmed; texts in the arena. NULL when memory is short. */
const char **ns_split_levels(ns_arena *arena, const char *text, uint32_t *count);

/* Adds a factor whose levels or range are known; checks its path and its first value against the scenario. */
ns_status ns_plan_add_factor(ns_plan *self, const ns_factor *factor, ns_location at,
                             const ns_scenario *scenario, const ns_registry *registry,
                             ns_diagnostics *diagnostics) NS_MUST;
/* A factor from PATH and SPEC. */
ns_status ns_plan_add_spec(ns_plan *self, const char *path, const char *spec, ns_location at,
                           const ns_scenario *scenario, const ns_registry *registry,
                           ns_diagnostics *diagnostics) NS_MUST;
/* The factor of a path; factor_count when there is none. */
uint32_t ns_plan_factor_of(const ns_plan *self, const char *path, size_t length);
/* Do all constraints hold in this row? */
bool ns_plan_keeps(const ns_plan *self, const double *row);
/* Of a level or a value: NaN where it is no number. */
double ns_factor_number(const ns_factor *factor, double coordinate);

#endif
