/* Zeuthen's strategy: who has the lower risk concedes. */
#include "check.h"

static double gain(const ns_deal_game *g, uint32_t deal, int i) {
    return g->deals[deal].of[i] - g->disagreement.of[i];
}

static bool is_rational(const ns_deal_game *g, uint32_t deal) {
    return gain(g, deal, 0) >= 0 && gain(g, deal, 1) >= 0;
}

static double risk(const ns_deal_game *g, int i, uint32_t own, uint32_t others) {
    const double at_stake = gain(g, own, i);
    return at_stake > 0 ? (at_stake - gain(g, others, i)) / at_stake : 0;
}

/* Whether deal k is better for party i than `held`; ties: better for the other. The first listed is held first. */
static bool is_better(const ns_deal_game *g, int i, uint32_t k, uint32_t held) {
    if (held == NS_NO_DEAL) return true;
    const double own = g->deals[k].of[i] - g->deals[held].of[i];
    return own > 0 || (own == 0 && g->deals[k].of[1 - i] > g->deals[held].of[1 - i]);
}

static uint32_t best_deal(const ns_deal_game *g, int i) {
    uint32_t held = NS_NO_DEAL;
    for (uint32_t k = 0; k < g->count; k++)
        if (is_rational(g, k) && is_better(g, i, k, held)) held = k;
    return held;
}

static void look(ns_zeuthen *self, const ns_deal_game *g) {
    bool enough[2]; /* offer i is for the other as good as its own */
    for (int i = 0; i < 2; i++) {
        self->risk[i] = risk(g, i, self->offer[i], self->offer[1 - i]);
        enough[i] = g->deals[self->offer[i]].of[1 - i] >= g->deals[self->offer[1 - i]].of[1 - i];
    }
    self->agreed = NS_NO_DEAL;
    if (!enough[0] && !enough[1]) return;
    const double product0 = gain(g, self->offer[0], 0) * gain(g, self->offer[0], 1);
    const double product1 = gain(g, self->offer[1], 0) * gain(g, self->offer[1], 1);
    const bool second = !enough[0] || (enough[1] && product1 > product0);
    self->agreed = self->offer[second];
}

ns_status ns_zeuthen_open(ns_zeuthen *out, const ns_deal_game *game, ns_fault *fault) {
    *out = (ns_zeuthen){.offer = {NS_NO_DEAL, NS_NO_DEAL}, .agreed = NS_NO_DEAL};
    if (game->count < 1 || game->count > NS_MOST_GAME_POINTS)
        return refuse(fault, "1 to 1,000 deals are listed", NULL);
    if (!is_payoff(game->disagreement)) return refuse(fault, "the disagreement point is not a number", NULL);
    for (size_t k = 0; k < game->count; k++)
        if (!is_payoff(game->deals[k])) return refuse(fault, "a deal's value is not a number", NULL);
    for (int i = 0; i < 2; i++) out->offer[i] = best_deal(game, i);
    if (out->offer[0] == NS_NO_DEAL)
        return refuse(fault, "every deal is worse than disagreement for somebody",
                      "there is nothing to agree on");
    look(out, game);
    return NS_OK;
}

/* The cheapest concession of party i that makes its own risk strictly the higher; the other's offer where there is none. */
static uint32_t concession(const ns_zeuthen *self, const ns_deal_game *g, int i) {
    const uint32_t own = self->offer[i], others = self->offer[1 - i];
    uint32_t held = NS_NO_DEAL;
    for (uint32_t k = 0; k < g->count; k++) {
        if (!is_rational(g, k) || g->deals[k].of[1 - i] <= g->deals[own].of[1 - i]) continue;
        if (risk(g, i, k, others) > risk(g, 1 - i, others, k) && is_better(g, i, k, held)) held = k;
    }
    return held == NS_NO_DEAL ? others : held;
}

void ns_zeuthen_step(ns_zeuthen *self, const ns_deal_game *game) {
    if (self->agreed != NS_NO_DEAL) return;
    const int i = self->risk[1] < self->risk[0];
    self->offer[i] = concession(self, game, i);
    self->concessions++;
    look(self, game);
}
