/* Output of `negsim solve`. */
#ifndef NEGSIM_SOLVE_OUTPUT_H
#define NEGSIM_SOLVE_OUTPUT_H

#include "negsim/solve.h"
#include "negsim/space.h"
#include "negsim/table.h"

#ifdef __cplusplus
extern "C" {
#endif

/* One solution over the draws solved. */
typedef struct ns_solved_draws {
    uint64_t found;               /* draws in which there is one */
    uint32_t package;             /* the most frequent one; NS_NONE: none */
    uint64_t hits;                /* draws in which it is that package */
    uint32_t ties;                /* one draw: frontier points that tie for it */
    double score;                 /* one draw */
    double *gain[NS_MAX_PARTIES]; /* [found] gains, rising */
    double value[NS_MAX_PARTIES]; /* means */
} ns_solved_draws;

typedef struct ns_solve_results {
    const ns_scenario *scenario;
    uint64_t draws; /* 1: the central draw */
    bool central;
    double admissible, zone, size,
        opposition; /* means over the draws: packages; of them, worth no deal to all; frontier points; distance */
    ns_solved_draws of[NS_SOLUTION_COUNT];
    const ns_frontier *frontier; /* central draw */
    const ns_instance *instance; /* central draw */
    double winner;               /* adjusted winner: total of each party on 100 points; NaN: does not apply */
    const double *winner_share;  /* [issue] of the first party */
} ns_solve_results;

/* Rows of solutions.csv and, for the central draw, of frontier.csv. */
ns_status ns_solve_rows(ns_buffer *solutions, ns_buffer *frontier, const ns_solve_results *self) NS_MUST;
void ns_solve_screen(ns_buffer *out, const ns_solve_results *self, const char *folder);

/* The central draw of two parties over a space too large to list. */
typedef struct ns_vast_results {
    const ns_scenario *scenario;
    const ns_space *space;
    ns_space_frontier *frontier;
    double no_deal[NS_MAX_PARTIES];
} ns_vast_results;

/* The same tables, with the solutions that need no list of packages. */
ns_status ns_vast_rows(ns_buffer *solutions, ns_buffer *frontier, const ns_vast_results *self) NS_MUST;
void ns_vast_screen(ns_buffer *out, const ns_vast_results *self, const char *folder);

#ifdef __cplusplus
}
#endif

#endif
