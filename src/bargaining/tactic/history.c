/* What tactics make of what was offered before. */
#include "tactic.h"

uint32_t ns_latest_worths(const ns_view *view, uint32_t maker, uint32_t count, double *out) {
    uint32_t found = 0;
    for (uint32_t k = view->history_count; k-- > 0 && found < count;)
        if (view->history[k].maker == maker) out[found++] = ns_view_worth(view, view->history[k].part);
    return found;
}

double ns_last_demand(const ns_view *view) {
    double last;
    return ns_latest_worths(view, view->me, 1, &last) ? last : view->best;
}

double ns_firmest_answer(const ns_view *view, const double *arguments, ns_answer_to answer) {
    double firmest = -HUGE_VAL;
    for (uint32_t q = 0; q < view->party_count; q++) {
        if (q == view->me) continue;
        const double one = answer(view, arguments, q);
        firmest = one > firmest ? one : firmest;
    }
    return ns_within_range(view, firmest);
}

enum { MOST_LAG = 64 };

double ns_relative_answer(const ns_view *view, uint32_t other, uint32_t lag) {
    const double last = ns_last_demand(view), ground = ns_ground(view);
    double y[MOST_LAG + 1];
    if (ns_latest_worths(view, other, lag + 1, y) <= lag) return last;
    const double before = y[lag] - ground, after = y[lag - 1] - ground;
    return after > 0 ? ground + (last - ground) * (before / after) : last;
}

double ns_timed_target(const ns_view *view, double exponent) {
    const double t = view->time, level = t >= 1 ? 1 : t > 0 ? pow(t, 1 / exponent) : 0;
    if (!(view->best > view->reservation)) return view->reservation;
    return view->reservation + (1 - level) * (view->best - view->reservation);
}
