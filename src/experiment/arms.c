/* The arms of a run: unmediated, mediated, then the variants in file order. */
#include <stdlib.h>
#include <string.h>

#include "negsim/experiment.h"
#include "negsim/limits.h"

enum { MOST_VARIANTS = 16 }; /* of the limits table */

struct ns_arms_memory {
    ns_arm arms[2 + MOST_VARIANTS];
    ns_scenario *scenarios[MOST_VARIANTS];
    ns_document *documents[MOST_VARIANTS];
};

void ns_arms_free(ns_arms *self) {
    if (!self) return;
    for (int v = 0; self->memory && v < MOST_VARIANTS; v++) {
        ns_scenario_free(self->memory->scenarios[v]);
        ns_document_free(self->memory->documents[v]);
    }
    free(self->memory);
    free(self);
}

/* Is name one of a comma-separated list? NULL: everything is. */
static bool listed(const char *list, const char *name) {
    size_t length = strlen(name);
    for (const char *p = list; p && *p; p += strcspn(p, ","), p += *p == ',')
        if (strcspn(p, ",") == length && strncmp(p, name, length) == 0) return true;
    return list == NULL;
}

static void refuse_unknown(const ns_scenario *base, const char *word, ns_diagnostics *diagnostics) {
    const char *names[2 + MOST_VARIANTS] = {"unmediated", "mediated"};
    size_t count = 2;
    for (uint32_t v = 0; v < base->variant_count && count < 2 + MOST_VARIANTS; v++)
        names[count++] = base->variants[v].name;
    const char *nearest = ns_nearest_name(word, names, count);
    ns_buffer hint = {0};
    ns_buffer_add(&hint, nearest ? "did you mean '" : "arms of this scenario: ");
    if (nearest) ns_buffer_format(&hint, "%s'?", nearest);
    for (size_t i = 0; !nearest && i < count; i++) ns_buffer_format(&hint, "%s%s", i ? ", " : "", names[i]);
    ns_diagnostics_add(diagnostics, NS_CODE_USAGE, (ns_location){0}, hint.text,
                       "--arms: there is no arm '%s'", word);
    ns_buffer_free(&hint);
}

/* Every name of the list must be an arm. */
static ns_status check_list(const ns_scenario *base, const char *list, ns_diagnostics *diagnostics) {
    ns_status status = NS_OK;
    for (const char *p = list; p && *p; p += strcspn(p, ","), p += *p == ',') {
        char word[80];
        size_t length = strcspn(p, ",") < sizeof word - 1 ? strcspn(p, ",") : sizeof word - 1;
        memcpy(word, p, length);
        word[length] = '\0';
        bool known = strcmp(word, "mediated") == 0 || strcmp(word, "unmediated") == 0;
        for (uint32_t v = 0; v < base->variant_count; v++) known |= strcmp(word, base->variants[v].name) == 0;
        if (known) continue;
        refuse_unknown(base, word, diagnostics);
        status = NS_BAD_USAGE;
    }
    if (list && list[strspn(list, ",")] == '\0') {
        refuse_unknown(base, "", diagnostics);
        status = NS_BAD_USAGE;
    }
    return status;
}

static ns_status add_variant(ns_arms *self, uint32_t v, const ns_registry *registry,
                             ns_diagnostics *diagnostics) {
    struct ns_arms_memory *m = self->memory;
    const ns_variant *variant = &self->base->variants[v];
    ns_status status =
        ns_scenario_build_variant(&m->scenarios[v], &m->documents[v], self->base, v, registry, diagnostics);
    if (status != NS_OK) return status;
    const ns_scenario *scenario = m->scenarios[v];
    const ns_seat seat = ns_seat_all(scenario);
    self->arms[self->count++] = (ns_arm){variant->name, variant->title, scenario, seat, true};
    return NS_OK;
}

ns_status ns_arms_build(ns_arms **out, const ns_scenario *base, const char *list, const ns_registry *registry,
                        ns_diagnostics *diagnostics) {
    *out = NULL;
    ns_status status = check_list(base, list, diagnostics);
    if (status != NS_OK) return status;
    ns_arms *self = calloc(1, sizeof *self);
    if (!self || !(self->memory = calloc(1, sizeof *self->memory))) {
        ns_arms_free(self);
        return NS_NO_MEMORY;
    }
    self->base = base;
    self->arms = self->memory->arms;
    if (listed(list, "unmediated"))
        self->arms[self->count++] = (ns_arm){"unmediated", "no mediator", base, {0, 0}, false};
    const ns_seat seat = ns_seat_all(base);
    const char *title = base->mediated;
    if (listed(list, "mediated")) self->arms[self->count++] = (ns_arm){"mediated", title, base, seat, false};
    for (uint32_t v = 0; status == NS_OK && v < base->variant_count; v++)
        if (listed(list, base->variants[v].name)) status = add_variant(self, v, registry, diagnostics);
    if (status == NS_OK)
        *out = self;
    else
        ns_arms_free(self);
    return status;
}

size_t ns_arms_find(const ns_arms *self, const char *name) {
    for (size_t a = 0; a < self->count; a++)
        if (strcmp(self->arms[a].name, name) == 0) return a;
    return self->count;
}
