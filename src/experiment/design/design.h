/* Inside of the design room. */
#ifndef NEGSIM_EXPERIMENT_DESIGN_H
#define NEGSIM_EXPERIMENT_DESIGN_H

#include "negsim/design.h"

extern const ns_design_kind ns_design_grid, ns_design_list, ns_design_random, ns_design_lhs, ns_design_sobol,
    ns_design_halton, ns_design_morris, ns_design_saltelli;

/* What a random number of a design is for: numbers of different purposes never meet. Apart from the NS_PURPOSE_* of play. */
typedef enum ns_design_purpose {
    NS_DESIGN_RANDOM = 0x10000,
    NS_DESIGN_STRATUM,
    NS_DESIGN_JITTER,
    NS_DESIGN_SHIFT,
    NS_DESIGN_SCRAMBLE,
    NS_DESIGN_START,
    NS_DESIGN_BASE_POINT,
    NS_DESIGN_SIGN,
    NS_DESIGN_ORDER
} ns_design_purpose;

/* One column's source of random numbers: keyed by seed, factor (its path's hash), purpose and part. */
typedef struct ns_design_source {
    uint64_t seed, factor;
    ns_design_purpose purpose;
    uint32_t part;
} ns_design_source;

ns_design_source ns_design_source_of(const ns_design *self, uint32_t factor, ns_design_purpose purpose);
/* In the open interval (0, 1). */
double ns_design_uniform(const ns_design_source *self, uint64_t number);
/* Below limit (at least 1). */
uint64_t ns_design_below(const ns_design_source *self, uint64_t number, uint64_t limit);
/* A random order of 0 .. count - 1 (Fisher & Yates), numbers from first. */
void ns_design_permute(const ns_design_source *self, uint64_t first, uint64_t *order, uint64_t count);

/* Points of a design whose rows are its size. */
bool ns_design_size_points(const ns_design *self, uint64_t *out);

/* --- Sobol' sequences ------------------------------------------------------------------------------------------------------ */

enum { NS_SOBOL_BITS = 30, NS_SOBOL_OF_GSL = 40, NS_SOBOL_MOST = 2048 };

/* Direction numbers of Joe & Kuo in dimension 0 .. NS_SOBOL_MOST - 1: numbers[dimension * NS_SOBOL_BITS + j] = m_(j+1) 2^(29 - j).
 * dimensions: at most NS_SOBOL_MOST. */
void ns_joe_kuo(uint32_t *numbers, uint32_t dimensions);

/* A sequence at its point `index`. Zeros: closed. */
typedef struct ns_sobol {
    uint32_t dimensions;
    uint64_t index;
    uint32_t *bits;    /* [dimension] of the present point, as 30-bit integers */
    uint32_t *numbers; /* beyond 40 dimensions: direction numbers */
    void *state;       /* up to 40 dimensions: of gsl_qrng_sobol */
    double *point;     /* likewise */
} ns_sobol;

/* At point 0, the origin. */
ns_status ns_sobol_open(ns_sobol *self, uint32_t dimensions) NS_MUST;
void ns_sobol_close(ns_sobol *self);
void ns_sobol_next(ns_sobol *self); /* at most 2^30 - 1 times */

/* Coordinate of 30 bits: bits / 2^30, or with a shift of 52 bits (bits 2^22 xor shift + 1/2) / 2^52. */
double ns_sobol_coordinate(uint32_t bits);
double ns_sobol_shifted(uint32_t bits, uint64_t shift);
/* The random shift of a factor, 52 bits; part: 1 for a second coordinate of the same factor. */
uint64_t ns_sobol_shift_of(const ns_design *self, uint32_t factor, uint32_t part);

#endif
