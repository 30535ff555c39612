#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "negsim/diagnostics.h"

static ns_location place(const char *file, uint32_t line, uint32_t column, uint32_t length) {
    return (ns_location){file, line, column, length};
}

/* Renders, compares, frees. */
static void check_render(ns_diagnostics *self, const char *expected) {
    char *text = ns_diagnostics_render(self, NS_COLOR_OFF);
    cr_assert_str_eq(text, expected, "%s", text);
    free(text);
    ns_diagnostics_free(self);
}

static ns_diagnostics *with_source(const char *name, const char *text) {
    ns_diagnostics *self = ns_diagnostics_new();
    cr_assert_str_eq(ns_diagnostics_add_source(self, name, text, strlen(text)), name);
    return self;
}

Test(diagnostics, empty_list) {
    ns_diagnostics *self = ns_diagnostics_new();
    cr_assert_eq(ns_diagnostics_count(self), 0);
    cr_assert_null(ns_diagnostics_at(self, 0));
    check_render(self, "");
    ns_diagnostics_free(NULL);
}

Test(diagnostics, excerpt_caret_and_hint) {
    ns_diagnostics *self = with_source("a.yaml", "name: x\nparties:\n  ann: {prority: 3}\n");
    ns_diagnostics_add(self, NS_CODE_UNKNOWN_KEY, place("a.yaml", 3, 9, 7), "did you mean 'priority'?",
                       "unknown key '%s'", "prority");
    check_render(self, "a.yaml:3:9: error: unknown key 'prority' [E201]\n"
                       "    ann: {prority: 3}\n"
                       "          ^~~~~~~\n"
                       "  hint: did you mean 'priority'?\n");
}

Test(diagnostics, no_place_and_no_source) {
    ns_diagnostics *self = with_source("a.yaml", "x: 1\n");
    ns_diagnostics_add(self, NS_CODE_USAGE, place(NULL, 0, 0, 0), NULL, "no place");
    ns_diagnostics_add(self, NS_CODE_NO_INPUT, place("b.yaml", 0, 0, 0), NULL, "no file");
    ns_diagnostics_add(self, NS_CODE_EMPTY, place("a.yaml", 0, 0, 0), NULL, "no line");
    ns_diagnostics_add(self, NS_CODE_SYNTAX, place("c.yaml", 7, 1, 1), NULL, "not registered");
    ns_diagnostics_add(self, NS_CODE_SYNTAX, place("a.yaml", 99, 1, 1), NULL, "past the end");
    check_render(self, "a.yaml: error: no line [E105]\n"
                       "a.yaml:99:1: error: past the end [E102]\n"
                       "b.yaml: error: no file [E101]\n"
                       "c.yaml:7:1: error: not registered [E102]\n"
                       "error: no place [E502]\n");
}

Test(diagnostics, sorted_by_file_line_column_and_arrival) {
    ns_diagnostics *self = with_source("z.yaml", "aaaa\nbbbb\n");
    ns_diagnostics_add_source(self, "a.yaml", "cc\n", 3);
    ns_diagnostics_add(self, NS_CODE_SYNTAX, place("a.yaml", 1, 1, 1), NULL, "5");
    ns_diagnostics_add(self, NS_CODE_SYNTAX, place("z.yaml", 2, 1, 1), NULL, "3");
    ns_diagnostics_add(self, NS_CODE_ONE_OPTION, place("z.yaml", 1, 3, 1), NULL, "2");
    ns_diagnostics_add(self, NS_CODE_SYNTAX, place("z.yaml", 1, 2, 1), NULL, "1");
    ns_diagnostics_add(self, NS_CODE_SYNTAX, place("z.yaml", 2, 1, 1), NULL, "4");
    cr_assert_eq(ns_diagnostics_count(self), 5);
    for (size_t i = 0; i < 5; i++) cr_assert_eq(ns_diagnostics_at(self, i)->text[0], '1' + (int)i);
    cr_assert_null(ns_diagnostics_at(self, 5));
    cr_assert_eq(ns_diagnostics_errors(self), 4);
    cr_assert_eq(ns_diagnostics_warnings(self), 1);
    ns_diagnostics_free(self);
}

