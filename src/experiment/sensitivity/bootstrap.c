/* Resampling of rows with keyed numbers: resample b is a pure function of (seed, b, estimator). */
#include <math.h>
#include <string.h>

#include "negsim/random.h"
#include "sensitivity.h"

void ns_bootstrap_counts(double *counts, uint64_t n, uint64_t seed, uint64_t b, uint64_t estimator) {
    memset(counts, 0, n * sizeof *counts);
    ns_noise_key key = {.seed = seed, .draw = b, .entity = estimator, .purpose = NS_PURPOSE_BOOTSTRAP};
    for (; key.play < n; key.play++) counts[ns_below_noise(&key, n)] += 1;
}

/* The figures that there are, moved to the front. */
static uint32_t keep_numbers(double *figures, uint32_t count) {
    uint32_t kept = 0;
    for (uint32_t b = 0; b < count; b++)
        if (!isnan(figures[b])) figures[kept++] = figures[b];
    return kept;
}

static double deviation(const double *figures, uint32_t count) {
    double mean = 0, squares = 0;
    for (uint32_t b = 0; b < count; b++) mean += figures[b];
    mean /= count;
    for (uint32_t b = 0; b < count; b++) squares += (figures[b] - mean) * (figures[b] - mean);
    return sqrt(squares / (count - 1));
}

/* Sorted figures; between two of them by a straight line. */
static double quantile(const double *figures, uint32_t count, double q) {
    const double place = q * (count - 1);
    const uint32_t below = (uint32_t)place, above = below + 1 < count ? below + 1 : below;
    return figures[below] + (place - below) * (figures[above] - figures[below]);
}

ns_estimate ns_bootstrap_estimate(double value, double *figures, const ns_sensitivity_settings *settings) {
    const uint32_t kept = keep_numbers(figures, settings->resamples);
    if (kept < 2 || kept < settings->resamples / 2) return (ns_estimate){value, NAN, NAN, NAN};
    const double error = deviation(figures, kept);
    if (settings->rule == NS_BOOTSTRAP_NORMAL) return ns_estimate_around(value, error, NS_NORMAL_975);
    ns_sort_numbers(figures, kept);
    return (ns_estimate){value, quantile(figures, kept, 0.025), quantile(figures, kept, 0.975), error};
}
