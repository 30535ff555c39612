/* Nice tit-for-tat: answers concessions, aiming at the Nash point that it makes out. */
#include "tactic.h"

enum { BONUS_FROM };

static const ns_param params[] = {{.name = "bonus_from",
                                   .type = NS_PARAM_QUANTITY,
                                   .unit = NS_UNIT_SHARE,
                                   .lowest = 0,
                                   .highest = 1,
                                   .initial = 0.91,
                                   .summary = "The clock's time, 0 to 1, from which it gives way on top; "
                                              "after another twentieth of the talks all the way to the "
                                              "Nash point."},
                                  {.name = NULL}};

/* Own worth of the part with the largest product of gains, by the believed weights; the others' no deal is taken to be worth 0. */
static double own_nash(const ns_view *view) {
    double most = -1, own = view->best;
    for (uint32_t z = 0; z < view->stage->part_count; z++) {
        const double gain = view->worth[z] - view->reservation;
        if (!(gain > 0)) continue;
        const double product = gain * (view->others[z] > 0 ? view->others[z] : 0);
        if (product < most || (product == most && view->worth[z] <= own)) continue;
        most = product;
        own = view->worth[z];
    }
    return own;
}

typedef struct offers {
    double first, best;
    uint32_t count;
} offers;

static offers offers_of(const ns_view *view, uint32_t other) {
    offers out = {0, -HUGE_VAL, 0};
    for (uint32_t k = 0; k < view->history_count; k++) {
        if (view->history[k].maker != other) continue;
        const double worth = ns_view_worth(view, view->history[k].part);
        if (!out.count++) out.first = worth;
        out.best = worth > out.best ? worth : out.best;
    }
    return out;
}

/* What one other party has conceded, as a share of the way from its first offer to the Nash point. */
static double share_conceded(const ns_view *view, uint32_t other, double nash) {
    const offers seen = offers_of(view, other);
    if (!seen.count) return 0;
    const double way = nash - seen.first, share = way > 0 ? (seen.best - seen.first) / way : 1;
    return share < 1 ? share : 1;
}

static double bonus(const ns_view *view, double from) {
    const double late = 20 * (view->time - from);
    return late > 1 ? 1 : late > 0 ? late : 0;
}

static double target(const ns_view *view, const double *arguments, void *state) {
    (void)state;
    const double nash = own_nash(view);
    double share = 1, heard = -HUGE_VAL;
    for (uint32_t q = 0; q < view->party_count; q++) {
        if (q == view->me) continue;
        share = fmin(share, share_conceded(view, q, nash));
        heard = fmax(heard, offers_of(view, q).best);
    }
    double out = view->best - share * (view->best - nash);
    if (out > nash) out -= bonus(view, arguments[BONUS_FROM]) * (out - nash);
    return ns_within_range(view, fmax(out, heard));
}

const ns_tactic_kind ns_tactic_nice_tit_for_tat = {
    .head = {.name = "nice_tit_for_tat",
             .summary = "Concedes towards the Nash point that it makes out the same share of the way that "
                        "the other has come, and never "
                        "asks less than it was offered; gives way at the end.",
             .citation =
                 "Baarslag, Hindriks & Jonker 2013, Studies in Computational Intelligence 435, 229-233",
             .params = params},
    .target = target,
    .uses_history = 1,
    .uses_weights = 1};
