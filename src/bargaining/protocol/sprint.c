/* Sprint: alternating offers where nobody watches and all that can change from round to round is the clock.
 *
 * The same turns as in alternating_offers.c, less all that such a negotiation cannot have: no mediator, no learning, no events,
 * and needs that are the targets. Two things make it quick, and neither changes an answer:
 * - targets come from levels that are computed for many rounds at once, good to within a band; where a comparison is closer than
 *   that, the exact target is asked;
 * - rounds in which everybody repeats itself are counted, not played: a party's target only falls, so that what it offers and
 *   refuses in two rounds it offers and refuses between them;
 * - of two parties, the rounds before the first in which some part meets both targets are counted too: both offer, nobody accepts. */
#include "bargaining/core.h"
#include "protocol.h"

enum { WINDOW = 8, PATIENCE = 3 };

typedef struct runner {
    ns_player *player;
    const double *worth;
    uint32_t made, idle, last; /* offers made, turns without; its latest offer */
    double band;               /* levels are good to 1e-13 of the way from best to no deal */
    double *targets;           /* [round - 1] to within the band */
    uint32_t *offers;          /* [round - 1] */
} runner;

typedef struct sprint {
    ns_session *session;
    uint32_t count, rounds, round, window;
    uint32_t ahead;                    /* targets and offers are known up to this round */
    uint32_t on_table, maker, repeats; /* repeats: rounds in a row that were all like the one before */
    uint16_t yes, everybody;
    bool fixed, climbs, leaps; /* climbs: offers come from ladders; leaps: rounds may be leapt over */
    double slack;
    runner runners[NS_MAX_PARTIES];
} sprint;

bool ns_sprint_possible(const ns_session *self) {
    const ns_turn_order order = self->scenario->protocol.order;
    if (self->sink != NULL || !self->still || !self->instance->consent.unanimous || self->source.hurried ||
        self->exits || (order != NS_ORDER_FIXED && order != NS_ORDER_ROTATING))
        return false;
    for (uint32_t p = 0; p < self->scenario->party_count; p++) {
        const ns_player *player = &self->players[p];
        if (player->tactic->levels == NULL || !player->plain || !ns_offers_lowest(player) ||
            !ns_asks_target(player))
            return false;
    }
    return true;
}

/* --- from the session and back ------------------------------------------------------------------------------------ */

static void start_runner(runner *self, ns_session *session, uint32_t p) {
    self->player = &session->players[p];
    self->player->view.reservation = session->terms.reservation[p];
    self->worth = session->tables.parts.worth[p];
    self->made = self->idle = 0;
    self->last = NS_NONE;
    double range = self->player->view.best - self->player->view.reservation;
    self->band = 1e-3 * session->scenario->slack + (range > 0 ? 1e-12 * range : 0);
    self->targets = self->player->targets;
    self->offers = self->player->plan;
}

/* Parties whose worths no draw changes have them sorted, once and for all. */
static bool all_climb(ns_session *session) {
    bool all = session->keeps;
    for (uint32_t p = 0; p < session->scenario->party_count && all; p++)
        all = ns_ladder_set(&session->players[p].ladder, session->tables.parts.worth[p],
                            session->tables.parts.count);
    return all;
}

/* Where a query is not quick, all rounds are asked about in one pass over the parts. */
static void start(sprint *self, ns_session *session) {
    self->session = session;
    self->count = session->scenario->party_count;
    self->rounds = session->last_round;
    self->round = session->terms.round;
    self->climbs = session->path != NS_PATH_PLANS && all_climb(session);
    self->window = self->climbs ? WINDOW : self->rounds;
    self->on_table = self->maker = NS_NONE;
    self->yes = 0;
    self->everybody = session->tables.parts.everybody;
    self->repeats = self->ahead = 0;
    self->fixed = session->scenario->protocol.order == NS_ORDER_FIXED;
    self->leaps = self->fixed && self->climbs;
    self->slack = session->scenario->slack;
    for (uint32_t p = 0; p < self->count; p++) start_runner(&self->runners[p], session, p);
}

static void finish(const sprint *self) {
    ns_session *session = self->session;
    session->on_table = self->on_table;
    session->maker = self->maker;
    session->yes = self->yes;
    session->terms.round = self->round;
    session->terms.time = session->clock[self->round - 1];
    session->terms.log_time = session->log_clock[self->round - 1];
    for (uint32_t p = 0; p < self->count; p++) {
        const runner *one = &self->runners[p];
        session->outcome.offers[p] += one->made;
        session->outcome.idle[p] += one->idle;
        session->last_of[p] = one->last;
        if (one->last != NS_NONE) session->outcome.last_worth[p] = one->worth[one->last];
    }
    if (self->yes == self->everybody) ns_session_settle(session, self->on_table, self->yes, false);
}

