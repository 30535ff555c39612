/* Course: events, the path of a conflict's balance, and what they make of the values of no deal. */
#include "bargaining/course.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bargaining/memory.h"
#include "negsim/random.h"

static uint64_t deep_events(const ns_scenario *s) {
    uint64_t deep = 0;
    for (uint32_t e = 0; e < s->event_count; e++)
        if (s->events[e].reaches_in) deep |= (uint64_t)1 << e;
    return deep;
}

ns_status ns_course_init(ns_course *self, const ns_scenario *s) {
    const size_t rounds = s->protocol.rounds;
    *self = (ns_course){.deep = deep_events(s)};
    if (!s->conflict.given && s->event_count == 0) return NS_OK;
    self->numbers = ns_array(s->quantity_count, sizeof *self->numbers);
    self->happened = ns_array(rounds, sizeof *self->happened);
    self->balance = ns_array(rounds, sizeof *self->balance);
    self->no_deal = ns_array(rounds * s->party_count, sizeof *self->no_deal);
    self->moments = ns_array(rounds * s->party_count, sizeof *self->moments);
    return self->numbers && self->happened && self->balance && self->no_deal && self->moments ? NS_OK
                                                                                              : NS_NO_MEMORY;
}

void ns_course_free(ns_course *self) {
    free(self->numbers);
    free(self->happened);
    free(self->balance);
    free(self->no_deal);
    free(self->moments);
    *self = (ns_course){0};
}

/* --- what changes ------------------------------------------------------------------------------------------- */

static double changed(const ns_effect *effect, double value, double by) {
    return effect->how == NS_CHANGE_ADD ? value + by : effect->how == NS_CHANGE_TIMES ? value * by : by;
}

/* All that an event changes, moved to the legal range. */
static void change(const ns_happening *event, const ns_instance *drawn, double *numbers) {
    for (uint32_t k = 0; k < event->effect_count; k++) {
        const ns_effect *effect = &event->effects[k];
        const ns_quantity *quantity = &drawn->scenario->quantities[effect->of];
        const double value = changed(effect, numbers[effect->of], drawn->numbers[effect->by]);
        numbers[effect->of] = fmin(quantity->highest, fmax(quantity->lowest, value));
    }
}

void ns_course_apply(const ns_course *self, const ns_instance *drawn, uint32_t round, double *numbers) {
    const ns_scenario *s = drawn->scenario;
    memcpy(numbers, drawn->numbers, s->quantity_count * sizeof *numbers);
    for (uint32_t r = 0; r < round; r++)
        for (uint32_t e = 0; self->happened[r] >> e && e < s->event_count; e++)
            if (self->happened[r] >> e & 1u) change(&s->events[e], drawn, numbers);
}

/* --- events -------------------------------------------------------------------------------------------------- */

/* What is known when a round begins. */
typedef struct moment {
    const ns_instance *drawn;
    uint64_t play;
    uint32_t round;
    double balance;
    uint32_t first[NS_MAX_EVENTS]; /* round in which an event first happened; 0: not yet */
} moment;

static double uniform(const moment *at, uint64_t entity, uint32_t purpose) {
    const ns_noise_key key = {.seed = at->drawn->seed,
                              .draw = at->drawn->draw,
                              .play = at->play,
                              .entity = entity,
                              .purpose = purpose,
                              .round = at->round};
    return ns_uniform_noise(&key);
}

static bool is_due(const moment *at, const ns_happening *event) {
    const double *numbers = at->drawn->numbers;
    if (event->at_round != NS_NONE && floor(numbers[event->at_round]) != at->round) return false;
    if (event->above != NS_NONE && !(at->balance >= numbers[event->above])) return false;
    if (event->below != NS_NONE && !(at->balance <= numbers[event->below])) return false;
    if (event->after == NS_NONE) return true;
    const uint32_t before = at->first[event->after];
    return before > 0 && at->round - before >= ns_number_of(at->drawn, event->delay, 1);
}

static bool happens(const moment *at, uint32_t e) {
    const ns_happening *event = &at->drawn->scenario->events[e];
    if (at->first[e] > 0 && !event->repeats) return false;
    if (!is_due(at, event)) return false;
    return event->rate == NS_NONE ||
           uniform(at, event->key, NS_PURPOSE_EVENT) < at->drawn->numbers[event->rate];
}

