/* Stability: the fast answers are those of the definitions, tried out on random small conflicts. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "negsim.h"

enum { STATES = 7, PARTIES = 4, TRIALS = 300 };

/* --- a random conflict ------------------------------------------------------------------------------------------ */

typedef struct sample {
    uint32_t parties, states, ranks[PARTIES * STATES];
    bool can[PARTIES][STATES][STATES];
    ns_conflict *conflict;
} sample;

static uint32_t pick(uint64_t seed, uint64_t *n, uint32_t below) {
    return (uint32_t)(ns_uniform_draw(seed, (*n)++, 77) * below);
}

static void build(sample *self) {
    ns_conflict_move moves[PARTIES * STATES * STATES];
    size_t count = 0;
    for (uint32_t p = 0; p < self->parties; p++)
        for (uint32_t a = 0; a < self->states; a++)
            for (uint32_t b = 0; b < self->states; b++)
                if (self->can[p][a][b]) moves[count++] = (ns_conflict_move){p, a, b};
    const ns_conflict_parts parts = {self->parties, self->states, 0, self->ranks, moves, count};
    cr_assert_eq(ns_conflict_new(&self->conflict, &parts), NS_OK);
}

static sample make(uint64_t seed) {
    sample self = {0};
    uint64_t n = 0;
    self.parties = 2 + pick(seed, &n, PARTIES - 1);
    self.states = 2 + pick(seed, &n, STATES - 1);
    const uint32_t density = 10 + pick(seed, &n, 50);
    for (uint32_t k = 0; k < self.parties * self.states; k++) self.ranks[k] = pick(seed, &n, self.states);
    for (uint32_t p = 0; p < self.parties; p++)
        for (uint32_t a = 0; a < self.states; a++)
            for (uint32_t b = 0; b < self.states; b++)
                self.can[p][a][b] = a != b && pick(seed, &n, 100) < density;
    build(&self);
    return self;
}

/* --- the definitions, word by word ------------------------------------------------------------------------------ */

static bool prefers(const sample *self, uint32_t p, uint32_t a, uint32_t b) {
    return self->ranks[p * self->states + a] < self->ranks[p * self->states + b];
}

static bool may(const sample *self, uint32_t p, uint32_t a, uint32_t b, bool improving) {
    return self->can[p][a][b] && (!improving || prefers(self, p, b, a));
}

/* Marks what the parties of a set reach in exactly `moves` moves or fewer, none twice in a row; (state, last mover) pairs. */
static void others(const sample *self, unsigned movers, uint32_t start, bool improving,
                   bool reached[STATES]) {
    bool at[STATES][PARTIES + 1] = {{false}}, grown = true;
    at[start][PARTIES] = true;
    memset(reached, 0, STATES * sizeof *reached);
    while (grown) {
        grown = false;
        for (uint32_t a = 0; a < self->states; a++)
            for (uint32_t last = 0; last <= PARTIES; last++)
                for (uint32_t p = 0; p < self->parties && at[a][last]; p++)
                    for (uint32_t b = 0; b < self->states; b++) {
                        if (p == last || !(movers >> p & 1) || !may(self, p, a, b, improving) || at[b][p])
                            continue;
                        at[b][p] = reached[b] = grown = true;
                    }
    }
}

static void others_once(const sample *self, unsigned movers, uint32_t start, bool improving,
                        bool reached[STATES]) {
    for (uint32_t p = 0; p < self->parties; p++)
        for (uint32_t b = 0; b < self->states; b++)
            if (movers >> p & 1 && may(self, p, start, b, improving)) {
                reached[b] = true;
                others_once(self, movers & ~(1u << p), b, improving, reached);
            }
}

static bool can_answer(const sample *self, uint32_t i, uint32_t x, uint32_t s) {
    for (uint32_t y = 0; y < self->states; y++)
        if (self->can[i][x][y] && prefers(self, i, y, s)) return true;
    return false;
}

