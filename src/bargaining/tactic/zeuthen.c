/* Zeuthen: who has less to lose by a breakdown concedes just enough. */
#include "tactic.h"

enum { OTHER_NO_DEAL };

static const ns_param params[] = {
    {.name = "other_no_deal",
     .type = NS_PARAM_QUANTITY,
     .unit = NS_UNIT_POINTS,
     .lowest = -HUGE_VAL,
     .highest = HUGE_VAL,
     .initial = 0,
     .summary = "What the party takes no deal to be worth to the others together."},
    {.name = NULL}};

/* What one would lose by giving in, as a share of what one would lose by a breakdown; 1 where nothing is left to lose. */
static double risk(double own, double other, double no_deal) {
    return own - no_deal > 0 ? (own - other) / (own - no_deal) : 1;
}

static double other_risk(const ns_view *view, uint32_t mine, uint32_t theirs, double no_deal) {
    return risk(view->others[theirs], view->others[mine], no_deal);
}

static double my_risk(const ns_view *view, uint32_t mine, uint32_t theirs) {
    return risk(view->worth[mine], ns_view_worth(view, theirs), view->reservation);
}

/* The best for itself, of equals the best for the others. */
static uint32_t opening(const ns_view *view) {
    uint32_t best = NS_VIEW_NONE;
    for (uint32_t z = 0; z < view->stage->part_count; z++) {
        if (!(view->worth[z] >= view->reservation - view->slack)) continue;
        if (best == NS_VIEW_NONE || view->worth[z] > view->worth[best] ||
            (view->worth[z] == view->worth[best] && view->others[z] > view->others[best]))
            best = z;
    }
    return best;
}

/* Of the parts that give the others more and turn the risks round, the one that costs least, of equals the best for the others;
 * where none turns them, the one that raises its own risk most. */
static uint32_t concession(const ns_view *view, uint32_t mine, uint32_t theirs, double no_deal) {
    uint32_t found = mine, nearest = mine;
    double margin = my_risk(view, mine, theirs) - other_risk(view, mine, theirs, no_deal);
    for (uint32_t z = 0; z < view->stage->part_count; z++) {
        if (!(view->worth[z] >= view->reservation - view->slack) || !(view->others[z] > view->others[mine]))
            continue;
        const double gap = my_risk(view, z, theirs) - other_risk(view, z, theirs, no_deal);
        if (gap > margin) margin = gap, nearest = z;
        if (!(gap > 0)) continue;
        if (found == mine || view->worth[z] > view->worth[found] ||
            (view->worth[z] == view->worth[found] && view->others[z] > view->others[found]))
            found = z;
    }
    return found != mine ? found : nearest;
}

static uint32_t latest_of_others(const ns_view *view) {
    for (uint32_t k = view->history_count; k-- > 0;)
        if (view->history[k].maker != view->me) return view->history[k].part;
    return NS_VIEW_NONE;
}

/* Equal risks: it concedes, so that two Zeuthens never stand still. */
static uint32_t choose(const ns_view *view, const double *arguments, void *state) {
    (void)state;
    const uint32_t theirs = latest_of_others(view), mine = view->last_own;
    if (mine == NS_VIEW_NONE) return opening(view);
    if (theirs == NS_VIEW_NONE) return mine;
    const double no_deal = arguments[OTHER_NO_DEAL];
    const int concedes = my_risk(view, mine, theirs) <= other_risk(view, mine, theirs, no_deal);
    return concedes ? concession(view, mine, theirs, no_deal) : mine;
}

static double target(const ns_view *view, const double *arguments, void *state) {
    const uint32_t own = view->best > view->reservation ? choose(view, arguments, state) : NS_VIEW_NONE;
    return own == NS_VIEW_NONE ? view->reservation : ns_within_range(view, view->worth[own]);
}

const ns_tactic_kind ns_tactic_zeuthen = {
    .head = {.name = "zeuthen",
             .summary = "Concedes just enough when it would lose less by a breakdown than the other, by the "
                        "weights that it believes; "
                        "else repeats its offer.",
             .citation =
                 "Zeuthen 1930; Rosenschein & Zlotkin 1994, Rules of Encounter (monotonic concession)",
             .params = params},
    .target = target,
    .choose = choose,
    .uses_history = 1,
    .uses_weights = 1};
