/* A conflict made of its parts: moves sorted by party and state. */
#include "negsim/conflict.h"

#include <stdlib.h>
#include <string.h>

#include "stability/build.h"

static bool is_sound(const ns_conflict_parts *parts) {
    if (!parts->party_count || parts->party_count > NS_CONFLICT_PARTIES || !parts->state_count) return false;
    if (parts->status_quo != NS_NO_STATE && parts->status_quo >= parts->state_count) return false;
    for (size_t m = 0; m < parts->move_count; m++) {
        const ns_conflict_move *move = &parts->moves[m];
        if (move->party >= parts->party_count || move->from >= parts->state_count ||
            move->to >= parts->state_count || move->from == move->to)
            return false;
    }
    return true;
}

static int compare_moves(const void *left, const void *right) {
    const ns_conflict_move *a = left, *b = right;
    if (a->party != b->party) return a->party < b->party ? -1 : 1;
    if (a->from != b->from) return a->from < b->from ? -1 : 1;
    return a->to < b->to ? -1 : a->to > b->to;
}

static bool is_repeated(const ns_conflict_move *moves, size_t m) {
    return m > 0 && compare_moves(&moves[m - 1], &moves[m]) == 0;
}

/* The sorted moves of one party; returns the first move of the next. */
static size_t set_moves(ns_conflict *self, uint32_t party, const ns_conflict_move *moves, size_t count,
                        size_t m) {
    uint32_t made = 0;
    for (uint32_t s = 0; s < self->state_count; s++) {
        self->first[party][s] = made;
        for (; m < count && moves[m].party == party && moves[m].from == s; m++)
            if (!is_repeated(moves, m)) self->to[party][made++] = moves[m].to;
    }
    self->first[party][self->state_count] = made;
    return m;
}

static size_t count_of(const ns_conflict_move *moves, size_t count, uint32_t party) {
    size_t found = 0;
    for (size_t m = 0; m < count; m++) found += moves[m].party == party;
    return found;
}

static bool take_moves(ns_conflict *self, const ns_conflict_parts *parts) {
    const size_t count = parts->move_count;
    ns_conflict_move *moves = NS_ARENA_NEW(self->arena, count, ns_conflict_move);
    if (!moves) return false;
    if (count) {
        memcpy(moves, parts->moves, count * sizeof *moves);
        qsort(moves, count, sizeof *moves, compare_moves);
    }
    size_t next = 0;
    for (uint32_t p = 0; p < self->party_count; p++) {
        self->first[p] = NS_ARENA_NEW(self->arena, self->state_count + (size_t)1, uint32_t);
        self->to[p] = NS_ARENA_NEW(self->arena, count_of(moves, count, p), uint32_t);
        if (!self->first[p] || !self->to[p]) return false;
        next = set_moves(self, p, moves, count, next);
    }
    return true;
}

static int compare_numbers(const void *left, const void *right) {
    const uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return a < b ? -1 : a > b;
}

/* Ranks without gaps: how many of the different numbers are lower. */
static void close_gaps(uint32_t *rank, const uint32_t *given, uint32_t *sorted, uint32_t count) {
    memcpy(sorted, given, count * sizeof *sorted);
    qsort(sorted, count, sizeof *sorted, compare_numbers);
    uint32_t different = 0;
    for (uint32_t k = 0; k < count; k++)
        if (k == 0 || sorted[k] != sorted[different - 1]) sorted[different++] = sorted[k];
    for (uint32_t s = 0; s < count; s++) {
        const uint32_t *at = bsearch(&given[s], sorted, different, sizeof *sorted, compare_numbers);
        rank[s] = (uint32_t)(at - sorted);
    }
}

static bool take_ranks(ns_conflict *self, const ns_conflict_parts *parts) {
    uint32_t *sorted = NS_ARENA_NEW(self->arena, self->state_count, uint32_t);
    if (!sorted) return false;
    for (uint32_t p = 0; p < self->party_count; p++) {
        self->rank[p] = NS_ARENA_NEW(self->arena, self->state_count, uint32_t);
        if (!self->rank[p]) return false;
        close_gaps(self->rank[p], parts->ranks + (size_t)p * self->state_count, sorted, self->state_count);
    }
    return true;
}

ns_status ns_conflict_fill(ns_conflict *self, const ns_conflict_parts *parts) {
    if (!is_sound(parts)) return NS_BAD_USAGE;
    self->party_count = parts->party_count;
    self->state_count = parts->state_count;
    self->status_quo = parts->status_quo;
    self->rank = NS_ARENA_NEW(self->arena, parts->party_count, uint32_t *);
    self->first = NS_ARENA_NEW(self->arena, parts->party_count, uint32_t *);
    self->to = NS_ARENA_NEW(self->arena, parts->party_count, uint32_t *);
    if (!self->rank || !self->first || !self->to) return NS_NO_MEMORY;
    return take_ranks(self, parts) && take_moves(self, parts) ? NS_OK : NS_NO_MEMORY;
}

ns_conflict *ns_conflict_make(void) {
    ns_arena *arena = ns_arena_new();
    ns_conflict *self = arena ? NS_ARENA_NEW(arena, 1, ns_conflict) : NULL;
    if (!self) {
        ns_arena_free(arena);
        return NULL;
    }
    self->arena = arena;
    self->status_quo = NS_NO_STATE;
    return self;
}

ns_status ns_conflict_new(ns_conflict **out, const ns_conflict_parts *parts) {
    *out = NULL;
    ns_conflict *self = ns_conflict_make();
    if (!self) return NS_NO_MEMORY;
    const ns_status status = ns_conflict_fill(self, parts);
    if (status == NS_OK)
        *out = self;
    else
        ns_conflict_free(self);
    return status;
}

/* The conflict itself lies in its arena. */
void ns_conflict_free(ns_conflict *self) {
    if (self) ns_arena_free(self->arena);
}

size_t ns_conflict_moves(const ns_conflict *self) {
    size_t count = 0;
    for (uint32_t p = 0; p < self->party_count; p++) count += self->first[p][self->state_count];
    return count;
}

size_t ns_conflict_improvements(const ns_conflict *self) {
    size_t count = 0;
    for (uint32_t p = 0; p < self->party_count; p++)
        for (uint32_t s = 0; s < self->state_count; s++)
            for (uint32_t m = self->first[p][s]; m < self->first[p][s + 1]; m++)
                count += ns_conflict_prefers(self, p, self->to[p][m], s);
    return count;
}
