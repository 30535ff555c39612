/* Saltelli's blocks from one Sobol' sequence of twice as many dimensions: A from the first half, B from the second. */
#include "design.h"

#include <stdlib.h>

#include "negsim/number.h"

static const char *const orders[] = {[NS_ORDER_FIRST] = "first", [NS_ORDER_SECOND] = "second", NULL};
static const char *const shifts[] = {[NS_SHIFT_NONE] = "none", [NS_SHIFT_DIGITAL] = "digital", NULL};

static const ns_param params[] = {
    [NS_SALTELLI_ORDER] = {.name = "order",
                           .type = NS_PARAM_CHOICE,
                           .initial = NS_ORDER_FIRST,
                           .words = orders,
                           .summary = "first: n (k + 2) points, for first-order and total indices; "
                                      "second: n (2 k + 2), for those of pairs as well."},
    [NS_SALTELLI_SHIFT] = {.name = "shift",
                           .type = NS_PARAM_CHOICE,
                           .initial = NS_SHIFT_DIGITAL,
                           .words = shifts,
                           .summary = "digital: moved at random by the seed, which keeps the balance; none: "
                                      "the plain sequence after its origin, where A and B agree."},
    {.name = NULL}};

static uint64_t blocks(const ns_design *self) {
    const uint64_t k = self->factor_count;
    return self->arguments[NS_SALTELLI_ORDER] == NS_ORDER_SECOND ? 2 * k + 2 : k + 2;
}

static bool points(const ns_design *self, uint64_t *out) {
    return ns_multiply_u64(self->size, blocks(self), out);
}

uint64_t ns_saltelli_row(const ns_design *self, ns_saltelli_block block, uint32_t factor) {
    const uint64_t first[] = {[NS_BLOCK_A] = 0,
                              [NS_BLOCK_B] = 1,
                              [NS_BLOCK_AB] = 2 + (uint64_t)factor,
                              [NS_BLOCK_BA] = 2 + (uint64_t)self->factor_count + factor};
    return first[block] * self->size;
}

static void write_rows(double *a, double *b, const ns_sobol *sequence, const uint64_t *shift) {
    const uint32_t k = sequence->dimensions / 2;
    for (uint32_t f = 0; f < k; f++) {
        const uint32_t in_a = sequence->bits[f], in_b = sequence->bits[k + f];
        a[f] = shift ? ns_sobol_shifted(in_a, shift[f]) : ns_sobol_coordinate(in_a);
        b[f] = shift ? ns_sobol_shifted(in_b, shift[k + f]) : ns_sobol_coordinate(in_b);
    }
}

/* shift: [2 k], NULL: none. */
static void fill_halves(const ns_design *self, double *rows, ns_sobol *sequence, const uint64_t *shift) {
    const uint32_t k = self->factor_count;
    double *b = rows + ns_saltelli_row(self, NS_BLOCK_B, 0) * k;
    if (!shift) ns_sobol_next(sequence);
    for (uint64_t row = 0; row < self->size; row++, ns_sobol_next(sequence))
        write_rows(rows + row * k, b + row * k, sequence, shift);
}

/* A block: `most` with the column of one factor from `other`. */
static void mix(const ns_design *self, double *out, const double *most, const double *other,
                uint32_t factor) {
    const uint32_t k = self->factor_count;
    for (uint64_t cell = 0; cell < self->size * k; cell++) out[cell] = most[cell];
    for (uint64_t row = 0; row < self->size; row++) out[row * k + factor] = other[row * k + factor];
}

static void fill_mixtures(const ns_design *self, double *rows) {
    const uint32_t k = self->factor_count;
    const double *a = rows, *b = rows + ns_saltelli_row(self, NS_BLOCK_B, 0) * k;
    for (uint32_t f = 0; f < k; f++) {
        mix(self, rows + ns_saltelli_row(self, NS_BLOCK_AB, f) * k, a, b, f);
        if (self->arguments[NS_SALTELLI_ORDER] == NS_ORDER_SECOND)
            mix(self, rows + ns_saltelli_row(self, NS_BLOCK_BA, f) * k, b, a, f);
    }
}

static ns_status fill(const ns_design *self, double *rows) {
    const uint32_t k = self->factor_count;
    const bool is_shifted = self->arguments[NS_SALTELLI_SHIFT] == NS_SHIFT_DIGITAL;
    ns_sobol sequence;
    ns_status status = ns_sobol_open(&sequence, 2 * k);
    uint64_t *shift = calloc(2 * (size_t)k, sizeof *shift);
    if (status == NS_OK && !shift) status = NS_NO_MEMORY;
    if (status != NS_OK) goto out;
    for (uint32_t d = 0; d < 2 * k; d++) shift[d] = ns_sobol_shift_of(self, d % k, d / k);
    fill_halves(self, rows, &sequence, is_shifted ? shift : NULL);
    fill_mixtures(self, rows);
out:
    ns_sobol_close(&sequence);
    free(shift);
    return status;
}

const ns_design_kind ns_design_saltelli = {
    .head = {.name = "saltelli",
             .summary = "Two Sobol' samples and their mixtures, one factor exchanged at a time; for Sobol' "
                        "indices.",
             .citation =
                 "Saltelli 2002, Computer Physics Communications 145(2), 280-297; Saltelli et al. 2010, "
                 "Computer Physics Communications 181(2), 259-270",
             .params = params},
    .size_means = "rows of each block",
    .takes_size = true,
    .takes_continuous = true,
    .wants_power_of_two = true,
    .needs_independent = true,
    .is_keyed = true,
    .most_factors = NS_SOBOL_MOST / 2,
    .most_size = 1 << 29,
    .points = points,
    .fill = fill};