static bool is_punished(const sample *self, uint32_t i, uint32_t t, uint32_t s, ns_concept concept) {
    const unsigned all = (1u << self->parties) - 1, movers = all & ~(1u << i);
    const bool improving = concept == NS_CONCEPT_SEQ || concept == NS_CONCEPT_SEQ_ONCE;
    const bool answer = concept == NS_CONCEPT_SMR || concept == NS_CONCEPT_SMR_ONCE;
    bool reached[STATES] = {false};
    if (concept >= NS_CONCEPT_GMR_ONCE)
        others_once(self, movers, t, improving, reached);
    else
        others(self, movers, t, improving, reached);
    for (uint32_t x = 0; x < self->states; x++)
        if (reached[x] && !prefers(self, i, x, s) && !(answer && can_answer(self, i, x, s))) return true;
    return false;
}

static bool is_stable(const sample *self, uint32_t i, uint32_t s, ns_concept concept) {
    for (uint32_t t = 0; t < self->states; t++)
        if (may(self, i, s, t, true) && (concept == NS_CONCEPT_NASH || !is_punished(self, i, t, s, concept)))
            return false;
    return true;
}

static bool all_prefer(const sample *self, unsigned members, uint32_t t, uint32_t s) {
    for (uint32_t p = 0; p < self->parties; p++)
        if (members >> p & 1 && !prefers(self, p, t, s)) return false;
    return true;
}

/* --- properties ------------------------------------------------------------------------------------------------- */

static void check_stability(const sample *self) {
    ns_stability *found = NULL;
    cr_assert_eq(ns_stability_solve(&found, self->conflict), NS_OK);
    for (uint32_t s = 0; s < self->states; s++)
        for (unsigned c = 0; c < NS_CONCEPT_COALITION; c++) {
            bool all = true;
            for (uint32_t i = 0; i < self->parties; i++) {
                const bool wanted = is_stable(self, i, s, (ns_concept)c);
                cr_assert_eq(found->stable[i * self->states + s] >> c & 1, wanted, "%s, state %u, party %u",
                             ns_concept_name((ns_concept)c), s, i);
                all &= wanted;
            }
            cr_assert_eq(found->equilibrium[s] >> c & 1, all);
        }
    ns_stability_free(found);
}

Test(stability, is_what_the_definitions_say) {
    for (uint64_t seed = 0; seed < TRIALS; seed++) {
        sample self = make(seed);
        check_stability(&self);
        ns_conflict_free(self.conflict);
    }
}

Test(stability, coalitions_are_what_the_definition_says) {
    for (uint64_t seed = 0; seed < TRIALS; seed++) {
        sample self = make(seed);
        ns_coalition_moves *found = NULL;
        ns_stability *stability = NULL;
        size_t next = 0;
        cr_assert_eq(ns_coalition_find(&found, self.conflict), NS_OK);
        cr_assert_eq(ns_stability_solve(&stability, self.conflict), NS_OK);
        for (uint32_t s = 0; s < self.states; s++) {
            bool any = false;
            for (unsigned members = 0; members < 1u << self.parties; members++) {
                bool reached[STATES];
                if (!(members & (members - 1))) continue;
                others(&self, members, s, false, reached);
                for (uint32_t t = 0; t < self.states; t++) {
                    const bool wanted = reached[t] && all_prefer(&self, members, t, s);
                    bool listed = false;
                    for (size_t k = 0; k < found->count; k++)
                        for (uint32_t m = 0; m < found->moves[k].target_count; m++)
                            listed |= found->moves[k].state == s && found->moves[k].members == members &&
                                      found->moves[k].targets[m] == t;
                    cr_assert_eq(listed, wanted);
                    any |= wanted;
                }
            }
            for (; next < found->count && found->moves[next].state == s; next++) {
            }
            const bool nash = stability->equilibrium[s] >> NS_CONCEPT_NASH & 1;
            cr_assert_eq(stability->equilibrium[s] >> NS_CONCEPT_COALITION & 1, nash && !any);
        }
        cr_assert_eq(next, found->count); /* in the order of the states */
        ns_coalition_free(found);
        ns_stability_free(stability);
        ns_conflict_free(self.conflict);
    }
}

/* Fewest moves by trying all ways of 0, 1, 2 .. moves. */
static bool has_way(const sample *self, uint32_t from, uint32_t last, uint32_t to, uint32_t moves,
                    bool improving) {
    if (moves == 0) return from == to;
    for (uint32_t p = 0; p < self->parties; p++)
        for (uint32_t b = 0; b < self->states; b++)
            if (p != last && may(self, p, from, b, improving) &&
                has_way(self, b, p, to, moves - 1, improving))
                return true;
    return false;
}

