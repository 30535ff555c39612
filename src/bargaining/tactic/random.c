/* Random walker: anything that is not worse than no deal. */
#include "tactic.h"

#include "negsim/bids.h"

static double target(const ns_view *view, const double *arguments, void *state) {
    (void)arguments, (void)state;
    return view->reservation;
}

static uint32_t choose(const ns_view *view, const double *arguments, void *state) {
    (void)arguments, (void)state;
    return ns_bids_pick(view->bids, view->reservation, view->whim);
}

const ns_tactic_kind ns_tactic_random = {
    .head = {.name = "random",
             .summary = "Offers any part that is worth no deal, whatever has been said; accepts by its rule "
                        "of acceptance.",
             .citation = "The zero-intelligence trader of Gode & Sunder 1993, Journal of Political Economy "
                         "101(1), 119-137"},
    .target = target,
    .choose = choose,
    .uses_noise = 1};
