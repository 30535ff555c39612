/* How much of the variance is play: the law of total variance over draws and plays. */
#include <math.h>
#include <stdlib.h>

#include "negsim/number.h"
#include "negsim/random.h"
#include "sensitivity.h"

typedef struct workspace {
    uint64_t draws, plays;
    double *mean;    /* [draw] less the mean of all */
    double *within;  /* [draw] variance within the draw */
    double *counts;  /* [draw] of a resample */
    double *figures; /* [resample] */
} workspace;

static void workspace_free(workspace *self) {
    free(self->mean);
    free(self->within);
    free(self->counts);
    free(self->figures);
}

static bool workspace_init(workspace *self, uint32_t resamples) {
    self->mean = calloc(self->draws, sizeof *self->mean);
    self->within = calloc(self->draws, sizeof *self->within);
    self->counts = calloc(self->draws, sizeof *self->counts);
    self->figures = calloc(resamples, sizeof *self->figures);
    return self->mean && self->within && self->counts && self->figures;
}

static void summarise_draw(workspace *self, const double *y, uint64_t draw) {
    double mean = 0, squares = 0;
    for (uint64_t p = 0; p < self->plays; p++) mean += y[p];
    mean /= (double)self->plays;
    for (uint64_t p = 0; p < self->plays; p++) squares += (y[p] - mean) * (y[p] - mean);
    self->mean[draw] = mean;
    self->within[draw] = squares / (double)(self->plays - 1);
}

/* Fills the draws' figures; returns the mean of all. */
static double summarise_draws(workspace *self, const double *y) {
    double mean = 0;
    for (uint64_t d = 0; d < self->draws; d++) {
        summarise_draw(self, y + d * self->plays, d);
        self->counts[d] = 1;
        mean += self->mean[d];
    }
    mean /= (double)self->draws;
    for (uint64_t d = 0; d < self->draws; d++) self->mean[d] -= mean;
    return mean;
}

/* Both parts, each draw as often as it is counted. */
static void parts_of(const workspace *self, double *between, double *within) {
    const double n = (double)self->draws;
    double sum = 0, squares = 0, inside = 0;
    for (uint64_t d = 0; d < self->draws; d++) {
        const double counted = self->counts[d] * self->mean[d];
        sum += counted;
        squares += counted * self->mean[d];
        inside += self->counts[d] * self->within[d];
    }
    *within = inside / n;
    *between = fmax(0, squares - sum * sum / n) / (n - 1) - *within / (double)self->plays;
}

/* NaN: no variance. */
static double share_of(double between, double within) {
    if (!(between + within > 0)) return NAN;
    return fmin(1, within / (between + within));
}

static void resample(workspace *self, const ns_sensitivity_settings *settings) {
    const uint64_t estimator = ns_hash_text("play");
    for (uint32_t b = 0; b < settings->resamples; b++) {
        double between, within;
        ns_bootstrap_counts(self->counts, self->draws, settings->seed, b, estimator);
        parts_of(self, &between, &within);
        self->figures[b] = share_of(between, within);
    }
}

static void estimate(workspace *self, ns_play_variance *out, const double *y,
                     const ns_sensitivity_settings *settings, ns_sensitivity_note *note) {
    out->mean = summarise_draws(self, y);
    parts_of(self, &out->between, &out->within);
    resample(self, settings);
    out->share = ns_bootstrap_estimate(share_of(out->between, out->within), self->figures, settings);
    if (out->share.low < 0) out->share.low = 0; /* NaN stays */
    if (out->share.high > 1) out->share.high = 1;
    ns_note_widen(note, &out->share, 0);
    ns_note_advise(note, settings->half_width);
}

static ns_status check(const double *y, uint64_t draws, uint64_t plays, ns_sensitivity_note *note) {
    ns_extent extent = {HUGE_VAL, -HUGE_VAL};
    if (draws < 2) return ns_note_too_few(note, 2);
    if (plays < 2) {
        *note = ns_note_of(plays);
        const ns_status status = ns_note_too_few(note, 2);
        note->at = 1;
        return status;
    }
    if (!ns_note_numbers(note, y, draws * plays, 0)) return NS_BAD_INPUT;
    ns_extent_take(&extent, y, draws * plays);
    if (!ns_extent_varies(&extent)) note->finding = NS_FINDING_CONSTANT;
    return NS_OK;
}

ns_status ns_variance_of_play(ns_play_variance *out, const double *y, uint64_t draws, uint64_t plays,
                              const ns_sensitivity_settings *settings, ns_sensitivity_note *note) {
    size_t cells, bytes;
    if (!ns_sensitivity_settings_fit(settings) || !ns_multiply_size(draws, plays, &cells) ||
        !ns_multiply_size(cells, sizeof(double), &bytes))
        return NS_BAD_USAGE;
    *note = ns_note_of(draws);
    *out = (ns_play_variance){NAN, NAN, NAN, ns_no_estimate};
    const ns_status status = check(y, draws, plays, note);
    if (status != NS_OK || note->finding != NS_FINDING_USABLE) return status;
    workspace work = {.draws = draws, .plays = plays};
    const bool is_ready = workspace_init(&work, settings->resamples);
    if (is_ready) estimate(&work, out, y, settings, note);
    workspace_free(&work);
    return is_ready ? NS_OK : NS_NO_MEMORY;
}

const ns_sensitivity_kind ns_sensitivity_play = {
    .head = {.name = "play",
             .summary =
                 "How much of the outcome's variance is play within a draw, and how much is what was drawn.",
             .citation = "Searle, Casella & McCulloch 1992, Variance Components, Wiley, section 3.5"},
    .in_order = true};
