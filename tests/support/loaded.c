/* A scenario built from text, and a record of a negotiation. */
#include "loaded.h"

#include <stdlib.h>
#include <string.h>

static loaded build(ns_diagnostics *diagnostics, ns_document *document, ns_status status) {
    loaded self = {.diagnostics = diagnostics, .document = document};
    if (status == NS_OK)
        status = ns_scenario_build(&self.scenario, document, ns_registry_standard(), diagnostics);
    if (status == NS_OK) return self;
    self.faults = ns_diagnostics_render(diagnostics, NS_COLOR_OFF);
    ns_scenario_free(self.scenario);
    self.scenario = NULL;
    return self;
}

loaded loaded_text(const char *text) {
    ns_diagnostics *diagnostics = ns_diagnostics_new();
    ns_document *document = NULL;
    ns_status status = ns_document_load_text(&document, "scenario.yaml", text, strlen(text), diagnostics);
    return build(diagnostics, document, status);
}

loaded loaded_file(const char *path) {
    ns_diagnostics *diagnostics = ns_diagnostics_new();
    ns_document *document = NULL;
    ns_status status = ns_document_load(&document, path, diagnostics);
    return build(diagnostics, document, status);
}

loaded loaded_document(ns_document *document) { return build(ns_diagnostics_new(), document, NS_OK); }

void loaded_free(loaded *self) {
    ns_scenario_free(self->scenario);
    ns_document_free(self->document);
    ns_diagnostics_free(self->diagnostics);
    free(self->faults);
    *self = (loaded){0};
}

static ns_status record(void *user, const ns_event *event) {
    recording *self = user;
    if (self->count == self->room) {
        size_t room = self->room ? 2 * self->room : 64;
        ns_event *events = realloc(self->events, room * sizeof *events);
        if (!events) return NS_NO_MEMORY;
        self->events = events;
        self->room = room;
    }
    self->events[self->count++] = *event;
    return NS_OK;
}

ns_status recording_play(recording *self, ns_session *session, const ns_instance *instance, ns_seat seat,
                         uint64_t play) {
    const ns_scenario *scenario = instance->scenario;
    ns_event_sink sink = {.on_event = record, .user = self};
    *self = (recording){0};
    ns_status status = ns_session_run(session, instance, seat, play, &sink, &self->outcome);
    if (status != NS_OK) return status;
    self->shut = calloc(scenario->package_count, sizeof *self->shut);
    if (!self->shut) return NS_NO_MEMORY;
    const ns_arm_facts *facts = ns_session_facts(session);
    ns_session_reach(session, self->shut);
    self->budget = facts->budget;
    self->shut_holders = facts->shut_holders;
    memcpy(self->face, facts->face, sizeof self->face);
    for (uint32_t x = 0; x < scenario->package_count; x++)
        if (self->shut[x] == 0) self->any_reachable = true;
    if (!self->any_reachable) ns_reach_pivots(instance, self->shut, &self->pivot_pairs, &self->pivot_causes);
    return NS_OK;
}

void recording_free(recording *self) {
    free(self->events);
    free(self->shut);
    *self = (recording){0};
}

ns_seat seat_nobody(void) { return (ns_seat){.mediators = 0, .mechanisms = 0}; }

ns_seat seat_mediated(const ns_scenario *scenario) {
    return scenario->mediator_count == 0 ? seat_nobody() : ns_seat_all(scenario);
}
