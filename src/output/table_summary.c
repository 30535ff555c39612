/* summary.csv: one row per arm and metric, and the paired effects. */
#include <math.h>
#include <stdio.h>

#include "output/facts.h"
#include "output/table_write.h"

enum { METRIC_TEXT = 160 };

void ns_summary_row(ns_csv *csv, const char *arm, const char *metric, ns_interval value, uint64_t n) {
    ns_csv_text(csv, arm);
    ns_csv_text(csv, metric);
    ns_csv_measure(csv, value.value);
    ns_csv_interval(csv, value);
    ns_csv_integer(csv, n);
    ns_csv_end(csv);
}

/* What every row of an arm needs. */
typedef struct arm_rows {
    ns_csv *csv;
    const ns_results *results;
    const ns_arm_tally *tally;
    const ns_scenario *scenario;
    const char *name;
} arm_rows;

static void put_share(const arm_rows *at, const char *metric, uint64_t k, uint64_t n) {
    ns_summary_row(at->csv, at->name, metric, ns_share_of(at->results, k, n), n);
}

static void put_value(const arm_rows *at, const char *metric, double value, uint64_t n) {
    ns_summary_row(at->csv, at->name, metric, ns_no_interval(value), n);
}

/* METRIC_PARTY, a mean over n. */
static void put_party(const arm_rows *at, const char *metric, uint32_t party, double value, uint64_t n) {
    char name[METRIC_TEXT];
    snprintf(name, sizeof name, "%s_%s", metric, at->scenario->parties[party].id);
    put_value(at, name, value, n);
}

static void put_reasons(const arm_rows *at) {
    char name[METRIC_TEXT];
    for (unsigned r = 0; r < NS_REASON_COUNT; r++) {
        if (r == NS_REASON_AGREED) continue;
        snprintf(name, sizeof name, "reason_%s", ns_reason_name((ns_reason)r));
        put_share(at, name, at->tally->reasons[r], at->tally->runs);
    }
}

static void put_funnel(const arm_rows *at) {
    const ns_arm_tally *tally = at->tally;
    if (tally->families) { /* else no package was looked at */
        put_share(at, "any_feasible", tally->feasible_any, tally->runs);
        put_share(at, "any_admissible", tally->admissible_any, tally->runs);
        put_share(at, "any_acceptable", tally->acceptable_any, tally->runs);
    }
    put_share(at, "any_reachable", tally->any_reachable, tally->runs);
    put_share(at, "nothing_reachable", tally->runs - tally->any_reachable, tally->runs);
}

static void put_rounds(const arm_rows *at) {
    uint64_t n = ns_agreements(at->tally);
    uint32_t rounds = at->scenario->protocol.rounds;
    put_value(at, "round_p50", ns_round_quantile(at->tally, rounds, 0.5), n);
    put_value(at, "round_p05", ns_round_quantile(at->tally, rounds, 0.05), n);
    put_value(at, "round_p95", ns_round_quantile(at->tally, rounds, 0.95), n);
}

static void put_parties(const arm_rows *at) {
    uint64_t n = ns_agreements(at->tally);
    for (uint32_t p = 0; p < at->scenario->party_count; p++)
        put_party(at, "gain_mean", p, ns_wide_mean(at->tally->gain[p], n), n);
    for (uint32_t p = 0; p < at->scenario->party_count; p++)
        put_party(at, "value_mean", p, ns_wide_mean(at->tally->value[p], n), n);
    for (uint32_t p = 0; p < at->scenario->party_count; p++)
        put_party(at, "idle_mean", p, ns_ratio(at->tally->idle[p], at->tally->runs), at->tally->runs);
}

static void put_mediation(const arm_rows *at) {
    const ns_arm_tally *tally = at->tally;
    put_share(at, "text_signed", tally->text_signed, ns_agreements(tally));
    put_value(at, "drafts_mean", ns_ratio(tally->drafts, tally->runs), tally->runs);
    put_value(at, "unblocked_mean", ns_ratio(tally->unblocked, tally->runs), tally->runs);
    put_share(at, "carrots_paid", tally->carrots_runs, tally->runs);
    for (uint32_t p = 0; p < at->scenario->party_count; p++)
        put_party(at, "carrots_mean", p, ns_wide_mean(tally->paid[p], tally->runs), tally->runs);
}

