#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "negsim/threshold.h"

#define NEAR(a, b, e) cr_expect(fabs((a) - (b)) <= (e), "%.12g is not %.12g", (double)(a), (double)(b))

static const ns_threshold_settings separate = {0.5, 0.95, NS_DRAWS_INDEPENDENT};

static ns_threshold estimate(const ns_threshold_point *points, uint32_t count,
                             const ns_threshold_settings *settings) {
    ns_threshold out;
    cr_assert_eq(ns_threshold_estimate(&out, points, count, settings), NS_OK);
    return out;
}

/* --- logistic --------------------------------------------------------------------------------------------- */

/* Symmetric counts about 1.5: so are the crossing and its interval. */
Test(threshold, symmetric_counts) {
    const ns_threshold_point p[4] = {{0, 10, 100}, {1, 35, 100}, {2, 65, 100}, {3, 90, 100}};
    const ns_threshold t = estimate(p, 4, &separate);
    cr_assert_eq(t.finding, NS_THRESHOLD_FOUND);
    cr_assert_eq(t.count, 1);
    const ns_crossing *c = &t.crossings[0];
    cr_expect_eq(c->method, NS_THRESHOLD_LOGISTIC);
    cr_expect(c->rising && !c->open_low && !c->open_high);
    NEAR(c->value, 1.5, 1e-9);
    NEAR(c->low + c->high, 3, 1e-6);
    cr_expect_eq(t.used, 4);
    cr_expect_gt(t.misfit_p, 0.05);
    cr_expect_eq(t.stepwise.low, 1);
    cr_expect_eq(t.stepwise.high, 2);
}

/* Two points and symmetric counts k, n - k at 0 and 1. Through (c, 1/2) with any slope the score test of c = 0 has p(0) = 1/2 there, so the
 * test is that of point 0 alone (the slope takes up all of point 1): (k - n/2)^2 / (n/4). An end of the interval at 0 thus needs
 * k = n/2 - z sqrt(n)/2: with n = 10000, 5000 - 98 = 4902. */
Test(threshold, interval_end_by_hand) {
    const ns_threshold_point inside[2] = {{0, 4901, 10000}, {1, 5099, 10000}},
                             outside[2] = {{0, 4903, 10000}, {1, 5097, 10000}};
    ns_threshold t = estimate(inside, 2, &separate);
    cr_expect_eq(t.finding, NS_THRESHOLD_FOUND);
    cr_expect(t.crossings[0].low > 0 && t.crossings[0].low < 0.02);
    NEAR(t.crossings[0].value, 0.5, 1e-9);
    t = estimate(outside, 2, &separate);
    cr_expect_eq(t.finding, NS_THRESHOLD_UNDECIDED);
    cr_expect(t.crossings[0].open_low && t.crossings[0].open_high);
    cr_expect_eq(t.crossings[0].low, 0);
    cr_expect_eq(t.crossings[0].high, 1);
}

/* Counts that lie on logit p = 4 (x - 0.3) + logit 0.8 cross 0.8 at 0.3; turned over, they cross 0.2 falling. */
Test(threshold, counts_on_a_curve_give_it_back) {
    ns_threshold_point p[9], q[9];
    for (int i = 0; i < 9; i++) {
        const double x = i / 8.0, share = 1 / (1 + exp(-4 * (x - 0.3)) / 4);
        p[i] = (ns_threshold_point){x, (uint64_t)nearbyint(1e9 * share), 1000000000};
        q[i] = (ns_threshold_point){10 - 20 * (1 - x), 1000000000 - p[i].k, 1000000000};
    }
    ns_threshold t = estimate(p, 9, &(ns_threshold_settings){0.8, 0.95, NS_DRAWS_INDEPENDENT});
    cr_assert_eq(t.finding, NS_THRESHOLD_FOUND);
    NEAR(t.crossings[0].value, 0.3, 1e-6);
    cr_expect(t.crossings[0].low < 0.3 && t.crossings[0].high > 0.3);
    cr_expect_lt(t.crossings[0].high - t.crossings[0].low, 1e-3);
    t = estimate(q, 9, &(ns_threshold_settings){0.2, 0.95, NS_DRAWS_INDEPENDENT});
    cr_assert_eq(t.finding, NS_THRESHOLD_FOUND);
    NEAR(t.crossings[0].value, 10 - 20 * 0.7, 1e-4);
    cr_expect(!t.crossings[0].rising);
}

