/* The funnel and the blockers of one draw in one arm. */
#include <math.h>

#include "worker.h"

/* --- masks ----------------------------------------------------------------------------------------------- */

/* A package is admissible (acceptable) when none of these bits shuts it. */
static ns_shut not_admissible(const ns_scenario *s) {
    return NS_SHUT_INFEASIBLE | ns_shut_red_lines(s->party_count);
}

static ns_shut not_acceptable(const ns_scenario *s) {
    return not_admissible(s) | ns_shut_no_deals(s->party_count);
}

/* Causes that a number of points would remove. */
static ns_shut with_points(const ns_scenario *s) {
    ns_shut mask = 0;
    for (uint32_t p = 0; p < s->party_count; p++)
        mask |= NS_SHUT_OF(NS_CAUSE_NO_DEAL, p) | NS_SHUT_OF(NS_CAUSE_INFLEXIBLE, p);
    return mask;
}

static unsigned lowest_bit(ns_shut s) { return (unsigned)__builtin_ctzll(s); }

/* --- funnel ---------------------------------------------------------------------------------------------- */

static void count_packages(ns_package_tally *restrict tallies, const ns_shut *restrict shut,
                           const ns_scenario *s) {
    const ns_shut red = not_admissible(s), deal = not_acceptable(s);
    for (uint32_t x = 0; x < s->package_count; x++) {
        tallies[x].feasible += (shut[x] & NS_SHUT_INFEASIBLE) == 0;
        tallies[x].admissible += (shut[x] & red) == 0;
        tallies[x].acceptable += (shut[x] & deal) == 0;
        tallies[x].reachable += shut[x] == 0;
    }
}

/* The same where not all must agree. */
static void count_contested(ns_package_tally *tallies, const ns_shut *shut, const ns_instance *instance) {
    const ns_scenario *s = instance->scenario;
    const ns_shut red = not_admissible(s), deal = not_acceptable(s);
    for (uint32_t x = 0; x < s->package_count; x++) {
        tallies[x].feasible += (shut[x] & NS_SHUT_INFEASIBLE) == 0;
        tallies[x].admissible += ns_shut_passes(&instance->consent, shut[x], red);
        tallies[x].acceptable += ns_shut_passes(&instance->consent, shut[x], deal);
        tallies[x].reachable += shut[x] == 0;
    }
}

static void count_groups(ns_group_tally *tallies, const ns_group_facts *facts, uint32_t count) {
    for (uint32_t g = 0; g < count; g++) {
        tallies[g].feasible += facts[g].feasible;
        tallies[g].admissible += facts[g].admissible;
        tallies[g].acceptable += facts[g].acceptable;
        tallies[g].reachable += facts[g].reachable;
    }
}

/* Every package has an option on the first issue, so its options' groups are all there is. */
static ns_any any_of(const ns_worker *self, const ns_scenario *s) {
    const ns_group_facts *options = self->groups[NS_SUBJECT_OPTION];
    ns_any any = {0};
    for (uint32_t o = 0; o < s->issues[0].option_count; o++) {
        any.feasible |= options[o].feasible;
        any.admissible |= options[o].admissible;
        any.acceptable |= options[o].acceptable;
        any.reachable |= options[o].reachable;
    }
    return any;
}

/* --- blockers of groups ------------------------------------------------------------------------------------ */

/* Pairs that alone keep a group shut; those among them that points would remove are asked for their smallest change. */
static ns_shut alone_bits(const ns_group_facts *facts) {
    return facts->reachable ? 0 : facts->all & facts->alone;
}

/* Returns the bits that some group wants the smallest change of. */
static ns_shut block_groups(const ns_worker *self, size_t arm, ns_subject subject, uint32_t count,
                            ns_shut points) {
    const ns_group_facts *facts = self->groups[subject];
    const unsigned bits = NS_SHUT_BITS(self->arms->base->party_count);
    ns_block_count *row = self->works[arm].blocks[subject];
    double *least = self->least[subject];
    ns_shut wanted = 0;
    for (uint32_t g = 0; g < count; g++, row += bits, least += bits) {
        if (facts[g].reachable) continue;
        const ns_shut alone = alone_bits(&facts[g]);
        for (ns_shut left = facts[g].all; left; left &= left - 1) row[lowest_bit(left)].blocked++;
        for (ns_shut left = alone; left; left &= left - 1) row[lowest_bit(left)].alone++;
        for (ns_shut left = alone & points; left; left &= left - 1) least[lowest_bit(left)] = HUGE_VAL;
        wanted |= alone & points;
    }
    return wanted;
}

