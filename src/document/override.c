/* Finding and setting nodes by dotted path. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "negsim/number.h"
#include "tree.h"

/* The child of node that the path's beginning names; *rest: what follows. Keys may hold dots: the longest match first. */
static const ns_node *child_of(const ns_node *node, const char *path, const char **rest) {
    for (size_t length = strlen(path); length > 0; length--) {
        if (path[length] != '\0' && path[length] != '.') continue;
        *rest = path[length] ? path + length + 1 : path + length;
        for (size_t i = 0; node->kind == NS_NODE_MAP && i < node->count; i++)
            if (strncmp(node->pairs[i].key->text, path, length) == 0 && !node->pairs[i].key->text[length]) return node->pairs[i].value;
        for (size_t i = 0; node->kind == NS_NODE_LIST && i < node->count; i++) {
            const ns_node *name = ns_node_get(node->items[i], "name");
            if (name && name->kind == NS_NODE_SCALAR && strncmp(name->text, path, length) == 0 && !name->text[length]) return node->items[i];
        }
        uint64_t position;
        if (node->kind == NS_NODE_LIST && ns_number_parse_unsigned(path, length, &position) && position < node->count)
            return node->items[position];
    }
    return NULL;
}

const ns_node *ns_node_find(const ns_node *root, const char *path) {
    const ns_node *node = root;
    while (node && *path) node = child_of(node, path, &path);
    return node;
}

enum { MOST_NAMES = 256 };

static void refuse(const ns_node *parent, const char *path, const char *piece, ns_location at, ns_diagnostics *diagnostics) {
    const char *names[MOST_NAMES], *hint = NULL;
    char text[256];
    size_t count = 0;
    for (size_t i = 0; i < parent->count && count < MOST_NAMES && parent->kind != NS_NODE_SCALAR; i++) {
        const ns_node *name = parent->kind == NS_NODE_MAP ? parent->pairs[i].key : ns_node_get(parent->items[i], "name");
        if (name && name->kind == NS_NODE_SCALAR) names[count++] = name->text;
    }
    const char *nearest = ns_nearest_name(piece, names, count);
    if (nearest) {
        snprintf(text, sizeof text, "did you mean '%s'?", nearest);
        hint = text;
    }
    ns_diagnostics_add(diagnostics, NS_CODE_UNKNOWN_PATH, at, hint, "path '%s': there is no '%s'", path, piece);
}

/* Sets the last piece; in a map the key is made when absent. */
static ns_status put(ns_document *self, ns_node *parent, const char *path, const char *piece, ns_node *value, ns_origin origin,
                     ns_location at, ns_diagnostics *diagnostics) {
    if (parent->kind == NS_NODE_MAP) {
        ns_node *key = ns_tree_scalar(self->arena, piece, at, origin);
        return key ? ns_tree_put(self->arena, parent, key, value) : NS_NO_MEMORY;
    }
    const char *rest;
    const ns_node *old = child_of(parent, piece, &rest);
    for (size_t i = 0; old && !*rest && i < parent->count; i++)
        if (parent->items[i] == old) {
            parent->items[i] = value;
            return NS_OK;
        }
    refuse(parent, path, piece, at, diagnostics);
    return NS_BAD_INPUT;
}

static ns_node *new_map(ns_document *self, ns_node *parent, const char *piece, ns_origin origin, ns_location at) {
    ns_node *key = ns_tree_scalar(self->arena, piece, at, origin), *map = NS_ARENA_NEW(self->arena, 1, ns_node);
    if (!key || !map) return NULL;
    *map = (ns_node){.kind = NS_NODE_MAP, .origin = origin, .at = at, .text = ""};
    return ns_tree_put(self->arena, parent, key, map) == NS_OK ? map : NULL;
}

ns_status ns_document_set_node(ns_document *self, const char *path, const ns_node *value, ns_origin origin, ns_location at,
                               ns_diagnostics *diagnostics) {
    ns_node *copy = ns_tree_copy(self->arena, value, &self->nodes, SIZE_MAX, 128), *parent = self->root;
    if (!copy) return NS_NO_MEMORY;
    ns_tree_mark(copy, origin, &at);
    const char *left = path, *rest;
    while (strchr(left, '.')) {
        const ns_node *child = parent->kind == NS_NODE_SCALAR ? NULL : child_of(parent, left, &rest);
        if (child && !*rest) break;
        if (child) {
            parent = (ns_node *)(uintptr_t)child;
            left = rest;
            continue;
        }
        const char *dot = strchr(left, '.');
        char *piece = ns_arena_text_n(self->arena, left, (size_t)(dot - left));
        if (!piece) return NS_NO_MEMORY;
        if (parent->kind != NS_NODE_MAP || !*piece) {
            refuse(parent, path, piece, at, diagnostics);
            return NS_BAD_INPUT;
        }
        if (!(parent = new_map(self, parent, piece, origin, at))) return NS_NO_MEMORY;
        left = dot + 1;
    }
    if (parent->kind != NS_NODE_SCALAR && *left) return put(self, parent, path, left, copy, origin, at, diagnostics);
    refuse(parent, path, left, at, diagnostics);
    return NS_BAD_INPUT;
}

ns_status ns_document_set(ns_document *self, const char *path, const char *value, ns_origin origin, ns_location at,
                          ns_diagnostics *diagnostics) {
    char *name = ns_arena_format(self->arena, "--set %s", path);
    const char *source = name ? ns_diagnostics_add_source(diagnostics, name, value, strlen(value)) : NULL;
    const char *kept = source ? ns_arena_text(self->arena, source) : NULL;
    if (!kept) return NS_NO_MEMORY;
    ns_node *node = NULL;
    ns_status status = ns_yaml_parse(&node, self->arena, &self->nodes, kept, value, strlen(value), diagnostics);
    if (status != NS_OK) return status;
    if (!at.file) at = (ns_location){kept, 1, 1, (uint32_t)strlen(value)};
    return ns_document_set_node(self, path, node, origin, at, diagnostics);
}
