/* Time acceptance: yes to anything once it is late. */
#include "acceptance.h"

enum { AFTER };

static double need(const ns_view *view, const double *arguments, uint32_t own_offer) {
    (void)own_offer;
    return view->time > arguments[AFTER] ? view->reservation : HUGE_VAL;
}

static const ns_param params[] = {
    {.name = "accept_after",
     .type = NS_PARAM_QUANTITY,
     .unit = NS_UNIT_SHARE,
     .lowest = 0,
     .highest = 1,
     .initial = 0.99,
     .summary = "The clock's time, 0 to 1, after which anything that is not worse than no deal is accepted."},
    {.name = NULL}};

const ns_acceptance_kind ns_acceptance_time = {
    .head = {.name = "time",
             .summary = "Accepts nothing up to a time, and after it whatever is worth the value of no deal.",
             .citation = "AC_time of Baarslag, Hindriks & Jonker 2014, Decision Support Systems 60, 68-77",
             .params = params},
    .need = need};
