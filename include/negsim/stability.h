/* Stability: would a party, having reached a state, move away again? Concepts of the graph model for conflict resolution.
 *
 * R_i(s): states that party i reaches from s in one step. U_i(s): those of them it strictly prefers to s, its improvements.
 * Others_i(s): states that the other parties reach from s by one or more moves in which no party moves twice in a row.
 * A state x punishes i, relative to s, where i does not strictly prefer x to s: equal is punished.
 *
 *   nash  U_i(s) is empty.                                                        Nash (1950)
 *   gmr   each t in U_i(s) has an x in Others_i(t) that punishes i.                Howard (1971), general metarational
 *   smr   and from that same x no state of R_i(x) is strictly preferred to s.      Howard (1971), symmetric metarational
 *   seq   as gmr, every move to x being an improvement of whoever makes it.        Fraser, Hipel (1984), sequential stability
 *
 * nash implies smr and seq; each of these implies gmr. A state that is stable for every party is an equilibrium.
 * NAME_once: the same with each other party moving at most once on the way to x; of two parties no difference. */
#ifndef NEGSIM_STABILITY_H
#define NEGSIM_STABILITY_H

#include "negsim/conflict.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum ns_concept {
    NS_CONCEPT_NASH,
    NS_CONCEPT_GMR,
    NS_CONCEPT_SMR,
    NS_CONCEPT_SEQ,
    NS_CONCEPT_GMR_ONCE,
    NS_CONCEPT_SMR_ONCE,
    NS_CONCEPT_SEQ_ONCE,
    NS_CONCEPT_COALITION, /* coalition_nash: of equilibria only */
    NS_CONCEPT_COUNT
} ns_concept;

/* "nash", "gmr" ..; never NULL. */
const char *ns_concept_name(ns_concept which);

typedef struct ns_stability {
    uint32_t party_count, state_count;
    uint16_t *stable;      /* [party * state_count + state]: bit c: stable for the party under concept c */
    uint16_t *equilibrium; /* [state]: bit c: an equilibrium under concept c */
} ns_stability;

/* Every state under every concept. coalition_nash holds where no party has an improvement and no coalition of two or more can jointly
 * improve (ns_coalition_find). Release with ns_stability_free. NS_NO_MEMORY. */
ns_status ns_stability_solve(ns_stability **out, const ns_conflict *self) NS_MUST;
void ns_stability_free(ns_stability *self);

/* A coalition that can jointly improve: its members, by moves of their own of which no two in a row are one member's, reach from `state`
 * the targets, each of which every member strictly prefers to it. Source: Kilgour, Hipel, Fang, Peng (2001), coalition analysis. */
typedef struct ns_coalition_move {
    uint32_t state;
    unsigned members;                /* bit p: party p; two or more */
    uint32_t *targets, target_count; /* rising */
} ns_coalition_move;
typedef struct ns_coalition_moves {
    ns_arena *arena;
    ns_coalition_move *moves; /* by state, then size, then members in the order of the parties */
    size_t count;
} ns_coalition_moves;
ns_status ns_coalition_find(ns_coalition_moves **out, const ns_conflict *self) NS_MUST;
void ns_coalition_free(ns_coalition_moves *self);

/* Shortest ways from one state to all: the fewest moves of single parties of which no two in a row are one party's, and the same of
 * improvements alone. Source: Xu, Kilgour, Hipel, Kemkes (2010), EJOR 207:318-329, status quo analysis. */
typedef enum ns_walk_kind { NS_WALK_MOVES, NS_WALK_IMPROVEMENTS } ns_walk_kind;
typedef struct ns_path_step {
    uint32_t party, to;
} ns_path_step;
typedef struct ns_paths {
    uint32_t start, state_count;
    uint32_t *length; /* [state]: moves; NS_NO_STATE: cannot be reached; 0 for the start */
    uint32_t *node;   /* [state], private: where its way ends */
    uint32_t *parent; /* [2 * state_count], private */
    uint32_t *mover;  /* [2 * state_count], private */
} ns_paths;
ns_status ns_paths_find(ns_paths **out, const ns_conflict *self, uint32_t start, ns_walk_kind kind) NS_MUST;
/* Writes the length[state] steps of one shortest way; the same way each time. */
void ns_paths_steps(const ns_paths *self, uint32_t state, ns_path_step *steps);
void ns_paths_free(ns_paths *self);

/* What would take a party's reasons to leave a state. */
typedef struct ns_rank_change {
    uint32_t best; /* the improvement it likes best, of equals the first; NS_NO_STATE: it has none */
    uint32_t
        rank_steps; /* the fewest exchanges of neighbours in its ranking after which the state is nash for it: states that it
                            ranks strictly above the state and no higher than its best improvement */
} ns_rank_change;
ns_rank_change ns_rank_change_of(const ns_conflict *self, uint32_t party, uint32_t state);

/* The inverse question: of all strict rankings that one party could have, the others keeping theirs, how many make a state an
 * equilibrium? Source: Kinsara (2014), PhD thesis, University of Waterloo. */
enum { NS_INVERSE_STATES = 10 }; /* at most so many states: 10! rankings */
typedef struct ns_inverse {
    uint64_t rankings;                   /* state_count! */
    uint64_t counts[NS_CONCEPT_SEQ + 1]; /* nash, gmr, smr, seq */
} ns_inverse;
/* NS_TOO_LARGE: more states than NS_INVERSE_STATES. */
ns_status ns_inverse_count(ns_inverse *out, const ns_conflict *self, uint32_t party, uint32_t state) NS_MUST;

#ifdef __cplusplus
}
#endif

#endif
