/* Sobol' indices from the Saltelli blocks. */
#include <math.h>
#include <stdlib.h>

#include "negsim/number.h"
#include "negsim/random.h"
#include "sensitivity.h"

/* What the estimator works on. */
typedef struct workspace {
    const ns_sobol_outputs *outputs;
    const ns_sensitivity_settings *settings;
    double *a, *b;         /* [n] centred on the mean of both */
    double *counts;        /* [n] of a resample */
    double *first, *total; /* [input * resamples + b] */
    double least;          /* a variance up to this is rounding */
} workspace;

/* Sums over A and B of one resample. */
typedef struct moments {
    double shift; /* mean of A and B in the resample, where that of the whole sample is 0 */
    double variance;
} moments;

static ns_status check(const ns_sobol_outputs *outputs, ns_sensitivity_note *note) {
    const uint64_t n = outputs->n;
    if (n < 2) return ns_note_too_few(note, 2);
    if (!ns_note_numbers(note, outputs->a, n, 0) || !ns_note_numbers(note, outputs->b, n, n) ||
        !ns_note_numbers(note, outputs->ab, n * outputs->k, 2 * n))
        return NS_BAD_INPUT;
    ns_extent extent = {HUGE_VAL, -HUGE_VAL};
    ns_extent_take(&extent, outputs->a, n);
    ns_extent_take(&extent, outputs->b, n);
    if (!ns_extent_varies(&extent)) note->finding = NS_FINDING_CONSTANT;
    return NS_OK;
}

static void workspace_free(workspace *self) {
    free(self->a);
    free(self->counts);
    free(self->first);
}

static bool workspace_init(workspace *self) {
    const uint64_t n = self->outputs->n;
    size_t figures = 0;
    if (!ns_multiply_size((size_t)self->outputs->k * 2, self->settings->resamples, &figures)) return false;
    self->a = calloc(n * 2, sizeof *self->a);
    self->counts = calloc(n, sizeof *self->counts);
    self->first = calloc(figures, sizeof *self->first);
    if (!self->a || !self->counts || !self->first) return false;
    self->b = self->a + n;
    self->total = self->first + figures / 2;
    return true;
}

static void centre(workspace *self) {
    const uint64_t n = self->outputs->n;
    double mean = 0;
    for (uint64_t i = 0; i < n; i++) mean += self->outputs->a[i];
    for (uint64_t i = 0; i < n; i++) mean += self->outputs->b[i];
    mean /= 2 * (double)n;
    for (uint64_t i = 0; i < n; i++) {
        self->a[i] = self->outputs->a[i] - mean;
        self->b[i] = self->outputs->b[i] - mean;
    }
}

static moments moments_of(const workspace *self) {
    const double both = 2 * (double)self->outputs->n;
    double sum = 0, squares = 0;
    for (uint64_t i = 0; i < self->outputs->n; i++) {
        const double a = self->a[i], b = self->b[i], count = self->counts[i];
        sum += count * (a + b);
        squares += count * (a * a + b * b);
    }
    return (moments){sum / both, (squares - sum * sum / both) / (both - 1)};
}

/* Both indices of an input in the present resample; NaN where it has no variance. */
static void indices_of(const workspace *self, moments sums, uint32_t input, double *first, double *total) {
    const uint64_t n = self->outputs->n;
    const double *ab = self->outputs->ab + input * n, noise = self->settings->noise;
    double product = 0, change = 0, squares = 0;
    *first = *total = NAN;
    if (sums.variance <= self->least || sums.variance <= noise) return;
    for (uint64_t i = 0; i < n; i++) {
        const double difference = ab[i] - self->outputs->a[i], counted = self->counts[i] * difference;
        product += self->b[i] * counted;
        change += counted;
        squares += counted * difference;
    }
    const double of_expectation = sums.variance - noise;
    *first = (product - sums.shift * change) / (double)n / of_expectation;
    *total = (squares / (2 * (double)n) - noise) / of_expectation;
}

static void resample(workspace *self) {
    const uint64_t estimator = ns_hash_text("sobol");
    const uint32_t k = self->outputs->k, resamples = self->settings->resamples;
    for (uint32_t b = 0; b < resamples; b++) {
        ns_bootstrap_counts(self->counts, self->outputs->n, self->settings->seed, b, estimator);
        const moments sums = moments_of(self);
        for (uint32_t j = 0; j < k; j++)
            indices_of(self, sums, j, &self->first[(size_t)j * resamples + b],
                       &self->total[(size_t)j * resamples + b]);
    }
}

/* Figures of the whole sample; false: all variance is noise. */
static bool whole_sample(workspace *self, ns_estimate *first, ns_estimate *total) {
    for (uint64_t i = 0; i < self->outputs->n; i++) self->counts[i] = 1;
    const moments sums = moments_of(self);
    self->least = 1e-12 * sums.variance;
    for (uint32_t j = 0; j < self->outputs->k; j++)
        indices_of(self, sums, j, &first[j].value, &total[j].value);
    return sums.variance > self->settings->noise;
}

static void summarise(workspace *self, ns_estimate *first, ns_estimate *total, ns_sensitivity_note *note) {
    const size_t resamples = self->settings->resamples;
    for (uint32_t j = 0; j < self->outputs->k; j++) {
        first[j] = ns_bootstrap_estimate(first[j].value, self->first + j * resamples, self->settings);
        total[j] = ns_bootstrap_estimate(total[j].value, self->total + j * resamples, self->settings);
        ns_note_widen(note, &first[j], j);
        ns_note_widen(note, &total[j], j);
    }
    ns_note_advise(note, self->settings->half_width);
    if (note->enough) note->enough = ns_note_of(note->enough).next_power;
    note->more = note->enough > note->size ? note->enough - note->size : 0;
}

ns_status ns_sobol_indices(ns_estimate *first, ns_estimate *total, const ns_sobol_outputs *outputs,
                           const ns_sensitivity_settings *settings, ns_sensitivity_note *note) {
    size_t cells;
    if (!outputs->k || outputs->k > NS_MAX_INPUTS || !ns_sensitivity_settings_fit(settings) ||
        !ns_multiply_size(outputs->n, (outputs->k + 2) * sizeof(double), &cells))
        return NS_BAD_USAGE;
    *note = ns_note_of(outputs->n);
    for (uint32_t j = 0; j < outputs->k; j++) first[j] = total[j] = ns_no_estimate;
    const ns_status status = check(outputs, note);
    if (status != NS_OK || note->finding != NS_FINDING_USABLE) return status;
    workspace work = {.outputs = outputs, .settings = settings};
    if (!workspace_init(&work)) {
        workspace_free(&work);
        return NS_NO_MEMORY;
    }
    centre(&work);
    if (whole_sample(&work, first, total)) {
        resample(&work);
        summarise(&work, first, total, note);
    } else
        note->finding = NS_FINDING_CONSTANT;
    workspace_free(&work);
    return NS_OK;
}

const ns_sensitivity_kind ns_sensitivity_sobol = {
    .head = {.name = "sobol",
             .summary =
                 "Shares of the outcome's variance: what each input explains alone, and with all others.",
             .citation =
                 "Saltelli et al. 2010, Computer Physics Communications 181(2), 259-270; Jansen 1999, "
                 "Computer Physics Communications 117(1-2), 35-43"},
    .design = "saltelli",
    .independent = true,
    .in_order = true};
