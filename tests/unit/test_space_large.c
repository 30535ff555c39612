/* Spaces that no list could check: 10^20 and 10^30 packages, by what must hold of any of them, within bounded memory. */
#include <criterion/criterion.h>

#include <math.h>
#include <sys/resource.h>

#include "negsim/random.h"
#include "negsim/space.h"

enum { MOST_ISSUES = 30, OPTIONS = 10 };

typedef struct large {
    uint32_t issues, option_count[MOST_ISSUES];
    double worth[2][MOST_ISSUES * OPTIONS];
    ns_space *space;
} large;

static double uniform(uint64_t k) { return ns_uniform_draw(7, k, 3); }

static void open_space(large *self) {
    ns_space_form form = {.party_count = 2,
                          .issue_count = self->issues,
                          .option_count = self->option_count,
                          .worth = {self->worth[0], self->worth[1]},
                          .slack = 1e-7};
    for (uint32_t i = 0; i < self->issues; i++) self->option_count[i] = OPTIONS;
    cr_assert_eq(ns_space_new(&self->space, &form, NULL, NULL), NS_OK);
}

/* Weights of their own, values opposed up to noise; noise 0 and alike: what one gains the other loses. */
static void opposed(large *self, uint32_t issues, double noise, bool alike) {
    double sum[2] = {0, 0}, weight[2][MOST_ISSUES];
    self->issues = issues;
    for (uint32_t i = 0; i < issues; i++) {
        weight[0][i] = 0.1 + uniform(2 * i);
        weight[1][i] = alike ? weight[0][i] : 0.1 + uniform(2 * i + 1);
        for (int p = 0; p < 2; p++) sum[p] += weight[p][i];
    }
    for (uint32_t i = 0; i < issues; i++)
        for (uint32_t o = 0; o < OPTIONS; o++) {
            const uint32_t at = i * OPTIONS + o;
            const double value = 100 * uniform(1000 + at), other = 100 - value + noise * uniform(5000 + at);
            self->worth[0][at] = weight[0][i] / sum[0] * value;
            self->worth[1][at] = weight[1][i] / sum[1] * other;
        }
    open_space(self);
}

static void random_package(const large *self, uint64_t number, uint16_t *options) {
    for (uint32_t i = 0; i < self->issues; i++)
        options[i] = (uint16_t)(OPTIONS * uniform(100000 + number * MOST_ISSUES + i));
}

/* Points are packages of their worths in strict order, the ends are the parties' best, and no random package lies beyond the staircase. */
static void check_frontier(const large *self, const ns_space_frontier *frontier) {
    const uint32_t size = ns_space_frontier_size(frontier);
    const double bound = ns_space_frontier_bound(frontier);
    uint16_t options[NS_SPACE_ISSUES];
    for (uint32_t f = 0; f < size; f++) {
        const ns_space_point at = ns_space_frontier_point(frontier, f);
        ns_space_frontier_options(frontier, f, options);
        cr_assert_eq(ns_space_worth(self->space, 0, options), at.first);
        cr_assert_eq(ns_space_worth(self->space, 1, options), at.second);
        if (f == 0) continue;
        const ns_space_point before = ns_space_frontier_point(frontier, f - 1);
        cr_assert(before.first > at.first && before.second < at.second);
    }
    cr_assert_geq(ns_space_frontier_point(frontier, 0).first + bound, ns_space_best(self->space, 0).worth);
    cr_assert_eq(ns_space_frontier_point(frontier, size - 1).second, ns_space_best(self->space, 1).worth);
    for (uint64_t k = 0; k < 2000; k++) {
        random_package(self, k, options);
        const double own = ns_space_worth(self->space, 0, options),
                     other = ns_space_worth(self->space, 1, options);
        const ns_space_found cover = ns_space_frontier_at_least(frontier, own - bound - 1e-9);
        cr_assert(cover.found && cover.score >= other, "%g %g is covered", own, other);
    }
}

static void check_queries(large *self, const ns_space_frontier *frontier) {
    for (uint64_t k = 0; k < 50; k++) {
        const double target = 25 + 50 * uniform(90000 + k);
        const ns_space_found lowest = ns_space_lowest(self->space, 0, target, HUGE_VAL),
                             highest = ns_space_highest(self->space, 0, -HUGE_VAL, target),
                             nearest = ns_space_nearest(self->space, 0, 0, target),
                             pick = ns_space_pick(self->space, 0, target, target + 1, uniform(95000 + k)),
                             offer = ns_space_offer(self->space, 0, target, HUGE_VAL, self->worth[1]),
                             step = ns_space_frontier_at_least(frontier, target);
        cr_assert(lowest.found && lowest.worth >= target - 1e-7);
        cr_assert(lowest.bound < 0.01 && lowest.worth - lowest.bound <= target + 1e-9);
        cr_assert(highest.found && highest.worth <= target + 1e-7);
        cr_assert(highest.bound < 0.01 && highest.worth + highest.bound >= target - 1e-9);
        cr_assert(nearest.found && nearest.score <= 0.01);
        cr_assert(pick.found && pick.worth >= target - 1e-7 && pick.worth <= target + 1 + 1e-7);
        cr_assert(offer.found && step.found && offer.worth >= target - 1e-7);
        cr_assert_leq(offer.score, step.score + step.bound + 1e-9);
        cr_assert_geq(offer.score + offer.bound, step.score - 1e-9);
    }
}

