/* Random scenarios, as text in the scenario format, each a function of its seed alone.
 *
 * They use every key that changes a negotiation, rounded coarsely so that ties abound, and all of them are valid. */
#ifndef NEGSIM_TEST_GENERATOR_H
#define NEGSIM_TEST_GENERATOR_H

#include <stdint.h>

enum {
    /* Full is 128, values are constant multiples of 32, weights multiples of 1/16 that sum to 1: sums of values are exact. */
    GEN_EXACT = 1,
    GEN_MEDIATED = 2 /* always a mediator, with an effort above 0 */
};

/* Memory is the caller's; ends the process when memory is short. */
char *gen_scenario(uint64_t seed, unsigned flags);

#endif
