#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "negsim/random.h"
#include "negsim/threshold.h"

static ns_search_settings settings_of(double low, double high, double tolerance) {
    ns_search_settings s = ns_default_search();
    s.low = low;
    s.high = high;
    s.tolerance = tolerance;
    s.batch = 100;
    return s;
}

typedef double curve(double x);

static double logistic(double x) { return 1 / (1 + exp(-2 * (x - 3.7))); }
static double step(double x) { return x < 3.7 ? 0 : 1; }
static double high(double x) { return 0.9 + 0 * x; }
static double hump(double x) { return exp(-(x - 5) * (x - 5) / 2); }
static double plateau(double x) { return x < 2 ? 0.1 : x < 7 ? 0.5 : 0.9; }

static ns_search *searched(const ns_search_settings *settings, curve *p, uint64_t seed) {
    ns_search *search;
    cr_assert_eq(ns_search_new(&search, settings), NS_OK);
    while (ns_search_state_of(search) == NS_SEARCH_RUNNING) {
        uint32_t count;
        uint64_t k[257] = {0};
        const ns_search_request *r = ns_search_next(search, &count);
        cr_assert_gt(count, 0);
        for (uint32_t i = 0; i < count; i++) {
            if (i) cr_assert_gt(r[i].x, r[i - 1].x);
            for (uint64_t j = r[i].first; j < r[i].first + r[i].runs; j++)
                k[i] += ns_uniform_draw(seed, j, 1) < p(r[i].x);
        }
        cr_assert_eq(ns_search_tell(search, k), NS_OK);
    }
    uint32_t count;
    ns_search_next(search, &count);
    cr_expect_eq(count, 0);
    return search;
}

Test(search, first_step_is_even) {
    const ns_search_settings s = settings_of(-4, 4, 0.1);
    ns_search *search;
    uint32_t count;
    cr_assert_eq(ns_search_new(&search, &s), NS_OK);
    cr_expect_eq(ns_search_result(search)->finding, NS_THRESHOLD_UNDECIDED);
    const ns_search_request *r = ns_search_next(search, &count);
    cr_assert_eq(count, 9);
    for (uint32_t i = 0; i < 9; i++) {
        cr_expect_eq(r[i].x, -4.0 + i);
        cr_expect_eq(r[i].first, 0);
        cr_expect_eq(r[i].runs, 100);
    }
    ns_search_free(search);
    ns_search_free(NULL);
}

Test(search, narrows_to_the_tolerance) {
    const ns_search_settings s = settings_of(0, 10, 0.3);
    ns_search *search = searched(&s, logistic, 4);
    const ns_threshold *t = ns_search_result(search);
    cr_expect_eq(ns_search_state_of(search), NS_SEARCH_NARROW);
    cr_assert_eq(t->finding, NS_THRESHOLD_FOUND);
    cr_expect_leq(t->crossings[0].high - t->crossings[0].low, 0.3);
    cr_expect(fabs(t->crossings[0].value - 3.7) < 0.4, "%g", t->crossings[0].value);
    uint32_t count;
    uint64_t runs = 0;
    const ns_threshold_point *points = ns_search_points(search, &count);
    for (uint32_t i = 0; i < count; i++) runs += points[i].n;
    cr_expect_eq(runs, ns_search_spent(search));
    ns_search_free(search);
}

/* Halving: the first points leave 10 / 8, six halvings of 100 runs each 0.0195. */
Test(search, bisects_a_step) {
    const ns_search_settings s = settings_of(0, 10, 0.02);
    ns_search *search = searched(&s, step, 1);
    const ns_crossing *c = &ns_search_result(search)->crossings[0];
    cr_expect_eq(ns_search_state_of(search), NS_SEARCH_NARROW);
    cr_expect_eq(c->method, NS_THRESHOLD_STEPWISE);
    cr_expect(c->low < 3.7 && c->high >= 3.7);
    cr_expect_leq(c->high - c->low, 0.02);
    cr_expect_eq(ns_search_spent(search), 900 + 600, "%lu", ns_search_spent(search));
    ns_search_free(search);
}

Test(search, no_crossing_ends_it) {
    const ns_search_settings s = settings_of(0, 10, 0.3);
    ns_search *search = searched(&s, high, 1);
    cr_expect_eq(ns_search_state_of(search), NS_SEARCH_ABSENT);
    cr_expect_eq(ns_search_result(search)->finding, NS_THRESHOLD_ABOVE);
    cr_expect_eq(ns_search_spent(search), 900);
    ns_search_free(search);
}

