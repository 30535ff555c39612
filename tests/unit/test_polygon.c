/* Axiomatic solutions on frontiers: published points, the axioms, and plain searches. */
#include <criterion/criterion.h>

#include "games_random.h"

static ns_polygon_answer solve(const ns_polygon_game *game) {
    ns_polygon_answer answer;
    ns_fault fault = {NULL, NULL};
    cr_assert_eq(ns_polygon_solve(&answer, game, &fault), NS_OK, "%s", fault.text);
    return answer;
}

static ns_polygon_game on(const ns_payoff *points, size_t count) {
    ns_polygon_game game = ns_default_polygon_game();
    game.points = points;
    game.count = count;
    return game;
}

#define ASSERT_POINT(u, u0, u1, within)                                                                      \
    do {                                                                                                     \
        cr_assert_float_eq((u).of[0], u0, within, "%.15g, not %.15g", (u).of[0], (double)(u0));              \
        cr_assert_float_eq((u).of[1], u1, within, "%.15g, not %.15g", (u).of[1], (double)(u1));              \
    } while (0)

static const ns_payoff kinked[] = {{{0, 1}}, {{1, 0.9}}, {{2, 0}}};

/* By hand: 9/14 (2, 1); 1 - t/10 = t; sums 1, 1.9, 2; over the ideal gains 1, 1.4, 1. */
Test(polygon, by_hand) {
    const ns_polygon_game game = on(kinked, 3);
    const ns_polygon_answer answer = solve(&game);
    ASSERT_POINT(answer.ideal, 2, 1, 0);
    ASSERT_POINT(answer.nash, 1, 0.9, 1e-14);
    ASSERT_POINT(answer.ks, 9.0 / 7, 9.0 / 14, 1e-14);
    ASSERT_POINT(answer.egalitarian, 1 / 1.1, 1 / 1.1, 1e-14);
    ASSERT_POINT(answer.utilitarian, 2, 0, 0);
    ASSERT_POINT(answer.relative, 1, 0.9, 1e-14);
}

/* On a line of slope -1 every solution but the utilitarian ones splits what is left; those take the middle of the whole line. */
Test(polygon, split_the_difference) {
    const ns_payoff line[] = {{{0, 1}}, {{1, 0}}};
    ns_polygon_game game = on(line, 2);
    game.disagreement = (ns_payoff){{0.1, 0.3}};
    const ns_polygon_answer answer = solve(&game);
    ASSERT_POINT(answer.nash, 0.4, 0.6, 1e-14);
    ASSERT_POINT(answer.ks, 0.4, 0.6, 1e-14);
    ASSERT_POINT(answer.egalitarian, 0.4, 0.6, 1e-14);
    ASSERT_POINT(answer.raiffa, 0.4, 0.6, 1e-14);
    ASSERT_POINT(answer.utilitarian, 0.4, 0.6, 1e-14);
    game.weight = 0.7;
    ASSERT_POINT(solve(&game).nash, 0.52, 0.48, 1e-14);
}

/* Luce and Raiffa's stepwise midpoints: (1/2, 1/2), then (11/18, 7/10), which lies on the frontier. */
Test(polygon, raiffa_steps) {
    const ns_payoff points[] = {{{0, 1}}, {{0.5, 0.9}}, {{1, 0}}};
    const ns_polygon_game game = on(points, 3);
    ns_payoff steps[NS_RAIFFA_STEPS];
    size_t count;
    cr_assert_eq(ns_polygon_raiffa(steps, &count, &game, NULL), NS_OK);
    cr_assert_eq(count, 2);
    ASSERT_POINT(steps[0], 0.5, 0.5, 0);
    ASSERT_POINT(steps[1], 11.0 / 18, 0.7, 1e-15);
}

static double product(const ns_polygon_game *g, ns_payoff u) {
    const double a = u.of[0] - g->disagreement.of[0], b = u.of[1] - g->disagreement.of[1];
    return a < 0 || b < 0 ? 0 : pow(a, g->weight) * pow(b, 1 - g->weight);
}

