/* What a run leaves behind in its arm's tallies. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "negsim/number.h"
#include "worker.h"

/* --- the funnel and the blockers of a draw in an arm ------------------------------------------------- */

static void count_packages(ns_package_tally *tallies, const ns_shut *shut, const ns_scenario *s) {
    const ns_shut red = NS_SHUT_INFEASIBLE | ns_shut_red_lines(s->party_count), deal = red | ns_shut_no_deals(s->party_count);
    for (uint32_t x = 0; x < s->package_count; x++) {
        tallies[x].feasible += (shut[x] & NS_SHUT_INFEASIBLE) == 0;
        tallies[x].admissible += (shut[x] & red) == 0;
        tallies[x].acceptable += (shut[x] & deal) == 0;
        tallies[x].reachable += shut[x] == 0;
    }
}

/* Points missing for a bit of a package; NaN for causes that have none. */
static double change_of(const ns_instance *instance, const ns_arm_facts *facts, unsigned bit, uint32_t package) {
    const ns_cause cause = ns_shut_cause(bit);
    if (cause == NS_CAUSE_NO_DEAL) return ns_reach_excess(instance, facts, package);
    if (cause == NS_CAUSE_INFLEXIBLE) return ns_reach_shortfall(instance, ns_shut_party(bit), package);
    return NAN;
}

static void lower(double *least, double change) {
    if (change < *least) *least = change;
}

/* A package with one bit alone: its change counts for itself and may be the smallest of its groups. */
static bool count_alone(worker *self, ns_arm_tally *t, const ns_instance *instance, const ns_arm_facts *facts, uint32_t x, unsigned bit) {
    const ns_scenario *s = instance->scenario;
    const unsigned bits = NS_SHUT_BITS(s->party_count);
    const double change = change_of(instance, facts, bit, x);
    if (t->package_blocks) t->package_blocks[(size_t)x * bits + bit].alone++;
    if (isnan(change)) return true;
    double *family = self->least_change, *option = family + (size_t)ns_grouping_count(self->families) * bits;
    lower(&family[(size_t)ns_grouping_family_of(self->families, x) * bits + bit], change);
    for (uint32_t i = 0; i < s->issue_count; i++) lower(&option[(size_t)(s->issues[i].first_option + ns_option_of(s, i, x)) * bits + bit], change);
    return !t->package_blocks || ns_change_add(&t->package_blocks[(size_t)x * bits + bit], change, s->full);
}

static bool block_packages(worker *self, ns_arm_tally *t, const ns_instance *instance, const ns_arm_facts *facts) {
    const ns_scenario *s = instance->scenario;
    const unsigned bits = NS_SHUT_BITS(s->party_count);
    for (uint32_t x = 0; x < s->package_count; x++) {
        ns_shut left = self->shut[x];
        if (!left) continue;
        if ((left & (left - 1)) == 0 && !count_alone(self, t, instance, facts, x, (unsigned)__builtin_ctzll(left))) return false;
        for (ns_block_tally *row = t->package_blocks ? t->package_blocks + (size_t)x * bits : NULL; row && left; left &= left - 1)
            row[__builtin_ctzll(left)].blocked++;
    }
    return true;
}

static bool block_groups(ns_block_tally *rows, ns_group_tally *groups, const ns_group_facts *facts, const double *least, uint32_t count, const ns_scenario *s) {
    const unsigned bits = NS_SHUT_BITS(s->party_count);
    for (uint32_t g = 0; g < count; g++) {
        groups[g].feasible += facts[g].feasible;
        groups[g].admissible += facts[g].admissible;
        groups[g].acceptable += facts[g].acceptable;
        groups[g].reachable += facts[g].reachable;
        if (!rows || facts[g].reachable) continue;
        for (ns_shut left = facts[g].all; left; left &= left - 1) {
            const unsigned bit = (unsigned)__builtin_ctzll(left);
            ns_block_tally *row = &rows[(size_t)g * bits + bit];
            row->blocked++;
            if (!(facts[g].alone >> bit & 1)) continue;
            row->alone++;
            const double change = least[(size_t)g * bits + bit];
            if (change < HUGE_VAL && !ns_change_add(row, change, s->full)) return false;
        }
    }
    return true;
}

static void count_pivots(ns_arm_tally *t, const ns_shut *shut, const ns_scenario *s) {
    ns_shut pairs;
    unsigned causes;
    ns_reach_pivots(s, shut, &pairs, &causes);
    t->pivot_draws++;
    for (; pairs; pairs &= pairs - 1) t->pivot_pairs[__builtin_ctzll(pairs)]++;
    for (unsigned c = 0; c < NS_CAUSE_COUNT; c++) t->pivot_causes[c] += causes >> c & 1;
}

static void count_any(ns_arm_tally *t, const ns_group_facts *families, uint32_t count) {
    ns_group_facts any = {0};
    for (uint32_t f = 0; f < count; f++) {
        any.feasible |= families[f].feasible;
        any.admissible |= families[f].admissible;
        any.acceptable |= families[f].acceptable;
    }
    t->feasible_any += any.feasible;
    t->admissible_any += any.admissible;
    t->acceptable_any += any.acceptable;
}

