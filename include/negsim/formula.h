/* Formula: a real function of x from text, with its slope. */
#ifndef NEGSIM_FORMULA_H
#define NEGSIM_FORMULA_H

#include <stddef.h>

#include "negsim/arena.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ns_formula ns_formula; /* immutable, in its arena */

typedef struct ns_formula_fault {
    size_t at; /* byte where reading stopped */
    const char *text;
} ns_formula_fault;

/* Numbers, x, + - * / ^ (right to left, stronger than a sign before it), brackets, sqrt exp log (natural; also ln) abs, and a product
 * without sign: 2x, 3(1-x). At most 1,000 bytes and 64 brackets deep. NS_BAD_INPUT: fault says what and where. */
ns_status ns_formula_parse(ns_formula **out, ns_arena *arena, const char *text, size_t length,
                           ns_formula_fault *fault) NS_MUST;

/* The value at x, and where slope is not NULL the derivative there, by the chain rule. NaN or infinite where it is undefined. */
double ns_formula_value(const ns_formula *self, double x, double *slope);

#ifdef __cplusplus
}
#endif

#endif
