/* One writer per table that is made from the results. */
#ifndef NEGSIM_OUTPUT_TABLE_WRITE_H
#define NEGSIM_OUTPUT_TABLE_WRITE_H

#include "output/csv.h"

/* Adds all rows; the header stands already. */
ns_status ns_write_summary(ns_csv *csv, const ns_results *results) NS_MUST;
ns_status ns_write_families(ns_csv *csv, const ns_results *results) NS_MUST;
ns_status ns_write_compromises(ns_csv *csv, const ns_results *results) NS_MUST;
ns_status ns_write_options(ns_csv *csv, const ns_results *results) NS_MUST;
ns_status ns_write_blockers(ns_csv *csv, const ns_results *results) NS_MUST;
ns_status ns_write_assumptions(ns_csv *csv, const ns_results *results) NS_MUST;
ns_status ns_write_reasons(ns_csv *csv, const ns_results *results) NS_MUST;
ns_status ns_write_rounds(ns_csv *csv, const ns_results *results) NS_MUST;
ns_status ns_write_parties(ns_csv *csv, const ns_results *results) NS_MUST;
ns_status ns_write_mediators(ns_csv *csv, const ns_results *results) NS_MUST;
ns_status ns_write_durability(ns_csv *csv, const ns_results *results) NS_MUST;

/* Effect rows of the summary: one arm against its reference. */
void ns_write_effect(ns_csv *csv, const ns_results *results, size_t arm);
/* One row of the summary. */
void ns_summary_row(ns_csv *csv, const char *arm, const char *metric, ns_interval value, uint64_t n);

/* Rows of the streamed tables. */
void ns_run_row(ns_buffer *rows, const ns_column_set *set, const ns_arms *arms, const ns_run_record *record);
void ns_event_row(ns_buffer *rows, const ns_column_set *set, const ns_arms *arms, const ns_run_record *at,
                  const ns_event *event);
void ns_move_rows(ns_buffer *rows, const ns_column_set *set, const ns_arms *arms, const ns_run_record *record,
                  const ns_session *session);
ns_status ns_model_rows(ns_buffer *rows, const ns_column_set *set, const ns_arms *arms,
                        const ns_run_record *record, const ns_session *session,
                        const ns_instance *instance) NS_MUST;
void ns_renege_rows(ns_buffer *rows, const ns_column_set *set, const ns_arms *arms,
                    const ns_run_record *record, const ns_instance *instance);
void ns_draw_rows(ns_buffer *rows, const ns_column_set *set, const ns_instance *instance);

#endif
