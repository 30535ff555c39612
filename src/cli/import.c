/* `negsim import` and `negsim export`: domains of other programs, to scenario files and back. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/cli.h"
#include "negsim/domain.h"
#include "negsim/instance.h"

/* --- import -------------------------------------------------------------------------------------------------- */

static bool is_folder(const char *path) {
    struct stat facts;
    return stat(path, &facts) == 0 && S_ISDIR(facts.st_mode);
}

static ns_status read_domain(ns_domain **out, const cli_call *call, ns_diagnostics *diagnostics) {
    const char *const *files = (const char *const *)call->operands;
    if (call->operand_count == 1) return ns_domain_read_negolog(out, files[0], diagnostics);
    return ns_domain_read_genius(out, files[0], files + 1, call->operand_count - 1, diagnostics);
}

static void put_header(ns_buffer *out, const cli_call *call) {
    ns_buffer_add(out, call->operand_count == 1 ? "# Imported from NegoLog:" : "# Imported from GENIUS:");
    for (size_t k = 0; k < call->operand_count; k++) {
        const char *slash = strrchr(call->operands[k], '/');
        ns_buffer_format(out, " %s", slash && slash[1] ? slash + 1 : call->operands[k]);
    }
    ns_buffer_add(out, "\n#\n# On a scale of 1 with weights as written: a package is worth the sum of "
                       "priority * value, at most 1. "
                       "What stands for\n# the talks (rounds, how the parties concede) is negsim's standard: "
                       "the files say nothing of it.\n");
}

/* What negsim has to say of the file that was made: a value of no deal that excludes nothing, or everything. */
static ns_status look_at(const ns_buffer *text, const cli_options *options) {
    cli_loaded loaded = {.diagnostics = ns_diagnostics_new()};
    if (loaded.diagnostics == NULL) return NS_NO_MEMORY;
    ns_status status =
        ns_document_load_text(&loaded.document, "the scenario", text->text, text->length, loaded.diagnostics);
    if (status == NS_OK)
        status =
            ns_scenario_build(&loaded.scenario, loaded.document, ns_registry_standard(), loaded.diagnostics);
    cli_talk(loaded.diagnostics, options);
    cli_explain_status(loaded.diagnostics, status);
    cli_unload(&loaded);
    return status;
}

static int refuse_too_few(const cli_call *call) {
    return cli_fail(&call->options, NS_CODE_USAGE, CLI_USAGE,
                    "negsim import domain.xml profile1.xml profile2.xml",
                    "a domain and at least two profiles are wanted, or a folder; not '%s' alone",
                    call->operands[call->operand_count - 1]);
}

static int hand_over(const cli_call *call, ns_buffer *text) {
    if (text->status != NS_OK) return cli_exit_code(text->status, false);
    if (call->options.output == NULL) return cli_data(text);
    const int code = cli_write_new(&call->options, call->options.output, text->text);
    if (code == CLI_DONE && !call->options.quiet)
        fprintf(stderr, "negsim: wrote %s; play it with: negsim %s\n", call->options.output,
                call->options.output);
    ns_buffer_free(text);
    return code;
}

int cli_import(const cli_call *call) {
    ns_diagnostics *diagnostics = ns_diagnostics_new();
    ns_domain *domain = NULL;
    ns_buffer text = {0};
    if (diagnostics == NULL) return cli_exit_code(NS_NO_MEMORY, false);
    if (call->operand_count < 3 && !(call->operand_count == 1 && is_folder(call->operands[0]))) {
        ns_diagnostics_free(diagnostics);
        return refuse_too_few(call);
    }
    ns_status status = read_domain(&domain, call, diagnostics);
    cli_talk(diagnostics, &call->options);
    cli_explain_status(diagnostics, status);
    ns_diagnostics_free(diagnostics);
    if (status != NS_OK) return cli_exit_code(status, false);
    put_header(&text, call);
    ns_domain_write_scenario(domain, &(ns_domain_talks){0}, &text);
    ns_domain_free(domain);
    status = text.status == NS_OK ? look_at(&text, &call->options) : text.status;
    if (status == NS_OK) return hand_over(call, &text);
    ns_buffer_free(&text);
    return cli_exit_code(status, false);
}

/* --- export -------------------------------------------------------------------------------------------------- */

/* What GENIUS cannot say. */
static const char *beyond_genius(const ns_scenario *s, const ns_instance *instance) {
    if (s->rule_count > 0) return "rules";
    for (uint32_t p = 0; p < s->party_count; p++) {
        if (s->parties[p].link_count > 0) return "links";
        if (ns_number_of(instance, s->parties[p].base, 0) != 0) return "a base of points";
        for (uint32_t o = 0; o < s->option_total; o++)
            if (instance->values[p * s->option_total + o] < 0) return "values below 0";
    }
    return NULL;
}

/* What it leaves out, said once. */
static bool loses(const ns_scenario *s, const ns_instance *instance) {
    for (uint32_t x = 0; x < s->package_count; x++)
        if (instance->shut[x] != 0) return true;
    for (uint32_t p = 0; p < s->party_count; p++)
        if (s->parties[p].precondition_count > 0) return true;
    return s->mediator_count > 0;
}

static const char *const *option_titles(ns_domain *out, const ns_issue *issue) {
    const char **titles = ns_arena_array(out->arena, issue->option_count, sizeof *titles);
    for (uint32_t o = 0; titles != NULL && o < issue->option_count; o++) titles[o] = issue->options[o].title;
    return titles;
}

