#include "stability/walk.h"

#include <stdlib.h>
#include <string.h>

enum { NOBODY = 0xff, SEVERAL = 0xfe };

ns_status ns_walker_init(ns_walker *self, const ns_conflict *model) {
    const size_t states = model->state_count;
    *self = (ns_walker){.model = model};
    self->seen = malloc(states);
    self->only = malloc(states);
    self->queue = malloc(2 * states * sizeof *self->queue);
    self->reached = malloc(states * sizeof *self->reached);
    if (!self->seen || !self->only || !self->queue || !self->reached) {
        ns_walker_free(self);
        return NS_NO_MEMORY;
    }
    memset(self->seen, NOBODY, states);
    return NS_OK;
}

void ns_walker_free(ns_walker *self) {
    free(self->seen);
    free(self->only);
    free(self->queue);
    free(self->reached);
    *self = (ns_walker){0};
}

/* `party` has moved to `state`. Whoever reaches a state first, all but that party may go on from it; when another party reaches it
 * too, the first may go on as well. A third visit adds nothing: two entries a state are enough. */
static uint32_t arrive(ns_walker *self, uint32_t tail, uint32_t state, uint32_t party) {
    uint8_t *seen = &self->seen[state];
    if (*seen == NOBODY) {
        self->reached[self->count++] = state;
        *seen = (uint8_t)party;
        self->only[state] = (uint8_t)party;
        self->queue[tail++] = 2 * state;
    } else if (*seen != SEVERAL && *seen != party) {
        *seen = SEVERAL;
        self->queue[tail++] = 2 * state + 1;
    }
    return tail;
}

static uint32_t move_on(ns_walker *self, uint32_t tail, uint32_t from, unsigned movers) {
    const ns_conflict *model = self->model;
    for (uint32_t p = 0; p < model->party_count; p++) {
        if (!(movers >> p & 1)) continue;
        for (uint32_t m = model->first[p][from]; m < model->first[p][from + 1]; m++) {
            const uint32_t to = model->to[p][m];
            if (self->kind == NS_WALK_MOVES || ns_conflict_prefers(model, p, to, from))
                tail = arrive(self, tail, to, p);
        }
    }
    return tail;
}

void ns_walker_go(ns_walker *self, uint32_t start, unsigned movers, ns_walk_kind kind) {
    for (uint32_t k = 0; k < self->count; k++) self->seen[self->reached[k]] = NOBODY;
    self->count = 0;
    self->kind = kind;
    uint32_t tail = move_on(self, 0, start, movers);
    for (uint32_t head = 0; head < tail; head++) {
        const uint32_t state = self->queue[head] / 2, first = 1u << self->only[state];
        tail = move_on(self, tail, state, self->queue[head] & 1 ? movers & first : movers & ~first);
    }
}
