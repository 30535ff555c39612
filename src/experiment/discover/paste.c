/* Pasting: slices put back on the box, the best one a step. */
#include <string.h>

#include "prim.h"

__extension__ typedef __int128 wide;

#define NONE UINT32_MAX

/* (density after - density before) / rows added: (s R - S r) / (R (R + r) r), the numerator exact. */
static double score_of(const ns_prim *self, uint64_t rows, uint64_t sum) {
    const wide gain = (wide)sum * self->rows - (wide)self->sum * rows;
    const double before = (double)self->rows, after = (double)(self->rows + rows);
    return (double)gain / (before * after * (double)rows);
}

static void offer(const ns_prim *self, ns_slice *best, ns_slice slice) {
    if (!slice.rows) return;
    slice.score = score_of(self, slice.rows, slice.sum);
    ns_slice_offer(best, self, slice);
}

/* The one restricted factor that keeps a free row out of the box; NONE where it is in the box or several keep it out. */
static uint32_t keeper_of(const ns_prim *self, uint64_t row, const uint32_t *restricted, uint32_t count) {
    uint32_t keeper = NONE;
    if (!self->free_row[row] || self->live[row]) return NONE;
    for (uint32_t r = 0; r < count; r++) {
        const uint32_t j = restricted[r];
        if (ns_limits_hold(&self->limits[j], ns_prim_levels(self, j), ns_prim_value(self, row, j))) continue;
        if (keeper != NONE) return NONE;
        keeper = j;
    }
    return keeper;
}

static void find_keepers(ns_prim *self, const uint32_t *restricted, uint32_t count) {
    memset(self->tallies, 0, self->sample->k * NS_MAX_DISCOVER_LEVELS * sizeof *self->tallies);
    for (uint64_t i = 0; i < self->sample->n; i++) {
        const uint32_t j = self->only[i] = keeper_of(self, i, restricted, count);
        if (j == NONE || !ns_prim_levels(self, j)) continue;
        ns_level_tally *tally =
            &self->tallies[j * NS_MAX_DISCOVER_LEVELS + (uint32_t)ns_prim_value(self, i, j)];
        tally->rows++;
        tally->sum += self->y[i];
    }
}

/* First position of the factor's order whose value is at least x (or, with above, more than x). */
static uint64_t place_of(const ns_prim *self, uint32_t factor, double x, bool above) {
    uint64_t low = 0, high = self->sample->n;
    while (low < high) {
        const uint64_t middle = low + (high - low) / 2;
        const double value = ns_prim_value(self, self->order[factor][middle], factor);
        if (value < x || (above && value == x))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void offer_end(const ns_prim *self, ns_slice *best, uint32_t factor, bool up) {
    ns_slice slice = {.factor = factor, .limits = self->limits[factor]};
    double *limit = up ? &slice.limits.high : &slice.limits.low;
    uint64_t at = place_of(self, factor, *limit, up);
    const uint64_t quota = ns_prim_quota(self);
    uint64_t left = up ? self->sample->n - at : at;
    for (; left; left--) {
        const uint32_t row = self->order[factor][up ? at++ : --at];
        const double x = ns_prim_value(self, row, factor);
        if (slice.rows >= quota && x != *limit) break;
        if (self->only[row] != factor) continue;
        *limit = x;
        slice.rows++;
        slice.sum += self->y[row];
    }
    if (!left)
        *limit = up ? self->whole[factor].high : self->whole[factor].low; /* no row is kept out there */
    offer(self, best, slice);
}

static void offer_levels(const ns_prim *self, ns_slice *best, uint32_t factor) {
    for (uint32_t l = 0; l < ns_prim_levels(self, factor); l++) {
        const ns_level_tally *tally = &self->tallies[factor * NS_MAX_DISCOVER_LEVELS + l];
        ns_slice slice = {.factor = factor, .rows = tally->rows, .sum = tally->sum};
        slice.limits.kept = self->limits[factor].kept | UINT64_C(1) << l;
        offer(self, best, slice);
    }
}

static void put_on(ns_prim *self, const ns_slice *slice) {
    const uint32_t levels = ns_prim_levels(self, slice->factor);
    self->limits[slice->factor] = slice->limits;
    self->rows += slice->rows;
    self->sum += slice->sum;
    for (uint64_t i = 0; i < self->sample->n; i++)
        if (self->only[i] == slice->factor &&
            ns_limits_hold(&slice->limits, levels, ns_prim_value(self, i, slice->factor)))
            self->live[i] = 1;
}

static ns_slice best_slice(ns_prim *self, uint32_t *restricted) {
    uint32_t count = 0;
    ns_slice best = {0};
    for (uint32_t j = 0; j < self->sample->k; j++)
        if (ns_prim_restricts(self, j, &self->limits[j])) restricted[count++] = j;
    find_keepers(self, restricted, count);
    for (uint32_t r = 0; r < count; r++) {
        if (ns_prim_levels(self, restricted[r])) {
            offer_levels(self, &best, restricted[r]);
            continue;
        }
        offer_end(self, &best, restricted[r], false);
        offer_end(self, &best, restricted[r], true);
    }
    return best;
}

ns_status ns_prim_paste(ns_prim *self) {
    uint32_t *restricted = NS_ARENA_NEW(self->work, self->sample->k, uint32_t);
    ns_status status = restricted ? NS_OK : NS_NO_MEMORY;
    while (status == NS_OK) {
        const ns_slice best = best_slice(self, restricted);
        if (!(best.score > 0)) break;
        put_on(self, &best);
        status = ns_prim_record(self, true);
    }
    return status;
}
