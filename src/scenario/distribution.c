/* Distributions: quantile, share below, support, text. */
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>

#include "negsim/number.h"
#include "negsim/quantity.h"

bool ns_distribution_is_constant(const ns_distribution *self) { return self->kind == NS_CONSTANT; }

static double triangular_quantile(const ns_distribution *d, double u) {
    double width = d->c - d->a, left = d->b - d->a, split = left / width;
    return u < split ? d->a + sqrt(u * width * left) : d->c - sqrt((1 - u) * width * (d->c - d->b));
}

static double triangular_below(const ns_distribution *d, double x) {
    if (x <= d->a) return 0;
    if (x >= d->c) return 1;
    double width = d->c - d->a;
    return x < d->b ? (x - d->a) * (x - d->a) / (width * (d->b - d->a))
                    : 1 - (d->c - x) * (d->c - x) / (width * (d->c - d->b));
}

/* Newton's steps on the distribution function, kept in a bracket. gsl_cdf_beta_Pinv gives up (and calls the error
 * handler) on shapes far below 1, where this only takes longer. */
static double beta_quantile(double a, double b, double u) {
    enum { MOST_STEPS = 200 };
    double low = 0, high = 1, x = a / (a + b);
    for (int step = 0; step < MOST_STEPS; step++) {
        double off = gsl_cdf_beta_P(x, a, b) - u, slope = gsl_ran_beta_pdf(x, a, b);
        if (off == 0) return x;
        if (off > 0)
            high = x;
        else
            low = x;
        double next = slope > 0 && isfinite(slope) ? x - off / slope : -1;
        if (!(next >= low && next <= high) || next == 0) next = low + (high - low) / 2;
        double moved = fabs(next - x);
        x = next;
        if (moved <= 1e-16 + 2e-16 * x) break;
    }
    return x;
}

/* The least x with P(X <= x) >= u, by bisection between the parts' own quantiles, to the last bit. */
static double mixture_quantile(const ns_distribution *d, double u) {
    double low = HUGE_VAL, high = -HUGE_VAL;
    for (size_t i = 0; i < d->part_count; i++) {
        double q = ns_distribution_quantile(&d->parts[i], u);
        low = fmin(low, q);
        high = fmax(high, q);
    }
    if (ns_distribution_below(d, low) >= u) return low;
    for (;;) {
        double middle = low + (high - low) / 2;
        if (middle <= low || middle >= high) return high;
        if (ns_distribution_below(d, middle) >= u)
            high = middle;
        else
            low = middle;
    }
}

double ns_distribution_quantile(const ns_distribution *self, double u) {
    switch (self->kind) {
    case NS_CONSTANT: return self->a;
    case NS_UNIFORM: return self->a + u * (self->b - self->a);
    case NS_TRIANGULAR: return self->a < self->c ? triangular_quantile(self, u) : self->a;
    case NS_NORMAL: return self->a + self->b * gsl_cdf_ugaussian_Pinv(u);
    case NS_LOGNORMAL: return exp(self->a + self->b * gsl_cdf_ugaussian_Pinv(u));
    case NS_BETA: return beta_quantile(self->a, self->b, u);
    case NS_CHOICE: {
        size_t pick = (size_t)(u * (double)self->part_count);
        return self->parts[pick < self->part_count ? pick : self->part_count - 1].a;
    }
    case NS_EXPERTS: return mixture_quantile(self, u);
    case NS_EXPONENTIAL: return -log1p(-u);
    }
    return 0;
}

static double parts_below(const ns_distribution *self, double x) {
    double sum = 0;
    for (size_t i = 0; i < self->part_count; i++) sum += ns_distribution_below(&self->parts[i], x);
    return sum / (double)self->part_count;
}

