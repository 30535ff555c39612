/* Plan files: the same as the options of `negsim sweep`, in YAML. */
#include <string.h>

#include "negsim/number.h"
#include "plan.h"

static const char *const keys[] = {"vary",  "where", "design",      "points", "design_seed", "draws",
                                   "plays", "seed",  "independent", "stop",   "arms"};

typedef struct reader {
    ns_plan *plan;
    const ns_scenario *scenario;
    const ns_registry *registry;
    ns_diagnostics *diagnostics;
    ns_status status;
} reader;

static void refuse(reader *self, const ns_node *node, ns_code_id code, const char *hint, const char *what) {
    ns_diagnostics_add(self->diagnostics, code, node->at, hint, "%s", what);
    self->status = NS_BAD_INPUT;
}

static bool is_scalar(reader *self, const ns_node *node, const char *what) {
    if (node->kind == NS_NODE_SCALAR && *node->text) return true;
    refuse(self, node, NS_CODE_WRONG_KIND, NULL, what);
    return false;
}

static void read_count(reader *self, const ns_node *map, const char *key, uint64_t *out) {
    const ns_node *node = ns_node_get(map, key);
    if (!node) return;
    if (node->kind != NS_NODE_SCALAR || !ns_number_parse_unsigned(node->text, strlen(node->text), out))
        refuse(self, node, NS_CODE_NOT_A_NUMBER, NULL, "a whole number is wanted");
}

/* A list: each entry as it would be written in a scenario. */
static void read_levels(reader *self, const char *path, const ns_node *list) {
    ns_arena *arena = self->plan->arena;
    ns_factor factor = {.path = ns_arena_text(arena, path), .level_count = (uint32_t)list->count};
    factor.levels = NS_ARENA_NEW(arena, list->count, const char *);
    if (!list->count) {
        refuse(self, list, NS_CODE_WRONG_KIND, NULL, "the list of values is empty");
        return;
    }
    for (size_t k = 0; factor.levels && k < list->count; k++) {
        ns_buffer text = {0};
        ns_node_write_flow(&text, list->items[k]);
        factor.levels[k] = text.status == NS_OK ? ns_arena_text(arena, text.text) : NULL;
        ns_buffer_free(&text);
        if (!factor.levels[k]) factor.levels = NULL;
    }
    self->status = factor.path && factor.levels
                       ? ns_plan_add_factor(self->plan, &factor, list->at, self->scenario, self->registry,
                                            self->diagnostics)
                       : NS_NO_MEMORY;
}

static void read_vary(reader *self, const ns_node *vary) {
    if (vary->kind != NS_NODE_MAP) {
        refuse(self, vary, NS_CODE_WRONG_KIND, "vary: {protocol.rounds: [20, 40]}", "vary is a map of paths");
        return;
    }
    for (size_t k = 0; k < vary->count && self->status == NS_OK; k++) {
        const ns_node *key = vary->pairs[k].key, *value = vary->pairs[k].value;
        if (value->kind == NS_NODE_LIST)
            read_levels(self, key->text, value);
        else if (is_scalar(self, value, "a SPEC like 0:1:0.25, or a list of values"))
            self->status = ns_plan_add_spec(self->plan, key->text, value->text, key->at, self->scenario,
                                            self->registry, self->diagnostics);
    }
}

static void read_where(reader *self, const ns_node *where) {
    if (where->kind == NS_NODE_SCALAR) {
        self->status = ns_plan_constrain(self->plan, where->text, self->diagnostics);
        return;
    }
    for (size_t k = 0; k < where->count && self->status == NS_OK; k++) {
        if (where->kind != NS_NODE_LIST || !is_scalar(self, where->items[k], "a constraint is a text")) {
            refuse(self, where, NS_CODE_WRONG_KIND, NULL, "where is a constraint or a list of them");
            return;
        }
        self->status = ns_plan_constrain(self->plan, where->items[k]->text, self->diagnostics);
    }
}

static void read_stop(reader *self, const ns_node *stop) {
    const ns_node *width = ns_node_get(stop, "half_width");
    if (!width || width->kind != NS_NODE_SCALAR ||
        !ns_number_parse(width->text, strlen(width->text), &self->plan->half_width)) {
        refuse(self, stop, NS_CODE_WRONG_KIND, "stop: {half_width: 0.02, batch: 500}",
               "stop needs a half_width");
        return;
    }
    read_count(self, stop, "batch", &self->plan->batch);
}

static void read_text(reader *self, const ns_node *root, const char *key, const char **out) {
    const ns_node *node = ns_node_get(root, key);
    if (node && is_scalar(self, node, "a text is wanted") &&
        !(*out = ns_arena_text(self->plan->arena, node->text)))
        self->status = NS_NO_MEMORY;
}

static void read_flag(reader *self, const ns_node *root, const char *key, bool *out) {
    const ns_node *node = ns_node_get(root, key);
    if (!node) return;
    const bool yes = node->kind == NS_NODE_SCALAR && strcmp(node->text, "true") == 0;
    if (!yes && (node->kind != NS_NODE_SCALAR || strcmp(node->text, "false") != 0))
        refuse(self, node, NS_CODE_WRONG_KIND, NULL, "true or false is wanted");
    *out = yes;
}

static void check_keys(reader *self, const ns_node *root) {
    const size_t count = sizeof keys / sizeof *keys;
    for (size_t k = 0; k < root->count; k++) {
        const ns_node *key = root->pairs[k].key;
        bool known = false;
        for (size_t i = 0; i < count; i++) known |= strcmp(keys[i], key->text) == 0;
        if (known) continue;
        char hint[64] = "";
        const char *nearest = ns_nearest_name(key->text, keys, count);
        if (nearest) strcat(strncat(strcpy(hint, "did you mean '"), nearest, 32), "'?");
        refuse(self, key, NS_CODE_UNKNOWN_KEY, nearest ? hint : NULL, "not a key of a plan");
    }
}

ns_status ns_plan_read(ns_plan *self, const ns_document *document, const ns_scenario *scenario,
                       const ns_registry *registry, ns_diagnostics *diagnostics) {
    const ns_node *root = document->root, *vary = ns_node_get(root, "vary"),
                  *where = ns_node_get(root, "where"), *stop = ns_node_get(root, "stop");
    reader at = {self, scenario, registry, diagnostics, NS_OK};
    check_keys(&at, root);
    if (!vary)
        refuse(&at, root, NS_CODE_MISSING_KEY, "vary: {protocol.rounds: [20, 40]}", "a plan needs vary");
    if (at.status == NS_OK) read_vary(&at, vary);
    if (at.status == NS_OK && where) read_where(&at, where);
    if (at.status == NS_OK && stop) read_stop(&at, stop);
    if (at.status != NS_OK) return at.status;
    read_text(&at, root, "design", &self->design);
    read_text(&at, root, "arms", &self->arms);
    read_count(&at, root, "points", &self->size);
    read_count(&at, root, "design_seed", &self->design_seed);
    read_count(&at, root, "draws", &self->draws);
    read_count(&at, root, "plays", &self->plays);
    read_count(&at, root, "seed", &self->seed);
    read_flag(&at, root, "independent", &self->independent);
    return at.status;
}
