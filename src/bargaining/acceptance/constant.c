/* Constant acceptance: yes to whatever is above a fixed worth. */
#include "acceptance.h"

enum { ABOVE };

static double need(const ns_view *view, const double *arguments, uint32_t own_offer) {
    (void)own_offer;
    return ns_view_floor(view, ns_accept_from(view, NS_ACCEPT_MORE_THAN, arguments[ABOVE] * view->full));
}

static const ns_param params[] = {
    {.name = "accept_above",
     .type = NS_PARAM_QUANTITY,
     .unit = NS_UNIT_SHARE,
     .lowest = 0,
     .highest = 1,
     .initial = 0.9,
     .summary = "What is worth more than this share of the scale's top is accepted."},
    {.name = NULL}};

const ns_acceptance_kind ns_acceptance_constant = {
    .head = {.name = "constant",
             .summary = "Accepts what is worth more than a fixed share of the scale, whatever the target, "
                        "and never less than the value "
                        "of no deal.",
             .citation = "AC_const of Baarslag, Hindriks & Jonker 2014, Decision Support Systems 60, 68-77",
             .params = params},
    .need = need};
