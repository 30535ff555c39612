/* Next-bid acceptance: yes to whatever is as good as one's own next offer. */
#include "acceptance.h"

enum { WHEN, SCALE, SHIFT };

static double need(const ns_view *view, const double *arguments, uint32_t own_offer) {
    double asked = own_offer == NS_VIEW_NONE ? view->target : view->worth[own_offer];
    asked = ns_accept_unscale(asked, arguments[SCALE], arguments[SHIFT]);
    return ns_view_floor(view, ns_accept_from(view, arguments[WHEN], asked));
}

static const ns_param params[] = {NS_ACCEPT_WHEN, NS_ACCEPT_SCALE, NS_ACCEPT_SHIFT, {.name = NULL}};

const ns_acceptance_kind ns_acceptance_next_bid = {
    .head = {.name = "next_bid",
             .summary = "Accepts what is worth at least the offer that the party would make now, and never "
                        "less than the value of no deal.",
             .citation = "AC_next of Baarslag, Hindriks & Jonker 2014, Decision Support Systems 60, 68-77",
             .params = params},
    .need = need,
    .wants_offer = 1};
