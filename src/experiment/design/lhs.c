/* Latin hypercube. */
#include "design.h"

#include <math.h>
#include <stdlib.h>

/* Within its stratum also where the division rounds up to the next. */
static double inside(uint64_t stratum, double jitter, uint64_t count) {
    const double n = (double)count, u = ((double)stratum + jitter) / n;
    return floor(u * n) == (double)stratum ? u : ((double)stratum + 0.5) / n;
}

static ns_status fill(const ns_design *self, double *rows) {
    uint64_t *strata = calloc(self->size, sizeof *strata);
    if (!strata) return NS_NO_MEMORY;
    for (uint32_t f = 0; f < self->factor_count; f++) {
        const ns_design_source order = ns_design_source_of(self, f, NS_DESIGN_STRATUM);
        const ns_design_source jitter = ns_design_source_of(self, f, NS_DESIGN_JITTER);
        ns_design_permute(&order, 0, strata, self->size);
        for (uint64_t row = 0; row < self->size; row++)
            rows[row * self->factor_count + f] =
                inside(strata[row], ns_design_uniform(&jitter, row), self->size);
    }
    free(strata);
    return NS_OK;
}

const ns_design_kind ns_design_lhs = {
    .head = {.name = "lhs",
             .summary = "Latin hypercube: each of n equal slices of each factor is hit exactly once.",
             .citation = "McKay, Beckman & Conover 1979, Technometrics 21(2), 239-245"},
    .size_means = "points",
    .takes_size = true,
    .takes_continuous = true,
    .is_keyed = true,
    .most_size = UINT64_C(1) << 40,
    .points = ns_design_size_points,
    .fill = fill};
