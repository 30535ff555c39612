/* Events: when they may happen, and which numbers they change. */
#include <string.h>

#include "builder.h"
#include "negsim/random.h"

/* What an event may change; the rest is settled before the first round. */
static const char *const changeable[] = {"parties.*.no_deal",
                                         "parties.*.audience_cost",
                                         "parties.*.deadline",
                                         "parties.*.outside_option",
                                         "parties.*.issues.*.priority",
                                         "parties.*.issues.*.values.*",
                                         "parties.*.issues.*.flexibility",
                                         "parties.*.issues.*.red_lines.*",
                                         "parties.*.links.*.add",
                                         "conditions.*.available",
                                         "mediators.*.effort",
                                         "mediators.*.leverage",
                                         "mediators.*.legitimacy",
                                         "mediators.*.credibility.*",
                                         "mediators.*.bias.*",
                                         "mediators.*.information.accuracy",
                                         "mediators.*.information.independence",
                                         "parties.*.renege",
                                         "parties.*.cheated",
                                         "parties.*.trust.*",
                                         "guarantees.*.credibility",
                                         "guarantees.*.duration",
                                         "durability.spoilers",
                                         "durability.monitoring",
                                         "conflict.balance.start",
                                         "conflict.volatility",
                                         "conflict.jump.rate",
                                         "conflict.jump.sd",
                                         "conflict.stake.*",
                                         "conflict.cost.*"};
/* Those that move no more than the values of no deal. */
static const char *const outside[] = {"parties.*.no_deal",  "conflict.balance.start", "conflict.volatility",
                                      "conflict.jump.rate", "conflict.jump.sd",       "conflict.stake.*",
                                      "conflict.cost.*"};

/* A star stands for one piece between dots. */
static bool fits(const char *pattern, const char *path) {
    while (*pattern && *path) {
        if (*pattern == '*') {
            path += strcspn(path, ".");
            pattern++;
        } else if (*pattern++ != *path++) {
            return false;
        }
    }
    return !*pattern && !*path;
}

static bool among(const char *const *patterns, size_t count, const char *path) {
    for (size_t k = 0; k < count; k++)
        if (fits(patterns[k], path)) return true;
    return false;
}
#define AMONG(patterns, path) among(patterns, sizeof(patterns) / sizeof *(patterns), path)

/* --- effects -------------------------------------------------------------------------------------------------- */

static void read_change(builder *self, const ns_happening *event, ns_effect *out, const ns_node *node) {
    static const char *const words[] = {"add", "times", "set"};
    uint32_t count = 0;
    for (int k = 0; k < 3; k++) {
        const ns_node *by = ns_node_get(node, words[k]);
        if (!by) continue;
        count++;
        out->how = (ns_change)k;
        out->by =
            b_quantity(self, b_format(self, "events.*.effects.*.%s", words[k]),
                       b_format(self, "events.%s.effects.%s.%s", event->name, out->name, words[k]), by, 0);
    }
    if (count != 1)
        b_fault(self, NS_CODE_EVENT, node, "{name: .., of: PATH, add: 5}",
                "the change '%s' needs one of `add`, `times` and `set`", out->name);
}

static bool is_ordered_priority(const builder *self, const char *path) {
    for (uint32_t p = 0; fits("parties.*.issues.*.priority", path) && p < self->scenario->party_count; p++) {
        const ns_party *party = &self->scenario->parties[p];
        const size_t length = strlen(party->id);
        if (party->priorities_by_order && strncmp(path + 8, party->id, length) == 0 &&
            path[8 + length] == '.')
            return true;
    }
    return false;
}

static void read_effect(builder *self, ns_happening *event, ns_effect *out, const ns_node *node) {
    const ns_node *of = ns_node_get(node, "of");
    out->name = b_get_text(self, node, "name", "");
    out->provenance = b_provenance(self, node);
    out->at = node->at;
    out->of = of && of->kind == NS_NODE_SCALAR ? b_find_quantity(self, of) : NS_NONE;
    read_change(self, event, out, node);
    if (out->of == NS_NONE) return;
    const char *path = self->quantities[out->of].path;
    if (!AMONG(changeable, path) || is_ordered_priority(self, path))
        b_fault(
            self, NS_CODE_EVENT, of,
            "events change no_deal, audience_cost, deadline, outside_option, priority, values, flexibility, "
            "red_lines, links, conditions, the conflict, and what a mediator brings along",
            "no event can change '%s'", path);
    if (!AMONG(outside, path)) event->reaches_in = true;
}

