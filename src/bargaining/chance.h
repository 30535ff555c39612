/* Chance: could two parties agree on anything at their present targets? */
#ifndef NEGSIM_BARGAINING_CHANCE_H
#define NEGSIM_BARGAINING_CHANCE_H

#include "negsim/staircase.h"
#include "negsim/bids.h"

typedef struct ns_chance {
    const double *worth[2]; /* the tables that it was made from; NULL: none yet */
    uint32_t count, room;
    ns_stair *stairs; /* the parts negotiable for both that no other part betters for both */
    uint32_t steps;
} ns_chance;

/* Made from the worths of a stage's parts, unless it already is: the caller sees to it that no draw changes the tables. False: memory is
 * short. */
bool ns_chance_set(ns_chance *self, const ns_parts *parts);
void ns_chance_free(ns_chance *self);

/* Is some part worth at least (with slack) these targets to both? O(log steps). Without one nobody can accept anything: an offer meets
 * its maker's target, and who accepts it does so by a target that is no higher. */
static inline bool ns_chance_is(const ns_chance *self, double first, double second, double slack) {
    uint32_t from = 0, to = self->steps;
    while (from < to) {
        const uint32_t middle = from + (to - from) / 2;
        if (self->stairs[middle].first + slack >= first)
            from = middle + 1;
        else
            to = middle;
    }
    return from > 0 && self->stairs[from - 1].second + slack >= second;
}

#endif
