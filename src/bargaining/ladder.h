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
    ns_rung
        *rungs; /* rising in worth, then in rank, from 1 to count; 0 and the two above are worth -+HUGE_VAL */
    uint32_t *start; /* [cells + 1]: the first rung of a cell or above it */
} ns_ladder;

/* Made from a table of count worths, all finite, unless it already is. O(count log count) once. False: memory is short. */
bool ns_ladder_set(ns_ladder *self, const double *worth, uint32_t count);
void ns_ladder_free(ns_ladder *self);

/* The rung of least worth with worth + slack >= target, of equals the lowest part; that of UINT32_MAX: none. O(1) on the whole.
 * The cell leads to the rung or to one just beside it; adding comparisons instead of branching on them is much the quicker. */
static inline const ns_rung *ns_ladder_lowest(const ns_ladder *self, double target, double slack) {
    double c = (target - slack - self->low) * self->scale;
    c = c > 0 ? c : 0;
    c = c < self->cells ? c : self->cells;
    const ns_rung *rung = self->rungs + self->start[(uint32_t)c];
    while (rung[-1].worth + slack >= target) rung--;
    rung += !(rung->worth + slack >= target);
    while (!(rung->worth + slack >= target)) rung++;
    return rung;
}

#endif
