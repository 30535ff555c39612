/* The one YAML writer: block style, two blanks a level, lists of single values in brackets, quotes only where a plain
 * text would read back as something else. */
#include <string.h>

#include "negsim/document.h"
#include "negsim/number.h"

/* Longer keys, and keys of several lines, are no "simple keys" in YAML and need the `?` form. */
enum { LONGEST_SIMPLE_KEY = 128 };

/* Words that some reader takes for something else than a text. */
static bool is_odd_word(const char *text) {
    static const char *const words[] = {"~",   "null", "true", "false", "yes",   "no",   "on",
                                        "off", "y",    "n",    ".inf",  "-.inf", ".nan", "="};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const char *a = words[i], *b = text;
        while (*a && (*a == *b || (*a >= 'a' && *a <= 'z' && *b == *a - 'a' + 'A'))) a++, b++;
        if (!*a && !*b) return true;
    }
    return false;
}

/* A text in quotes that would be a number, a range or a word of its own without them. */
static bool means_more_plain(const char *text) {
    const char *c = text + strspn(text, "+-.");
    return (*c >= '0' && *c <= '9') || is_odd_word(text);
}

/* A character that YAML text may hold only as an escape (or that libyaml takes for a line end). *code: which. */
static bool needs_escape(const unsigned char *c, unsigned *code) {
    *code = c[0];
    if (c[0] < 0x80) return (c[0] < 0x20 && c[0] != '\n') || c[0] == 0x7f;
    if (c[0] == 0xc2 && c[1] < 0xa0) *code = c[1];
    if (c[0] == 0xe2 && c[1] == 0x80 && (c[2] & 0xfe) == 0xa8) *code = 0x2000u | (c[2] & 0x3f);
    if (c[0] == 0xef && c[1] == 0xbb && c[2] == 0xbf) *code = 0xfeff;
    if (c[0] == 0xef && c[1] == 0xbf && c[2] >= 0xbe) *code = 0xffc0u | (c[2] & 0x3f);
    return *code != c[0];
}

static bool holds_escapes(const char *text) {
    unsigned code;
    for (const char *c = text; *c; c++)
        if (*c == '\n' || needs_escape((const unsigned char *)c, &code)) return true;
    return false;
}

/* Written plain, would the text end early or mean something else? Safe inside of brackets too. */
static bool needs_quotes(const char *text) {
    const size_t length = strlen(text);
    if (!length || strchr(" ?:,[]{}#&*!|>'\"%@`", text[0]) || (text[0] == '-' && strchr(" -", text[1])))
        return true;
    if (text[length - 1] == ' ' || text[length - 1] == ':' || holds_escapes(text)) return true;
    if (text[0] == '-' && !text[1]) return true;
    for (const char *c = text; *c; c++) {
        if (strchr(",[]{}", *c)) return true;
        if (*c == ':' && strchr(" ?", c[1])) return true;
        if (*c == '#' && c > text && c[-1] == ' ') return true;
    }
    return strncmp(text, "...", 3) == 0 || strcmp(text, "<<") == 0;
}

static void add_double_quoted(ns_buffer *out, const char *text) {
    unsigned code;
    ns_buffer_char(out, '"');
    for (const char *c = text; *c; c++) {
        const bool escaped = needs_escape((const unsigned char *)c, &code);
        if (*c == '"' || *c == '\\')
            ns_buffer_format(out, "\\%c", *c);
        else if (*c == '\n')
            ns_buffer_add(out, "\\n");
        else if (*c == '\t')
            ns_buffer_add(out, "\\t");
        else if (escaped)
            ns_buffer_format(out, "\\u%04X", code);
        else
            ns_buffer_char(out, *c);
        if (escaped && code >= 0x80) c += code >= 0x800 ? 2 : 1;
    }
    ns_buffer_char(out, '"');
}

static void add_single_quoted(ns_buffer *out, const char *text) {
    ns_buffer_char(out, '\'');
    for (const char *c = text; *c; c++) ns_buffer_add_n(out, *c == '\'' ? "''" : c, *c == '\'' ? 2 : 1);
    ns_buffer_char(out, '\'');
}

