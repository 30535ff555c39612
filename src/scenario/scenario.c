/* Tree to scenario: the builders in their order, and what binds them. */
#include "negsim/scenario.h"

#include <stdlib.h>
#include <string.h>

#include "builder.h"

void ns_scenario_free(ns_scenario *self) {
    if (!self) return;
    ns_copula_free(self->copula);
    ns_arena_free(self->arena);
    free(self);
}

static void read_head(builder *self) {
    const ns_node *scale = ns_node_get(self->root, "scale"), *full = ns_node_get(scale, "full"),
                  *run = ns_node_get(self->root, "run");
    ns_scenario *s = self->scenario;
    s->name = b_get_text(self, self->root, "name", "");
    s->title = b_get_text(self, self->root, "title", s->name);
    s->description = b_get_text(self, self->root, "description", NULL);
    s->full = 100;
    if (full && full->kind == NS_NODE_SCALAR &&
        !(ns_number_parse(full->text, strlen(full->text), &s->full) && s->full > 0))
        s->full = 100;
    s->cap = b_get_bool(self, scale, "cap", false);
    s->slack = 1e-9 * s->full;
    const ns_node *slack = ns_node_get(scale, "slack");
    if (slack && slack->kind == NS_NODE_SCALAR &&
        !ns_number_parse(slack->text, strlen(slack->text), &s->slack))
        s->slack = 1e-9 * s->full;
    s->draws = (uint32_t)b_get_count(self, run, "draws", 1000, 1, ns_limit_of(NS_LIMIT_DRAWS)->value);
    s->seed = b_get_count(self, run, "seed", 1, 0, UINT64_MAX);
    self->numbers = b_numbers_of(self, self->root, (ns_provenance){0});
    b_setting(self, "run.draws", b_format(self, "%u", s->draws), ns_node_get(run, "draws"));
    b_setting(self, "run.seed", b_format(self, "%llu", (unsigned long long)s->seed),
              ns_node_get(run, "seed"));
}

/* The vectors move from the growing arrays into the arena. */
static void keep_vectors(builder *self) {
    ns_scenario *s = self->scenario;
    ns_quantity *quantities = B_NEW(self, self->quantity_count, ns_quantity);
    ns_setting *settings = B_NEW(self, self->setting_count, ns_setting);
    if (!quantities || !settings) return;
    if (self->quantity_count) memcpy(quantities, self->quantities, self->quantity_count * sizeof *quantities);
    if (self->setting_count) memcpy(settings, self->settings, self->setting_count * sizeof *settings);
    s->quantities = quantities;
    s->quantity_count = self->quantity_count;
    s->settings = settings;
    s->setting_count = self->setting_count;
}

/* What hangs on the issues. Where the space is faulty (package_count 0) the names and numbers are still checked. */
static void build_rest(builder *self) {
    void (*const builders[])(builder *) = {b_protocol,   b_rules,      b_parties,  b_consent,
                                           b_control,    b_mediators,  b_conflict, b_guarantees,
                                           b_durability, b_commitment, b_events,   b_headline};
    for (size_t i = 0; i < sizeof builders / sizeof *builders && self->status == NS_OK; i++)
        builders[i](self);
}

static bool is_good(const builder *self) { return self->status == NS_OK && self->faults == 0; }

static ns_status build(builder *self) {
    read_head(self);
    if (!b_check_shape(self)) return NS_BAD_INPUT;
    if (self->status == NS_OK) b_conditions(self);
    if (self->status == NS_OK) b_issues(self);
    if (self->status == NS_OK && self->scenario->issue_count) build_rest(self);
    if (self->status == NS_OK) b_variants(self);
    if (self->status == NS_OK) b_correlate(self);
    if (self->status == NS_OK) keep_vectors(self);
    if (is_good(self)) b_check_central(self);
    if (self->status != NS_OK) return self->status;
    return is_good(self) ? NS_OK : NS_BAD_INPUT;
}

static ns_status build_scenario(ns_scenario **out, const ns_document *document, const ns_registry *registry,
                                ns_diagnostics *diagnostics, bool any_size) {
    *out = NULL;
    ns_scenario *scenario = calloc(1, sizeof *scenario);
    builder self = {.scenario = scenario,
                    .root = document->root,
                    .registry = registry,
                    .diagnostics = diagnostics,
                    .runs_left = NS_MOST_LISTED,
                    .any_size = any_size};
    if (!scenario) return NS_NO_MEMORY;
    scenario->document = document;
    self.arena = scenario->arena = ns_arena_new();
    ns_status status = scenario->arena ? build(&self) : NS_NO_MEMORY;
    free(self.quantities);
    free(self.settings);
    if (status == NS_OK)
        *out = scenario;
    else
        ns_scenario_free(scenario);
    return status;
}

ns_status ns_scenario_build(ns_scenario **out, const ns_document *document, const ns_registry *registry,
                            ns_diagnostics *diagnostics) {
    return build_scenario(out, document, registry, diagnostics, false);
}

ns_status ns_scenario_build_any(ns_scenario **out, const ns_document *document, const ns_registry *registry,
                                ns_diagnostics *diagnostics) {
    return build_scenario(out, document, registry, diagnostics, true);
}
