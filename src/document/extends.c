/* `extends: other.yaml`: the other file first, this one laid over it. */
#include <stdlib.h>
#include <string.h>

#include "tree.h"

enum { LONGEST_CHAIN = 8 };

typedef struct chain {
    ns_document *document;
    ns_diagnostics *diagnostics;
    ns_file files[LONGEST_CHAIN + 1]; /* which they are; no texts */
    size_t count;
} chain;

/* --- laying one tree over another --------------------------------------------------------------------- */

static ns_status lay_over(ns_arena *arena, ns_node *base, ns_node *over);

/* Every entry a map with a name of its own: merged by name. NULL with NS_OK: not such a list. */
static ns_status names_of(ns_entry **out, const ns_node *list) {
    *out = NULL;
    if (list->kind != NS_NODE_LIST || !list->count) return NS_OK;
    for (size_t i = 0; i < list->count; i++)
        if (!ns_entry_name(list->items[i])) return NS_OK;
    ns_entry *index = ns_tree_index(list);
    if (!index) return NS_NO_MEMORY;
    for (size_t i = 1; i < list->count; i++)
        if (strcmp(index[i].name, index[i - 1].name) == 0) {
            free(index);
            return NS_OK;
        }
    *out = index;
    return NS_OK;
}

static ns_status merge_items(ns_arena *arena, ns_node *base, const ns_entry *names, const ns_node *over) {
    const size_t count = base->count;
    ns_node **items = NS_ARENA_NEW(arena, count + over->count, ns_node *);
    ns_status status = items ? NS_OK : NS_NO_MEMORY;
    if (status != NS_OK) return status;
    memcpy(items, base->items, count * sizeof *items);
    base->items = items;
    for (size_t i = 0; i < over->count && status == NS_OK; i++) {
        const ns_entry *same = ns_index_find(names, count, ns_entry_name(over->items[i]));
        if (same)
            status = lay_over(arena, items[same->at], over->items[i]);
        else
            items[base->count++] = over->items[i];
    }
    base->at = over->at;
    base->origin = over->origin;
    return status;
}

/* One value over another of the same key: maps and named lists merge, everything else is replaced. */
static ns_status merge_value(ns_arena *arena, ns_node **base, ns_node *over) {
    ns_entry *names = NULL, *over_names = NULL;
    if ((*base)->kind == NS_NODE_MAP && over->kind == NS_NODE_MAP) return lay_over(arena, *base, over);
    ns_status status = names_of(&names, *base);
    if (status == NS_OK && names) status = names_of(&over_names, over);
    if (status == NS_OK && over_names)
        status = merge_items(arena, *base, names, over);
    else
        *base = over;
    free(names);
    free(over_names);
    return status;
}

static ns_status merge_pairs(ns_arena *arena, ns_node *base, const ns_entry *keys, const ns_node *over) {
    const size_t count = base->count;
    ns_pair *pairs = NS_ARENA_NEW(arena, count + over->count, ns_pair);
    ns_status status = pairs ? NS_OK : NS_NO_MEMORY;
    if (status != NS_OK) return status;
    if (count) memcpy(pairs, base->pairs, count * sizeof *pairs);
    base->pairs = pairs;
    for (size_t i = 0; i < over->count && status == NS_OK; i++) {
        const ns_entry *same = ns_index_find(keys, count, over->pairs[i].key->text);
        if (same) {
            pairs[same->at].key = over->pairs[i].key;
            status = merge_value(arena, &pairs[same->at].value, over->pairs[i].value);
        } else
            pairs[base->count++] = over->pairs[i];
    }
    return status;
}

/* Keys of the base keep their places, new ones follow; the merged map stands where the upper one does. */
static ns_status lay_over(ns_arena *arena, ns_node *base, ns_node *over) {
    ns_entry *keys = ns_tree_index(base);
    if (!keys) return NS_NO_MEMORY;
    const ns_status status = merge_pairs(arena, base, keys, over);
    free(keys);
    base->origin = over->origin;
    base->at = over->at;
    return status;
}

