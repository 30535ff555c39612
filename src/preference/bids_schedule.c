/* `lowest` for many targets at once, in one pass over the parts and one over the targets (bucket-min).
 *
 * Targets are taken in falling order. Every part belongs to the first target that it meets; of those of one target only the least matters,
 * because parts of earlier targets are worth more. A table of cells over the range of targets says where to begin looking. Exact: what
 * decides is the comparison of the general path, worth + slack >= target; cells only bring it near. */
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bids_memory.h"

enum { MOST_CELLS = 4096, CHUNK = 256 };

/* The least worth that meets a target and none above it. */
typedef struct band {
    double least; /* HUGE_VAL: none yet */
    uint32_t part;
} band;

/* A target and its place in the caller's array. */
typedef struct wish {
    double target;
    uint32_t place;
} wish;

typedef struct ns_schedule {
    uint32_t room;     /* targets */
    wish *wishes;      /* falling */
    double *target;    /* of the wishes; then a last one that everything meets */
    band *bands;       /* one per target */
    double top, scale; /* cell = (top - reached) * scale */
    uint32_t cells;
    uint32_t first[MOST_CELLS + 2]; /* [cell]: the first band that a worth of the cell can belong to */
} ns_schedule;

void ns_schedule_free(ns_schedule *self) {
    if (!self) return;
    free(self->wishes);
    free(self->target);
    free(self->bands);
    free(self);
}

static ns_schedule *with_room(ns_bids *bids, uint32_t count) {
    if (!bids->schedule) bids->schedule = calloc(1, sizeof *bids->schedule);
    ns_schedule *self = bids->schedule;
    if (!self || self->room >= count) return self;
    wish *wishes = realloc(self->wishes, count * sizeof *wishes);
    if (wishes) self->wishes = wishes;
    band *bands = realloc(self->bands, ((size_t)count + 1) * sizeof *bands);
    if (bands) self->bands = bands;
    double *target = realloc(self->target, ((size_t)count + 1) * sizeof *target);
    if (target) self->target = target;
    if (!wishes || !bands || !target) return NULL;
    self->room = count;
    return self;
}

static int falling(const void *a, const void *b) {
    const wish *x = a, *y = b;
    if (x->target != y->target) return x->target < y->target ? 1 : -1;
    return (x->place > y->place) - (x->place < y->place);
}

/* Targets of a tactic fall already; any other order is sorted. */
static void sort_targets(ns_schedule *self, const double *targets, uint32_t count) {
    bool falls = true;
    for (uint32_t k = 0; k < count; k++) {
        /* what is not negotiable meets no target, however low */
        self->wishes[k] = (wish){targets[k] > -DBL_MAX ? targets[k] : -DBL_MAX, k};
        falls &= k == 0 || targets[k - 1] >= targets[k];
    }
    if (!falls) qsort(self->wishes, count, sizeof *self->wishes, falling);
}

static inline double cell_number(const ns_schedule *self, double reached) {
    double c = (self->top - reached) * self->scale;
    c = c > 0 ? c : 0; /* also where both are infinite */
    return c < self->cells ? c : self->cells;
}

static void fill_cells(ns_schedule *self, uint32_t count, uint32_t parts) {
    const double top = self->wishes[0].target, bottom = self->wishes[count - 1].target;
    self->cells = 64;
    while (self->cells < MOST_CELLS && self->cells < parts / 2) self->cells *= 2;
    const double range = top - bottom;
    self->top = top;
    self->scale = range > 0 && range < HUGE_VAL ? (self->cells - 1) / range : 0;
    uint32_t c = 0;
    for (uint32_t j = 0; j < count; j++) {
        const uint32_t last = (uint32_t)cell_number(self, self->wishes[j].target);
        for (; c <= last; c++) self->first[c] = j;
    }
    for (; c <= self->cells + 1; c++) self->first[c] = count;
}

