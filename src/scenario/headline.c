/* The headline issues, and variants as the file has them. */
#include <string.h>

#include "builder.h"
#include "settable.h"

/* An issue's share of a party's weights. Where only an order is given, the mean over all weightings with that order
 * stands for the central one: (1/n) sum_{k=rank+1..n} 1/k, the mean of sorted exponentials divided by their sum. */
static double central_share(const builder *self, const ns_party *party, uint32_t issue) {
    const uint32_t n = self->scenario->issue_count;
    double sum = 0;
    if (party->priorities_by_order) {
        for (uint32_t k = party->stances[issue].order_rank + 1; k <= n; k++) sum += 1.0 / k;
        return sum / n;
    }
    for (uint32_t i = 0; i < n; i++) sum += b_central(self, party->stances[i].priority);
    return sum > 0 ? b_central(self, party->stances[issue].priority) / sum : 0;
}

static double mean_weight(const builder *self, uint32_t issue) {
    const ns_scenario *s = self->scenario;
    double sum = 0;
    for (uint32_t p = 0; p < s->party_count; p++) sum += central_share(self, &s->parties[p], issue);
    return sum / s->party_count;
}

static void default_headline(builder *self, uint8_t *chosen) {
    const ns_scenario *s = self->scenario;
    double weights[64];
    for (uint32_t i = 0; i < s->issue_count; i++) weights[i] = mean_weight(self, i);
    for (int k = 0; k < 3 && (uint32_t)k < s->issue_count; k++) {
        uint32_t best = NS_NONE;
        for (uint32_t i = 0; i < s->issue_count; i++)
            if (!chosen[i] && (best == NS_NONE || weights[i] > weights[best])) best = i;
        chosen[best] = 1;
    }
}

void b_headline(builder *self) {
    const ns_node *node = ns_node_get(self->root, "headline");
    ns_scenario *s = self->scenario;
    uint8_t chosen[64] = {0};
    uint32_t *list = B_NEW(self, s->issue_count, uint32_t);
    if (!list) return;
    s->headline_is_default = b_entries(node) == 0;
    for (size_t i = 0; i < b_entries(node); i++) {
        const ns_node *name = b_entry(node, i);
        uint32_t issue = b_find_issue(self, name);
        if (issue != NS_NONE && chosen[issue]++)
            b_fault(self, NS_CODE_DUPLICATE_NAME, name, "name each issue once",
                    "issue '%s' stands twice in the headline", name->text);
    }
    if (s->headline_is_default && self->faults == 0) default_headline(self, chosen);
    for (uint32_t i = 0; i < s->issue_count; i++)
        if (chosen[i]) list[s->headline_count++] = i;
    s->headline = list;
}

static void read_variant(builder *self, ns_variant *variant, const ns_pair *pair) {
    const ns_node *set = ns_node_get(pair->value, "set");
    uint32_t count = set && set->kind == NS_NODE_MAP ? (uint32_t)set->count : 0;
    const char **paths = B_NEW(self, count, const char *);
    const ns_node **values = B_NEW(self, count, const ns_node *);
    if (!paths || !values) return;
    variant->name = b_text(self, pair->key->text);
    variant->title = b_get_text(self, pair->value, "title", variant->name);
    variant->at = pair->key->at;
    for (uint32_t i = 0; i < count; i++) {
        paths[i] = b_text(self, set->pairs[i].key->text);
        values[i] = set->pairs[i].value;
        self->faults += !b_settable(self->root, set->pairs[i].key->text, set->pairs[i].key->at,
                                    self->registry, self->diagnostics);
    }
    variant->set_count = count;
    variant->paths = paths;
    variant->values = values;
}

void b_variants(builder *self) {
    const ns_node *map = ns_node_get(self->root, "variants");
    uint32_t count = map && map->kind == NS_NODE_MAP ? (uint32_t)map->count : 0,
             limit = (uint32_t)ns_limit_of(NS_LIMIT_VARIANTS)->value;
    if (count > limit)
        b_fault(self, NS_CODE_LIMIT, map, "put some in a file of their own that `extends` this one",
                "%u variants; the limit is %u", count, limit);
    if (count > limit) count = limit;
    ns_variant *variants = B_NEW(self, count, ns_variant);
    if (!variants) return;
    for (uint32_t i = 0; i < count; i++) {
        const char *name = map->pairs[i].key->text;
        if (strcmp(name, "mediated") == 0 || strcmp(name, "unmediated") == 0)
            b_fault(self, NS_CODE_BAD_ID, map->pairs[i].key, "choose another name",
                    "a variant may not be called '%s': that arm is always played", name);
        read_variant(self, &variants[i], &map->pairs[i]);
    }
    self->scenario->variants = variants;
    self->scenario->variant_count = count;
}
