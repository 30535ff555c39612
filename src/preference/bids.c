/* Candidates of one party in a stage, in two lists: open for everybody else, and the rest, each ordered by coarse buckets of falling worth so
 * that a query reads only what can meet its target. Within a bucket the order is that of rank. */
#include "bids_memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

ns_bids *ns_bids_new(uint32_t max_parts) {
    ns_bids *self = calloc(1, sizeof *self);
    if (!self) return NULL;
    size_t n = (size_t)max_parts + 1;
    self->room = max_parts;
    self->open.worth = malloc(n * sizeof(double));
    self->open.part = malloc(n * sizeof(uint32_t));
    self->rest.worth = malloc(n * sizeof(double));
    self->rest.part = malloc(n * sizeof(uint32_t));
    self->open.start = malloc((MOST_BUCKETS + 2) * sizeof(uint32_t));
    self->rest.start = malloc((MOST_BUCKETS + 2) * sizeof(uint32_t));
    self->bucket = malloc(n * sizeof(uint16_t));
    if (self->open.worth && self->open.part && self->rest.worth && self->rest.part && self->open.start && self->rest.start && self->bucket) return self;
    ns_bids_free(self);
    return NULL;
}

void ns_bids_free(ns_bids *self) {
    if (!self) return;
    free(self->open.worth);
    free(self->open.part);
    free(self->rest.worth);
    free(self->rest.part);
    free(self->open.start);
    free(self->rest.start);
    free(self->bucket);
    ns_schedule_free(self->schedule);
    free(self);
}

void ns_bids_open(ns_bids *self, const ns_parts *parts, uint32_t party, double least) {
    self->parts = parts;
    self->party = party;
    self->others = (uint16_t)(parts->everybody & ~(1u << party));
    self->least = least - 2 * parts->slack; /* queries decide exactly */
    self->open.built = self->rest.built = false;
}

static uint32_t bucket_of(const ns_bids *self, double worth) {
    double b = (self->top - worth) * self->scale;
    return b <= 0 ? 0 : b >= self->buckets - 1 ? self->buckets - 1 : (uint32_t)b;
}

/* The range of worths sets the buckets: about two candidates each. */
static void size_buckets(ns_bids *self) {
    const double *worth = self->parts->worth[self->party];
    double top = -HUGE_VAL;
    for (uint32_t z = 0; z < self->parts->count; z++) top = worth[z] > top ? worth[z] : top;
    self->top = top;
    self->buckets = 16;
    while (self->buckets < MOST_BUCKETS && self->buckets < self->parts->count / 2) self->buckets *= 2;
    double width = top - self->least;
    self->scale = width > 0 && isfinite(width) ? self->buckets / width : 0;
}

/* Counting sort into the list of those that are open (or not), by falling bucket. */
static void fill(ns_bids *self, bid_list *list, bool open) {
    const double *worth = self->parts->worth[self->party];
    uint32_t *start = list->start;
    memset(start, 0, (self->buckets + 1) * sizeof *start);
    list->best = -HUGE_VAL;
    for (uint32_t z = 0; z < self->parts->count; z++) {
        if (!(worth[z] >= self->least) || ns_bids_is_open(self, z) != open) continue;
        uint32_t b = bucket_of(self, worth[z]);
        self->bucket[z] = (uint16_t)b;
        start[b + 1]++;
        if (worth[z] > list->best) list->best = worth[z];
    }
    for (uint32_t b = 0; b < self->buckets; b++) start[b + 1] += start[b];
    list->count = start[self->buckets];
    for (uint32_t z = 0; z < self->parts->count; z++) {
        if (!(worth[z] >= self->least) || ns_bids_is_open(self, z) != open) continue;
        uint32_t k = start[self->bucket[z]]++;
        list->worth[k] = worth[z];
        list->part[k] = z;
    }
    for (uint32_t b = self->buckets; b > 0; b--) start[b] = start[b - 1];
    start[0] = 0;
    list->built = true;
}

