/* `negsim run`: the scenario played many times, the tables written, the screen shown. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli/cli.h"
#include "negsim.h"

enum { SCREEN_WIDTH = 80 };

/* All that a run holds, so that there is one way out. */
typedef struct run_state {
    const cli_call *call;
    cli_loaded loaded;
    ns_diagnostics *diagnostics; /* of the run itself; those of the file are printed before it */
    ns_arms *arms;
    ns_output *output;
    ns_results *results;
    ns_buffer folder, command_line;
    bool made_results;               /* the folder above the default one was not there before */
    char start_utc[32], end_utc[32]; /* for run-info.json */
} run_state;

static bool wants_tables(const cli_options *options) {
    return !options->tables || strcmp(options->tables, "none") != 0;
}

static ns_experiment make_experiment(const run_state *run, cli_progress *progress) {
    const cli_options *options = &run->call->options;
    ns_experiment experiment = ns_default_experiment(run->loaded.scenario);
    if (options->draws.given) experiment.draws = options->draws.value;
    if (options->plays.given) experiment.plays = options->plays.value;
    if (options->seed.given) experiment.seed = options->seed.value;
    experiment.jobs = options->jobs.value ? (unsigned)options->jobs.value : cli_processors();
    experiment.trace_draws = options->trace.value;
    /* Without tables, what the screen shows. */
    experiment.gather = NS_GATHER_PACKAGES | NS_GATHER_BLOCKERS | NS_GATHER_SPLIT | NS_GATHER_COMPANY |
                        NS_GATHER_INPUTS | NS_GATHER_SOLUTIONS;
    if (run->output) {
        experiment.gather = ns_output_gather(run->output);
        experiment.writer = ns_output_rows(run->output);
    }
    experiment.on_progress = cli_progress_step;
    experiment.progress_user = progress;
    return experiment;
}

/* The file and its arms; their warnings are printed before the long part begins. */
static ns_status prepare(run_state *run) {
    const cli_options *options = &run->call->options;
    ns_status status = cli_load(&run->loaded, run->call->operands[0], options);
    if (status == NS_OK)
        status = ns_arms_build(&run->arms, run->loaded.scenario, options->arms, run->loaded.registry,
                               run->loaded.diagnostics);
    if (run->loaded.diagnostics) cli_talk(run->loaded.diagnostics, options);
    cli_explain_status(run->loaded.diagnostics, status);
    return status;
}

static ns_status open_output(run_state *run) {
    const cli_options *options = &run->call->options;
    if (!wants_tables(options)) return NS_OK;
    if (options->output)
        ns_buffer_add(&run->folder, options->output);
    else
        ns_buffer_format(&run->folder, "results/%s", run->loaded.scenario->name);
    run->made_results = !options->output && access("results", F_OK) != 0;
    cli_command_line(&run->command_line, run->call->argc, run->call->argv);
    if (run->folder.status != NS_OK || run->command_line.status != NS_OK) return NS_NO_MEMORY;
    cli_stamp(run->start_utc);
    ns_output_settings settings = {.folder = run->folder.text,
                                   .tables = options->tables,
                                   .force = options->force,
                                   .command_line = run->command_line.text,
                                   .trace_draws = options->trace.value,
                                   .write_draws = options->write_draws,
                                   .version = NEGSIM_VERSION,
                                   .start_utc = run->start_utc,
                                   .end_utc = run->end_utc};
    return ns_output_open(&run->output, &settings, run->arms, run->diagnostics);
}

static ns_status play(run_state *run) {
    cli_progress progress;
    cli_progress_begin(&progress, &run->call->options);
    ns_experiment experiment = make_experiment(run, &progress);
    double started = cli_seconds();
    ns_status status = ns_experiment_run(&run->results, run->arms, &experiment, run->diagnostics);
    cli_progress_end(&progress);
    if (status == NS_OK && cli_interrupted()) status = NS_STOPPED;
    if (status != NS_OK || !run->output) return status;
    cli_stamp(run->end_utc);
    return ns_output_finish(run->output, run->results, cli_seconds() - started, run->diagnostics);
}

static int show_screen(const run_state *run) {
    ns_buffer screen = {0};
    ns_screen_settings settings = {.width = SCREEN_WIDTH,
                                   .color = cli_color(&run->call->options, STDOUT_FILENO),
                                   .folder = run->output ? run->folder.text : NULL};
    ns_screen_write(&screen, run->results, &settings);
    const int code = cli_data(&screen);
    if (code != CLI_DONE && settings.folder)
        fprintf(stderr, "negsim: the tables are written all the same: %s/\n", settings.folder);
    return code;
}

static void release(run_state *run) {
    ns_results_free(run->results);
    ns_output_free(run->output);
    if (run->made_results) rmdir("results"); /* goes only where nothing was written */
    ns_arms_free(run->arms);
    ns_diagnostics_free(run->diagnostics);
    ns_buffer_free(&run->folder);
    ns_buffer_free(&run->command_line);
    cli_unload(&run->loaded);
}

static int play_and_show(run_state *run) {
    ns_status status = open_output(run);
    if (status == NS_OK) status = play(run);
    if (status == NS_STOPPED && cli_interrupted()) {
        fputs("negsim: interrupted; nothing was written\n", stderr);
        return cli_exit_code(status, true);
    }
    cli_talk(run->diagnostics, &run->call->options);
    cli_explain_status(run->diagnostics, status);
    return status == NS_OK ? show_screen(run) : cli_exit_code(status, false);
}

static int check_options(const cli_options *options) {
    const char *folder_option = options->output        ? "--output"
                                : options->trace.given ? "--trace"
                                : options->write_draws ? "--write-draws"
                                                       : NULL;
    if (wants_tables(options) || !folder_option) return CLI_DONE;
    return cli_fail(options, NS_CODE_USAGE, CLI_USAGE, "leave out one of the two",
                    "--tables none writes no folder, so %s has no meaning", folder_option);
}

int cli_run(const cli_call *call) {
    run_state run = {.call = call};
    int code = check_options(&call->options);
    if (code != CLI_DONE) return code;
    cli_interrupt_install();
    run.diagnostics = ns_diagnostics_new();
    ns_status status = run.diagnostics ? prepare(&run) : NS_NO_MEMORY;
    code = status == NS_OK ? play_and_show(&run) : cli_exit_code(status, false);
    release(&run);
    return code;
}
