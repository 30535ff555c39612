/* What the commands share that play a scenario to analyse it: sensitivity, discover, threshold. */
#ifndef NEGSIM_CLI_ANALYSIS_H
#define NEGSIM_CLI_ANALYSIS_H

#include "cli/cli.h"
#include "negsim.h"

enum { CLI_MOST_MEASURES = 16 };

typedef struct cli_analysis {
    const cli_call *call;
    cli_loaded loaded;
    ns_arms *arms;
    ns_measure measures[CLI_MOST_MEASURES];
    uint32_t measure_count;
    uint64_t draws, plays, seed;
    unsigned jobs;
    ns_diagnostics *diagnostics;
    ns_buffer folder, command_line;
    cli_progress progress;
    char start_utc[32], end_utc[32];
    double started;
} cli_analysis;

/* The scenario, the arms and the outcomes that the options ask for (agreed where none is named). Faults are told. NS_OK, or what to exit with:
 * cli_analysis_fail says how. Close it either way. */
ns_status cli_analysis_open(cli_analysis *self, const cli_call *call) NS_MUST;
/* The same for what plays nothing: the scenario may be vast; then it has no arms and no outcomes. */
ns_status cli_analysis_open_any(cli_analysis *self, const cli_call *call) NS_MUST;
void cli_analysis_close(cli_analysis *self);
/* Prints what was not said yet; the exit code. */
int cli_analysis_fail(cli_analysis *self, ns_status status);
/* Tables into the folder of -o, else results/NAME-COMMAND. settings: for the data package. */
ns_status cli_analysis_write(cli_analysis *self, const char *settings, const ns_finding_table *const *tables,
                             size_t count) NS_MUST;
/* For on_progress of studies; user: the analysis. */
int cli_analysis_progress(void *user, uint64_t done, uint64_t total, const ns_study_note *so_far);

#endif
