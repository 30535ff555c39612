/* Lowest offer: gives away all that the target allows. */
#include "offer.h"

#include "negsim/bids.h"

static uint32_t choose(const ns_view *view, const double *arguments, void *state) {
    (void)arguments, (void)state;
    return ns_bids_lowest(view->bids, view->target);
}

const ns_offer_kind ns_offer_lowest = {
    .head = {.name = "lowest",
             .summary = "Of the parts that meet the target, the one worth least to the party itself.",
             .citation =
                 "The aspiration-based offer of NegMAS: Mohammad, Nakadai & Greenwald 2021, PRIMA 2020"},
    .choose = choose,
    .schedules_lowest = 1};
