#include "run_text.h"

#include <string.h>

static void run(test_run *self, const char *const *sets, uint64_t draws, unsigned gather, unsigned jobs) {
    const ns_registry *registry = ns_registry_standard();
    for (; sets && *sets && self->status == NS_OK; sets++)
        self->status = ns_scenario_override(self->document, *sets, registry, self->diagnostics);
    if (self->status == NS_OK)
        self->status = ns_scenario_build(&self->scenario, self->document, registry, self->diagnostics);
    if (self->status == NS_OK)
        self->status = ns_arms_build(&self->arms, self->scenario, NULL, registry, self->diagnostics);
    if (self->status != NS_OK) return;
    ns_experiment experiment = ns_default_experiment(self->scenario);
    experiment.draws = draws;
    experiment.gather = gather;
    experiment.jobs = jobs;
    self->status = ns_experiment_run(&self->results, self->arms, &experiment, self->diagnostics);
}

test_run test_run_text(const char *text, const char *const *sets, uint64_t draws, unsigned gather,
                       unsigned jobs) {
    test_run self = {.diagnostics = ns_diagnostics_new()};
    self.status = ns_document_load_text(&self.document, "test", text, strlen(text), self.diagnostics);
    run(&self, sets, draws, gather, jobs);
    return self;
}

test_run test_run_file(const char *path, const char *const *sets, uint64_t draws, unsigned gather,
                       unsigned jobs) {
    test_run self = {.diagnostics = ns_diagnostics_new()};
    self.status = ns_document_load(&self.document, path, self.diagnostics);
    run(&self, sets, draws, gather, jobs);
    return self;
}

void test_run_free(test_run *self) {
    ns_results_free(self->results);
    ns_arms_free(self->arms);
    ns_scenario_free(self->scenario);
    ns_document_free(self->document);
    ns_diagnostics_free(self->diagnostics);
    *self = (test_run){0};
}

const ns_arm_tally *test_arm(const test_run *self, const char *arm) {
    size_t a = ns_arms_find(self->arms, arm);
    return a < self->arms->count ? &self->results->tallies[a] : NULL;
}

const ns_pair_tally *test_pair(const test_run *self, const char *arm) {
    size_t a = ns_arms_find(self->arms, arm);
    return a < self->arms->count ? &self->results->pairs[a] : NULL;
}
