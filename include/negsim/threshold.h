/* Thresholds: where a share crosses a target as one number varies, and the level lines of a share over two numbers.
 *
 * Pure functions over counts: the same counts give the same bytes. */
#ifndef NEGSIM_THRESHOLD_H
#define NEGSIM_THRESHOLD_H

#include <stdbool.h>
#include <stdint.h>

#include "negsim/status.h"

#ifdef __cplusplus
extern "C" {
#endif

#define NS_MAX_THRESHOLD_POINTS 4096
#define NS_MAX_CROSSINGS 32

/* k of n runs at x ended in what is counted. */
typedef struct ns_threshold_point {
    double x;
    uint64_t k, n;
} ns_threshold_point;

typedef enum ns_threshold_draws {
    NS_DRAWS_INDEPENDENT, /* every run of its own random numbers */
    NS_DRAWS_SHARED       /* run i of every point has the random numbers of run i of the others */
} ns_threshold_draws;

typedef struct ns_threshold_settings {
    double target; /* 0 < target < 1 */
    double level;  /* of the intervals, 0.5 <= level < 1 */
    ns_threshold_draws draws;
} ns_threshold_settings;

/* Target 0.5, level 0.95, shared draws. */
ns_threshold_settings ns_default_threshold(void);

typedef enum ns_threshold_finding {
    NS_THRESHOLD_FOUND,   /* one crossing, whose interval lies in the range */
    NS_THRESHOLD_ABOVE,   /* the share is above the target in the whole range: no crossing */
    NS_THRESHOLD_BELOW,   /* the same, below */
    NS_THRESHOLD_SEVERAL, /* not monotone: the share surely crosses the target more than once */
    NS_THRESHOLD_UNDECIDED, /* too few runs: a crossing may lie in the range or outside; the one in crossings says where it may be */
    NS_THRESHOLD_FINDING_COUNT
} ns_threshold_finding;

/* One English phrase for a finding; never NULL, also for a number that is none. */
const char *ns_threshold_finding_text(ns_threshold_finding finding);

typedef enum ns_threshold_method { NS_THRESHOLD_LOGISTIC, NS_THRESHOLD_STEPWISE } ns_threshold_method;

typedef struct ns_crossing {
    double value;             /* NaN: no estimate */
    double low, high;         /* interval, within the range of the points */
    bool open_low, open_high; /* the interval reaches beyond the range at that end */
    bool rising;              /* from below the target to above it as x grows */
    ns_threshold_method method;
} ns_crossing;

typedef struct ns_threshold {
    ns_threshold_finding finding;
    ns_crossing crossings
        [NS_MAX_CROSSINGS]; /* by rising x; one, but none for ABOVE and BELOW and several for SEVERAL */
    uint32_t count;
    uint32_t sure_above, sure_below,
        unsure;           /* points by the side of the target where they surely are, jointly at the level */
    uint32_t used;        /* points of the logistic fit; 0: none */
    double misfit_p;      /* of that fit, corrected for the number of tests; NaN: not tested */
    ns_crossing stepwise; /* the interval that assumes a monotone curve and no more; not of SEVERAL */
} ns_threshold;

/* The crossing, in this order:
 *
 * Several. Each of the J points with runs is surely above or below where the Wilson interval at level 1 - (1 - level) / J (Bonferroni: all
 * statements hold together at the level) lies wholly there. Two or more changes of side among the sure points: SEVERAL, each crossing
 * within the two sure points around it (for a continuous curve, jointly at the level). All points sure and on one side: ABOVE or BELOW.
 * What happens between two neighbouring points on one side is not known to this test.
 *
 * Logistic. logit p(x) = logit(target) + b (x - c), fitted by maximum likelihood; the interval is the set of c around the estimate that the
 * score test of c, with b fitted anew at each c, does not reject (Cox & Hinkley 1974, Theoretical Statistics, 9.3; unlike Wald's and
 * Fieller's it does not widen where the curve is steep). Its variance is, for independent draws, the information's; for shared draws it takes
 * the covariance of two points' counts at its upper bound, min(n_i, n_j) (min(p_i, p_j) - p_i p_j): what one run that agrees
 * at one point and all better ones shows. It is exact there and wide otherwise; shared draws treated as independent would give
 * intervals that are too narrow.
 * The fit must not be refuted at 0.05 (Bonferroni) by score tests of a quadratic and of a cubic term, in polynomials orthogonal under
 * the fit, and the likelihood ratio against free shares (where points have 5 runs or more on average). If it is, the
 * outermost point farther from the crossing is left out, down to 4 points; with fewer the logistic method is given up. What these tests
 * cannot see the interval does not know: on a curve that levels off at 0.2 and 0.7, eleven fixed points of 200 independent runs gave
 * coverage of two thirds in place of 95%. The search below, which moves its points to the crossing, gave 92%, and the stepwise interval, which
 * stands beside, assumes no shape.
 *
 * Stepwise. Taken where there is no fit (also where all runs below some x failed and all above succeeded, so that the slope has no finite
 * estimate): from each end inwards, points are tested one after another at (1 - level) / 2, one-sided by Wilson's score, up to the first that
 * is not surely on its end's side; the interval lies between the last ones that are. As tests in a fixed order need no correction,
 * it holds at the level for every monotone curve and for any dependence between points; it cannot be narrower than the points'
 * spacing. The estimate is the crossing of the isotonic regression (pool adjacent violators), interpolated; the middle of a plateau.
 *
 * points: rising x, all different, finite; k <= n. Points with n = 0 are passed over. At least 2 others are needed: else NS_BAD_INPUT, as for
 * points that break this. NS_BAD_USAGE: settings, or count above NS_MAX_THRESHOLD_POINTS. NS_NO_MEMORY.
 * Cost: some hundred times J, for shared draws J^2. */
ns_status ns_threshold_estimate(ns_threshold *out, const ns_threshold_point *points, uint32_t count,
                                const ns_threshold_settings *settings) NS_MUST;

/* --- search ----------------------------------------------------------------------------------------------- */

typedef struct ns_search_settings {
    ns_threshold_settings threshold;
    double low, high; /* range, low < high */
    double tolerance; /* wanted width of the interval, at least (high - low) / 2^19 */
    uint64_t batch;   /* runs that are added to a point in a step, at least 1 */
    uint64_t budget;  /* runs in all */
    uint32_t start;   /* points of the first step, evenly spaced; a power of two plus one: 3, 5, 9 .. 257 */
} ns_search_settings;

/* Range 0 .. 1, tolerance 0.02, batch 200, budget 20000, start 9. */
ns_search_settings ns_default_search(void);

typedef enum ns_search_state {
    NS_SEARCH_RUNNING,
    NS_SEARCH_NARROW, /* every crossing's interval is no wider than the tolerance */
    NS_SEARCH_ABSENT, /* no crossing in the range */
    NS_SEARCH_SPENT,  /* the next step would exceed the budget */
    NS_SEARCH_CROWDED /* NS_MAX_THRESHOLD_POINTS are in use */
} ns_search_state;

/* Runs first .. first + runs - 1 at x. */
typedef struct ns_search_request {
    double x;
    uint64_t first, runs;
} ns_search_request;

typedef struct ns_search ns_search;

/* Chooses points step by step on a lattice of 2^m cells no wider than half the tolerance: first the evenly spaced ones; then, where the crossing
 * has a logistic interval, the lattice points at or next outside its two ends; else, in the widest interval, halfway between each end and
 * the unsure point next to it (or in the middle), and where no lattice point is left between them that unsure point again. Deterministic:
 * what is asked for depends on the settings and the counts alone. Looking after each step and stopping when the interval is narrow costs
 * some of its coverage; tests/validity measures how much. */
ns_status ns_search_new(ns_search **out,
                        const ns_search_settings *settings) NS_MUST; /* NS_BAD_USAGE, NS_NO_MEMORY */
void ns_search_free(ns_search *self);
ns_search_state ns_search_state_of(const ns_search *self);
/* The present step by rising x; none once the state is not RUNNING. The same until it is told. */
const ns_search_request *ns_search_next(const ns_search *self, uint32_t *count);
/* Successes of each request of the present step. NS_BAD_USAGE: more than its runs, or there is no step; nothing is changed. NS_NO_MEMORY: the counts are
 * taken, but no step follows. */
ns_status ns_search_tell(ns_search *self, const uint64_t *successes) NS_MUST;
const ns_threshold *ns_search_result(
    const ns_search *self); /* of all told so far; finding UNDECIDED and count 0 before the first */
const ns_threshold_point *ns_search_points(const ns_search *self,
                                           uint32_t *count); /* by rising x, with all their runs */
uint64_t ns_search_spent(const ns_search *self);

/* --- level lines ------------------------------------------------------------------------------------------ */

typedef struct ns_grid {
    uint32_t columns, rows; /* at least 2 each; at most 2^28 nodes in all */
    const double *x, *y;    /* [columns], [rows], rising */
    const double *value;    /* [row * columns + column]; NaN: unknown, its cells have no line */
} ns_grid;

typedef struct ns_vertex {
    double x, y;
} ns_vertex;

typedef struct ns_line {
    const ns_vertex *vertices;
    uint32_t count; /* at least 2 */
    bool closed;    /* the last vertex is followed by the first, which is not repeated */
} ns_line;

typedef struct ns_contour {
    const ns_line *lines;
    uint32_t count;
    struct ns_arena *memory;
} ns_contour;

/* Lines of value = level by marching squares: vertices on the grid's edges by linear interpolation, a node with value = level counts as
 * above. In a cell whose diagonals disagree the mean of the four nodes decides. Higher values lie to the left of a line (x to the right, y
 * upwards). Order: open lines first, then closed ones, each by the edge where it starts (of a closed one the lowest): edges along x
 * row by row, then edges along y row by row. Vertices that coincide with the one before are left out, and lines of which one vertex is left.
 * NS_BAD_USAGE: grid or level is not as said; NS_NO_MEMORY. The contour is empty after an error. */
ns_status ns_contour_find(ns_contour *out, const ns_grid *grid, double level) NS_MUST;
void ns_contour_free(ns_contour *self);

#ifdef __cplusplus
}
#endif

#endif
