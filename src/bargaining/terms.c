/* Terms: a fixed list of pure steps makes each round's record from the one before. */
#include "bargaining/terms.h"

#include <math.h>
#include <string.h>

#include "bargaining/mediator/mechanism.h"

/* --- the mediator's numbers ------------------------------------------------------------------------ */

/* Bias toward a listener makes a mediator more credible to it (Kydd 2003). */
static double credibility_with_bias(double credibility, double bias) {
    double raised = credibility * 2 / (1 + exp(-4 * bias));
    return raised < 1 ? raised : 1;
}

static void read_style(ns_mediation *out, const ns_instance *instance, const ns_mediator *mediator) {
    double style[3], sum = 0;
    for (int k = 0; k < 3; k++) {
        style[k] = ns_number_of(instance, mediator->style[k], 0);
        sum += style[k];
    }
    if (sum <= 0) return;
    out->facilitation = style[NS_STYLE_FACILITATION] / sum;
    out->formulation = style[NS_STYLE_FORMULATION] / sum;
    out->directive = style[NS_STYLE_DIRECTIVE] / sum;
}

static void read_parties(ns_mediation *out, const ns_instance *instance, const ns_mediator *mediator) {
    for (uint32_t p = 0; p < out->party_count; p++) {
        out->bias[p] = ns_number_of(instance, mediator->bias[p], 0);
        out->credibility[p] =
            credibility_with_bias(ns_number_of(instance, mediator->credibility[p], 1), out->bias[p]);
    }
}

static void read_member(ns_mediation *out, const ns_instance *instance, const ns_mediator *file) {
    *out = (ns_mediation){.party_count = instance->scenario->party_count,
                          .effort = ns_number_of(instance, file->effort, 1),
                          .leverage = ns_number_of(instance, file->leverage, 0),
                          .legitimacy = ns_number_of(instance, file->legitimacy, 1),
                          .accuracy = ns_number_of(instance, file->accuracy, 1),
                          .independence = ns_number_of(instance, file->independence, 1),
                          .secrecy = ns_number_of(instance, file->secrecy, 0),
                          .enter = ns_number_of(instance, file->enter, 1),
                          .deadline = ns_number_of(instance, file->deadline, HUGE_VAL),
                          .deadline_credibility = ns_number_of(instance, file->deadline_credibility, 1),
                          .fatigue = ns_number_of(instance, file->fatigue, HUGE_VAL),
                          .patience = ns_number_of(instance, file->patience, 3),
                          .guarantee = ns_number_of(instance, file->guarantee, 0),
                          .guarantee_duration = ns_number_of(instance, file->guarantee_duration, HUGE_VAL),
                          .progress = ns_number_of(instance, file->progress, instance->scenario->full / 100)};
    read_style(out, instance, file);
    read_parties(out, instance, file);
}

void ns_company_read(ns_company *out, const ns_instance *instance, ns_seat seat, const double *ripe) {
    const ns_scenario *s = instance->scenario;
    out->count = 0;
    out->coherence = ns_number_of(instance, s->coherence, 1);
    if ((seat.mechanisms & NS_ALL_MECHANISMS) == 0) return;
    for (uint32_t k = 0; k < s->mediator_count; k++) {
        const ns_mediator *file = &s->mediators[k];
        if (!(seat.mediators >> k & 1u) || !(file->mechanisms & NS_ALL_MECHANISMS)) continue;
        ns_mediation *member = &out->member[out->count];
        read_member(member, instance, file);
        member->index = k;
        member->mechanisms = file->mechanisms & seat.mechanisms & NS_ALL_MECHANISMS;
        if (file->ripeness.given) member->enter = ripe[k];
        out->count += member->effort > 0 && member->enter < HUGE_VAL;
    }
}

uint32_t ns_company_seats(const ns_company *self) {
    uint32_t seats = 0;
    for (uint32_t k = 0; k < self->count; k++) seats |= 1u << self->member[k].index;
    return seats;
}

double ns_company_together(const ns_company *self, uint32_t n) {
    return n > 1 ? pow(self->coherence, n - 1.0) : 1;
}

static bool has(const ns_mediation *member, uint32_t mechanism) {
    return member->mechanisms >> mechanism & 1u;
}

double ns_company_most(const ns_company *self, uint32_t mechanism, ns_amount amount) {
    double most = 0;
    for (uint32_t last = 0; last < self->count; last++) {
        double sum = 0;
        uint32_t n = 0;
        for (uint32_t k = 0; k < self->count; k++) {
            if (self->member[k].enter > self->member[last].enter) continue;
            n++;
            if (has(&self->member[k], mechanism)) sum += amount(&self->member[k]);
        }
        most = fmax(most, sum * ns_company_together(self, n));
    }
    return most;
}

double ns_company_secrecy(const ns_company *self) {
    double least = self->count > 0 ? 1 : 0;
    for (uint32_t k = 0; k < self->count; k++) {
        const ns_mediation *member = &self->member[k];
        least = fmin(least, has(member, NS_MECHANISM_FACE) ? member->secrecy * member->effort : 0);
    }
    return least;
}

