/* Facts: what tables and screen both say, reckoned in one place. */
#ifndef NEGSIM_OUTPUT_FACTS_H
#define NEGSIM_OUTPUT_FACTS_H

#include "negsim/experiment.h"

/* Position k in the order of tables: mediated (where somebody mediates), unmediated, then the others. */
size_t ns_arm_at(const ns_results *self, size_t k);
/* The arm that the screen is about: ns_arm_at(self, 0). */
size_t ns_headline_arm(const ns_results *self);
bool ns_arm_has_mediator(const ns_arm *self);
/* The mediator's title; "no mediator". */
const char *ns_arm_who(const ns_arm *self);
/* Runs of an arm that were signed. */
/* Is anybody asked at home? */
bool ns_is_ratified(const ns_scenario *scenario);
uint64_t ns_agreements(const ns_arm_tally *self);

/* k of n with its Wilson interval; without interval where nothing is drawn. n = 0: all NaN. */
ns_interval ns_share_of(const ns_results *self, uint64_t k, uint64_t n);
ns_interval ns_no_interval(double value); /* low and high NaN */
double ns_ratio(uint64_t k, uint64_t n);  /* NaN for n = 0 */
double ns_wide_mean(ns_wide nanos, uint64_t n);
/* Largest half-width, as a share, of the intervals of both arms' agreed and of their difference. */
double ns_simulation_error(const ns_results *self, size_t arm);

/* Numbers that the file holds, and those of them whose basis is an assumption or not said. */
typedef struct ns_number_count {
    uint64_t in_file, assumed;
} ns_number_count;
ns_number_count ns_count_numbers(const ns_scenario *self);

/* What a table lists, by falling agreed, reachable, acceptable, then rising index. NS_NO_MEMORY, or NS_OK; free it either way. */
typedef struct ns_ranking {
    uint32_t *order;
    uint32_t count;
} ns_ranking;
ns_status ns_rank_families(ns_ranking *out, const ns_results *self, size_t arm) NS_MUST;
ns_status ns_rank_packages(ns_ranking *out, const ns_results *self, size_t arm) NS_MUST;
void ns_ranking_free(ns_ranking *self);

uint64_t ns_packages_agreed(const ns_results *self, size_t arm);
uint64_t ns_families_agreed(const ns_results *self, size_t arm);
/* Above the limit the tables list only packages (families) that were signed. */
bool ns_lists_all_packages(const ns_results *self);

/* Influence of one quantity on the share agreed in an arm: the share in the highest fifth of its uniforms less that in the lowest, with
 * an interval at 95% for all quantities that vary together (Newcombe 1998, method 10, with Bonferroni's allowance). */
typedef struct ns_influence {
    uint32_t quantity;
    uint64_t runs[2], agreed[2];       /* lowest fifth, highest fifth */
    double lowest, highest, influence; /* NaN: not known or does not vary */
    double low, high, noise; /* noise: half of high - low; NaN also where a fifth has fewer than 10 runs */
    uint64_t n;              /* runs in the smaller fifth */
    uint32_t rank;           /* from 1; 0: does not vary */
} ns_influence;
/* Is its interval away from 0? */
bool ns_influence_stands_out(const ns_influence *self);
/* One per quantity that varies or is a number of the scenario, in order of the rank, then of the vector. `PATH#held` entries stand
 * only where the probability is neither 0 nor 1. */
typedef struct ns_ledger {
    ns_influence *rows;
    size_t count;
} ns_ledger;
ns_status ns_ledger_make(ns_ledger *out, const ns_results *self, size_t arm) NS_MUST;
void ns_ledger_free(ns_ledger *self);
/* The quantity that says how probable a `PATH#held` entry is; NS_NONE: not a held entry. */
uint32_t ns_held_source(const ns_scenario *self, uint32_t quantity);

#endif
