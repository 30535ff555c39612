/* Walks in which every party moves at most once: a state is entered again only with fewer parties, or others, used up. */
#include <stdlib.h>
#include <string.h>

#include "negsim/number.h"
#include "stability/walk.h"

typedef struct ns_once_entry {
    uint32_t state, next; /* next: the state's entry before this one */
    unsigned used;        /* parties that have moved */
} ns_once_entry;

#define NONE UINT32_MAX

ns_status ns_once_init(ns_once_walker *self, const ns_conflict *model) {
    *self = (ns_once_walker){.model = model};
    self->chain = malloc(model->state_count * sizeof *self->chain);
    self->reached = malloc(model->state_count * sizeof *self->reached);
    if (self->chain && self->reached) {
        memset(self->chain, 0xff, model->state_count * sizeof *self->chain);
        return NS_OK;
    }
    ns_once_free(self);
    return NS_NO_MEMORY;
}

void ns_once_free(ns_once_walker *self) {
    free(self->entries);
    free(self->chain);
    free(self->reached);
    *self = (ns_once_walker){0};
}

static ns_status make_room(ns_once_walker *self) {
    if (self->entry_count < self->entry_room) return NS_OK;
    const uint32_t room = self->entry_room ? 2 * self->entry_room : 256;
    size_t bytes;
    if (room <= self->entry_room || !ns_multiply_size(room, sizeof *self->entries, &bytes))
        return NS_NO_MEMORY;
    ns_once_entry *entries = realloc(self->entries, bytes);
    if (!entries) return NS_NO_MEMORY;
    self->entries = entries;
    self->entry_room = room;
    return NS_OK;
}

/* Was the state reached with no other parties used up? Then whatever follows from here follows from there. */
static bool is_covered(const ns_once_walker *self, uint32_t state, unsigned used) {
    for (uint32_t e = self->chain[state]; e != NONE; e = self->entries[e].next)
        if ((self->entries[e].used & ~used) == 0) return true;
    return false;
}

static ns_status arrive(ns_once_walker *self, uint32_t state, unsigned used) {
    if (is_covered(self, state, used)) return NS_OK;
    const ns_status status = make_room(self);
    if (status != NS_OK) return status;
    if (self->chain[state] == NONE) self->reached[self->count++] = state;
    self->entries[self->entry_count] = (ns_once_entry){state, self->chain[state], used};
    self->chain[state] = self->entry_count++;
    return NS_OK;
}

static ns_status move_on(ns_once_walker *self, uint32_t from, unsigned used, unsigned movers,
                         ns_walk_kind kind) {
    const ns_conflict *model = self->model;
    ns_status status = NS_OK;
    for (uint32_t p = 0; p < model->party_count; p++) {
        if (!((movers & ~used) >> p & 1)) continue;
        for (uint32_t m = model->first[p][from]; m < model->first[p][from + 1] && status == NS_OK; m++) {
            const uint32_t to = model->to[p][m];
            if (kind == NS_WALK_MOVES || ns_conflict_prefers(model, p, to, from))
                status = arrive(self, to, used | 1u << p);
        }
    }
    return status;
}

ns_status ns_once_go(ns_once_walker *self, uint32_t start, unsigned movers, ns_walk_kind kind) {
    for (uint32_t k = 0; k < self->count; k++) self->chain[self->reached[k]] = NONE;
    self->count = self->entry_count = 0;
    ns_status status = move_on(self, start, 0, movers, kind);
    for (uint32_t head = 0; head < self->entry_count && status == NS_OK; head++) {
        const ns_once_entry entry = self->entries[head];
        status = move_on(self, entry.state, entry.used, movers, kind);
    }
    return status;
}
