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

typedef struct curve {
    uint32_t count;
    double *where;
    const ns_pair **pairs;
} curve;

/* A point into its place by value. */
static void add_point(const place *at, curve *out, const ns_pair *pair) {
    const ns_option *options = at->issue->options;
    double x, low = options[0].number, high = options[at->issue->option_count - 1].number;
    if (!ns_number_parse(pair->key->text, strlen(pair->key->text), &x) || x < low || x > high) {
        b_fault(at->self, NS_CODE_UNKNOWN_OPTION, pair->key,
                b_format(at->self, "points of the curve are numbers from %s to %s", b_shortest(at->self, low),
                         b_shortest(at->self, high)),
                "issue '%s' has no value '%s'", at->issue->id, pair->key->text);
        return;
    }
    uint32_t k = out->count;
    while (k > 0 && out->where[k - 1] >= x) k--;
    if (k < out->count && out->where[k] == x) {
        b_fault(at->self, NS_CODE_DUPLICATE_NAME, pair->key, "give each point of the curve once",
                "the curve of issue '%s' has two values at '%s'", at->issue->id, pair->key->text);
        return;
    }
    memmove(&out->where[k + 1], &out->where[k], (out->count - k) * sizeof *out->where);
    memmove(&out->pairs[k + 1], &out->pairs[k], (out->count - k) * sizeof *out->pairs);
    out->where[k] = x;
    out->pairs[k] = pair;
    out->count++;
}

/* Points of a curve; both ends must be there. */
static void values_by_curve(const place *at, ns_stance *out, const ns_node *values) {
    const ns_issue *issue = at->issue;
    const uint32_t limit = (uint32_t)ns_limit_of(NS_LIMIT_OPTIONS)->value;
    if (values->count > limit) {
        b_fault(at->self, NS_CODE_LIMIT, values, "fewer points describe the curve as well",
                "the curve of issue '%s' has %zu points; the limit is %u", issue->id, values->count, limit);
        return;
    }
    curve read = {0, B_NEW(at->self, values->count, double), B_NEW(at->self, values->count, const ns_pair *)};
    uint32_t *knots = B_NEW(at->self, values->count, uint32_t);
    if (!read.where || !read.pairs || !knots) return;
    for (size_t i = 0; i < values->count; i++) add_point(at, &read, &values->pairs[i]);
    if (!read.count || read.where[0] != issue->options[0].number ||
        read.where[read.count - 1] != issue->options[issue->option_count - 1].number)
        b_fault(at->self, NS_CODE_VALUE_COUNT, values, "give the curve's value at both ends of the range",
                "the curve of issue '%s' lacks an end", issue->id);
    for (uint32_t k = 0; k < read.count; k++)
        knots[k] = add_value(at, read.pairs[k]->key->text, read.pairs[k]->value);
    out->knot_count = read.count;
    out->knot_at = read.where;
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
    const uint32_t limit = (uint32_t)ns_limit_of(NS_LIMIT_ENTRIES)->value;
    if (lines->count > limit) {
        b_fault(at->self, NS_CODE_LIMIT, lines, "lo..hi covers several values of a numeric issue",
                "%zu red lines on issue '%s'; the limit is %u", lines->count, at->issue->id, limit);
        return;
    }
    uint32_t count = at->issue->option_count, *firmness = B_NEW(at->self, count, uint32_t),
             *held = B_NEW(at->self, count, uint32_t);
    if (!firmness || !held) return;
    for (uint32_t o = 0; o < count; o++) firmness[o] = held[o] = NS_NONE;
    for (size_t i = 0; i < lines->count; i++) read_red_line(at, &lines->pairs[i], firmness, held);
    out->red_line = firmness;
    out->held = held;
}

/* On an ordered issue the central values must run one way; a billionth of the scale, which rounding can make, is no difference. */
static void read_direction(const place *at, ns_stance *out) {
    const double slack = fmax(at->self->scenario->slack, 1e-9 * at->self->scenario->full);
    bool rises = false, falls = false;
    for (uint32_t k = 1; k < out->knot_count; k++) {
        double step = b_central(at->self, out->values[k]) - b_central(at->self, out->values[k - 1]);
        rises |= step > slack;
        falls |= step < -slack;
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

static void read_priority(const place *at, ns_stance *out) {
    builder *self = at->self;
    const ns_party *party = at->party;
    const ns_node *priority = ns_node_get(at->node, "priority");
    if (party->priorities_by_order && priority)
        b_fault(self, NS_CODE_CONFLICTING_KEYS, priority, "keep the order or the numbers",
                "party '%s' gives an order of priorities and a priority too", party->id);
    else if (!party->priorities_by_order && !priority && at->node->kind == NS_NODE_MAP)
        b_fault(self, NS_CODE_MISSING_KEY, at->node, "how much the issue weighs, relative to the others",
                "key 'priority' is missing for issue '%s' of '%s'", at->issue->id, party->id);
    if (party->priorities_by_order)
        out->priority = b_quantity_by_order(self, path_of(at, "priority"), at->node);
    else
        out->priority = b_quantity(self, "parties.*.issues.*.priority", path_of(at, "priority"), priority, 1);
}

void b_stance(builder *self, ns_party *party, const ns_node *issues, uint32_t issue, ns_stance *out) {
    place at = {self, party, &self->scenario->issues[issue],
                ns_node_get(issues, self->scenario->issues[issue].id)};
    if (!at.node) {
        b_fault(self, NS_CODE_MISSING_STANCE, issues, "add `{priority: .., values: [..]}`",
                "party '%s' says nothing about issue '%s'", party->id, at.issue->id);
        return;
    }
    read_priority(&at, out);
    size_t faults = self->faults;
    read_values(&at, out);
    if (at.issue->ordered && faults == self->faults) read_direction(&at, out);
    out->flexibility = b_quantity(self, "parties.*.issues.*.flexibility", path_of(&at, "flexibility"),
                                  ns_node_get(at.node, "flexibility"), 1);
    read_red_lines(&at, out);
}