/* 5 -+ sqrt(2 ln 2) */
Test(search, both_crossings_of_a_hump_are_narrowed) {
    ns_search_settings s = settings_of(0, 10, 0.5);
    s.budget = 200000;
    ns_search *search = searched(&s, hump, 2);
    const ns_threshold *t = ns_search_result(search);
    cr_expect_eq(ns_search_state_of(search), NS_SEARCH_NARROW);
    cr_assert_eq(t->finding, NS_THRESHOLD_SEVERAL);
    cr_assert_eq(t->count, 2);
    for (int c = 0; c < 2; c++) {
        const double truth = 5 + (c ? 1 : -1) * sqrt(2 * log(2));
        cr_expect(t->crossings[c].low <= truth && t->crossings[c].high >= truth);
        cr_expect_leq(t->crossings[c].high - t->crossings[c].low, 0.5);
    }
    ns_search_free(search);
}

/* On a plateau at the target every place is a crossing. The search ends, and says one of them. */
Test(search, plateau_at_the_target_ends) {
    for (uint64_t seed = 1; seed <= 10; seed++) {
        ns_search_settings s = settings_of(0, 10, 0.3);
        s.threshold.draws = seed % 2 ? NS_DRAWS_SHARED : NS_DRAWS_INDEPENDENT;
        ns_search *search = searched(&s, plateau, seed);
        const ns_threshold *t = ns_search_result(search);
        cr_expect_neq(ns_search_state_of(search), NS_SEARCH_ABSENT);
        cr_expect_leq(ns_search_spent(search), s.budget);
        cr_assert_geq(t->count, 1);
        for (uint32_t c = 0; c < t->count; c++)
            cr_expect(t->crossings[c].low <= 7 && t->crossings[c].high >= 2);
        ns_search_free(search);
    }
}

Test(search, budget_ends_it) {
    ns_search_settings s = settings_of(0, 10, 0.001);
    s.budget = 3050;
    ns_search *search = searched(&s, logistic, 5);
    cr_expect_eq(ns_search_state_of(search), NS_SEARCH_SPENT);
    cr_expect(ns_search_spent(search) <= 3050 && ns_search_spent(search) > 2800);
    cr_expect_eq(ns_search_result(search)->finding, NS_THRESHOLD_FOUND);
    cr_expect_gt(ns_search_result(search)->crossings[0].high - ns_search_result(search)->crossings[0].low,
                 0.001);
    ns_search_free(search);
}

Test(search, same_counts_same_points) {
    const ns_search_settings s = settings_of(0, 10, 0.2);
    ns_search *a = searched(&s, logistic, 9), *b = searched(&s, logistic, 9);
    uint32_t m, n;
    const ns_threshold_point *p = ns_search_points(a, &m), *q = ns_search_points(b, &n);
    cr_assert_eq(m, n);
    cr_expect_eq(memcmp(p, q, m * sizeof *p), 0);
    ns_search_free(a);
    ns_search_free(b);
}

Test(search, bad_settings_and_counts) {
    ns_search *search;
    ns_search_settings s[] = {
        settings_of(1, 1, 0.1),          settings_of(0, INFINITY, 0.1), settings_of(0, 1, 0),
        settings_of(0, 1, 1e-9),         settings_of(0, 1, NAN),        settings_of(0, 1, 0.1),
        settings_of(0, 1, 0.1),          settings_of(0, 1, 0.1),        settings_of(-1e308, 1e308, 1e307),
        settings_of(1, 1 + 4e-16, 1e-16)};
    s[5].start = 10;
    s[6].batch = 0;
    s[7].threshold.target = 1;
    for (size_t i = 0; i < sizeof s / sizeof *s; i++) {
        cr_expect_eq(ns_search_new(&search, &s[i]), NS_BAD_USAGE, "%zu", i);
        cr_expect_null(search);
    }
    ns_search_settings good = settings_of(0, 1, 0.1);
    const uint64_t k[9] = {0, 0, 0, 0, 0, 0, 0, 0, 101};
    cr_assert_eq(ns_search_new(&search, &good), NS_OK);
    cr_expect_eq(ns_search_tell(search, k), NS_BAD_USAGE);
    cr_expect_eq(ns_search_spent(search), 0);
    ns_search_free(search);
    good.budget = 899;
    cr_assert_eq(ns_search_new(&search, &good), NS_OK);
    cr_expect_eq(ns_search_state_of(search), NS_SEARCH_SPENT);
    cr_expect_eq(ns_search_tell(search, k), NS_BAD_USAGE);
    ns_search_free(search);
}
