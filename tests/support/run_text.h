/* Runs a scenario given as text or as a file, for tests. */
#ifndef NEGSIM_TESTS_RUN_TEXT_H
#define NEGSIM_TESTS_RUN_TEXT_H

#include "negsim.h"

typedef struct test_run {
    ns_diagnostics *diagnostics;
    ns_document *document;
    ns_scenario *scenario;
    ns_arms *arms;
    ns_results *results;
    ns_status status; /* of the first step that failed; NS_OK: results are there */
} test_run;

/* text: YAML; sets: NULL-ended `path=value`, or NULL. */
test_run test_run_text(const char *text, const char *const *sets, uint64_t draws, unsigned gather,
                       unsigned jobs);
test_run test_run_file(const char *path, const char *const *sets, uint64_t draws, unsigned gather,
                       unsigned jobs);
void test_run_free(test_run *self);

/* The tally of an arm by name; NULL: no such arm. */
const ns_arm_tally *test_arm(const test_run *self, const char *arm);
const ns_pair_tally *test_pair(const test_run *self, const char *arm);

#endif