/* In file order; each sees the balance as those before it have left it, and what happened in earlier rounds. */
static void meet_events(ns_course *self, moment *at) {
    const ns_scenario *s = at->drawn->scenario;
    uint64_t now = 0;
    for (uint32_t e = 0; e < s->event_count; e++) {
        if (!happens(at, e)) continue;
        now |= (uint64_t)1 << e;
        if (s->conflict.given) self->numbers[s->conflict.start] = at->balance;
        change(&s->events[e], at->drawn, self->numbers);
        if (s->conflict.given) at->balance = self->numbers[s->conflict.start];
        if (s->events[e].ends_talks && self->ends_after == 0) self->ends_after = at->round;
    }
    for (uint32_t e = 0; e < s->event_count; e++)
        if (now >> e & 1u && at->first[e] == 0) at->first[e] = at->round;
    self->happened[at->round - 1] = now;
}

/* --- the balance -------------------------------------------------------------------------------------------- */

/* From one round to the next: a step of every day, and now and then a jump. */
static double step(const ns_course *self, const moment *at) {
    const ns_struggle *c = &at->drawn->scenario->conflict;
    const double sd = self->numbers[c->volatility], rate = self->numbers[c->jump_rate];
    double sum = sd > 0 ? sd * gsl_cdf_ugaussian_Pinv(uniform(at, 0, NS_PURPOSE_BALANCE)) : 0;
    if (rate > 0 && uniform(at, 0, NS_PURPOSE_BALANCE + 1) < rate)
        sum += self->numbers[c->jump_sd] * gsl_cdf_ugaussian_Pinv(uniform(at, 0, NS_PURPOSE_BALANCE + 2));
    return sum;
}

double ns_course_next(const ns_course *self, const ns_instance *drawn, uint64_t play, uint32_t round,
                      double balance) {
    const moment at = {.drawn = drawn, .play = play, .round = round, .balance = balance};
    return fmin(1, fmax(0, balance + step(self, &at)));
}

/* --- no deal ------------------------------------------------------------------------------------------------- */

static double side_of(const ns_struggle *c, uint32_t p) {
    return (c->up >> p & 1u) - (double)(c->down >> p & 1u);
}

/* paid: what the rounds before have cost each party. */
static void value(ns_course *self, const moment *at, double *paid) {
    const ns_scenario *s = at->drawn->scenario;
    const ns_struggle *c = &s->conflict;
    double *out = self->no_deal + (size_t)(at->round - 1) * s->party_count;
    for (uint32_t p = 0; p < s->party_count; p++) {
        double worth = self->numbers[s->parties[p].no_deal];
        if (c->given) {
            const double moved = at->balance - at->drawn->numbers[c->start];
            worth = worth + self->numbers[c->stake[p]] * side_of(c, p) * moved - paid[p];
            paid[p] += self->numbers[c->cost[p]];
        }
        out[p] = fmin(s->full, worth);
    }
}

static bool at_most(const double *a, const double *b, uint32_t parties) {
    for (uint32_t p = 0; p < parties; p++)
        if (!(a[p] <= b[p])) return false;
    return true;
}

/* A round whose values of no deal are all at least another's makes nothing acceptable that the other does not. */
void ns_course_moments(ns_course *self, const ns_scenario *s, uint32_t first, uint32_t last) {
    const uint32_t n = s->party_count;
    uint32_t count = 0;
    for (uint32_t r = first - 1; r < last; r++) {
        const double *here = self->no_deal + (size_t)r * n;
        uint32_t kept = 0;
        bool needed = true;
        for (uint32_t k = 0; k < count && needed; k++)
            needed = !at_most(self->moments + (size_t)k * n, here, n);
        if (!needed) continue;
        for (uint32_t k = 0; k < count; k++) {
            const double *there = self->moments + (size_t)k * n;
            if (at_most(here, there, n)) continue;
            if (kept != k) memcpy(self->moments + (size_t)kept * n, there, n * sizeof *there);
            kept++;
        }
        memcpy(self->moments + (size_t)kept * n, here, n * sizeof *here);
        count = kept + 1;
    }
    self->moment_count = count;
}

void ns_course_run(ns_course *self, const ns_instance *instance, uint64_t play) {
    const ns_scenario *s = instance->scenario;
    double paid[NS_MAX_PARTIES] = {0};
    moment at = {.drawn = instance, .play = play, .balance = NAN};
    if (self->numbers == NULL) return;
    memcpy(self->numbers, instance->numbers, s->quantity_count * sizeof *self->numbers);
    self->ends_after = 0;
    if (s->conflict.given) at.balance = instance->numbers[s->conflict.start];
    for (at.round = 1; at.round <= s->protocol.rounds; at.round++) {
        meet_events(self, &at);
        self->balance[at.round - 1] = at.balance;
        value(self, &at, paid);
        if (s->conflict.given) at.balance = ns_course_next(self, instance, play, at.round, at.balance);
    }
    ns_course_moments(self, s, 1, s->protocol.rounds);
}
