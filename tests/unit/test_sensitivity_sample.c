/* Sensitivity from samples: rank regression, given data, variance of play. */
#include <criterion/criterion.h>
#include <gsl/gsl_multifit.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "experiment/sensitivity/sensitivity.h"
#include "negsim.h"
#include "sensitivity_functions.h"

static void near(double value, double expected, double tolerance) {
    cr_assert(fabs(value - expected) <= tolerance, "%.9f is not %.9f", value, expected);
}

static void is_none(ns_estimate e) {
    cr_assert(isnan(e.value) && isnan(e.low) && isnan(e.high) && isnan(e.error));
}

static ns_sensitivity_settings standard(void) { return ns_default_sensitivity(); }

/* --- rank regression -------------------------------------------------------------------------------------- */

/* Ranks differ by squares of 6, 8 and 22 in all: correlations 1 - 6 d / 210. */
Test(sensitivity_sample, rank_by_hand) {
    const double u[] = {1, 2, 2, 1, 3, 4, 4, 3, 5, 6, 6, 5}, y[] = {1, 3, 2, 6, 4, 5};
    const double r12 = 1 - 36.0 / 210, r1 = 1 - 48.0 / 210, r2 = 1 - 132.0 / 210;
    const ns_sample sample = {6, 2, u, y};
    const ns_sensitivity_settings settings = standard();
    ns_rank_effect e[2];
    ns_sensitivity_note note;
    double fit;
    cr_assert_eq(ns_rank_regression(e, &fit, &sample, &settings, &note), NS_OK);
    cr_assert_eq(note.finding, NS_FINDING_USABLE);
    near(e[0].srrc.value, (r1 - r2 * r12) / (1 - r12 * r12), 1e-13);
    near(e[1].srrc.value, (r2 - r1 * r12) / (1 - r12 * r12), 1e-13);
    near(fit, (r1 * r1 + r2 * r2 - 2 * r1 * r2 * r12) / (1 - r12 * r12), 1e-13);
    const double p1 = (r1 - r2 * r12) / sqrt((1 - r2 * r2) * (1 - r12 * r12));
    near(e[0].prcc.value, p1, 1e-13);
    near(e[0].prcc.value, 0.891971, 1e-6);
    near(e[1].prcc.value, (r2 - r1 * r12) / sqrt((1 - r1 * r1) * (1 - r12 * r12)), 1e-13);
    const double half = 1.959963984540054 * sqrt((1 + p1 * p1 / 2) / 2); /* n - p - 2 = 2 */
    near(atanh(e[0].prcc.low), atanh(p1) - half, 1e-9);
    near(atanh(e[0].prcc.high), atanh(p1) + half, 1e-9);
}

/* Average ranks of (0 0 0 1 1 1) are 2 and 5: r = 13.5 / sqrt(17.5 * 13.5). */
Test(sensitivity_sample, rank_ties_by_hand) {
    const double u[] = {6, 5, 4, 3, 2, 1}, y[] = {1, 1, 1, 0, 0, 0};
    const ns_sample sample = {6, 1, u, y};
    const ns_sensitivity_settings settings = standard();
    ns_rank_effect e;
    ns_sensitivity_note note;
    double fit;
    cr_assert_eq(ns_rank_regression(&e, &fit, &sample, &settings, &note), NS_OK);
    near(e.prcc.value, sqrt(13.5 / 17.5), 1e-14);
    near(fit, 13.5 / 17.5, 1e-14);
}

Test(sensitivity_sample, rank_of_monotone_functions_is_one) {
    double u[40], y[2][20];
    for (int i = 0; i < 20; i++) {
        u[2 * i] = sin(i);
        u[2 * i + 1] = cos(5 * i);
        y[0][i] = exp(3 * u[2 * i]);
        y[1][i] = -atan(u[2 * i]);
    }
    const ns_sensitivity_settings settings = standard();
    for (int sign = 0; sign < 2; sign++) {
        const ns_sample sample = {20, 2, u, y[sign]};
        ns_rank_effect e[2];
        ns_sensitivity_note note;
        double fit;
        cr_assert_eq(ns_rank_regression(e, &fit, &sample, &settings, &note), NS_OK);
        near(fit, 1, 1e-12);
        cr_assert_eq(e[0].prcc.value, sign ? -1 : 1);
        cr_assert(e[0].prcc.low == e[0].prcc.value && e[0].prcc.high == e[0].prcc.value);
        near(e[0].srrc.value, sign ? -1 : 1, 1e-12);
        is_none(e[1].prcc); /* nothing is left for it to explain */
        near(e[1].srrc.value, 0, 1e-12);
    }
}

