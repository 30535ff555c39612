/* The mediators and their mechanisms. */
#include <stdio.h>
#include <string.h>

#include "builder.h"
#include "negsim/random.h"

/* Where the mediator's numbers are looked for: patterns and paths share their tail. */
static uint32_t add(builder *self, const ns_mediator *m, const char *tail, const ns_node *node,
                    double initial) {
    char pattern[128];
    snprintf(pattern, sizeof pattern, "mediators.*.%s", tail);
    return b_quantity(self, pattern, b_format(self, "mediators.%s.%s", m->id, tail), node, initial);
}

static void read_style(builder *self, ns_mediator *m, const ns_node *style) {
    static const char *const names[] = {"facilitation", "formulation", "directive"};
    double none = 1;
    if (style && style->kind != NS_NODE_MAP) style = NULL; /* the shape was refused */
    for (int k = 0; k < 3; k++) {
        const ns_node *node = ns_node_get(style, names[k]);
        char tail[40];
        snprintf(tail, sizeof tail, "style.%s", names[k]);
        m->style[k] = add(self, m, tail, node, node || (k == 0 && !style) ? 1 : 0);
        if (self->status != NS_OK) return;
        none *= b_share_of_zero(self, m->style[k]);
    }
    if (none > B_NEVER)
        b_fault(self, NS_CODE_ZERO_PRIORITIES, style,
                "style: {facilitation: 0.6, formulation: 0.3, directive: 0.1}",
                none < 1 ? "the style of '%s' can be 0 in all three" : "the style of '%s' is 0 in all three",
                m->id);
}

static void read_by_party(builder *self, const ns_mediator *m, uint32_t *out, const char *name,
                          const ns_node *node, double initial) {
    char pattern[64];
    snprintf(pattern, sizeof pattern, "mediators.*.%s", name);
    b_by_party(self, pattern, b_format(self, "mediators.%s.%s", m->id, name), node, initial, NS_NONE, out);
}

static void read_mechanisms(builder *self, ns_mediator *m, const ns_node *node) {
    const ns_kind *const *kinds = self->registry->kinds[NS_SORT_MECHANISM];
    const char *names[32];
    uint32_t count = 0;
    ns_buffer text = {0};
    for (; kinds[count] && count < 31; count++) names[count] = kinds[count]->name;
    bool all = !node || (node->kind == NS_NODE_SCALAR && strcmp(node->text, "all") == 0);
    m->mechanisms = all ? (1u << count) - 1 : 0;
    for (size_t i = 0; !all && i < b_entries(node); i++) {
        const ns_node *name = b_entry(node, i);
        uint32_t k = 0;
        if (name->kind != NS_NODE_SCALAR) continue;
        while (k < count && strcmp(names[k], name->text) != 0) k++;
        if (k == count) b_unknown(self, NS_CODE_UNKNOWN_WORD, name, "mechanism", name->text, names, count);
        if (k < count) m->mechanisms |= 1u << k;
    }
    ns_buffer_char(&text, '[');
    for (uint32_t k = 0; k < count; k++)
        if (m->mechanisms >> k & 1) ns_buffer_format(&text, "%s%s", text.length > 1 ? ", " : "", names[k]);
    ns_buffer_char(&text, ']');
    if (text.status != NS_OK) self->status = text.status;
    b_setting(self, b_format(self, "mediators.%s.mechanisms", m->id), text.text, node);
    ns_buffer_free(&text);
}

static void read_ripeness(builder *self, ns_mediator *m, const ns_node *timing) {
    const ns_node *node = ns_node_get(timing, "ripeness"), *entry = ns_node_get(timing, "entry");
    const bool by_word = entry && entry->kind == NS_NODE_SCALAR;
    if (!node && !by_word) return;
    ns_ripeness *out = &m->ripeness;
    out->given = !by_word || strcmp(entry->text, "ripe") == 0;
    b_setting(self, b_format(self, "mediators.%s.timing.entry", m->id), out->given ? "ripe" : "round", entry);
    out->rate = add(self, m, "timing.ripeness.rate", ns_node_get(node, "rate"), 0.5);
    out->hurt = add(self, m, "timing.ripeness.hurt", ns_node_get(node, "hurt"), self->scenario->full / 10);
    out->window = add(self, m, "timing.ripeness.window", ns_node_get(node, "window"), 3);
    out->tolerance = add(self, m, "timing.ripeness.tolerance", ns_node_get(node, "tolerance"), 0.05);
    if (out->given && !ns_node_get(self->root, "conflict"))
        b_fault(self, NS_CODE_CONFLICT, node ? node : entry, "say what goes on meanwhile: conflict: {..}",
                "'%s' waits until the conflict is ripe, and there is none", m->id);
}

