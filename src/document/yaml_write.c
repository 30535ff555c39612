/* The one YAML writer: block style, two blanks a level, quotes only where a plain text would read back as something else. */
#include <string.h>

#include "negsim/document.h"
#include "negsim/number.h"

static bool is_odd_word(const char *text) {
    static const char *const words[] = {"~", "null", "true", "false", "yes", "no", "on", "off", "y", "n", "<<", "="};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const char *a = words[i], *b = text;
        while (*a && (*b | 0x20) == *a) a++, b++;
        if ((!*a && !*b) || strcmp(words[i], text) == 0) return true;
    }
    return false;
}

/* Would the text, written plain, end early or mean something else? Safe in flow context too. */
static bool needs_quotes(const char *text) {
    if (!*text || strchr(" \t-?:,[]{}#&*!|>'\"%@`", text[0])) {
        double number;
        bool negative = text[0] == '-' && ns_number_parse(text, strlen(text), &number);
        if (!negative) return true;
    }
    size_t length = strlen(text);
    if (text[length - 1] == ' ' || text[length - 1] == ':') return true;
    for (const char *c = text; *c; c++) {
        if ((unsigned char)*c < 0x20 || *c == 0x7f || strchr(",[]{}", *c)) return true;
        if ((*c == ':' && (c[1] == ' ' || c[1] == '\0')) || (*c == '#' && c > text && c[-1] == ' ')) return true;
    }
    return strncmp(text, "---", 3) == 0 || strncmp(text, "...", 3) == 0;
}

static void add_quoted(ns_buffer *out, const char *text) {
    ns_buffer_char(out, '"');
    for (const unsigned char *c = (const unsigned char *)text; *c; c++) {
        if (*c == '"' || *c == '\\')
            ns_buffer_format(out, "\\%c", *c);
        else if (*c == '\n')
            ns_buffer_add(out, "\\n");
        else if (*c < 0x20 || *c == 0x7f)
            ns_buffer_format(out, "\\x%02x", *c);
        else
            ns_buffer_char(out, (char)*c);
    }
    ns_buffer_char(out, '"');
}

void ns_yaml_write_scalar(ns_buffer *out, const char *text, bool force_text) {
    double number;
    bool quote = needs_quotes(text) || (force_text && (is_odd_word(text) || ns_number_parse(text, strlen(text), &number)));
    if (quote)
        add_quoted(out, text);
    else
        ns_buffer_add(out, text);
}

static void add_scalar(ns_buffer *out, const ns_node *node) {
    if (node->quoted)
        add_quoted(out, node->text);
    else
        ns_yaml_write_scalar(out, node->text, false);
}

static bool is_flat(const ns_node *node) {
    for (size_t i = 0; i < node->count; i++)
        if (node->kind != NS_NODE_LIST || node->items[i]->kind != NS_NODE_SCALAR) return false;
    return true;
}

static void add_flat(ns_buffer *out, const ns_node *node) {
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

/* After "key:" or "- ". */
static void add_value(ns_buffer *out, const ns_node *node, unsigned depth, bool after_dash) {
    if (node->kind == NS_NODE_SCALAR || is_flat(node)) {
        if (!after_dash) ns_buffer_char(out, ' ');
        if (node->kind == NS_NODE_SCALAR)
            add_scalar(out, node);
        else
            add_flat(out, node);
        ns_buffer_char(out, '\n');
        return;
    }
    if (!after_dash) ns_buffer_char(out, '\n');
    add_block(out, node, depth, after_dash);
}

static void add_block(ns_buffer *out, const ns_node *node, unsigned depth, bool first_on_line) {
    for (size_t i = 0; i < node->count; i++) {
        if (i || !first_on_line) indent(out, depth);
        if (node->kind == NS_NODE_MAP) {
            add_scalar(out, node->pairs[i].key);
            ns_buffer_char(out, ':');
            add_value(out, node->pairs[i].value, depth + 1, false);
        } else {
            ns_buffer_add(out, "- ");
            add_value(out, node->items[i], depth + 1, true);
        }
    }
}

void ns_node_write(ns_buffer *out, const ns_node *node) {
    if (node->kind == NS_NODE_SCALAR || is_flat(node))
        add_value(out, node, 0, true);
    else
        add_block(out, node, 0, false);
}
