/* Session: one negotiation, one draw in one arm, by the round order. */
#ifndef NEGSIM_SESSION_H
#define NEGSIM_SESSION_H

#include "negsim/event.h"
#include "negsim/reach.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum ns_reason {
    NS_REASON_PRECONDITION_DEADLOCK,
    NS_REASON_BROKEN_OFF,
    NS_REASON_WALKOUT,
    NS_REASON_NOT_RATIFIED,
    NS_REASON_AGREED,
    NS_REASON_NO_ZONE,
    NS_REASON_DEADLINE,
    NS_REASON_COUNT
} ns_reason;
const char *ns_reason_name(ns_reason reason);

/* The mechanisms of a mediator, in the order of the mechanism table (bit k of a mechanism set). */
typedef enum ns_mechanism_id {
    NS_MECHANISM_INFORMATION,
    NS_MECHANISM_PROPOSALS,
    NS_MECHANISM_CARROTS,
    NS_MECHANISM_DEADLINE,
    NS_MECHANISM_SEQUENCING,
    NS_MECHANISM_FACE,
    NS_MECHANISM_GUARANTEE,
    NS_MECHANISM_COUNT
} ns_mechanism_id;
#define NS_ALL_MECHANISMS ((1u << NS_MECHANISM_COUNT) - 1)

/* Who mediates in this arm: bit k, mediator k of the file; 0: nobody. mechanisms: a set; those outside are left out (on top of the file's
 * own lists). */
typedef struct ns_seat {
    uint32_t mediators;
    uint32_t mechanisms;
} ns_seat;
/* All of a file's mediators, with all that they do. */
ns_seat ns_seat_all(const ns_scenario *scenario);

/* What would have kept a deal that fell: a cause struck (no pressure, a balance that stood still, no spoilers, nothing left for later), or a cure complete (a guarantee
 * of credibility 1, full monitoring). */
typedef enum ns_remedy {
    NS_REMEDY_PRESSURE,
    NS_REMEDY_BALANCE,
    NS_REMEDY_SPOILERS,
    NS_REMEDY_GUARANTEE,
    NS_REMEDY_MONITORING,
    NS_REMEDY_PARKING,
    NS_REMEDY_COUNT
} ns_remedy;
const char *ns_remedy_name(ns_remedy remedy); /* "pressure", .. */

typedef struct ns_settlement {
    uint32_t round, part;
} ns_settlement;

#define NS_MAX_STAGES 64

typedef struct ns_outcome {
    ns_reason reason;
    uint32_t round;   /* of the last settlement; if none, the last one played; 0 for precondition_deadlock */
    uint32_t ender;   /* walkout: the party that left; not_ratified: whose home refused; else NS_NONE */
    uint32_t refused; /* not_ratified: the package signed; else NS_NONE */
    uint32_t
        in_force; /* rounds that the package was in force, at most the horizon; 0 without durability or agreement */
    bool held;         /* to the horizon */
    unsigned remedies; /* bit per remedy which alone would have made a deal hold that fell */
    ns_why why;        /* walkout: what for; else NONE */
    uint32_t package;  /* NS_NONE: no agreement */
    uint32_t settled_count;
    ns_settlement settled[NS_MAX_STAGES];
    uint32_t offers[NS_MAX_PARTIES];      /* offers made */
    uint32_t idle[NS_MAX_PARTIES];        /* turns with nothing to offer */
    uint32_t drafts;                      /* texts put on the table */
    uint16_t signatories;                 /* bits of those whose yes settled what was settled last */
    uint32_t text_signed;                 /* 1: what was settled last was a mediator's text, */
    uint32_t author;                      /* of this one; else NS_NONE */
    uint32_t drafts_by[NS_MAX_MEDIATORS]; /* texts, and */
    double paid_by[NS_MAX_MEDIATORS];     /* carrots of each */
    uint32_t unblocked;                   /* preconditions dropped by sequencing */
    double value[NS_MAX_PARTIES];   /* of the package as things were when it was signed; NaN: none was */
    uint64_t happened;              /* bit per event that happened before the end */
    double no_deal[NS_MAX_PARTIES]; /* true value in the round in which the talks ended */
    double balance;                 /* of the conflict in that round; NaN: there is none */
    double paid[NS_MAX_PARTIES];    /* carrots */
    double first_worth
        [NS_MAX_PARTIES]; /* own worth of a party's first offer, last_worth of its last (in the last stage played); NaN: none */
    double last_worth[NS_MAX_PARTIES];
    /* Bit per mechanism that can have made a difference: played again with any set of mechanisms that holds these and lies within the
     * set played, the talks end in the same package and round, or again in none. A superset: some of them may have changed nothing. Left
     * out are a turn to draft that found no text (its event alone shows it), and a purse that only decides whether talks without a
     * signature count as `deadline` or `no_zone`. */
    uint32_t acted;
} ns_outcome;

