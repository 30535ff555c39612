#include "negsim/number.h"

#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool ns_multiply_size(size_t a, size_t b, size_t *out) { return !__builtin_mul_overflow(a, b, out); }
bool ns_multiply_u64(uint64_t a, uint64_t b, uint64_t *out) { return !__builtin_mul_overflow(a, b, out); }

size_t ns_number_unsigned(char text[NS_NUMBER_TEXT], uint64_t value) {
    char reversed[NS_NUMBER_TEXT];
    size_t n = 0;
    do reversed[n++] = (char)('0' + value % 10);
    while (value /= 10);
    for (size_t i = 0; i < n; i++) text[i] = reversed[n - 1 - i];
    text[n] = '\0';
    return n;
}

size_t ns_number_fixed9(char text[NS_NUMBER_TEXT], int64_t nanos) {
    uint64_t magnitude = nanos < 0 ? -(uint64_t)nanos : (uint64_t)nanos;
    uint64_t fraction = magnitude % 1000000000u;
    size_t n = 0;
    if (nanos < 0) text[n++] = '-';
    n += ns_number_unsigned(text + n, magnitude / 1000000000u);
    text[n++] = '.';
    for (size_t i = 9; i-- > 0; fraction /= 10) text[n + i] = (char)('0' + fraction % 10);
    text[n + 9] = '\0';
    return n + 9;
}

int64_t ns_number_nanos(double value) {
    const double scaled = value * 1e9;
    if (isnan(scaled)) return 0;
    if (scaled >= 9.2e18) return 9200000000000000000;
    if (scaled <= -9.2e18) return -9200000000000000000;
    return (int64_t)(scaled < 0 ? scaled - 0.5 : scaled + 0.5);
}

/* A decimal comma of some locale, which snprintf and strtod go by, is a point here. */
static char decimal_mark(void) {
    const struct lconv *convention = localeconv();
    return convention && convention->decimal_point[0] ? convention->decimal_point[0] : '.';
}

static void swap_mark(char *text, char from, char to) {
    char *mark = from == to ? NULL : strchr(text, from);
    if (mark) *mark = to;
}

size_t ns_number_shortest(char text[NS_NUMBER_TEXT], double value) {
    if (value == floor(value) && fabs(value) < 1e15) {
        bool negative = value < 0;
        text[0] = '-';
        return negative + ns_number_unsigned(text + negative, (uint64_t)fabs(value));
    }
    for (int digits = 1; digits <= 17; digits++) {
        snprintf(text, NS_NUMBER_TEXT, "%.*g", digits, value);
        if (strtod(text, NULL) == value) break;
        if (digits == 1) digits = 2; /* then 3, 4, .. */
    }
    swap_mark(text, decimal_mark(), '.');
    return strlen(text);
}

static size_t digits_at(const char *text, size_t length, size_t from) {
    size_t n = from;
    while (n < length && text[n] >= '0' && text[n] <= '9') n++;
    return n - from;
}

/* [+-] digits [. digits] [e[+-]digits], the whole token, no leading zeros. */
static bool is_decimal(const char *text, size_t length) {
    size_t i = length && (text[0] == '+' || text[0] == '-');
    size_t whole = digits_at(text, length, i);
    if (!whole || (whole > 1 && text[i] == '0')) return false;
    i += whole;
    if (i < length && text[i] == '.') {
        size_t fraction = digits_at(text, length, i + 1);
        if (!fraction) return false;
        i += 1 + fraction;
    }
    if (i < length && (text[i] == 'e' || text[i] == 'E')) {
        i += 1 + (i + 1 < length && (text[i + 1] == '+' || text[i + 1] == '-'));
        size_t exponent = digits_at(text, length, i);
        if (!exponent) return false;
        i += exponent;
    }
    return i == length;
}

bool ns_number_parse(const char *text, size_t length, double *out) {
    char copy[512];
    if (length >= sizeof copy || !is_decimal(text, length)) return false;
    memcpy(copy, text, length);
    copy[length] = '\0';
    swap_mark(copy, '.', decimal_mark());
    double value = strtod(copy, NULL);
    if (!isfinite(value)) return false;
    *out = value;
    return true;
}

bool ns_number_parse_unsigned(const char *text, size_t length, uint64_t *out) {
    if (!length || digits_at(text, length, 0) != length || (length > 1 && text[0] == '0')) return false;
    uint64_t value = 0;
    for (size_t i = 0; i < length; i++)
        if (__builtin_mul_overflow(value, 10u, &value) || __builtin_add_overflow(value, (uint64_t)(text[i] - '0'), &value))
            return false;
    *out = value;
    return true;
}
