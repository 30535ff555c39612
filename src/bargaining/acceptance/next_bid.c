/* Next-bid acceptance: yes to whatever is as good as one's own next offer. */
#include "acceptance.h"

static double larger(double a, double b) { return a > b ? a : b; }

static double need(const ns_view *view, const double *arguments, uint32_t own_offer) {
    (void)arguments;
    double asked = own_offer == NS_VIEW_NONE ? view->target : view->worth[own_offer];
    return larger(asked, view->reservation);
}

const ns_acceptance_kind ns_acceptance_next_bid = {
    .head = {.name = "next_bid",
             .summary = "Accepts what is worth at least the offer that the party would make now, and never "
                        "less than the value of no deal.",
             .citation = "AC_next of Baarslag, Hindriks & Jonker 2014, Decision Support Systems 60, 68-77"},
    .need = need,
    .wants_offer = 1};
