/* Does anything that is drawn matter? */
#include <math.h>

#include "negsim/view.h"
#include "runner.h"

static double constant(const ns_scenario *s, uint32_t quantity, double fallback) {
    return quantity == NS_NONE ? fallback : ns_quantity_value(&s->quantities[quantity], 0.5);
}

/* A probability of 0 or 1: its uniform does not matter. */
static bool is_certain(const ns_scenario *s, uint32_t probability) {
    double p = constant(s, probability, 0);
    return p <= 0 || p >= 1;
}

/* The firmness that sequencing takes off a precondition, as a mediator reckons it. */
static double taken_by_sequencing(const ns_scenario *s, const ns_mediator *m, uint32_t party) {
    double style[3], sum = 0;
    for (int k = 0; k < 3; k++) {
        style[k] = constant(s, m->style[k], 0);
        sum += style[k];
    }
    double formulation = sum > 0 ? style[NS_STYLE_FORMULATION] / sum : 0;
    double bias = constant(s, m->bias[party], 0);
    double raised = constant(s, m->credibility[party], 1) * 2 / (1 + exp(-4 * bias));
    return formulation * constant(s, m->effort, 1) * (raised < 1 ? raised : 1);
}

/* A precondition's uniform matters too where sequencing could drop it by chance. */
static bool precondition_certain(const ns_arm *arm, uint32_t party, uint32_t firmness) {
    const ns_scenario *s = arm->scenario;
    double f = constant(s, firmness, 0);
    if (f <= 0) return true;
    if (f < 1) return false;
    double taken = 0, n = 0;
    for (uint32_t m = 0; m < s->mediator_count; m++) {
        if (!(arm->seat.mediators >> m & 1u)) continue;
        n++;
        if (s->mediators[m].mechanisms & arm->seat.mechanisms & 1u << NS_MECHANISM_SEQUENCING)
            taken += taken_by_sequencing(s, &s->mediators[m], party);
    }
    return taken == 0 || (n == 1 && f - taken <= 0);
}

static bool red_lines_certain(const ns_scenario *s, const ns_stance *stance, uint32_t options) {
    for (uint32_t o = 0; stance->red_line && o < options; o++)
        if (stance->red_line[o] != NS_NONE && !is_certain(s, stance->red_line[o])) return false;
    return true;
}

static bool party_certain(const ns_arm *arm, uint32_t p) {
    const ns_scenario *s = arm->scenario;
    const ns_party *party = &s->parties[p];
    const ns_offer_kind *offer = (const ns_offer_kind *)(const void *)party->offer.kind;
    const ns_tactic_kind *tactic = (const ns_tactic_kind *)(const void *)party->tactic.kind;
    if (offer->uses_noise || tactic->uses_noise || tactic->head.by_chance ||
        party->acceptance.kind->by_chance)
        return false;
    for (uint32_t c = 0; c < party->precondition_count; c++)
        if (!precondition_certain(arm, p, party->preconditions[c].firmness)) return false;
    for (uint32_t i = 0; i < s->issue_count; i++)
        if (!red_lines_certain(s, &party->stances[i], s->issues[i].option_count)) return false;
    return true;
}

static bool protocol_certain(const ns_scenario *s) {
    return !s->protocol.kind->by_chance && s->protocol.order != NS_ORDER_RANDOM &&
           is_certain(s, s->protocol.breakdown);
}

static bool is_zero(const ns_scenario *s, uint32_t quantity) {
    const ns_distribution *d = &s->quantities[quantity].distribution;
    return ns_distribution_is_constant(d) && d->a == 0;
}

static bool conflict_certain(const ns_scenario *s) {
    const ns_struggle *c = &s->conflict;
    if (!c->given) return true;
    return is_zero(s, c->volatility) && (is_zero(s, c->jump_rate) || is_zero(s, c->jump_sd));
}

static bool events_certain(const ns_scenario *s) {
    for (uint32_t e = 0; e < s->event_count; e++)
        if (s->events[e].rate != NS_NONE && !is_certain(s, s->events[e].rate)) return false;
    return true;
}

static bool aftermath_certain(const ns_scenario *s) {
    if (s->durability.given && !is_zero(s, s->durability.hazard)) return false;
    for (uint32_t p = 0; p < s->party_count; p++) {
        const ns_ratification *home = &s->parties[p].ratification;
        if (home->given && (!is_zero(s, home->spread) || !is_zero(s, home->shock))) return false;
    }
    return true;
}

static bool arm_deterministic(const ns_arm *arm) {
    const ns_scenario *s = arm->scenario;
    if (!protocol_certain(s) || !conflict_certain(s) || !events_certain(s) || !aftermath_certain(s))
        return false;
    for (uint32_t q = 0; q < s->quantity_count; q++)
        if (!s->quantities[q].is_held && !ns_distribution_is_constant(&s->quantities[q].distribution))
            return false;
    for (uint32_t c = 0; c < s->condition_count; c++)
        if (!is_certain(s, s->conditions[c].available)) return false;
    for (uint32_t p = 0; p < s->party_count; p++)
        if (!party_certain(arm, p)) return false;
    return true;
}

bool ns_arms_deterministic(const ns_arms *arms) {
    for (size_t a = 0; a < arms->count; a++)
        if (!arm_deterministic(&arms->arms[a])) return false;
    return true;
}
