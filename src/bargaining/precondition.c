/* Preconditions: which are held, which of them shut the talks, and which a mediator gets dropped. */
#include <math.h>
#include <string.h>

#include "bargaining/core.h"

static const ns_precondition *held(const ns_session *self, uint32_t k) {
    return &self->scenario->parties[self->held_party[k]].preconditions[self->held_index[k]];
}

static void gather_held(ns_session *self) {
    self->facts.held_count = 0;
    for (uint32_t p = 0; p < self->scenario->party_count; p++)
        for (uint32_t c = 0; c < self->scenario->parties[p].precondition_count; c++) {
            const ns_precondition *one = &self->scenario->parties[p].preconditions[c];
            double h = ns_number_of(self->instance, one->held, 0),
                   firmness = ns_number_of(self->instance, one->firmness, 0);
            if (!(h < firmness)) continue;
            self->held_party[self->facts.held_count] = p;
            self->held_index[self->facts.held_count++] = c;
        }
}

static uint32_t stage_of(const ns_scenario *scenario, uint32_t issue) {
    for (uint32_t s = 0; s < scenario->protocol.stage_count; s++)
        for (uint32_t i = 0; i < scenario->protocol.stages[s].issue_count; i++)
            if (scenario->protocol.stages[s].issues[i] == issue) return s;
    return 0;
}

/* Calls see for every arrow needed issue -> issue before which it is needed; true as soon as see is. */
typedef bool (*arrow_check)(ns_session *self, uint32_t needed, uint32_t before);
static bool any_arrow(ns_session *self, const ns_precondition *one, arrow_check see) {
    for (uint32_t n = 0; n < one->needs.side_count; n++)
        for (uint32_t b = 0; b < one->before_count; b++)
            if (see(self, one->needs.sides[n].issue, one->before[b])) return true;
    return false;
}

static bool draw_arrow(ns_session *self, uint32_t needed, uint32_t before) {
    if (stage_of(self->scenario, needed) == stage_of(self->scenario, before))
        self->arrows[needed * self->scenario->issue_count + before] = 1;
    return false;
}

/* All arrows of held preconditions, then everything that can be reached along them. */
static void draw_arrows(ns_session *self) {
    uint32_t m = self->scenario->issue_count;
    memset(self->arrows, 0, (size_t)m * m);
    for (uint32_t k = 0; k < self->facts.held_count; k++) (void)any_arrow(self, held(self, k), draw_arrow);
    for (uint32_t via = 0; via < m; via++)
        for (uint32_t from = 0; from < m; from++)
            for (uint32_t to = 0; self->arrows[from * m + via] && to < m; to++)
                self->arrows[from * m + to] |= self->arrows[via * m + to];
}

/* Needed only in a later stage, or back at the needed issue along the arrows. */
static bool is_shut_by(ns_session *self, uint32_t needed, uint32_t before) {
    uint32_t needed_stage = stage_of(self->scenario, needed), before_stage = stage_of(self->scenario, before);
    if (needed_stage != before_stage) return needed_stage > before_stage;
    return self->arrows[before * self->scenario->issue_count + needed];
}

static uint16_t find_shut(ns_session *self) {
    uint16_t holders = 0;
    draw_arrows(self);
    for (uint32_t k = 0; k < self->facts.held_count; k++)
        if (any_arrow(self, held(self, k), is_shut_by))
            holders = (uint16_t)(holders | 1u << self->held_party[k]);
    return holders;
}

/* Once those who enter by a round are there. */
static bool dropped(const ns_session *self, uint32_t k, double by) {
    const ns_precondition *one = held(self, k);
    for (unsigned m = 0; m < NS_MECHANISM_COUNT; m++)
        if (ns_mechanisms[m]->drops != NULL &&
            ns_mechanisms[m]->drops(&self->company, by, self->held_party[k],
                                    self->instance->numbers[one->firmness],
                                    ns_number_of(self->instance, one->held, 0)))
            return true;
    return false;
}

/* Which are shut was found with all of them held: dropping one does not save another from being asked about. */
static void drop_shut(ns_session *self, double by) {
    uint32_t kept = 0;
    for (uint32_t k = 0; k < self->facts.held_count; k++) {
        if (any_arrow(self, held(self, k), is_shut_by) && dropped(self, k, by)) {
            self->outcome.unblocked++;
            continue;
        }
        self->held_party[kept] = self->held_party[k];
        self->held_index[kept++] = self->held_index[k];
    }
    self->facts.held_count = kept;
}

/* Can the others bind those who do not talk? */
static bool others_suffice(const ns_session *self) {
    const ns_consent *consent = &self->instance->consent;
    return ns_consent_wins(consent, (uint16_t)(consent->everybody & ~self->facts.shut_holders));
}

/* The first round after another in which a mediator enters; HUGE_VAL: nobody does any more. */
static double next_entry(const ns_session *self, double after) {
    double next = HUGE_VAL;
    for (uint32_t k = 0; k < self->company.count; k++)
        if (self->company.member[k].enter > after) next = fmin(next, self->company.member[k].enter);
    return next;
}

/* Mediators take up what is shut as they come, until enough can talk. */
bool ns_preconditions_settle(ns_session *self) {
    self->facts.shut_holders = 0;
    gather_held(self);
    if (self->facts.held_count == 0) return true;
    self->facts.shut_holders = find_shut(self);
    if (self->facts.shut_holders == 0) return true;
    const bool could = others_suffice(self);
    double by = 0;
    do {
        by = next_entry(self, by);
        if (by == HUGE_VAL) break;
        drop_shut(self, by);
        self->facts.shut_holders = find_shut(self);
    } while (!others_suffice(self));
    if (self->outcome.unblocked > 0) ns_session_acted(self, NS_MECHANISM_SEQUENCING);
    self->idles = !could && others_suffice(self);
    self->idle_until = by;
    return others_suffice(self);
}
