/* Intervals and quantiles, against published figures and formulas written another way. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "experiment/tally.h"
#include "negsim.h"

static void near(double value, double expected, double tolerance) {
    cr_assert(fabs(value - expected) <= tolerance, "%.9f is not %.9f", value, expected);
}

/* --- shares ----------------------------------------------------------------------------------------------- */

/* Newcombe 1998, Statistics in Medicine 17, 857-872, table I: method 3 (the score method without correction). */
Test(statistics, wilson_of_published_examples) {
    static const struct {
        uint64_t k, n;
        double low, high;
    } examples[] = {{81, 263, 0.2553, 0.3662},
                    {15, 148, 0.0624, 0.1605},
                    {0, 20, 0.0000, 0.1611},
                    {1, 29, 0.0061, 0.1718}};
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        ns_interval got = ns_wilson(examples[i].k, examples[i].n);
        near(got.value, (double)examples[i].k / (double)examples[i].n, 1e-15);
        near(got.low, examples[i].low, 5e-5);
        near(got.high, examples[i].high, 5e-5);
    }
}

/* The ends are the shares p at which (k/n - p)^2 n = z^2 p (1 - p). */
Test(statistics, wilson_solves_its_equation) {
    const double z = 1.959963984540054;
    for (uint64_t n = 1; n <= 60; n++)
        for (uint64_t k = 0; k <= n; k++) {
            ns_interval got = ns_wilson(k, n);
            const double ends[] = {got.low, got.high};
            for (int e = 0; e < 2; e++) {
                double p = ends[e], d = (double)k / (double)n - p;
                cr_assert(p >= 0 && p <= 1);
                near(d * d * (double)n, z * z * p * (1 - p), 1e-9);
            }
            cr_assert(got.low <= got.value && got.value <= got.high);
        }
    cr_assert_eq(ns_wilson(0, 9).low, 0);
    cr_assert_eq(ns_wilson(9, 9).high, 1);
    cr_assert(isnan(ns_wilson(0, 0).value) && isnan(ns_wilson(0, 0).low) && isnan(ns_wilson(0, 0).high));
}

Test(statistics, wilson_narrows_with_draws) {
    for (uint64_t k = 100; k < 1000; k += 100) {
        ns_interval one = ns_wilson(k, 1000), four = ns_wilson(4 * k, 4000);
        near((four.high - four.low) / (one.high - one.low), 0.5, 0.01);
    }
}

/* --- paired differences ------------------------------------------------------------------------------------ */

static ns_interval difference(uint64_t both, uint64_t only_a, uint64_t only_b, uint64_t neither) {
    ns_pair_tally pair = {.both = both, .only_a = only_a, .only_b = only_b, .neither = neither};
    return ns_paired_difference(&pair);
}

/* Newcombe 1998, Statistics in Medicine 17, 2635-2650, method 10; the third: Fagerland, Lydersen & Laake 2014, Statistics in Medicine 33,
 * 2850-2875 (airway hyper-responsiveness before and after transplantation). */
Test(statistics, paired_difference_of_published_examples) {
    ns_interval got = difference(36, 12, 2, 0);
    near(got.value, 0.2, 1e-12);
    near(got.low, 0.0569, 5e-5);
    near(got.high, 0.3404, 5e-5);
    got = difference(54, 0, 0, 0);
    near(got.value, 0, 0);
    near(got.low, -0.0664, 5e-5);
    near(got.high, 0.0664, 5e-5);
    got = difference(1, 1, 7, 12);
    near(got.value, -0.286, 5e-4);
    near(got.low, -0.507, 5e-4);
    near(got.high, -0.026, 5e-4);
}

/* Ends of the score interval as roots of the quadratic (n + z^2) p^2 - (2k + z^2) p + k^2 / n. */
static void roots(double k, double n, double *low, double *high) {
    const double z2 = 3.841458820694124, a = n + z2, b = 2 * k + z2, c = k * k / n,
                 d = sqrt(b * b - 4 * a * c);
    *low = 2 * c / (b + d);
    *high = (b + d) / (2 * a);
}

