/* Figures: the solution points of a finite game, found in one pass over its outcomes, whatever their number.
 *
 * Utilities are rounded to 9 decimals before any comparison, so that noise of floating point makes no extra points. A point is a list of
 * utilities, one per party; every distinct point whose score lies within 1e-9 of the best one is kept. Definitions (also those that
 * other programs give other names) stand beside the names below. */
#ifndef NEGSIM_FIGURES_H
#define NEGSIM_FIGURES_H

#include <stddef.h>
#include <stdint.h>

#include "negsim/status.h"

#ifdef __cplusplus
extern "C" {
#endif

#define NS_FIGURES_PARTIES 100

/* Each is the best of the frontier's points (two parties) or of all outcomes (other numbers); the name of another program's use stands
 * where it differs. */
typedef enum ns_figure {
    NS_FIGURE_NASH,              /* largest product of utilities (disagreement worth 0) */
    NS_FIGURE_NASH_GAINS,        /* largest product of gains over the reservation values, all gains >= 0 */
    NS_FIGURE_WELFARE,           /* largest sum: utilitarian (NegoLog calls it Kalai) */
    NS_FIGURE_EGALITARIAN,       /* largest smallest utility */
    NS_FIGURE_OPPOSITION,        /* least distance to (1, ..., 1) */
    NS_FIGURE_KALAI_SMORODINSKY, /* largest smallest share of the best utility that each can have */
    NS_FIGURE_KALAI_GAINS, /* the same of gains, over the largest gains on the rational frontier; two parties */
    NS_FIGURE_LEAST_GAP, /* frontier point of least |u1 - u2|, what GENIUS calls Kalai-Smorodinsky; two parties */
    NS_FIGURE_COUNT
} ns_figure;
const char *ns_figure_name(ns_figure figure);

typedef struct ns_figure_points {
    double value;       /* NaN: none (no outcome is rational) */
    size_t count, room; /* points kept, at most NS_FIGURE_POINTS; all of them: */
    uint64_t all;       /* distinct points that tie, unless more than NS_FIGURE_POINTS were seen */
    double *points;     /* [count * party_count], falling, the first party's utility first */
} ns_figure_points;
#define NS_FIGURE_POINTS 100000

typedef struct ns_frontier_point {
    double u, v;       /* of the two parties */
    uint64_t outcomes; /* that give it */
} ns_frontier_point;

typedef struct ns_figures {
    uint32_t party_count;
    uint64_t outcomes;        /* looked at */
    uint64_t rational;        /* all at or above their reservation values */
    double *lowest, *highest; /* [party] */
    ns_figure_points figure[NS_FIGURE_COUNT];
    size_t frontier_count, frontier_room;
    ns_frontier_point *frontier; /* two parties: not dominated, u falling */
    /* private */
    const double *reservation;
    ns_status status;
} ns_figures;

/* Utilities of the next outcome into out ([party]); 0: there is none. Called for all outcomes from the first again after `rewind`. */
typedef struct ns_outcome_source {
    int (*next)(void *user, double *out);
    void (*rewind)(void *user);
    void *user;
} ns_outcome_source;

/* Goes over all outcomes; of two parties only the points of the frontier are scored, of others all outcomes, in two passes. reservation: [party]. Free also after a failure. NS_NO_MEMORY, NS_BAD_USAGE (no party, or more than
 * NS_FIGURES_PARTIES). Time: about 50 ns an outcome of two parties. */
ns_status ns_figures_find(ns_figures *out, uint32_t party_count, const double *reservation,
                          const ns_outcome_source *source) NS_MUST;
void ns_figures_free(ns_figures *self);

#ifdef __cplusplus
}
#endif

#endif
