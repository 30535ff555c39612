#include "negsim/number.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool ns_multiply_size(size_t a, size_t b, size_t *out) { return !__builtin_mul_overflow(a, b, out); }
bool ns_multiply_u64(uint64_t a, uint64_t b, uint64_t *out) { return !__builtin_mul_overflow(a, b, out); }

/* --- whole numbers ----------------------------------------------------------------------------------- */

static const char two_digits[] = "0001020304050607080910111213141516171819"
                                 "2021222324252627282930313233343536373839"
                                 "4041424344454647484950515253545556575859"
                                 "6061626364656667686970717273747576777879"
                                 "8081828384858687888990919293949596979899";

static size_t digit_count(uint64_t value) {
    size_t count = 1;
    for (uint64_t power = 10; count < 19 && value >= power; power *= 10) count++;
    return count + (value >= UINT64_C(10000000000000000000));
}

/* The last `count` digits of value, with leading zeros. */
static void put_digits(char *text, uint64_t value, size_t count) {
    for (; count >= 2; value /= 100) {
        count -= 2;
        memcpy(text + count, two_digits + 2 * (value % 100), 2);
    }
    if (count) text[0] = (char)('0' + value % 10);
}

size_t ns_number_unsigned(char text[NS_NUMBER_TEXT], uint64_t value) {
    const size_t count = digit_count(value);
    put_digits(text, value, count);
    text[count] = '\0';
    return count;
}

/* Nine digits in 32-bit arithmetic: the tallies write millions of these. */
static void put_nine(char *text, uint32_t value) {
    const uint32_t high = value / 100000, low = value % 100000; /* four digits and five */
    memcpy(text, two_digits + 2 * (high / 100), 2);
    memcpy(text + 2, two_digits + 2 * (high % 100), 2);
    text[4] = (char)('0' + low / 10000);
    memcpy(text + 5, two_digits + 2 * (low % 10000 / 100), 2);
    memcpy(text + 7, two_digits + 2 * (low % 100), 2);
}

size_t ns_number_fixed9(char text[NS_NUMBER_TEXT], int64_t nanos) {
    const uint64_t size = nanos < 0 ? -(uint64_t)nanos : (uint64_t)nanos;
    size_t at = 0;
    if (nanos < 0) text[at++] = '-';
    at += ns_number_unsigned(text + at, size / 1000000000u);
    text[at++] = '.';
    put_nine(text + at, (uint32_t)(size % 1000000000u));
    text[at + 9] = '\0';
    return at + 9;
}

int64_t ns_number_nanos(double value) {
    const double limit = 9.2e18, scaled = value * 1e9;
    if (isnan(scaled)) return 0;
    if (scaled >= limit) return (int64_t)limit;
    if (scaled <= -limit) return -(int64_t)limit;
    return (int64_t)round(scaled);
}

/* --- a double as text -------------------------------------------------------------------------------- */

/* digits * 10^exponent. */
typedef struct decimal {
    uint64_t digits;
    int exponent;
} decimal;

