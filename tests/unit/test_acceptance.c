/* Acceptance rules: what each asks of the part on the table. */
#include <criterion/criterion.h>

#include <math.h>

#include "bargaining/acceptance/acceptance.h"

static const double worth[] = {70, 40, -HUGE_VAL};

static double need(const ns_acceptance_kind *kind, double target, double reservation, uint32_t own) {
    ns_view view = {.target = target, .reservation = reservation, .worth = worth};
    const double arguments[NS_MAX_PARAMS] = {0, 1, 0}; /* at_least, scale 1, shift 0 */
    return kind->need(&view, arguments, own);
}

Test(acceptance, target_asks_for_the_target) {
    cr_assert_eq(need(&ns_acceptance_target, 60, 30, NS_VIEW_NONE), 60);
}

Test(acceptance, target_never_asks_less_than_no_deal) {
    cr_assert_eq(need(&ns_acceptance_target, 29, 30, NS_VIEW_NONE), 30);
    cr_assert_eq(ns_acceptance_target.wants_offer, 0);
}

Test(acceptance, next_bid_asks_for_the_own_offer) {
    cr_assert_eq(need(&ns_acceptance_next_bid, 60, 30, 0), 70);
    cr_assert_eq(ns_acceptance_next_bid.wants_offer, 1);
}

Test(acceptance, next_bid_never_asks_less_than_no_deal) {
    cr_assert_eq(need(&ns_acceptance_next_bid, 60, 45, 1), 45);
}

Test(acceptance, next_bid_without_an_offer_asks_for_the_target) {
    cr_assert_eq(need(&ns_acceptance_next_bid, 60, 30, NS_VIEW_NONE), 60);
    cr_assert_eq(need(&ns_acceptance_next_bid, 20, 30, NS_VIEW_NONE), 30);
}

/* --- with parameters ------------------------------------------------------------------------------------- */

static double need_with(const ns_acceptance_kind *kind, const ns_view *view, double a, double b, double c) {
    const double arguments[NS_MAX_PARAMS] = {a, b, c};
    return kind->need(view, arguments, 0);
}

static const ns_view plain = {.target = 60,
                              .reservation = 30,
                              .best = 90,
                              .worth = worth,
                              .last_own = NS_VIEW_NONE,
                              .full = 100,
                              .slack = 1e-7};

Test(acceptance, more_than_wants_more) {
    const double asked = need_with(&ns_acceptance_target, &plain, NS_ACCEPT_MORE_THAN, 1, 0);
    cr_assert(60 + plain.slack < asked, "60 and its slack will not do");
    cr_assert(60 + 3 * plain.slack >= asked);
    const ns_view exact = {.target = 60, .worth = worth};
    cr_assert_eq(need_with(&ns_acceptance_target, &exact, NS_ACCEPT_MORE_THAN, 1, 0), nextafter(60, 61),
                 "without slack the next number");
}

/* 2 y + 10 at least 70 is y at least 30. */
Test(acceptance, next_bid_scaled_and_shifted) {
    const ns_view low = {.target = 60, .reservation = 5, .worth = worth};
    cr_assert_eq(need_with(&ns_acceptance_next_bid, &low, NS_ACCEPT_AT_LEAST, 2, 10), 30);
}

Test(acceptance, previous_asks_for_the_last_offer) {
    ns_view view = plain;
    cr_assert_eq(need_with(&ns_acceptance_previous, &view, 0, 1, 0), 90, "before the first: the best");
    view.last_own = 1;
    cr_assert_eq(need_with(&ns_acceptance_previous, &view, 0, 1, 0), 40);
    view.reservation = 50;
    cr_assert_eq(need_with(&ns_acceptance_previous, &view, 0, 1, 0), 50);
}

Test(acceptance, gap_lets_some_points_pass) {
    ns_view view = plain;
    view.last_own = 0;
    cr_assert_eq(need_with(&ns_acceptance_gap, &view, 15, 0, 0), 55);
    cr_assert_eq(need_with(&ns_acceptance_gap, &view, 50, 0, 0), 30, "never below no deal");
}

Test(acceptance, constant_is_a_share_of_the_scale) {
    const double asked = need_with(&ns_acceptance_constant, &plain, 0.9, 0, 0);
    cr_assert(asked > 90 && asked < 90.001);
    cr_assert_eq(need_with(&ns_acceptance_constant, &plain, 0.1, 0, 0), 30);
}

Test(acceptance, time_accepts_late) {
    ns_view view = plain;
    view.time = 0.99;
    cr_assert_eq(need_with(&ns_acceptance_time, &view, 0.99, 0, 0), HUGE_VAL);
    view.time = 1;
    cr_assert_eq(need_with(&ns_acceptance_time, &view, 0.99, 0, 0), 30);
}

/* Round 19 of 21, two rounds left: the window holds rounds 17 to 19. */
Test(acceptance, combi_takes_what_was_offered_lately) {
    static const double worths[] = {70, 40, 55, 50, 35};
    const ns_heard_offer history[] = {
        {16, 1, 2, 1}, {17, 1, 1, 1}, {17, 0, 0, 1}, {18, 1, 3, 1}, {19, 1, 4, 1}};
    ns_view view = {.target = 60,
                    .reservation = 30,
                    .worth = worths,
                    .time = 0.9,
                    .round = 19,
                    .horizon = 21,
                    .history = history,
                    .history_count = 5};
    cr_assert_float_eq(need_with(&ns_acceptance_combi, &view, 0.95, 0, 0), 70, 1e-12,
                       "too early: the next bid");
    cr_assert_float_eq(need_with(&ns_acceptance_combi, &view, 0.9, 0, 0), 50, 1e-12, "best of the window");
    cr_assert_float_eq(need_with(&ns_acceptance_combi, &view, 0.9, 1, 0), 125.0 / 3, 1e-12, "its mean");
    cr_assert_float_eq(need_with(&ns_acceptance_combi, &view, 0.9, 2, 0), 55, 1e-12, "best ever");
    view.history_count = 0;
    cr_assert_float_eq(need_with(&ns_acceptance_combi, &view, 0.9, 0, 0), 70, 1e-12,
                       "nothing heard: the next bid");
}

Test(acceptance, table) {
    uint32_t count = 0;
    cr_assert_eq(ns_acceptance_table[0], &ns_acceptance_target.head);
    for (; ns_acceptance_table[count]; count++)
        cr_assert(ns_acceptance_table[count]->summary != NULL &&
                  ns_acceptance_table[count]->citation != NULL);
    cr_assert_eq(count, 9);
}
