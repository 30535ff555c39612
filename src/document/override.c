/* Finding and setting nodes by dotted path. */
#include <stdio.h>
#include <string.h>

#include "negsim/limits.h"
#include "negsim/number.h"
#include "tree.h"

/* How far a path leads when it does not lead to its end. */
typedef struct search {
    ns_node **deepest;
    const char *rest; /* what of the path is left there */
    unsigned depth;   /* lists and maps above and including it */
} search;

static const char *name_at(const ns_node *node, size_t i) {
    return node->kind == NS_NODE_MAP ? node->pairs[i].key->text : ns_entry_name(node->items[i]);
}

/* The path begins with this name, as a whole piece. */
static bool begins_with(const char *path, const char *name, size_t length) {
    if (strncmp(path, name, length) != 0) return false;
    return path[length] == '\0' || (path[length] == '.' && path[length + 1] != '\0');
}

/* The entry with the longest name, shorter than `below`, with which the path begins. Its length; 0: none. */
static size_t longest_name(const ns_node *node, const char *path, size_t below, size_t *at) {
    size_t best = 0;
    for (size_t i = 0; i < node->count; i++) {
        const char *name = name_at(node, i);
        const size_t length = name ? strlen(name) : 0;
        if (length <= best || length >= below || !begins_with(path, name, length)) continue;
        best = length;
        *at = i;
    }
    return best;
}

static ns_node **slot_of(ns_node *node, size_t i) {
    return node->kind == NS_NODE_MAP ? &node->pairs[i].value : &node->items[i];
}

/* Recursion is as deep as the tree, which is 64 at most. */
static ns_node **find_slot(ns_node **slot, const char *path, unsigned depth, search *found) {
    ns_node *node = *slot;
    if (!found->deepest || path > found->rest) *found = (search){slot, path, depth};
    if (!*path) return slot;
    if (node->kind == NS_NODE_SCALAR) return NULL;
    size_t at = 0, below = SIZE_MAX;
    while ((below = longest_name(node, path, below, &at)) > 0) {
        const char *rest = path + below + (path[below] == '.');
        ns_node **end = find_slot(slot_of(node, at), rest, depth + 1, found);
        if (end) return end;
    }
    uint64_t position;
    const size_t digits = strcspn(path, ".");
    if (node->kind != NS_NODE_LIST || !ns_number_parse_unsigned(path, digits, &position) ||
        position >= node->count || !begins_with(path, path, digits))
        return NULL;
    return find_slot(&node->items[position], path + digits + (path[digits] == '.'), depth + 1, found);
}

const ns_node *ns_node_find(const ns_node *root, const char *path) {
    search found = {0};
    ns_node *start = (ns_node *)(uintptr_t)root; /* looked at, not written to */
    if (!root) return NULL;
    ns_node **slot = find_slot(&start, path, 1, &found);
    return slot ? *slot : NULL;
}

/* --- setting ----------------------------------------------------------------------------------------- */

typedef struct setter {
    ns_document *document;
    const char *path;
    ns_origin origin;
    ns_location at;
    bool in_path; /* the source is `path=value`: keys have places of their own in it */
    ns_diagnostics *diagnostics;
} setter;

static uint32_t characters(const char *text, size_t length) {
    uint32_t count = 0;
    for (size_t i = 0; i < length; i++) count += ((unsigned char)text[i] & 0xc0) != 0x80;
    return count;
}

/* Of a piece of the path. */
static ns_location place_of(const setter *self, const char *piece, size_t length) {
    if (!self->in_path) return self->at;
    const uint32_t size = characters(piece, length);
    return (ns_location){self->at.file, 1, 1 + characters(self->path, (size_t)(piece - self->path)),
                         size ? size : 1};
}

static const char *nearest_entry(const ns_node *list, const char *word) {
    enum { MOST_NAMES = 256 };
    const char *names[MOST_NAMES];
    size_t count = 0;
    for (size_t i = 0; i < list->count && count < MOST_NAMES; i++)
        if (name_at(list, i)) names[count++] = name_at(list, i);
    return ns_nearest_name(word, names, count);
}

