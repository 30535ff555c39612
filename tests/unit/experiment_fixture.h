/* Scenarios played by the whole library into results, and results compared byte by byte. For tests of experiments. */
#ifndef NEGSIM_TESTS_EXPERIMENT_FIXTURE_H
#define NEGSIM_TESTS_EXPERIMENT_FIXTURE_H

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "loaded.h"
#include "negsim.h"

enum {
    GATHER_TALLIES =
        NS_GATHER_PACKAGES | NS_GATHER_BLOCKERS | NS_GATHER_SPLIT | NS_GATHER_INPUTS | NS_GATHER_SOLUTIONS
};

/* Two parties over a small space: a rule, a condition, red lines, flexibility, preconditions, a mediator with all mechanisms. */
#define FIXTURE_TALKS                                                                                        \
    "negsim: 1\nname: talks\n"                                                                               \
    "issues:\n"                                                                                              \
    "  land: {options: {a: a, b: b, c: c, d: d}}\n"                                                          \
    "  money: {options: {none: none, some: some, full: {title: full, needs: donor}}}\n"                      \
    "  time: {options: {now: now, later: later}}\n"                                                          \
    "conditions: {donor: {title: donor, available: 0.7}}\n"                                                  \
    "rules: [{name: no_gift, if: {land: c}, then: {money: [none, some]}}]\n"                                 \
    "headline: [land, money]\n"                                                                              \
    "parties:\n"                                                                                             \
    "  east:\n"                                                                                              \
    "    no_deal: [35, 60]\n"                                                                                \
    "    optimism: [0, 15]\n"                                                                                \
    "    audience_cost: [0, 4]\n"                                                                            \
    "    concession: boulware\n"                                                                             \
    "    issues:\n"                                                                                          \
    "      land: {priority: [50, 70], values: [100, 70±10, 35±10, 0], flexibility: {choice: [0.6, 1]},"    \
    " red_lines: {d: 0.5}}\n"                                                                                \
    "      money: {priority: [20, 40], values: [0, 50±10, 100]}\n"                                          \
    "      time: {priority: 10, values: [100, 0]}\n"                                                         \
    "    preconditions: [{name: first, before: [land], needs: {time: [now]}, firmness: [0.2, 0.8]}]\n"       \
    "  west:\n"                                                                                              \
    "    no_deal: [30, 55]\n"                                                                                \
    "    optimism: [0, 15]\n"                                                                                \
    "    issues:\n"                                                                                          \
    "      land: {priority: [30, 50], values: [0, 40±10, 75±10, 100]}\n"                                   \
    "      money: {priority: [30, 50], values: [100, 55±10, 0], flexibility: {choice: [0.5, 1]}}\n"         \
    "      time: {priority: 20, values: [0, 100]}\n"                                                         \
    "    preconditions: [{name: ours, before: [time], needs: {land: [b, c, d]}, firmness: [0.2, 0.8]}]\n"    \
    "mediators:\n"                                                                                           \
    "  broker:\n"                                                                                            \
    "    style: {facilitation: 0.4, formulation: 0.4, directive: 0.2}\n"                                     \
    "    leverage: [0, 30]\n"                                                                                \
    "    patience: 2\n"                                                                                      \
    "    timing: {deadline: 9, credibility: 0.6}\n"                                                          \
    "protocol: {rounds: 14}\n"                                                                               \
    "variants:\n"                                                                                            \
    "  calm: {title: Calm, set: {parties.east.optimism: 0, protocol.rounds: 20}}\n"                          \
    "  poor: {set: {mediators.broker.leverage: 0}}\n"

typedef struct fixture {
    loaded input;
    ns_arms *arms;
    ns_results *results;
} fixture;

/* text NULL: the talks above. arms: names, NULL for all. */
static inline fixture fixture_open(const char *text, const char *arms) {
    fixture self = {.input = loaded_text(text ? text : FIXTURE_TALKS)};
    cr_assert(self.input.scenario, "%s\n%s", text ? text : FIXTURE_TALKS, self.input.faults);
    ns_status status =
        ns_arms_build(&self.arms, self.input.scenario, arms, ns_registry_standard(), self.input.diagnostics);
    cr_assert_eq(status, NS_OK);
    return self;
}

static inline void fixture_close(fixture *self) {
    ns_results_free(self->results);
    ns_arms_free(self->arms);
    loaded_free(&self->input);
}

static inline ns_experiment fixture_experiment(const fixture *self, uint64_t draws, unsigned gather) {
    ns_experiment experiment = ns_default_experiment(self->input.scenario);
    experiment.draws = draws;
    experiment.gather = gather;
    return experiment;
}

