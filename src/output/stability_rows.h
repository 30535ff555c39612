/* Rows of the tables of `negsim stability`, and the texts that they share with the screen. */
#ifndef NEGSIM_OUTPUT_STABILITY_ROWS_H
#define NEGSIM_OUTPUT_STABILITY_ROWS_H

#include "negsim/stability_output.h"
#include "output/csv.h"

/* "MoE+Uniroyal". */
void ns_add_coalition(ns_buffer *out, const ns_conflict *model, unsigned members, const char *between);
/* "5 8 9": states are numbered from 1. */
void ns_add_states(ns_buffer *out, const uint32_t *states, uint32_t count);
/* "MoE>2 LocalGov>6". */
ns_status ns_add_path(ns_buffer *out, const ns_conflict *model, const ns_paths *paths,
                      uint32_t state) NS_MUST;
/* "1-1-2": options are numbered from 1. */
void ns_add_package(ns_buffer *out, const ns_additive *model, const uint32_t *options);

/* All rows of one table of a conflict. */
ns_status ns_conflict_rows(ns_csv *csv, const ns_stability_report *report) NS_MUST;
ns_status ns_coalition_rows(ns_csv *csv, const ns_stability_report *report) NS_MUST;
ns_status ns_mediation_rows(ns_csv *csv, const ns_stability_report *report) NS_MUST;
ns_status ns_path_rows(ns_csv *csv, const ns_stability_report *report) NS_MUST;
ns_status ns_ranking_rows(ns_csv *csv, const ns_stability_report *report) NS_MUST;
/* The rows of the package at which the report's place stands. text: room for its name. */
void ns_package_rows(ns_csv *csv, const ns_stability_report *report, ns_buffer *text);

#endif
