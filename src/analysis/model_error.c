/* The error of opponent models. */
#include "negsim/model_error.h"

#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdlib.h>

/* --- rank correlations ------------------------------------------------------------------------------------- */

static bool is_flat(const double *x, size_t n) {
    for (size_t k = 1; k < n; k++)
        if (x[k] != x[0]) return false;
    return true;
}

double ns_spearman(const double *x, const double *y, size_t n, double *work) {
    if (n < 2 || is_flat(x, n) || is_flat(y, n)) return NAN;
    return gsl_stats_spearman(x, 1, y, 1, n, work);
}

static double pairs(double n) { return n * (n - 1) / 2; }

/* Pairs within runs of equal neighbours. */
static double tied(const double *sorted, size_t n) {
    double sum = 0;
    for (size_t k = 0, run = 1; k < n; k++, run++) {
        if (k + 1 < n && sorted[k + 1] == sorted[k]) continue;
        sum += pairs((double)run);
        run = 0;
    }
    return sum;
}

/* Sorts; returns how many pairs stood the wrong way round. */
static double count_swaps(double *y, double *other, size_t n) {
    if (n < 2) return 0;
    const size_t half = n / 2;
    double swaps = count_swaps(y, other, half) + count_swaps(y + half, other + half, n - half);
    for (size_t a = 0, b = half, k = 0; k < n; k++) {
        if (a < half && (b == n || y[a] <= y[b])) {
            other[k] = y[a++];
        } else {
            swaps += (double)(half - a);
            other[k] = y[b++];
        }
    }
    for (size_t k = 0; k < n; k++) y[k] = other[k];
    return swaps;
}

/* Within equal x the y are sorted, so that they count as no swaps; returns the pairs that are tied in both. */
static double sort_ties(const double *x, double *y, size_t n) {
    double sum = 0;
    for (size_t first = 0, k = 1; k <= n; k++) {
        if (k < n && x[k] == x[first]) continue;
        gsl_sort(y + first, 1, k - first);
        sum += tied(y + first, k - first);
        first = k;
    }
    return sum;
}

double ns_kendall(const double *x, const double *y, size_t n, double *work, size_t *order) {
    double *a = work, *b = work + n, *spare = (double *)(void *)order;
    if (n < 2 || is_flat(x, n) || is_flat(y, n)) return NAN;
    gsl_sort_index(order, x, 1, n);
    for (size_t k = 0; k < n; k++) {
        a[k] = x[order[k]];
        b[k] = y[order[k]];
    }
    const double all = pairs((double)n), tied_x = tied(a, n), both = sort_ties(a, b, n),
                 swaps = count_swaps(b, spare, n), tied_y = tied(b, n);
    return (all - tied_x - tied_y + both - 2 * swaps) / (sqrt(all - tied_x) * sqrt(all - tied_y));
}

/* --- values --------------------------------------------------------------------------------------------------- */

/* Package k of count: all in order, or spread over the space by the golden ratio. */
static uint32_t package_of(const ns_scenario *s, size_t k, size_t count) {
    if (count == s->package_count) return (uint32_t)k;
    const double at = fmod((double)(k + 1) * 0.6180339887498949, 1);
    return (uint32_t)(at * s->package_count);
}

static void fill(const ns_instance *instance, uint32_t party, const double *estimate, size_t count,
                 double *truth, double *guess) {
    const ns_scenario *s = instance->scenario;
    for (size_t k = 0; k < count; k++) {
        const uint32_t package = package_of(s, k, count);
        truth[k] = guess[k] = 0;
        for (uint32_t i = 0; i < s->issue_count; i++) {
            const double value = ns_value_of(instance, party, i, ns_option_of(s, i, package));
            truth[k] += ns_weight_of(instance, party, i) * value;
            guess[k] += estimate[i] * value;
        }
    }
}

static double rmse(const double *a, const double *b, size_t n) {
    double sum = 0;
    for (size_t k = 0; k < n; k++) sum += (a[k] - b[k]) * (a[k] - b[k]);
    return sqrt(sum / (double)n);
}

ns_status ns_model_error_of(ns_model_error *out, const ns_instance *instance, uint32_t party,
                            const double *estimate) {
    const uint32_t packages = instance->scenario->package_count;
    const size_t n = packages < NS_MODEL_SAMPLE ? packages : NS_MODEL_SAMPLE;
    double *room = malloc(4 * n * sizeof *room);
    size_t *order = malloc(2 * n * sizeof *order);
    const bool good = room != NULL && order != NULL;
    if (good) {
        fill(instance, party, estimate, n, room, room + n);
        *out = (ns_model_error){.rmse = rmse(room, room + n, n),
                                .spearman = ns_spearman(room, room + n, n, room + 2 * n),
                                .kendall = ns_kendall(room, room + n, n, room + 2 * n, order)};
    }
    free(room);
    free(order);
    return good ? NS_OK : NS_NO_MEMORY;
}
