/* Any bytes as YAML: what loads is written, and what was written loads as the same tree. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "negsim/document.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int same(const ns_node *a, const ns_node *b) {
    if (a->kind != b->kind || a->count != b->count) return 0;
    if (a->kind == NS_NODE_SCALAR) return strcmp(a->text, b->text) == 0;
    for (size_t i = 0; i < a->count; i++) {
        if (a->kind == NS_NODE_LIST && !same(a->items[i], b->items[i])) return 0;
        if (a->kind == NS_NODE_MAP &&
            (!same(a->pairs[i].key, b->pairs[i].key) || !same(a->pairs[i].value, b->pairs[i].value)))
            return 0;
    }
    return 1;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    ns_document *first = NULL, *second = NULL;
    ns_buffer text = {0};
    char *bytes = malloc(size + 1);
    ns_diagnostics *diagnostics = ns_diagnostics_new();
    if (!bytes || !diagnostics) abort();
    memcpy(bytes, data, size);
    if (ns_document_load_text(&first, "fuzz.yaml", bytes, size, diagnostics) == NS_OK &&
        !ns_node_get(first->root, "extends")) {
        ns_node_write(&text, first->root);
        if (text.status != NS_OK ||
            ns_document_load_text(&second, "again.yaml", text.text, text.length, diagnostics) != NS_OK)
            abort();
        if (!same(first->root, second->root)) abort();
    }
    free(ns_diagnostics_render(diagnostics, NS_COLOR_OFF));
    ns_buffer_free(&text);
    ns_document_free(second);
    ns_document_free(first);
    ns_diagnostics_free(diagnostics);
    free(bytes);
    return 0;
}
