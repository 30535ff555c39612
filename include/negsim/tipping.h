/* Tipping: how often an outcome comes at a point of the assumptions; what a search for thresholds asks again and again. */
#ifndef NEGSIM_TIPPING_H
#define NEGSIM_TIPPING_H

#include "negsim/measure.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A point: some paths set to numbers, all else as in the file. */
typedef struct ns_tipping_point {
    const ns_document *base;
    const ns_registry *registry;
    const char *arms;    /* to play */
    const char *measure; /* an outcome that is yes or no in each draw */
    const char *const *paths;
    const double *values;
    uint32_t path_count;
    uint64_t first, draws, seed; /* draws first .. first + draws - 1 */
    unsigned jobs;
} ns_tipping_point;

/* The number of draws with the outcome. Faults of the scenario at the point go to diagnostics. */
ns_status ns_tipping_count(uint64_t *out, const ns_tipping_point *point, ns_diagnostics *diagnostics) NS_MUST;

#ifdef __cplusplus
}
#endif

#endif
