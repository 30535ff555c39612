/* Conflict: a graph model of conflict resolution. Parties, states, who can move the conflict from which state to which, and how
 * each party orders the states. Source: Kilgour, Hipel, Fang (1987), Automatica 23:41-55; Fang, Hipel, Kilgour (1993),
 * Interactive Decision Making. Option form: Fraser, Hipel (1984), Conflict Analysis. */
#ifndef NEGSIM_CONFLICT_H
#define NEGSIM_CONFLICT_H

#include <stdint.h>

#include "negsim/document.h"

#ifdef __cplusplus
extern "C" {
#endif

#define NS_NO_STATE UINT32_MAX
enum { NS_CONFLICT_PARTIES = 10 }; /* most parties: coalitions are bit sets */

/* Which way a yes-or-no option can be changed: Y to N and N to Y, N to Y only, Y to N only. */
typedef enum ns_direction { NS_BOTH_WAYS, NS_FORWARD, NS_BACKWARD } ns_direction;

typedef struct ns_conflict_option {
    const char *name;
    uint32_t owner; /* party */
    ns_direction direction;
} ns_conflict_option;

/* A move that a party can make by itself in one step. States count from 0 here, from 1 in files and tables. */
typedef struct ns_conflict_move {
    uint32_t party, from, to;
} ns_conflict_move;

typedef struct ns_conflict {
    ns_arena *arena;                                             /* owns everything below */
    const char *id, *title, *source, *note;                      /* NULL where not given */
    uint32_t party_count, option_count, state_count, status_quo; /* status_quo: NS_NO_STATE where not given */
    const char **parties;
    ns_conflict_option *options;
    const char **states; /* one letter (Y, N, -) for each option; without options any text */
    uint32_t **
        rank; /* [party][state]: how many of the groups of its ranking are better; 0: the best; ties share theirs */
    /* Party p moves from s to to[p][first[p][s] .. first[p][s + 1]), in rising order. */
    uint32_t **first, **to;
} ns_conflict;

/* What a conflict is made of; everything is copied. ranks: party after party, any numbers, lower is better, equal is a tie. */
typedef struct ns_conflict_parts {
    uint32_t party_count, state_count, status_quo;
    const uint32_t *ranks;
    const ns_conflict_move *moves; /* any order; a move given twice counts once */
    size_t move_count;
} ns_conflict_parts;

/* A conflict without names. NS_BAD_USAGE: no party, too many, no state, or a move from or to what is not there or from a state to
 * itself. Release with ns_conflict_free. */
ns_status ns_conflict_new(ns_conflict **out, const ns_conflict_parts *parts) NS_MUST;
void ns_conflict_free(ns_conflict *self);

/* Reads a model file (docs/stability.md): id, title, source, note, parties, options, states, status_quo, preference, moves. Where
 * `moves` is left out they follow from the options: a party goes from one state to any other that differs in its own options alone, in the
 * directions allowed; `-` stands for either letter. Faults go to diagnostics, all of them: NS_BAD_INPUT, NS_TOO_LARGE. */
ns_status ns_conflict_read(ns_conflict **out, const ns_document *document,
                           ns_diagnostics *diagnostics) NS_MUST;

/* Moves of all parties; those of them that are improvements: to a state that the mover strictly prefers. */
size_t ns_conflict_moves(const ns_conflict *self);
size_t ns_conflict_improvements(const ns_conflict *self);
/* Does party strictly prefer state a to b? */
static inline bool ns_conflict_prefers(const ns_conflict *self, uint32_t party, uint32_t a, uint32_t b) {
    return self->rank[party][a] < self->rank[party][b];
}

#ifdef __cplusplus
}
#endif

#endif
