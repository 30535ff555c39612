/* The slow reference engine: the mediators' turn. */
#include "reference_talks.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

double talks_carrots_of(const talks *self, const ref_mediator *chair) {
    return chair->style[NS_STYLE_DIRECTIVE] * chair->effort * self->draw->numbers[chair->file->leverage];
}

static double budget_now(const talks *self) {
    double sum = 0;
    for (uint32_t m = 0; m < self->scenario->mediator_count; m++)
        if (talks_is_at(self, m, NS_MECHANISM_CARROTS))
            sum += self->chairs[m].fatigue * talks_carrots_of(self, &self->chairs[m]);
    return sum * talks_together(self);
}

static double drive(const talks *self, uint32_t m) {
    if (!talks_is_at(self, m, NS_MECHANISM_PROPOSALS)) return 0;
    return self->chairs[m].style[NS_STYLE_FORMULATION] * self->chairs[m].effort * self->chairs[m].fatigue;
}

/* Who would draft now: who has most drive; NS_NONE: nobody has any. */
static uint32_t drafter(const talks *self) {
    uint32_t chosen = NS_NONE;
    for (uint32_t m = 0; m < self->scenario->mediator_count; m++)
        if (drive(self, m) > (chosen == NS_NONE ? 0 : drive(self, chosen))) chosen = m;
    return chosen;
}

/* What its author thinks that a package is worth to p: no links, weights known only so far. */
static double estimated_value(const talks *self, uint32_t p, uint32_t x) {
    const ns_scenario *s = self->scenario;
    const double *w = self->draw->weights + (size_t)p * s->issue_count;
    double accuracy = self->draw->numbers[self->chairs[self->author].file->accuracy], sum = 0,
           value = self->draw->numbers[s->parties[p].base];
    for (uint32_t i = 0; i < s->issue_count; i++) sum += w[i];
    for (uint32_t i = 0; i < s->issue_count; i++) {
        uint32_t o = s->issues[i].first_option + ns_option_of(s, i, x);
        double believed = accuracy * w[i] + (1 - accuracy) * (sum / s->issue_count);
        value += believed * self->draw->values[(size_t)p * s->option_total + o];
    }
    return value;
}

static bool may_be_drafted(const talks *self, uint32_t x) {
    const ns_scenario *s = self->scenario;
    if (!talks_keeps_settled(self, x)) return false;
    for (uint32_t i = 0; i < s->issue_count; i++)
        if (self->chairs[self->author].noted[s->issues[i].first_option + ns_option_of(s, i, x)]) return false;
    for (uint32_t p = 0; p < s->party_count; p++)
        if (!talks_own_admissible(self, p, x)) return false;
    return true;
}

/* The product that the author maximises; negative: some party would be worse off than without a deal. */
static double product(const talks *self, uint32_t x) {
    double result = 1;
    for (uint32_t p = 0; p < self->scenario->party_count; p++) {
        double gain = estimated_value(self, p, x) - self->chairs[self->author].no_deal_estimate[p];
        if (!(gain > self->scenario->slack)) return -1;
        result *= pow(gain, 1 + self->draw->numbers[self->chairs[self->author].file->bias[p]]);
    }
    return result;
}

static void draft(talks *self) {
    double best = -1;
    self->text = self->text_whole = NS_NONE;
    self->last_draft = self->round;
    self->author = drafter(self);
    for (uint32_t x = 0; x < self->scenario->package_count; x++) {
        if (!may_be_drafted(self, x)) continue;
        double here = product(self, x);
        if (here <= best) continue;
        best = here;
        self->text_whole = x;
        self->text = talks_part_of(self, x);
    }
    ns_event *event = talks_say(self, NS_ACTION_DRAFT, NS_WHY_NONE, NS_NONE, self->text, true);
    event->whole = self->text_whole;
    event->mediator = self->author;
    if (self->text == NS_NONE) return;
    self->out->outcome.drafts++;
    self->out->outcome.drafts_by[self->author]++;
    for (uint32_t p = 0; p < self->scenario->party_count; p++)
        self->text_estimate[p] = estimated_value(self, p, self->text_whole);
}

static bool time_to_draft(const talks *self) {
    uint32_t pen = drafter(self);
    if (pen == NS_NONE) return false;
    double since = self->last_draft > self->last_progress ? self->last_draft : self->last_progress;
    double pace = 0;
    for (uint32_t m = 0; m < self->scenario->mediator_count; m++) pace += drive(self, m);
    pace *= talks_together(self);
    return self->round - since >= self->draw->numbers[self->scenario->mediators[pen].patience] / pace;
}

/* Notes the options of the text that are beyond p's flexibility; are there any? */
static bool note_inflexible(talks *self, uint32_t p) {
    const ns_stage *stage = &self->scenario->protocol.stages[self->stage];
    bool any = false;
    for (uint32_t k = 0; k < stage->issue_count; k++) {
        uint32_t i = stage->issues[k], o = talks_option(self, self->text, k);
        if (ref_within_flexibility(self->draw, p, i, o)) continue;
        self->chairs[self->author].noted[self->scenario->issues[i].first_option + o] = 1;
        any = true;
    }
    return any;
}

static bool in_last_stage(const talks *self) {
    return self->stage + 1 == self->scenario->protocol.stage_count;
}

