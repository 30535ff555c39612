#include "negsim/stability.h"

#include <stdlib.h>
#include <string.h>

#include "negsim/number.h"
#include "stability/walk.h"

const char *ns_concept_name(ns_concept which) {
    static const char *const names[NS_CONCEPT_COUNT] = {"nash",     "gmr",      "smr",      "seq",
                                                        "gmr_once", "smr_once", "seq_once", "coalition_nash"};
    return (unsigned)which < NS_CONCEPT_COUNT ? names[which] : "";
}

/* The worst that the others can make of a state, as a rank of the party plus 1; 0: they cannot move. A higher number punishes more.
 * A state s is stable where every improvement t from it has worst(t) > rank(s): this decides for all s at once. */
typedef struct threats {
    uint32_t *worst[NS_CONCEPT_SEQ_ONCE + 1]; /* [concept][state] */
} threats;

typedef struct solver {
    const ns_conflict *model;
    ns_walker walker;
    ns_once_walker once;
    uint32_t *retreat; /* [state]: the best rank that the party has there or one step on */
    threats threats;
    ns_stability *out;
} solver;

static void raise_to(uint32_t *worst, uint32_t rank) {
    if (*worst < rank + 1) *worst = rank + 1;
}

/* What x, for which a walk may end, is to a party that can answer (smr) and to one that cannot (gmr). */
static void note_moves(const solver *self, uint32_t party, const uint32_t *reached, uint32_t count,
                       uint32_t *gmr, uint32_t *smr) {
    *gmr = *smr = 0;
    for (uint32_t k = 0; k < count; k++) {
        raise_to(gmr, self->model->rank[party][reached[k]]);
        raise_to(smr, self->retreat[reached[k]]);
    }
}

static void note_improvements(const solver *self, uint32_t party, const uint32_t *reached, uint32_t count,
                              uint32_t *seq) {
    *seq = 0;
    for (uint32_t k = 0; k < count; k++) raise_to(seq, self->model->rank[party][reached[k]]);
}

static void find_retreats(solver *self, uint32_t party) {
    const ns_conflict *model = self->model;
    for (uint32_t s = 0; s < model->state_count; s++) {
        uint32_t best = model->rank[party][s];
        for (uint32_t m = model->first[party][s]; m < model->first[party][s + 1]; m++) {
            const uint32_t rank = model->rank[party][model->to[party][m]];
            if (rank < best) best = rank;
        }
        self->retreat[s] = best;
    }
}

static ns_status find_threats(solver *self, uint32_t party) {
    const ns_conflict *model = self->model;
    const unsigned others = ((1u << model->party_count) - 1) & ~(1u << party);
    ns_walker *walker = &self->walker;
    ns_once_walker *once = &self->once;
    uint32_t *const *worst = self->threats.worst;
    ns_status status = NS_OK;
    find_retreats(self, party);
    for (uint32_t t = 0; t < model->state_count && status == NS_OK; t++) {
        ns_walker_go(walker, t, others, NS_WALK_MOVES);
        note_moves(self, party, walker->reached, walker->count, &worst[NS_CONCEPT_GMR][t],
                   &worst[NS_CONCEPT_SMR][t]);
        ns_walker_go(walker, t, others, NS_WALK_IMPROVEMENTS);
        note_improvements(self, party, walker->reached, walker->count, &worst[NS_CONCEPT_SEQ][t]);
        status = ns_once_go(once, t, others, NS_WALK_MOVES);
        note_moves(self, party, once->reached, once->count, &worst[NS_CONCEPT_GMR_ONCE][t],
                   &worst[NS_CONCEPT_SMR_ONCE][t]);
        if (status == NS_OK) status = ns_once_go(once, t, others, NS_WALK_IMPROVEMENTS);
        note_improvements(self, party, once->reached, once->count, &worst[NS_CONCEPT_SEQ_ONCE][t]);
    }
    return status;
}

