/* `negsim sweep`: the points of a plan played, kept in a journal, made into tables. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/engine.h"
#include "cli/study.h"

/* All that a sweep holds, so that there is one way out. */
typedef struct sweep_state {
    const cli_call *call;
    cli_study study;
    cli_part part;
    ns_sweep sweep;
    ns_journal *journal;
    ns_diagnostics *diagnostics;
    ns_buffer folder, journal_path, description, identity, command_line;
    ns_point_facts *facts;
    cli_progress progress;
    double started;
    char start_utc[32], end_utc[32];
} sweep_state;

static unsigned job_count(const cli_options *options) {
    return options->jobs.value ? (unsigned)options->jobs.value : cli_processors();
}

static ns_status name_files(sweep_state *self) {
    const cli_options *options = &self->call->options;
    if (options->output)
        ns_buffer_add(&self->folder, options->output);
    else
        ns_buffer_format(&self->folder, "results/%s-sweep", self->study.loaded.scenario->name);
    while (self->folder.length > 1 && self->folder.text[self->folder.length - 1] == '/')
        self->folder.text[--self->folder.length] = '\0';
    if (self->part.shards > 1)
        ns_buffer_format(&self->journal_path, "%s.shard-%llu-of-%llu.journal", self->folder.text,
                         (unsigned long long)self->part.shard, (unsigned long long)self->part.shards);
    else
        ns_buffer_format(&self->journal_path, "%s.journal", self->folder.text);
    cli_study_describe(&self->study, &self->part, &self->description, &self->identity);
    return self->description.status ? self->description.status : self->journal_path.status;
}

/* --- playing ----------------------------------------------------------------------------------------------------- */

static bool has(void *store, uint64_t unit) { return ns_journal_has(store, unit); }

static ns_status put(void *store, uint64_t unit, const char *bytes, size_t length) {
    return ns_journal_append(store, unit, bytes, length);
}

static ns_status get(void *store, uint64_t unit, ns_buffer *out) { return ns_journal_read(store, unit, out); }

static int on_progress(void *user, uint64_t done, uint64_t total, const ns_study_note *so_far) {
    sweep_state *self = user;
    const double share = so_far->runs ? (double)so_far->agreed / (double)so_far->runs : 0;
    return cli_progress_points(&self->progress, done, total, share);
}

static ns_study make_study(sweep_state *self) {
    const unsigned jobs = job_count(&self->call->options);
    const uint64_t units = ns_study_share(self->study.plan->point_count, self->part.shard, self->part.shards);
    self->sweep =
        (ns_sweep){.plan = self->study.plan,
                   .base = self->study.loaded.document,
                   .registry = self->study.loaded.registry,
                   .gather = ns_sweep_gather() | (self->call->options.runs ? NS_GATHER_SOLUTIONS : 0),
                   .run = self->call->options.runs ? ns_sweep_run : NULL,
                   .jobs = units && units < jobs ? (unsigned)(jobs / units) : 1,
                   .write = ns_sweep_payload};
    return ns_sweep_study(&self->sweep);
}

static ns_status play(sweep_state *self) {
    const ns_study study = make_study(self);
    const ns_study_settings settings = {.jobs = job_count(&self->call->options),
                                        .shard = self->part.shard,
                                        .shards = self->part.shards,
                                        .store = self->journal,
                                        .has = has,
                                        .put = put,
                                        .on_progress = on_progress,
                                        .progress_user = self};
    cli_progress_begin(&self->progress, &self->call->options);
    ns_status status = cli_engine_run(&study, &settings);
    cli_progress_end(&self->progress);
    return status;
}

/* --- the end ----------------------------------------------------------------------------------------------------- */

static uint64_t failed_points(const sweep_state *self) {
    uint64_t failed = 0;
    for (uint64_t p = 0; p < self->study.plan->point_count; p++) failed += self->facts[p].failed;
    return failed;
}