/* Coefficients of GSL's least squares on the same ranks. */
Test(sensitivity_sample, rank_regression_is_that_of_gsl) {
    enum { N = 60, K = 4 };
    double u[N * K], y[N];
    gsl_matrix *x = gsl_matrix_alloc(N, K), *covariance = gsl_matrix_alloc(K, K);
    gsl_vector *z = gsl_vector_alloc(N), *slope = gsl_vector_alloc(K);
    gsl_multifit_linear_workspace *work = gsl_multifit_linear_alloc(N, K);
    gsl_rng *random = gsl_rng_alloc(ns_rng_xoshiro256pp);
    gsl_rng_set(random, 4);
    for (int i = 0; i < N; i++) {
        for (int j = 0; j < K; j++) u[i * K + j] = gsl_rng_uniform(random) + (j ? 0.5 * u[i * K] : 0);
        y[i] = u[i * K] - 2 * u[i * K + 1] + pow(u[i * K + 2], 2) + gsl_rng_uniform(random);
    }
    for (int i = 0; i < N; i++) { /* ranks by counting, about their mean */
        double rank = 0.5 - N / 2.0;
        for (int other = 0; other < N; other++) rank += y[other] < y[i];
        gsl_vector_set(z, i, rank);
        for (int j = 0; j < K; j++) {
            rank = 0.5 - N / 2.0;
            for (int other = 0; other < N; other++) rank += u[other * K + j] < u[i * K + j];
            gsl_matrix_set(x, i, j, rank);
        }
    }
    double squares, all = 0;
    gsl_multifit_linear(x, z, slope, covariance, &squares, work);
    for (int i = 0; i < N; i++) all += gsl_vector_get(z, i) * gsl_vector_get(z, i);
    const ns_sample sample = {N, K, u, y};
    const ns_sensitivity_settings settings = standard();
    ns_rank_effect e[K];
    ns_sensitivity_note note;
    double fit;
    cr_assert_eq(ns_rank_regression(e, &fit, &sample, &settings, &note), NS_OK);
    for (int j = 0; j < K; j++) near(e[j].srrc.value, gsl_vector_get(slope, j), 1e-12);
    near(fit, 1 - squares / all, 1e-12);
    gsl_rng_free(random);
    gsl_multifit_linear_free(work);
    gsl_vector_free(slope);
    gsl_vector_free(z);
    gsl_matrix_free(covariance);
    gsl_matrix_free(x);
}

/* Inputs: free, constant, the first doubled, one of three groups as three 0/1 columns (they sum to 1). */
Test(sensitivity_sample, rank_leaves_out_what_follows) {
    enum { N = 30, K = 6 };
    double u[N * K], y[N];
    for (int i = 0; i < N; i++) {
        const double x = sin(7 * i), row[K] = {x, 5, 2 * x + 1, i % 3 == 0, i % 3 == 1, i % 3 == 2};
        memcpy(u + i * K, row, sizeof row);
        y[i] = x + (i % 3 == 1) + 0.3 * cos(11 * i);
    }
    const ns_sample sample = {N, K, u, y};
    const ns_sensitivity_settings settings = standard();
    ns_rank_effect e[K];
    ns_sensitivity_note note;
    double fit;
    cr_assert_eq(ns_rank_regression(e, &fit, &sample, &settings, &note), NS_OK);
    cr_assert_eq(note.finding, NS_FINDING_INPUTS_LEFT_OUT);
    static const bool constant[K] = {0, 1, 0, 0, 0, 0}, collinear[K] = {0, 0, 1, 0, 0, 1};
    for (int j = 0; j < K; j++) {
        cr_assert(e[j].constant == constant[j] && e[j].collinear == collinear[j], "%d", j);
        cr_assert_eq(isnan(e[j].prcc.value), constant[j] || collinear[j], "%d", j);
        cr_assert_eq(isnan(e[j].srrc.value), constant[j] || collinear[j], "%d", j);
    }
    cr_assert(e[0].prcc.low > 0.5 && e[4].prcc.low > 0.3 && fit > 0.5);
    const double flat[N] = {0};
    for (int i = 0; i < N * K; i++) u[i] = 2;
    cr_assert_eq(ns_rank_regression(e, &fit, &sample, &settings, &note), NS_OK);
    cr_assert(note.finding == NS_FINDING_INPUTS_LEFT_OUT && isnan(fit) && isnan(e[5].prcc.value));
    const ns_sample still = {N, K, u, flat};
    cr_assert_eq(ns_rank_regression(e, &fit, &still, &settings, &note), NS_OK);
    cr_assert_eq(note.finding, NS_FINDING_CONSTANT);
}

