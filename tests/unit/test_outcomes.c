/* Backward induction over outcomes against a plain search of the game tree. */
#include <criterion/criterion.h>

#include "games_random.h"

static const ns_payoff five[] = {{{10, 1}}, {{8, 4}}, {{6, 6}}, {{4, 7}}, {{1, 9}}};

static ns_outcome_game game_of(const ns_payoff *outcomes, size_t count, double delta, uint32_t rounds) {
    ns_outcome_game game = ns_default_outcome_game();
    game.outcomes = outcomes;
    game.count = count;
    game.delta[0] = game.delta[1] = delta;
    game.rounds = rounds;
    return game;
}

static ns_outcome_answer solve(const ns_outcome_game *game, uint32_t *offers) {
    ns_outcome_answer answer;
    ns_fault fault = {NULL, NULL};
    cr_assert_eq(ns_outcome_solve(&answer, game, offers, &fault), NS_OK, "%s", fault.text);
    return answer;
}

/* By hand: round 4 party 2 takes (1,9); round 3 party 1 must give 5.4: (6,6); round 2 party 2 must give 3.6: (4,7); round 1
 * party 1 must give 4.2: (6,6), as (8,4) is too little. */
Test(outcomes, by_hand) {
    const ns_outcome_game game = game_of(five, 5, 0.6, 4);
    uint32_t offers[4];
    const ns_outcome_answer answer = solve(&game, offers);
    cr_assert_arr_eq(offers, ((uint32_t[]){2, 3, 2, 4}), sizeof offers);
    cr_assert_eq(answer.outcome, 2);
    cr_assert_eq(answer.round, 1);
    cr_assert_eq(answer.face.of[0], 6);
    cr_assert_eq(answer.present.of[1], 6);
    cr_assert_eq(solve(&game, NULL).outcome, 2);
}

/* Indifference accepts, also where the product rounds: 0.1 * 3 is above 0.3. */
Test(outcomes, indifferent_accepts) {
    const ns_payoff two[] = {{{5, 0.3}}, {{1, 3}}};
    const ns_outcome_game game = game_of(two, 2, 0.1, 2);
    cr_assert_eq(solve(&game, NULL).outcome, 0);
}

Test(outcomes, no_deal_may_be_best) {
    ns_outcome_game game = game_of(five, 5, 1, 3);
    game.no_deal = (ns_payoff){{9, 9}};
    uint32_t offers[3];
    const ns_outcome_answer answer = solve(&game, offers);
    cr_assert_eq(answer.outcome, NS_NO_DEAL);
    cr_assert_eq(answer.round, 0);
    cr_assert_eq(offers[0], NS_NO_DEAL);
    cr_assert_eq(answer.present.of[0], 9);
}

/* The proposer has nothing to offer that is worth as much to it as no deal. */
Test(outcomes, a_proposer_may_let_it_pass) {
    const ns_payoff one[] = {{{1, 4}}};
    ns_outcome_game game = game_of(one, 1, 1, 1);
    game.no_deal = (ns_payoff){{2, 0}};
    cr_assert_eq(solve(&game, NULL).outcome, NS_NO_DEAL);
}

/* Value of the game from a round on, each offer and both answers looked at. */
static ns_payoff search(const ns_outcome_game *g, uint32_t round) {
    if (round > g->rounds) return g->no_deal;
    const ns_payoff next = search(g, round + 1),
                    waits = {{g->delta[0] * next.of[0], g->delta[1] * next.of[1]}};
    const int p = (int)((g->first + round - 1) % 2), r = 1 - p;
    ns_payoff best = waits;
    bool agreed = false;
    for (size_t k = 0; k < g->count; k++) {
        const ns_payoff u = g->outcomes[k];
        if (u.of[r] < waits.of[r]) continue;
        const bool better =
            u.of[p] > best.of[p] || (u.of[p] == best.of[p] && (!agreed || u.of[r] > best.of[r]));
        if (!better) continue;
        best = u;
        agreed = true;
    }
    return best;
}

Test(outcomes, against_a_search_of_the_tree) {
    for (unsigned trial = 0; trial < 500; trial++) {
        ns_payoff outcomes[12];
        const size_t count = 1 + (size_t)games_between(0, 11);
        for (size_t k = 0; k < count; k++)
            outcomes[k] = (ns_payoff){{floor(games_between(0, 9)), floor(games_between(0, 9))}};
        ns_outcome_game game = game_of(outcomes, count, 1, 1 + trial % 9);
        game.delta[0] = games_next();
        game.delta[1] = games_next();
        game.first = trial / 9 % 2;
        game.no_deal =
            (ns_payoff){{trial % 4 ? 0 : games_between(0, 5), trial % 4 ? 0 : games_between(0, 5)}};
        const ns_payoff wanted = search(&game, 1);
        const ns_outcome_answer found = solve(&game, NULL);
        cr_assert_float_eq(found.present.of[0], wanted.of[0], 1e-12, "trial %u", trial);
        cr_assert_float_eq(found.present.of[1], wanted.of[1], 1e-12, "trial %u", trial);
    }
}

/* With outcomes spread finely over a line the shares come near those of the pie. */
Test(outcomes, many_outcomes_come_near_the_pie) {
    ns_payoff line[NS_MOST_GAME_POINTS];
    for (size_t k = 0; k < NS_MOST_GAME_POINTS; k++) {
        const double x = (double)k / (NS_MOST_GAME_POINTS - 1);
        line[k] = (ns_payoff){{x, 1 - x}};
    }
    for (uint32_t rounds = 1; rounds < 6; rounds++) {
        const ns_outcome_game game = game_of(line, NS_MOST_GAME_POINTS, 0.8, rounds);
        ns_pie_game pie = ns_default_pie_game();
        ns_pie_answer wanted;
        pie.delta[0] = pie.delta[1] = 0.8;
        pie.rounds = rounds;
        cr_assert_eq(ns_pie_solve(&wanted, &pie, NULL), NS_OK);
        cr_assert_float_eq(solve(&game, NULL).face.of[0], wanted.share.of[0], 0.002 * rounds);
    }
}

Test(outcomes, what_is_no_game) {
    const ns_payoff bad[] = {{{NAN, 1}}};
    ns_outcome_answer answer;
    ns_outcome_game games[5];
    for (int k = 0; k < 5; k++) games[k] = game_of(five, 5, 0.6, 4);
    games[0].count = 0;
    games[1].rounds = 0;
    games[2].delta[1] = 2;
    games[3].first = 2;
    games[4] = game_of(bad, 1, 1, 1);
    for (int k = 0; k < 5; k++)
        cr_assert_eq(ns_outcome_solve(&answer, &games[k], NULL, NULL), NS_BAD_USAGE, "%d", k);
}
