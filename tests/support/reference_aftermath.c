/* The slow reference engine: what becomes of a signature. */
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "negsim/random.h"
#include "reference_talks.h"

static double chance(const talks *self, uint64_t entity, uint32_t purpose, uint32_t number) {
    ns_noise_key key = {.seed = self->draw->seed,
                        .draw = self->draw->draw,
                        .play = self->play,
                        .entity = entity,
                        .purpose = purpose,
                        .round = number};
    return ns_uniform_noise(&key);
}

static double value_of_signed(const talks *self, uint32_t p) {
    const double *worth = self->draw->paper ? self->draw->paper : self->draw->utility;
    return worth[(size_t)p * self->scenario->package_count + self->out->outcome.package];
}

/* --- at home ------------------------------------------------------------------------------------------------ */

static bool home_agrees(const talks *self, uint32_t p) {
    const ns_party *party = &self->scenario->parties[p];
    const ns_ratification *home = &party->ratification;
    const double *numbers = self->draw->numbers;
    double worth = value_of_signed(self, p), cutoff = self->out->outcome.no_deal[p],
           spread = numbers[home->spread], yes = 0;
    if (home->cutoff != NS_NONE) cutoff = numbers[home->cutoff];
    if (numbers[home->shock] > 0)
        worth +=
            numbers[home->shock] * gsl_cdf_ugaussian_Pinv(chance(self, party->key, NS_PURPOSE_CAMPAIGN, 0));
    if (home->by == NS_RATIFIED_BY_PARLIAMENT) {
        for (uint32_t k = 0; k < home->seats; k++) {
            double own = cutoff;
            if (spread > 0)
                own = cutoff + spread * gsl_cdf_ugaussian_Pinv(chance(self, party->key, NS_PURPOSE_HOME, k));
            if (talks_at_least(self, worth, own)) yes += 1;
        }
        yes /= home->seats;
    } else if (spread > 0) {
        yes = gsl_cdf_ugaussian_P((worth - cutoff) / spread);
    } else {
        yes = talks_at_least(self, worth, cutoff);
    }
    if (home->by == NS_RATIFIED_BY_LEADER) return chance(self, party->key, NS_PURPOSE_HOME, 0) < yes;
    if (home->threshold != NS_NONE) return yes + 1e-9 >= numbers[home->threshold];
    return yes > 0.5 + 1e-9;
}

static void ratify(talks *self) {
    ns_outcome *outcome = &self->out->outcome;
    for (uint32_t p = 0; p < self->scenario->party_count; p++) {
        if (!self->scenario->parties[p].ratification.given || !(outcome->signatories & 1u << p)) continue;
        if (home_agrees(self, p)) continue;
        outcome->reason = NS_REASON_NOT_RATIFIED;
        outcome->ender = p;
        outcome->refused = outcome->package;
        outcome->package = NS_NONE;
        return;
    }
}

/* --- in force ------------------------------------------------------------------------------------------------- */

double talks_credibility(const talks *self, uint32_t package, uint32_t t) {
    const ns_scenario *s = self->scenario;
    const double *numbers = self->draw->numbers;
    double none = 1;
    for (uint32_t k = 0; k < s->guarantee_count; k++) {
        const ns_guarantee *g = &s->guarantees[k];
        bool stands = g->duration == NS_NONE || t < numbers[g->duration];
        if (!g->any_package && !ref_box_holds(s, &g->when, package)) stands = false;
        for (uint32_t c = 0; c < g->need_count; c++)
            if (!self->draw->available[g->needs[c]]) stands = false;
        if (stands) none *= 1 - numbers[g->credibility];
    }
    for (uint32_t k = 0; k < s->mediator_count; k++) {
        const ns_mediator *m = &s->mediators[k];
        if (!self->chairs[k].there || !(self->chairs[k].mechanisms >> NS_MECHANISM_GUARANTEE & 1)) continue;
        if (m->guarantee_duration == NS_NONE || t < numbers[m->guarantee_duration])
            none *= 1 - numbers[m->guarantee];
    }
    return 1 - none;
}

/* Rounds in force; remedy as ns_remedy, or NS_REMEDY_COUNT. */
static uint32_t rounds_in_force(const talks *self, int remedy) {
    const ns_scenario *s = self->scenario;
    const ns_durability *d = &s->durability;
    const ns_outcome *outcome = &self->out->outcome;
    const double *n = self->draw->numbers;
    double least = HUGE_VAL, gains = 0, paid = 0, balance = outcome->balance;
    for (uint32_t p = 0; p < s->party_count; p++) {
        double gain = value_of_signed(self, p) + outcome->paid[p] - outcome->no_deal[p];
        if (gain < least) least = gain;
        if (gain > 0) gains += gain;
        paid += outcome->paid[p];
    }
    double margin = (least > 0 ? least : 0) / s->full, pressure = paid > 0 ? fmin(1, paid / gains) : 0;
    for (uint32_t t = 1; t <= d->horizon; t++) {
        double moved = 0, parked = 0;
        if (s->conflict.given) {
            balance =
                ref_world_next(self->out->world, self->play, outcome->round + t - 1, outcome->round, balance);
            moved = fabs(balance - outcome->balance);
        }
        double sum = -n[d->guarantee] *
                         (remedy == NS_REMEDY_GUARANTEE ? 1 : talks_credibility(self, outcome->package, t)) -
                     n[d->monitoring_weight] * (remedy == NS_REMEDY_MONITORING ? 1 : n[d->monitoring]) -
                     n[d->margin] * margin;
        if (remedy != NS_REMEDY_PRESSURE)
            sum += n[d->pressure] * pressure * (1 - exp(-(double)t / n[d->tau]));
        if (remedy != NS_REMEDY_BALANCE) sum += n[d->balance] * moved;
        if (remedy != NS_REMEDY_SPOILERS) sum += n[d->spoiler_weight] * n[d->spoilers];
        for (uint32_t i = 0; i < s->issue_count; i++)
            if (remedy != NS_REMEDY_PARKING &&
                s->issues[i].options[ns_option_of(s, i, outcome->package)].parked)
                parked++;
        sum += n[d->parked] * parked;
        double rate = n[d->hazard] > 0 ? n[d->hazard] * exp(sum) : 0;
        if (chance(self, 0, NS_PURPOSE_FALL, t) < 1 - exp(-rate)) return t - 1;
    }
    return d->horizon;
}

void talks_live_on(talks *self) {
    ns_outcome *outcome = &self->out->outcome;
    const uint32_t horizon = self->scenario->durability.horizon;
    if (outcome->reason == NS_REASON_AGREED) ratify(self);
    if (outcome->reason != NS_REASON_AGREED || !self->scenario->durability.given) return;
    outcome->in_force = rounds_in_force(self, NS_REMEDY_COUNT);
    outcome->held = outcome->in_force == horizon;
    for (int r = 0; r < NS_REMEDY_COUNT && !outcome->held; r++)
        if (rounds_in_force(self, r) == horizon) outcome->remedies |= 1u << r;
}
