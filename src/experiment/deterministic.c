/* Does anything that is drawn matter? */
#include <string.h>

#include "runner.h"

static bool constant(const ns_scenario *s, uint32_t quantity) { return ns_distribution_is_constant(&s->quantities[quantity].distribution); }

static double value(const ns_scenario *s, uint32_t quantity) { return s->quantities[quantity].distribution.a; }

/* A probability of 0 or 1: its uniform does not matter. */
static bool certain(const ns_scenario *s, uint32_t probability) { return value(s, probability) <= 0 || value(s, probability) >= 1; }

/* A precondition's uniform matters too where sequencing could drop it by chance. */
static bool precondition_certain(const ns_arm *arm, uint32_t party, uint32_t firmness) {
    const ns_scenario *s = arm->scenario;
    if (!certain(s, firmness)) return false;
    if (value(s, firmness) <= 0 || arm->seat.mediator == NS_NONE) return true;
    const ns_mediator *m = &s->mediators[arm->seat.mediator];
    if (!(m->mechanisms & arm->seat.mechanisms & 1u << NS_MECHANISM_SEQUENCING)) return true;
    const double formulation = value(s, m->style[NS_STYLE_FORMULATION]), effort = value(s, m->effort), credibility = value(s, m->credibility[party]);
    const double drop = formulation * effort * credibility;
    /* only the two clear cases: nothing is dropped, or everything (no bias, full formulation) */
    const bool all = formulation > 0 && value(s, m->style[NS_STYLE_FACILITATION]) + value(s, m->style[NS_STYLE_DIRECTIVE]) == 0 && effort >= 1 && credibility >= 1 &&
                     value(s, m->bias[party]) >= 0;
    return drop == 0 || all;
}

static bool party_certain(const ns_arm *arm, uint32_t p) {
    const ns_scenario *s = arm->scenario;
    const ns_party *party = &s->parties[p];
    if (strcmp(party->offer.kind->name, "random") == 0) return false;
    for (uint32_t c = 0; c < party->precondition_count; c++)
        if (!precondition_certain(arm, p, party->preconditions[c].firmness)) return false;
    for (uint32_t i = 0; i < s->issue_count; i++)
        for (uint32_t o = 0; party->stances[i].red_line && o < s->issues[i].option_count; o++)
            if (party->stances[i].red_line[o] != NS_NONE && !certain(s, party->stances[i].red_line[o])) return false;
    return true;
}

static bool arm_deterministic(const ns_arm *arm) {
    const ns_scenario *s = arm->scenario;
    for (uint32_t q = 0; q < s->quantity_count; q++)
        if (!s->quantities[q].is_held && !constant(s, q)) return false;
    for (uint32_t c = 0; c < s->condition_count; c++)
        if (!certain(s, s->conditions[c].available)) return false;
    for (uint32_t p = 0; p < s->party_count; p++)
        if (!party_certain(arm, p)) return false;
    return true;
}

bool ns_arms_deterministic(const ns_arms *arms) {
    for (size_t a = 0; a < arms->count; a++)
        if (!arm_deterministic(&arms->arms[a])) return false;
    return true;
}
