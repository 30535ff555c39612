/* Findings: the small tables of analyses (sensitivity, threshold, discover), written with their data package. */
#ifndef NEGSIM_FINDINGS_H
#define NEGSIM_FINDINGS_H

#include "negsim/table.h"

#ifdef __cplusplus
extern "C" {
#endif

#define NS_MOST_FINDINGS 4

/* A table made in memory: rows without the header. */
typedef struct ns_finding_table {
    const char *name; /* of ns_tables */
    ns_buffer rows;
} ns_finding_table;

typedef struct ns_findings {
    const char *folder;
    bool force;
    const char *command; /* "sensitivity" .. */
    const ns_scenario *base;
    uint64_t draws, plays, seed;
    const char *settings; /* what decides the result besides the scenario, as text; NULL: nothing */
    const char *version, *command_line, *start_utc, *end_utc;
    double elapsed_seconds;
    unsigned jobs;
    size_t count;
    const ns_finding_table *tables[NS_MOST_FINDINGS];
} ns_findings;

/* Writes the tables, run-info.json and datapackage.json, and swaps the folder in. */
ns_status ns_findings_write(const ns_findings *self, ns_diagnostics *diagnostics) NS_MUST;

#ifdef __cplusplus
}
#endif

#endif
