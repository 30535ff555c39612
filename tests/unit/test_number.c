#include <criterion/criterion.h>
#include <float.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "negsim/number.h"
#include "negsim/random.h"

static void check_shortest(double value, const char *expected) {
    char text[NS_NUMBER_TEXT];
    cr_assert_eq(ns_number_shortest(text, value), strlen(expected), "%s", text);
    cr_assert_str_eq(text, expected);
}

Test(number, shortest_of_known_values) {
    check_shortest(0, "0");
    check_shortest(-0.0, "0");
    check_shortest(40, "40");
    check_shortest(-7, "-7");
    check_shortest(0.1, "0.1");
    check_shortest(-0.5, "-0.5");
    check_shortest(0.35, "0.35");
    check_shortest(0.1 + 0.2, "0.30000000000000004");
    check_shortest(1.0 / 3, "0.3333333333333333");
    check_shortest(2.0 / 3, "0.6666666666666666");
    check_shortest(100.0 / 3, "33.333333333333336");
    check_shortest(0.0001, "0.0001");
    check_shortest(0.00012345, "0.00012345");
    check_shortest(0.00001, "1e-05");
    check_shortest(1.5e-7, "1.5e-07");
    check_shortest(1e300, "1e+300");
    check_shortest(-2.5e-300, "-2.5e-300");
    check_shortest(1e15, "1000000000000000");
    check_shortest(9007199254740992.0, "9007199254740992");
    check_shortest(1e16, "10000000000000000");
    check_shortest(1e22, "1e+22");
    check_shortest(123456.789, "123456.789");
    check_shortest(DBL_MAX, "1.7976931348623157e+308");
    check_shortest(DBL_MIN, "2.2250738585072014e-308");
    check_shortest(DBL_TRUE_MIN, "5e-324");
}

static double of_bits(uint64_t bits) {
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static uint64_t random_bits(uint64_t draw) {
    const uint64_t high = (uint64_t)(ns_uniform_draw(1, draw, 1) * 0x1p32);
    const uint64_t low = (uint64_t)(ns_uniform_draw(1, draw, 2) * 0x1p32);
    return high << 32 | low;
}

static void check_round_trip(double value) {
    char text[NS_NUMBER_TEXT];
    double again;
    const size_t length = ns_number_shortest(text, value);
    cr_assert_lt(length, NS_NUMBER_TEXT);
    cr_assert_eq(text[length], '\0');
    cr_assert(ns_number_parse(text, length, &again), "%s of %a", text, value);
    cr_assert_eq(again, value, "%s: %a of %a", text, again, value);
}

/* Bits at random, points with few decimals, and numbers as a run makes them. */
Test(number, a_million_doubles_read_back, .timeout = 60) {
    for (uint64_t i = 0; i < 1000000; i++) {
        const uint64_t bits = random_bits(i);
        double value = of_bits(bits);
        if (i % 4 == 1) value = (double)(int32_t)bits / 1000;
        if (i % 4 == 2) value = (double)(bits >> 12) * 0x1p-52 * 100;
        if (i % 4 == 3) value = (double)(bits >> 40) * 1e-5;
        if (isfinite(value)) check_round_trip(value);
    }
}

/* No printf text with fewer digits reads back. */
Test(number, no_shorter_text_would_do, .timeout = 60) {
    for (uint64_t i = 0; i < 20000; i++) {
        const uint64_t bits = random_bits(i);
        double value = i % 2 ? of_bits(bits) : (double)(int32_t)bits / 10000;
        char text[NS_NUMBER_TEXT], other[64];
        if (!isfinite(value)) continue;
        ns_number_shortest(text, value);
        int digits = 0, zeros = 0;
        for (const char *c = text; *c && *c != 'e'; c++) {
            if (*c < '0' || *c > '9' || (*c == '0' && !digits)) continue;
            zeros = *c == '0' ? zeros + 1 : 0;
            digits++;
        }
        digits -= zeros;
        if (digits < 2) continue;
        snprintf(other, sizeof other, "%.*e", digits - 2, value);
        cr_assert_neq(strtod(other, NULL), value, "%s is shorter than %s", other, text);
    }
}

/* Of the decimals of that length, printf's: the nearest to the value. */
Test(number, shortest_is_the_nearest_of_its_length, .timeout = 60) {
    for (uint64_t i = 0; i < 300000; i++) {
        const double value = ns_uniform_draw(3, i, 1) * pow(10, (double)(i % 32) - 15);
        char text[NS_NUMBER_TEXT], other[64];
        ns_number_shortest(text, value);
        int digits = 17;
        for (int fewer = 16; fewer >= 15; fewer--) {
            snprintf(other, sizeof other, "%.*e", fewer - 1, value);
            if (strtod(other, NULL) == value) digits = fewer;
        }
        snprintf(other, sizeof other, "%.*e", digits - 1, value);
        double again;
        cr_assert(ns_number_parse(other, strlen(other), &again));
        char expected[NS_NUMBER_TEXT];
        size_t at = 0, count = 0;
        for (const char *c = other; *c && *c != 'e'; c++)
            if (*c != '.') expected[at++] = *c;
        while (at && expected[at - 1] == '0') at--;
        expected[at] = '\0';
        char seen[NS_NUMBER_TEXT];
        for (const char *c = text; *c && *c != 'e'; c++)
            if (*c != '.' && (count || *c != '0')) seen[count++] = *c;
        while (count && seen[count - 1] == '0') count--;
        seen[count] = '\0';
        cr_assert_str_eq(seen, expected, "%.17g as %s", value, text);
    }
}

Test(number, fixed_nine_decimals) {
    static const struct {
        int64_t nanos;
        const char *text;
    } cases[] = {{0, "0.000000000"},
                 {1, "0.000000001"},
                 {-500000000, "-0.500000000"},
                 {1000000000, "1.000000000"},
                 {-1, "-0.000000001"},
                 {123456789987654321, "123456789.987654321"},
                 {999999999, "0.999999999"},
                 {INT64_MAX, "9223372036.854775807"},
                 {INT64_MIN, "-9223372036.854775808"}};
    char text[NS_NUMBER_TEXT];
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cr_assert_eq(ns_number_fixed9(text, cases[i].nanos), strlen(cases[i].text));
        cr_assert_str_eq(text, cases[i].text);
    }
}

