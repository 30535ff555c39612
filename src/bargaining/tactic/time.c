/* Time tactic: concession by the clock alone. */
#include "tactic.h"

#include <math.h>
#include <string.h>

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
     .summary =
         "Concession level k in the first round; 0.01 where the form is exponential and none is given."},
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

/* The ends are exact: all at t = 1, also for a start of 0; log t has no meaning at t = 0. */
static double level(const ns_view *view, const double *arguments, void *state) {
    (void)state;
    double start = arguments[START];
    if (view->time >= 1) return 1;
    if (arguments[FORM] == EXPONENTIAL) return exponential(view, arguments[EXPONENT], start);
    return view->time > 0 ? polynomial(view, arguments[EXPONENT], start) : start;
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
        ns_view view = {.time = time[k], .log_time = log_time[k]};
        out[k] = level(&view, arguments, NULL);
    }
}

const ns_tactic_kind ns_tactic_time = {
    .head =
        {.name = "time",
         .summary =
             "Concedes as time passes, from the best that the party can get down to its value of no deal.",
         .citation = "Faratin, Sierra & Jennings 1998, Robotics and Autonomous Systems 24(3-4), 159-182",
         .params = params,
         .presets = presets},
    .level = level,
    .time_only = 1,
    .levels = levels};
