/* Windowed frequency model: compares one window of offers with the next; what stays put while the other concedes matters to it. */
#include "opponent.h"

#include <math.h>
#include <string.h>

#include <gsl/gsl_cdf.h>

enum { WINDOW, GAIN, FADE };

static const ns_param params[] = {{.name = "model_window",
                                   .type = NS_PARAM_QUANTITY,
                                   .unit = NS_UNIT_NONE,
                                   .lowest = 2,
                                   .highest = 10000,
                                   .initial = 10,
                                   .summary = "windowed: offers in a window, rounded (48 in the original)."},
                                  {.name = "model_gain",
                                   .type = NS_PARAM_QUANTITY,
                                   .unit = NS_UNIT_NONE,
                                   .lowest = 0,
                                   .highest = 1000,
                                   .initial = 10,
                                   .summary = "windowed: alpha of what an unchanged issue gains, alpha (1 - "
                                              "t^beta), against a start of 1 for each issue."},
                                  {.name = "model_fade",
                                   .type = NS_PARAM_QUANTITY,
                                   .unit = NS_UNIT_NONE,
                                   .lowest = 0.01,
                                   .highest = 100,
                                   .initial = 5,
                                   .summary = "windowed: beta."},
                                  {.name = NULL}};

/* About one other party. */
typedef struct window {
    uint32_t filled, full_ones; /* offers in the present window; windows that were filled before */
    double value, value_before; /* sums of estimated values */
} window;
typedef struct windows {
    window of[10];
} windows;

/* Notes of a party: per issue its raw weight less 1; per option its counts in the window before and in the present one. */
static double *counts_of(const ns_view *view, uint32_t party, uint32_t issue, int present) {
    return view->notes[party] + view->issue_count + 2 * (size_t)view->first_option[issue] + present;
}

/* Are the two windows' shares of an issue's options alike, at the 5% level? One is added to every count. */
static bool is_unchanged(const double *before, const double *now, uint32_t options) {
    double statistic = 0;
    for (uint32_t o = 0; o < options; o++) {
        const double a = before[2 * o] + 1, b = now[2 * o] + 1, mean = (a + b) / 2;
        statistic += (a - mean) * (a - mean) / mean + (b - mean) * (b - mean) / mean;
    }
    return gsl_cdf_chisq_Q(statistic, options > 1 ? options - 1.0 : 1) > 0.05;
}

static double estimated_value(const ns_view *view, uint32_t party, uint32_t part) {
    double value = 0;
    for (uint32_t k = 0; k < view->stage->issue_count; k++) {
        const uint32_t issue = view->stage->issue[k];
        value += view->estimate[party][issue] *
                 view->values[party][view->first_option[issue] + ns_option_in(view->stage, k, part)];
    }
    return value;
}

static void reweigh(const ns_view *view, const double *arguments, uint32_t party) {
    double *weights = view->estimate[party], *raw = view->notes[party];
    const double gain = arguments[GAIN] * (1 - pow(view->time, arguments[FADE]));
    for (uint32_t k = 0; k < view->stage->issue_count; k++) {
        const uint32_t issue = view->stage->issue[k];
        if (is_unchanged(counts_of(view, party, issue, 0), counts_of(view, party, issue, 1),
                         view->stage->option_count[k]))
            raw[issue] += gain;
    }
    for (uint32_t i = 0; i < view->issue_count; i++) weights[i] = 1 + raw[i];
    ns_scale_weights(weights, view->issue_count, view->weight_sum[party]);
}

static void turn_window(const ns_view *view, uint32_t party, window *self) {
    for (uint32_t k = 0; k < view->stage->issue_count; k++) {
        double *counts = counts_of(view, party, view->stage->issue[k], 0);
        for (uint32_t o = 0; o < view->stage->option_count[k]; o++) {
            counts[2 * o] = counts[2 * o + 1];
            counts[2 * o + 1] = 0;
        }
    }
    self->value_before = self->value;
    self->value = 0;
    self->filled = 0;
    self->full_ones++;
}

static void hear(const ns_view *view, const double *arguments, uint32_t maker, uint32_t part,
                 uint32_t previous, void *state) {
    window *self = &((windows *)state)->of[maker];
    if (previous == NS_VIEW_NONE) *self = (window){0}; /* a new stage: other issues */
    for (uint32_t k = 0; k < view->stage->issue_count; k++)
        counts_of(view, maker, view->stage->issue[k], 1)[2 * ns_option_in(view->stage, k, part)] += 1;
    self->value += estimated_value(view, maker, part);
    if (++self->filled < (uint32_t)(arguments[WINDOW] + 0.5)) return;
    const bool conceded = self->full_ones > 0 && self->value < self->value_before;
    if (conceded) reweigh(view, arguments, maker);
    turn_window(view, maker, self);
}

const ns_opponent_kind ns_opponent_windowed = {
    .head = {.name = "windowed",
             .summary = "Compares windows of offers: issues whose options keep their shares while the other "
                        "concedes gain weight, early "
                        "ones more than late ones.",
             .citation =
                 "Tunali, Aydogan & Sanchez-Anguix 2017, PRIMA 2017, 263-279 (windowed frequency model)",
             .params = params,
             .state_size = sizeof(windows)},
    .hear = hear,
    .hears_repeats = 1,
    .notes_per_issue = 1,
    .notes_per_option = 2};
