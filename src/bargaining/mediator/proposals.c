/* Proposals (M2): a single text, drafted where talks are stuck, put to all, and withdrawn when it cannot be signed. */
#include <math.h>

#include "bargaining/core.h"

/* Who has most drive holds the pen; of equals the first. What drives the others hurries it on. */
static void terms(const ns_company *company, ns_terms *out) {
    double sum = 0, most = 0;
    out->pen = NS_NONE;
    for (uint32_t k = 0; k < company->count; k++) {
        const ns_mediation *member = &company->member[k];
        if (!ns_is_at(company, out, k, NS_MECHANISM_PROPOSALS)) continue;
        const double drive = member->formulation * member->effort * out->vigour[k];
        sum += drive;
        if (!(drive > most)) continue;
        most = drive;
        out->pen = k;
    }
    sum *= out->together;
    out->patience = sum > 0 ? company->member[out->pen].patience / sum : HUGE_VAL;
}

/* --- reckoning ------------------------------------------------------------------------------------------- */

/* What the mediator takes every package to be worth: the base, weights as far as it knows them, no links. */
static void reckon_party(ns_session *session, uint32_t party) {
    const ns_scenario *scenario = session->scenario;
    double known = session->company.member[session->terms.pen].accuracy, *out = session->desk.worth[party];
    double even = session->players[party].view.weight_sum[party] / scenario->issue_count;
    uint32_t n = 1;
    out[0] = ns_number_of(session->instance, scenario->parties[party].base, 0);
    for (uint32_t i = 0; i < scenario->issue_count; i++) {
        uint32_t k = scenario->issues[i].option_count;
        double weight = known * ns_weight_of(session->instance, party, i) + (1 - known) * even;
        for (uint32_t o = 0; o < k; o++)
            session->weighted[o] = weight * ns_value_of(session->instance, party, i, o);
        ns_widen(out, out, n, session->weighted, k);
        n *= k;
    }
}

static void reckon(ns_session *session) {
    const uint32_t by = session->company.member[session->terms.pen].index;
    if (session->desk.reckoned_by == by) return;
    for (uint32_t p = 0; p < session->scenario->party_count; p++) reckon_party(session, p);
    session->desk.reckoned_by = by;
}

/* --- the search ---------------------------------------------------------------------------------------------- */

typedef struct search {
    const ns_session *session;
    const ns_notebook *notes; /* of who holds the pen */
    ns_shut barred;           /* own-inadmissible for anybody */
    double exponent[NS_MAX_PARTIES];
    double best;
    uint32_t found;
} search;

static bool is_noted(const search *self, uint32_t package) {
    if (!self->notes->any_noted) return false;
    for (uint32_t i = 0; i < self->session->scenario->issue_count; i++)
        if (self->notes
                ->noted[self->session->first_option[i] + ns_option_of(self->session->scenario, i, package)])
            return true;
    return false;
}

/* The product of estimated gains; negative: somebody gains nothing. */
static double product(const search *self, uint32_t package) {
    const ns_session *session = self->session;
    double out = 1;
    for (uint32_t p = 0; p < session->scenario->party_count; p++) {
        double gain = session->desk.worth[p][package] - self->notes->no_deal[p];
        if (!(gain > session->scenario->slack)) return -1;
        out *= self->exponent[p] == 1 ? gain : pow(gain, self->exponent[p]);
    }
    return out;
}

static void look_at(search *self, uint32_t package) {
    if ((self->session->inputs.shut[package] & self->barred) != 0) return;
    double score = product(self, package);
    if (score < 0 || score < self->best) return;
    if (score == self->best && package > self->found) return;
    if (is_noted(self, package)) return;
    self->best = score;
    self->found = package;
}

static search search_of(const ns_session *session) {
    const ns_mediation *drafter = &session->company.member[session->terms.pen];
    search out = {
        .session = session, .notes = &session->desk.notes[drafter->index], .best = -1, .found = NS_NONE};
    for (uint32_t p = 0; p < session->scenario->party_count; p++) {
        out.exponent[p] = 1 + drafter->bias[p];
        out.barred |= NS_SHUT_OWN(p);
    }
    return out;
}

/* All packages that hold what is settled. */
static uint32_t find(ns_session *session) {
    const ns_stage_shape *shape = session->tables.shape;
    reckon(session);
    search one = search_of(session);
    for (uint32_t z = 0; z < shape->view.part_count; z++) {
        uint32_t first = ns_stage_package(&session->tables, z);
        for (uint32_t y = 0; y < shape->rest_count; y++)
            look_at(&one, first + (shape->rest == NULL ? 0 : shape->rest[y]));
    }
    return one.found;
}

/* --- acts ------------------------------------------------------------------------------------------------------- */

static bool is_stuck(const ns_session *session) {
    const ns_desk *desk = &session->desk;
    double since = desk->last_draft > desk->last_progress ? desk->last_draft : desk->last_progress;
    return session->terms.round - since >= session->terms.patience;
}

static void draft(ns_session *session, ns_act *act) {
    ns_desk *desk = &session->desk;
    if (session->terms.pen == NS_NONE || !is_stuck(session)) return;
    const uint32_t by = session->company.member[session->terms.pen].index;
    if (!desk->fresh || desk->found_by != by) desk->found = find(session);
    desk->fresh = true;
    desk->found_by = by;
    act->kind = NS_ACT_DRAFT;
    act->whole = desk->found;
}

static void withdraw(const ns_session *session, ns_act *act) {
    if (!session->answers.asked) return;
    for (uint32_t p = 0; p < session->scenario->party_count; p++)
        if (session->answers.why[p] == NS_WHY_FLEXIBILITY || session->answers.why[p] == NS_WHY_NO_DEAL)
            act->kind = NS_ACT_WITHDRAW;
}

static void turn(ns_session *session, ns_phase phase, ns_act *act) {
    if (phase == NS_PHASE_OPENING)
        draft(session, act);
    else
        withdraw(session, act);
}

const ns_mechanism_kind ns_mechanism_proposals = {
    .head =
        {.name = "proposals",
         .summary = "Drafts the text with the largest product of estimated gains when talks are stuck, and "
                    "puts it to all parties.",
         .citation =
             "Fisher & Ury 1981, Getting to Yes (single negotiating text); Nash 1950, Econometrica 18(2), "
             "155-162; Klein, Faratin, Sayama & Bar-Yam 2003, Group Decision and Negotiation 12(2), 111-125"},
    .terms = terms,
    .turn = turn};
