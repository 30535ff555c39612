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
    if (self && (self->arena = ns_arena_new()) && (self->name = ns_arena_text(self->arena, name)))
        return self;
    ns_document_free(self);
    return NULL;
}

static ns_status require_map(const ns_document *self, ns_diagnostics *diagnostics) {
    if (self->root->kind == NS_NODE_MAP) return NS_OK;
    ns_diagnostics_add(diagnostics, NS_CODE_WRONG_KIND, self->root->at,
                       "begin with `negsim: 1` and `name: ...`", "a scenario is a map of keys, not a %s",
                       self->root->kind == NS_NODE_LIST ? "list" : "text");
    return NS_BAD_INPUT;
}

static ns_status parse(ns_document *self, const char *path, const ns_file *file,
                       ns_diagnostics *diagnostics) {
    ns_budget budget = ns_budget_of(self);
    if (!ns_diagnostics_add_source(diagnostics, self->name, file->text, file->length)) return NS_NO_MEMORY;
    const ns_text text = {self->name, file->text, file->length, 1};
    ns_status status = ns_yaml_parse(&self->root, self->arena, &budget, &text, diagnostics);
    self->nodes = budget.nodes;
    if (status == NS_OK) status = require_map(self, diagnostics);
    return status == NS_OK ? ns_extends_resolve(self, path, file, diagnostics) : status;
}

static ns_status load(ns_document **out, const char *name, const char *path, const ns_file *file,
                      ns_diagnostics *diagnostics) {
    ns_document *self = document_new(name);
    if (!self) return NS_NO_MEMORY;
    const ns_status status = parse(self, path, file, diagnostics);
    if (status == NS_OK)
        *out = self;
    else
        ns_document_free(self);
    return status;
}

static ns_status too_long(const char *name, ns_diagnostics *diagnostics) {
    const ns_location at = {.file = name};
    ns_diagnostics_add(diagnostics, NS_CODE_TOO_BIG, at, "see `negsim list limits`",
                       "the file has more than %llu bytes",
                       (unsigned long long)ns_limit_of(NS_LIMIT_FILE_BYTES)->value);
    return NS_BAD_INPUT;
}

ns_status ns_document_load_text(ns_document **out, const char *name, const char *text, size_t length,
                                ns_diagnostics *diagnostics) {
    *out = NULL;
    if (length > ns_limit_of(NS_LIMIT_FILE_BYTES)->value) return too_long(name, diagnostics);
    const size_t mark = ns_mark_size(text, length);
    ns_file file = {.length = length - mark};
    file.text = malloc(file.length + 1);
    if (!file.text) return NS_NO_MEMORY;
    if (file.length) memcpy(file.text, text + mark, file.length);
    const ns_status status = load(out, name, "", &file, diagnostics);
    ns_file_free(&file);
    return status;
}

ns_status ns_document_load(ns_document **out, const char *path, ns_diagnostics *diagnostics) {
    const bool is_input = strcmp(path, "-") == 0;
    const char *name = is_input ? "(standard input)" : path;
    ns_file file;
    *out = NULL;
    ns_status status = ns_file_read(&file, path, NS_FILE_NAMED);
    if (status == NS_OK)
        status = load(out, name, is_input ? "" : path, &file, diagnostics);
    else if (status == NS_TOO_LARGE)
        status = too_long(name, diagnostics);
    else if (status == NS_NO_INPUT)
        ns_diagnostics_add(diagnostics, NS_CODE_NO_INPUT, (ns_location){.file = name}, NULL,
                           "cannot be read: %s", file.problem);
    ns_file_free(&file);
    return status;
}

ns_status ns_document_copy(ns_document **out, const ns_document *self) {
    ns_document *copy = document_new(self->name);
    ns_budget budget = {0, SIZE_MAX};
    *out = NULL;
    if (!copy) return NS_NO_MEMORY;
    const ns_status status = ns_tree_copy(&copy->root, copy->arena, self->root, &budget,
                                          (unsigned)ns_limit_of(NS_LIMIT_DEPTH)->value);
    copy->nodes = budget.nodes;
    if (status == NS_OK)
        *out = copy;
    else
        ns_document_free(copy);
    return status;
}
