/* Tit-for-tat: concedes as the others do, by what their offers are worth to oneself. */
#include "tactic.h"

enum { MODE, WINDOW, NOISE };
enum { RELATIVE, ABSOLUTE, AVERAGED };

static const char *const modes[] = {"relative", "absolute", "averaged", NULL};

static const ns_param params[] = {
    {.name = "mode",
     .type = NS_PARAM_CHOICE,
     .initial = RELATIVE,
     .words = modes,
     .summary = "relative: x y(n-d) / y(n-d+1), the same proportion; absolute: x + y(n-d) - y(n-d+1), the "
                "same points; averaged: x "
                "y(n-d) / y(n), the proportion over a window; x the own last offer, y the other's offers, in "
                "own worth."},
    {.name = "window",
     .type = NS_PARAM_QUANTITY,
     .unit = NS_UNIT_ROUNDS,
     .lowest = 1,
     .highest = 64,
     .initial = 1,
     .summary = "Offers d that are looked back, rounded."},
    {.name = "noise",
     .type = NS_PARAM_QUANTITY,
     .unit = NS_UNIT_POINTS,
     .lowest = -HUGE_VAL,
     .highest = HUGE_VAL,
     .initial = 0,
     .summary = "absolute: a uniform number of points between 0 and this is added."},
    {.name = NULL}};

static uint32_t window_of(const double *arguments) { return (uint32_t)(arguments[WINDOW] + 0.5); }

static double absolute(const ns_view *view, const double *arguments, uint32_t other) {
    const uint32_t lag = window_of(arguments);
    double y[65];
    const double last = ns_last_demand(view);
    if (ns_latest_worths(view, other, lag + 1, y) <= lag) return last;
    return last + (y[lag] - y[lag - 1]) + view->whim * arguments[NOISE];
}

static double averaged(const ns_view *view, const double *arguments, uint32_t other) {
    const uint32_t lag = window_of(arguments);
    double y[65];
    const double last = ns_last_demand(view), ground = ns_ground(view);
    if (ns_latest_worths(view, other, lag + 1, y) <= lag || !(y[0] > ground)) return last;
    return ground + (last - ground) * ((y[lag] - ground) / (y[0] - ground));
}

static double answer(const ns_view *view, const double *arguments, uint32_t other) {
    if (arguments[MODE] == ABSOLUTE) return absolute(view, arguments, other);
    if (arguments[MODE] == AVERAGED) return averaged(view, arguments, other);
    return ns_relative_answer(view, other, window_of(arguments));
}

static double target(const ns_view *view, const double *arguments, void *state) {
    (void)state;
    return ns_firmest_answer(view, arguments, answer);
}

const ns_tactic_kind ns_tactic_tit_for_tat = {
    .head = {.name = "tit_for_tat",
             .summary = "Answers a concession by one of its own, measured by its own values; of several "
                        "others the one that concedes "
                        "least sets the pace. Opens with its best.",
             .citation = "Faratin, Sierra & Jennings 1998, Robotics and Autonomous Systems 24(3-4), 159-182",
             .params = params},
    .target = target,
    .uses_least = 1,
    .uses_noise = 1,
    .uses_history = 1};
