/* Copula: correlations and margins over many points, what stays untouched, which pair is to blame. */
#include <criterion/criterion.h>

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "negsim/copula.h"
#include "negsim/random.h"

enum { N = 20000 };

static double *uniforms(uint32_t k) {
    double *rows = malloc(N * k * sizeof *rows);
    for (uint64_t i = 0; i < N; i++)
        for (uint32_t f = 0; f < k; f++) rows[i * k + f] = ns_uniform_draw(11, i, f + 1);
    return rows;
}

static ns_copula *copula_of(uint32_t inputs, const ns_correlation *pairs, size_t count) {
    ns_copula *copula = NULL;
    ns_copula_fault fault;
    cr_assert_eq(ns_copula_new(&copula, inputs, pairs, count, &fault), NS_OK, "%s",
                 ns_copula_finding_text(fault.finding));
    cr_assert_eq(fault.finding, NS_COPULA_USABLE);
    return copula;
}

static double correlation(const double *rows, uint32_t k, uint32_t a, uint32_t b) {
    double xx = 0, yy = 0, xy = 0;
    for (size_t i = 0; i < N; i++) {
        const double x = gsl_cdf_ugaussian_Pinv(rows[i * k + a]), y = gsl_cdf_ugaussian_Pinv(rows[i * k + b]);
        xx += x * x;
        yy += y * y;
        xy += x * y;
    }
    return xy / sqrt(xx * yy);
}

/* Standard error of a correlation of normal scores: (1 - r^2) / sqrt(n). */
static void assert_correlations(const double *rows, uint32_t k, const ns_correlation *pairs, size_t count) {
    for (uint32_t a = 0; a < k; a++)
        for (uint32_t b = a + 1; b < k; b++) {
            double r = 0;
            for (size_t p = 0; p < count; p++)
                if ((pairs[p].a == a && pairs[p].b == b) || (pairs[p].a == b && pairs[p].b == a))
                    r = pairs[p].r;
            cr_expect_float_eq(correlation(rows, k, a, b), r, 3 * (1 - r * r) / sqrt(N), "%u %u: %g for %g",
                               a, b, correlation(rows, k, a, b), r);
        }
}

/* Kolmogorov & Smirnov against the uniform distribution; 1.95 / sqrt(n) is the 0.999 point. */
static void assert_uniform(double *rows, uint32_t k, uint32_t f) {
    enum { BINS = 1000 };
    unsigned counts[BINS] = {0};
    double below = 0, worst = 0;
    for (size_t i = 0; i < N; i++) {
        cr_assert(rows[i * k + f] > 0 && rows[i * k + f] < 1);
        counts[(size_t)(rows[i * k + f] * BINS)]++;
    }
    for (size_t b = 0; b < BINS; b++) {
        below += counts[b];
        worst = fmax(worst, fabs(below / N - (double)(b + 1) / BINS));
    }
    cr_expect_lt(worst, 1.95 / sqrt(N), "input %u: %g", f, worst);
}

static const ns_correlation five[] = {{3, 1, -0.6}, {1, 4, 0.5}, {0, 5, 0.95}, {3, 4, 0.2}};

Test(copula, correlations_are_the_ones_asked_for_and_margins_stay_uniform) {
    ns_copula *copula = copula_of(6, five, 4);
    double *rows = uniforms(6);
    cr_assert_eq(ns_copula_size(copula), 5);
    cr_assert_eq(ns_copula_rows(copula, rows, N), NS_OK);
    assert_correlations(rows, 6, five, 4);
    for (uint32_t f = 0; f < 6; f++) assert_uniform(rows, 6, f);
    free(rows);
    ns_copula_free(copula);
}

/* Spearman's rank correlation is (6 / pi) asin(r / 2): 0.5 gives 0.48258. Its standard error is below 1 / sqrt(n). */
Test(copula, rank_correlation_is_as_documented) {
    const ns_correlation pair = {0, 1, 0.5};
    ns_copula *copula = copula_of(2, &pair, 1);
    double *rows = uniforms(2), sum = 0;
    cr_assert_eq(ns_copula_rows(copula, rows, N), NS_OK);
    for (size_t i = 0; i < N; i++) sum += (rows[2 * i] - 0.5) * (rows[2 * i + 1] - 0.5);
    cr_expect_float_eq(12 * sum / N, 0.48258, 3 / sqrt(N));
    free(rows);
    ns_copula_free(copula);
}