static void check_way(const sample *self, const ns_paths *paths, uint32_t to, bool improving) {
    ns_path_step steps[2 * STATES];
    uint32_t at = 0, last = PARTIES;
    const uint32_t length = paths->length[to];
    if (length == NS_NO_STATE) {
        bool reached[STATES];
        others(self, (1u << self->parties) - 1, 0, improving, reached);
        cr_assert(!reached[to] && to != 0);
        return;
    }
    cr_assert_lt(length, 2 * STATES);
    ns_paths_steps(paths, to, steps);
    for (uint32_t k = 0; k < length; k++) {
        cr_assert_neq(steps[k].party, last);
        cr_assert(may(self, steps[k].party, at, steps[k].to, improving));
        at = steps[k].to;
        last = steps[k].party;
    }
    cr_assert_eq(at, to);
    for (uint32_t shorter = 0; shorter < length && shorter < 4; shorter++)
        cr_assert(!has_way(self, 0, PARTIES, to, shorter, improving));
}

Test(stability, ways_are_ways_and_none_is_shorter) {
    for (uint64_t seed = 0; seed < TRIALS; seed++) {
        sample self = make(seed);
        for (unsigned kind = 0; kind < 2; kind++) {
            ns_paths *paths = NULL;
            cr_assert_eq(ns_paths_find(&paths, self.conflict, 0, (ns_walk_kind)kind), NS_OK);
            for (uint32_t to = 0; to < self.states; to++)
                check_way(&self, paths, to, kind == NS_WALK_IMPROVEMENTS);
            ns_paths_free(paths);
        }
        ns_conflict_free(self.conflict);
    }
}

/* In a strict ranking: the state changes places with the one above it until the party has no improvement from it. */
static uint32_t exchanges(const sample *self, uint32_t party, uint32_t state) {
    uint32_t rank[STATES], count = 0;
    memcpy(rank, self->ranks + party * self->states, self->states * sizeof *rank);
    for (;; count++) {
        bool improves = false;
        for (uint32_t t = 0; t < self->states; t++)
            improves |= self->can[party][state][t] && rank[t] < rank[state];
        if (!improves) return count;
        for (uint32_t t = 0; t < self->states; t++)
            if (rank[t] == rank[state] - 1) {
                rank[t]++;
                break;
            }
        rank[state]--;
    }
}

static void make_strict(sample *self) {
    for (uint32_t p = 0; p < self->parties; p++) {
        uint32_t strict[STATES] = {0}, *rank = self->ranks + p * self->states;
        for (uint32_t a = 0; a < self->states; a++)
            for (uint32_t b = 0; b < self->states; b++)
                strict[a] += rank[b] < rank[a] || (rank[b] == rank[a] && b < a);
        memcpy(rank, strict, self->states * sizeof *rank);
    }
    ns_conflict_free(self->conflict);
    build(self);
}

Test(stability, mediation_counts_the_exchanges) {
    for (uint64_t seed = 0; seed < TRIALS; seed++) {
        sample self = make(seed);
        make_strict(&self);
        for (uint32_t p = 0; p < self.parties; p++)
            for (uint32_t s = 0; s < self.states; s++) {
                const ns_rank_change found = ns_rank_change_of(self.conflict, p, s);
                cr_assert_eq(found.rank_steps, exchanges(&self, p, s));
                cr_assert_eq(found.best == NS_NO_STATE, is_stable(&self, p, s, NS_CONCEPT_NASH));
                for (uint32_t t = 0; t < self.states && found.best != NS_NO_STATE; t++)
                    cr_assert(!may(&self, p, s, t, true) || !prefers(&self, p, t, found.best));
            }
        ns_conflict_free(self.conflict);
    }
}

/* Every order of the states by recursion; counts the equilibria of the whole conflict under each. */
static void try_orders(sample *self, uint32_t party, uint32_t state, uint32_t placed, ns_inverse *out) {
    uint32_t *rank = self->ranks + party * self->states;
    if (placed == self->states) {
        out->rankings++;
        for (unsigned c = 0; c <= NS_CONCEPT_SEQ; c++) {
            bool all = true;
            for (uint32_t i = 0; i < self->parties && all; i++)
                all = is_stable(self, i, state, (ns_concept)c);
            out->counts[c] += all;
        }
        return;
    }
    for (uint32_t s = 0; s < self->states; s++) {
        if (rank[s] != NS_NO_STATE) continue;
        rank[s] = placed;
        try_orders(self, party, state, placed + 1, out);
        rank[s] = NS_NO_STATE;
    }
}