/* Points that share their draws err together: more of them narrow the interval of independent draws alone. */
Test(threshold, shared_draws_are_wider) {
    ns_threshold_point p[21];
    for (int i = 0; i <= 20; i++)
        p[i] =
            (ns_threshold_point){i / 20.0, (uint64_t)nearbyint(400 / (1 + exp(-4 * (i / 20.0 - 0.5)))), 400};
    const ns_threshold_settings shared = ns_default_threshold();
    const ns_threshold a = estimate(p, 21, &separate), b = estimate(p, 21, &shared);
    const double narrow = a.crossings[0].high - a.crossings[0].low,
                 wide = b.crossings[0].high - b.crossings[0].low;
    NEAR(a.crossings[0].value, b.crossings[0].value, 1e-9);
    cr_expect_gt(wide, 2 * narrow);
    /* What all points together know is no more than one: sqrt(p (1 - p) / n) / slope = 0.025 / 1, within a third. */
    NEAR(wide, 2 * 1.96 * 0.025, 0.033);
}

/* --- stepwise --------------------------------------------------------------------------------------------- */

/* All fail up to 3, all succeed from 4 on: no finite slope. 10 of 10 are surely on a side (n > 3.84), 3 are not. */
Test(threshold, separation) {
    ns_threshold_point p[8];
    for (int i = 0; i < 8; i++) p[i] = (ns_threshold_point){i, i < 4 ? 0 : 10, 10};
    ns_threshold t = estimate(p, 8, &separate);
    cr_assert_eq(t.finding, NS_THRESHOLD_FOUND);
    cr_expect_eq(t.crossings[0].method, NS_THRESHOLD_STEPWISE);
    cr_expect_eq(t.crossings[0].low, 3);
    cr_expect_eq(t.crossings[0].high, 4);
    NEAR(t.crossings[0].value, 3.5, 1e-12);
    cr_expect_eq(t.used, 0);
    cr_expect(isnan(t.misfit_p));
    p[3] = (ns_threshold_point){3, 0, 3};
    t = estimate(p, 8, &separate);
    cr_expect_eq(t.crossings[0].low, 2);
    cr_expect_eq(t.crossings[0].high, 4);
}

/* A plateau at the target: the logistic curve is refuted, the interval spans the plateau, its middle is the estimate. */
Test(threshold, plateau_at_the_target) {
    const uint64_t k[9] = {2, 20, 500, 500, 500, 500, 980, 998, 998};
    ns_threshold_point p[9];
    for (int i = 0; i < 9; i++) p[i] = (ns_threshold_point){i, k[i], 1000};
    const ns_threshold t = estimate(p, 9, &separate);
    cr_assert_eq(t.finding, NS_THRESHOLD_FOUND);
    cr_expect_eq(t.crossings[0].method, NS_THRESHOLD_STEPWISE);
    cr_expect_eq(t.crossings[0].low, 1);
    cr_expect_eq(t.crossings[0].high, 6);
    NEAR(t.crossings[0].value, 3.5, 1e-12);
}

/* Isotonic regression by hand: 1, 4, 2, 9 of 10 pools to 0.1, 0.3, 0.3, 0.9; 0.5 is a third of the way from x = 2 to 3. */
Test(threshold, isotonic_estimate_by_hand) {
    const ns_threshold_point p[4] = {{0, 1, 10}, {1, 4, 10}, {2, 2, 10}, {3, 9, 10}};
    const ns_threshold t = estimate(p, 4, &separate);
    NEAR(t.stepwise.value, 2 + 1.0 / 3, 1e-12);
    ns_threshold_point q[4];
    for (int i = 0; i < 4; i++) q[i] = (ns_threshold_point){i, p[3 - i].k, 10};
    NEAR(estimate(q, 4, &separate).stepwise.value, 1 - 1.0 / 3, 1e-12);
    cr_expect(!estimate(q, 4, &separate).stepwise.rising);
}

/* --- none, several, undecided ----------------------------------------------------------------------------- */

Test(threshold, no_crossing) {
    ns_threshold_point p[6];
    for (int i = 0; i < 6; i++) p[i] = (ns_threshold_point){i, 80 + i, 100};
    ns_threshold t = estimate(p, 6, &separate);
    cr_expect_eq(t.finding, NS_THRESHOLD_ABOVE);
    cr_expect_eq(t.count, 0);
    cr_expect_eq(t.sure_above, 6);
    t = estimate(p, 6, &(ns_threshold_settings){0.99, 0.95, NS_DRAWS_SHARED});
    cr_expect_eq(t.finding, NS_THRESHOLD_BELOW);
    for (int i = 0; i < 6; i++) p[i].k = 0;
    cr_expect_eq(estimate(p, 6, &separate).finding, NS_THRESHOLD_BELOW);
    for (int i = 0; i < 6; i++) p[i].k = 100;
    cr_expect_eq(estimate(p, 6, &separate).finding, NS_THRESHOLD_ABOVE);
}

