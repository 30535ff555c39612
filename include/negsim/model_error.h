/* How far a party's idea of another's weights is from the truth, in the values that follow from it (Baarslag, Hendrikx, Hindriks & Jonker 2013,
 * AAMAS 2013, 1113-1120). */
#ifndef NEGSIM_MODEL_ERROR_H
#define NEGSIM_MODEL_ERROR_H

#include "negsim/instance.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Kendall's tau-b of n pairs (Kendall 1945, Biometrika 33(3), 239-251), ties counted in both; O(n log n) (Knight 1966, JASA 61, 436-439).
 * NaN: n < 2, or all x or all y equal. work: 2n doubles, order: 2n numbers. */
double ns_kendall(const double *x, const double *y, size_t n, double *work, size_t *order);
/* Spearman's rank correlation, mean ranks for ties. NaN likewise. work: 2n doubles. */
double ns_spearman(const double *x, const double *y, size_t n, double *work);

typedef struct ns_model_error {
    double rmse;              /* of the packages' values, points */
    double spearman, kendall; /* of the two orders of packages; NaN: one of them has no order */
} ns_model_error;

enum { NS_MODEL_SAMPLE = 4096 };

/* Of a party's weights as somebody estimates them ([issue], in the sum of the true ones), links left out, over all packages, or over
 * NS_MODEL_SAMPLE of them, evenly spread, where there are more. NS_NO_MEMORY. */
ns_status ns_model_error_of(ns_model_error *out, const ns_instance *instance, uint32_t party,
                            const double *estimate) NS_MUST;

#ifdef __cplusplus
}
#endif

#endif
