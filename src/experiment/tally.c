/* Tallies: memory and merging. Everything is a count or a sum of whole billionths, so merging is exact in any order. */
#include "tally.h"

#include <stdlib.h>
#include <string.h>

#include "negsim/limits.h"
#include "negsim/number.h"

enum { FIFTHS = 5 };

/* --- sizes ---------------------------------------------------------------------------------------------- */

/* Lengths of an arm's arrays, 0 where they are not gathered. */
typedef struct lengths {
    size_t rounds, gains, packages, package_gain, families, options, stages, inputs;
    size_t blocks[NS_SUBJECT_COUNT];
} lengths;

size_t ns_tally_cells(const ns_scenario *s, unsigned gather, uint64_t families, ns_subject subject) {
    const size_t bits = NS_SHUT_BITS(s->party_count);
    if (!(gather & NS_GATHER_BLOCKERS)) return 0;
    switch (subject) {
    case NS_SUBJECT_FAMILY: return families * bits;
    case NS_SUBJECT_OPTION: return s->option_total * bits;
    default: break;
    }
    bool whole = s->package_count <= ns_limit_of(NS_LIMIT_TABLE_PACKAGES)->value;
    return whole ? s->package_count * bits : 0;
}

static lengths lengths_of(const ns_scenario *s, unsigned gather, uint64_t families, ns_tally_owner owner) {
    const bool packages = gather & NS_GATHER_PACKAGES, groups = packages || gather & NS_GATHER_BLOCKERS,
               whole = owner == NS_TALLY_OF_RESULTS;
    const size_t rounds = s->protocol.rounds + (size_t)1;
    lengths n = {.rounds = rounds,
                 .gains = s->party_count,
                 .packages = packages ? s->package_count : 0,
                 .package_gain = packages && whole ? (size_t)s->package_count * s->party_count : 0,
                 .families = groups ? families : 0,
                 .options = groups ? s->option_total : 0,
                 .stages = rounds * s->protocol.stage_count,
                 .inputs = gather & NS_GATHER_INPUTS ? (size_t)s->quantity_count * FIFTHS : 0};
    for (int k = 0; whole && k < NS_SUBJECT_COUNT; k++)
        n.blocks[k] = ns_tally_cells(s, gather, families, (ns_subject)k);
    return n;
}

uint64_t ns_tally_bytes(const ns_scenario *s, unsigned gather, uint64_t families, ns_tally_owner owner) {
    const lengths n = lengths_of(s, gather, families, owner);
    uint64_t blocks = 0;
    for (int k = 0; k < NS_SUBJECT_COUNT; k++) blocks += n.blocks[k];
    return (n.rounds + n.stages + 2 * n.inputs) * sizeof(uint32_t) + n.gains * sizeof(ns_histogram) +
           n.packages * sizeof(ns_package_tally) + n.package_gain * sizeof(ns_wide) +
           blocks * sizeof(ns_block_tally) + (n.families + n.options) * sizeof(ns_group_tally);
}

/* --- memory --------------------------------------------------------------------------------------------- */

static bool take(void *pointer, size_t count, size_t size) {
    void *memory = count ? calloc(count, size) : NULL;
    memcpy(pointer, &memory, sizeof memory);
    return memory || !count;
}

/* Counts of rounds in force, from 0 to the horizon. */
static size_t horizon_of(const ns_scenario *s) {
    return s->durability.given ? s->durability.horizon + (size_t)1 : 0;
}

bool ns_tally_init(ns_arm_tally *self, const ns_scenario *s, unsigned gather, uint32_t families,
                   ns_tally_owner owner) {
    const lengths n = lengths_of(s, gather, families, owner);
    *self = (ns_arm_tally){0};
    bool good = take(&self->agreed_in_round, n.rounds, sizeof(uint32_t));
    good = take(&self->fell_after, horizon_of(s), sizeof(uint32_t)) && good;
    good = take(&self->gains, n.gains, sizeof(ns_histogram)) && good;
    good = take(&self->packages, n.packages, sizeof(ns_package_tally)) && good;
    good = take(&self->package_gain, n.package_gain, sizeof(ns_wide)) && good;
    good = take(&self->families, n.families, sizeof(ns_group_tally)) && good;
    good = take(&self->options, n.options, sizeof(ns_group_tally)) && good;
    good = take(&self->package_blocks, n.blocks[NS_SUBJECT_PACKAGE], sizeof(ns_block_tally)) && good;
    good = take(&self->family_blocks, n.blocks[NS_SUBJECT_FAMILY], sizeof(ns_block_tally)) && good;
    good = take(&self->option_blocks, n.blocks[NS_SUBJECT_OPTION], sizeof(ns_block_tally)) && good;
    good = take(&self->stage_settled, n.stages, sizeof(uint32_t)) && good;
    good = take(&self->input_runs, n.inputs, sizeof(uint32_t)) && good;
    return take(&self->input_agreed, n.inputs, sizeof(uint32_t)) && good;
}

static void free_blocks(ns_block_tally *blocks, size_t count) {
    for (size_t i = 0; blocks && i < count; i++) free(blocks[i].change);
    free(blocks);
}

