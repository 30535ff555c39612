/* JSON Schema (draft-07) of the format, from the key table and the registry, for editors that complete and check YAML.
 * Looser than the builder where another key or another file decides. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "builder.h"

typedef struct writer {
    ns_buffer *out;
    const ns_registry *registry;
} writer;

static void add(const writer *w, const char *text) { ns_buffer_add(w->out, text); }

static void add_string(const writer *w, const char *text) {
    ns_buffer_char(w->out, '"');
    for (const char *c = text; *c; c++) {
        if (*c == '"' || *c == '\\') ns_buffer_char(w->out, '\\');
        ns_buffer_char(w->out, *c);
    }
    ns_buffer_char(w->out, '"');
}

/* ", " between the entries of a list: nothing before the first. */
static void add_comma(const writer *w, bool *any) {
    if (*any) ns_buffer_char(w->out, ',');
    *any = true;
}

/* The key below pattern; NULL where it stands elsewhere. */
static const char *below(const char *path, const char *pattern) {
    size_t length = strlen(pattern);
    if (length && (strncmp(path, pattern, length) != 0 || path[length] != '.')) return NULL;
    const char *rest = length ? path + length + 1 : path;
    return strchr(rest, '.') ? NULL : rest;
}

static void add_key(const writer *w, const ns_key *key);

/* --- words --- */

static void add_words(const writer *w, const char *words) {
    add(w, "{\"enum\":[\"");
    for (const char *c = words; *c; c++) {
        if (*c == '|')
            add(w, "\",\"");
        else
            ns_buffer_char(w->out, *c);
    }
    add(w, "\"]}");
}

static void add_kinds(const writer *w, ns_sort sort, const char *more) {
    bool any = *more != '\0';
    add(w, "{\"enum\":[");
    if (any) add_string(w, more);
    for (const ns_kind *const *kind = w->registry->kinds[sort]; *kind; kind++) {
        add_comma(w, &any);
        add_string(w, (*kind)->name);
        for (const ns_preset *p = (*kind)->presets; p && p->name; p++) {
            add_comma(w, &any);
            add_string(w, p->name);
        }
    }
    add(w, "]}");
}

/* The sort of kinds that a key names; NS_SORT_COUNT: none. */
static ns_sort sort_of(const char *path) {
    static const char *const paths[NS_SORT_COUNT] = {
        [NS_SORT_PROTOCOL] = "protocol.kind",
        [NS_SORT_TACTIC] = "parties.*.concession.tactic",
        [NS_SORT_OFFER] = "parties.*.concession.offer",
        [NS_SORT_ACCEPTANCE] = "parties.*.concession.acceptance",
        [NS_SORT_OPPONENT] = "parties.*.concession.opponent_model",
        [NS_SORT_MECHANISM] = "mediators.*.mechanisms",
    };
    int sort = 0;
    while (sort < NS_SORT_COUNT && strcmp(paths[sort], path) != 0) sort++;
    return (ns_sort)sort;
}

/* --- numbers --- */

/* Bounds of the key; they bind plain numbers only. */
static void add_bounds(const writer *w, double lowest, double highest) {
    char text[NS_NUMBER_TEXT];
    bool any = false;
    if (isfinite(lowest)) {
        ns_number_shortest(text, lowest);
        add_comma(w, &any);
        ns_buffer_format(w->out, "\"minimum\":%s", text);
    }
    if (isfinite(highest)) {
        ns_number_shortest(text, highest);
        add_comma(w, &any);
        ns_buffer_format(w->out, "\"maximum\":%s", text);
    }
}

static void add_quantity(const writer *w, double lowest, double highest) {
    add(w, "{\"allOf\":[{\"$ref\":\"#/definitions/number\"},{");
    add_bounds(w, lowest, highest);
    add(w, "}]}");
}

static void add_plain(const writer *w, const char *type, double lowest, double highest) {
    bool any = isfinite(lowest) || isfinite(highest);
    ns_buffer_format(w->out, "{\"type\":\"%s\"%s", type, any ? "," : "");
    add_bounds(w, lowest, highest);
    add(w, "}");
}

/* --- maps --- */

