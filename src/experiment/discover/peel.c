/* Peeling: slices off the box, the best one a step. */
#include "prim.h"

/* (density after - density before) / rows taken: (S r - s R) / (R (R - r) r), the numerator exact. */
__extension__ typedef __int128 wide;

static double score_of(const ns_prim *self, uint64_t rows, uint64_t sum) {
    const wide gain = (wide)self->sum * rows - (wide)sum * self->rows;
    const double before = (double)self->rows, after = (double)(self->rows - rows);
    return (double)gain / (before * after * (double)rows);
}

static void offer(const ns_prim *self, ns_slice *best, ns_slice slice) {
    if (!slice.rows || slice.rows >= self->rows || self->rows - slice.rows < self->least) return;
    slice.score = score_of(self, slice.rows, slice.sum);
    ns_slice_offer(best, self, slice);
}

/* The end's position inwards: the same walk serves both ends. */
typedef struct walk {
    const ns_prim *self;
    const uint32_t *order;
    uint64_t at, steps;
    bool down;
} walk;

static bool next_live(walk *w, uint32_t *row) {
    while (w->steps) {
        *row = w->order[w->down ? w->at-- - 1 : w->at++];
        w->steps--;
        if (w->self->live[*row]) return true;
    }
    return false;
}

/* Keeps the ends at live rows, so that no walk passes the same dead rows twice. */
static void trim(ns_prim *self, uint32_t factor) {
    const uint32_t *order = self->order[factor];
    while (!self->live[order[self->first[factor]]]) self->first[factor]++;
    while (!self->live[order[self->last[factor] - 1]]) self->last[factor]--;
}

static void offer_end(const ns_prim *self, ns_slice *best, uint32_t factor, bool down) {
    walk w = {self, self->order[factor], down ? self->last[factor] : self->first[factor],
              self->last[factor] - self->first[factor], down};
    ns_slice slice = {.factor = factor, .limits = self->limits[factor]};
    const uint64_t quota = ns_prim_quota(self), most = self->rows - self->least;
    double value = 0;
    for (uint32_t row; next_live(&w, &row);) {
        const double x = ns_prim_value(self, row, factor);
        if (slice.rows >= quota && x != value) {
            *(down ? &slice.limits.high : &slice.limits.low) = x;
            offer(self, best, slice);
            return;
        }
        value = x;
        slice.sum += self->y[row];
        if (++slice.rows > most) return;
    }
}

static void offer_levels(const ns_prim *self, ns_slice *best, uint32_t factor) {
    for (uint32_t l = 0; l < ns_prim_levels(self, factor); l++) {
        const ns_level_tally *tally = &self->tallies[factor * NS_MAX_DISCOVER_LEVELS + l];
        ns_slice slice = {.factor = factor, .rows = tally->rows, .sum = tally->sum};
        slice.limits.kept = self->limits[factor].kept & ~(UINT64_C(1) << l);
        offer(self, best, slice);
    }
}

static void kill_row(ns_prim *self, uint64_t row) {
    self->live[row] = 0;
    self->rows--;
    self->sum -= self->y[row];
    for (uint32_t c = 0; c < self->category_count; c++) {
        const uint32_t j = self->categories[c];
        ns_level_tally *tally =
            &self->tallies[j * NS_MAX_DISCOVER_LEVELS + (uint32_t)ns_prim_value(self, row, j)];
        tally->rows--;
        tally->sum -= self->y[row];
    }
}

static void take_off(ns_prim *self, const ns_slice *slice) {
    const uint32_t levels = ns_prim_levels(self, slice->factor);
    self->limits[slice->factor] = slice->limits;
    for (uint64_t i = 0; i < self->sample->n; i++)
        if (self->live[i] && !ns_limits_hold(&slice->limits, levels, ns_prim_value(self, i, slice->factor)))
            kill_row(self, i);
}

ns_status ns_prim_peel(ns_prim *self) {
    ns_status status = NS_OK;
    while (status == NS_OK && self->rows > self->least) {
        ns_slice best = {0};
        for (uint32_t j = 0; j < self->sample->k; j++) {
            if (ns_prim_levels(self, j)) {
                offer_levels(self, &best, j);
                continue;
            }
            trim(self, j);
            offer_end(self, &best, j, false);
            offer_end(self, &best, j, true);
        }
        if (!(best.score > 0)) break;
        take_off(self, &best);
        status = ns_prim_record(self, false);
    }
    return status;
}
