#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "negsim/buffer.h"
#include "negsim/document.h"

/* A text loaded, with its diagnostics. */
typedef struct loaded {
    ns_document *document;
    ns_diagnostics *diagnostics;
    ns_status status;
} loaded;

static loaded load_n(const char *text, size_t length) {
    loaded self = {.diagnostics = ns_diagnostics_new()};
    self.status = ns_document_load_text(&self.document, "t.yaml", text, length, self.diagnostics);
    cr_assert_eq(self.status == NS_OK, self.document != NULL);
    cr_assert_eq(self.status == NS_OK, ns_diagnostics_errors(self.diagnostics) == 0);
    return self;
}

static loaded load(const char *text) { return load_n(text, strlen(text)); }

static void drop(loaded *self) {
    ns_document_free(self->document);
    ns_diagnostics_free(self->diagnostics);
}

/* One fault, of this code, here. */
static void check_fault_n(const char *text, size_t length, ns_code_id code, unsigned line, unsigned column) {
    loaded self = load_n(text, length);
    cr_assert_eq(self.status, NS_BAD_INPUT, "%s", text);
    char *said = ns_diagnostics_render(self.diagnostics, NS_COLOR_OFF);
    const ns_diagnostic *first = ns_diagnostics_at(self.diagnostics, 0);
    cr_assert_eq(first->code, code, "%s", said);
    cr_assert_eq(first->at.line, line, "%s", said);
    cr_assert_eq(first->at.column, column, "%s", said);
    cr_assert_eq(ns_diagnostics_count(self.diagnostics), 1, "%s", said);
    free(said);
    drop(&self);
}

static void check_fault(const char *text, ns_code_id code, unsigned line, unsigned column) {
    check_fault_n(text, strlen(text), code, line, column);
}

static void check_place(const ns_node *node, unsigned line, unsigned column, unsigned length) {
    cr_assert_not_null(node);
    cr_assert_str_eq(node->at.file, "t.yaml");
    cr_assert_eq(node->at.line, line, "line %u", (unsigned)node->at.line);
    cr_assert_eq(node->at.column, column, "column %u", (unsigned)node->at.column);
    cr_assert_eq(node->at.length, length, "length %u", (unsigned)node->at.length);
}

Test(document, tree_with_every_kind_of_node) {
    loaded self = load("negsim: 1\nlist: [a, 'b', \"c\"]\nmap:\n  x: |\n    two\n    lines\n  y:\nz: {}\n");
    const ns_node *root = self.document->root;
    cr_assert_eq(root->kind, NS_NODE_MAP);
    cr_assert_eq(root->count, 4);
    cr_assert_str_eq(root->pairs[0].key->text, "negsim");
    cr_assert_str_eq(root->pairs[3].key->text, "z");
    const ns_node *list = ns_node_get(root, "list"), *map = ns_node_get(root, "map");
    cr_assert_eq(list->kind, NS_NODE_LIST);
    cr_assert_eq(list->count, 3);
    cr_assert(!list->items[0]->quoted && list->items[1]->quoted && list->items[2]->quoted);
    cr_assert_str_eq(ns_node_get(map, "x")->text, "two\nlines\n");
    cr_assert(ns_node_get(map, "x")->quoted);
    cr_assert_str_eq(ns_node_get(map, "y")->text, "");
    cr_assert(!ns_node_get(map, "y")->quoted);
    cr_assert_eq(ns_node_get(root, "z")->count, 0);
    cr_assert_null(ns_node_get(root, "nothing"));
    cr_assert_null(ns_node_get(list, "a"));
    cr_assert_null(ns_node_get(NULL, "a"));
    cr_assert_eq(ns_node_pair(root, "list")->value, list);
    cr_assert_eq(self.document->nodes, 16);
    cr_assert_str_eq(self.document->name, "t.yaml");
    drop(&self);
}

Test(document, places_count_characters_from_one) {
    loaded self =
        load("a: 1\n\xc3\xa4\xe2\x82\xac: [x, \xc3\xb6\xc3\xb6, {k: v}]\nlong:\n    - 'quoted'\n    - b c\n");
    const ns_node *list = self.document->root->pairs[1].value,
                  *block = ns_node_get(self.document->root, "long");
    check_place(self.document->root, 1, 1, 1);
    check_place(ns_node_get(self.document->root, "a"), 1, 4, 1);
    check_place(self.document->root->pairs[1].key, 2, 1, 2);
    check_place(list, 2, 5, 15);
    check_place(list->items[1], 2, 9, 2);
    check_place(list->items[2], 2, 13, 6);
    check_place(list->items[2]->pairs[0].value, 2, 17, 1);
    check_place(block, 4, 5, 1);
    check_place(block->items[0], 4, 7, 8);
    check_place(block->items[1], 5, 7, 3);
    drop(&self);
}