Test(diagnostics, twenty_of_each_are_kept_and_the_rest_counted) {
    ns_diagnostics *self = with_source("a.yaml", "x\n");
    for (unsigned i = 0; i < 23; i++)
        ns_diagnostics_add(self, NS_CODE_SYNTAX, place("a.yaml", 0, 0, 0), NULL, "fault %u", i);
    for (unsigned i = 0; i < 21; i++)
        ns_diagnostics_add(self, NS_CODE_UNUSED, place("a.yaml", 0, 0, 0), NULL, "warning %u", i);
    cr_assert_eq(ns_diagnostics_count(self), 40);
    cr_assert_eq(ns_diagnostics_errors(self), 23);
    cr_assert_eq(ns_diagnostics_warnings(self), 21);
    char *text = ns_diagnostics_render(self, NS_COLOR_OFF);
    cr_assert_str_eq(strstr(text, "and "), "and 3 more errors\nand 1 more warning\n");
    cr_assert_not_null(strstr(text, "fault 19 "));
    cr_assert_null(strstr(text, "fault 20 "));
    free(text);
    ns_diagnostics_free(self);
}

Test(diagnostics, the_same_is_kept_once) {
    ns_diagnostics *self = with_source("a.yaml", "x\n");
    char copy[] = "a.yaml"; /* another pointer, the same file */
    for (int i = 0; i < 5; i++)
        ns_diagnostics_add(self, NS_CODE_SYNTAX, place(i % 2 ? copy : "a.yaml", 1, 1, 1), NULL, "same");
    ns_diagnostics_add(self, NS_CODE_SYNTAX, place("a.yaml", 1, 2, 1), NULL, "same");
    ns_diagnostics_add(self, NS_CODE_SYNTAX, place("a.yaml", 1, 1, 1), NULL, "other");
    cr_assert_eq(ns_diagnostics_count(self), 3);
    cr_assert_eq(ns_diagnostics_errors(self), 3);
    ns_diagnostics_free(self);
}

Test(diagnostics, names_and_texts_are_owned) {
    ns_diagnostics *self = ns_diagnostics_new();
    char name[] = "a.yaml", text[] = "key: 1\n", hint[] = "hint";
    ns_diagnostics_add_source(self, name, text, sizeof text - 1);
    ns_diagnostics_add(self, NS_CODE_SYNTAX, place(name, 1, 1, 3), hint, "%s", text);
    memset(name, '!', sizeof name - 1);
    memset(text, '!', sizeof text - 1);
    memset(hint, '!', sizeof hint - 1);
    check_render(self, "a.yaml:1:1: error: key: 1  [E102]\n  key: 1\n  ^~~\n  hint: hint\n");
}

Test(diagnostics, tabs_and_wide_letters_keep_the_caret_in_place) {
    ns_diagnostics *self = with_source("a.yaml", "\tk\xc3\xa4se:\t\xe2\x82\xac 4\r\nnext\r\n");
    ns_diagnostics_add(self, NS_CODE_SYNTAX, place("a.yaml", 1, 10, 1), NULL, "after a tab");
    ns_diagnostics_add(self, NS_CODE_SYNTAX, place("a.yaml", 2, 5, 1), NULL, "behind the end");
    check_render(self, "a.yaml:1:10: error: after a tab [E102]\n"
                       "  \tk\xc3\xa4se:\t\xe2\x82\xac 4\n"
                       "  \t     \t  ^\n"
                       "a.yaml:2:5: error: behind the end [E102]\n"
                       "  next\n"
                       "      ^\n");
}

