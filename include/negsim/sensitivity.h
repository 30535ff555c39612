/* Sensitivity: which input drives an outcome, estimated from arrays of model outputs.
 *
 * Pure functions: they know neither scenario nor session, and the same arrays, settings and seed give the same bytes.
 * All arrays are the caller's; inputs and outputs may not overlap. k: number of inputs, 1 .. NS_MAX_INPUTS. Intervals are at 95%.
 *
 * What every estimator returns, and what it writes in the note:
 *   NS_OK         NS_FINDING_USABLE: all figures are there;
 *                 NS_FINDING_CONSTANT: the outcome does not vary, so that all figures are NaN;
 *                 NS_FINDING_INPUTS_LEFT_OUT: those of some inputs are NaN, see the estimator
 *   NS_BAD_INPUT  NS_FINDING_NOT_A_NUMBER: an output or input is NaN, infinite or beyond 1e100 in size, note.at says which;
 *                 NS_FINDING_TOO_FEW: too few outputs, note.enough says how many are the least;
 *                 NS_FINDING_BAD_DESIGN: the points are not what the estimator needs, note.at says where. All figures are NaN.
 *   NS_BAD_USAGE  k, or a setting, is out of its range, or arrays of this size cannot exist; nothing is written
 *   NS_NO_MEMORY  figures are NaN */
#ifndef NEGSIM_SENSITIVITY_H
#define NEGSIM_SENSITIVITY_H

#include "negsim/experiment.h"
#include "negsim/kind.h"

