/* compromises.csv: the funnel of every package. */
#include <math.h>

#include "output/central_draw.h"
#include "output/facts.h"
#include "output/names.h"
#include "output/table_write.h"

enum { LABEL_PART = 28 /* characters of each title */ };

/* What the rows of an arm share. */
typedef struct package_rows {
    ns_csv *csv;
    const ns_results *results;
    const ns_scenario *scenario;
    const ns_arm_tally *tally;
    const ns_central_draw *central;
    const char *arm;
    ns_buffer text;
} package_rows;

static void put_names(package_rows *at, uint32_t rank, uint32_t package) {
    char name[NS_PACKAGE_TEXT];
    ns_csv_text(at->csv, at->arm);
    ns_csv_integer(at->csv, rank);
    ns_package_name(at->scenario, package, name);
    ns_csv_text(at->csv, name);
    ns_buffer_clear(&at->text);
    if (at->results->families)
        ns_family_id(&at->text, at->results, ns_grouping_family_of(at->results->families, package));
    ns_csv_text(at->csv, at->text.text);
    ns_buffer_clear(&at->text);
    ns_name_package(&at->text, at->scenario, package, LABEL_PART);
    ns_csv_text(at->csv, at->text.text);
    for (uint32_t i = 0; i < at->scenario->issue_count; i++)
        ns_csv_text(at->csv, at->scenario->issues[i].options[ns_option_of(at->scenario, i, package)].id);
}

static void put_numbers(const package_rows *at, uint32_t package) {
    const ns_package_tally *tally = &at->tally->packages[package];
    uint64_t runs = at->tally->runs;
    ns_interval agreed = ns_share_of(at->results, tally->agreed, runs);
    ns_csv_integer(at->csv, runs);
    ns_csv_measure(at->csv, ns_ratio(tally->admissible, runs));
    ns_csv_measure(at->csv, ns_ratio(tally->acceptable, runs));
    ns_csv_measure(at->csv, ns_ratio(tally->reachable, runs));
    ns_csv_measure(at->csv, agreed.value);
    ns_csv_interval(at->csv, agreed);
    ns_csv_measure(at->csv, ns_ratio(tally->round_sum, tally->agreed));
}

static void put_gains(const package_rows *at, uint32_t package) {
    const ns_package_tally *tally = &at->tally->packages[package];
    const ns_wide *gain = at->tally->package_gain;
    uint32_t parties = at->scenario->party_count;
    for (uint32_t p = 0; p < parties; p++)
        ns_csv_measure(at->csv,
                       gain ? ns_wide_mean(gain[(size_t)package * parties + p], tally->agreed) : NAN);
    bool known = (at->results->experiment.gather & NS_GATHER_SOLUTIONS) != 0;
    ns_csv_measure(at->csv, known ? ns_ratio(tally->pareto, tally->agreed) : NAN);
}

static void put_central(const package_rows *at, uint32_t package) {
    const ns_central_draw *central = at->central;
    for (uint32_t p = 0; p < at->scenario->party_count; p++)
        ns_csv_measure(at->csv, central->instance.utility[p][package]);
    ns_csv_boolean(at->csv, ns_frontier_contains(central->frontier, &central->instance, package));
}

static ns_status put_arm(ns_csv *csv, const ns_results *results, size_t arm) {
    package_rows at = {
        .csv = csv, .results = results, .scenario = results->arms->base, .tally = &results->tallies[arm]};
    at.arm = results->arms->arms[arm].name;
    ns_ranking ranking;
    ns_central_draw central;
    ns_status status = ns_rank_packages(&ranking, results, arm);
    ns_status drawn = ns_central_draw_init(&central, results->arms->arms[arm].scenario);
    if (status == NS_OK) status = drawn;
    at.central = &central;
    for (uint32_t k = 0; status == NS_OK && k < ranking.count; k++) {
        put_names(&at, k + 1, ranking.order[k]);
        put_numbers(&at, ranking.order[k]);
        put_gains(&at, ranking.order[k]);
        put_central(&at, ranking.order[k]);
        ns_csv_end(csv);
    }
    if (status == NS_OK) status = at.text.status;
    ns_central_draw_free(&central);
    ns_ranking_free(&ranking);
    ns_buffer_free(&at.text);
    return status;
}

ns_status ns_write_compromises(ns_csv *csv, const ns_results *results) {
    ns_status status = NS_OK;
    for (size_t k = 0; status == NS_OK && k < results->arms->count; k++)
        status = put_arm(csv, results, ns_arm_at(results, k));
    return status;
}
