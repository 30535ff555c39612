/* Model files of additive models. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "negsim/additive.h"
#include "negsim/number.h"
#include "stability/reader.h"

enum { DECIMALS = 9 };

typedef struct additive_reader {
    ns_reader base;
    ns_additive *model;
    double ***number; /* as read: [party][issue][option] */
    unsigned decimals;
    const ns_node *root;
} additive_reader;

static ns_additive *make_model(void) {
    ns_arena *arena = ns_arena_new();
    ns_additive *self = arena ? NS_ARENA_NEW(arena, 1, ns_additive) : NULL;
    if (!self) {
        ns_arena_free(arena);
        return NULL;
    }
    self->arena = arena;
    return self;
}

/* --- issues --------------------------------------------------------------------------------------------------- */

/* A number of options, or their names. */
static void read_options(additive_reader *self, const ns_node *issue, ns_additive_issue *out) {
    const ns_node *node = ns_node_get(issue, "options");
    uint64_t count = 0;
    if (!node) {
        ns_reader_fault(&self->base, NS_CODE_MISSING_KEY, issue,
                        "how many there are, or a list of their names", "'options' is missing");
        return;
    }
    if (node->kind == NS_NODE_LIST) {
        if (!ns_reader_within(&self->base, node, node->count, NS_LIMIT_OPTIONS)) return;
        count = ns_reader_names(&self->base, node, "an option", &out->option_names);
    } else if (!ns_reader_is(&self->base, node, NS_NODE_SCALAR, "'options'")) {
        return;
    } else if (!ns_number_parse_unsigned(node->text, strlen(node->text), &count)) {
        ns_reader_fault(&self->base, NS_CODE_NOT_A_NUMBER, node,
                        "how many there are, or a list of their names", "'%.100s' is not a number of options",
                        node->text);
        return;
    } else if (!ns_reader_within(&self->base, node, count, NS_LIMIT_OPTIONS)) {
        return;
    }
    out->options = (uint32_t)count;
    if (!count && (node->kind == NS_NODE_SCALAR || !node->count))
        ns_reader_fault(&self->base, NS_CODE_NO_OPTIONS, node, NULL, "an issue has at least one option");
}

static void read_issue(additive_reader *self, const ns_node *node, uint32_t k) {
    static const char *const known[] = {"name", "options", "controlled_by", NULL};
    ns_additive *model = self->model;
    ns_additive_issue *out = &model->issues[k];
    if (!ns_reader_is(&self->base, node, NS_NODE_MAP, "an issue")) return;
    ns_reader_keys(&self->base, node, "an issue", known);
    out->name = ns_reader_text(&self->base, node, "name", NS_NEEDED);
    for (uint32_t other = 0; out->name && other < k; other++)
        if (model->issues[other].name && strcmp(model->issues[other].name, out->name) == 0)
            ns_reader_fault(&self->base, NS_CODE_DUPLICATE_NAME, ns_node_get(node, "name"), NULL,
                            "issue '%.100s' stands twice", out->name);
    const ns_node *party = ns_reader_get(&self->base, node, "controlled_by", NS_NODE_SCALAR, NS_NEEDED);
    if (party)
        out->controller = ns_reader_find(&self->base, NS_CODE_UNKNOWN_PARTY, "party", party, model->parties,
                                         model->party_count);
    read_options(self, node, out);
}

static void count_packages(additive_reader *self, const ns_node *list) {
    ns_additive *model = self->model;
    const uint64_t limit = ns_limit_of(NS_LIMIT_MODEL_PACKAGES)->value;
    model->package_count = 1;
    for (uint32_t k = 0; k < model->issue_count; k++) {
        model->package_count *= model->issues[k].options; /* at most limit * 1000 */
        if (!ns_reader_within(&self->base, list, model->package_count, NS_LIMIT_MODEL_PACKAGES)) {
            model->package_count = limit;
            return;
        }
    }
}

