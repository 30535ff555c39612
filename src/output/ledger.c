/* The ledger of assumptions: how far the share agreed hangs on each input. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "negsim/number.h"
#include "output/facts.h"

enum { FIFTHS = 5 };

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

static double variance_of_share(double share, uint64_t n) { return share * (1 - share) / (double)n; }

static ns_influence measure(const ns_results *self, size_t arm, uint32_t quantity) {
    ns_influence out = {.quantity = quantity, .lowest = NAN, .highest = NAN, .influence = NAN, .noise = NAN};
    const ns_arm_tally *tally = &self->tallies[arm];
    const ns_quantity *number = &self->arms->arms[arm].scenario->quantities[quantity];
    bool fixed = !number->is_held && ns_distribution_is_constant(&number->distribution);
    if (!tally->input_runs || !tally->input_agreed || fixed) return out;
    const uint32_t *runs = tally->input_runs + (size_t)quantity * FIFTHS,
                   *agreed = tally->input_agreed + (size_t)quantity * FIFTHS;
    uint64_t low = runs[0], high = runs[FIFTHS - 1];
    out.n = low < high ? low : high;
    if (!out.n) return out;
    out.lowest = ns_ratio(agreed[0], low);
    out.highest = ns_ratio(agreed[FIFTHS - 1], high);
    out.influence = out.highest - out.lowest;
    out.noise =
        1.959963984540054 * sqrt(variance_of_share(out.lowest, low) + variance_of_share(out.highest, high));
    return out;
}

/* Largest influence first; what does not vary last; ties in the order of the vector. */
static int compare_influence(const void *left, const void *right) {
    const ns_influence *a = left, *b = right;
    double x = isnan(a->influence) ? -1 : fabs(a->influence),
           y = isnan(b->influence) ? -1 : fabs(b->influence);
    if (x != y) return x < y ? 1 : -1;
    return a->quantity < b->quantity ? -1 : a->quantity > b->quantity;
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
    qsort(out->rows, out->count, sizeof *out->rows, compare_influence);
    for (size_t i = 0; i < out->count && !isnan(out->rows[i].influence); i++)
        out->rows[i].rank = (uint32_t)i + 1;
    return NS_OK;
}

void ns_ledger_free(ns_ledger *self) {
    free(self->rows);
    *self = (ns_ledger){0};
}
