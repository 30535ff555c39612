/* Results: memory, limits, running and merging. */
#include "negsim/experiment.h"

#include <stdlib.h>

#include "negsim/limits.h"
#include "negsim/number.h"
#include "runner.h"
#include "worker.h"

struct ns_results_memory {
    ns_grouping *families, *options;
};

ns_experiment ns_default_experiment(const ns_scenario *scenario) {
    return (ns_experiment){.draws = scenario->draws,
                           .plays = 1,
                           .seed = scenario->seed,
                           .jobs = 1,
                           .gather = NS_GATHER_PACKAGES | NS_GATHER_BLOCKERS | NS_GATHER_SPLIT |
                                     NS_GATHER_INPUTS | NS_GATHER_SOLUTIONS | NS_GATHER_COMPANY};
}

/* --- memory --------------------------------------------------------------------------------------------- */

static uint64_t family_count(const ns_scenario *s) {
    uint64_t count = 1;
    for (uint32_t h = 0; h < s->headline_count; h++) count *= s->issues[s->headline[h]].option_count;
    return count;
}

/* Histograms that are made on first use: at most so many. */
static uint64_t late_bytes(const ns_scenario *s, const ns_experiment *e, uint64_t families) {
    const uint64_t runs = e->draws * e->plays, signed_families = families < runs ? families : runs;
    uint64_t bytes = 0, cells = 0;
    if (e->gather & (NS_GATHER_PACKAGES | NS_GATHER_BLOCKERS))
        bytes += signed_families * s->party_count * sizeof(ns_histogram);
    for (int k = 0; k < NS_SUBJECT_COUNT; k++)
        cells += ns_tally_cells(s, e->gather, families, (ns_subject)k) / NS_SHUT_BITS(s->party_count);
    return bytes + cells * s->party_count * 2 * sizeof(ns_change_tally);
}

uint64_t ns_experiment_memory(const ns_arms *arms, const ns_experiment *experiment) {
    const uint64_t families = family_count(arms->base);
    uint64_t bytes = arms->base->package_count * sizeof(uint32_t);
    for (size_t a = 0; a < arms->count; a++) {
        const ns_scenario *s = arms->arms[a].scenario;
        bytes += ns_tally_bytes(s, experiment->gather, families, NS_TALLY_OF_RESULTS);
        bytes += late_bytes(s, experiment, families);
    }
    return bytes + experiment->jobs * ns_worker_bytes(arms, experiment->gather, families);
}

/* Counts are of 32 bits: a package can be reachable in every run. */
static bool fits(const ns_arms *arms, const ns_experiment *e, ns_diagnostics *diagnostics) {
    const uint64_t limit = ns_limit_of(NS_LIMIT_MEMORY_MB)->value;
    uint64_t runs;
    if (!ns_multiply_u64(e->draws, e->plays, &runs) || runs > UINT32_MAX) {
        ns_diagnostics_add(diagnostics, NS_CODE_LIMIT, (ns_location){0}, "fewer draws (-n) or fewer plays",
                           "draws times plays is more than %llu", (unsigned long long)UINT32_MAX);
        return false;
    }
    const uint64_t wants = ns_experiment_memory(arms, e) >> 20;
    if (wants <= limit) return true;
    ns_diagnostics_add(diagnostics, NS_CODE_LIMIT, (ns_location){0},
                       "fewer --jobs or --arms, `--tables summary,runs`, or coarser options",
                       "the run would take about %llu MB; the limit memory_mb is %llu",
                       (unsigned long long)wants, (unsigned long long)limit);
    return false;
}

/* --- results -------------------------------------------------------------------------------------------- */

static ns_status make_groups(ns_results *self) {
    struct ns_results_memory *memory = self->memory;
    ns_status status = ns_grouping_families(&memory->families, self->arms->base);
    self->families = memory->families;
    if (status == NS_OK) status = ns_grouping_options(&memory->options, self->arms->base);
    self->options = memory->options;
    return status;
}

static ns_results *results_new(const ns_arms *arms, const ns_experiment *experiment) {
    ns_results *self = calloc(1, sizeof *self);
    if (!self) return NULL;
    self->arms = arms;
    self->experiment = *experiment;
    self->memory = calloc(1, sizeof *self->memory);
    self->tallies = calloc(arms->count, sizeof *self->tallies);
    self->pairs = calloc(arms->count, sizeof *self->pairs);
    bool good = self->memory && self->tallies && self->pairs && make_groups(self) == NS_OK;
    for (size_t a = 0; good && a < arms->count; a++)
        good = ns_tally_init(&self->tallies[a], arms->arms[a].scenario, experiment->gather,
                             ns_grouping_count(self->families), NS_TALLY_OF_RESULTS);
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

size_t ns_results_reference(const ns_results *self, size_t arm) { return ns_arms_reference(self->arms, arm); }

ns_status ns_results_merge(ns_results *a, const ns_results *b) {
    bool good = true;
    for (size_t arm = 0; arm < a->arms->count; arm++) {
        const ns_scenario *s = a->arms->arms[arm].scenario;
        good = ns_tally_merge(&a->tallies[arm], &b->tallies[arm], s, ns_grouping_count(a->families)) && good;
        ns_pair_merge(&a->pairs[arm], &b->pairs[arm], s->party_count);
    }
    ns_split_merge(&a->split, &b->split);
    ns_company_merge(&a->company, &b->company, a->arms->base->party_count);
    if (b->experiment.first_draw < a->experiment.first_draw)
        a->experiment.first_draw = b->experiment.first_draw;
    a->experiment.draws += b->experiment.draws;
    return good ? NS_OK : NS_NO_MEMORY;
}

/* --- running -------------------------------------------------------------------------------------------- */

ns_status ns_experiment_run(ns_results **out, const ns_arms *arms, const ns_experiment *experiment,
                            ns_diagnostics *diagnostics) {
    *out = NULL;
    ns_experiment e = *experiment;
    if (!arms->count || !e.draws || !e.plays) return NS_BAD_USAGE;
    const bool deterministic = ns_arms_deterministic(arms);
    if (deterministic) {
        e.first_draw = 0;
        e.draws = e.plays = 1;
    }
    if (e.jobs < 1) e.jobs = 1;
    if (e.jobs > e.draws) e.jobs = (unsigned)e.draws;
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