static void free_groups(ns_group_tally *groups, size_t count) {
    for (size_t g = 0; groups && g < count; g++) free(groups[g].gain);
    free(groups);
}

void ns_tally_free(ns_arm_tally *self, const ns_scenario *s, uint32_t families) {
    const size_t bits = NS_SHUT_BITS(s->party_count);
    free_groups(self->families, families);
    free_groups(self->options, s->option_total);
    free_blocks(self->package_blocks, s->package_count * bits);
    free_blocks(self->family_blocks, families * bits);
    free_blocks(self->option_blocks, s->option_total * bits);
    free(self->agreed_in_round);
    free(self->fell_after);
    free(self->gains);
    free(self->packages);
    free(self->package_gain);
    free(self->stage_settled);
    free(self->input_runs);
    free(self->input_agreed);
    *self = (ns_arm_tally){0};
}

ns_block_tally *ns_tally_blocks(const ns_arm_tally *self, ns_subject subject) {
    return subject == NS_SUBJECT_PACKAGE  ? self->package_blocks
           : subject == NS_SUBJECT_FAMILY ? self->family_blocks
                                          : self->option_blocks;
}

/* --- merging ------------------------------------------------------------------------------------------ */

static void add_u32(uint32_t *a, const uint32_t *b, size_t count) {
    for (size_t i = 0; a && b && i < count; i++) a[i] += b[i];
}

static void add_u64(uint64_t *a, const uint64_t *b, size_t count) {
    for (size_t i = 0; i < count; i++) a[i] += b[i];
}

static void add_wide(ns_wide *a, const ns_wide *b, size_t count) {
    for (size_t i = 0; a && b && i < count; i++) a[i] += b[i];
}

static void add_histograms(ns_histogram *a, const ns_histogram *b, size_t count) {
    for (size_t i = 0; i < count; i++) {
        a[i].count += b[i].count;
        add_u32(a[i].bins, b[i].bins, NS_GAIN_BINS);
    }
}

static bool merge_changes(ns_block_tally *a, const ns_change_tally *b) {
    if (!b) return true;
    if (!a->change && !(a->change = calloc(1, sizeof *a->change))) return false;
    ns_change_tally *change = a->change;
    if (!change->count || b->least < change->least) change->least = b->least;
    if (!change->count || b->most > change->most) change->most = b->most;
    change->count += b->count;
    change->full = b->full;
    add_u32(change->bins, b->bins, NS_CHANGE_BINS);
    return true;
}

static bool merge_blocks(ns_block_tally *a, const ns_block_tally *b, size_t count) {
    bool good = true;
    for (size_t i = 0; a && b && i < count; i++) {
        a[i].blocked += b[i].blocked;
        a[i].alone += b[i].alone;
        good = merge_changes(&a[i], b[i].change) && good;
    }
    return good;
}

static bool merge_gains(ns_group_tally *a, const ns_histogram *b, uint32_t parties) {
    if (!b) return true;
    if (!a->gain && !(a->gain = calloc(parties, sizeof *a->gain))) return false;
    add_histograms(a->gain, b, parties);
    return true;
}

static bool merge_groups(ns_group_tally *a, const ns_group_tally *b, size_t count, uint32_t parties) {
    bool good = true;
    for (size_t i = 0; a && b && i < count; i++) {
        a[i].feasible += b[i].feasible;
        a[i].admissible += b[i].admissible;
        a[i].acceptable += b[i].acceptable;
        a[i].reachable += b[i].reachable;
        a[i].agreed += b[i].agreed;
        good = merge_gains(&a[i], b[i].gain, parties) && good;
    }
    return good;
}

static void merge_packages(ns_package_tally *a, const ns_package_tally *b, size_t count) {
    for (size_t x = 0; a && b && x < count; x++) {
        a[x].feasible += b[x].feasible;
        a[x].admissible += b[x].admissible;
        a[x].acceptable += b[x].acceptable;
        a[x].reachable += b[x].reachable;
        a[x].agreed += b[x].agreed;
        a[x].pareto += b[x].pareto;
        a[x].round_sum += b[x].round_sum;
    }
}

static void merge_parties(ns_arm_tally *a, const ns_arm_tally *b) {
    add_u64(a->idle, b->idle, NS_MAX_PARTIES);
    add_u64(a->offers, b->offers, NS_MAX_PARTIES);
    add_wide(a->paid, b->paid, NS_MAX_PARTIES);
    add_wide(a->value, b->value, NS_MAX_PARTIES);
    add_wide(a->gain, b->gain, NS_MAX_PARTIES);
    add_wide(a->concession, b->concession, NS_MAX_PARTIES);
    add_u64(a->concession_runs, b->concession_runs, NS_MAX_PARTIES);
}

