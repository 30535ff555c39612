/* Sobol' sequences in Gray code order: GSL's (Antonov & Saleev 1979, Bratley & Fox 1988) up to 40 dimensions, beyond them all dimensions
 * by the direction numbers of Joe & Kuo (2008). */
#include "design.h"

#include <gsl/gsl_qrng.h>
#include <stdlib.h>

static ns_status open_gsl(ns_sobol *self) {
    const gsl_qrng_type *type = gsl_qrng_sobol;
    self->state = calloc(1, type->state_size(self->dimensions));
    self->point = calloc(self->dimensions, sizeof *self->point);
    if (!self->state || !self->point) return NS_NO_MEMORY;
    return type->init_state(self->state, self->dimensions) == 0 ? NS_OK : NS_BUG;
}

static ns_status open_joe_kuo(ns_sobol *self) {
    self->numbers = calloc(self->dimensions, NS_SOBOL_BITS * sizeof *self->numbers);
    if (!self->numbers) return NS_NO_MEMORY;
    ns_joe_kuo(self->numbers, self->dimensions);
    return NS_OK;
}

ns_status ns_sobol_open(ns_sobol *self, uint32_t dimensions) {
    *self = (ns_sobol){.dimensions = dimensions};
    if (!dimensions || dimensions > NS_SOBOL_MOST) return NS_BAD_USAGE;
    self->bits = calloc(dimensions, sizeof *self->bits);
    if (!self->bits) return NS_NO_MEMORY;
    return dimensions <= NS_SOBOL_OF_GSL ? open_gsl(self) : open_joe_kuo(self);
}

void ns_sobol_close(ns_sobol *self) {
    free(self->bits);
    free(self->numbers);
    free(self->state);
    free(self->point);
    *self = (ns_sobol){0};
}

/* GSL has no origin and gives k / 2^30, which is exact. */
static void next_gsl(ns_sobol *self) {
    (void)gsl_qrng_sobol->get(self->state, self->dimensions, self->point);
    for (uint32_t d = 0; d < self->dimensions; d++) self->bits[d] = (uint32_t)(self->point[d] * 0x1p30);
}

/* The place of the lowest 0 of the index is the bit in which its Gray code changes. */
static void next_joe_kuo(ns_sobol *self) {
    uint32_t place = 0;
    while (self->index >> place & 1) place++;
    for (uint32_t d = 0; d < self->dimensions; d++)
        self->bits[d] ^= self->numbers[(size_t)d * NS_SOBOL_BITS + place];
}

void ns_sobol_next(ns_sobol *self) {
    if (self->state)
        next_gsl(self);
    else
        next_joe_kuo(self);
    self->index++;
}

double ns_sobol_coordinate(uint32_t bits) { return bits * 0x1p-30; }

double ns_sobol_shifted(uint32_t bits, uint64_t shift) {
    return ((double)((uint64_t)bits << 22 ^ shift) + 0.5) * 0x1p-52;
}

uint64_t ns_sobol_shift_of(const ns_design *self, uint32_t factor, uint32_t part) {
    ns_design_source source = ns_design_source_of(self, factor, NS_DESIGN_SHIFT);
    source.part = part;
    return (uint64_t)(ns_design_uniform(&source, 0) * 0x1p52);
}

/* --- the design ---------------------------------------------------------------------------------------------------------- */

enum { MOST_SKIPPED = 1 << 20, MOST_POINTS = 1 << 29 };

static const char *const shifts[] = {[NS_SHIFT_NONE] = "none", [NS_SHIFT_DIGITAL] = "digital", NULL};

static const ns_param params[] = {
    [NS_SOBOL_SKIP] = {.name = "skip",
                       .type = NS_PARAM_QUANTITY,
                       .unit = NS_UNIT_COUNT,
                       .lowest = 0,
                       .highest = MOST_SKIPPED,
                       .initial = 1,
                       .summary =
                           "Points left out at the start; 1: the origin, as GSL does; 0: none, so that 2^m "
                           "points hit each of 2^m equal slices of a factor once."},
    [NS_SOBOL_SHIFT] =
        {.name = "shift",
         .type = NS_PARAM_CHOICE,
         .initial = NS_SHIFT_NONE,
         .words = shifts,
         .summary = "digital: moved at random by the seed, which keeps the balance; the spread over several "
                    "seeds tells the error."},
    {.name = NULL}};

static void write_row(double *row, const ns_sobol *sequence, const uint64_t *shift) {
    for (uint32_t f = 0; f < sequence->dimensions; f++)
        row[f] =
            shift ? ns_sobol_shifted(sequence->bits[f], shift[f]) : ns_sobol_coordinate(sequence->bits[f]);
}

static ns_status fill(const ns_design *self, double *rows) {
    const uint32_t k = self->factor_count;
    const bool is_shifted = self->arguments[NS_SOBOL_SHIFT] == NS_SHIFT_DIGITAL;
    const uint64_t skip = (uint64_t)self->arguments[NS_SOBOL_SKIP];
    ns_sobol sequence;
    ns_status status = ns_sobol_open(&sequence, k);
    uint64_t *shift = calloc(k, sizeof *shift);
    if (status == NS_OK && !shift) status = NS_NO_MEMORY;
    if (status != NS_OK) goto out;
    for (uint32_t f = 0; f < k; f++) shift[f] = ns_sobol_shift_of(self, f, 0);
    for (uint64_t i = 0; i < skip; i++) ns_sobol_next(&sequence);
    for (uint64_t row = 0; row < self->size; row++) {
        write_row(rows + row * k, &sequence, is_shifted ? shift : NULL);
        ns_sobol_next(&sequence);
    }
out:
    ns_sobol_close(&sequence);
    free(shift);
    return status;
}

const ns_design_kind ns_design_sobol = {
    .head = {.name = "sobol",
             .summary = "Sobol' points: as even as can be in every factor and in pairs of factors; GSL's up "
                        "to 40 factors, beyond them Joe and Kuo's.",
             .citation = "Sobol' 1967, USSR Computational Mathematics and Mathematical Physics 7(4), 86-112; "
                         "Bratley & Fox 1988, "
                         "ACM Transactions on Mathematical Software 14(1), 88-100; Joe & Kuo 2008, SIAM "
                         "Journal on Scientific Computing 30(5), 2635-2654",
             .params = params},
    .size_means = "points",
    .takes_size = true,
    .takes_continuous = true,
    .wants_power_of_two = true,
    .most_factors = NS_SOBOL_MOST,
    .most_size = MOST_POINTS,
    .points = ns_design_size_points,
    .fill = fill};
