/* Alternating offers over a pie: published formulas, limits, and that no deviation pays. */
#include <criterion/criterion.h>

#include "games_random.h"

static ns_pie_answer solve(const ns_pie_game *game) {
    ns_pie_answer answer;
    ns_fault fault = {NULL, NULL};
    cr_assert_eq(ns_pie_solve(&answer, game, &fault), NS_OK, "%s", fault.text);
    return answer;
}

static ns_pie_game patient(double first, double second) {
    ns_pie_game game = ns_default_pie_game();
    game.delta[0] = first;
    game.delta[1] = second;
    return game;
}

static ns_pie_game any_game(unsigned trial) {
    ns_pie_game game = patient(games_between(0.1, 0.99), games_between(0.1, 0.99));
    game.pie = games_between(0.5, 20);
    game.first = trial % 2;
    game.rounds = trial % 3 == 0 ? (uint32_t)games_between(1, 30) : 0;
    game.risk = trial % 4 == 0 ? games_next() : 0;
    for (int i = 0; i < 2; i++) {
        game.outside[i] = trial % 5 < 3 ? 0 : games_between(0, game.pie / 2);
        game.breakdown[i] = games_between(0, game.pie / 2);
    }
    return game;
}

/* Rubinstein 1982: x1 = (1 - d2) / (1 - d1 d2). */
Test(pie, rubinstein) {
    const ns_pie_game game = patient(0.9, 0.8);
    const ns_pie_answer answer = solve(&game);
    cr_assert_float_eq(answer.share.of[0], 0.2 / 0.28, 1e-14);
    cr_assert_float_eq(answer.share.of[1], 0.08 / 0.28, 1e-14);
    cr_assert_float_eq(answer.if_first[1].of[1], 0.1 / 0.28, 1e-14);
    cr_assert_not(answer.outside_binds);
}

/* Stahl 1972: 1 - d2 in two rounds, 1 - d2 (1 - d1) in three, all in one. */
Test(pie, few_rounds) {
    ns_pie_game game = patient(0.7, 0.8);
    const double wanted[] = {1, 0.2, 1 - 0.8 * 0.3};
    for (game.rounds = 1; game.rounds <= 3; game.rounds++)
        cr_assert_float_eq(solve(&game).share.of[0], wanted[game.rounds - 1], 1e-15);
}

/* Muthoo 1999, ch. 4, both patient: party i opening gets b_i + (pie - b1 - b2) / (2 - p). */
Test(pie, risk_of_breakdown) {
    ns_pie_game game = ns_default_pie_game();
    game.risk = 0.1;
    game.breakdown[0] = 0.3;
    game.breakdown[1] = 0.1;
    const ns_pie_answer answer = solve(&game);
    cr_assert_float_eq(answer.if_first[0].of[0], 0.3 + 0.6 / 1.9, 1e-14);
    cr_assert_float_eq(answer.if_first[1].of[1], 0.1 + 0.6 / 1.9, 1e-14);
    game.risk = 1e-9; /* the Nash split with the breakdown as disagreement */
    cr_assert_float_eq(solve(&game).share.of[0], 0.6, 1e-6);
}

/* The outside option principle (Muthoo 1999, ch. 5): it only caps. */
Test(pie, outside_option) {
    ns_pie_game game = patient(0.9, 0.9);
    game.outside[1] = 0.3;
    cr_assert_float_eq(solve(&game).share.of[0], 1 / 1.9, 1e-14);
    cr_assert_not(solve(&game).outside_binds);
    game.outside[1] = 0.6;
    cr_assert_float_eq(solve(&game).share.of[0], 0.4, 1e-14);
    cr_assert_float_eq(solve(&game).if_first[1].of[0], 0.36, 1e-14);
    cr_assert(solve(&game).outside_binds);
    game.outside[0] = 0.4;
    cr_assert_float_eq(solve(&game).if_first[1].of[0], 0.4, 1e-14,
                       "party 1's own option is better than 0.36");
    /* An option just equal to what waiting brings changes nothing, whichever piece is taken. */
    game = patient(0.9, 0.9);
    game.outside[1] = 0.9 / 1.9;
    cr_assert_float_eq(solve(&game).share.of[0], 1 / 1.9, 1e-14);
}

Test(pie, patience_near_one_splits_evenly) {
    const ns_pie_game game = patient(1 - 1e-9, 1 - 1e-9);
    cr_assert_float_eq(solve(&game).share.of[0], 0.5, 1e-8);
}

/* delta_i = exp(-r_i h), h to 0: shares r2 / (r1 + r2) and r1 / (r1 + r2). */
Test(pie, short_rounds_tend_to_the_ratio_of_impatience) {
    const ns_pie_game game = patient(exp(-0.2e-6), exp(-0.6e-6));
    cr_assert_float_eq(solve(&game).share.of[0], 0.75, 1e-6);
    cr_assert_float_eq(solve(&game).limit.of[0], 0.75, 1e-9);
    ns_pie_game risky = ns_default_pie_game();
    risky.risk = 0.3;
    risky.breakdown[0] = 0.2;
    cr_assert_float_eq(solve(&risky).limit.of[0], 0.6, 1e-14,
                       "Nash's split, the breakdown being the disagreement");
    risky.outside[1] = 0.5;
    cr_assert_float_eq(solve(&risky).limit.of[1], 0.5, 1e-14, "an outside option caps it");
}