static void add_param(const writer *w, const ns_param *param) {
    bool any = false;
    add_string(w, param->name);
    add(w, ":{\"description\":");
    add_string(w, param->summary);
    add(w, ",\"allOf\":[");
    if (param->type == NS_PARAM_QUANTITY) {
        add_quantity(w, param->lowest, param->highest);
    } else if (param->type == NS_PARAM_TEXT) {
        add(w, "{\"type\":\"string\"}");
    } else {
        add(w, "{\"enum\":[");
        for (const char *const *word = param->words; *word; word++) {
            add_comma(w, &any);
            add_string(w, *word);
        }
        add(w, "]}");
    }
    add(w, "]}");
}

/* Parameters of all kinds that a concession may choose. */
static void add_params(const writer *w, bool *any) {
    for (int sort = NS_SORT_TACTIC; sort <= NS_SORT_OPPONENT; sort++)
        for (const ns_kind *const *kind = w->registry->kinds[sort]; *kind; kind++)
            for (const ns_param *p = (*kind)->params; p && p->name; p++) {
                add_comma(w, any);
                add_param(w, p);
            }
}

/* Returns the wildcard below pattern, if any. */
static const ns_key *add_properties(const writer *w, const char *pattern, bool entry) {
    static const char *const said[] = {"basis", "source", "note", "by", "date"};
    const ns_key *wildcard = NULL;
    bool any = false;
    add(w, "\"properties\":{");
    for (const ns_key *k = ns_keys; k->path; k++) {
        const char *name = below(k->path, pattern);
        if (!name) continue;
        if (strcmp(name, "*") == 0) {
            wildcard = k;
            continue;
        }
        add_comma(w, &any);
        add_string(w, name);
        add(w, ":");
        add_key(w, k);
    }
    if (strcmp(pattern, "parties.*.concession") == 0) {
        add_params(w, &any);
        wildcard = NULL;
    }
    for (int i = 0; entry && *pattern && i < 5; i++) {
        add_comma(w, &any);
        ns_buffer_format(w->out, "\"%s\":{\"$ref\":\"#/definitions/text\"}", said[i]);
    }
    add(w, "}");
    return wildcard;
}

/* The keys that must stand in a map; alone: only its name. */
static void add_required_keys(const writer *w, const char *pattern, bool alone) {
    bool any = false;
    for (const ns_key *k = ns_keys; k->path; k++) {
        const char *name = below(k->path, pattern);
        if (!name || !(k->flags & NS_KEY_REQUIRED) || (alone && strcmp(name, "name") != 0)) continue;
        add(w, any ? "," : "\"required\":[");
        add_string(w, name);
        any = true;
    }
    if (any) add(w, "]");
}

/* A file that extends another may leave out what that one says of a link: only the name binds the two. A file of its own must say all. */
static void add_whole_file(const writer *w) {
    static const char *const lists[] = {"links", "preconditions"};
    char pattern[64];
    add(w, "{\"required\":[\"issues\",\"parties\"],"
           "\"properties\":{\"parties\":{\"additionalProperties\":{\"properties\":{");
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        snprintf(pattern, sizeof pattern, "parties.*.%s.*", lists[i]);
        ns_buffer_format(w->out, "%s\"%s\":{\"items\":{", i ? "," : "", lists[i]);
        add_required_keys(w, pattern, false);
        add(w, "}}");
    }
    add(w, "}}}}}");
}

static void add_required(const writer *w, const char *pattern) {
    ns_buffer keys = {0};
    const writer own = {&keys, w->registry};
    if (*pattern) {
        add_required_keys(&own, pattern, true);
    } else {
        add(&own, "\"required\":[\"negsim\",\"name\"],\"anyOf\":[{\"required\":[\"extends\"]},");
        add_whole_file(&own);
        add(&own, "]");
    }
    if (keys.text && *keys.text) ns_buffer_format(w->out, ",%s", keys.text);
    if (keys.status != NS_OK && w->out->status == NS_OK) w->out->status = keys.status;
    ns_buffer_free(&keys);
}