Test(diagnostics, bytes_that_a_terminal_must_not_see) {
    ns_diagnostics *self = ns_diagnostics_new();
    ns_diagnostics_add_source(self, "a", "a\0\x1b[31m\xff\xc2\x85z", 11);
    ns_diagnostics_add(self, NS_CODE_ENCODING, place("a", 1, 2, 4), NULL, "x\x1b\n\ty");
    check_render(self, "a:1:2: error: x   y [E103]\n  a??[31m??z\n   ^~~~\n");
}

Test(diagnostics, underline_stops_at_the_end_of_the_line) {
    ns_diagnostics *self = with_source("a", "ab\ncd\n");
    ns_diagnostics_add(self, NS_CODE_SYNTAX, place("a", 1, 2, 500), NULL, "long");
    ns_diagnostics_add(self, NS_CODE_SYNTAX, place("a", 2, 1, 0), NULL, "none");
    check_render(self, "a:1:2: error: long [E102]\n  ab\n   ^\na:2:1: error: none [E102]\n  cd\n  ^\n");
}

Test(diagnostics, long_lines_are_shown_through_a_window) {
    enum { LENGTH = 1000 };
    char line[LENGTH + 1];
    for (int i = 0; i < LENGTH; i++) line[i] = (char)('a' + i % 26);
    line[LENGTH] = '\0';
    static const uint32_t columns[] = {1, 50, 90, 91, 100, 500, 999, 1000, 1001};
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        ns_diagnostics *self = with_source("a", line);
        ns_diagnostics_add(self, NS_CODE_SYNTAX, place("a", 1, columns[i], 3), NULL, "x");
        char *text = ns_diagnostics_render(self, NS_COLOR_OFF);
        char *shown = strchr(text, '\n') + 1, *under = strchr(shown, '\n') + 1;
        const size_t width = (size_t)(under - shown) - 1, at = strcspn(under, "^");
        cr_assert_leq(width, 2 + 3 + 100 + 3);
        cr_assert_leq(at, width);
        if (columns[i] <= LENGTH)
            cr_assert_eq(shown[at], line[columns[i] - 1], "column %u: %s", (unsigned)columns[i], text);
        free(text);
        ns_diagnostics_free(self);
    }
}

Test(diagnostics, long_texts_are_cut_between_letters) {
    ns_diagnostics *self = ns_diagnostics_new();
    char big[5001];
    for (int i = 0; i < 5000; i += 2) memcpy(big + i, "\xc3\xa4", 2);
    big[5000] = '\0';
    ns_diagnostics_add(self, NS_CODE_SYNTAX, place(NULL, 0, 0, 0), big, "%s", big);
    const ns_diagnostic *kept = ns_diagnostics_at(self, 0);
    cr_assert_lt(strlen(kept->text), 700);
    cr_assert_lt(strlen(kept->hint), 700);
    const size_t end = strcspn(kept->text, ".");
    cr_assert_eq(end % 2, 0);
    cr_assert_str_eq(kept->text + end, "...");
    ns_diagnostics_free(self);
}

Test(diagnostics, color_only_when_asked_for) {
    ns_diagnostics *self = with_source("a", "x\n");
    ns_diagnostics_add(self, NS_CODE_SYNTAX, place("a", 1, 1, 1), "h", "t");
    ns_diagnostics_add(self, NS_CODE_UNUSED, place("a", 1, 1, 1), NULL, "u");
    char *off = ns_diagnostics_render(self, NS_COLOR_OFF), *on = ns_diagnostics_render(self, NS_COLOR_ON);
    cr_assert_null(strchr(off, '\033'));
    cr_assert_not_null(strstr(on, "\033[1;31merror:\033[0m"));
    cr_assert_not_null(strstr(on, "\033[1;35mwarning:\033[0m"));
    /* Without its escapes the coloured text is the plain one. */
    char *to = on;
    for (const char *c = on; *c; c++) {
        if (*c == '\033')
            while (*c != 'm') c++;
        else
            *to++ = *c;
    }
    *to = '\0';
    cr_assert_str_eq(on, off);
    free(off);
    free(on);
    ns_diagnostics_free(self);
}
