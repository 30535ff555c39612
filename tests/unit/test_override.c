#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "negsim/buffer.h"
#include "negsim/document.h"

static const char sample[] = "run: {draws: 10}\n"
                             "price: {values: {0: 100, 12.5: 50, 40: 10}, red_lines: {40..60: 1}}\n"
                             "a: {b.c: 1, b: {c: 2, d: 3}, b.d.e: 4}\n"
                             "links: [{name: one, add: 1}, {name: '0', add: 2}, {add: 3}]\n"
                             "empty:\n"
                             "text: hello\n";

typedef struct fixture {
    ns_document *document;
    ns_diagnostics *diagnostics;
} fixture;

static fixture open_text(const char *text) {
    fixture self = {.diagnostics = ns_diagnostics_new()};
    cr_assert_eq(ns_document_load_text(&self.document, "t.yaml", text, strlen(text), self.diagnostics),
                 NS_OK);
    return self;
}

static void drop(fixture *self) {
    ns_document_free(self->document);
    ns_diagnostics_free(self->diagnostics);
}

static const char *text_at(const fixture *self, const char *path) {
    const ns_node *node = ns_node_find(self->document->root, path);
    return node && node->kind == NS_NODE_SCALAR ? node->text : NULL;
}

static ns_status set(fixture *self, const char *path, const char *value) {
    return ns_document_set(self->document, path, value, NS_FROM_OVERRIDE, (ns_location){0},
                           self->diagnostics);
}

Test(override, find_follows_names_and_positions) {
    fixture self = open_text(sample);
    cr_assert_str_eq(text_at(&self, "run.draws"), "10");
    cr_assert_str_eq(text_at(&self, "price.values.12.5"), "50");
    cr_assert_str_eq(text_at(&self, "price.values.0"), "100");
    cr_assert_str_eq(text_at(&self, "price.red_lines.40..60"), "1");
    cr_assert_str_eq(text_at(&self, "links.one.add"), "1");
    cr_assert_str_eq(text_at(&self, "links.0.add"), "2", "a name before a position");
    cr_assert_str_eq(text_at(&self, "links.1.add"), "2");
    cr_assert_str_eq(text_at(&self, "links.2.add"), "3");
    cr_assert_eq(ns_node_find(self.document->root, ""), self.document->root);
    drop(&self);
}

Test(override, the_longest_key_comes_first_and_shorter_ones_after_it) {
    fixture self = open_text(sample);
    cr_assert_str_eq(text_at(&self, "a.b.c"), "1");
    cr_assert_str_eq(text_at(&self, "a.b.d"), "3");
    cr_assert_str_eq(text_at(&self, "a.b.d.e"), "4");
    drop(&self);
    self = open_text("a: {b: {x.y: 1}, b.x: {z: 2}}\n");
    cr_assert_str_eq(text_at(&self, "a.b.x.y"), "1", "back from `b.x`, which leads nowhere");
    cr_assert_str_eq(text_at(&self, "a.b.x.z"), "2");
    drop(&self);
}

Test(override, find_says_what_is_not_there) {
    static const char *const paths[] = {
        "none",    "run.none", "run.",     ".run",       "run..draws", "run.draws.x",     "ru",
        "links.3", "links.03", "links.-1", "links.one.", "links.",     "price.values.12", "text.hello"};
    fixture self = open_text(sample);
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
        cr_assert_null(ns_node_find(self.document->root, paths[i]), "%s", paths[i]);
    cr_assert_null(ns_node_find(NULL, "a"));
    drop(&self);
}