void ns_yaml_write_scalar(ns_buffer *out, const char *text, bool force_text) {
    if (holds_escapes(text))
        add_double_quoted(out, text);
    else if (needs_quotes(text) || (force_text && means_more_plain(text)))
        add_single_quoted(out, text);
    else
        ns_buffer_add(out, text);
}

static void add_scalar(ns_buffer *out, const ns_node *node) {
    ns_yaml_write_scalar(out, node->text, node->quoted);
}

static bool is_blank(const ns_node *node) {
    return node->kind == NS_NODE_SCALAR && !node->quoted && !*node->text;
}

/* Single values, and lists of nothing else: they stand on one line. */
static bool is_flat(const ns_node *node) {
    if (node->kind == NS_NODE_SCALAR || !node->count) return true;
    for (size_t i = 0; i < node->count; i++)
        if (node->kind != NS_NODE_LIST || node->items[i]->kind != NS_NODE_SCALAR || is_blank(node->items[i]))
            return false;
    return true;
}

static void add_flat(ns_buffer *out, const ns_node *node) {
    if (node->kind == NS_NODE_SCALAR) {
        /* A key with nothing behind it stays so. */
        if (!is_blank(node)) add_scalar(out, node);
        return;
    }
    ns_buffer_char(out, node->kind == NS_NODE_MAP ? '{' : '[');
    for (size_t i = 0; i < node->count; i++) {
        if (i) ns_buffer_add(out, ", ");
        add_scalar(out, node->items[i]);
    }
    ns_buffer_char(out, node->kind == NS_NODE_MAP ? '}' : ']');
}

static void indent(ns_buffer *out, unsigned depth) {
    for (unsigned i = 0; i < depth; i++) ns_buffer_add(out, "  ");
}

static void add_block(ns_buffer *out, const ns_node *node, unsigned depth, bool first_on_line);

static void add_key(ns_buffer *out, const ns_node *key, unsigned depth) {
    const bool simple = strlen(key->text) <= LONGEST_SIMPLE_KEY;
    if (!simple) ns_buffer_add(out, "? ");
    add_scalar(out, key);
    if (!simple) {
        ns_buffer_char(out, '\n');
        indent(out, depth);
    }
    ns_buffer_char(out, ':');
}

/* After "key:" or "-". */
static void add_value(ns_buffer *out, const ns_node *node, unsigned depth, bool after_dash) {
    if (is_flat(node)) {
        if (!is_blank(node)) ns_buffer_char(out, ' ');
        add_flat(out, node);
        ns_buffer_char(out, '\n');
        return;
    }
    ns_buffer_char(out, after_dash ? ' ' : '\n');
    add_block(out, node, depth, after_dash);
}

static void add_block(ns_buffer *out, const ns_node *node, unsigned depth, bool first_on_line) {
    for (size_t i = 0; i < node->count; i++) {
        if (i || !first_on_line) indent(out, depth);
        if (node->kind == NS_NODE_MAP) {
            add_key(out, node->pairs[i].key, depth);
            add_value(out, node->pairs[i].value, depth + 1, false);
        } else {
            ns_buffer_char(out, '-');
            add_value(out, node->items[i], depth + 1, true);
        }
    }
}

void ns_node_write(ns_buffer *out, const ns_node *node) {
    if (is_flat(node)) {
        add_flat(out, node);
        ns_buffer_char(out, '\n');
    } else
        add_block(out, node, 0, false);
}

void ns_node_write_flow(ns_buffer *out, const ns_node *node) {
    if (is_flat(node)) {
        add_flat(out, node);
        return;
    }
    const bool map = node->kind == NS_NODE_MAP;
    ns_buffer_char(out, map ? '{' : '[');
    for (size_t i = 0; i < node->count; i++) {
        if (i) ns_buffer_add(out, ", ");
        if (map) {
            add_scalar(out, node->pairs[i].key);
            ns_buffer_add(out, ": ");
        }
        ns_node_write_flow(out, map ? node->pairs[i].value : node->items[i]);
    }
    ns_buffer_char(out, map ? '}' : ']');
}