Test(sensitivity_sample, rank_refuses) {
    double u[12] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, y[6] = {1, 2, 3, 4, 5, 7};
    ns_sample sample = {6, 2, u, y};
    const ns_sensitivity_settings settings = standard();
    ns_rank_effect e[2];
    ns_sensitivity_note note;
    double fit;
    for (uint64_t n = 0; n < 6; n++) {
        sample.n = n;
        cr_assert_eq(ns_rank_regression(e, &fit, &sample, &settings, &note), NS_BAD_INPUT);
        cr_assert(note.finding == NS_FINDING_TOO_FEW && note.enough == 6 && note.more == 6 - n && isnan(fit));
    }
    sample.n = 6;
    u[7] = NAN;
    cr_assert_eq(ns_rank_regression(e, &fit, &sample, &settings, &note), NS_BAD_INPUT);
    cr_assert(note.finding == NS_FINDING_NOT_A_NUMBER && note.at == 7);
    u[7] = 8;
    y[5] = INFINITY;
    cr_assert_eq(ns_rank_regression(e, &fit, &sample, &settings, &note), NS_BAD_INPUT);
    cr_assert_eq(note.at, 17);
    sample.n = SIZE_MAX / 16;
    cr_assert_eq(ns_rank_regression(e, &fit, &sample, &settings, &note), NS_BAD_USAGE);
    sample = (ns_sample){6, 0, u, y};
    cr_assert_eq(ns_rank_regression(e, &fit, &sample, &settings, &note), NS_BAD_USAGE);
}

/* --- given data ------------------------------------------------------------------------------------------- */

/* y = x = 1 .. 10 in two classes: means 3 and 8 about 5.5, 62.5 of 82.5; less noise: 1 - (20 / 82.5)(9 / 8). */
Test(sensitivity_sample, given_data_by_hand) {
    double u[10];
    for (int i = 0; i < 10; i++) u[i] = (i * 7) % 10 + 1;
    const ns_sample sample = {10, 1, u, u};
    ns_sensitivity_settings settings = standard();
    ns_given_effect e;
    ns_sensitivity_note note;
    settings.classes = 2;
    cr_assert_eq(ns_given_data_indices(&e, &sample, &settings, &note), NS_OK);
    cr_assert_eq(e.classes, 2);
    near(e.first.value, 1 - 20 / 82.5 * 9 / 8, 1e-14);
    near(e.floor, 1 - 9.0 / 8 / (1 + ns_fisher_95(1, 8) / 8), 1e-14);
    settings.noise = 82.5 / 9 / 2; /* half of the variance */
    cr_assert_eq(ns_given_data_indices(&e, &sample, &settings, &note), NS_OK);
    near(e.first.value, 2 * (1 - 20 / 82.5 * 9 / 8), 1e-14);
    settings.noise = 82.5 / 9;
    cr_assert_eq(ns_given_data_indices(&e, &sample, &settings, &note), NS_OK);
    cr_assert_eq(note.finding, NS_FINDING_CONSTANT);
}

