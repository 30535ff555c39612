/* Time tactic: concession by the clock alone. */
#include "tactic.h"

#include <math.h>
#include <string.h>

enum { EXPONENT, FORM, START, MIDDLE, END, CLOCK, RANGE, EASE };
enum { POLYNOMIAL, EXPONENTIAL, BEZIER };
enum { CLOSED, OPEN, GENIUS, FROM_ZERO, TO_ONE };
enum { ABOVE_NO_DEAL, OWN_VALUES, SCALE };

static const char *const forms[] = {"polynomial", "exponential", "bezier", NULL};
static const char *const clocks[] = {"closed", "open", "genius", "from_zero", "to_one", NULL};
static const char *const ranges[] = {"no_deal", "own_values", "scale", NULL};

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
     .summary = "polynomial: k + (1 - k) t^(1/e); exponential: exp((1 - t)^e ln k); bezier: 1 - ((1 - t)^2 "
                "(1 - k) + 2 t (1 - "
                "t) middle + t^2 end)."},
    {.name = "start",
     .type = NS_PARAM_QUANTITY,
     .unit = NS_UNIT_SHARE,
     .lowest = 0,
     .highest = 1,
     .initial = 0,
     .summary =
         "Concession level k in the first round; 0.01 where the form is exponential and none is given."},
    {.name = "middle",
     .type = NS_PARAM_QUANTITY,
     .unit = NS_UNIT_SHARE,
     .lowest = 0,
     .highest = 1,
     .initial = 0.85,
     .summary = "bezier: what is still asked at the control point in the middle, as a share of the way up "
                "from no deal."},
    {.name = "end",
     .type = NS_PARAM_QUANTITY,
     .unit = NS_UNIT_SHARE,
     .lowest = 0,
     .highest = 1,
     .initial = 0,
     .summary = "bezier: what is still asked at the end."},
    {.name = "clock",
     .type = NS_PARAM_CHOICE,
     .initial = CLOSED,
     .words = clocks,
     .summary = "Time t in round r of T: closed (r-1)/(T-1), open r/(T+1) (NegMAS), genius (r-1)/(T+1), "
                "from_zero (r-1)/T, to_one "
                "r/T."},
    {.name = "range",
     .type = NS_PARAM_CHOICE,
     .initial = ABOVE_NO_DEAL,
     .words = ranges,
     .summary = "What is conceded: from the best down to no deal; down to the worst of the party's values "
                "where that is more "
                "(own_values); or from the top of the scale to 0 (scale)."},
    {.name = "ease",
     .type = NS_PARAM_QUANTITY,
     .unit = NS_UNIT_POINTS,
     .lowest = 0,
     .highest = HUGE_VAL,
     .initial = 0,
     .summary = "Points taken off every target, within the range."},
    {.name = NULL}};

static const ns_preset presets[] = {
    {"boulware", "exponent", 0.25, "Holds firm and concedes late: exponent 0.25."},
    {"linear", "exponent", 1, "Concedes evenly over time: exponent 1."},
    {"conceder", "exponent", 4, "Concedes early: exponent 4."},
    {.name = NULL}};

/* The clock that was chosen; a horizon that a mediator moved forward counts as T. */
static double time_of(const ns_view *view, const double *arguments) {
    const double r = view->round, horizon = view->horizon;
    double t = view->time;
    if (arguments[CLOCK] == OPEN) t = r / (horizon + 1);
    if (arguments[CLOCK] == GENIUS) t = (r - 1) / (horizon + 1);
    if (arguments[CLOCK] == FROM_ZERO) t = (r - 1) / horizon;
    if (arguments[CLOCK] == TO_ONE) t = r / horizon;
    return t < 1 ? t : 1;
}

static double exponential(double t, double exponent, double start) {
    return exp(pow(1 - t, exponent) * log(start));
}

static double bezier(double t, const double *arguments) {
    const double left = 1 - t;
    return 1 -
           (left * left * (1 - arguments[START]) + 2 * t * left * arguments[MIDDLE] + t * t * arguments[END]);
}

