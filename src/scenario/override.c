/* `--set path=value` and the variants' `set`. */
#include <string.h>

#include "builder.h"
#include "settable.h"

ns_status ns_scenario_assign(ns_document *document, const char *path, const char *value, ns_location at,
                             const ns_registry *registry, ns_diagnostics *diagnostics) {
    if (!b_settable(document->root, path, at, registry, diagnostics)) return NS_BAD_INPUT;
    ns_status status = b_expand(document, path, registry, diagnostics);
    return status == NS_OK
               ? ns_document_set(document, path, value, NS_FROM_OVERRIDE, (ns_location){0}, diagnostics)
               : status;
}

ns_status ns_scenario_override(ns_document *document, const char *assignment, const ns_registry *registry,
                               ns_diagnostics *diagnostics) {
    const char *equals = strchr(assignment, '=');
    const char *source = ns_diagnostics_add_source(diagnostics, "--set", assignment, strlen(assignment));
    const char *kept = source ? ns_arena_text(document->arena, source) : NULL;
    if (!kept) return NS_NO_MEMORY;
    ns_location at = {kept, 1, 1, (uint32_t)(equals ? (size_t)(equals - assignment) : strlen(assignment))};
    if (!equals || equals == assignment || !equals[1]) {
        ns_diagnostics_add(diagnostics, NS_CODE_USAGE, at, "--set protocol.rounds=30",
                           "'%s' is not path=value", assignment);
        return NS_BAD_INPUT;
    }
    char *path = ns_arena_text_n(document->arena, assignment, (size_t)(equals - assignment));
    return path ? ns_scenario_assign(document, path, equals + 1, at, registry, diagnostics) : NS_NO_MEMORY;
}

static ns_status apply(ns_document *document, const ns_variant *variant, const ns_registry *registry,
                       ns_diagnostics *diagnostics) {
    ns_status status = NS_OK;
    for (uint32_t i = 0; status == NS_OK && i < variant->set_count; i++) {
        const ns_location at = variant->values[i]->at;
        if (!b_settable(document->root, variant->paths[i], at, registry, diagnostics)) return NS_BAD_INPUT;
        status = b_expand(document, variant->paths[i], registry, diagnostics);
        if (status == NS_OK)
            status = ns_document_set_node(document, variant->paths[i], variant->values[i], NS_FROM_VARIANT,
                                          at, diagnostics);
    }
    return status;
}

ns_status ns_scenario_build_variant(ns_scenario **out, ns_document **document_out, const ns_scenario *base,
                                    uint32_t variant, const ns_registry *registry,
                                    ns_diagnostics *diagnostics) {
    *out = NULL;
    ns_status status = ns_document_copy(document_out, base->document);
    if (status == NS_OK) status = apply(*document_out, &base->variants[variant], registry, diagnostics);
    if (status == NS_OK)
        status = base->vast ? ns_scenario_build_any(out, *document_out, registry, diagnostics)
                            : ns_scenario_build(out, *document_out, registry, diagnostics);
    if (status == NS_OK) return NS_OK;
    ns_document_free(*document_out);
    *document_out = NULL;
    return status;
}
