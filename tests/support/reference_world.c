/* The slow reference engine: what goes on while the parties talk, round by round. */
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "negsim/random.h"
#include "reference.h"

static double chance(const ref_draw *self, uint64_t play, uint64_t entity, uint32_t purpose, uint32_t round) {
    ns_noise_key key = {.seed = self->seed,
                        .draw = self->draw,
                        .play = play,
                        .entity = entity,
                        .purpose = purpose,
                        .round = round};
    return ns_uniform_noise(&key);
}

static double within(const ns_quantity *quantity, double value) {
    if (value < quantity->lowest) return quantity->lowest;
    return value > quantity->highest ? quantity->highest : value;
}

/* Did event e happen in one of the first rounds? The first of them; 0: no. */
static uint32_t first_time(const ref_world *world, uint32_t e, uint32_t rounds) {
    for (uint32_t r = 1; r <= rounds; r++)
        if (world->happened[r - 1] & (uint64_t)1 << e) return r;
    return 0;
}

static bool happens(const ref_draw *self, const ref_world *world, uint64_t play, uint32_t e, uint32_t round,
                    double balance) {
    const ns_happening *event = &self->scenario->events[e];
    if (!event->repeats && first_time(world, e, round - 1)) return false;
    if (event->at_round != NS_NONE && (uint32_t)self->numbers[event->at_round] != round) return false;
    if (event->above != NS_NONE && balance < self->numbers[event->above]) return false;
    if (event->below != NS_NONE && balance > self->numbers[event->below]) return false;
    if (event->after != NS_NONE) {
        uint32_t before = first_time(world, event->after, round - 1);
        double delay = event->delay == NS_NONE ? 1 : self->numbers[event->delay];
        if (!before || round - before < delay) return false;
    }
    if (event->rate == NS_NONE) return true;
    return chance(self, play, event->key, NS_PURPOSE_EVENT, round) < self->numbers[event->rate];
}

static void take_effect(const ref_draw *self, const ns_happening *event, double *numbers, double *balance) {
    for (uint32_t k = 0; k < event->effect_count; k++) {
        const ns_effect *effect = &event->effects[k];
        bool shifts = self->scenario->conflict.given && effect->of == self->scenario->conflict.start;
        double by = self->numbers[effect->by], *target = shifts ? balance : &numbers[effect->of];
        double value = effect->how == NS_CHANGE_SET   ? by
                       : effect->how == NS_CHANGE_ADD ? *target + by
                                                      : *target * by;
        *target = within(&self->scenario->quantities[effect->of], value);
    }
}

static double next_balance(const ref_draw *self, const double *numbers, uint64_t play, uint32_t round,
                           double b) {
    const ns_struggle *c = &self->scenario->conflict;
    double change = 0;
    if (numbers[c->volatility] > 0)
        change +=
            numbers[c->volatility] * gsl_cdf_ugaussian_Pinv(chance(self, play, 0, NS_PURPOSE_BALANCE, round));
    if (numbers[c->jump_rate] > 0 &&
        chance(self, play, 0, NS_PURPOSE_BALANCE + 1, round) < numbers[c->jump_rate])
        change += numbers[c->jump_sd] *
                  gsl_cdf_ugaussian_Pinv(chance(self, play, 0, NS_PURPOSE_BALANCE + 2, round));
    return b + change < 0 ? 0 : b + change > 1 ? 1 : b + change;
}

static double no_deal_of(const ref_draw *self, const double *numbers, uint32_t p, double balance,
                         double paid) {
    const ns_scenario *s = self->scenario;
    const ns_struggle *c = &s->conflict;
    double value = numbers[s->parties[p].no_deal];
    if (c->given) {
        double side = c->up & 1u << p ? 1 : c->down & 1u << p ? -1 : 0;
        value = value + numbers[c->stake[p]] * side * (balance - self->numbers[c->start]) - paid;
    }
    return value < s->full ? value : s->full;
}

static void keep_draw(const ref_draw *self, ref_world *world, uint32_t round, const double *numbers) {
    uint64_t now = world->happened[round - 1];
    bool changes = false;
    for (uint32_t e = 0; e < self->scenario->event_count; e++)
        if ((now & (uint64_t)1 << e) && self->scenario->events[e].reaches_in) changes = true;
    if (changes) world->own[round - 1] = ref_draw_changed(self, numbers);
    world->draws[round - 1] = changes ? world->own[round - 1] : round > 1 ? world->draws[round - 2] : self;
}