double ns_mediation_vigour(const ns_mediation *self, double round) {
    if (!isfinite(self->fatigue)) return 1;
    if (self->fatigue <= 0) return round > self->enter ? 0 : 1;
    return exp(-M_LN2 * (round - self->enter) / self->fatigue);
}

/* --- steps ------------------------------------------------------------------------------------------ */

typedef void (*terms_step)(ns_terms *terms, const ns_terms_source *source);

static void base(ns_terms *terms, const ns_terms_source *source) {
    terms->round++;
    terms->horizon = source->rounds;
    for (uint32_t p = 0; p < source->party_count; p++) terms->optimism[p] *= 1 - source->learning[p];
}

/* What goes on meanwhile has moved the values of no deal. */
static void conflict(ns_terms *terms, const ns_terms_source *source) {
    if (source->course == NULL) return;
    const double *now = source->course + (size_t)(terms->round - 1) * source->party_count;
    for (uint32_t p = 0; p < source->party_count; p++) terms->no_deal[p] = now[p];
}

/* Who has entered by now, and with how much of its effort left. */
static void enter(ns_terms *terms, const ns_company *company) {
    uint32_t n = 0;
    terms->active = 0;
    for (uint32_t k = 0; k < company->count; k++) {
        const bool there = terms->round >= company->member[k].enter;
        terms->active |= (uint32_t)there << k;
        terms->vigour[k] = there ? ns_mediation_vigour(&company->member[k], terms->round) : 0;
        n += there;
    }
    terms->together = ns_company_together(company, n);
}

static void mediators(ns_terms *terms, const ns_terms_source *source) {
    if (source->company->count == 0) {
        terms->active = 0;
        return;
    }
    enter(terms, source->company);
    for (unsigned k = 0; terms->active && k < NS_MECHANISM_COUNT; k++)
        if (ns_mechanisms[k]->terms != NULL) ns_mechanisms[k]->terms(source->company, terms);
}

static double clock_to(uint32_t round, double horizon) {
    const double t = horizon <= 1 ? 1 : (round - 1.0) / (horizon - 1);
    return t < 1 ? t : 1;
}

static void set_clock(ns_terms *terms, const ns_terms_source *source) {
    if (terms->horizon >= source->rounds) {
        terms->time = source->time[terms->round - 1];
        terms->log_time = source->log_time[terms->round - 1];
        return;
    }
    terms->time = clock_to(terms->round, terms->horizon);
    terms->log_time = log(terms->time);
}

/* Whose deadline comes first concedes towards it. */
static void set_own_clocks(ns_terms *terms, const ns_terms_source *source) {
    for (uint32_t p = 0; p < source->party_count; p++) {
        const bool sooner = source->last[p] < terms->horizon;
        terms->own_horizon[p] = sooner ? source->last[p] : terms->horizon;
        terms->own_time[p] = sooner ? clock_to(terms->round, source->last[p]) : terms->time;
    }
}

static void clip(ns_terms *terms, const ns_terms_source *source) {
    set_clock(terms, source);
    if (source->hurried) set_own_clocks(terms, source);
    for (uint32_t p = 0; p < source->party_count; p++) {
        double perceived = terms->no_deal[p] + terms->optimism[p] * (1 - terms->taken_in[p]);
        if (source->cutoff[p] > perceived) perceived += source->heed[p] * (source->cutoff[p] - perceived);
        terms->reservation[p] = perceived < source->full ? perceived : source->full;
    }
}

static const terms_step steps[] = {base, conflict, mediators, clip, NULL};

/* --- rounds ----------------------------------------------------------------------------------------- */

void ns_terms_start(ns_terms *self, const ns_terms_source *source) {
    self->round = 0;
    self->mediator_count = source->mediator_count;
    self->hurried = source->hurried;
    self->active = 0;
    self->together = 1;
    self->pen = NS_NONE;
    for (uint32_t m = 0; m < source->mediator_count; m++) {
        self->passed[m] = 0;
        memset(self->told[m], 0, sizeof self->told[m]);
    }
    self->patience = HUGE_VAL;
    self->purse = 0;
    self->text_face = 1;
    for (uint32_t p = 0; p < source->party_count; p++) {
        self->no_deal[p] = source->no_deal[p];
        self->optimism[p] = source->optimism[p];
        self->taken_in[p] = 0;
    }
}

void ns_terms_advance(ns_terms *self, const ns_terms_source *source) {
    for (const terms_step *step = steps; *step != NULL; step++) (*step)(self, source);
}

void ns_terms_idle(ns_terms *self) { self->round++; }

bool ns_terms_still(const ns_terms_source *source) {
    if (source->company->count > 0 || source->course != NULL) return false;
    for (uint32_t p = 0; p < source->party_count; p++)
        if (source->optimism[p] > 0 && source->learning[p] > 0) return false;
    return true;
}