double ns_distribution_below(const ns_distribution *self, double x) {
    switch (self->kind) {
    case NS_CONSTANT: return x >= self->a;
    case NS_UNIFORM:
        return x <= self->a   ? (self->a == self->b && x == self->a)
               : x >= self->b ? 1
                              : (x - self->a) / (self->b - self->a);
    case NS_TRIANGULAR: return self->a < self->c ? triangular_below(self, x) : x >= self->a;
    case NS_NORMAL: return gsl_cdf_ugaussian_P((x - self->a) / self->b);
    case NS_LOGNORMAL: return x > 0 ? gsl_cdf_ugaussian_P((log(x) - self->a) / self->b) : 0;
    case NS_BETA: return x <= 0 ? 0 : x >= 1 ? 1 : gsl_cdf_beta_P(x, self->a, self->b);
    case NS_CHOICE:
    case NS_EXPERTS: return parts_below(self, x);
    case NS_EXPONENTIAL: return x > 0 ? -expm1(-x) : 0;
    }
    return 0;
}

void ns_distribution_support(const ns_distribution *self, double *lowest, double *highest) {
    *lowest = self->kind == NS_NORMAL ? -HUGE_VAL : self->a;
    *highest = self->kind == NS_TRIANGULAR ? self->c : self->kind == NS_CONSTANT ? self->a : self->b;
    if (self->kind == NS_LOGNORMAL || self->kind == NS_BETA || self->kind == NS_EXPONENTIAL) *lowest = 0;
    if (self->kind == NS_BETA) *highest = 1;
    if (self->kind == NS_NORMAL || self->kind == NS_LOGNORMAL || self->kind == NS_EXPONENTIAL)
        *highest = HUGE_VAL;
    if (self->kind != NS_CHOICE && self->kind != NS_EXPERTS) return;
    *lowest = HUGE_VAL;
    *highest = -HUGE_VAL;
    for (size_t i = 0; i < self->part_count; i++) {
        double low, high;
        ns_distribution_support(&self->parts[i], &low, &high);
        *lowest = fmin(*lowest, low);
        *highest = fmax(*highest, high);
    }
}

static void add_number(ns_buffer *out, double value) {
    char text[NS_NUMBER_TEXT];
    ns_number_shortest(text, value);
    ns_buffer_add(out, text);
}

static void add_list(ns_buffer *out, const char *before, const double *numbers, size_t count,
                     const char *after) {
    ns_buffer_add(out, before);
    for (size_t i = 0; i < count; i++) {
        if (i) ns_buffer_add(out, ", ");
        add_number(out, numbers[i]);
    }
    ns_buffer_add(out, after);
}

static void add_parts(ns_buffer *out, const ns_distribution *self) {
    ns_buffer_add(out, self->kind == NS_CHOICE ? "{choice: [" : "{experts: {");
    for (size_t i = 0; i < self->part_count; i++) {
        if (i) ns_buffer_add(out, ", ");
        if (self->part_names) {
            ns_yaml_write_scalar(out, self->part_names[i], true);
            ns_buffer_add(out, ": ");
        }
        ns_distribution_write(out, &self->parts[i]);
    }
    ns_buffer_add(out, self->kind == NS_CHOICE ? "]}" : "}}");
}

void ns_distribution_write(ns_buffer *out, const ns_distribution *self) {
    const double numbers[] = {self->a, self->b, self->c};
    switch (self->kind) {
    case NS_CONSTANT: add_number(out, self->a); break;
    case NS_UNIFORM: add_list(out, "[", numbers, 2, "]"); break;
    case NS_TRIANGULAR: add_list(out, "[", numbers, 3, "]"); break;
    case NS_NORMAL: add_list(out, "{normal: [", numbers, 2, "]}"); break;
    case NS_LOGNORMAL: add_list(out, "{lognormal: [", numbers, 2, "]}"); break;
    case NS_BETA: add_list(out, "{beta: [", numbers, 2, "]}"); break;
    case NS_CHOICE:
    case NS_EXPERTS: add_parts(out, self); break;
    case NS_EXPONENTIAL: ns_buffer_add(out, "by order"); break;
    }
}

double ns_quantity_value(const ns_quantity *self, double u) {
    return fmin(fmax(ns_distribution_quantile(&self->distribution, u), self->lowest), self->highest);
}
