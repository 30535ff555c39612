#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "negsim/buffer.h"
#include "negsim/document.h"
#include "negsim/random.h"

static void check_scalar(const char *text, bool force_text, const char *expected) {
    ns_buffer out = {0};
    ns_yaml_write_scalar(&out, text, force_text);
    cr_assert_str_eq(out.text, expected, "%s", out.text);
    ns_buffer_free(&out);
}

Test(yaml_write, quotes_only_where_needed) {
    check_scalar("hello", false, "hello");
    check_scalar("hello", true, "hello");
    check_scalar("two words, one comma", false, "'two words, one comma'");
    check_scalar("it's", false, "it's");
    check_scalar("'quoted'", false, "'''quoted'''");
    check_scalar("a: b", false, "'a: b'");
    check_scalar("a:b", false, "a:b");
    check_scalar("a #b", false, "'a #b'");
    check_scalar("a#b", false, "a#b");
    check_scalar("end:", false, "'end:'");
    check_scalar(" x", false, "' x'");
    check_scalar("x ", false, "'x '");
    check_scalar("", false, "''");
    check_scalar("- x", false, "'- x'");
    check_scalar("-", false, "'-'");
    check_scalar("---", false, "'---'");
    check_scalar("-0.5", false, "-0.5");
    check_scalar("80\xc2\xb1"
                 "10",
                 false,
                 "80\xc2\xb1"
                 "10");
    check_scalar("<<", false, "'<<'");
    check_scalar("a\nb", false, "\"a\\nb\"");
    check_scalar("a\tb\"\\", false, "\"a\\tb\\\"\\\\\"");
    check_scalar("\x1b\x7f", false, "\"\\u001B\\u007F\"");
    check_scalar("\xc2\x85\xe2\x80\xa8z\xef\xbb\xbf", false, "\"\\u0085\\u2028z\\uFEFF\"");
}

/* A quoted text stays one: no reader takes it for a number or a truth value. */
Test(yaml_write, texts_that_look_like_something_else) {
    static const char *const texts[] = {"40", "-0.5", ".5",   "1e3", "012", "12:30",      "yes",
                                        "No", "TRUE", "null", "~",   "off", "2025-05-01", ".inf"};
    char quoted[64];
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        snprintf(quoted, sizeof quoted, "'%s'", texts[i]);
        check_scalar(texts[i], true, quoted);
        check_scalar(texts[i], false, texts[i]);
    }
    check_scalar("yesterday", true, "yesterday");
    check_scalar("no deal", true, "no deal");
}

static char *written(const char *text) {
    ns_diagnostics *diagnostics = ns_diagnostics_new();
    ns_document *document;
    ns_buffer out = {0};
    cr_assert_eq(ns_document_load_text(&document, "t", text, strlen(text), diagnostics), NS_OK);
    ns_node_write(&out, document->root);
    ns_document_free(document);
    ns_diagnostics_free(diagnostics);
    return out.text;
}

Test(yaml_write, block_style_with_two_blanks) {
    char *text = written("{a: {b: 1, c: [1, 2]}, d: [{x: 1, y: [[1], {z: 2}]}, e], f: , g: {}, h: [], i: "
                         "['', '7'], j: [a, ]}");
    cr_assert_str_eq(text,
                     "a:\n"
                     "  b: 1\n"
                     "  c: [1, 2]\n"
                     "d:\n"
                     "  - x: 1\n"
                     "    y:\n"
                     "      - [1]\n"
                     "      - z: 2\n"
                     "  - e\n"
                     "f:\n"
                     "g: {}\n"
                     "h: []\n"
                     "i: ['', '7']\n"
                     "j: [a]\n",
                     "%s", text);
    free(text);
}

Test(yaml_write, long_keys_and_blank_entries) {
    char key[2001], text[2100];
    memset(key, 'k', 2000);
    key[2000] = '\0';
    snprintf(text, sizeof text, "? %s\n: {x: 1}\nb:\n  -\n  - - 1\n    - [a, [b]]\n", key);
    char *once = written(text), *twice = written(once);
    cr_assert_str_eq(once, twice);
    cr_assert_eq(strncmp(once, "? kkk", 5), 0);
    free(once);
    free(twice);
}

/* --- generated trees ---------------------------------------------------------------------------------- */

typedef struct generator {
    ns_arena *arena;
    uint64_t seed, count;
} generator;

static uint64_t pick(generator *self, uint64_t limit) {
    return (uint64_t)(ns_uniform_draw(self->seed, self->count++, 1) * (double)limit);
}

/* Texts out of pieces that YAML gives a meaning to. */
static const char *const pieces[] = {"a",
                                     "b c",
                                     "-",
                                     "?",
                                     ":",
                                     ",",
                                     "[",
                                     "]",
                                     "{",
                                     "}",
                                     "#",
                                     "&",
                                     "*",
                                     "!",
                                     "|",
                                     ">",
                                     "'",
                                     "\"",
                                     "%",
                                     "@",
                                     "`",
                                     " ",
                                     "  ",
                                     "\n",
                                     "\t",
                                     "\\",
                                     "0",
                                     "12",
                                     ".5",
                                     "1e3",
                                     "yes",
                                     "null",
                                     "~",
                                     "...",
                                     "---",
                                     "<<",
                                     "\xc3\xa4",
                                     "\xe2\x82\xac",
                                     "\xf0\x9f\x98\x80",
                                     "\xe2\x80\xa8",
                                     "\xc2\xa0",
                                     ": ",
                                     " #",
                                     "- ",
                                     "=",
                                     "\xc2\xb1",
                                     "\xef\xbb\xbf",
                                     "\\n",
                                     "\xef\xbf\xbd"};

