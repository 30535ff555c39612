/* Wrapping, widths and cells of the screen. */
#include <criterion/criterion.h>
#include <string.h>

#include "output/page.h"

static void expect(unsigned width, unsigned indent, unsigned hang, const char *text, const char *want) {
    ns_buffer out = {0};
    ns_page page = {&out, width, NS_COLOR_OFF};
    ns_page_text(&page, NS_STYLE_BOLD, indent, hang, text);
    cr_assert_str_eq(out.text, want);
    ns_buffer_free(&out);
}

Test(page, wraps_at_blanks_with_a_hanging_indent) {
    expect(10, 0, 2, "one two three four", "one two\n  three\n  four\n");
    expect(10, 2, 4, "short", "  short\n");
    expect(7, 0, 2, "one two three", "one two\n  three\n");
    expect(10, 0, 0, "", "\n");
    expect(5, 0, 0, "a  b   c d", "a  b\nc d\n");
}

Test(page, breaks_a_word_that_is_too_long) {
    expect(6, 0, 2, "abcdefghijkl", "abcdef\n  ghij\n  kl\n");
    expect(6, 1, 1, "ab abcdefgh", " ab\n abcde\n fgh\n");
}

Test(page, counts_characters_not_bytes) {
    cr_assert_eq(ns_text_width("\xc3\xa4\xc3\xb6\xc3\xbc"), 3);
    cr_assert_eq(ns_text_width("\xd0\xa3\xd0\xba\xd1\x80"), 3);
    cr_assert_eq(ns_text_width("\xe5\x8d\x97\xe6\xb5\xb7"), 4); /* wide */
    cr_assert_eq(ns_text_width("e\xcc\x81"), 1);                /* combining */
    expect(4, 0, 0, "\xc3\xa4\xc3\xb6\xc3\xbc\xc3\x9f \xc3\xa4",
           "\xc3\xa4\xc3\xb6\xc3\xbc\xc3\x9f\n\xc3\xa4\n");
}

Test(page, control_characters_never_reach_the_terminal) {
    expect(40, 0, 0, "a\033[31mb\tc", "a [31mb c\n");
    expect(40, 0, 0, "x\xc2\x9by", "x y\n");     /* C1: another escape */
    expect(40, 0, 0, "x\xe2\x80\xaey", "x y\n"); /* right-to-left override */
}

Test(page, columns_stand_behind_the_first_line) {
    ns_buffer out = {0};
    ns_page page = {&out, 30, NS_COLOR_OFF};
    ns_page_row(&page, NS_STYLE_PLAIN, 2, 4, 16, "a long title here", "  12%");
    cr_assert_str_eq(out.text, "  a long title    12%\n    here\n");
    ns_buffer_free(&out);
}

Test(page, colour_only_when_on) {
    ns_buffer out = {0};
    ns_page page = {&out, 30, NS_COLOR_ON};
    ns_page_text(&page, NS_STYLE_BOLD, 0, 0, "x");
    ns_page_text(&page, NS_STYLE_PLAIN, 0, 0, "y");
    cr_assert_str_eq(out.text, "\033[1mx\033[0m\ny\n");
    ns_buffer_free(&out);
}

static void expect_cell(const char *text, unsigned width, ns_align align, const char *want) {
    ns_buffer out = {0};
    ns_add_cell(&out, text, width, align);
    cr_assert_str_eq(out.text ? out.text : "", want);
    ns_buffer_free(&out);
}

Test(page, cells_are_padded_or_cut) {
    expect_cell("ab", 4, NS_ALIGN_RIGHT, "  ab");
    expect_cell("ab", 4, NS_ALIGN_LEFT, "ab  ");
    expect_cell("abcdef", 4, NS_ALIGN_LEFT, "ab..");
    expect_cell("\xc3\xa4\xc3\xb6\xc3\xbc", 3, NS_ALIGN_LEFT, "\xc3\xa4\xc3\xb6\xc3\xbc");
    expect_cell("abc", 0, NS_ALIGN_LEFT, "");
}
