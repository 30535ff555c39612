/* Solutions of record: the lesson by hand, definitions by plain search, laws, and adjusted winner. */
#include <stdio.h>

#include "generator.h"
#include "loaded.h"
#include "negsim/solve.h"
#include "play.h"

typedef struct solved {
    play input;
    ns_frontier *frontier;
    ns_solutions found;
} solved;

static solved solve_with(const char *text, const ns_solve_setting *setting) {
    solved self = {.input = play_open(text)};
    self.frontier = ns_frontier_new(self.input.scenario);
    ns_frontier_compute(self.frontier, &self.input.instance);
    cr_assert_eq(ns_solve(&self.found, self.frontier, &self.input.instance, setting), NS_OK);
    return self;
}

static void close_solved(solved *self) {
    ns_solutions_free(&self->found);
    ns_frontier_free(self->frontier);
    play_close(&self->input);
}

static const ns_solve_setting plain = {.tolerance = 0};

/* Four packages (60, 20), (45, 45), (30, 52), (10, 10); no deal is worth 20 and 10. */
static const char *const four = "negsim: 1\nname: four\nissues:\n  x: {options: {a: a, b: b, c: c, d: d}}\n"
                                "parties:\n"
                                "  one: {no_deal: 20, issues: {x: {priority: 1, values: [60, 45, 30, 10]}}}\n"
                                "  two: {no_deal: 10, issues: {x: {priority: 1, values: [20, 45, 52, 10]}}}\n"
                                "run: {draws: 1, seed: 1}\n";

static uint32_t package_of(const solved *self, ns_solution_kind kind) {
    cr_assert_eq(self->found.of[kind].count, 1, "%s", ns_solution_table[kind].name);
    return ns_frontier_package(self->frontier, self->found.of[kind].index[0]);
}

/* Gains (40, 10), (25, 35), (10, 42): ideal (40, 42). */
Test(solve, four_packages_by_hand) {
    solved self = solve_with(four, &plain);
    const ns_solutions *found = &self.found;
    cr_assert_eq(found->size, 3);
    cr_assert_eq(found->admissible, 4);
    cr_assert_eq(found->zone, 3);
    cr_assert(found->disagreement[0] == 20 && found->disagreement[1] == 10);
    cr_assert(found->ideal[0] == 60 && found->ideal[1] == 52);
    cr_assert_eq(package_of(&self, NS_SOLUTION_NASH), 1);
    cr_assert_float_eq(found->of[NS_SOLUTION_NASH].score, 875, 1e-12);
    cr_assert_eq(package_of(&self, NS_SOLUTION_KALAI_SMORODINSKY), 1);
    cr_assert_float_eq(found->of[NS_SOLUTION_KALAI_SMORODINSKY].score, 0.625, 1e-15);
    cr_assert_eq(package_of(&self, NS_SOLUTION_LEAST_SPREAD), 1);
    cr_assert_float_eq(found->of[NS_SOLUTION_LEAST_SPREAD].score, 35.0 / 42 - 25.0 / 40, 1e-15);
    cr_assert_eq(package_of(&self, NS_SOLUTION_EGALITARIAN), 1);
    cr_assert_eq(package_of(&self, NS_SOLUTION_UTILITARIAN), 1);
    cr_assert_eq(found->of[NS_SOLUTION_UTILITARIAN].score, 90);
    cr_assert_float_eq(found->of[NS_SOLUTION_RELATIVE_UTILITARIAN].score, 25.0 / 40 + 35.0 / 42, 1e-15);
    cr_assert_eq(package_of(&self, NS_SOLUTION_LEAST_GAP), 1);
    cr_assert_eq(found->of[NS_SOLUTION_LEAST_GAP].score, 0);
    cr_assert_float_eq(found->opposition, sqrt(2 * 0.55 * 0.55), 1e-15);
    close_solved(&self);
}

/* With all the power, the first party gets its best; NegMAS measures from the larger of no deal and the least. */
Test(solve, power_and_other_measures) {
    const double power[] = {9, 1};
    const ns_solve_setting strong = {.power = power}, other = {.least_counts = true, .ideal_of_all = true};
    solved self = solve_with(four, &strong);
    cr_assert_eq(package_of(&self, NS_SOLUTION_WEIGHTED_NASH), 0);
    close_solved(&self);
    self = solve_with(four, &other);
    cr_assert(self.found.disagreement[0] == 20 && self.found.disagreement[1] == 10,
              "no deal is worth more, or as much");
    close_solved(&self);
}

Test(solve, where_nothing_is_worth_no_deal_there_is_none) {
    char text[1000];
    snprintf(text, sizeof text, "%s", four);
    memcpy(strstr(text, "no_deal: 20"), "no_deal: 90", 11);
    solved self = solve_with(text, &plain);
    for (int k = 0; k < NS_SOLUTION_COUNT; k++)
        cr_assert(self.found.of[k].count == 0 && isnan(self.found.of[k].score));
    cr_assert_eq(self.found.zone, 0);
    close_solved(&self);
}

/* --- generated scenarios ------------------------------------------------------------------------------------------- */

static double gain(const solved *self, uint32_t k, uint32_t p) {
    return self->input.instance.utility[p][ns_frontier_package(self->frontier, k)] -
           self->found.disagreement[p];
}

