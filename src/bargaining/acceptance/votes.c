/* Votes on a single text: for what betters it, and for what does not by chance. */
#include "acceptance.h"

/* Where no text stands there is nothing to compare with: then they ask the target, as `target` does. */
static double standing(const ns_view *view) {
    if (view->standing == NS_VIEW_NONE) return ns_view_floor(view, view->target);
    return view->worth[view->standing];
}

static double climb(const ns_view *view, const double *arguments, uint32_t own_offer) {
    (void)arguments;
    (void)own_offer;
    return standing(view);
}

const ns_acceptance_kind ns_acceptance_hill_climber = {
    .head =
        {.name = "hill_climber",
         .summary =
             "Votes for a change of a single text that is worth at least as much as the text that stands. "
             "In other protocols: as target.",
         .citation = "Klein, Faratin, Sayama & Bar-Yam 2003, Group Decision and Negotiation 12, 111-125"},
    .need = climb,
    .uses_standing = 1};

enum { TEMPERATURE };

/* A vote by chance exp(gain / temperature) is a need that lies below the text by -temperature ln(uniform). */
static double anneal(const ns_view *view, const double *arguments, uint32_t own_offer) {
    (void)own_offer;
    const double temperature = arguments[TEMPERATURE] * (1 - view->time);
    if (view->standing == NS_VIEW_NONE || !(temperature > 0)) return standing(view);
    return standing(view) + temperature * log(view->vote);
}

static const ns_param params[] = {{"temperature", NS_PARAM_QUANTITY, NS_UNIT_POINTS, 0, 1e12, 10, NULL,
                                   "Points that it might give away at the start; falls to 0 over the talks."},
                                  {.name = NULL}};

const ns_acceptance_kind ns_acceptance_annealer = {
    .head = {.name = "annealer",
             .summary =
                 "Votes for what a hill climber votes for, and for a change that loses points with chance "
                 "exp(-loss / temperature), the temperature falling to 0 over the talks. In other protocols: "
                 "as target.",
             .citation = "Klein, Faratin, Sayama & Bar-Yam 2003, Group Decision and Negotiation 12, 111-125; "
                         "Kirkpatrick, Gelatt & Vecchi 1983, Science 220, 671-680",
             .params = params,
             .by_chance = 1},
    .need = anneal,
    .uses_standing = 1};
