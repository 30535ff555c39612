/* Conditions, issues and their options, and the size of the space. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "builder.h"

void b_conditions(builder *self) {
    const ns_node *map = ns_node_get(self->root, "conditions");
    ns_scenario *s = self->scenario;
    uint32_t count = map && map->kind == NS_NODE_MAP ? (uint32_t)map->count : 0;
    if (count > ns_limit_of(NS_LIMIT_ENTRIES)->value) {
        b_fault(self, NS_CODE_LIMIT, map, NULL, "%u conditions; the limit is %u", count,
                (unsigned)ns_limit_of(NS_LIMIT_ENTRIES)->value);
        count = (uint32_t)ns_limit_of(NS_LIMIT_ENTRIES)->value;
    }
    ns_condition *conditions = B_NEW(self, count, ns_condition);
    if (!conditions) return;
    for (uint32_t i = 0; i < count; i++) {
        const ns_node *node = map->pairs[i].value;
        ns_condition *c = &conditions[i];
        c->id = b_text(self, map->pairs[i].key->text);
        c->title = b_get_text(self, node, "title", c->id);
        c->available =
            b_quantity(self, "conditions.*.available", b_format(self, "conditions.%s.available", c->id),
                       ns_node_get(node, "available"), 1);
        c->held = b_held(self, c->available);
        c->provenance = b_provenance(self, node);
        c->at = map->pairs[i].key->at;
    }
    s->conditions = conditions;
    s->condition_count = count;
}

static void read_needs(builder *self, ns_option *option, const ns_node *needs) {
    uint32_t *list = B_NEW(self, b_entries(needs), uint32_t);
    if (!list) return;
    for (size_t i = 0; i < b_entries(needs); i++) {
        uint32_t condition = b_find_condition(self, b_entry(needs, i));
        if (condition != NS_NONE) list[option->need_count++] = condition;
    }
    option->needs = list;
}

static void read_option(builder *self, ns_option *option, const ns_pair *pair, uint32_t position) {
    const ns_node *node = pair->value;
    option->id = b_text(self, pair->key->text);
    option->number = position;
    option->at = pair->key->at;
    bool plain = node->kind == NS_NODE_SCALAR && *node->text;
    option->title = plain ? b_text(self, node->text) : b_get_text(self, node, "title", option->id);
    option->caution = b_get_text(self, node, "caution", NULL);
    option->provenance = b_provenance(self, node);
    if (node->kind == NS_NODE_LIST)
        b_fault(self, NS_CODE_WRONG_KIND, node, "id: title, or id: {title: .., basis: ..}",
                "option '%s' must be a title or a map", pair->key->text);
    if (node->kind != NS_NODE_MAP) return;
    read_needs(self, option, ns_node_get(node, "needs"));
    option->parked = b_get_bool(self, node, "parked", false);
}

static void read_options(builder *self, ns_issue *issue, const ns_node *options) {
    issue->option_count = (uint32_t)options->count;
    if (options->count > ns_limit_of(NS_LIMIT_OPTIONS)->value) {
        b_fault(self, NS_CODE_LIMIT, options, "split the issue, or leave options out",
                "issue '%s' has %zu options; the limit is %u", issue->id, options->count,
                (unsigned)ns_limit_of(NS_LIMIT_OPTIONS)->value);
        issue->option_count = (uint32_t)ns_limit_of(NS_LIMIT_OPTIONS)->value;
    }
    ns_option *list = B_NEW(self, issue->option_count, ns_option);
    if (!list) return;
    for (uint32_t o = 0; o < issue->option_count; o++) read_option(self, &list[o], &options->pairs[o], o);
    issue->options = list;
}

static bool plain_number(const ns_node *node, double *out) {
    return node && node->kind == NS_NODE_SCALAR && !node->quoted &&
           ns_number_parse(node->text, strlen(node->text), out);
}

/* lowest + k * step to 12 digits in decimal, so that the third step of 0.1 is 0.3: a whole number below 1e12 over a
 * power of ten is the double nearest to that decimal. */
static double step_value(double low, double step, uint32_t k) {
    double value = low + step * k;
    if (value == 0) return 0; /* never -0 */
    if (k == 0) return low;
    double scale = pow(10, 11 - floor(log10(fabs(value))));
    double rounded = nearbyint(value * scale) / scale;
    return isfinite(rounded) ? rounded : value;
}