static inline ns_results *fixture_run(const fixture *self, const ns_experiment *experiment) {
    ns_results *results = NULL;
    cr_assert_eq(ns_experiment_run(&results, self->arms, experiment, self->input.diagnostics), NS_OK);
    return results;
}

static inline void fixture_play(fixture *self, uint64_t draws, unsigned gather) {
    ns_experiment experiment = fixture_experiment(self, draws, gather);
    self->results = fixture_run(self, &experiment);
}

/* --- equality ------------------------------------------------------------------------------------------ */

#define MUST_EQUAL(a, b, count, what)                                                                        \
    do {                                                                                                     \
        cr_assert_eq((a) == NULL, (b) == NULL, "%s", what);                                                  \
        if (a) cr_assert_eq(memcmp(a, b, (count) * sizeof *(a)), 0, "%s differ", what);                      \
    } while (0)

static inline void same_blocks(const ns_block_tally *a, const ns_block_tally *b, size_t count,
                               const char *what) {
    cr_assert_eq(a == NULL, b == NULL, "%s", what);
    for (size_t k = 0; a && k < count; k++) {
        cr_assert_eq(a[k].blocked, b[k].blocked, "%s %zu", what, k);
        cr_assert_eq(a[k].alone, b[k].alone, "%s %zu", what, k);
        MUST_EQUAL(a[k].change, b[k].change, (size_t)1, what);
    }
}

static inline void same_groups(const ns_group_tally *a, const ns_group_tally *b, size_t count,
                               uint32_t parties, const char *what) {
    cr_assert_eq(a == NULL, b == NULL, "%s", what);
    for (size_t g = 0; a && g < count; g++) {
        cr_assert_eq(memcmp(&a[g], &b[g], offsetof(ns_group_tally, gain)), 0, "%s %zu", what, g);
        MUST_EQUAL(a[g].gain, b[g].gain, parties, what);
    }
}

/* Every byte of an arm's tallies; the scalars are compared with the pointers between them left out. */
static inline void same_tallies(const ns_arm_tally *a, const ns_arm_tally *b, const ns_scenario *s,
                                uint32_t families) {
    const size_t bits = NS_SHUT_BITS(s->party_count), rounds = s->protocol.rounds + (size_t)1;
    cr_assert_eq(memcmp(a, b, offsetof(ns_arm_tally, agreed_in_round)), 0, "counts differ");
    cr_assert_eq(memcmp(&a->pivot_draws, &b->pivot_draws,
                        offsetof(ns_arm_tally, packages) - offsetof(ns_arm_tally, pivot_draws)),
                 0, "pivots differ");
    MUST_EQUAL(a->agreed_in_round, b->agreed_in_round, rounds, "rounds");
    MUST_EQUAL(a->fell_after, b->fell_after, s->durability.given ? s->durability.horizon + (size_t)1 : 0,
               "in force");
    MUST_EQUAL(a->gains, b->gains, (size_t)s->party_count, "gains");
    MUST_EQUAL(a->packages, b->packages, (size_t)s->package_count, "packages");
    MUST_EQUAL(a->package_gain, b->package_gain, (size_t)s->package_count * s->party_count, "package gains");
    MUST_EQUAL(a->stage_settled, b->stage_settled, rounds * s->protocol.stage_count, "stages");
    MUST_EQUAL(a->input_runs, b->input_runs, (size_t)s->quantity_count * 5, "input runs");
    MUST_EQUAL(a->input_agreed, b->input_agreed, (size_t)s->quantity_count * 5, "input agreements");
    same_blocks(a->package_blocks, b->package_blocks, s->package_count * bits, "package blocks");
    same_blocks(a->family_blocks, b->family_blocks, families * bits, "family blocks");
    same_blocks(a->option_blocks, b->option_blocks, s->option_total * bits, "option blocks");
    same_groups(a->families, b->families, families, s->party_count, "families");
    same_groups(a->options, b->options, s->option_total, s->party_count, "options");
}

static inline void same_results(const ns_results *a, const ns_results *b) {
    cr_assert_eq(a->experiment.draws, b->experiment.draws);
    cr_assert_eq(a->experiment.first_draw, b->experiment.first_draw);
    cr_assert_eq(a->deterministic, b->deterministic);
    for (size_t arm = 0; arm < a->arms->count; arm++)
        same_tallies(&a->tallies[arm], &b->tallies[arm], a->arms->arms[arm].scenario,
                     ns_grouping_count(a->families));
    cr_assert_eq(memcmp(a->pairs, b->pairs, a->arms->count * sizeof *a->pairs), 0, "pairs differ");
    cr_assert_eq(memcmp(&a->split, &b->split, sizeof a->split), 0, "splits differ");
}

#endif
