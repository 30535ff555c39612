/* Ladder: sorted once, then found by a table of cells over the range of worths. */
#include "bargaining/ladder.h"

#include <math.h>
#include <stdlib.h>

void ns_ladder_free(ns_ladder *self) {
    free(self->rungs);
    free(self->start);
    *self = (ns_ladder){0};
}

static int compare(const void *a, const void *b) {
    const ns_rung *x = a, *y = b;
    if (x->worth != y->worth) return x->worth < y->worth ? -1 : 1;
    return x->part < y->part ? -1 : x->part > y->part;
}

/* start[c]: the first rung that is not below cell c. */
static void fill_cells(ns_ladder *self) {
    const ns_rung *rungs = self->rungs;
    uint32_t i = 1;
    double range = rungs[self->count].worth - self->low;
    self->scale = range > 0 ? self->cells / range : 0;
    for (uint32_t c = 0; c <= self->cells; c++) {
        while (i <= self->count && (rungs[i].worth - self->low) * self->scale < c) i++;
        self->start[c] = i;
    }
}

static void fill_rungs(ns_ladder *self, const double *worth, uint32_t count) {
    ns_rung *rungs = self->rungs;
    for (uint32_t z = 0; z < count; z++) rungs[z + 1] = (ns_rung){worth[z], z};
    qsort(rungs + 1, count, sizeof *rungs, compare);
    rungs[0] = (ns_rung){-HUGE_VAL, UINT32_MAX};
    rungs[count + 1] = rungs[count + 2] = (ns_rung){HUGE_VAL, UINT32_MAX};
}

bool ns_ladder_set(ns_ladder *self, const double *worth, uint32_t count) {
    if (self->worth == worth && self->count == count) return true;
    ns_ladder_free(self);
    self->rungs = calloc((size_t)count + 3, sizeof *self->rungs);
    self->cells = 4 * count;
    self->start = calloc((size_t)self->cells + 1, sizeof *self->start);
    if (count == 0 || self->rungs == NULL || self->start == NULL) {
        ns_ladder_free(self);
        return false;
    }
    fill_rungs(self, worth, count);
    self->worth = worth;
    self->count = count;
    self->low = self->rungs[1].worth;
    fill_cells(self);
    return true;
}
