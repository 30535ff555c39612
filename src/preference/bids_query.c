/* Queries among the candidates of one party. None costs more than a pass over what can meet its target. */
#include <float.h>
#include <math.h>

#include "bids_memory.h"
#include "widen.h"

/* --- lowest ---------------------------------------------------------------------------------------------------- */

/* Entries of a sorted list up to `to` that meet a target come first: how many do. from is a first guess. */
static uint32_t count_meeting(const bid_list *list, uint32_t from, uint32_t to, double slack, double target) {
    while (from > 0 && !(list->worth[from - 1] + slack >= target)) from--;
    while (to - from > 8) {
        const uint32_t middle = from + (to - from) / 2;
        if (list->worth[middle] + slack >= target)
            from = middle + 1;
        else
            to = middle;
    }
    while (from < to && list->worth[from] + slack >= target) from++;
    return from;
}

/* From the bucket of the target upwards: the first bucket with a hit holds the lowest. */
static uint32_t lowest_from(const bid_list *list, uint32_t bucket, double slack, double target) {
    double best = HUGE_VAL;
    uint32_t part = NS_NONE;
    for (uint32_t b = bucket + 1; b-- > 0 && part == NS_NONE;)
        for (uint32_t k = list->start[b]; k < list->start[b + 1]; k++) {
            const double worth = list->worth[k];
            if (!(worth + slack >= target) || worth > best || (worth == best && list->part[k] > part))
                continue;
            best = worth;
            part = list->part[k];
        }
    return part;
}

uint32_t ns_bids_lowest(ns_bids *self, double target) {
    const double slack = self->parts->slack;
    const bid_list *list = ns_bids_choose_list(self, target);
    if (!list) return NS_NONE;
    const uint32_t bucket = ns_bids_bucket_of(self, target - 2 * slack);
    if (!self->keeps) return lowest_from(list, bucket, slack, target);
    return list->part[count_meeting(list, list->start[bucket], list->start[bucket + 1], slack, target) - 1];
}

/* --- the others ------------------------------------------------------------------------------------------------- */

uint32_t ns_bids_highest_score(ns_bids *self, double target, const double *score) {
    const double slack = self->parts->slack;
    const bid_list *list = ns_bids_choose_list(self, target);
    if (!list) return NS_NONE;
    const uint32_t count = ns_bids_reach_of(self, list, target - 2 * slack);
    double best = -HUGE_VAL, worth = -HUGE_VAL;
    uint32_t part = NS_NONE;
    for (uint32_t k = 0; k < count; k++) {
        const double s = score[list->part[k]];
        if (s < best || !(list->worth[k] + slack >= target)) continue;
        const bool better =
            s > best || list->worth[k] > worth || (list->worth[k] == worth && list->part[k] < part);
        if (!better) continue;
        best = s;
        worth = list->worth[k];
        part = list->part[k];
    }
    return part;
}

/* How many candidates of rank from to below to. */
static uint32_t count_ranks(const ns_bids *self, double target, bool open, uint32_t from, uint32_t to) {
    const double *worth = self->parts->worth[self->party], slack = self->parts->slack;
    uint32_t count = 0;
    if (!self->parts->open)
        for (uint32_t z = from; z < to; z++) count += worth[z] + slack >= target;
    else
        for (uint32_t z = from; z < to; z++)
            count += (worth[z] + slack >= target) & (ns_bids_is_open(self, z) == open);
    return count;
}

/* The candidate number pick in rank order: by strides, then one by one. */
static uint32_t find_rank(const ns_bids *self, double target, bool open, uint32_t pick) {
    enum { STRIDE = 64 };
    const uint32_t parts = self->parts->count;
    uint32_t z = 0;
    while (parts - z > STRIDE) {
        const uint32_t here = count_ranks(self, target, open, z, z + STRIDE);
        if (here > pick) break;
        pick -= here;
        z += STRIDE;
    }
    for (; z < parts; z++)
        if (count_ranks(self, target, open, z, z + 1) && pick-- == 0) return z;
    return NS_NONE;
}

uint32_t ns_bids_pick(ns_bids *self, double target, double u) {
    const double slack = self->parts->slack;
    const bid_list *list = ns_bids_choose_list(self, target);
    if (!list) return NS_NONE;
    if (!(target > -DBL_MAX)) target = -DBL_MAX; /* what is not negotiable meets no target */
    const uint32_t reach = ns_bids_reach_of(self, list, target - 2 * slack);
    uint32_t count = 0;
    for (uint32_t k = 0; k < reach; k++) count += list->worth[k] + slack >= target;
    uint32_t pick = (uint32_t)(u * count);
    if (pick >= count) pick = count - 1;
    return find_rank(self, target, list == &self->open, pick);
}