static void merge_counts(ns_arm_tally *a, const ns_arm_tally *b) {
    a->runs += b->runs;
    add_u64(a->reasons, b->reasons, NS_REASON_COUNT);
    a->any_reachable += b->any_reachable;
    a->feasible_any += b->feasible_any;
    a->admissible_any += b->admissible_any;
    a->acceptable_any += b->acceptable_any;
    a->drafts += b->drafts;
    a->text_signed += b->text_signed;
    a->unblocked += b->unblocked;
    a->carrots_runs += b->carrots_runs;
    a->held += b->held;
    add_u64(a->remedies, b->remedies, NS_REMEDY_COUNT);
    a->stable_nash += b->stable_nash;
    a->stable_gmr += b->stable_gmr;
    a->stable_seq += b->stable_seq;
    add_u64(a->weakest, b->weakest, NS_MAX_PARTIES);
    a->guarantee_needed += b->guarantee_needed;
    a->distance_pareto += b->distance_pareto;
    a->distance_nash += b->distance_nash;
    a->distance_pareto_runs += b->distance_pareto_runs;
    a->distance_nash_runs += b->distance_nash_runs;
    a->on_pareto += b->on_pareto;
    a->pivot_draws += b->pivot_draws;
    add_u64(a->pivot_pairs, b->pivot_pairs, 64);
    add_u64(a->pivot_causes, b->pivot_causes, NS_CAUSE_COUNT);
}

bool ns_tally_merge(ns_arm_tally *a, const ns_arm_tally *b, const ns_scenario *s, uint32_t families) {
    const size_t bits = NS_SHUT_BITS(s->party_count), rounds = s->protocol.rounds + (size_t)1;
    merge_counts(a, b);
    merge_parties(a, b);
    add_u32(a->agreed_in_round, b->agreed_in_round, rounds);
    add_u32(a->fell_after, b->fell_after, horizon_of(s));
    add_histograms(a->gains, b->gains, s->party_count);
    merge_packages(a->packages, b->packages, s->package_count);
    add_wide(a->package_gain, b->package_gain, (size_t)s->package_count * s->party_count);
    add_u32(a->stage_settled, b->stage_settled, rounds * s->protocol.stage_count);
    add_u32(a->input_runs, b->input_runs, (size_t)s->quantity_count * FIFTHS);
    add_u32(a->input_agreed, b->input_agreed, (size_t)s->quantity_count * FIFTHS);
    bool good = merge_blocks(a->package_blocks, b->package_blocks, s->package_count * bits);
    good = merge_blocks(a->family_blocks, b->family_blocks, families * bits) && good;
    good = merge_blocks(a->option_blocks, b->option_blocks, s->option_total * bits) && good;
    good = merge_groups(a->families, b->families, families, s->party_count) && good;
    return merge_groups(a->options, b->options, s->option_total, s->party_count) && good;
}

/* --- plays ---------------------------------------------------------------------------------------------- */

static void scale_groups(ns_group_tally *groups, size_t count, uint32_t plays) {
    for (size_t g = 0; groups && g < count; g++) {
        groups[g].feasible *= plays;
        groups[g].admissible *= plays;
        groups[g].acceptable *= plays;
        groups[g].reachable *= plays;
    }
}

void ns_tally_scale(ns_arm_tally *self, const ns_scenario *s, uint32_t families, uint32_t plays) {
    for (uint32_t x = 0; self->packages && x < s->package_count; x++) {
        ns_package_tally *package = &self->packages[x];
        package->feasible *= plays;
        package->admissible *= plays;
        package->acceptable *= plays;
        package->reachable *= plays;
    }
    scale_groups(self->families, families, plays);
    scale_groups(self->options, s->option_total, plays);
    self->pivot_draws *= plays;
    for (int k = 0; k < 64; k++) self->pivot_pairs[k] *= plays;
    for (int k = 0; k < NS_CAUSE_COUNT; k++) self->pivot_causes[k] *= plays;
}

/* --- pairs and shares -------------------------------------------------------------------------------- */

void ns_pair_merge(ns_pair_tally *a, const ns_pair_tally *b, uint32_t parties) {
    a->both += b->both;
    a->only_a += b->only_a;
    a->only_b += b->only_b;
    a->neither += b->neither;
    a->held_both += b->held_both;
    a->held_only_a += b->held_only_a;
    a->held_only_b += b->held_only_b;
    a->round_difference += b->round_difference;
    add_wide(a->gain_difference, b->gain_difference, parties);
}

void ns_company_merge(ns_company_tally *a, const ns_company_tally *b, uint32_t parties) {
    a->runs += b->runs;
    a->plays += b->plays;
    if (b->orders > 0) a->orders = b->orders;
    for (int m = 0; m < NS_MAX_MEDIATORS; m++) {
        ns_member_tally *to = &a->member[m];
        const ns_member_tally *from = &b->member[m];
        ns_pair_merge(&to->pair, &from->pair, parties);
        to->agreed += from->agreed;
        to->held += from->held;
        to->agreed_squares += from->agreed_squares;
        to->held_squares += from->held_squares;
        to->texts += from->texts;
        to->signed_texts += from->signed_texts;
        to->payers += from->payers;
        to->paid += from->paid;
    }
}

void ns_split_merge(ns_split_tally *a, const ns_split_tally *b) {
    a->draws += b->draws;
    a->plays += b->plays;
    for (int m = 0; m < NS_MECHANISM_COUNT; m++) {
        a->sum[m] += b->sum[m];
        a->squares[m] += b->squares[m];
    }
}