Test(override, set_replaces_values_of_every_kind) {
    fixture self = open_text(sample);
    cr_assert_eq(set(&self, "run.draws", "500"), NS_OK);
    cr_assert_str_eq(text_at(&self, "run.draws"), "500");
    cr_assert_eq(set(&self, "run.draws", "[1, 2, 3]"), NS_OK);
    cr_assert_eq(ns_node_find(self.document->root, "run.draws")->count, 3);
    cr_assert_eq(set(&self, "run.draws", "{range: [0, 1], basis: x}"), NS_OK);
    cr_assert_str_eq(text_at(&self, "run.draws.range.1"), "1");
    cr_assert_eq(set(&self, "run.draws.range.1",
                     "80\xc2\xb1"
                     "10"),
                 NS_OK);
    cr_assert_str_eq(text_at(&self, "run.draws.range.1"), "80\xc2\xb1"
                                                          "10");
    cr_assert_eq(set(&self, "links.one", "{name: one}"), NS_OK);
    cr_assert_null(text_at(&self, "links.one.add"));
    cr_assert_eq(set(&self, "price.values.12.5", "60"), NS_OK);
    cr_assert_eq(ns_node_find(self.document->root, "price.values")->count, 3);
    cr_assert_eq(set(&self, "text", "'yes'"), NS_OK);
    cr_assert(ns_node_find(self.document->root, "text")->quoted);
    cr_assert_eq(ns_diagnostics_count(self.diagnostics), 0);
    drop(&self);
}

Test(override, set_makes_the_maps_that_are_missing) {
    fixture self = open_text(sample);
    cr_assert_eq(set(&self, "new.deep.key", "1"), NS_OK);
    cr_assert_str_eq(text_at(&self, "new.deep.key"), "1");
    cr_assert_eq(ns_node_find(self.document->root, "new.deep")->kind, NS_NODE_MAP);
    cr_assert_eq(set(&self, "empty.x.y", "2"), NS_OK);
    cr_assert_str_eq(text_at(&self, "empty.x.y"), "2");
    cr_assert_eq(set(&self, "links.one.when.a", "3"), NS_OK);
    cr_assert_str_eq(text_at(&self, "links.one.when.a"), "3");
    /* Numbers and ranges are one key each. */
    cr_assert_eq(set(&self, "price.values.13.25", "4"), NS_OK);
    cr_assert_str_eq(ns_node_get(ns_node_find(self.document->root, "price.values"), "13.25")->text, "4");
    cr_assert_eq(set(&self, "p.red_lines.-1.5..2.5.firm", "5"), NS_OK);
    cr_assert_str_eq(
        ns_node_get(ns_node_get(ns_node_find(self.document->root, "p.red_lines"), "-1.5..2.5"), "firm")->text,
        "5");
    drop(&self);
}

static void check_refusal(const char *path, const char *value, ns_code_id code, unsigned column,
                          const char *hint) {
    fixture self = open_text(sample);
    ns_buffer before = {0}, after = {0};
    ns_node_write(&before, self.document->root);
    cr_assert_eq(set(&self, path, value), NS_BAD_INPUT, "%s", path);
    const ns_diagnostic *first = ns_diagnostics_at(self.diagnostics, 0);
    cr_assert_eq(ns_diagnostics_count(self.diagnostics), 1);
    cr_assert_eq(first->code, code, "%s: %s", path, first->text);
    cr_assert_eq(first->at.column, column, "%s: %u", path, (unsigned)first->at.column);
    cr_assert_eq(strncmp(first->at.file, "--set", 5), 0);
    if (hint) cr_assert_not_null(strstr(first->hint, hint), "%s", first->hint);
    ns_node_write(&after, self.document->root);
    cr_assert_str_eq(before.text, after.text, "a refused value changes nothing");
    ns_buffer_free(&before);
    ns_buffer_free(&after);
    drop(&self);
}

