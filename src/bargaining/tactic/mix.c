/* Mix: between the clock and tit-for-tat. */
#include "tactic.h"

enum { EXPONENT, TIME_WEIGHT };

static const ns_param params[] = {
    {.name = "exponent",
     .type = NS_PARAM_QUANTITY,
     .unit = NS_UNIT_NONE,
     .lowest = 0.001,
     .highest = 1000,
     .initial = 1,
     .summary = "Shape of the concession by time."},
    {.name = "time_weight",
     .type = NS_PARAM_QUANTITY,
     .unit = NS_UNIT_SHARE,
     .lowest = 0,
     .highest = 1,
     .initial = 0.5,
     .summary = "Weight w of the target by time; the rest is that of relative tit-for-tat."},
    {.name = NULL}};

static double answer(const ns_view *view, const double *arguments, uint32_t other) {
    (void)arguments;
    return ns_relative_answer(view, other, 1);
}

static double target(const ns_view *view, const double *arguments, void *state) {
    (void)state;
    const double w = arguments[TIME_WEIGHT];
    return ns_within_range(view, w * ns_timed_target(view, arguments[EXPONENT]) +
                                     (1 - w) * ns_firmest_answer(view, arguments, answer));
}

const ns_tactic_kind ns_tactic_mix = {
    .head = {.name = "mix",
             .summary = "A weighted mean of the time tactic's target and relative tit-for-tat's.",
             .citation = "Faratin, Sierra & Jennings 1998, Robotics and Autonomous Systems 24(3-4), 159-182",
             .params = params},
    .target = target,
    .uses_least = 1,
    .uses_history = 1};
