#include "cli/analysis.h"

#include <stdio.h>
#include <string.h>

static ns_status read_measures(cli_analysis *self) {
    const cli_texts *outcomes = &self->call->options.outcomes;
    const size_t count = outcomes->count ? outcomes->count : 1;
    ns_status status = NS_OK;
    if (count > CLI_MOST_MEASURES) {
        ns_diagnostics_add(self->diagnostics, NS_CODE_LIMIT, (ns_location){0}, "ask in two runs",
                           "more than %d outcomes", CLI_MOST_MEASURES);
        return NS_BAD_USAGE;
    }
    for (size_t k = 0; k < count && status == NS_OK; k++)
        status = ns_measure_read(&self->measures[k], outcomes->count ? outcomes->items[k] : "agreed",
                                 self->arms, self->diagnostics);
    self->measure_count = (uint32_t)count;
    return status;
}

/* The unmediated arm is played only where an outcome asks for it. */
static ns_status build_arms(cli_analysis *self) {
    const cli_texts *outcomes = &self->call->options.outcomes;
    bool both = false;
    for (size_t k = 0; k < outcomes->count; k++)
        both |= strstr(outcomes->items[k], "unmediated") || strcmp(outcomes->items[k], "effect") == 0;
    return ns_arms_build(&self->arms, self->loaded.scenario, both ? "mediated,unmediated" : "mediated",
                         self->loaded.registry, self->diagnostics);
}

static void read_numbers(cli_analysis *self) {
    const cli_options *options = &self->call->options;
    const ns_scenario *scenario = self->loaded.scenario;
    self->draws = options->draws.given ? options->draws.value : scenario->draws;
    self->plays = options->plays.given ? options->plays.value : 1;
    self->seed = options->seed.given ? options->seed.value : scenario->seed;
    self->jobs = options->jobs.value ? (unsigned)options->jobs.value : cli_processors();
}

static ns_status open_with(cli_analysis *self, const cli_call *call,
                           ns_status (*load)(cli_loaded *, const char *, const cli_options *)) {
    *self = (cli_analysis){.call = call, .started = cli_seconds(), .diagnostics = ns_diagnostics_new()};
    cli_stamp(self->start_utc);
    cli_interrupt_install();
    cli_command_line(&self->command_line, call->argc, call->argv);
    if (!self->diagnostics) return NS_NO_MEMORY;
    ns_status status = load(&self->loaded, call->operands[0], &call->options);
    if (self->loaded.diagnostics) cli_talk(self->loaded.diagnostics, &call->options);
    if (status != NS_OK) return status;
    read_numbers(self);
    if (self->loaded.scenario->vast) return NS_OK;
    status = build_arms(self);
    return status == NS_OK ? read_measures(self) : status;
}

ns_status cli_analysis_open(cli_analysis *self, const cli_call *call) {
    return open_with(self, call, cli_load);
}

ns_status cli_analysis_open_any(cli_analysis *self, const cli_call *call) {
    return open_with(self, call, cli_load_any);
}

void cli_analysis_close(cli_analysis *self) {
    ns_arms_free(self->arms);
    ns_diagnostics_free(self->diagnostics);
    ns_buffer_free(&self->folder);
    ns_buffer_free(&self->command_line);
    cli_unload(&self->loaded);
}

int cli_analysis_fail(cli_analysis *self, ns_status status) {
    if (status == NS_STOPPED && cli_interrupted()) {
        fputs("negsim: interrupted; nothing was written\n", stderr);
        return cli_exit_code(status, true);
    }
    if (self->diagnostics) cli_talk(self->diagnostics, &self->call->options);
    if (!self->loaded.diagnostics || !ns_diagnostics_errors(self->loaded.diagnostics))
        cli_explain_status(self->diagnostics, status);
    return cli_exit_code(status, false);
}

ns_status cli_analysis_write(cli_analysis *self, const char *settings, const ns_finding_table *const *tables,
                             size_t count) {
    const cli_options *options = &self->call->options;
    const char *command = self->call->command->name;
    if (options->output)
        ns_buffer_add(&self->folder, options->output);
    else
        ns_buffer_format(&self->folder, "results/%s-%s", self->loaded.scenario->name, command);
    if (self->folder.status != NS_OK) return self->folder.status;
    cli_stamp(self->end_utc);
    ns_findings findings = {.folder = self->folder.text,
                            .force = options->force,
                            .command = command,
                            .base = self->loaded.scenario,
                            .draws = self->draws,
                            .plays = self->plays,
                            .seed = self->seed,
                            .settings = settings,
                            .version = NEGSIM_VERSION,
                            .command_line = self->command_line.text,
                            .start_utc = self->start_utc,
                            .end_utc = self->end_utc,
                            .elapsed_seconds = cli_seconds() - self->started,
                            .jobs = self->jobs,
                            .count = count};
    for (size_t k = 0; k < count; k++) findings.tables[k] = tables[k];
    const ns_status status = ns_findings_write(&findings, self->diagnostics);
    if (status == NS_OK) cli_talk(self->diagnostics, options);
    return status;
}

int cli_analysis_progress(void *user, uint64_t done, uint64_t total, const ns_study_note *so_far) {
    cli_analysis *self = user;
    const double share = so_far->runs ? (double)so_far->agreed / (double)so_far->runs : 0;
    return cli_progress_points(&self->progress, done, total, share);
}
