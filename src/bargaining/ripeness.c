/* Ripeness: a mediator that waits enters when all sides hurt and none gains (Zartman 2001, Global Review of Ethnopolitics 1(1), 8-18). */
#include <math.h>

#include "bargaining/core.h"
#include "negsim/random.h"

/* The least that any side's value of no deal has fallen since the first round: what hurts one alone is no reason to talk. */
static double mutual_hurt(const ns_session *self, uint32_t round) {
    const ns_struggle *conflict = &self->scenario->conflict;
    const uint32_t n = self->scenario->party_count;
    const double *first = self->course.no_deal, *now = first + (size_t)(round - 1) * n;
    uint32_t sides = conflict->up | conflict->down;
    double least = HUGE_VAL;
    if (sides == 0) sides = (1u << n) - 1;
    for (uint32_t p = 0; p < n; p++)
        if (sides >> p & 1u) least = fmin(least, first[p] - now[p]);
    return fmax(0, least);
}

/* How far the balance has moved over the window that ends in a round. */
static double trend(const ns_session *self, uint32_t round, double window) {
    const uint32_t back = window < round - 1.0 ? (uint32_t)window : round - 1;
    return fabs(self->course.balance[round - 1] - self->course.balance[round - 1 - back]);
}

static double chance_of(const ns_session *self, const ns_ripeness *by, uint32_t round) {
    const double *numbers = self->drawn->numbers;
    const double hurt = mutual_hurt(self, round), moved = trend(self, round, numbers[by->window]);
    return numbers[by->rate] * (1 - exp(-hurt / numbers[by->hurt])) * exp(-moved / numbers[by->tolerance]);
}

static double first_ripe(const ns_session *self, const ns_mediator *mediator) {
    const double from = ns_number_of(self->drawn, mediator->enter, 1);
    ns_noise_key key = {.seed = self->drawn->seed,
                        .draw = self->drawn->draw,
                        .play = self->play,
                        .entity = mediator->key,
                        .purpose = NS_PURPOSE_RIPE};
    for (key.round = 1; key.round <= self->scenario->protocol.rounds; key.round++)
        if (key.round >= from && ns_uniform_noise(&key) < chance_of(self, &mediator->ripeness, key.round))
            return key.round;
    return HUGE_VAL;
}

void ns_ripeness_read(ns_session *self) {
    for (uint32_t m = 0; m < self->scenario->mediator_count; m++) {
        const ns_mediator *mediator = &self->scenario->mediators[m];
        self->ripe[m] = mediator->ripeness.given ? first_ripe(self, mediator) : 0;
    }
}
