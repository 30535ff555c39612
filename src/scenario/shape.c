/* The tree against the key table: unknown keys, wrong kinds, missing keys, at every level. Names and numbers are the builders' work. */
#include <stdio.h>
#include <string.h>

#include "builder.h"

static const char *const provenance_keys[] = {"basis", "source", "note", "by", "date"};
static const char id_hint[] =
    "ids have letters, digits and '_', begin with a letter, and are no word that YAML or a "
    "spreadsheet reads as something else";
enum { PROVENANCE_KEYS = 5, MOST_KEYS = 64, LONGEST_ID = 60 };

const ns_key *b_key(const char *pattern) {
    for (const ns_key *k = ns_keys; k->path; k++)
        if (strcmp(k->path, pattern) == 0) return k;
    return NULL;
}

/* The last piece of key's path when it stands directly below pattern ("" is the top); NULL otherwise. */
static const char *child_name(const ns_key *key, const char *pattern) {
    size_t length = strlen(pattern);
    const char *rest = key->path;
    if (length) {
        if (strncmp(rest, pattern, length) != 0 || rest[length] != '.') return NULL;
        rest += length + 1;
    }
    return strchr(rest, '.') ? NULL : rest;
}

bool b_is_id(const char *text) {
    static const char *const traps[] = {"na",    "nan", "n_a", "null", "true",
                                        "false", "yes", "no",  "on",   "off"};
    for (size_t i = 0; i < sizeof traps / sizeof *traps; i++) {
        const char *a = traps[i], *b = text;
        while (*a && (*b == *a || (*b | 0x20) == *a)) a++, b++;
        if (!*a && !*b) return false;
    }
    if (strcmp(text, "None") == 0 || strlen(text) > LONGEST_ID) return false;
    for (const char *c = text; *c; c++) {
        bool letter = (*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z');
        if (!letter && (c == text || !((*c >= '0' && *c <= '9') || *c == '_'))) return false;
    }
    return *text != '\0';
}

static const char *kind_name(ns_node_kind kind) {
    return kind == NS_NODE_LIST ? "a list" : kind == NS_NODE_MAP ? "a map" : "a text or number";
}

static bool want(builder *self, const ns_node *node, const char *path, ns_node_kind kind, const char *hint) {
    if (node->kind == kind) return true;
    b_fault(self, NS_CODE_WRONG_KIND, node, hint, "'%s' must be %s, not %s", path, kind_name(kind),
            kind_name(node->kind));
    return false;
}

static void check_node(builder *self, const ns_node *node, const char *pattern, const char *path,
                       const ns_key *key);

/* "a, b or c". */
static bool in_words(const char *words, const char *text) {
    size_t length = strlen(text);
    for (const char *w = words; w; w = strchr(w, '|') ? strchr(w, '|') + 1 : NULL)
        if (strncmp(w, text, length) == 0 && (w[length] == '|' || w[length] == '\0')) return true;
    return false;
}

static void check_word(builder *self, const ns_node *node, const char *path, const ns_key *key) {
    if (!want(self, node, path, NS_NODE_SCALAR, NULL) || in_words(key->words, node->text)) return;
    char hint[200] = "one of: ";
    size_t used = strlen(hint);
    for (const char *w = key->words; *w && used < sizeof hint - 2; w++) {
        if (*w == '|') hint[used++] = ',';
        hint[used++] = *w == '|' ? ' ' : *w;
    }
    hint[used] = '\0';
    b_fault(self, NS_CODE_UNKNOWN_WORD, node, hint, "'%s' may not be '%s'", path, node->text);
}

static void check_count(builder *self, const ns_node *node, const char *path) {
    uint64_t value;
    if (!want(self, node, path, NS_NODE_SCALAR, NULL)) return;
    if (node->quoted || !ns_number_parse_unsigned(node->text, strlen(node->text), &value))
        b_fault(self, NS_CODE_NOT_A_NUMBER, node,
                "write a whole number without sign, blanks or leading zeros",
                "'%s' must be a whole number, not '%s'", path, node->text);
}

static void check_plain_number(builder *self, const ns_node *node, const char *path, const ns_key *key) {
    double value;
    if (!want(self, node, path, NS_NODE_SCALAR, "this number may not be a range")) return;
    if (node->quoted || !ns_number_parse(node->text, strlen(node->text), &value))
        b_fault(self, NS_CODE_NOT_A_NUMBER, node, NULL, "'%s' must be a number, not '%s'", path, node->text);
    else if (value < key->lowest || value > key->highest)
        b_fault(self, NS_CODE_OUT_OF_RANGE, node, NULL, "'%s' is %s; it may be %g to %g", path, node->text,
                key->lowest, key->highest);
}

static void check_bool(builder *self, const ns_node *node, const char *path) {
    bool good = node->kind == NS_NODE_SCALAR && !node->quoted &&
                (strcmp(node->text, "true") == 0 || strcmp(node->text, "false") == 0);
    if (!good)
        b_fault(self, NS_CODE_WRONG_KIND, node, "write true or false", "'%s' must be true or false, not '%s'",
                path, node->kind == NS_NODE_SCALAR ? node->text : kind_name(node->kind));
}

static void check_ids(builder *self, const ns_node *node, const char *path) {
    if (node->kind == NS_NODE_MAP) want(self, node, path, NS_NODE_LIST, "write one name or a list of names");
    for (size_t i = 0; node->kind == NS_NODE_LIST && i < node->count; i++)
        if (node->items[i]->kind != NS_NODE_SCALAR)
            want(self, node->items[i], path, NS_NODE_SCALAR, "the list holds names");
    if (node->kind == NS_NODE_SCALAR && !*node->text)
        b_fault(self, NS_CODE_WRONG_KIND, node, "write one name or a list of names", "'%s' is empty", path);
}

/* Wildcards under which a key gives something its id; under all others it names something that is there already, which
 * the builders look up, or is a path. */
static bool is_definition(const ns_key *wildcard) {
    static const char *const patterns[] = {"issues.*",     "issues.*.options.*", "parties.*",
                                           "conditions.*", "mediators.*",        "variants.*"};
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++)
        if (strcmp(wildcard->path, patterns[i]) == 0) return true;
    return false;
}