static void read_mediator(builder *self, ns_mediator *m, const ns_pair *pair) {
    const ns_node *node = pair->value, *information = ns_node_get(node, "information"),
                  *timing = ns_node_get(node, "timing");
    const ns_node *deadline = ns_node_get(timing, "deadline"), *fatigue = ns_node_get(node, "fatigue");
    const ns_provenance outer = self->numbers;
    self->numbers = b_numbers_of(self, node, outer);
    m->id = b_text(self, pair->key->text);
    m->title = b_get_text(self, node, "title", m->id);
    m->key = ns_hash_text(b_format(self, "mediators.%s", m->id));
    m->provenance = b_provenance(self, node);
    m->at = pair->key->at;
    read_style(self, m, ns_node_get(node, "style"));
    m->effort = add(self, m, "effort", ns_node_get(node, "effort"), 1);
    m->leverage = add(self, m, "leverage", ns_node_get(node, "leverage"), 0);
    m->legitimacy = add(self, m, "legitimacy", ns_node_get(node, "legitimacy"), 1);
    m->accuracy = add(self, m, "information.accuracy", ns_node_get(information, "accuracy"), 1);
    m->secrecy = add(self, m, "secrecy", ns_node_get(node, "secrecy"), 0);
    m->independence = add(self, m, "information.independence", ns_node_get(information, "independence"), 1);
    m->enter = add(self, m, "timing.enter", ns_node_get(timing, "enter"), 1);
    read_ripeness(self, m, timing);
    m->deadline = deadline ? add(self, m, "timing.deadline", deadline, 1) : NS_NONE;
    m->deadline_credibility = add(self, m, "timing.credibility", ns_node_get(timing, "credibility"), 1);
    m->fatigue = fatigue ? add(self, m, "fatigue", fatigue, 1) : NS_NONE;
    const ns_node *guarantee = ns_node_get(node, "guarantee"), *lasts = ns_node_get(guarantee, "duration");
    m->guarantee = add(self, m, "guarantee.credibility", ns_node_get(guarantee, "credibility"), 0);
    m->guarantee_duration = lasts ? add(self, m, "guarantee.duration", lasts, 0) : NS_NONE;
    m->patience = add(self, m, "patience", ns_node_get(node, "patience"), 3);
    m->progress = add(self, m, "progress", ns_node_get(node, "progress"), self->scenario->full / 100);
    const ns_node *bias = ns_node_get(node, "bias");
    if (bias && bias->kind != NS_NODE_MAP) bias = NULL; /* the shape was refused */
    read_by_party(self, m, m->credibility, "credibility", ns_node_get(node, "credibility"), 1);
    read_by_party(self, m, m->bias, "bias", bias, 0);
    read_mechanisms(self, m, ns_node_get(node, "mechanisms"));
    self->numbers = outer;
}

/* "Turkey", "Turkey and the UN", "Turkey, the UN and the OSCE". */
static const char *titles_of(builder *self, const ns_mediator *mediators, uint32_t count) {
    const char *out = mediators[0].title;
    for (uint32_t m = 1; m < count; m++)
        out = b_format(self, m + 1 < count ? "%s, %s" : "%s and %s", out, mediators[m].title);
    return out;
}

void b_mediators(builder *self) {
    const ns_node *map = ns_node_get(self->root, "mediators");
    ns_scenario *s = self->scenario;
    s->coherence = NS_NONE;
    s->mediated = "no mediator";
    if (!map || map->kind != NS_NODE_MAP || !map->count || !s->party_count) return;
    if (map->count > NS_MAX_MEDIATORS)
        b_fault(self, NS_CODE_SEVERAL_MEDIATORS, map->pairs[NS_MAX_MEDIATORS].key,
                "merge those who act as one", "%zu mediators; at most %d", map->count, NS_MAX_MEDIATORS);
    const uint32_t count = map->count < NS_MAX_MEDIATORS ? (uint32_t)map->count : NS_MAX_MEDIATORS;
    ns_mediator *mediators = B_NEW(self, count, ns_mediator);
    if (!mediators) return;
    for (uint32_t m = 0; m < count && self->status == NS_OK; m++)
        read_mediator(self, &mediators[m], &map->pairs[m]);
    s->coherence = b_quantity(self, "mediation.coherence", "mediation.coherence",
                              ns_node_get(ns_node_get(self->root, "mediation"), "coherence"), 1);
    s->mediators = mediators;
    s->mediator_count = count;
    if (self->status == NS_OK) s->mediated = titles_of(self, mediators, count);
}
