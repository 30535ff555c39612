/* Rows of CSV: order, types, quoting, numbers. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "output/csv.h"

static ns_column columns[] = {{"t", "name", NS_COLUMN_TEXT, "", ""},
                              {"t", "count", NS_COLUMN_INTEGER, "", ""},
                              {"t", "agreed", NS_COLUMN_BOOLEAN, "", ""},
                              {"t", "share", NS_COLUMN_MEASURE, "", ""},
                              {"t", "number", NS_COLUMN_NUMBER, "", ""}};
static const ns_column_set set = {.count = 5, .columns = columns};
static const ns_column_set one_text = {.count = 1, .columns = columns};
static const ns_column_set one_measure = {.count = 1, .columns = columns + 3};

static void expect_text(const char *text, const char *cell) {
    ns_buffer out = {0};
    ns_csv csv;
    ns_csv_open(&csv, &out, &one_text);
    ns_csv_text(&csv, text);
    ns_csv_end(&csv);
    cr_assert_eq(out.status, NS_OK);
    cr_assert_eq(out.text[out.length - 1], '\n');
    out.text[out.length - 1] = '\0';
    cr_assert_str_eq(out.text, cell);
    ns_buffer_free(&out);
}

Test(csv, quotes_only_where_needed) {
    expect_text("plain", "plain");
    expect_text("", "");
    expect_text(NULL, "");
    expect_text("a, b", "\"a, b\"");
    expect_text("say \"no\"", "\"say \"\"no\"\"\"");
    expect_text(" leading", "\" leading\"");
    expect_text("trailing ", "\"trailing \"");
    expect_text("it's; fine", "it's; fine");
    expect_text("two\nlines\r\n", "\"two lines\"");
    expect_text("Gr\xc3\xb6\xc3\x9f"
                "e",
                "Gr\xc3\xb6\xc3\x9f"
                "e");
}

Test(csv, long_texts_pass_the_row_buffer) {
    char text[5000], want[5003];
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    expect_text(text, text);
    text[2500] = ',';
    snprintf(want, sizeof want, "\"%s\"", text);
    expect_text(text, want);
}

static void expect_measure(double value, const char *cell) {
    ns_buffer out = {0};
    ns_csv csv;
    ns_csv_open(&csv, &out, &one_measure);
    ns_csv_measure(&csv, value);
    ns_csv_end(&csv);
    cr_assert_eq(out.status, NS_OK);
    out.text[out.length - 1] = '\0';
    cr_assert_str_eq(out.text, cell);
    ns_buffer_free(&out);
}

Test(csv, measures_have_nine_decimals_and_no_negative_zero) {
    expect_measure(0.5, "0.500000000");
    expect_measure(-0.5, "-0.500000000");
    expect_measure(1.0 / 3, "0.333333333");
    expect_measure(2.0 / 3, "0.666666667");
    expect_measure(-0.0, "0.000000000");
    expect_measure(-1e-12, "0.000000000");
    expect_measure(NAN, "");
    expect_measure(INFINITY, "");
    expect_measure(-HUGE_VAL, "");
    expect_measure(1234567890123.0, "1234567890123");
}

Test(csv, a_row_of_every_type) {
    ns_buffer out = {0};
    ns_csv csv;
    ns_csv_header(&out, &set);
    ns_csv_open(&csv, &out, &set);
    for (int row = 0; row < 2; row++) {
        ns_csv_text(&csv, "a");
        ns_csv_integer(&csv, UINT64_MAX);
        ns_csv_boolean(&csv, row == 1);
        if (row)
            ns_csv_measure(&csv, 1);
        else
            ns_csv_empty(&csv);
        ns_csv_number(&csv, 0.1);
        ns_csv_end(&csv);
    }
    cr_assert_eq(out.status, NS_OK);
    cr_assert_str_eq(out.text, "name,count,agreed,share,number\n"
                               "a,18446744073709551615,0,,0.1\n"
                               "a,18446744073709551615,1,1.000000000,0.1\n");
    ns_buffer_free(&out);
}

static ns_status after(void (*fill)(ns_csv *csv)) {
    ns_buffer out = {0};
    ns_csv csv;
    ns_csv_open(&csv, &out, &set);
    fill(&csv);
    ns_csv_end(&csv);
    ns_status status = out.status;
    ns_buffer_free(&out);
    return status;
}

static void fill_well(ns_csv *csv) {
    ns_csv_text(csv, "a");
    ns_csv_integer(csv, 1);
    ns_csv_boolean(csv, true);
    ns_csv_measure(csv, 1);
    ns_csv_number(csv, 1);
}
static void fill_short(ns_csv *csv) { ns_csv_text(csv, "a"); }
static void fill_swapped(ns_csv *csv) {
    ns_csv_integer(csv, 1);
    ns_csv_text(csv, "a");
    ns_csv_boolean(csv, true);
    ns_csv_measure(csv, 1);
    ns_csv_number(csv, 1);
}
static void fill_long(ns_csv *csv) {
    fill_well(csv);
    ns_csv_empty(csv);
}
static void fill_longer(ns_csv *csv) {
    fill_well(csv);
    ns_csv_number(csv, 1);
}

Test(csv, cells_out_of_order_too_few_or_too_many_are_a_bug) {
    cr_assert_eq(after(fill_well), NS_OK);
    cr_assert_eq(after(fill_short), NS_BUG);
    cr_assert_eq(after(fill_swapped), NS_BUG);
    cr_assert_eq(after(fill_long), NS_BUG);
    cr_assert_eq(after(fill_longer), NS_BUG);
}
