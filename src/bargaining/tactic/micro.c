/* MiCRO: one step down one's own list for each new offer of the other. */
#include "tactic.h"

#include "negsim/bids.h"

/* Different parts that a party has offered, up to its rank-th; *at: that one. */
static uint32_t count_new(const ns_view *view, uint32_t maker, uint32_t rank, uint32_t *at) {
    uint32_t count = 0;
    for (uint32_t k = 0; k < view->history_count; k++) {
        if (view->history[k].maker != maker || !view->history[k].is_new) continue;
        if (count++ == rank && at != NULL) *at = view->history[k].part;
    }
    return count;
}

/* The part that comes next on the list, if it is the party's turn to concede: nobody has shown fewer new offers than it has. */
static uint32_t next_step(const ns_view *view, uint32_t *mine, uint32_t *last) {
    *last = NS_VIEW_NONE;
    *mine = count_new(view, view->me, NS_VIEW_NONE, NULL);
    if (*mine > 0) count_new(view, view->me, *mine - 1, last);
    for (uint32_t q = 0; q < view->party_count; q++)
        if (q != view->me && count_new(view, q, NS_VIEW_NONE, NULL) < *mine) return NS_VIEW_NONE;
    return ns_bids_after(view->bids, view->reservation, *last);
}

static double target(const ns_view *view, const double *arguments, void *state) {
    (void)arguments, (void)state;
    uint32_t mine, last;
    const uint32_t next = next_step(view, &mine, &last);
    if (next != NS_VIEW_NONE) return view->worth[next];
    return last != NS_VIEW_NONE ? view->worth[last] : view->best;
}

static uint32_t choose(const ns_view *view, const double *arguments, void *state) {
    (void)arguments, (void)state;
    uint32_t mine, last, again = NS_VIEW_NONE;
    const uint32_t next = next_step(view, &mine, &last);
    if (next != NS_VIEW_NONE || mine == 0) return next;
    uint32_t pick = (uint32_t)(view->whim * mine);
    count_new(view, view->me, pick < mine ? pick : mine - 1, &again);
    return again;
}

static double need(const ns_view *view, const double *arguments, void *state) {
    return target(view, arguments, state);
}

const ns_tactic_kind ns_tactic_micro = {
    .head = {.name = "micro",
             .summary =
                 "Goes down its own list of parts by one step for each new offer of the other, else repeats "
                 "an earlier offer; "
                 "accepts what is as good as the least that it is ready to offer. No clock, no parameters.",
             .citation = "de Jonge 2022, IJCAI 2022, 223-229 (MiCRO)"},
    .target = target,
    .choose = choose,
    .need = need,
    .uses_noise = 1,
    .uses_history = 1};
