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

/* The node of the issue in whose values or red lines the walk stands; NULL elsewhere. */
static const ns_node *issue_of(const walk *w) {
    char id[128];
    if (strcmp(w->pattern, "parties.*.issues.*.values") != 0 &&
        strcmp(w->pattern, "parties.*.issues.*.red_lines") != 0)
        return NULL;
    if (w->id_count < 2 || w->id_lengths[1] >= sizeof id) return NULL;
    memcpy(id, w->ids[1], w->id_lengths[1]);
    id[w->id_lengths[1]] = '\0';
    return ns_node_get(ns_node_get(w->root, "issues"), id);
}

/* Where a wildcard's id must be a name of something else of the file: options of the issue, parties. */
static const ns_node *names_elsewhere(const walk *w) {
    if (b_is_by_party(w->pattern) || strcmp(w->pattern, "mediators.*.bias") == 0)
        return ns_node_get(w->root, "parties");
    return ns_node_get(issue_of(w), "options");
}

/* Values of a numeric issue given in option order are named by their number, red lines by a number or lo..hi. */
static bool is_step(const walk *w, const char *piece) {
    const ns_node *issue = issue_of(w);
    char text[NS_NUMBER_TEXT];
    b_steps steps;
    if (!issue || !b_read_steps(&steps, issue)) return false;
    if (strstr(w->pattern, ".red_lines"))
        return (*piece >= '0' && *piece <= '9') || (*piece == '-' && piece[1]);
    for (uint32_t k = 0; w->node && w->node->kind == NS_NODE_LIST && k < steps.count; k++) {
        b_step_text(text, &steps, k);
        if (strcmp(text, piece) == 0) return true;
    }
    return false;
}

static void refuse_among(const walk *w, const char *path, ns_location at, const char *const *names,
                         size_t count, ns_diagnostics *diagnostics) {
    const char *nearest = ns_nearest_name(w->piece, names, count);
    char hint[200];
    snprintf(hint, sizeof hint,
             nearest ? "did you mean '%s'?"
                     : "`negsim show FILE --quantities` and `--settings` list the paths%s",
             nearest ? nearest : "");
    ns_diagnostics_add(diagnostics, NS_CODE_UNKNOWN_PATH, at, hint, "path '%s': there is no '%s'", path,
                       w->piece);
}

static void refuse(const walk *w, const char *path, ns_location at, ns_diagnostics *diagnostics) {
    const char *names[MOST_NAMES];
    size_t count = names_below(w, names);
    const ns_node *elsewhere = names_elsewhere(w);
    for (size_t i = 0; elsewhere && i < elsewhere->count && count < MOST_NAMES; i++)
        names[count++] = elsewhere->pairs[i].key->text;
    refuse_among(w, path, at, names, count, diagnostics);
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
    return *below || ns_node_pair(names_elsewhere(w), piece) || is_step(w, piece) ||
           strcmp(w->pattern, "parties.*.concession") == 0;
}

