/* Candidates of one party in a stage, in two lists: open for everybody else, and the rest, each ordered by coarse buckets of falling worth so
 * that a query reads only what can meet its target. Lists are made at the first query: O(parts). Lists that are kept are sorted through. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bids_memory.h"
#include "widen.h"

static bool list_init(bid_list *self, size_t parts) {
    self->worth = malloc(parts * sizeof *self->worth);
    self->part = malloc(parts * sizeof *self->part);
    self->start = malloc((MOST_BUCKETS + 2) * sizeof *self->start);
    return self->worth && self->part && self->start;
}

static void list_free(bid_list *self) {
    free(self->worth);
    free(self->part);
    free(self->start);
}

ns_bids *ns_bids_new(uint32_t max_parts) {
    ns_bids *self = calloc(1, sizeof *self);
    if (!self) return NULL;
    const size_t parts = (size_t)max_parts + 1;
    self->room = max_parts;
    self->bucket = malloc(parts * sizeof *self->bucket);
    if (list_init(&self->open, parts) && list_init(&self->rest, parts) && self->bucket) return self;
    ns_bids_free(self);
    return NULL;
}

void ns_bids_free(ns_bids *self) {
    if (!self) return;
    list_free(&self->open);
    list_free(&self->rest);
    free(self->bucket);
    ns_schedule_free(self->schedule);
    free(self);
}

void ns_bids_open(ns_bids *self, const ns_parts *parts, uint32_t party, double least) {
    self->parts = parts;
    self->party = party;
    self->others = (uint16_t)(parts->everybody & ~(1u << party));
    self->least = least - 2 * parts->slack; /* queries decide exactly */
    self->open.built = self->rest.built = self->best_known = self->keeps = false;
}

void ns_bids_open_shared(ns_bids *self, const ns_parts *parts, uint32_t party) {
    const bool same = self->keeps && self->kept_worth == parts->worth[party] &&
                      self->kept_open == parts->open && self->kept_count == parts->count &&
                      self->party == party && self->parts->slack == parts->slack;
    if (!same) ns_bids_open(self, parts, party, -HUGE_VAL);
    self->parts = parts;
    self->keeps = true;
    self->kept_worth = parts->worth[party];
    self->kept_open = parts->open;
    self->kept_count = parts->count;
}

void ns_bids_forget(ns_bids *self) {
    self->open.built = self->rest.built = self->best_known = self->keeps = false;
    self->kept_worth = NULL;
}

/* --- lists ------------------------------------------------------------------------------------------------- */

uint32_t ns_bids_bucket_of(const ns_bids *self, double worth) {
    const double b = (self->top - worth) * self->scale;
    if (!(b > 0)) return 0;
    return b >= self->buckets - 1 ? self->buckets - 1 : (uint32_t)b;
}

static double smallest(const double *worth, uint32_t count) {
    double least = HUGE_VAL;
    for (uint32_t z = 0; z < count; z++)
        if (worth[z] < least && worth[z] > -HUGE_VAL) least = worth[z];
    return least;
}

/* The range of worths sets the buckets: about two candidates each. */
static void size_buckets(ns_bids *self) {
    const double *worth = self->parts->worth[self->party];
    self->top = ns_largest(worth, self->parts->count);
    if (!(self->least > -HUGE_VAL)) self->least = smallest(worth, self->parts->count);
    self->buckets = 16;
    while (self->buckets < MOST_BUCKETS && self->buckets < self->parts->count / 2) self->buckets *= 2;
    const double width = self->top - self->least;
    self->scale = width > 0 && width < HUGE_VAL ? self->buckets / width : 0;
}

static inline bool belongs(const ns_bids *self, const double *worth, uint32_t part, bool open) {
    return worth[part] >= self->least && worth[part] > -HUGE_VAL && ns_bids_is_open(self, part) == open;
}

static inline bool before(double worth, uint32_t part, double than_worth, uint32_t than_part) {
    return worth > than_worth || (worth == than_worth && part > than_part);
}

/* Shell's sort, by falling worth, then falling rank: buckets hold few, but nothing keeps all worths from falling into one. */
static void sort_bucket(bid_list *list, uint32_t from, uint32_t to) {
    uint32_t gap = 1;
    while (gap < (to - from) / 3) gap = 3 * gap + 1;
    for (; gap > 0; gap /= 3)
        for (uint32_t i = from + gap; i < to; i++) {
            const double worth = list->worth[i];
            const uint32_t part = list->part[i];
            uint32_t k = i;
            for (; k >= from + gap && before(worth, part, list->worth[k - gap], list->part[k - gap]);
                 k -= gap) {
                list->worth[k] = list->worth[k - gap];
                list->part[k] = list->part[k - gap];
            }
            list->worth[k] = worth;
            list->part[k] = part;
        }
}

/* Counting sort into the list of those that are open (or not), by falling bucket. Ranks fall within a bucket. */
static void fill(ns_bids *self, bid_list *list, bool open) {
    const double *worth = self->parts->worth[self->party];
    const uint32_t parts = self->parts->count;
    uint32_t *start = list->start;
    memset(start, 0, (self->buckets + 2) * sizeof *start);
    list->best = -HUGE_VAL;
    for (uint32_t z = 0; z < parts; z++) {
        if (!belongs(self, worth, z, open)) continue;
        const uint32_t b = ns_bids_bucket_of(self, worth[z]);
        self->bucket[z] = (uint16_t)b;
        start[b]++;
        if (worth[z] > list->best) list->best = worth[z];
    }
    for (uint32_t b = 0; b < self->buckets; b++) start[b + 1] += start[b];
    list->count = start[self->buckets];
    for (uint32_t z = 0; z < parts; z++) {
        if (!belongs(self, worth, z, open)) continue;
        const uint32_t k = --start[self->bucket[z]];
        list->worth[k] = worth[z];
        list->part[k] = z;
    }
    start[self->buckets] = list->count;
    for (uint32_t b = 0; self->keeps && b < self->buckets; b++) sort_bucket(list, start[b], start[b + 1]);
    list->built = true;
}

const bid_list *ns_bids_choose_list(ns_bids *self, double floor) {
    const double slack = self->parts->slack;
    if (!self->open.built) {
        size_buckets(self);
        fill(self, &self->open, true);
    }
    if (self->open.count && self->open.best + slack >= floor) return &self->open;
    if (!self->parts->open) return NULL;
    if (!self->rest.built) fill(self, &self->rest, false);
    return self->rest.count && self->rest.best + slack >= floor ? &self->rest : NULL;
}
