/* Tallies: memory and merging. Everything is a count or a sum of whole billionths, so merging is exact in any order. */
#include "tally.h"

#include <stdlib.h>
#include <string.h>

#include "negsim/limits.h"

enum { FIFTHS = 5 };

/* Sizes of an arm's arrays, 0 where they are not gathered. */
typedef struct sizes {
    size_t rounds, gains, packages, package_gain, package_blocks, families, options, family_blocks, option_blocks, stages, inputs;
} sizes;

bool ns_tally_has_package_blocks(const ns_scenario *s, unsigned gather) {
    return (gather & NS_GATHER_BLOCKERS) && s->package_count <= ns_limit_of(NS_LIMIT_TABLE_PACKAGES)->value;
}

static sizes sizes_of(const ns_scenario *s, unsigned gather, uint32_t families) {
    const size_t bits = NS_SHUT_BITS(s->party_count), rounds = s->protocol.rounds + 1u;
    const bool packages = gather & NS_GATHER_PACKAGES, blocks = gather & NS_GATHER_BLOCKERS;
    return (sizes){.rounds = rounds,
                   .gains = s->party_count,
                   .packages = packages ? s->package_count : 0,
                   .package_gain = packages ? (size_t)s->package_count * s->party_count : 0,
                   .package_blocks = ns_tally_has_package_blocks(s, gather) ? s->package_count * bits : 0,
                   .families = packages || blocks ? families : 0,
                   .options = packages || blocks ? s->option_total : 0,
                   .family_blocks = blocks ? families * bits : 0,
                   .option_blocks = blocks ? s->option_total * bits : 0,
                   .stages = rounds * s->protocol.stage_count,
                   .inputs = gather & NS_GATHER_INPUTS ? (size_t)s->quantity_count * FIFTHS : 0};
}

uint64_t ns_tally_bytes(const ns_scenario *s, unsigned gather, uint32_t families) {
    const sizes n = sizes_of(s, gather, families);
    return n.rounds * 4 + n.gains * sizeof(ns_histogram) + n.packages * sizeof(ns_package_tally) + n.package_gain * sizeof(ns_wide) +
           (n.package_blocks + n.family_blocks + n.option_blocks) * sizeof(ns_block_tally) + (n.families + n.options) * sizeof(ns_group_tally) + n.stages * 4 +
           n.inputs * 8;
}

static bool take(void *pointer, size_t count, size_t size) {
    void *memory = count ? calloc(count, size) : NULL;
    memcpy(pointer, &memory, sizeof memory);
    return memory || !count;
}

bool ns_tally_init(ns_arm_tally *self, const ns_scenario *s, unsigned gather, uint32_t families) {
    const sizes n = sizes_of(s, gather, families);
    *self = (ns_arm_tally){0};
    bool good = take(&self->agreed_in_round, n.rounds, sizeof(uint32_t));
    good = take(&self->gains, n.gains, sizeof(ns_histogram)) && good;
    good = take(&self->packages, n.packages, sizeof(ns_package_tally)) && good;
    good = take(&self->package_gain, n.package_gain, sizeof(ns_wide)) && good;
    good = take(&self->package_blocks, n.package_blocks, sizeof(ns_block_tally)) && good;
    good = take(&self->families, n.families, sizeof(ns_group_tally)) && good;
    good = take(&self->options, n.options, sizeof(ns_group_tally)) && good;
    good = take(&self->family_blocks, n.family_blocks, sizeof(ns_block_tally)) && good;
    good = take(&self->option_blocks, n.option_blocks, sizeof(ns_block_tally)) && good;
    good = take(&self->stage_settled, n.stages, sizeof(uint32_t)) && good;
    good = take(&self->input_runs, n.inputs, sizeof(uint32_t)) && good;
    return take(&self->input_agreed, n.inputs, sizeof(uint32_t)) && good;
}

static void free_blocks(ns_block_tally *blocks, size_t count) {
    for (size_t i = 0; blocks && i < count; i++) free(blocks[i].change);
    free(blocks);
}

