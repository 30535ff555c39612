/* families.csv: packages that agree on the headline issues. */
#include <math.h>
#include <stdlib.h>

#include "negsim/number.h"
#include "output/facts.h"
#include "output/names.h"
#include "output/table_write.h"

/* The package of each family signed most often, and how many were signed at all. */
typedef struct family_top {
    uint32_t package, agreed; /* package NS_NONE: not known */
} family_top;

typedef struct family_rows {
    ns_csv *csv;
    const ns_results *results;
    const ns_arm_tally *tally;
    const char *arm;
    const family_top *tops;
    const uint32_t *headline_rank; /* [family] rank in the arm that the screen is about; 0: not listed */
    uint64_t agreed_so_far;
    ns_buffer text;
} family_rows;

static bool is_better(const ns_package_tally *a, const ns_package_tally *b) {
    return a->agreed != b->agreed ? a->agreed > b->agreed : a->reachable > b->reachable;
}

static family_top *tops_new(const ns_results *results, const ns_arm_tally *tally) {
    size_t count = ns_grouping_count(results->families), bytes;
    if (!ns_multiply_size(count + 1, sizeof(family_top), &bytes)) return NULL;
    family_top *tops = malloc(bytes);
    if (!tops) return NULL;
    for (size_t f = 0; f < count; f++) tops[f] = (family_top){NS_NONE, 0};
    for (uint32_t x = 0; tally->packages && x < results->arms->base->package_count; x++) {
        family_top *top = &tops[ns_grouping_family_of(results->families, x)];
        top->agreed += tally->packages[x].agreed > 0;
        if (top->package == NS_NONE || is_better(&tally->packages[x], &tally->packages[top->package]))
            top->package = x;
    }
    return tops;
}

static void put_names(family_rows *at, uint32_t rank, uint32_t family) {
    const ns_scenario *base = at->results->arms->base;
    ns_csv_text(at->csv, at->arm);
    ns_csv_integer(at->csv, rank);
    if (at->headline_rank[family])
        ns_csv_integer(at->csv, at->headline_rank[family]);
    else
        ns_csv_empty(at->csv);
    ns_buffer_clear(&at->text);
    ns_family_id(&at->text, at->results, family);
    ns_csv_text(at->csv, at->text.text);
    ns_buffer_clear(&at->text);
    ns_name_family(&at->text, at->results, family);
    ns_csv_text(at->csv, at->text.text);
    for (uint32_t k = 0; k < base->headline_count; k++) {
        uint32_t option = ns_grouping_family_option(at->results->families, family, k);
        ns_csv_text(at->csv, base->issues[base->headline[k]].options[option].id);
    }
}

static void put_shares(family_rows *at, const ns_group_tally *family) {
    uint64_t runs = at->tally->runs, agreements = ns_agreements(at->tally);
    ns_interval agreed = ns_share_of(at->results, family->agreed, runs);
    at->agreed_so_far += family->agreed;
    ns_csv_integer(at->csv, runs);
    ns_csv_measure(at->csv, ns_ratio(family->admissible, runs));
    ns_csv_measure(at->csv, ns_ratio(family->acceptable, runs));
    ns_csv_measure(at->csv, ns_ratio(family->reachable, runs));
    ns_csv_measure(at->csv, agreed.value);
    ns_csv_interval(at->csv, agreed);
    ns_csv_measure(at->csv, ns_ratio(at->agreed_so_far, runs));
    ns_csv_measure(at->csv, ns_ratio(family->agreed, agreements));
    ns_csv_measure(at->csv, ns_ratio(at->agreed_so_far, agreements));
}

static void put_top(const family_rows *at, uint32_t family) {
    const family_top *top = &at->tops[family];
    char name[NS_PACKAGE_TEXT];
    if (top->package == NS_NONE) {
        ns_csv_empty(at->csv);
        ns_csv_empty(at->csv);
        return;
    }
    ns_csv_integer(at->csv, top->agreed);
    ns_package_name(at->results->arms->base, top->package, name);
    ns_csv_text(at->csv, name);
}

/* Columns stand per quantile, then per party. */
static void put_gains(const family_rows *at, const ns_group_tally *family) {
    static const double quantiles[] = {0.05, 0.5, 0.95};
    const ns_scenario *base = at->results->arms->base;
    for (size_t q = 0; q < sizeof quantiles / sizeof *quantiles; q++)
        for (uint32_t p = 0; p < base->party_count; p++)
            ns_csv_measure(at->csv, family->gain
                                        ? ns_histogram_quantile(&family->gain[p], quantiles[q], base->full)
                                        : NAN);
}

static uint32_t *headline_ranks(const ns_results *results) {
    ns_ranking ranking;
    uint32_t *ranks = calloc((size_t)ns_grouping_count(results->families) + 1, sizeof *ranks);
    if (ns_rank_families(&ranking, results, ns_headline_arm(results)) != NS_OK) {
        free(ranks);
        ranks = NULL;
    }
    for (uint32_t k = 0; ranks && k < ranking.count; k++) ranks[ranking.order[k]] = k + 1;
    ns_ranking_free(&ranking);
    return ranks;
}

static ns_status put_arm(ns_csv *csv, const ns_results *results, size_t arm) {
    family_rows at = {.csv = csv,
                      .results = results,
                      .tally = &results->tallies[arm],
                      .arm = results->arms->arms[arm].name};
    family_top *tops = tops_new(results, at.tally);
    ns_ranking ranking;
    ns_status status = ns_rank_families(&ranking, results, arm);
    uint32_t *ranks = headline_ranks(results);
    if (!tops || !ranks) status = NS_NO_MEMORY;
    at.tops = tops;
    at.headline_rank = ranks;
    for (uint32_t k = 0; status == NS_OK && k < ranking.count; k++) {
        const ns_group_tally *family = &at.tally->families[ranking.order[k]];
        put_names(&at, k + 1, ranking.order[k]);
        put_shares(&at, family);
        put_top(&at, ranking.order[k]);
        put_gains(&at, family);
        ns_csv_end(csv);
    }
    if (status == NS_OK) status = at.text.status;
    ns_ranking_free(&ranking);
    ns_buffer_free(&at.text);
    free(ranks);
    free(tops);
    return status;
}

ns_status ns_write_families(ns_csv *csv, const ns_results *results) {
    ns_status status = NS_OK;
    for (size_t k = 0; results->families && status == NS_OK && k < results->arms->count; k++)
        status = put_arm(csv, results, ns_arm_at(results, k));
    return status;
}
