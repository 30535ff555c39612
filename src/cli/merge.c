/* `negsim merge` and `negsim status`: journals of a sweep's parts read again. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/study.h"

/* Journals of one study. */
typedef struct parts {
    const cli_call *call;
    ns_diagnostics *diagnostics;
    size_t count;
    ns_journal **journals;
    cli_study study;
    cli_part part; /* how many parts there are */
} parts;

static ns_status refuse(parts *self, const char *hint, const char *what, const char *name) {
    ns_diagnostics_add(self->diagnostics, NS_CODE_JOURNAL, (ns_location){0}, hint, "%s%s", name, what);
    return NS_BAD_INPUT;
}

static ns_status open_all(parts *self) {
    const ns_journal_settings settings = {.mode = NS_JOURNAL_READ};
    self->count = self->call->operand_count;
    if (!(self->journals = calloc(self->count, sizeof *self->journals))) return NS_NO_MEMORY;
    for (size_t k = 0; k < self->count; k++) {
        ns_status status =
            ns_journal_open(&self->journals[k], self->call->operands[k], &settings, self->diagnostics);
        if (status != NS_OK) return status;
        if (strcmp(ns_journal_identity(self->journals[k]), ns_journal_identity(self->journals[0])) != 0)
            return refuse(self, "merge the parts of one sweep: the same scenario, plan and version of negsim",
                          " is of another sweep than the first journal", self->call->operands[k]);
    }
    const ns_status status =
        cli_study_recall(&self->study, &self->part, ns_journal_description(self->journals[0]));
    if (status == NS_BAD_INPUT && !self->study.plan)
        return refuse(self, NULL, " does not say which sweep it is of", self->call->operands[0]);
    return status;
}

static bool has(const parts *self, uint64_t unit) {
    for (size_t k = 0; k < self->count; k++)
        if (ns_journal_has(self->journals[k], unit)) return true;
    return false;
}

static ns_status get(void *store, uint64_t unit, ns_buffer *out) {
    const parts *self = store;
    for (size_t k = 0; k < self->count; k++)
        if (ns_journal_has(self->journals[k], unit)) return ns_journal_read(self->journals[k], unit, out);
    return NS_BAD_USAGE;
}

/* Points of part `shard` that are there. */
static uint64_t done_of(const parts *self, uint64_t shard) {
    uint64_t done = 0;
    for (uint64_t unit = shard - 1; unit < self->study.plan->point_count; unit += self->part.shards)
        done += has(self, unit);
    return done;
}

static bool is_missing(const parts *self, uint64_t shard) {
    return done_of(self, shard) < ns_study_share(self->study.plan->point_count, shard, self->part.shards);
}

/* "3,7-9". */
static void list_missing(const parts *self, ns_buffer *out) {
    for (uint64_t shard = 1; shard <= self->part.shards; shard++) {
        if (!is_missing(self, shard)) continue;
        uint64_t last = shard;
        while (last < self->part.shards && is_missing(self, last + 1)) last++;
        ns_buffer_format(out, out->length ? ",%llu" : "%llu", (unsigned long long)shard);
        if (last > shard) ns_buffer_format(out, "-%llu", (unsigned long long)last);
        shard = last;
    }
}

static void close_all(parts *self) {
    for (size_t k = 0; self->journals && k < self->count; k++) ns_journal_close(self->journals[k]);
    free(self->journals);
    cli_study_close(&self->study);
    ns_diagnostics_free(self->diagnostics);
}

static int fail(parts *self, ns_status status) {
    if (self->study.loaded.diagnostics) cli_talk(self->study.loaded.diagnostics, &self->call->options);
    if (self->diagnostics) cli_talk(self->diagnostics, &self->call->options);
    if (!self->study.loaded.diagnostics || !ns_diagnostics_errors(self->study.loaded.diagnostics))
        cli_explain_status(self->diagnostics, status);
    return cli_exit_code(status, false);
}

/* --- merge ---------------------------------------------------------------------------------------------------------- */

