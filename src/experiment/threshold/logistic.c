#include "logistic.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stddef.h>

enum { MOST_STEPS = 200 };
#define STEEPEST 1e6 /* per range: the curve goes from 0 to 1 within a millionth of it */

static double share_at(double eta) { return 1 / (1 + exp(-eta)); }

/* log of share_at without overflow */
static double log_share(double eta) { return eta > 0 ? -log1p(exp(-eta)) : eta - log1p(exp(eta)); }

static double likelihood(const ns_curve_points *data, const ns_curve *curve) {
    double sum = 0;
    for (uint32_t i = 0; i < data->count; i++) {
        const ns_threshold_point *p = &data->points[i];
        const double eta = data->offset + curve->constant + curve->slope * p->x;
        sum += (double)p->k * log_share(eta) + (double)(p->n - p->k) * log_share(-eta);
    }
    return sum;
}

/* Successes on one side of some x, failures on the other; they may meet in one point. */
static bool lie_apart(const ns_curve_points *data) {
    const uint32_t none = UINT32_MAX;
    uint32_t first[2] = {none, none}, last[2] = {0, 0}; /* points with failures, with successes */
    for (uint32_t i = 0; i < data->count; i++) {
        const bool has[2] = {data->points[i].k<data->points[i].n, data->points[i].k> 0};
        for (int s = 0; s < 2; s++) {
            if (!has[s]) continue;
            if (first[s] == none) first[s] = i;
            last[s] = i;
        }
    }
    return first[0] == none || first[1] == none || last[0] <= first[1] || last[1] <= first[0];
}

/* Score and information of (constant, slope about x = c). */
typedef struct derivatives {
    double score[2], aa, ab, bb;
} derivatives;

static derivatives derive(const ns_curve_points *data, const ns_curve *curve, double c) {
    derivatives d = {{0, 0}, 0, 0, 0};
    for (uint32_t i = 0; i < data->count; i++) {
        const ns_threshold_point *it = &data->points[i];
        const double p = share_at(data->offset + curve->constant + curve->slope * (it->x - c)), x = it->x - c;
        const double off = (double)it->k - (double)it->n * p, weight = (double)it->n * p * (1 - p);
        d.score[0] += off;
        d.score[1] += off * x;
        d.aa += weight;
        d.ab += weight * x;
        d.bb += weight * x * x;
    }
    return d;
}

/* Newton's method, a step halved until the likelihood does not fall. */
bool ns_curve_fit(const ns_curve_points *data, ns_curve *curve) {
    *curve = (ns_curve){0, 0};
    if (lie_apart(data)) return false;
    double value = likelihood(data, curve);
    for (int step = 0; step < MOST_STEPS; step++) {
        const derivatives d = derive(data, curve, 0);
        const double det = d.aa * d.bb - d.ab * d.ab;
        if (!(det > 0)) return false;
        double constant = (d.bb * d.score[0] - d.ab * d.score[1]) / det,
               slope = (d.aa * d.score[1] - d.ab * d.score[0]) / det;
        ns_curve next = {curve->constant + constant, curve->slope + slope};
        double better = likelihood(data, &next);
        for (int half = 0; half < 60 && !(better >= value - 1e-12 * fabs(value)); half++) {
            constant /= 2;
            slope /= 2;
            next = (ns_curve){curve->constant + constant, curve->slope + slope};
            better = likelihood(data, &next);
        }
        *curve = next;
        value = better;
        if (fabs(slope) <= 1e-10 * (1 + fabs(next.slope)) &&
            fabs(constant) <= 1e-10 * (1 + fabs(next.constant)))
            return fabs(next.slope) < STEEPEST;
    }
    return false;
}

/* A polynomial in s = (x - at) / scale. */
typedef struct cubic {
    double at, scale, c[4];
} cubic;

static double cubic_at(const cubic *self, double x) {
    const double s = (x - self->at) / self->scale;
    return self->c[0] + s * (self->c[1] + s * (self->c[2] + s * self->c[3]));
}

/* Variance of sum_i w(x_i) k_i under the curve; for shared draws with the largest covariances that shares allow. */
static double variance(const ns_curve_points *data, const ns_curve *curve, const cubic *w) {
    double sum = 0;
    for (uint32_t i = 0; i < data->count; i++) {
        const ns_threshold_point *a = &data->points[i];
        const double p = share_at(data->offset + curve->constant + curve->slope * a->x),
                     v = cubic_at(w, a->x);
        sum += v * v * (double)a->n * p * (1 - p);
        for (uint32_t j = 0; data->shared && j < i; j++) {
            const ns_threshold_point *b = &data->points[j];
            const double q = share_at(data->offset + curve->constant + curve->slope * b->x);
            sum += 2 * v * cubic_at(w, b->x) * fmin((double)a->n, (double)b->n) * (fmin(p, q) - p * q);
        }
    }
    return sum;
}

