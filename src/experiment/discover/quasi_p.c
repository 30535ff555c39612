/* Upper tail of the binomial distribution, also for shares: the regularised incomplete beta function. GSL's gives up on samples of
 * a million, its continued fraction being cut at 512 terms. */
#include <math.h>

#include "negsim/discover.h"

enum { MOST_TERMS = 100000 };

static double log_gamma(double x) {
    int sign;
    return lgamma_r(x, &sign);
}

static double away_from_zero(double x) { return fabs(x) < 1e-300 ? 1e-300 : x; }

/* Continued fraction of I_x(a, b), for x below about a / (a + b), by Lentz's method (DLMF 8.17.22). */
static double fraction(double x, double a, double b) {
    double c = 1, d = 1 / away_from_zero(1 - (a + b) * x / (a + 1)), f = d;
    for (int m = 1; m <= MOST_TERMS; m++) {
        const double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
                     odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
        d = 1 / away_from_zero(1 + even * d);
        c = away_from_zero(1 + even / c);
        f *= c * d;
        d = 1 / away_from_zero(1 + odd * d);
        c = away_from_zero(1 + odd / c);
        f *= c * d;
        if (fabs(c * d - 1) < 1e-15) break;
    }
    return f;
}

static double lower(double x, double a, double b) {
    const double front = exp(log_gamma(a + b) - log_gamma(a) - log_gamma(b) + a * log(x) + b * log1p(-x));
    return front * fraction(x, a, b) / a;
}

double ns_quasi_p(double h, double t, double q) {
    const double a = h, b = t - h + 1;
    if (h <= 0) return 1;
    if (b <= 0 || q <= 0) return 0;
    if (q >= 1) return 1;
    const double p = q < (a + 1) / (a + b + 2) ? lower(q, a, b) : 1 - lower(1 - q, b, a);
    return fmin(fmax(p, 0), 1);
}
