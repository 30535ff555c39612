/* `negsim check`: every fault of a scenario, or one line that says what it holds. */
#include <stdio.h>

#include "cli/cli.h"
#include "negsim/experiment.h"
#include "negsim/limits.h"
#include "negsim/space.h"

static void add_count(ns_buffer *out, uint64_t count, const char *one, const char *many) {
    char text[32];
    ns_buffer_format(out, "%s %s", cli_grouped(text, count), count == 1 ? one : many);
}

/* Packages that can be listed, or about how many there are. */
static void add_packages(ns_buffer *out, const ns_scenario *scenario) {
    if (scenario->vast)
        ns_buffer_format(out, "%.4g packages, ", scenario->size);
    else
        add_count(out, scenario->package_count, "package, ", "packages, ");
}

static void write_summary(ns_buffer *out, const cli_loaded *loaded, const ns_arms *arms) {
    const ns_scenario *scenario = loaded->scenario;
    uint64_t numbers = 0, uncertain = 0;
    for (uint32_t i = 0; i < scenario->quantity_count; i++) {
        const ns_quantity *quantity = &scenario->quantities[i];
        if (quantity->is_held || quantity->is_default) continue;
        numbers++;
        uncertain += !ns_distribution_is_constant(&quantity->distribution);
    }
    ns_buffer_format(out, "ok: %s: ", scenario->name);
    add_count(out, scenario->issue_count, "issue, ", "issues, ");
    add_packages(out, scenario);
    add_count(out, scenario->party_count, "party, ", "parties, ");
    add_count(out, numbers, "number", "numbers");
    ns_buffer_format(out, " (%llu uncertain), arms", (unsigned long long)uncertain);
    for (size_t i = 0; i < arms->count; i++) ns_buffer_format(out, "%s %s", i ? "," : "", arms->arms[i].name);
    size_t warnings = ns_diagnostics_warnings(loaded->diagnostics);
    ns_buffer_add(out, "; ");
    add_count(out, warnings, "warning", "warnings");
    ns_buffer_char(out, '\n');
}

/* What can be said of a space that is too large to play, of two parties its frontier; faults where its rules or links are too tangled. */
static ns_status write_space(ns_buffer *out, const ns_scenario *scenario, ns_diagnostics *diagnostics) {
    ns_space *space = NULL;
    ns_space_frontier *frontier = NULL;
    char limit[32];
    ns_status status = ns_space_from_scenario(&space, scenario, NULL, NULL, diagnostics);
    if (status == NS_OK && scenario->party_count == 2) status = ns_space_frontier_new(&frontier, space, 0, 1);
    if (status == NS_OK)
        ns_buffer_format(
            out,
            "    too large to play (at most %s packages); at the central draw %.4g packages can be signed",
            cli_grouped(limit, ns_limit_of(NS_LIMIT_PACKAGES)->value), ns_space_size(space));
    if (frontier) {
        ns_buffer_add(out, ", of which ");
        add_count(out, ns_space_frontier_size(frontier), "is efficient", "are efficient");
        if (!ns_space_frontier_exact(frontier))
            ns_buffer_format(out, " to within %.3g points", ns_space_frontier_bound(frontier));
    }
    if (status == NS_OK) ns_buffer_char(out, '\n');
    ns_space_frontier_free(frontier);
    ns_space_free(space);
    return status;
}

static int check_file(ns_buffer *out, const char *path, const cli_options *options) {
    cli_loaded loaded;
    ns_arms *arms = NULL;
    ns_buffer space = {0};
    ns_status status = cli_load_any(&loaded, path, options);
    if (status == NS_OK && options->basis) ns_scenario_check_basis(loaded.scenario, loaded.diagnostics);
    if (status == NS_OK)
        status = ns_arms_build(&arms, loaded.scenario, NULL, ns_registry_standard(), loaded.diagnostics);
    if (status == NS_OK && loaded.scenario->vast)
        status = write_space(&space, loaded.scenario, loaded.diagnostics);
    if (status == NS_OK && ns_diagnostics_errors(loaded.diagnostics) > 0) status = NS_BAD_INPUT;
    if (loaded.diagnostics) cli_talk(loaded.diagnostics, options);
    cli_explain_status(loaded.diagnostics, status);
    if (status == NS_OK && options->strict && ns_diagnostics_warnings(loaded.diagnostics) > 0) {
        fprintf(stderr, "%s: warnings count as errors (--strict)\n", loaded.document->name);
        status = NS_BAD_INPUT;
    }
    if (status == NS_OK) write_summary(out, &loaded, arms);
    if (status == NS_OK && space.text) ns_buffer_add(out, space.text);
    ns_buffer_free(&space);
    ns_arms_free(arms);
    cli_unload(&loaded);
    return cli_exit_code(status, false);
}

int cli_check(const cli_call *call) {
    ns_buffer out = {0};
    int code = CLI_DONE;
    for (size_t i = 0; i < call->operand_count; i++) {
        int one = check_file(&out, call->operands[i], &call->options);
        if (code == CLI_DONE) code = one;
    }
    int written = cli_data(&out);
    return code != CLI_DONE ? code : written;
}
