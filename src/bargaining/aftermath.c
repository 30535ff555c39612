/* Aftermath: what becomes of a signature. It is ratified at home or not, and what is ratified holds or falls. */
#include <gsl/gsl_cdf.h>
#include <math.h>

#include "bargaining/core.h"
#include "negsim/random.h"

static double uniform(const ns_session *self, uint64_t entity, uint32_t purpose, uint32_t number) {
    const ns_noise_key key = {.seed = self->instance->seed,
                              .draw = self->instance->draw,
                              .play = self->play,
                              .entity = entity,
                              .purpose = purpose,
                              .round = number};
    return ns_uniform_noise(&key);
}

/* --- ratification (Putnam 1988, International Organization 42(3), 427-460) -------------------------------------- */

/* What those at home look at: the package in their eyes, and the cut-off of the one in the middle. */
typedef struct home {
    const ns_ratification *by;
    uint64_t key;
    double worth, cutoff, spread;
} home;

static home home_of(const ns_session *self, uint32_t p) {
    const ns_party *party = &self->scenario->parties[p];
    const ns_ratification *by = &party->ratification;
    const double *numbers = self->instance->numbers, shock = numbers[by->shock];
    home out = {.by = by, .key = party->key, .worth = self->outcome.value[p], .spread = numbers[by->spread]};
    out.cutoff = ns_number_of(self->instance, by->cutoff, self->outcome.no_deal[p]);
    if (shock > 0)
        out.worth += shock * gsl_cdf_ugaussian_Pinv(uniform(self, party->key, NS_PURPOSE_CAMPAIGN, 0));
    return out;
}

/* Share of cut-offs that the package reaches. */
static double share_for(const ns_session *self, const home *at) {
    if (at->spread > 0) return gsl_cdf_ugaussian_P((at->worth - at->cutoff) / at->spread);
    return ns_at_least(self, at->worth, at->cutoff) ? 1 : 0;
}

static double votes_for(const ns_session *self, const home *at) {
    uint32_t yes = 0;
    for (uint32_t k = 0; k < at->by->seats; k++) {
        const double z =
            at->spread > 0 ? gsl_cdf_ugaussian_Pinv(uniform(self, at->key, NS_PURPOSE_HOME, k)) : 0;
        yes += ns_at_least(self, at->worth, at->cutoff + at->spread * z);
    }
    return (double)yes / at->by->seats;
}

static bool ratifies(const ns_session *self, uint32_t p) {
    const home at = home_of(self, p);
    if (at.by->by == NS_RATIFIED_BY_LEADER)
        return uniform(self, at.key, NS_PURPOSE_HOME, 0) < share_for(self, &at);
    const double share = at.by->by == NS_RATIFIED_BY_PARLIAMENT ? votes_for(self, &at) : share_for(self, &at);
    if (at.by->threshold == NS_NONE) return share > 0.5 + 1e-9;
    return share + 1e-9 >= self->instance->numbers[at.by->threshold];
}

static void refuse(ns_session *self, uint32_t p) {
    ns_outcome *out = &self->outcome;
    out->reason = NS_REASON_NOT_RATIFIED;
    out->ender = p;
    out->refused = out->package;
    out->package = NS_NONE;
    for (uint32_t q = 0; q < self->scenario->party_count; q++) out->value[q] = NAN;
}

/* --- durability -------------------------------------------------------------------------------------------------- */

typedef struct deal {
    double margin, pressure,
        parked; /* smallest gain as a share of the scale; share of all gains that carrots supplied; issues left for later */
} deal;

static deal deal_of(const ns_session *self) {
    const ns_outcome *out = &self->outcome;
    double least = HUGE_VAL, gains = 0, paid = 0;
    for (uint32_t p = 0; p < self->scenario->party_count; p++) {
        const double gain = out->value[p] + out->paid[p] - out->no_deal[p];
        least = fmin(least, gain);
        gains += gain > 0 ? gain : 0;
        paid += out->paid[p];
    }
    return (deal){.margin = fmax(0, least) / self->scenario->full,
                  .parked = ns_parked_issues(self->scenario, out->package),
                  .pressure = paid > 0 ? fmin(1, paid / gains) : 0};
}

static bool box_holds(const ns_scenario *s, const ns_box *box, uint32_t package) {
    for (uint32_t k = 0; k < box->side_count; k++)
        if (!box->sides[k].allowed[ns_option_of(s, box->sides[k].issue, package)]) return false;
    return true;
}

static bool stands(const ns_session *self, const ns_guarantee *g, uint32_t package, uint32_t round) {
    if (!g->any_package && !box_holds(self->scenario, &g->when, package)) return false;
    for (uint32_t k = 0; k < g->need_count; k++)
        if (!self->instance->available[g->needs[k]]) return false;
    return round < ns_number_of(self->instance, g->duration, HUGE_VAL);
}

