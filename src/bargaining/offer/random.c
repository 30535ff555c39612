/* Random offer: any part that meets the target. */
#include "offer.h"

#include "negsim/bids.h"

enum { WIDTH };

static const ns_param params[] = {{.name = "width",
                                   .type = NS_PARAM_QUANTITY,
                                   .unit = NS_UNIT_POINTS,
                                   .lowest = 0,
                                   .highest = HUGE_VAL,
                                   .initial = 0,
                                   .summary = "Points above the target that still count; 0: any number. "
                                              "Where nothing lies in the band, the lowest above the target."},
                                  {.name = NULL}};

static uint32_t choose(const ns_view *view, const double *arguments, void *state) {
    (void)state;
    if (arguments[WIDTH] <= 0) return ns_bids_pick(view->bids, view->target, view->noise);
    const uint32_t found =
        ns_bids_pick_between(view->bids, view->target, view->target + arguments[WIDTH], view->noise);
    return found != NS_VIEW_NONE ? found : ns_bids_lowest(view->bids, view->target);
}

const ns_offer_kind ns_offer_random = {
    .head =
        {.name = "random",
         .summary = "A uniform pick among the parts that meet the target.",
         .citation =
             "Baarslag et al. 2013, Artificial Intelligence 198, 73-103 (random bids above an aspiration)",
         .params = params},
    .choose = choose,
    .uses_noise = 1};