/* Without an improvement every concept holds; each improvement takes away those under which it goes unpunished. */
static uint16_t judge(const solver *self, uint32_t party, uint32_t state) {
    const ns_conflict *model = self->model;
    unsigned stable = (1u << NS_CONCEPT_COALITION) - 1;
    for (uint32_t m = model->first[party][state]; m < model->first[party][state + 1]; m++) {
        const uint32_t t = model->to[party][m], rank = model->rank[party][state];
        if (model->rank[party][t] >= rank) continue;
        stable &= ~(1u << NS_CONCEPT_NASH);
        for (unsigned c = NS_CONCEPT_GMR; c <= NS_CONCEPT_SEQ_ONCE; c++)
            if (self->threats.worst[c][t] <= rank) stable &= ~(1u << c);
    }
    return (uint16_t)stable;
}

static ns_status judge_party(solver *self, uint32_t party) {
    const uint32_t states = self->model->state_count;
    const ns_status status = find_threats(self, party);
    for (uint32_t s = 0; s < states && status == NS_OK; s++) {
        const uint16_t stable = judge(self, party, s);
        self->out->stable[(size_t)party * states + s] = stable;
        self->out->equilibrium[s] = party ? self->out->equilibrium[s] & stable : stable;
    }
    return status;
}

static ns_status judge_coalitions(ns_stability *out, const ns_conflict *model) {
    ns_coalition_moves *moves = NULL;
    const ns_status status = ns_coalition_find(&moves, model);
    if (status != NS_OK) return status;
    for (uint32_t s = 0; s < out->state_count; s++)
        if (out->equilibrium[s] & 1u << NS_CONCEPT_NASH) out->equilibrium[s] |= 1u << NS_CONCEPT_COALITION;
    for (size_t k = 0; k < moves->count; k++)
        out->equilibrium[moves->moves[k].state] &= (uint16_t) ~(1u << NS_CONCEPT_COALITION);
    ns_coalition_free(moves);
    return NS_OK;
}

static ns_stability *make_result(const ns_conflict *model) {
    ns_stability *out = calloc(1, sizeof *out);
    if (!out) return NULL;
    out->party_count = model->party_count;
    out->state_count = model->state_count;
    out->stable = calloc((size_t)model->party_count * model->state_count, sizeof *out->stable);
    out->equilibrium = calloc(model->state_count, sizeof *out->equilibrium);
    if (out->stable && out->equilibrium) return out;
    ns_stability_free(out);
    return NULL;
}

static ns_status open_solver(solver *self, const ns_conflict *model) {
    const size_t states = model->state_count;
    ns_status status = ns_walker_init(&self->walker, model);
    if (status == NS_OK) status = ns_once_init(&self->once, model);
    self->retreat = calloc(states, sizeof *self->retreat);
    for (unsigned c = NS_CONCEPT_GMR; c <= NS_CONCEPT_SEQ_ONCE; c++) {
        self->threats.worst[c] = calloc(states, sizeof(uint32_t));
        if (!self->threats.worst[c]) status = NS_NO_MEMORY;
    }
    self->out = make_result(model);
    return self->retreat && self->out ? status : NS_NO_MEMORY;
}

static void close_solver(solver *self) {
    ns_walker_free(&self->walker);
    ns_once_free(&self->once);
    free(self->retreat);
    for (unsigned c = 0; c <= NS_CONCEPT_SEQ_ONCE; c++) free(self->threats.worst[c]);
    ns_stability_free(self->out);
}

ns_status ns_stability_solve(ns_stability **out, const ns_conflict *model) {
    solver self = {.model = model};
    *out = NULL;
    ns_status status = open_solver(&self, model);
    for (uint32_t p = 0; p < model->party_count && status == NS_OK; p++) status = judge_party(&self, p);
    if (status == NS_OK) status = judge_coalitions(self.out, model);
    if (status == NS_OK) {
        *out = self.out;
        self.out = NULL;
    }
    close_solver(&self);
    return status;
}

void ns_stability_free(ns_stability *self) {
    if (!self) return;
    free(self->stable);
    free(self->equilibrium);
    free(self);
}
