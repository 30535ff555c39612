/* Changes to the tree of a scenario. */
#include "tree.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- visiting ---------------------------------------------------------------------------------------------- */

typedef struct visit {
    ns_document *document;
    void (*change)(const struct visit *self, ns_node **node);
    double factor, constant;
    const char *text;
    unsigned count;
} visit;

static void walk(visit *self, ns_node **place, const char *pattern) {
    ns_node *node = *place;
    if (!*pattern) {
        self->change(self, place);
        self->count++;
        return;
    }
    size_t length = strcspn(pattern, ".");
    const char *rest = pattern + length + (pattern[length] == '.');
    bool any = length == 1 && pattern[0] == '*';
    for (size_t k = 0; k < node->count; k++) {
        if (node->kind == NS_NODE_LIST && any) walk(self, &node->items[k], rest);
        if (node->kind != NS_NODE_MAP) continue;
        const char *key = node->pairs[k].key->text;
        if (any || (strlen(key) == length && memcmp(key, pattern, length) == 0))
            walk(self, &node->pairs[k].value, rest);
    }
}

/* --- numbers ----------------------------------------------------------------------------------------------- */

static void change_text(const visit *self, ns_node *node, bool is_length) {
    char *end, *spread_end = NULL;
    double number = strtod(node->text, &end) * self->factor + (is_length ? 0 : self->constant), spread = 0;
    const char *sign = strncmp(end, "±", strlen("±")) == 0 ? "±" : strncmp(end, "+-", 2) == 0 ? "+-" : NULL;
    if (sign) spread = strtod(end + strlen(sign), &spread_end) * self->factor;
    if (end == node->text || *(sign ? spread_end : end) != 0) {
        fprintf(stderr, "not a number: %s\n", node->text);
        abort();
    }
    node->text = sign ? ns_arena_format(self->document->arena, "%.17g%s%.17g", number, sign, spread)
                      : ns_arena_format(self->document->arena, "%.17g", number);
    if (!node->text) abort();
}

static void change_number(const visit *self, ns_node **place) {
    ns_node *node = *place;
    if (node->kind == NS_NODE_SCALAR) change_text(self, node, false);
    for (size_t k = 0; node->kind == NS_NODE_LIST && k < node->count; k++)
        change_number(self, &node->items[k]);
    for (size_t k = 0; node->kind == NS_NODE_MAP && k < node->count; k++) {
        const char *key = node->pairs[k].key->text;
        ns_node *value = node->pairs[k].value;
        if (strcmp(key, "normal") == 0) {
            change_text(self, value->items[0], false);
            change_text(self, value->items[1], true);
        } else if (strcmp(key, "experts") == 0) {
            for (size_t j = 0; j < value->count; j++) change_number(self, &value->pairs[j].value);
        } else if (strcmp(key, "choice") == 0 || strcmp(key, "range") == 0) {
            change_number(self, &node->pairs[k].value);
        } else if (strcmp(key, "basis") != 0 && strcmp(key, "source") != 0) {
            fprintf(stderr, "cannot change a number given by %s\n", key);
            abort();
        }
    }
}

unsigned tree_change_numbers(ns_document *document, const char *pattern, double factor, double constant) {
    visit self = {.document = document, .change = change_number, .factor = factor, .constant = constant};
    walk(&self, &document->root, pattern);
    return self.count;
}

/* --- replacing --------------------------------------------------------------------------------------------- */

static void replace(const visit *self, ns_node **place) {
    ns_document *parsed = NULL;
    ns_diagnostics *diagnostics = ns_diagnostics_new();
    char text[256];
    int length = snprintf(text, sizeof text, "value: %s\n", self->text);
    if (ns_document_load_text(&parsed, "value", text, (size_t)length, diagnostics) != NS_OK) abort();
    ns_node *value = parsed->root->pairs[0].value;
    if (value->kind != NS_NODE_SCALAR) abort();
    ns_node *node = NS_ARENA_NEW(self->document->arena, 1, ns_node);
    if (!node) abort();
    *node = *value;
    node->text = ns_arena_text(self->document->arena, value->text);
    node->at = (*place)->at;
    *place = node;
    ns_document_free(parsed);
    ns_diagnostics_free(diagnostics);
}

unsigned tree_replace(ns_document *document, const char *pattern, const char *text) {
    visit self = {.document = document, .change = replace, .text = text};
    walk(&self, &document->root, pattern);
    return self.count;
}

void tree_set(ns_document *document, const char *path, const char *text) {
    ns_diagnostics *diagnostics = ns_diagnostics_new();
    ns_location nowhere = {0};
    if (ns_document_set(document, path, text, NS_FROM_OVERRIDE, nowhere, diagnostics) != NS_OK) {
        fprintf(stderr, "%s=%s: %s\n", path, text, ns_diagnostics_render(diagnostics, NS_COLOR_OFF));
        abort();
    }
    ns_diagnostics_free(diagnostics);
}

/* --- order ------------------------------------------------------------------------------------------------- */

static bool order_matters(const char *path) {
    if (strcmp(path, "issues") == 0 || strcmp(path, "parties") == 0 || strcmp(path, "variants") == 0)
        return true;
    const char *end = strrchr(path, '.');
    return strncmp(path, "issues.", strlen("issues.")) == 0 && end && strcmp(end, ".options") == 0;
}

static void shuffle(ns_node *node, const char *path, unsigned *state) {
    char below[512];
    for (size_t k = 0; node->kind == NS_NODE_LIST && k < node->count; k++) {
        snprintf(below, sizeof below, "%s.*", path);
        shuffle(node->items[k], below, state);
    }
    if (node->kind != NS_NODE_MAP) return;
    for (size_t k = 0; k < node->count; k++) {
        snprintf(below, sizeof below, "%s%s%s", path, *path ? "." : "", node->pairs[k].key->text);
        shuffle(node->pairs[k].value, below, state);
    }
    for (size_t k = node->count; k > 1 && !order_matters(path); k--) {
        *state = *state * 1103515245u + 12345u;
        size_t j = (*state >> 16) % k;
        ns_pair swap = node->pairs[k - 1];
        node->pairs[k - 1] = node->pairs[j];
        node->pairs[j] = swap;
    }
}

void tree_shuffle(ns_document *document, unsigned seed) { shuffle(document->root, "", &seed); }

void tree_rotate_parties(ns_document *document, unsigned shift) {
    for (size_t k = 0; k < document->root->count; k++) {
        ns_node *parties = document->root->pairs[k].value;
        if (strcmp(document->root->pairs[k].key->text, "parties") != 0) continue;
        ns_pair *old = malloc(parties->count * sizeof *old);
        if (!old) abort();
        memcpy(old, parties->pairs, parties->count * sizeof *old);
        for (size_t p = 0; p < parties->count; p++) parties->pairs[p] = old[(p + shift) % parties->count];
        free(old);
    }
}