static double by_member(const ns_mediation *member, uint32_t round) {
    double none = 1;
    for (unsigned m = 0; m < NS_MECHANISM_COUNT; m++)
        if (member->mechanisms >> m & 1u && ns_mechanisms[m]->stands != NULL)
            none *= 1 - ns_mechanisms[m]->stands(member, round);
    return 1 - none;
}

/* gamma_G: that at least one of the guarantees which stand is kept, as if each were kept or not by itself. */
double ns_aftermath_guaranteed(const ns_session *self, uint32_t package, uint32_t round) {
    const ns_scenario *s = self->scenario;
    const double *numbers = self->instance->numbers;
    double none = 1;
    for (uint32_t k = 0; k < s->guarantee_count; k++)
        if (stands(self, &s->guarantees[k], package, round))
            none *= 1 - numbers[s->guarantees[k].credibility];
    for (uint32_t k = 0; k < self->company.count; k++) none *= 1 - by_member(&self->company.member[k], round);
    return 1 - none;
}

/* Of round t after the signature, with one cause struck or one cure complete (NS_REMEDY_COUNT: as it is). */
static double hazard(const ns_session *self, const deal *at, uint32_t t, double moved, ns_remedy remedy) {
    const ns_durability *d = &self->scenario->durability;
    const double *n = self->instance->numbers;
    const double credibility = remedy == NS_REMEDY_GUARANTEE
                                   ? 1
                                   : ns_aftermath_guaranteed(self, self->outcome.package, t),
                 monitoring = remedy == NS_REMEDY_MONITORING ? 1 : n[d->monitoring];
    double sum =
        -n[d->guarantee] * credibility - n[d->monitoring_weight] * monitoring - n[d->margin] * at->margin;
    if (remedy != NS_REMEDY_PRESSURE)
        sum += n[d->pressure] * at->pressure * (1 - exp(-(double)t / n[d->tau]));
    if (remedy != NS_REMEDY_BALANCE) sum += n[d->balance] * moved;
    if (remedy != NS_REMEDY_SPOILERS) sum += n[d->spoiler_weight] * n[d->spoilers];
    if (remedy != NS_REMEDY_PARKING) sum += n[d->parked] * at->parked;
    return n[d->hazard] > 0 ? n[d->hazard] * exp(sum) : 0;
}

/* How far the balance has moved in round t; it goes on moving where there is one. */
static double follow(ns_session *self, uint32_t t, double *balance) {
    if (!self->scenario->conflict.given) return 0;
    *balance = ns_course_next(&self->course, self->drawn, self->play, self->outcome.round + t - 1, *balance);
    return fabs(*balance - self->outcome.balance);
}

/* Rounds in force, at most the horizon. The same chances whatever the remedy, so that a cure never harms. */
static uint32_t wait(ns_session *self, const deal *at, ns_remedy remedy) {
    double balance = self->outcome.balance;
    for (uint32_t t = 1; t <= self->scenario->durability.horizon; t++) {
        const double moved = follow(self, t, &balance);
        if (uniform(self, 0, NS_PURPOSE_FALL, t) < 1 - exp(-hazard(self, at, t, moved, remedy))) return t - 1;
    }
    return self->scenario->durability.horizon;
}

static void live_on(ns_session *self) {
    ns_outcome *out = &self->outcome;
    const uint32_t horizon = self->scenario->durability.horizon;
    const deal at = deal_of(self);
    for (uint32_t k = 0; k < self->company.count; k++)
        if (by_member(&self->company.member[k], 1) > 0) ns_session_acted(self, NS_MECHANISM_GUARANTEE);
    if (self->scenario->conflict.given)
        ns_course_apply(&self->course, self->drawn, out->round, self->course.numbers);
    out->in_force = wait(self, &at, NS_REMEDY_COUNT);
    out->held = out->in_force == horizon;
    for (int r = 0; r < NS_REMEDY_COUNT && !out->held; r++)
        if (wait(self, &at, (ns_remedy)r) == horizon) out->remedies |= 1u << r;
}

void ns_aftermath(ns_session *self) {
    const ns_scenario *s = self->scenario;
    for (uint32_t p = 0; self->outcome.reason == NS_REASON_AGREED && p < s->party_count; p++)
        if (s->parties[p].ratification.given && (self->outcome.signatories >> p & 1u) && !ratifies(self, p))
            refuse(self, p);
    if (s->durability.given && self->outcome.reason == NS_REASON_AGREED) live_on(self);
}
