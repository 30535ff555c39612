/* Ladder: a party's worths of all parts in rising order, kept from one negotiation to the next where no draw changes them. */
#ifndef NEGSIM_BARGAINING_LADDER_H
#define NEGSIM_BARGAINING_LADDER_H

#include <stdbool.h>
#include <stdint.h>

typedef struct ns_rung {
    double worth;
    uint32_t part;
} ns_rung;

typedef struct ns_ladder {
    const double *worth; /* the table that it was made from; NULL: none yet */
    uint32_t count, cells;
    double low, scale; /* cell = (worth - low) * scale */
    ns_rung *rungs;    /* [count] rising in worth, then in rank */
    uint32_t *start;   /* [cells + 1]: rung to begin looking at */
} ns_ladder;

/* Made from a table of count worths, all finite, unless it already is. O(count log count) once. False: memory is short. */
bool ns_ladder_set(ns_ladder *self, const double *worth, uint32_t count);
void ns_ladder_free(ns_ladder *self);

/* The part of least worth with worth + slack >= target, of equals the lowest; UINT32_MAX: none. O(1) on the whole. */
static inline uint32_t ns_ladder_lowest(const ns_ladder *self, double target, double slack) {
    double c = (target - slack - self->low) * self->scale;
    uint32_t i = c <= 0 ? 0 : c >= self->cells ? self->count : self->start[(uint32_t)c];
    while (i > 0 && self->rungs[i - 1].worth + slack >= target) i--;
    while (i < self->count && !(self->rungs[i].worth + slack >= target)) i++;
    return i < self->count ? self->rungs[i].part : UINT32_MAX;
}

#endif
