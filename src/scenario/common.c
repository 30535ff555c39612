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
    if (text && !copy) self->status = NS_NO_MEMORY;
    return copy;
}

const char *b_format(builder *self, const char *format, ...) {
    char text[1024];
    va_list args;
    va_start(args, format);
    int length = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    const char *copy = b_text(self, length < 0 ? "" : text);
    return copy ? copy : "";
}

const char *b_get_text(builder *self, const ns_node *map, const char *key, const char *initial) {
    const ns_node *node = ns_node_get(map, key);
    const char *text = node && node->kind == NS_NODE_SCALAR ? b_text(self, node->text) : NULL;
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
            "%s is %s; it may be %llu to %llu", key, node->text, (unsigned long long)lowest,
            (unsigned long long)highest);
    return initial;
}

bool b_get_bool(builder *self, const ns_node *map, const char *key, bool initial) {
    (void)self; /* the shape was checked */
    const ns_node *node = ns_node_get(map, key);
    return node && node->kind == NS_NODE_SCALAR ? strcmp(node->text, "true") == 0 : initial;
}

size_t b_entries(const ns_node *node) { return !node ? 0 : node->kind == NS_NODE_LIST ? node->count : 1; }

const ns_node *b_entry(const ns_node *node, size_t index) {
    return node->kind == NS_NODE_LIST ? node->items[index] : node;
}

static const char *provenance_text(builder *self, const ns_node *entry, const char *key, const char *outer) {
    const ns_node *node = ns_node_get(entry, key);
    return node && node->kind == NS_NODE_SCALAR ? b_text(self, node->text) : outer;
}

static ns_provenance provenance_over(builder *self, const ns_node *entry, ns_provenance outer) {
    return (ns_provenance){provenance_text(self, entry, "basis", outer.basis),
                           provenance_text(self, entry, "source", outer.source),
                           provenance_text(self, entry, "note", outer.note),
                           provenance_text(self, entry, "by", outer.by),
                           provenance_text(self, entry, "date", outer.date)};
}

ns_provenance b_provenance(builder *self, const ns_node *entry) {
    return provenance_over(self, entry, (ns_provenance){0});
}

ns_provenance b_numbers_of(builder *self, const ns_node *entry, ns_provenance outer) {
    return provenance_over(self, ns_node_get(entry, "numbers"), outer);
}
