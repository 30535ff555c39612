/* Tactics: levels of the time tactic against figures worked by hand, and its table. */
#include <criterion/criterion.h>

#include <math.h>
#include <string.h>

#include "bargaining/tactic/tactic.h"
#include "negsim/bids.h"

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

/* --- more than a level -------------------------------------------------------------------------------------------- */

enum { POLYNOMIAL, EXPONENTIAL, BEZIER };
enum { CLOSED, OPEN, GENIUS, FROM_ZERO, TO_ONE };
enum { ABOVE_NO_DEAL, OWN_VALUES, SCALE };

typedef struct timed {
    double exponent, form, start, middle, end, clock, range, ease;
} timed;

/* Round 3 of 5, best 90, worst 30, no deal 10, full 100. */
static const ns_view third = {.round = 3,
                              .rounds = 5,
                              .horizon = 5,
                              .time = 0.5,
                              .best = 90,
                              .least = 30,
                              .reservation = 10,
                              .full = 100};

static double timed_level(const ns_view *view, timed a) {
    const double arguments[NS_MAX_PARAMS] = {a.exponent, a.form,  a.start, a.middle,
                                             a.end,      a.clock, a.range, a.ease};
    return ns_tactic_time.level(view, arguments, NULL);
}

static double timed_target(const ns_view *view, timed a) {
    const double arguments[NS_MAX_PARAMS] = {a.exponent, a.form,  a.start, a.middle,
                                             a.end,      a.clock, a.range, a.ease};
    return ns_tactic_time.target(view, arguments, NULL);
}

Test(tactic, clocks_by_hand) {
    const double expected[] = {0.5, 3.0 / 6, 2.0 / 6, 2.0 / 5, 3.0 / 5};
    for (int clock = CLOSED; clock <= TO_ONE; clock++)
        cr_assert_float_eq(timed_level(&third, (timed){.exponent = 1, .clock = clock}), expected[clock],
                           1e-15);
    ns_view first = third, last = third, hurried = third;
    first.round = 1;
    first.time = 0;
    last.round = 5;
    last.time = 1;
    const double at_first[] = {0, 1.0 / 6, 0, 0, 0.2}, at_last[] = {1, 5.0 / 6, 4.0 / 6, 0.8, 1};
    for (int clock = CLOSED; clock <= TO_ONE; clock++) {
        cr_assert_float_eq(timed_level(&first, (timed){.exponent = 1, .clock = clock}), at_first[clock],
                           1e-15);
        cr_assert_float_eq(timed_level(&last, (timed){.exponent = 1, .clock = clock}), at_last[clock], 1e-15);
    }
    hurried.horizon = 2; /* a mediator's deadline that has passed */
    cr_assert_eq(timed_level(&hurried, (timed){.exponent = 1, .clock = TO_ONE}), 1);
    cr_assert_eq(timed_level(&hurried, (timed){.exponent = 1, .clock = OPEN}), 1);
}

/* Vahidov, Kersten & Yu's boulware curve 1, 0.85, 0.4: half-way 0.25 + 0.425 + 0.1 is asked. */
Test(tactic, bezier_by_hand) {
    const timed boulware = {.exponent = 1, .form = BEZIER, .middle = 0.85, .end = 0.4};
    cr_assert_float_eq(timed_level(&third, boulware), 1 - 0.775, 1e-15);
    ns_view ends = third;
    ends.time = 0;
    cr_assert_float_eq(timed_level(&ends, boulware), 0, 1e-15);
    ends.time = 1;
    cr_assert_float_eq(timed_level(&ends, boulware), 0.6, 1e-15);
    cr_assert_float_eq(timed_level(&third, (timed){.form = BEZIER, .start = 0.2, .middle = 0.5}), 1 - 0.45,
                       1e-15);
}

