/* Previous-bid acceptance: yes to whatever is as good as one's own last offer. */
#include "acceptance.h"

enum { WHEN, SCALE, SHIFT };

static double need(const ns_view *view, const double *arguments, uint32_t own_offer) {
    (void)own_offer;
    double asked = view->last_own == NS_VIEW_NONE ? view->best : view->worth[view->last_own];
    asked = ns_accept_unscale(asked, arguments[SCALE], arguments[SHIFT]);
    return ns_view_floor(view, ns_accept_from(view, arguments[WHEN], asked));
}

static const ns_param params[] = {NS_ACCEPT_WHEN, NS_ACCEPT_SCALE, NS_ACCEPT_SHIFT, {.name = NULL}};

const ns_acceptance_kind ns_acceptance_previous = {
    .head = {.name = "previous",
             .summary = "Accepts what is worth at least the party's own last offer (before its first: the "
                        "best that it can get), and "
                        "never less than the value of no deal.",
             .citation = "AC_prev of Baarslag, Hindriks & Jonker 2014, Decision Support Systems 60, 68-77",
             .params = params},
    .need = need,
    .uses_history = 1};
