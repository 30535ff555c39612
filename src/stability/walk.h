/* Walks: states that a set of parties reaches by one or more moves, no party moving twice in a row. */
#ifndef NEGSIM_STABILITY_WALK_H
#define NEGSIM_STABILITY_WALK_H

#include "negsim/stability.h"

/* Memory of a walk, used again for the next one. */
typedef struct ns_walker {
    const ns_conflict *model;
    uint8_t *seen;     /* [state]: by whom it was first reached; or nobody, or several */
    uint32_t *queue;   /* [2 * state]: 2 * state + (1: only the party in seen moves on) */
    uint8_t *only;     /* [state]: who moves on from the second entry */
    uint32_t *reached; /* states, in order of their discovery */
    uint32_t count;
    ns_walk_kind kind;
} ns_walker;

ns_status ns_walker_init(ns_walker *self, const ns_conflict *model) NS_MUST;
void ns_walker_free(ns_walker *self);
/* Fills reached. movers: bit p: party p may move. The start is among them only where a walk comes back to it. */
void ns_walker_go(ns_walker *self, uint32_t start, unsigned movers, ns_walk_kind kind);

/* Walks in which every party moves at most once. */
typedef struct ns_once_walker {
    const ns_conflict *model;
    struct ns_once_entry *entries; /* of all states, chained; also the queue */
    uint32_t entry_count, entry_room;
    uint32_t *chain;   /* [state]: its last entry, or none */
    uint32_t *reached; /* as above */
    uint32_t count;
} ns_once_walker;

ns_status ns_once_init(ns_once_walker *self, const ns_conflict *model) NS_MUST;
void ns_once_free(ns_once_walker *self);
ns_status ns_once_go(ns_once_walker *self, uint32_t start, unsigned movers, ns_walk_kind kind) NS_MUST;

#endif