static int write_tables(sweep_state *self) {
    self->facts = calloc(self->study.plan->point_count, sizeof *self->facts);
    if (!self->facts) return cli_no_memory();
    cli_stamp(self->end_utc);
    const ns_sweep_tables tables = {.folder = self->folder.text,
                                    .force = self->call->options.force,
                                    .plan = self->study.plan,
                                    .base = self->study.loaded.scenario,
                                    .version = NEGSIM_VERSION,
                                    .command_line = self->command_line.text,
                                    .start_utc = self->start_utc,
                                    .end_utc = self->end_utc,
                                    .elapsed_seconds = cli_seconds() - self->started,
                                    .jobs = job_count(&self->call->options),
                                    .runs = self->call->options.runs,
                                    .read = get,
                                    .store = self->journal};
    ns_status status = ns_sweep_write(&tables, self->facts, self->diagnostics);
    cli_talk(self->diagnostics, &self->call->options);
    cli_explain_status(self->diagnostics, status);
    if (status != NS_OK) return cli_exit_code(status, false);
    ns_buffer screen = {0};
    ns_sweep_screen(&screen, &tables, self->facts);
    const int code = cli_data(&screen);
    if (code != CLI_DONE)
        fprintf(stderr, "negsim: the tables are written all the same: %s/\n", self->folder.text);
    unlink(self->journal_path.text); /* all of it stands in the tables */
    return code == CLI_DONE && failed_points(self) ? CLI_FAILED : code;
}

static int end_part(const sweep_state *self) {
    ns_buffer text = {0};
    ns_buffer_format(&text, "Part %llu of %llu is done: %s\n`negsim merge` puts the parts together.\n",
                     (unsigned long long)self->part.shard, (unsigned long long)self->part.shards,
                     self->journal_path.text);
    return cli_data(&text);
}

static int end_early(const sweep_state *self, ns_status status) {
    char done[32], total[32];
    cli_talk(self->diagnostics, &self->call->options);
    if (status != NS_STOPPED) {
        cli_explain_status(self->diagnostics, status);
        return cli_exit_code(status, false);
    }
    cli_grouped(done, ns_journal_count(self->journal));
    cli_grouped(total, ns_study_share(self->study.plan->point_count, self->part.shard, self->part.shards));
    fprintf(stderr, "negsim: stopped after %s of %s points; the same command with --resume goes on\n", done,
            total);
    return CLI_RESUMABLE;
}

static ns_status make_parents(const sweep_state *self) {
    char *path = strdup(self->journal_path.text);
    if (!path) return NS_NO_MEMORY;
    for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        (void)mkdir(path, 0777); /* where it fails, opening the journal says why */
        *slash = '/';
    }
    free(path);
    return NS_OK;
}

static ns_status open_journal(sweep_state *self) {
    const cli_options *options = &self->call->options;
    const ns_journal_settings settings = {.mode = options->force    ? NS_JOURNAL_REPLACE
                                                  : options->resume ? NS_JOURNAL_RESUME
                                                                    : NS_JOURNAL_NEW,
                                          .identity = self->identity.text,
                                          .description = &self->description,
                                          .units = self->study.plan->point_count};
    const ns_status status = make_parents(self);
    return status == NS_OK
               ? ns_journal_open(&self->journal, self->journal_path.text, &settings, self->diagnostics)
               : status;
}

static int serve(sweep_state *self) {
    const ns_study study = make_study(self);
    return cli_exit_code(cli_engine_serve(&study), false);
}

static int play_and_write(sweep_state *self) {
    if (cli_engine_serves()) return serve(self);
    ns_status status = name_files(self);
    if (status == NS_OK) status = open_journal(self);
    if (status == NS_OK) status = play(self);
    if (status != NS_OK) return end_early(self, status);
    return self->part.shards > 1 ? end_part(self) : write_tables(self);
}

static void release(sweep_state *self) {
    ns_journal_close(self->journal);
    ns_diagnostics_free(self->diagnostics);
    ns_buffer_free(&self->folder);
    ns_buffer_free(&self->journal_path);
    ns_buffer_free(&self->description);
    ns_buffer_free(&self->identity);
    ns_buffer_free(&self->command_line);
    free(self->facts);
    cli_study_close(&self->study);
}

int cli_sweep(const cli_call *call) {
    sweep_state self = {.call = call, .started = cli_seconds(), .diagnostics = ns_diagnostics_new()};
    int code = cli_study_part(&self.part, &call->options);
    cli_stamp(self.start_utc);
    cli_interrupt_install();
    cli_command_line(&self.command_line, call->argc, call->argv);
    ns_status status = self.diagnostics ? NS_OK : NS_NO_MEMORY;
    if (code == CLI_DONE && status == NS_OK) {
        status = cli_study_open(&self.study, call->operands[0], &call->options);
        if (self.study.loaded.diagnostics) cli_talk(self.study.loaded.diagnostics, &call->options);
        cli_explain_status(self.study.loaded.diagnostics, status);
    }
    if (code == CLI_DONE)
        code = status != NS_OK         ? cli_exit_code(status, false)
               : call->options.dry_run ? cli_dry_run(&self.study, &self.part, &call->options)
                                       : play_and_write(&self);
    release(&self);
    return code;
}
