/* Happenings: what events change while the parties talk. */
#include <stdlib.h>
#include <string.h>

#include "bargaining/core.h"
#include "bargaining/memory.h"

ns_status ns_happenings_init(ns_session *self) {
    self->reaches_in = self->course.deep != 0 || self->scenario->commitment.given;
    if (!self->reaches_in) return NS_OK;
    for (uint32_t p = 0; self->scenario->commitment.given && p < self->scenario->party_count; p++)
        if (!(self->paper[p] = ns_array(self->scenario->package_count, sizeof *self->paper[p])))
            return NS_NO_MEMORY;
    self->epoch_shut = ns_array(self->scenario->package_count, sizeof *self->epoch_shut);
    return self->epoch_shut == NULL ? NS_NO_MEMORY : ns_instance_init(&self->own, self->scenario);
}

void ns_happenings_free(ns_session *self) {
    if (!self->reaches_in) return;
    ns_instance_free(&self->own);
    free(self->epoch_shut);
    for (uint32_t p = 0; p < NS_MAX_PARTIES; p++) free(self->paper[p]);
}

/* --- in a round ---------------------------------------------------------------------------------------------- */

/* The draw as all that has happened up to a round has left it, and as it is worth signing. */
static void take_in(ns_session *self, uint32_t round) {
    ns_instance_follow(&self->own, self->drawn);
    ns_course_apply(&self->course, self->drawn, round, self->own.numbers);
    ns_instance_revalue(&self->own);
    self->instance = &self->own;
    ns_session_read(self);
    if (self->scenario->commitment.given) ns_commitment_weigh(self, &self->own);
}

void ns_happenings_begin(ns_session *self) {
    if (self->scenario->commitment.given)
        take_in(self, 0);
    else
        ns_session_read(self);
}

/* Mediators that an event brings to the table begin with an empty notebook; the first with an empty desk. */
static void look_again(ns_session *self, bool mediated) {
    if (!mediated && self->company.count > 0) {
        ns_mediation_begin(self);
        for (uint32_t p = 0; p < self->scenario->party_count; p++) self->heard[p] = -HUGE_VAL;
    }
    ns_mediation_join(self);
    self->desk.reckoned_by = NS_NONE;
    self->desk.fresh = false;
    ns_exits_read(self);
    ns_session_set_inputs(self);
    if (!self->opening) ns_stage_open(&self->tables, &self->inputs, self->stage, self->base);
    ns_players_look_again(self);
    if (!self->opening) ns_players_plan(self);
}

static void tell(ns_session *self, uint32_t round, uint64_t now) {
    for (uint32_t e = 0; self->sink != NULL && now >> e && e < self->scenario->event_count; e++) {
        if (!(now >> e & 1u)) continue;
        ns_event event = ns_event_of(self, NS_ACTION_HAPPEN, NS_NONE, NS_NONE, 0, false);
        event.round = round;
        event.happening = e;
        if (self->opening && self->stage > 0) event.stage = self->stage - 1; /* the new one has not opened */
        ns_event_emit(self, &event);
    }
}

void ns_happenings_meet(ns_session *self, uint32_t round) {
    if (self->course.happened == NULL || self->course.happened[round - 1] == 0) return;
    tell(self, round, self->course.happened[round - 1]);
    if (!ns_course_turns(&self->course, round)) return;
    const bool mediated = self->company.count > 0;
    take_in(self, round);
    look_again(self, mediated);
}

/* --- reach over all that happens -------------------------------------------------------------------------------- */

bool ns_session_changes(const ns_session *self) {
    if (self->scenario->commitment.given) return true;
    for (uint32_t r = 1; self->reaches_in && r <= self->scenario->protocol.rounds; r++)
        if (ns_course_turns(&self->course, r)) return true;
    return false;
}

/* The round before the next one that changes more than the values of no deal. */
static uint32_t last_of_epoch(const ns_session *self, uint32_t first) {
    uint32_t last = first;
    while (last < self->scenario->protocol.rounds && !ns_course_turns(&self->course, last + 1)) last++;
    return last;
}

static void restore(ns_session *self) {
    self->instance = self->drawn;
    ns_happenings_begin(self);
    if (self->course.no_deal == NULL) return;
    ns_course_moments(&self->course, self->scenario, 1, self->scenario->protocol.rounds);
    self->facts.moment_count = self->course.moment_count;
}

/* Facts and instance of the rounds from first to last. */
static void enter_epoch(ns_session *self, uint32_t first, uint32_t last) {
    if (ns_course_turns(&self->course, first)) {
        take_in(self, first);
    } else {
        self->instance = self->drawn;
        ns_happenings_begin(self);
    }
    if (self->course.no_deal == NULL) return;
    ns_course_moments(&self->course, self->scenario, first, last);
    self->facts.moment_count = self->course.moment_count;
}

static void keep_farthest(const ns_session *self, bool first, ns_shut *out) {
    for (uint32_t x = 0; x < self->scenario->package_count; x++) {
        const ns_shut here = self->epoch_shut[x];
        if (first || ns_reach_level(self->instance, here) > ns_reach_level(self->instance, out[x]))
            out[x] = here;
    }
}

void ns_session_reach(ns_session *self, ns_shut *out) {
    if (!ns_session_changes(self)) {
        ns_reach_compute(self->drawn, &self->facts, out);
        return;
    }
    for (uint32_t first = 1, last; first <= self->scenario->protocol.rounds; first = last + 1) {
        last = last_of_epoch(self, first);
        enter_epoch(self, first, last);
        ns_reach_compute(self->instance, &self->facts, self->epoch_shut);
        keep_farthest(self, first == 1, out);
    }
    restore(self);
}

bool ns_session_any_reachable(ns_session *self) {
    if (!ns_session_changes(self)) return ns_reach_any(self->drawn, &self->facts);
    bool any = false;
    for (uint32_t first = 1, last; !any && first <= self->scenario->protocol.rounds; first = last + 1) {
        last = last_of_epoch(self, first);
        enter_epoch(self, first, last);
        any = ns_reach_any(self->instance, &self->facts);
    }
    restore(self);
    return any;
}
