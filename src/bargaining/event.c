/* Events: their names, and how a session builds them. */
#include "negsim/event.h"

#include <math.h>

#include "bargaining/core.h"

static const char *const action_names[NS_ACTION_COUNT] = {
    "offer", "accept", "pass", "refuse", "draft", "withdraw", "carrot", "leave", "break_off", "happen"};
static const char *const why_names[NS_WHY_COUNT] = {"",         "said_yes",  "nothing",     "flexibility",
                                                    "no_deal",  "holds_out", "last_answer", "outside_option",
                                                    "deadline", "event",     "own_choice",  "program_failed"};
static const char *const reason_names[NS_REASON_COUNT] = {
    "precondition_deadlock", "broken_off", "walkout", "not_ratified", "agreed", "no_zone", "deadline"};

static const char *const remedy_names[NS_REMEDY_COUNT] = {"pressure",  "balance",    "spoilers",
                                                          "guarantee", "monitoring", "parking"};

const char *ns_remedy_name(ns_remedy remedy) {
    return (unsigned)remedy < NS_REMEDY_COUNT ? remedy_names[remedy] : "";
}
const char *ns_action_name(ns_action action) {
    return (unsigned)action < NS_ACTION_COUNT ? action_names[action] : "";
}
const char *ns_why_name(ns_why why) { return (unsigned)why < NS_WHY_COUNT ? why_names[why] : ""; }
const char *ns_reason_name(ns_reason reason) {
    return (unsigned)reason < NS_REASON_COUNT ? reason_names[reason] : "";
}

ns_event ns_event_of(ns_session *self, ns_action action, uint32_t party, uint32_t part, uint32_t turn,
                     bool text) {
    ns_event event = {.action = action,
                      .round = self->terms.round,
                      .turn = turn,
                      .party = party,
                      .stage = self->stage,
                      .part = part,
                      .happening = NS_NONE,
                      .mediator = NS_NONE,
                      .whole = NS_NONE,
                      .offer_of = NS_NONE};
    for (uint32_t p = 0; part != NS_NONE && p < self->scenario->party_count; p++)
        event.worth[p] = text ? ns_text_worth(self, p, part) : self->tables.parts.worth[p][part];
    if (party == NS_NONE) return event;
    const ns_player *player = ns_player_prepare(self, party);
    event.level = player->level;
    event.need = player->need;
    return event;
}

void ns_event_emit(ns_session *self, const ns_event *event) {
    if (self->status == NS_OK) self->status = self->sink->on_event(self->sink->user, event);
}
