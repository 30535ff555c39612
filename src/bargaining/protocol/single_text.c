/* Single text: a chair changes one issue of a text at a time; what all vote for stands, and is signed at the end. */
#include <math.h>

#include "bargaining/core.h"
#include "negsim/binary_text.h"
#include "negsim/random.h"
#include "protocol.h"

static void tell(ns_session *self, ns_action action, ns_why why, uint32_t p, uint32_t part, uint32_t turn) {
    if (self->sink == NULL) return;
    ns_event event = ns_event_of(self, action, p, part, turn, false);
    event.why = why;
    ns_event_emit(self, &event);
}

/* --- the chair's text ------------------------------------------------------------------------------------------ */

static ns_noise_key chance(const ns_session *self, unsigned which) {
    return (ns_noise_key){.seed = self->instance->seed,
                          .draw = self->instance->draw,
                          .play = self->play,
                          .purpose = NS_PURPOSE_TEXT + which,
                          .round = self->terms.round};
}

static bool enough_can_negotiate(const ns_session *self, uint32_t part) {
    uint16_t open = 0;
    for (uint32_t p = 0; p < self->scenario->party_count; p++)
        if (self->tables.parts.worth[p][part] > -HUGE_VAL) open = (uint16_t)(open | 1u << p);
    return ns_session_binds(self, open);
}

/* Any of the parts that all, or as many as it takes, can negotiate. */
static uint32_t first_text(const ns_session *self) {
    uint32_t count = 0;
    for (uint32_t z = 0; z < self->tables.parts.count; z++) count += enough_can_negotiate(self, z);
    if (count == 0) return NS_NONE;
    const ns_noise_key key = chance(self, 0);
    uint32_t left = (uint32_t)ns_below_noise(&key, count), z = 0;
    while (!enough_can_negotiate(self, z) || left-- > 0) z++;
    return z;
}

/* The standing text with another option of one issue; NS_NONE where no issue has another. */
static uint32_t next_text(const ns_session *self) {
    const ns_stage_view *stage = &self->tables.shape->view;
    uint32_t open[NS_MAX_STAGES], count = 0;
    for (uint32_t i = 0; i < stage->issue_count && count < NS_MAX_STAGES; i++)
        if (stage->option_count[i] > 1) open[count++] = i;
    if (count == 0) return NS_NONE;
    const ns_noise_key which = chance(self, 0), what = chance(self, 1);
    const uint32_t i = open[ns_below_noise(&which, count)], options = stage->option_count[i];
    const uint32_t present = self->standing / stage->stride[i] % options,
                   other = (uint32_t)ns_below_noise(&what, options - 1), option = other + (other >= present);
    return self->standing + (option - present) * stage->stride[i];
}

/* --- votes ------------------------------------------------------------------------------------------------------ */

static ns_why why_not(const ns_session *self, uint32_t p, uint32_t part) {
    return self->tables.parts.worth[p][part] > -HUGE_VAL ? NS_WHY_HOLDS_OUT : NS_WHY_FLEXIBILITY;
}

static bool votes_for(ns_session *self, uint32_t p, uint32_t part) {
    const double worth = self->tables.parts.worth[p][part];
    const bool yes = worth > -HUGE_VAL && ns_at_least(self, worth, ns_player_prepare(self, p)->need);
    tell(self, yes ? NS_ACTION_ACCEPT : NS_ACTION_REFUSE, yes ? NS_WHY_NONE : why_not(self, p, part), p, part,
         p + 1);
    return yes;
}

/* A chair that anneals keeps a text which somebody refuses, the readier the less they lose by it together. */
static bool chair_insists(ns_session *self, uint32_t part, double lost) {
    const double start = ns_number_of(self->instance, self->scenario->protocol.temperature, 0);
    if (!(start > 0) || !enough_can_negotiate(self, part)) return false;
    const ns_noise_key key = chance(self, 2);
    return ns_uniform_noise(&key) < ns_vote_chance(-lost, start * (1 - self->terms.time));
}

