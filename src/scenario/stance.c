/* How one party looks at one issue: priority, values, flexibility, red lines. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "builder.h"

typedef struct place {
    builder *self;
    const ns_party *party;
    const ns_issue *issue;
    const ns_node *node; /* the party's entry for the issue */
} place;

static const char *path_of(const place *at, const char *key) {
    return b_format(at->self, "parties.%s.issues.%s.%s", at->party->id, at->issue->id, key);
}

static uint32_t add_value(const place *at, const char *option, const ns_node *node) {
    return b_quantity(
        at->self, "parties.*.issues.*.values.*",
        b_format(at->self, "parties.%s.issues.%s.values.%s", at->party->id, at->issue->id, option), node, 0);
}

static void values_from_list(const place *at, ns_stance *out, const ns_node *values, uint32_t *knots) {
    uint32_t count = at->issue->option_count;
    if (values->count != count)
        b_fault(at->self, NS_CODE_VALUE_COUNT, values, "give one value for each option, in option order",
                "%zu values for the %u options of issue '%s'", values->count, count, at->issue->id);
    for (uint32_t o = 0; o < count; o++)
        knots[o] = add_value(at, at->issue->options[o].id, o < values->count ? values->items[o] : NULL);
    out->knot_count = count;
}

static void values_by_option(const place *at, ns_stance *out, const ns_node *values, uint32_t *knots) {
    const ns_issue *issue = at->issue;
    for (size_t i = 0; i < values->count; i++) {
        uint8_t *any = B_NEW(at->self, issue->option_count, uint8_t);
        if (any)
            b_mark_option(at->self, (uint32_t)(issue - at->self->scenario->issues), values->pairs[i].key,
                          values->pairs[i].key->text, any);
    }
    for (uint32_t o = 0; o < issue->option_count; o++) {
        const ns_node *node = ns_node_get(values, issue->options[o].id);
        if (!node)
            b_fault(at->self, NS_CODE_VALUE_COUNT, values, "give a value for every option",
                    "no value for option '%s' of issue '%s'", issue->options[o].id, issue->id);
        knots[o] = add_value(at, issue->options[o].id, node);
    }
    out->knot_count = issue->option_count;
}

/* Points of a curve, sorted by their value; both ends must be there. */
static void values_by_curve(const place *at, ns_stance *out, const ns_node *values) {
    const ns_issue *issue = at->issue;
    uint32_t count = (uint32_t)values->count, kept = 0;
    double *where = B_NEW(at->self, count, double), low = issue->options[0].number,
           high = issue->options[issue->option_count - 1].number;
    uint32_t *knots = B_NEW(at->self, count, uint32_t);
    const ns_pair **pairs = B_NEW(at->self, count, const ns_pair *);
    if (!where || !knots || !pairs) return;
    for (uint32_t i = 0; i < count; i++) {
        const ns_pair *pair = &values->pairs[i];
        double x;
        if (!ns_number_parse(pair->key->text, strlen(pair->key->text), &x) || x < low || x > high) {
            b_fault(at->self, NS_CODE_UNKNOWN_OPTION, pair->key,
                    "points of the curve are values of the range", "issue '%s' has no value '%s'", issue->id,
                    pair->key->text);
            continue;
        }
        uint32_t k = kept++;
        for (; k > 0 && where[k - 1] > x; k--) {
            where[k] = where[k - 1];
            pairs[k] = pairs[k - 1];
        }
        where[k] = x;
        pairs[k] = pair;
    }
    if (!kept || where[0] != low || where[kept - 1] != high)
        b_fault(at->self, NS_CODE_VALUE_COUNT, values, "give the curve's value at both ends of the range",
                "the curve of issue '%s' lacks an end", issue->id);
    for (uint32_t k = 0; k < kept; k++) knots[k] = add_value(at, pairs[k]->key->text, pairs[k]->value);
    out->knot_count = kept;
    out->knot_at = where;
    out->values = knots;
}

static void read_values(const place *at, ns_stance *out) {
    const ns_node *values = ns_node_get(at->node, "values");
    uint32_t *knots = B_NEW(at->self, at->issue->option_count, uint32_t);
    if (!knots || !at->issue->option_count) return;
    out->values = knots;
    if (values && values->kind == NS_NODE_MAP && at->issue->numeric)
        values_by_curve(at, out, values);
    else if (values && values->kind == NS_NODE_MAP)
        values_by_option(at, out, values, knots);
    else if (values && values->kind == NS_NODE_LIST)
        values_from_list(at, out, values, knots);
    else if (values)
        b_fault(at->self, NS_CODE_WRONG_KIND, values, "values: [100, 50, 0], or a map by option",
                "values of issue '%s' must be a list or a map", at->issue->id);
    if (out->knot_at || !at->issue->numeric || out->knot_count != at->issue->option_count) return;
    double *where = B_NEW(at->self, out->knot_count, double);
    for (uint32_t k = 0; where && k < out->knot_count; k++) where[k] = at->issue->options[k].number;
    out->knot_at = where;
}

