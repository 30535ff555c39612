/* Best offer: never gives way in what it asks. */
#include "offer.h"

#include "negsim/bids.h"

static uint32_t choose(const ns_view *view, const double *arguments, void *state) {
    (void)arguments, (void)state;
    return view->best + view->slack >= view->target ? ns_bids_best(view->bids) : NS_VIEW_NONE;
}

const ns_offer_kind ns_offer_best = {.head = {.name = "best",
                                              .summary = "The part worth most to the party itself, in every "
                                                         "round; whether it will be refused plays no part.",
                                              .citation = "The hardliner of Faratin, Sierra & Jennings 1998, "
                                                          "Robotics and Autonomous Systems 24(3-4), 159-182"},
                                     .choose = choose};