static void put_spread(const arm_rows *at, size_t arm) {
    const ns_arm_tally *tally = at->tally;
    if (tally->distance_pareto_runs) {
        put_share(at, "on_pareto", tally->on_pareto, tally->distance_pareto_runs);
        put_value(at, "distance_pareto_mean",
                  ns_wide_mean(tally->distance_pareto, tally->distance_pareto_runs),
                  tally->distance_pareto_runs);
    }
    if (tally->distance_nash_runs)
        put_value(at, "distance_nash_mean", ns_wide_mean(tally->distance_nash, tally->distance_nash_runs),
                  tally->distance_nash_runs);
    if (tally->packages)
        put_value(at, "packages_agreed", (double)ns_packages_agreed(at->results, arm), tally->runs);
    if (tally->families)
        put_value(at, "families_agreed", (double)ns_families_agreed(at->results, arm), tally->runs);
}

/* What becomes of signatures. */
static void put_aftermath(const arm_rows *at) {
    const ns_arm_tally *tally = at->tally;
    const uint64_t agreed = ns_agreements(tally), fallen = agreed - tally->held;
    char name[METRIC_TEXT];
    if (ns_is_ratified(at->scenario))
        put_share(at, "signed", agreed + tally->reasons[NS_REASON_NOT_RATIFIED], tally->runs);
    if (!tally->fell_after) return;
    put_share(at, "held", tally->held, tally->runs);
    put_share(at, "held_of_agreed", tally->held, agreed);
    for (unsigned r = 0; r < NS_REMEDY_COUNT; r++) {
        snprintf(name, sizeof name, "fallen_kept_by_%s", ns_remedy_name((ns_remedy)r));
        put_share(at, name, tally->remedies[r], fallen);
    }
}

static void put_renege(const arm_rows *at) {
    const ns_arm_tally *tally = at->tally;
    const uint64_t agreed = ns_agreements(tally);
    uint64_t tempted = 0;
    char name[METRIC_TEXT];
    if (!at->scenario->controlled) return;
    put_share(at, "stable_nash", tally->stable_nash, agreed);
    put_share(at, "stable_seq", tally->stable_seq, agreed);
    put_share(at, "stable_gmr", tally->stable_gmr, agreed);
    for (uint32_t p = 0; p < at->scenario->party_count; p++) {
        snprintf(name, sizeof name, "weakest_%s", at->scenario->parties[p].id);
        put_share(at, name, tally->weakest[p], agreed);
        tempted += tally->weakest[p];
    }
    put_value(at, "guarantee_needed_mean", ns_wide_mean(tally->guarantee_needed, tempted), tempted);
}

static void put_arm(ns_csv *csv, const ns_results *results, size_t arm) {
    const ns_arm *row = &results->arms->arms[arm];
    arm_rows at = {csv, results, &results->tallies[arm], row->scenario, row->name};
    put_share(&at, "agreed", ns_agreements(at.tally), at.tally->runs);
    put_aftermath(&at);
    put_renege(&at);
    put_reasons(&at);
    put_funnel(&at);
    put_rounds(&at);
    put_parties(&at);
    if (ns_arm_has_mediator(row)) put_mediation(&at);
    put_spread(&at, arm);
}

static void put_scenario(ns_csv *csv, const ns_results *results) {
    const ns_scenario *base = results->arms->base;
    ns_number_count numbers = ns_count_numbers(base);
    const struct {
        const char *metric;
        uint64_t value;
    } rows[] = {{"draws", results->experiment.draws}, {"plays", results->experiment.plays},
                {"packages", base->package_count},    {"rounds", base->protocol.rounds},
                {"numbers_in_file", numbers.in_file}, {"numbers_assumed", numbers.assumed}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        ns_summary_row(csv, "all", rows[i].metric, ns_no_interval((double)rows[i].value),
                       results->experiment.draws);
}

ns_status ns_write_summary(ns_csv *csv, const ns_results *results) {
    for (size_t k = 0; k < results->arms->count; k++) {
        size_t arm = ns_arm_at(results, k);
        put_arm(csv, results, arm);
        ns_write_effect(csv, results, arm);
    }
    put_scenario(csv, results);
    return NS_OK;
}
