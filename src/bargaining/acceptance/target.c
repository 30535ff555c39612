/* Target acceptance: yes to whatever meets this turn's target. */
#include "acceptance.h"

static double need(const ns_view *view, const double *arguments, uint32_t own_offer) {
    (void)arguments, (void)own_offer;
    return view->target > view->reservation ? view->target : view->reservation;
}

const ns_acceptance_kind ns_acceptance_target = {
    .head =
        {.name = "target",
         .summary =
             "Accepts what is worth at least this turn's target, and never less than the value of no deal.",
         .citation = "Faratin, Sierra & Jennings 1998, Robotics and Autonomous Systems 24(3-4), 159-182"},
    .need = need,
    .asks_target = 1};
