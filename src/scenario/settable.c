#include "settable.h"

#include <stdio.h>
#include <string.h>

#include "builder.h"

/* A walk along a path: the node reached (NULL beyond what the file says), the pattern of the key table, what is left. */
typedef struct walk {
    const ns_node *root, *node;
    char pattern[256];
    const char *left;
    const char *ids[4]; /* texts of the wildcards passed, in order */
    size_t id_lengths[4], id_count;
    char piece[128];
} walk;

enum { MOST_NAMES = 512 };

/* Candidates for the next piece. */
static size_t names_below(const walk *w, const char **names) {
    size_t count = 0, length = strlen(w->pattern);
    for (const ns_key *k = ns_keys; k->path; k++) {
        const char *rest = length ? (strncmp(k->path, w->pattern, length) == 0 && k->path[length] == '.'
                                         ? k->path + length + 1
                                         : NULL)
                                  : k->path;
        if (rest && !strchr(rest, '.') && strcmp(rest, "*") != 0 && count < MOST_NAMES) names[count++] = rest;
    }
    for (size_t i = 0; w->node && w->node->kind == NS_NODE_MAP && i < w->node->count && count < MOST_NAMES;
         i++)
        names[count++] = w->node->pairs[i].key->text;
    for (size_t i = 0; w->node && w->node->kind == NS_NODE_LIST && i < w->node->count && count < MOST_NAMES;
         i++) {
        const ns_node *name = ns_node_get(w->node->items[i], "name");
        if (name && name->kind == NS_NODE_SCALAR) names[count++] = name->text;
    }
    return count;
}

/* Where a wildcard's id must be a name of something else of the file: options of the issue, parties. */
static const ns_node *names_elsewhere(const walk *w) {
    char path[256];
    if (strcmp(w->pattern, "mediators.*.credibility") == 0 || strcmp(w->pattern, "mediators.*.bias") == 0)
        return ns_node_get(w->root, "parties");
    if (strcmp(w->pattern, "parties.*.issues.*.values") != 0 &&
        strcmp(w->pattern, "parties.*.issues.*.red_lines") != 0)
        return NULL;
    if (w->id_count < 2) return NULL;
    snprintf(path, sizeof path, "issues.%.*s.options", (int)w->id_lengths[1], w->ids[1]);
    return ns_node_find(w->root, path);
}

static void refuse(const walk *w, const char *path, ns_location at, ns_diagnostics *diagnostics) {
    const char *names[MOST_NAMES];
    size_t count = names_below(w, names);
    const ns_node *elsewhere = names_elsewhere(w);
    for (size_t i = 0; elsewhere && i < elsewhere->count && count < MOST_NAMES; i++)
        names[count++] = elsewhere->pairs[i].key->text;
    const char *nearest = ns_nearest_name(w->piece, names, count);
    char hint[200];
    snprintf(hint, sizeof hint,
             nearest ? "did you mean '%s'?"
                     : "`negsim show FILE --quantities` and `--settings` list the paths%s",
             nearest ? nearest : "");
    ns_diagnostics_add(diagnostics, NS_CODE_UNKNOWN_PATH, at, hint, "path '%s': there is no '%s'", path,
                       w->piece);
}

static void take(walk *w, size_t length) {
    size_t n = length < sizeof w->piece - 1 ? length : sizeof w->piece - 1;
    memcpy(w->piece, w->left, n);
    w->piece[n] = '\0';
}

static void advance(walk *w, const char *pattern_piece, size_t length, const ns_node *node) {
    size_t used = strlen(w->pattern);
    snprintf(w->pattern + used, sizeof w->pattern - used, "%s%s", used ? "." : "", pattern_piece);
    if (strcmp(pattern_piece, "*") == 0 && w->id_count < 4) {
        w->ids[w->id_count] = w->left;
        w->id_lengths[w->id_count++] = length;
    }
    w->node = node;
    w->left += length + (w->left[length] == '.');
}

static const ns_key *key_below(const walk *w, const char *piece) {
    char pattern[400];
    snprintf(pattern, sizeof pattern, "%s%s%s", w->pattern, *w->pattern ? "." : "", piece);
    return b_key(pattern);
}

/* A literal key of the table. */
static bool step_literal(walk *w) {
    size_t length = strcspn(w->left, ".");
    take(w, length);
    if (strcmp(w->piece, "*") == 0 || !key_below(w, w->piece)) return false;
    char piece[128];
    snprintf(piece, sizeof piece, "%s", w->piece);
    advance(w, piece, length, ns_node_get(w->node, w->piece));
    return true;
}

/* Is this one of the names of a wildcard? The node below, NULL where the file has none yet. */
static bool known(const walk *w, const char *piece, const ns_node **below) {
    *below = ns_node_get(w->node, piece);
    for (size_t i = 0; w->node && w->node->kind == NS_NODE_LIST && i < w->node->count; i++) {
        const ns_node *name = ns_node_get(w->node->items[i], "name");
        if (name && name->kind == NS_NODE_SCALAR && strcmp(name->text, piece) == 0)
            *below = w->node->items[i];
    }
    const ns_node *elsewhere = names_elsewhere(w);
    bool numeric = elsewhere == NULL && (strstr(w->pattern, ".values") || strstr(w->pattern, ".red_lines"));
    return *below || ns_node_pair(elsewhere, piece) || numeric ||
           strcmp(w->pattern, "parties.*.concession") == 0;
}

