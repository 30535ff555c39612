/* Morris' elementary effects. */
#include <math.h>
#include <stdlib.h>

#include "negsim/number.h"
#include "sensitivity.h"

enum { LEAST_FOR_SPREAD = 5 };

/* Fills d[input * r + trajectory]; false: the note says which step is no step. */
static bool elementary(double *d, const ns_morris_outputs *outputs, ns_sensitivity_note *note) {
    const uint32_t k = outputs->k;
    for (uint64_t i = 0; i < outputs->r * k; i++) d[i] = NAN;
    for (uint64_t t = 0; t < outputs->r; t++)
        for (uint32_t s = 0; s < k; s++) {
            const ns_morris_step *step = &outputs->steps[t * k + s];
            const double *y = &outputs->y[t * (k + 1) + s];
            const bool is_step = step->input < k && isfinite(step->delta) && step->delta != 0 &&
                                 isnan(d[step->input * outputs->r + t]);
            const double effect = is_step ? (y[1] - y[0]) / step->delta : NAN;
            if (!(fabs(effect) <= 1e150)) {
                ns_note_refuse(note, NS_FINDING_BAD_DESIGN, t * k + s);
                return false;
            }
            d[step->input * outputs->r + t] = effect;
        }
    return true;
}

static double mean_of(const double *d, uint64_t r) {
    double sum = 0;
    for (uint64_t t = 0; t < r; t++) sum += d[t];
    return sum / (double)r;
}

static double variance_of(const double *d, uint64_t r) {
    const double mean = mean_of(d, r);
    double squares = 0;
    for (uint64_t t = 0; t < r; t++) squares += (d[t] - mean) * (d[t] - mean);
    return squares / (double)(r - 1);
}

static ns_estimate mean_estimate(const double *d, uint64_t r) {
    return ns_estimate_around(mean_of(d, r), sqrt(variance_of(d, r) / (double)r),
                              ns_student_975((double)(r - 1)));
}

/* Bonett's kurtosis: fourth powers about a mean that is trimmed by 1 / (2 sqrt(n - 4)) at each end. d is sorted. */
static double kurtosis_of(const double *d, uint64_t r, double variance) {
    const double n = (double)r;
    const uint64_t cut = (uint64_t)floor(n / (2 * sqrt(n - 4)));
    const double middle = 2 * cut < r ? mean_of(d + cut, r - 2 * cut) : mean_of(d, r);
    double fourth = 0;
    for (uint64_t t = 0; t < r; t++) fourth += pow(d[t] - middle, 4);
    return n * fourth / pow(variance * (n - 1), 2);
}

/* Bonett 2006: ln(c s^2) -+ z e with c = n / (n - z), e = c sqrt((kurtosis - (n - 3) / n) / (n - 1)). d is sorted here. */
static ns_estimate spread_of(double *d, uint64_t r) {
    const double n = (double)r, variance = variance_of(d, r), value = sqrt(variance);
    if (r < LEAST_FOR_SPREAD) return (ns_estimate){value, NAN, NAN, NAN};
    if (variance <= 0) return (ns_estimate){0, 0, 0, 0};
    ns_sort_numbers(d, r);
    const double c = n / (n - NS_NORMAL_975), excess = kurtosis_of(d, r, variance) - (n - 3) / n;
    const double error = c * sqrt(fmax(excess, 0) / (n - 1)), middle = log(c * variance);
    return (ns_estimate){value, exp((middle - NS_NORMAL_975 * error) / 2),
                         exp((middle + NS_NORMAL_975 * error) / 2), value * error / 2};
}

/* d is used up. */
static ns_morris_effect effect_of(double *d, uint64_t r) {
    ns_morris_effect effect = {.mean = mean_estimate(d, r), .spread = spread_of(d, r)};
    for (uint64_t t = 0; t < r; t++) d[t] = fabs(d[t]);
    effect.strength = mean_estimate(d, r);
    effect.strength.low = fmax(effect.strength.low, 0);
    return effect;
}

static ns_status estimate(ns_morris_effect *effects, double *d, const ns_morris_outputs *outputs,
                          const ns_sensitivity_settings *settings, ns_sensitivity_note *note) {
    ns_extent extent = {HUGE_VAL, -HUGE_VAL};
    if (!ns_note_numbers(note, outputs->y, outputs->r * (outputs->k + 1), 0)) return NS_BAD_INPUT;
    if (!elementary(d, outputs, note)) return NS_BAD_INPUT;
    ns_extent_take(&extent, outputs->y, outputs->r * (outputs->k + 1));
    if (!ns_extent_varies(&extent)) {
        note->finding = NS_FINDING_CONSTANT;
        return NS_OK;
    }
    for (uint32_t j = 0; j < outputs->k; j++) {
        effects[j] = effect_of(d + j * outputs->r, outputs->r);
        ns_note_widen(note, &effects[j].strength, j);
    }
    ns_note_advise(note, settings->half_width);
    return NS_OK;
}

ns_status ns_morris_effects(ns_morris_effect *effects, const ns_morris_outputs *outputs,
                            const ns_sensitivity_settings *settings, ns_sensitivity_note *note) {
    size_t bytes;
    if (!outputs->k || outputs->k > NS_MAX_INPUTS || !ns_sensitivity_settings_fit(settings) ||
        !ns_multiply_size(outputs->r, (outputs->k + 1) * sizeof(ns_morris_step), &bytes))
        return NS_BAD_USAGE;
    *note = ns_note_of(outputs->r);
    for (uint32_t j = 0; j < outputs->k; j++)
        effects[j] = (ns_morris_effect){ns_no_estimate, ns_no_estimate, ns_no_estimate};
    if (outputs->r < 2) return ns_note_too_few(note, 2);
    double *d = calloc(outputs->r * outputs->k, sizeof *d);
    if (!d) return NS_NO_MEMORY;
    const ns_status status = estimate(effects, d, outputs, settings, note);
    free(d);
    return status;
}

const ns_sensitivity_kind ns_sensitivity_morris = {
    .head = {.name = "morris",
             .summary = "Elementary effects: cheap screening of many inputs, with a sign of interaction.",
             .citation = "Morris 1991, Technometrics 33(2), 161-174; Campolongo, Cariboni & Saltelli 2007, "
                         "Environmental Modelling & Software 22(10), 1509-1518"},
    .design = "morris",
    .independent = true,
    .in_order = true};
