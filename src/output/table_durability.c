/* durability.csv: how long agreements stay in force. */
#include "output/facts.h"
#include "output/table_write.h"

static void put_round(ns_csv *csv, const ns_results *results, size_t arm, uint32_t round, uint64_t standing) {
    const ns_arm_tally *tally = &results->tallies[arm];
    const uint64_t agreed = ns_agreements(tally), fell = tally->fell_after[round - 1];
    const ns_interval share = ns_share_of(results, standing - fell, agreed);
    ns_csv_text(csv, results->arms->arms[arm].name);
    ns_csv_integer(csv, round);
    ns_csv_measure(csv, share.value);
    ns_csv_interval(csv, share);
    ns_csv_measure(csv, ns_ratio(standing - fell, tally->runs));
    ns_csv_integer(csv, fell);
    ns_csv_integer(csv, standing);
    ns_csv_integer(csv, agreed);
    ns_csv_end(csv);
}

ns_status ns_write_durability(ns_csv *csv, const ns_results *results) {
    for (size_t k = 0; k < results->arms->count; k++) {
        const size_t arm = ns_arm_at(results, k);
        const ns_arm_tally *tally = &results->tallies[arm];
        const uint32_t horizon = results->arms->arms[arm].scenario->durability.horizon;
        uint64_t standing = ns_agreements(tally);
        for (uint32_t round = 1; tally->fell_after && round <= horizon; round++) {
            put_round(csv, results, arm, round, standing);
            standing -= tally->fell_after[round - 1];
        }
    }
    return NS_OK;
}