/* The list to choose from at a floor: the open one as long as one of it is left. NULL: no candidate. */
static const bid_list *choose_list(ns_bids *self, double floor) {
    const double slack = self->parts->slack;
    if (!self->open.built) {
        size_buckets(self);
        fill(self, &self->open, true);
    }
    if (self->open.best + slack >= floor && self->open.count) return &self->open;
    if (!self->parts->open) return NULL;
    if (!self->rest.built) fill(self, &self->rest, false);
    return self->rest.count && self->rest.best + slack >= floor ? &self->rest : NULL;
}

/* How many of the list's first entries can meet a floor. */
static uint32_t reach_of(const ns_bids *self, const bid_list *list, double floor) {
    return list->start[bucket_of(self, floor - 2 * self->parts->slack) + 1];
}

uint32_t ns_bids_lowest(ns_bids *self, double target) {
    const double slack = self->parts->slack;
    const bid_list *list = choose_list(self, target);
    if (!list) return NS_NONE;
    double best = HUGE_VAL;
    uint32_t part = NS_NONE;
    /* from the bucket of the target upwards: the first bucket with a hit holds the lowest */
    for (uint32_t b = bucket_of(self, target - 2 * slack) + 1; b-- > 0;) {
        for (uint32_t k = list->start[b]; k < list->start[b + 1]; k++)
            if (list->worth[k] + slack >= target && (list->worth[k] < best || (list->worth[k] == best && list->part[k] < part))) {
                best = list->worth[k];
                part = list->part[k];
            }
        if (part != NS_NONE) return part;
    }
    return NS_NONE;
}

uint32_t ns_bids_highest_score(ns_bids *self, double target, const double *score) {
    const bid_list *list = choose_list(self, target);
    if (!list) return NS_NONE;
    const double slack = self->parts->slack;
    const uint32_t count = reach_of(self, list, target);
    double best = -HUGE_VAL, worth = -HUGE_VAL;
    uint32_t part = NS_NONE;
    for (uint32_t k = 0; k < count; k++) {
        const double s = score[list->part[k]];
        if (s < best || !(list->worth[k] + slack >= target)) continue;
        bool better = s > best || list->worth[k] > worth || (list->worth[k] == worth && list->part[k] < part);
        if (!better) continue;
        best = s;
        worth = list->worth[k];
        part = list->part[k];
    }
    return part;
}

uint32_t ns_bids_pick(ns_bids *self, double target, double u) {
    const bid_list *list = choose_list(self, target);
    if (!list) return NS_NONE;
    const double *worth = self->parts->worth[self->party], slack = self->parts->slack;
    const bool open = list == &self->open;
    uint32_t reach = reach_of(self, list, target), count = 0;
    for (uint32_t k = 0; k < reach; k++) count += list->worth[k] + slack >= target;
    uint32_t pick = (uint32_t)(u * count);
    if (pick >= count) pick = count - 1;
    for (uint32_t z = 0; z < self->parts->count; z++)
        if (worth[z] + slack >= target && ns_bids_is_open(self, z) == open && pick-- == 0) return z;
    return NS_NONE;
}

uint32_t ns_bids_best(ns_bids *self) {
    const double *worth = self->parts->worth[self->party];
    uint32_t best = NS_NONE;
    for (uint32_t z = 0; z < self->parts->count; z++)
        if (worth[z] > -HUGE_VAL && (best == NS_NONE || worth[z] > worth[best])) best = z;
    return best;
}

uint32_t ns_bids_nearest(ns_bids *self, double floor_worth, double target) {
    const double slack = self->parts->slack;
    const bid_list *list = choose_list(self, floor_worth);
    if (!list) return NS_NONE;
    const uint32_t count = reach_of(self, list, floor_worth);
    double least = HUGE_VAL;
    uint32_t part = NS_NONE;
    for (uint32_t k = 0; k < count; k++) {
        double gap = fabs(list->worth[k] - target);
        if (list->worth[k] + slack >= floor_worth && (gap < least || (gap == least && list->part[k] < part))) {
            least = gap;
            part = list->part[k];
        }
    }
    return part;
}