/* u = (Phi(1), Phi(-0.5)), r = 0.6: z2 = 0.6 * 1 + 0.8 * -0.5 = 0.2. The second input named is the one that moves. */
Test(copula, a_row_by_hand) {
    const ns_correlation pair = {2, 0, 0.6};
    ns_copula *copula = copula_of(3, &pair, 1);
    double row[] = {gsl_cdf_ugaussian_P(-0.5), 0.123, gsl_cdf_ugaussian_P(1)}, scratch[2];
    const double before[] = {row[0], row[1], row[2]};
    ns_copula_row(copula, row, scratch);
    cr_expect_float_eq(row[0], gsl_cdf_ugaussian_P(0.2), 1e-14);
    cr_expect_eq(row[1], before[1]);
    cr_expect_eq(row[2], before[2]);
    ns_copula_free(copula);
}

Test(copula, inputs_that_hang_on_no_earlier_one_keep_their_bits) {
    ns_copula *copula = copula_of(6, five, 4);
    double *rows = uniforms(6), *before = uniforms(6);
    cr_assert_eq(ns_copula_rows(copula, rows, N), NS_OK);
    for (size_t i = 0; i < N; i++) {
        cr_assert(rows[i * 6] == before[i * 6] && rows[i * 6 + 2] == before[i * 6 + 2] &&
                  rows[i * 6 + 3] == before[i * 6 + 3]);
        cr_assert(rows[i * 6 + 1] != before[i * 6 + 1] && rows[i * 6 + 5] != before[i * 6 + 5]);
    }
    free(rows);
    free(before);
    ns_copula_free(copula);
}

Test(copula, no_pairs_or_zero_correlations_change_nothing) {
    const ns_correlation zero[] = {{0, 1, 0}, {1, 2, 0}};
    for (size_t count = 0; count <= 2; count += 2) {
        ns_copula *copula = copula_of(3, zero, count);
        double *rows = uniforms(3), *before = uniforms(3);
        cr_assert_eq(ns_copula_rows(copula, rows, N), NS_OK);
        cr_assert_arr_eq(rows, before, N * 3 * sizeof *rows);
        free(rows);
        free(before);
        ns_copula_free(copula);
    }
    ns_copula_free(copula_of(0, NULL, 0));
    ns_copula_free(NULL);
}

Test(copula, ends_stay_inside) {
    const ns_correlation pair = {0, 1, -0.9};
    ns_copula *copula = copula_of(2, &pair, 1);
    const double ends[] = {0, 1, 0x1p-60, 1 - 0x1p-53, -1, 2};
    for (size_t a = 0; a < 6; a++)
        for (size_t b = 0; b < 6; b++) {
            double row[] = {ends[a], ends[b]}, scratch[2];
            ns_copula_row(copula, row, scratch);
            cr_expect(row[1] > 0 && row[1] < 1);
            cr_expect_eq(row[0], ends[a]);
        }
    ns_copula_free(copula);
}

/* --- refusals ------------------------------------------------------------------------------------------------------------- */

static ns_copula_fault refuse(uint32_t inputs, const ns_correlation *pairs, size_t count,
                              ns_copula_finding finding, size_t pair) {
    ns_copula *copula = (ns_copula *)&copula;
    ns_copula_fault fault;
    cr_expect_eq(ns_copula_new(&copula, inputs, pairs, count, &fault), NS_BAD_INPUT);
    cr_expect_null(copula);
    cr_expect_eq(fault.finding, finding, "%s", ns_copula_finding_text(fault.finding));
    cr_expect_eq(fault.pair, pair, "pair %zu", fault.pair);
    cr_expect_eq(ns_copula_new(&copula, inputs, pairs, count, NULL), NS_BAD_INPUT);
    return fault;
}

/* With r01 = r02 = 0.9 r12 lies in 0.81 -+ 0.19, and not at -0.5. */
Test(copula, the_pair_that_breaks_it_is_named_with_its_range) {
    const ns_correlation pairs[] = {{0, 1, 0.9}, {0, 2, 0.9}, {1, 2, -0.5}};
    const ns_copula_fault fault = refuse(3, pairs, 3, NS_COPULA_NOT_POSITIVE, 2);
    cr_expect_float_eq(fault.low, 0.62, 1e-12);
    cr_expect_float_eq(fault.high, 1, 1e-12);
}

/* 0 hangs on 1 and 2 by 0.8 each, which are uncorrelated: 0.64 + 0.64 > 1. r02 must lie within -+ 0.6. A pair given after it with
 * another input is not to blame. */
Test(copula, a_pair_that_is_not_given_counts_as_zero) {
    const ns_correlation pairs[] = {{0, 1, 0.8}, {0, 2, 0.8}, {3, 0, 0.1}};
    const ns_copula_fault fault = refuse(4, pairs, 3, NS_COPULA_NOT_POSITIVE, 1);
    cr_expect_float_eq(fault.low, -0.6, 1e-12);
    cr_expect_float_eq(fault.high, 0.6, 1e-12);
}

