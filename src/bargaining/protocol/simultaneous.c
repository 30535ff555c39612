/* Simultaneous offers: in each round all put their offers at once; what suits everybody, or as many as consent takes, is agreed. */
#include <math.h>

#include "bargaining/core.h"
#include "negsim/random.h"
#include "protocol.h"

typedef struct bids {
    uint32_t part[NS_MAX_PARTIES]; /* NS_NONE: none */
} bids;

static void tell(ns_session *self, ns_action action, ns_why why, uint32_t p, uint32_t part, uint32_t turn) {
    if (self->sink == NULL) return;
    ns_event event = ns_event_of(self, action, p, part, turn, false);
    event.why = why;
    ns_event_emit(self, &event);
}

/* Nobody takes a concession back: an offer that would be worth more to its maker than its last one gives way to that. */
static uint32_t offer_of(ns_session *self, uint32_t p) {
    const uint32_t part = ns_player_choose(self, p), last = self->last_of[p];
    const double *worth = self->tables.parts.worth[p];
    if (part != NS_NONE && last != NS_NONE && worth[part] > worth[last]) return last;
    return part == NS_NONE || ns_exits_refuse(self, p, worth[part]) ? NS_NONE : part;
}

/* Nobody has heard anything of this round when it chooses. */
static void choose_all(ns_session *self, bids *out) {
    const uint32_t n = self->scenario->party_count;
    for (uint32_t p = 0; p < n && !self->done; p++)
        if (!ns_exits_leave(self, p, p + 1)) out->part[p] = offer_of(self, p);
}

static void announce(ns_session *self, const bids *all) {
    for (uint32_t p = 0; p < self->scenario->party_count && self->status == NS_OK; p++) {
        const uint32_t part = all->part[p];
        if (part == NS_NONE) {
            self->outcome.idle[p]++;
            tell(self, NS_ACTION_PASS, NS_WHY_NOTHING, p, NS_NONE, p + 1);
            continue;
        }
        const double worth = self->tables.parts.worth[p][part];
        self->outcome.offers[p]++;
        if (self->last_of[p] == NS_NONE) self->outcome.first_worth[p] = worth;
        self->outcome.last_worth[p] = worth;
        tell(self, NS_ACTION_OFFER, NS_WHY_NONE, p, part, p + 1);
    }
}

static bool would_sign(ns_session *self, uint32_t p, uint32_t part) {
    const double worth = self->tables.parts.worth[p][part];
    return worth > -HUGE_VAL && ns_at_least(self, worth, ns_player_prepare(self, p)->need);
}

/* Those who would sign an offer, its maker included. */
static uint16_t suited(ns_session *self, uint32_t maker, uint32_t part) {
    uint16_t yes = (uint16_t)(1u << maker);
    for (uint32_t p = 0; p < self->scenario->party_count; p++)
        if (p != maker && would_sign(self, p, part)) yes = (uint16_t)(yes | 1u << p);
    return yes;
}

/* Of several offers that suit everybody, or as many as it takes, one is taken by lot (Rosenschein & Zlotkin 1994). NS_NONE: none does. */
static uint32_t drawn_maker(ns_session *self, const bids *all, uint16_t *yes) {
    uint32_t makers[NS_MAX_PARTIES], count = 0;
    for (uint32_t p = 0; p < self->scenario->party_count; p++) {
        yes[p] = all->part[p] == NS_NONE ? 0 : suited(self, p, all->part[p]);
        if (ns_session_binds(self, yes[p])) makers[count++] = p;
    }
    if (count < 2) return count ? makers[0] : NS_NONE;
    const ns_noise_key key = {.seed = self->instance->seed,
                              .draw = self->instance->draw,
                              .play = self->play,
                              .purpose = NS_PURPOSE_ORDER,
                              .round = self->terms.round};
    return makers[ns_below_noise(&key, count)];
}

static void sign(ns_session *self, uint32_t maker, uint32_t part, uint16_t yes) {
    const uint32_t n = self->scenario->party_count;
    for (uint32_t p = 0; p < n; p++)
        if (p != maker && (yes >> p & 1u)) tell(self, NS_ACTION_ACCEPT, NS_WHY_NONE, p, part, n + 1);
    if (self->status == NS_OK) ns_session_settle(self, part, yes, false);
}

/* All have spoken before anybody hears. */
static void hear_all(ns_session *self, const bids *all) {
    for (uint32_t p = 0; p < self->scenario->party_count; p++)
        if (all->part[p] != NS_NONE) self->players[p].spoke = self->terms.round;
    for (uint32_t p = 0; p < self->scenario->party_count; p++) {
        const uint32_t part = all->part[p], previous = self->last_of[p];
        if (part == NS_NONE) continue;
        self->last_of[p] = part;
        ns_players_hear(self, p, part, previous);
    }
}

static ns_status turns(ns_session *self) {
    bids all;
    uint16_t yes[NS_MAX_PARTIES];
    choose_all(self, &all);
    if (self->status != NS_OK || self->done) return self->status;
    announce(self, &all);
    if (self->status != NS_OK) return self->status;
    const uint32_t maker = drawn_maker(self, &all, yes);
    if (maker == NS_NONE)
        hear_all(self, &all);
    else
        sign(self, maker, all.part[maker], yes[maker]);
    return self->status;
}

/* All have answered everything in the round itself. */
static ns_status last_answers(ns_session *self) { return self->status; }

static bool may_sprint(const ns_session *self) {
    (void)self;
    return false;
}

const ns_protocol_kind ns_protocol_simultaneous = {
    .head = {.name = "simultaneous",
             .summary = "All put their offers at once and hear them together; nobody takes a concession "
                        "back. An offer that "
                        "every other party accepts is agreed; of several, one by lot.",
             .citation = "monotonic concession of Rosenschein & Zlotkin 1994, Rules of Encounter, MIT Press; "
                         "many parties as Endriss 2006, Proceedings of AAMAS, 489-496",
             .by_chance = 1},
    .turns = turns,
    .last_answers = last_answers,
    .may_sprint = may_sprint};
