#include "tree.h"

#include <string.h>

static ns_node *copy_children(ns_arena *arena, ns_node *copy, const ns_node *node, size_t *nodes, size_t limit, unsigned depth) {
    if (node->kind == NS_NODE_LIST) {
        copy->items = NS_ARENA_NEW(arena, node->count, ns_node *);
        for (size_t i = 0; copy->items && i < node->count; i++)
            if (!(copy->items[i] = ns_tree_copy(arena, node->items[i], nodes, limit, depth))) return NULL;
        return copy->items ? copy : NULL;
    }
    copy->pairs = NS_ARENA_NEW(arena, node->count, ns_pair);
    for (size_t i = 0; copy->pairs && i < node->count; i++) {
        copy->pairs[i].key = ns_tree_copy(arena, node->pairs[i].key, nodes, limit, depth);
        copy->pairs[i].value = ns_tree_copy(arena, node->pairs[i].value, nodes, limit, depth);
        if (!copy->pairs[i].key || !copy->pairs[i].value) return NULL;
    }
    return copy->pairs ? copy : NULL;
}

ns_node *ns_tree_copy(ns_arena *arena, const ns_node *node, size_t *nodes, size_t limit, unsigned depth) {
    if (++*nodes > limit || depth == 0) return NULL;
    ns_node *copy = NS_ARENA_NEW(arena, 1, ns_node);
    if (!copy) return NULL;
    *copy = *node;
    if (node->kind != NS_NODE_SCALAR) return copy_children(arena, copy, node, nodes, limit, depth - 1);
    copy->text = ns_arena_text(arena, node->text);
    return copy->text ? copy : NULL;
}

void ns_tree_mark(ns_node *node, ns_origin origin, const ns_location *at) {
    node->origin = origin;
    if (at) node->at = *at;
    for (size_t i = 0; node->kind == NS_NODE_LIST && i < node->count; i++) ns_tree_mark(node->items[i], origin, at);
    for (size_t i = 0; node->kind == NS_NODE_MAP && i < node->count; i++) {
        ns_tree_mark(node->pairs[i].key, origin, at);
        ns_tree_mark(node->pairs[i].value, origin, at);
    }
}

ns_status ns_tree_put(ns_arena *arena, ns_node *map, ns_node *key, ns_node *value) {
    for (size_t i = 0; i < map->count; i++)
        if (strcmp(map->pairs[i].key->text, key->text) == 0) {
            map->pairs[i] = (ns_pair){key, value};
            return NS_OK;
        }
    ns_pair *pairs = NS_ARENA_NEW(arena, map->count + 1, ns_pair);
    if (!pairs) return NS_NO_MEMORY;
    if (map->count) memcpy(pairs, map->pairs, map->count * sizeof *pairs);
    pairs[map->count++] = (ns_pair){key, value};
    map->pairs = pairs;
    return NS_OK;
}

ns_node *ns_tree_scalar(ns_arena *arena, const char *text, ns_location at, ns_origin origin) {
    ns_node *node = NS_ARENA_NEW(arena, 1, ns_node);
    char *copy = ns_arena_text(arena, text);
    if (!node || !copy) return NULL;
    *node = (ns_node){.kind = NS_NODE_SCALAR, .origin = origin, .at = at, .text = copy};
    return node;
}

const ns_pair *ns_node_pair(const ns_node *node, const char *key) {
    if (!node || node->kind != NS_NODE_MAP) return NULL;
    for (size_t i = 0; i < node->count; i++)
        if (strcmp(node->pairs[i].key->text, key) == 0) return &node->pairs[i];
    return NULL;
}

const ns_node *ns_node_get(const ns_node *node, const char *key) {
    const ns_pair *pair = ns_node_pair(node, key);
    return pair ? pair->value : NULL;
}
