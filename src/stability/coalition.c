/* Coalitions that can jointly improve. */
#include <stdlib.h>

#include "negsim/number.h"
#include "stability/walk.h"

typedef struct finder {
    const ns_conflict *model;
    ns_walker walker;
    ns_coalition_moves *out;
    unsigned *coalitions; /* of two or more, by size, then by members */
    size_t coalition_count, room;
    uint32_t *targets;
} finder;

static unsigned size_of(unsigned members) {
    unsigned size = 0;
    for (; members; members &= members - 1) size++;
    return size;
}

/* By size; of one size, the one that has the first party in which they differ. */
static int compare_coalitions(const void *left, const void *right) {
    const unsigned a = *(const unsigned *)left, b = *(const unsigned *)right;
    const unsigned differ = a ^ b, lowest = differ & -differ;
    if (size_of(a) != size_of(b)) return size_of(a) < size_of(b) ? -1 : 1;
    return a & lowest ? -1 : b & lowest ? 1 : 0;
}

static ns_status list_coalitions(finder *self) {
    const unsigned all = 1u << self->model->party_count;
    self->coalitions = malloc(all * sizeof *self->coalitions);
    if (!self->coalitions) return NS_NO_MEMORY;
    for (unsigned members = 3; members < all; members++)
        if (size_of(members) >= 2) self->coalitions[self->coalition_count++] = members;
    qsort(self->coalitions, self->coalition_count, sizeof *self->coalitions, compare_coalitions);
    return NS_OK;
}

static bool all_prefer(const ns_conflict *model, unsigned members, uint32_t to, uint32_t from) {
    for (uint32_t p = 0; p < model->party_count; p++)
        if (members >> p & 1 && !ns_conflict_prefers(model, p, to, from)) return false;
    return true;
}

static bool has_common_wish(const ns_conflict *model, unsigned members, uint32_t from) {
    for (uint32_t to = 0; to < model->state_count; to++)
        if (all_prefer(model, members, to, from)) return true;
    return false;
}

static int compare_states(const void *left, const void *right) {
    const uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return a < b ? -1 : a > b;
}

static ns_status add_move(finder *self, uint32_t state, unsigned members, uint32_t count) {
    ns_coalition_moves *out = self->out;
    if (out->count == self->room) {
        const size_t room = self->room ? 2 * self->room : 64;
        size_t bytes;
        if (!ns_multiply_size(room, sizeof *out->moves, &bytes)) return NS_NO_MEMORY;
        ns_coalition_move *moves = realloc(out->moves, bytes);
        if (!moves) return NS_NO_MEMORY;
        out->moves = moves;
        self->room = room;
    }
    uint32_t *targets = NS_ARENA_NEW(out->arena, count, uint32_t);
    if (!targets) return NS_NO_MEMORY;
    for (uint32_t k = 0; k < count; k++) targets[k] = self->targets[k];
    qsort(targets, count, sizeof *targets, compare_states);
    out->moves[out->count++] = (ns_coalition_move){state, members, targets, count};
    return NS_OK;
}

static ns_status look(finder *self, uint32_t state, unsigned members) {
    uint32_t count = 0;
    if (!has_common_wish(self->model, members, state)) return NS_OK;
    ns_walker_go(&self->walker, state, members, NS_WALK_MOVES);
    for (uint32_t k = 0; k < self->walker.count; k++)
        if (all_prefer(self->model, members, self->walker.reached[k], state))
            self->targets[count++] = self->walker.reached[k];
    return count ? add_move(self, state, members, count) : NS_OK;
}

static ns_status open_finder(finder *self, const ns_conflict *model) {
    *self = (finder){.model = model, .out = calloc(1, sizeof *self->out)};
    if (!self->out) return NS_NO_MEMORY;
    self->out->arena = ns_arena_new();
    self->targets = malloc(model->state_count * sizeof *self->targets);
    ns_status status = self->out->arena && self->targets ? NS_OK : NS_NO_MEMORY;
    if (status == NS_OK) status = ns_walker_init(&self->walker, model);
    return status == NS_OK ? list_coalitions(self) : status;
}

ns_status ns_coalition_find(ns_coalition_moves **out, const ns_conflict *model) {
    finder self;
    *out = NULL;
    ns_status status = open_finder(&self, model);
    for (uint32_t s = 0; s < model->state_count && status == NS_OK; s++)
        for (size_t k = 0; k < self.coalition_count && status == NS_OK; k++)
            status = look(&self, s, self.coalitions[k]);
    ns_walker_free(&self.walker);
    free(self.coalitions);
    free(self.targets);
    if (status == NS_OK)
        *out = self.out;
    else
        ns_coalition_free(self.out);
    return status;
}

void ns_coalition_free(ns_coalition_moves *self) {
    if (!self) return;
    ns_arena_free(self->arena);
    free(self->moves);
    free(self);
}
