/* Sweep: the points of a plan played one by one, each a run of its own. */
#ifndef NEGSIM_SWEEP_H
#define NEGSIM_SWEEP_H

#include "negsim/experiment.h"
#include "negsim/plan.h"
#include "negsim/study.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A point as its rows are written. */
typedef struct ns_point {
    const ns_plan *plan;
    uint64_t number;
    const ns_arms *arms;       /* of the point's own scenario; NULL: it failed */
    const ns_results *results; /* NULL: it failed */
    const ns_diagnostics *faults;
    ns_status status;
    const ns_buffer *runs; /* what `run` wrote, in the order of draws; NULL: nothing was asked of runs */
} ns_point;

typedef struct ns_sweep {
    const ns_plan *plan;
    const ns_document *base;
    const ns_registry *registry;
    unsigned gather; /* NS_GATHER_* for the rows wanted */
    unsigned jobs;   /* threads within a point, where points are fewer than threads */
    /* A row for a negotiation at a point; NULL: none. Called by several threads. */
    ns_status (*run)(void *user, ns_buffer *rows, uint64_t point, const ns_arms *arms,
                     const ns_run_record *record);
    /* The payload of a point. Called by several threads. */
    ns_status (*write)(void *user, const ns_point *point, ns_buffer *payload);
    void *user;
} ns_sweep;

/* The study whose units are the points. The sweep must outlive it. */
ns_study ns_sweep_study(ns_sweep *sweep);

#ifdef __cplusplus
}
#endif

#endif
