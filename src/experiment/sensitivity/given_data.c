/* First-order indices from any sample, by classes of each input. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "negsim/number.h"
#include "sensitivity.h"

enum { LEAST_ROWS = 10, MOST_CLASSES = 200 };

typedef struct workspace {
    const ns_sample *sample;
    double noise;
    uint32_t asked;       /* classes */
    double *y;            /* [n] centred */
    double squares;       /* sum of y^2 */
    ns_placed *sorted;    /* [n] */
    uint32_t *class_of;   /* [row] */
    double *mean, *count; /* [class] */
} workspace;

static void workspace_free(workspace *self) {
    free(self->y);
    free(self->sorted);
    free(self->class_of);
    free(self->mean);
    free(self->count);
}

static bool workspace_init(workspace *self) {
    const size_t n = self->sample->n;
    self->y = calloc(n, sizeof *self->y);
    self->sorted = calloc(n, sizeof *self->sorted);
    self->class_of = calloc(n, sizeof *self->class_of);
    self->mean = calloc(self->asked, sizeof *self->mean);
    self->count = calloc(self->asked, sizeof *self->count);
    return self->y && self->sorted && self->class_of && self->mean && self->count;
}

static uint32_t classes_by_rule(uint64_t n) {
    const double root = round(sqrt((double)n));
    return root > MOST_CLASSES ? MOST_CLASSES : root < 2 ? 2 : (uint32_t)root;
}

static void centre(workspace *self) {
    const uint64_t n = self->sample->n;
    double mean = 0;
    for (uint64_t i = 0; i < n; i++) mean += self->sample->y[i];
    mean /= (double)n;
    for (uint64_t i = 0; i < n; i++) {
        self->y[i] = self->sample->y[i] - mean;
        self->squares += self->y[i] * self->y[i];
    }
}

/* Rows in order of the input, cut as near to equal sizes as ties allow: a tied value goes where its middle rank falls. Returns the
 * number of classes. */
static uint32_t classify(workspace *self, uint32_t input) {
    const size_t n = self->sample->n;
    uint32_t classes = 0, last = UINT32_MAX;
    ns_sort_rows(self->sorted, self->sample->u + input, n, self->sample->k);
    for (size_t first = 0, after; first < n; first = after) {
        for (after = first + 1; after < n && self->sorted[after].value == self->sorted[first].value;) after++;
        const double middle = ((double)first + (double)(after - 1)) / 2 + 0.5;
        const uint32_t place = (uint32_t)(middle / (double)n * self->asked);
        if (place != last) classes++;
        last = place;
        for (size_t i = first; i < after; i++) self->class_of[self->sorted[i].row] = classes - 1;
    }
    return classes;
}

static void class_means(workspace *self, uint32_t classes) {
    memset(self->mean, 0, classes * sizeof *self->mean);
    memset(self->count, 0, classes * sizeof *self->count);
    for (uint64_t i = 0; i < self->sample->n; i++) {
        self->mean[self->class_of[i]] += self->y[i];
        self->count[self->class_of[i]] += 1;
    }
    for (uint32_t m = 0; m < classes; m++) self->mean[m] /= self->count[m];
}

/* Share of the variance between classes. */
static double raw_share(const workspace *self, uint32_t classes) {
    double between = 0;
    for (uint32_t m = 0; m < classes; m++) between += self->count[m] * self->mean[m] * self->mean[m];
    return fmin(1, between / self->squares);
}

/* Variance of the raw share. A row's influence is ((1 - eta2) y^2 - (y - mean of its class)^2) / V. Without influence of the input the
 * mean square of that is 4 (M - 1) / n where the share's variance is 2 (M - 1) / n^2: half of it is the classes' own noise, which
 * goes on top of the influence of any input. */
static double share_variance(const workspace *self, uint32_t classes, double share) {
    const double n = (double)self->sample->n, variance = self->squares / n;
    double squares = 0;
    for (uint64_t i = 0; i < self->sample->n; i++) {
        const double y = self->y[i], rest = y - self->mean[self->class_of[i]];
        const double influence = ((1 - share) * y * y - rest * rest) / variance;
        squares += influence * influence;
    }
    const double of_classes = 2 * (classes - 1) * (1 - share) * (1 - share) / (n * n);
    return fmax(squares / (n * n) - of_classes, of_classes);
}

static ns_given_effect effect_of(workspace *self, uint32_t input) {
    ns_given_effect effect = {ns_no_estimate, NAN, classify(self, input)};
    const double n = (double)self->sample->n, between = effect.classes - 1.0, within = n - effect.classes;
    if (effect.classes < 2) return effect;
    class_means(self, effect.classes);
    const double variance = self->squares / (n - 1), scale = variance / (variance - self->noise),
                 widen = scale * (n - 1) / within, share = raw_share(self, effect.classes),
                 ratio = ns_fisher_95(between, within) * between / within;
    effect.first =
        ns_estimate_around(scale - (1 - share) * widen,
                           sqrt(share_variance(self, effect.classes, share)) * widen, NS_NORMAL_975);
    effect.floor = scale - widen / (1 + ratio);
    return effect;
}

static void estimate(workspace *self, ns_given_effect *effects, double half_width,
                     ns_sensitivity_note *note) {
    ns_extent extent = {HUGE_VAL, -HUGE_VAL};
    ns_extent_take(&extent, self->sample->y, self->sample->n);
    centre(self);
    if (!ns_extent_varies(&extent) || !(self->squares / (double)(self->sample->n - 1) > self->noise)) {
        note->finding = NS_FINDING_CONSTANT;
        return;
    }
    for (uint32_t j = 0; j < self->sample->k; j++) {
        effects[j] = effect_of(self, j);
        ns_note_widen(note, &effects[j].first, j);
        if (effects[j].classes < 2) note->finding = NS_FINDING_INPUTS_LEFT_OUT;
    }
    ns_note_advise(note, half_width);
}

ns_status ns_given_data_indices(ns_given_effect *effects, const ns_sample *sample,
                                const ns_sensitivity_settings *settings, ns_sensitivity_note *note) {
    size_t bytes;
    if (!sample->k || sample->k > NS_MAX_INPUTS || !ns_sensitivity_settings_fit(settings) ||
        !ns_multiply_size(sample->n, (sample->k + 2) * sizeof(double), &bytes))
        return NS_BAD_USAGE;
    const uint64_t least = settings->classes > LEAST_ROWS / 2 ? 2 * (uint64_t)settings->classes : LEAST_ROWS;
    *note = ns_note_of(sample->n);
    for (uint32_t j = 0; j < sample->k; j++) effects[j] = (ns_given_effect){ns_no_estimate, NAN, 0};
    if (sample->n < least) return ns_note_too_few(note, least);
    if (!ns_note_numbers(note, sample->u, sample->n * sample->k, 0) ||
        !ns_note_numbers(note, sample->y, sample->n, sample->n * sample->k))
        return NS_BAD_INPUT;
    workspace work = {.sample = sample,
                      .noise = settings->noise,
                      .asked = settings->classes ? settings->classes : classes_by_rule(sample->n)};
    const bool is_ready = workspace_init(&work);
    if (is_ready) estimate(&work, effects, settings->half_width, note);
    workspace_free(&work);
    return is_ready ? NS_OK : NS_NO_MEMORY;
}

const ns_sensitivity_kind ns_sensitivity_given_data = {
    .head = {
        .name = "given_data",
        .summary = "First-order indices from the draws of an ordinary run: no extra runs, also for "
                   "correlated inputs.",
        .citation =
            "Plischke, Borgonovo & Smith 2013, European Journal of Operational Research 226(3), 536-550"}};