/* --- misfit ----------------------------------------------------------------------------------------------- */

/* Likelihood ratio against a free share at each point; NaN: runs are too few for its distribution. */
static double misfit_of_shares(const ns_curve_points *data, const ns_curve *curve) {
    double best = 0, runs = 0;
    for (uint32_t i = 0; i < data->count; i++) {
        const double k = (double)data->points[i].k, n = (double)data->points[i].n;
        runs += n;
        if (k > 0) best += k * log(k / n);
        if (k < n) best += (n - k) * log((n - k) / n);
    }
    if (runs < 5.0 * data->count) return NAN;
    return gsl_cdf_chisq_Q(fmax(2 * (best - likelihood(data, curve)), 0), data->count - 2);
}

/* Sum of f g, or s f g, over points with the weights n p (1 - p) of the fit: two tests by orthogonal polynomials do not see each
 * other's misfit, nor an error in constant and slope. */
static double product(const ns_curve_points *data, const ns_curve *curve, const cubic *f, const cubic *g,
                      bool by_s) {
    double sum = 0;
    for (uint32_t i = 0; i < data->count; i++) {
        const ns_threshold_point *it = &data->points[i];
        const double p = share_at(data->offset + curve->constant + curve->slope * it->x),
                     s = by_s ? (it->x - f->at) / f->scale : 1;
        sum += (double)it->n * p * (1 - p) * cubic_at(f, it->x) * cubic_at(g, it->x) * s;
    }
    return sum;
}

/* The next orthogonal polynomial: (s - <s f, f> / <f, f>) f - <f, f> / <g, g> g, g the one before f. */
static cubic next_orthogonal(const ns_curve_points *data, const ns_curve *curve, const cubic *f,
                             const cubic *g) {
    const double ff = product(data, curve, f, f, false), shift = product(data, curve, f, f, true) / ff,
                 back = g ? ff / product(data, curve, g, g, false) : 0;
    cubic next = {f->at, f->scale, {0, 0, 0, 0}};
    for (int m = 0; m < 4; m++)
        next.c[m] = (m ? f->c[m - 1] : 0) - shift * f->c[m] - (g ? back * g->c[m] : 0);
    return next;
}

/* Score test of adding the polynomial to the fit. */
static double misfit_along(const ns_curve_points *data, const ns_curve *curve, const cubic *f) {
    double score = 0;
    for (uint32_t i = 0; i < data->count; i++) {
        const ns_threshold_point *it = &data->points[i];
        score +=
            cubic_at(f, it->x) *
            ((double)it->k - (double)it->n * share_at(data->offset + curve->constant + curve->slope * it->x));
    }
    const double spread = variance(data, curve, f);
    return spread > 0 ? gsl_cdf_chisq_Q(score * score / spread, 1) : NAN;
}

double ns_curve_misfit(const ns_curve_points *data, const ns_curve *curve) {
    if (data->count < 3) return NAN;
    const double first = data->points[0].x, range = data->points[data->count - 1].x - first;
    cubic f[4] = {{first, range, {1, 0, 0, 0}}};
    double least = misfit_of_shares(data, curve);
    int tests = !isnan(least);
    for (uint32_t m = 1; m < 4 && m < data->count; m++) {
        f[m] = next_orthogonal(data, curve, &f[m - 1], m > 1 ? &f[m - 2] : NULL);
        const double p = m > 1 ? misfit_along(data, curve, &f[m]) : NAN;
        tests += !isnan(p);
        least = fmin(least, p);
    }
    return fmin(tests * least, 1);
}

/* --- crossing --------------------------------------------------------------------------------------------- */

/* The slope of a curve through (c, target): the score falls with the slope, so it is Newton's method kept in a bracket. */
static double slope_through(const ns_curve_points *data, double c) {
    double low = -STEEPEST, high = STEEPEST, slope = 0;
    for (int step = 0; step < MOST_STEPS; step++) {
        const derivatives d = derive(data, &(ns_curve){0, slope}, c);
        if (d.score[1] > 0)
            low = slope;
        else
            high = slope;
        double next = d.bb > 0 ? slope + d.score[1] / d.bb : (low + high) / 2;
        if (!(next > low && next < high)) next = (low + high) / 2;
        if (fabs(next - slope) <= 1e-9 * (1 + fabs(slope))) return next;
        slope = next;
    }
    return slope;
}

double ns_curve_score(const ns_curve_points *data, double c) {
    const double slope = slope_through(data, c);
    const derivatives d = derive(data, &(ns_curve){0, slope}, c);
    const double tilt = d.bb > 0 ? d.ab / d.bb : 0, score = d.score[0] - tilt * d.score[1],
                 spread = variance(data, &(ns_curve){-slope * c, slope}, &(cubic){c, 1, {1, -tilt, 0, 0}});
    return spread > 0 ? score * score / spread : HUGE_VAL;
}
