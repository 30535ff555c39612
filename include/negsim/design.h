/* Designs: where a sweep or an analysis looks, as points of the unit cube.
 *
 * Pure functions: the rows depend on kind, arguments, factors, size and seed alone, bit for bit. A row has a coordinate u of each factor;
 * a factor with levels stands at level ns_design_level(u, levels), a continuous one at the quantile, or the part of its range, that u says.
 * u is in [0, 1); with morris, which steps on the ends of the range, and list in [0, 1]. What turns u into a value must allow for both.
 *
 * What is drawn is keyed by (seed, row, path of the factor). With random and lhs a factor keeps its column whichever factors stand beside
 * it, in whatever order. With sobol and halton the column goes by the factor's place, so that it stays when factors are added behind
 * it (sobol: within the first 40 factors, see there); with the shift or the scrambling also by its path. */
#ifndef NEGSIM_DESIGN_H
#define NEGSIM_DESIGN_H

#include <stdbool.h>

#include "negsim/kind.h"
#include "negsim/status.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ns_design_factor {
    const char *path;
    uint32_t levels; /* 0: continuous */
} ns_design_factor;

typedef struct ns_design_kind ns_design_kind;

/* A design as it is asked for. Points into the caller's memory. */
typedef struct ns_design {
    const ns_design_kind *kind;
    const ns_design_factor *factors; /* [factor_count]; paths differ */
    uint32_t factor_count;
    uint64_t
        size; /* points; trajectories of morris; rows of A of saltelli; rows of the list. Grid: not looked at */
    uint64_t seed;                   /* of what is drawn */
    double arguments[NS_MAX_PARAMS]; /* of the kind's params, in their order; a choice: index of its word */
    const double *given; /* list: [size * factor_count] coordinates in [0, 1]; else not looked at */
} ns_design;

struct ns_design_kind {
    ns_kind head;            /* state_size: 0 */
    const char *size_means;  /* what size counts: "points", "trajectories" ...; NULL: it is not looked at */
    bool takes_size;         /* a size must be given */
    bool wants_power_of_two; /* size should be a power of two: other sizes lose part of the balance */
    bool needs_independent;  /* its method, or its lattice, has no meaning for correlated inputs */
    bool takes_continuous;   /* factors without levels */
    bool is_keyed;           /* with its default arguments the seed matters */
    uint32_t most_factors;   /* 0: no limit */
    uint64_t most_size;      /* 0: no limit */
    bool (*points)(const ns_design *self, uint64_t *out); /* false: overflow. The design is checked */
    ns_status (*fill)(const ns_design *self, double *rows);
};

/* grid, list, random, lhs, sobol, halton, morris, saltelli; NULL-ended. */
extern const ns_design_kind *const ns_design_table[];
/* The same as plain kinds, for lists and docs. */
extern const ns_kind *const ns_design_kinds[];
/* The kind of that name; NULL: there is none. */
const ns_design_kind *ns_design_find(const char *name);

/* The kind with its params at their initials, seed 1, no factors, size 0. */
ns_design ns_default_design(const ns_design_kind *kind);

/* Places of the arguments. */
enum { NS_SOBOL_SKIP, NS_SOBOL_SHIFT };
enum { NS_HALTON_SCRAMBLE };
enum { NS_MORRIS_LEVELS };
enum { NS_SALTELLI_ORDER, NS_SALTELLI_SHIFT };
/* Words of the choices. */
enum { NS_SHIFT_NONE, NS_SHIFT_DIGITAL };
enum { NS_SCRAMBLE_NONE, NS_SCRAMBLE_START, NS_SCRAMBLE_DIGITS };
enum { NS_ORDER_FIRST, NS_ORDER_SECOND };

/* Why a design cannot be made. */
typedef enum ns_design_fault {
    NS_DESIGN_FITS,
    NS_DESIGN_NO_FACTORS,
    NS_DESIGN_TOO_MANY_FACTORS, /* more than kind->most_factors */
    NS_DESIGN_CONTINUOUS,       /* a factor has no levels and the kind needs them */
    NS_DESIGN_NO_SIZE,          /* size 0 and the kind takes one */
    NS_DESIGN_BAD_ARGUMENT, /* an argument is out of its range, or not whole, or an odd number of Morris levels */
    NS_DESIGN_TOO_LARGE, /* more than kind->most_size, or a number of points or cells beyond this machine */
    NS_DESIGN_FAULT_COUNT
} ns_design_fault;

/* at: the factor, or argument, that is to blame; may be NULL. */
ns_design_fault ns_design_check(const ns_design *self, uint32_t *at);
/* One English phrase; never NULL, also for a number that is none. */
const char *ns_design_fault_text(ns_design_fault fault);

/* Rows of the design. false: it cannot be made, ns_design_check says why; *out is then 0. */
bool ns_design_points(const ns_design *self, uint64_t *out) NS_MUST;

/* rows: [row * factor_count + factor]. NS_BAD_USAGE: it cannot be made, or a list has no `given` or one outside 0..1; NS_NO_MEMORY; rows are then
 * undefined. */
ns_status ns_design_fill(const ns_design *self, double *rows) NS_MUST;

/* The level that u stands for: min(levels - 1, floor(u levels)). levels at least 1; a u that is no number, or below 0, gives 0. */
uint32_t ns_design_level(double u, uint32_t levels);

/* The powers of two beside a size: the greatest that is at most size and the least that is at least size; equal where size is one.
 * size at least 1; *above is 0 where there is none in 64 bits. */
void ns_design_powers(uint64_t size, uint64_t *below, uint64_t *above);

/* --- rows of the designs that estimators look into ----------------------------------------------------------------------- */

/* Morris: row of a point of a trajectory, point 0 .. k: from one point to the next exactly one factor changes, each once a trajectory. */
uint64_t ns_morris_row(const ns_design *self, uint64_t trajectory, uint32_t point);
/* The factor that changes from row to row + 1 within a trajectory and by how much; false: none, or more than one. */
bool ns_morris_change(const ns_design *self, const double *rows, uint64_t trajectory, uint32_t point,
                      uint32_t *factor, double *delta);

/* Saltelli: rows come in blocks of size: A, B, AB_0 .. AB_k-1 (A with the column from B), and with second order BA_0 .. BA_k-1 (B with the
 * column from A), so that outputs in the order of rows are the arrays of ns_sobol_outputs: a = y, b = y + n, ab = y + 2 n. */
typedef enum ns_saltelli_block { NS_BLOCK_A, NS_BLOCK_B, NS_BLOCK_AB, NS_BLOCK_BA } ns_saltelli_block;
/* First row of a block; factor: of AB and BA. */
uint64_t ns_saltelli_row(const ns_design *self, ns_saltelli_block block, uint32_t factor);

#ifdef __cplusplus
}
#endif

#endif