static ns_polygon_game any_game(ns_payoff points[17]) {
    ns_polygon_game game = on(points, games_frontier(points, 1 + (size_t)games_between(0, 15)));
    const ns_payoff *left = &points[0], *right = &points[game.count - 1];
    /* Under the chord between the ends, so inside; now and then below both axes. */
    const double share = games_next(), depth = games_between(-0.5, 0.9);
    game.disagreement = (ns_payoff){{depth * share * right->of[0], depth * (1 - share) * left->of[1]}};
    game.weight = games_between(0.1, 0.9);
    return game;
}

Test(polygon, nothing_on_the_frontier_is_better) {
    for (unsigned trial = 0; trial < 200; trial++) {
        ns_payoff points[17];
        const ns_polygon_game game = any_game(points);
        const ns_polygon_answer answer = solve(&game);
        const double best = product(&game, answer.nash),
                     sum = answer.utilitarian.of[0] + answer.utilitarian.of[1];
        for (size_t k = 1; k < game.count; k++)
            for (int s = 0; s <= 200; s++) {
                const double t = s / 200.0;
                ns_payoff u;
                for (int i = 0; i < 2; i++)
                    u.of[i] = points[k - 1].of[i] + t * (points[k].of[i] - points[k - 1].of[i]);
                cr_assert_geq(best * (1 + 1e-12), product(&game, u), "trial %u", trial);
                const bool is_rational =
                    u.of[0] >= game.disagreement.of[0] && u.of[1] >= game.disagreement.of[1];
                if (is_rational) cr_assert_geq(sum + 1e-9, u.of[0] + u.of[1], "trial %u", trial);
                /* Strong efficiency of the point on the ray: nothing is better for both. */
                cr_assert_not(u.of[0] > answer.ks.of[0] + 1e-9 && u.of[1] > answer.ks.of[1] + 1e-9);
                cr_assert_not(u.of[0] > answer.egalitarian.of[0] + 1e-9 &&
                              u.of[1] > answer.egalitarian.of[1] + 1e-9);
                cr_assert_not(u.of[0] > answer.raiffa.of[0] + 1e-9 && u.of[1] > answer.raiffa.of[1] + 1e-9);
            }
    }
}

Test(polygon, gains_are_equal_or_in_proportion) {
    for (unsigned trial = 0; trial < 200; trial++) {
        ns_payoff points[17];
        const ns_polygon_game game = any_game(points);
        const ns_polygon_answer a = solve(&game);
        const ns_payoff d = game.disagreement;
        cr_assert_float_eq(a.egalitarian.of[0] - d.of[0], a.egalitarian.of[1] - d.of[1], 1e-12);
        cr_assert_float_eq((a.ks.of[0] - d.of[0]) / (a.ideal.of[0] - d.of[0]),
                           (a.ks.of[1] - d.of[1]) / (a.ideal.of[1] - d.of[1]), 1e-12);
    }
}

/* Another scale and origin of a party's utility moves Nash, KS, Raiffa and the relative utilitarian point with it. */
Test(polygon, scale_covariance) {
    for (unsigned trial = 0; trial < 200; trial++) {
        ns_payoff points[17], moved[17];
        const ns_polygon_game game = any_game(points);
        ns_polygon_game other = game;
        const double scale[2] = {games_between(0.1, 9), games_between(0.1, 9)}, shift[2] = {3, -4};
        for (int i = 0; i < 2; i++) {
            for (size_t k = 0; k < game.count; k++) moved[k].of[i] = scale[i] * points[k].of[i] + shift[i];
            other.disagreement.of[i] = scale[i] * game.disagreement.of[i] + shift[i];
        }
        other.points = moved;
        const ns_polygon_answer a = solve(&game), b = solve(&other);
        for (int i = 0; i < 2; i++) {
            cr_assert_float_eq(scale[i] * a.nash.of[i] + shift[i], b.nash.of[i], 1e-9);
            cr_assert_float_eq(scale[i] * a.ks.of[i] + shift[i], b.ks.of[i], 1e-9);
            cr_assert_float_eq(scale[i] * a.raiffa.of[i] + shift[i], b.raiffa.of[i], 1e-9);
            cr_assert_float_eq(scale[i] * a.relative.of[i] + shift[i], b.relative.of[i], 1e-9);
        }
    }
}

