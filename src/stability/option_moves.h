/* Moves that follow from the options of a conflict, and lists of moves. */
#ifndef NEGSIM_STABILITY_OPTION_MOVES_H
#define NEGSIM_STABILITY_OPTION_MOVES_H

#include "negsim/conflict.h"

typedef struct ns_move_list {
    ns_conflict_move *moves; /* malloc'ed */
    size_t count, room;
} ns_move_list;

bool ns_move_list_add(ns_move_list *self, ns_conflict_move move); /* false: memory is short */
/* Options, states and their counts must stand. false: memory is short. */
bool ns_option_moves(const ns_conflict *conflict, ns_move_list *out);
/* Two states with a combination of options in common: a < b. */
bool ns_states_overlap(const ns_conflict *conflict, uint32_t *a, uint32_t *b);

#endif
