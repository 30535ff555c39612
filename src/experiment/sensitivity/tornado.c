/* One input at a time: the bars of a tornado. */
#include <math.h>
#include <stdlib.h>

#include "sensitivity.h"

static int by_swing(const void *a, const void *b) {
    const ns_bar *x = a, *y = b;
    const double long_x = fabs(x->swing.value), long_y = fabs(y->swing.value);
    if (long_x != long_y) return long_x > long_y ? -1 : 1;
    return (x->input > y->input) - (x->input < y->input);
}

static ns_bar bar_of(uint32_t input, double low, double high, double base) {
    return (ns_bar){.input = input,
                    .at_low = low,
                    .at_high = high,
                    .below_base = fmax(0, base - fmin(low, high)),
                    .above_base = fmax(0, fmax(low, high) - base),
                    .swing = {high - low, NAN, NAN}};
}

static void clear(ns_bar *bars, uint32_t k) {
    for (uint32_t j = 0; j < k; j++) bars[j] = (ns_bar){j, NAN, NAN, NAN, NAN, {NAN, NAN, NAN}};
}

/* Puts the bars in order; outcomes that are all the base have no tornado. */
static void finish(ns_bar *bars, uint32_t k, double base, ns_sensitivity_note *note) {
    ns_extent extent = {base, base};
    for (uint32_t j = 0; j < k; j++) {
        ns_extent_take(&extent, &bars[j].at_low, 1);
        ns_extent_take(&extent, &bars[j].at_high, 1);
        const ns_estimate swing = {bars[j].swing.value, bars[j].swing.low, bars[j].swing.high, NAN};
        ns_note_widen(note, &swing, j);
    }
    if (!ns_extent_varies(&extent)) note->finding = NS_FINDING_CONSTANT;
    qsort(bars, k, sizeof *bars, by_swing);
}

ns_status ns_tornado(ns_bar *bars, const double *low, const double *high, double base, uint32_t k,
                     ns_sensitivity_note *note) {
    if (!k || k > NS_MAX_INPUTS) return NS_BAD_USAGE;
    *note = ns_note_of(1);
    clear(bars, k);
    if (!ns_note_numbers(note, low, k, 0) || !ns_note_numbers(note, high, k, k) ||
        !ns_note_numbers(note, &base, 1, 2 * (uint64_t)k))
        return NS_BAD_INPUT;
    for (uint32_t j = 0; j < k; j++) bars[j] = bar_of(j, low[j], high[j], base);
    finish(bars, k, base, note);
    return NS_OK;
}

static uint64_t draws_of(const ns_pair_tally *pair) {
    return pair->both + pair->only_a + pair->only_b + pair->neither;
}

static ns_bar counted_bar(uint32_t input, const ns_pair_tally *pair, double base) {
    const double n = (double)draws_of(pair);
    ns_bar bar =
        bar_of(input, (double)(pair->both + pair->only_b) / n, (double)(pair->both + pair->only_a) / n, base);
    bar.swing = ns_paired_difference(pair);
    return bar;
}

ns_status ns_tornado_counts(ns_bar *bars, const ns_pair_tally *pairs, double base, uint32_t k,
                            ns_sensitivity_note *note) {
    if (!k || k > NS_MAX_INPUTS) return NS_BAD_USAGE;
    uint64_t least = UINT64_MAX;
    for (uint32_t j = 0; j < k; j++) least = draws_of(&pairs[j]) < least ? draws_of(&pairs[j]) : least;
    *note = ns_note_of(least);
    clear(bars, k);
    if (!least) return ns_note_too_few(note, 1);
    if (!(base >= 0 && base <= 1)) return ns_note_refuse(note, NS_FINDING_NOT_A_NUMBER, 2 * (uint64_t)k);
    for (uint32_t j = 0; j < k; j++) bars[j] = counted_bar(j, &pairs[j], base);
    finish(bars, k, base, note);
    return NS_OK;
}

const ns_sensitivity_kind ns_sensitivity_tornado = {
    .head = {.name = "tornado",
             .summary = "One input at a time at the ends of its range, the others held: no interactions.",
             .citation =
                 "Howard 1988, Management Science 34(6), 679-695; intervals: Newcombe 1998, Statistics in "
                 "Medicine 17(22), 2635-2650"},
    .design = "one_at_a_time",
    .independent = true,
    .in_order = true};
