/* The ledger of assumptions: how far the share agreed hangs on each input. */
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "negsim/number.h"
#include "output/facts.h"

enum {
    FIFTHS = 5,
    LEAST_RUNS = 10 /* of a fifth; below it the interval far out in the tail is not to be trusted */
};

uint32_t ns_held_source(const ns_scenario *self, uint32_t quantity) {
    const char *path = self->quantities[quantity].path, *mark = strrchr(path, '#');
    if (!self->quantities[quantity].is_held || !mark) return NS_NONE;
    size_t length = (size_t)(mark - path);
    for (uint32_t q = 0; q < self->quantity_count; q++)
        if (strncmp(self->quantities[q].path, path, length) == 0 && self->quantities[q].path[length] == '\0')
            return q;
    return NS_NONE;
}

/* Can the yes-or-no draw go both ways? */
static bool is_open(const ns_scenario *self, uint32_t quantity) {
    uint32_t source = ns_held_source(self, quantity);
    if (source == NS_NONE) return true;
    const ns_distribution *probability = &self->quantities[source].distribution;
    return !ns_distribution_is_constant(probability) || (probability->a > 0 && probability->a < 1);
}

/* Ends of the Wilson score interval of k of n at z standard errors. */
static void wilson(double *low, double *high, uint64_t k, uint64_t n, double z) {
    double size = (double)n, p = (double)k / size, spread = z * z / size, scale = 1 + spread;
    double middle = (p + spread / 2) / scale,
           half = z * sqrt(p * (1 - p) / size + spread / (4 * size)) / scale;
    *low = k == 0 ? 0 : middle - half;
    *high = k == n ? 1 : middle + half;
}

/* Difference of two independent shares by Newcombe's hybrid of Wilson intervals (1998, method 10). */
static void set_interval(ns_influence *row, double z) {
    double low[2], high[2];
    wilson(&low[0], &high[0], row->agreed[0], row->runs[0], z);
    wilson(&low[1], &high[1], row->agreed[1], row->runs[1], z);
    row->low = row->influence - hypot(row->highest - low[1], high[0] - row->lowest);
    row->high = row->influence + hypot(high[1] - row->highest, row->lowest - low[0]);
    row->noise = (row->high - row->low) / 2;
}

static ns_influence measure(const ns_results *self, size_t arm, uint32_t quantity) {
    ns_influence out = {.quantity = quantity,
                        .lowest = NAN,
                        .highest = NAN,
                        .influence = NAN,
                        .low = NAN,
                        .high = NAN,
                        .noise = NAN};
    const ns_arm_tally *tally = &self->tallies[arm];
    const ns_quantity *number = &self->arms->arms[arm].scenario->quantities[quantity];
    bool fixed = !number->is_held && ns_distribution_is_constant(&number->distribution);
    if (!tally->input_runs || !tally->input_agreed || fixed) return out;
    const uint32_t *runs = tally->input_runs + (size_t)quantity * FIFTHS,
                   *agreed = tally->input_agreed + (size_t)quantity * FIFTHS;
    for (int end = 0; end < 2; end++) {
        out.runs[end] = runs[end * (FIFTHS - 1)];
        out.agreed[end] = agreed[end * (FIFTHS - 1)];
    }
    out.n = out.runs[0] < out.runs[1] ? out.runs[0] : out.runs[1];
    if (!out.n) return out;
    out.lowest = ns_ratio(out.agreed[0], out.runs[0]);
    out.highest = ns_ratio(out.agreed[1], out.runs[1]);
    out.influence = out.highest - out.lowest;
    return out;
}

/* How far the interval stays away from 0: what of the influence simulation error cannot explain. */
static double surely(const ns_influence *self) { return fmax(fmax(self->low, -self->high), 0); }

bool ns_influence_stands_out(const ns_influence *self) { return self->rank && surely(self) > 0; }

static int falling(double a, double b) { return a < b ? 1 : a > b ? -1 : 0; }

/* By what is sure of the influence, then by its size; what does not vary last; ties in the order of the vector. */
static int compare_influence(const void *left, const void *right) {
    const ns_influence *a = left, *b = right;
    bool known = !isnan(a->influence), other = !isnan(b->influence);
    if (known != other) return known ? -1 : 1;
    int order = known ? falling(surely(a), surely(b)) : 0;
    if (known && !order) order = falling(fabs(a->influence), fabs(b->influence));
    return order ? order : a->quantity < b->quantity ? -1 : a->quantity > b->quantity;
}

/* Bonferroni: all intervals hold together at 95%, so that the largest of many differences is not taken for a cause. */
static void set_intervals(ns_ledger *self) {
    size_t vary = 0;
    for (size_t i = 0; i < self->count; i++) vary += !isnan(self->rows[i].influence);
    if (!vary) return;
    double z = gsl_cdf_ugaussian_Qinv(0.025 / (double)vary);
    for (size_t i = 0; i < self->count; i++)
        if (self->rows[i].n >= LEAST_RUNS) set_interval(&self->rows[i], z);
}

ns_status ns_ledger_make(ns_ledger *out, const ns_results *self, size_t arm) {
    *out = (ns_ledger){0};
    const ns_scenario *scenario = self->arms->arms[arm].scenario;
    size_t bytes;
    if (!ns_multiply_size(scenario->quantity_count + (size_t)1, sizeof *out->rows, &bytes))
        return NS_NO_MEMORY;
    out->rows = malloc(bytes);
    if (!out->rows) return NS_NO_MEMORY;
    for (uint32_t q = 0; q < scenario->quantity_count; q++)
        if (is_open(scenario, q)) out->rows[out->count++] = measure(self, arm, q);
    set_intervals(out);
    qsort(out->rows, out->count, sizeof *out->rows, compare_influence);
    for (size_t i = 0; i < out->count && !isnan(out->rows[i].influence); i++)
        out->rows[i].rank = (uint32_t)i + 1;
    return NS_OK;
}

void ns_ledger_free(ns_ledger *self) {
    free(self->rows);
    *self = (ns_ledger){0};
}
