/* The data package and the run's own facts as JSON. */
#ifndef NEGSIM_OUTPUT_PACKAGE_H
#define NEGSIM_OUTPUT_PACKAGE_H

#include "negsim/output.h"
#include "output/csv.h"
#include "output/json.h"
#include "negsim/sha256.h"

/* A table that was written. */
typedef struct ns_written {
    const ns_column_set *set;
    uint64_t bytes, rows;
    char sha256[NS_SHA256_TEXT];
} ns_written;

/* version: of the program, or NULL. */
ns_status ns_datapackage_write(ns_buffer *out, const ns_results *results, const char *version,
                               const ns_written *tables, size_t count) NS_MUST;
void ns_run_info_write(ns_buffer *out, const ns_results *results, const ns_output_settings *settings,
                       double elapsed_seconds);

/* Parts of every data package: the opening brace with who made it and for which scenario, the tables, the scenario itself. */
void ns_package_begin(ns_json *json, const ns_scenario *base);
void ns_package_tables(ns_json *json, const ns_written *tables, size_t count);
void ns_package_scenario(ns_json *json, const ns_scenario *base);
/* The same of what is no scenario. */
void ns_package_head(ns_json *json, const char *name, const char *title, const char *description);
void ns_package_document(ns_json *json, const ns_document *document);

/* How to read the results: the sentences that stand in the data package, ended by NULL. */
extern const char *const ns_reading[];

#endif
