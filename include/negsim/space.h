/* Space: packages too many to list (10^7 to 10^30 and more), asked as a sum over issues.
 *
 * A party's worth of a package is its base, plus what each option adds, plus the links that hold. Options may be closed, rules may forbid
 * combinations. Issues that a rule or a link ties together are merged into one group whose combinations are listed; between groups
 * worths only add, which is what every method here rests on. A space belongs to one thread.
 *
 * Numbers. What a group adds is rounded once to a whole number of units, 10^-k points, with k as large as keeps sums within 10^14 units
 * (10^-12 points on a scale of 100; never coarser than a double of the sum is within a factor of 100). After that all sums, comparisons
 * and ties are exact. ns_space_rounding bounds what the rounding did to a package's worth. "At least" and "at most" are meant with the
 * form's slack, as everywhere.
 *
 * Order. Packages are in order of their groups' combinations, the first group outermost, and inside a group of its first issue outermost;
 * without ties between issues that is the order of package numbers of a scenario. "First" below means first in this order.
 *
 * No answer is an approximation in silence: `exact`, or a bound in the unit of what was sought. */
#ifndef NEGSIM_SPACE_H
#define NEGSIM_SPACE_H

#include "negsim/diagnostics.h"
#include "negsim/instance.h"

#ifdef __cplusplus
extern "C" {
#endif

#define NS_SPACE_ISSUES 64 /* most issues: that of the limits table */

typedef struct ns_space_link {
    const char *name;
    uint32_t party;
    double add; /* points */
    ns_box when;
    ns_location at;
} ns_space_link;

/* What a space is made of. Only the sides of boxes are read, not their runs. */
typedef struct ns_space_form {
    uint32_t party_count, issue_count;
    const uint32_t *option_count;        /* [issue] */
    const double *worth[NS_MAX_PARTIES]; /* [options of the issues before + option], points */
    double base[NS_MAX_PARTIES];
    const uint8_t *closed; /* likewise by option: 1 where no package may have it; NULL: none */
    uint32_t rule_count, link_count;
    const ns_rule *rules;
    const ns_space_link *links;
    double slack;
} ns_space_form;

typedef struct ns_space_settings {
    uint32_t group_cells;     /* most combinations of the issues of a group */
    uint32_t half_cells;      /* most entries of a half table; above it the grid answers */
    uint32_t levels;          /* of the grid for single packages, 256 to 2^24 */
    uint32_t count_levels;    /* of the grid for counts and random packages, 256 to 2^20 */
    uint32_t frontier_points; /* kept per step of the frontier, at least 64 */
    uint64_t nodes;           /* of the search for one offer */
} ns_space_settings;
/* 65,536 cells; 65,536 entries; 2^20 and 2^14 levels; 131,072 points; 200,000 nodes. */
ns_space_settings ns_default_space_settings(void);

typedef struct ns_space ns_space;

/* Copies what it needs. Issues tied together whose open combinations are more than group_cells are refused: NS_TOO_LARGE, and an error
 * that names the rule or link (diagnostics may be NULL). NS_BAD_USAGE: a form or settings beyond their ranges, or worths that are not
 * finite. NS_NO_MEMORY. */
ns_status ns_space_new(ns_space **out, const ns_space_form *form, const ns_space_settings *settings,
                       ns_diagnostics *diagnostics) NS_MUST;
void ns_space_free(ns_space *self);

/* The space of a drawn instance, of a scenario of any size (see ns_scenario_build_any). closed: the reasons that take an option out;
 * NS_SHUT_INFEASIBLE with the red lines of all parties gives the domain of ns_frontier, NS_SHUT_NEGOTIABLE(p) what p may bid.
 * Preconditions are not looked at. A scale that caps values which some package exceeds is refused with NS_TOO_LARGE. settings NULL:
 * the defaults. */
ns_status ns_space_from_instance(ns_space **out, const ns_instance *instance, ns_shut closed,
                                 const ns_space_settings *settings, ns_diagnostics *diagnostics) NS_MUST;
/* The same of the central draw (every uniform one half), feasible packages on nobody's red line; no_deal (party_count entries, or NULL)
 * is filled with the parties' values of no deal there. */
ns_status ns_space_from_scenario(ns_space **out, const ns_scenario *scenario,
                                 const ns_space_settings *settings, double *no_deal,
                                 ns_diagnostics *diagnostics) NS_MUST;

double
ns_space_size(const ns_space *self); /* packages that no rule and no closed option takes out; exact to 2^53,
                                                 * else to a relative 1e-12 */
uint32_t ns_space_groups(const ns_space *self); /* issues, less those merged into others */
double ns_space_unit(const ns_space *self);     /* 10^-k, points */
double
ns_space_rounding(const ns_space *self); /* most by which a worth differs from the form's sum, points */
double ns_space_worth(const ns_space *self, uint32_t party, const uint16_t *options);
bool ns_space_holds(const ns_space *self, const uint16_t *options); /* open, and no rule is broken */

/* --- one package ------------------------------------------------------------------------------------------- */

typedef struct ns_space_found {
    bool found;     /* false and exact: there is none; false and not exact: none was found */
    bool exact;     /* the optimum itself */
    double bound;   /* what was sought is at most this much better; 0 where exact */
    double worth;   /* the party's own worth */
    double score;   /* of offers, frontiers and solutions: what was sought */
    uint64_t nodes; /* of a search */
    uint16_t options[NS_SPACE_ISSUES]; /* per issue */
} ns_space_found;

/* A query that fails (memory is short, a score is no number or beyond its range) has found and exact false and an infinite bound. */

/* Largest and least worth; of equals the first. O(cells). */
ns_space_found ns_space_best(const ns_space *self, uint32_t party);
ns_space_found ns_space_worst(const ns_space *self, uint32_t party);

/* The least worth within [target, most]; of equals the first. Exact with half tables: both halves of the groups listed and sorted once
 * (Horowitz & Sahni 1974, J. ACM 21(2), 277-292), then O(entries) a query. Where a half has more than half_cells entries, a table of the
 * reachable sums on a grid of values (Bellman's subset sums as bit sets): every package tried lies within [target, most], bound is own
 * worth less the least that any package could be worth; exact where all worths lie on the grid. There, of equals the first found. */
ns_space_found ns_space_lowest(ns_space *self, uint32_t party, double target, double most);
/* The largest worth within [least, most], likewise. */
ns_space_found ns_space_highest(ns_space *self, uint32_t party, double least, double most);
/* The package after `last` by falling worth, of equals in order, worth at least target; last NULL: the best. With the grid equals are
 * passed over: what follows is worth less by a unit or more. */
ns_space_found ns_space_after(ns_space *self, uint32_t party, double target, const uint16_t *last);
/* Of the packages worth at least floor_worth the one with least |worth - target|; of two as near the one worth more. score: the distance. */
ns_space_found ns_space_nearest(ns_space *self, uint32_t party, double floor_worth, double target);

/* The largest score of the packages with own worth within [least, most]; of equal scores the largest worth, then the first. score: by
 * option like the form's worths, additive (an estimate of the other's worth, likeness to an offer), at most NS_SPACE_SCORE in size. Branch
 * and bound with the Lagrangean bound of the band (Fisher 1981, Management Science 27(1), 1-18); more than `nodes` nodes: the best so
 * far, with the bound. For many queries with the same score ask ns_space_frontier_of_score once. */
#define NS_SPACE_SCORE 1e12
ns_space_found ns_space_offer(ns_space *self, uint32_t party, double least, double most, const double *score);

/* --- many packages ------------------------------------------------------------------------------------------- */

typedef struct ns_space_total {
    bool exact;
    double least, most; /* bounds; equal where exact */
} ns_space_total;

/* Packages worth at least so much, at most so much. Exact with half tables, or where worths lie on the grid and counts below 2^53. */
ns_space_total ns_space_count(ns_space *self, uint32_t party, double least, double most);

/* A uniform pick of the packages worth within [least, most]. With half tables number floor(u * count) in order. With the grid the bits of u
 * (0 <= u < 1) seed a stream: packages are drawn by their counts around the band until one lies in it, so that each is as likely to a
 * relative 1e-11; after 1,024 misses none is found and exact is false. */
ns_space_found ns_space_pick(ns_space *self, uint32_t party, double least, double most, double u);

/* --- one party's bids ------------------------------------------------------------------------------------------- */

/* What ns_bids answers, of a space: the candidates of a party are its negotiable packages worth at least a target, with slack, and as long
 * as one is left only those own-admissible for every other party. Two spaces, the narrower one asked first. The answers are those of
 * ns_bids on the listed packages, but for the order of equals where rules or links tie issues together, and for what `exact` and `bound` say.
 * Worths are values: what a party loses by signing less than its best (audience cost) and preconditions are not in them. A schedule of
 * lowest bids is one ns_space_bids_lowest a target. */
typedef struct ns_space_bids ns_space_bids;

/* Of a drawn instance; the errors of ns_space_from_instance. */
ns_status ns_space_bids_new(ns_space_bids **out, const ns_instance *instance, uint32_t party,
                            const ns_space_settings *settings, ns_diagnostics *diagnostics) NS_MUST;
void ns_space_bids_free(ns_space_bids *self);
ns_space_found ns_space_bids_lowest(ns_space_bids *self, double target);
ns_space_found ns_space_bids_highest_score(ns_space_bids *self, double target, const double *score);
ns_space_found ns_space_bids_pick(ns_space_bids *self, double target, double u);
ns_space_found ns_space_bids_pick_between(ns_space_bids *self, double target, double high, double u);
ns_space_found ns_space_bids_after(ns_space_bids *self, double target, const uint16_t *last);
ns_space_found ns_space_bids_best(ns_space_bids *self); /* no regard to the others */
ns_space_found ns_space_bids_nearest(ns_space_bids *self, double floor_worth, double target);

/* --- the frontier of two parties ------------------------------------------------------------------------------- */

/* Points by falling first and rising second worth, a package for each: of packages with equal worths the first. Merged group by group
 * with what is dominated left out (Nemhauser & Ullmann 1969, Management Science 15(9), 494-505). Where a step has more than
 * frontier_points points, one is kept in each interval of the first worth, the one best for the second: then every package of the space has
 * a point here that is worth to the first at least as much less `bound`, and to the second at least as much. */
typedef struct ns_space_frontier ns_space_frontier;
ns_status ns_space_frontier_new(ns_space_frontier **out, const ns_space *space, uint32_t first,
                                uint32_t second) NS_MUST;
/* Of a party's worth and a score by option, as for offers (NS_BAD_USAGE: beyond NS_SPACE_SCORE, or no number). Both must outlive nothing: the space may be freed before. */
ns_status ns_space_frontier_of_score(ns_space_frontier **out, const ns_space *space, uint32_t party,
                                     const double *score) NS_MUST;
void ns_space_frontier_free(ns_space_frontier *self);

typedef struct ns_space_point {
    double first, second;
} ns_space_point;
uint32_t ns_space_frontier_size(const ns_space_frontier *self);
bool ns_space_frontier_exact(const ns_space_frontier *self);
double ns_space_frontier_bound(const ns_space_frontier *self); /* of the first worth; 0 where exact */
ns_space_point ns_space_frontier_point(const ns_space_frontier *self, uint32_t index);
void ns_space_frontier_options(const ns_space_frontier *self, uint32_t index, uint16_t *options);
/* The largest second worth with the first at least so much: ns_space_offer without an upper end, in O(log size). score: the second. */
ns_space_found ns_space_frontier_at_least(const ns_space_frontier *self, double least);

/* Bargaining solutions over the points worth at least no deal to both. gain = worth - no deal.
 * NASH: largest product of the gains (Nash 1950, Econometrica 18(2), 155-162).
 * KALAI_SMORODINSKY: largest least share gain / largest gain of that party in this set (Kalai & Smorodinsky 1975, Econometrica 43(3),
 * 513-518), on a finite set; a party that can gain nothing has share 1.
 * EGALITARIAN: largest least gain (Kalai 1977, Econometrica 45(7), 1623-1630). UTILITARIAN: largest sum of worths.
 * Of equals the larger sum, then the larger first worth. score: the product, share, gain or sum; worth: the first's. */
typedef enum ns_space_solution {
    NS_SPACE_NASH,
    NS_SPACE_KALAI_SMORODINSKY,
    NS_SPACE_EGALITARIAN,
    NS_SPACE_UTILITARIAN
} ns_space_solution;
ns_space_found ns_space_solve(const ns_space_frontier *self, ns_space_solution solution, double no_deal_first,
                              double no_deal_second);

#ifdef __cplusplus
}
#endif

#endif
