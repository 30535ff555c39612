/* Hybrid: behaviour at first, time towards the end. */
#include "tactic.h"

enum { P0, P1, P2, P3 };

static const ns_param params[] = {
    {.name = "p0",
     .type = NS_PARAM_QUANTITY,
     .unit = NS_UNIT_SHARE,
     .lowest = 0,
     .highest = 1,
     .initial = 1,
     .summary = "Share asked at the start of the time curve, of the way up from no deal."},
    {.name = "p1",
     .type = NS_PARAM_QUANTITY,
     .unit = NS_UNIT_SHARE,
     .lowest = 0,
     .highest = 1,
     .initial = 0.75,
     .summary = "Control point of the time curve."},
    {.name = "p2",
     .type = NS_PARAM_QUANTITY,
     .unit = NS_UNIT_SHARE,
     .lowest = 0,
     .highest = 1,
     .initial = 0.8,
     .summary = "Share asked at its end."},
    {.name = "p3",
     .type = NS_PARAM_QUANTITY,
     .unit = NS_UNIT_NONE,
     .lowest = 0,
     .highest = 10,
     .initial = 0.5,
     .summary = "How strongly the other's moves are answered."},
    {.name = NULL}};

/* Weights of the last changes, the oldest first, where 1, 2, 3 or 4 are known. */
static const double weights[4][4] = {{1}, {0.25, 0.75}, {0.11, 0.22, 0.66}, {0.05, 0.15, 0.3, 0.5}};

static double bezier(const ns_view *view, const double *p) {
    const double t = view->time, left = 1 - t,
                 share = left * left * p[P0] + 2 * t * left * p[P1] + t * t * p[P2];
    return view->reservation + share * (view->best - view->reservation);
}

static double answer(const ns_view *view, const double *arguments, uint32_t other) {
    double y[5], moved = 0;
    const uint32_t seen = ns_latest_worths(view, other, 5, y), changes = seen > 1 ? seen - 1 : 0;
    for (uint32_t j = 0; j < changes; j++) /* y[0] is the latest */
        moved += weights[changes - 1][changes - 1 - j] * (y[j] - y[j + 1]);
    return ns_last_demand(view) - arguments[P3] * (1 + view->time) * moved;
}

static double target(const ns_view *view, const double *arguments, void *state) {
    (void)state;
    const double t2 = view->time * view->time;
    return ns_within_range(view, (1 - t2) * ns_firmest_answer(view, arguments, answer) +
                                     t2 * bezier(view, arguments));
}

const ns_tactic_kind ns_tactic_hybrid = {
    .head = {.name = "hybrid",
             .summary = "Answers the other's last four moves at first and follows a curve in time at the "
                        "end: (1 - t^2) behaviour + t^2 "
                        "time.",
             .citation = "Keskin, Cakan & Aydogan 2021, Solver Agent, AAMAS 2021, 1557-1559",
             .params = params},
    .target = target,
    .uses_history = 1};
