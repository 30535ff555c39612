/* Columns sorted once: radix sort on the bits of the values, stable, so that equal values stand by row. */
#include <string.h>

#include "prim.h"

enum { DIGITS = 8, DIGIT_VALUES = 256 };

typedef struct item {
    uint64_t key;
    uint32_t row;
} item;

/* Bits whose order as whole numbers is that of the doubles; -0 is 0. */
static uint64_t key_of(double x) {
    uint64_t bits;
    x += 0.0;
    memcpy(&bits, &x, sizeof bits);
    return bits >> 63 ? ~bits : bits | UINT64_C(1) << 63;
}

/* False: all items have the same digit there, nothing was moved. */
static bool sort_by_digit(item *to, const item *from, uint64_t n, int digit) {
    uint64_t place[DIGIT_VALUES] = {0}, sum = 0;
    for (uint64_t i = 0; i < n; i++) place[from[i].key >> 8 * digit & 255]++;
    if (place[from[0].key >> 8 * digit & 255] == n) return false;
    for (int d = 0; d < DIGIT_VALUES; d++) {
        const uint64_t count = place[d];
        place[d] = sum;
        sum += count;
    }
    for (uint64_t i = 0; i < n; i++) to[place[from[i].key >> 8 * digit & 255]++] = from[i];
    return true;
}

static void sort_column(const ns_prim *self, uint32_t factor, item *items, item *scratch) {
    const uint64_t n = self->sample->n;
    for (uint64_t i = 0; i < n; i++) items[i] = (item){key_of(ns_prim_value(self, i, factor)), (uint32_t)i};
    for (int digit = 0; digit < DIGITS; digit++)
        if (sort_by_digit(scratch, items, n, digit)) {
            item *sorted = scratch;
            scratch = items;
            items = sorted;
        }
    for (uint64_t i = 0; i < n; i++) self->order[factor][i] = items[i].row;
}

ns_status ns_prim_sort(ns_prim *self) {
    const uint64_t n = self->sample->n;
    ns_arena *scratch = ns_arena_new();
    item *items = scratch ? NS_ARENA_NEW(scratch, n, item) : NULL,
         *other = scratch ? NS_ARENA_NEW(scratch, n, item) : NULL;
    ns_status status = items && other ? NS_OK : NS_NO_MEMORY;
    for (uint32_t j = 0; status == NS_OK && j < self->sample->k; j++) {
        if (ns_prim_levels(self, j)) continue;
        if (!(self->order[j] = NS_ARENA_NEW(self->work, n, uint32_t)))
            status = NS_NO_MEMORY;
        else
            sort_column(self, j, items, other);
    }
    ns_arena_free(scratch);
    return status;
}
