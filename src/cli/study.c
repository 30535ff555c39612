/* A plan from the command line, and the text by which a journal remembers it. */
#include "cli/study.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- from the options ------------------------------------------------------------------------------------------ */

static ns_status read_file(ns_buffer *out, const char *path, ns_diagnostics *diagnostics) {
    char chunk[65536];
    FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
    size_t length, total = 0;
    if (!file) {
        ns_diagnostics_add(diagnostics, NS_CODE_NO_INPUT, (ns_location){path, 0, 0, 0},
                           "check the name and the permissions", "cannot be read");
        return NS_NO_INPUT;
    }
    while ((length = fread(chunk, 1, sizeof chunk, file)) > 0 && (total += length) < (size_t)1 << 28)
        ns_buffer_add_n(out, chunk, length);
    const bool failed = ferror(file) != 0;
    if (file != stdin) fclose(file);
    if (failed) return NS_NO_INPUT;
    return out->status;
}

static ns_status read_points(cli_study *self, const char *path) {
    ns_buffer text = {0};
    ns_status status = read_file(&text, path, self->loaded.diagnostics);
    if (status == NS_OK)
        status = ns_plan_from_csv(self->plan, path, text.text ? text.text : "", text.length,
                                  self->loaded.scenario, self->loaded.registry, self->loaded.diagnostics);
    ns_buffer_free(&text);
    return status;
}

static ns_status read_plan(cli_study *self, const char *path) {
    ns_status status = ns_document_load(&self->plan_document, path, self->loaded.diagnostics);
    if (status != NS_OK) return status;
    return ns_plan_read(self->plan, self->plan_document, self->loaded.scenario, self->loaded.registry,
                        self->loaded.diagnostics);
}

static ns_status read_stop(cli_study *self, const char *text) {
    if (ns_number_parse(text, strlen(text), &self->plan->half_width) && self->plan->half_width > 0)
        return NS_OK;
    ns_diagnostics_add(self->loaded.diagnostics, NS_CODE_USAGE, (ns_location){0}, "--stop 0.02",
                       "--stop wants a share above 0, not '%s'", text);
    return NS_BAD_INPUT;
}

/* Options are laid over what a plan file says. */
static ns_status lay_over(cli_study *self, const cli_options *options) {
    ns_plan *plan = self->plan;
    if (options->draws.given) plan->draws = options->draws.value;
    if (options->plays.given) plan->plays = options->plays.value;
    if (options->seed.given) plan->seed = options->seed.value;
    if (options->points.given) plan->size = options->points.value;
    if (options->design_seed.given) plan->design_seed = options->design_seed.value;
    if (options->batch.given) plan->batch = options->batch.value;
    if (options->independent) plan->independent = true;
    if (options->design) plan->design = options->design;
    if (options->arms) plan->arms = options->arms;
    return options->stop ? read_stop(self, options->stop) : NS_OK;
}

static ns_status make_plan(cli_study *self, const cli_options *options) {
    const ns_registry *registry = self->loaded.registry;
    ns_diagnostics *diagnostics = self->loaded.diagnostics;
    ns_status status = NS_OK;
    if (!(self->plan = ns_plan_new(self->loaded.scenario))) return NS_NO_MEMORY;
    if (options->plan) status = read_plan(self, options->plan);
    if (status == NS_OK && options->from) status = read_points(self, options->from);
    for (size_t k = 0; status == NS_OK && k < options->varies.count; k++)
        status =
            ns_plan_vary(self->plan, options->varies.items[k], self->loaded.scenario, registry, diagnostics);
    for (size_t k = 0; status == NS_OK && k < options->wheres.count; k++)
        status = ns_plan_constrain(self->plan, options->wheres.items[k], diagnostics);
    if (status == NS_OK) status = lay_over(self, options);
    return status == NS_OK ? ns_plan_finish(self->plan, diagnostics) : status;
}

ns_status cli_study_open(cli_study *self, const char *path, const cli_options *options) {
    ns_status status = cli_load(&self->loaded, path, options);
    if (status != NS_OK) return status;
    status = make_plan(self, options);
    /* What is wrong with a plan that stands on the command line is wrong with the command line. */
    return status == NS_BAD_INPUT && !options->plan && !options->from ? NS_BAD_USAGE : status;
}

void cli_study_close(cli_study *self) {
    ns_plan_free(self->plan);
    ns_document_free(self->plan_document);
    cli_unload(&self->loaded);
}

