/* Names of issues, options, parties and conditions, with the nearest name as hint. */
#include <string.h>

#include "builder.h"

/* Finds text among count names; a fault when it is not there. */
static uint32_t find(builder *self, ns_code_id code, const char *what, const ns_node *node,
                     const char *const *names, uint32_t count) {
    if (node->kind != NS_NODE_SCALAR) return NS_NONE;
    for (uint32_t i = 0; i < count; i++)
        if (strcmp(names[i], node->text) == 0) return i;
    b_unknown(self, code, node, what, node->text, names, count);
    return NS_NONE;
}

uint32_t b_find_issue(builder *self, const ns_node *name) {
    const char *names[64];
    uint32_t count = self->scenario->issue_count;
    for (uint32_t i = 0; i < count; i++) names[i] = self->scenario->issues[i].id;
    return find(self, NS_CODE_UNKNOWN_ISSUE, "issue", name, names, count);
}

uint32_t b_find_party(builder *self, const ns_node *name) {
    const ns_node *parties = ns_node_get(self->root, "parties");
    const char *names[NS_MAX_PARTIES];
    uint32_t count = 0;
    for (; count < self->scenario->party_count; count++) names[count] = parties->pairs[count].key->text;
    return find(self, NS_CODE_UNKNOWN_PARTY, "party", name, names, count);
}

uint32_t b_find_condition(builder *self, const ns_node *name) {
    const char *names[256];
    uint32_t count = self->scenario->condition_count;
    for (uint32_t i = 0; i < count; i++) names[i] = self->scenario->conditions[i].id;
    return find(self, NS_CODE_UNKNOWN_CONDITION, "condition", name, names, count);
}

/* A value, or lo..hi, on a numeric issue. false: it is neither. */
static bool numeric_range(const char *text, double *low, double *high) {
    const char *dots = strstr(text, "..");
    if (!dots) {
        if (!ns_number_parse(text, strlen(text), low)) return false;
        *high = *low;
        return true;
    }
    return ns_number_parse(text, (size_t)(dots - text), low) &&
           ns_number_parse(dots + 2, strlen(dots + 2), high) && *low <= *high;
}

static bool mark_numeric(const ns_issue *issue, const char *name, uint8_t *allowed) {
    double low, high, slack;
    bool any = false;
    if (!issue->option_count || !numeric_range(name, &low, &high)) return false;
    double first = issue->options[0].number, last = issue->options[issue->option_count - 1].number;
    slack = 1e-9 * (last - first);
    if (low < first - slack || high > last + slack) return false;
    for (uint32_t o = 0; o < issue->option_count; o++)
        if (issue->options[o].number >= low - slack && issue->options[o].number <= high + slack)
            allowed[o] = any = true;
    return any;
}

bool b_mark_option(builder *self, uint32_t issue, const ns_node *at, const char *name, uint8_t *allowed) {
    const ns_issue *it = &self->scenario->issues[issue];
    enum { MOST = 1000 };
    const char *names[MOST];
    uint32_t count = it->option_count < MOST ? it->option_count : MOST;
    if (!count) return false; /* that fault is told already */
    if (it->numeric && mark_numeric(it, name, allowed)) return true;
    for (uint32_t o = 0; o < count; o++) {
        names[o] = it->options[o].id;
        if (!it->numeric && strcmp(names[o], name) == 0) {
            allowed[o] = 1;
            return true;
        }
    }
    if (it->numeric)
        b_fault(self, NS_CODE_UNKNOWN_OPTION, at,
                b_format(self, "write a value from %s to %s, or lo..hi", names[0], names[count - 1]),
                "issue '%s' has no value '%s'", it->id, name);
    else
        b_unknown(self, NS_CODE_UNKNOWN_OPTION, at, b_format(self, "option of issue '%s' is called", it->id),
                  name, names, count);
    return false;
}

bool b_mark_options(builder *self, uint32_t issue, const ns_node *node, uint8_t *allowed) {
    bool good = true;
    if (!b_entries(node))
        b_fault(self, NS_CODE_BAD_SHAPE, node, "name at least one option", "no option of issue '%s' is named",
                self->scenario->issues[issue].id);
    for (size_t i = 0; i < b_entries(node); i++) {
        const ns_node *name = b_entry(node, i);
        if (name->kind != NS_NODE_SCALAR) return false;
        good = b_mark_option(self, issue, name, name->text, allowed) && good;
    }
    return good;
}

bool b_is_number_map(const ns_node *map, const ns_node *parties) {
    static const char *const forms[] = {"range", "normal", "lognormal", "beta", "choice", "experts"};
    bool is_number = false;
    for (size_t i = 0; i < map->count; i++)
        if (ns_node_get(parties, map->pairs[i].key->text)) return false;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) is_number |= ns_node_get(map, forms[i]) != NULL;
    return is_number;
}