static double megabytes(void) {
    struct rusage usage;
    return getrusage(RUSAGE_SELF, &usage) == 0 ? (double)usage.ru_maxrss / 1024 : HUGE_VAL;
}

static void check_large(uint32_t issues, double noise, bool alike) {
    large self;
    ns_space_frontier *frontier;
    opposed(&self, issues, noise, alike);
    cr_assert_float_eq(ns_space_size(self.space), pow(10, issues), 1e-9 * pow(10, issues));
    cr_assert_eq(ns_space_frontier_new(&frontier, self.space, 0, 1), NS_OK);
    if (noise > 0) cr_assert(ns_space_frontier_exact(frontier));
    check_frontier(&self, frontier);
    check_queries(&self, frontier);
    ns_space_frontier_free(frontier);
    ns_space_free(self.space);
    cr_assert_lt(megabytes(), 1024);
}

Test(space_large, ten_to_the_20, .timeout = 120) { check_large(20, 20, false); }
Test(space_large, ten_to_the_30, .timeout = 120) { check_large(30, 20, false); }

/* Every package is efficient: 10^30 points, thinned to what the settings allow, within a bound of some hundredths of a point. */
Test(space_large, zero_sum, .timeout = 120) {
    large self;
    ns_space_frontier *frontier;
    opposed(&self, 30, 0, true);
    cr_assert_eq(ns_space_frontier_new(&frontier, self.space, 0, 1), NS_OK);
    cr_assert_not(ns_space_frontier_exact(frontier));
    cr_assert_lt(ns_space_frontier_bound(frontier), 0.05);
    check_frontier(&self, frontier);
    const ns_space_found sum = ns_space_solve(frontier, NS_SPACE_UTILITARIAN, 0, 0),
                         nash = ns_space_solve(frontier, NS_SPACE_NASH, 0, 0);
    cr_assert(!sum.exact && sum.score <= 100 + 1e-9 && sum.score + sum.bound >= 100 - 1e-9);
    cr_assert(!nash.exact && nash.score <= 2500 + 1e-9 && nash.score + nash.bound >= 2499.9);
    ns_space_frontier_free(frontier);
    ns_space_free(self.space);
    cr_assert_lt(megabytes(), 1024);
}

/* 20 dice of faces 0 .. 9: all worths lie on the grid. The number of ways to a sum, by adding dice one at a time in 128 bits. */
Test(space_large, dice) {
    enum { DICE = 20, TOP = 9 * DICE };
    __extension__ typedef unsigned __int128 wide;
    static wide ways[TOP + 1];
    large self = {.issues = DICE};
    for (uint32_t k = 0; k < DICE * OPTIONS; k++) self.worth[0][k] = self.worth[1][k] = k % OPTIONS;
    open_space(&self);
    ways[0] = 1;
    for (int d = 0; d < DICE; d++)
        for (int sum = TOP; sum >= 0; sum--) {
            wide all = 0;
            for (int face = 0; face < OPTIONS && face <= sum; face++) all += ways[sum - face];
            ways[sum] = all;
        }
    for (int sum = 0; sum <= TOP; sum++) {
        const ns_space_total total = ns_space_count(self.space, 0, sum, sum);
        const double expected = (double)ways[sum];
        cr_assert(total.least <= expected && expected <= total.most &&
                  total.most <= total.least * (1 + 1e-9));
        const ns_space_found lowest = ns_space_lowest(self.space, 0, sum - 0.5, HUGE_VAL),
                             none = ns_space_lowest(self.space, 0, sum + 0.25, sum + 0.75);
        cr_assert(lowest.found && lowest.exact && lowest.worth == sum);
        cr_assert(!none.found && none.exact);
    }
    const ns_space_total half = ns_space_count(self.space, 0, 90, HUGE_VAL);
    cr_assert_float_eq(half.most / 1e20, 0.5 + (double)ways[90] / 2e20, 1e-9);
    ns_space_free(self.space);
}