/* Why p refuses the text; its author takes it to heart. */
static ns_why reason_to_refuse(talks *self, uint32_t p, double worth) {
    if (note_inflexible(self, p)) return NS_WHY_FLEXIBILITY;
    bool hopeless =
        in_last_stage(self) && !talks_at_least(self, worth + budget_now(self), talks_reservation(self, p));
    if (!hopeless) return NS_WHY_HOLDS_OUT;
    double *estimate = &self->chairs[self->author].no_deal_estimate[p];
    if (self->text_estimate[p] > *estimate) *estimate = self->text_estimate[p];
    return NS_WHY_NO_DEAL;
}

/* Each pays in proportion to what it could pay; the event names a mediator that pays all. */
static void share_bill(talks *self, ns_event *event) {
    double sum = 0, own[NS_MAX_MEDIATORS] = {0};
    for (uint32_t m = 0; m < self->scenario->mediator_count; m++) {
        if (talks_is_at(self, m, NS_MECHANISM_CARROTS))
            own[m] = self->chairs[m].fatigue * talks_carrots_of(self, &self->chairs[m]);
        sum += own[m];
    }
    for (uint32_t m = 0; m < self->scenario->mediator_count; m++) {
        double share = own[m] / sum;
        if (share == 1) event->mediator = m;
        for (uint32_t p = 0; p < self->scenario->party_count; p++)
            self->out->outcome.paid_by[m] += share * event->paid[p];
    }
}

static void pay(talks *self, const double *gaps, uint16_t yes, uint32_t part, uint32_t offer_of) {
    bool of_text = offer_of == NS_NONE;
    ns_event *event = talks_say(self, NS_ACTION_CARROT, NS_WHY_NONE, NS_NONE, part, of_text);
    event->offer_of = offer_of;
    for (uint32_t p = 0; p < self->scenario->party_count; p++) {
        double paid = yes & 1u << p ? gaps[p] : 0;
        event->paid[p] = paid;
        self->out->outcome.paid[p] += paid;
    }
    share_bill(self, event);
    talks_settle(self, part, yes, of_text);
}

static bool affordable(const talks *self, double sum) {
    return sum > self->scenario->slack && talks_at_least(self, budget_now(self), sum);
}

/* All parties are asked; what they say settles the text, lets it stand or takes it back. */
static void ask_all(talks *self) {
    const ns_scenario *s = self->scenario;
    double gaps[NS_MAX_PARTIES] = {0};
    bool withdrawn = false;
    uint16_t yes = 0, open = 0, won;
    for (uint32_t p = 0; p < s->party_count; p++) {
        double worth = talks_worth(self, p, self->text, true), need = talks_need_to_sign(self, p);
        if (worth != -HUGE_VAL) open |= (uint16_t)(1u << p);
        if (worth != -HUGE_VAL && talks_at_least(self, worth, need)) {
            talks_say(self, NS_ACTION_ACCEPT, NS_WHY_NONE, p, self->text, true)->mediator = self->author;
            yes |= (uint16_t)(1u << p);
            continue;
        }
        ns_why why = reason_to_refuse(self, p, worth);
        talks_say(self, NS_ACTION_REFUSE, why, p, self->text, true)->mediator = self->author;
        if (why != NS_WHY_HOLDS_OUT) withdrawn = true;
        if (worth != -HUGE_VAL) gaps[p] = need - worth;
    }
    double sum = ref_cheapest(self->draw, open, gaps, &won);
    if (ref_binds(self->draw, yes)) {
        talks_settle(self, self->text, yes, true);
    } else if (withdrawn) {
        talks_say(self, NS_ACTION_WITHDRAW, NS_WHY_NONE, NS_NONE, self->text, true)->mediator = self->author;
        self->text = self->text_whole = NS_NONE;
    } else if (in_last_stage(self) && affordable(self, sum)) {
        pay(self, gaps, won, self->text, NS_NONE);
    }
}

/* What it takes to close the latest offer of `maker`; HUGE_VAL: money cannot help. */
static double price_of_offer(const talks *self, uint32_t maker, double *gaps, uint16_t *won) {
    const ns_scenario *s = self->scenario;
    uint32_t part = self->latest[maker];
    uint16_t open = 0;
    if (part == NS_NONE) return HUGE_VAL;
    double own = talks_worth(self, maker, part, false);
    if (own == -HUGE_VAL || !talks_at_least(self, own, talks_reservation(self, maker))) return HUGE_VAL;
    for (uint32_t q = 0; q < s->party_count; q++) {
        double worth = talks_worth(self, q, part, false), need = talks_need_to_sign(self, q);
        gaps[q] = 0;
        if (worth != -HUGE_VAL) open |= (uint16_t)(1u << q);
        if (q != maker && worth != -HUGE_VAL && !talks_at_least(self, worth, need)) gaps[q] = need - worth;
    }
    return ref_cheapest(self->draw, open, gaps, won);
}

static void close_an_offer(talks *self) {
    double gaps[NS_MAX_PARTIES], cheapest = HUGE_VAL;
    uint32_t chosen = NS_NONE;
    uint16_t won;
    for (uint32_t p = 0; p < self->scenario->party_count; p++) {
        double sum = price_of_offer(self, p, gaps, &won);
        if (!affordable(self, sum) || sum >= cheapest) continue;
        cheapest = sum;
        chosen = p;
    }
    if (chosen == NS_NONE) return;
    price_of_offer(self, chosen, gaps, &won);
    pay(self, gaps, won, self->latest[chosen], chosen);
}

void talks_mediate(talks *self) {
    if (time_to_draft(self)) draft(self);
    if (self->text != NS_NONE) ask_all(self);
    if (!self->settled && in_last_stage(self)) close_an_offer(self);
}
