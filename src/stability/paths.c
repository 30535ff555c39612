/* Shortest ways from a state. A state is entered at most twice: by whoever reaches it first, and by the first other party. */
#include <stdlib.h>

#include "negsim/stability.h"

typedef struct searcher {
    const ns_conflict *model;
    ns_paths *out;
    ns_walk_kind kind;
    uint32_t *queue, tail; /* nodes: 2 * state, and 2 * state + 1 for the second entry */
} searcher;

static bool is_taken(const ns_paths *paths, uint32_t node) { return paths->mover[node] != NS_NO_STATE; }

static void enter(searcher *self, uint32_t node, uint32_t parent, uint32_t party) {
    self->out->parent[node] = parent;
    self->out->mover[node] = party;
    self->queue[self->tail++] = node;
}

static uint32_t length_of(const ns_paths *paths, uint32_t node) {
    uint32_t length = 0;
    for (; node != NS_NO_STATE; node = paths->parent[node]) length++;
    return length;
}

static void arrive(searcher *self, uint32_t parent, uint32_t party, uint32_t to) {
    ns_paths *paths = self->out;
    const uint32_t node = 2 * to;
    if (!is_taken(paths, node)) {
        enter(self, node, parent, party);
        if (paths->length[to] != NS_NO_STATE) return; /* the start */
        paths->length[to] = length_of(paths, node);
        paths->node[to] = node;
    } else if (!is_taken(paths, node + 1) && paths->mover[node] != party) {
        enter(self, node + 1, parent, party);
    }
}

/* All parties but the one that came here may move on; from a second entry only the one that came first. */
static bool may_move(const ns_paths *paths, uint32_t node, uint32_t party) {
    if (node == NS_NO_STATE) return true;
    return node & 1 ? paths->mover[node - 1] == party : paths->mover[node] != party;
}

static void move_on(searcher *self, uint32_t from, uint32_t node) {
    const ns_conflict *model = self->model;
    for (uint32_t p = 0; p < model->party_count; p++) {
        if (!may_move(self->out, node, p)) continue;
        for (uint32_t m = model->first[p][from]; m < model->first[p][from + 1]; m++) {
            const uint32_t to = model->to[p][m];
            if (self->kind == NS_WALK_MOVES || ns_conflict_prefers(model, p, to, from))
                arrive(self, node, p, to);
        }
    }
}

static ns_paths *make_paths(const ns_conflict *model, uint32_t start) {
    const size_t states = model->state_count;
    ns_paths *self = calloc(1, sizeof *self);
    if (!self) return NULL;
    self->start = start;
    self->state_count = model->state_count;
    self->length = malloc(states * sizeof *self->length);
    self->node = malloc(states * sizeof *self->node);
    self->parent = malloc(2 * states * sizeof *self->parent);
    self->mover = malloc(2 * states * sizeof *self->mover);
    if (!self->length || !self->node || !self->parent || !self->mover) {
        ns_paths_free(self);
        return NULL;
    }
    for (size_t s = 0; s < states; s++) self->length[s] = self->node[s] = NS_NO_STATE;
    for (size_t k = 0; k < 2 * states; k++) self->parent[k] = self->mover[k] = NS_NO_STATE;
    self->length[start] = 0;
    return self;
}

ns_status ns_paths_find(ns_paths **out, const ns_conflict *model, uint32_t start, ns_walk_kind kind) {
    *out = NULL;
    if (start >= model->state_count) return NS_BAD_USAGE;
    searcher self = {.model = model, .kind = kind, .out = make_paths(model, start)};
    self.queue = malloc(2 * (size_t)model->state_count * sizeof *self.queue);
    if (!self.queue || !self.out) {
        free(self.queue);
        ns_paths_free(self.out);
        return NS_NO_MEMORY;
    }
    move_on(&self, start, NS_NO_STATE);
    for (uint32_t head = 0; head < self.tail; head++) move_on(&self, self.queue[head] / 2, self.queue[head]);
    free(self.queue);
    *out = self.out;
    return NS_OK;
}

void ns_paths_steps(const ns_paths *self, uint32_t state, ns_path_step *steps) {
    uint32_t left = self->length[state] == NS_NO_STATE ? 0 : self->length[state];
    for (uint32_t node = self->node[state]; left > 0; node = self->parent[node])
        steps[--left] = (ns_path_step){self->mover[node], node / 2};
}

void ns_paths_free(ns_paths *self) {
    if (!self) return;
    free(self->length);
    free(self->node);
    free(self->parent);
    free(self->mover);
    free(self);
}
