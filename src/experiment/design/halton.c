/* Halton sequences: the radical inverse in a prime of each factor. */
#include "design.h"

#include <math.h>
#include <stdlib.h>

static const char *const ways[] = {
    [NS_SCRAMBLE_NONE] = "none", [NS_SCRAMBLE_START] = "start", [NS_SCRAMBLE_DIGITS] = "digits", NULL};

static const ns_param params[] = {
    [NS_HALTON_SCRAMBLE] = {.name = "scramble",
                            .type = NS_PARAM_CHOICE,
                            .initial = NS_SCRAMBLE_DIGITS,
                            .words = ways,
                            .summary =
                                "digits: each digit permuted at random by the seed; start: each factor "
                                "begins at a random place; "
                                "none: the plain sequence, which beyond 10 factors or so lies on lines."},
    {.name = NULL}};

/* primes above the given one; 2 after 0. Trial division: there are few. */
static uint64_t next_prime(uint64_t prime) {
    for (;;) {
        uint64_t divisor = 2;
        for (prime += prime < 3 ? 1 + (prime == 0) : 2; divisor * divisor <= prime; divisor++)
            if (prime % divisor == 0) break;
        if (divisor * divisor > prime) return prime;
    }
}

/* Summed from the first digit on, as GSL does. */
static double radical_inverse(uint64_t index, uint64_t base) {
    double sum = 0, weight = 1;
    for (; index; index /= base) {
        weight /= (double)base;
        sum += weight * (double)(index % base);
    }
    return sum;
}

static void fill_from(const ns_design *self, double *column, uint64_t base, uint64_t start) {
    for (uint64_t row = 0; row < self->size; row++)
        column[row * self->factor_count] = radical_inverse(start + row, base);
}

/* Owen 2017: an independent permutation of every digit down to the precision of a double, leading zeros as well. The
 * point itself lies in the middle of what its digits leave open. */
static void fill_permuted(const ns_design *self, double *column, uint32_t factor, uint64_t base,
                          uint64_t *order) {
    ns_design_source source = ns_design_source_of(self, factor, NS_DESIGN_SCRAMBLE);
    double weight = 1;
    for (uint64_t row = 0; row < self->size; row++) column[row * self->factor_count] = 0;
    for (uint64_t power = 1; weight > 0x1p-52; source.part++) {
        ns_design_permute(&source, 0, order, base);
        weight /= (double)base;
        for (uint64_t row = 0; row < self->size; row++)
            column[row * self->factor_count] += weight * (double)order[power ? row / power % base : 0];
        power = power && power <= self->size / base ? power * base : 0;
    }
    for (uint64_t row = 0; row < self->size; row++)
        column[row * self->factor_count] = fmin(column[row * self->factor_count] + weight / 2, 1 - 0x1p-53);
}

static uint64_t start_of(const ns_design *self, uint32_t factor) {
    if (self->arguments[NS_HALTON_SCRAMBLE] == NS_SCRAMBLE_NONE) return 1;
    const ns_design_source source = ns_design_source_of(self, factor, NS_DESIGN_START);
    return ns_design_below(&source, 0, UINT64_C(1) << 40);
}

static ns_status fill(const ns_design *self, double *rows) {
    const bool is_permuted = self->arguments[NS_HALTON_SCRAMBLE] == NS_SCRAMBLE_DIGITS;
    uint64_t last = 0, base = 0;
    for (uint32_t f = 0; f < self->factor_count; f++) last = next_prime(last);
    uint64_t *order = calloc(last, sizeof *order);
    if (!order) return NS_NO_MEMORY;
    for (uint32_t f = 0; f < self->factor_count; f++) {
        base = next_prime(base);
        if (is_permuted)
            fill_permuted(self, rows + f, f, base, order);
        else
            fill_from(self, rows + f, base, start_of(self, f));
    }
    free(order);
    return NS_OK;
}

const ns_design_kind ns_design_halton = {
    .head = {.name = "halton",
             .summary =
                 "Halton points: evenly spread for any number of points; more points keep those there were.",
             .citation = "Halton 1960, Numerische Mathematik 2, 84-90; Wang & Hickernell 2000, Mathematical "
                         "and Computer "
                         "Modelling 32(7-8), 887-899 (start); Owen 2017, arXiv:1706.02808 (digits)",
             .params = params},
    .size_means = "points",
    .takes_size = true,
    .takes_continuous = true,
    .is_keyed = true,
    .most_factors = 1229, /* primes below 10,000 */
    .most_size = UINT64_C(1) << 40,
    .points = ns_design_size_points,
    .fill = fill};