/* A cell with several targets: the first of them that is reached. By halves, because thousands may share a cell. */
static __attribute__((noinline)) uint32_t search(const ns_schedule *self, uint32_t cell, double reached) {
    uint32_t from = self->first[cell] + 1, to = self->first[cell + 1];
    while (from < to) {
        const uint32_t middle = from + (to - from) / 2;
        if (self->target[middle] > reached)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

static inline uint32_t band_of(const ns_schedule *self, uint32_t cell, double reached, bool few) {
    uint32_t j = self->first[cell];
    if (few) j += self->target[j] > reached;
    return __builtin_expect(self->target[j] > reached, 0) ? search(self, cell, reached) : j;
}

/* Of equal worths the first that comes stays. */
static inline void enter(band *one, double worth, uint32_t part) {
    if (__builtin_expect(worth < one->least, 0)) *one = (band){worth, part};
}

/* Where bands hold few parts each, every other part is a new least: then a choice by mask is cheaper than a branch that cannot be
 * foreseen (compilers turn a conditional expression with two stores into one). */
static inline void enter_by_choice(band *one, double worth, uint32_t part) {
    const double least = one->least;
    const uint32_t less = -(uint32_t)(worth < least);
    one->part = (part & less) | (one->part & ~less);
    one->least = worth < least ? worth : least;
}

/* Worths in chunks: first all cells, which vectorises, then the bands. What meets no target goes to the last band, without a branch. */
static inline __attribute__((always_inline)) void gather_all(const ns_schedule *self, const double *worth,
                                                             uint32_t count, double slack, bool few) {
    int32_t cell[CHUNK];
    for (uint32_t from = 0; from < count; from += CHUNK) {
        const uint32_t n = count - from < CHUNK ? count - from : CHUNK;
        for (uint32_t k = 0; k < n; k++) cell[k] = (int32_t)cell_number(self, worth[from + k] + slack);
        for (uint32_t k = 0; k < n; k++) {
            band *one = &self->bands[band_of(self, (uint32_t)cell[k], worth[from + k] + slack, few)];
            if (few)
                enter_by_choice(one, worth[from + k], from + k);
            else
                enter(one, worth[from + k], from + k);
        }
    }
}

/* Only parts that are open for all others, or only the rest. */
static void gather_some(const ns_schedule *self, const ns_bids *bids, bool open) {
    const double *worth = bids->parts->worth[bids->party], slack = bids->parts->slack;
    for (uint32_t z = 0; z < bids->parts->count; z++) {
        if (ns_bids_is_open(bids, z) != open) continue;
        const double reached = worth[z] + slack;
        enter_by_choice(&self->bands[band_of(self, (uint32_t)cell_number(self, reached), reached, true)],
                        worth[z], z);
    }
}

static void gather(ns_bids *bids, uint32_t count, bool open) {
    ns_schedule *self = bids->schedule;
    for (uint32_t j = 0; j < count; j++) self->target[j] = self->wishes[j].target;
    self->target[count] = -HUGE_VAL;
    for (uint32_t j = 0; j <= count; j++) self->bands[j] = (band){HUGE_VAL, NS_NONE};
    const double *worth = bids->parts->worth[bids->party], slack = bids->parts->slack;
    const uint32_t parts = bids->parts->count;
    if (bids->parts->open)
        gather_some(self, bids, open);
    else if (parts / 64 < count)
        gather_all(self, worth, parts, slack, true);
    else
        gather_all(self, worth, parts, slack, false);
}

/* Hands out what was gathered where out has nothing yet. Returns whether something is left without. */
static bool hand_out(const ns_schedule *self, uint32_t count, uint32_t *out) {
    uint32_t last = NS_NONE;
    bool missing = false;
    for (uint32_t j = 0; j < count; j++) {
        uint32_t *place = &out[self->wishes[j].place];
        if (self->bands[j].least < HUGE_VAL) last = self->bands[j].part;
        if (*place == NS_NONE) *place = last;
        missing |= *place == NS_NONE;
    }
    return missing;
}

void ns_bids_schedule_lowest(ns_bids *self, const double *targets, uint32_t count, uint32_t *out) {
    ns_schedule *schedule = count && !self->keeps ? with_room(self, count) : NULL;
    if (!schedule) { /* lists that stand already, or no memory: the general path gives the same */
        for (uint32_t k = 0; k < count; k++) out[k] = ns_bids_lowest(self, targets[k]);
        return;
    }
    for (uint32_t k = 0; k < count; k++) out[k] = NS_NONE;
    sort_targets(schedule, targets, count);
    fill_cells(schedule, count, self->parts->count);
    gather(self, count, true);
    if (!hand_out(schedule, count, out) || !self->parts->open) return;
    gather(self, count, false);
    hand_out(schedule, count, out);
}
