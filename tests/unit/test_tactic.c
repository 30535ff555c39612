/* Tactics: levels of the time tactic against figures worked by hand, and its table. */
#include <criterion/criterion.h>

#include <math.h>
#include <string.h>

#include "bargaining/tactic/tactic.h"

static double level(double time, double exponent, double form, double start) {
    ns_view view = {.time = time};
    double arguments[NS_MAX_PARAMS] = {exponent, form, start};
    return ns_tactic_time.level(&view, arguments, NULL);
}

Test(tactic, linear_is_the_clock) {
    for (int k = 0; k <= 10; k++) cr_assert_float_eq(level(k / 10.0, 1, 0, 0), k / 10.0, 1e-15);
}

Test(tactic, boulware_and_conceder_by_hand) {
    cr_assert_float_eq(level(0.5, 0.25, 0, 0), 0.0625, 1e-15); /* 0.5^4 */
    cr_assert_float_eq(level(0.5, 0.5, 0, 0), 0.25, 1e-15);    /* 0.5^2 */
    cr_assert_float_eq(level(0.0625, 4, 0, 0), 0.5, 1e-15);    /* 0.0625^(1/4) */
    cr_assert_float_eq(level(0.25, 2, 0, 0.2), 0.6, 1e-15);    /* 0.2 + 0.8 * 0.5 */
}

Test(tactic, ends_are_exact) {
    const double exponents[] = {0.001, 0.25, 1, 4, 1000};
    for (int form = 0; form < 2; form++)
        for (size_t k = 0; k < 5; k++) {
            cr_assert_float_eq(level(0, exponents[k], form, 0.01), 0.01, 1e-17);
            cr_assert_eq(level(1, exponents[k], form, 0.01), 1);
        }
    cr_assert_eq(level(0, 1, 0, 0), 0);
    cr_assert_eq(level(0, 0.25, 0, 0.3), 0.3);
    cr_assert_eq(level(1, 1, 1, 0), 1);
}

Test(tactic, exponential_by_hand) {
    cr_assert_float_eq(level(0.5, 1, 1, 0.01), 0.1, 1e-15);   /* exp(0.5 ln 0.01) */
    cr_assert_float_eq(level(0.5, 2, 1, 0.0001), 0.1, 1e-15); /* exp(0.25 ln 0.0001) */
    cr_assert_float_eq(level(0.5, 1, 1, 0), 0, 1e-300);       /* nothing to start from: all at the end */
}

Test(tactic, level_rises_and_stays_between_0_and_1) {
    const double exponents[] = {0.001, 0.1, 0.25, 1, 4, 1000};
    for (int form = 0; form < 2; form++)
        for (size_t e = 0; e < 6; e++) {
            double before = -1;
            for (int k = 0; k <= 200; k++) {
                double now = level(k / 200.0, exponents[e], form, 0.05);
                cr_assert(now >= before && now >= 0.05 && now <= 1, "form %d exponent %g step %d: %g", form,
                          exponents[e], k, now);
                before = now;
            }
        }
}

Test(tactic, table_names_its_presets_and_parameters) {
    cr_assert_eq(ns_tactic_table[0], &ns_tactic_time.head);
    cr_assert_eq(ns_tactic_time.time_only, 1);
    const ns_preset *presets = ns_tactic_time.head.presets;
    const char *names[] = {"boulware", "linear", "conceder"};
    const double values[] = {0.25, 1, 4};
    for (int k = 0; k < 3; k++) {
        cr_assert_str_eq(presets[k].name, names[k]);
        cr_assert_str_eq(presets[k].param, "exponent");
        cr_assert_eq(presets[k].value, values[k]);
    }
    cr_assert_null(presets[3].name);
    const ns_param *params = ns_tactic_time.head.params;
    cr_assert(params[0].lowest > 0, "an exponent of 0 has no meaning");
    cr_assert_eq(params[0].initial, 1);
    cr_assert_str_eq(params[1].words[0], "polynomial");
    cr_assert_str_eq(params[1].words[1], "exponential");
    cr_assert_str_eq(params[1].words[2], "bezier");
    cr_assert_eq(params[2].initial, 0);
}

/* Many at once: the same to within 1e-13, over every form, also where the clock begins. */
Test(tactic, levels_of_many_rounds) {
    enum { ROUNDS = 500 };
    double time[ROUNDS], log_time[ROUNDS], many[ROUNDS];
    for (int r = 0; r < ROUNDS; r++) {
        time[r] = r / (ROUNDS - 1.0);
        log_time[r] = log(time[r]);
    }
    const double exponents[] = {0.001, 0.013, 0.25, 0.7, 1, 3.3, 1000};
    for (int form = 0; form < 2; form++)
        for (int e = 0; e < 7; e++)
            for (int start = 0; start < 2; start++)
                for (int first = 0; first < 20; first += 7) {
                    double arguments[NS_MAX_PARAMS] = {exponents[e], form, start ? 0.2 : 0.01};
                    ns_tactic_time.levels(time + first, log_time + first, ROUNDS - first, arguments,
                                          many + first);
                    for (int r = first; r < ROUNDS; r++)
                        cr_assert_float_eq(many[r], level(time[r], exponents[e], form, arguments[2]), 1e-13,
                                           "round %d exponent %g form %d", r, exponents[e], form);
                }
}
