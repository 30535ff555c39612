/* The slow reference engine: rounds in which all offer at once, and rounds of a single text. */
#include "reference_talks.h"

#include <math.h>
#include <string.h>

#include "negsim/random.h"

static ns_noise_key lot(const talks *self, uint32_t purpose) {
    return (ns_noise_key){.seed = self->draw->seed,
                          .draw = self->draw->draw,
                          .play = self->play,
                          .purpose = purpose,
                          .round = self->round};
}

/* The first, in the order of the file, who would rather go. */
static bool leaves_now(talks *self, uint32_t p) {
    if (!talks_leaves(self, p)) return false;
    self->turn = p + 1;
    talks_say(self, NS_ACTION_LEAVE, NS_WHY_OUTSIDE_OPTION, p, NS_NONE, false);
    talks_end_without(self, NS_REASON_WALKOUT, NS_WHY_OUTSIDE_OPTION, p);
    return true;
}

/* --- all at once ------------------------------------------------------------------------------------------ */

static bool suits(const talks *self, uint32_t p, uint32_t part) {
    double worth = talks_worth(self, p, part, false);
    return worth != -HUGE_VAL && talks_at_least(self, worth, talks_need(self, p));
}

/* Nobody takes a concession back: what is worth more to its maker than its last offer gives way to that. */
static uint32_t monotonic_offer(const talks *self, uint32_t p) {
    uint32_t offer = talks_offer(self, p), last = self->latest[p];
    if (offer == NS_NONE) return NS_NONE;
    double worth = talks_worth(self, p, offer, false);
    if (last != NS_NONE && worth > talks_worth(self, p, last, false)) return last;
    return talks_at_least(self, worth, talks_outside(self, p)) ? offer : NS_NONE;
}

static void announce(talks *self, uint32_t p, uint32_t offer) {
    ns_outcome *outcome = &self->out->outcome;
    self->turn = p + 1;
    if (offer == NS_NONE) {
        outcome->idle[p]++;
        talks_say(self, NS_ACTION_PASS, NS_WHY_NOTHING, p, NS_NONE, false);
        return;
    }
    const ns_event *event = talks_say(self, NS_ACTION_OFFER, NS_WHY_NONE, p, offer, false);
    outcome->offers[p]++;
    outcome->last_worth[p] = event->worth[p];
    if (isnan(outcome->first_worth[p])) outcome->first_worth[p] = event->worth[p];
}

/* Of the offers that suit enough of the others one by lot; NS_NONE: none does. */
static uint32_t agreed_maker(const talks *self, const uint32_t *offers, uint16_t *yes) {
    uint32_t n = self->scenario->party_count, makers[NS_MAX_PARTIES], count = 0;
    for (uint32_t p = 0; p < n; p++) {
        yes[p] = 0;
        for (uint32_t q = 0; q < n && offers[p] != NS_NONE; q++)
            if (q == p || suits(self, q, offers[p])) yes[p] |= (uint16_t)(1u << q);
        if (ref_binds(self->draw, yes[p])) makers[count++] = p;
    }
    if (count == 0) return NS_NONE;
    ns_noise_key key = lot(self, NS_PURPOSE_ORDER);
    return makers[count == 1 ? 0 : ns_below_noise(&key, count)];
}

static void hear_all(talks *self, const uint32_t *offers) {
    uint32_t n = self->scenario->party_count;
    for (uint32_t p = 0; p < n; p++)
        if (offers[p] != NS_NONE) talks_stand_by(self, p);
    for (uint32_t p = 0; p < n; p++)
        if (offers[p] != NS_NONE) talks_hear(self, p, offers[p]);
}

void talks_all_at_once(talks *self) {
    uint32_t n = self->scenario->party_count, offers[NS_MAX_PARTIES];
    for (uint32_t p = 0; p < n; p++) {
        if (leaves_now(self, p)) return;
        offers[p] = monotonic_offer(self, p);
    }
    for (uint32_t p = 0; p < n; p++) announce(self, p, offers[p]);
    uint16_t yes[NS_MAX_PARTIES];
    uint32_t maker = agreed_maker(self, offers, yes);
    if (maker == NS_NONE) {
        hear_all(self, offers);
        return;
    }
    self->turn = n + 1;
    for (uint32_t p = 0; p < n; p++)
        if (p != maker && (yes[maker] & 1u << p))
            talks_say(self, NS_ACTION_ACCEPT, NS_WHY_NONE, p, offers[maker], false);
    talks_settle(self, offers[maker], yes[maker], false);
}

/* --- a single text ---------------------------------------------------------------------------------------- */

static bool enough_negotiate(const talks *self, uint32_t part) {
    uint16_t open = 0;
    for (uint32_t p = 0; p < self->scenario->party_count; p++)
        if (talks_worth(self, p, part, false) != -HUGE_VAL) open |= (uint16_t)(1u << p);
    return ref_binds(self->draw, open);
}

/* Any part that enough can negotiate, all alike. */
static uint32_t first_text(const talks *self) {
    uint32_t parts = self->scenario->protocol.stages[self->stage].part_count, count = 0;
    for (uint32_t z = 0; z < parts; z++) count += enough_negotiate(self, z);
    if (count == 0) return NS_NONE;
    ns_noise_key key = lot(self, NS_PURPOSE_TEXT);
    uint64_t number = ns_below_noise(&key, count);
    for (uint32_t z = 0; z < parts; z++)
        if (enough_negotiate(self, z) && number-- == 0) return z;
    return NS_NONE;
}

