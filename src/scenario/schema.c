/* JSON Schema (draft-07) of the format, from the key table and the registry, for editors that complete and check YAML. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "negsim/keys.h"
#include "negsim/number.h"
#include "negsim/scenario.h"

static void add_string(ns_buffer *out, const char *text) {
    ns_buffer_char(out, '"');
    for (const char *c = text; *c; c++) {
        if (*c == '"' || *c == '\\') ns_buffer_char(out, '\\');
        ns_buffer_char(out, *c);
    }
    ns_buffer_char(out, '"');
}

static const char *below(const char *path, const char *pattern) {
    size_t length = strlen(pattern);
    if (length && (strncmp(path, pattern, length) != 0 || path[length] != '.')) return NULL;
    const char *rest = length ? path + length + 1 : path;
    return strchr(rest, '.') ? NULL : rest;
}

static void add_schema(ns_buffer *out, const ns_key *key, const ns_registry *registry);

static void add_words(ns_buffer *out, const char *words) {
    ns_buffer_add(out, "{\"enum\":[\"");
    for (const char *w = words; *w; w++) ns_buffer_add(out, *w == '|' ? "\",\"" : (char[]){*w, '\0'});
    ns_buffer_add(out, "\"]}");
}

/* Parameters of all kinds that a concession may choose. */
static void add_params(ns_buffer *out, const ns_registry *registry) {
    for (int sort = NS_SORT_TACTIC; sort <= NS_SORT_OPPONENT; sort++)
        for (const ns_kind *const *kind = registry->kinds[sort]; *kind; kind++)
            for (const ns_param *p = (*kind)->params; p && p->name; p++) {
                ns_buffer_char(out, ',');
                add_string(out, p->name);
                ns_buffer_add(out, ":{\"description\":");
                add_string(out, p->summary);
                ns_buffer_add(out,
                              p->type == NS_PARAM_QUANTITY ? ",\"$ref\":\"#/definitions/number\"}" : "}");
            }
}

/* {"type":"object", properties, additionalProperties, required} of what stands below pattern. */
static void add_object(ns_buffer *out, const char *pattern, bool entry, const ns_registry *registry) {
    static const char *const said[] = {"basis", "source", "note", "by", "date"};
    const ns_key *wildcard = NULL;
    bool any = false, required = false;
    ns_buffer_add(out, "{\"type\":\"object\",\"properties\":{");
    for (const ns_key *k = ns_keys; k->path; k++) {
        const char *name = below(k->path, pattern);
        if (!name) continue;
        if (strcmp(name, "*") == 0) {
            wildcard = k;
            continue;
        }
        if (any) ns_buffer_char(out, ',');
        any = true;
        add_string(out, name);
        ns_buffer_char(out, ':');
        add_schema(out, k, registry);
    }
    if (strcmp(pattern, "parties.*.concession") == 0) {
        add_params(out, registry);
        wildcard = NULL;
    }
    for (int i = 0; entry && *pattern && i < 5; i++) {
        ns_buffer_format(out, "%s\"%s\":{\"type\":[\"string\",\"number\"]}", any ? "," : "", said[i]);
        any = true;
    }
    ns_buffer_add(out, "},\"additionalProperties\":");
    if (wildcard)
        add_schema(out, wildcard, registry);
    else
        ns_buffer_add(out, "false");
    for (const ns_key *k = ns_keys; k->path; k++) {
        const char *name = below(k->path, pattern);
        if (!name || !(k->flags & NS_KEY_REQUIRED)) continue;
        /* with `extends` the base may say what is missing here, so only the top's version is asked for */
        if (!*pattern && strcmp(name, "negsim") != 0 && strcmp(name, "name") != 0) continue;
        if (strcmp(pattern, "parties.*") == 0 || strcmp(pattern, "parties.*.issues.*") == 0) continue;
        ns_buffer_add(out, required ? "," : ",\"required\":[");
        required = true;
        add_string(out, name);
    }
    ns_buffer_add(out, required ? "]}" : "}");
}

static void add_any(ns_buffer *out, const ns_key *key, const ns_registry *registry) {
    const char *p = key->path;
    if (strcmp(p, "variants.*.set.*") == 0 || strcmp(p, "parties.*.concession.*") == 0) {
        ns_buffer_add(out, "{}");
        return;
    }
    ns_buffer_add(out, "{\"anyOf\":[");
    if (strcmp(p, "protocol.agenda") == 0) {
        add_words(out, key->words);
        ns_buffer_add(out, ",{\"type\":\"array\",\"items\":");
        add_object(out, "protocol.agenda.*", false, registry);
        ns_buffer_add(out, "}");
    } else {
        if (key->words)
            add_words(out, key->words);
        else if (strstr(p, "credibility"))
            ns_buffer_add(out, "{\"$ref\":\"#/definitions/number\"}");
        else if (strstr(p, "values"))
            ns_buffer_add(out, "{\"type\":\"array\",\"items\":{\"$ref\":\"#/definitions/number\"}}");
        else
            ns_buffer_add(out, "{\"type\":[\"string\",\"number\",\"null\"]}");
        ns_buffer_char(out, ',');
        add_object(out, p, (key->flags & NS_KEY_ENTRY) != 0, registry);
    }
    ns_buffer_add(out, "]}");
}

