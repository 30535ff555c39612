/* Lowest offer: gives away all that the target allows. */
#include "offer.h"

#include "negsim/bids.h"

enum { BELOW };

static const ns_param params[] = {
    {.name = "below",
     .type = NS_PARAM_QUANTITY,
     .unit = NS_UNIT_POINTS,
     .lowest = 0,
     .highest = HUGE_VAL,
     .initial = 0,
     .summary = "A part up to so many points below the target is offered instead where it is strictly nearer "
                "to it (NegMAS: 0.000001)."},
    {.name = NULL}};

/* Nearer from below than the lowest above? */
static uint32_t choose(const ns_view *view, const double *arguments, void *state) {
    (void)state;
    const double target = view->target;
    const uint32_t above = ns_bids_lowest(view->bids, target);
    if (arguments[BELOW] <= 0) return above;
    const uint32_t near = ns_bids_nearest(view->bids, ns_view_floor(view, target - arguments[BELOW]), target);
    if (above == NS_VIEW_NONE || near == NS_VIEW_NONE) return near;
    return view->worth[near] < target && target - view->worth[near] < view->worth[above] - target ? near
                                                                                                  : above;
}

static int schedules_lowest(const double *arguments) { return arguments[BELOW] <= 0; }

const ns_offer_kind ns_offer_lowest = {
    .head = {.name = "lowest",
             .summary = "Of the parts that meet the target, the one worth least to the party itself.",
             .citation =
                 "The aspiration-based offer of NegMAS: Mohammad, Nakadai & Greenwald 2021, PRIMA 2020",
             .params = params},
    .choose = choose,
    .schedules_lowest = schedules_lowest};
