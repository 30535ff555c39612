/* The mediator's effect on agreement, split over its mechanisms by Shapley shares.
 *
 * v(S) is 1 when the draw, played with the mechanisms S, ends in agreement. v of no mechanism is the unmediated play, v of all the mediated
 * one. A play with S in which only A can have made a difference gives v of every set between A and S, so few sets have to be
 * played. Shares are in units of 1/720, which every |S|! (n - |S| - 1)! / n! with n <= 6 is a whole number of. */
#include "worker.h"

enum { SETS = 1 << NS_MECHANISM_COUNT, UNITS = 720 };

typedef struct game {
    uint32_t all;         /* mechanisms that the mediator has */
    uint8_t known[SETS], value[SETS];
} game;

static void learn(game *self, uint32_t set, uint32_t acted, bool agreed) {
    const uint32_t fixed = acted & set, open = set & ~fixed;
    for (uint32_t sub = open;; sub = (sub - 1) & open) {
        self->known[fixed | sub] = 1;
        self->value[fixed | sub] = agreed;
        if (!sub) break;
    }
}

static int64_t factorial(int n) { return n < 2 ? 1 : n * factorial(n - 1); }

static void share_out(const game *self, ns_split_tally *out) {
    const int n = __builtin_popcount(self->all);
    for (int m = 0; m < NS_MECHANISM_COUNT; m++) {
        int64_t units = 0;
        const uint32_t bit = 1u << m;
        if (!(self->all & bit)) continue;
        for (uint32_t others = self->all & ~bit, set = others;; set = (set - 1) & others) {
            const int size = __builtin_popcount(set), difference = self->value[set | bit] - self->value[set];
            units += difference * (UNITS / factorial(n) * factorial(size) * factorial(n - size - 1));
            if (!set) break;
        }
        out->sum[m] += units;
        out->squares[m] += (uint64_t)(units * units);
    }
}

/* Larger sets first, so that what a play implies for smaller ones saves plays. */
static ns_status play_unknown(worker *self, game *g, uint64_t play) {
    stage_set *set = &self->sets[self->set_of[self->split_mediated]];
    for (int size = __builtin_popcount(g->all); size >= 0; size--)
        for (uint32_t s = 0; s < SETS; s++) {
            if ((s & ~g->all) || g->known[s] || __builtin_popcount(s) != size) continue;
            ns_outcome outcome;
            const ns_seat seat = {self->arms->arms[self->split_mediated].seat.mediator, s};
            ns_status status = ns_session_run(set->session, &set->instance, seat, play, NULL, &outcome);
            if (status != NS_OK) return status;
            self->split.plays++;
            learn(g, s, outcome.acted, outcome.reason == NS_REASON_AGREED);
        }
    return NS_OK;
}

ns_status split_draw(worker *self, uint64_t play) {
    const ns_arm *arm = &self->arms->arms[self->split_mediated];
    const ns_outcome *with = &self->outcomes[self->split_mediated], *without = &self->outcomes[self->split_unmediated];
    game g = {.all = arm->seat.mediator == NS_NONE ? 0 : arm->scenario->mediators[arm->seat.mediator].mechanisms & arm->seat.mechanisms};
    self->split.draws++;
    if (!g.all) return NS_OK;
    learn(&g, 0, 0, without->reason == NS_REASON_AGREED);
    learn(&g, g.all, with->acted, with->reason == NS_REASON_AGREED);
    ns_status status = play_unknown(self, &g, play);
    if (status == NS_OK) share_out(&g, &self->split);
    return status;
}