ref_world *ref_world_new(const ref_draw *self, uint64_t play) {
    const ns_scenario *s = self->scenario;
    size_t rounds = s->protocol.rounds;
    ref_world *world = ref_alloc(1, sizeof *world);
    world->rounds = s->protocol.rounds;
    world->drawn = self;
    world->play = play;
    world->numbers = ref_alloc(rounds, sizeof *world->numbers);
    world->happened = ref_alloc(rounds, sizeof *world->happened);
    world->balance = ref_alloc(rounds, sizeof *world->balance);
    world->no_deal = ref_alloc(rounds * s->party_count, sizeof *world->no_deal);
    world->draws = ref_alloc(rounds, sizeof *world->draws);
    world->own = ref_alloc(rounds, sizeof *world->own);
    double *numbers = ref_alloc(s->quantity_count, sizeof *numbers), paid[NS_MAX_PARTIES] = {0};
    memcpy(numbers, self->numbers, s->quantity_count * sizeof *numbers);
    double balance = s->conflict.given ? self->numbers[s->conflict.start] : (double)NAN;
    for (uint32_t r = 1; r <= rounds; r++) {
        uint64_t now = 0;
        for (uint32_t e = 0; e < s->event_count; e++) {
            if (!happens(self, world, play, e, r, balance)) continue;
            now |= (uint64_t)1 << e;
            take_effect(self, &s->events[e], numbers, &balance);
            if (s->events[e].ends_talks && !world->ends_after) world->ends_after = r;
        }
        world->happened[r - 1] = now;
        world->balance[r - 1] = balance;
        for (uint32_t p = 0; p < s->party_count; p++) {
            world->no_deal[(r - 1) * s->party_count + p] = no_deal_of(self, numbers, p, balance, paid[p]);
            if (s->conflict.given) paid[p] += numbers[s->conflict.cost[p]];
        }
        keep_draw(self, world, r, numbers);
        world->numbers[r - 1] = ref_alloc(s->quantity_count, sizeof *numbers);
        memcpy(world->numbers[r - 1], numbers, s->quantity_count * sizeof *numbers);
        if (s->conflict.given) balance = next_balance(self, numbers, play, r, balance);
    }
    free(numbers);
    return world;
}

double ref_world_ripe(const ref_world *self, uint32_t mediator) {
    const ns_scenario *s = self->drawn->scenario;
    const ns_mediator *m = &s->mediators[mediator];
    const double *n = self->drawn->numbers;
    for (uint32_t r = 1; r <= self->rounds; r++) {
        uint32_t first = n[m->ripeness.window] >= r ? 1 : r - (uint32_t)n[m->ripeness.window];
        double least = HUGE_VAL, moved = fabs(self->balance[r - 1] - self->balance[first - 1]);
        for (uint32_t p = 0; p < s->party_count; p++) {
            double fallen = self->no_deal[p] - self->no_deal[(r - 1) * s->party_count + p];
            bool side =
                (s->conflict.up | s->conflict.down) == 0 || ((s->conflict.up | s->conflict.down) & 1u << p);
            if (side && fallen < least) least = fallen;
        }
        if (least < 0) least = 0;
        double p = n[m->ripeness.rate] * (1 - exp(-least / n[m->ripeness.hurt])) *
                   exp(-moved / n[m->ripeness.tolerance]);
        if (r >= n[m->enter] && chance(self->drawn, self->play, m->key, NS_PURPOSE_RIPE, r) < p) return r;
    }
    return HUGE_VAL;
}

double ref_world_next(const ref_world *self, uint64_t play, uint32_t round, uint32_t signed_in,
                      double balance) {
    return next_balance(self->drawn, self->numbers[signed_in - 1], play, round, balance);
}

void ref_world_free(ref_world *self) {
    if (!self) return;
    for (uint32_t r = 0; r < self->rounds; r++) {
        ref_draw_free(self->own[r]);
        free(self->numbers[r]);
    }
    ref_draw_free(self->signing);
    free(self->numbers);
    free(self->happened);
    free(self->balance);
    free(self->no_deal);
    free(self->draws);
    free(self->own);
    free(self);
}
