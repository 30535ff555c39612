/* Combined acceptance: the next bid, or late in the day what is as good as can still be hoped for by what has been offered so far. */
#include "acceptance.h"

enum { FROM, RULE };
enum { LARGEST_IN_WINDOW, MEAN_OF_WINDOW, LARGEST };

/* Over the others' offers not earlier than a round. */
typedef struct past {
    double sum, largest;
    uint32_t count;
} past;

static past look_back(const ns_view *view, double from) {
    past out = {0, -HUGE_VAL, 0};
    for (uint32_t k = view->history_count; k-- > 0 && view->history[k].round >= from;) {
        if (view->history[k].maker == view->me) continue;
        const double worth = ns_view_worth(view, view->history[k].part);
        out.sum += worth;
        out.largest = worth > out.largest ? worth : out.largest;
        out.count++;
    }
    return out;
}

/* What has been offered in a time as long as what is left; in all of it for `largest`. */
static double hope(const ns_view *view, double rule) {
    const double left = (1 - view->time) * (view->horizon - 1);
    const past seen = look_back(view, rule == LARGEST ? 0 : view->round - left);
    if (!seen.count) return HUGE_VAL;
    return rule == MEAN_OF_WINDOW ? seen.sum / seen.count : seen.largest;
}

static double need(const ns_view *view, const double *arguments, uint32_t own_offer) {
    double asked = own_offer == NS_VIEW_NONE ? view->target : view->worth[own_offer];
    if (view->time >= arguments[FROM]) asked = fmin(asked, hope(view, arguments[RULE]));
    return ns_view_floor(view, asked);
}

static const char *const rules[] = {"max_window", "average_window", "max", NULL};

static const ns_param params[] = {
    {.name = "accept_from",
     .type = NS_PARAM_QUANTITY,
     .unit = NS_UNIT_SHARE,
     .lowest = 0,
     .highest = 1,
     .initial = 0.98,
     .summary = "The clock's time, 0 to 1, from which past offers count."},
    {.name = "accept_rule",
     .type = NS_PARAM_CHOICE,
     .initial = LARGEST_IN_WINDOW,
     .words = rules,
     .summary =
         "What is then enough: the best or the average offer of a past as long as the time left (max_window, "
         "average_window), or the best ever (max)."},
    {.name = NULL}};

const ns_acceptance_kind ns_acceptance_combi = {
    .head = {.name = "combi",
             .summary = "Accepts what is worth the offer that the party would make now, or, late in the "
                        "talks, as much as the others "
                        "have offered lately; never less than the value of no deal.",
             .citation = "AC_combi(T, MAX^W, AVG^W, MAX) of Baarslag, Hindriks & Jonker 2013, Studies in "
                         "Computational Intelligence "
                         "435, 57-74",
             .params = params},
    .need = need,
    .wants_offer = 1,
    .uses_history = 1};
