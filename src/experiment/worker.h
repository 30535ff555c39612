/* Private to experiment: one thread's workspace. */
#ifndef NEGSIM_EXPERIMENT_WORKER_H
#define NEGSIM_EXPERIMENT_WORKER_H

#include "notes.h"

enum {
    NS_MOST_ARMS = 18,
    NS_ROW_KINDS = 6,
    NS_ROWS_RUNS = 0,
    NS_ROWS_EVENTS = 1,
    NS_ROWS_DRAWS = 2,
    NS_ROWS_MOVES = 3,
    NS_ROWS_MODELS = 4,
    NS_ROWS_RENEGING = 5
};

/* What is needed to play one scenario; arms of the same scenario share it. */
typedef struct ns_table_set {
    const ns_scenario *scenario;
    ns_instance instance;
    ns_session *session;
    ns_frontier *frontier;
    bool frontier_known; /* computed for the present draw */
} ns_table_set;

typedef struct ns_block_count {
    uint32_t blocked, alone;
} ns_block_count;

/* Of what there is some package in a draw and arm. */
typedef struct ns_any {
    bool feasible, admissible, acceptable, reachable;
} ns_any;

/* One arm as this thread plays it. */
typedef struct ns_arm_work {
    const ns_arm *arm;
    ns_table_set *set;
    size_t reference;                         /* arm that it is compared with; SIZE_MAX: none */
    ns_arm_tally tally;                       /* reach of draws, the rest of runs */
    ns_block_count *blocks[NS_SUBJECT_COUNT]; /* of draws: [subject * bits + bit]; NULL: not gathered */
    uint32_t *inputs, input_count;            /* quantities that vary */
    ns_any any;                               /* of the present draw */
    ns_outcome outcome;                       /* of the present play */
    int64_t gain[NS_MAX_PARTIES];             /* nanos, of the present play where agreed */
} ns_arm_work;

typedef struct ns_worker {
    const ns_arms *arms;
    const ns_experiment *experiment;
    const ns_grouping *families, *options;
    uint32_t family_count;
    ns_table_set sets[NS_MOST_ARMS];
    size_t set_count;
    ns_arm_work works[NS_MOST_ARMS]; /* [arm] */
    ns_pair_tally pairs[NS_MOST_ARMS];
    ns_split_tally split;
    ns_company_tally company;
    size_t mediated, unmediated; /* arms of the split; arms->count: not there */
    size_t headline;             /* arm whose agreements progress shows */
    ns_notes notes;
    ns_shut *shut;    /* [package] of the present draw and arm */
    double *uniforms; /* [quantity] of the base scenario, where the experiment gives them */
    ns_group_facts *groups[NS_SUBJECT_COUNT]; /* families, options */
    double *least[NS_SUBJECT_COUNT];          /* [group * bits + bit]: smallest change that opens it alone */
    ns_buffer rows[NS_ROW_KINDS];
    uint64_t agreed; /* in the headline arm, since the last chunk */
    ns_status status;
} ns_worker;

/* false: memory was short. Free it all the same. */
bool ns_worker_init(ns_worker *self, ns_pool *pool);
void ns_worker_free(ns_worker *self);
/* Plays one draw in all arms. */
ns_status ns_worker_draw(ns_worker *self, uint64_t draw) NS_MUST;
/* Adds what it counted to the results. false: memory was short. */
bool ns_worker_add_up(ns_worker *self, ns_results *results);
uint64_t ns_worker_bytes(const ns_arms *arms, unsigned gather, uint64_t families);

/* Reach of the packages in the present draw: self->shut holds the arm's answer. Once per draw and arm. false: memory was short. */
bool ns_gather_reach(ns_worker *self, size_t arm, const ns_arm_facts *facts);
/* Of what there is some package, where the analysis was not asked for. */
ns_any ns_gather_any(ns_worker *self, size_t arm, bool reachable);
/* One run. false: memory was short. */
bool ns_gather_outcome(ns_worker *self, size_t arm, const ns_run_record *record);
/* All arms of a play, paired. */
void ns_gather_pairs(ns_worker *self);
/* The mediator's effect in the present draw and play, by mechanism. */
ns_status ns_split_play(ns_worker *self, uint64_t play) NS_MUST;
/* The mediated arm's draw once more, with others in the seat; which reason ends talks without agreement is left open. */
ns_status ns_worker_replay(ns_worker *self, ns_seat seat, uint64_t play, ns_outcome *out) NS_MUST;
/* What each mediator adds (company.c). */
ns_status ns_company_play(ns_worker *self, uint64_t play) NS_MUST;

/* The arm that arm is compared with: mediated with unmediated, a variant with mediated; SIZE_MAX: none. */
size_t ns_arms_reference(const ns_arms *arms, size_t arm);

#endif