/* The text with another option of one issue that has more than one, all alike. */
static uint32_t changed_text(const talks *self) {
    const ns_scenario *s = self->scenario;
    const ns_stage *stage = &s->protocol.stages[self->stage];
    uint32_t count = 0, chosen = NS_NONE, part = 0;
    for (uint32_t k = 0; k < stage->issue_count; k++) count += s->issues[stage->issues[k]].option_count > 1;
    if (count == 0) return NS_NONE;
    ns_noise_key which = lot(self, NS_PURPOSE_TEXT), what = lot(self, NS_PURPOSE_TEXT + 1);
    uint64_t number = ns_below_noise(&which, count);
    for (uint32_t k = 0; k < stage->issue_count && chosen == NS_NONE; k++)
        if (s->issues[stage->issues[k]].option_count > 1 && number-- == 0) chosen = k;
    for (uint32_t k = 0; k < stage->issue_count; k++) {
        uint32_t options = s->issues[stage->issues[k]].option_count,
                 option = talks_option(self, self->standing, k);
        if (k == chosen) {
            uint32_t other = (uint32_t)ns_below_noise(&what, options - 1);
            option = other < option ? other : other + 1;
        }
        part = part * options + option;
    }
    return part;
}

/* The votes of all parties; what those who are against would lose together. */
static bool enough_vote_for(talks *self, uint32_t part, double *lost) {
    uint16_t in_favour = 0;
    *lost = 0;
    for (uint32_t p = 0; p < self->scenario->party_count; p++) {
        double worth = talks_worth(self, p, part, false),
               present = talks_worth(self, p, self->standing, false);
        bool yes = suits(self, p, part);
        ns_why why = yes ? NS_WHY_NONE : worth == -HUGE_VAL ? NS_WHY_FLEXIBILITY : NS_WHY_HOLDS_OUT;
        self->turn = p + 1;
        talks_say(self, yes ? NS_ACTION_ACCEPT : NS_ACTION_REFUSE, why, p, part, false);
        if (yes) in_favour |= (uint16_t)(1u << p);
        if (!yes && worth < present) *lost += present - worth;
    }
    return ref_binds(self->draw, in_favour);
}

/* A chair that anneals keeps a text by chance exp(-lost / temperature), cooling to 0 with the clock. */
static bool chair_keeps(const talks *self, uint32_t part, double lost) {
    uint32_t quantity = self->scenario->protocol.temperature;
    double start = quantity == NS_NONE ? 0 : self->draw->numbers[quantity];
    double temperature = start * (1 - talks_common_clock(self));
    ns_noise_key key = lot(self, NS_PURPOSE_TEXT + 2);
    if (start <= 0 || !enough_negotiate(self, part)) return false;
    double chance = lost <= 0 ? 1 : temperature > 0 ? exp(-lost / temperature) : 0;
    return ns_uniform_noise(&key) < chance;
}

static void put_to_vote(talks *self, uint32_t part) {
    double lost;
    self->out->outcome.drafts++;
    self->turn = 0;
    talks_say(self, NS_ACTION_DRAFT, NS_WHY_NONE, NS_NONE, part, false);
    if (enough_vote_for(self, part, &lost) || chair_keeps(self, part, lost)) self->standing = part;
}

/* Signed by whom it is worth at least no deal and what they have outside; in force if they can bind all. */
void talks_sign_text(talks *self) {
    uint32_t n = self->scenario->party_count;
    uint16_t signed_by = 0;
    for (uint32_t p = 0; p < n && self->standing != NS_NONE; p++) {
        double least = fmax(talks_reservation(self, p), talks_outside(self, p));
        bool yes = talks_at_least(self, talks_worth(self, p, self->standing, false), least);
        self->turn = n + 2 + p;
        talks_say(self, yes ? NS_ACTION_ACCEPT : NS_ACTION_REFUSE, yes ? NS_WHY_LAST_ANSWER : NS_WHY_NO_DEAL,
                  p, self->standing, false);
        if (yes) signed_by |= (uint16_t)(1u << p);
    }
    if (self->standing != NS_NONE && ref_binds(self->draw, signed_by))
        talks_settle(self, self->standing, signed_by, true);
}

static bool somebody_leaves(talks *self) {
    for (uint32_t p = 0; p < self->scenario->party_count; p++)
        if (leaves_now(self, p)) return true;
    return false;
}

void talks_on_a_text(talks *self) {
    const ns_scenario *s = self->scenario;
    if (somebody_leaves(self)) return;
    for (uint32_t p = 0; p < s->party_count; p++) /* what they ask in this round */
        self->stands[p] = (ref_stand){true, talks_level(self, p), talks_need(self, p)};
    if (self->standing == NS_NONE) {
        self->standing = first_text(self);
        self->turn = 0;
        if (self->standing == NS_NONE) return;
        talks_say(self, NS_ACTION_DRAFT, NS_WHY_NONE, NS_NONE, self->standing, false);
    } else {
        uint32_t part = changed_text(self);
        if (part != NS_NONE) put_to_vote(self, part);
    }
    /* The rounds are shared evenly; the last stage is signed when the talks end. */
    bool share_is_up = self->round * s->protocol.stage_count >= s->protocol.rounds * (self->stage + 1);
    if (share_is_up && self->stage + 1 < s->protocol.stage_count) talks_sign_text(self);
}

bool talks_protocol_is(const talks *self, const char *name) {
    return strcmp(self->scenario->protocol.kind->name, name) == 0;
}