/* The same interval from the law of cosines: both half-widths are legs that enclose an angle of cosine phi. */
static ns_interval slow_difference(double e, double f, double g, double h) {
    const double n = e + f + g + h, p1 = (e + f) / n, p2 = (e + g) / n,
                 margins = (e + f) * (g + h) * (e + g) * (f + h);
    double l1, u1, l2, u2, cross = e * h - f * g, phi = 0;
    roots(e + f, n, &l1, &u1);
    roots(e + g, n, &l2, &u2);
    if (cross > 0) cross = fmax(cross - n / 2, 0);
    if (margins > 0) phi = cross / sqrt(margins);
    double x = p1 - l1, y = u2 - p2, below = (x - phi * y) * (x - phi * y) + (1 - phi * phi) * y * y;
    double v = p2 - l2, w = u1 - p1, above = (v - phi * w) * (v - phi * w) + (1 - phi * phi) * w * w;
    return (ns_interval){p1 - p2, p1 - p2 - sqrt(below), p1 - p2 + sqrt(above)};
}

Test(statistics, paired_difference_another_way) {
    for (uint64_t e = 0; e < 9; e += 2)
        for (uint64_t f = 0; f < 9; f++)
            for (uint64_t g = 0; g < 9; g++)
                for (uint64_t h = 0; h < 12; h += 3) {
                    if (!(e + f + g + h)) continue;
                    ns_interval got = difference(e, f, g, h),
                                want = slow_difference((double)e, (double)f, (double)g, (double)h);
                    near(got.value, want.value, 1e-12);
                    near(got.low, want.low, 1e-7);
                    near(got.high, want.high, 1e-7);
                    ns_interval turned = difference(e, g, f, h);
                    near(turned.low, -got.high, 1e-9);
                    near(turned.high, -got.low, 1e-9);
                    cr_assert(got.low >= -1 - 1e-12 && got.high <= 1 + 1e-12);
                }
    cr_assert(isnan(difference(0, 0, 0, 0).low));
}

/* --- shares of the effect ---------------------------------------------------------------------------------- */

Test(statistics, split_share_is_a_mean_with_its_normal_interval) {
    /* four draws with shares 1, 0.5, 0, 0 of one agreement each: mean 0.375, variance 0.171875 */
    ns_split_tally split = {.draws = 4};
    split.sum[NS_MECHANISM_CARROTS] = 5040 + 2520;
    split.squares[NS_MECHANISM_CARROTS] = 5040 * 5040 + 2520 * 2520;
    ns_interval got = ns_split_share(&split, NS_MECHANISM_CARROTS);
    near(got.value, 0.375, 1e-15);
    near(got.high - got.value, 1.959963984540054 * sqrt(0.171875 / 4), 1e-12);
    near(got.value - got.low, got.high - got.value, 1e-15);
    got = ns_split_share(&split, NS_MECHANISM_FACE);
    cr_assert(got.value == 0 && got.low == 0 && got.high == 0);
    split.draws = 0;
    cr_assert(isnan(ns_split_share(&split, NS_MECHANISM_CARROTS).value));
}

/* --- quantiles ---------------------------------------------------------------------------------------------- */

Test(statistics, quantiles_of_gains) {
    ns_histogram *h = calloc(1, sizeof *h);
    cr_assert(isnan(ns_histogram_quantile(h, 0.5, 100)) && isnan(ns_histogram_quantile(NULL, 0.5, 100)));
    for (int k = 1; k <= 100; k++) ns_histogram_add(h, k * INT64_C(1000000000), 100);
    near(ns_histogram_quantile(h, 0.05, 100), 5, 1e-12);
    near(ns_histogram_quantile(h, 0.5, 100), 50, 1e-12);
    near(ns_histogram_quantile(h, 0.95, 100), 95, 1e-12);
    near(ns_histogram_quantile(h, 0, 100), 1, 1e-12);
    near(ns_histogram_quantile(h, 1, 100), 100, 1e-12);
    memset(h, 0, sizeof *h);
    ns_histogram_add(h, -1000 * INT64_C(1000000000), 100); /* beyond the scale: the end bins */
    ns_histogram_add(h, 12344000000, 100);
    ns_histogram_add(h, 1000 * INT64_C(1000000000), 100);
    near(ns_histogram_quantile(h, 0.1, 100), -200, 1e-12);
    near(ns_histogram_quantile(h, 0.5, 100), 12.3, 1e-12);
    near(ns_histogram_quantile(h, 1, 100), 200, 1e-12);
    memset(h, 0, sizeof *h);
    ns_histogram_add(h, 12350000000, 100); /* half a bin goes up */
    near(ns_histogram_quantile(h, 0.5, 100), 12.4, 1e-12);
    memset(h, 0, sizeof *h);
    ns_histogram_add(h, -35000000, 1); /* -0.035 of a scale of 1 */
    near(ns_histogram_quantile(h, 0.5, 1), -0.035, 1e-12);
    free(h);
}

