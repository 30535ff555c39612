/* From a file name to a scenario. */
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"

static ns_status load(cli_loaded *out, const char *path, const cli_options *options,
                      const ns_registry *registry, bool any_size) {
    memset(out, 0, sizeof *out);
    out->registry = registry;
    out->diagnostics = ns_diagnostics_new();
    if (!out->diagnostics) return NS_NO_MEMORY;
    ns_status status = ns_document_load(&out->document, path, out->diagnostics);
    if (status != NS_OK) return status;
    for (size_t i = 0; i < options->set_count; i++) {
        ns_status applied = ns_scenario_override(out->document, options->sets[i], registry, out->diagnostics);
        if (status == NS_OK) status = applied;
    }
    if (status != NS_OK) return status;
    return any_size ? ns_scenario_build_any(&out->scenario, out->document, registry, out->diagnostics)
                    : ns_scenario_build(&out->scenario, out->document, registry, out->diagnostics);
}

ns_status cli_load(cli_loaded *out, const char *path, const cli_options *options) {
    return load(out, path, options, options->allow_programs ? ns_registry_standard() : ns_registry_safe(),
                false);
}

ns_status cli_load_to_read(cli_loaded *out, const char *path, const cli_options *options) {
    return load(out, path, options, ns_registry_standard(), false);
}

ns_status cli_load_any(cli_loaded *out, const char *path, const cli_options *options) {
    return load(out, path, options, ns_registry_standard(), true);
}

void cli_unload(cli_loaded *self) {
    ns_scenario_free(self->scenario);
    ns_document_free(self->document);
    ns_diagnostics_free(self->diagnostics);
    memset(self, 0, sizeof *self);
}

void cli_explain_status(ns_diagnostics *diagnostics, ns_status status) {
    if (status == NS_OK || status == NS_STOPPED) return;
    if (diagnostics && ns_diagnostics_errors(diagnostics) > 0) return;
    fprintf(stderr, "negsim: %s\n", ns_status_text(status));
}