int cli_study_part(cli_part *out, const cli_options *options) {
    const char *text = options->shard, *slash = text ? strchr(text, '/') : NULL;
    *out = (cli_part){1, 1, options->runs};
    if (!text) return CLI_DONE;
    if (slash && ns_number_parse_unsigned(text, (size_t)(slash - text), &out->shard) &&
        ns_number_parse_unsigned(slash + 1, strlen(slash + 1), &out->shards) && out->shard >= 1 &&
        out->shard <= out->shards && out->shards <= 100000)
        return CLI_DONE;
    return cli_fail(options, NS_CODE_USAGE, CLI_USAGE, "--shard 3/16",
                    "--shard wants I/N with I from 1 to N, not '%s'", text);
}

/* --- the description ------------------------------------------------------------------------------------------- */

/* Texts after their lengths: so that the texts may hold anything. */
static void put_text(ns_buffer *out, const ns_buffer *text) {
    ns_buffer_format(out, "%zu\n", text->length);
    ns_buffer_add_n(out, text->text ? text->text : "", text->length);
    ns_buffer_char(out, '\n');
}

static bool get_text(const char **at, const char *end, const char **text, size_t *length) {
    const char *line = memchr(*at, '\n', (size_t)(end - *at));
    uint64_t number;
    if (!line || !ns_number_parse_unsigned(*at, (size_t)(line - *at), &number)) return false;
    if (number >= (uint64_t)(end - line - 1)) return false;
    *text = line + 1;
    *length = (size_t)number;
    *at = line + 1 + number + 1;
    return true;
}

void cli_study_describe(const cli_study *self, const cli_part *part, ns_buffer *description,
                        ns_buffer *identity) {
    ns_buffer scenario = {0}, plan = {0}, shards = {0}, runs = {0};
    char hash[NS_SHA256_TEXT];
    ns_node_write(&scenario, self->loaded.document->root);
    ns_plan_write(self->plan, &plan);
    ns_buffer_format(&shards, "%llu", (unsigned long long)part->shards);
    ns_buffer_add(&runs, part->runs ? "runs" : "");
    ns_buffer_add(identity, NEGSIM_VERSION "\n");
    put_text(identity, &runs);
    put_text(identity, &scenario);
    put_text(identity, &plan);
    ns_sha256_of(identity->text, identity->length, hash);
    ns_buffer_clear(identity);
    ns_buffer_add(identity, hash);
    put_text(description, &scenario);
    put_text(description, &plan);
    put_text(description, &shards);
    put_text(description, &runs);
    if (scenario.status != NS_OK || plan.status != NS_OK) description->status = NS_NO_MEMORY;
    ns_buffer_free(&scenario);
    ns_buffer_free(&plan);
    ns_buffer_free(&shards);
    ns_buffer_free(&runs);
}

static ns_status recall_scenario(cli_study *self, const char *text, size_t length) {
    self->loaded.registry = ns_registry_standard(); /* nothing is played */
    ns_status status = ns_document_load_text(&self->loaded.document, "the journal's scenario", text, length,
                                             self->loaded.diagnostics);
    if (status != NS_OK) return status;
    return ns_scenario_build(&self->loaded.scenario, self->loaded.document, ns_registry_standard(),
                             self->loaded.diagnostics);
}

static ns_status recall_plan(cli_study *self, const char *text, size_t length) {
    ns_diagnostics *diagnostics = self->loaded.diagnostics;
    if (!(self->plan = ns_plan_new(self->loaded.scenario))) return NS_NO_MEMORY;
    ns_status status =
        ns_document_load_text(&self->plan_document, "the journal's plan", text, length, diagnostics);
    if (status == NS_OK)
        status = ns_plan_read(self->plan, self->plan_document, self->loaded.scenario, ns_registry_standard(),
                              diagnostics);
    return status == NS_OK ? ns_plan_finish(self->plan, diagnostics) : status;
}

ns_status cli_study_recall(cli_study *self, cli_part *part, const ns_buffer *description) {
    const char *at = description->text, *end = at + description->length, *text[4] = {0};
    size_t length[4] = {0};
    for (int k = 0; k < 4; k++)
        if (!get_text(&at, end, &text[k], &length[k])) return NS_BAD_INPUT;
    if (!ns_number_parse_unsigned(text[2], length[2], &part->shards)) return NS_BAD_INPUT;
    part->shard = 1;
    part->runs = length[3] > 0;
    if (!(self->loaded.diagnostics = ns_diagnostics_new())) return NS_NO_MEMORY;
    ns_status status = recall_scenario(self, text[0], length[0]);
    return status == NS_OK ? recall_plan(self, text[1], length[1]) : status;
}
