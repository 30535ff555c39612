/* Random offer: any part that meets the target. */
#include "offer.h"

#include "negsim/bids.h"

static uint32_t choose(const ns_view *view, const double *arguments, void *state) {
    (void)arguments, (void)state;
    return ns_bids_pick(view->bids, view->target, view->noise);
}

const ns_offer_kind ns_offer_random = {
    .head =
        {.name = "random",
         .summary = "A uniform pick among the parts that meet the target.",
         .citation =
             "Baarslag et al. 2013, Artificial Intelligence 198, 73-103 (random bids above an aspiration)"},
    .choose = choose,
    .uses_noise = 1};