Test(stability, inverse_counts_all_rankings, .timeout = 120) {
    for (uint64_t seed = 0; seed < TRIALS / 3; seed++) {
        sample self = make(seed);
        uint32_t kept[PARTIES * STATES];
        memcpy(kept, self.ranks, sizeof kept);
        for (uint32_t p = 0; p < self.parties && self.states <= 5; p++) {
            const uint32_t state = (uint32_t)seed % self.states;
            ns_inverse found, wanted = {0};
            cr_assert_eq(ns_inverse_count(&found, self.conflict, p, state), NS_OK);
            for (uint32_t s = 0; s < self.states; s++) self.ranks[p * self.states + s] = NS_NO_STATE;
            try_orders(&self, p, state, 0, &wanted);
            memcpy(self.ranks, kept, sizeof kept);
            cr_assert_eq(found.rankings, wanted.rankings);
            for (unsigned c = 0; c <= NS_CONCEPT_SEQ; c++) cr_assert_eq(found.counts[c], wanted.counts[c]);
        }
        ns_conflict_free(self.conflict);
    }
}

/* Parties and states in another order: the same verdicts in that order. */
Test(stability, does_not_hang_on_the_order_of_parties_and_states) {
    for (uint64_t seed = 0; seed < TRIALS; seed++) {
        sample self = make(seed), turned = {.parties = self.parties, .states = self.states};
        const uint32_t states = self.states, parties = self.parties;
        for (uint32_t p = 0; p < parties; p++)
            for (uint32_t a = 0; a < states; a++) {
                const uint32_t q = (p + 1) % parties, to = states - 1 - a;
                turned.ranks[q * states + to] =
                    self.ranks[p * states + a] * 3 + 1; /* only the order counts */
                for (uint32_t b = 0; b < states; b++) turned.can[q][to][states - 1 - b] = self.can[p][a][b];
            }
        build(&turned);
        ns_stability *one = NULL, *other = NULL;
        cr_assert_eq(ns_stability_solve(&one, self.conflict), NS_OK);
        cr_assert_eq(ns_stability_solve(&other, turned.conflict), NS_OK);
        for (uint32_t s = 0; s < states; s++) {
            cr_assert_eq(one->equilibrium[s], other->equilibrium[states - 1 - s]);
            for (uint32_t p = 0; p < parties; p++)
                cr_assert_eq(one->stable[p * states + s],
                             other->stable[(p + 1) % parties * states + states - 1 - s]);
        }
        ns_stability_free(one);
        ns_stability_free(other);
        ns_conflict_free(self.conflict);
        ns_conflict_free(turned.conflict);
    }
}

/* Howard (1971); Fraser, Hipel (1984): nash within smr and seq, these within gmr; narrower walks punish less. */
Test(stability, concepts_lie_within_one_another) {
    for (uint64_t seed = 0; seed < TRIALS; seed++) {
        sample self = make(seed);
        ns_stability *found = NULL;
        cr_assert_eq(ns_stability_solve(&found, self.conflict), NS_OK);
        for (uint32_t k = 0; k < self.parties * self.states; k++) {
            const unsigned set = found->stable[k];
            static const unsigned char within[][2] = {
                {NS_CONCEPT_NASH, NS_CONCEPT_SMR},     {NS_CONCEPT_NASH, NS_CONCEPT_SEQ},
                {NS_CONCEPT_SMR, NS_CONCEPT_GMR},      {NS_CONCEPT_SEQ, NS_CONCEPT_GMR},
                {NS_CONCEPT_GMR_ONCE, NS_CONCEPT_GMR}, {NS_CONCEPT_SMR_ONCE, NS_CONCEPT_SMR},
                {NS_CONCEPT_SEQ_ONCE, NS_CONCEPT_SEQ}};
            for (size_t w = 0; w < sizeof within / sizeof *within; w++)
                cr_assert(!(set >> within[w][0] & 1) || set >> within[w][1] & 1);
            if (self.parties == 2) cr_assert_eq(set >> NS_CONCEPT_GMR & 7, set >> NS_CONCEPT_GMR_ONCE & 7);
        }
        ns_stability_free(found);
        ns_conflict_free(self.conflict);
    }
}