void b_step_text(char text[NS_NUMBER_TEXT], const b_steps *steps, uint32_t k) {
    ns_number_shortest(text, k + 1 == steps->count ? steps->high : step_value(steps->low, steps->step, k));
}

bool b_read_steps(b_steps *out, const ns_node *issue) {
    const ns_node *range = ns_node_get(issue, "range"), *step = ns_node_get(issue, "step");
    *out = (b_steps){.step = 1};
    if (!range || range->kind != NS_NODE_LIST || range->count != 2) return false;
    if (!plain_number(range->items[0], &out->low) || !plain_number(range->items[1], &out->high)) return false;
    if (fmax(fabs(out->low), fabs(out->high)) > NS_LARGEST_NUMBER) return false;
    if (step && !plain_number(step, &out->step)) return false;
    double steps = (out->high - out->low) / out->step;
    if (!(out->high > out->low) || !(out->step > 0) || fabs(steps - nearbyint(steps)) > 1e-9 * steps)
        return false;
    if (!(steps + 1 <= (double)ns_limit_of(NS_LIMIT_OPTIONS)->value)) return false;
    out->count = (uint32_t)nearbyint(steps) + 1;
    return true;
}

/* Why a range and its step make no options. */
static void refuse_steps(builder *self, const ns_issue *issue, const b_steps *read, const ns_node *range) {
    double steps = (read->high - read->low) / read->step;
    if (!(read->high > read->low))
        b_fault(self, NS_CODE_BAD_RANGE, range, "range: [lowest, highest], the lower number first",
                "the range of issue '%s' is empty or inverted: [%s, %s]", issue->id,
                b_shortest(self, read->low), b_shortest(self, read->high));
    else if (!(read->step > 0))
        b_fault(self, NS_CODE_BAD_RANGE, range, "step: 5", "the step of issue '%s' must be above 0, not %s",
                issue->id, b_shortest(self, read->step));
    else if (!(steps + 1 <= (double)ns_limit_of(NS_LIMIT_OPTIONS)->value))
        b_fault(self, NS_CODE_LIMIT, range, "a wider step makes fewer options",
                "issue '%s' has %s steps; the limit is %u", issue->id,
                b_shortest(self, fmin(steps + 1, 1e18)), (unsigned)ns_limit_of(NS_LIMIT_OPTIONS)->value);
    else
        b_fault(self, NS_CODE_BAD_RANGE, range, "choose a step that divides the range",
                "the step %s of issue '%s' does not divide its range from %s to %s",
                b_shortest(self, read->step), issue->id, b_shortest(self, read->low),
                b_shortest(self, read->high));
}

static void read_range(builder *self, ns_issue *issue, const ns_node *node, const ns_node *range) {
    b_steps steps;
    issue->numeric = true;
    if (!b_read_steps(&steps, node)) {
        const ns_node *step = ns_node_get(node, "step");
        bool numbers = range->kind == NS_NODE_LIST && range->count == 2 &&
                       plain_number(range->items[0], &steps.low) &&
                       plain_number(range->items[1], &steps.high);
        if (numbers && fmax(fabs(steps.low), fabs(steps.high)) > NS_LARGEST_NUMBER)
            b_fault(self, NS_CODE_OUT_OF_RANGE, range, NULL, "the range of issue '%s' reaches beyond %s",
                    issue->id, b_shortest(self, NS_LARGEST_NUMBER));
        else if (!numbers)
            b_fault(self, NS_CODE_BAD_RANGE, range, "range: [0, 100]",
                    "issue '%s' needs two plain numbers as its range", issue->id);
        else if (!step || plain_number(step, &steps.step)) /* else the shape was refused */
            refuse_steps(self, issue, &steps, range);
        return;
    }
    ns_option *list = B_NEW(self, steps.count, ns_option);
    for (uint32_t o = 0; list && o < steps.count; o++) {
        char text[NS_NUMBER_TEXT];
        b_step_text(text, &steps, o);
        if (!ns_number_parse(text, strlen(text), &list[o].number))
            list[o].number = steps.low + steps.step * o;
        list[o].id = list[o].title = b_text(self, text);
        list[o].at = range->at;
        list[o].provenance = issue->provenance;
    }
    issue->options = list;
    issue->option_count = list ? steps.count : 0;
}

