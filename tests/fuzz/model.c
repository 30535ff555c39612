/* Any bytes as a model of `negsim stability`: load, read, solve what is small, show it. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "negsim.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int stop_at_once(void *user) {
    (void)user;
    return 1;
}

static void solve(const ns_document *document, ns_diagnostics *diagnostics) {
    ns_stability_report *report = NULL;
    ns_buffer screen = {0};
    const ns_node *parties = ns_node_get(document->root, "parties"),
                  *states = ns_node_get(document->root, "states");
    /* All coalitions at all states take their time. */
    if (parties && states && parties->count > 5 && states->count > 50) return;
    const ns_stability_settings settings = {.rankings = states && states->count <= 6};
    const ns_stability_settings hurried = {.on_work = stop_at_once};
    const bool additive = ns_node_get(document->root, "issues") != NULL;
    if (ns_stability_report_make(&report, document, additive ? &hurried : &settings, diagnostics) == NS_OK &&
        ns_stability_screen(&screen, report, "out", NS_COLOR_ON) != NS_OK)
        abort();
    ns_buffer_free(&screen);
    ns_stability_report_free(report);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    ns_document *document = NULL;
    char *bytes = malloc(size + 1);
    ns_diagnostics *diagnostics = ns_diagnostics_new();
    if (bytes && diagnostics) {
        memcpy(bytes, data, size);
        if (ns_document_load_text(&document, "fuzz.yaml", bytes, size, diagnostics) == NS_OK)
            solve(document, diagnostics);
        free(ns_diagnostics_render(diagnostics, NS_COLOR_OFF));
    }
    ns_document_free(document);
    ns_diagnostics_free(diagnostics);
    free(bytes);
    return 0;
}