Test(document, lines_end_as_in_an_editor) {
    loaded self = load("\xef\xbb\xbf"
                       "a: 1\r\nb: 2\rc: 3\n\nd: 4");
    check_place(ns_node_get(self.document->root, "a"), 1, 4, 1);
    check_place(ns_node_get(self.document->root, "b"), 2, 4, 1);
    check_place(ns_node_get(self.document->root, "c"), 3, 4, 1);
    check_place(ns_node_get(self.document->root, "d"), 5, 4, 1);
    drop(&self);
}

Test(document, aliases_are_copies) {
    loaded self = load("a: &x {k: [1, 2]}\nb: *x\nc: &y text\nd: [*y, *y]\ne: &x other\nf: *x\n");
    const ns_node *a = ns_node_get(self.document->root, "a"), *b = ns_node_get(self.document->root, "b");
    cr_assert_neq(a, b);
    cr_assert_neq(ns_node_get(a, "k"), ns_node_get(b, "k"));
    cr_assert_str_eq(ns_node_get(b, "k")->items[1]->text, "2");
    check_place(b, 2, 4, 2);
    cr_assert_str_eq(ns_node_get(self.document->root, "d")->items[1]->text, "text");
    cr_assert_str_eq(ns_node_get(self.document->root, "f")->text, "other", "the last anchor of a name");
    drop(&self);
}

Test(document, syntax_faults_have_their_places) {
    check_fault("a: [1, 2\nb: 3\n", NS_CODE_SYNTAX, 2, 2);
    check_fault("a: 'open\nb: 3\n", NS_CODE_SYNTAX, 1, 4);
    check_fault("a: 1\nb 2\nc: 3\n", NS_CODE_SYNTAX, 2, 1);
    check_fault("a: b: c\n", NS_CODE_SYNTAX, 1, 5);
    check_fault("a: @x\n", NS_CODE_SYNTAX, 1, 4);
    check_fault("a: \"\\q\"\n", NS_CODE_SYNTAX, 1, 5);
    check_fault("a:\n  - 1\n - 2\n", NS_CODE_SYNTAX, 3, 2);
    check_fault("a: {x: 1\n", NS_CODE_SYNTAX, 1, 4);
    check_fault("? [a\n", NS_CODE_SYNTAX, 1, 3);
    check_fault("%FOO\n", NS_CODE_SYNTAX, 1, 5);
}

Test(document, a_syntax_fault_says_problem_and_context) {
    loaded self = load("a: 1\nparties:\n  ann: [1, 2\n  bob: 3\n");
    const char *text = ns_diagnostics_at(self.diagnostics, 0)->text;
    cr_assert_not_null(strstr(text, "did not find expected ',' or ']'"), "%s", text);
    cr_assert_not_null(strstr(text, "while parsing a flow sequence that begins at 3:8"), "%s", text);
    cr_assert_not_null(ns_diagnostics_at(self.diagnostics, 0)->hint);
    drop(&self);
}

Test(document, tabs_for_indentation) {
    check_fault("a:\n\tb: 1\n", NS_CODE_TAB, 2, 1);
    check_fault("a:\n  b: 1\n  \tc: 2\n", NS_CODE_TAB, 3, 3);
    check_fault("a: |\n\ttext\n", NS_CODE_TAB, 2, 1);
    loaded self = load("a: 1\t# a tab before a comment\nb: \"x\ty\"\n");
    cr_assert_eq(self.status, NS_OK);
    cr_assert_str_eq(ns_node_get(self.document->root, "b")->text, "x\ty");
    drop(&self);
}

