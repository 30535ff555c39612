/* Output of searches for thresholds. */
#ifndef NEGSIM_THRESHOLD_OUTPUT_H
#define NEGSIM_THRESHOLD_OUTPUT_H

#include "negsim/findings.h"
#include "negsim/measure.h"
#include "negsim/threshold.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A search along one path. */
typedef struct ns_tipping {
    const ns_scenario *base;
    const char *measure;
    const char *path;
    double low, high, target;
    const ns_threshold *found;
    ns_search_state state;
    const ns_threshold_point *points;
    uint32_t count;
    uint64_t spent; /* sampled scenarios */
} ns_tipping;

/* Rows of threshold.csv and of threshold_points.csv. */
ns_status ns_tipping_rows(ns_buffer *crossings, ns_buffer *points, const ns_tipping *self) NS_MUST;
void ns_tipping_screen(ns_buffer *out, const ns_tipping *self, const char *folder);

/* A plane of two paths. */
typedef struct ns_tipping_plane {
    const ns_scenario *base;
    const char *measure;
    const char *paths[2];
    double target;
    ns_grid grid;
    const uint64_t *counts; /* [row * columns + column] draws with the outcome */
    uint64_t draws;         /* at each node */
    const ns_contour *contour;
} ns_tipping_plane;

/* Rows of contour.csv and of threshold_points.csv. */
ns_status ns_plane_rows(ns_buffer *contour, ns_buffer *points, const ns_tipping_plane *self) NS_MUST;
void ns_plane_screen(ns_buffer *out, const ns_tipping_plane *self, const char *folder);

#ifdef __cplusplus
}
#endif

#endif
