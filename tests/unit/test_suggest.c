#include <criterion/criterion.h>
#include <string.h>

#include "negsim/document.h"

Test(suggest, distances_worked_by_hand) {
    static const struct {
        const char *a, *b;
        unsigned distance;
    } cases[] = {{"", "", 0},
                 {"a", "", 1},
                 {"", "abc", 3},
                 {"kitten", "sitting", 3},
                 {"ab", "ba", 1},
                 {"prority", "priority", 1},
                 {"ca", "abc", 3},
                 {"flexibilty", "flexibility", 1},
                 {"abcd", "acbd", 1},
                 {"abcd", "badc", 2},
                 {"saturday", "sunday", 3},
                 {"x", "y", 1}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cr_assert_eq(ns_edit_distance(cases[i].a, cases[i].b, 9), cases[i].distance, "%s", cases[i].a);
        cr_assert_eq(ns_edit_distance(cases[i].b, cases[i].a, 9), cases[i].distance, "%s", cases[i].b);
    }
}

static const char *word(char *text, unsigned number) {
    size_t length = 0;
    for (; number; number /= 3) text[length++] = (char)('a' + number % 3);
    text[length] = '\0';
    return text;
}

/* The optimal string alignment distance by its definition, without a table. */
static unsigned slow(const char *a, size_t n, const char *b, size_t m) {
    if (!n || !m) return (unsigned)(n + m);
    unsigned best = slow(a, n - 1, b, m - 1) + (a[n - 1] != b[m - 1]);
    const unsigned drop = slow(a, n - 1, b, m) + 1, add = slow(a, n, b, m - 1) + 1;
    if (drop < best) best = drop;
    if (add < best) best = add;
    if (n > 1 && m > 1 && a[n - 1] == b[m - 2] && a[n - 2] == b[m - 1]) {
        const unsigned swap = slow(a, n - 2, b, m - 2) + 1;
        if (swap < best) best = swap;
    }
    return best;
}

Test(suggest, agrees_with_the_definition_under_every_cap, .timeout = 60) {
    char a[16], b[16];
    for (unsigned i = 0; i < 2000; i++) {
        word(a, i * 7919 % 729);
        word(b, i * 104729 % 729);
        const unsigned expected = slow(a, strlen(a), b, strlen(b));
        for (unsigned limit = 0; limit < 7; limit++)
            cr_assert_eq(ns_edit_distance(a, b, limit), expected > limit ? limit + 1 : expected, "%s %s %u",
                         a, b, limit);
    }
}

Test(suggest, words_of_any_length) {
    static char a[100001], b[100001];
    memset(a, 'a', 100000);
    memset(b, 'a', 100000);
    cr_assert_eq(ns_edit_distance(a, b, 2), 0);
    b[5] = 'b';
    cr_assert_eq(ns_edit_distance(a, b, 2), 3, "beyond its reach");
    a[255] = b[255] = '\0';
    cr_assert_eq(ns_edit_distance(a, b, 2), 1);
}

Test(suggest, the_nearest_name) {
    static const char *const names[] = {"priority", "values", "flexibility", "red_lines", "value"};
    cr_assert_str_eq(ns_nearest_name("prority", names, 5), "priority");
    cr_assert_str_eq(ns_nearest_name("redlines", names, 5), "red_lines");
    cr_assert_str_eq(ns_nearest_name("flexiblity", names, 5), "flexibility");
    cr_assert_str_eq(ns_nearest_name("valuess", names, 5), "values", "the nearest, not the first");
    cr_assert_str_eq(ns_nearest_name("valuee", names, 5), "values", "of equal ones the first");
    cr_assert_null(ns_nearest_name("weight", names, 5));
    cr_assert_null(ns_nearest_name("", names, 5));
    cr_assert_null(ns_nearest_name("priority", names, 0));
}

Test(suggest, fewer_than_half_of_the_letters) {
    static const char *const names[] = {"un", "osce", "ann"};
    cr_assert_null(ns_nearest_name("us", names, 3), "one of two letters");
    cr_assert_str_eq(ns_nearest_name("ane", names, 3), "ann", "one of three");
    cr_assert_null(ns_nearest_name("xsex", names, 3), "two of four");
}