static char *random_text(generator *self, size_t at_least) {
    char text[256] = "";
    const size_t count = at_least + pick(self, 6);
    for (size_t i = 0; i < count; i++) strcat(text, pieces[pick(self, sizeof pieces / sizeof *pieces)]);
    return ns_arena_text(self->arena, text);
}

static ns_node *random_node(generator *self, unsigned depth) {
    ns_node *node = NS_ARENA_NEW(self->arena, 1, ns_node);
    node->text = "";
    node->kind = depth ? (ns_node_kind)pick(self, 3) : NS_NODE_SCALAR;
    if (node->kind == NS_NODE_SCALAR) {
        node->text = random_text(self, 0);
        node->quoted = pick(self, 2) || !*node->text;
        return node;
    }
    node->count = pick(self, 5);
    node->items = NS_ARENA_NEW(self->arena, node->count, ns_node *);
    node->pairs = NS_ARENA_NEW(self->arena, node->count, ns_pair);
    for (size_t i = 0; i < node->count; i++) {
        node->items[i] = random_node(self, depth - 1);
        ns_node *key = NS_ARENA_NEW(self->arena, 1, ns_node);
        *key = (ns_node){.kind = NS_NODE_SCALAR, .quoted = true};
        key->text = ns_arena_format(self->arena, "%s%zu", random_text(self, 0), i);
        node->pairs[i] = (ns_pair){key, node->items[i]};
    }
    return node;
}

static bool same(const ns_node *a, const ns_node *b) {
    if (a->kind != b->kind || a->count != b->count) return false;
    if (a->kind == NS_NODE_SCALAR) return strcmp(a->text, b->text) == 0;
    for (size_t i = 0; i < a->count; i++) {
        if (a->kind == NS_NODE_LIST && !same(a->items[i], b->items[i])) return false;
        if (a->kind == NS_NODE_MAP &&
            (!same(a->pairs[i].key, b->pairs[i].key) || !same(a->pairs[i].value, b->pairs[i].value)))
            return false;
    }
    return true;
}

Test(yaml_write, what_is_written_reads_back_as_the_same_tree, .timeout = 60) {
    for (uint64_t seed = 0; seed < 3000; seed++) {
        generator self = {.arena = ns_arena_new(), .seed = seed};
        ns_node *root = random_node(&self, 5);
        ns_diagnostics *diagnostics = ns_diagnostics_new();
        ns_document *document = NULL;
        ns_buffer out = {0};
        if (root->kind == NS_NODE_MAP) {
            ns_node_write(&out, root);
            const ns_status status = ns_document_load_text(&document, "t", out.text, out.length, diagnostics);
            char *said = ns_diagnostics_render(diagnostics, NS_COLOR_OFF);
            cr_assert_eq(status, NS_OK, "seed %lu: %s", (unsigned long)seed, said);
            cr_assert(same(root, document->root), "seed %lu:\n%s", (unsigned long)seed, out.text);
            free(said);
        }
        ns_buffer_free(&out);
        ns_document_free(document);
        ns_diagnostics_free(diagnostics);
        ns_arena_free(self.arena);
    }
}

/* Any text, quoted or not, in a block and in brackets: the same text; and a text never becomes a number. */
Test(yaml_write, scalars_read_back_in_blocks_and_brackets, .timeout = 60) {
    generator self = {.arena = ns_arena_new(), .seed = 77};
    for (int i = 0; i < 20000; i++) {
        const char *text = random_text(&self, 0);
        ns_diagnostics *diagnostics = ns_diagnostics_new();
        ns_document *document = NULL;
        ns_buffer out = {0};
        ns_buffer_add(&out, "k: ");
        ns_yaml_write_scalar(&out, text, i % 2);
        ns_buffer_add(&out, "\nl: [");
        ns_yaml_write_scalar(&out, text, i % 2);
        ns_buffer_add(&out, ", {m: ");
        ns_yaml_write_scalar(&out, text, i % 2);
        ns_buffer_add(&out, "}]\n");
        cr_assert_eq(ns_document_load_text(&document, "t", out.text, out.length, diagnostics), NS_OK, "%s",
                     out.text);
        cr_assert_str_eq(ns_node_find(document->root, "k")->text, text);
        cr_assert_str_eq(ns_node_find(document->root, "l.0")->text, text);
        cr_assert_str_eq(ns_node_find(document->root, "l.1.m")->text, text);
        ns_buffer_free(&out);
        ns_document_free(document);
        ns_diagnostics_free(diagnostics);
        if (i % 1000 == 999) ns_arena_reset(self.arena);
    }
    ns_arena_free(self.arena);
}
