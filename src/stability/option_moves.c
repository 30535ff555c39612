#include "stability/option_moves.h"

#include <stdlib.h>

#include "negsim/number.h"

bool ns_move_list_add(ns_move_list *self, ns_conflict_move move) {
    if (self->count == self->room) {
        const size_t room = self->room ? 2 * self->room : 256;
        size_t bytes;
        if (!ns_multiply_size(room, sizeof *self->moves, &bytes)) return false;
        ns_conflict_move *moves = realloc(self->moves, bytes);
        if (!moves) return false;
        self->moves = moves;
        self->room = room;
    }
    self->moves[self->count++] = move;
    return true;
}

/* `-` stands for either letter. */
static bool is_change(char from, char to) { return from != to && from != '-' && to != '-'; }

static bool is_allowed(ns_direction direction, char to) {
    return direction == NS_BOTH_WAYS || (direction == NS_FORWARD ? to == 'Y' : to == 'N');
}

/* Who can go from one state to the other by changing its own options alone; NS_NO_STATE: nobody. */
static uint32_t mover_of(const ns_conflict *conflict, uint32_t from, uint32_t to) {
    const char *before = conflict->states[from], *after = conflict->states[to];
    uint32_t mover = NS_NO_STATE;
    for (uint32_t k = 0; k < conflict->option_count; k++) {
        const ns_conflict_option *option = &conflict->options[k];
        if (!is_change(before[k], after[k])) continue;
        if (mover != NS_NO_STATE && mover != option->owner) return NS_NO_STATE;
        if (!is_allowed(option->direction, after[k])) return NS_NO_STATE;
        mover = option->owner;
    }
    return mover;
}

bool ns_option_moves(const ns_conflict *conflict, ns_move_list *out) {
    for (uint32_t from = 0; from < conflict->state_count; from++)
        for (uint32_t to = 0; to < conflict->state_count; to++) {
            const uint32_t mover = from == to ? NS_NO_STATE : mover_of(conflict, from, to);
            if (mover != NS_NO_STATE && !ns_move_list_add(out, (ns_conflict_move){mover, from, to}))
                return false;
        }
    return true;
}

static bool overlap(const ns_conflict *conflict, uint32_t a, uint32_t b) {
    for (uint32_t k = 0; k < conflict->option_count; k++)
        if (is_change(conflict->states[a][k], conflict->states[b][k])) return false;
    return true;
}

bool ns_states_overlap(const ns_conflict *conflict, uint32_t *a, uint32_t *b) {
    for (*b = 1; *b < conflict->state_count; ++*b)
        for (*a = 0; *a < *b; ++*a)
            if (overlap(conflict, *a, *b)) return true;
    return false;
}