static void read_issue(builder *self, ns_issue *issue, const ns_pair *pair) {
    const ns_node *node = pair->value, *options = ns_node_get(node, "options"),
                  *range = ns_node_get(node, "range");
    issue->id = b_text(self, pair->key->text);
    issue->title = b_get_text(self, node, "title", issue->id);
    issue->ordered = b_get_bool(self, node, "ordered", false);
    issue->provenance = b_provenance(self, node);
    issue->at = pair->key->at;
    if (options && range)
        b_fault(self, NS_CODE_CONFLICTING_KEYS, range, "keep one of them",
                "issue '%s' has both options and a range", issue->id);
    if (options && options->kind == NS_NODE_MAP)
        read_options(self, issue, options);
    else if (range)
        read_range(self, issue, node, range);
    const ns_node *step = ns_node_get(node, "step");
    if (step && !range)
        b_fault(self, NS_CODE_CONFLICTING_KEYS, step, "range: [0, 100], step: 5",
                "issue '%s' has a step without a range", issue->id);
    if (issue->option_count == 0 && node->kind == NS_NODE_MAP && !range)
        b_fault(self, NS_CODE_NO_OPTIONS, pair->key, "options: {one: .., other: ..}, or range: [lo, hi]",
                "issue '%s' has no options", issue->id);
    if (issue->option_count == 1)
        b_fault(self, NS_CODE_ONE_OPTION, pair->key, NULL,
                "issue '%s' has one option: nothing can be negotiated on it", issue->id);
}

/* The left half of big spaces: the most issues, at least one, with at most sqrt(packages) combinations. */
static uint32_t left_issues(const ns_scenario *s) {
    if (s->package_count <= 65536) return s->issue_count;
    uint64_t product = 1;
    uint32_t h = 0;
    while (h < s->issue_count &&
           (product *= s->issues[h].option_count, product * product <= s->package_count))
        h++;
    return h ? h : 1;
}

/* Strides from the last issue to the first; the size of the space against its limit. */
static void measure(builder *self, ns_issue *issues, const ns_node *map) {
    ns_scenario *s = self->scenario;
    const uint64_t limit = ns_limit_of(NS_LIMIT_PACKAGES)->value;
    double size = 1;
    uint64_t stride = 1;
    for (uint32_t i = 0; i < s->issue_count; i++) {
        issues[i].first_option = s->option_total;
        s->option_total += issues[i].option_count;
        size *= issues[i].option_count;
    }
    s->size = size;
    s->left_issues = s->issue_count;
    s->vast = size > (double)limit && self->any_size;
    if (s->vast) return;
    if (size > (double)limit) {
        b_fault(self, NS_CODE_LIMIT, map,
                "use fewer or coarser options, or fewer issues: wider steps, options that nobody can tell "
                "apart merged; `check`, `show` and `solve` take spaces of any size",
                "`issues` make %s packages; the limit is %llu", b_shortest(self, size),
                (unsigned long long)limit);
        return;
    }
    for (uint32_t i = s->issue_count; i-- > 0; stride *= issues[i].option_count)
        issues[i].stride = (uint32_t)stride;
    s->package_count = (uint32_t)stride;
    s->left_issues = left_issues(s);
}

void b_issues(builder *self) {
    const ns_node *map = ns_node_get(self->root, "issues");
    ns_scenario *s = self->scenario;
    if (!map || map->kind != NS_NODE_MAP) return;
    if (map->count == 0)
        b_fault(self, NS_CODE_NO_OPTIONS, map, "issues: {price: {options: {..}}}", "there are no issues");
    uint32_t count = (uint32_t)map->count, limit = (uint32_t)ns_limit_of(NS_LIMIT_ISSUES)->value;
    if (count > limit)
        b_fault(self, NS_CODE_LIMIT, map, "merge issues that always go together",
                "%u issues; the limit is %u", count, limit);
    s->issue_count = count < limit ? count : limit;
    ns_issue *issues = B_NEW(self, s->issue_count, ns_issue);
    if (!issues) return;
    s->issues = issues;
    for (uint32_t i = 0; i < s->issue_count; i++) read_issue(self, &issues[i], &map->pairs[i]);
    if (s->issue_count) measure(self, issues, map);
}

uint32_t ns_parked_issues(const ns_scenario *scenario, uint32_t package) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < scenario->issue_count; i++)
        count += scenario->issues[i].options[ns_option_of(scenario, i, package)].parked;
    return count;
}