/* A key that stands for an id; checks it. */
static bool check_id(builder *self, const ns_node *name, const ns_key *wildcard) {
    if (!is_definition(wildcard) || b_is_id(name->text)) return true;
    b_fault(self, NS_CODE_BAD_ID, name, strlen(name->text) > LONGEST_ID ? "60 letters are the most" : id_hint,
            "'%s' is no usable name", name->text);
    return false;
}

static void refuse_key(builder *self, const ns_node *key, const char *pattern, const char *path, bool entry) {
    const char *names[MOST_KEYS];
    size_t count = 0;
    for (const ns_key *k = ns_keys; k->path && count < MOST_KEYS - PROVENANCE_KEYS; k++) {
        const char *name = child_name(k, pattern);
        if (name && strcmp(name, "*") != 0) names[count++] = name;
    }
    for (int i = 0; entry && *path && i < PROVENANCE_KEYS; i++) names[count++] = provenance_keys[i];
    char hint[500];
    const char *nearest = ns_nearest_name(key->text, names, count);
    size_t used = (size_t)snprintf(hint, sizeof hint, nearest ? "did you mean '%s'?" : "keys here: %s",
                                   nearest ? nearest
                                   : count ? names[0]
                                           : "none");
    for (size_t i = 1; !nearest && i < count && used < sizeof hint - 80; i++)
        used += (size_t)snprintf(hint + used, sizeof hint - used, ", %s", names[i]);
    if (*path)
        b_fault(self, NS_CODE_UNKNOWN_KEY, key, hint, "unknown key '%s' in '%s'", key->text, path);
    else
        b_fault(self, NS_CODE_UNKNOWN_KEY, key, hint, "unknown key '%s'", key->text);
}

