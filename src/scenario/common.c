/* What all builders use: faults, memory, plain values. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "builder.h"

void b_fault(builder *self, ns_code_id code, const ns_node *at, const char *hint, const char *format, ...) {
    char text[1024];
    va_list args;
    va_start(args, format);
    int length = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    if (ns_code_of(code)->severity == NS_ERROR) self->faults++;
    ns_diagnostics_add(self->diagnostics, code, at ? at->at : (ns_location){0}, hint, "%s",
                       length < 0 ? "" : text);
}

void b_unknown(builder *self, ns_code_id code, const ns_node *at, const char *what, const char *word,
               const char *const *names, size_t count) {
    char hint[400];
    const char *nearest = ns_nearest_name(word, names, count);
    if (nearest) {
        snprintf(hint, sizeof hint, "did you mean '%s'?", nearest);
    } else {
        size_t used = (size_t)snprintf(hint, sizeof hint, count ? "there is " : "there is none");
        for (size_t i = 0; i < count && used < sizeof hint - 80; i++)
            used += (size_t)snprintf(hint + used, sizeof hint - used, "%s%.60s", i ? ", " : "", names[i]);
    }
    b_fault(self, code, at, hint, "no %s '%s'", what, word);
}

void *b_memory(builder *self, size_t count, size_t size) {
    void *memory = ns_arena_array(self->arena, count, size);
    if (!memory) self->status = NS_NO_MEMORY;
    return memory;
}

const char *b_text(builder *self, const char *text) {
    const char *copy = text ? ns_arena_text(self->arena, text) : NULL;
    if (!text || copy) return copy;
    self->status = NS_NO_MEMORY;
    return "";
}

const char *b_format(builder *self, const char *format, ...) {
    char text[1024];
    va_list args;
    va_start(args, format);
    int length = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    return b_text(self, length < 0 ? "" : text);
}

const char *b_shortest(builder *self, double value) {
    char text[NS_NUMBER_TEXT];
    ns_number_shortest(text, value);
    return b_text(self, text);
}

const char *b_get_text(builder *self, const ns_node *map, const char *key, const char *initial) {
    const ns_node *node = ns_node_get(map, key);
    bool said = node && node->kind == NS_NODE_SCALAR && (*node->text || node->quoted);
    const char *text = said ? b_text(self, node->text) : NULL;
    return text ? text : initial;
}

uint64_t b_get_count(builder *self, const ns_node *map, const char *key, uint64_t initial, uint64_t lowest,
                     uint64_t highest) {
    const ns_node *node = ns_node_get(map, key);
    uint64_t value;
    if (!node || node->kind != NS_NODE_SCALAR ||
        !ns_number_parse_unsigned(node->text, strlen(node->text), &value))
        return initial;
    if (value >= lowest && value <= highest) return value;
    b_fault(self, value > highest ? NS_CODE_LIMIT : NS_CODE_OUT_OF_RANGE, node, NULL,
            "'%s' is %s; it may be %llu to %llu", key, node->text, (unsigned long long)lowest,
            (unsigned long long)highest);
    return initial;
}

bool b_get_bool(builder *self, const ns_node *map, const char *key, bool initial) {
    (void)self; /* the shape was checked */
    const ns_node *node = ns_node_get(map, key);
    return node && node->kind == NS_NODE_SCALAR ? strcmp(node->text, "true") == 0 : initial;
}

size_t b_entries(const ns_node *node) { return !node ? 0 : node->kind == NS_NODE_LIST ? node->count : 1; }

uint32_t b_list_count(const ns_node *list) {
    uint64_t limit = ns_limit_of(NS_LIMIT_ENTRIES)->value;
    if (!list || list->kind != NS_NODE_LIST) return 0;
    return (uint32_t)(list->count < limit ? list->count : limit);
}

const ns_node *b_entry(const ns_node *node, size_t index) {
    return node->kind == NS_NODE_LIST ? node->items[index] : node;
}

static const char *provenance_text(builder *self, const ns_node *entry, const char *key) {
    return b_get_text(self, entry, key, NULL);
}

ns_provenance b_provenance(builder *self, const ns_node *entry) {
    return (ns_provenance){provenance_text(self, entry, "basis"), provenance_text(self, entry, "source"),
                           provenance_text(self, entry, "note"), provenance_text(self, entry, "by"),
                           provenance_text(self, entry, "date")};
}

/* What a number says of itself replaces what is said for all: the source of one estimate is none of another. */
ns_provenance b_provenance_over(ns_provenance inner, ns_provenance outer) {
    if (inner.basis || inner.source) return inner;
    outer.note = inner.note ? inner.note : outer.note;
    outer.by = inner.by ? inner.by : outer.by;
    outer.date = inner.date ? inner.date : outer.date;
    return outer;
}

ns_provenance b_numbers_of(builder *self, const ns_node *entry, ns_provenance outer) {
    return b_provenance_over(b_provenance(self, ns_node_get(entry, "numbers")), outer);
}
