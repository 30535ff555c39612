/* Private to experiment: tallies of one worker, or of the whole run. */
#ifndef NEGSIM_EXPERIMENT_TALLY_H
#define NEGSIM_EXPERIMENT_TALLY_H

#include "negsim/experiment.h"

/* Zeroed tallies of an arm for what is gathered. false: memory is short (free it all the same). */
bool ns_tally_init(ns_arm_tally *self, const ns_scenario *scenario, unsigned gather, uint32_t families);
void ns_tally_free(ns_arm_tally *self, const ns_scenario *scenario, uint32_t families);
/* false: memory was short for a histogram. */
bool ns_tally_merge(ns_arm_tally *a, const ns_arm_tally *b, const ns_scenario *scenario, uint32_t families);
uint64_t ns_tally_bytes(const ns_scenario *scenario, unsigned gather, uint32_t families);
bool ns_tally_has_package_blocks(const ns_scenario *scenario, unsigned gather);

void ns_pair_merge(ns_pair_tally *a, const ns_pair_tally *b, uint32_t parties);
void ns_split_merge(ns_split_tally *a, const ns_split_tally *b);

void ns_histogram_add(ns_histogram *self, double gain, double full);
/* Counts a change of so many points. false: memory was short. */
bool ns_change_add(ns_block_tally *self, double points, double full);

#endif