/* --- targets and offers ---------------------------------------------------------------------------------------------- */

static double exact_target(const sprint *self, const runner *one, uint32_t round) {
    ns_view *view = &one->player->view;
    view->round = round;
    view->time = self->session->clock[round - 1];
    view->horizon = self->session->source.rounds;
    return ns_target(view, ns_level(one->player));
}

/* targets: in, the levels; out, targets less the band. */
static void aim(const ns_view *view, double band, double *targets, uint32_t count) {
    double range = view->best - view->reservation, least = view->reservation - band;
    if (!(range > 0)) range = 0;
    for (uint32_t k = 0; k < count; k++) targets[k] = least + (1 - targets[k]) * range;
}

static uint32_t lowest(const sprint *self, const runner *one, double target) {
    if (self->climbs) return ns_ladder_lowest(&one->player->ladder, target, self->slack)->part;
    return ns_bids_lowest(one->player->bids, target);
}

/* What is lowest for a target a little below, and still meets one a little above, is lowest between them. */
static void offer_from_ladder(const sprint *self, const runner *one, uint32_t first, uint32_t count) {
    const ns_ladder *ladder = &one->player->ladder;
    double slack = self->slack, sure = 2 * one->band;
    for (uint32_t k = first; k < first + count; k++) {
        const ns_rung *rung = ns_ladder_lowest(ladder, one->targets[k], slack);
        one->offers[k] = rung->part;
        if (rung->worth + slack < one->targets[k] + sure)
            one->offers[k] = lowest(self, one, exact_target(self, one, k + 1));
    }
}

static void offer_from_bids(const sprint *self, const runner *one, uint32_t first, uint32_t count) {
    ns_bids_schedule_lowest(one->player->bids, one->targets + first, count, one->offers + first);
    for (uint32_t k = first; k < first + count; k++) {
        uint32_t part = one->offers[k];
        if (part == NS_NONE || one->worth[part] + self->slack >= one->targets[k] + 2 * one->band) continue;
        one->offers[k] = lowest(self, one, exact_target(self, one, k + 1));
    }
}

/* Targets and offers of the next rounds. */
static void look_ahead(const sprint *self, runner *one) {
    const ns_session *session = self->session;
    uint32_t first = self->round - 1, left = self->rounds - first,
             count = left < self->window ? left : self->window;
    double *targets = one->targets + first;
    one->player->tactic->levels(session->clock + first, session->log_clock + first, count,
                                one->player->roles[NS_ROLE_TACTIC].arguments, targets);
    aim(&one->player->view, one->band, targets, count);
    if (self->climbs)
        offer_from_ladder(self, one, first, count);
    else
        offer_from_bids(self, one, first, count);
}

/* --- rounds ------------------------------------------------------------------------------------------------------------ */

/* Targets stand in the table less the band. */
static inline bool accepts(const sprint *self, const runner *one, uint32_t part, uint32_t round) {
    double above = one->worth[part] + self->slack - one->targets[round - 1];
    if (above < 0) return false;
    return above > 2 * one->band || one->worth[part] + self->slack >= exact_target(self, one, round);
}

/* True: the party repeated its offer. */
static inline bool make_offer(sprint *self, uint32_t p, uint32_t part) {
    runner *one = &self->runners[p];
    if (part == NS_NONE) {
        one->idle++;
        return false;
    }
    if (one->last == NS_NONE) self->session->outcome.first_worth[p] = one->worth[part];
    one->made++;
    self->maker = p;
    bool repeated = part == one->last;
    one->last = part;
    return repeated;
}

/* What one round starts from and leaves. */
typedef struct table {
    uint32_t part;
    uint32_t yes;
} table;

/* All parties' turns, to the first moment at which all have said yes. Returns how many repeated their offers. */
static inline uint32_t play_round(sprint *self, uint32_t round, table *now) {
    uint32_t n = self->count, p = self->fixed ? 0 : (round - 1) % n, repeated = 0;
    for (uint32_t turn = 0; turn < n && now->yes != self->everybody; turn++) {
        const runner *one = &self->runners[p];
        if ((now->yes >> p & 1u) == 0) {
            if (now->part != NS_NONE && accepts(self, one, now->part, round)) {
                now->yes |= 1u << p;
            } else {
                uint32_t part = one->offers[round - 1];
                repeated += make_offer(self, p, part);
                if (part != NS_NONE) *now = (table){part, 1u << p};
            }
        }
        p = p + 1 < n ? p + 1 : 0;
    }
    return repeated;
}