static ns_status refuse(const setter *self, const search *found) {
    const ns_node *node = *found->deepest;
    const int done = (int)(found->rest - self->path - (found->rest > self->path));
    const ns_location at = place_of(self, found->rest, strlen(found->rest));
    char hint[256];
    if (node->kind == NS_NODE_SCALAR) {
        snprintf(hint, sizeof hint, "set '%.*s' itself", done, self->path);
        ns_diagnostics_add(self->diagnostics, NS_CODE_UNKNOWN_PATH, at, hint,
                           "there is no '%s': '%.*s' is a single value", self->path, done, self->path);
        return NS_BAD_INPUT;
    }
    const char *nearest = nearest_entry(node, found->rest);
    if (nearest)
        snprintf(hint, sizeof hint, "did you mean '%s'?", nearest);
    else
        snprintf(hint, sizeof hint, "entries of a list are named by their `name` or by position from 0");
    ns_diagnostics_add(self->diagnostics, NS_CODE_UNKNOWN_PATH, at, hint,
                       "there is no '%s': the list '%.*s' has no entry '%s'", self->path, done, self->path,
                       found->rest);
    return NS_BAD_INPUT;
}

static ns_status refuse_shape(const setter *self, ns_code_id code, const char *text) {
    ns_diagnostics_add(self->diagnostics, code, place_of(self, self->path, strlen(self->path)), NULL,
                       "'%s': %s", self->path, text);
    return NS_BAD_INPUT;
}

/* No name begins with a digit, so what does is a number or a range: `12.5` and `40..60` are one key. */
static bool begins_number(const char *piece) {
    const char *c = piece + (*piece == '-' || *piece == '+');
    return *c >= '0' && *c <= '9';
}

static size_t piece_length(const char *rest) {
    size_t length = strcspn(rest, ".");
    if (!begins_number(rest)) return length;
    while (rest[length] == '.' && (rest[length + 1] == '.' || begins_number(rest + length + 1)))
        length += 1 + strcspn(rest + length + 1, ".");
    return length;
}

static bool has_empty_piece(const char *rest) {
    for (;;) {
        const size_t length = piece_length(rest);
        if (!length) return true;
        if (!rest[length]) return rest[length - 1] == '.';
        rest += length + 1;
    }
}

static unsigned piece_count(const char *rest) {
    unsigned count = 1;
    for (size_t length = piece_length(rest); rest[length]; length = piece_length(rest)) {
        rest += length + 1;
        count++;
    }
    return count;
}

static ns_node *new_map(const setter *self, ns_location at) {
    ns_node *map = NS_ARENA_NEW(self->document->arena, 1, ns_node);
    if (map) *map = (ns_node){.kind = NS_NODE_MAP, .origin = self->origin, .at = at, .text = ""};
    return map;
}

/* Makes the maps that are missing, from the deepest one that is there. */
static ns_status make_way(const setter *self, ns_node *map, const char *rest, ns_node *value) {
    ns_arena *arena = self->document->arena;
    for (;;) {
        const size_t length = piece_length(rest);
        const bool is_last = !rest[length];
        const ns_location at = place_of(self, rest, length);
        const char *piece = ns_arena_text_n(arena, rest, length);
        ns_node *key = piece ? ns_tree_scalar(arena, piece, at, self->origin) : NULL;
        ns_node *next = is_last ? value : new_map(self, at);
        const ns_status status = key && next ? ns_tree_add_pair(arena, map, key, next) : NS_NO_MEMORY;
        self->document->nodes += is_last ? 1 : 2;
        if (status != NS_OK || is_last) return status;
        map = next;
        rest += length + 1;
    }
}

static ns_status check_size(const setter *self, const ns_node *value, unsigned depth) {
    if (depth + ns_tree_depth(value) > ns_limit_of(NS_LIMIT_DEPTH)->value)
        return refuse_shape(self, NS_CODE_TOO_DEEP, "nested more than 64 levels deep");
    return NS_OK;
}

