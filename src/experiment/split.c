/* The mediator's effect on agreement, split over its mechanisms by Shapley shares.
 *
 * v(S) is 1 when the draw, played with the mechanisms S, ends in agreement. v of no mechanism is the unmediated play, v of all the
 * mediated one. A play with S in which only A can have made a difference gives v of every set between A and S, so few sets have to be
 * played. Shares are in units of 1/5040: with seven mechanisms every |S|! (7 - |S| - 1)! / 7! is a whole number of them. A mechanism that the
 * mediator lacks is a player that changes nothing, and changes nothing in the others' shares. */
#include "worker.h"

enum { SETS = 1 << NS_MECHANISM_COUNT };

typedef struct game {
    uint32_t all; /* mechanisms that the mediator has */
    uint8_t known[SETS], value[SETS];
} game;

/* Every set between what acted and the set that was played ends alike. */
static void learn(game *self, uint32_t set, uint32_t acted, bool agreed) {
    const uint32_t fixed = acted & set, open = set & ~fixed;
    for (uint32_t more = open;; more = (more - 1) & open) {
        self->known[fixed | more] = 1;
        self->value[fixed | more] = agreed;
        if (more == 0) break;
    }
}

/* |S|! (7 - |S| - 1)! */
static int64_t orders(int size) {
    static const int64_t table[NS_MECHANISM_COUNT] = {720, 120, 48, 36, 48, 120, 720};
    return table[size];
}

static void share_out(const game *self, ns_split_tally *out) {
    for (uint32_t m = 0; m < NS_MECHANISM_COUNT; m++) {
        const uint32_t bit = 1u << m;
        int64_t units = 0;
        if (!(self->all & bit)) continue;
        for (uint32_t set = 0; set < SETS; set++) {
            if (set & bit) continue;
            const int difference = self->value[(set | bit) & self->all] - self->value[set & self->all];
            units += difference * orders(__builtin_popcount(set));
        }
        out->sum[m] += units;
        out->squares[m] += (uint64_t)(units * units);
    }
}

static ns_status play_set(ns_worker *self, game *g, uint32_t set, uint64_t play) {
    const ns_seat seat = {self->works[self->mediated].arm->seat.mediators, set};
    ns_outcome outcome;
    ns_status status = ns_worker_replay(self, seat, play, &outcome);
    if (status != NS_OK) return status;
    self->split.plays++;
    learn(g, set, outcome.acted, outcome.reason == NS_REASON_AGREED);
    return NS_OK;
}

/* Larger sets first, so that what a play implies for smaller ones saves plays. */
static ns_status play_unknown(ns_worker *self, game *g, uint64_t play) {
    for (int size = __builtin_popcount(g->all); size >= 0; size--)
        for (uint32_t set = 0; set < SETS; set++) {
            if ((set & ~g->all) || g->known[set] || __builtin_popcount(set) != size) continue;
            ns_status status = play_set(self, g, set, play);
            if (status != NS_OK) return status;
        }
    return NS_OK;
}

/* Carrots, face and sequencing only ever add to what is reachable, and agreed packages are reachable: where nothing is reachable with all
 * mechanisms, no set of them agrees. */
static bool is_hopeless(const ns_outcome *outcome) {
    return outcome->reason == NS_REASON_NO_ZONE || outcome->reason == NS_REASON_PRECONDITION_DEADLOCK;
}

/* All that some mediator does. */
static uint32_t mechanisms_of(const ns_arm *arm) {
    uint32_t all = 0;
    for (uint32_t m = 0; m < arm->scenario->mediator_count; m++)
        if (arm->seat.mediators >> m & 1u) all |= arm->scenario->mediators[m].mechanisms;
    return all & arm->seat.mechanisms;
}

ns_status ns_split_play(ns_worker *self, uint64_t play) {
    if (self->mediated >= self->arms->count || self->unmediated >= self->arms->count) return NS_OK;
    const ns_arm *arm = self->works[self->mediated].arm;
    if (arm->seat.mediators == 0) return NS_OK;
    const ns_outcome *with = &self->works[self->mediated].outcome,
                     *without = &self->works[self->unmediated].outcome;
    game g = {.all = mechanisms_of(arm)};
    self->split.draws++;
    if (is_hopeless(with)) return NS_OK;
    learn(&g, 0, 0, without->reason == NS_REASON_AGREED);
    learn(&g, g.all, with->acted, with->reason == NS_REASON_AGREED);
    ns_status status = play_unknown(self, &g, play);
    if (status == NS_OK) share_out(&g, &self->split);
    return status;
}
