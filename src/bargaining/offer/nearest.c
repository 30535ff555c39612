/* Nearest offer: closest to the target, above or below. */
#include "offer.h"

#include "negsim/bids.h"

static uint32_t choose(const ns_view *view, const double *arguments, void *state) {
    (void)arguments, (void)state;
    return ns_bids_nearest(view->bids, view->reservation, view->target);
}

const ns_offer_kind ns_offer_nearest = {
    .head =
        {.name = "nearest",
         .summary = "Of the parts worth at least the value of no deal, the one whose worth is nearest to the "
                    "target.",
         .citation =
             "The time-dependent agents of GENIUS: Lin et al. 2014, Computational Intelligence 30(1), 48-70"},
    .choose = choose};
