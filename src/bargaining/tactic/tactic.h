/* Tactics: how far a party has conceded. One file, one kind. */
#ifndef NEGSIM_BARGAINING_TACTIC_H
#define NEGSIM_BARGAINING_TACTIC_H

#include <math.h>

#include "negsim/view.h"

extern const ns_tactic_kind ns_tactic_time, ns_tactic_tit_for_tat, ns_tactic_nice_tit_for_tat,
    ns_tactic_resource, ns_tactic_micro, ns_tactic_zeuthen, ns_tactic_hybrid, ns_tactic_mix,
    ns_tactic_hardliner, ns_tactic_random, ns_tactic_external;
extern const ns_kind *const ns_tactic_table[];

/* --- looking back (history.c) ---------------------------------------------------------------------------------- */

/* Own worths of the latest offers of a party, the latest first, at most count of them; returns how many there are. */
uint32_t ns_latest_worths(const ns_view *view, uint32_t maker, uint32_t count, double *out);
/* What the party's own last offer was worth to it; its best before the first. */
double ns_last_demand(const ns_view *view);
/* Zero of the scale on which ratios of worths are taken: the least that anything negotiable is worth, or no deal where that is less, so
 * that adding a constant to all of a party's values changes nothing. */
static inline double ns_ground(const ns_view *view) {
    return view->least < view->reservation ? view->least : view->reservation;
}
/* From no deal to the best; where nothing is better than no deal, no deal. */
static inline double ns_within_range(const ns_view *view, double target) {
    if (!(view->best > view->reservation)) return view->reservation;
    return target > view->best ? view->best : ns_view_floor(view, target);
}
/* Target of what answers one other party, as it stands to each of the others: the largest, so that who concedes least sets the pace. */
typedef double (*ns_answer_to)(const ns_view *view, const double *arguments, uint32_t other);
double ns_firmest_answer(const ns_view *view, const double *arguments, ns_answer_to answer);
/* x y(n-d) / y(n-d+1) of relative tit-for-tat with that lag; x where there are too few offers. */
double ns_relative_answer(const ns_view *view, uint32_t other, uint32_t lag);
/* Target of the time tactic at the closed clock: down from the best to no deal. */
double ns_timed_target(const ns_view *view, double exponent);

#endif
