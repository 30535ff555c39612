/* parties.csv: what agreement is worth to each party. */
#include <math.h>

#include "output/facts.h"
#include "output/table_write.h"

static double quantile(const ns_arm_tally *tally, uint32_t party, double q, double full) {
    return tally->gains ? ns_histogram_quantile(&tally->gains[party], q, full) : NAN;
}

static void put_party(ns_csv *csv, const ns_arm *arm, const ns_arm_tally *tally, uint32_t party) {
    uint64_t agreements = ns_agreements(tally);
    double full = arm->scenario->full;
    ns_csv_text(csv, arm->name);
    ns_csv_text(csv, arm->scenario->parties[party].id);
    ns_csv_measure(csv, quantile(tally, party, 0.5, full));
    ns_csv_measure(csv, quantile(tally, party, 0.05, full));
    ns_csv_measure(csv, quantile(tally, party, 0.95, full));
    ns_csv_measure(csv, ns_wide_mean(tally->gain[party], agreements));
    ns_csv_measure(csv, ns_wide_mean(tally->value[party], agreements));
    ns_csv_measure(csv, ns_wide_mean(tally->concession[party], tally->concession_runs[party]));
    ns_csv_measure(csv, ns_ratio(tally->offers[party], tally->runs));
    ns_csv_measure(csv, ns_ratio(tally->idle[party], tally->runs));
    ns_csv_measure(csv, ns_wide_mean(tally->paid[party], tally->runs));
    ns_csv_integer(csv, agreements);
    ns_csv_integer(csv, tally->runs);
    ns_csv_end(csv);
}

ns_status ns_write_parties(ns_csv *csv, const ns_results *results) {
    for (size_t k = 0; k < results->arms->count; k++) {
        size_t arm = ns_arm_at(results, k);
        const ns_arm *row = &results->arms->arms[arm];
        for (uint32_t p = 0; p < row->scenario->party_count; p++)
            put_party(csv, row, &results->tallies[arm], p);
    }
    return NS_OK;
}