Test(document, bytes_that_are_no_text) {
    check_fault("a: \xff\n", NS_CODE_ENCODING, 1, 4);
    check_fault("\xc3\xa4: 1\n\xc3\xa4: \xc3(\n", NS_CODE_ENCODING, 2, 4);
    check_fault("a: \xed\xa0\x80\n", NS_CODE_ENCODING, 1, 4);     /* a surrogate */
    check_fault("a: \xc0\xaf\n", NS_CODE_ENCODING, 1, 4);         /* overlong */
    check_fault("a: \xf4\x90\x80\x80\n", NS_CODE_ENCODING, 1, 4); /* above U+10FFFF */
    check_fault("a: \xe2\x82", NS_CODE_ENCODING, 1, 4);           /* cut off */
    check_fault("a: \x1b[0m\n", NS_CODE_ENCODING, 1, 4);
    check_fault("a: x\xe2\x80\xa8\n", NS_CODE_ENCODING, 1, 5);
    check_fault("a: 1\nb: x\xef\xbb\xbf\n", NS_CODE_ENCODING, 2, 5);
    check_fault_n("a: 1\r\nb\0: 2\n", 12, NS_CODE_ENCODING, 2, 2);
    check_fault_n("\xff\xfe"
                  "a\0:\0",
                  6, NS_CODE_ENCODING, 1, 1);
    check_fault("a: \"x\\0y\"\n", NS_CODE_ENCODING, 1, 4);
    check_fault("a: \"\\e[31m\"\n", NS_CODE_ENCODING, 1, 4);
    check_fault("a: \"\\x85\"\n", NS_CODE_ENCODING, 1, 4);
}

Test(document, nothing_in_it) {
    check_fault("", NS_CODE_EMPTY, 0, 0);
    check_fault("\n\n  \n", NS_CODE_EMPTY, 0, 0);
    check_fault("# a comment\n", NS_CODE_EMPTY, 0, 0);
    check_fault("---\n...\n", NS_CODE_EMPTY, 0, 0);
    check_fault("\xef\xbb\xbf", NS_CODE_EMPTY, 0, 0);
}

Test(document, one_document_which_is_a_map) {
    check_fault("a: 1\n---\nb: 2\n", NS_CODE_SEVERAL_DOCUMENTS, 2, 1);
    check_fault("- 1\n", NS_CODE_WRONG_KIND, 1, 1);
    check_fault("text\n", NS_CODE_WRONG_KIND, 1, 1);
    loaded self = load("--- # explicit\na: 1\n...\n");
    cr_assert_eq(self.status, NS_OK);
    drop(&self);
}

Test(document, keys_stand_once) {
    check_fault("a: 1\nb: 2\na: 3\n", NS_CODE_DUPLICATE_KEY, 3, 1);
    check_fault("m: {x: 1, 'x': 2}\n", NS_CODE_DUPLICATE_KEY, 1, 11);
    loaded self = load("a: {x: 1}\nb: {x: 1}\nx: [{x: 1}, {x: 2}]\n");
    cr_assert_eq(self.status, NS_OK);
    drop(&self);
    self = load("a: 1\na: 2\na: 3\nm:\n  b: 1\n  b: 2\n");
    cr_assert_eq(ns_diagnostics_count(self.diagnostics), 3, "all are found");
    cr_assert_not_null(strstr(ns_diagnostics_at(self.diagnostics, 1)->text, "first in line 1"));
    drop(&self);
}

Test(document, keys_are_plain_texts) {
    check_fault("? [a]\n: 1\n", NS_CODE_WRONG_KIND, 1, 3);
    check_fault("{{a: 1}: 2}\n", NS_CODE_WRONG_KIND, 1, 2);
    check_fault("?\n: 1\n", NS_CODE_WRONG_KIND, 1, 2);
    check_fault("a: 1\n'': 2\n", NS_CODE_WRONG_KIND, 2, 1);
}

Test(document, tags_and_merge_keys_are_refused) {
    check_fault("a: !!str 1\n", NS_CODE_TAG, 1, 4);
    check_fault("a: ! 1\n", NS_CODE_TAG, 1, 4);
    check_fault("a: !x [1]\n", NS_CODE_TAG, 1, 4);
    check_fault("a: &x {k: 1}\nb:\n  <<: *x\n", NS_CODE_TAG, 3, 3);
    loaded self = load("a: {'<<': 1}\n");
    cr_assert_eq(self.status, NS_OK, "in quotes it is a text");
    drop(&self);
}