Test(number, fixed_nine_agrees_with_printf) {
    char text[NS_NUMBER_TEXT], other[64];
    for (uint64_t i = 0; i < 100000; i++) {
        const int64_t nanos = (int64_t)random_bits(i) >> (i % 50);
        const uint64_t size = nanos < 0 ? -(uint64_t)nanos : (uint64_t)nanos;
        ns_number_fixed9(text, nanos);
        snprintf(other, sizeof other, "%s%llu.%09llu", nanos < 0 ? "-" : "",
                 (unsigned long long)(size / 1000000000), (unsigned long long)(size % 1000000000));
        cr_assert_str_eq(text, other);
    }
}

Test(number, nanos_round_half_away_from_zero) {
    cr_assert_eq(ns_number_nanos(0), 0);
    cr_assert_eq(ns_number_nanos(1.5), 1500000000);
    cr_assert_eq(ns_number_nanos(0x1p-10), 976563, "976562.5 goes up");
    cr_assert_eq(ns_number_nanos(-0x1p-10), -976563);
    cr_assert_eq(ns_number_nanos(0.4e-9), 0);
    cr_assert_eq(ns_number_nanos(-0.6e-9), -1);
    cr_assert_eq(ns_number_nanos(1e300), 9200000000000000000);
    cr_assert_eq(ns_number_nanos(-INFINITY), -9200000000000000000);
    cr_assert_eq(ns_number_nanos(NAN), 0);
}

Test(number, unsigned_of_every_length) {
    char text[NS_NUMBER_TEXT], other[32];
    for (uint64_t power = 1, i = 0; i < 20; i++, power *= 10)
        for (int step = -1; step <= 1; step++) {
            const uint64_t value = power + (uint64_t)step;
            snprintf(other, sizeof other, "%llu", (unsigned long long)value);
            cr_assert_eq(ns_number_unsigned(text, value), strlen(other));
            cr_assert_str_eq(text, other);
        }
    ns_number_unsigned(text, UINT64_MAX);
    cr_assert_str_eq(text, "18446744073709551615");
}

Test(number, parse_takes_decimals) {
    static const struct {
        const char *text;
        double value;
    } good[] = {{"40", 40},
                {"-0.5", -0.5},
                {"+3", 3},
                {"1e3", 1000},
                {"1E-2", 0.01},
                {"0", 0},
                {"0.1", 0.1},
                {"0e5", 0},
                {"12.50", 12.5},
                {"1e-400", 0},
                {"1.5e+10", 1.5e10},
                {"123456789012345678901234567890", 123456789012345678901234567890.0},
                {"0.1000000000000000055511151231257827", 0.1},
                {"9007199254740993", 9007199254740992.0},
                {"1e23", 1e23},
                {"179769313486231570e291", DBL_MAX}};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        double value = -1;
        cr_assert(ns_number_parse(good[i].text, strlen(good[i].text), &value), "%s", good[i].text);
        cr_assert_eq(value, good[i].value, "%s", good[i].text);
    }
}

