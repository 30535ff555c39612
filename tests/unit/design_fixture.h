/* What the tests of designs share. */
#ifndef NEGSIM_TESTS_DESIGN_FIXTURE_H
#define NEGSIM_TESTS_DESIGN_FIXTURE_H

#include <criterion/criterion.h>

#include <gsl/gsl_qrng.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "experiment/design/design.h"

enum { MOST = 2048 };

/* Factors f0, f1 ... without levels. */
typedef struct paths {
    char names[MOST][8];
    ns_design_factor factors[MOST];
} paths;

static inline paths *new_paths(void) {
    paths *self = calloc(1, sizeof *self);
    for (unsigned f = 0; f < MOST; f++) {
        snprintf(self->names[f], sizeof self->names[f], "f%u", f);
        self->factors[f].path = self->names[f];
    }
    return self;
}

static inline ns_design design_of(const char *kind, const ns_design_factor *factors, uint32_t count,
                                  uint64_t size) {
    ns_design design = ns_default_design(ns_design_find(kind));
    design.factors = factors;
    design.factor_count = count;
    design.size = size;
    return design;
}

/* The rows, with two numbers behind them that must stay as they are. */
static inline double *rows_of(const ns_design *design, uint64_t *count) {
    uint64_t n = 0;
    cr_assert(ns_design_points(design, &n), "%s", ns_design_fault_text(ns_design_check(design, NULL)));
    const size_t cells = n * design->factor_count;
    double *rows = malloc((cells + 2) * sizeof *rows);
    for (size_t c = 0; c < cells + 2; c++) rows[c] = -7;
    cr_assert_eq(ns_design_fill(design, rows), NS_OK);
    for (size_t c = 0; c < cells; c++)
        cr_assert(rows[c] >= 0 && rows[c] <= 1, "%s cell %zu: %g", design->kind->head.name, c, rows[c]);
    cr_assert(rows[cells] == -7 && rows[cells + 1] == -7);
    if (count) *count = n;
    return rows;
}

/* Each of n equal slices of each factor is hit once. */
static inline void assert_stratified(const double *rows, uint64_t n, uint32_t k) {
    unsigned char *hits = malloc(n);
    for (uint32_t f = 0; f < k; f++) {
        memset(hits, 0, n);
        for (uint64_t i = 0; i < n; i++) hits[(uint64_t)floor(rows[i * k + f] * (double)n)]++;
        for (uint64_t i = 0; i < n; i++)
            cr_assert_eq(hits[i], 1, "factor %u slice %lu: %d", f, (unsigned long)i, hits[i]);
    }
    free(hits);
}

static inline void assert_like_gsl(const ns_design *design, const gsl_qrng_type *type, double within) {
    gsl_qrng *gsl = gsl_qrng_alloc(type, design->factor_count);
    double *rows = rows_of(design, NULL), point[64];
    for (uint64_t i = 0; i < design->size; i++) {
        gsl_qrng_get(gsl, point);
        for (uint32_t f = 0; f < design->factor_count; f++)
            cr_assert(fabs(rows[i * design->factor_count + f] - point[f]) <= within,
                      "%u factors, point %lu, factor %u", design->factor_count, (unsigned long)i, f);
    }
    free(rows);
    gsl_qrng_free(gsl);
}

#endif