static void read_effects(builder *self, ns_happening *event, const ns_node *list) {
    const uint32_t count = b_list_count(list);
    ns_effect *effects = B_NEW(self, count, ns_effect);
    if (!effects) return;
    for (uint32_t k = 0; k < count; k++) read_effect(self, event, &effects[k], list->items[k]);
    event->effects = effects;
    event->effect_count = count;
}

/* --- events ------------------------------------------------------------------------------------------------------ */

static uint32_t add_if_any(builder *self, const ns_happening *event, const ns_node *map, const char *tail) {
    const char *dot = strrchr(tail, '.');
    const ns_node *node = ns_node_get(map, dot ? dot + 1 : tail);
    return node ? b_quantity(self, b_format(self, "events.*.%s", tail),
                             b_format(self, "events.%s.%s", event->name, tail), node, 0)
                : NS_NONE;
}

static uint32_t find_event(builder *self, const ns_node *list, uint32_t count, const ns_node *name) {
    const char *names[NS_MAX_EVENTS];
    for (uint32_t k = 0; k < count; k++) {
        names[k] = b_get_text(self, list->items[k], "name", "");
        if (strcmp(names[k], name->text) == 0) return k;
    }
    b_unknown(self, NS_CODE_UNKNOWN_WORD, name, "event", name->text, names, count);
    return NS_NONE;
}

static void set_yes_or_no(builder *self, const ns_happening *event, const char *key, bool value,
                          const ns_node *node) {
    if (node)
        b_setting(self, b_format(self, "events.%s.%s", event->name, key), value ? "true" : "false", node);
}

static void read_when(builder *self, ns_happening *event, const ns_node *when, const ns_node *list,
                      uint32_t count) {
    const ns_node *after = ns_node_get(when, "after");
    event->above = add_if_any(self, event, when, "when.balance_above");
    event->below = add_if_any(self, event, when, "when.balance_below");
    event->delay = add_if_any(self, event, when, "when.delay");
    event->after = after && after->kind == NS_NODE_SCALAR ? find_event(self, list, count, after) : NS_NONE;
    if (after) b_setting(self, b_format(self, "events.%s.when.after", event->name), after->text, after);
    if ((event->above != NS_NONE || event->below != NS_NONE) && !self->scenario->conflict.given)
        b_fault(self, NS_CODE_EVENT, when, "add a `conflict` block",
                "there is no balance without a conflict");
}

static void read_event(builder *self, ns_happening *event, const ns_node *list, uint32_t index,
                       uint32_t count) {
    const ns_node *node = list->items[index], *repeats = ns_node_get(node, "repeats"),
                  *ends = ns_node_get(node, "ends_talks"), *when = ns_node_get(node, "when");
    event->name = b_get_text(self, node, "name", "");
    event->title = b_get_text(self, node, "title", event->name);
    event->key = ns_hash_text(b_format(self, "events.%s", event->name));
    event->provenance = b_provenance(self, node);
    event->at = node->at;
    event->at_round = add_if_any(self, event, node, "at");
    event->rate = add_if_any(self, event, node, "rate");
    read_when(self, event, when && when->kind == NS_NODE_MAP ? when : NULL, list, count);
    event->repeats = b_get_bool(self, node, "repeats", false);
    event->ends_talks = b_get_bool(self, node, "ends_talks", false);
    set_yes_or_no(self, event, "repeats", event->repeats, repeats);
    set_yes_or_no(self, event, "ends_talks", event->ends_talks, ends);
    read_effects(self, event, ns_node_get(node, "effects"));
    if (event->at_round == NS_NONE && event->rate == NS_NONE && !when)
        b_fault(self, NS_CODE_EVENT, node, "at: 10, or rate: 0.05, or when: {balance_above: 0.7}",
                "nothing says when '%s' happens", event->name);
    if (!event->effect_count && !event->ends_talks)
        b_fault(self, NS_CODE_EVENT, node, "effects: [{name: .., of: PATH, add: 5}], or ends_talks: true",
                "nothing comes of '%s'", event->name);
}

void b_events(builder *self) {
    const ns_node *list = ns_node_get(self->root, "events");
    uint32_t count = b_list_count(list);
    if (!count || !self->scenario->party_count) return;
    if (count > NS_MAX_EVENTS) {
        b_fault(self, NS_CODE_LIMIT, list, NULL, "a scenario has at most %d events, not %u", NS_MAX_EVENTS,
                count);
        count = NS_MAX_EVENTS;
    }
    ns_happening *events = B_NEW(self, count, ns_happening);
    if (!events) return;
    for (uint32_t k = 0; k < count && self->status == NS_OK; k++)
        read_event(self, &events[k], list, k, count);
    self->scenario->events = events;
    self->scenario->event_count = count;
}
