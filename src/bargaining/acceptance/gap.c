/* Gap acceptance: yes once what is on the table is near enough to one's own last offer. */
#include "acceptance.h"

enum { GAP };

static double need(const ns_view *view, const double *arguments, uint32_t own_offer) {
    (void)own_offer;
    const double asked = view->last_own == NS_VIEW_NONE ? view->best : view->worth[view->last_own];
    return ns_view_floor(view, asked - arguments[GAP]);
}

static const ns_param params[] = {
    {.name = "accept_gap",
     .type = NS_PARAM_QUANTITY,
     .unit = NS_UNIT_POINTS,
     .lowest = 0,
     .highest = HUGE_VAL,
     .initial = 0,
     .summary = "Points by which what is on the table may be worth less than the party's own last offer."},
    {.name = NULL}};

const ns_acceptance_kind ns_acceptance_gap = {
    .head = {.name = "gap",
             .summary = "Accepts what is worth no more than some points less than the party's own last "
                        "offer, and never less than the "
                        "value of no deal.",
             .citation = "AC_gap of Baarslag, Hindriks & Jonker 2014, Decision Support Systems 60, 68-77",
             .params = params},
    .need = need,
    .uses_history = 1};
