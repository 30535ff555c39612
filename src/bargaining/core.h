/* Core: what the parts of a session share. Private to this room. */
#ifndef NEGSIM_BARGAINING_CORE_H
#define NEGSIM_BARGAINING_CORE_H

#include <math.h>

#include "bargaining/chance.h"
#include "bargaining/course.h"
#include "bargaining/ladder.h"
#include "bargaining/mediator/mechanism.h"
#include "bargaining/stage.h"
#include "bargaining/terms.h"
#include "negsim/bids.h"
#include "negsim/session.h"
#include "negsim/view.h"

enum { NS_ROLE_TACTIC, NS_ROLE_OFFER, NS_ROLE_ACCEPTANCE, NS_ROLE_OPPONENT, NS_ROLE_COUNT };

/* Two ways to the same offers: a query in every round, or one schedule for all rounds of a stage where targets hang on the
 * clock alone. AUTO takes the cheaper one; tests force each. */
typedef enum ns_path { NS_PATH_AUTO, NS_PATH_QUERIES, NS_PATH_PLANS } ns_path;

/* A chosen kind with its arguments of this draw and its state of this negotiation. */
typedef struct ns_role {
    const ns_plugin *plugin;
    uint32_t param_count;
    double arguments[NS_MAX_PARAMS];
    void *state;
} ns_role;

typedef struct ns_player {
    const ns_tactic_kind *tactic;
    const ns_offer_kind *offer;
    const ns_acceptance_kind *acceptance;
    const ns_opponent_kind *opponent;
    ns_role roles[NS_ROLE_COUNT];
    bool plain; /* the level says all there is to the target, in this draw */
    ns_view view;
    ns_bids *bids;
    ns_ladder ladder; /* for sprints, where no draw changes the party's worths */
    double least;     /* the lowest worth that it will ever ask: its true value of no deal */
    double level, need;
    uint32_t own_offer;          /* what it would offer now */
    uint32_t prepared, chosen;   /* rounds in which level, target (and need); own_offer were made; 0: none */
    uint32_t spoke;              /* round of its last offer in this stage; 0: none */
    bool planned;                /* the present stage's rounds stand in: */
    double *levels, *targets;    /* [round - 1] */
    uint32_t *plan;              /* [round - 1] what `lowest` offers */
    double *estimate, *believed; /* [other * issue_count + issue]; NULL: the offer rule uses no weights */
    double **estimate_rows, **believed_rows;
    double *notes, **notes_rows; /* of the opponent model, [other * notes_size]; NULL likewise */
    size_t notes_size;
    double *others; /* [part]; NULL likewise */
    bool stale;     /* others does not stand for the believed weights */
    double trusted; /* q_p k that believed stands for */
} ns_player;

/* What a mediator keeps to itself. */
typedef struct ns_notebook {
    double no_deal[NS_MAX_PARTIES]; /* estimates */
    uint8_t *noted;                 /* [option of all issues]: beyond somebody's flexibility */
    bool any_noted;
} ns_notebook;

/* What the mediators work at together: one text at a time. */
typedef struct ns_desk {
    ns_notebook notes[NS_MAX_MEDIATORS]; /* [mediator of the file] */
    uint32_t seated;                     /* bits of the mediators that have been there */
    double last_draft, last_progress;    /* rounds; -HUGE_VAL: none */
    double *worth[NS_MAX_PARTIES];       /* [package] values as estimated .. */
    uint32_t reckoned_by;                /* .. by this mediator in this negotiation; NS_NONE: not yet */
    uint32_t whole, part, author;        /* the text on the table, and whose it is; NS_NONE: none */
    double estimate[NS_MAX_PARTIES];     /* of the text, by its author */
    uint32_t found, found_by;            /* what the last search found, whose it was, and */
    bool fresh;                          /* nothing that it depends on has changed since */
} ns_desk;

/* What the parties said to the mediator's text in this round. */
typedef struct ns_answers {
    bool asked;
    ns_why why[NS_MAX_PARTIES]; /* NS_WHY_NONE: yes */
} ns_answers;

