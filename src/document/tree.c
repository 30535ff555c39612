#include "tree.h"

#include <stdlib.h>
#include <string.h>

#include "negsim/limits.h"

ns_budget ns_budget_of(const ns_document *document) {
    return (ns_budget){document->nodes, (size_t)ns_limit_of(NS_LIMIT_NODES)->value};
}

static ns_status copy_children(ns_node *copy, ns_arena *arena, const ns_node *node, ns_budget *budget,
                               unsigned depth) {
    const bool is_list = node->kind == NS_NODE_LIST;
    ns_status status = NS_OK;
    copy->items = is_list ? NS_ARENA_NEW(arena, node->count, ns_node *) : NULL;
    copy->pairs = is_list ? NULL : NS_ARENA_NEW(arena, node->count, ns_pair);
    if (!copy->items && !copy->pairs) return NS_NO_MEMORY;
    for (size_t i = 0; i < node->count && status == NS_OK; i++) {
        if (is_list) {
            status = ns_tree_copy(&copy->items[i], arena, node->items[i], budget, depth);
            continue;
        }
        status = ns_tree_copy(&copy->pairs[i].key, arena, node->pairs[i].key, budget, depth);
        if (status == NS_OK)
            status = ns_tree_copy(&copy->pairs[i].value, arena, node->pairs[i].value, budget, depth);
    }
    return status;
}

ns_status ns_tree_copy(ns_node **out, ns_arena *arena, const ns_node *node, ns_budget *budget,
                       unsigned depth) {
    *out = NULL;
    if (++budget->nodes > budget->limit) return NS_TOO_LARGE;
    if (node->kind != NS_NODE_SCALAR && depth == 0) return NS_TOO_LARGE;
    ns_node *copy = NS_ARENA_NEW(arena, 1, ns_node);
    if (!copy) return NS_NO_MEMORY;
    *copy = *node;
    *out = copy;
    if (node->kind != NS_NODE_SCALAR) {
        copy->text = "";
        return copy_children(copy, arena, node, budget, depth - 1);
    }
    copy->text = ns_arena_text(arena, node->text);
    return copy->text ? NS_OK : NS_NO_MEMORY;
}

void ns_tree_mark(ns_node *node, ns_origin origin, const ns_location *at) {
    node->origin = origin;
    if (at) node->at = *at;
    for (size_t i = 0; node->kind == NS_NODE_LIST && i < node->count; i++)
        ns_tree_mark(node->items[i], origin, at);
    for (size_t i = 0; node->kind == NS_NODE_MAP && i < node->count; i++) {
        ns_tree_mark(node->pairs[i].key, origin, at);
        ns_tree_mark(node->pairs[i].value, origin, at);
    }
}

ns_status ns_tree_add_pair(ns_arena *arena, ns_node *map, ns_node *key, ns_node *value) {
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

size_t ns_tree_count(const ns_node *node) {
    size_t count = 1;
    for (size_t i = 0; node->kind == NS_NODE_LIST && i < node->count; i++)
        count += ns_tree_count(node->items[i]);
    for (size_t i = 0; node->kind == NS_NODE_MAP && i < node->count; i++)
        count += 1 + ns_tree_count(node->pairs[i].value);
    return count;
}

unsigned ns_tree_depth(const ns_node *node) {
    unsigned deepest = 0;
    if (node->kind == NS_NODE_SCALAR) return 0;
    for (size_t i = 0; i < node->count; i++) {
        const unsigned depth =
            ns_tree_depth(node->kind == NS_NODE_LIST ? node->items[i] : node->pairs[i].value);
        if (depth > deepest) deepest = depth;
    }
    return deepest + 1;
}

bool ns_tree_is_blank(const ns_node *node) {
    return node->kind == NS_NODE_SCALAR && !node->quoted && !*node->text;
}

const char *ns_entry_name(const ns_node *item) {
    const ns_node *name = ns_node_get(item, "name");
    return name && name->kind == NS_NODE_SCALAR && *name->text ? name->text : NULL;
}

static int by_name(const void *a, const void *b) {
    const ns_entry *p = a, *q = b;
    const int order = strcmp(p->name, q->name);
    return order ? order : (p->at > q->at) - (p->at < q->at);
}

ns_entry *ns_tree_index(const ns_node *node) {
    ns_entry *index = calloc(node->count + 1, sizeof *index);
    for (size_t i = 0; index && i < node->count; i++) {
        const char *name =
            node->kind == NS_NODE_MAP ? node->pairs[i].key->text : ns_entry_name(node->items[i]);
        index[i] = (ns_entry){name ? name : "", i};
    }
    if (index && node->count) qsort(index, node->count, sizeof *index, by_name);
    return index;
}

const ns_entry *ns_index_find(const ns_entry *index, size_t count, const char *name) {
    size_t low = 0, high = count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (strcmp(index[middle].name, name) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && strcmp(index[low].name, name) == 0 ? &index[low] : NULL;
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
