/* Full factorial grid. */
#include "design.h"

#include "negsim/number.h"

static bool points(const ns_design *self, uint64_t *out) {
    *out = 1;
    for (uint32_t f = 0; f < self->factor_count; f++)
        if (!ns_multiply_u64(*out, self->factors[f].levels, out)) return false;
    return true;
}

/* The middle of a level's cell, so that rounding never moves it to a neighbour. */
static double middle(uint64_t level, uint32_t levels) { return ((double)level + 0.5) / levels; }

static ns_status fill(const ns_design *self, double *rows) {
    uint64_t count = 0;
    if (!points(self, &count)) return NS_BAD_USAGE;
    for (uint64_t row = 0; row < count; row++) {
        uint64_t rest = row;
        for (uint32_t f = self->factor_count; f-- > 0;) {
            const uint32_t levels = self->factors[f].levels;
            rows[row * self->factor_count + f] = middle(rest % levels, levels);
            rest /= levels;
        }
    }
    return NS_OK;
}

/* Correlation would move its points off the grid. */
const ns_design_kind ns_design_grid = {
    .head = {.name = "grid",
             .summary = "Every combination of the listed values, the last factor changing fastest.",
             .citation = "Fisher 1935, The Design of Experiments"},
    .needs_independent = true,
    .points = points,
    .fill = fill};
