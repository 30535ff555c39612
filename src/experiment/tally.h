/* Private to experiment: tallies of one worker, or of the whole run. */
#ifndef NEGSIM_EXPERIMENT_TALLY_H
#define NEGSIM_EXPERIMENT_TALLY_H

#include "negsim/experiment.h"

/* A worker's tallies lack what is kept once for all threads: blocks, and whatever hangs on the package that was signed. */
typedef enum ns_tally_owner { NS_TALLY_OF_RESULTS, NS_TALLY_OF_WORKER } ns_tally_owner;

/* Zeroed tallies of an arm for what is gathered. false: memory is short (free it all the same). */
bool ns_tally_init(ns_arm_tally *self, const ns_scenario *scenario, unsigned gather, uint32_t families,
                   ns_tally_owner owner);
void ns_tally_free(ns_arm_tally *self, const ns_scenario *scenario, uint32_t families);
/* Adds b to a. false: memory was short for a histogram. */
bool ns_tally_merge(ns_arm_tally *a, const ns_arm_tally *b, const ns_scenario *scenario, uint32_t families);
/* A worker looks at the packages once per draw, and each play of the draw counts: funnels and pivots times plays. */
void ns_tally_scale(ns_arm_tally *self, const ns_scenario *scenario, uint32_t families, uint32_t plays);
/* Bytes at the start, without what is made on first use. */
uint64_t ns_tally_bytes(const ns_scenario *scenario, unsigned gather, uint64_t families,
                        ns_tally_owner owner);

/* Cells of a block tally: subjects times bits; 0 where it is not gathered. */
typedef enum ns_subject {
    NS_SUBJECT_PACKAGE,
    NS_SUBJECT_FAMILY,
    NS_SUBJECT_OPTION,
    NS_SUBJECT_COUNT
} ns_subject;
size_t ns_tally_cells(const ns_scenario *scenario, unsigned gather, uint64_t families, ns_subject subject);
ns_block_tally *ns_tally_blocks(const ns_arm_tally *self, ns_subject subject);

void ns_pair_merge(ns_pair_tally *a, const ns_pair_tally *b, uint32_t parties);
void ns_company_merge(ns_company_tally *a, const ns_company_tally *b, uint32_t parties);
void ns_split_merge(ns_split_tally *a, const ns_split_tally *b);

void ns_histogram_add(ns_histogram *self, int64_t nanos, double full);
/* Counts a change `times` times. false: memory was short. */
bool ns_change_add(ns_block_tally *self, int64_t nanos, double full, uint32_t times);

#endif
