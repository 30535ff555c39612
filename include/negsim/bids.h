/* Bids: one party's look-ups among the parts of a stage. Two ways in: a query in any round (general), and a schedule of all
 * rounds at once where targets depend on time alone (fast); they give the same bids. */
#ifndef NEGSIM_BIDS_H
#define NEGSIM_BIDS_H

#include "negsim/instance.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The parts of one stage as every party sees them. */
typedef struct ns_parts {
    uint32_t count;
    uint32_t party_count;
    const double *worth[NS_MAX_PARTIES]; /* [part]: S of the model; -HUGE_VAL where not negotiable */
    const uint16_t
        *open; /* [part]: bit q set where the part lies in a package own-admissible for q; NULL: all */
    uint16_t everybody; /* bits of all parties */
    double slack;
} ns_parts;

typedef struct ns_bids
    ns_bids; /* candidates of one party: its negotiable parts worth at least the least that it will ever ask */

/* Workspace for stages of up to max_parts parts. NULL when memory is short. */
ns_bids *ns_bids_new(uint32_t max_parts);
void ns_bids_free(ns_bids *self);

/* Points it at a stage. least: the lowest worth that any query will ask (with slack subtracted here). Costs one pass, done at the
 * first query that needs it. */
void ns_bids_open(ns_bids *self, const ns_parts *parts, uint32_t party, double least);

/* The same for a stage that comes back draw after draw with the same worths: lists are sorted through at the first query and kept as long
 * as it is called again with the same count, slack, worth and open pointers, so that a query for the lowest costs a short search and a
 * schedule one search per target. The caller sees to it that what the pointers lead to has not changed, or calls ns_bids_forget. */
void ns_bids_open_shared(ns_bids *self, const ns_parts *parts, uint32_t party);
void ns_bids_forget(ns_bids *self);

/* Every query below: candidates are negotiable, worth >= target with slack; among them, as long as one is left, only those open for
 * every other party. Ties to the lowest rank unless said otherwise. NS_NONE: no candidate. */
uint32_t ns_bids_lowest(ns_bids *self, double target);
/* Largest score (a double per part; a function of the part alone); of equal scores the largest worth, then the lowest rank. */
uint32_t ns_bids_highest_score(ns_bids *self, double target, const double *score);
/* A uniform pick: the candidate number floor(u * count) in rank order. */
uint32_t ns_bids_pick(ns_bids *self, double target, double u);
/* The same among those worth at most high (with slack) too; NS_NONE where there is none between. */
uint32_t ns_bids_pick_between(ns_bids *self, double target, double high, double u);
/* The candidate that follows part `last` (NS_NONE: the first of all) by falling worth, of equals by rank. */
uint32_t ns_bids_after(ns_bids *self, double target, uint32_t last);
/* Largest worth, no regard to openness. */
uint32_t ns_bids_best(ns_bids *self);
/* Of the parts worth at least floor_worth (with the openness rule) the one with least |worth - target|. */
uint32_t ns_bids_nearest(ns_bids *self, double floor_worth, double target);

/* lowest for each of count targets at once: out[k] = ns_bids_lowest(targets[k]); targets in any order. One pass over the parts and one
 * over the targets (bucket-min); equal to the general path, bit for bit. */
void ns_bids_schedule_lowest(ns_bids *self, const double *targets, uint32_t count, uint32_t *out);

#ifdef __cplusplus
}
#endif

#endif
