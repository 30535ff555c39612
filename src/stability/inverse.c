/* All strict rankings of one party, one after another; sets of states are bits of a word. */
#include <stdlib.h>
#include <string.h>

#include "stability/walk.h"

enum { CONCEPTS = NS_CONCEPT_SEQ + 1, ALL = (1u << CONCEPTS) - 1 };

typedef struct inverter {
    ns_conflict model; /* the conflict with another ranking of the party that varies */
    uint32_t *ranks[NS_CONFLICT_PARTIES];
    uint32_t varied[NS_INVERSE_STATES];
    uint32_t party, state;
    ns_walker walker;
    /* Of the party that varies, whatever its ranking: its moves, and what the others reach by moves and by improvements. */
    unsigned moves[NS_INVERSE_STATES], answers[NS_INVERSE_STATES], improvements[NS_INVERSE_STATES];
    unsigned
        open; /* other parties that may be moved by improvements alone: seq is to be asked of each ranking */
    ns_inverse *out;
} inverter;

static unsigned others_of(const inverter *self, uint32_t party) {
    return ((1u << self->model.party_count) - 1) & ~(1u << party);
}

static unsigned walk(inverter *self, uint32_t start, uint32_t party, ns_walk_kind kind) {
    unsigned set = 0;
    ns_walker_go(&self->walker, start, others_of(self, party), kind);
    for (uint32_t k = 0; k < self->walker.count; k++) set |= 1u << self->walker.reached[k];
    return set;
}

static unsigned moves_of(const ns_conflict *model, uint32_t party, uint32_t state) {
    unsigned set = 0;
    for (uint32_t m = model->first[party][state]; m < model->first[party][state + 1]; m++)
        set |= 1u << model->to[party][m];
    return set;
}

/* States that a party strictly prefers to the one in question. */
static unsigned better_than(const ns_conflict *model, uint32_t party, uint32_t state) {
    unsigned set = 0;
    for (uint32_t s = 0; s < model->state_count; s++)
        if (ns_conflict_prefers(model, party, s, state)) set |= 1u << s;
    return set;
}

/* Does one of the answers leave the party where no move of its own brings it above the state? */
static bool is_trapped(const inverter *self, uint32_t party, unsigned answers, unsigned better) {
    for (uint32_t x = 0; x < self->model.state_count; x++)
        if (answers >> x & 1 && !(better >> x & 1) && !(moves_of(&self->model, party, x) & better))
            return true;
    return false;
}

/* Concepts under which the state is stable for a party that does not vary, as far as they hold for every ranking of the one that does;
 * where it has improvements and gmr holds, seq is left open. */
static unsigned judge_other(inverter *self, uint32_t party) {
    const unsigned better = better_than(&self->model, party, self->state);
    const unsigned improvements = moves_of(&self->model, party, self->state) & better;
    unsigned stable = improvements ? ALL & ~(1u << NS_CONCEPT_NASH) : ALL;
    for (uint32_t t = 0; t < self->model.state_count; t++) {
        if (!(improvements >> t & 1)) continue;
        const unsigned answers = walk(self, t, party, NS_WALK_MOVES);
        if (!(answers & ~better)) stable &= ~(1u << NS_CONCEPT_GMR | 1u << NS_CONCEPT_SEQ);
        if (!is_trapped(self, party, answers, better)) stable &= ~(1u << NS_CONCEPT_SMR);
    }
    if (improvements && stable & 1u << NS_CONCEPT_SEQ) self->open |= 1u << party;
    return stable;
}

/* seq for a party that does not vary, under the ranking at hand. */
static bool is_seq_for(inverter *self, uint32_t party) {
    const unsigned better = better_than(&self->model, party, self->state);
    const unsigned improvements = moves_of(&self->model, party, self->state) & better;
    for (uint32_t t = 0; t < self->model.state_count; t++)
        if (improvements >> t & 1 && !(walk(self, t, party, NS_WALK_IMPROVEMENTS) & ~better)) return false;
    return true;
}