Test(override, set_refuses_what_leads_nowhere) {
    check_refusal("", "1", NS_CODE_UNKNOWN_PATH, 1, NULL);
    check_refusal("links.onee", "1", NS_CODE_UNKNOWN_PATH, 7, "'one'");
    check_refusal("links.7", "1", NS_CODE_UNKNOWN_PATH, 7, "position");
    check_refusal("links.7.add", "1", NS_CODE_UNKNOWN_PATH, 7, NULL);
    check_refusal("run.draws.x", "1", NS_CODE_UNKNOWN_PATH, 11, "'run.draws'");
    check_refusal("text.x.y", "1", NS_CODE_UNKNOWN_PATH, 6, "'text'");
    check_refusal("run..x", "1", NS_CODE_UNKNOWN_PATH, 1, NULL);
    check_refusal("run.", "1", NS_CODE_UNKNOWN_PATH, 1, NULL);
    check_refusal(".run", "1", NS_CODE_UNKNOWN_PATH, 1, NULL);
    check_refusal("empty.", "1", NS_CODE_UNKNOWN_PATH, 1, NULL);
    check_refusal("empty.x..y", "1", NS_CODE_UNKNOWN_PATH, 1, NULL);
    check_refusal("run.40..", "1", NS_CODE_UNKNOWN_PATH, 1, NULL);
}

Test(override, faults_of_the_value_are_placed_behind_the_path) {
    check_refusal("run.draws", "[1, 2", NS_CODE_SYNTAX, 11, "]");
    check_refusal("run.draws", "{a: 1, a: 2}", NS_CODE_DUPLICATE_KEY, 18, NULL);
    check_refusal("run.draws", "!x 1", NS_CODE_TAG, 11, NULL);
    check_refusal("run.draws", "*x", NS_CODE_ALIAS, 11, NULL);
    check_refusal("run.draws", "a\xff", NS_CODE_ENCODING, 12, NULL);
    check_refusal("run.draws", "# no value", NS_CODE_EMPTY, 0, NULL);
    check_refusal("run.draws", "1\n--- 2", NS_CODE_SEVERAL_DOCUMENTS, 1, NULL);
}

Test(override, the_caret_stands_under_the_fault) {
    fixture self = open_text(sample);
    cr_assert_eq(set(&self, "run.draws", "[1, 2"), NS_BAD_INPUT);
    char *text = ns_diagnostics_render(self.diagnostics, NS_COLOR_OFF);
    cr_assert_not_null(strstr(text, "--set run.draws:1:11: error:"), "%s", text);
    cr_assert_not_null(strstr(text, "\n  run.draws=[1, 2\n            ^"), "%s", text);
    free(text);
    drop(&self);
}

Test(override, an_empty_value_is_an_empty_text) {
    fixture self = open_text(sample);
    cr_assert_eq(set(&self, "run.draws", ""), NS_OK);
    cr_assert_str_eq(text_at(&self, "run.draws"), "");
    cr_assert_eq(set(&self, "run.draws", "''"), NS_OK);
    cr_assert(ns_node_find(self.document->root, "run.draws")->quoted);
    drop(&self);
}

Test(override, new_nodes_say_where_they_come_from) {
    fixture self = open_text(sample);
    cr_assert_eq(set(&self, "new.key", "[7]"), NS_OK);
    const ns_node *list = ns_node_find(self.document->root, "new.key");
    const ns_pair *pair = ns_node_pair(ns_node_find(self.document->root, "new"), "key");
    cr_assert_eq(list->items[0]->origin, NS_FROM_OVERRIDE);
    cr_assert_str_eq(list->at.file, "--set new.key");
    cr_assert_eq(list->at.column, 9);
    cr_assert_eq(list->at.length, 3);
    cr_assert_eq(list->items[0]->at.column, 10);
    cr_assert_eq(pair->key->at.column, 5);
    cr_assert_eq(pair->key->at.length, 3);
    cr_assert_eq(pair->key->origin, NS_FROM_OVERRIDE);
    cr_assert_eq(ns_node_find(self.document->root, "run")->origin, NS_FROM_FILE);

    const ns_location at = {"other.yaml", 7, 3, 2};
    cr_assert_eq(ns_document_set(self.document, "x.y", "[8]", NS_FROM_VARIANT, at, self.diagnostics), NS_OK);
    const ns_node *item = ns_node_find(self.document->root, "x.y.0");
    cr_assert_eq(item->origin, NS_FROM_VARIANT);
    cr_assert_str_eq(item->at.file, "other.yaml");
    cr_assert_eq(item->at.line, 7);
    drop(&self);
}