static bool note_groups(ns_worker *self, size_t arm, ns_subject subject, uint32_t count, ns_shut points) {
    const unsigned bits = NS_SHUT_BITS(self->arms->base->party_count);
    for (uint32_t g = 0; g < count; g++)
        for (ns_shut left = alone_bits(&self->groups[subject][g]) & points; left; left &= left - 1) {
            const size_t cell = (size_t)g * bits + lowest_bit(left);
            if (!ns_notes_change(&self->notes, arm, subject, cell, self->least[subject][cell])) return false;
        }
    return true;
}

/* --- blockers of packages --------------------------------------------------------------------------------- */

/* What the passes over the packages share. */
typedef struct reach {
    ns_worker *self;
    size_t arm;
    const ns_scenario *s;
    const ns_instance *instance;
    const ns_arm_facts *facts;
    unsigned bits;
    ns_shut points;
    ns_shut wanted[NS_SUBJECT_COUNT]; /* bits that some package, family or option wants the change of */
} reach;

static double change_of(const reach *at, uint32_t package, unsigned bit) {
    if (ns_shut_cause(bit) == NS_CAUSE_NO_DEAL)
        return ns_reach_excess(at->instance, at->facts, ns_shut_party(bit), package);
    return ns_reach_shortfall(at->instance, ns_shut_party(bit), package);
}

static void lower(const reach *at, ns_subject subject, uint32_t group, unsigned bit, double change) {
    if (!(alone_bits(&at->self->groups[subject][group]) >> bit & 1)) return;
    double *least = &at->self->least[subject][(size_t)group * at->bits + bit];
    if (change < *least) *least = change;
}

/* A package that one bit alone shuts, which points would remove: its change counts for itself and may be the smallest of its groups. */
static bool take_change(const reach *at, uint32_t x, unsigned bit) {
    const ns_scenario *s = at->s;
    const double change = change_of(at, x, bit);
    if (at->wanted[NS_SUBJECT_FAMILY] >> bit & 1)
        lower(at, NS_SUBJECT_FAMILY, ns_grouping_family_of(at->self->families, x), bit, change);
    for (uint32_t i = 0; at->wanted[NS_SUBJECT_OPTION] >> bit & 1 && i < s->issue_count; i++)
        lower(at, NS_SUBJECT_OPTION, s->issues[i].first_option + ns_option_of(s, i, x), bit, change);
    if (!(at->wanted[NS_SUBJECT_PACKAGE] >> bit & 1)) return true;
    return ns_notes_change(&at->self->notes, at->arm, NS_SUBJECT_PACKAGE, (size_t)x * at->bits + bit, change);
}

static bool take_changes(const reach *at) {
    const ns_shut *shut = at->self->shut;
    const ns_shut wanted =
        at->wanted[NS_SUBJECT_PACKAGE] | at->wanted[NS_SUBJECT_FAMILY] | at->wanted[NS_SUBJECT_OPTION];
    for (uint32_t x = 0; wanted && x < at->s->package_count; x++) {
        if (!(shut[x] & wanted)) continue;
        for (ns_shut left = ns_shut_alone(&at->instance->consent, shut[x]) & wanted; left; left &= left - 1)
            if (!take_change(at, x, lowest_bit(left))) return false;
    }
    return true;
}

static void block_packages(const reach *at) {
    const ns_shut *shut = at->self->shut;
    ns_block_count *row = at->self->works[at->arm].blocks[NS_SUBJECT_PACKAGE];
    for (uint32_t x = 0; row && x < at->s->package_count; x++, row += at->bits) {
        const ns_shut alone = ns_shut_alone(&at->instance->consent, shut[x]);
        for (ns_shut left = alone; left; left &= left - 1) row[lowest_bit(left)].alone++;
        for (ns_shut left = shut[x]; left; left &= left - 1) row[lowest_bit(left)].blocked++;
    }
}