Test(document, faults_that_leave_the_rest_readable_are_collected) {
    loaded self = load("a: !x 1\nb: *none\nc: 1\nc: 2\n<<: 3\nd: \"\\0\"\n");
    static const ns_code_id codes[] = {NS_CODE_TAG, NS_CODE_ALIAS, NS_CODE_DUPLICATE_KEY, NS_CODE_TAG,
                                       NS_CODE_ENCODING};
    cr_assert_eq(ns_diagnostics_count(self.diagnostics), 5);
    for (size_t i = 0; i < 5; i++)
        cr_assert_eq(ns_diagnostics_at(self.diagnostics, i)->code, codes[i], "%zu", i);
    drop(&self);
}

Test(document, aliases_that_cannot_be_followed) {
    check_fault("a: *b\n", NS_CODE_ALIAS, 1, 4);
    check_fault("a: *b\nb: &b 1\n", NS_CODE_ALIAS, 1, 4);
    check_fault("a: &a [*a]\n", NS_CODE_ALIAS, 1, 8);
    check_fault("a: &a\n  x: {y: [*a]}\n", NS_CODE_ALIAS, 2, 11);
}

Test(document, alias_bombs_stop_at_the_limit, .timeout = 20) {
    ns_buffer text = {0};
    ns_buffer_add(&text, "a0: &a0 [x]\n");
    for (int i = 1; i < 30; i++) {
        ns_buffer_format(&text, "a%d: &a%d [", i, i);
        for (int k = 0; k < 9; k++) ns_buffer_format(&text, "%s*a%d", k ? ", " : "", i - 1);
        ns_buffer_add(&text, "]\n");
    }
    loaded self = load(text.text);
    cr_assert_eq(self.status, NS_BAD_INPUT);
    cr_assert_eq(ns_diagnostics_at(self.diagnostics, 0)->code, NS_CODE_ALIAS);
    ns_buffer_free(&text);
    drop(&self);
}

static void nest(ns_buffer *text, int depth, const char *open, const char *inside, const char *close) {
    for (int i = 0; i < depth; i++) ns_buffer_add(text, open);
    ns_buffer_add(text, inside);
    for (int i = 0; i < depth; i++) ns_buffer_add(text, close);
}

/* The root map is one of the 64. */
Test(document, depth_has_a_limit, .timeout = 20) {
    static const struct {
        int depth;
        const char *open, *inside, *close;
        ns_status status;
    } cases[] = {{63, "[", "1", "]", NS_OK},           {64, "[", "1", "]", NS_BAD_INPUT},
                 {63, "{k: ", "1", "}", NS_OK},        {64, "{k: ", "1", "}", NS_BAD_INPUT},
                 {20000, "[", "1", "]", NS_BAD_INPUT}, {20000, "[", "", "", NS_BAD_INPUT},
                 {20000, "{", "", "", NS_BAD_INPUT},   {20000, "- ", "", "", NS_BAD_INPUT}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ns_buffer text = {0};
        ns_buffer_add(&text, cases[i].open[0] == '-' ? "a:\n  " : "a: ");
        nest(&text, cases[i].depth, cases[i].open, cases[i].inside, cases[i].close);
        loaded self = load(text.text);
        cr_assert_eq(self.status, cases[i].status, "%zu", i);
        if (self.status != NS_OK)
            cr_assert_eq(ns_diagnostics_at(self.diagnostics, 0)->code, NS_CODE_TOO_DEEP);
        ns_buffer_free(&text);
        drop(&self);
    }
}

Test(document, aliases_count_towards_the_depth) {
    ns_buffer text = {0};
    ns_buffer_add(&text, "a: &a ");
    nest(&text, 40, "[", "1", "]");
    ns_buffer_add(&text, "\nb: ");
    nest(&text, 23, "[", "*a", "]");
    loaded self = load(text.text);
    cr_assert_eq(self.status, NS_OK, "1 + 23 + 40 levels");
    drop(&self);
    ns_buffer_add(&text, "\nc: ");
    nest(&text, 24, "[", "*a", "]");
    self = load(text.text);
    cr_assert_eq(self.status, NS_BAD_INPUT);
    cr_assert_eq(ns_diagnostics_at(self.diagnostics, 0)->code, NS_CODE_TOO_DEEP);
    drop(&self);
    ns_buffer_free(&text);
}