Test(number, parse_refuses_all_else) {
    static const char *const bad[] = {"",
                                      "-",
                                      "+",
                                      ".5",
                                      "5.",
                                      "012",
                                      "0x10",
                                      "1_000",
                                      "nan",
                                      "inf",
                                      "Inf",
                                      "1e",
                                      "1e+",
                                      "e5",
                                      "1 ",
                                      " 1",
                                      "12:30",
                                      "1,5",
                                      "--1",
                                      "+-1",
                                      "yes",
                                      "1e999",
                                      "-1e999",
                                      "00",
                                      "-01",
                                      "1.2.3",
                                      "1e5.0",
                                      "80±10",
                                      "1f",
                                      "0b1",
                                      "1e99999999999999999999"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        double value = 7;
        cr_assert(!ns_number_parse(bad[i], strlen(bad[i]), &value), "%s", bad[i]);
        cr_assert_eq(value, 7, "%s", bad[i]);
    }
    double value;
    cr_assert(!ns_number_parse("1\0", 2, &value));
    cr_assert(ns_number_parse("12345", 2, &value));
    cr_assert_eq(value, 12);
}

Test(number, parse_of_long_texts_agrees_with_strtod) {
    char text[64];
    for (uint64_t i = 0; i < 20000; i++) {
        double value;
        snprintf(text, sizeof text, "%.*e", 18 + (int)(i % 15), of_bits(random_bits(i)));
        if (!strchr(text, 'e')) continue;
        cr_assert(ns_number_parse(text, strlen(text), &value), "%s", text);
        cr_assert_eq(value, strtod(text, NULL), "%s", text);
    }
    char digits[500];
    double value;
    memset(digits, '1', sizeof digits);
    cr_assert(!ns_number_parse(digits, sizeof digits, &value), "no number is that long");
}

Test(number, parse_unsigned) {
    uint64_t value = 1;
    cr_assert(ns_number_parse_unsigned("0", 1, &value));
    cr_assert_eq(value, 0);
    cr_assert(ns_number_parse_unsigned("18446744073709551615", 20, &value));
    cr_assert_eq(value, UINT64_MAX);
    static const char *const bad[] = {"",   "18446744073709551616",   "-1", "+1", "01", "1.0", "1e3",
                                      " 1", "99999999999999999999999"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        cr_assert(!ns_number_parse_unsigned(bad[i], strlen(bad[i]), &value), "%s", bad[i]);
}

Test(number, products_that_overflow) {
    size_t size = 3;
    uint64_t wide = 3;
    cr_assert(ns_multiply_size(1000, 1000, &size));
    cr_assert_eq(size, 1000000);
    cr_assert(!ns_multiply_size(SIZE_MAX, 2, &size));
    cr_assert(ns_multiply_u64(UINT32_MAX, UINT32_MAX, &wide));
    cr_assert_eq(wide, UINT64_C(18446744065119617025));
    cr_assert(!ns_multiply_u64(UINT64_C(1) << 40, UINT64_C(1) << 24, &wide));
    cr_assert(ns_multiply_u64(0, UINT64_MAX, &wide));
    cr_assert_eq(wide, 0);
}

/* Where a locale with a decimal comma is installed. */
Test(number, a_decimal_comma_changes_nothing) {
    static const char *const names[] = {"de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8", "fr_FR.utf8",
                                        "ps_AF.UTF-8"};
    const char *found = NULL;
    for (size_t i = 0; i < sizeof names / sizeof *names && !found; i++) found = setlocale(LC_ALL, names[i]);
    if (!found) cr_skip_test("no locale with a decimal comma is installed");
    check_shortest(1.0 / 3, "0.3333333333333333");
    check_shortest(0.25, "0.25");
    check_shortest(1.5e-300, "1.5e-300");
    double value;
    cr_assert(ns_number_parse("0.3333333333333333", 18, &value));
    cr_assert_eq(value, 1.0 / 3);
    cr_assert(ns_number_parse("0.33333333333333331482", 22, &value));
    cr_assert_eq(value, 1.0 / 3);
    cr_assert(!ns_number_parse("0,5", 3, &value));
}