static bool is_provenance(const ns_key *key, const char *text) {
    for (int i = 0; i < PROVENANCE_KEYS; i++)
        if (key && (key->flags & NS_KEY_ENTRY) && strcmp(text, provenance_keys[i]) == 0) return true;
    return false;
}

static void check_pair(builder *self, const ns_pair *pair, const char *pattern, const char *path,
                       const ns_key *map_key) {
    char child_pattern[256], child_path[512];
    const char *dot = *pattern ? "." : "", *name = pair->key->text;
    snprintf(child_pattern, sizeof child_pattern, "%s%s%.100s", pattern, dot, name);
    snprintf(child_path, sizeof child_path, "%.400s%s%.100s", path, dot, name);
    const ns_key *key = strcmp(name, "*") == 0 || strchr(name, '.') ? NULL : b_key(child_pattern);
    if (!key && is_provenance(map_key, name)) {
        want(self, pair->value, child_path, NS_NODE_SCALAR, NULL);
        return;
    }
    if (!key) {
        snprintf(child_pattern, sizeof child_pattern, "%s%s*", pattern, dot);
        key = *pattern ? b_key(child_pattern) : NULL;
        if (key && !check_id(self, pair->key, key)) return;
    }
    if (key)
        check_node(self, pair->value, child_pattern, child_path, key);
    else
        refuse_key(self, pair->key, pattern, path, map_key && (map_key->flags & NS_KEY_ENTRY));
}

static void check_required(builder *self, const ns_node *node, const char *pattern, const char *path) {
    for (const ns_key *k = ns_keys; k->path; k++) {
        const char *name = child_name(k, pattern);
        if (!name || !(k->flags & NS_KEY_REQUIRED) || ns_node_get(node, name)) continue;
        b_fault(self, NS_CODE_MISSING_KEY, node, k->summary,
                *path ? "key '%s' is missing in '%s'" : "key '%s' is missing", name, path);
    }
}

static void check_map(builder *self, const ns_node *node, const char *pattern, const char *path,
                      const ns_key *key) {
    for (size_t i = 0; i < node->count; i++) check_pair(self, &node->pairs[i], pattern, path, key);
    check_required(self, node, pattern, path);
}

/* The name of a list's entry: there, usable, and its own. */
static void check_name(builder *self, const ns_node *list, size_t at, const char *path) {
    const ns_node *name = ns_node_get(list->items[at], "name");
    if (!name || name->kind != NS_NODE_SCALAR) return;
    if (!b_is_id(name->text))
        b_fault(self, NS_CODE_BAD_ID, name, id_hint, "'%s' is no usable name", name->text);
    for (size_t i = 0; i < at; i++) {
        const ns_node *other = ns_node_get(list->items[i], "name");
        if (!other || other->kind != NS_NODE_SCALAR || strcmp(other->text, name->text) != 0) continue;
        b_fault(self, NS_CODE_DUPLICATE_NAME, name, "give each entry a name of its own",
                "'%s' stands twice in '%s'", name->text, path);
        return;
    }
}

/* A list whose entries are maps, each with a name of its own. */
static void check_entries(builder *self, const ns_node *node, const char *pattern, const char *path) {
    char child_pattern[256], child_path[512];
    const uint64_t limit = ns_limit_of(NS_LIMIT_ENTRIES)->value;
    snprintf(child_pattern, sizeof child_pattern, "%s.*", pattern);
    if (node->count > limit)
        b_fault(self, NS_CODE_LIMIT, node, NULL, "'%s' has %zu entries; the limit is %llu", path, node->count,
                (unsigned long long)limit);
    for (size_t i = 0; i < node->count && i < limit; i++) {
        const ns_node *item = node->items[i], *name = ns_node_get(item, "name");
        bool has_name = name && name->kind == NS_NODE_SCALAR;
        snprintf(child_path, sizeof child_path, "%.400s.%.60s", path, has_name ? name->text : "(entry)");
        if (!want(self, item, child_path, NS_NODE_MAP, "each entry is a map with a name")) continue;
        check_map(self, item, child_pattern, child_path, b_key(child_pattern));
        check_name(self, node, i, path);
    }
}