Test(document, nodes_have_a_limit, .timeout = 20) {
    ns_buffer text = {0};
    ns_buffer_add(&text, "a: [");
    for (int i = 0; i < 199996; i++) ns_buffer_add(&text, "1,");
    loaded self = load("a: 1\n");
    drop(&self);
    const size_t length = text.length;
    ns_buffer_add(&text, "1]\n");
    self = load(text.text); /* a map, a key, a list, 199,997 entries */
    cr_assert_eq(self.status, NS_OK);
    cr_assert_eq(self.document->nodes, 200000);
    drop(&self);
    text.length = length;
    ns_buffer_add(&text, "1,1]\n");
    self = load(text.text);
    cr_assert_eq(self.status, NS_BAD_INPUT);
    cr_assert_eq(ns_diagnostics_at(self.diagnostics, 0)->code, NS_CODE_TOO_BIG);
    drop(&self);
    ns_buffer_free(&text);
}

/* Neither 90,000 keys of one map nor as many anchors take more than a moment. */
Test(document, wide_files_load_in_linear_time, .timeout = 20) {
    ns_buffer keys = {0}, anchors = {0};
    for (int i = 0; i < 90000; i++) ns_buffer_format(&keys, "key%d: 1\n", i);
    loaded self = load(keys.text);
    cr_assert_eq(self.status, NS_OK);
    drop(&self);
    ns_buffer_add(&keys, "key7: 2\n");
    self = load(keys.text);
    cr_assert_eq(ns_diagnostics_at(self.diagnostics, 0)->at.line, 90001);
    drop(&self);
    ns_buffer_add(&anchors, "a: [");
    for (int i = 0; i < 60000; i++) ns_buffer_format(&anchors, "&k%d x, *k%d,", i, i / 2);
    ns_buffer_add(&anchors, "]\n");
    self = load(anchors.text);
    cr_assert_eq(self.status, NS_OK);
    drop(&self);
    ns_buffer_free(&keys);
    ns_buffer_free(&anchors);
}

Test(document, texts_over_the_limit_are_refused) {
    const size_t length = 4194304 + 1;
    char *text = malloc(length);
    memset(text, '\n', length);
    memcpy(text, "a: 1", 4);
    loaded self = load_n(text, length - 1);
    cr_assert_eq(self.status, NS_OK);
    drop(&self);
    self = load_n(text, length);
    cr_assert_eq(self.status, NS_BAD_INPUT);
    cr_assert_eq(ns_diagnostics_at(self.diagnostics, 0)->code, NS_CODE_TOO_BIG);
    drop(&self);
    free(text);
}

Test(document, a_copy_stands_on_its_own) {
    loaded self = load("a: {b: [1, 'two']}\nc:\n");
    ns_document *copy;
    cr_assert_eq(ns_document_copy(&copy, self.document), NS_OK);
    const char *file = self.document->root->at.file;
    cr_assert_eq(copy->root->at.file, file);
    cr_assert_eq(copy->nodes, self.document->nodes);
    ns_diagnostics *diagnostics = ns_diagnostics_new();
    cr_assert_eq(ns_document_set(copy, "a.b", "9", NS_FROM_OVERRIDE, (ns_location){0}, diagnostics), NS_OK);
    cr_assert_eq(ns_node_find(self.document->root, "a.b")->count, 2);
    drop(&self);
    cr_assert_str_eq(ns_node_find(copy->root, "a.b")->text, "9");
    cr_assert_str_eq(copy->name, "t.yaml");
    ns_diagnostics_free(diagnostics);
    ns_document_free(copy);
    ns_document_free(NULL);
}

/* --- files ------------------------------------------------------------------------------------------- */

static char folder[] = "/tmp/negsim-document-XXXXXX";

static void enter_folder(void) {
    cr_assert_not_null(mkdtemp(folder));
    cr_assert_eq(chdir(folder), 0);
}

static void leave_folder(void) {
    static const char *const names[] = {"a.yaml",     "b.yaml", "c.yaml",   "sub/b.yaml",
                                        "sub/c.yaml", "pipe",   "link.yaml"};
    char name[16];
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) unlink(names[i]);
    for (int i = 0; i < 12; i++) {
        snprintf(name, sizeof name, "c%d.yaml", i);
        unlink(name);
    }
    rmdir("sub");
    cr_assert_eq(chdir("/"), 0);
    rmdir(folder);
}

static void put(const char *name, const char *text) {
    FILE *file = fopen(name, "wb");
    cr_assert_not_null(file);
    fputs(text, file);
    fclose(file);
}

static loaded open_file(const char *name) {
    loaded self = {.diagnostics = ns_diagnostics_new()};
    self.status = ns_document_load(&self.document, name, self.diagnostics);
    return self;
}