Test(sensitivity_sample, given_data_of_known_functions) {
    enum { N = 10000, K = 3 };
    static const double linear[K] = {0.8, 0.2, 0}, ishigami[K] = {0.3139, 0.4424, 0};
    double *u = malloc(N * K * sizeof *u), *y = malloc(2 * N * sizeof *y);
    gsl_rng *random = gsl_rng_alloc(ns_rng_xoshiro256pp);
    gsl_rng_set(random, 3);
    for (int i = 0; i < N; i++) {
        for (int j = 0; j < K; j++) u[i * K + j] = gsl_rng_uniform(random);
        y[i] = 2 * u[i * K] - u[i * K + 1];
        y[N + i] = test_ishigami(u + i * K);
    }
    const ns_sensitivity_settings settings = standard();
    for (int f = 0; f < 2; f++) {
        const ns_sample sample = {N, K, u, y + f * N};
        ns_given_effect e[K];
        ns_sensitivity_note note;
        cr_assert_eq(ns_given_data_indices(e, &sample, &settings, &note), NS_OK);
        cr_assert_eq(e[0].classes, 100);
        for (int j = 0; j < K; j++) {
            const double truth = (f ? ishigami : linear)[j];
            near(e[j].first.value, truth, 0.02);
            cr_assert(e[j].first.low <= truth && truth <= e[j].first.high);
            cr_assert_eq(e[j].first.value > e[j].floor, truth > 0, "%d %d", f, j);
        }
        cr_assert(note.half_width < 0.02 && note.more == 0);
    }
    gsl_rng_free(random);
    free(u);
    free(y);
}

/* The floor is exceeded by one in twenty inputs without influence, also by ones with ties and for a share as outcome; intervals hold 0. */
Test(sensitivity_sample, given_data_of_noise) {
    enum { N = 400, K = 40, ROUNDS = 10 };
    double u[N * K], y[N];
    unsigned above = 0, without_zero = 0;
    double error = 0;
    gsl_rng *random = gsl_rng_alloc(ns_rng_xoshiro256pp);
    gsl_rng_set(random, 11);
    const ns_sensitivity_settings settings = standard();
    for (int round = 0; round < ROUNDS; round++) {
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < K; j++) u[i * K + j] = gsl_rng_uniform(random);
            for (int j = 0; j < K / 2; j++) u[i * K + j] = floor(5 * u[i * K + j]);
            y[i] = gsl_rng_uniform(random);
            if (round % 2) y[i] = y[i] < 0.3;
        }
        const ns_sample sample = {N, K, u, y};
        ns_given_effect e[K];
        ns_sensitivity_note note;
        cr_assert_eq(ns_given_data_indices(e, &sample, &settings, &note), NS_OK);
        for (int j = 0; j < K; j++) {
            cr_assert_eq(e[j].classes, j < K / 2 ? 5 : 20);
            above += e[j].first.value > e[j].floor;
            without_zero += e[j].first.low > 0;
            error += e[j].first.error / sqrt(2 * (e[j].classes - 1.0)) * N / (K * ROUNDS);
            cr_assert(e[j].floor > 0 && e[j].floor < 0.05);
        }
    }
    gsl_rng_free(random);
    cr_assert(above >= 6 && above <= 36, "%u of 400",
              above); /* 20 expected, -+ 4 standard deviations at most */
    cr_assert(without_zero <= 20, "%u of 400", without_zero);
    cr_assert(error > 0.95 && error < 1.25, "%g of the true standard error", error);
}

/* Only the order of an input counts. */
Test(sensitivity_sample, given_data_of_a_transformed_input) {
    enum { N = 200 };
    double u[2 * N], y[N];
    for (int i = 0; i < N; i++) {
        u[2 * i] = fmod(i * 0.6180339887, 1);
        u[2 * i + 1] = -exp(20 * u[2 * i]);
        y[i] = sin(6 * u[2 * i]) + fmod(i * 0.4142135623, 1);
    }
    const ns_sample sample = {N, 2, u, y};
    const ns_sensitivity_settings settings = standard();
    ns_given_effect e[2];
    ns_sensitivity_note note;
    cr_assert_eq(ns_given_data_indices(e, &sample, &settings, &note), NS_OK);
    cr_assert(e[0].first.value > 0.7 && e[0].classes == 14);
    near(e[1].first.value, e[0].first.value, 0.02); /* classes are cut from the other end */
    near(e[1].floor, e[0].floor, 1e-12);
}

