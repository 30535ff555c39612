/* Zeuthen's strategy: the textbook case, and Harsanyi's theorem that it ends at the largest product of gains. */
#include <criterion/criterion.h>

#include "games_random.h"

static ns_deal_game on(const ns_payoff *deals, size_t count) {
    return (ns_deal_game){deals, count, {{0, 0}}};
}

static ns_zeuthen play(const ns_deal_game *game) {
    ns_zeuthen talks;
    ns_fault fault = {NULL, NULL};
    cr_assert_eq(ns_zeuthen_open(&talks, game, &fault), NS_OK, "%s", fault.text);
    for (size_t k = 0; k <= 2 * game->count && talks.agreed == NS_NO_DEAL; k++) ns_zeuthen_step(&talks, game);
    cr_assert_neq(talks.agreed, NS_NO_DEAL, "it ends");
    return talks;
}

Test(zeuthen, five_deals) {
    const ns_payoff deals[] = {{{10, 1}}, {{8, 4}}, {{6, 6}}, {{4, 7}}, {{1, 9}}};
    const ns_deal_game game = on(deals, 5);
    ns_zeuthen talks;
    cr_assert_eq(ns_zeuthen_open(&talks, &game, NULL), NS_OK);
    cr_assert_float_eq(talks.risk[0], 0.9, 1e-15);
    cr_assert_float_eq(talks.risk[1], 8.0 / 9, 1e-15);
    ns_zeuthen_step(&talks, &game); /* party 2, to (4,7): its risk (7 - 1)/7 is then above (10 - 4)/10 */
    cr_assert_eq(talks.offer[1], 3);
    cr_assert_eq(play(&game).agreed, 2);
    const ns_zeuthen before = play(&game);
    ns_zeuthen after = before;
    ns_zeuthen_step(&after, &game);
    cr_assert_eq(after.concessions, before.concessions, "nothing happens once agreed");
}

static double product(const ns_deal_game *g, uint32_t k) {
    return (g->deals[k].of[0] - g->disagreement.of[0]) * (g->deals[k].of[1] - g->disagreement.of[1]);
}

/* Deals on a staircase, none dominated, in mixed order. */
static void staircase(ns_payoff *deals, size_t count) {
    double u0 = 1, u1 = 1;
    for (size_t k = 0; k < count; k++) {
        deals[k].of[0] = u0 += games_between(0.1, 3);
        deals[count - 1 - k].of[1] = u1 += games_between(0.1, 3);
    }
    for (size_t k = count - 1; k > 0; k--) {
        const size_t j = (size_t)games_between(0, (double)k + 1);
        const ns_payoff held = deals[k];
        deals[k] = deals[j];
        deals[j] = held;
    }
}

Test(zeuthen, ends_at_the_largest_product) {
    for (unsigned trial = 0; trial < 500; trial++) {
        ns_payoff deals[40];
        const size_t count = 1 + (size_t)games_between(0, 40);
        staircase(deals, count);
        ns_deal_game game = on(deals, count);
        if (trial % 2) game.disagreement = (ns_payoff){{games_between(0, 1), games_between(0, 1)}};
        const ns_zeuthen talks = play(&game);
        for (uint32_t k = 0; k < count; k++)
            cr_assert_geq(product(&game, talks.agreed) * (1 + 1e-12), product(&game, k), "trial %u", trial);
    }
}

Test(zeuthen, irrational_deals_are_passed_over) {
    const ns_payoff deals[] = {{{50, -1}}, {{-1, 50}}, {{3, 3}}, {{5, 1}}, {{1, 5}}};
    const ns_deal_game game = on(deals, 5);
    ns_zeuthen talks;
    cr_assert_eq(ns_zeuthen_open(&talks, &game, NULL), NS_OK);
    cr_assert_eq(talks.offer[0], 3);
    cr_assert_eq(talks.offer[1], 4);
    cr_assert_eq(play(&game).agreed, 2);
}

/* Where no concession can turn the risks, the one with the lower risk gives in. */
Test(zeuthen, one_may_have_to_give_in) {
    const ns_payoff deals[] = {{{4, 1}}, {{1, 9}}, {{7, 0}}};
    const ns_deal_game game = on(deals, 3);
    cr_assert_eq(play(&game).agreed, 1, "9 is the largest product");
    const ns_payoff same[] = {{{2, 2}}};
    const ns_deal_game one = on(same, 1);
    cr_assert_eq(play(&one).concessions, 0);
}

Test(zeuthen, what_is_no_game) {
    const ns_payoff low[] = {{{-1, 2}}, {{2, -1}}}, bad[] = {{{NAN, 1}}};
    const ns_deal_game games[] = {on(low, 2), on(bad, 1), on(low, 0), {low, 2, {{NAN, 0}}}};
    for (size_t k = 0; k < 4; k++) {
        ns_zeuthen talks;
        cr_assert_eq(ns_zeuthen_open(&talks, &games[k], NULL), NS_BAD_USAGE, "%zu", k);
    }
}