struct ns_session {
    const ns_scenario *scenario;
    const ns_instance *instance; /* what holds now: the draw, or what events have made of it */
    const ns_instance *drawn;
    ns_instance own; /* as events have left it; only where some may reach in */
    bool reaches_in;
    ns_shut *epoch_shut; /* [package] of one stretch between events */
    ns_seat seat;
    double *paper
        [NS_MAX_PARTIES]; /* [package] worths before the risk that others go back on it; only with `commitment` */
    const ns_event_sink *sink;
    ns_status status; /* first failure of the sink */
    uint64_t play;
    bool done;
    ns_path path;
    uint32_t last_round; /* the talks end after it, */
    ns_reason cut;       /* for this reason: DEADLINE, WALKOUT (a deadline of `cutter`), BROKEN_OFF */
    uint32_t cutter;
    ns_why cut_why;
    bool exits;                     /* somebody has an outside option: */
    double outside[NS_MAX_PARTIES]; /* -HUGE_VAL: none */
    uint32_t standing;              /* single text: the part that all have voted for; NS_NONE */

    ns_course course;
    ns_company company;
    double ripe[NS_MAX_MEDIATORS]; /* round in which the conflict was ripe for one that waits for it */
    ns_terms_source source;
    ns_terms terms;
    double *clock, *log_clock; /* [round - 1] */

    ns_arm_facts facts;
    double audience[NS_MAX_PARTIES];   /* full audience cost */
    uint32_t *held_party, *held_index; /* behind facts */
    uint8_t *arrows;                   /* [issue * issue_count + issue] of the preconditions' circles */
    ns_shut *shut;                     /* [package] with preconditions' bits */
    bool still;                        /* nothing but the clock can change between rounds */
    bool keeps;       /* worths that no draw changes: bids stay sorted, and a query for the lowest is quick */
    bool sprints;     /* a stage's rounds are played at once */
    ns_chance chance; /* for sprints of two parties */
    bool idles;       /* rounds before the mediator's entry are idle: */
    double idle_until; /* it may be gone by then, by an event */

    ns_stage_tables tables;
    ns_stage_inputs inputs;
    uint32_t stage, base;
    bool opening; /* the stage opens with the next round */

    ns_player *players;
    uint8_t *states; /* all kinds' state */
    size_t states_size;
    double *scratch;  /* [part], sums of one other party */
    double *weighted; /* [option] of one issue */
    double **values;  /* [party] public values */
    uint32_t *first_option;
    uint32_t *last_of; /* [party] latest offer in this stage */
    double *heard;     /* [party] best offer heard in this stage; -HUGE_VAL */
    uint32_t on_table, maker;
    uint16_t yes;  /* bits of those who said yes to what is on the table */
    bool looks_on; /* counts moves by kind: */
    uint32_t moves[NS_MAX_PARTIES][NS_MOVE_COUNT];
    bool learns, watches;    /* somebody learns from offers; the mediator watches progress */
    bool records;            /* somebody looks back: */
    ns_heard_offer *history; /* [history_count] offers of this stage */
    uint32_t history_count;

    ns_desk desk;
    ns_answers answers;
    ns_outcome outcome;
};

/* --- parties (player.c) -------------------------------------------------------------------------------- */

