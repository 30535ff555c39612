/* Resource tactic: concession by what is left of the time, exponentially. */
#include "tactic.h"

enum { UNIT, START };

static const ns_param params[] = {{.name = "unit",
                                   .type = NS_PARAM_QUANTITY,
                                   .unit = NS_UNIT_ROUNDS,
                                   .lowest = 1e-3,
                                   .highest = 1e9,
                                   .initial = 10,
                                   .summary = "Rounds that count as one unit of the resource."},
                                  {.name = "start",
                                   .type = NS_PARAM_QUANTITY,
                                   .unit = NS_UNIT_SHARE,
                                   .lowest = 0,
                                   .highest = 1,
                                   .initial = 0,
                                   .summary = "Concession level k with all resources left."},
                                  {.name = NULL}};

static double level(const ns_view *view, const double *arguments, void *state) {
    (void)state;
    const double left = view->horizon - view->round, start = arguments[START];
    return start + (1 - start) * exp(-(left > 0 ? left : 0) / arguments[UNIT]);
}

const ns_tactic_kind ns_tactic_resource = {
    .head = {.name = "resource",
             .summary = "Concedes as rounds run out: level k + (1 - k) exp(-R), R the rounds left in units.",
             .citation = "Faratin, Sierra & Jennings 1998, Robotics and Autonomous Systems 24(3-4), 159-182",
             .params = params},
    .level = level,
    .time_only = 1};
