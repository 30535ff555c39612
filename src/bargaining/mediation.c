/* The mediators' turn: mechanisms return acts, and here they are carried out. */
#include <math.h>
#include <string.h>

#include "bargaining/core.h"

/* --- memory of one negotiation ------------------------------------------------------------------------------ */

static void clear_table(ns_desk *desk) {
    desk->whole = desk->part = desk->author = NS_NONE;
    desk->fresh = false;
}

/* A new notebook. */
static void seat(ns_session *self, const ns_mediation *member) {
    ns_notebook *notes = &self->desk.notes[member->index];
    double full = self->scenario->full, known = member->accuracy;
    if (notes->any_noted) memset(notes->noted, 0, self->scenario->option_total);
    notes->any_noted = false;
    for (uint32_t p = 0; p < self->scenario->party_count; p++)
        notes->no_deal[p] = known * self->terms.no_deal[p] + (1 - known) * full / 2;
    self->desk.seated |= 1u << member->index;
}

void ns_mediation_join(ns_session *self) {
    ns_desk *desk = &self->desk;
    const ns_company *company = &self->company;
    const bool first = desk->seated == 0 && company->count > 0;
    double earliest = HUGE_VAL;
    self->watches = false;
    for (uint32_t k = 0; k < company->count; k++) {
        const ns_mediation *member = &company->member[k];
        self->watches |= member->mechanisms >> NS_MECHANISM_PROPOSALS & 1u;
        earliest = fmin(earliest, member->enter);
        if (!(desk->seated >> member->index & 1u)) seat(self, member);
    }
    if (first) desk->last_draft = earliest - 1;
}

void ns_mediation_begin(ns_session *self) {
    ns_desk *desk = &self->desk;
    clear_table(desk);
    desk->last_progress = -HUGE_VAL;
    desk->seated = 0;
    desk->reckoned_by = NS_NONE;
    ns_mediation_join(self);
}

void ns_mediation_follow(ns_session *self, const double *before) {
    for (uint32_t p = 0; p < self->scenario->party_count; p++) {
        if (self->terms.no_deal[p] == before[p]) continue;
        for (uint32_t k = 0; k < self->company.count; k++) {
            const ns_mediation *member = &self->company.member[k];
            self->desk.notes[member->index].no_deal[p] +=
                member->accuracy * (self->terms.no_deal[p] - before[p]);
        }
        self->desk.fresh = false;
    }
}

void ns_mediation_open_stage(ns_session *self) { clear_table(&self->desk); }

double ns_text_worth(const ns_session *self, uint32_t party, uint32_t part) {
    if (!(self->tables.parts.worth[party][part] > -HUGE_VAL)) return -HUGE_VAL;
    double top = self->tables.top[party][part];
    if (top == self->instance->best_feasible[party]) return top;
    return top - self->audience[party] * self->terms.text_face;
}

/* --- telling ---------------------------------------------------------------------------------------------------- */

/* Who pays it all; NS_NONE: several do. */
static uint32_t payer(const ns_session *self, const ns_act *act) {
    for (uint32_t k = 0; k < self->company.count; k++)
        if (act->share[k] == 1) return self->company.member[k].index;
    return NS_NONE;
}

static void tell(ns_session *self, ns_action action, ns_why why, uint32_t party, uint32_t part,
                 const ns_act *act) {
    if (self->sink == NULL) return;
    bool text = act == NULL || act->kind != NS_ACT_PAY || act->offer_of == NS_NONE;
    ns_event event = ns_event_of(self, action, party, part, self->scenario->party_count + 1, text);
    event.why = why;
    event.mediator = self->desk.author;
    if (act != NULL && act->kind == NS_ACT_DRAFT) event.whole = act->whole;
    if (act != NULL && act->kind == NS_ACT_PAY) {
        event.offer_of = act->offer_of;
        event.mediator = payer(self, act);
        memcpy(event.paid, act->paid, sizeof event.paid);
    }
    ns_event_emit(self, &event);
}

/* --- asking --------------------------------------------------------------------------------------------------------- */

/* Options of the text that are beyond a party's flexibility; note: write them down. */
static bool beyond_flexibility(ns_session *self, uint32_t party, bool note) {
    const ns_stage_view *stage = &self->tables.shape->view;
    const double *floors = self->instance->floors + (size_t)party * self->scenario->issue_count;
    bool beyond = false;
    for (uint32_t i = 0; i < stage->issue_count; i++) {
        uint32_t issue = stage->issue[i],
                 option = self->desk.part / stage->stride[i] % stage->option_count[i];
        if (ns_at_least(self, ns_value_of(self->instance, party, issue, option), floors[issue])) continue;
        beyond = true;
        if (note) self->desk.notes[self->desk.author].noted[self->first_option[issue] + option] = 1;
    }
    return beyond;
}

/* Would all the carrots that are left not lift the text to the value of no deal? Without carrots at all the answer can differ. */
static bool below_no_deal(ns_session *self, uint32_t party, double worth) {
    const double left = self->terms.purse, least = self->terms.reservation[party];
    bool with = !ns_at_least(self, worth + left, least), without = !ns_at_least(self, worth, least);
    if (with != without) ns_session_acted(self, NS_MECHANISM_CARROTS);
    return with;
}

