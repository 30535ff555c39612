/* `extends: other.yaml`: the other file first, this one laid over it. */
#include <stdlib.h>
#include <string.h>

#include "tree.h"

enum { LONGEST_CHAIN = 8 };

typedef struct base_chain {
    ns_document *document;
    ns_diagnostics *diagnostics;
    const char *visited[LONGEST_CHAIN + 1];
    size_t count;
} base_chain;

static ns_status lay_over(ns_arena *arena, ns_node *base, ns_node *over);

/* Every entry a map with a name: merged by name. */
static bool is_named_list(const ns_node *node) {
    if (node->kind != NS_NODE_LIST || !node->count) return false;
    for (size_t i = 0; i < node->count; i++) {
        const ns_node *name = ns_node_get(node->items[i], "name");
        if (!name || name->kind != NS_NODE_SCALAR) return false;
    }
    return true;
}

static ns_node *entry_named(const ns_node *list, const char *name) {
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(ns_node_get(list->items[i], "name")->text, name) == 0) return list->items[i];
    return NULL;
}

static ns_status append(ns_arena *arena, ns_node *list, ns_node *item) {
    ns_node **items = NS_ARENA_NEW(arena, list->count + 1, ns_node *);
    if (!items) return NS_NO_MEMORY;
    if (list->count) memcpy(items, list->items, list->count * sizeof *items);
    items[list->count++] = item;
    list->items = items;
    return NS_OK;
}

static ns_status merge_lists(ns_arena *arena, ns_node *base, ns_node *over) {
    ns_status status = NS_OK;
    for (size_t i = 0; status == NS_OK && i < over->count; i++) {
        ns_node *same = entry_named(base, ns_node_get(over->items[i], "name")->text);
        status = same ? lay_over(arena, same, over->items[i]) : append(arena, base, over->items[i]);
    }
    return status;
}

/* Lays the value over the base's value of that key, merging where both are maps or named lists. */
static ns_status merge_pair(ns_arena *arena, ns_node *base, const ns_pair *pair) {
    ns_node *old = (ns_node *)(uintptr_t)ns_node_get(base, pair->key->text);
    if (old && old->kind == NS_NODE_MAP && pair->value->kind == NS_NODE_MAP) return lay_over(arena, old, pair->value);
    if (old && is_named_list(old) && is_named_list(pair->value)) return merge_lists(arena, old, pair->value);
    return ns_tree_put(arena, base, pair->key, pair->value);
}

static ns_status lay_over(ns_arena *arena, ns_node *base, ns_node *over) {
    ns_status status = NS_OK;
    base->origin = over->origin;
    base->at = over->at;
    for (size_t i = 0; status == NS_OK && i < over->count; i++) status = merge_pair(arena, base, &over->pairs[i]);
    return status;
}

static void drop_key(ns_node *map, const char *key) {
    size_t kept = 0;
    for (size_t i = 0; i < map->count; i++)
        if (strcmp(map->pairs[i].key->text, key) != 0) map->pairs[kept++] = map->pairs[i];
    map->count = kept;
}

static ns_status refuse(base_chain *self, const ns_node *at, const char *hint, const char *text) {
    ns_diagnostics_add(self->diagnostics, NS_CODE_EXTENDS, at->at, hint, "extends '%s': %s", at->kind == NS_NODE_SCALAR ? at->text : "", text);
    return NS_BAD_INPUT;
}

static ns_status resolve(base_chain *self, ns_node **root, const char *folder);

static ns_status load_base(base_chain *self, const char *path, const ns_node *extends, ns_node **base) {
    ns_arena *arena = self->document->arena;
    char *text = NULL;
    size_t length = 0;
    ns_diagnostics *quiet = ns_diagnostics_new();
    if (!quiet) return NS_NO_MEMORY;
    ns_status status = ns_file_read(&text, &length, path, quiet);
    ns_diagnostics_free(quiet);
    if (status == NS_NO_INPUT || status == NS_BAD_INPUT) return refuse(self, extends, "the path is relative to this file", "the file cannot be read");
    if (status != NS_OK) return status;
    const char *name = ns_diagnostics_add_source(self->diagnostics, path, text, length);
    const char *kept = name ? ns_arena_text(arena, name) : NULL;
    status = kept ? ns_yaml_parse(base, arena, &self->document->nodes, kept, text, length, self->diagnostics) : NS_NO_MEMORY;
    free(text);
    if (status == NS_OK && (*base)->kind != NS_NODE_MAP) status = refuse(self, extends, NULL, "the file does not hold a map");
    if (status == NS_OK) ns_tree_mark(*base, NS_FROM_BASE, NULL);
    return status;
}

/* The path of the base: relative to the folder of the file that names it. */
static char *base_path(ns_arena *arena, const char *folder, const char *name) {
    return name[0] == '/' ? ns_arena_text(arena, name) : ns_arena_format(arena, "%s%s", folder, name);
}

static ns_status check_chain(base_chain *self, const ns_node *extends, const char *path) {
    for (size_t i = 0; i < self->count; i++)
        if (strcmp(self->visited[i], path) == 0) return refuse(self, extends, NULL, "the files extend each other in a circle");
    if (self->count == LONGEST_CHAIN) return refuse(self, extends, NULL, "more than 8 files in the chain");
    self->visited[self->count++] = path;
    return NS_OK;
}

static ns_status resolve(base_chain *self, ns_node **root, const char *folder) {
    const ns_node *extends = ns_node_get(*root, "extends");
    if (!extends) return NS_OK;
    if (extends->kind != NS_NODE_SCALAR || !*extends->text) return refuse(self, extends, "extends: baseline.yaml", "names one file");
    ns_arena *arena = self->document->arena;
    char *path = base_path(arena, folder, extends->text);
    if (!path) return NS_NO_MEMORY;
    ns_node *base = NULL;
    ns_status status = check_chain(self, extends, path);
    if (status == NS_OK) status = load_base(self, path, extends, &base);
    if (status != NS_OK) return status;
    const char *slash = strrchr(path, '/');
    const char *base_folder = ns_arena_text_n(arena, path, slash ? (size_t)(slash + 1 - path) : 0);
    status = base_folder ? resolve(self, &base, base_folder) : NS_NO_MEMORY;
    if (status != NS_OK) return status;
    drop_key(*root, "extends");
    status = lay_over(arena, base, *root);
    *root = base;
    return status;
}

ns_status ns_extends_resolve(ns_document *self, const char *folder, ns_diagnostics *diagnostics) {
    base_chain chain = {.document = self, .diagnostics = diagnostics};
    chain.visited[chain.count++] = self->name;
    return resolve(&chain, &self->root, folder);
}
