/* Arguments of the estimators, and what is to be said of them. */
#include <math.h>
#include <stddef.h>

#include "sensitivity.h"

/* Squares and sums of it stay finite. */
static const double largest = 1e100;
/* Relative difference that rounding alone can make between equal outcomes. */
static const double rounding = 1e-13;

static const char *const texts[NS_FINDING_COUNT] = {
    [NS_FINDING_USABLE] = "usable",
    [NS_FINDING_CONSTANT] = "the outcome does not vary",
    [NS_FINDING_INPUTS_LEFT_OUT] = "inputs that do not vary, or that follow from others, are left out",
    [NS_FINDING_NOT_A_NUMBER] = "an output or an input is not a finite number",
    [NS_FINDING_TOO_FEW] = "too few runs",
    [NS_FINDING_BAD_DESIGN] = "the points are not of the design that is needed"};

const char *ns_finding_text(ns_finding finding) {
    return (unsigned)finding < NS_FINDING_COUNT ? texts[finding] : "unknown finding";
}

ns_sensitivity_settings ns_default_sensitivity(void) {
    return (ns_sensitivity_settings){.resamples = 1000, .rule = NS_BOOTSTRAP_NORMAL, .half_width = 0.05};
}

bool ns_sensitivity_settings_fit(const ns_sensitivity_settings *self) {
    return self->resamples >= 2 && self->resamples <= NS_MAX_RESAMPLES && self->half_width > 0 &&
           self->noise >= 0 && self->noise <= largest && self->classes != 1 &&
           (self->rule == NS_BOOTSTRAP_PERCENTILE || self->rule == NS_BOOTSTRAP_NORMAL);
}

static uint64_t power_above(uint64_t n) {
    uint64_t power = 1;
    while (power < n && power < (uint64_t)1 << 63) power *= 2;
    return power;
}

ns_sensitivity_note ns_note_of(uint64_t n) {
    return (ns_sensitivity_note){.size = n, .next_power = power_above(n), .half_width = NAN};
}

ns_status ns_note_refuse(ns_sensitivity_note *self, ns_finding finding, uint64_t at) {
    self->finding = finding;
    self->at = at;
    return NS_BAD_INPUT;
}

ns_status ns_note_too_few(ns_sensitivity_note *self, uint64_t least) {
    self->enough = least;
    self->more = least > self->size ? least - self->size : 0;
    return ns_note_refuse(self, NS_FINDING_TOO_FEW, 0);
}

bool ns_note_numbers(ns_sensitivity_note *self, const double *values, uint64_t count, uint64_t before) {
    for (uint64_t i = 0; i < count; i++)
        if (!(fabs(values[i]) <= largest)) {
            ns_note_refuse(self, NS_FINDING_NOT_A_NUMBER, before + i);
            return false;
        }
    return true;
}

void ns_note_widen(ns_sensitivity_note *self, const ns_estimate *estimate, uint32_t input) {
    const double half = (estimate->high - estimate->low) / 2;
    if (isnan(half) || half <= self->half_width) return;
    self->half_width = half;
    self->widest = input;
}

void ns_note_advise(ns_sensitivity_note *self, double wanted) {
    if (isnan(self->half_width)) return;
    const double ratio = self->half_width / wanted, size = ceil((double)self->size * ratio * ratio);
    self->enough = size < 0x1p62 ? (uint64_t)size : (uint64_t)1 << 62;
    self->more = self->enough > self->size ? self->enough - self->size : 0;
}

void ns_extent_take(ns_extent *self, const double *values, uint64_t count) {
    for (uint64_t i = 0; i < count; i++) {
        self->least = fmin(self->least, values[i]);
        self->most = fmax(self->most, values[i]);
    }
}

bool ns_extent_varies(const ns_extent *self) {
    return self->most - self->least > rounding * fmax(fabs(self->least), fabs(self->most));
}
