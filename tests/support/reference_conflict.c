/* The slow reference engine: what goes on meanwhile, from the beginning each time it is asked. */
#include <gsl/gsl_cdf.h>
#include <math.h>

#include "negsim/random.h"
#include "reference.h"

static double chance(const ref_draw *self, const ref_play *play, uint32_t purpose, uint32_t round) {
    ns_noise_key key = {
        .seed = self->seed, .draw = self->draw, .play = play->play, .purpose = purpose, .round = round};
    return ns_uniform_noise(&key);
}

double ref_balance(const ref_draw *self, const ref_play *play, uint32_t round) {
    const ns_struggle *c = &self->scenario->conflict;
    if (!c->given) return NAN;
    if (round <= 1) return self->numbers[c->start];
    double volatility = self->numbers[c->volatility], rate = self->numbers[c->jump_rate], change = 0;
    if (volatility > 0)
        change += volatility * gsl_cdf_ugaussian_Pinv(chance(self, play, NS_PURPOSE_BALANCE, round - 1));
    if (rate > 0 && chance(self, play, NS_PURPOSE_BALANCE + 1, round - 1) < rate)
        change += self->numbers[c->jump_sd] *
                  gsl_cdf_ugaussian_Pinv(chance(self, play, NS_PURPOSE_BALANCE + 2, round - 1));
    double b = ref_balance(self, play, round - 1) + change;
    return b < 0 ? 0 : b > 1 ? 1 : b;
}

double ref_no_deal(const ref_draw *self, const ref_play *play, uint32_t p, uint32_t round) {
    const ns_scenario *s = self->scenario;
    const ns_struggle *c = &s->conflict;
    double value = self->numbers[s->parties[p].no_deal];
    if (!c->given) return value;
    double side = c->up & 1u << p ? 1 : c->down & 1u << p ? -1 : 0;
    double rise = ref_balance(self, play, round) - ref_balance(self, play, 1);
    double paid = 0;
    for (uint32_t r = 1; r < round; r++) paid += self->numbers[c->cost[p]];
    value = value + self->numbers[c->stake[p]] * side * rise - paid;
    return value < s->full ? value : s->full;
}
