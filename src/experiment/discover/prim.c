/* What peeling and pasting share: the state, the slices' order, the trajectory. */
#include "prim.h"

#include <math.h>
#include <string.h>

bool ns_limits_hold(const ns_limits *limits, uint32_t levels, double x) {
    if (levels) return limits->kept >> (uint32_t)x & 1;
    return x >= limits->low && x <= limits->high;
}

uint32_t ns_prim_levels(const ns_prim *self, uint32_t factor) {
    return self->sample->levels ? self->sample->levels[factor] : 0;
}

double ns_prim_value(const ns_prim *self, uint64_t row, uint32_t factor) {
    return self->sample->x[row * self->sample->k + factor];
}

bool ns_prim_restricts(const ns_prim *self, uint32_t factor, const ns_limits *limits) {
    const ns_limits *whole = &self->whole[factor];
    if (ns_prim_levels(self, factor)) return limits->kept != whole->kept;
    return limits->low > whole->low || limits->high < whole->high;
}

uint32_t ns_prim_restricted(const ns_prim *self, uint32_t factor, const ns_limits *limits) {
    uint32_t count = 0;
    for (uint32_t j = 0; j < self->sample->k; j++)
        count += ns_prim_restricts(self, j, j == factor ? limits : &self->limits[j]);
    return count;
}

uint64_t ns_prim_quota(const ns_prim *self) {
    const double share = floor(self->settings->alpha * (double)self->rows + 1e-9);
    return share < 1 ? 1 : (uint64_t)share;
}

void ns_slice_offer(ns_slice *best, const ns_prim *self, ns_slice slice) {
    if (!(slice.score > 0) || slice.score < best->score) return;
    slice.restricted = ns_prim_restricted(self, slice.factor, &slice.limits);
    if (slice.score > best->score || slice.restricted < best->restricted) *best = slice;
}

/* --- begin and end ---------------------------------------------------------------------------------------- */

static ns_limits limits_of_sample(const ns_prim *self, uint32_t factor) {
    const uint32_t levels = ns_prim_levels(self, factor);
    ns_limits whole = {0};
    if (levels) {
        whole.kept = levels == NS_MAX_DISCOVER_LEVELS ? UINT64_MAX : (UINT64_C(1) << levels) - 1;
        return whole;
    }
    whole.low = ns_prim_value(self, self->order[factor][0], factor);
    whole.high = ns_prim_value(self, self->order[factor][self->sample->n - 1], factor);
    return whole;
}

static void read_outcomes(ns_prim *self) {
    for (uint64_t i = 0; i < self->sample->n; i++) {
        self->y[i] = (uint64_t)nearbyint(self->sample->y[i] * NS_PRIM_UNIT);
        self->all_sum += self->y[i];
    }
    self->free_sum = self->all_sum;
    self->free_rows = self->sample->n;
    memset(self->free_row, 1, self->sample->n);
    self->least = (uint64_t)fmax(ceil(self->settings->mass * (double)self->sample->n - 1e-9), 1);
}

static ns_status allocate(ns_prim *self) {
    const uint64_t n = self->sample->n, k = self->sample->k;
    if (!(self->work = ns_arena_new())) return NS_NO_MEMORY;
    self->y = NS_ARENA_NEW(self->work, n, uint64_t);
    self->free_row = NS_ARENA_NEW(self->work, n, uint8_t);
    self->live = NS_ARENA_NEW(self->work, n, uint8_t);
    self->only = NS_ARENA_NEW(self->work, n, uint32_t);
    self->order = NS_ARENA_NEW(self->work, k, uint32_t *);
    self->first = NS_ARENA_NEW(self->work, k, uint64_t);
    self->last = NS_ARENA_NEW(self->work, k, uint64_t);
    self->whole = NS_ARENA_NEW(self->work, k, ns_limits);
    self->limits = NS_ARENA_NEW(self->work, k, ns_limits);
    self->tallies = NS_ARENA_NEW(self->work, k * NS_MAX_DISCOVER_LEVELS, ns_level_tally);
    self->categories = NS_ARENA_NEW(self->work, k, uint32_t);
    return self->y && self->free_row && self->live && self->only && self->order && self->first &&
                   self->last && self->whole && self->limits && self->tallies && self->categories
               ? NS_OK
               : NS_NO_MEMORY;
}

