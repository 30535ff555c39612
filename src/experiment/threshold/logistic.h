/* Logistic curve through counts, and the stepwise interval. Points are scaled here: x in 0 .. 1, all with runs. */
#ifndef NS_EXPERIMENT_THRESHOLD_LOGISTIC_H
#define NS_EXPERIMENT_THRESHOLD_LOGISTIC_H

#include "negsim/threshold.h"

typedef struct ns_curve_points {
    const ns_threshold_point *points;
    uint32_t count;
    double offset; /* logit of the target */
    bool shared;
} ns_curve_points;

/* eta = offset + constant + slope x */
typedef struct ns_curve {
    double constant, slope;
} ns_curve;

/* False: the likelihood has no maximum at finite values (all runs alike, or failures and successes lie apart). */
bool ns_curve_fit(const ns_curve_points *data, ns_curve *curve);
/* Chance of a misfit as large; NaN: not tested. */
double ns_curve_misfit(const ns_curve_points *data, const ns_curve *curve);
/* Score statistic, chi-square on one degree of freedom, of a crossing at c. */
double ns_curve_score(const ns_curve_points *data, double c);

/* Share k / n against the target at z standard errors: 1 surely above, -1 surely below, 0 neither. */
int ns_side_of(const ns_threshold_point *point, double target, double z);
/* Interval and estimate by isotonic regression. */
ns_crossing ns_stepwise(const ns_threshold_point *points, uint32_t count, double target, double z);

#endif
