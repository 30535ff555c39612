/* `lowest` for many targets at once, in one pass over the parts and one over the targets (bucket-min).
 *
 * Targets are taken in falling order. Every part belongs to the first target that it meets; of those of one target only the
 * least matters, because parts of earlier targets are worth more. A table of cells over the range of targets says where to begin
 * looking. Exact: the comparison is that of the general path, worth + slack >= target. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bids_memory.h"

enum { MOST_CELLS = 4096 };

typedef struct ns_schedule {
    uint32_t room;       /* targets */
    double *target;      /* falling */
    uint32_t *order;     /* place of each in the caller's array */
    double *least;       /* least worth that meets this target and no earlier one */
    uint32_t *part;
    uint32_t cell[MOST_CELLS + 1];
} ns_schedule;

void ns_schedule_free(ns_schedule *self) {
    if (!self) return;
    free(self->target);
    free(self->order);
    free(self->least);
    free(self->part);
    free(self);
}

static ns_schedule *with_room(ns_bids *bids, uint32_t count) {
    if (!bids->schedule) bids->schedule = calloc(1, sizeof *bids->schedule);
    ns_schedule *self = bids->schedule;
    if (!self || self->room >= count) return self;
    double *target = realloc(self->target, count * sizeof *target);
    if (target) self->target = target;
    uint32_t *order = realloc(self->order, count * sizeof *order);
    if (order) self->order = order;
    double *least = realloc(self->least, count * sizeof *least);
    if (least) self->least = least;
    uint32_t *part = realloc(self->part, count * sizeof *part);
    if (part) self->part = part;
    if (!target || !order || !least || !part) return NULL;
    self->room = count;
    return self;
}

/* Falling order by insertion: targets of a tactic fall already. */
static void sort_targets(ns_schedule *self, const double *targets, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        uint32_t k = i;
        for (; k > 0 && self->target[k - 1] < targets[i]; k--) {
            self->target[k] = self->target[k - 1];
            self->order[k] = self->order[k - 1];
        }
        self->target[k] = targets[i];
        self->order[k] = i;
    }
}

static uint32_t cell_of(double top, double scale, uint32_t cells, double worth) {
    double c = (top - worth) * scale;
    return c <= 0 ? 0 : c >= cells ? cells : (uint32_t)c;
}

/* cell[c]: the first target that a worth of cell c can meet. */
static void fill_cells(ns_schedule *self, uint32_t count, double top, double scale, uint32_t cells) {
    uint32_t j = 0;
    for (uint32_t c = 0; c <= cells; c++) {
        while (j < count && cell_of(top, scale, cells, self->target[j]) < c) j++;
        self->cell[c] = j;
    }
}

static void gather(ns_bids *bids, uint32_t count, bool open) {
    ns_schedule *self = bids->schedule;
    const double *worth = bids->parts->worth[bids->party], slack = bids->parts->slack, top = self->target[0], bottom = self->target[count - 1];
    uint32_t cells = 64;
    while (cells < MOST_CELLS && cells < bids->parts->count) cells *= 2;
    const double scale = top > bottom ? cells / (top - bottom) : 0;
    fill_cells(self, count, top, scale, cells);
    for (uint32_t j = 0; j < count; j++) self->least[j] = HUGE_VAL;
    for (uint32_t z = 0; z < bids->parts->count; z++) {
        const double reached = worth[z] + slack;
        if (!(reached >= bottom)) continue;
        if (bids->parts->open && ns_bids_is_open(bids, z) != open) continue;
        uint32_t j = self->cell[cell_of(top, scale, cells, reached)];
        while (self->target[j] > reached) j++;
        if (worth[z] < self->least[j]) {
            self->least[j] = worth[z];
            self->part[j] = z;
        }
    }
}

/* Hands out what was gathered, where out has nothing yet. Returns whether something is left without. */
static bool hand_out(const ns_schedule *self, uint32_t count, uint32_t *out) {
    uint32_t last = NS_NONE;
    bool missing = false;
    for (uint32_t j = 0; j < count; j++) {
        if (self->least[j] < HUGE_VAL) last = self->part[j];
        if (out[self->order[j]] == NS_NONE) out[self->order[j]] = last;
        missing |= out[self->order[j]] == NS_NONE;
    }
    return missing;
}

void ns_bids_schedule_lowest(ns_bids *self, const double *targets, uint32_t count, uint32_t *out) {
    ns_schedule *schedule = count ? with_room(self, count) : NULL;
    if (!schedule) { /* no memory for it: the general path gives the same */
        for (uint32_t k = 0; k < count; k++) out[k] = ns_bids_lowest(self, targets[k]);
        return;
    }
    for (uint32_t k = 0; k < count; k++) out[k] = NS_NONE;
    sort_targets(schedule, targets, count);
    gather(self, count, true);
    if (!hand_out(schedule, count, out) || !self->parts->open) return;
    gather(self, count, false);
    hand_out(schedule, count, out);
}
