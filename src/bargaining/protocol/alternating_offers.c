/* Alternating offers: in turn, each party agrees to what is on the table or puts its own offer there; all must agree. */
#include <math.h>

#include "bargaining/core.h"
#include "protocol.h"

static uint32_t first_party(const ns_session *self) {
    if (self->scenario->protocol.order == NS_ORDER_FIXED) return 0;
    return (self->terms.round - 1) % self->scenario->party_count;
}

/* --- one turn ---------------------------------------------------------------------------------------------- */

static void tell(ns_session *self, ns_action action, ns_why why, uint32_t p, uint32_t part, uint32_t turn) {
    if (self->sink == NULL) return;
    ns_event event = ns_event_of(self, action, p, part, turn, false);
    event.why = why;
    ns_event_emit(self, &event);
}

static bool would_sign(ns_session *self, uint32_t p, uint32_t part) {
    double worth = self->tables.parts.worth[p][part];
    return worth > -HUGE_VAL && ns_at_least(self, worth, ns_player_prepare(self, p)->need);
}

static void say_yes(ns_session *self, uint32_t p, uint32_t turn) {
    self->yes = (uint16_t)(self->yes | 1u << p);
    tell(self, NS_ACTION_ACCEPT, NS_WHY_NONE, p, self->on_table, turn);
    if (self->yes == self->tables.parts.everybody) ns_session_settle(self, self->on_table, false);
}

static void count_offer(ns_session *self, uint32_t p, uint32_t part) {
    double worth = self->tables.parts.worth[p][part];
    self->outcome.offers[p]++;
    if (self->last_of[p] == NS_NONE) self->outcome.first_worth[p] = worth;
    self->outcome.last_worth[p] = worth;
}

static void put_on_table(ns_session *self, uint32_t p, uint32_t part, uint32_t turn) {
    count_offer(self, p, part);
    tell(self, NS_ACTION_OFFER, NS_WHY_NONE, p, part, turn);
    uint32_t previous = self->last_of[p];
    self->last_of[p] = part;
    self->on_table = part;
    self->maker = p;
    self->yes = (uint16_t)(1u << p);
    ns_players_hear(self, p, part, previous);
    /* A single party has nobody to ask. */
    if (self->yes == self->tables.parts.everybody) ns_session_settle(self, part, false);
}

static void take_turn(ns_session *self, uint32_t p, uint32_t turn) {
    bool answered = self->yes >> p & 1u;
    if (answered) {
        tell(self, NS_ACTION_PASS, NS_WHY_SAID_YES, p, NS_NONE, turn);
        return;
    }
    if (self->on_table != NS_NONE && would_sign(self, p, self->on_table)) {
        say_yes(self, p, turn);
        return;
    }
    uint32_t part = ns_player_choose(self, p);
    if (part != NS_NONE) {
        put_on_table(self, p, part, turn);
        return;
    }
    self->outcome.idle[p]++;
    tell(self, NS_ACTION_PASS, NS_WHY_NOTHING, p, NS_NONE, turn);
}

static ns_status turns(ns_session *self) {
    uint32_t n = self->scenario->party_count, p = first_party(self);
    for (uint32_t turn = 1; turn <= n && self->status == NS_OK && !ns_session_settled_now(self); turn++) {
        take_turn(self, p, turn);
        p = p + 1 < n ? p + 1 : 0;
    }
    return self->status;
}

/* --- after the last round --------------------------------------------------------------------------------------- */

static ns_status last_answers(ns_session *self) {
    uint32_t n = self->scenario->party_count;
    if (self->on_table == NS_NONE) return NS_OK;
    for (uint32_t k = 1; k < n && self->status == NS_OK && !ns_session_settled_now(self); k++) {
        uint32_t p = (self->maker + k) % n;
        if (self->yes >> p & 1u) continue;
        if (would_sign(self, p, self->on_table))
            say_yes(self, p, n + 1 + k);
        else
            tell(self, NS_ACTION_REFUSE, NS_WHY_LAST_ANSWER, p, self->on_table, n + 1 + k);
    }
    return self->status;
}

const ns_protocol_kind ns_protocol_alternating_offers = {
    .head = {.name = "alternating_offers",
             .summary = "The parties speak in turn: each accepts what is on the table or replaces it by an "
                        "offer of its own. What all accept is agreed.",
             .citation =
                 "Rubinstein 1982, Econometrica 50(1), 97-109; stacked alternating offers of Aydogan, "
                 "Festen, Hindriks & Jonker 2017, Studies in Computational Intelligence 674, 153-167"},
    .turns = turns,
    .last_answers = last_answers,
    .may_sprint = ns_sprint_possible,
    .sprint = ns_sprint};