static void drop_key(ns_node *map, const char *key) {
    size_t kept = 0;
    for (size_t i = 0; i < map->count; i++)
        if (strcmp(map->pairs[i].key->text, key) != 0) map->pairs[kept++] = map->pairs[i];
    map->count = kept;
}

/* --- the chain of files -------------------------------------------------------------------------------- */

static ns_status refuse(chain *self, const ns_node *extends, const char *hint, const char *text) {
    const char *name = extends->kind == NS_NODE_SCALAR ? extends->text : "a file";
    ns_diagnostics_add(self->diagnostics, NS_CODE_EXTENDS, extends->at, hint, "cannot extend %s: %s", name,
                       text);
    return NS_BAD_INPUT;
}

/* The path of the base: relative to the folder of the file that names it. */
static char *base_path(ns_arena *arena, const char *path, const char *name) {
    const char *slash = name[0] == '/' ? NULL : strrchr(path, '/');
    return ns_arena_format(arena, "%.*s%s", slash ? (int)(slash + 1 - path) : 0, path, name);
}

static ns_status enter(chain *self, const ns_node *extends, const ns_file *file) {
    for (size_t i = 0; i < self->count; i++)
        if (self->files[i].inode == file->inode && self->files[i].device == file->device)
            return refuse(self, extends, "one of the files extends itself", "the files go round in a circle");
    if (self->count == LONGEST_CHAIN + 1)
        return refuse(self, extends, NULL, "the chain is longer than 8 files");
    self->files[self->count++] = (ns_file){.device = file->device, .inode = file->inode};
    return NS_OK;
}

static ns_status parse_base(chain *self, ns_node **base, const ns_node *extends, const char *path,
                            const ns_file *file) {
    ns_budget budget = ns_budget_of(self->document);
    if (!ns_diagnostics_add_source(self->diagnostics, path, file->text, file->length)) return NS_NO_MEMORY;
    const ns_text text = {path, file->text, file->length, 1};
    ns_status status = ns_yaml_parse(base, self->document->arena, &budget, &text, self->diagnostics);
    self->document->nodes = budget.nodes;
    if (status == NS_OK && (*base)->kind != NS_NODE_MAP)
        return refuse(self, extends, NULL, "it is not a map of keys");
    if (status == NS_OK) ns_tree_mark(*base, NS_FROM_BASE, NULL);
    return status;
}

static ns_status load_base(chain *self, ns_node **base, const ns_node *extends, const char *path) {
    ns_file file;
    ns_status status = ns_file_read(&file, path, NS_FILE_BASE);
    if (status == NS_NO_INPUT)
        status = refuse(self, extends, "the path is relative to the folder of this file", file.problem);
    else if (status == NS_TOO_LARGE)
        status = refuse(self, extends, "see `negsim list limits`", "the file is too large");
    if (status == NS_OK) status = enter(self, extends, &file);
    if (status == NS_OK) status = parse_base(self, base, extends, path, &file);
    ns_file_free(&file);
    return status;
}

static ns_status resolve(chain *self, ns_node **root, const char *path) {
    const ns_node *extends = ns_node_get(*root, "extends");
    ns_arena *arena = self->document->arena;
    ns_node *base = NULL;
    if (!extends) return NS_OK;
    if (extends->kind != NS_NODE_SCALAR || !*extends->text)
        return refuse(self, extends, "write `extends: baseline.yaml`", "one file name is wanted");
    char *below = base_path(arena, path, extends->text);
    if (!below) return NS_NO_MEMORY;
    ns_status status = load_base(self, &base, extends, below);
    if (status == NS_OK) status = resolve(self, &base, below);
    if (status != NS_OK) return status;
    drop_key(*root, "extends");
    status = lay_over(arena, base, *root);
    *root = base;
    return status;
}

ns_status ns_extends_resolve(ns_document *self, const char *path, const ns_file *file,
                             ns_diagnostics *diagnostics) {
    chain files = {.document = self, .diagnostics = diagnostics};
    files.files[files.count++] = (ns_file){.device = file->device, .inode = file->inode};
    return resolve(&files, &self->root, path);
}
