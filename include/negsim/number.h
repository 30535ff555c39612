/* Numbers and text: locale-free, exact, one spelling. */
#ifndef NEGSIM_NUMBER_H
#define NEGSIM_NUMBER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define NS_NUMBER_TEXT 32 /* room for any number's text and its NUL */

/* The shortest text that reads back as the same double ("0.1", "40", "1e+300").
 * value must be finite. Returns the length. */
size_t ns_number_shortest(char text[NS_NUMBER_TEXT], double value);

/* value / 1e9 with exactly 9 decimals ("-0.500000000"). Returns the length. */
size_t ns_number_fixed9(char text[NS_NUMBER_TEXT], int64_t nanos);

/* round(value * 1e9) as an integer, half away from zero; clipped to +-9.2e18. The unit of tallies. */
int64_t ns_number_nanos(double value);

size_t ns_number_unsigned(char text[NS_NUMBER_TEXT], uint64_t value);

/* Strict decimal: [+-] digits [. digits] [e[+-]digits] over the whole token, with a digit before
 * the point; no leading zeros ("012"), hex, "nan", "inf", "1_000". false: not such a number, or not finite. */
bool ns_number_parse(const char *text, size_t length, double *out);
bool ns_number_parse_unsigned(const char *text, size_t length, uint64_t *out);

/* a * b and a + b; false on overflow. */
bool ns_multiply_size(size_t a, size_t b, size_t *out);
bool ns_multiply_u64(uint64_t a, uint64_t b, uint64_t *out);

#ifdef __cplusplus
}
#endif

#endif
