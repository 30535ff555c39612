/* Private to experiment: one thread's workspace. */
#ifndef NEGSIM_EXPERIMENT_WORKER_H
#define NEGSIM_EXPERIMENT_WORKER_H

#include "tally.h"

enum { MOST_ARMS = 18, ROW_KINDS = 3 };

/* What is needed to play one scenario; arms of the same scenario share it. */
typedef struct stage_set {
    const ns_scenario *scenario;
    ns_instance instance;
    ns_session *session;
    ns_frontier *frontier;
    bool frontier_known; /* computed for the present draw */
} stage_set;

typedef struct worker {
    const ns_arms *arms;
    const ns_experiment *experiment;
    const ns_grouping *families, *options;
    stage_set sets[MOST_ARMS];
    size_t set_count, set_of[MOST_ARMS]; /* arm -> set */
    ns_arm_tally *tallies;               /* [arm] */
    ns_pair_tally pairs[MOST_ARMS];
    size_t reference[MOST_ARMS];         /* arm -> arm that it is compared with; SIZE_MAX: none */
    ns_split_tally split;
    ns_outcome outcomes[MOST_ARMS];      /* of the present draw and play */
    double gains[MOST_ARMS][NS_MAX_PARTIES];
    ns_shut *shut;                       /* [package] */
    ns_group_facts *family_facts, *option_facts;
    double *least_change;                /* [(families + options) * bits]: smallest change that opens a group alone */
    uint32_t *inputs[MOST_ARMS];         /* quantities that vary, of each arm's scenario */
    uint32_t input_count[MOST_ARMS];
    ns_buffer rows[ROW_KINDS];
    uint64_t agreed;                     /* in the headline arm, of the present chunk */
    size_t headline_arm, split_mediated, split_unmediated;
    ns_status status;
} worker;

/* false: memory was short. Free it all the same. */
bool worker_init(worker *self, const ns_arms *arms, const ns_experiment *experiment, const ns_grouping *families, const ns_grouping *options);
void worker_free(worker *self);
/* Plays one draw in all arms. */
ns_status worker_draw(worker *self, uint64_t draw);

/* The parts of a draw's bookkeeping. */
bool gather_reach(worker *self, size_t arm, const ns_instance *instance, const ns_arm_facts *facts);
bool gather_outcome(worker *self, size_t arm, const ns_instance *instance, const ns_run_record *record);
void gather_pairs(worker *self);
ns_status split_draw(worker *self, uint64_t play);

/* The arm that arm is compared with: mediated with unmediated, a variant with mediated; SIZE_MAX: none. */
size_t reference_of(const ns_arms *arms, size_t arm);

#endif