static bool gather_blockers(reach *at) {
    ns_worker *self = at->self;
    const uint32_t families = self->family_count, options = at->s->option_total;
    at->wanted[NS_SUBJECT_FAMILY] = block_groups(self, at->arm, NS_SUBJECT_FAMILY, families, at->points);
    at->wanted[NS_SUBJECT_OPTION] = block_groups(self, at->arm, NS_SUBJECT_OPTION, options, at->points);
    at->wanted[NS_SUBJECT_PACKAGE] = self->works[at->arm].blocks[NS_SUBJECT_PACKAGE] ? at->points : 0;
    block_packages(at);
    return take_changes(at) && note_groups(self, at->arm, NS_SUBJECT_FAMILY, families, at->points) &&
           note_groups(self, at->arm, NS_SUBJECT_OPTION, options, at->points);
}

/* --- the scenario as a whole -------------------------------------------------------------------------------- */

static void count_pivots(ns_arm_tally *tally, const ns_shut *shut, const ns_instance *instance) {
    ns_shut pairs;
    unsigned causes;
    ns_reach_pivots(instance, shut, &pairs, &causes);
    tally->pivot_draws++;
    for (; pairs; pairs &= pairs - 1) tally->pivot_pairs[lowest_bit(pairs)]++;
    for (unsigned c = 0; c < NS_CAUSE_COUNT; c++) tally->pivot_causes[c] += causes >> c & 1;
}

bool ns_gather_reach(ns_worker *self, size_t arm, const ns_arm_facts *facts) {
    ns_arm_work *work = &self->works[arm];
    const ns_scenario *s = work->arm->scenario;
    ns_arm_tally *tally = &work->tally;
    const ns_instance *instance = &work->set->instance;
    if (tally->packages && instance->consent.unanimous) count_packages(tally->packages, self->shut, s);
    if (tally->packages && !instance->consent.unanimous)
        count_contested(tally->packages, self->shut, instance);
    ns_grouping_reduce_both(self->families, self->options, &instance->consent, self->shut,
                            self->groups[NS_SUBJECT_FAMILY], self->groups[NS_SUBJECT_OPTION]);
    count_groups(tally->families, self->groups[NS_SUBJECT_FAMILY], self->family_count);
    count_groups(tally->options, self->groups[NS_SUBJECT_OPTION], s->option_total);
    work->any = any_of(self, s);
    if (!(self->experiment->gather & NS_GATHER_BLOCKERS)) return true;
    if (!work->any.reachable) count_pivots(tally, self->shut, instance);
    reach at = {.self = self,
                .arm = arm,
                .s = s,
                .instance = instance,
                .facts = facts,
                .bits = NS_SHUT_BITS(s->party_count),
                .points = with_points(s)};
    return gather_blockers(&at);
}

static bool some_package(const ns_instance *instance, const ns_shut *shut, ns_shut closed) {
    for (uint32_t x = 0; x < instance->scenario->package_count; x++)
        if (ns_shut_passes(&instance->consent, shut[x], closed)) return true;
    return false;
}

/* Where something is reachable all is said; else feasible and admissible are facts of the draw, and only acceptable needs the arm's. */
ns_any ns_gather_any(ns_worker *self, size_t arm, bool reachable) {
    const ns_instance *instance = &self->works[arm].set->instance;
    const ns_scenario *s = instance->scenario;
    ns_any any = {reachable, reachable, reachable, reachable};
    if (reachable) return any;
    if (ns_session_changes(self->works[arm].set->session)) {
        ns_session_reach(self->works[arm].set->session, self->shut);
        any.feasible = some_package(instance, self->shut, NS_SHUT_INFEASIBLE);
        any.admissible = some_package(instance, self->shut, not_admissible(s));
        any.acceptable = some_package(instance, self->shut, not_acceptable(s));
        return any;
    }
    any.feasible = some_package(instance, instance->shut, NS_SHUT_INFEASIBLE);
    any.admissible = any.feasible && some_package(instance, instance->shut, not_admissible(s));
    if (!any.admissible) return any;
    ns_session_reach(self->works[arm].set->session, self->shut);
    any.acceptable = some_package(instance, self->shut, not_acceptable(s));
    return any;
}