Test(pie, long_horizons_tend_to_the_stationary_split) {
    for (unsigned trial = 0; trial < 200; trial++) {
        ns_pie_game game = any_game(trial);
        game.rounds = 0;
        const ns_pie_answer forever = solve(&game);
        for (game.rounds = 20000; game.rounds < 20002; game.rounds++)
            cr_assert_float_eq(solve(&game).share.of[0], forever.share.of[0], 1e-11 * game.pie, "trial %u",
                               trial);
    }
}

/* The limit is that of the solver's own answers with rounds of length h, whatever the parameters. */
Test(pie, limit_is_that_of_ever_shorter_rounds) {
    for (unsigned trial = 0; trial < 200; trial++) {
        ns_pie_game game = any_game(trial), brief;
        game.rounds = 0;
        brief = game;
        for (int i = 0; i < 2; i++) brief.delta[i] = pow(game.delta[i], 1e-7);
        brief.risk = -expm1(1e-7 * log1p(-game.risk));
        cr_assert_float_eq(solve(&brief).share.of[0], solve(&game).limit.of[0], 1e-5 * game.pie, "trial %u",
                           trial);
        cr_assert_float_eq(solve(&brief).limit.of[0], solve(&game).limit.of[0], 1e-6 * game.pie, "trial %u",
                           trial);
    }
    ns_pie_game hasty = patient(0, 0.9);
    cr_assert_eq(solve(&hasty).limit.of[0], 0);
    hasty = patient(0.9, 0);
    cr_assert_eq(solve(&hasty).limit.of[0], 1);
    hasty = patient(0, 0);
    cr_assert(isnan(solve(&hasty).limit.of[0]));
    hasty.rounds = 3;
    cr_assert(isnan(solve(&hasty).limit.of[0]));
}

/* What party i is worth when it refuses, the others playing as solved: from the definition. */
static double refused(const ns_pie_game *game, int i, const ns_payoff *next) {
    const double waits =
        game->risk * game->breakdown[i] + (1 - game->risk) * game->delta[i] * (next ? next->of[i] : 0);
    return fmax(game->outside[i], waits);
}

Test(pie, no_single_deviation_pays) {
    for (unsigned trial = 0; trial < 500; trial++) {
        ns_pie_game game = any_game(trial), rest = game;
        const ns_pie_answer now = solve(&game);
        const int opens = (int)game.first, answers = 1 - opens;
        ns_pie_answer later = now;
        if (game.rounds > 1) {
            rest.rounds--;
            later = solve(&rest);
        }
        const ns_payoff *next = game.rounds == 1 ? NULL : &later.if_first[answers];
        const double accepts = refused(&game, answers, next), keeps = now.share.of[opens],
                     tiny = 1e-12 * game.pie;
        cr_assert_float_eq(now.share.of[0] + now.share.of[1], game.pie, tiny);
        cr_assert_float_eq(now.share.of[answers], accepts, tiny, "trial %u: just enough to accept", trial);
        /* A greedier offer is refused; then the refuser opts out, or the talks break down or go on. */
        const double waits = game.risk * game.breakdown[opens] +
                             (1 - game.risk) * game.delta[opens] * (next ? next->of[opens] : 0);
        const bool opts_out = game.outside[answers] == accepts;
        cr_assert_geq(keeps + tiny, opts_out ? game.outside[opens] : waits, "trial %u", trial);
    }
}

Test(pie, symmetry) {
    for (unsigned trial = 0; trial < 100; trial++) {
        const ns_pie_game game = any_game(trial);
        ns_pie_game other = game;
        for (int i = 0; i < 2; i++) {
            other.delta[i] = game.delta[1 - i];
            other.outside[i] = game.outside[1 - i];
            other.breakdown[i] = game.breakdown[1 - i];
        }
        other.first = 1 - game.first;
        cr_assert_float_eq(solve(&game).share.of[0], solve(&other).share.of[1], 1e-12 * game.pie);
    }
}

static void refuse(ns_pie_game game) {
    ns_pie_answer answer;
    ns_fault fault = {NULL, NULL};
    cr_assert_eq(ns_pie_solve(&answer, &game, &fault), NS_BAD_USAGE);
    cr_assert(fault.text);
    cr_assert_eq(ns_pie_solve(&answer, &game, NULL), NS_BAD_USAGE);
}

Test(pie, what_is_no_game) {
    ns_pie_game game = ns_default_pie_game();
    refuse(game); /* nothing is lost by waiting for ever */
    game = patient(0.9, NAN);
    refuse(game);
    game = patient(1.5, 0.1);
    refuse(game);
    game = patient(0.9, 0.9);
    game.outside[0] = game.outside[1] = 0.6;
    refuse(game);
    game = patient(0.9, 0.9);
    game.breakdown[0] = 1.1;
    refuse(game);
    game = patient(0.9, 0.9);
    game.first = 2;
    refuse(game);
    game = patient(0.9, 0.9);
    game.pie = 0;
    refuse(game);
}