uint32_t ns_bids_pick_between(ns_bids *self, double target, double high, double u) {
    const double slack = self->parts->slack, *worth = self->parts->worth[self->party];
    const bid_list *list = ns_bids_choose_list(self, target);
    if (!list) return NS_NONE;
    const bool open = list == &self->open;
    uint32_t count = 0;
    for (uint32_t z = 0; z < self->parts->count; z++)
        count += worth[z] > -HUGE_VAL && worth[z] + slack >= target && high + slack >= worth[z] &&
                 ns_bids_is_open(self, z) == open;
    if (!count) return NS_NONE;
    uint32_t pick = (uint32_t)(u * count);
    if (pick >= count) pick = count - 1;
    for (uint32_t z = 0; z < self->parts->count; z++) {
        if (!(worth[z] > -HUGE_VAL && worth[z] + slack >= target && high + slack >= worth[z]) ||
            ns_bids_is_open(self, z) != open)
            continue;
        if (pick-- == 0) return z;
    }
    return NS_NONE;
}

/* Does a part come after another by falling worth, then rising rank? */
static bool comes_after(double worth, uint32_t part, double than_worth, uint32_t than) {
    return worth < than_worth || (worth == than_worth && part > than);
}

/* From the bucket of `last` down: the first bucket with one that follows holds the next. */
uint32_t ns_bids_after(ns_bids *self, double target, uint32_t last) {
    const double slack = self->parts->slack;
    const bid_list *list = ns_bids_choose_list(self, target);
    if (!list) return NS_NONE;
    const double from = last == NS_NONE ? HUGE_VAL : self->parts->worth[self->party][last];
    uint32_t found = NS_NONE;
    double most = -HUGE_VAL;
    for (uint32_t b = last == NS_NONE ? 0 : ns_bids_bucket_of(self, from);
         b < self->buckets && found == NS_NONE; b++)
        for (uint32_t k = list->start[b]; k < list->start[b + 1]; k++) {
            const double worth = list->worth[k];
            if (last != NS_NONE && !comes_after(worth, list->part[k], from, last)) continue;
            if (!(worth + slack >= target) ||
                (found != NS_NONE && comes_after(worth, list->part[k], most, found)))
                continue;
            found = list->part[k];
            most = worth;
        }
    return found;
}

uint32_t ns_bids_best(ns_bids *self) {
    if (self->best_known) return self->best;
    const double *worth = self->parts->worth[self->party];
    const double most = ns_largest(worth, self->parts->count);
    self->best = NS_NONE;
    for (uint32_t z = 0; most > -HUGE_VAL && z < self->parts->count && self->best == NS_NONE; z++)
        if (worth[z] == most) self->best = z;
    self->best_known = true;
    return self->best;
}

/* The best so far of a search for the nearest. */
typedef struct nearest {
    double gap;
    uint32_t part;
} nearest;

/* Looks through a bucket. False: it holds candidates, and all are farther off than the best so far. */
static bool look_near(const ns_bids *self, const bid_list *list, uint32_t bucket, double floor_worth,
                      double target, nearest *best) {
    bool any = false, none_nearer = true;
    for (uint32_t k = list->start[bucket]; k < list->start[bucket + 1]; k++) {
        if (!(list->worth[k] + self->parts->slack >= floor_worth)) continue;
        const double gap = fabs(list->worth[k] - target);
        any = true;
        none_nearer &= gap > best->gap;
        if (gap > best->gap || (gap == best->gap && list->part[k] > best->part)) continue;
        *best = (nearest){gap, list->part[k]};
    }
    return !any || !none_nearer;
}

uint32_t ns_bids_nearest(ns_bids *self, double floor_worth, double target) {
    const double slack = self->parts->slack;
    const bid_list *list = ns_bids_choose_list(self, floor_worth);
    if (!list) return NS_NONE;
    const uint32_t bucket = ns_bids_bucket_of(self, target),
                   last = ns_bids_bucket_of(self, floor_worth - 2 * slack);
    nearest best = {HUGE_VAL, NS_NONE};
    /* from the target's bucket both ways, each until it only gets farther; a gap that rounding made equal goes on counting */
    for (uint32_t b = bucket + 1; b-- > 0;)
        if (!look_near(self, list, b, floor_worth, target, &best)) break;
    for (uint32_t b = bucket + 1; b <= last; b++)
        if (!look_near(self, list, b, floor_worth, target, &best)) break;
    return best.part;
}