void ns_tally_free(ns_arm_tally *self, const ns_scenario *s, uint32_t families) {
    const size_t bits = NS_SHUT_BITS(s->party_count);
    for (size_t f = 0; self->families && f < families; f++) free(self->families[f].gain);
    for (size_t o = 0; self->options && o < s->option_total; o++) free(self->options[o].gain);
    free_blocks(self->package_blocks, s->package_count * bits);
    free_blocks(self->family_blocks, families * bits);
    free_blocks(self->option_blocks, s->option_total * bits);
    free(self->agreed_in_round);
    free(self->gains);
    free(self->packages);
    free(self->package_gain);
    free(self->families);
    free(self->options);
    free(self->stage_settled);
    free(self->input_runs);
    free(self->input_agreed);
    *self = (ns_arm_tally){0};
}

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

static bool merge_blocks(ns_block_tally *a, const ns_block_tally *b, size_t count) {
    for (size_t i = 0; a && b && i < count; i++) {
        a[i].blocked += b[i].blocked;
        a[i].alone += b[i].alone;
        if (!b[i].change) continue;
        if (!a[i].change && !(a[i].change = calloc(1, sizeof *a[i].change))) return false;
        ns_change_tally *x = a[i].change;
        const ns_change_tally *y = b[i].change;
        x->least = x->count && x->least < y->least ? x->least : y->least;
        x->most = x->count && x->most > y->most ? x->most : y->most;
        x->count += y->count;
        x->full = y->full;
        add_u32(x->bins, y->bins, NS_CHANGE_BINS);
    }
    return true;
}

static bool merge_groups(ns_group_tally *a, const ns_group_tally *b, size_t count, uint32_t parties) {
    for (size_t i = 0; a && b && i < count; i++) {
        a[i].feasible += b[i].feasible;
        a[i].admissible += b[i].admissible;
        a[i].acceptable += b[i].acceptable;
        a[i].reachable += b[i].reachable;
        a[i].agreed += b[i].agreed;
        if (!b[i].gain) continue;
        if (!a[i].gain && !(a[i].gain = calloc(parties, sizeof *a[i].gain))) return false;
        add_histograms(a[i].gain, b[i].gain, parties);
    }
    return true;
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
    add_u64(a->idle, b->idle, NS_MAX_PARTIES);
    add_u64(a->offers, b->offers, NS_MAX_PARTIES);
    add_wide(a->paid, b->paid, NS_MAX_PARTIES);
    add_wide(a->value, b->value, NS_MAX_PARTIES);
    add_wide(a->gain, b->gain, NS_MAX_PARTIES);
    add_wide(a->concession, b->concession, NS_MAX_PARTIES);
    add_u64(a->concession_runs, b->concession_runs, NS_MAX_PARTIES);
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
    const size_t bits = NS_SHUT_BITS(s->party_count), rounds = s->protocol.rounds + 1u;
    merge_counts(a, b);
    add_u32(a->agreed_in_round, b->agreed_in_round, rounds);
    add_histograms(a->gains, b->gains, s->party_count);
    merge_packages(a->packages, b->packages, s->package_count);
    add_wide(a->package_gain, b->package_gain, (size_t)s->package_count * s->party_count);
    add_u32(a->stage_settled, b->stage_settled, rounds * s->protocol.stage_count);
    add_u32(a->input_runs, b->input_runs, (size_t)s->quantity_count * FIFTHS);
    add_u32(a->input_agreed, b->input_agreed, (size_t)s->quantity_count * FIFTHS);
    return merge_blocks(a->package_blocks, b->package_blocks, s->package_count * bits) && merge_blocks(a->family_blocks, b->family_blocks, families * bits) &&
           merge_blocks(a->option_blocks, b->option_blocks, s->option_total * bits) && merge_groups(a->families, b->families, families, s->party_count) &&
           merge_groups(a->options, b->options, s->option_total, s->party_count);
}

void ns_pair_merge(ns_pair_tally *a, const ns_pair_tally *b, uint32_t parties) {
    a->both += b->both;
    a->only_a += b->only_a;
    a->only_b += b->only_b;
    a->neither += b->neither;
    a->round_difference += b->round_difference;
    add_wide(a->gain_difference, b->gain_difference, parties);
}

void ns_split_merge(ns_split_tally *a, const ns_split_tally *b) {
    a->draws += b->draws;
    a->plays += b->plays;
    for (int m = 0; m < NS_MECHANISM_COUNT; m++) {
        a->sum[m] += b->sum[m];
        a->squares[m] += b->squares[m];
    }
}