/* Each point alone is in doubt (58 of 100: 1.6 standard errors), all together are not. */
Test(threshold, no_crossing_by_all_points_together) {
    ns_threshold_point p[12];
    for (int i = 0; i < 12; i++) p[i] = (ns_threshold_point){i, 58, 100};
    const ns_threshold t = estimate(p, 12, &separate);
    cr_expect_eq(t.sure_above, 0);
    cr_expect_eq(t.finding, NS_THRESHOLD_ABOVE);
    const ns_threshold_settings shared = ns_default_threshold();
    cr_expect_eq(estimate(p, 12, &shared).finding, NS_THRESHOLD_UNDECIDED);
}

Test(threshold, several_crossings) {
    const uint64_t k[9] = {5, 10, 50, 90, 95, 88, 52, 12, 6};
    ns_threshold_point p[9];
    for (int i = 0; i < 9; i++) p[i] = (ns_threshold_point){10 * i, k[i], 100};
    const ns_threshold t = estimate(p, 9, &separate);
    cr_assert_eq(t.finding, NS_THRESHOLD_SEVERAL);
    cr_assert_eq(t.count, 2);
    cr_expect(t.crossings[0].rising && !t.crossings[1].rising);
    cr_expect_eq(t.crossings[0].low, 10);
    cr_expect_eq(t.crossings[0].high, 30);
    NEAR(t.crossings[0].value, 20, 1e-9);
    cr_expect_eq(t.crossings[1].low, 50);
    cr_expect_eq(t.crossings[1].high, 70);
    cr_expect(t.crossings[1].value > 60 && t.crossings[1].value < 61); /* 60 + 10 * 2 / 40 */
    cr_expect_eq(t.unsure, 2);
}

Test(threshold, flat_at_the_target_is_undecided) {
    ns_threshold_point p[5];
    for (int i = 0; i < 5; i++) p[i] = (ns_threshold_point){i, 50, 100};
    const ns_threshold t = estimate(p, 5, &separate);
    cr_expect_eq(t.finding, NS_THRESHOLD_UNDECIDED);
    cr_assert_eq(t.count, 1);
    cr_expect(t.crossings[0].open_low && t.crossings[0].open_high);
    cr_expect_eq(t.crossings[0].low, 0);
    cr_expect_eq(t.crossings[0].high, 4);
}

Test(threshold, bad_input) {
    ns_threshold t;
    const ns_threshold_point p[3] = {{0, 1, 2}, {1, 2, 2}, {2, 0, 0}}, order[2] = {{1, 1, 2}, {1, 2, 2}},
                             much[2] = {{0, 3, 2}, {1, 2, 2}}, nan[2] = {{0, 1, 2}, {NAN, 2, 2}};
    cr_expect_eq(ns_threshold_estimate(&t, p, 3, &separate), NS_OK); /* a point without runs is passed over */
    cr_expect_eq(ns_threshold_estimate(&t, p, 1, &separate), NS_BAD_INPUT);
    cr_expect_eq(ns_threshold_estimate(&t, &p[1], 2, &separate), NS_BAD_INPUT);
    cr_expect_eq(ns_threshold_estimate(&t, NULL, 0, &separate), NS_BAD_INPUT);
    cr_expect_eq(ns_threshold_estimate(&t, order, 2, &separate), NS_BAD_INPUT);
    cr_expect_eq(ns_threshold_estimate(&t, much, 2, &separate), NS_BAD_INPUT);
    cr_expect_eq(ns_threshold_estimate(&t, nan, 2, &separate), NS_BAD_INPUT);
    cr_expect_eq(ns_threshold_estimate(&t, p, 2, &(ns_threshold_settings){0, 0.95, NS_DRAWS_SHARED}),
                 NS_BAD_USAGE);
    cr_expect_eq(ns_threshold_estimate(&t, p, 2, &(ns_threshold_settings){0.5, 1, NS_DRAWS_SHARED}),
                 NS_BAD_USAGE);
    cr_expect_eq(ns_threshold_estimate(&t, p, NS_MAX_THRESHOLD_POINTS + 1, &separate), NS_BAD_USAGE);
    for (int f = 0; f <= NS_THRESHOLD_FINDING_COUNT; f++) cr_expect(ns_threshold_finding_text(f)[0]);
}
