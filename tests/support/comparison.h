/* Is what the engine says the same as what the slow engine says? For tests. */
#ifndef NEGSIM_TEST_COMPARISON_H
#define NEGSIM_TEST_COMPARISON_H

#include "loaded.h"
#include "reference.h"

/* The first difference in words, for the caller to free; NULL: equal, doubles bit by bit. */
char *compare_draw(const ref_draw *slow, const ns_instance *fast);
char *compare_play(const ref_draw *draw, const ref_play *slow, const recording *fast);
/* Without the fields that only the slow engine of two may fill (`acted`). */
char *compare_outcomes(const ns_scenario *scenario, const ns_outcome *a, const ns_outcome *b);
char *compare_events(const ns_scenario *scenario, const ns_event *a, size_t a_count, const ns_event *b,
                     size_t b_count);

#endif
