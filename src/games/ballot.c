/* Random proposer: one proposes, enough must agree. */
#include "check.h"

ns_ballot_game ns_default_ballot_game(void) {
    return (ns_ballot_game){.parties = 3, .votes = 3, .pie = 1, .delta = 1};
}

uint32_t ns_ballot_unanimity(uint32_t parties) { return parties; }
uint32_t ns_ballot_majority(uint32_t parties) { return parties / 2 + 1; }
uint32_t ns_ballot_half(uint32_t parties) { return parties / 2 + parties % 2; }

static ns_status check(const ns_ballot_game *g, ns_fault *fault) {
    if (g->parties < 2 || g->parties > 1000) return refuse(fault, "2 to 1,000 parties vote", NULL);
    if (g->votes < 1 || g->votes > g->parties)
        return refuse(fault, "votes lie between 1 and the number of parties",
                      "the proposer's own vote counts");
    if (!(g->pie > 0) || !isfinite(g->pie)) return refuse(fault, "the pie must be above 0", NULL);
    return within(g->delta, 0, 1) ? NS_OK : refuse(fault, "patience lies in 0..1", NULL);
}

/* The round in which refusal is worth `later` to each: what a party may expect before the proposer is drawn. */
static double play(const ns_ballot_game *g, double later, ns_ballot_answer *out) {
    const double partners = (double)g->votes - 1, n = (double)g->parties;
    out->partner = g->delta * later;
    out->proposer = g->pie - partners * out->partner;
    /* Proposer once in n rounds; else a partner with chance partners / (n - 1), drawn evenly. */
    out->expected = out->proposer / n + (n - 1) / n * (partners / (n - 1)) * out->partner;
    return out->expected;
}

ns_status ns_ballot_solve(ns_ballot_answer *out, const ns_ballot_game *game, ns_fault *fault) {
    double later = 0;
    *out = (ns_ballot_answer){0};
    const ns_status status = check(game, fault);
    if (status != NS_OK) return status;
    /* What partners get the proposer pays, so that before the draw each expects the n-th part of the pie whatever `later` is: going back
     * from a last round the value stands still after a step or two, and that is the stationary equilibrium. */
    for (uint32_t round = 0; game->rounds == 0 || round < game->rounds; round++) {
        const double before = later;
        later = play(game, later, out);
        if (round > 1 && fabs(later - before) <= 1e-14 * game->pie) break;
    }
    return NS_OK;
}
