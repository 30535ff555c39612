/* Exits: deadlines of the parties' own, options outside, and the chance that the talks break off. */
#include <math.h>

#include "bargaining/core.h"
#include "negsim/random.h"

/* --- before the first round --------------------------------------------------------------------------------- */

static double deadline_of(const ns_session *self, uint32_t p) {
    const uint32_t quantity = self->scenario->parties[p].deadline;
    return quantity == NS_NONE ? HUGE_VAL : fmax(1, floor(self->instance->numbers[quantity]));
}

/* Concessions run to the first deadline that the party knows of: its own, and those that others have made known. */
static void read_deadlines(ns_session *self) {
    const ns_scenario *s = self->scenario;
    double known = HUGE_VAL;
    for (uint32_t p = 0; p < s->party_count; p++) {
        const double own = deadline_of(self, p);
        if (own == HUGE_VAL) continue;
        self->source.hurried = true;
        if (s->parties[p].deadline_known) known = fmin(known, own);
        if (!(own < self->last_round)) continue;
        self->last_round = (uint32_t)own;
        self->cut = NS_REASON_WALKOUT;
        self->cut_why = NS_WHY_DEADLINE;
        self->cutter = p;
    }
    for (uint32_t p = 0; self->source.hurried && p < s->party_count; p++)
        self->source.last[p] = fmin(deadline_of(self, p), known);
}

static void read_outside(ns_session *self) {
    self->exits = false;
    for (uint32_t p = 0; p < self->scenario->party_count; p++) {
        const uint32_t quantity = self->scenario->parties[p].outside_option;
        self->outside[p] = ns_number_of(self->instance, quantity, -HUGE_VAL);
        if (quantity != NS_NONE) self->exits = true;
    }
}

/* At the end of its round, before whoever would leave then. */
static void read_events(ns_session *self) {
    const uint32_t ends = self->course.ends_after;
    if (ends == 0 || ends > self->last_round) return;
    self->last_round = ends;
    self->cut = NS_REASON_BROKEN_OFF;
    self->cutter = NS_NONE;
    self->cut_why = NS_WHY_EVENT;
}

/* Nothing that anybody does moves it: the round is found beforehand. */
static void read_breakdown(ns_session *self) {
    const double chance = ns_number_of(self->instance, self->scenario->protocol.breakdown, 0);
    if (!(chance > 0)) return;
    ns_noise_key key = {.seed = self->instance->seed,
                        .draw = self->instance->draw,
                        .play = self->play,
                        .purpose = NS_PURPOSE_BREAKDOWN};
    for (uint32_t r = 1; r <= self->last_round; r++) {
        key.round = r;
        if (!(ns_uniform_noise(&key) < chance)) continue;
        if (r == self->last_round && self->cut == NS_REASON_BROKEN_OFF) return; /* by an event */
        self->last_round = r;
        self->cut = NS_REASON_BROKEN_OFF;
        self->cutter = NS_NONE;
        self->cut_why = NS_WHY_NONE;
        return;
    }
}

void ns_exits_read(ns_session *self) {
    self->last_round = self->source.rounds;
    self->cut = NS_REASON_DEADLINE;
    self->cutter = NS_NONE;
    self->cut_why = NS_WHY_NONE;
    self->source.hurried = false;
    read_deadlines(self);
    read_outside(self);
    read_events(self);
    read_breakdown(self);
}

/* --- during the talks ------------------------------------------------------------------------------------------ */

static void tell(ns_session *self, ns_action action, ns_why why, uint32_t p, uint32_t turn) {
    if (self->sink == NULL) return;
    ns_event event = ns_event_of(self, action, p, NS_NONE, turn, false);
    event.why = why;
    ns_event_emit(self, &event);
}

static void end(ns_session *self, ns_reason reason, ns_why why, uint32_t party) {
    self->outcome.reason = reason;
    self->outcome.why = why;
    self->outcome.round = self->terms.round;
    self->outcome.ender = party;
    self->done = true;
}

static void leave(ns_session *self, ns_why why, uint32_t p, uint32_t turn) {
    tell(self, NS_ACTION_LEAVE, why, p, turn);
    end(self, NS_REASON_WALKOUT, why, p);
}

/* A tactic may say itself that it leaves. */
static bool leaves_by_itself(ns_session *self, uint32_t p, uint32_t turn) {
    if (self->players[p].tactic->leaves == NULL) return false;
    const ns_player *player = ns_player_prepare(self, p);
    const int why = player->tactic->leaves(&player->view, player->roles[NS_ROLE_TACTIC].state);
    if (why != 0) leave(self, why == NS_LEAVES_FAILED ? NS_WHY_PROGRAM_FAILED : NS_WHY_OWN_CHOICE, p, turn);
    return why != 0;
}

bool ns_exits_leave(ns_session *self, uint32_t p, uint32_t turn) {
    if (leaves_by_itself(self, p, turn)) return true;
    if (!self->exits) return false;
    const double outside = self->outside[p];
    const ns_view *view = &ns_player_prepare(self, p)->view;
    if (ns_at_least(self, view->reservation, outside) || !ns_at_least(self, outside, view->target))
        return false;
    leave(self, NS_WHY_OUTSIDE_OPTION, p, turn);
    return true;
}

/* The end of the talks asks for nothing: no level, no need, and the stage is the one that was played last. */
static void tell_end(ns_session *self, ns_action action, ns_why why, uint32_t p) {
    if (self->sink == NULL) return;
    ns_event event = ns_event_of(self, action, NS_NONE, NS_NONE, 2 * self->scenario->party_count + 2, false);
    event.party = p;
    event.why = why;
    if (self->opening && self->stage > 0) event.stage = self->stage - 1;
    ns_event_emit(self, &event);
}

void ns_exits_close(ns_session *self) {
    if (self->cut == NS_REASON_WALKOUT) tell_end(self, NS_ACTION_LEAVE, NS_WHY_DEADLINE, self->cutter);
    if (self->cut == NS_REASON_BROKEN_OFF) tell_end(self, NS_ACTION_BREAK_OFF, self->cut_why, NS_NONE);
    if (self->cut != NS_REASON_DEADLINE) end(self, self->cut, self->cut_why, self->cutter);
    self->done = true;
}
