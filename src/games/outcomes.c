/* Alternating offers over listed outcomes, solved backwards. */
#include "check.h"

ns_outcome_game ns_default_outcome_game(void) { return (ns_outcome_game){.delta = {1, 1}, .rounds = 1}; }

static ns_status check(const ns_outcome_game *g, ns_fault *fault) {
    if (g->count < 1 || g->count > NS_MOST_GAME_POINTS)
        return refuse(fault, "1 to 1,000 outcomes are listed", NULL);
    if (g->rounds < 1 || g->rounds > NS_MOST_GAME_ROUNDS)
        return refuse(fault, "1 to 10,000 rounds are played", NULL);
    if (g->first > 1) return refuse(fault, "party 1 or party 2 opens", NULL);
    for (int i = 0; i < 2; i++)
        if (!within(g->delta[i], 0, 1)) return refuse(fault, "patience lies in 0..1", NULL);
    for (size_t k = 0; k < g->count; k++)
        if (!is_payoff(g->outcomes[k])) return refuse(fault, "an outcome's value is not a number", NULL);
    return is_payoff(g->no_deal) ? NS_OK : refuse(fault, "the value of no deal is not a number", NULL);
}

static uint32_t choose(const ns_outcome_game *g, int proposer, const double wait[2]) {
    const int other = 1 - proposer;
    uint32_t chosen = NS_NO_DEAL;
    for (uint32_t k = 0; k < g->count; k++) {
        const ns_payoff *u = &g->outcomes[k];
        if (!reaches(u->of[other], wait[other]) || !reaches(u->of[proposer], wait[proposer])) continue;
        const ns_payoff *held = chosen == NS_NO_DEAL ? NULL : &g->outcomes[chosen];
        if (!held || u->of[proposer] > held->of[proposer] ||
            (u->of[proposer] == held->of[proposer] && u->of[other] > held->of[other]))
            chosen = k;
    }
    return chosen;
}

/* The line of play: the first round that ends it. */
typedef struct line {
    uint32_t outcome, round;
} line;

ns_status ns_outcome_solve(ns_outcome_answer *out, const ns_outcome_game *game, uint32_t *offers,
                           ns_fault *fault) {
    *out = (ns_outcome_answer){.outcome = NS_NO_DEAL};
    const ns_status status = check(game, fault);
    if (status != NS_OK) return status;
    ns_payoff value = game->no_deal; /* of the game from the next round on, in that round's money */
    line ends = {NS_NO_DEAL, 0};
    for (uint32_t round = game->rounds; round > 0; round--) {
        const int proposer = (int)((game->first + round - 1) % 2);
        const double wait[2] = {game->delta[0] * value.of[0], game->delta[1] * value.of[1]};
        const uint32_t chosen = choose(game, proposer, wait);
        if (chosen != NS_NO_DEAL) ends = (line){chosen, round};
        value = chosen != NS_NO_DEAL ? game->outcomes[chosen] : (ns_payoff){{wait[0], wait[1]}};
        if (offers) offers[round - 1] = chosen;
    }
    out->outcome = ends.outcome;
    out->round = ends.round;
    out->face = ends.outcome == NS_NO_DEAL ? game->no_deal : game->outcomes[ends.outcome];
    out->present = value;
    return NS_OK;
}
