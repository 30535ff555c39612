/* Parties: what they want beyond single issues. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "builder.h"
#include "negsim/random.h"

static void read_order(builder *self, ns_party *party, ns_stance *stances, const ns_node *order) {
    const ns_scenario *s = self->scenario;
    uint32_t rank = 0;
    for (size_t i = 0; i < b_entries(order); i++) {
        const ns_node *name = b_entry(order, i);
        uint32_t issue = b_find_issue(self, name);
        if (issue == NS_NONE) continue;
        if (stances[issue].order_rank != NS_NONE)
            b_fault(self, NS_CODE_DUPLICATE_NAME, name, NULL, "issue '%s' stands twice in the order",
                    name->text);
        stances[issue].order_rank = rank++;
    }
    for (uint32_t i = 0; i < s->issue_count; i++)
        if (stances[i].order_rank == NS_NONE)
            b_fault(self, NS_CODE_ORDER, order, "name every issue, the most important first",
                    "issue '%s' is missing in the order of '%s'", s->issues[i].id, party->id);
}

/* As it may be given to `--set`. */
static void add_setting(builder *self, const ns_party *party, const ns_node *node, const ns_node *order) {
    const char *path = b_format(self, "parties.%s.priorities", party->id);
    ns_buffer text = {0};
    ns_buffer_add(&text, order ? "{order: [" : party->priorities_as_written ? "as_written" : "normalised");
    for (size_t i = 0; i < b_entries(order); i++)
        ns_buffer_format(&text, "%s%s", i ? ", " : "", b_entry(order, i)->text);
    if (order) ns_buffer_add(&text, "]}");
    if (text.status != NS_OK) self->status = text.status;
    b_setting(self, path, text.text, node);
    ns_buffer_free(&text);
}

static void read_priorities(builder *self, ns_party *party, ns_stance *stances, const ns_node *node) {
    for (uint32_t i = 0; i < self->scenario->issue_count; i++) stances[i].order_rank = NS_NONE;
    const ns_node *order = node && node->kind == NS_NODE_MAP ? ns_node_get(node, "order") : NULL;
    party->priorities_as_written =
        node && node->kind == NS_NODE_SCALAR && strcmp(node->text, "as_written") == 0;
    party->priorities_by_order = order != NULL;
    if (order) read_order(self, party, stances, order);
    if (node && !order && (node->kind != NS_NODE_SCALAR || !*node->text))
        b_fault(self, NS_CODE_WRONG_KIND, node, "priorities: normalised, as_written, or {order: [..]}",
                "priorities of '%s' are not understood", party->id);
    add_setting(self, party, node, order);
}

static void read_links(builder *self, ns_party *party, const ns_node *list) {
    uint32_t count = b_list_count(list);
    ns_link *links = B_NEW(self, count, ns_link);
    if (!links) return;
    for (uint32_t i = 0; i < count; i++) {
        const ns_node *node = list->items[i];
        links[i].name = b_get_text(self, node, "name", "");
        links[i].when = b_box(self, ns_node_get(node, "when"));
        links[i].add = b_quantity(self, "parties.*.links.*.add",
                                  b_format(self, "parties.%s.links.%s.add", party->id, links[i].name),
                                  ns_node_get(node, "add"), 0);
        links[i].provenance = b_provenance(self, node);
        links[i].at = node->at;
    }
    party->links = links;
    party->link_count = count;
}

static void read_before(builder *self, ns_precondition *out, const ns_node *before) {
    uint32_t *issues = B_NEW(self, b_entries(before), uint32_t);
    if (!issues) return;
    for (size_t i = 0; i < b_entries(before); i++) {
        const ns_node *name = b_entry(before, i);
        uint32_t issue = b_find_issue(self, name);
        if (issue == NS_NONE) continue;
        for (uint32_t k = 0; k < out->needs.side_count; k++)
            if (out->needs.sides[k].issue == issue)
                b_fault(self, NS_CODE_SAME_ISSUE, name, "an issue may stand in `before` or in `needs`",
                        "precondition '%s' needs issue '%s' before itself", out->name, name->text);
        issues[out->before_count++] = issue;
    }
    out->before = issues;
    if (before && !b_entries(before))
        b_fault(self, NS_CODE_BAD_SHAPE, before, "before: [issue, issue]",
                "precondition '%s' keeps no issue from the table", out->name);
}

static void mark_met(builder *self, ns_precondition *out) {
    uint32_t packages = self->scenario->package_count;
    uint8_t *met = b_may_list(self, packages / sizeof(uint32_t)) ? B_NEW(self, packages, uint8_t) : NULL;
    if (!met) return;
    for (uint32_t r = 0; r < out->needs.run_count; r++)
        memset(met + out->needs.first[r], 1, out->needs.run_length);
    out->met = met;
}

static void read_precondition(builder *self, const ns_party *party, ns_precondition *out,
                              const ns_node *node) {
    out->name = b_get_text(self, node, "name", "");
    out->provenance = b_provenance(self, node);
    out->at = node->at;
    out->needs = b_box(self, ns_node_get(node, "needs"));
    read_before(self, out, ns_node_get(node, "before"));
    const char *path = b_format(self, "parties.%s.preconditions.%s.firmness", party->id, out->name);
    out->firmness =
        b_quantity(self, "parties.*.preconditions.*.firmness", path, ns_node_get(node, "firmness"), 1);
    out->held = b_held(self, out->firmness);
    mark_met(self, out);
}

