/* blockers.csv: why not. The whole scenario first, then families, options and packages. */
#include <math.h>

#include "output/facts.h"
#include "output/names.h"
#include "output/obstacles.h"
#include "output/table_write.h"

enum { LABEL_PART = 28 /* characters of each title of a package */ };

typedef struct blocker_rows {
    ns_csv *csv;
    const ns_results *results;
    const ns_scenario *base;
    const ns_arm_tally *tally;
    const char *arm, *level;
    ns_buffer subject, label, sentence;
} blocker_rows;

static void begin_subject(blocker_rows *at, const char *level) {
    at->level = level;
    ns_buffer_clear(&at->subject);
    ns_buffer_clear(&at->label);
}

static void begin_row(blocker_rows *at, const ns_obstacle *obstacle) {
    ns_csv_text(at->csv, at->arm);
    ns_csv_text(at->csv, at->level);
    ns_csv_text(at->csv, at->subject.text);
    ns_csv_text(at->csv, at->label.text);
    ns_csv_text(at->csv,
                obstacle->party < at->base->party_count ? at->base->parties[obstacle->party].id : NULL);
    ns_csv_text(at->csv, ns_cause_name(obstacle->cause));
    ns_buffer_clear(&at->sentence);
}

static void put_obstacle(blocker_rows *at, const ns_obstacle *obstacle) {
    uint64_t n = at->tally->runs,
             together = obstacle->blocked > obstacle->alone ? obstacle->blocked - obstacle->alone : 0;
    begin_row(at, obstacle);
    ns_csv_measure(at->csv, ns_ratio(obstacle->blocked, n));
    ns_csv_measure(at->csv, ns_ratio(obstacle->alone, n));
    ns_csv_measure(at->csv, ns_ratio(together, n));
    ns_csv_integer(at->csv, n);
    ns_csv_text(at->csv, obstacle->alone ? ns_name_change(obstacle->cause) : NULL);
    ns_csv_measure(at->csv, ns_obstacle_change(obstacle));
    ns_obstacle_sentence(&at->sentence, at->results, obstacle, n);
    ns_csv_text(at->csv, at->sentence.text);
    ns_csv_end(at->csv);
}

static void put_pivots(blocker_rows *at, size_t arm) {
    ns_obstacle pivots[NS_MAX_OBSTACLES];
    size_t count = ns_pivots_of(pivots, at->results, arm);
    begin_subject(at, "scenario");
    for (size_t i = 0; i < count; i++) {
        begin_row(at, &pivots[i]);
        ns_csv_empty(at->csv);
        ns_csv_measure(at->csv, ns_ratio(pivots[i].alone, at->tally->pivot_draws));
        ns_csv_empty(at->csv);
        ns_csv_integer(at->csv, at->tally->pivot_draws);
        ns_csv_text(at->csv, ns_name_change(pivots[i].cause));
        ns_csv_empty(at->csv);
        ns_pivot_sentence(&at->sentence, at->results, &pivots[i], at->tally->pivot_draws);
        ns_csv_text(at->csv, at->sentence.text);
        ns_csv_end(at->csv);
    }
}

/* All obstacles of a subject. */
static void put_subject(blocker_rows *at, const ns_block_tally *blocks) {
    ns_obstacle obstacles[NS_MAX_OBSTACLES];
    size_t count = ns_obstacles_of(obstacles, at->results, blocks);
    for (size_t i = 0; i < count; i++) put_obstacle(at, &obstacles[i]);
}

/* Those that block alone somewhere, and the one that blocks most: packages are many. */
static void put_main(blocker_rows *at, const ns_block_tally *blocks) {
    ns_obstacle obstacles[NS_MAX_OBSTACLES];
    size_t count = ns_obstacles_of(obstacles, at->results, blocks), most = 0;
    for (size_t i = 1; i < count; i++)
        if (obstacles[i].blocked > obstacles[most].blocked) most = i;
    for (size_t i = 0; i < count; i++)
        if (obstacles[i].alone || i == most) put_obstacle(at, &obstacles[i]);
}

static ns_status put_families(blocker_rows *at, size_t arm) {
    size_t bits = NS_SHUT_BITS(at->base->party_count);
    ns_ranking ranking;
    ns_status status = ns_rank_families(&ranking, at->results, arm);
    for (uint32_t k = 0; status == NS_OK && k < ranking.count; k++) {
        begin_subject(at, "family");
        ns_family_id(&at->subject, at->results, ranking.order[k]);
        ns_name_family(&at->label, at->results, ranking.order[k]);
        put_subject(at, at->tally->family_blocks + ranking.order[k] * bits);
    }
    ns_ranking_free(&ranking);
    return status;
}

static void put_options(blocker_rows *at) {
    size_t bits = NS_SHUT_BITS(at->base->party_count);
    for (uint32_t i = 0; i < at->base->issue_count; i++) {
        const ns_issue *issue = &at->base->issues[i];
        for (uint32_t o = 0; o < issue->option_count; o++) {
            begin_subject(at, "option");
            ns_buffer_format(&at->subject, "%s.%s", issue->id, issue->options[o].id);
            ns_buffer_add(&at->label, issue->options[o].title);
            put_subject(at, at->tally->option_blocks + (issue->first_option + o) * bits);
        }
    }
}

static ns_status put_packages(blocker_rows *at, size_t arm) {
    size_t bits = NS_SHUT_BITS(at->base->party_count);
    char name[NS_PACKAGE_TEXT];
    ns_ranking ranking;
    ns_status status = ns_rank_packages(&ranking, at->results, arm);
    for (uint32_t k = 0; status == NS_OK && k < ranking.count; k++) {
        begin_subject(at, "package");
        ns_package_name(at->base, ranking.order[k], name);
        ns_buffer_add(&at->subject, name);
        ns_name_package(&at->label, at->base, ranking.order[k], LABEL_PART);
        put_main(at, at->tally->package_blocks + ranking.order[k] * bits);
    }
    ns_ranking_free(&ranking);
    return status;
}

static ns_status put_arm(ns_csv *csv, const ns_results *results, size_t arm) {
    blocker_rows at = {
        .csv = csv, .results = results, .base = results->arms->base, .tally = &results->tallies[arm]};
    ns_status status = NS_OK;
    at.arm = results->arms->arms[arm].name;
    put_pivots(&at, arm);
    if (at.tally->family_blocks) status = put_families(&at, arm);
    if (at.tally->option_blocks) put_options(&at);
    bool with_packages = !results->arms->arms[arm].is_variant || arm == ns_headline_arm(results);
    if (with_packages && at.tally->package_blocks && status == NS_OK) status = put_packages(&at, arm);
    if (status == NS_OK)
        status = at.subject.status ? at.subject.status
                 : at.label.status ? at.label.status
                                   : at.sentence.status;
    ns_buffer_free(&at.subject);
    ns_buffer_free(&at.label);
    ns_buffer_free(&at.sentence);
    return status;
}

ns_status ns_write_blockers(ns_csv *csv, const ns_results *results) {
    ns_status status = NS_OK;
    for (size_t k = 0; status == NS_OK && k < results->arms->count; k++)
        status = put_arm(csv, results, ns_arm_at(results, k));
    return status;
}