/* self->shut holds the arm's answer. false: memory was short. */
bool gather_reach(worker *self, size_t arm, const ns_instance *instance, const ns_arm_facts *facts) {
    const ns_scenario *s = instance->scenario;
    ns_arm_tally *t = &self->tallies[arm];
    const unsigned bits = NS_SHUT_BITS(s->party_count);
    const uint32_t families = ns_grouping_count(self->families);
    const bool blockers = self->experiment->gather & NS_GATHER_BLOCKERS;
    if (t->packages) count_packages(t->packages, self->shut, s);
    ns_grouping_reduce_both(self->families, self->options, self->shut, self->family_facts, self->option_facts);
    count_any(t, self->family_facts, families);
    if (blockers) {
        const size_t cells = (size_t)(families + s->option_total) * bits;
        for (size_t k = 0; k < cells; k++) self->least_change[k] = HUGE_VAL;
        if (!block_packages(self, t, instance, facts)) return false;
        bool any = false;
        for (uint32_t f = 0; f < families; f++) any |= self->family_facts[f].reachable;
        if (!any) count_pivots(t, self->shut, s);
    }
    return block_groups(t->family_blocks, t->families, self->family_facts, self->least_change, families, s) &&
           block_groups(t->option_blocks, t->options, self->option_facts, self->least_change + (size_t)families * bits, s->option_total, s);
}

/* --- the outcome ------------------------------------------------------------------------------------ */

static bool count_family(worker *self, ns_arm_tally *t, const ns_scenario *s, const ns_run_record *record) {
    const uint32_t package = record->outcome->package;
    ns_group_tally *family = &t->families[ns_grouping_family_of(self->families, package)];
    family->agreed++;
    for (uint32_t i = 0; i < s->issue_count; i++) t->options[s->issues[i].first_option + ns_option_of(s, i, package)].agreed++;
    if (!family->gain && !(family->gain = calloc(s->party_count, sizeof *family->gain))) return false;
    for (uint32_t p = 0; p < s->party_count; p++) ns_histogram_add(&family->gain[p], record->gain[p], s->full);
    return true;
}

static void count_package(ns_arm_tally *t, const ns_scenario *s, const ns_run_record *record) {
    const uint32_t package = record->outcome->package;
    t->packages[package].agreed++;
    t->packages[package].round_sum += record->outcome->round;
    t->packages[package].pareto += record->distance_pareto == 0;
    for (uint32_t p = 0; p < s->party_count; p++) t->package_gain[(size_t)package * s->party_count + p] += ns_number_nanos(record->gain[p]);
}

static bool count_agreement(worker *self, ns_arm_tally *t, const ns_scenario *s, const ns_run_record *record) {
    t->agreed_in_round[record->outcome->round]++;
    t->text_signed += record->outcome->text_signed;
    for (uint32_t p = 0; p < s->party_count; p++) {
        t->value[p] += ns_number_nanos(record->value[p]);
        t->gain[p] += ns_number_nanos(record->gain[p]);
        ns_histogram_add(&t->gains[p], record->gain[p], s->full);
    }
    if (!isnan(record->distance_pareto)) {
        t->distance_pareto += ns_number_nanos(record->distance_pareto);
        t->distance_pareto_runs++;
        t->on_pareto += record->distance_pareto == 0;
    }
    if (!isnan(record->distance_nash)) {
        t->distance_nash += ns_number_nanos(record->distance_nash);
        t->distance_nash_runs++;
    }
    if (t->packages) count_package(t, s, record);
    return !t->families || count_family(self, t, s, record);
}

static void count_inputs(const worker *self, size_t arm, const ns_instance *instance, bool agreed) {
    ns_arm_tally *t = &self->tallies[arm];
    for (uint32_t k = 0; k < self->input_count[arm]; k++) {
        const uint32_t q = self->inputs[arm][k];
        uint32_t fifth = (uint32_t)(instance->uniforms[q] * 5);
        if (fifth > 4) fifth = 4;
        t->input_runs[q * 5 + fifth]++;
        t->input_agreed[q * 5 + fifth] += agreed;
    }
}

bool gather_outcome(worker *self, size_t arm, const ns_instance *instance, const ns_run_record *record) {
    const ns_scenario *s = instance->scenario;
    const ns_outcome *o = record->outcome;
    ns_arm_tally *t = &self->tallies[arm];
    double paid = 0;
    t->runs++;
    t->reasons[o->reason]++;
    t->any_reachable += record->any_reachable;
    t->drafts += o->drafts;
    t->unblocked += o->unblocked;
    for (uint32_t p = 0; p < s->party_count; p++) {
        t->idle[p] += o->idle[p];
        t->offers[p] += o->offers[p];
        t->paid[p] += ns_number_nanos(o->paid[p]);
        paid += o->paid[p];
        if (isnan(o->first_worth[p]) || isnan(o->last_worth[p])) continue;
        t->concession[p] += ns_number_nanos(o->first_worth[p]) - ns_number_nanos(o->last_worth[p]);
        t->concession_runs[p]++;
    }
    t->carrots_runs += paid > 0;
    for (uint32_t k = 0; k < o->settled_count; k++) t->stage_settled[k * (s->protocol.rounds + 1u) + o->settled[k].round]++;
    if (t->input_runs) count_inputs(self, arm, instance, o->reason == NS_REASON_AGREED);
    return o->reason != NS_REASON_AGREED || count_agreement(self, t, s, record);
}

void gather_pairs(worker *self) {
    for (size_t arm = 0; arm < self->arms->count; arm++) {
        const size_t other = self->reference[arm];
        if (other == SIZE_MAX) continue;
        const ns_outcome *a = &self->outcomes[arm], *b = &self->outcomes[other];
        ns_pair_tally *pair = &self->pairs[arm];
        const bool first = a->reason == NS_REASON_AGREED, second = b->reason == NS_REASON_AGREED;
        pair->both += first && second;
        pair->only_a += first && !second;
        pair->only_b += second && !first;
        pair->neither += !first && !second;
        if (!first || !second) continue;
        pair->round_difference += (ns_wide)a->round - (ns_wide)b->round;
        for (uint32_t p = 0; p < self->arms->base->party_count; p++)
            pair->gain_difference[p] += ns_number_nanos(self->gains[arm][p]) - ns_number_nanos(self->gains[other][p]);
    }
}