typedef struct ns_session ns_session; /* workspace for a scenario; one per thread */

ns_session *ns_session_new(const ns_scenario *scenario); /* NULL when memory is short */
void ns_session_free(ns_session *self);

/* A party's moves from one offer of its own to the next in a stage, by what they change for itself and, on the mean, for the others (Hindriks, Jonker
 * & Tykhonov 2007, Let's DANS!, IAT 2007, 427-433): own value down and the others' not: concession; both down, or the others' alone: unfortunate; own up
 * and the others' not: selfish; both up: fortunate; the others' alone up: nice; neither changes: silent. Changes of at most the slack are none. */
typedef enum ns_move_kind {
    NS_MOVE_CONCESSION,
    NS_MOVE_SELFISH,
    NS_MOVE_FORTUNATE,
    NS_MOVE_UNFORTUNATE,
    NS_MOVE_NICE,
    NS_MOVE_SILENT,
    NS_MOVE_COUNT
} ns_move_kind;
const char *ns_move_name(ns_move_kind kind);
ns_move_kind ns_move_of(double own, double others, double slack);

/* Looks on at every offer from the next begin on: rounds are then played one by one, to the same effect. */
void ns_session_look_on(ns_session *self, bool moves);
/* [kind] of one party in the last negotiation; only when looking on. */
const uint32_t *ns_session_moves(const ns_session *self, uint32_t party);
/* [issue] the weights that a party's opponent model holds of another when the talks have ended, in the sum of the true ones; NULL: the party has
 * no use for a model, or the talks never began. */
const double *ns_session_estimate(const ns_session *self, uint32_t party, uint32_t about);

/* B: before the first round. instance must stay as it is until the end, and belong to the session's scenario. sink may be NULL. play: number of the
 * play within the draw, keys the noise. */
ns_status ns_session_begin(ns_session *self, const ns_instance *instance, ns_seat seat, uint64_t play,
                           const ns_event_sink *sink) NS_MUST;
/* The facts of this arm for the analysis; valid until the next begin. */
const ns_arm_facts *ns_session_facts(const ns_session *self);
/* What shuts each package in this draw and arm, as ns_reach_compute has it; where events may change what packages are worth or are shut by,
 * of the rounds in which it gets farthest. Between begin and the first step, or after the end. out: [package]. */
void ns_session_reach(ns_session *self, ns_shut *out);
bool ns_session_any_reachable(ns_session *self);
/* Do events change in this negotiation what packages are worth, or are shut by, or the mediator? */
bool ns_session_changes(const ns_session *self);
/* C: one round; without a sink it may play several at once, to the same effect. *done: the talks are over. */
ns_status ns_session_step(ns_session *self, bool *done) NS_MUST;
/* D. any_reachable: 1 or 0 as the analysis found, -1: let the session find out if it needs to know. */
ns_status ns_session_finish(ns_session *self, int any_reachable, ns_outcome *out) NS_MUST;
/* begin, step until done, finish(-1). */
ns_status ns_session_run(ns_session *self, const ns_instance *instance, ns_seat seat, uint64_t play,
                         const ns_event_sink *sink, ns_outcome *out) NS_MUST;

#ifdef __cplusplus
}
#endif

#endif