/* Keys of several shapes: what a map or a list in them holds is checked, the rest is the builder's. */
static void check_any(builder *self, const ns_node *node, const char *pattern, const char *path,
                      const ns_key *key) {
    bool has_children =
        strcmp(pattern, "variants.*.set.*") != 0 && strcmp(pattern, "parties.*.concession.*") != 0;
    bool stages = strcmp(pattern, "protocol.agenda") == 0;
    if (node->kind == NS_NODE_MAP && has_children && !stages)
        check_map(self, node, pattern, path, key);
    else if (node->kind == NS_NODE_LIST && stages)
        check_entries(self, node, pattern, path);
    else if (stages && node->kind == NS_NODE_MAP)
        want(self, node, path, NS_NODE_LIST, "agenda: package, or a list of stages {name, issues}");
    else if (node->kind == NS_NODE_SCALAR && key->words && *node->text)
        check_word(self, node, path, key);
}

static const char *map_hint(const ns_key *key) {
    if (strcmp(key->path, "mediators.*.bias") == 0)
        return "say for which party: bias: {PARTY: 0.2}; the others have none";
    return key->summary;
}

static void check_node(builder *self, const ns_node *node, const char *pattern, const char *path,
                       const ns_key *key) {
    switch (key->kind) {
    case NS_KEY_TEXT:
    case NS_KEY_ID: want(self, node, path, NS_NODE_SCALAR, NULL); break;
    case NS_KEY_WORD: check_word(self, node, path, key); break;
    case NS_KEY_BOOL: check_bool(self, node, path); break;
    case NS_KEY_COUNT: check_count(self, node, path); break;
    case NS_KEY_NUMBER: check_plain_number(self, node, path, key); break;
    case NS_KEY_QUANTITY: break;
    case NS_KEY_ID_LIST: check_ids(self, node, path); break;
    case NS_KEY_MAP:
        if (want(self, node, path, NS_NODE_MAP, map_hint(key))) check_map(self, node, pattern, path, key);
        break;
    case NS_KEY_LIST: want(self, node, path, NS_NODE_LIST, NULL); break;
    case NS_KEY_NAMED_LIST:
        if (want(self, node, path, NS_NODE_LIST, "a list of entries `- {name: .., ..}`"))
            check_entries(self, node, pattern, path);
        break;
    case NS_KEY_ANY: check_any(self, node, pattern, path, key); break;
    }
}

static bool is_file_name(const char *text) {
    for (const char *c = text; *c; c++) {
        bool good = (*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') || (*c >= '0' && *c <= '9') ||
                    *c == '_' || (*c == '-' && c > text);
        if (!good) return false;
    }
    return *text && strlen(text) <= 64;
}

/* Another version has other keys: they are not looked at. */
static bool check_version(builder *self, const ns_node *version) {
    uint64_t number;
    if (!version || version->kind != NS_NODE_SCALAR || version->quoted) return true;
    if (!ns_number_parse_unsigned(version->text, strlen(version->text), &number) || number == 1) return true;
    b_fault(self, NS_CODE_FORMAT_VERSION, version,
            number ? "a later version of negsim may read it; this one reads `negsim: 1`"
                   : "write `negsim: 1`",
            "format version '%s' is not known", version->text);
    return false;
}

bool b_check_shape(builder *self) {
    static const ns_key top = {"", NS_KEY_MAP, NS_UNIT_NONE, 0, 0, NULL, NS_KEY_ENTRY, NULL, ""};
    const ns_node *name = ns_node_get(self->root, "name");
    if (!check_version(self, ns_node_get(self->root, "negsim"))) return false;
    check_map(self, self->root, "", "", &top);
    if (name && name->kind == NS_NODE_SCALAR && !is_file_name(name->text))
        b_fault(self, NS_CODE_BAD_ID, name, "use letters, digits, '-' and '_', 64 at most",
                "name '%s' cannot name a folder", name->text);
    return true;
}