static void read_issues(additive_reader *self) {
    ns_additive *model = self->model;
    const ns_node *list = ns_reader_get(&self->base, self->root, "issues", NS_NODE_LIST, NS_NEEDED);
    if (!list || !ns_reader_within(&self->base, list, list->count, NS_LIMIT_ISSUES)) return;
    if (!list->count) ns_reader_fault(&self->base, NS_CODE_MISSING_KEY, list, NULL, "there is no issue");
    model->issues = NS_READER_NEW(&self->base, list->count, ns_additive_issue);
    if (!model->issues) return;
    model->issue_count = (uint32_t)list->count;
    for (uint32_t k = 0; k < model->issue_count; k++) read_issue(self, list->items[k], k);
    if (!self->base.faults) count_packages(self, list);
}

/* --- values --------------------------------------------------------------------------------------------------- */

/* The fewest decimals with which the number is itself; at most DECIMALS. */
static unsigned decimals_of(double value) {
    double power = 1;
    for (unsigned d = 0; d < DECIMALS; d++, power *= 10)
        if (fabs(value) < 1e15 && nearbyint(value * power) / power == value) return d;
    return DECIMALS;
}

static void read_value(additive_reader *self, const ns_node *node, double *out) {
    if (!ns_reader_is(&self->base, node, NS_NODE_SCALAR, "a value")) return;
    if (node->quoted || !ns_number_parse(node->text, strlen(node->text), out)) {
        ns_reader_fault(&self->base, NS_CODE_NOT_A_NUMBER, node, NULL, "'%.100s' is not a number",
                        node->text);
        return;
    }
    const unsigned decimals = decimals_of(*out);
    if (decimals > self->decimals) self->decimals = decimals;
}

static void read_values(additive_reader *self, const ns_node *list, uint32_t party, uint32_t issue) {
    const uint32_t options = self->model->issues[issue].options;
    if (!ns_reader_is(&self->base, list, NS_NODE_LIST, "the values of an issue")) return;
    if (list->count != options) {
        ns_reader_fault(&self->base, NS_CODE_VALUE_COUNT, list, "one value for each option, in their order",
                        "%zu values for the %u options of '%.60s'", list->count, options,
                        self->model->issues[issue].name ? self->model->issues[issue].name : "");
        return;
    }
    self->number[party][issue] = NS_READER_NEW(&self->base, options, double);
    for (uint32_t o = 0; o < options && self->number[party][issue]; o++)
        read_value(self, list->items[o], &self->number[party][issue][o]);
}

static void read_party(additive_reader *self, const ns_node *map, uint32_t party) {
    const ns_additive *model = self->model;
    const char *names[64];
    if (!ns_reader_is(&self->base, map, NS_NODE_MAP, "a party's utility")) return;
    for (uint32_t k = 0; k < model->issue_count; k++) names[k] = model->issues[k].name;
    for (size_t k = 0; k < map->count; k++) {
        const uint32_t issue = ns_reader_find(&self->base, NS_CODE_UNKNOWN_ISSUE, "issue", map->pairs[k].key,
                                              names, model->issue_count);
        if (issue != UINT32_MAX) read_values(self, map->pairs[k].value, party, issue);
    }
    for (uint32_t k = 0; k < model->issue_count; k++)
        if (!ns_node_get(map, names[k]))
            ns_reader_fault(&self->base, NS_CODE_MISSING_STANCE, map, NULL,
                            "'%.60s' has no values for '%.60s'", model->parties[party], names[k]);
}

static bool make_numbers(additive_reader *self) {
    const ns_additive *model = self->model;
    self->number = NS_READER_NEW(&self->base, model->party_count, double **);
    for (uint32_t p = 0; p < model->party_count && self->number; p++)
        self->number[p] = NS_READER_NEW(&self->base, model->issue_count, double *);
    return self->base.status == NS_OK;
}

static void read_utility(additive_reader *self) {
    const ns_additive *model = self->model;
    const ns_node *map = ns_reader_get(&self->base, self->root, "utility", NS_NODE_MAP, NS_NEEDED);
    /* Issues at fault have no names or options to hold the values against. */
    if (!map || self->base.faults || !make_numbers(self)) return;
    for (size_t k = 0; k < map->count; k++) {
        const uint32_t party = ns_reader_find(&self->base, NS_CODE_UNKNOWN_PARTY, "party", map->pairs[k].key,
                                              model->parties, model->party_count);
        if (party != UINT32_MAX) read_party(self, map->pairs[k].value, party);
    }
    for (uint32_t p = 0; p < model->party_count; p++)
        if (!ns_node_get(map, model->parties[p]))
            ns_reader_fault(&self->base, NS_CODE_MISSING_KEY, map, NULL, "'utility' has no values of '%.60s'",
                            model->parties[p]);
}

