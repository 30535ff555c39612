/* The space of a drawn instance. */
#include <stdlib.h>

#include "form.h"

/* What a form points to. */
typedef struct content {
    ns_arena *arena;
    ns_space_form form;
} content;

static bool fill_worths(content *self, const ns_instance *instance) {
    const ns_scenario *s = instance->scenario;
    uint32_t *counts = NS_ARENA_NEW(self->arena, s->issue_count, uint32_t);
    if (!counts) return false;
    for (uint32_t i = 0; i < s->issue_count; i++) counts[i] = s->issues[i].option_count;
    self->form.option_count = counts;
    for (uint32_t p = 0; p < s->party_count; p++) {
        double *worth = NS_ARENA_NEW(self->arena, s->option_total, double);
        if (!worth) return false;
        for (uint32_t i = 0; i < s->issue_count; i++)
            for (uint32_t o = 0; o < counts[i]; o++)
                worth[s->issues[i].first_option + o] =
                    ns_weight_of(instance, p, i) * ns_value_of(instance, p, i, o);
        self->form.worth[p] = worth;
        self->form.base[p] = ns_number_of(instance, s->parties[p].base, 0);
    }
    return true;
}

static bool fill_closed(content *self, const ns_instance *instance, ns_shut closed) {
    const ns_scenario *s = instance->scenario;
    uint8_t *out = NS_ARENA_NEW(self->arena, s->option_total, uint8_t);
    if (!out) return false;
    for (uint32_t i = 0; i < s->issue_count; i++)
        for (uint32_t o = 0; o < s->issues[i].option_count; o++)
            out[s->issues[i].first_option + o] = (ns_instance_option_shut(instance, i, o) & closed) != 0;
    self->form.closed = out;
    return true;
}

static bool fill_links(content *self, const ns_instance *instance) {
    const ns_scenario *s = instance->scenario;
    uint32_t count = 0;
    for (uint32_t p = 0; p < s->party_count; p++) count += s->parties[p].link_count;
    ns_space_link *links = NS_ARENA_NEW(self->arena, count, ns_space_link);
    if (!links) return false;
    for (uint32_t p = 0; p < s->party_count; p++)
        for (uint32_t l = 0; l < s->parties[p].link_count; l++) {
            const ns_link *link = &s->parties[p].links[l];
            const double add = ns_number_of(instance, link->add, 0);
            links[self->form.link_count++] = (ns_space_link){link->name, p, add, link->when, link->at};
        }
    self->form.links = links;
    return true;
}

/* Capped values are no sums; a cap that no package reaches changes nothing. */
static ns_status check_cap(const ns_space *space, const ns_scenario *s, ns_diagnostics *diagnostics) {
    for (uint32_t p = 0; s->cap && p < s->party_count; p++) {
        const ns_space_found best = ns_space_best(space, p);
        if (!best.found || best.worth <= s->full + ns_space_rounding(space)) continue;
        if (diagnostics)
            ns_diagnostics_add(diagnostics, NS_CODE_LIMIT, s->parties[p].at,
                               "drop `scale.cap`, or lower the values and links of this party",
                               "`scale.cap` cuts values of '%s', and a space too large to list adds them up",
                               s->parties[p].id);
        return NS_TOO_LARGE;
    }
    return NS_OK;
}

ns_status ns_space_from_instance(ns_space **out, const ns_instance *instance, ns_shut closed,
                                 const ns_space_settings *settings, ns_diagnostics *diagnostics) {
    const ns_scenario *s = instance->scenario;
    content self = {.arena = ns_arena_new(),
                    .form = {.party_count = s->party_count,
                             .issue_count = s->issue_count,
                             .rule_count = closed & NS_SHUT_RULE ? s->rule_count : 0,
                             .rules = s->rules,
                             .slack = s->slack}};
    *out = NULL;
    ns_status status = NS_NO_MEMORY;
    if (self.arena && fill_worths(&self, instance) && fill_closed(&self, instance, closed) &&
        fill_links(&self, instance))
        status = ns_space_new(out, &self.form, settings, diagnostics);
    if (status == NS_OK) status = check_cap(*out, s, diagnostics);
    ns_arena_free(self.arena);
    if (status == NS_OK) return NS_OK;
    ns_space_free(*out);
    *out = NULL;
    return status;
}

static ns_shut red_lines(uint32_t parties) {
    ns_shut bits = 0;
    for (uint32_t p = 0; p < parties; p++) bits |= NS_SHUT_OF(NS_CAUSE_RED_LINE, p);
    return bits;
}

ns_status ns_space_from_scenario(ns_space **out, const ns_scenario *scenario,
                                 const ns_space_settings *settings, double *no_deal,
                                 ns_diagnostics *diagnostics) {
    ns_instance instance;
    double *halves = calloc(scenario->quantity_count + (size_t)1, sizeof *halves);
    *out = NULL;
    ns_status status = ns_instance_init(&instance, scenario);
    if (status == NS_OK && !halves) status = NS_NO_MEMORY;
    if (status == NS_OK) {
        for (uint32_t q = 0; q < scenario->quantity_count; q++) halves[q] = 0.5;
        ns_instance_draw(&instance, scenario->seed, 0, halves);
        status = ns_space_from_instance(out, &instance, NS_SHUT_INFEASIBLE | red_lines(scenario->party_count),
                                        settings, diagnostics);
        for (uint32_t p = 0; no_deal && p < scenario->party_count; p++)
            no_deal[p] = ns_number_of(&instance, scenario->parties[p].no_deal, 0);
    }
    ns_instance_free(&instance);
    free(halves);
    return status;
}