/* Input 3 has 0.9 with three uncorrelated inputs: no change of one will do. */
Test(copula, where_no_change_of_one_will_do_there_is_no_range) {
    const ns_correlation pairs[] = {{0, 1, 0}, {1, 2, 0}, {3, 0, 0.9}, {3, 1, 0.9}, {3, 2, 0.9}};
    const ns_copula_fault fault = refuse(4, pairs, 5, NS_COPULA_NOT_POSITIVE, 4);
    cr_expect(isnan(fault.low) && isnan(fault.high));
}

/* The last pair given of those whose change alone mends it: of 3-2 and 3-1 the latter cannot. */
Test(copula, blame_falls_on_a_pair_that_can_mend_it) {
    const ns_correlation pairs[] = {{0, 1, 0.6}, {1, 2, 0}, {3, 2, 0.9}, {3, 0, 0.5}, {3, 1, 0.3}};
    /* Without r32 the rest of input 3 leaves room for 1 - (0.25 + (0.3 - 0.3)^2 / 0.64) = 0.75: r32 within -+ 0.866. With r32 = 0.9
     * there is 0.19 left, and r30 = 0.5 alone takes 0.25: changing r31 does not help. Given r31 = 0.3 and r32 = 0.9 r30 must lie in
     * 0.6 * 0.3 -+ sqrt(0.64 (1 - 0.09 - 0.81)) = 0.18 -+ 0.25298. */
    const ns_copula_fault fault = refuse(4, pairs, 5, NS_COPULA_NOT_POSITIVE, 3);
    cr_expect_float_eq(fault.low, 0.18 - sqrt(0.064), 1e-12);
    cr_expect_float_eq(fault.high, 0.18 + sqrt(0.064), 1e-12);
}

/* Just inside the range it is taken, just outside not. */
Test(copula, the_range_is_the_range) {
    ns_correlation pairs[] = {{0, 1, 0.9}, {0, 2, 0.9}, {1, 2, 0.62 + 1e-6}};
    ns_copula_free(copula_of(3, pairs, 3));
    pairs[2].r = 0.62 - 1e-6;
    refuse(3, pairs, 3, NS_COPULA_NOT_POSITIVE, 2);
}

Test(copula, bad_pairs_are_named) {
    const ns_correlation same[] = {{0, 1, 0.5}, {2, 2, 0.5}}, twice[] = {{0, 1, 0.5}, {1, 2, 0}, {1, 0, 0.5}};
    refuse(3, same, 2, NS_COPULA_SAME_INPUT, 1);
    refuse(3, twice, 3, NS_COPULA_TWICE, 2);
    const double bad[] = {1, -1, 1.5, NAN, INFINITY};
    for (size_t k = 0; k < 5; k++) {
        const ns_correlation pairs[] = {{0, 1, 0.5}, {0, 2, bad[k]}};
        refuse(3, pairs, 2, NS_COPULA_OUT_OF_RANGE, 1);
    }
    ns_copula *copula = (ns_copula *)&copula;
    const ns_correlation beyond = {0, 3, 0.5};
    cr_assert_eq(ns_copula_new(&copula, 3, &beyond, 1, NULL), NS_BAD_USAGE);
    cr_assert_null(copula);
    for (int finding = 0; finding <= NS_COPULA_FINDING_COUNT; finding++)
        cr_expect(strlen(ns_copula_finding_text((ns_copula_finding)finding)) > 5);
}

/* 100 inputs that all hang together by 0.3: (1 - r) I + r J is positive definite. */
Test(copula, many_inputs) {
    enum { K = 100 };
    ns_correlation *pairs = malloc(K * (K - 1) / 2 * sizeof *pairs);
    size_t count = 0;
    for (uint32_t a = 0; a < K; a++)
        for (uint32_t b = a + 1; b < K; b++) pairs[count++] = (ns_correlation){a, b, 0.3};
    ns_copula *copula = copula_of(K, pairs, count);
    double *rows = uniforms(K);
    cr_assert_eq(ns_copula_rows(copula, rows, N), NS_OK);
    cr_expect_float_eq(correlation(rows, K, 0, 99), 0.3, 3 * 0.91 / sqrt(N));
    cr_expect_float_eq(correlation(rows, K, 98, 99), 0.3, 3 * 0.91 / sqrt(N));
    assert_uniform(rows, K, 99);
    pairs[count - 1].r = -0.9;
    refuse(K, pairs, count, NS_COPULA_NOT_POSITIVE, count - 1);
    free(rows);
    free(pairs);
    ns_copula_free(copula);
}
