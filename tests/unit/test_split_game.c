/* Divisions with utilities: closed forms, and the same answers as on a frontier. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "games_random.h"
#include "negsim/formula.h"

static ns_arena *arena;

static ns_formula *formula(const char *text) {
    ns_formula *out;
    ns_formula_fault fault;
    if (!arena) arena = ns_arena_new();
    cr_assert_eq(ns_formula_parse(&out, arena, text, strlen(text), &fault), NS_OK, "%s: %s", text,
                 fault.text);
    return out;
}

static void done(void) {
    ns_arena_free(arena);
    arena = NULL;
}

static ns_split_game game_of(const char *first, const char *second) {
    ns_split_game game = ns_default_split_game();
    game.utility[0] = formula(first);
    game.utility[1] = formula(second);
    return game;
}

static ns_split_answer solve(const ns_split_game *game) {
    ns_split_answer answer;
    ns_fault fault = {NULL, NULL};
    cr_assert_eq(ns_split_solve(&answer, game, &fault), NS_OK, "%s", fault.text);
    return answer;
}

TestSuite(split_game, .fini = done);

/* u1 = x^a, u2 = (1-x)^b: x = a / (a + b). */
Test(split_game, powers) {
    for (int a = 1; a <= 10; a++)
        for (int b = 1; b <= 10; b++) {
            char first[32], second[32];
            snprintf(first, sizeof first, "x^%d.%d", a / 10, a % 10);
            snprintf(second, sizeof second, "(1-x)^%d.%d", b / 10, b % 10);
            const ns_split_game game = game_of(first, second);
            cr_assert_float_eq(solve(&game).nash.x, (double)a / (a + b), 1e-13, "%s, %s", first, second);
        }
}

/* sqrt(x) = 1 - x at x = (3 - sqrt 5) / 2: equal gains, and the ideal point is (1, 1). sqrt(x) - x is largest at 1/4. */
Test(split_game, root) {
    const ns_split_game game = game_of("sqrt(x)", "1-x");
    const ns_split_answer answer = solve(&game);
    cr_assert_float_eq(answer.nash.x, 1.0 / 3, 1e-13);
    cr_assert_float_eq(answer.ks.x, (3 - sqrt(5)) / 2, 1e-12);
    cr_assert_float_eq(answer.egalitarian.u.of[0], answer.egalitarian.u.of[1], 1e-12);
    cr_assert_float_eq(answer.utilitarian.x, 0.25, 1e-13);
    cr_assert_float_eq(answer.ideal.of[0], 1, 1e-12);
}

Test(split_game, money) {
    ns_split_game game = game_of("x", "10-x");
    game.to = 10;
    game.disagreement = (ns_payoff){{1, 3}};
    game.weight = 0.7;
    const ns_split_answer answer = solve(&game);
    cr_assert_float_eq(answer.nash.x, 1 + 0.7 * 6, 1e-12);
    cr_assert_float_eq(answer.ks.x, 4, 1e-11);
    cr_assert_float_eq(answer.ideal.of[0], 7, 1e-11);
    cr_assert_float_eq(answer.ideal.of[1], 9, 1e-11);
    cr_assert_float_eq(answer.utilitarian.x, 4, 1e-11, "the middle of a level stretch");
}

/* A risk-averse party gets less (Kihlstrom, Roth and Schmeidler 1981). */
Test(split_game, aversion_costs) {
    double before = 1;
    for (int a = 9; a > 0; a--) {
        char text[16];
        snprintf(text, sizeof text, "x^0.%d", a);
        const ns_split_game game = game_of(text, "1-x");
        const double x = solve(&game).nash.x;
        cr_assert_lt(x, before);
        before = x;
    }
}

/* Utilities that run the same way, rise and fall, or are defined on a part of the range only. */
Test(split_game, odd_shapes) {
    ns_split_game game = game_of("x", "2x");
    cr_assert_float_eq(solve(&game).nash.x, 1, 1e-12);
    game = game_of("1-(x-0.3)^2", "1-(x-0.7)^2");
    cr_assert_float_eq(solve(&game).nash.x, 0.5, 1e-12);
    cr_assert_float_eq(solve(&game).utilitarian.x, 0.5, 1e-12);
    game = game_of("log(x)", "1-x");
    game.disagreement.of[0] = -1;
    const double x = solve(&game).nash.x; /* (1 + log x)(1 - x) */
    cr_assert_float_eq((1 - x) / x, 1 + log(x), 1e-10);
}

static void refuse(ns_split_game game) {
    ns_split_answer answer;
    ns_fault fault = {NULL, NULL};
    cr_assert_eq(ns_split_solve(&answer, &game, &fault), NS_BAD_USAGE);
    cr_assert(fault.text);
}

Test(split_game, what_is_no_game) {
    ns_split_game game = game_of("x", "1-x");
    game.disagreement = (ns_payoff){{0.6, 0.6}};
    refuse(game);
    game = game_of("x", "1-x");
    game.to = 0;
    refuse(game);
    game = game_of("x", "1-x");
    game.weight = 0;
    refuse(game);
    game.utility[1] = NULL;
    refuse(game);
    refuse(game_of("log(x-2)", "1-x"));
}
