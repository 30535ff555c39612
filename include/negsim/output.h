/* Output: results to a folder of tables with its data package, and to one screen. */
#ifndef NEGSIM_OUTPUT_H
#define NEGSIM_OUTPUT_H

#include "negsim/table.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ns_output ns_output; /* a results folder being written: DIR.part, swapped in at the end */

typedef struct ns_output_settings {
    const char *folder; /* final name */
    const char *tables; /* comma-separated names, NULL: the default ones */
    bool force; /* replace a folder of another scenario's results, or a foreign one (foreign files stay) */
    const char *command_line; /* for run-info.json */
    uint64_t trace_draws;     /* > 0: trace table too */
    bool write_draws;         /* draws table too */
    const char *version;      /* of the program, for the data package: NEGSIM_VERSION; NULL: left out */
    const char *start_utc;    /* for run-info.json, "2025-05-14T09:30:00Z"; NULL: left out */
    const char *end_utc; /* likewise; read by ns_output_finish, so the caller may write the text until then */
} ns_output_settings;

/* Checks the folder and the names of tables, makes DIR.part and opens the streamed tables (runs, trace, draws). Refusals and failures to
 * diagnostics: NS_BAD_USAGE (unknown table, foreign folder), NS_CANNOT_WRITE. */
ns_status ns_output_open(ns_output **out, const ns_output_settings *settings, const ns_arms *arms,
                         ns_diagnostics *diagnostics) NS_MUST;
/* What the whole screen needs. */
#define NS_GATHER_SCREEN                                                                                     \
    (NS_GATHER_PACKAGES | NS_GATHER_BLOCKERS | NS_GATHER_SPLIT | NS_GATHER_COMPANY | NS_GATHER_INPUTS)
/* What must be gathered for the tables asked for. Where one of them looks at packages it is all that the screen needs; with others alone
 * (summary, runs ..) the run stays fast and the screen says which of its parts are missing. */
unsigned ns_output_gather(const ns_output *self);
/* Writer of the streamed tables, for ns_experiment.writer; NULL when none is asked for. */
const ns_row_writer *ns_output_rows(ns_output *self);
/* Writes the other tables, run-info.json, datapackage.json (last), and swaps the folder in. */
ns_status ns_output_finish(ns_output *self, const ns_results *results, double elapsed_seconds,
                           ns_diagnostics *diagnostics) NS_MUST;
/* Without finish: removes DIR.part. NULL is legal. */
void ns_output_free(ns_output *self);

/* The one screen at `width` columns; color; folder: where the tables are, NULL: not written. */
typedef struct ns_screen_settings {
    unsigned width;
    ns_color color;
    const char *folder;
} ns_screen_settings;
void ns_screen_write(ns_buffer *out, const ns_results *results, const ns_screen_settings *settings);

/* One whole table as CSV text (summary, compromises, families, options, blockers, assumptions, reasons, rounds, parties). */
ns_status ns_table_write(ns_buffer *out, const char *table, const ns_results *results) NS_MUST;

#ifdef __cplusplus
}
#endif

#endif