static int64_t nanos(double points) { return (int64_t)llround(points * 1e9); }

Test(statistics, median_change) {
    ns_block_tally block = {0};
    cr_assert(isnan(ns_change_median(NULL)));
    cr_assert(ns_change_add(&block, nanos(7.123456789), 100, 1));
    near(ns_change_median(block.change), 7.123456789, 1e-12); /* one alone: exactly */
    cr_assert(ns_change_add(&block, nanos(7.9), 100, 1));
    cr_assert(ns_change_add(&block, nanos(1.5), 100, 1));
    double median = ns_change_median(block.change);
    cr_assert(median >= 7 && median <= 7.9);
    cr_assert_eq(block.change->count, 3);
    cr_assert_eq(block.change->least, nanos(1.5));
    cr_assert_eq(block.change->most, nanos(7.9));
    free(block.change);
}

/* Every bin holds what its bounds say: a median among many is off by half a bin at most. */
Test(statistics, median_change_is_close) {
    for (double middle = 0.05; middle < 101; middle *= 1.07) {
        ns_block_tally block = {0};
        for (int k = -50; k <= 50; k++) cr_assert(ns_change_add(&block, nanos(middle + 0.0005 * k), 100, 3));
        near(ns_change_median(block.change), middle, 0.026);
        cr_assert(ns_change_add(&block, nanos(0.001), 100, 200));
        cr_assert(ns_change_add(&block, nanos(150), 100, 200));
        double width = middle < 6.4 ? 0.1 : middle / 16;
        near(ns_change_median(block.change), middle, width);
        free(block.change);
    }
}

Test(statistics, change_bins_are_exact) {
    static const struct {
        double points;
        uint32_t bin;
    } cases[] = {{0, 0},      {0.099, 0}, {0.1, 1},     {6.35, 63},   {6.4, 64},  {6.79, 64},
                 {6.8, 65},   {12.7, 79}, {12.8, 80},   {13.59, 80},  {13.6, 81}, {25.6, 96},
                 {51.2, 112}, {99, 126},  {102.3, 127}, {102.4, 127}, {5000, 127}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ns_block_tally block = {0};
        cr_assert(ns_change_add(&block, nanos(cases[i].points), 100, 5));
        cr_assert_eq(block.change->bins[cases[i].bin], 5, "%g points", cases[i].points);
        near(ns_change_median(block.change), cases[i].points, 1e-9);
        free(block.change);
    }
}

Test(statistics, quantiles_of_rounds) {
    uint32_t rounds[11] = {0};
    ns_arm_tally tally = {.agreed_in_round = rounds};
    cr_assert(isnan(ns_round_quantile(&tally, 10, 0.5)));
    rounds[2] = 1;
    rounds[5] = 2;
    rounds[10] = 1;
    tally.reasons[NS_REASON_AGREED] = 4;
    cr_assert_eq(ns_round_quantile(&tally, 10, 0.05), 2);
    cr_assert_eq(ns_round_quantile(&tally, 10, 0.25), 2);
    cr_assert_eq(ns_round_quantile(&tally, 10, 0.26), 5);
    cr_assert_eq(ns_round_quantile(&tally, 10, 0.5), 5);
    cr_assert_eq(ns_round_quantile(&tally, 10, 0.95), 10);
}
