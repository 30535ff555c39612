/* Time tactic: concession by the clock alone. */
#include "tactic.h"

#include <math.h>

enum { EXPONENT, FORM, START };
enum { POLYNOMIAL, EXPONENTIAL };

static const char *const forms[] = {"polynomial", "exponential", NULL};

static const ns_param params[] = {
    {.name = "exponent",
     .type = NS_PARAM_QUANTITY,
     .unit = NS_UNIT_NONE,
     .lowest = 0.001,
     .highest = 1000,
     .initial = 1,
     .summary = "Shape of the concession: below 1 late (boulware), above 1 early (conceder)."},
    {.name = "form",
     .type = NS_PARAM_CHOICE,
     .initial = POLYNOMIAL,
     .words = forms,
     .summary = "polynomial: k + (1 - k) t^(1/e); exponential: exp((1 - t)^e ln k)."},
    {.name = "start",
     .type = NS_PARAM_QUANTITY,
     .unit = NS_UNIT_SHARE,
     .lowest = 0,
     .highest = 1,
     .initial = 0,
     .summary = "Concession level k in the first round; 0.01 where the form is exponential and none is given."},
    {.name = NULL}};

static const ns_preset presets[] = {
    {"boulware", "exponent", 0.25, "Holds firm and concedes late: exponent 0.25."},
    {"linear", "exponent", 1, "Concedes evenly over time: exponent 1."},
    {"conceder", "exponent", 4, "Concedes early: exponent 4."},
    {.name = NULL}};

static double polynomial(const ns_view *view, double exponent, double start) {
    return start + (1 - start) * exp(view->log_time / exponent);
}

static double exponential(const ns_view *view, double exponent, double start) {
    return exp(pow(1 - view->time, exponent) * log(start));
}

/* The ends are exact: nothing but the start at t = 0, everything at t = 1. */
static double level(const ns_view *view, const double *arguments, void *state) {
    (void)state;
    double start = arguments[START];
    if (view->time >= 1) return 1;
    if (view->time <= 0) return start;
    return arguments[FORM] == EXPONENTIAL ? exponential(view, arguments[EXPONENT], start)
                                          : polynomial(view, arguments[EXPONENT], start);
}

const ns_tactic_kind ns_tactic_time = {
    .head = {.name = "time",
             .summary = "Concedes as time passes, from the best that the party can get down to its value of no deal.",
             .citation = "Faratin, Sierra & Jennings 1998, Robotics and Autonomous Systems 24(3-4), 159-182",
             .params = params,
             .presets = presets},
    .level = level,
    .time_only = 1};
