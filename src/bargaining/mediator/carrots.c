/* Carrots (M3): the mediator pays what the parties lack, as long as the budget and its vigour allow. */
#include <math.h>

#include "bargaining/core.h"

/* What one plan costs, whom it pays, and whose yes it gets. */
typedef struct plan {
    double sum;
    double paid[NS_MAX_PARTIES];
    uint16_t yes;
} plan;

static double budget(const ns_mediation *mediation) {
    return mediation->directive * mediation->effort * mediation->leverage;
}

static void facts(const ns_company *company, ns_arm_facts *out) {
    out->budget = ns_company_most(company, NS_MECHANISM_CARROTS, budget);
}

static void terms(const ns_company *company, ns_terms *out) {
    double sum = 0;
    for (uint32_t k = 0; k < company->count; k++)
        if (ns_is_at(company, out, k, NS_MECHANISM_CARROTS))
            sum += out->vigour[k] * budget(&company->member[k]);
    out->purse = sum * out->together;
}

static double gap_of(const ns_session *session, double need, double worth) {
    return ns_at_least(session, worth, need) ? 0 : need - worth;
}

/* Whom of those who can be won it takes to bind all, at the least price. */
static void win(plan *self, const ns_session *session, uint16_t open, const double *gap) {
    self->sum = ns_consent_cheapest(&session->instance->consent, open, gap, &self->yes);
    for (uint32_t p = 0; p < NS_MAX_PARTIES; p++) self->paid[p] = self->yes >> p & 1u ? gap[p] : 0;
}

static bool affordable(const ns_session *session, double sum) {
    return !ns_at_least(session, 0, sum) && ns_at_least(session, session->terms.purse, sum);
}

/* The text, where those who refuse it and whom it takes lack nothing but value. */
static bool plan_text(ns_session *session, plan *out) {
    double gap[NS_MAX_PARTIES] = {0};
    uint16_t open = 0;
    if (session->desk.part == NS_NONE || !session->answers.asked) return false;
    for (uint32_t p = 0; p < session->scenario->party_count; p++) {
        const double worth = ns_text_worth(session, p, session->desk.part);
        const bool yes = session->answers.why[p] == NS_WHY_NONE;
        if (!yes && !(worth > -HUGE_VAL)) continue;
        open = (uint16_t)(open | 1u << p);
        gap[p] = yes ? 0 : gap_of(session, ns_need_to_sign(session, p), worth);
    }
    win(out, session, open, gap);
    return affordable(session, out->sum);
}

/* A party's latest offer, where it is negotiable for enough of the others and still worth no deal to its maker. */
static bool plan_offer(ns_session *session, uint32_t maker, plan *out) {
    double gap[NS_MAX_PARTIES] = {0};
    uint16_t open = 0;
    const uint32_t part = session->last_of[maker];
    if (part == NS_NONE) return false;
    for (uint32_t p = 0; p < session->scenario->party_count; p++) {
        const double worth = session->tables.parts.worth[p][part];
        if (!(worth > -HUGE_VAL)) continue;
        open = (uint16_t)(open | 1u << p);
        if (p != maker) gap[p] = gap_of(session, ns_need_to_sign(session, p), worth);
        if (p == maker && !ns_at_least(session, worth, session->terms.reservation[p])) return false;
    }
    if (!(open >> maker & 1u)) return false;
    win(out, session, open, gap);
    return affordable(session, out->sum);
}

static void propose(ns_act *act, uint32_t offer_of, const plan *chosen) {
    act->kind = NS_ACT_PAY;
    act->offer_of = offer_of;
    act->won = chosen->yes;
    for (uint32_t p = 0; p < NS_MAX_PARTIES; p++) act->paid[p] = chosen->paid[p];
}

/* Who pays what share of it: as much of it as it could pay alone. */
static void bill(const ns_session *session, ns_act *act) {
    const ns_company *company = &session->company;
    double sum = 0;
    for (uint32_t k = 0; k < company->count; k++) {
        act->share[k] = ns_is_at(company, &session->terms, k, NS_MECHANISM_CARROTS)
                            ? session->terms.vigour[k] * budget(&company->member[k])
                            : 0;
        sum += act->share[k];
    }
    for (uint32_t k = 0; sum > 0 && k < company->count; k++) act->share[k] /= sum;
}

static void turn(ns_session *session, ns_phase phase, ns_act *act) {
    if (phase != NS_PHASE_ANSWERED || !ns_session_last_stage(session) || session->facts.budget <= 0) return;
    bill(session, act);
    plan one, cheapest = {.sum = HUGE_VAL};
    if (plan_text(session, &one)) {
        propose(act, NS_NONE, &one);
        return;
    }
    uint32_t maker = NS_NONE;
    for (uint32_t p = 0; p < session->scenario->party_count; p++)
        if (plan_offer(session, p, &one) && one.sum < cheapest.sum) {
            cheapest = one;
            maker = p;
        }
    if (maker != NS_NONE) propose(act, maker, &cheapest);
}

const ns_mechanism_kind ns_mechanism_carrots = {
    .head = {.name = "carrots",
             .summary = "Pays what the parties lack to sign the mediator's text, or else the cheapest latest "
                        "offer, out of a budget.",
             .citation =
                 "Touval & Zartman 1985, International Mediation in Theory and Practice (manipulation); "
                 "Beardsley, Quinn, Biswas & Wilkenfeld 2006, Journal of Conflict Resolution 50(1), 58-86"},
    .facts = facts,
    .terms = terms,
    .turn = turn};
