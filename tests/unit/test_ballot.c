/* Random proposer: the published shares, and that nobody gains by another vote. */
#include <criterion/criterion.h>

#include "games_random.h"

static ns_ballot_answer solve(const ns_ballot_game *game) {
    ns_ballot_answer answer;
    ns_fault fault = {NULL, NULL};
    cr_assert_eq(ns_ballot_solve(&answer, game, &fault), NS_OK, "%s", fault.text);
    return answer;
}

static ns_ballot_game game_of(uint32_t parties, uint32_t votes, double delta) {
    ns_ballot_game game = ns_default_ballot_game();
    game.parties = parties;
    game.votes = votes;
    game.delta = delta;
    return game;
}

Test(ballot, rules) {
    cr_assert_eq(ns_ballot_unanimity(5), 5);
    cr_assert_eq(ns_ballot_majority(5), 3);
    cr_assert_eq(ns_ballot_majority(4), 3);
    cr_assert_eq(ns_ballot_half(5), 3);
    cr_assert_eq(ns_ballot_half(4), 2);
}

/* Baron and Ferejohn 1989: 1 - delta (n-1)/n under unanimity, 1 - delta (n-1)/(2n) under majority, n odd. */
Test(ballot, published_shares) {
    for (uint32_t n = 3; n < 40; n += 2) {
        const ns_ballot_game all = game_of(n, ns_ballot_unanimity(n), 0.9),
                             most = game_of(n, ns_ballot_majority(n), 0.9);
        cr_assert_float_eq(solve(&all).proposer, 1 - 0.9 * (n - 1) / n, 1e-14);
        cr_assert_float_eq(solve(&most).proposer, 1 - 0.9 * (n - 1) / (2 * n), 1e-14);
        cr_assert_float_eq(solve(&most).partner, 0.9 / n, 1e-14);
    }
}

Test(ballot, the_last_round_is_an_ultimatum) {
    ns_ballot_game game = game_of(5, 3, 0.9);
    game.rounds = 1;
    cr_assert_eq(solve(&game).proposer, 1);
    cr_assert_eq(solve(&game).partner, 0);
    const ns_ballot_game forever = game_of(5, 3, 0.9);
    for (game.rounds = 2; game.rounds < 50; game.rounds++)
        cr_assert_float_eq(solve(&game).proposer, solve(&forever).proposer, 1e-14);
}

Test(ballot, no_vote_pays_more_than_the_equilibrium) {
    for (unsigned trial = 0; trial < 200; trial++) {
        const uint32_t n = 2 + (uint32_t)games_between(0, 50), votes = 1 + (uint32_t)games_between(0, n);
        ns_ballot_game game = game_of(n, votes > n ? n : votes, games_next());
        game.pie = games_between(0.1, 100);
        const ns_ballot_answer answer = solve(&game);
        const double tiny = 1e-12 * game.pie;
        cr_assert_float_eq(answer.expected, game.pie / n, tiny, "before the draw all are alike");
        cr_assert_float_eq(answer.partner, game.delta * answer.expected, tiny, "just enough to vote yes");
        cr_assert_geq(answer.proposer + tiny, game.delta * answer.expected, "waiting pays no proposer");
        cr_assert_float_eq(answer.proposer + (game.votes - 1) * answer.partner, game.pie, tiny);
    }
}

Test(ballot, what_is_no_game) {
    ns_ballot_answer answer;
    const ns_ballot_game bad[] = {game_of(1, 1, 0.9),  game_of(3, 0, 0.9),
                                  game_of(3, 4, 0.9),  game_of(3, 3, 1.1),
                                  game_of(1001, 3, 1), {.parties = 3, .votes = 3, .pie = -1, .delta = 1}};
    for (size_t k = 0; k < sizeof bad / sizeof *bad; k++)
        cr_assert_eq(ns_ballot_solve(&answer, &bad[k], NULL), NS_BAD_USAGE, "%zu", k);
}
