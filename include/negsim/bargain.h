/* Bargaining games with closed answers, each solved from its definition: backward induction, a fixed point, or an exact optimum.
 * No scenario, no draws: what a theory says of a game that is known in full. docs/games.md has the formulas and their sources.
 *
 * Every solver takes its game by pointer, checks it whole and fills the answer. NS_BAD_USAGE: the game is not one (a number out of
 * range, no agreement to be had); then *fault says why, in texts that live as long as the program. fault may be NULL.
 * Parties are 0 and 1 here; texts call them 1 and 2. */
#ifndef NEGSIM_BARGAIN_H
#define NEGSIM_BARGAIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "negsim/status.h"

#ifdef __cplusplus
extern "C" {
#endif

#define NS_NO_DEAL UINT32_MAX /* an index where none is agreed or offered */

/* What each of two parties gets. */
typedef struct ns_payoff {
    double of[2];
} ns_payoff;

typedef struct ns_fault {
    const char *text, *hint; /* hint may be NULL */
} ns_fault;

/* --- alternating offers over a pie (Rubinstein 1982, Stahl 1972) -------------------------------------------- */

/* Parties take turns to propose a split; the other accepts (also when indifferent) or refuses. After a refusal the refuser may take
 * its outside option, which ends the talks; else they break down with probability `risk` and pay `breakdown`; else a round passes,
 * which multiplies party i's value by delta[i], and the other proposes. After the last round nothing is left. */
typedef struct ns_pie_game {
    double pie;      /* > 0 */
    double delta[2]; /* 0..1: what a round leaves of a value */
    uint32_t rounds; /* at most; 0: no last round */
    unsigned first;  /* who opens: 0 or 1 */
    double outside
        [2]; /* >= 0, together at most the pie; 0: none. The refuser gets its own, the other party its own too */
    double risk;         /* 0..1 */
    double breakdown[2]; /* >= 0, together at most the pie */
} ns_pie_game;

typedef struct ns_pie_answer {
    ns_payoff share;       /* agreed in round 1, in its money */
    ns_payoff if_first[2]; /* the same, did party i open */
    ns_payoff
        limit; /* what the shares tend to as rounds get short; NaN: with a last round, or where nobody can wait */
    bool outside_binds; /* the one who answers the first offer gets just its outside option */
} ns_pie_answer;

/* Pie 1, patience 1, no last round, party 0 opens, no options, no risk. */
ns_pie_game ns_default_pie_game(void);

/* The subgame-perfect split. With rounds: backward induction from the last. Without: the one stationary pair (x, y), x what party 0
 * keeps when it proposes, y party 1:  x = pie - R1(y), y = pie - R0(x),  R_i(z) = max(outside_i, risk breakdown_i + (1-risk) delta_i z).
 * It is piecewise linear: of its four pieces the one that agrees with itself is solved. A game without last round needs some loss:
 * (1-risk)^2 delta_0 delta_1 < 1.
 * limit: rounds of length h, h to 0, delta_i^h and a risk of 1 - (1-risk)^h. Both lose alike by a moment's delay:
 * r_0 x_0 + s (x_0 - b_0) = r_1 x_1 + s (x_1 - b_1), r_i = -log delta_i, s = -log(1-risk), within the outside options
 * (Binmore, Rubinstein and Wolinsky 1986). */
ns_status ns_pie_solve(ns_pie_answer *out, const ns_pie_game *game, ns_fault *fault) NS_MUST;

/* --- alternating offers over listed outcomes ------------------------------------------------------------------ */

typedef struct ns_outcome_game {
    const ns_payoff *outcomes; /* face values; a deal in round t is worth delta^(t-1) times as much */
    size_t count;              /* at least 1 */
    double delta[2];           /* 0..1 */
    uint32_t rounds;           /* 1..NS_MOST_GAME_ROUNDS */
    unsigned first;
    ns_payoff no_deal; /* face value after the last round, a round later */
} ns_outcome_game;

#define NS_MOST_GAME_ROUNDS 10000u
#define NS_MOST_GAME_POINTS 1000u

typedef struct ns_outcome_answer {
    uint32_t outcome, round; /* agreed, round from 1; NS_NO_DEAL and 0: none */
    ns_payoff face;          /* its face value, or that of no deal */
    ns_payoff present;       /* worth in round 1 */
} ns_outcome_answer;

ns_outcome_game ns_default_outcome_game(void);

/* Backward induction. In each round the proposer takes, of the outcomes worth at least the responder's discounted continuation, the one
 * best for itself (ties: better for the responder, then the first listed); where waiting is worth more to it, none. offers: room for
 * `rounds`, the outcome of each round or NS_NO_DEAL; may be NULL. Worth "at least" allows for 1e-12 of the larger number, so that an
 * indifference is not lost to rounding. */
ns_status ns_outcome_solve(ns_outcome_answer *out, const ns_outcome_game *game, uint32_t *offers,
                           ns_fault *fault) NS_MUST;

/* --- random proposer (Baron and Ferejohn 1989) ------------------------------------------------------------------ */

/* Each round one of n parties, each with equal chance, proposes a division of the pie; it passes with `votes` votes, the proposer's
 * among them; else a round passes. A responder votes yes to at least its discounted continuation. */
typedef struct ns_ballot_game {
    uint32_t parties; /* 2..1000 */
    uint32_t votes;   /* 1..parties */
    uint32_t rounds;  /* at most; 0: no last round */
    double pie, delta;
} ns_ballot_game;

typedef struct ns_ballot_answer {
    double proposer; /* what the proposer keeps */
    double partner;  /* what each of the votes - 1 partners gets; all others get nothing */
    double expected; /* of any party, before the first proposer is known */
} ns_ballot_answer;

ns_ballot_game ns_default_ballot_game(void);
/* Parties that must agree: all; more than half; at least half. */
uint32_t ns_ballot_unanimity(uint32_t parties);
uint32_t ns_ballot_majority(uint32_t parties);
uint32_t ns_ballot_half(uint32_t parties);

/* The symmetric stationary equilibrium (each proposer picks its partners evenly), or backward induction over `rounds`. */
ns_status ns_ballot_solve(ns_ballot_answer *out, const ns_ballot_game *game, ns_fault *fault) NS_MUST;

/* --- axiomatic solutions on a frontier ---------------------------------------------------------------------------- */

/* Feasible: every (u0, u1) at most as large, in both, as a point of the line through the points (free disposal). */
typedef struct ns_polygon_game {
    const ns_payoff *points; /* from left to right: u0 rises, u1 falls (either may stand still) */
    size_t count;            /* 1..NS_MOST_GAME_POINTS */
    ns_payoff disagreement;
    double weight; /* of party 0 in the Nash product, > 0 and < 1 */
} ns_polygon_game;

typedef struct ns_polygon_answer {
    ns_payoff ideal;       /* I_i: the best party i can get while nobody is below disagreement */
    ns_payoff nash;        /* maximises (u0-d0)^w (u1-d1)^(1-w) (Nash 1950; Kalai 1977 with weights) */
    ns_payoff ks;          /* best on the segment from d to I (Kalai and Smorodinsky 1975) */
    ns_payoff egalitarian; /* best with equal gains (Kalai 1977) */
    ns_payoff utilitarian; /* largest sum of those nobody would refuse; of a whole stretch its middle */
    ns_payoff
        relative; /* the same of gains divided by the ideal gains (relative utilitarianism, Dhillon and Mertens 1999) */
    ns_payoff raiffa; /* where Raiffa's midpoints end */
} ns_polygon_answer;

ns_polygon_game ns_default_polygon_game(void); /* without points; disagreement (0, 0), weight 0.5 */
ns_status ns_polygon_solve(ns_polygon_answer *out, const ns_polygon_game *game, ns_fault *fault) NS_MUST;

enum { NS_RAIFFA_STEPS = 64 };
/* Discrete Raiffa (1953; Luce and Raiffa 1957, ch. 6): from point p to the midpoint of (best u0 given p1, p1) and (p0, best u1 given p0),
 * until the frontier. On a concave frontier each step at least halves what is left to gain, so NS_RAIFFA_STEPS reach it to the last digits.
 * steps: room for NS_RAIFFA_STEPS; *count of them are filled. */
ns_status ns_polygon_raiffa(ns_payoff *steps, size_t *count, const ns_polygon_game *game,
                            ns_fault *fault) NS_MUST;

/* --- axiomatic solutions of a division x with utilities u0(x), u1(x) ------------------------------------------------ */

struct ns_formula;
typedef struct ns_split_game {
    const struct ns_formula *utility[2];
    double from, to; /* range of x, from < to */
    ns_payoff disagreement;
    double weight;
} ns_split_game;

typedef struct ns_split_point {
    double x;
    ns_payoff u;
} ns_split_point;

typedef struct ns_split_answer {
    ns_payoff ideal;
    ns_split_point nash, ks, egalitarian, utilitarian,
        relative; /* as above; x: the division that gives at least u */
} ns_split_answer;

/* Looks at 4,096 divisions and refines the best: a smooth maximum by bisecting the slope, a kink by golden section, both to the last
 * digits. Exact for utilities whose gains are unimodal between two of those divisions. Of a level stretch its middle. */
ns_split_game ns_default_split_game(void); /* without utilities; x from 0 to 1 */
ns_status ns_split_solve(ns_split_answer *out, const ns_split_game *game, ns_fault *fault) NS_MUST;

/* --- Zeuthen's strategy on listed deals (Zeuthen 1930, Harsanyi 1956) ------------------------------------------------ */

typedef struct ns_deal_game {
    const ns_payoff *deals; /* those that somebody would refuse (below disagreement) are passed over */
    size_t count;           /* 1..NS_MOST_GAME_POINTS */
    ns_payoff disagreement;
} ns_deal_game;

/* A moment of the talks. risk_i = (u_i(x_i) - u_i(x_j)) / (u_i(x_i) - d_i): the chance of conflict that party i would rather take than give
 * in; 0 where its own offer gives it nothing above disagreement. */
typedef struct ns_zeuthen {
    uint32_t offer[2];
    double risk[2];
    uint32_t concessions;
    uint32_t agreed; /* NS_NO_DEAL: they go on */
} ns_zeuthen;

/* Each opens with the deal best for itself (ties: better for the other, then the first listed). */
ns_status ns_zeuthen_open(ns_zeuthen *out, const ns_deal_game *game, ns_fault *fault) NS_MUST;
/* The party with the lower risk (equal: party 0) concedes: of the deals that give the other more and make its own risk strictly the higher it
 * takes the one that costs it least (ties: better for the other, then the first listed); where there is none it accepts the other's offer.
 * They agree on an offer that is for the other at least as good as its own (both are: on the larger product of gains, then party 0's).
 * Nothing happens once agreed. At most 2 * count steps. */
void ns_zeuthen_step(ns_zeuthen *self, const ns_deal_game *game);

/* --- a single price ------------------------------------------------------------------------------------------------- */

/* A seller (party 0) with a cost, a buyer (party 1) with a value, utilities linear in money, no trade worth 0 to both. A fallback is the price
 * at which a party can trade with somebody else; NaN: none. */
typedef struct ns_price_game {
    double cost, value;
    double fallback[2];
    double weight; /* the seller's share of the zone, 0..1 */
} ns_price_game;

typedef struct ns_price_answer {
    double low,
        high; /* zone of agreement: max(cost, seller's fallback) .. min(value, buyer's fallback); low > high: none */
    double nash;         /* weighted Nash price between cost and value, no fallback counted */
    double threat_point; /* the fallbacks are what disagreement pays: low + weight (high - low) */
    double outside; /* the fallbacks only cap: nash, moved into the zone (Binmore, Shaked and Sutton 1989) */
} ns_price_answer;

ns_price_game ns_default_price_game(void);
/* Where cost > value, or the zone is empty, the prices that do not exist are NaN. */
ns_status ns_price_solve(ns_price_answer *out, const ns_price_game *game, ns_fault *fault) NS_MUST;

#ifdef __cplusplus
}
#endif

#endif