static bool take_issues(ns_domain *out, const ns_scenario *s) {
    ns_domain_issue *issues = ns_arena_array(out->arena, s->issue_count, sizeof *issues);
    if (issues == NULL) return false;
    out->issues = issues;
    out->issue_count = s->issue_count;
    for (uint32_t i = 0; i < s->issue_count; i++) {
        issues[i] = (ns_domain_issue){.name = s->issues[i].title,
                                      .option_count = s->issues[i].option_count,
                                      .options = option_titles(out, &s->issues[i])};
        if (issues[i].options == NULL) return false;
    }
    return true;
}

static bool take_party(ns_domain *out, ns_domain_party *party, const ns_instance *instance, uint32_t p) {
    const ns_scenario *s = instance->scenario;
    double *weights = ns_arena_array(out->arena, s->issue_count, sizeof *weights);
    const double **values = ns_arena_array(out->arena, s->issue_count, sizeof *values);
    if (weights == NULL || values == NULL) return false;
    *party = (ns_domain_party){.name = s->parties[p].id,
                               .reservation = ns_number_of(instance, s->parties[p].no_deal, 0) / s->full,
                               .discount = ns_number_of(instance, s->parties[p].discount, 1),
                               .weights = weights,
                               .values = values};
    if (party->reservation < 0) party->reservation = 0;
    for (uint32_t i = 0; i < s->issue_count; i++) {
        double *of = ns_arena_array(out->arena, s->issues[i].option_count, sizeof *of);
        if (of == NULL) return false;
        weights[i] = ns_weight_of(instance, p, i);
        values[i] = of;
        for (uint32_t o = 0; o < s->issues[i].option_count; o++)
            of[o] = ns_value_of(instance, p, i, o) / s->full;
    }
    return true;
}

static ns_domain *domain_of(const ns_instance *instance) {
    const ns_scenario *s = instance->scenario;
    ns_arena *arena = ns_arena_new();
    ns_domain *out = arena == NULL ? NULL : ns_arena_array(arena, 1, sizeof *out);
    if (out == NULL) {
        ns_arena_free(arena);
        return NULL;
    }
    *out = (ns_domain){.arena = arena, .name = s->title ? s->title : s->name, .party_count = s->party_count};
    ns_domain_party *parties = ns_arena_array(arena, s->party_count, sizeof *parties);
    bool done = parties != NULL && take_issues(out, s);
    out->parties = parties;
    for (uint32_t p = 0; done && p < s->party_count; p++) done = take_party(out, &parties[p], instance, p);
    if (done) return out;
    ns_domain_free(out);
    return NULL;
}

static int write_file(const cli_call *call, const char *name, const ns_domain *domain,
                      const ns_domain_party *party) {
    char path[4096];
    ns_buffer text = {0};
    snprintf(path, sizeof path, "%s/%s.xml", call->options.output, name);
    ns_domain_write_genius(domain, party, &text);
    const int code = text.status == NS_OK ? cli_write_new(&call->options, path, text.text)
                                          : cli_exit_code(text.status, false);
    ns_buffer_free(&text);
    return code;
}

static int write_folder(const cli_call *call, const ns_domain *domain) {
    if (mkdir(call->options.output, 0777) != 0)
        return cli_fail(&call->options, NS_CODE_CANNOT_WRITE, CLI_CANNOT_CREATE,
                        errno == EEXIST ? "choose another name: files are never overwritten" : NULL,
                        "cannot make the folder '%s': %s", call->options.output, strerror(errno));
    int code = write_file(call, "domain", domain, NULL);
    for (uint32_t p = 0; code == CLI_DONE && p < domain->party_count; p++)
        code = write_file(call, domain->parties[p].name, domain, &domain->parties[p]);
    if (code == CLI_DONE && !call->options.quiet)
        fprintf(stderr, "negsim: wrote domain.xml and %u profiles to %s\n", domain->party_count,
                call->options.output);
    return code;
}

static int export_central(const cli_call *call, const ns_instance *instance) {
    const char *cannot = beyond_genius(instance->scenario, instance);
    if (cannot != NULL)
        return cli_fail(&call->options, NS_CODE_USAGE, CLI_BAD_SCENARIO,
                        "GENIUS domains are additive, with values of 0 or more",
                        "%s cannot be written as GENIUS XML", cannot);
    if (loses(instance->scenario, instance) && !call->options.quiet)
        fprintf(stderr, "negsim: GENIUS has no conditions, red lines, flexibility, preconditions or "
                        "mediators: they are left out\n");
    ns_domain *domain = domain_of(instance);
    if (domain == NULL) return cli_exit_code(NS_NO_MEMORY, false);
    const int code = write_folder(call, domain);
    ns_domain_free(domain);
    return code;
}

int cli_export(const cli_call *call) {
    cli_loaded loaded;
    ns_instance instance;
    if (call->options.output == NULL)
        return cli_fail(&call->options, NS_CODE_USAGE, CLI_USAGE, "-o FOLDER", "export writes several files");
    ns_status status = cli_load_to_read(&loaded, call->operands[0], &call->options);
    if (loaded.diagnostics) cli_talk(loaded.diagnostics, &call->options);
    cli_explain_status(loaded.diagnostics, status);
    int code = cli_exit_code(status, false);
    if (status == NS_OK && (status = ns_instance_init(&instance, loaded.scenario)) == NS_OK) {
        double *middle = malloc((loaded.scenario->quantity_count + (size_t)1) * sizeof *middle);
        for (uint32_t q = 0; middle && q < loaded.scenario->quantity_count; q++) middle[q] = 0.5;
        if (middle != NULL) {
            ns_instance_draw(&instance, 1, 0, middle);
            code = export_central(call, &instance);
        }
        free(middle);
        ns_instance_free(&instance);
    }
    cli_unload(&loaded);
    return code;
}
