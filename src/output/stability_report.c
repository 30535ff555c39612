/* From a model file to its answers. */
#include <stdlib.h>

#include "negsim/number.h"
#include "negsim/stability_output.h"

static int ask(void *user, uint64_t done, uint64_t total) {
    const ns_stability_settings *settings = user;
    (void)done;
    (void)total;
    return settings->on_work ? settings->on_work(settings->user) : 0;
}

static ns_status count_rankings(ns_stability_report *self, ns_diagnostics *diagnostics) {
    const ns_conflict *model = self->conflict;
    if (model->state_count > NS_INVERSE_STATES) {
        ns_diagnostics_add(diagnostics, NS_CODE_LIMIT, (ns_location){0}, "leave out --rankings",
                           "%u states: all rankings are counted for at most %d", model->state_count,
                           NS_INVERSE_STATES);
        return NS_TOO_LARGE;
    }
    self->inverse = calloc((size_t)model->party_count * model->state_count, sizeof *self->inverse);
    ns_status status = self->inverse ? NS_OK : NS_NO_MEMORY;
    for (uint32_t p = 0; p < model->party_count; p++)
        for (uint32_t s = 0; s < model->state_count && status == NS_OK; s++) {
            if (ask(&self->settings, 0, 0)) return NS_STOPPED;
            status = ns_inverse_count(&self->inverse[p * model->state_count + s], model, p, s);
        }
    return status;
}

static ns_status solve_conflict(ns_stability_report *self, ns_diagnostics *diagnostics) {
    ns_status status = ns_conflict_read(&self->conflict, self->document, diagnostics);
    if (status == NS_OK) status = ns_stability_solve(&self->stability, self->conflict);
    if (status == NS_OK) status = ns_coalition_find(&self->coalitions, self->conflict);
    for (unsigned kind = 0; kind < 2 && status == NS_OK; kind++)
        if (self->conflict->status_quo != NS_NO_STATE)
            status = ns_paths_find(&self->paths[kind], self->conflict, self->conflict->status_quo,
                                   (ns_walk_kind)kind);
    if (status == NS_OK && self->settings.rankings) status = count_rankings(self, diagnostics);
    return status;
}

static ns_status solve_additive(ns_stability_report *self, ns_diagnostics *diagnostics) {
    ns_status status = ns_additive_read(&self->additive, self->document, diagnostics);
    if (status == NS_OK) status = ns_additive_open(&self->place, self->additive);
    if (status == NS_OK) status = ns_additive_count(&self->counts, self->place, ask, &self->settings);
    return status;
}

static bool is_scenario(const ns_document *document, ns_diagnostics *diagnostics) {
    const ns_pair *pair = ns_node_pair(document->root, "negsim");
    if (!pair) return false;
    ns_diagnostics_add(diagnostics, NS_CODE_UNKNOWN_KEY, pair->key->at,
                       "a conflict model has id, parties, states, preference and moves: docs/stability.md",
                       "this is a scenario, not a conflict model");
    return true;
}

ns_status ns_stability_report_make(ns_stability_report **out, const ns_document *document,
                                   const ns_stability_settings *settings, ns_diagnostics *diagnostics) {
    *out = NULL;
    ns_stability_report *self = calloc(1, sizeof *self);
    if (!self) return NS_NO_MEMORY;
    self->settings = *settings;
    self->document = document;
    if (is_scenario(document, diagnostics)) {
        ns_stability_report_free(self);
        return NS_BAD_INPUT;
    }
    const bool additive = ns_node_get(document->root, "issues") != NULL;
    const ns_status status = additive ? solve_additive(self, diagnostics) : solve_conflict(self, diagnostics);
    if (status == NS_OK)
        *out = self;
    else
        ns_stability_report_free(self);
    return status;
}

void ns_stability_report_free(ns_stability_report *self) {
    if (!self) return;
    for (unsigned kind = 0; kind < 2; kind++) ns_paths_free(self->paths[kind]);
    ns_coalition_free(self->coalitions);
    ns_stability_free(self->stability);
    free(self->inverse);
    ns_conflict_free(self->conflict);
    ns_additive_close(self->place);
    ns_additive_free(self->additive);
    free(self);
}

const char *ns_stability_report_id(const ns_stability_report *self) {
    return self->conflict ? self->conflict->id : self->additive->id;
}
