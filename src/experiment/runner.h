/* Private to experiment: playing results->experiment into results. */
#ifndef NEGSIM_EXPERIMENT_RUNNER_H
#define NEGSIM_EXPERIMENT_RUNNER_H

#include "negsim/experiment.h"

ns_status ns_runner_run(ns_results *results) NS_MUST;
/* Nothing that is drawn can matter in any arm. */
bool ns_arms_deterministic(const ns_arms *arms);

#endif
