/* Target acceptance: yes to whatever meets this turn's target. */
#include "acceptance.h"

static double need(const ns_view *view, const double *arguments, uint32_t own_offer) {
    (void)own_offer;
    return ns_view_floor(view, ns_accept_from(view, arguments[0], view->target));
}

static int asks_target(const double *arguments) { return arguments[0] == NS_ACCEPT_AT_LEAST; }

static const ns_param params[] = {NS_ACCEPT_WHEN, {.name = NULL}};

const ns_acceptance_kind ns_acceptance_target = {
    .head =
        {.name = "target",
         .summary =
             "Accepts what is worth at least this turn's target, and never less than the value of no deal.",
         .citation = "Faratin, Sierra & Jennings 1998, Robotics and Autonomous Systems 24(3-4), 159-182",
         .params = params},
    .need = need,
    .asks_target = asks_target};
