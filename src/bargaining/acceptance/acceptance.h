/* Acceptance rules: what must the part on the table be worth? One file, one kind. */
#ifndef NEGSIM_BARGAINING_ACCEPTANCE_H
#define NEGSIM_BARGAINING_ACCEPTANCE_H

#include <math.h>

#include "negsim/view.h"

extern const ns_acceptance_kind ns_acceptance_target, ns_acceptance_next_bid, ns_acceptance_previous,
    ns_acceptance_constant, ns_acceptance_time, ns_acceptance_gap, ns_acceptance_combi,
    ns_acceptance_hill_climber, ns_acceptance_annealer;
extern const ns_kind *const ns_acceptance_table[];

/* The parameters that several rules share, under the same names. */
enum { NS_ACCEPT_AT_LEAST, NS_ACCEPT_MORE_THAN };
extern const char *const ns_accept_words[];
#define NS_ACCEPT_WHEN                                                                                       \
    {                                                                                                        \
        .name = "accept_when", .type = NS_PARAM_CHOICE, .initial = NS_ACCEPT_AT_LEAST,                       \
        .words = ns_accept_words,                                                                            \
        .summary = "Whether what is as good will do (at_least), or it must be better (more_than)."           \
    }
#define NS_ACCEPT_SCALE                                                                                      \
    {                                                                                                        \
        .name = "accept_scale", .type = NS_PARAM_QUANTITY, .unit = NS_UNIT_NONE, .lowest = 1e-3,             \
        .highest = 1e3, .initial = 1,                                                                        \
        .summary = "The factor a on the worth y of what is on the table: a y + b is compared."               \
    }
#define NS_ACCEPT_SHIFT                                                                                      \
    {                                                                                                        \
        .name = "accept_shift", .type = NS_PARAM_QUANTITY, .unit = NS_UNIT_POINTS, .lowest = -HUGE_VAL,      \
        .highest = HUGE_VAL, .initial = 0, .summary = "The points b that are added to it."                   \
    }

/* The least that is accepted where "at least y" or "more than y" is asked, by the slack of the scale. */
static inline double ns_accept_from(const ns_view *view, double when, double y) {
    return when == NS_ACCEPT_MORE_THAN ? nextafter(y + 2 * view->slack, HUGE_VAL) : y;
}
/* a y + b is at least x when y is at least this. */
static inline double ns_accept_unscale(double x, double scale, double shift) { return (x - shift) / scale; }

#endif