static unsigned judge_varied(const inverter *self) {
    const uint32_t *rank = self->varied;
    unsigned better = 0, stable = ALL;
    for (uint32_t s = 0; s < self->model.state_count; s++)
        if (rank[s] < rank[self->state]) better |= 1u << s;
    const unsigned improvements = self->moves[self->state] & better;
    if (improvements) stable &= ~(1u << NS_CONCEPT_NASH);
    for (uint32_t t = 0; t < self->model.state_count; t++) {
        if (!(improvements >> t & 1)) continue;
        bool trapped = false;
        for (uint32_t x = 0; x < self->model.state_count && !trapped; x++)
            trapped = self->answers[t] & ~better & 1u << x && !(self->moves[x] & better);
        if (!trapped) stable &= ~(1u << NS_CONCEPT_SMR);
        if (!(self->answers[t] & ~better)) stable &= ~(1u << NS_CONCEPT_GMR);
        if (!(self->improvements[t] & ~better)) stable &= ~(1u << NS_CONCEPT_SEQ);
    }
    return stable;
}

static void count_ranking(inverter *self, unsigned held) {
    unsigned stable = held & judge_varied(self);
    self->out->rankings++;
    for (uint32_t p = 0; p < self->model.party_count && stable >> NS_CONCEPT_SEQ & 1; p++)
        if (self->open >> p & 1 && !is_seq_for(self, p)) stable &= ~(1u << NS_CONCEPT_SEQ);
    for (unsigned c = 0; c < CONCEPTS; c++) self->out->counts[c] += stable >> c & 1;
}

static void swap(uint32_t *a, uint32_t *b) {
    const uint32_t kept = *a;
    *a = *b;
    *b = kept;
}

/* Every order once, each by one exchange from the one before. Source: Heap (1963), The Computer Journal 6:293-298. */
static void count_rankings(inverter *self, unsigned held) {
    uint32_t turns[NS_INVERSE_STATES] = {0}, *rank = self->varied;
    const uint32_t states = self->model.state_count;
    count_ranking(self, held);
    for (uint32_t k = 1; k < states;) {
        if (turns[k] < k) {
            swap(&rank[k % 2 ? turns[k] : 0], &rank[k]);
            count_ranking(self, held);
            turns[k]++;
            k = 1;
        } else {
            turns[k++] = 0;
        }
    }
}

/* The walker looks at the inverter's own copy, whose ranking changes. */
static ns_status open_inverter(inverter *self, const ns_conflict *model) {
    self->model = *model;
    for (uint32_t p = 0; p < model->party_count; p++) self->ranks[p] = model->rank[p];
    self->ranks[self->party] = self->varied;
    self->model.rank = self->ranks;
    const ns_status status = ns_walker_init(&self->walker, &self->model);
    for (uint32_t s = 0; s < model->state_count && status == NS_OK; s++) {
        self->varied[s] = s;
        self->moves[s] = moves_of(model, self->party, s);
        self->answers[s] = walk(self, s, self->party, NS_WALK_MOVES);
        self->improvements[s] = walk(self, s, self->party, NS_WALK_IMPROVEMENTS);
    }
    return status;
}

ns_status ns_inverse_count(ns_inverse *out, const ns_conflict *model, uint32_t party, uint32_t state) {
    *out = (ns_inverse){0};
    if (party >= model->party_count || state >= model->state_count) return NS_BAD_USAGE;
    if (model->state_count > NS_INVERSE_STATES) return NS_TOO_LARGE;
    inverter self = {.party = party, .state = state, .out = out};
    const ns_status status = open_inverter(&self, model);
    if (status != NS_OK) return status;
    unsigned held = ALL;
    for (uint32_t p = 0; p < model->party_count; p++)
        if (p != party) held &= judge_other(&self, p);
    count_rankings(&self, held);
    ns_walker_free(&self.walker);
    return NS_OK;
}
