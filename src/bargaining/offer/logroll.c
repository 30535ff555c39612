/* Logroll offer: at the same price to oneself, the most for the others. */
#include "offer.h"

#include "negsim/bids.h"

static uint32_t choose(const ns_view *view, const double *arguments, void *state) {
    (void)arguments, (void)state;
    return ns_bids_highest_score(view->bids, view->target, view->others);
}

const ns_offer_kind ns_offer_logroll = {
    .head = {.name = "logroll",
             .summary = "Of the parts that meet the target, the one worth most to the others by the weights "
                        "that the party believes; of equals, the one worth most to itself.",
             .citation = "Faratin, Sierra & Jennings 2002, Artificial Intelligence 142(2), 205-237 "
                         "(trade-offs); Raiffa 1982, The Art and Science of Negotiation"},
    .choose = choose,
    .uses_weights = 1};