/* The parties' names do not matter. */
Test(polygon, symmetry) {
    for (unsigned trial = 0; trial < 100; trial++) {
        ns_payoff points[17], turned[17];
        const ns_polygon_game game = any_game(points);
        ns_polygon_game other = game;
        for (size_t k = 0; k < game.count; k++)
            turned[k] = (ns_payoff){{points[game.count - 1 - k].of[1], points[game.count - 1 - k].of[0]}};
        other.points = turned;
        other.disagreement = (ns_payoff){{game.disagreement.of[1], game.disagreement.of[0]}};
        other.weight = 1 - game.weight;
        const ns_polygon_answer a = solve(&game), b = solve(&other);
        ASSERT_POINT(a.nash, b.nash.of[1], b.nash.of[0], 1e-10);
        ASSERT_POINT(a.ks, b.ks.of[1], b.ks.of[0], 1e-10);
        ASSERT_POINT(a.egalitarian, b.egalitarian.of[1], b.egalitarian.of[0], 1e-10);
        ASSERT_POINT(a.raiffa, b.raiffa.of[1], b.raiffa.of[0], 1e-10);
    }
}

/* Each of Raiffa's steps at least halves what is left to gain. */
Test(polygon, raiffa_halves_the_gap) {
    for (unsigned trial = 0; trial < 100; trial++) {
        ns_payoff points[17], steps[NS_RAIFFA_STEPS];
        const ns_polygon_game game = any_game(points);
        size_t count;
        cr_assert_eq(ns_polygon_raiffa(steps, &count, &game, NULL), NS_OK);
        for (size_t k = 1; k < count; k++)
            for (int i = 0; i < 2; i++) cr_assert_geq(steps[k].of[i], steps[k - 1].of[i]);
        cr_assert_lt(count, NS_RAIFFA_STEPS, "it has come to an end");
    }
}

/* Free disposal beyond the ends, upright and level pieces. */
Test(polygon, boxes) {
    const ns_payoff corner[] = {{{3, 2}}}, box[] = {{{0, 2}}, {{3, 2}}, {{3, 0}}};
    const ns_polygon_game one = on(corner, 1), three = on(box, 3);
    ASSERT_POINT(solve(&one).nash, 3, 2, 0);
    ASSERT_POINT(solve(&three).nash, 3, 2, 0);
    ASSERT_POINT(solve(&three).ks, 3, 2, 1e-15);
    ASSERT_POINT(solve(&three).utilitarian, 3, 2, 0);
    ASSERT_POINT(solve(&three).egalitarian, 2, 2, 1e-15);
    ASSERT_POINT(solve(&one).raiffa, 3, 2, 1e-10);
}

static void refuse(ns_polygon_game game) {
    ns_polygon_answer answer;
    ns_fault fault = {NULL, NULL};
    cr_assert_eq(ns_polygon_solve(&answer, &game, &fault), NS_BAD_USAGE);
    cr_assert(fault.text);
}

Test(polygon, what_is_no_game) {
    const ns_payoff rising[] = {{{0, 1}}, {{1, 2}}}, back[] = {{{1, 1}}, {{0, 0}}}, bad[] = {{{0, NAN}}};
    refuse(on(rising, 2));
    refuse(on(back, 2));
    refuse(on(bad, 1));
    refuse(on(kinked, 0));
    ns_polygon_game game = on(kinked, 3);
    game.disagreement = (ns_payoff){{2, 0}};
    refuse(game);
    game.disagreement = (ns_payoff){{5, 5}};
    refuse(game);
    game = on(kinked, 3);
    game.weight = 1;
    refuse(game);
}
