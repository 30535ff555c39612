/* mediators.csv: what each mediator adds. */
#include <math.h>

#include "output/facts.h"
#include "output/table_write.h"

static ns_interval shown(const ns_results *results, ns_interval interval) {
    return results->deterministic ? ns_no_interval(interval.value) : interval;
}

static void put_difference(ns_csv *csv, const ns_results *results, ns_interval difference,
                           ns_interval share) {
    ns_csv_measure(csv, difference.value);
    ns_csv_interval(csv, shown(results, difference));
    ns_csv_measure(csv, share.value);
    ns_csv_interval(csv, shown(results, share));
}

static void put_agreed(ns_csv *csv, const ns_results *results, const ns_member_tally *member) {
    const ns_company_tally *company = &results->company;
    const ns_pair_tally *pair = &member->pair;
    ns_csv_measure(csv, ns_ratio(pair->both + pair->only_a, company->runs));
    ns_csv_measure(csv, ns_ratio(pair->both + pair->only_b, company->runs));
    put_difference(csv, results, ns_paired_difference(pair),
                   ns_member_share(company, member->agreed, member->agreed_squares));
}

static void put_held(ns_csv *csv, const ns_results *results, const ns_member_tally *member) {
    const ns_company_tally *company = &results->company;
    const ns_pair_tally *pair = &member->pair;
    if (!results->arms->base->durability.given) {
        for (int k = 0; k < 8; k++) ns_csv_empty(csv);
        return;
    }
    ns_csv_measure(csv, ns_ratio(pair->held_both + pair->held_only_a, company->runs));
    ns_csv_measure(csv, ns_ratio(pair->held_both + pair->held_only_b, company->runs));
    put_difference(csv, results, ns_held_difference(pair),
                   ns_member_share(company, member->held, member->held_squares));
}

ns_status ns_write_mediators(ns_csv *csv, const ns_results *results) {
    const ns_company_tally *company = &results->company;
    const ns_scenario *base = results->arms->base;
    for (uint32_t m = 0; company->runs > 0 && m < base->mediator_count; m++) {
        const ns_member_tally *member = &company->member[m];
        ns_csv_text(csv, base->mediators[m].id);
        put_agreed(csv, results, member);
        put_held(csv, results, member);
        ns_csv_measure(csv, ns_ratio(member->texts, company->runs));
        ns_csv_measure(csv, ns_ratio(member->signed_texts, company->runs));
        ns_csv_measure(csv, ns_ratio(member->payers, company->runs));
        ns_csv_measure(csv, ns_wide_mean(member->paid, company->runs));
        ns_csv_integer(csv, company->runs);
        ns_csv_end(csv);
    }
    return NS_OK;
}