/* A wildcard: the longest beginning of what is left that names something. */
static bool step_wildcard(walk *w) {
    if (!key_below(w, "*")) return false;
    for (size_t length = strlen(w->left); length > 0; length--) {
        if (w->left[length] != '\0' && w->left[length] != '.') continue;
        const ns_node *below;
        take(w, length);
        if (!known(w, w->piece, &below)) continue;
        advance(w, "*", length, below);
        return true;
    }
    take(w, strcspn(w->left, "."));
    return false;
}

static bool refuse_kind(const char *path, ns_location at, ns_diagnostics *diagnostics) {
    ns_diagnostics_add(diagnostics, NS_CODE_UNKNOWN_PATH, at,
                       "`negsim show FILE --quantities` and `--settings` list the paths that can be set",
                       "'%s' is neither a quantity nor a setting", path);
    return false;
}

static bool is_concession_param(const ns_registry *registry, const char *name) {
    for (int sort = NS_SORT_TACTIC; sort <= NS_SORT_OPPONENT; sort++)
        for (const ns_kind *const *k = registry->kinds[sort]; *k; k++)
            for (const ns_param *p = (*k)->params; p && p->name; p++)
                if (strcmp(p->name, name) == 0) return true;
    return false;
}

bool b_settable(const ns_node *root, const char *path, ns_location at, const ns_registry *registry,
                ns_diagnostics *diagnostics) {
    walk w = {.root = root, .node = root, .left = path};
    while (*w.left) {
        if (step_literal(&w) || step_wildcard(&w)) continue;
        refuse(&w, path, at, diagnostics);
        return false;
    }
    const ns_key *key = b_key(w.pattern);
    if (strcmp(w.pattern, "parties.*.concession.*") == 0 && !is_concession_param(registry, w.piece)) {
        refuse(&w, path, at, diagnostics);
        return false;
    }
    bool whole_credibility =
        strcmp(w.pattern, "mediators.*.credibility") == 0 || strcmp(w.pattern, "parties.*.concession") == 0;
    if (!key || !(key->kind == NS_KEY_QUANTITY || (key->flags & NS_KEY_SETTING) || whole_credibility))
        return refuse_kind(path, at, diagnostics);
    return true;
}

/* --- short forms to maps ---------------------------------------------------------------------------- */

static ns_status expand_word(ns_document *document, const char *prefix, const char *key, const ns_node *word,
                             ns_diagnostics *diagnostics) {
    char path[340];
    ns_node map = {.kind = NS_NODE_MAP, .origin = word->origin, .at = word->at, .text = ""};
    ns_status status = ns_document_set_node(document, prefix, &map, word->origin, word->at, diagnostics);
    snprintf(path, sizeof path, "%s.%s", prefix, key);
    return status == NS_OK ? ns_document_set_node(document, path, word, word->origin, word->at, diagnostics)
                           : status;
}

/* Names from a map's keys, values from a list or one node for all. */
static ns_status expand_by_name(ns_document *document, const char *prefix, const ns_node *names,
                                const ns_node *old, ns_diagnostics *diagnostics) {
    size_t count = names && names->kind == NS_NODE_MAP ? names->count : 0;
    ns_pair *pairs = NS_ARENA_NEW(document->arena, count, ns_pair);
    if (!pairs) return NS_NO_MEMORY;
    ns_node map = {.kind = NS_NODE_MAP, .at = old->at, .text = "", .pairs = pairs};
    for (size_t i = 0; i < count; i++) {
        const ns_node *value = old->kind == NS_NODE_LIST && strstr(prefix, ".values")
                                   ? (i < old->count ? old->items[i] : NULL)
                                   : old;
        if (value) pairs[map.count++] = (ns_pair){names->pairs[i].key, (ns_node *)(uintptr_t)value};
    }
    return ns_document_set_node(document, prefix, &map, old->origin, old->at, diagnostics);
}

ns_status b_expand(ns_document *document, const char *path, ns_origin origin, ns_location at,
                   ns_diagnostics *diagnostics) {
    char prefix[300];
    walk w = {.root = document->root, .node = document->root, .left = path};
    (void)origin;
    (void)at;
    while (*w.left && (step_literal(&w) || step_wildcard(&w))) {
        if (!*w.left || !w.node) continue;
        size_t used = (size_t)(w.left - path - 1);
        if (used >= sizeof prefix) break;
        memcpy(prefix, path, used);
        prefix[used] = '\0';
        if (strcmp(w.pattern, "parties.*.concession") == 0 && w.node->kind == NS_NODE_SCALAR)
            return expand_word(document, prefix, "tactic", w.node, diagnostics);
        bool numbers = strcmp(w.pattern, "mediators.*.credibility") == 0 &&
                       (w.node->kind != NS_NODE_MAP || ns_node_get(w.node, "range"));
        bool values = strcmp(w.pattern, "parties.*.issues.*.values") == 0 && w.node->kind == NS_NODE_LIST;
        if ((numbers || values) && names_elsewhere(&w))
            return expand_by_name(document, prefix, names_elsewhere(&w), w.node, diagnostics);
    }
    return NS_OK;
}