/* A wildcard: the longest beginning of what is left that names something. */
static bool step_wildcard(walk *w) {
    if (!key_below(w, "*")) return false;
    size_t longest = strnlen(w->left, sizeof w->piece - 1);
    for (size_t length = longest; length > 0; length--) {
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

/* Is the last piece a parameter of some kind that a concession may choose? Otherwise a fault. */
static bool check_param(const walk *w, const char *path, ns_location at, const ns_registry *registry,
                        ns_diagnostics *diagnostics) {
    const char *names[MOST_NAMES] = {"tactic", "offer", "acceptance", "opponent_model"};
    size_t count = 4;
    for (int sort = NS_SORT_TACTIC; sort <= NS_SORT_OPPONENT; sort++)
        for (const ns_kind *const *k = registry->kinds[sort]; *k; k++)
            for (const ns_param *p = (*k)->params; p && p->name && count < MOST_NAMES; p++) {
                if (strcmp(p->name, w->piece) == 0) return true;
                names[count++] = p->name;
            }
    refuse_among(w, path, at, names, count, diagnostics);
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
    if (strcmp(w.pattern, "parties.*.concession.*") == 0 && !check_param(&w, path, at, registry, diagnostics))
        return false;
    const bool whole = b_is_by_party(w.pattern) || strcmp(w.pattern, "parties.*.concession") == 0;
    if (!key || !(key->kind == NS_KEY_QUANTITY || (key->flags & NS_KEY_SETTING) || whole))
        return refuse_kind(path, at, diagnostics);
    return true;
}

/* --- short forms to maps ---------------------------------------------------------------------------- */

typedef struct expansion {
    ns_document *document;
    const char *prefix; /* path of the short form */
    const ns_node *old; /* the short form */
    const ns_registry *registry;
    ns_diagnostics *diagnostics;
} expansion;

static ns_status put(const expansion *self, const char *key, const ns_node *value) {
    const char *path =
        *key ? ns_arena_format(self->document->arena, "%s.%s", self->prefix, key) : self->prefix;
    if (!path) return NS_NO_MEMORY;
    return ns_document_set_node(self->document, path, value, value->origin, (ns_location){0},
                                self->diagnostics);
}

/* The tactic that the preset `word` stands for, if it fixes the parameter that is to be set; else NULL. */
static const ns_kind *fixing_kind(const ns_registry *registry, const char *word, const char *param) {
    for (const ns_kind *const *k = registry->kinds[NS_SORT_TACTIC]; *k; k++)
        for (const ns_preset *p = (*k)->presets; p && p->name; p++)
            if (strcmp(p->name, word) == 0 && p->param && strcmp(p->param, param) == 0) return *k;
    return NULL;
}

/* `concession: boulware` becomes {tactic: boulware}; {tactic: time} where the exponent is to be set. */
static ns_status expand_concession(const expansion *self, const char *param) {
    bool is_word = self->old->kind == NS_NODE_SCALAR;
    const ns_node *tactic = is_word ? self->old : ns_node_get(self->old, "tactic");
    if (!tactic || tactic->kind != NS_NODE_SCALAR) return NS_OK;
    const ns_kind *kind = fixing_kind(self->registry, tactic->text, param);
    ns_node word = *tactic,
            map = {.kind = NS_NODE_MAP, .origin = tactic->origin, .at = tactic->at, .text = ""};
    ns_status status = NS_OK;
    if (kind) word.text = kind->name;
    if (is_word) status = put(self, "", &map);
    if (status == NS_OK && (is_word || kind)) status = put(self, "tactic", &word);
    return status;
}

/* One number for all parties becomes a map. */
static ns_status expand_by_party(const expansion *self, const ns_node *parties) {
    ns_node map = {.kind = NS_NODE_MAP, .origin = self->old->origin, .at = self->old->at, .text = ""};
    const ns_node old = *self->old; /* the arena keeps what it points to */
    ns_status status = put(self, "", &map);
    for (size_t i = 0; parties && status == NS_OK && i < parties->count; i++)
        status = put(self, parties->pairs[i].key->text, &old);
    return status;
}

/* A list of values becomes a map by option, or by number. */
static ns_status expand_values(const expansion *self, const ns_node *issue) {
    const ns_node *options = ns_node_get(issue, "options");
    ns_node map = {.kind = NS_NODE_MAP, .origin = self->old->origin, .at = self->old->at, .text = ""};
    b_steps steps = {0};
    char text[NS_NUMBER_TEXT];
    if (!options && !b_read_steps(&steps, issue)) return NS_OK;
    size_t count = options ? options->count : steps.count;
    if (count != self->old->count) return NS_OK; /* the build will refuse it */
    ns_pair *pairs = NS_ARENA_NEW(self->document->arena, count, ns_pair);
    ns_node *keys = NS_ARENA_NEW(self->document->arena, count, ns_node);
    if (!pairs || !keys) return NS_NO_MEMORY;
    for (size_t i = 0; i < count; i++) {
        if (!options) b_step_text(text, &steps, (uint32_t)i);
        keys[i] = (ns_node){.kind = NS_NODE_SCALAR, .origin = self->old->origin, .at = self->old->at};
        keys[i].text = options ? options->pairs[i].key->text : ns_arena_text(self->document->arena, text);
        if (!keys[i].text) return NS_NO_MEMORY;
        pairs[i] = (ns_pair){&keys[i], self->old->items[i]};
    }
    map.pairs = pairs;
    map.count = count;
    return put(self, "", &map);
}

static ns_status expand_here(const walk *w, const expansion *self) {
    if (strcmp(w->pattern, "parties.*.concession") == 0) return expand_concession(self, w->left);
    const ns_node *parties = ns_node_get(w->root, "parties"), *issue = issue_of(w);
    if (b_is_by_party(w->pattern) && (w->node->kind != NS_NODE_MAP || b_is_number_map(w->node, parties)))
        return expand_by_party(self, parties);
    if (issue && w->node->kind == NS_NODE_LIST && strstr(w->pattern, ".values"))
        return expand_values(self, issue);
    return NS_OK;
}

ns_status b_expand(ns_document *document, const char *path, const ns_registry *registry,
                   ns_diagnostics *diagnostics) {
    walk w = {.root = document->root, .node = document->root, .left = path};
    ns_status status = NS_OK;
    while (status == NS_OK && *w.left && (step_literal(&w) || step_wildcard(&w))) {
        if (!*w.left || !w.node) continue;
        const char *prefix = ns_arena_text_n(document->arena, path, (size_t)(w.left - path - 1));
        if (!prefix) return NS_NO_MEMORY;
        const expansion here = {document, prefix, w.node, registry, diagnostics};
        const ns_node *before = w.node;
        status = expand_here(&w, &here);
        w.node = ns_node_find(document->root, prefix);
        if (w.node != before) break; /* short forms do not stand inside one another */
    }
    return status;
}