static void read_preconditions(builder *self, ns_party *party, const ns_node *list) {
    uint32_t count = b_list_count(list);
    ns_precondition *preconditions = B_NEW(self, count, ns_precondition);
    if (!preconditions) return;
    for (uint32_t i = 0; i < count; i++) read_precondition(self, party, &preconditions[i], list->items[i]);
    party->preconditions = preconditions;
    party->precondition_count = count;
}

static void check_priorities(builder *self, const ns_party *party, const ns_node *at) {
    double none = 1;
    for (uint32_t i = 0; i < self->scenario->issue_count && self->status == NS_OK; i++)
        none *= b_share_of_zero(self, party->stances[i].priority);
    if (none > B_NEVER)
        b_fault(
            self, NS_CODE_ZERO_PRIORITIES, at, "give at least one issue a priority that is always above 0",
            none < 1 ? "all priorities of '%s' can be 0 at once" : "all priorities of '%s' are 0", party->id);
}

static uint32_t add(builder *self, const ns_party *party, const ns_node *node, const char *key) {
    char pattern[64];
    snprintf(pattern, sizeof pattern, "parties.*.%s", key);
    return b_quantity(self, pattern, b_format(self, "parties.%s.%s", party->id, key), ns_node_get(node, key),
                      0);
}

/* Faults of stances would only repeat that there are none. */
static void read_stances(builder *self, ns_party *party, const ns_node *node, ns_stance *stances) {
    const ns_node *issues = ns_node_get(node, "issues");
    read_priorities(self, party, stances, ns_node_get(node, "priorities"));
    if (!issues || issues->kind != NS_NODE_MAP) return;
    for (uint32_t i = 0; i < self->scenario->issue_count; i++) b_stance(self, party, issues, i, &stances[i]);
    for (size_t i = 0; i < issues->count; i++) b_find_issue(self, issues->pairs[i].key);
    check_priorities(self, party, issues);
}

/* What only some scenarios have is in the vector only where it is written. */
static uint32_t add_if_any(builder *self, const ns_party *party, const ns_node *node, const char *key) {
    return ns_node_get(node, key) ? add(self, party, node, key) : NS_NONE;
}

/* When and for what the party leaves the table, and what waiting costs it. */
static void read_exits(builder *self, ns_party *party, const ns_node *node) {
    const ns_node *known = ns_node_get(node, "deadline_known");
    party->deadline = add_if_any(self, party, node, "deadline");
    party->outside_option = add_if_any(self, party, node, "outside_option");
    party->discount = add_if_any(self, party, node, "discount");
    party->power = add_if_any(self, party, node, "power");
    party->deadline_known = b_get_bool(self, node, "deadline_known", false);
    if (known)
        b_setting(self, b_format(self, "parties.%s.deadline_known", party->id),
                  party->deadline_known ? "true" : "false", known);
}

static void read_party(builder *self, ns_party *party, const ns_pair *pair) {
    const ns_node *node = pair->value;
    const ns_provenance outer = self->numbers;
    ns_stance *stances = B_NEW(self, self->scenario->issue_count, ns_stance);
    if (!stances) return;
    self->numbers = b_numbers_of(self, node, outer);
    party->id = b_text(self, pair->key->text);
    party->title = b_get_text(self, node, "title", party->id);
    party->key = ns_hash_text(b_format(self, "parties.%s", party->id));
    party->provenance = b_provenance(self, node);
    party->at = pair->key->at;
    party->stances = stances;
    party->base = add(self, party, node, "base");
    party->no_deal =
        b_quantity_as(self, NS_UNIT_POINTS, -HUGE_VAL, self->scenario->full,
                      b_format(self, "parties.%s.no_deal", party->id), ns_node_get(node, "no_deal"), 0);
    party->optimism = add(self, party, node, "optimism");
    party->learning = add(self, party, node, "learning");
    party->audience_cost = add(self, party, node, "audience_cost");
    read_exits(self, party, node);
    b_pledge(self, party, node);
    b_ratification(self, party, ns_node_get(node, "ratification"));
    b_concession(self, party, ns_node_get(node, "concession"));
    read_stances(self, party, node, stances);
    read_links(self, party, ns_node_get(node, "links"));
    read_preconditions(self, party, ns_node_get(node, "preconditions"));
    self->numbers = outer;
}

void b_parties(builder *self) {
    const ns_node *map = ns_node_get(self->root, "parties");
    ns_scenario *s = self->scenario;
    if (!map || map->kind != NS_NODE_MAP) return;
    uint32_t limit = NS_MAX_PARTIES;
    if (map->count < 2 || map->count > limit)
        b_fault(self, NS_CODE_LIMIT, map, NULL, "a negotiation has 2 to %u parties, not %zu", limit,
                map->count);
    s->party_count = map->count < limit ? (uint32_t)map->count : limit;
    ns_party *parties = B_NEW(self, s->party_count, ns_party);
    if (!parties) return;
    s->parties = parties;
    for (uint32_t p = 0; p < s->party_count; p++) read_party(self, &parties[p], &map->pairs[p]);
}
