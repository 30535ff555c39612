/* Hardliner: never concedes. */
#include "tactic.h"

static double level(const ns_view *view, const double *arguments, void *state) {
    (void)view, (void)arguments, (void)state;
    return 0;
}

const ns_tactic_kind ns_tactic_hardliner = {
    .head = {.name = "hardliner",
             .summary = "Asks for its best in every round.",
             .citation = "Faratin, Sierra & Jennings 1998, Robotics and Autonomous Systems 24(3-4), 159-182"},
    .level = level,
    .time_only = 1};