/* The ends are exact: all at t = 1, also for a start of 0. */
static double level(const ns_view *view, const double *arguments, void *state) {
    (void)state;
    const double t = time_of(view, arguments), start = arguments[START];
    if (arguments[FORM] == BEZIER) return bezier(t, arguments);
    if (t >= 1) return 1;
    if (arguments[FORM] == EXPONENTIAL) return exponential(t, arguments[EXPONENT], start);
    return t > 0 ? start + (1 - start) * pow(t, 1 / arguments[EXPONENT]) : start;
}

/* --- targets ------------------------------------------------------------------------------------------------- */

static double between(double x, double low, double high) { return x < low ? low : x > high ? high : x; }

static double target(const ns_view *view, const double *arguments, void *state) {
    const double a = level(view, arguments, state);
    if (arguments[RANGE] == SCALE) return ns_view_floor(view, (1 - a) * view->full - arguments[EASE]);
    double low = view->reservation;
    if (arguments[RANGE] == OWN_VALUES && view->least > low) low = view->least;
    if (!(view->best > low)) return view->reservation;
    return between(low + (1 - a) * (view->best - low) - arguments[EASE], low, view->best);
}

/* The target of the model: the session makes it from the level. */
static int is_plain(const double *arguments) {
    return arguments[CLOCK] == CLOSED && arguments[RANGE] == ABOVE_NO_DEAL && arguments[EASE] == 0 &&
           arguments[FORM] != BEZIER;
}

/* --- many at once ------------------------------------------------------------------------------------------- */

/* exp(x) for -700 <= x <= 0 to within 1e-14, without branches or calls, so that a compiler can work on several at once:
 * 2^k exp(r) with k the nearest whole number to x / ln 2, exp(r) by its series. */
static inline double quick_exp(double x) {
    const double to_whole = 0x1.8p52; /* adding it leaves a whole number in the low bits */
    double shifted = x * 0x1.71547652b82fep+0 + to_whole, k = shifted - to_whole;
    double r = x - k * 0x1.62e42fefa39efp-1;
    double r2 = r * r, r4 = r2 * r2;
    double low = (1 + r) + r2 * (1.0 / 2 + r * (1.0 / 6)),
           mid = (1.0 / 24 + r * (1.0 / 120)) + r2 * (1.0 / 720 + r * (1.0 / 5040));
    double high = (1.0 / 40320 + r * (1.0 / 362880)) + r2 * (1.0 / 3628800 + r * (1.0 / 39916800));
    uint64_t bits;
    memcpy(&bits, &shifted, sizeof bits);
    bits = (bits + 1023) << 52;
    double power;
    memcpy(&power, &bits, sizeof power);
    return (low + r4 * (mid + r4 * high)) * power;
}

/* exp of this is far below the 1e-13 that are allowed. The clock runs forward: small ones come first. */
static const double NOTHING = -40;

static void polynomials(const double *log_time, uint32_t count, double exponent, double start, double *out) {
    double inverse = 1 / exponent, rest = 1 - start;
    uint32_t first = 0;
    while (first < count && log_time[first] * inverse < NOTHING) out[first++] = start;
    for (uint32_t k = first; k < count; k++) out[k] = start + rest * quick_exp(log_time[k] * inverse);
}

static void levels(const double *time, const double *log_time, uint32_t count, const double *arguments,
                   double *out) {
    if (arguments[FORM] != EXPONENTIAL) {
        polynomials(log_time, count, arguments[EXPONENT], arguments[START], out);
        return;
    }
    for (uint32_t k = 0; k < count; k++) {
        ns_view view = {.time = time[k]};
        out[k] = level(&view, arguments, NULL);
    }
}

const ns_tactic_kind ns_tactic_time = {
    .head =
        {.name = "time",
         .summary =
             "Concedes as time passes, from the best that the party can get down to its value of no deal.",
         .citation = "Faratin, Sierra & Jennings 1998, Robotics and Autonomous Systems 24(3-4), 159-182; "
                     "Vahidov, Kersten & Yu 2017 (bezier)",
         .params = params,
         .presets = presets},
    .level = level,
    .target = target,
    .is_plain = is_plain,
    .uses_least = 1,
    .time_only = 1,
    .levels = levels};