static void add_body(ns_buffer *out, const ns_key *key, const ns_registry *registry) {
    char text[NS_NUMBER_TEXT];
    switch (key->kind) {
    case NS_KEY_TEXT:
    case NS_KEY_ID: ns_buffer_add(out, "{\"type\":[\"string\",\"number\"]}"); break;
    case NS_KEY_WORD: add_words(out, key->words); break;
    case NS_KEY_BOOL: ns_buffer_add(out, "{\"type\":\"boolean\"}"); break;
    case NS_KEY_COUNT: ns_buffer_add(out, "{\"type\":\"integer\",\"minimum\":0}"); break;
    case NS_KEY_NUMBER:
        ns_buffer_add(out, "{\"type\":\"number\"");
        if (!isinf(key->lowest)) {
            ns_number_shortest(text, key->lowest);
            ns_buffer_format(out, ",\"minimum\":%s", text);
        }
        ns_buffer_char(out, '}');
        break;
    case NS_KEY_QUANTITY: ns_buffer_add(out, "{\"$ref\":\"#/definitions/number\"}"); break;
    case NS_KEY_ID_LIST:
        ns_buffer_add(out, "{\"anyOf\":[{\"type\":[\"string\",\"number\"]},{\"type\":\"array\",\"items\":{"
                           "\"type\":[\"string\",\"number\"]}}]}");
        break;
    case NS_KEY_LIST: ns_buffer_add(out, "{\"type\":\"array\"}"); break;
    case NS_KEY_MAP: add_object(out, key->path, (key->flags & NS_KEY_ENTRY) != 0, registry); break;
    case NS_KEY_NAMED_LIST: {
        snprintf(text, sizeof text, "%.28s.*", key->path);
        ns_buffer_add(out, "{\"type\":\"array\",\"items\":");
        add_object(out, text, true, registry);
        ns_buffer_char(out, '}');
        break;
    }
    case NS_KEY_ANY: add_any(out, key, registry); break;
    }
}

static void add_schema(ns_buffer *out, const ns_key *key, const ns_registry *registry) {
    ns_buffer_add(out, "{\"description\":");
    add_string(out, key->summary);
    ns_buffer_add(out, ",\"allOf\":[");
    add_body(out, key, registry);
    ns_buffer_add(out, "]}");
}

/* Any number of the format: a plain one, text with a spread, a list, or a map. */
static const char number_definition[] =
    "{\"anyOf\":[{\"type\":\"number\"},{\"type\":\"string\",\"pattern\":\"^[-+]?[0-9.eE+-]+(\\u00b1|[+]-)[0-"
    "9.eE+-]+$\"},"
    "{\"type\":\"array\",\"items\":{\"type\":\"number\"},\"minItems\":2,\"maxItems\":3},"
    "{\"type\":\"object\",\"properties\":{\"range\":{\"$ref\":\"#/definitions/"
    "number\"},\"normal\":{\"$ref\":\"#/definitions/pair\"},"
    "\"lognormal\":{\"$ref\":\"#/definitions/pair\"},\"beta\":{\"$ref\":\"#/definitions/pair\"},"
    "\"choice\":{\"type\":\"array\",\"items\":{\"type\":\"number\"},\"minItems\":1},"
    "\"experts\":{\"type\":\"object\",\"additionalProperties\":{\"$ref\":\"#/definitions/"
    "number\"},\"minProperties\":1},"
    "\"basis\":{},\"source\":{},\"note\":{},\"by\":{},\"date\":{}},\"additionalProperties\":false}]}";

void ns_schema_write(ns_buffer *out, const ns_registry *registry) {
    ns_buffer body = {0};
    ns_buffer_add(out, "{\"$schema\":\"http://json-schema.org/draft-07/schema#\",\"title\":\"negsim "
                       "scenario, format 1\",\"definitions\":{\"number\":");
    ns_buffer_add(out, number_definition);
    ns_buffer_add(
        out,
        ",\"pair\":{\"type\":\"array\",\"items\":{\"type\":\"number\"},\"minItems\":2,\"maxItems\":2}},");
    add_object(&body, "", true, registry);
    if (body.status != NS_OK) out->status = body.status;
    if (body.text) ns_buffer_add(out, body.text + 1); /* the opening brace is there already */
    ns_buffer_char(out, '\n');
    ns_buffer_free(&body);
}