ns_status ns_players_init(ns_session *self) NS_MUST;
void ns_players_free(ns_session *self);
/* Numbers of this draw; first estimates. */
void ns_players_begin(ns_session *self);
/* Plans all rounds of the stage ahead, where that pays (plan.c). */
void ns_players_plan(ns_session *self);
/* Points all at the stage that was opened. */
void ns_players_open_stage(ns_session *self);
/* The same where worths have changed within a stage; what was said stays said. */
void ns_players_look_again(ns_session *self);
/* Level, target and need of party p in this round. */
const ns_player *ns_player_prepare(ns_session *self, uint32_t p);
/* What it asks of what it is to sign: its need, and never less than no deal (a vote may be for less). */
static inline double ns_need_to_sign(ns_session *self, uint32_t p) {
    const ns_player *player = ns_player_prepare(self, p);
    return player->need > player->view.reservation ? player->need : player->view.reservation;
}
/* Level by the view's clock, 0..1. */
static inline double ns_level(ns_player *self) {
    const ns_role *role = &self->roles[NS_ROLE_TACTIC];
    double level = self->tactic->level(&self->view, role->arguments, role->state);
    return level > 1 ? 1 : level > 0 ? level : 0;
}
/* Its level in a round says all that there is to its target. */
static inline bool ns_is_plain(const ns_player *self) {
    const ns_tactic_kind *tactic = self->tactic;
    return tactic->target == NULL ||
           (tactic->is_plain != NULL && tactic->is_plain(self->roles[NS_ROLE_TACTIC].arguments));
}
/* What a party aims for at a level: from its best down to its value of no deal. */
static inline double ns_target(const ns_view *view, double level) {
    if (!(view->best > view->reservation)) return view->reservation;
    return view->reservation + (1 - level) * (view->best - view->reservation);
}
/* Its offers are the lowest that meet the target, and no more. */
static inline bool ns_offers_lowest(const ns_player *self) {
    return self->tactic->choose == NULL && self->offer->schedules_lowest != NULL &&
           self->offer->schedules_lowest(self->roles[NS_ROLE_OFFER].arguments);
}
static inline bool ns_asks_target(const ns_player *self) {
    return self->tactic->need == NULL && self->acceptance->asks_target != NULL &&
           self->acceptance->asks_target(self->roles[NS_ROLE_ACCEPTANCE].arguments);
}
/* Its own weights or others' sums are read by somebody: then it learns. */
static inline bool ns_uses_weights(const ns_player *self) {
    return self->tactic->uses_weights || (self->tactic->choose == NULL && self->offer->uses_weights);
}
/* How far down a target lies from the best to no deal, 0..1. */
static inline double ns_level_of(const ns_view *view, double target) {
    const double range = view->best - view->reservation;
    if (!(range > 0) || target <= view->reservation) return 1;
    return target >= view->best ? 0 : (view->best - target) / range;
}
/* The party's clock in a round. */
static inline void ns_view_wind(ns_view *view, const ns_terms *terms) {
    view->time = terms->hurried ? terms->own_time[view->me] : terms->time;
    view->horizon = terms->hurried ? terms->own_horizon[view->me] : terms->horizon;
}
/* Level and target by the terms of a round. */
void ns_player_aim(ns_player *self, const ns_terms *terms);
/* What p would offer now; NS_NONE: nothing. */
uint32_t ns_player_choose(ns_session *self, uint32_t p);
/* Tells the programs among them how it ended. */
void ns_players_end(ns_session *self);
/* All others learn from p's offer, the mediator watches. */
void ns_players_hear(ns_session *self, uint32_t maker, uint32_t part, uint32_t previous);
static inline bool ns_at_least(const ns_session *self, double x, double y) {
    return x + self->scenario->slack >= y;
}

/* --- moves (moves.c) ---------------------------------------------------------------------------------------------- */

/* Counts a party's step from its previous offer. */
void ns_moves_note(ns_session *self, uint32_t maker, uint32_t part, uint32_t previous);

/* --- exits (exits.c) -------------------------------------------------------------------------------------- */

/* The last round of the talks, and who may leave before it; after the parties' numbers were read. */
void ns_exits_read(ns_session *self);
/* Does party p leave in its turn? It does once it would ask no more than what it has outside: then the talks are over. */
bool ns_exits_leave(ns_session *self, uint32_t p, uint32_t turn);
/* After the last round: the talks are over, for the reason that cut them short if there is one. */
void ns_exits_close(ns_session *self);
/* Worth so little to a party that it would rather leave. */
static inline bool ns_exits_refuse(const ns_session *self, uint32_t p, double worth) {
    return self->exits && worth + self->scenario->slack < self->outside[p];
}

/* --- happenings (happenings.c) ------------------------------------------------------------------------------ */