/* Both defect is where each is safe; both cooperate is held by the answer of the other: textbook. */
Test(stability, prisoners_dilemma) {
    const uint32_t ranks[] = {2, 3, 0, 1,
                              2, 0, 3, 1}; /* 0: both defect, 1 and 2: one cooperates, 3: both cooperate */
    const ns_conflict_move moves[] = {{0, 0, 1}, {0, 1, 0}, {0, 2, 3}, {0, 3, 2},
                                      {1, 0, 2}, {1, 2, 0}, {1, 1, 3}, {1, 3, 1}};
    ns_conflict *conflict = NULL;
    ns_stability *found = NULL;
    cr_assert_eq(ns_conflict_new(&conflict, &(ns_conflict_parts){2, 4, 3, ranks, moves, 8}), NS_OK);
    cr_assert_eq(ns_conflict_moves(conflict), 8);
    cr_assert_eq(ns_conflict_improvements(conflict), 4);
    cr_assert_eq(ns_stability_solve(&found, conflict), NS_OK);
    const unsigned punished = 1u << NS_CONCEPT_GMR | 1u << NS_CONCEPT_SMR | 1u << NS_CONCEPT_SEQ;
    const unsigned plain = punished | 1u << NS_CONCEPT_NASH | 1u << NS_CONCEPT_COALITION;
    cr_assert_eq(found->equilibrium[0] & plain,
                 plain & ~(1u << NS_CONCEPT_COALITION)); /* both would rather be at 3 */
    cr_assert_eq(found->equilibrium[1] & plain, 0);
    cr_assert_eq(found->equilibrium[2] & plain, 0);
    cr_assert_eq(found->equilibrium[3] & plain, punished);
    ns_stability_free(found);
    ns_conflict_free(conflict);
}

Test(stability, refuses_what_is_no_conflict) {
    const uint32_t ranks[] = {0, 1};
    const ns_conflict_move itself[] = {{0, 1, 1}}, away[] = {{0, 0, 2}}, nobody[] = {{1, 0, 1}};
    ns_conflict *conflict = NULL;
    const ns_conflict_parts bad[] = {
        {0, 2, NS_NO_STATE, ranks, NULL, 0},   {NS_CONFLICT_PARTIES + 1, 2, NS_NO_STATE, ranks, NULL, 0},
        {1, 0, NS_NO_STATE, ranks, NULL, 0},   {1, 2, 2, ranks, NULL, 0},
        {1, 2, NS_NO_STATE, ranks, itself, 1}, {1, 2, NS_NO_STATE, ranks, away, 1},
        {1, 2, NS_NO_STATE, ranks, nobody, 1}};
    for (size_t k = 0; k < sizeof bad / sizeof *bad; k++) {
        cr_assert_eq(ns_conflict_new(&conflict, &bad[k]), NS_BAD_USAGE, "%zu", k);
        cr_assert_null(conflict);
    }
    ns_paths *paths = NULL;
    ns_inverse inverse;
    cr_assert_eq(ns_conflict_new(&conflict, &(ns_conflict_parts){1, 2, NS_NO_STATE, ranks, NULL, 0}), NS_OK);
    cr_assert_eq(ns_paths_find(&paths, conflict, 2, NS_WALK_MOVES), NS_BAD_USAGE);
    cr_assert_eq(ns_inverse_count(&inverse, conflict, 1, 0), NS_BAD_USAGE);
    ns_conflict_free(conflict);
    ns_conflict_free(NULL);
    ns_stability_free(NULL);
    ns_coalition_free(NULL);
    ns_paths_free(NULL);
}

Test(stability, inverse_has_a_limit) {
    uint32_t ranks[NS_INVERSE_STATES + 1] = {0};
    ns_conflict *conflict = NULL;
    ns_inverse found;
    cr_assert_eq(
        ns_conflict_new(&conflict, &(ns_conflict_parts){1, NS_INVERSE_STATES + 1, 0, ranks, NULL, 0}), NS_OK);
    cr_assert_eq(ns_inverse_count(&found, conflict, 0, 0), NS_TOO_LARGE);
    ns_conflict_free(conflict);
}