ns_status ns_prim_init(ns_prim *self, const ns_discover_sample *sample, const ns_discover_settings *settings,
                       ns_arena *result) {
    *self = (ns_prim){.sample = sample, .settings = settings, .result = result};
    ns_status status = allocate(self);
    if (status == NS_OK) status = ns_prim_sort(self);
    if (status != NS_OK) return status;
    for (uint32_t j = 0; j < sample->k; j++) {
        self->whole[j] = limits_of_sample(self, j);
        if (ns_prim_levels(self, j)) self->categories[self->category_count++] = j;
    }
    read_outcomes(self);
    return NS_OK;
}

void ns_prim_free(ns_prim *self) { ns_arena_free(self->work); }

static void tally_levels(ns_prim *self) {
    memset(self->tallies, 0, self->sample->k * NS_MAX_DISCOVER_LEVELS * sizeof *self->tallies);
    for (uint64_t i = 0; i < self->sample->n; i++)
        for (uint32_t c = 0; self->live[i] && c < self->category_count; c++) {
            const uint32_t j = self->categories[c];
            ns_level_tally *tally =
                &self->tallies[j * NS_MAX_DISCOVER_LEVELS + (uint32_t)ns_prim_value(self, i, j)];
            tally->rows++;
            tally->sum += self->y[i];
        }
}

ns_status ns_prim_begin(ns_prim *self) {
    const uint32_t k = self->sample->k;
    memcpy(self->live, self->free_row, self->sample->n);
    memcpy(self->limits, self->whole, k * sizeof *self->limits);
    for (uint32_t j = 0; j < k; j++) {
        self->first[j] = 0;
        self->last[j] = self->sample->n;
    }
    self->rows = self->free_rows;
    self->sum = self->free_sum;
    self->steps = NULL;
    self->step_count = self->step_room = 0;
    tally_levels(self);
    return ns_prim_record(self, false);
}

/* --- trajectory ------------------------------------------------------------------------------------------- */

void ns_prim_figures(const ns_prim *self, ns_prim_box *box, ns_level_tally tally) {
    box->rows = tally.rows;
    box->cases = (double)tally.sum / NS_PRIM_UNIT;
    box->coverage = self->all_sum ? (double)tally.sum / (double)self->all_sum : 0;
    box->density = tally.rows ? box->cases / (double)tally.rows : 0;
    box->mass = (double)tally.rows / (double)self->sample->n;
}

static ns_restriction restriction_of(const ns_prim *self, uint32_t factor) {
    const ns_limits *limits = &self->limits[factor], *whole = &self->whole[factor];
    return (ns_restriction){.factor = factor,
                            .has_low = limits->low > whole->low,
                            .has_high = limits->high < whole->high,
                            .low = limits->low,
                            .high = limits->high,
                            .kept = limits->kept,
                            .quasi_p = NAN};
}

static ns_status make_room(ns_prim *self) {
    if (self->step_count < self->step_room) return NS_OK;
    const uint32_t room = self->step_room ? 2 * self->step_room : 64;
    ns_prim_box *steps = NS_ARENA_NEW(self->result, room, ns_prim_box);
    if (!steps) return NS_NO_MEMORY;
    if (self->step_count) memcpy(steps, self->steps, self->step_count * sizeof *steps);
    self->steps = steps;
    self->step_room = room;
    return NS_OK;
}

ns_status ns_prim_record(ns_prim *self, bool pasted) {
    const uint32_t count = ns_prim_restricted(self, 0, &self->limits[0]);
    ns_restriction *restrictions = NS_ARENA_NEW(self->result, count, ns_restriction);
    if (!restrictions || make_room(self) != NS_OK) return NS_NO_MEMORY;
    ns_prim_box *box = &self->steps[self->step_count++];
    *box = (ns_prim_box){.restrictions = restrictions, .restricted = count, .pasted = pasted};
    ns_prim_figures(self, box, (ns_level_tally){self->rows, self->sum});
    for (uint32_t j = 0, r = 0; j < self->sample->k; j++)
        if (ns_prim_restricts(self, j, &self->limits[j])) restrictions[r++] = restriction_of(self, j);
    return NS_OK;
}