static void add_object(const writer *w, const char *pattern, bool entry) {
    add(w, "{\"type\":\"object\",");
    const ns_key *wildcard = add_properties(w, pattern, entry);
    add(w, ",\"additionalProperties\":");
    if (wildcard)
        add_key(w, wildcard);
    else
        add(w, "false");
    add_required(w, pattern);
    add(w, "}");
}

static void add_entries(const writer *w, const char *path) {
    char pattern[128];
    snprintf(pattern, sizeof pattern, "%s.*", path);
    const ns_key *key = b_key(pattern);
    add(w, "{\"type\":\"array\",\"items\":");
    if (key)
        add_key(w, key);
    else
        add(w, "{}");
    add(w, "}");
}

/* --- keys --- */

/* The short form of a key that takes a map as well. */
static void add_short_form(const writer *w, const ns_key *key) {
    if (strcmp(key->path, "parties.*.concession") == 0)
        add_kinds(w, NS_SORT_TACTIC, "");
    else if (strcmp(key->path, "parties.*.issues.*.values") == 0)
        add(w, "{\"type\":\"array\",\"items\":{\"$ref\":\"#/definitions/number\"}}");
    else if (b_is_by_party(key->path))
        add_quantity(w, 0, 1);
    else if (key->words)
        add_words(w, key->words);
    else
        add(w, "{\"$ref\":\"#/definitions/text\"}");
}

static void add_any(const writer *w, const ns_key *key) {
    if (strcmp(key->path, "variants.*.set.*") == 0) {
        add(w, "{}");
        return;
    }
    add(w, "{\"anyOf\":[");
    add_short_form(w, key);
    add(w, ",");
    if (strcmp(key->path, "protocol.agenda") == 0)
        add_entries(w, key->path);
    else
        add_object(w, key->path, (key->flags & NS_KEY_ENTRY) != 0);
    add(w, "]}");
}

static void add_names(const writer *w, const ns_key *key) {
    ns_sort sort = sort_of(key->path);
    if (sort == NS_SORT_COUNT) {
        add(w, "{\"$ref\":\"#/definitions/names\"}");
        return;
    }
    add(w, "{\"anyOf\":[");
    add_kinds(w, sort, "all");
    add(w, ",{\"type\":\"array\",\"items\":");
    add_kinds(w, sort, "");
    add(w, "}]}");
}

static void add_body(const writer *w, const ns_key *key) {
    ns_sort sort = sort_of(key->path);
    switch (key->kind) {
    case NS_KEY_TEXT:
    case NS_KEY_ID:
        if (sort < NS_SORT_COUNT)
            add_kinds(w, sort, "");
        else
            add(w, "{\"$ref\":\"#/definitions/text\"}");
        break;
    case NS_KEY_WORD: add_words(w, key->words); break;
    case NS_KEY_BOOL: add(w, "{\"type\":\"boolean\"}"); break;
    case NS_KEY_COUNT: add_plain(w, "integer", fmax(key->lowest, 0), key->highest); break;
    case NS_KEY_NUMBER: add_plain(w, "number", key->lowest, key->highest); break;
    case NS_KEY_QUANTITY: add_quantity(w, key->lowest, key->highest); break;
    case NS_KEY_ID_LIST: add_names(w, key); break;
    case NS_KEY_LIST: add(w, "{\"$ref\":\"#/definitions/pair\"}"); break;
    case NS_KEY_MAP: add_object(w, key->path, (key->flags & NS_KEY_ENTRY) != 0); break;
    case NS_KEY_NAMED_LIST: add_entries(w, key->path); break;
    case NS_KEY_ANY: add_any(w, key); break;
    }
}

/* `allOf`, because draft-07 ignores what stands beside a `$ref`. */
static void add_key(const writer *w, const ns_key *key) {
    add(w, "{\"description\":");
    add_string(w, key->summary);
    add(w, ",\"allOf\":[");
    add_body(w, key);
    add(w, "]}");
}

