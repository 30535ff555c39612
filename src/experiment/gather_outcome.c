/* What a run leaves behind in its arm's tallies. */
#include <math.h>

#include "negsim/number.h"
#include "worker.h"

/* --- runs ----------------------------------------------------------------------------------------------- */

static void count_any(ns_arm_tally *tally, const ns_any *any) {
    tally->feasible_any += any->feasible;
    tally->admissible_any += any->admissible;
    tally->acceptable_any += any->acceptable;
    tally->any_reachable += any->reachable;
}

static void count_parties(ns_arm_tally *tally, const ns_outcome *outcome, uint32_t parties) {
    bool carrots = false;
    for (uint32_t p = 0; p < parties; p++) {
        tally->idle[p] += outcome->idle[p];
        tally->offers[p] += outcome->offers[p];
        tally->paid[p] += ns_number_nanos(outcome->paid[p]);
        carrots |= outcome->paid[p] > 0;
        if (isnan(outcome->first_worth[p]) || isnan(outcome->last_worth[p])) continue;
        tally->concession[p] +=
            ns_number_nanos(outcome->first_worth[p]) - ns_number_nanos(outcome->last_worth[p]);
        tally->concession_runs[p]++;
    }
    tally->carrots_runs += carrots;
}

/* Fifths of each input's uniform. */
static void count_inputs(const ns_arm_work *work, bool agreed) {
    const double *uniforms = work->set->instance.uniforms;
    for (uint32_t k = 0; k < work->input_count; k++) {
        const uint32_t q = work->inputs[k], at = (uint32_t)(uniforms[q] * 5), fifth = at < 5 ? at : 4;
        work->tally.input_runs[(size_t)q * 5 + fifth]++;
        work->tally.input_agreed[(size_t)q * 5 + fifth] += agreed;
    }
}

/* --- agreements ------------------------------------------------------------------------------------------- */

static void count_distances(ns_arm_tally *tally, const ns_run_record *record) {
    if (!isnan(record->distance_pareto)) {
        tally->distance_pareto += ns_number_nanos(record->distance_pareto);
        tally->distance_pareto_runs++;
        tally->on_pareto += record->distance_pareto == 0;
    }
    if (!isnan(record->distance_nash)) {
        tally->distance_nash += ns_number_nanos(record->distance_nash);
        tally->distance_nash_runs++;
    }
}

static void count_renege(ns_arm_tally *tally, const ns_renege_facts *facts) {
    tally->stable_nash += facts->nash;
    tally->stable_gmr += facts->gmr;
    tally->stable_seq += facts->seq;
    if (facts->weakest == NS_NONE) return;
    tally->weakest[facts->weakest]++;
    tally->guarantee_needed += ns_number_nanos(facts->needed);
}

static void count_aftermath(ns_arm_tally *tally, const ns_outcome *outcome) {
    if (!tally->fell_after) return;
    tally->fell_after[outcome->in_force]++;
    tally->held += outcome->held;
    for (unsigned r = 0; r < NS_REMEDY_COUNT; r++) tally->remedies[r] += outcome->remedies >> r & 1u;
}

static bool count_agreement(ns_worker *self, size_t arm, const ns_run_record *record) {
    ns_arm_work *work = &self->works[arm];
    ns_arm_tally *tally = &work->tally;
    const ns_outcome *outcome = record->outcome;
    const ns_scenario *s = work->arm->scenario;
    ns_signing signing = {.package = outcome->package,
                          .round = outcome->round,
                          .arm = (uint8_t)arm,
                          .pareto = record->distance_pareto == 0};
    tally->agreed_in_round[outcome->round]++;
    tally->text_signed += outcome->text_signed;
    for (uint32_t p = 0; p < s->party_count; p++) {
        work->gain[p] = signing.gain[p] = ns_number_nanos(record->gain[p]);
        tally->value[p] += ns_number_nanos(record->value[p]);
        tally->gain[p] += work->gain[p];
        ns_histogram_add(&tally->gains[p], work->gain[p], s->full);
    }
    count_distances(tally, record);
    count_aftermath(tally, outcome);
    if (s->controlled) count_renege(tally, &record->renege);
    return ns_notes_sign(&self->notes, &signing);
}

bool ns_gather_outcome(ns_worker *self, size_t arm, const ns_run_record *record) {
    ns_arm_work *work = &self->works[arm];
    const ns_scenario *s = work->arm->scenario;
    const ns_outcome *outcome = record->outcome;
    const bool agreed = outcome->reason == NS_REASON_AGREED;
    ns_arm_tally *tally = &work->tally;
    tally->runs++;
    tally->reasons[outcome->reason]++;
    tally->drafts += outcome->drafts;
    tally->unblocked += outcome->unblocked;
    count_any(tally, &work->any);
    count_parties(tally, outcome, s->party_count);
    for (uint32_t k = 0; k < outcome->settled_count; k++)
        tally->stage_settled[k * (s->protocol.rounds + (size_t)1) + outcome->settled[k].round]++;
    if (tally->input_runs) count_inputs(work, agreed);
    return !agreed || count_agreement(self, arm, record);
}

/* --- pairs -------------------------------------------------------------------------------------------------- */

static void count_pair(ns_pair_tally *pair, const ns_arm_work *a, const ns_arm_work *b, uint32_t parties) {
    const bool first = a->outcome.reason == NS_REASON_AGREED, second = b->outcome.reason == NS_REASON_AGREED;
    pair->both += first && second;
    pair->only_a += first && !second;
    pair->only_b += second && !first;
    pair->neither += !first && !second;
    pair->held_both += a->outcome.held && b->outcome.held;
    pair->held_only_a += a->outcome.held && !b->outcome.held;
    pair->held_only_b += b->outcome.held && !a->outcome.held;
    if (!first || !second) return;
    pair->round_difference += (ns_wide)a->outcome.round - (ns_wide)b->outcome.round;
    for (uint32_t p = 0; p < parties; p++) pair->gain_difference[p] += (ns_wide)a->gain[p] - b->gain[p];
}

void ns_gather_pairs(ns_worker *self) {
    for (size_t arm = 0; arm < self->arms->count; arm++) {
        const ns_arm_work *work = &self->works[arm];
        if (work->reference == SIZE_MAX) continue;
        count_pair(&self->pairs[arm], work, &self->works[work->reference], self->arms->base->party_count);
    }
}