Test(sensitivity_sample, given_data_leaves_out_and_refuses) {
    double u[60], y[30], flat[30] = {0};
    for (int i = 0; i < 30; i++) {
        u[2 * i] = i;
        u[2 * i + 1] = 4;
        y[i] = i % 7;
    }
    ns_sample sample = {30, 2, u, y};
    ns_sensitivity_settings settings = standard();
    ns_given_effect e[2];
    ns_sensitivity_note note;
    cr_assert_eq(ns_given_data_indices(e, &sample, &settings, &note), NS_OK);
    cr_assert_eq(note.finding, NS_FINDING_INPUTS_LEFT_OUT);
    cr_assert(!isnan(e[0].first.value) && e[0].classes == 5);
    is_none(e[1].first);
    cr_assert(isnan(e[1].floor) && e[1].classes == 1);
    settings.classes = 16;
    cr_assert_eq(ns_given_data_indices(e, &sample, &settings, &note), NS_BAD_INPUT);
    cr_assert(note.finding == NS_FINDING_TOO_FEW && note.enough == 32 && note.more == 2);
    settings.classes = 0;
    for (uint64_t n = 0; n < 10; n++) {
        sample.n = n;
        cr_assert_eq(ns_given_data_indices(e, &sample, &settings, &note), NS_BAD_INPUT);
        cr_assert(note.finding == NS_FINDING_TOO_FEW && note.enough == 10);
    }
    sample = (ns_sample){30, 2, u, flat};
    cr_assert_eq(ns_given_data_indices(e, &sample, &settings, &note), NS_OK);
    cr_assert_eq(note.finding, NS_FINDING_CONSTANT);
    is_none(e[0].first);
    flat[3] = NAN;
    cr_assert_eq(ns_given_data_indices(e, &sample, &settings, &note), NS_BAD_INPUT);
    cr_assert(note.finding == NS_FINDING_NOT_A_NUMBER && note.at == 63);
    sample.k = NS_MAX_INPUTS + 1;
    cr_assert_eq(ns_given_data_indices(e, &sample, &settings, &note), NS_BAD_USAGE);
}

/* --- variance of play ------------------------------------------------------------------------------------- */

/* Draws (0, 2) and (4, 6): MS_w = 4 / 2, MS_b = 2 (4 + 4) / 1, between (16 - 2) / 2. */
Test(sensitivity_sample, play_by_hand) {
    const double y[] = {0, 2, 4, 6};
    const ns_sensitivity_settings settings = standard();
    ns_play_variance v;
    ns_sensitivity_note note;
    cr_assert_eq(ns_variance_of_play(&v, y, 2, 2, &settings, &note), NS_OK);
    near(v.mean, 3, 1e-15);
    near(v.between, 7, 1e-14);
    near(v.within, 2, 1e-15);
    near(v.share.value, 2.0 / 9, 1e-14);
    cr_assert(v.share.low >= 0 && v.share.high <= 1);
}

Test(sensitivity_sample, play_alone_and_draws_alone) {
    const double play[] = {0, 2, 2, 0, 0, 2}, draws[] = {1, 1, 5, 5, 3, 3};
    const ns_sensitivity_settings settings = standard();
    ns_play_variance v;
    ns_sensitivity_note note;
    cr_assert_eq(ns_variance_of_play(&v, play, 3, 2, &settings, &note), NS_OK);
    near(v.between, -1, 1e-15); /* unbiased: (0 - 2) / 2 */
    cr_assert_eq(v.share.value, 1);
    cr_assert_eq(ns_variance_of_play(&v, draws, 3, 2, &settings, &note), NS_OK);
    near(v.between, 4, 1e-14);
    cr_assert(v.within == 0 && v.share.value == 0 && v.share.low == 0 && v.share.high == 0);
}