#ifdef __cplusplus
extern "C" {
#endif

#define NS_MAX_INPUTS 1024     /* inputs of one analysis */
#define NS_MAX_RESAMPLES 10000 /* of a bootstrap */

/* A figure with its interval; error: its standard error. NaN: not estimated. */
typedef struct ns_estimate {
    double value, low, high, error;
} ns_estimate;

typedef enum ns_finding {
    NS_FINDING_USABLE,
    NS_FINDING_CONSTANT,
    NS_FINDING_INPUTS_LEFT_OUT,
    NS_FINDING_NOT_A_NUMBER,
    NS_FINDING_TOO_FEW,
    NS_FINDING_BAD_DESIGN,
    NS_FINDING_COUNT
} ns_finding;

/* One English phrase for a finding; never NULL, also for a number that is none. */
const char *ns_finding_text(ns_finding finding);

/* What is to be said beside the figures. size: n of the estimator (rows, trajectories or draws). */
typedef struct ns_sensitivity_note {
    ns_finding finding;
    /* NOT_A_NUMBER, BAD_DESIGN: index in the array, or in the arrays one after the other. */
    uint64_t at;
    uint64_t size; /* n as given */
    /* Least power of two that is at least n: another number than n where a Sobol' sequence is cut off. */
    uint64_t next_power;
    double half_width; /* half of the widest interval; NaN: none */
    uint32_t widest;   /* the input with that interval */
    /* n at which that half-width is expected to be the wanted one: ceil(n (half / wanted)^2), as a standard error falls with
     * 1 / sqrt(n); for sobol the next power of two. TOO_FEW: least n. 0: unknown. */
    uint64_t enough;
    uint64_t more; /* enough - n; 0: there are enough */
} ns_sensitivity_note;

typedef enum ns_bootstrap_rule {
    NS_BOOTSTRAP_PERCENTILE, /* 2.5% and 97.5% points of the resampled figures */
    NS_BOOTSTRAP_NORMAL      /* figure -+ 1.96 standard errors */
} ns_bootstrap_rule;

typedef struct ns_sensitivity_settings {
    /* Of the resampling: resample b takes row floor(n u), u keyed by (seed, b, place, estimator). */
    uint64_t seed;
    uint32_t resamples; /* 2 .. NS_MAX_RESAMPLES */
    ns_bootstrap_rule rule;
    double half_width; /* wanted, above 0: for note.enough */
    /* sobol, given_data: variance, at least 0, of an output about its expectation at its point (from play and draws), where the
     * noise of different points is independent; 0: none, or the points share their random numbers. */
    double noise;
    uint32_t classes; /* given_data: classes of each input, 2 .. n / 2; 0: by the rule */
} ns_sensitivity_settings;

/* Seed 0, 1000 resamples, normal rule, half-width 0.05, no noise, classes by the rule. */
ns_sensitivity_settings ns_default_sensitivity(void);

/* --- kinds ------------------------------------------------------------------------------------------------- */

typedef struct ns_sensitivity_kind {
    ns_kind head;
    const char *
        design; /* the design whose points it needs; NULL: any random or quasi-random one, or the draws of a run */
    bool independent; /* its inputs must be independent of each other */
    bool in_order;    /* its outputs must come in the order of the design, none missing */
} ns_sensitivity_kind;

/* sobol, morris, tornado, rank, given_data, play; NULL-ended. */
extern const ns_kind *const ns_sensitivity_table[];
/* The kind of that name; NULL: there is none. */
const ns_sensitivity_kind *ns_sensitivity_find(const char *name);

/* --- Sobol' indices ---------------------------------------------------------------------------------------- */

/* Outputs at the rows of two independent samples A and B, and at AB_j: A with column j from B. */
typedef struct ns_sobol_outputs {
    uint64_t n; /* rows, at least 2; a power of two where the points are Sobol's */
    uint32_t k;
    const double *a, *b; /* [n] */
    const double *ab;    /* [j * n + row] */
} ns_sobol_outputs;

/* First-order and total indices with bootstrap intervals over rows. All outputs are centred first on the mean m of A and B:
 *   V     = sum over A and B of (y - m)^2 / (2n - 1)
 *   S_j   = 1/n  sum_i B_i (AB_ji - A_i) / (V - noise)                 (Saltelli et al. 2010, Comput. Phys. Comm. 181, table 2 b)
 *   ST_j  = (1/(2n) sum_i (A_i - AB_ji)^2 - noise) / (V - noise)       (Jansen 1999, Comput. Phys. Comm. 117; table 2 f)
 * The estimates are not cut: a small negative S_j, or one above 1, is sampling error. A resample without variance is left out of the
 * interval; where more than half are, intervals are NaN (few outputs differ from the others: more rows are needed). Outputs that
 * are the same at all points of A and B, or V - noise <= 0: CONSTANT. note.at counts a, then b, then ab. Cost: resamples * n * (k + 1).
 * first, total: [k]. */
ns_status ns_sobol_indices(ns_estimate *first, ns_estimate *total, const ns_sobol_outputs *outputs,
                           const ns_sensitivity_settings *settings, ns_sensitivity_note *note) NS_MUST;

/* --- Morris elementary effects ----------------------------------------------------------------------------- */

/* delta: by how much the input changes, signed, not 0, in the units in which effects are wanted (usually: 1 is its whole range). */
typedef struct ns_morris_step {
    uint32_t input;
    double delta;
} ns_morris_step;

typedef struct ns_morris_outputs {
    uint64_t r; /* trajectories, at least 2 */
    uint32_t k;
    const double *y; /* [t * (k + 1) + point] */
    /* [t * k + step]: from point step to point step + 1; each input once in each trajectory. */
    const ns_morris_step *steps;
} ns_morris_outputs;

typedef struct ns_morris_effect {
    ns_estimate mean;     /* mu: mean elementary effect */
    ns_estimate strength; /* mu*: mean absolute elementary effect */
    ns_estimate spread;   /* sigma: their standard deviation, of interactions and curvature */
} ns_morris_effect;

/* Elementary effects d = (y' - y) / delta of each input (Morris 1991, Technometrics 33; mu*: Campolongo, Cariboni & Saltelli 2007,
 * Environ. Model. Softw. 22). Intervals: mu and mu* by Student's t on r - 1 degrees of freedom (mu* not below 0); sigma by
 * Bonett 2006, Comput. Stat. Data Anal. 50, which allows for kurtosis, and NaN for r < 5. BAD_DESIGN: note.at is the index in steps.
 * settings: half_width is wanted of mu*, in its units. effects: [k]. */
ns_status ns_morris_effects(ns_morris_effect *effects, const ns_morris_outputs *outputs,
                            const ns_sensitivity_settings *settings, ns_sensitivity_note *note) NS_MUST;

/* --- tornado ----------------------------------------------------------------------------------------------- */

/* One input at its ends, the others at their base values. */
typedef struct ns_bar {
    uint32_t input;
    double at_low, at_high; /* outputs */
    double below_base,
        above_base;    /* how far the bar reaches below and above the base output, both at least 0 */
    ns_interval swing; /* at_high - at_low; interval only where it comes from counts, else NaN */
} ns_bar;

/* Bars by falling |swing|, equal ones by input. low, high: [k] outputs; bars: [k]. The outcome is CONSTANT where no bar has a length:
 * the bars stand nevertheless. note.at counts low, high, base. */
ns_status ns_tornado(ns_bar *bars, const double *low, const double *high, double base, uint32_t k,
                     ns_sensitivity_note *note) NS_MUST;
/* The same for shares, from paired counts of the input's high end (a) against its low end (b) over the same draws: swing with
 * the interval of ns_paired_difference. base: share in 0..1. A pair without draws: TOO_FEW. pairs: [k]. */
ns_status ns_tornado_counts(ns_bar *bars, const ns_pair_tally *pairs, double base, uint32_t k,
                            ns_sensitivity_note *note) NS_MUST;

/* --- rank regression --------------------------------------------------------------------------------------- */

/* A sample of inputs with the outcome of each row. */
typedef struct ns_sample {
    uint64_t n;
    uint32_t k;
    const double *u; /* [row * k + input] */
    const double *y; /* [row] */
} ns_sample;

typedef struct ns_rank_effect {
    ns_estimate srrc; /* standardised rank regression coefficient */
    ns_estimate prcc; /* partial rank correlation coefficient, -1..1 */
    bool constant;    /* left out: the input does not vary */
    /* Left out: its ranks are a linear combination of those of the inputs before it that are in. */
    bool collinear;
} ns_rank_effect;

/* Linear regression of the rank of y on the ranks of the inputs, all standardised, ties at their average rank
 * (Iman & Conover 1979, Technometrics 21; Saltelli & Sobol' 1995, Reliab. Eng. Syst. Saf. 50). With C the inverse correlation matrix
 * of the p inputs that are in, and R^2 = r_squared (0..1; how far a monotone additive model goes):
 *   srrc_j = sum_i C_ji r_iy, interval by Student's t with variance ((1 - R^2) C_jj + srrc_j^2 (2 R^2 - 1 - r_jy^2)) / (n - p - 1)
 *            (Yuan & Chan 2011, Psychometrika 76, which allows for the inputs being sampled)
 *   prcc_j = srrc_j / sqrt(srrc_j^2 + (1 - R^2) C_jj), interval by Fisher's z with variance (1 + prcc_j^2 / 2) / (n - p - 2)
 *            (Bonett & Wright 2000, Psychometrika 65, for rank correlations; n less the p - 1 inputs that are held fast)
 * Where the ranks are explained to the last digit, prcc is -1 or 1, and NaN for an input that has no part in it. Inputs left out have
 * NaN and a flag: INPUTS_LEFT_OUT. n must be at least k + 4. settings: half_width is wanted of prcc. note.at counts u, then y.
 * Memory: 8 (n (k + 1) + 2 k^2) bytes. effects: [k]. */
ns_status ns_rank_regression(ns_rank_effect *effects, double *r_squared, const ns_sample *sample,
                             const ns_sensitivity_settings *settings, ns_sensitivity_note *note) NS_MUST;

/* --- first-order indices from given data ------------------------------------------------------------------- */

typedef struct ns_given_effect {
    ns_estimate first; /* first-order index */
    double floor;      /* 95% point of the index of an input without influence: below it, nothing is shown */
    uint32_t classes;  /* M as used; fewer than asked for where the input has ties */
} ns_given_effect;

/* First-order indices from any sample, such as the draws of an ordinary run: each input's values are split by rank into M classes
 * of equal size (equal values stay together) and the variance between the classes' means is compared with all of it
 * (Plischke, Borgonovo & Smith 2013, Eur. J. Oper. Res. 226; Pearson's correlation ratio), corrected for the variance that
 * pure noise shows between M means (Kelley 1935, Proc. Natl. Acad. Sci. 21: epsilon squared):
 *   eta2 = sum_m n_m (y_m - y)^2 / sum_i (y_i - y)^2
 *   S    = 1 - (1 - eta2) (n - 1) / (n - M)
 * times V / (V - noise), V the variance of y: an outcome with noise of play has indices of its expectation.
 * M = round(sqrt(n)), at least 2 and at most 200: what a step function misses of a smooth curve falls with 1 / M^2 = 1 / n, and
 * the noise of S with sqrt(2 M) / n, both faster than the sampling error's 1 / sqrt(n).
 * error: the infinitesimal jackknife (Jaeckel 1972; the bootstrap's standard error without its own noise), less the part that
 * the classes' noise adds; interval: S -+ 1.96 error. floor: under no influence eta2 follows over the permutations of y nearly
 * Beta((M - 1)/2, (n - M)/2) (Pitman 1938, Biometrika 29), its quantile by Paulson 1942, Ann. Math. Stat. 13.
 * Near 0 the interval is rather wide (it covers 96 to 99%). Points that are spread evenly (Latin hypercube, Sobol') have less noise
 * between classes than is taken off, so that indices come out low by up to (M - 1) / (n - M), and floors high.
 * Inputs may be correlated: the index is then what is learnt from the input, also by what goes with it. An input that does not
 * vary has NaN and one class: INPUTS_LEFT_OUT. n must be at least 10, and at least twice settings.classes. note.at counts u, then y.
 * effects: [k]. */
ns_status ns_given_data_indices(ns_given_effect *effects, const ns_sample *sample,
                                const ns_sensitivity_settings *settings, ns_sensitivity_note *note) NS_MUST;

/* --- variance of play -------------------------------------------------------------------------------------- */

typedef struct ns_play_variance {
    double mean;
    double between,
        within; /* variance between the draws' expectations (may come out below 0), within a draw; both unbiased */
    ns_estimate share; /* within / (between + within), cut to 0..1: the part of all variance that is play */
} ns_play_variance;

/* Law of total variance over draws times plays, by the analysis of variance of one random factor:
 *   MS_b = plays sum_d (y_d - y)^2 / (draws - 1),  MS_w = sum_dp (y_dp - y_d)^2 / (draws (plays - 1))
 *   between = (MS_b - MS_w) / plays,  within = MS_w     (Searle, Casella & McCulloch 1992, Variance Components, 3.5)
 * share by the bootstrap over draws. At least 2 draws and 2 plays, else TOO_FEW with the least draws, or plays, that it takes (note.at 0:
 * draws, 1: plays). y: [draw * plays + play]. settings: half_width is wanted of share, and note.enough is of draws. */
ns_status ns_variance_of_play(ns_play_variance *out, const double *y, uint64_t draws, uint64_t plays,
                              const ns_sensitivity_settings *settings, ns_sensitivity_note *note) NS_MUST;

#ifdef __cplusplus
}
#endif

#endif
