/* Gaussian copula: correlated inputs out of independent uniforms.
 *
 * A pair's r is the correlation of the inputs' normal scores Phi^-1(u), Phi the standard normal distribution function. Spearman's rank
 * correlation of the two inputs is then (6 / pi) asin(r / 2), a little closer to 0 than r (by 0.018 at most), whatever their
 * distributions are, and Kendall's tau (2 / pi) asin(r). Pairs that are not named are uncorrelated.
 *
 *     z_i = Phi^-1(u_i),  u'_i = Phi(sum_j<=i L_ij z_j),  L L' = R by Cholesky
 *
 * with the inputs in the order in which the pairs name them: an input that hangs on no earlier one is not touched, bit for bit, nor is one
 * that no pair names. Each u' is uniform where the u are (Nelsen 2006, An Introduction to Copulas, 2.3; Iman & Conover 1982,
 * Communications in Statistics B 11(3), 311-334, for ranks). The strata of a Latin hypercube, or the balance of Sobol' points, are kept
 * in the untouched inputs alone. */
#ifndef NEGSIM_COPULA_H
#define NEGSIM_COPULA_H

#include <stddef.h>
#include <stdint.h>

#include "negsim/status.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ns_correlation {
    uint32_t a, b; /* inputs; differ */
    double r;      /* strictly between -1 and 1 */
} ns_correlation;

typedef struct ns_copula ns_copula;

typedef enum ns_copula_finding {
    NS_COPULA_USABLE,
    NS_COPULA_SAME_INPUT,   /* a pair of an input with itself */
    NS_COPULA_TWICE,        /* a pair that was given before */
    NS_COPULA_OUT_OF_RANGE, /* r is not strictly between -1 and 1 */
    NS_COPULA_NOT_POSITIVE, /* the correlations cannot hold together */
    NS_COPULA_FINDING_COUNT
} ns_copula_finding;

typedef struct ns_copula_fault {
    ns_copula_finding finding;
    size_t pair; /* the one to blame */
    double low,
        high; /* NOT_POSITIVE: r of that pair must lie strictly between, the others being as they are; NaN: no r will do alone */
} ns_copula_fault;

/* One English phrase; never NULL, also for a number that is none. */
const char *ns_copula_finding_text(ns_copula_finding finding);

/* The copula of `inputs` inputs, owned by the caller, from pairs [count]; none: nothing is changed.
 * NS_BAD_INPUT: *fault says why (fault may be NULL). The correlation matrix must be positive definite; a pivot of its Cholesky
 * decomposition below 1e-10 counts as none. Blamed is, of the pairs of the first input with which the matrix fails, the one given last
 * whose change alone would mend it.
 * NS_BAD_USAGE: a pair names an input that does not exist, or there are more than 4096 correlated inputs. NS_NO_MEMORY. *out is then NULL. */
ns_status ns_copula_new(ns_copula **out, uint32_t inputs, const ns_correlation *pairs, size_t count,
                        ns_copula_fault *fault) NS_MUST;
void ns_copula_free(ns_copula *self);

/* Numbers of scratch that ns_copula_row takes: the count of correlated inputs; 0: it changes nothing. */
uint32_t ns_copula_size(const ns_copula *self);
/* Turns a row [inputs] of independent uniforms into correlated ones, in place. u outside (0, 1) counts as the nearest number inside; so do
 * results. scratch: [ns_copula_size]. Threads may share self. */
void ns_copula_row(const ns_copula *self, double *row, double *scratch);
/* The same for rows [row * inputs + input]. NS_NO_MEMORY: nothing was changed. */
ns_status ns_copula_rows(const ns_copula *self, double *rows, uint64_t count) NS_MUST;

#ifdef __cplusplus
}
#endif

#endif