/* As for Sobol': of two resamples, the percentiles give back the figures of the draws as resampled. */
Test(sensitivity_sample, play_resamples_draws) {
    enum { DRAWS = 12 };
    double y[2 * DRAWS], again[2];
    ns_sensitivity_settings settings = standard();
    ns_play_variance v;
    ns_sensitivity_note note;
    settings.resamples = 2;
    settings.rule = NS_BOOTSTRAP_PERCENTILE;
    for (int i = 0; i < 2 * DRAWS; i++) y[i] = i / 2 + 3 * sin(9 * i);
    for (uint64_t b = 0; b < 2; b++) {
        double counts[DRAWS], resampled[2 * DRAWS];
        int row = 0;
        ns_bootstrap_counts(counts, DRAWS, 0, b, ns_hash_text("play"));
        for (int d = 0; d < DRAWS; d++)
            for (int c = 0; c < counts[d]; c++, row++) memcpy(resampled + 2 * row, y + 2 * d, 2 * sizeof *y);
        cr_assert_eq(ns_variance_of_play(&v, resampled, DRAWS, 2, &settings, &note), NS_OK);
        again[b] = v.share.value;
    }
    cr_assert_eq(ns_variance_of_play(&v, y, DRAWS, 2, &settings, &note), NS_OK);
    near(v.share.low + v.share.high, again[0] + again[1], 1e-12);
    near(v.share.high - v.share.low, 0.95 * fabs(again[0] - again[1]), 1e-12);
}

/* Means over many small experiments are the parts that were put in: 1 between, 4 within. */
Test(sensitivity_sample, play_is_unbiased) {
    enum { DRAWS = 6, PLAYS = 3, TIMES = 4000 };
    double y[DRAWS * PLAYS], between = 0, within = 0;
    gsl_rng *random = gsl_rng_alloc(ns_rng_xoshiro256pp);
    gsl_rng_set(random, 2);
    ns_sensitivity_settings settings = standard();
    settings.resamples = 2;
    for (int t = 0; t < TIMES; t++) {
        for (int d = 0; d < DRAWS; d++) {
            const double draw = sqrt(12) * gsl_rng_uniform(random);
            for (int p = 0; p < PLAYS; p++) y[d * PLAYS + p] = draw + 2 * sqrt(12) * gsl_rng_uniform(random);
        }
        ns_play_variance v;
        ns_sensitivity_note note;
        cr_assert_eq(ns_variance_of_play(&v, y, DRAWS, PLAYS, &settings, &note), NS_OK);
        between += v.between / TIMES;
        within += v.within / TIMES;
    }
    gsl_rng_free(random);
    near(between, 1, 0.1);
    near(within, 4, 0.1);
}

Test(sensitivity_sample, play_refuses) {
    double y[] = {1, 1, 1, 1};
    const ns_sensitivity_settings settings = standard();
    ns_play_variance v;
    ns_sensitivity_note note;
    cr_assert_eq(ns_variance_of_play(&v, y, 2, 2, &settings, &note), NS_OK);
    cr_assert(note.finding == NS_FINDING_CONSTANT && isnan(v.within));
    is_none(v.share);
    for (uint64_t n = 0; n < 2; n++) {
        cr_assert_eq(ns_variance_of_play(&v, y, n, 2, &settings, &note), NS_BAD_INPUT);
        cr_assert(note.finding == NS_FINDING_TOO_FEW && note.at == 0 && note.more == 2 - n);
        cr_assert_eq(ns_variance_of_play(&v, y, 2, n, &settings, &note), NS_BAD_INPUT);
        cr_assert(note.finding == NS_FINDING_TOO_FEW && note.at == 1 && note.more == 2 - n);
    }
    y[2] = NAN;
    cr_assert_eq(ns_variance_of_play(&v, y, 2, 2, &settings, &note), NS_BAD_INPUT);
    cr_assert(note.finding == NS_FINDING_NOT_A_NUMBER && note.at == 2);
    cr_assert_eq(ns_variance_of_play(&v, y, SIZE_MAX / 2, 3, &settings, &note), NS_BAD_USAGE);
}
