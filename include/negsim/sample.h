/* Sample: many draws with their inputs and the numbers asked of each, as two tables: what sensitivity analysis and scenario discovery
 * work on. Played in blocks, which make a study. */
#ifndef NEGSIM_SAMPLE_H
#define NEGSIM_SAMPLE_H

#include "negsim/measure.h"
#include "negsim/study.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Which draws: the ordinary ones, keyed by the seed, or the rows of a design for some of the quantities. */
typedef struct ns_sample_plan {
    const ns_arms *arms;
    const ns_measure *measures;
    uint32_t measure_count;
    uint32_t input_count;
    const uint32_t *inputs; /* quantities of the base scenario */
    const double *
        design; /* [row * input_count + input] uniforms in [0, 1); NULL: the ordinary draws. All other quantities are drawn as ever. */
    bool
        common; /* with a design: what is not an input is drawn once for all rows, instead of anew for each */
    uint64_t rows, plays, seed;
} ns_sample_plan;

/* The base scenario's quantities that vary, in the order of its vector, also `#held` entries whose probability is neither 0 nor 1. */
ns_status ns_sample_inputs(uint32_t **out, uint32_t *count, const ns_scenario *scenario) NS_MUST;

enum { NS_SAMPLE_BLOCK = 512 };
/* The study: its unit is a block of rows; the payload holds the measures of each play. The plan must outlive it. With a design no arm
 * may be of another scenario than the base: NS_BAD_USAGE from play. */
ns_study ns_sample_study(ns_sample_plan *plan);

/* What came of it. */
typedef struct ns_sampled {
    uint64_t rows, plays;
    uint32_t input_count, measure_count;
    double *u;       /* [row * input_count + input] */
    double *x;       /* the quantities' values, likewise; of a yes-or-no entry 1 where it holds, else 0 */
    double *y;       /* [measure * rows + row]: mean over plays */
    double *plays_y; /* [(measure * rows + row) * plays + play] */
} ns_sampled;

/* Bytes that the tables take; UINT64_MAX when they do not fit. */
uint64_t ns_sample_bytes(const ns_sample_plan *plan);
/* Puts the tables together. read: the payload of a block, into an empty buffer. */
ns_status ns_sample_collect(ns_sampled **out, const ns_sample_plan *plan,
                            ns_status (*read)(void *store, uint64_t unit, ns_buffer *payload),
                            void *store) NS_MUST;
void ns_sampled_free(ns_sampled *self);

#ifdef __cplusplus
}
#endif

#endif
