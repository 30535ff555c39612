#include "negsim/document.h"

#include <stdlib.h>
#include <string.h>

#include "negsim/limits.h"
#include "tree.h"

void ns_document_free(ns_document *self) {
    if (!self) return;
    ns_arena_free(self->arena);
    free(self);
}

static ns_document *document_new(const char *name) {
    ns_document *self = calloc(1, sizeof *self);
    if (self && (self->arena = ns_arena_new()) && (self->name = ns_arena_text(self->arena, name))) return self;
    ns_document_free(self);
    return NULL;
}

/* The folder of a path, with its slash; "" for none. */
static char *folder_of(ns_arena *arena, const char *path) {
    const char *slash = strrchr(path, '/');
    return ns_arena_text_n(arena, path, slash ? (size_t)(slash + 1 - path) : 0);
}

static ns_status require_map(const ns_document *self, ns_diagnostics *diagnostics) {
    if (self->root->kind == NS_NODE_MAP) return NS_OK;
    ns_diagnostics_add(diagnostics, NS_CODE_WRONG_KIND, self->root->at, "begin with `negsim: 1` and `name: ...`",
                       "a scenario is a map of keys, not a %s", self->root->kind == NS_NODE_LIST ? "list" : "text");
    return NS_BAD_INPUT;
}

static ns_status parse(ns_document *self, const char *text, size_t length, const char *path, ns_diagnostics *diagnostics) {
    const char *name = ns_diagnostics_add_source(diagnostics, self->name, text, length);
    const char *kept = name ? ns_arena_text(self->arena, name) : NULL;
    const char *folder = folder_of(self->arena, path);
    if (!kept || !folder) return NS_NO_MEMORY;
    ns_status status = ns_yaml_parse(&self->root, self->arena, &self->nodes, kept, text, length, diagnostics);
    if (status == NS_OK) status = require_map(self, diagnostics);
    return status == NS_OK ? ns_extends_resolve(self, folder, diagnostics) : status;
}

static ns_status load(ns_document **out, const char *name, const char *path, const char *text, size_t length, ns_diagnostics *diagnostics) {
    *out = NULL;
    ns_document *self = document_new(name);
    if (!self) return NS_NO_MEMORY;
    ns_status status = parse(self, text, length, path, diagnostics);
    if (status == NS_OK)
        *out = self;
    else
        ns_document_free(self);
    return status;
}

ns_status ns_document_load_text(ns_document **out, const char *name, const char *text, size_t length, ns_diagnostics *diagnostics) {
    return load(out, name, "", text, length, diagnostics);
}

ns_status ns_document_load(ns_document **out, const char *path, ns_diagnostics *diagnostics) {
    *out = NULL;
    char *text = NULL;
    size_t length = 0;
    ns_status status = ns_file_read(&text, &length, path, diagnostics);
    if (status != NS_OK) return status;
    bool is_stdin = strcmp(path, "-") == 0;
    status = load(out, is_stdin ? "(standard input)" : path, is_stdin ? "" : path, text, length, diagnostics);
    free(text);
    return status;
}

ns_status ns_document_copy(ns_document **out, const ns_document *self) {
    ns_document *copy = *out = document_new(self->name);
    if (!copy) return NS_NO_MEMORY;
    copy->root = ns_tree_copy(copy->arena, self->root, &copy->nodes, SIZE_MAX, 2 * (unsigned)ns_limit_of(NS_LIMIT_DEPTH)->value);
    if (copy->root) return NS_OK;
    ns_document_free(copy);
    *out = NULL;
    return NS_NO_MEMORY;
}
