/* What each mediator adds: agreements, and agreements that hold, with it and without it on the same draws, and its Shapley share of what
 * all of them together add.
 *
 * v(S) is 1 when the run, played with the mediators S, ends in agreement (or in one that holds); v of nobody is the unmediated play, v of
 * all the mediated one, and every set between is played: several mediators can stand in each other's way, so that none is implied by another. */
#include "negsim/number.h"
#include "worker.h"

enum { COALITIONS = 1 << NS_MAX_MEDIATORS };

typedef struct coalition_game {
    uint32_t all; /* mediators in the seat */
    uint8_t agreed[COALITIONS], held[COALITIONS];
} coalition_game;

static void enter(coalition_game *self, uint32_t set, const ns_outcome *outcome) {
    self->agreed[set] = outcome->reason == NS_REASON_AGREED;
    self->held[set] = self->agreed[set] && outcome->held;
}

static ns_status play_set(ns_worker *self, coalition_game *game, uint32_t set, uint64_t play) {
    const ns_seat seat = {set, self->works[self->mediated].arm->seat.mechanisms};
    ns_outcome outcome;
    ns_status status = ns_worker_replay(self, seat, play, &outcome);
    if (status != NS_OK) return status;
    self->company.plays++;
    enter(game, set, &outcome);
    return NS_OK;
}

static ns_status play_between(ns_worker *self, coalition_game *game, uint64_t play) {
    ns_status status = NS_OK;
    for (uint32_t set = 1; status == NS_OK && set < game->all; set++)
        if ((set & ~game->all) == 0) status = play_set(self, game, set, play);
    return status;
}

static uint32_t factorial(uint32_t n) { return n < 2 ? 1 : n * factorial(n - 1); }

/* Sum over the sets without m of |S|! (n - |S| - 1)! (v(S with m) - v(S)). */
static int64_t units_of(const coalition_game *game, const uint8_t *value, uint32_t m) {
    const uint32_t n = (uint32_t)__builtin_popcount(game->all);
    int64_t units = 0;
    for (uint32_t set = 0; set < game->all; set++) {
        if ((set & ~game->all) || (set >> m & 1u)) continue;
        const uint32_t size = (uint32_t)__builtin_popcount(set);
        units += (int64_t)factorial(size) * factorial(n - size - 1) * (value[set | 1u << m] - value[set]);
    }
    return units;
}

static void count_pair(ns_pair_tally *pair, const coalition_game *game, uint32_t without) {
    const bool a = game->agreed[game->all], b = game->agreed[without], held_a = game->held[game->all],
               held_b = game->held[without];
    pair->both += a && b;
    pair->only_a += a && !b;
    pair->only_b += !a && b;
    pair->neither += !a && !b;
    pair->held_both += held_a && held_b;
    pair->held_only_a += held_a && !held_b;
    pair->held_only_b += !held_a && held_b;
}

static void count_member(ns_member_tally *out, const coalition_game *game, const ns_outcome *outcome,
                         uint32_t m) {
    const int64_t agreed = units_of(game, game->agreed, m), held = units_of(game, game->held, m);
    out->agreed += agreed;
    out->agreed_squares += (uint64_t)(agreed * agreed);
    out->held += held;
    out->held_squares += (uint64_t)(held * held);
    count_pair(&out->pair, game, game->all & ~(1u << m));
    out->texts += outcome->drafts_by[m];
    out->signed_texts += outcome->author == m;
    out->payers += outcome->paid_by[m] > 0;
    out->paid += ns_number_nanos(outcome->paid_by[m]);
}

ns_status ns_company_play(ns_worker *self, uint64_t play) {
    if (self->mediated >= self->arms->count || self->unmediated >= self->arms->count) return NS_OK;
    const ns_arm *arm = self->works[self->mediated].arm;
    if (arm->seat.mediators == 0) return NS_OK;
    const ns_outcome *outcome = &self->works[self->mediated].outcome;
    coalition_game game = {.all = arm->seat.mediators};
    enter(&game, 0, &self->works[self->unmediated].outcome);
    enter(&game, game.all, outcome);
    ns_status status = play_between(self, &game, play);
    if (status != NS_OK) return status;
    self->company.runs++;
    self->company.orders = factorial((uint32_t)__builtin_popcount(game.all));
    for (uint32_t m = 0; m < arm->scenario->mediator_count; m++)
        if (game.all >> m & 1u) count_member(&self->company.member[m], &game, outcome, m);
    return NS_OK;
}