Test(tactic, ranges_by_hand) {
    cr_assert_float_eq(timed_target(&third, (timed){.exponent = 1}), 50, 1e-12);
    cr_assert_float_eq(timed_target(&third, (timed){.exponent = 1, .range = OWN_VALUES}), 60, 1e-12);
    cr_assert_float_eq(timed_target(&third, (timed){.exponent = 0.5, .range = SCALE}), 75, 1e-12);
    ns_view needy = third;
    needy.reservation = 40; /* more than its worst */
    cr_assert_float_eq(timed_target(&needy, (timed){.exponent = 1, .range = OWN_VALUES}), 65, 1e-12);
    needy.reservation = 80;
    cr_assert_eq(timed_target(&needy, (timed){.exponent = 1, .range = SCALE}), 80);
    needy.reservation = 95;
    for (int range = ABOVE_NO_DEAL; range <= SCALE; range++)
        cr_assert_eq(timed_target(&needy, (timed){.exponent = 1, .range = range, .ease = 7}), 95);
}

Test(tactic, ease_by_hand) {
    cr_assert_float_eq(timed_target(&third, (timed){.exponent = 1, .ease = 4}), 46, 1e-12);
    cr_assert_eq(timed_target(&third, (timed){.exponent = 1, .ease = 44}), 10, "not below no deal");
    cr_assert_eq(timed_target(&third, (timed){.exponent = 1, .ease = 44, .range = OWN_VALUES}), 30);
    cr_assert_float_eq(timed_target(&third, (timed){.exponent = 1, .ease = 4, .range = SCALE}), 46, 1e-12);
}

/* With nothing but a level to say, the level it is. */
Test(tactic, plain_where_a_level_says_it_all) {
    const double plain[NS_MAX_PARAMS] = {2, EXPONENTIAL, 0.1, 0.5, 0.3};
    cr_assert(ns_tactic_time.is_plain(plain));
    const struct {
        int at;
        double value;
    } changes[] = {{1, BEZIER}, {5, OPEN}, {6, OWN_VALUES}, {7, 1}};
    for (int k = 0; k < 4; k++) {
        double arguments[NS_MAX_PARAMS];
        memcpy(arguments, plain, sizeof arguments);
        arguments[changes[k].at] = changes[k].value;
        cr_assert_not(ns_tactic_time.is_plain(arguments));
    }
}

/* --- the simple ones ------------------------------------------------------------------------------------------------ */

Test(tactic, resource_by_hand) {
    ns_view view = {.round = 11, .horizon = 21};
    const double half[NS_MAX_PARAMS] = {10, 0.2}, none[NS_MAX_PARAMS] = {5, 0};
    cr_assert_float_eq(ns_tactic_resource.level(&view, half, NULL), 0.2 + 0.8 * exp(-1), 1e-15);
    cr_assert_float_eq(ns_tactic_resource.level(&view, none, NULL), exp(-2), 1e-15);
    view.round = 21;
    cr_assert_eq(ns_tactic_resource.level(&view, none, NULL), 1, "nothing is left");
    view.round = 30;
    cr_assert_eq(ns_tactic_resource.level(&view, none, NULL), 1);
    cr_assert_null(ns_tactic_resource.target);
}

Test(tactic, hardliner_and_random_walker) {
    const double none[NS_MAX_PARAMS] = {0};
    cr_assert_eq(ns_tactic_hardliner.level(&third, none, NULL), 0);
    cr_assert_eq(ns_tactic_random.target(&third, none, NULL), 10);
    static const double worth[] = {90, 5, -HUGE_VAL, 10, 50};
    ns_parts parts = {.count = 5, .party_count = 2, .everybody = 3, .slack = 1e-7, .worth = {worth, worth}};
    ns_bids *bids = ns_bids_new(5);
    ns_bids_open(bids, &parts, 0, 10);
    ns_view view = third;
    view.bids = bids;
    view.worth = worth;
    const uint32_t picked[] = {0, 3, 4};
    for (int k = 0; k < 3; k++) {
        view.whim = (k + 0.5) / 3;
        cr_assert_eq(ns_tactic_random.choose(&view, none, NULL), picked[k], "any that is worth no deal");
    }
    ns_bids_free(bids);
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