static ns_status check_complete(parts *self) {
    ns_buffer missing = {0};
    list_missing(self, &missing);
    if (missing.length)
        ns_diagnostics_add(self->diagnostics, NS_CODE_JOURNAL, (ns_location){0},
                           "play them: the same command with --shard I/N --resume",
                           "parts of the sweep are missing or not finished: %s of %llu", missing.text,
                           (unsigned long long)self->part.shards);
    const ns_status status = missing.length ? NS_BAD_INPUT : NS_OK;
    ns_buffer_free(&missing);
    return status;
}

static int write_tables(parts *self) {
    const cli_options *options = &self->call->options;
    const uint64_t points = self->study.plan->point_count;
    ns_buffer folder = {0}, line = {0};
    char now[32];
    ns_point_facts *facts = calloc(points, sizeof *facts);
    if (!facts) return cli_no_memory();
    if (options->output)
        ns_buffer_add(&folder, options->output);
    else
        ns_buffer_format(&folder, "results/%s-sweep", self->study.loaded.scenario->name);
    cli_command_line(&line, self->call->argc, self->call->argv);
    cli_stamp(now);
    const ns_sweep_tables tables = {.folder = folder.text,
                                    .force = options->force,
                                    .plan = self->study.plan,
                                    .base = self->study.loaded.scenario,
                                    .version = NEGSIM_VERSION,
                                    .command_line = line.text,
                                    .start_utc = now,
                                    .end_utc = now,
                                    .jobs = 1,
                                    .runs = self->part.runs,
                                    .read = get,
                                    .store = self};
    ns_status status = ns_sweep_write(&tables, facts, self->diagnostics);
    int code;
    if (status == NS_OK) {
        ns_buffer screen = {0};
        uint64_t failed = 0;
        for (uint64_t p = 0; p < points; p++) failed += facts[p].failed;
        ns_sweep_screen(&screen, &tables, facts);
        code = cli_data(&screen);
        if (code == CLI_DONE && failed) code = CLI_FAILED;
    } else {
        code = fail(self, status);
    }
    ns_buffer_free(&folder);
    ns_buffer_free(&line);
    free(facts);
    return code;
}

int cli_merge(const cli_call *call) {
    parts self = {.call = call, .diagnostics = ns_diagnostics_new()};
    ns_status status = self.diagnostics ? open_all(&self) : NS_NO_MEMORY;
    if (status == NS_OK) status = check_complete(&self);
    const int code = status == NS_OK ? write_tables(&self) : fail(&self, status);
    close_all(&self);
    return code;
}

/* --- status --------------------------------------------------------------------------------------------------------- */

static void show_parts(const parts *self, ns_buffer *out) {
    uint64_t done = 0;
    char text[32], total[32];
    for (uint64_t shard = 1; shard <= self->part.shards; shard++) done += done_of(self, shard);
    cli_grouped(text, done);
    cli_grouped(total, self->study.plan->point_count);
    ns_buffer_format(out, "%s: %s of %s points are done\n", self->study.loaded.scenario->name, text, total);
    if (self->part.shards == 1) return;
    ns_buffer missing = {0};
    list_missing(self, &missing);
    ns_buffer_format(out,
                     missing.length ? "parts that are missing or not finished: %s of %llu\n"
                                    : "%sall %llu parts are there: `negsim merge`\n",
                     missing.length ? missing.text : "", (unsigned long long)self->part.shards);
    ns_buffer_free(&missing);
}

int cli_status(const cli_call *call) {
    parts self = {.call = call, .diagnostics = ns_diagnostics_new()};
    ns_buffer out = {0};
    ns_status status = self.diagnostics ? open_all(&self) : NS_NO_MEMORY;
    int code;
    if (status == NS_OK) {
        if (call->options.missing) {
            list_missing(&self, &out);
            if (out.length) ns_buffer_char(&out, '\n');
        } else {
            show_parts(&self, &out);
        }
        code = cli_data(&out);
    } else {
        code = fail(&self, status);
    }
    close_all(&self);
    return code;
}
