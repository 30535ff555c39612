/* Independent uniform points. */
#include "design.h"

static ns_status fill(const ns_design *self, double *rows) {
    for (uint32_t f = 0; f < self->factor_count; f++) {
        const ns_design_source source = ns_design_source_of(self, f, NS_DESIGN_RANDOM);
        for (uint64_t row = 0; row < self->size; row++)
            rows[row * self->factor_count + f] = ns_design_uniform(&source, row);
    }
    return NS_OK;
}

const ns_design_kind ns_design_random = {
    .head = {.name = "random",
             .summary = "Independent uniform points; more points keep those that were there.",
             .citation =
                 "Metropolis & Ulam 1949, Journal of the American Statistical Association 44(247), 335-341"},
    .size_means = "points",
    .takes_size = true,
    .takes_continuous = true,
    .is_keyed = true,
    .points = ns_design_size_points,
    .fill = fill};
