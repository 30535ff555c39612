/* A single price: the zone, and the two readings of a fallback. */
#include <criterion/criterion.h>

#include "games_random.h"

static ns_price_answer solve(double cost, double value, double seller, double buyer, double weight) {
    const ns_price_game game = {cost, value, {seller, buyer}, weight};
    ns_price_answer answer;
    cr_assert_eq(ns_price_solve(&answer, &game, NULL), NS_OK);
    return answer;
}

Test(price, zone_and_middle) {
    const ns_price_answer answer = solve(40, 100, NAN, NAN, 0.5);
    cr_assert_eq(answer.low, 40);
    cr_assert_eq(answer.high, 100);
    cr_assert_eq(answer.nash, 70);
    cr_assert_eq(answer.threat_point, 70);
    cr_assert_eq(answer.outside, 70);
}

/* Binmore, Shaked and Sutton 1989: 60 as a threat, 70 as an option that is not taken. */
Test(price, threat_or_option) {
    cr_assert_eq(solve(40, 100, NAN, 80, 0.5).threat_point, 60);
    cr_assert_eq(solve(40, 100, NAN, 80, 0.5).outside, 70);
    cr_assert_eq(solve(40, 100, NAN, 60, 0.5).outside, 60, "an option better than the middle caps the price");
    cr_assert_eq(solve(40, 100, 90, NAN, 0.5).outside, 90, "or props it up");
    cr_assert_eq(solve(40, 100, 50, 80, 0.5).threat_point, 65);
    cr_assert_eq(solve(40, 100, NAN, 200, 0.5).high, 100, "a worse offer elsewhere changes nothing");
    cr_assert_float_eq(solve(40, 100, NAN, NAN, 0.25).nash, 55, 1e-12);
}

Test(price, no_zone) {
    const ns_price_answer none = solve(100, 40, NAN, NAN, 0.5), shut = solve(40, 100, 90, 80, 0.5);
    cr_assert(isnan(none.nash) && isnan(none.threat_point) && isnan(none.outside));
    cr_assert_eq(shut.nash, 70);
    cr_assert(isnan(shut.threat_point) && isnan(shut.outside));
}

/* The price as threat point is Nash's on the line of money with the fallbacks' gains as disagreement. */
Test(price, is_nash_on_the_frontier) {
    for (unsigned trial = 0; trial < 100; trial++) {
        const double cost = games_between(0, 50), value = cost + games_between(20, 50);
        const double seller = cost + games_between(0, 9), buyer = value - games_between(0, 9);
        const ns_payoff line[] = {{{0, value - cost}}, {{value - cost, 0}}};
        const ns_polygon_game game = {line, 2, {{seller - cost, value - buyer}}, games_between(0.1, 0.9)};
        ns_polygon_answer wanted;
        cr_assert_eq(ns_polygon_solve(&wanted, &game, NULL), NS_OK);
        cr_assert_float_eq(solve(cost, value, seller, buyer, game.weight).threat_point,
                           cost + wanted.nash.of[0], 1e-10);
    }
}

Test(price, what_is_no_game) {
    const ns_price_game games[] = {
        {NAN, 1, {NAN, NAN}, 0.5}, {0, 1, {INFINITY, NAN}, 0.5}, {0, 1, {NAN, NAN}, 2}};
    for (size_t k = 0; k < 3; k++) {
        ns_price_answer answer;
        cr_assert_eq(ns_price_solve(&answer, &games[k], NULL), NS_BAD_USAGE);
    }
}
