/* Given points. */
#include "design.h"

static ns_status fill(const ns_design *self, double *rows) {
    if (!self->given) return NS_BAD_USAGE;
    for (uint64_t cell = 0; cell < self->size * self->factor_count; cell++) {
        if (!(self->given[cell] >= 0 && self->given[cell] <= 1)) return NS_BAD_USAGE;
        rows[cell] = self->given[cell];
    }
    return NS_OK;
}

const ns_design_kind ns_design_list = {.head = {.name = "list",
                                                .summary = "The points of a table, as they are.",
                                                .citation = "the analyst's own points"},
                                       .size_means = "rows of the table",
                                       .takes_size = true,
                                       .takes_continuous = true,
                                       .points = ns_design_size_points,
                                       .fill = fill};