static ns_why reason_to_refuse(ns_session *self, uint32_t party, double worth) {
    if (beyond_flexibility(self, party, false)) return NS_WHY_FLEXIBILITY;
    if (ns_session_last_stage(self) && below_no_deal(self, party, worth)) return NS_WHY_NO_DEAL;
    return NS_WHY_HOLDS_OUT;
}

static bool answer(ns_session *self, uint32_t p, uint32_t part) {
    double worth = ns_text_worth(self, p, part);
    bool yes = worth > -HUGE_VAL && ns_at_least(self, worth, ns_need_to_sign(self, p));
    ns_why why = yes ? NS_WHY_NONE : reason_to_refuse(self, p, worth);
    self->answers.why[p] = why;
    tell(self, yes ? NS_ACTION_ACCEPT : NS_ACTION_REFUSE, why, p, part, NULL);
    return yes;
}

static void note_face(ns_session *self) {
    if (self->terms.text_face == 1) return;
    for (uint32_t p = 0; p < self->scenario->party_count; p++)
        if (self->audience[p] > 0) ns_session_acted(self, NS_MECHANISM_FACE);
}

static void ask_all(ns_session *self) {
    uint16_t yes = 0;
    self->answers.asked = self->desk.part != NS_NONE;
    if (!self->answers.asked) return;
    note_face(self);
    for (uint32_t p = 0; p < self->scenario->party_count && self->status == NS_OK; p++)
        if (answer(self, p, self->desk.part)) yes = (uint16_t)(yes | 1u << p);
    if (self->status == NS_OK && ns_session_binds(self, yes))
        ns_session_settle(self, self->desk.part, yes, true);
}

/* --- carrying out ----------------------------------------------------------------------------------------------------- */

static void put_text(ns_session *self, const ns_act *act) {
    ns_desk *desk = &self->desk;
    desk->last_draft = self->terms.round;
    desk->whole = act->whole;
    desk->part =
        act->whole == NS_NONE ? NS_NONE : ns_stage_part_of(&self->tables, self->scenario, act->whole);
    desk->author = desk->found_by;
    for (uint32_t p = 0; act->whole != NS_NONE && p < self->scenario->party_count; p++)
        desk->estimate[p] = desk->worth[p][act->whole];
    if (desk->part != NS_NONE) {
        self->outcome.drafts++;
        self->outcome.drafts_by[desk->author]++;
        ns_session_acted(self, NS_MECHANISM_PROPOSALS);
    }
    tell(self, NS_ACTION_DRAFT, NS_WHY_NONE, NS_NONE, desk->part, act);
}

/* What the refusals taught, then the text goes. */
static void withdraw_text(ns_session *self, const ns_act *act) {
    ns_desk *desk = &self->desk;
    ns_notebook *notes = &desk->notes[desk->author];
    for (uint32_t p = 0; p < self->scenario->party_count; p++) {
        if (self->answers.why[p] == NS_WHY_FLEXIBILITY) notes->any_noted |= beyond_flexibility(self, p, true);
        if (self->answers.why[p] == NS_WHY_NO_DEAL && desk->estimate[p] > notes->no_deal[p])
            notes->no_deal[p] = desk->estimate[p];
    }
    tell(self, NS_ACTION_WITHDRAW, NS_WHY_NONE, NS_NONE, desk->part, act);
    clear_table(desk);
}

static void pay(ns_session *self, const ns_act *act) {
    bool text = act->offer_of == NS_NONE;
    uint32_t part = text ? self->desk.part : self->last_of[act->offer_of];
    for (uint32_t p = 0; p < self->scenario->party_count; p++) {
        self->outcome.paid[p] += act->paid[p];
        for (uint32_t k = 0; k < self->company.count; k++)
            self->outcome.paid_by[self->company.member[k].index] += act->share[k] * act->paid[p];
    }
    ns_session_acted(self, NS_MECHANISM_CARROTS);
    tell(self, NS_ACTION_CARROT, NS_WHY_NONE, NS_NONE, part, act);
    ns_session_settle(self, part, act->won, text);
}

static void carry_out(ns_session *self, const ns_act *act) {
    switch (act->kind) {
    case NS_ACT_NONE: break;
    case NS_ACT_DRAFT: put_text(self, act); break;
    case NS_ACT_WITHDRAW: withdraw_text(self, act); break;
    case NS_ACT_PAY: pay(self, act); break;
    }
}

/* The mechanisms of all who are active. */
static uint32_t at_work(const ns_session *self) {
    uint32_t mechanisms = 0;
    for (uint32_t k = 0; k < self->company.count; k++)
        if (self->terms.active >> k & 1u) mechanisms |= self->company.member[k].mechanisms;
    return mechanisms;
}

static void run_phase(ns_session *self, ns_phase phase) {
    for (unsigned k = 0; k < NS_MECHANISM_COUNT; k++) {
        if (!(at_work(self) >> k & 1u) || ns_mechanisms[k]->turn == NULL) continue;
        ns_act act = {.kind = NS_ACT_NONE};
        ns_mechanisms[k]->turn(self, phase, &act);
        carry_out(self, &act);
        if (self->status != NS_OK || ns_session_settled_now(self)) return;
    }
}

void ns_mediation_turn(ns_session *self) {
    run_phase(self, NS_PHASE_OPENING);
    if (self->status == NS_OK) ask_all(self);
    if (self->status != NS_OK || ns_session_settled_now(self)) return;
    run_phase(self, NS_PHASE_ANSWERED);
}
