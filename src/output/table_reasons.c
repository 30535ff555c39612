/* reasons.csv and rounds.csv: how and when negotiations end. */
#include "output/facts.h"
#include "output/table_write.h"

ns_status ns_write_reasons(ns_csv *csv, const ns_results *results) {
    for (size_t k = 0; k < results->arms->count; k++) {
        size_t arm = ns_arm_at(results, k);
        const ns_arm_tally *tally = &results->tallies[arm];
        for (unsigned r = 0; r < NS_REASON_COUNT; r++) {
            ns_interval share = ns_share_of(results, tally->reasons[r], tally->runs);
            ns_csv_text(csv, results->arms->arms[arm].name);
            ns_csv_text(csv, ns_reason_name((ns_reason)r));
            ns_csv_measure(csv, share.value);
            ns_csv_interval(csv, share);
            ns_csv_integer(csv, tally->reasons[r]);
            ns_csv_integer(csv, tally->runs);
            ns_csv_end(csv);
        }
    }
    return NS_OK;
}

/* Settlements of a stage in each round; the last stage's are the agreements. */
static const uint32_t *settled_in(const ns_arm_tally *tally, const ns_protocol *protocol, uint32_t stage) {
    if (stage + 1 == protocol->stage_count) return tally->agreed_in_round;
    return tally->stage_settled ? tally->stage_settled + (size_t)stage * (protocol->rounds + (size_t)1)
                                : NULL;
}

static void put_stage(ns_csv *csv, const ns_arm *arm, const ns_arm_tally *tally, uint32_t stage) {
    const ns_protocol *protocol = &arm->scenario->protocol;
    const uint32_t *counts = settled_in(tally, protocol, stage);
    uint64_t so_far = 0;
    for (uint32_t round = 1; counts && round <= protocol->rounds; round++) {
        so_far += counts[round];
        ns_csv_text(csv, arm->name);
        ns_csv_text(csv, protocol->stages[stage].name);
        ns_csv_integer(csv, round);
        ns_csv_measure(csv, ns_ratio(so_far, tally->runs));
        ns_csv_measure(csv, ns_ratio(counts[round], tally->runs));
        ns_csv_integer(csv, counts[round]);
        ns_csv_integer(csv, tally->runs);
        ns_csv_end(csv);
    }
}

ns_status ns_write_rounds(ns_csv *csv, const ns_results *results) {
    for (size_t k = 0; k < results->arms->count; k++) {
        size_t arm = ns_arm_at(results, k);
        const ns_arm *row = &results->arms->arms[arm];
        for (uint32_t stage = 0; stage < row->scenario->protocol.stage_count; stage++)
            put_stage(csv, row, &results->tallies[arm], stage);
    }
    return NS_OK;
}