static void check_no_file(const char *name, ns_status status, ns_code_id code, unsigned line,
                          unsigned column) {
    loaded self = open_file(name);
    cr_assert_eq(self.status, status, "%s", name);
    cr_assert_null(self.document);
    cr_assert_eq(ns_diagnostics_count(self.diagnostics), 1);
    const ns_diagnostic *first = ns_diagnostics_at(self.diagnostics, 0);
    cr_assert_eq(first->code, code, "%s", first->text);
    cr_assert_eq(first->at.line, line);
    cr_assert_eq(first->at.column, column);
    drop(&self);
}

Test(document, files_that_cannot_be_read, .init = enter_folder, .fini = leave_folder) {
    check_no_file("none.yaml", NS_NO_INPUT, NS_CODE_NO_INPUT, 0, 0);
    check_no_file(".", NS_NO_INPUT, NS_CODE_NO_INPUT, 0, 0);
    check_no_file("", NS_NO_INPUT, NS_CODE_NO_INPUT, 0, 0);
    put("a.yaml", "a: 1\n");
    check_no_file("a.yaml/b", NS_NO_INPUT, NS_CODE_NO_INPUT, 0, 0);
    check_no_file("/dev/zero", NS_BAD_INPUT, NS_CODE_TOO_BIG, 0, 0);
    chmod("a.yaml", 0);
    if (access("a.yaml", R_OK) != 0) check_no_file("a.yaml", NS_NO_INPUT, NS_CODE_NO_INPUT, 0, 0);
}

Test(document, standard_input, .init = enter_folder, .fini = leave_folder) {
    put("a.yaml", "a: 1\nextends: b.yaml\n");
    put("b.yaml", "b: 2\n");
    cr_assert_not_null(freopen("a.yaml", "rb", stdin));
    loaded self = open_file("-");
    cr_assert_eq(self.status, NS_OK);
    cr_assert_str_eq(ns_node_get(self.document->root, "b")->text, "2");
    cr_assert_str_eq(self.document->name, "(standard input)");
    drop(&self);
}

Test(document, extends_lays_a_file_over_its_base, .init = enter_folder, .fini = leave_folder) {
    mkdir("sub", 0700);
    put("a.yaml", "name: upper\nextends: sub/b.yaml\nm: {x: 9, z: 3}\nplain: [7]\n"
                  "links:\n  - {name: two, add: 22}\n  - {name: three, add: 3}\nkind: {a: 1}\n");
    put("sub/b.yaml", "extends: c.yaml\nm: {x: 1, y: 2}\nplain: [1, 2, 3]\nlinks: [{name: one, add: 1}, "
                      "{name: two, add: 2, when: w}]\n");
    put("sub/c.yaml", "negsim: 1\nname: lowest\nkind: word\nlowest: 1\n");
    loaded self = open_file("a.yaml");
    cr_assert_eq(self.status, NS_OK);
    const ns_node *root = self.document->root;
    ns_buffer text = {0};
    ns_node_write(&text, root);
    cr_assert_str_eq(
        text.text,
        "negsim: 1\nname: upper\nkind:\n  a: 1\nlowest: 1\nm:\n  x: 9\n  y: 2\n  z: 3\nplain: [7]\n"
        "links:\n  - name: one\n    add: 1\n  - name: two\n    add: 22\n    when: w\n"
        "  - name: three\n    add: 3\n");
    cr_assert_eq(ns_node_find(root, "m.y")->origin, NS_FROM_BASE);
    cr_assert_eq(ns_node_find(root, "m.x")->origin, NS_FROM_FILE);
    cr_assert_eq(ns_node_find(root, "lowest")->origin, NS_FROM_BASE);
    cr_assert_eq(ns_node_find(root, "links.two.when")->origin, NS_FROM_BASE);
    cr_assert_eq(ns_node_find(root, "links.two.add")->origin, NS_FROM_FILE);
    cr_assert_str_eq(ns_node_find(root, "lowest")->at.file, "sub/c.yaml");
    cr_assert_str_eq(ns_node_find(root, "m")->at.file, "a.yaml");
    cr_assert_eq(ns_node_find(root, "m")->at.line, 3);
    ns_buffer_free(&text);
    drop(&self);
}

