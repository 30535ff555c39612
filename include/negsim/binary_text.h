/* Binary text: the experiment of a single negotiating text over many interdependent yes-or-no issues.
 *
 * Klein, Faratin, Sayama & Bar-Yam 2003, Group Decision and Negotiation 12, 111-125: party p values the contract c by
 * u_p(c) = sum_ij H_p[i][j] c_i c_j with every H_p[i][j] uniform in (-1, 1). A mediator begins with a random contract and flips
 * one random issue of the text at a time; the new text stands where both parties vote for it. With 100 issues there are 10^30
 * contracts: nothing is enumerated, a vote costs O(1) and an accepted flip O(issues). */
#ifndef NEGSIM_BINARY_TEXT_H
#define NEGSIM_BINARY_TEXT_H

#include <stdint.h>

#include "negsim/status.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Chance of a vote for a change that is worth `gain` to the voter: 1 where nothing is lost, else exp(gain / temperature); 0 at
 * temperature 0 (a hill climber). */
double ns_vote_chance(double gain, double temperature);

/* How the two parties vote: the temperature at the start, from which it falls linearly to 0. 0: a hill climber. */
typedef struct ns_text_pair {
    double temperature[2];
} ns_text_pair;

typedef struct ns_text_setting {
    uint32_t issues;     /* 1..1000 */
    uint32_t rounds;     /* flips tried, at least 1 */
    uint32_t replicates; /* games drawn, at least 1 */
    uint64_t seed;
} ns_text_setting;

/* Means over the replicates of (u - min) / (max - min); extremes estimated by simulated annealing. */
typedef struct ns_text_result {
    double value[2]; /* of the parties */
    double social;   /* the same of u_1 + u_2 */
    double error[3]; /* standard errors of value[0], value[1], social; 0 with one replicate */
} ns_text_result;

/* Plays every pair on the same games from the same first texts. out: [pair_count]. NS_BAD_USAGE: outside the ranges above, or a
 * temperature below 0; NS_NO_MEMORY. Time: about replicates * rounds * (18 + pair_count) * 10 ns. */
ns_status ns_text_play(const ns_text_setting *setting, const ns_text_pair *pairs, uint32_t pair_count,
                       ns_text_result *out) NS_MUST;

#ifdef __cplusplus
}
#endif

#endif
