/* Results: memory, limits, running and merging. */
#include "negsim/experiment.h"

#include <stdlib.h>

#include "negsim/limits.h"
#include "runner.h"
#include "tally.h"
#include "worker.h"

struct ns_results_memory {
    ns_grouping *families, *options;
};

ns_experiment ns_default_experiment(const ns_scenario *scenario) {
    return (ns_experiment){.draws = scenario->draws, .plays = 1, .seed = scenario->seed, .jobs = 1,
                           .gather = NS_GATHER_PACKAGES | NS_GATHER_BLOCKERS | NS_GATHER_INPUTS | NS_GATHER_SOLUTIONS};
}

static uint64_t family_count(const ns_scenario *s) {
    uint64_t count = 1;
    for (uint32_t h = 0; h < s->headline_count; h++) count *= s->issues[s->headline[h]].option_count;
    return count;
}

uint64_t ns_experiment_memory(const ns_arms *arms, const ns_experiment *experiment) {
    uint64_t per_thread = 0, results = 0;
    for (size_t a = 0; a < arms->count; a++) {
        const ns_scenario *s = arms->arms[a].scenario;
        const uint64_t tally = ns_tally_bytes(s, experiment->gather, (uint32_t)family_count(s));
        results += tally;
        per_thread += tally;
        if (a > 0 && s == arms->arms[a - 1].scenario) continue;
        /* per package: values of each party, bits, the session's tables and candidates, the frontier's domain */
        per_thread += (uint64_t)s->package_count * ((uint64_t)s->party_count * (8 + 8 + 30) + 8 + 8 + 30);
    }
    return results + per_thread * experiment->jobs;
}

static bool fits(const ns_arms *arms, const ns_experiment *experiment, ns_diagnostics *diagnostics) {
    const uint64_t limit = ns_limit_of(NS_LIMIT_MEMORY_MB)->value, wants = ns_experiment_memory(arms, experiment) >> 20;
    if (wants <= limit) return true;
    ns_diagnostics_add(diagnostics, NS_CODE_LIMIT, (ns_location){0}, "fewer --jobs or --arms, `--tables summary`, or coarser options",
                       "the run would take about %llu MB; the limit memory_mb is %llu", (unsigned long long)wants, (unsigned long long)limit);
    return false;
}

static ns_results *results_new(const ns_arms *arms, const ns_experiment *experiment) {
    ns_results *self = calloc(1, sizeof *self);
    if (!self) return NULL;
    self->arms = arms;
    self->experiment = *experiment;
    self->memory = calloc(1, sizeof *self->memory);
    self->tallies = calloc(arms->count + 1, sizeof *self->tallies);
    self->pairs = calloc(arms->count + 1, sizeof *self->pairs);
    bool good = self->memory && self->tallies && self->pairs && ns_grouping_families(&self->memory->families, arms->base) == NS_OK &&
                ns_grouping_options(&self->memory->options, arms->base) == NS_OK;
    if (good) {
        self->families = self->memory->families;
        self->options = self->memory->options;
    }
    for (size_t a = 0; good && a < arms->count; a++)
        good = ns_tally_init(&self->tallies[a], arms->arms[a].scenario, experiment->gather, ns_grouping_count(self->families));
    if (good) return self;
    ns_results_free(self);
    return NULL;
}

void ns_results_free(ns_results *self) {
    if (!self) return;
    for (size_t a = 0; self->tallies && self->families && a < self->arms->count; a++)
        ns_tally_free(&self->tallies[a], self->arms->arms[a].scenario, ns_grouping_count(self->families));
    if (self->memory) {
        ns_grouping_free(self->memory->families);
        ns_grouping_free(self->memory->options);
    }
    free(self->memory);
    free(self->tallies);
    free(self->pairs);
    free(self);
}

ns_status ns_experiment_run(ns_results **out, const ns_arms *arms, const ns_experiment *experiment, ns_diagnostics *diagnostics) {
    *out = NULL;
    ns_experiment e = *experiment;
    const bool deterministic = ns_arms_deterministic(arms);
    if (deterministic) e.draws = e.plays = 1;
    if (e.jobs < 1) e.jobs = 1;
    if (e.jobs > e.draws) e.jobs = (unsigned)e.draws;
    if (!e.draws || !e.plays || !e.jobs) return NS_BAD_USAGE;
    if (!fits(arms, &e, diagnostics)) return NS_TOO_LARGE;
    ns_results *self = results_new(arms, &e);
    if (!self) return NS_NO_MEMORY;
    self->deterministic = deterministic;
    ns_status status = ns_runner_run(self);
    if (status == NS_OK)
        *out = self;
    else
        ns_results_free(self);
    return status;
}

void ns_results_merge(ns_results *a, const ns_results *b) {
    for (size_t arm = 0; arm < a->arms->count; arm++) {
        (void)ns_tally_merge(&a->tallies[arm], &b->tallies[arm], a->arms->arms[arm].scenario, ns_grouping_count(a->families));
        ns_pair_merge(&a->pairs[arm], &b->pairs[arm], a->arms->base->party_count);
    }
    ns_split_merge(&a->split, &b->split);
    a->experiment.draws += b->experiment.draws;
}

size_t ns_results_reference(const ns_results *self, size_t arm) { return reference_of(self->arms, arm); }