/* number: a plain one, text with a spread, a list, or a map. */
static const char definitions[] =
    "{\"text\":{\"type\":[\"string\",\"number\",\"boolean\",\"null\"]},"
    "\"names\":{\"anyOf\":[{\"type\":[\"string\",\"number\"]},"
    "{\"type\":\"array\",\"items\":{\"type\":[\"string\",\"number\"]}}]},"
    "\"pair\":{\"type\":\"array\",\"items\":{\"type\":\"number\"},\"minItems\":2,\"maxItems\":2},"
    "\"number\":{\"anyOf\":[{\"type\":\"number\"},"
    "{\"type\":\"string\",\"pattern\":\"^[-+]?[0-9][0-9.eE+-]*(\\u00b1|[+]-)[0-9][0-9.eE+-]*$\"},"
    "{\"type\":\"array\",\"items\":{\"type\":\"number\"},\"minItems\":2,\"maxItems\":3},"
    "{\"type\":\"object\",\"properties\":{\"range\":{\"$ref\":\"#/definitions/number\"},"
    "\"normal\":{\"$ref\":\"#/definitions/pair\"},\"lognormal\":{\"$ref\":\"#/definitions/pair\"},"
    "\"beta\":{\"$ref\":\"#/definitions/pair\"},"
    "\"choice\":{\"type\":\"array\",\"items\":{\"type\":\"number\"},\"minItems\":1},"
    "\"experts\":{\"type\":\"object\",\"additionalProperties\":{\"$ref\":\"#/definitions/number\"},"
    "\"minProperties\":1},"
    "\"basis\":{\"$ref\":\"#/definitions/text\"},\"source\":{\"$ref\":\"#/definitions/text\"},"
    "\"note\":{\"$ref\":\"#/definitions/text\"},\"by\":{\"$ref\":\"#/definitions/text\"},"
    "\"date\":{\"$ref\":\"#/definitions/text\"}},\"additionalProperties\":false}]}}";

static void new_line(ns_buffer *out, unsigned depth) {
    ns_buffer_char(out, '\n');
    for (unsigned k = 0; k < depth; k++) ns_buffer_add(out, "  ");
}

/* Is this text the name of an entry, and not a value of a list? */
static bool is_key(const char *text) {
    do text++;
    while (*text && !(*text == '"' && text[-1] != '\\'));
    return *text && text[1] == ':';
}

/* Compact JSON laid out in lines: entries of maps each on one, lists of single values on one together. */
static void lay_out(ns_buffer *out, const char *json) {
    unsigned depth = 0;
    bool text = false;
    for (const char *at = json; *at; at++) {
        const char c = *at;
        if (c == '"' && (at == json || at[-1] != '\\')) text = !text;
        const bool opens = !text && (c == '{' || (c == '[' && strchr("{[", at[1])));
        const bool closes = !text && (c == '}' || (c == ']' && strchr("}]", at[-1])));
        if (closes) new_line(out, --depth);
        ns_buffer_char(out, c);
        if (opens) new_line(out, ++depth);
        if (text) continue;
        if (c == ':') ns_buffer_char(out, ' ');
        if (c == ',' && (strchr("\"{[", at[1]) && depth &&
                         (at[-1] == '}' || at[-1] == ']' || at[1] != '"' || is_key(at + 1))))
            new_line(out, depth);
        else if (c == ',')
            ns_buffer_char(out, ' ');
    }
}

static void write_compact(ns_buffer *out, const ns_registry *registry) {
    ns_buffer body = {0};
    const writer w = {&body, registry};
    add_object(&w, "", true);
    ns_buffer_add(out, "{\"$schema\":\"http://json-schema.org/draft-07/schema#\","
                       "\"title\":\"negsim scenario, format 1\",\"definitions\":");
    ns_buffer_add(out, definitions);
    ns_buffer_char(out, ',');
    if (body.text) ns_buffer_add(out, body.text + 1); /* the opening brace is there already */
    if (body.status != NS_OK && out->status == NS_OK) out->status = body.status;
    ns_buffer_free(&body);
}

void ns_schema_write(ns_buffer *out, const ns_registry *registry) {
    ns_buffer compact = {0};
    write_compact(&compact, registry);
    if (compact.status == NS_OK)
        lay_out(out, compact.text);
    else
        out->status = compact.status;
    ns_buffer_char(out, '\n');
    ns_buffer_free(&compact);
}
