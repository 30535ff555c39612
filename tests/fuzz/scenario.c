/* Any bytes as a scenario: load, lay an override over it, build; what builds is played for two draws and written. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "negsim.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void play(const ns_scenario *scenario, ns_diagnostics *diagnostics) {
    ns_arms *arms = NULL;
    ns_results *results = NULL;
    ns_buffer screen = {0};
    if (scenario->package_count > 2000 || scenario->protocol.rounds > 50) return;
    if (ns_arms_build(&arms, scenario, NULL, ns_registry_standard(), diagnostics) == NS_OK) {
        ns_experiment experiment = ns_default_experiment(scenario);
        experiment.draws = 2;
        experiment.jobs = 1;
        experiment.gather = NS_GATHER_PACKAGES | NS_GATHER_BLOCKERS | NS_GATHER_SPLIT | NS_GATHER_INPUTS |
                            NS_GATHER_SOLUTIONS;
        if (ns_experiment_run(&results, arms, &experiment, diagnostics) == NS_OK)
            ns_screen_write(&screen, results,
                            &(ns_screen_settings){.width = 80, .color = NS_COLOR_OFF, .folder = NULL});
    }
    ns_buffer_free(&screen);
    ns_results_free(results);
    ns_arms_free(arms);
}

/* What is too large to play is asked as a space, within limits that keep one input short. */
static void ask(const ns_document *document, ns_diagnostics *diagnostics) {
    ns_space_settings settings = ns_default_space_settings();
    ns_scenario *scenario = NULL;
    ns_space *space = NULL;
    ns_space_frontier *frontier = NULL;
    settings.group_cells = 1024;
    settings.half_cells = 1024;
    settings.levels = settings.count_levels = 4096;
    settings.frontier_points = 256;
    settings.nodes = 1000;
    if (ns_scenario_build_any(&scenario, document, ns_registry_standard(), diagnostics) == NS_OK &&
        ns_space_from_scenario(&space, scenario, &settings, NULL, diagnostics) == NS_OK &&
        ns_space_frontier_new(&frontier, space, 0, 1) == NS_OK) {
        const ns_space_found middle = ns_space_lowest(space, 0, 50, 70);
        if (middle.found && !ns_space_holds(space, middle.options)) abort();
        if (ns_space_count(space, 1, 50, 70).most < 0) abort();
    }
    ns_space_frontier_free(frontier);
    ns_space_free(space);
    ns_scenario_free(scenario);
}

/* The first line of the input, where it is a comment, is an override as well. */
static void override_from(ns_document *document, const uint8_t *data, size_t size,
                          ns_diagnostics *diagnostics) {
    char assignment[256];
    const uint8_t *end = size ? memchr(data, '\n', size) : NULL;
    size_t length = end ? (size_t)(end - data) : size;
    if (length < 2 || length >= sizeof assignment || data[0] != '#' || !memchr(data, '=', length)) return;
    memcpy(assignment, data + 1, length - 1);
    assignment[length - 1] = '\0';
    if (ns_scenario_override(document, assignment, ns_registry_standard(), diagnostics) != NS_OK) return;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    ns_document *document = NULL;
    ns_scenario *scenario = NULL;
    char *bytes = malloc(size + 1);
    ns_diagnostics *diagnostics = ns_diagnostics_new();
    if (bytes && diagnostics) {
        memcpy(bytes, data, size);
        if (ns_document_load_text(&document, "fuzz.yaml", bytes, size, diagnostics) == NS_OK) {
            override_from(document, data, size, diagnostics);
            if (ns_scenario_build(&scenario, document, ns_registry_standard(), diagnostics) == NS_OK)
                play(scenario, diagnostics);
            else
                ask(document, diagnostics);
        }
        free(ns_diagnostics_render(diagnostics, NS_COLOR_OFF));
    }
    ns_scenario_free(scenario);
    ns_document_free(document);
    ns_diagnostics_free(diagnostics);
    free(bytes);
    return 0;
}
