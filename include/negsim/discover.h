/* Scenario discovery: boxes in the inputs where an outcome is frequent, by PRIM, the patient rule induction method
 * (Friedman & Fisher 1999, Stat. Comput. 9; for scenarios: Bryant & Lempert 2010, Technol. Forecast. Soc. Change 77).
 *
 * Pure functions over arrays: the same arrays and settings give the same bytes. Outcomes are summed as whole multiples of 2^-40, so that
 * no figure depends on the order of summation and ties are true ties.
 *
 * Words. Cases of interest: the sum of the outcomes, where an outcome is 0, 1 or a share. Of a box: density is the mean outcome of its
 * rows, coverage its cases as a share of all cases of the sample, mass its rows as a share of all rows of the sample. */
#ifndef NEGSIM_DISCOVER_H
#define NEGSIM_DISCOVER_H

#include <stdbool.h>
#include <stdint.h>

#include "negsim/status.h"

#ifdef __cplusplus
extern "C" {
#endif

#define NS_MAX_DISCOVER_ROWS 10000000
#define NS_MAX_DISCOVER_FACTORS 1024
#define NS_MAX_DISCOVER_LEVELS 64
#define NS_MAX_DISCOVER_BOXES 64

typedef struct ns_discover_sample {
    uint64_t n;      /* rows, 1 .. NS_MAX_DISCOVER_ROWS */
    uint32_t k;      /* factors, 1 .. NS_MAX_DISCOVER_FACTORS */
    const double *x; /* [row * k + factor]; of a categorical factor its level, 0 .. levels - 1 */
    const double *y; /* [row], 0 .. 1 */
    const uint32_t *
        levels; /* [k], 0: an ordered number, else 1 .. NS_MAX_DISCOVER_LEVELS categories; NULL: all are numbers */
} ns_discover_sample;

typedef struct ns_discover_settings {
    double alpha;   /* share of the box's rows that a step peels off or pastes on, 0 < alpha < 1 */
    double mass;    /* least mass of a box, 0 < mass <= 1 */
    double density; /* wanted, 0 < density <= 1; it counts as reached within 1e-9 */
    double quasi_p; /* restrictions above it are dropped, 0 .. 1; 1: none is */
    uint32_t boxes; /* at most so many, 1 .. NS_MAX_DISCOVER_BOXES */
} ns_discover_settings;

/* alpha 0.05, mass 0.05, density 0.8, quasi_p 0.05, one box. */
ns_discover_settings ns_default_discover(void);

/* What a box asks of one factor. */
typedef struct ns_restriction {
    uint32_t factor;
    bool has_low,
        has_high; /* of a number: which ends are restricted; both limits belong to the box and are values of the sample */
    double low, high; /* an end that is not restricted: the least, or largest, value of the sample */
    uint64_t kept;    /* of categories: bit l: level l is in the box */
    double quasi_p;   /* of the boxes that are returned; NaN on the trajectory */
} ns_restriction;

typedef struct ns_prim_box {
    uint64_t rows;
    double cases, coverage, density, mass;
    const ns_restriction *restrictions; /* by rising factor */
    uint32_t restricted;                /* their number: the restricted dimensions */
    bool pasted;                        /* on the trajectory: this step enlarged the box */
} ns_prim_box;

typedef struct ns_discovered_box {
    ns_prim_box box;  /* as chosen, less the restrictions that were dropped */
    bool reached;     /* its density is at least the wanted one */
    uint32_t step;    /* of the trajectory, where it was chosen */
    uint32_t dropped; /* restrictions dropped from that step's box for their quasi-p values */
    const ns_prim_box
        *trajectory; /* [steps]: the whole space, then one box for each peeling, then for each pasting */
    uint32_t steps;
    uint64_t rows; /* rows that were not in an earlier box: figures of the trajectory count these alone */
    double cases;  /* their cases */
} ns_discovered_box;

typedef enum ns_discover_finding {
    NS_DISCOVER_USABLE,      /* at least one box that reaches the wanted density */
    NS_DISCOVER_NOT_REACHED, /* the first box is the densest one, and does not reach it */
    NS_DISCOVER_CONSTANT,    /* all outcomes are equal: there are no boxes */
    NS_DISCOVER_NOTHING, /* no restriction is left: none raises the density beyond chance. The first box is the whole space */
    NS_DISCOVER_BAD_OUTCOME, /* at: row whose outcome is not in 0 .. 1 */
    NS_DISCOVER_BAD_FACTOR, /* at: index in x of a number that is not finite, or of a level that does not exist */
    NS_DISCOVER_FINDING_COUNT
} ns_discover_finding;

/* One English phrase for a finding; never NULL, also for a number that is none. */
const char *ns_discover_finding_text(ns_discover_finding finding);

typedef struct ns_discovery {
    ns_discover_finding finding;
    uint64_t at;
    uint64_t rows; /* of the sample */
    double cases, density;
    const ns_discovered_box *boxes; /* in the order in which they were found, without common rows */
    uint32_t count;
    struct ns_arena *memory;
} ns_discovery;

/* Finds boxes.
 *
 * Peeling. From the whole space, each step takes one slice off: of a number at either end its max(1, floor(alpha m)) outermost rows of the
 * m in the box, with all rows that tie with the last of them (a value is never split); of categories all rows of one level. Of the slices
 * that leave a box of at least the least mass, the one with the largest
 *     (density after - density before) / (rows before - rows after)
 * goes (the lenient objective of the EMA Workbench, its default: what a slice gains, by what it costs, which keeps categories with
 * few rows from winning because they are small), where it is above 0; else peeling ends. Ties: fewer restricted dimensions, then the
 * lowest factor, a lower end before an upper one, the lowest level.
 * Pasting. From the last box, steps the other way, on the same objective by the rows added, while the density rises.
 * Choice. The step of largest coverage among those whose density is reached (ties: the first on the trajectory), else the densest (ties:
 * largest coverage, then first). From its box restrictions are dropped one by one, the one of the largest quasi-p value first (ties: the
 * highest factor), until none is above the settings' quasi_p. A step whose box falls below the wanted density in this is passed over for the
 * next by coverage; where all do, the first choice stands as it is left and reached is false.
 * Covering. The rows of a box are taken out and the next box is sought among the others; the search ends at the first box that does not
 * reach the wanted density, which is returned only where it is the first. Coverage and mass are shares of the whole sample in all of them.
 *
 * Quasi-p value of a restriction: the chance of at least the box's cases h in its t rows, if its rows had the density q that the box has
 * without that restriction (both ends of a number together): P(X >= h) for X binomial (t, q), which is I_q(h, t - h + 1), the regularised
 * incomplete beta function; for shares, h need not be whole. It is no p-value of a test planned before: the box was chosen for its density.
 *
 * Memory: about 4 n (k + 12) bytes besides the arrays. Cost of a step: O(alpha n k) on average, O(n k) at worst; sorting first: O(n k).
 * NS_BAD_USAGE: a setting or size is out of its range; NS_BAD_INPUT: see finding; NS_NO_MEMORY. The result is empty after an error, but for
 * finding and at. */
ns_status ns_discover(ns_discovery *out, const ns_discover_sample *sample,
                      const ns_discover_settings *settings) NS_MUST;
void ns_discovery_free(ns_discovery *self);

/* Whether a row x[k] of inputs lies in the box. */
bool ns_prim_box_holds(const ns_prim_box *box, const double *x);

/* I_q(h, t - h + 1): see above. 1 where h <= 0; 0 where h > t. q in 0 .. 1; t at least 0. */
double ns_quasi_p(double h, double t, double q);

#ifdef __cplusplus
}
#endif

#endif