/* Rounds as far as all have looked ahead, to an agreement or to a time when leaping may pay. */
static void play_rounds(sprint *self) {
    table now = {self->on_table, self->yes};
    uint32_t round = self->round, repeats = 0;
    for (;; round++) {
        repeats = play_round(self, round, &now) == self->count ? repeats + 1 : 0;
        if (now.yes == self->everybody || round == self->ahead || (repeats == PATIENCE && self->leaps)) break;
    }
    self->round = round;
    self->repeats = repeats;
    self->on_table = now.part;
    self->yes = (uint16_t)now.yes;
}

/* --- leaps --------------------------------------------------------------------------------------------------------------- */

/* Would everybody still repeat itself in that round? Each faces the offer of the party before it. */
static bool all_repeat(const sprint *self, uint32_t round) {
    uint32_t faced = self->runners[self->count - 1].last;
    for (uint32_t p = 0; p < self->count; p++) {
        const runner *one = &self->runners[p];
        double target = exact_target(self, one, round);
        if (one->worth[faced] + self->slack >= target || lowest(self, one, target) != one->last) return false;
        faced = one->last;
    }
    return true;
}

/* Leaps over rounds that only repeat the last one, in halving strides. */
static void leap(sprint *self) {
    for (uint32_t stride = (self->rounds - self->round) / 2; stride > PATIENCE; stride /= 2) {
        if (!all_repeat(self, self->round + stride)) continue;
        self->round += stride;
        for (uint32_t p = 0; p < self->count; p++) self->runners[p].made += stride;
    }
}

/* --- quiet rounds -------------------------------------------------------------------------------------------------------- */

/* Targets less the band: where they meet nothing, the exact ones do not. */
static double low_target(const sprint *self, const runner *one, uint32_t round) {
    const ns_session *session = self->session;
    double target;
    one->player->tactic->levels(session->clock + round - 1, session->log_clock + round - 1, 1,
                                one->player->roles[NS_ROLE_TACTIC].arguments, &target);
    aim(&one->player->view, one->band, &target, 1);
    return target;
}

static bool has_chance(const sprint *self, uint32_t round) {
    return ns_chance_is(&self->session->chance, low_target(self, &self->runners[0], round),
                        low_target(self, &self->runners[1], round), self->slack);
}

/* The first round from the present one in which something meets both targets; the one after the last: none. Targets only fall. */
static uint32_t first_chance(const sprint *self) {
    uint32_t from = self->round, to = self->rounds + 1;
    while (from < to) {
        const uint32_t middle = from + (to - from) / 2;
        if (has_chance(self, middle))
            to = middle;
        else
            from = middle + 1;
    }
    return from;
}

/* In a fixed order, where both have something to offer in every round, both offer in every round that is refused throughout. */
static bool may_skip(const sprint *self) {
    if (self->count != 2 || !self->climbs || !self->fixed) return false;
    for (uint32_t p = 0; p < 2; p++)
        if (!(self->runners[p].player->view.best > self->runners[p].player->view.reservation)) return false;
    return ns_chance_set(&self->session->chance, &self->session->tables.parts);
}

/* On to the round before the first chance: what lies on the table when it begins is refused as surely as nothing. */
static void skip_quiet_rounds(sprint *self) {
    if (!may_skip(self)) return;
    const uint32_t chance = first_chance(self), start = chance > self->round ? chance - 1 : chance;
    if (start == self->round) return;
    for (uint32_t p = 0; p < self->count; p++) {
        runner *one = &self->runners[p];
        make_offer(self, p, lowest(self, one, exact_target(self, one, self->round)));
        one->made += start - self->round - 1;
    }
    self->round = start;
}

/* --- all rounds ------------------------------------------------------------------------------------------------------------ */

static void look_ahead_all(sprint *self) {
    for (uint32_t p = 0; p < self->count; p++) look_ahead(self, &self->runners[p]);
    uint32_t left = self->rounds - self->round;
    self->ahead = self->round + (left < self->window ? left : self->window - 1);
}

void ns_sprint(ns_session *session) {
    sprint self;
    start(&self, session);
    skip_quiet_rounds(&self);
    for (;;) {
        if (self.round > self.ahead) look_ahead_all(&self);
        play_rounds(&self);
        if (self.yes == self.everybody || self.round == self.rounds) break;
        if (self.repeats == PATIENCE && self.leaps) leap(&self);
        self.round++;
    }
    finish(&self);
}