static void put_to_vote(ns_session *self, uint32_t part) {
    uint16_t yes = 0;
    double lost = 0;
    self->outcome.drafts++;
    tell(self, NS_ACTION_DRAFT, NS_WHY_NONE, NS_NONE, part, 0);
    for (uint32_t p = 0; p < self->scenario->party_count && self->status == NS_OK; p++) {
        if (votes_for(self, p, part)) {
            yes = (uint16_t)(yes | 1u << p);
            continue;
        }
        const double *worth = self->tables.parts.worth[p];
        if (worth[part] < worth[self->standing]) lost += worth[self->standing] - worth[part];
    }
    if (ns_session_binds(self, yes) || chair_insists(self, part, lost)) self->standing = part;
}

/* --- signing ---------------------------------------------------------------------------------------------------- */

static double least_to_sign(const ns_session *self, uint32_t p) {
    const double least = self->terms.reservation[p];
    return self->exits && self->outside[p] > least ? self->outside[p] : least;
}

/* What stands is signed by all for whom it is worth at least no deal, and counts only if they can bind all. */
static void sign(ns_session *self) {
    const uint32_t n = self->scenario->party_count, part = self->standing;
    uint16_t signed_by = 0;
    for (uint32_t p = 0; p < n && self->status == NS_OK; p++) {
        const bool yes = ns_at_least(self, self->tables.parts.worth[p][part], least_to_sign(self, p));
        tell(self, yes ? NS_ACTION_ACCEPT : NS_ACTION_REFUSE, yes ? NS_WHY_LAST_ANSWER : NS_WHY_NO_DEAL, p,
             part, n + 2 + p);
        if (yes) signed_by = (uint16_t)(signed_by | 1u << p);
    }
    if (self->status == NS_OK && ns_session_binds(self, signed_by))
        ns_session_settle(self, part, signed_by, true);
}

/* Stages share the rounds evenly. */
static bool stage_ends(const ns_session *self) {
    const uint64_t stages = self->scenario->protocol.stage_count;
    return (uint64_t)self->terms.round * stages >= (uint64_t)self->source.rounds * (self->stage + 1);
}

/* Else all know what they ask in this round before they see the chair's text. */
static bool somebody_leaves(ns_session *self) {
    for (uint32_t p = 0; p < self->scenario->party_count && !self->done; p++)
        if (!ns_exits_leave(self, p, p + 1)) ns_player_prepare(self, p);
    return self->done;
}

static ns_status turns(ns_session *self) {
    if (somebody_leaves(self)) return self->status;
    if (self->standing == NS_NONE) {
        self->standing = first_text(self);
        if (self->standing == NS_NONE) return self->status;
        tell(self, NS_ACTION_DRAFT, NS_WHY_NONE, NS_NONE, self->standing, 0);
    } else {
        const uint32_t part = next_text(self);
        if (part != NS_NONE) put_to_vote(self, part);
    }
    const bool last = ns_session_last_stage(self) && self->terms.round >= self->last_round;
    if (self->status == NS_OK && !last && stage_ends(self)) sign(self);
    return self->status;
}

static ns_status last_answers(ns_session *self) {
    if (self->standing != NS_NONE) sign(self);
    return self->status;
}

static bool may_sprint(const ns_session *self) {
    (void)self;
    return false;
}

const ns_protocol_kind ns_protocol_single_text = {
    .head = {.name = "single_text",
             .summary =
                 "A chair puts a text on the table and changes one issue of it at a time, by lot; a change "
                 "stands "
                 "where all vote for it (see the acceptances hill_climber and annealer). What stands at the "
                 "end is "
                 "signed if it is worth at least no deal to everybody. Stages share the rounds evenly.",
             .citation = "Klein, Faratin, Sayama & Bar-Yam 2003, Group Decision and Negotiation 12, 111-125",
             .by_chance = 1},
    .turns = turns,
    .last_answers = last_answers,
    .may_sprint = may_sprint};