Test(document, extends_replaces_lists_without_unique_names, .init = enter_folder, .fini = leave_folder) {
    put("a.yaml", "extends: b.yaml\nx: []\ny: [{name: a}, {name: a}]\nz: [{name: a}, {}]\n");
    put("b.yaml", "x: [{name: a}]\ny: [{name: a}]\nz: [{name: b}]\n");
    loaded self = open_file("a.yaml");
    cr_assert_eq(ns_node_find(self.document->root, "x")->count, 0);
    cr_assert_eq(ns_node_find(self.document->root, "y")->count, 2);
    cr_assert_eq(ns_node_find(self.document->root, "z")->count, 2);
    cr_assert_null(ns_node_find(self.document->root, "extends"));
    drop(&self);
}

Test(document, extends_that_cannot_be_followed, .init = enter_folder, .fini = leave_folder, .timeout = 20) {
    put("a.yaml", "x: 1\nextends: none.yaml\n");
    check_no_file("a.yaml", NS_BAD_INPUT, NS_CODE_EXTENDS, 2, 10);
    put("a.yaml", "extends: a.yaml\n");
    check_no_file("a.yaml", NS_BAD_INPUT, NS_CODE_EXTENDS, 1, 10);
    put("a.yaml", "extends: ./b.yaml\n");
    put("b.yaml", "x: 1\nextends: a.yaml\n");
    check_no_file("a.yaml", NS_BAD_INPUT, NS_CODE_EXTENDS, 2, 10);
    cr_assert_eq(symlink("a.yaml", "link.yaml"), 0);
    put("b.yaml", "x: 1\nextends: link.yaml\n");
    check_no_file("a.yaml", NS_BAD_INPUT, NS_CODE_EXTENDS, 2, 10);
    put("a.yaml", "extends: [b.yaml]\n");
    check_no_file("a.yaml", NS_BAD_INPUT, NS_CODE_EXTENDS, 1, 10);
    put("a.yaml", "extends:\n");
    check_no_file("a.yaml", NS_BAD_INPUT, NS_CODE_EXTENDS, 1, 9);
    put("a.yaml", "extends: /dev/zero\n");
    check_no_file("a.yaml", NS_BAD_INPUT, NS_CODE_EXTENDS, 1, 10);
    put("a.yaml", "extends: -\n");
    check_no_file("a.yaml", NS_BAD_INPUT, NS_CODE_SYNTAX, 1, 10);
    put("a.yaml", "extends: '-'\n");
    check_no_file("a.yaml", NS_BAD_INPUT, NS_CODE_EXTENDS, 1, 10);
    cr_assert_eq(mkfifo("pipe", 0600), 0);
    put("a.yaml", "extends: pipe\n");
    check_no_file("a.yaml", NS_BAD_INPUT, NS_CODE_EXTENDS, 1, 10);
    put("a.yaml", "extends: b.yaml\n");
    put("b.yaml", "- 1\n");
    check_no_file("a.yaml", NS_BAD_INPUT, NS_CODE_EXTENDS, 1, 10);
    put("b.yaml", "x: 1\ny: [1\n");
    loaded self = open_file("a.yaml");
    cr_assert_str_eq(ns_diagnostics_at(self.diagnostics, 0)->at.file, "b.yaml");
    cr_assert_eq(ns_diagnostics_at(self.diagnostics, 0)->code, NS_CODE_SYNTAX);
    drop(&self);
}

Test(document, extends_is_followed_eight_deep, .init = enter_folder, .fini = leave_folder) {
    char name[16], text[64];
    for (int i = 0; i < 10; i++) {
        snprintf(name, sizeof name, "c%d.yaml", i);
        snprintf(text, sizeof text, "k%d: 1\nextends: c%d.yaml\n", i, i + 1);
        put(name, text);
    }
    put("c8.yaml", "k8: 1\n");
    loaded self = open_file("c0.yaml");
    cr_assert_eq(self.status, NS_OK);
    cr_assert_eq(self.document->root->count, 9);
    drop(&self);
    put("c8.yaml", "k8: 1\nextends: c9.yaml\n");
    put("c9.yaml", "k9: 1\n");
    self = open_file("c0.yaml");
    cr_assert_eq(self.status, NS_BAD_INPUT);
    cr_assert_eq(ns_diagnostics_at(self.diagnostics, 0)->code, NS_CODE_EXTENDS);
    cr_assert_str_eq(ns_diagnostics_at(self.diagnostics, 0)->at.file, "c8.yaml");
    drop(&self);
}
