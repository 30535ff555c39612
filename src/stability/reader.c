#include "stability/reader.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

ns_status ns_reader_status(const ns_reader *self) {
    if (self->status != NS_OK) return self->status;
    return self->faults ? NS_BAD_INPUT : NS_OK;
}

void ns_reader_fault(ns_reader *self, ns_code_id code, const ns_node *at, const char *hint,
                     const char *format, ...) {
    char text[512];
    va_list args;
    va_start(args, format);
    const int length = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    self->faults++;
    ns_diagnostics_add(self->diagnostics, code, at ? at->at : (ns_location){0}, hint, "%s",
                       length < 0 ? "" : text);
}

void ns_reader_unknown(ns_reader *self, ns_code_id code, const char *what, const ns_node *at,
                       const char *const *names, size_t count) {
    char hint[400];
    const char *nearest = ns_nearest_name(at->text, names, count);
    if (nearest) {
        snprintf(hint, sizeof hint, "did you mean '%.60s'?", nearest);
    } else {
        size_t used = (size_t)snprintf(hint, sizeof hint, count ? "there is " : "there is none");
        for (size_t i = 0; i < count && used < sizeof hint - 80; i++)
            used += (size_t)snprintf(hint + used, sizeof hint - used, "%s%.60s", i ? ", " : "", names[i]);
    }
    ns_reader_fault(self, code, at, hint, "no %s '%.100s'", what, at->text);
}

void *ns_reader_memory(ns_reader *self, size_t count, size_t size) {
    void *memory = ns_arena_array(self->arena, count, size);
    if (!memory) self->status = NS_NO_MEMORY;
    return memory;
}

static size_t count_names(const char *const *names) {
    size_t count = 0;
    while (names[count]) count++;
    return count;
}

void ns_reader_keys(ns_reader *self, const ns_node *map, const char *what, const char *const *known) {
    char text[64];
    snprintf(text, sizeof text, "key of %s is called", what);
    for (size_t i = 0; i < map->count; i++) {
        const ns_node *key = map->pairs[i].key;
        bool found = false;
        for (size_t k = 0; known[k]; k++) found |= strcmp(known[k], key->text) == 0;
        if (!found) ns_reader_unknown(self, NS_CODE_UNKNOWN_KEY, text, key, known, count_names(known));
    }
}

bool ns_reader_is(ns_reader *self, const ns_node *node, ns_node_kind kind, const char *what) {
    static const char *const names[] = {"a text or a number", "a list", "a map"};
    if (node->kind == kind) return true;
    ns_reader_fault(self, NS_CODE_WRONG_KIND, node, NULL, "%s is %s; it should be %s", what,
                    names[node->kind], names[kind]);
    return false;
}

const ns_node *ns_reader_get(ns_reader *self, const ns_node *map, const char *key, ns_node_kind kind,
                             ns_need need) {
    const ns_node *node = ns_node_get(map, key);
    char what[64];
    snprintf(what, sizeof what, "'%s'", key);
    if (!node && need == NS_NEEDED)
        ns_reader_fault(self, NS_CODE_MISSING_KEY, map, NULL, "'%s' is missing", key);
    return node && ns_reader_is(self, node, kind, what) ? node : NULL;
}

const char *ns_reader_text(ns_reader *self, const ns_node *map, const char *key, ns_need need) {
    const ns_node *node = ns_reader_get(self, map, key, NS_NODE_SCALAR, need);
    if (!node) return NULL;
    if (!*node->text) {
        if (need == NS_NEEDED) ns_reader_fault(self, NS_CODE_MISSING_KEY, node, NULL, "'%s' is empty", key);
        return NULL;
    }
    const char *text = ns_arena_text(self->arena, node->text);
    if (!text) self->status = NS_NO_MEMORY;
    return text;
}

const char *ns_reader_id(ns_reader *self, const ns_node *root) {
    const char *id = ns_reader_text(self, root, "id", NS_NEEDED);
    bool usable = id && isalpha((unsigned char)*id) && strlen(id) <= 64;
    for (const char *c = id; usable && *c; c++) usable = isalnum((unsigned char)*c) || *c == '_' || *c == '-';
    if (id && !usable)
        ns_reader_fault(self, NS_CODE_BAD_ID, ns_node_get(root, "id"),
                        "a letter, then letters, digits, `_` and `-`, at most 64",
                        "'%.100s' is not a usable name: the results folder has it", id);
    return usable ? id : NULL;
}

bool ns_reader_within(ns_reader *self, const ns_node *at, uint64_t count, ns_limit_id limit) {
    const ns_limit *row = ns_limit_of(limit);
    if (count <= row->value) return true;
    ns_reader_fault(self, NS_CODE_LIMIT, at, NULL, "more than %llu: the limit on %s",
                    (unsigned long long)row->value, row->name);
    return false;
}

static bool add_name(ns_reader *self, const ns_node *node, const char *what, const char **names,
                     uint32_t count) {
    if (!ns_reader_is(self, node, NS_NODE_SCALAR, what)) return false;
    if (!*node->text) {
        ns_reader_fault(self, NS_CODE_BAD_ID, node, NULL, "%s has no name", what);
        return false;
    }
    for (uint32_t k = 0; k < count; k++) {
        if (strcmp(names[k], node->text) != 0) continue;
        ns_reader_fault(self, NS_CODE_DUPLICATE_NAME, node, NULL, "%s '%.100s' stands twice", what,
                        node->text);
        return false;
    }
    names[count] = ns_arena_text(self->arena, node->text);
    if (!names[count]) self->status = NS_NO_MEMORY;
    return names[count] != NULL;
}

uint32_t ns_reader_names(ns_reader *self, const ns_node *list, const char *what, const char ***out) {
    uint32_t count = 0;
    *out = NS_READER_NEW(self, list->count, const char *);
    if (!*out) return 0;
    for (size_t k = 0; k < list->count; k++)
        if (add_name(self, list->items[k], what, *out, count)) count++;
    return count == list->count ? count : 0;
}

uint32_t ns_reader_find(ns_reader *self, ns_code_id code, const char *what, const ns_node *at,
                        const char *const *names, uint32_t count) {
    if (!ns_reader_is(self, at, NS_NODE_SCALAR, what)) return UINT32_MAX;
    for (uint32_t k = 0; k < count; k++)
        if (strcmp(names[k], at->text) == 0) return k;
    ns_reader_unknown(self, code, what, at, names, count);
    return UINT32_MAX;
}
