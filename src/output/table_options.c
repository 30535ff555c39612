/* options.csv: each option's share in the agreements. */
#include "output/facts.h"
#include "output/table_write.h"

static void put_option(ns_csv *csv, const ns_results *results, size_t arm, const ns_issue *issue,
                       uint32_t option) {
    const ns_arm_tally *tally = &results->tallies[arm];
    const ns_group_tally *group = &tally->options[issue->first_option + option];
    uint64_t agreements = ns_agreements(tally);
    ns_interval share = ns_share_of(results, group->agreed, agreements);
    ns_csv_text(csv, results->arms->arms[arm].name);
    ns_csv_text(csv, issue->id);
    ns_csv_text(csv, issue->options[option].id);
    ns_csv_text(csv, issue->options[option].title);
    ns_csv_measure(csv, share.value);
    ns_csv_interval(csv, share);
    ns_csv_integer(csv, agreements);
    ns_csv_measure(csv, ns_ratio(group->agreed, tally->runs));
    ns_csv_measure(csv, ns_ratio(group->reachable, tally->runs));
    ns_csv_measure(csv, ns_ratio(group->acceptable, tally->runs));
    ns_csv_measure(csv, ns_ratio(group->admissible, tally->runs));
    ns_csv_integer(csv, tally->runs);
    ns_csv_end(csv);
}

ns_status ns_write_options(ns_csv *csv, const ns_results *results) {
    const ns_scenario *base = results->arms->base;
    for (size_t k = 0; k < results->arms->count; k++) {
        size_t arm = ns_arm_at(results, k);
        if (!results->tallies[arm].options) continue;
        for (uint32_t i = 0; i < base->issue_count; i++)
            for (uint32_t o = 0; o < base->issues[i].option_count; o++)
                put_option(csv, results, arm, &base->issues[i], o);
    }
    return NS_OK;
}
