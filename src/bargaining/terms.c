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

void ns_mediation_read(ns_mediation *out, const ns_instance *instance, uint32_t mediator,
                       uint32_t mechanisms) {
    const ns_scenario *scenario = instance->scenario;
    out->party_count = scenario->party_count;
    out->mechanisms = 0;
    out->enter = 1;
    out->progress = HUGE_VAL;
    if (mediator >= scenario->mediator_count) return;
    const ns_mediator *file = &scenario->mediators[mediator];
    mechanisms &= file->mechanisms & NS_ALL_MECHANISMS;
    double effort = ns_number_of(instance, file->effort, 1);
    if (effort <= 0 || mechanisms == 0) return;
    *out = (ns_mediation){.party_count = scenario->party_count,
                          .mechanisms = mechanisms,
                          .effort = effort,
                          .leverage = ns_number_of(instance, file->leverage, 0),
                          .legitimacy = ns_number_of(instance, file->legitimacy, 1),
                          .accuracy = ns_number_of(instance, file->accuracy, 1),
                          .independence = ns_number_of(instance, file->independence, 1),
                          .enter = ns_number_of(instance, file->enter, 1),
                          .deadline = ns_number_of(instance, file->deadline, HUGE_VAL),
                          .deadline_credibility = ns_number_of(instance, file->deadline_credibility, 1),
                          .fatigue = ns_number_of(instance, file->fatigue, HUGE_VAL),
                          .patience = ns_number_of(instance, file->patience, 3),
                          .progress = ns_number_of(instance, file->progress, scenario->full / 100)};
    read_style(out, instance, file);
    read_parties(out, instance, file);
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

static void mediators(ns_terms *terms, const ns_terms_source *source) {
    const ns_mediation *mediation = source->mediation;
    terms->active = false;
    if (mediation->mechanisms == 0 || terms->round < mediation->enter) return;
    terms->active = true;
    terms->vigour = ns_mediation_vigour(mediation, terms->round);
    for (unsigned k = 0; k < NS_MECHANISM_COUNT; k++)
        if (mediation->mechanisms >> k & 1u && ns_mechanisms[k]->terms != NULL)
            ns_mechanisms[k]->terms(mediation, terms);
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
    self->hurried = source->hurried;
    self->active = false;
    self->vigour = 0;
    self->passed = 0;
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
    if (source->mediation->mechanisms != 0 || source->course != NULL) return false;
    for (uint32_t p = 0; p < source->party_count; p++)
        if (source->optimism[p] > 0 && source->learning[p] > 0) return false;
    return true;
}