Test(override, set_node_copies) {
    fixture self = open_text(sample), other = open_text("v: {k: [1, 2]}\n");
    const ns_node *value = ns_node_find(other.document->root, "v");
    cr_assert_eq(ns_document_set_node(self.document, "run.draws", value, NS_FROM_VARIANT, (ns_location){0},
                                      self.diagnostics),
                 NS_OK);
    cr_assert_neq(ns_node_find(self.document->root, "run.draws"), value);
    cr_assert_eq(value->origin, NS_FROM_FILE);
    cr_assert_eq(ns_node_find(self.document->root, "run.draws")->origin, NS_FROM_VARIANT);
    ns_document_free(other.document);
    cr_assert_str_eq(text_at(&self, "run.draws.k.1"), "2");
    ns_diagnostics_free(other.diagnostics);
    drop(&self);
}

/* A caller's own map has no text and no place. */
Test(override, set_node_takes_a_node_made_by_hand) {
    fixture self = open_text(sample);
    const ns_node map = {.kind = NS_NODE_MAP};
    cr_assert_eq(
        ns_document_set_node(self.document, "run", &map, NS_FROM_FILE, (ns_location){0}, self.diagnostics),
        NS_OK);
    cr_assert_eq(ns_node_find(self.document->root, "run")->count, 0);
    cr_assert_eq(set(&self, "run.draws", "3"), NS_OK);
    cr_assert_str_eq(text_at(&self, "run.draws"), "3");
    drop(&self);
}

/* A tree never grows deeper or larger than a file may be. */
Test(override, limits_hold_for_overrides) {
    fixture self = open_text("a: 1\n");
    char path[256] = "k0", value[256] = "";
    for (int i = 1; i < 64; i++) strcat(path, ".k");
    cr_assert_eq(set(&self, path, "1"), NS_OK, "64 maps");
    cr_assert_eq(set(&self, path, "[1]"), NS_BAD_INPUT);
    cr_assert_eq(ns_diagnostics_at(self.diagnostics, 0)->code, NS_CODE_TOO_DEEP);
    path[0] = 'm';
    cr_assert_eq(set(&self, path, "[1]"), NS_BAD_INPUT);
    for (int i = 0; i < 63; i++) strcat(value, "[");
    for (int i = 0; i < 63; i++) strcat(value, "]");
    cr_assert_eq(set(&self, "a", value), NS_OK, "one map and 63 lists");
    cr_assert_eq(set(&self, "b.c", value), NS_BAD_INPUT);
    drop(&self);
}

Test(override, nodes_are_counted_in_and_out, .timeout = 20) {
    fixture self = open_text("a: 1\n");
    ns_buffer value = {0};
    ns_buffer_char(&value, '[');
    for (int i = 0; i < 50000; i++) ns_buffer_add(&value, "1,");
    ns_buffer_char(&value, ']');
    for (int i = 0; i < 20; i++) {
        cr_assert_eq(set(&self, "a", value.text), NS_OK, "each takes the place of the last");
        cr_assert_eq(self.document->nodes, 50003);
    }
    cr_assert_eq(set(&self, "b", value.text), NS_OK);
    cr_assert_eq(set(&self, "c", value.text), NS_OK);
    cr_assert_eq(set(&self, "d", value.text), NS_BAD_INPUT);
    cr_assert_eq(ns_diagnostics_at(self.diagnostics, 0)->code, NS_CODE_TOO_BIG);
    ns_buffer_free(&value);
    drop(&self);
}
