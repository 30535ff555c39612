/* The paired effects in summary.csv: rows of an arm named A-B. */
#include <math.h>
#include <stdio.h>

#include "output/facts.h"
#include "output/table_write.h"

typedef struct effect_rows {
    ns_csv *csv;
    const ns_results *results;
    const ns_pair_tally *pair;
    uint64_t n;
    char name[256];
} effect_rows;

static ns_interval plain(const ns_results *results, ns_interval interval) {
    return results->deterministic ? ns_no_interval(interval.value) : interval;
}

static void put(const effect_rows *at, const char *metric, ns_interval value, uint64_t n) {
    ns_summary_row(at->csv, at->name, metric, value, n);
}

static void put_pairs(const effect_rows *at, size_t arm) {
    const ns_pair_tally *pair = at->pair;
    put(at, "agreed", plain(at->results, ns_paired_difference(pair)), at->n);
    if (at->results->tallies[arm].fell_after)
        put(at, "held", plain(at->results, ns_held_difference(pair)), at->n);
    put(at, "agreed_only_first", ns_share_of(at->results, pair->only_a, at->n), at->n);
    put(at, "agreed_only_second", ns_share_of(at->results, pair->only_b, at->n), at->n);
    put(at, "agreed_both", ns_share_of(at->results, pair->both, at->n), at->n);
    put(at, "agreed_neither", ns_share_of(at->results, pair->neither, at->n), at->n);
    put(at, "simulation_error", ns_no_interval(ns_simulation_error(at->results, arm)), at->n);
}

static void put_split(const effect_rows *at) {
    const ns_split_tally *split = &at->results->split;
    const ns_kind *const *kinds = ns_registry_standard()->kinds[NS_SORT_MECHANISM];
    for (unsigned m = 0; m < NS_MECHANISM_COUNT && split->draws; m++) {
        char metric[64];
        snprintf(metric, sizeof metric, "through_%s", kinds[m]->name);
        put(at, metric, plain(at->results, ns_split_share(split, (ns_mechanism_id)m)), split->draws);
    }
}

static void put_differences(const effect_rows *at, const ns_scenario *scenario) {
    uint64_t both = at->pair->both;
    put(at, "round_difference_mean",
        ns_no_interval(both ? (double)at->pair->round_difference / (double)both : NAN), both);
    for (uint32_t p = 0; p < scenario->party_count; p++) {
        char metric[160];
        snprintf(metric, sizeof metric, "gain_difference_mean_%s", scenario->parties[p].id);
        put(at, metric, ns_no_interval(ns_wide_mean(at->pair->gain_difference[p], both)), both);
    }
}

void ns_write_effect(ns_csv *csv, const ns_results *results, size_t arm) {
    size_t reference = ns_results_reference(results, arm);
    if (reference >= results->arms->count) return;
    const ns_arm *first = &results->arms->arms[arm], *second = &results->arms->arms[reference];
    effect_rows at = {.csv = csv, .results = results, .pair = &results->pairs[arm]};
    at.n = at.pair->both + at.pair->only_a + at.pair->only_b + at.pair->neither;
    snprintf(at.name, sizeof at.name, "%s-%s", first->name, second->name);
    put_pairs(&at, arm);
    if (!first->is_variant) put_split(&at);
    put_differences(&at, first->scenario);
}
