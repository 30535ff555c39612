/* Solve: what cooperative theory and other programs call the solution of a negotiation, on the Pareto frontier of one draw.
 *
 * The frontier is that of solution.h: admissible packages that are worth at least no deal to all. Gains g_p = u_p - d_p are measured from a
 * point of disagreement d, shares from an ideal I. Programs differ in both, so both are arguments. */
#ifndef NEGSIM_SOLVE_H
#define NEGSIM_SOLVE_H

#include "negsim/solution.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum ns_solution_kind {
    NS_SOLUTION_NASH,
    NS_SOLUTION_WEIGHTED_NASH,
    NS_SOLUTION_KALAI_SMORODINSKY,
    NS_SOLUTION_LEAST_SPREAD,
    NS_SOLUTION_EGALITARIAN,
    NS_SOLUTION_UTILITARIAN,
    NS_SOLUTION_RELATIVE_UTILITARIAN,
    NS_SOLUTION_LEAST_GAP,
    NS_SOLUTION_RAIFFA,
    NS_SOLUTION_COUNT
} ns_solution_kind;

/* What a solution is, and under which names it goes. */
typedef struct ns_solution_row {
    const char *name;
    const char *summary; /* what it maximises */
    const char *whose;   /* where it comes from, and what other programs call it */
} ns_solution_row;
extern const ns_solution_row ns_solution_table[NS_SOLUTION_COUNT];

typedef struct ns_solve_setting {
    bool
        least_counts; /* d_p is the largest of no deal and p's least value of any admissible package (NegMAS); else no deal */
    bool
        ideal_of_all; /* I_p is the largest value of any admissible package (NegMAS); else of the frontier, where nobody is below d */
    double tolerance; /* scores that lie so near to the best tie; 0: exact */
    const double *power; /* [party] exponents of weighted_nash, above 0; NULL: all alike */
} ns_solve_setting;

typedef struct ns_solved {
    double score;   /* NaN: there is no solution */
    uint32_t count; /* frontier points that tie: their indices in the frontier */
    uint32_t *index;
} ns_solved;

typedef struct ns_solutions {
    uint32_t party_count, size; /* of the frontier */
    double disagreement[NS_MAX_PARTIES], ideal[NS_MAX_PARTIES], least[NS_MAX_PARTIES];
    uint32_t admissible, zone; /* packages; of them, worth at least no deal to all */
    double opposition; /* least distance of an admissible package to (full, ..., full), on a scale of 1 */
    ns_solved of[NS_SOLUTION_COUNT];
} ns_solutions;

/* Solves the draw whose frontier was computed. Free also after a failure. NS_NO_MEMORY. O(packages + kinds * frontier). */
ns_status ns_solve(ns_solutions *out, const ns_frontier *frontier, const ns_instance *instance,
                   const ns_solve_setting *setting) NS_MUST;
void ns_solutions_free(ns_solutions *self);

/* Adjusted winner (Brams & Taylor 1996): two parties, issues that can be divided, points[p * count + i] above or at 0. First each
 * issue goes to who has more points on it; then, from the richer side, issues (and a part of the last) in order of the least ratio of its points
 * to the other's, until both have the same total. share: [issue] of party 0, 0..1. Returns the total of each; NaN where a side has no
 * points at all. Points are counted as they are: bring both sides to the same sum first. */
double ns_adjusted_winner(const double *points, uint32_t count, double *share);

#ifdef __cplusplus
}
#endif

#endif
