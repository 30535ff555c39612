/* What follows a signature: ratification at home, guarantees, durability. */
#include <string.h>

#include "builder.h"

/* --- ratification ---------------------------------------------------------------------------------------------- */

static const char *const ratifiers[] = {"leader", "parliament", "referendum", NULL};

static ns_ratifier read_ratifier(const ns_node *node) {
    for (int k = 0; node && node->kind == NS_NODE_SCALAR && ratifiers[k]; k++)
        if (strcmp(ratifiers[k], node->text) == 0) return (ns_ratifier)k;
    return NS_RATIFIED_BY_LEADER;
}

static uint32_t add_of_party(builder *self, const ns_party *party, const ns_node *map, const char *key,
                             double initial) {
    return b_quantity(self, b_format(self, "parties.*.ratification.%s", key),
                      b_format(self, "parties.%s.ratification.%s", party->id, key), ns_node_get(map, key),
                      initial);
}

void b_ratification(builder *self, ns_party *party, const ns_node *node) {
    ns_ratification *r = &party->ratification;
    const ns_node *by = ns_node_get(node, "by"), *seats = ns_node_get(node, "seats");
    if (!node || node->kind != NS_NODE_MAP) return;
    r->given = true;
    r->by = read_ratifier(by);
    r->seats = (uint32_t)b_get_count(self, node, "seats", 100, 1, 10000);
    r->cutoff = ns_node_get(node, "cutoff") ? add_of_party(self, party, node, "cutoff", 0) : NS_NONE;
    r->threshold = ns_node_get(node, "threshold") ? add_of_party(self, party, node, "threshold", 0) : NS_NONE;
    r->spread = add_of_party(self, party, node, "spread", 0);
    r->shock = add_of_party(self, party, node, "shock", 0);
    r->heed = add_of_party(self, party, node, "heed", 1);
    b_setting(self, b_format(self, "parties.%s.ratification.by", party->id), ratifiers[r->by], by);
    b_setting(self, b_format(self, "parties.%s.ratification.seats", party->id),
              b_format(self, "%u", r->seats), seats);
}

/* --- guarantees ------------------------------------------------------------------------------------------------- */

static uint32_t add_of_guarantee(builder *self, const ns_guarantee *g, const ns_node *map, const char *key,
                                 double initial) {
    return b_quantity(self, b_format(self, "guarantees.*.%s", key),
                      b_format(self, "guarantees.%s.%s", g->name, key), ns_node_get(map, key), initial);
}

static void read_guarantee(builder *self, ns_guarantee *g, const ns_node *node) {
    const ns_node *when = ns_node_get(node, "when"), *needs = ns_node_get(node, "needs");
    uint32_t *conditions = B_NEW(self, b_entries(needs), uint32_t);
    if (!conditions) return;
    g->name = b_get_text(self, node, "name", "");
    g->provenance = b_provenance(self, node);
    g->at = node->at;
    g->any_package = when == NULL;
    if (when) g->when = b_box(self, when);
    for (size_t k = 0; k < b_entries(needs); k++) {
        const uint32_t condition = b_find_condition(self, b_entry(needs, k));
        if (condition != NS_NONE) conditions[g->need_count++] = condition;
    }
    g->needs = conditions;
    g->credibility = add_of_guarantee(self, g, node, "credibility", 1);
    g->duration = ns_node_get(node, "duration") ? add_of_guarantee(self, g, node, "duration", 0) : NS_NONE;
}

void b_guarantees(builder *self) {
    const ns_node *list = ns_node_get(self->root, "guarantees");
    const uint32_t count = b_list_count(list);
    ns_guarantee *guarantees = B_NEW(self, count, ns_guarantee);
    if (!count || !guarantees) return;
    for (uint32_t k = 0; k < count && self->status == NS_OK; k++)
        read_guarantee(self, &guarantees[k], list->items[k]);
    self->scenario->guarantees = guarantees;
    self->scenario->guarantee_count = count;
}

/* --- commitment ------------------------------------------------------------------------------------------------- */

static uint32_t add_fear(builder *self, const ns_party *party, const ns_node *node, const char *key) {
    return b_quantity(self, b_format(self, "parties.*.%s", key),
                      b_format(self, "parties.%s.%s", party->id, key), ns_node_get(node, key), 0);
}

void b_pledge(builder *self, ns_party *party, const ns_node *node) {
    static const char *const keys[] = {"renege", "cheated", "trust"};
    if (!ns_node_get(self->root, "commitment")) {
        for (int k = 0; k < 3; k++)
            if (ns_node_get(node, keys[k]))
                ns_diagnostics_add(self->diagnostics, NS_CODE_UNUSED, ns_node_get(node, keys[k])->at,
                                   "add commitment: {trust_weight: 1}",
                                   "without a `commitment` block '%s' has no effect", keys[k]);
        return;
    }
    party->renege = add_fear(self, party, node, "renege");
    party->cheated = add_fear(self, party, node, "cheated");
    b_by_party(self, "parties.*.trust", b_format(self, "parties.%s.trust", party->id),
               ns_node_get(node, "trust"), 0, (uint32_t)(party - self->scenario->parties), party->trust);
}

void b_commitment(builder *self) {
    const ns_node *node = ns_node_get(self->root, "commitment");
    if (!node || node->kind != NS_NODE_MAP) return;
    self->scenario->commitment.given = true;
    self->scenario->commitment.trust_weight = b_quantity(
        self, "commitment.trust_weight", "commitment.trust_weight", ns_node_get(node, "trust_weight"), 1);
}

/* --- durability -------------------------------------------------------------------------------------------------- */

static uint32_t add(builder *self, const ns_node *map, const char *path, double initial) {
    return b_quantity(self, path, path, ns_node_get(map, strrchr(path, '.') + 1), initial);
}

void b_durability(builder *self) {
    const ns_node *node = ns_node_get(self->root, "durability"), *weights = ns_node_get(node, "weights"),
                  *horizon = ns_node_get(node, "horizon");
    ns_durability *d = &self->scenario->durability;
    if (!node || node->kind != NS_NODE_MAP) return;
    d->given = true;
    d->horizon = (uint32_t)b_get_count(self, node, "horizon", 60, 1, 100000);
    b_setting(self, "durability.horizon", b_format(self, "%u", d->horizon), horizon);
    d->hazard = add(self, node, "durability.hazard", 0.01);
    d->spoilers = add(self, node, "durability.spoilers", 0);
    d->monitoring = add(self, node, "durability.monitoring", 0);
    d->tau = add(self, node, "durability.tau", 24);
    d->pressure = add(self, weights, "durability.weights.pressure", 1);
    d->balance = add(self, weights, "durability.weights.balance", 4);
    d->spoiler_weight = add(self, weights, "durability.weights.spoilers", 0.8);
    d->guarantee = add(self, weights, "durability.weights.guarantee", 1.5);
    d->monitoring_weight = add(self, weights, "durability.weights.monitoring", 0.6);
    d->margin = add(self, weights, "durability.weights.margin", 3);
    d->parked = add(self, weights, "durability.weights.parked", 0.5);
}