/* Nothing of the frontier does better than what was found, by definitions written out again. */
static void check_definitions(const solved *self) {
    const ns_solutions *found = &self->found;
    for (uint32_t k = 0; k < found->size; k++) {
        double product = 1, least = HUGE_VAL, sum = 0, share = HUGE_VAL;
        for (uint32_t p = 0; p < found->party_count; p++) {
            const double most = found->ideal[p] - found->disagreement[p], g = gain(self, k, p);
            cr_assert(g >= -2 * self->input.scenario->slack, "the frontier is worth no deal to all");
            product *= g;
            least = fmin(least, g);
            sum += g + found->disagreement[p];
            share = fmin(share, most > 0 ? g / most : 0);
        }
        cr_assert(product <= found->of[NS_SOLUTION_NASH].score + 1e-9 * fabs(product));
        cr_assert(least <= found->of[NS_SOLUTION_EGALITARIAN].score);
        cr_assert(sum <= found->of[NS_SOLUTION_UTILITARIAN].score + 1e-9 * fabs(sum));
        cr_assert(share <= found->of[NS_SOLUTION_KALAI_SMORODINSKY].score);
    }
    for (int kind = 0; kind < NS_SOLUTION_COUNT; kind++)
        for (uint32_t j = 0; j < found->of[kind].count; j++)
            cr_assert_lt(found->of[kind].index[j], found->size);
}

/* Raiffa's last point is worth to each at least half of what the first step promised. */
static void check_raiffa(const solved *self) {
    const ns_solved *one = &self->found.of[NS_SOLUTION_RAIFFA];
    const uint32_t n = self->found.party_count;
    for (uint32_t p = 0; p < n && one->count; p++)
        cr_assert(gain(self, one->index[0], p) >= -2 * self->input.scenario->slack, "worth no deal");
}

Test(solve, definitions_hold_on_generated_scenarios, .timeout = 60) {
    unsigned some = 0;
    for (uint64_t seed = 9001; seed <= 9250; seed++) {
        char *yaml = gen_scenario(seed, 0);
        loaded probe = loaded_text(yaml);
        cr_assert(probe.scenario);
        loaded_free(&probe);
        solved self = solve_with(yaml, &plain);
        check_definitions(&self);
        check_raiffa(&self);
        some += self.found.size > 1;
        close_solved(&self);
        free(yaml);
    }
    cr_assert_gt(some, 60);
}

/* The distance in runs.csv is that to the package found here. */
Test(solve, distances_are_to_the_same_point, .timeout = 60) {
    unsigned some = 0;
    for (uint64_t seed = 9301; seed <= 9400; seed++) {
        char *yaml = gen_scenario(seed, 0);
        solved self = solve_with(yaml, &plain);
        const ns_solved *one = &self.found.of[NS_SOLUTION_KALAI_SMORODINSKY];
        for (uint32_t k = 0; k < self.found.size; k++) {
            const uint32_t x = ns_frontier_package(self.frontier, k);
            const double found = ns_frontier_distance_kalai(self.frontier, &self.input.instance, x);
            double least = HUGE_VAL;
            for (uint32_t j = 0; j < one->count; j++) {
                double sum = 0;
                for (uint32_t p = 0; p < self.found.party_count; p++)
                    sum += pow(gain(&self, k, p) - gain(&self, one->index[j], p), 2);
                least = fmin(least, fabs(sqrt(sum) - found));
            }
            bool all_gain = true;
            for (uint32_t p = 0; p < self.found.party_count; p++)
                all_gain &= self.found.ideal[p] > self.found.disagreement[p];
            if (all_gain && one->score > 0)
                cr_assert_lt(least, 1e-6 * self.input.scenario->full, "seed %d", (int)seed);
            some += all_gain;
        }
        close_solved(&self);
        free(yaml);
    }
    cr_assert_gt(some, 50);
}

/* --- adjusted winner --------------------------------------------------------------------------------------------------- */

Test(solve, adjusted_winner_shares_one_issue) {
    /* 60-40 and 40-60, the third at 0-0: nobody is richer. */
    const double even[] = {60, 40, 40, 60};
    double share[3];
    cr_assert_eq(ns_adjusted_winner(even, 2, share), 60);
    cr_assert(share[0] == 1 && share[1] == 0);
    /* The first wins a and b (90 points to 50), and hands on of the issue of least ratio, b (40:35), until 90 - 40 t = 50 + 35 t. */
    const double tilted[] = {50, 40, 10, 15, 35, 50};
    const double total = ns_adjusted_winner(tilted, 3, share);
    cr_assert_eq(share[0], 1);
    cr_assert_float_eq(share[1], 1 - 40.0 / 75, 1e-12);
    cr_assert_eq(share[2], 0);
    cr_assert_float_eq(total, 90 - 40 * 40.0 / 75, 1e-12);
    const double nothing[] = {0, 0};
    cr_assert(isnan(ns_adjusted_winner(nothing, 1, share)));
}

/* On random points: equal totals, at most one issue divided, and nobody would rather have the other's part. */
Test(solve, adjusted_winner_is_equitable_and_envy_free) {
    uint64_t state = 7;
    for (int trial = 0; trial < 2000; trial++) {
        enum { N = 6 };
        double points[2 * N], share[N], sums[2] = {0, 0};
        for (int k = 0; k < 2 * N; k++) {
            state = state * 6364136223846793005u + 1442695040888963407u;
            points[k] = (double)(state >> 40) + 1;
            sums[k / N] += points[k];
        }
        for (int k = 0; k < 2 * N; k++) points[k] *= 100 / sums[k / N];
        const double total = ns_adjusted_winner(points, N, share);
        double own[2] = {0, 0};
        int divided = 0;
        for (int i = 0; i < N; i++) {
            own[0] += points[i] * share[i];
            own[1] += points[N + i] * (1 - share[i]);
            divided += share[i] > 0 && share[i] < 1;
        }
        cr_assert_float_eq(own[0], own[1], 1e-9);
        cr_assert_float_eq(own[0], total, 1e-9);
        cr_assert_leq(divided, 1);
        cr_assert_geq(total, 50 - 1e-9);
    }
}
