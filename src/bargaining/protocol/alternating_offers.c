/* Alternating offers: in turn, each party agrees to what is on the table or puts its own offer there. */
#include <math.h>

#include "bargaining/core.h"
#include "negsim/random.h"
#include "protocol.h"

/* Who begins by lot; the others follow in their order. */
static uint32_t drawn_party(const ns_session *self) {
    const ns_noise_key key = {.seed = self->instance->seed,
                              .draw = self->instance->draw,
                              .play = self->play,
                              .purpose = NS_PURPOSE_ORDER,
                              .round = self->terms.round};
    return (uint32_t)ns_below_noise(&key, self->scenario->party_count);
}

/* How far what is on the table is from what a party asks, as a share of the way from no deal to its best; who would sign lacks
 * nothing, and of what is not negotiable everything is lacking. */
static double lack_of(ns_session *self, uint32_t p) {
    const double worth = self->on_table == NS_NONE ? -HUGE_VAL : self->tables.parts.worth[p][self->on_table];
    const ns_player *player = ns_player_prepare(self, p);
    const double range = player->view.best - player->view.reservation;
    if (!(worth > -HUGE_VAL) || !(range > 0)) return HUGE_VAL;
    return ns_at_least(self, worth, player->need) ? 0 : (player->need - worth) / range;
}

/* By falling lack, equal ones in their order. */
static void least_satisfied_first(ns_session *self, uint32_t *order) {
    double lack[NS_MAX_PARTIES];
    for (uint32_t p = 0; p < self->scenario->party_count; p++) {
        const double mine = lack_of(self, p);
        uint32_t k = p;
        for (; k > 0 && lack[k - 1] < mine; k--) {
            lack[k] = lack[k - 1];
            order[k] = order[k - 1];
        }
        lack[k] = mine;
        order[k] = p;
    }
}

static void set_order(ns_session *self, uint32_t *order) {
    const uint32_t n = self->scenario->party_count;
    const ns_turn_order kind = self->scenario->protocol.order;
    if (kind == NS_ORDER_LEAST_SATISFIED) {
        least_satisfied_first(self, order);
        return;
    }
    const uint32_t first = kind == NS_ORDER_ROTATING ? (self->terms.round - 1) % n
                           : kind == NS_ORDER_RANDOM ? drawn_party(self)
                                                     : 0;
    for (uint32_t k = 0; k < n; k++) order[k] = (first + k) % n;
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
    if (ns_session_binds(self, self->yes)) ns_session_settle(self, self->on_table, self->yes, false);
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
    /* A party that can bind all by itself has nobody to ask. */
    if (ns_session_binds(self, self->yes)) ns_session_settle(self, part, self->yes, false);
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
    if (ns_exits_leave(self, p, turn)) return;
    uint32_t part = ns_player_choose(self, p);
    if (part != NS_NONE && !ns_exits_refuse(self, p, self->tables.parts.worth[p][part])) {
        put_on_table(self, p, part, turn);
        return;
    }
    self->outcome.idle[p]++;
    tell(self, NS_ACTION_PASS, NS_WHY_NOTHING, p, NS_NONE, turn);
}

static ns_status turns(ns_session *self) {
    uint32_t n = self->scenario->party_count, order[NS_MAX_PARTIES];
    set_order(self, order);
    for (uint32_t turn = 1; turn <= n && self->status == NS_OK && !ns_session_settled_now(self); turn++)
        take_turn(self, order[turn - 1], turn);
    return self->status;
}

/* --- after the last round --------------------------------------------------------------------------------------- */

static ns_status last_answers(ns_session *self) {
    uint32_t n = self->scenario->party_count;
    if (self->on_table == NS_NONE || !self->scenario->protocol.last_answers) return NS_OK;
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
                        "offer of its own. What all accept, or as many as consent takes, is agreed.",
             .citation =
                 "Rubinstein 1982, Econometrica 50(1), 97-109; stacked alternating offers of Aydogan, "
                 "Festen, Hindriks & Jonker 2017, Studies in Computational Intelligence 674, 153-167"},
    .turns = turns,
    .last_answers = last_answers,
    .may_sprint = ns_sprint_possible,
    .sprint = ns_sprint};