ns_status ns_happenings_init(ns_session *self) NS_MUST;
void ns_happenings_free(ns_session *self);
/* What holds before the first round. */
void ns_happenings_begin(ns_session *self);
/* What happens as a round begins, before anybody speaks. */
void ns_happenings_meet(ns_session *self, uint32_t round);

/* --- commitment (commitment.c) ------------------------------------------------------------------------------- */

/* Puts what it is worth to sign in the place of what a package is worth on paper. */
void ns_commitment_weigh(ns_session *self, ns_instance *own);
/* What a package is worth to a party on paper, as things are now. */
double ns_commitment_paper(const ns_session *self, uint32_t party, uint32_t package);

/* --- aftermath (aftermath.c) -------------------------------------------------------------------------------- */

/* Ratification at home, and how long what is ratified holds. After the outcome's worths were filled in. */
void ns_aftermath(ns_session *self);
/* Credibility of the guarantees that stand for a package in a round after the signature. */
double ns_aftermath_guaranteed(const ns_session *self, uint32_t package, uint32_t round);
/* The value that a package must have at home, where that is not its no deal; else -HUGE_VAL. */
static inline double ns_aftermath_cutoff(const ns_session *self, uint32_t p) {
    const ns_ratification *home = &self->scenario->parties[p].ratification;
    return home->given ? ns_number_of(self->instance, home->cutoff, -HUGE_VAL) : -HUGE_VAL;
}

/* --- ripeness (ripeness.c) ------------------------------------------------------------------------------------- */

/* When the conflict is ripe for each mediator that waits for it; after its course was run. */
void ns_ripeness_read(ns_session *self);

/* --- preconditions (precondition.c) ---------------------------------------------------------------------- */

/* Steps 6 to 8 of the round order: fills the held list and the shut holders of the facts; true: the talks are on. */
bool ns_preconditions_settle(ns_session *self);

/* --- mediation (mediation.c) ------------------------------------------------------------------------------ */

void ns_mediation_begin(ns_session *self);
/* Those whom events have brought to the table take their seats. */
void ns_mediation_join(ns_session *self);
/* A new stage: no text, progress in the round that settled the one before. */
void ns_mediation_open_stage(ns_session *self);
/* Its estimates of no deal follow what has moved since the round before, as far as it is accurate. */
void ns_mediation_follow(ns_session *self, const double *before);
/* The mediator's turn. */
void ns_mediation_turn(ns_session *self);
/* S of the text for a party, with the face that it leaves in this round. */
double ns_text_worth(const ns_session *self, uint32_t party, uint32_t part);

/* --- what holds (session.c) -------------------------------------------------------------------------------- */

/* Reads the parties' and the mediator's numbers, and the facts of the arm, from the instance that holds. */
void ns_session_read(ns_session *self);
void ns_session_set_inputs(ns_session *self);

/* --- settling (session.c) ----------------------------------------------------------------------------------- */

/* A part is agreed upon in this round by the yes of some parties. by_text: it is the mediator's. */
void ns_session_settle(ns_session *self, uint32_t part, uint16_t yes, bool by_text);
static inline bool ns_session_last_stage(const ns_session *self) {
    return self->stage + 1 == self->scenario->protocol.stage_count;
}
/* Is a yes of these parties enough? */
static inline bool ns_session_binds(const ns_session *self, uint16_t yes) {
    return ns_consent_wins(&self->instance->consent, yes);
}
static inline bool ns_session_settled_now(const ns_session *self) { return self->opening || self->done; }

/* --- events (event.c) ----------------------------------------------------------------------------------------- */

/* An event of this round and stage with the parties' worths of the part (text: as the mediator's text). Only with a sink. */
ns_event ns_event_of(ns_session *self, ns_action action, uint32_t party, uint32_t part, uint32_t turn,
                     bool text);
void ns_event_emit(ns_session *self, const ns_event *event);

static inline void ns_session_acted(ns_session *self, ns_mechanism_id mechanism) {
    self->outcome.acted |= 1u << mechanism;
}

#endif
