/* Similar offer: at the price to oneself, as close as can be to what the others asked for. */
#include "offer.h"

#include "negsim/bids.h"

/* Largest and smallest public value of an issue's options. */
static double range_of(const double *values, uint32_t count) {
    double low = values[0], high = values[0];
    for (uint32_t o = 1; o < count; o++) {
        low = values[o] < low ? values[o] : low;
        high = values[o] > high ? values[o] : high;
    }
    return high - low;
}

/* Adds, to the score of every part, its likeness to the wish of one other party: sum over the issues of the believed weight times
 * 1 - |v(a) - v(b)| / range, by that party's public values. */
static void add_likeness(const ns_view *view, uint32_t other, uint32_t wish, double *score) {
    const ns_stage_view *stage = view->stage;
    for (uint32_t k = 0; k < stage->issue_count; k++) {
        const uint32_t issue = stage->issue[k], count = stage->option_count[k], stride = stage->stride[k];
        const double *values = view->values[other] + view->first_option[issue],
                     range = range_of(values, count);
        const double wanted = values[wish / stride % count], weight = view->believed[other][issue];
        for (uint32_t z = 0; z < stage->part_count; z++) {
            const double gap = fabs(values[z / stride % count] - wanted);
            score[z] += weight * (range > 0 ? 1 - gap / range : 1);
        }
    }
}

static uint32_t choose(const ns_view *view, const double *arguments, void *state) {
    (void)arguments, (void)state;
    bool any = false;
    for (uint32_t z = 0; z < view->stage->part_count; z++) view->scratch[z] = 0;
    for (uint32_t q = 0; q < view->party_count; q++) {
        if (q == view->me || view->last_of[q] == NS_VIEW_NONE) continue;
        add_likeness(view, q, view->last_of[q], view->scratch);
        any = true;
    }
    if (!any) return ns_bids_lowest(view->bids, view->target);
    return ns_bids_highest_score(view->bids, view->target, view->scratch);
}

const ns_offer_kind ns_offer_similar = {
    .head = {.name = "similar",
             .summary = "Of the parts that meet the target, the one most like the others' latest offers, by "
                        "their values and the "
                        "weights that the party believes; of equals, the one worth most to itself.",
             .citation = "Faratin, Sierra & Jennings 2002, Artificial Intelligence 142(2), 205-237 "
                         "(trade-offs by similarity)"},
    .choose = choose,
    .uses_weights = 1,
    .uses_history = 1};