static ns_status replace(const setter *self, ns_node **slot, unsigned depth, ns_node *value) {
    const ns_status status = check_size(self, value, depth - 1);
    if (status != NS_OK) return status;
    self->document->nodes -= ns_tree_count(*slot);
    *slot = value;
    return NS_OK;
}

static ns_status put(const setter *self, ns_node *value) {
    search found = {0};
    if (!*self->path) return refuse_shape(self, NS_CODE_UNKNOWN_PATH, "a path is wanted");
    ns_node **slot = find_slot(&self->document->root, self->path, 1, &found);
    if (slot) return replace(self, slot, found.depth, value);
    const bool is_blank = ns_tree_is_blank(*found.deepest);
    if (!is_blank && (*found.deepest)->kind != NS_NODE_MAP) return refuse(self, &found);
    if (has_empty_piece(found.rest))
        return refuse_shape(self, NS_CODE_UNKNOWN_PATH, "a name is missing beside a point of the path");
    const ns_status status = check_size(self, value, found.depth - 1 + piece_count(found.rest));
    if (status != NS_OK) return status;
    /* `mediators:` with nothing behind it is a map that is still empty. */
    ns_node *map = is_blank ? new_map(self, (*found.deepest)->at) : *found.deepest;
    if (!map) return NS_NO_MEMORY;
    *found.deepest = map;
    return make_way(self, map, found.rest, value);
}

static ns_status put_copy(const setter *self, const ns_node *value, const ns_location *mark) {
    ns_document *document = self->document;
    ns_budget budget = ns_budget_of(document);
    ns_node *copy;
    ns_status status =
        ns_tree_copy(&copy, document->arena, value, &budget, (unsigned)ns_limit_of(NS_LIMIT_DEPTH)->value);
    if (status == NS_TOO_LARGE) return refuse_shape(self, NS_CODE_TOO_BIG, "too many keys, values and lists");
    if (status != NS_OK) return status;
    ns_tree_mark(copy, self->origin, mark);
    const size_t before = document->nodes;
    document->nodes = budget.nodes;
    status = put(self, copy);
    if (status != NS_OK) document->nodes = before;
    return status;
}

ns_status ns_document_set_node(ns_document *self, const char *path, const ns_node *value, ns_origin origin,
                               ns_location at, ns_diagnostics *diagnostics) {
    const bool has_place = at.file || at.line;
    const setter job = {self, path, origin, has_place ? at : value->at, false, diagnostics};
    return put_copy(&job, value, has_place ? &at : NULL);
}

/* `--set path=` with nothing behind it is an empty value, which the scenario judges. */
static bool is_blank_text(const char *text) { return text[strspn(text, " \t\r\n")] == '\0'; }

static ns_status parse_value(ns_node **out, ns_document *self, const char *path, const char *value,
                             const char **name, ns_diagnostics *diagnostics) {
    ns_budget budget = ns_budget_of(self);
    char *source = ns_arena_format(self->arena, "%s=%s", path, value);
    *name = ns_arena_format(self->arena, *path ? "--set %s" : "--set", path);
    if (!source || !*name || !ns_diagnostics_add_source(diagnostics, *name, source, strlen(source)))
        return NS_NO_MEMORY;
    const ns_text text = {*name, value, strlen(value), characters(path, strlen(path)) + 2};
    if (!is_blank_text(value)) return ns_yaml_parse(out, self->arena, &budget, &text, diagnostics);
    *out = ns_tree_scalar(self->arena, "", (ns_location){*name, 1, text.column, 1}, NS_FROM_OVERRIDE);
    return *out ? NS_OK : NS_NO_MEMORY;
}

ns_status ns_document_set(ns_document *self, const char *path, const char *value, ns_origin origin,
                          ns_location at, ns_diagnostics *diagnostics) {
    const bool has_place = at.file || at.line;
    const char *name = NULL;
    ns_node *node = NULL;
    const ns_status status = parse_value(&node, self, path, value, &name, diagnostics);
    if (status != NS_OK) return status;
    const setter job = {self,       path,       origin, has_place ? at : (ns_location){.file = name},
                        !has_place, diagnostics};
    return put_copy(&job, node, has_place ? &at : NULL);
}
