/* Private to preference: tables over packages, built issue by issue. */
#ifndef NEGSIM_PREFERENCE_WIDEN_H
#define NEGSIM_PREFERENCE_WIDEN_H

#include <stddef.h>
#include <stdint.h>

/* table[x * k + o] = table[x] + add[o], count entries become count * k, from the back so that it works in place. With k known the
 * compiler unrolls; add is copied because a store to the table might change it for all that the compiler knows. */
static inline __attribute__((always_inline)) void ns_widen_by(double *table, size_t count, const double *add,
                                                              uint32_t k) {
    double c[8];
    for (uint32_t o = 0; o < k; o++) c[o] = add[o];
    for (size_t x = count; x-- > 0;) {
        const double sum = table[x];
        for (uint32_t o = 0; o < k; o++) table[x * k + o] = sum + c[o];
    }
}

static inline void ns_widen_any(double *table, size_t count, const double *restrict add, uint32_t k) {
    for (size_t x = count; x-- > 0;) {
        const double sum = table[x];
        double *restrict out = table + x * k;
        for (uint32_t o = 0; o < k; o++) out[o] = sum + add[o];
    }
}

static inline void ns_widen_sums(double *table, size_t count, const double *add, uint32_t k) {
    switch (k) {
    case 2: ns_widen_by(table, count, add, 2); break;
    case 3: ns_widen_by(table, count, add, 3); break;
    case 4: ns_widen_by(table, count, add, 4); break;
    case 5: ns_widen_by(table, count, add, 5); break;
    case 6: ns_widen_by(table, count, add, 6); break;
    case 7: ns_widen_by(table, count, add, 7); break;
    case 8: ns_widen_by(table, count, add, 8); break;
    default: ns_widen_any(table, count, add, k); break;
    }
}

/* The same with | for +. */
static inline __attribute__((always_inline)) void ns_spread_by(uint64_t *table, size_t count,
                                                               const uint64_t *bits, uint32_t k) {
    uint64_t c[8];
    for (uint32_t o = 0; o < k; o++) c[o] = bits[o];
    for (size_t x = count; x-- > 0;) {
        const uint64_t base = table[x];
        for (uint32_t o = 0; o < k; o++) table[x * k + o] = base | c[o];
    }
}

static inline void ns_spread_any(uint64_t *table, size_t count, const uint64_t *restrict bits, uint32_t k) {
    for (size_t x = count; x-- > 0;) {
        const uint64_t base = table[x];
        uint64_t *restrict out = table + x * k;
        for (uint32_t o = 0; o < k; o++) out[o] = base | bits[o];
    }
}

static inline void ns_spread_bits(uint64_t *table, size_t count, const uint64_t *bits, uint32_t k) {
    switch (k) {
    case 2: ns_spread_by(table, count, bits, 2); break;
    case 3: ns_spread_by(table, count, bits, 3); break;
    case 4: ns_spread_by(table, count, bits, 4); break;
    case 5: ns_spread_by(table, count, bits, 5); break;
    case 6: ns_spread_by(table, count, bits, 6); break;
    case 7: ns_spread_by(table, count, bits, 7); break;
    case 8: ns_spread_by(table, count, bits, 8); break;
    default: ns_spread_any(table, count, bits, k); break;
    }
}

/* Largest of count >= 0 values; -HUGE_VAL of none. Four at a time: the order of maxima does not matter. */
static inline double ns_largest(const double *values, size_t count) {
    double best[8];
    size_t x = 0;
    for (int k = 0; k < 8; k++) best[k] = -__builtin_huge_val();
    for (; x + 8 <= count; x += 8)
        for (int k = 0; k < 8; k++) best[k] = values[x + k] > best[k] ? values[x + k] : best[k];
    for (; x < count; x++) best[0] = values[x] > best[0] ? values[x] : best[0];
    for (int k = 1; k < 8; k++) best[0] = best[k] > best[0] ? best[k] : best[0];
    return best[0];
}

#endif