/* Whole numbers of the finest unit; sums of all issues must stay far below what 64 bits hold. */
static bool take_issue(additive_reader *self, uint32_t party, uint32_t issue, double *most) {
    ns_additive *model = self->model;
    const uint32_t options = model->issues[issue].options;
    int64_t *out = NS_READER_NEW(&self->base, options, int64_t);
    double largest = 0;
    model->value[party][issue] = out;
    for (uint32_t o = 0; o < options && out; o++) {
        const double scaled = nearbyint(self->number[party][issue][o] * (double)model->scale);
        if (fabs(scaled) > largest) largest = fabs(scaled);
        if (largest < 1e18) out[o] = (int64_t)scaled;
    }
    *most += largest;
    return out && *most < 1e18;
}

static void take_values(additive_reader *self) {
    ns_additive *model = self->model;
    model->scale = 1;
    for (unsigned d = 0; d < self->decimals; d++) model->scale *= 10;
    model->value = NS_READER_NEW(&self->base, model->party_count, int64_t **);
    for (uint32_t p = 0; p < model->party_count && self->base.status == NS_OK; p++) {
        double most = 0;
        bool fits = true;
        model->value[p] = NS_READER_NEW(&self->base, model->issue_count, int64_t *);
        for (uint32_t k = 0; k < model->issue_count && fits && model->value[p]; k++)
            fits = take_issue(self, p, k, &most);
        if (!fits && self->base.status == NS_OK) {
            ns_reader_fault(&self->base, NS_CODE_OUT_OF_RANGE, ns_node_get(self->root, "utility"),
                            "use a larger unit, or fewer decimals",
                            "the values of '%.60s' are too large for %u decimals", model->parties[p],
                            self->decimals);
            return;
        }
    }
}

/* --- the whole ------------------------------------------------------------------------------------------------ */

static bool read_parties(additive_reader *self) {
    ns_additive *model = self->model;
    const ns_node *list = ns_reader_get(&self->base, self->root, "parties", NS_NODE_LIST, NS_NEEDED);
    if (!list || !ns_reader_within(&self->base, list, list->count, NS_LIMIT_PARTIES)) return false;
    model->party_count = ns_reader_names(&self->base, list, "a party", &model->parties);
    if (!list->count) ns_reader_fault(&self->base, NS_CODE_MISSING_KEY, list, NULL, "there is no party");
    return model->party_count > 0;
}

static void read_all(additive_reader *self) {
    static const char *const known[] = {"id",      "title",  "source",  "note",
                                        "parties", "issues", "utility", NULL};
    ns_additive *model = self->model;
    ns_reader_keys(&self->base, self->root, "an additive model", known);
    model->id = ns_reader_id(&self->base, self->root);
    model->title = ns_reader_text(&self->base, self->root, "title", NS_OPTIONAL);
    model->source = ns_reader_text(&self->base, self->root, "source", NS_OPTIONAL);
    model->note = ns_reader_text(&self->base, self->root, "note", NS_OPTIONAL);
    if (!read_parties(self)) return;
    read_issues(self);
    read_utility(self);
    if (ns_reader_status(&self->base) == NS_OK) take_values(self);
}

ns_status ns_additive_read(ns_additive **out, const ns_document *document, ns_diagnostics *diagnostics) {
    *out = NULL;
    additive_reader self = {.model = make_model(), .root = document->root};
    if (!self.model) return NS_NO_MEMORY;
    self.base = (ns_reader){.diagnostics = diagnostics, .arena = self.model->arena};
    read_all(&self);
    const ns_status status = ns_reader_status(&self.base);
    if (status == NS_OK)
        *out = self.model;
    else
        ns_additive_free(self.model);
    return status;
}