static const double tens[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                              1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
enum { EXACT_TENS = 22 };

/* The double nearest to a decimal. Up to 2^53 and 10^22 both operands are exact, so one operation rounds
 * once (Clinger 1990). Beyond, strtod reads a text without a decimal mark, which no locale changes. */
static double nearest_double(decimal number) {
    char text[NS_NUMBER_TEXT];
    if (number.digits <= UINT64_C(1) << 53 && abs(number.exponent) <= EXACT_TENS) {
        const double digits = (double)number.digits;
        return number.exponent < 0 ? digits / tens[-number.exponent] : digits * tens[number.exponent];
    }
    snprintf(text, sizeof text, "%llue%d", (unsigned long long)number.digits, number.exponent);
    return strtod(text, NULL);
}

/* The short decimals that people write: at most 15 digits, of which there is one at most that reads back as
 * the value, so that the first found is the shortest. */
static bool short_decimal(double value, decimal *out) {
    if (value < 1e-4 || value >= 1e15) return false;
    for (int places = 0; places <= EXACT_TENS; places++) {
        const double scaled = nearbyint(value * tens[places]);
        if (scaled >= 1e15) return false;
        if (scaled / tens[places] == value) {
            *out = (decimal){(uint64_t)scaled, -places};
            return true;
        }
    }
    return false;
}

/* `count` digits of a value above 0, correctly rounded: read from printf's exponent form, whatever
 * stands there for the decimal point. */
static decimal rounded_decimal(double value, int count) {
    char text[64];
    decimal out = {0};
    snprintf(text, sizeof text, "%.*e", count - 1, value);
    const char *c = text;
    for (; *c && *c != 'e'; c++)
        if (*c >= '0' && *c <= '9') out.digits = out.digits * 10 + (uint64_t)(*c - '0');
    if (*c) out.exponent = (int)strtol(c + 1, NULL, 10) - (count - 1);
    return out;
}

/* The first `count` of 17 digits. Rounding twice errs only where the 17 digits end in a tie: then anew. */
static decimal cut_decimal(double value, decimal full, int count) {
    const uint64_t unit = count == 16 ? 10 : 100, rest = full.digits % unit;
    if (2 * rest == unit) return rounded_decimal(value, count);
    return (decimal){full.digits / unit + (2 * rest > unit), full.exponent + 17 - count};
}

/* By printf and strtod: any value. */
static decimal sure_decimal(double value) {
    decimal out;
    if (short_decimal(value, &out)) return out;
    /* Below the normal range a double holds fewer digits: the first that reads back. */
    for (int count = 1; value < DBL_MIN && count < 17; count++) {
        out = rounded_decimal(value, count);
        if (nearest_double(out) == value) return out;
    }
    const decimal full = rounded_decimal(value, 17);
    for (int count = 15; count < 17; count++) {
        out = cut_decimal(value, full, count);
        if (nearest_double(out) == value) return out;
    }
    return full;
}

#ifdef __SIZEOF_INT128__
/* Without printf, for what fits in 128 bits: value * 10^places = scaled / 2^shift exactly, with places so chosen that the whole part has
 * 17 digits. Half the step between doubles is 5^places / 2 in the same unit, so that whether a decimal reads back as the value is one
 * comparison; never a tie, because a power of five is odd. */
__extension__ typedef unsigned __int128 wide;

typedef struct exact {
    wide scaled, five; /* mantissa * five; 5^places */
    int places, shift;
} exact;

enum { MOST_PLACES = 30, HALF_PLACES = 15 }; /* 53 bits and 5^30 are 123 bits */
static const uint64_t least_17 = UINT64_C(10000000000000000), least_18 = UINT64_C(100000000000000000);

static wide power_of_five(int exponent) {
    static const uint64_t fives[] = {1,         5,          25,         125,        625,     3125,
                                     15625,     78125,      390625,     1953125,    9765625, 48828125,
                                     244140625, 1220703125, 6103515625, 30517578125};
    const int half = exponent < HALF_PLACES ? exponent : HALF_PLACES;
    return (wide)fives[half] * fives[exponent - half];
}

/* The whole number nearest to scaled / 2^shift; ties go to the even one, as printf's do. */
static uint64_t nearest_whole(const exact *at) {
    const uint64_t whole = (uint64_t)(at->scaled >> at->shift);
    const wide rest = at->scaled - ((wide)whole << at->shift), half = ((wide)1 << at->shift) / 2;
    return whole + (at->shift && (rest > half || (rest == half && whole % 2)));
}

/* Rounded to a multiple of the unit, 10 or 100. */
static uint64_t rounded_to(const exact *at, uint64_t full, uint64_t unit) {
    const uint64_t rest = full % unit, low = full - rest;
    if (2 * rest != unit) return 2 * rest > unit ? low + unit : low;
    const wide middle = (wide)full << at->shift;
    const bool up = at->scaled > middle || (at->scaled == middle && low / unit % 2);
    return up ? low + unit : low;
}

static bool reads_back(const exact *at, uint64_t digits) {
    const wide other = (wide)digits << at->shift;
    const wide apart = other > at->scaled ? other - at->scaled : at->scaled - other;
    return 2 * apart < at->five;
}

/* False: out of its reach (very small, very large, or a power of two, below which doubles lie closer). */
static bool quick_decimal(double value, decimal *out) {
    if (!(value >= 1e-13 && value < 1e15)) return false;
    uint64_t bits, full = 0;
    memcpy(&bits, &value, sizeof bits);
    const uint64_t fraction = bits & ((UINT64_C(1) << 52) - 1), mantissa = fraction | UINT64_C(1) << 52;
    const int exponent = (int)(bits >> 52) - 1075;
    if (fraction == 0) return false;
    exact at = {.places = 16 - (exponent + 52) * 30103 / 100000 + (exponent + 52 < 0)};
    for (;; at.places += full < least_17 ? 1 : -1) {
        if (at.places < 0 || at.places > MOST_PLACES) return false;
        at.five = power_of_five(at.places);
        at.scaled = mantissa * at.five;
        at.shift = -exponent - at.places;
        full = nearest_whole(&at);
        if (full >= least_17 && full < least_18) break;
    }
    *out = (decimal){full, -at.places};
    for (uint64_t unit = 100; unit > 1; unit /= 10) {
        const uint64_t cut = rounded_to(&at, full, unit);
        if (!reads_back(&at, cut)) continue;
        out->digits = cut;
        break;
    }
    return true;
}
#else
static bool quick_decimal(double value, decimal *out) { return (void)value, (void)out, false; }
#endif

static decimal shortest_decimal(double value) {
    decimal out;
    return quick_decimal(value, &out) ? out : sure_decimal(value);
}

/* The fraction of a fixed number: its last digits, or zeros before them (0.00123). */
static size_t put_fixed(char *text, const char *digits, size_t count, int point) {
    size_t at = 0;
    if (point <= 0) {
        memcpy(text, "0.0000", 6);
        at = 2 + (size_t)-point;
        memcpy(text + at, digits, count);
        return at + count;
    }
    const size_t whole = (size_t)point;
    for (; at < whole; at++) text[at] = at < count ? digits[at] : '0';
    if (count <= whole) return at;
    text[at++] = '.';
    memcpy(text + at, digits + whole, count - whole);
    return at + count - whole;
}

static size_t put_exponent(char *text, const char *digits, size_t count, int point) {
    const int exponent = point - 1;
    size_t at = 0;
    text[at++] = digits[0];
    if (count > 1) {
        text[at++] = '.';
        memcpy(text + at, digits + 1, count - 1);
        at += count - 1;
    }
    text[at++] = 'e';
    text[at++] = exponent < 0 ? '-' : '+';
    const unsigned size = (unsigned)abs(exponent);
    const size_t width = size < 100 ? 2 : 3;
    put_digits(text + at, size, width);
    return at + width;
}

/* As %g lays it out: fixed from 1e-4 up to the digits that a double holds, else with an exponent. */
static size_t put_decimal(char *text, decimal number) {
    char digits[NS_NUMBER_TEXT];
    size_t count = ns_number_unsigned(digits, number.digits);
    const int point = (int)count + number.exponent;
    while (count > 1 && digits[count - 1] == '0') count--;
    return point < -3 || point > 17 ? put_exponent(text, digits, count, point)
                                    : put_fixed(text, digits, count, point);
}

size_t ns_number_shortest(char text[NS_NUMBER_TEXT], double value) {
    const double size = fabs(value);
    size_t at = 0;
    text[0] = '0';
    if (value < 0) text[at++] = '-';
    if (size <= 0x1p53 && size == floor(size)) return at + ns_number_unsigned(text + at, (uint64_t)size);
    if (isfinite(value)) at += put_decimal(text + at, shortest_decimal(size));
    text[at] = '\0';
    return at;
}

/* --- text as a number -------------------------------------------------------------------------------- */

static size_t digits_at(const char *text, size_t length, size_t from) {
    size_t at = from;
    while (at < length && text[at] >= '0' && text[at] <= '9') at++;
    return at - from;
}

/* Where the parts of a decimal stand in its text. */
typedef struct shape {
    size_t whole, whole_count, fraction, fraction_count, exponent, exponent_count;
    bool negative, negative_exponent;
} shape;

static bool read_shape(shape *out, const char *text, size_t length) {
    size_t at = length && (text[0] == '+' || text[0] == '-');
    *out = (shape){.whole = at, .negative = at && text[0] == '-'};
    out->whole_count = digits_at(text, length, at);
    if (!out->whole_count || (out->whole_count > 1 && text[at] == '0')) return false;
    at += out->whole_count;
    if (at < length && text[at] == '.') {
        out->fraction = at + 1;
        out->fraction_count = digits_at(text, length, at + 1);
        if (!out->fraction_count) return false;
        at += 1 + out->fraction_count;
    }
    if (at < length && (text[at] == 'e' || text[at] == 'E')) {
        at++;
        if (at < length && (text[at] == '+' || text[at] == '-')) out->negative_exponent = text[at++] == '-';
        out->exponent = at;
        out->exponent_count = digits_at(text, length, at);
        if (!out->exponent_count) return false;
        at += out->exponent_count;
    }
    return at == length;
}

enum { EXPONENT_CAP = 1000000 };

/* Ten times a million is far outside a double already: no overflow, the same answer. */
static int read_exponent(const shape *parts, const char *text) {
    int exponent = 0;
    for (size_t i = 0; i < parts->exponent_count && exponent < EXPONENT_CAP; i++)
        exponent = exponent * 10 + (text[parts->exponent + i] - '0');
    return parts->negative_exponent ? -exponent : exponent;
}

enum { PARSE_BYTES = 400 };

/* More digits than 64 bits hold: the text once more without its point, for strtod. */
static double read_long(const shape *parts, const char *text, int exponent) {
    char copy[PARSE_BYTES + 32];
    memcpy(copy, text + parts->whole, parts->whole_count);
    memcpy(copy + parts->whole_count, text + parts->fraction, parts->fraction_count);
    const size_t count = parts->whole_count + parts->fraction_count;
    snprintf(copy + count, sizeof copy - count, "e%d", exponent);
    return strtod(copy, NULL);
}

bool ns_number_parse(const char *text, size_t length, double *out) {
    shape parts;
    if (length > PARSE_BYTES || !read_shape(&parts, text, length)) return false;
    const size_t count = parts.whole_count + parts.fraction_count;
    const int exponent = read_exponent(&parts, text) - (int)parts.fraction_count;
    double value;
    if (count <= 18) {
        decimal number = {0, exponent};
        for (size_t i = 0; i < parts.whole_count; i++)
            number.digits = number.digits * 10 + (uint64_t)(text[parts.whole + i] - '0');
        for (size_t i = 0; i < parts.fraction_count; i++)
            number.digits = number.digits * 10 + (uint64_t)(text[parts.fraction + i] - '0');
        value = nearest_double(number);
    } else
        value = read_long(&parts, text, exponent);
    if (!isfinite(value)) return false;
    *out = parts.negative ? -value : value;
    return true;
}

bool ns_number_parse_unsigned(const char *text, size_t length, uint64_t *out) {
    if (!length || digits_at(text, length, 0) != length || (length > 1 && text[0] == '0')) return false;
    uint64_t value = 0;
    for (size_t i = 0; i < length; i++)
        if (__builtin_mul_overflow(value, 10u, &value) ||
            __builtin_add_overflow(value, (uint64_t)(text[i] - '0'), &value))
            return false;
    *out = value;
    return true;
}