/* A red line may cover several options of a numeric issue: they share its firmness and its uniform. */
static void read_red_line(const place *at, const ns_pair *pair, uint32_t *firmness, uint32_t *held) {
    uint32_t issue = (uint32_t)(at->issue - at->self->scenario->issues);
    uint8_t *marked = B_NEW(at->self, at->issue->option_count, uint8_t);
    if (!marked || !b_mark_option(at->self, issue, pair->key, pair->key->text, marked)) return;
    const char *path = b_format(at->self, "parties.%s.issues.%s.red_lines.%s", at->party->id, at->issue->id,
                                pair->key->text);
    uint32_t quantity = b_quantity(at->self, "parties.*.issues.*.red_lines.*", path, pair->value, 1),
             uniform = b_held(at->self, quantity);
    for (uint32_t o = 0; o < at->issue->option_count; o++) {
        if (!marked[o]) continue;
        if (firmness[o] != NS_NONE)
            b_fault(at->self, NS_CODE_DUPLICATE_NAME, pair->key, "let red lines of one issue not overlap",
                    "option '%s' stands in two red lines", at->issue->options[o].id);
        firmness[o] = quantity;
        held[o] = uniform;
    }
}

static void read_red_lines(const place *at, ns_stance *out) {
    const ns_node *lines = ns_node_get(at->node, "red_lines");
    if (!lines || lines->kind != NS_NODE_MAP || !lines->count) return;
    uint32_t count = at->issue->option_count, *firmness = B_NEW(at->self, count, uint32_t),
             *held = B_NEW(at->self, count, uint32_t);
    if (!firmness || !held) return;
    for (uint32_t o = 0; o < count; o++) firmness[o] = held[o] = NS_NONE;
    for (size_t i = 0; i < lines->count; i++) read_red_line(at, &lines->pairs[i], firmness, held);
    out->red_line = firmness;
    out->held = held;
}

/* On an ordered issue the central values must run one way. */
static void read_direction(const place *at, ns_stance *out) {
    if (!at->issue->ordered && !at->issue->numeric) return;
    if (!at->issue->ordered) return;
    bool rises = false, falls = false;
    for (uint32_t k = 1; k < out->knot_count; k++) {
        double step = b_central(at->self, out->values[k]) - b_central(at->self, out->values[k - 1]);
        rises |= step > 0;
        falls |= step < 0;
    }
    if (rises && falls) {
        const ns_node *values = ns_node_get(at->node, "values");
        b_fault(at->self, NS_CODE_NOT_MONOTONE, values ? values : at->node,
                "let them rise or fall along the options, or drop `ordered: true`",
                "the central values of ordered issue '%s' go up and down for '%s'", at->issue->id,
                at->party->id);
    }
    out->direction = rises ? 1 : falls ? -1 : 0;
}

void b_stance(builder *self, ns_party *party, const ns_node *party_node, uint32_t issue, ns_stance *out) {
    const ns_node *issues = ns_node_get(party_node, "issues");
    place at = {self, party, &self->scenario->issues[issue],
                ns_node_get(issues, self->scenario->issues[issue].id)};
    if (!at.node) {
        b_fault(self, NS_CODE_MISSING_STANCE, issues ? issues : party_node,
                "add `{priority: .., values: [..]}`", "party '%s' says nothing about issue '%s'", party->id,
                at.issue->id);
        return;
    }
    const ns_node *priority = ns_node_get(at.node, "priority");
    if (party->priorities_by_order && priority)
        b_fault(self, NS_CODE_CONFLICTING_KEYS, priority, "keep the order or the numbers",
                "party '%s' gives an order of priorities and a priority too", party->id);
    else if (!party->priorities_by_order && !priority)
        b_fault(self, NS_CODE_MISSING_KEY, at.node, "how much the issue weighs, relative to the others",
                "key 'priority' is missing for issue '%s' of '%s'", at.issue->id, party->id);
    if (party->priorities_by_order)
        out->priority = b_quantity_by_order(self, path_of(&at, "priority"), at.node);
    else
        out->priority =
            b_quantity(self, "parties.*.issues.*.priority", path_of(&at, "priority"), priority, 1);
    read_values(&at, out);
    out->flexibility = b_quantity(self, "parties.*.issues.*.flexibility", path_of(&at, "flexibility"),
                                  ns_node_get(at.node, "flexibility"), 1);
    read_red_lines(&at, out);
    read_direction(&at, out);
}
