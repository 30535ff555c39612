/* View: all that a party's tactic, acceptance, offer and opponent model may see. Own values, history, the clock, the others'
 * public positions, and weights that it believes; never another party's true weights, links, no-deal value or flexibility.
 * Kinds include this header and nothing else of the engine: the information boundary (a test compiles each against it alone). */
#ifndef NEGSIM_VIEW_H
#define NEGSIM_VIEW_H

#include <stdint.h>

#include "negsim/kind.h"

#ifdef __cplusplus
extern "C" {
#endif

#define NS_VIEW_NONE UINT32_MAX

typedef struct ns_bids ns_bids; /* own look-ups: negsim/bids.h */

/* One offer, as everybody heard it. */
typedef struct ns_heard_offer {
    uint32_t round, maker, part;
    uint32_t is_new; /* 1: this party had not offered it before in this stage */
} ns_heard_offer;

/* The issues of the present stage: what a part is made of. */
typedef struct ns_stage_view {
    uint32_t issue_count;
    uint32_t part_count;
    const uint32_t *issue;        /* [k] number of the issue in the scenario */
    const uint32_t *option_count; /* [k] */
    const uint32_t *stride;       /* [k] option k of part z: z / stride[k] % option_count[k] */
} ns_stage_view;

typedef struct ns_view {
    uint32_t me, party_count;
    uint32_t round, rounds; /* from 1 */
    double time;            /* clock of the round order, 0..1 */
    double horizon;         /* T_e: rounds, or fewer where a mediator's deadline is believed */
    double full, slack;     /* top of the scale; slack of "at least" */
    double reservation;     /* perceived no-deal value R */
    double best;            /* A: largest worth in this stage; -HUGE_VAL: nothing is negotiable */
    double least;  /* smallest worth of a negotiable part of this stage; only where the tactic uses_least */
    double target; /* th, once the tactic has spoken */
    const double *worth; /* [part] own S; -HUGE_VAL: not negotiable */
    ns_bids *bids;
    const ns_stage_view *stage;
    uint32_t issue_count; /* of the scenario */
    const double *
        others; /* [part] what I believe it is worth to the others together: sum over them, in party order, of
                                     (sum over the stage's issues of believed weight times value). NULL unless the offer rule uses_weights */
    const double *const
        *values; /* [party] -> v of that party for all options of all issues: public positions */
    const uint32_t *first_option; /* [issue] offset in values */
    double *const
        *believed; /* [other party] -> [issue] weights that I act on in this round (mine: NULL); this and
                                     estimate are NULL, and nothing is learnt, unless the offer rule uses_weights */
    double *const *estimate; /* [other party] -> [issue] my own estimate; only the opponent model writes it */
    double *const *
        notes; /* [other party] -> the model's notes: notes_per_issue * issues, then notes_per_option * options */
    double weight_sum[10];    /* [party] W: sum of that party's weights, public */
    uint32_t on_table, maker; /* part on the table and who made it; NS_VIEW_NONE */
    uint32_t last_own;        /* my previous offer in this stage; NS_VIEW_NONE */
    const uint32_t *last_of;  /* [party] latest offer of each in this stage; NS_VIEW_NONE */
    double
        noise; /* uniform (0, 1), keyed by (seed, draw, play, me, offer, round); only where the offer rule uses_noise */
    double whim; /* the same with its own purpose, for the tactic; only where it uses_noise */
    struct ns_agent *
        agent; /* a tactic that starts_program: the program (its first parameter is the command, its second the seconds that an
                               answer may take); else NULL */
    uint32_t standing; /* single text: the part that stands; NS_VIEW_NONE */
    double vote;       /* uniform (0, 1) of this round; only where the acceptance uses_standing */
    double *scratch;   /* [part] for a kind's own sums; what is in it is lost */
    const ns_heard_offer *
        history; /* [history_count] all offers of this stage in the order in which they were made, mine too; only where
                                      a kind uses_history */
    uint32_t history_count;
} ns_view;

/* Never less than the value of no deal. */
static inline double ns_view_floor(const ns_view *view, double target) {
    return target > view->reservation ? target : view->reservation;
}
/* Own worth of a part; what is not negotiable counts as no deal. */
static inline double ns_view_worth(const ns_view *view, uint32_t part) {
    const double worth = view->worth[part];
    return worth > -1e300 ? worth : view->reservation;
}

/* Why a tactic leaves. */
#define NS_LEAVES_BY_CHOICE 1
#define NS_LEAVES_FAILED 2

/* A tactic: how far has the party conceded? It gives a level in 0..1 (the target then lies that far down from the best to no deal), or
 * the target itself in points; it may also make its own offers and say itself what it accepts. */
typedef struct ns_tactic_kind {
    ns_kind head;
    double (*level)(const ns_view *view, const double *arguments, void *state);
    double (*target)(const ns_view *view, const double *arguments, void *state);
    /* Its own offers: the rule of offers is not asked. NS_VIEW_NONE: it passes. NULL: the rule of offers chooses. */
    uint32_t (*choose)(const ns_view *view, const double *arguments, void *state);
    /* Its own acceptance: at least this, and never less than no deal. NULL: the rule of acceptance says. */
    double (*need)(const ns_view *view, const double *arguments, void *state);
    int (*is_plain)(
        const double *arguments); /* with both: 1 where the level says it all; NULL: a level always does */
    int (*leaves)(
        const ns_view *view,
        const void *state); /* why it leaves the talks in its turn; 0: it stays. NULL: it never does */
    int time_only; /* 1: all depends on the clock alone, so that all rounds can be computed at once; a plain level never falls with it */
    int uses_least, uses_noise, uses_history,
        uses_weights; /* 1: reads view->least, whim, history, believed or others */
    /* Levels of many rounds at once, each within 1e-13 of `level`, for what only compares and asks `level` where that is too close;
     * only where time_only and plain. NULL: none. */
    void (*levels)(const double *time, const double *log_time, uint32_t count, const double *arguments,
                   double *out);
} ns_tactic_kind;

/* An offer rule: a part, or NS_VIEW_NONE for none. */
typedef struct ns_offer_kind {
    ns_kind head;
    uint32_t (*choose)(const ns_view *view, const double *arguments, void *state);
    int (*schedules_lowest)(
        const double *
            arguments); /* 1: choose is ns_bids_lowest(target), so that a schedule may stand in for it; NULL: never */
    int uses_noise;   /* 1: reads view->noise */
    int uses_weights; /* 1: reads view->believed or view->others */
    int uses_history; /* 1: reads view->history */
} ns_offer_kind;

/* What an acceptance compares the value on the table with. own_offer: the offer that the rule of offers would make now
 * (computed only when wants_offer is 1), NS_VIEW_NONE: none. */
typedef struct ns_acceptance_kind {
    ns_kind head;
    double (*need)(const ns_view *view, const double *arguments, uint32_t own_offer);
    int wants_offer;
    int (*asks_target)(
        const double
            *arguments); /* 1: need is the larger of target and reservation, whatever else; NULL: never */
    int uses_history;    /* 1: reads view->history */
    int uses_standing;   /* 1: reads view->standing and vote */
} ns_acceptance_kind;

/* A model of the others: start fills the estimates' first values and notes if they differ from "all issues alike" and 0 (NULL: they do
 * not); hear learns from an offer of party `maker`; previous: its offer before in this stage, NS_VIEW_NONE for the first. */
typedef struct ns_opponent_kind {
    ns_kind head;
    void (*start)(const ns_view *view, const double *arguments, void *state);
    void (*hear)(const ns_view *view, const double *arguments, uint32_t maker, uint32_t part,
                 uint32_t previous, void *state);
    int hears_repeats; /* 1: an offer that repeats the last one teaches something too */
    int knows_all;     /* 1: the session hands it the truth: for comparison only */
    uint32_t
        notes_per_issue; /* doubles of notes for each issue, and for each option, about each other party */
    uint32_t notes_per_option;
} ns_opponent_kind;

#ifdef __cplusplus
}
#endif

#endif
