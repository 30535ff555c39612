/* Output of sweeps: what a point leaves behind, and the tables, the data package and the screen that are made of all of them. */
#ifndef NEGSIM_SWEEP_OUTPUT_H
#define NEGSIM_SWEEP_OUTPUT_H

#include "negsim/sweep.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What must be gathered at each point. */
unsigned ns_sweep_gather(void);
/* For ns_sweep.run, where point_runs.csv is wanted. */
ns_status ns_sweep_run(void *user, ns_buffer *rows, uint64_t point, const ns_arms *arms,
                       const ns_run_record *record);
/* For ns_sweep.write: the point's rows of all tables, in one piece of bytes. */
ns_status ns_sweep_payload(void *user, const ns_point *point, ns_buffer *payload);

/* What a payload says of its point: for the screen. */
typedef struct ns_point_facts {
    bool failed;
    uint64_t runs, agreed; /* in the main arm: mediated, else the first */
} ns_point_facts;
bool ns_payload_facts(const ns_buffer *payload, ns_point_facts *out); /* false: not a payload */

typedef struct ns_sweep_tables {
    const char *folder;
    bool force;
    const ns_plan *plan;
    const ns_scenario *base;
    const char *version, *command_line, *start_utc, *end_utc;
    double elapsed_seconds;
    unsigned jobs;
    bool runs; /* point_runs.csv too */
    /* The payload of a point, into an empty buffer. */
    ns_status (*read)(void *store, uint64_t point, ns_buffer *payload);
    void *store;
} ns_sweep_tables;

/* Writes experiments, outcomes, reachability and (where some point failed) failures, run-info.json, datapackage.json, and swaps the
 * folder in. Payloads are read one at a time: memory does not hang on the number of points. facts: [point], filled; NULL: not wanted. */
ns_status ns_sweep_write(const ns_sweep_tables *self, ns_point_facts *facts,
                         ns_diagnostics *diagnostics) NS_MUST;

/* The screen: a sentence to paste, then the points where they are few or lie on one line or a plane. */
void ns_sweep_screen(ns_buffer *out, const ns_sweep_tables *self, const ns_point_facts *facts);

#ifdef __cplusplus
}
#endif

#endif
