/* Experiment: many draws in several arms over threads, tallied in integers so that any merge order gives the same bytes. */
#ifndef NEGSIM_EXPERIMENT_H
#define NEGSIM_EXPERIMENT_H

#include "negsim/renege.h"
#include "negsim/session.h"
#include "negsim/solution.h"

#ifdef __cplusplus
extern "C" {
#endif

/* One arm: a scenario (the base one, or a variant's own) and who mediates in it. */
typedef struct ns_arm {
    const char *name; /* "unmediated", "mediated", or the variant's name */
    const char *title;
    const ns_scenario *scenario;
    ns_seat seat;
    bool is_variant;
} ns_arm;

/* Arms in playing order: unmediated, mediated, then the variants in file order, cut to the names asked for. Owns the variants' scenarios. */
typedef struct ns_arms {
    size_t count;
    ns_arm *arms;
    const ns_scenario *base;
    struct ns_arms_memory *memory;
} ns_arms;

/* list: comma-separated names, NULL for all. Faults (unknown arm, variant that does not build) go to diagnostics. */
ns_status ns_arms_build(ns_arms **out, const ns_scenario *base, const char *list, const ns_registry *registry,
                        ns_diagnostics *diagnostics) NS_MUST;
void ns_arms_free(ns_arms *self);
size_t ns_arms_find(const ns_arms *self, const char *name); /* count when absent */

/* What to gather. Bits; the tables asked for decide. */
enum {
    NS_GATHER_PACKAGES = 1, /* per-package funnel and values */
    NS_GATHER_BLOCKERS = 2,
    NS_GATHER_RUNS = 4,    /* call on_run for every draw and arm, in order */
    NS_GATHER_SPLIT = 8,   /* effect by mechanism (Shapley) */
    NS_GATHER_INPUTS = 16, /* share agreed by fifths of each input */
    NS_GATHER_TRACE = 32,
    NS_GATHER_DRAWS = 64,      /* call on_draw */
    NS_GATHER_SOLUTIONS = 128, /* frontier and Nash distance for agreed packages */
    NS_GATHER_COMPANY = 256,   /* effect by mediator: every set of them is played */
    NS_GATHER_MOVES = 512,     /* call moves for every run */
    NS_GATHER_MODELS = 1024,   /* call models for every run */
    NS_GATHER_RENEGING = 2048  /* call reneging for every agreement */
};

/* One run as rows and tallies see it. */
typedef struct ns_run_record {
    uint64_t draw, play;
    size_t arm;
    const ns_outcome *outcome;
    double value[NS_MAX_PARTIES],
        gain[NS_MAX_PARTIES]; /* of the agreed package; gain = value - no_deal; NaN without agreement */
    double no_deal[NS_MAX_PARTIES];
    double distance_pareto, distance_nash, distance_kalai; /* points; NaN: not agreed or no such point */
    bool any_reachable;
    ns_renege_facts renege; /* of an agreement, where somebody controls something */
    const ns_shut *
        shut; /* [package] what shuts it in this draw and arm; NULL where packages are not looked at, or play > 0 */
} ns_run_record;

/* Formats rows into a chunk's buffer: called by worker threads, out of order; each chunk's buffers are written in order of chunks.
 * A status other than NS_OK stops the experiment. */
typedef struct ns_row_writer {
    ns_status (*run)(void *user, ns_buffer *rows, const ns_run_record *record);
    ns_status (*event)(void *user, ns_buffer *rows, const ns_run_record *draw_arm,
                       const ns_event *event); /* outcome is NULL there */
    ns_status (*draw)(void *user, ns_buffer *rows, const ns_instance *instance);
    ns_status (*moves)(void *user, ns_buffer *rows, const ns_run_record *record, const ns_session *session);
    ns_status (*models)(void *user, ns_buffer *rows, const ns_run_record *record, const ns_session *session,
                        const ns_instance *instance);
    ns_status (*reneging)(void *user, ns_buffer *rows, const ns_run_record *record,
                          const ns_instance *instance);
    /* The main or a worker thread, one at a time, in chunk order: which 0 runs, 1 events, 2 draws, 3 moves, 4 models, 5 reneging. */
    ns_status (*flush)(void *user, int which, const ns_buffer *rows);
    void *user;
} ns_row_writer;

typedef struct ns_experiment {
    uint64_t first_draw, draws, plays;
    uint64_t seed;
    unsigned jobs; /* threads, at least 1 */
    unsigned gather;
    uint64_t trace_draws;        /* the first so many draws of which events are written */
    const ns_row_writer *writer; /* NULL: none */
    /* Fills the uniforms of a draw's quantities, in place of the keyed ones: of the base scenario, whose own keyed ones stand in `row`.
     * NULL: none. Called by several threads. Arms of other scenarios (variants) keep theirs. */
    void (*uniforms)(void *user, uint64_t draw, double *row);
    void *uniforms_user;
    /* Asked between chunks; non-zero stops with NS_STOPPED. Called by one thread at a time; done: draws finished;
     * agreed: agreements so far in arm `headline_arm`. */
    int (*on_progress)(void *user, uint64_t done, uint64_t total, uint64_t agreed);
    void *progress_user;
} ns_experiment;

ns_experiment ns_default_experiment(const ns_scenario *scenario);

/* --- tallies ---------------------------------------------------------------------------------------- */

#define NS_GAIN_BINS 4001 /* gains from -2 full to +2 full in bins of full/1000; beyond: the end bins */
typedef struct ns_histogram {
    uint64_t count;
    uint32_t bins[NS_GAIN_BINS];
} ns_histogram;

__extension__ typedef __int128 ns_wide; /* sums of nanos */

/* Per package and arm. */
typedef struct ns_package_tally {
    uint32_t feasible, admissible, acceptable, reachable, agreed;
    uint32_t pareto; /* agreed and on the frontier of its draw */
    uint64_t round_sum;
} ns_package_tally;

#define NS_CHANGE_BINS                                                                                       \
    128 /* log-linear bins of a change in points: 64 of full/1000 each, then 16 to the octave */
typedef struct ns_change_tally {
    uint32_t count;
    int64_t least, most; /* nanos */
    double full;         /* top of the scale, for the width of bins */
    uint32_t bins[NS_CHANGE_BINS];
} ns_change_tally;

/* Per (package | family | option, bit). */
typedef struct ns_block_tally {
    uint32_t blocked, alone;
    ns_change_tally *change; /* no_deal and inflexible, made on first use; NULL: none */
} ns_block_tally;

typedef struct ns_group_tally { /* a family or an option */
    uint32_t feasible, admissible, acceptable, reachable, agreed;
    ns_histogram *gain; /* families: [party], made on first use; NULL before */
} ns_group_tally;

typedef struct ns_arm_tally {
    uint64_t runs;
    uint64_t reasons[NS_REASON_COUNT];
    uint64_t any_reachable; /* draws in which something is */
    uint64_t feasible_any, admissible_any, acceptable_any;
    uint64_t drafts, text_signed, unblocked, carrots_runs;
    uint64_t held;                                /* agreed, and in force to the horizon */
    uint64_t stable_nash, stable_gmr, stable_seq; /* agreements that nobody would leave, by concept */
    uint64_t weakest[NS_MAX_PARTIES];             /* whose guarantee would have to be the largest */
    ns_wide guarantee_needed;                     /* points, over agreements that need one */
    uint64_t remedies[NS_REMEDY_COUNT];           /* deals that fell and would have held with it */
    uint64_t idle[NS_MAX_PARTIES], offers[NS_MAX_PARTIES];
    ns_wide paid[NS_MAX_PARTIES];
    ns_wide value[NS_MAX_PARTIES], gain[NS_MAX_PARTIES],
        concession
            [NS_MAX_PARTIES]; /* over agreed runs; concession: first minus last own offer, over runs that have both */
    uint64_t concession_runs[NS_MAX_PARTIES];
    ns_wide distance_pareto, distance_nash;
    uint64_t distance_pareto_runs, distance_nash_runs, on_pareto;
    uint32_t *agreed_in_round; /* [T + 1] */
    uint32_t *fell_after;      /* [horizon + 1] by rounds in force; the last: held. NULL without durability */
    ns_histogram *gains;       /* [party] */
    uint64_t pivot_draws;      /* nothing reachable */
    uint64_t pivot_pairs[64], pivot_causes[NS_CAUSE_COUNT];
    ns_package_tally *packages;     /* [package] */
    ns_wide *package_gain;          /* [package * parties + party] over agreed runs */
    ns_block_tally *package_blocks; /* [package * bits + bit] */
    ns_group_tally *families, *options;
    ns_block_tally *family_blocks, *option_blocks; /* [group * bits + bit] */
    uint32_t *stage_settled;                       /* [stage * (T + 1) + round] */
    uint32_t *input_runs, *input_agreed;           /* [quantity * 5 + fifth] of this arm's scenario */
} ns_arm_tally;

/* Paired counts of two arms over the same draws. */
typedef struct ns_pair_tally {
    uint64_t both, only_a, only_b, neither;
    uint64_t held_both, held_only_a, held_only_b; /* the same of agreements that hold */
    ns_wide round_difference;                     /* over draws where both agreed: a - b */
    ns_wide gain_difference[NS_MAX_PARTIES];
} ns_pair_tally;

/* Effect of the mediator split over mechanisms: Shapley shares of agreed, in units of 1/5040 per draw (7! orders: exact integers). */
typedef struct ns_split_tally {
    uint64_t draws;
    int64_t sum[NS_MECHANISM_COUNT];
    uint64_t squares[NS_MECHANISM_COUNT]; /* sum of squared units, for intervals */
    uint64_t plays;                       /* extra negotiations that it took */
} ns_split_tally;

/* What one mediator adds: the mediated arm with it (a) and without it (b), and its Shapley share, of all n! orders in which n mediators can
 * come, in units of 1/n! per run. */
typedef struct ns_member_tally {
    ns_pair_tally pair; /* counts only */
    int64_t agreed, held;
    uint64_t agreed_squares, held_squares; /* sums of squared units, for intervals */
    uint64_t texts, signed_texts;          /* in the mediated arm: put on the table; signed */
    uint64_t payers;                       /* runs in which it paid */
    ns_wide paid;
} ns_member_tally;

typedef struct ns_company_tally {
    uint64_t runs;
    uint64_t plays;                           /* extra negotiations that it took */
    uint32_t orders;                          /* n! */
    ns_member_tally member[NS_MAX_MEDIATORS]; /* [mediator of the file] */
} ns_company_tally;

typedef struct ns_results {
    const ns_arms *arms;
    ns_experiment experiment; /* as run; draws = draws finished */
    const ns_grouping *families, *options;
    ns_arm_tally *tallies; /* [arm] */
    ns_pair_tally *
        pairs; /* [arm]: that arm (a) against its reference (b): mediated against unmediated, a variant against mediated;
                                     unused for unmediated */
    ns_split_tally split; /* of mediated against unmediated */
    ns_company_tally company;
    bool deterministic; /* nothing is drawn: one draw was played */
    struct ns_results_memory *memory;
} ns_results;

/* Bytes that a run will take, for the memory limit. */
uint64_t ns_experiment_memory(const ns_arms *arms, const ns_experiment *experiment);
/* Plays it; *out is NULL but for NS_OK. All tallies count runs (draws times plays). NS_STOPPED when asked to stop, NS_TOO_LARGE when the predicted memory is over the limit (diagnostics say so). */
ns_status ns_experiment_run(ns_results **out, const ns_arms *arms, const ns_experiment *experiment,
                            ns_diagnostics *diagnostics) NS_MUST;
void ns_results_free(ns_results *self);
/* Adds b's tallies to a's; the same arms and settings, other draws. NS_NO_MEMORY leaves a half merged: free it. */
ns_status ns_results_merge(ns_results *a, const ns_results *b) NS_MUST;
/* Reference arm of an arm for effects: SIZE_MAX when it has none among the arms. */
size_t ns_results_reference(const ns_results *self, size_t arm);

/* Statistics. */
typedef struct ns_interval {
    double value, low, high;
} ns_interval;
/* Wilson score interval of k of n at 95%; n = 0: NaN. */
ns_interval ns_wilson(uint64_t k, uint64_t n);
/* Difference of paired proportions a - b, Newcombe's square-and-add method 10 (1998) at 95%. */
ns_interval ns_paired_difference(const ns_pair_tally *pair);
/* The same of agreements that hold. */
ns_interval ns_held_difference(const ns_pair_tally *pair);
/* Share in points (1 = 100%) of a mechanism, normal interval over draws. */
ns_interval ns_split_share(const ns_split_tally *split, ns_mechanism_id mechanism);
/* A mean of Shapley units over runs, with its normal interval. */
ns_interval ns_member_share(const ns_company_tally *company, int64_t sum, uint64_t squares);
/* Quantile q of a gains histogram in points: middle of the bin; NaN when empty. */
double ns_histogram_quantile(const ns_histogram *self, double q, double full);
double ns_change_median(const ns_change_tally *self);
/* Median round of the agreed runs and a quantile; NaN: none. */
double ns_round_quantile(const ns_arm_tally *self, uint32_t rounds, double q);

#ifdef __cplusplus
}
#endif

#endif
