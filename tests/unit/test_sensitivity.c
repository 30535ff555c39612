/* Sensitivity from designs: Sobol' indices, elementary effects, tornado; what all estimators share. */
#include <criterion/criterion.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_qrng.h>
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

static ns_sensitivity_settings quick(uint32_t resamples) {
    ns_sensitivity_settings settings = ns_default_sensitivity();
    settings.resamples = resamples;
    return settings;
}

/* --- what is shared --------------------------------------------------------------------------------------- */

Test(sensitivity, table_of_kinds) {
    static const char *const names[] = {"sobol", "morris", "tornado", "rank", "given_data", "play", NULL};
    size_t i = 0;
    for (; ns_sensitivity_table[i]; i++) {
        const ns_kind *kind = ns_sensitivity_table[i];
        cr_assert_str_eq(kind->name, names[i]);
        cr_assert(strlen(kind->summary) > 20 && strlen(kind->citation) > 20);
        cr_assert_eq(&ns_sensitivity_find(kind->name)->head, kind);
    }
    cr_assert_null(names[i]);
    cr_assert_null(ns_sensitivity_find("sobo"));
    cr_assert_str_eq(ns_sensitivity_find("sobol")->design, "saltelli");
    cr_assert_null(ns_sensitivity_find("given_data")->design);
    cr_assert_not(ns_sensitivity_find("given_data")->independent);
}

Test(sensitivity, findings_have_texts) {
    for (int f = 0; f < NS_FINDING_COUNT; f++) cr_assert(strlen(ns_finding_text((ns_finding)f)) > 5);
    cr_assert_str_eq(ns_finding_text((ns_finding)99), "unknown finding");
}

Test(sensitivity, student_quantile_is_that_of_gsl) {
    for (int n = 1; n <= 300; n++) near(ns_student_975(n), gsl_cdf_tdist_Pinv(0.975, n), n < 5 ? 1e-3 : 1e-5);
    near(ns_student_975(1), 12.7062047, 1e-6);
    near(ns_student_975(1e9), 1.959963985, 1e-6);
}

/* By the distribution function: GSL's inverse gives up at some of these. */
Test(sensitivity, fisher_quantile_leaves_5_percent) {
    for (int a = 1; a <= 256; a *= 2)
        for (int b = 8; b <= 8192; b *= 4)
            near(gsl_cdf_fdist_Q(ns_fisher_95(a, b), a, b), 0.05, a == 1 ? 0.003 : a == 2 ? 0.0015 : 0.0007);
}

Test(sensitivity, settings_out_of_range) {
    double y[3] = {1, 2, 3};
    ns_sobol_outputs outputs = {1, 1, y, y + 1, y + 2};
    ns_estimate first, total;
    ns_sensitivity_note note;
    ns_sensitivity_settings bad[] = {
        quick(1), quick(NS_MAX_RESAMPLES + 1), quick(10), quick(10), quick(10), quick(10), quick(10),
        quick(10)};
    bad[2].half_width = 0;
    bad[3].half_width = NAN;
    bad[4].noise = -1;
    bad[5].noise = NAN;
    bad[6].classes = 1;
    bad[7].rule = (ns_bootstrap_rule)7;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        cr_assert_eq(ns_sobol_indices(&first, &total, &outputs, &bad[i], &note), NS_BAD_USAGE, "%zu", i);
}

/* --- Sobol' ----------------------------------------------------------------------------------------------- */

/* Outputs of f at the blocks made of the first n points of GSL's Sobol' sequence in 2 k dimensions. */
static ns_sobol_outputs blocks(test_function f, uint32_t k, uint64_t n) {
    double *y = malloc(n * (k + 2) * sizeof *y), u[2 * TEST_INPUTS], mixed[TEST_INPUTS];
    gsl_qrng *points = gsl_qrng_alloc(gsl_qrng_sobol, 2 * k);
    for (uint64_t i = 0; i < n; i++) {
        gsl_qrng_get(points, u);
        y[i] = f(u);
        y[n + i] = f(u + k);
        for (uint32_t j = 0; j < k; j++) {
            memcpy(mixed, u, k * sizeof *u);
            mixed[j] = u[k + j];
            y[(2 + j) * n + i] = f(mixed);
        }
    }
    gsl_qrng_free(points);
    return (ns_sobol_outputs){n, k, y, y + n, y + 2 * n};
}

static void blocks_free(ns_sobol_outputs *outputs) {
    double *y;
    memcpy(&y, &outputs->a, sizeof y);
    free(y);
}

static void matches(test_function f, uint32_t k, uint64_t n, const double *first_true,
                    const double *total_true, double tolerance) {
    ns_sobol_outputs outputs = blocks(f, k, n);
    ns_estimate first[TEST_INPUTS], total[TEST_INPUTS];
    ns_sensitivity_note note;
    const ns_sensitivity_settings settings = quick(100);
    cr_assert_eq(ns_sobol_indices(first, total, &outputs, &settings, &note), NS_OK);
    cr_assert_eq(note.finding, NS_FINDING_USABLE);
    for (uint32_t j = 0; j < k; j++) {
        near(first[j].value, first_true[j], tolerance);
        near(total[j].value, total_true[j], tolerance);
        cr_assert(first[j].low <= first_true[j] && first_true[j] <= first[j].high, "first of %u", j);
        cr_assert(total[j].low <= total_true[j] && total_true[j] <= total[j].high, "total of %u", j);
    }
    blocks_free(&outputs);
}

Test(sensitivity, sobol_of_ishigami) {
    static const double first[] = {0.3139, 0.4424, 0}, total[] = {0.5576, 0.4424, 0.2437};
    matches(test_ishigami, 3, 4096, first, total, 0.01);
}

Test(sensitivity, sobol_of_the_g_function) {
    double first[8], total[8], all = 1;
    for (int j = 0; j < 8; j++) all *= 1 + 1 / (3 * pow(1 + test_g_constants[j], 2));
    for (int j = 0; j < 8; j++) {
        const double own = 1 / (3 * pow(1 + test_g_constants[j], 2));
        first[j] = own / (all - 1);
        total[j] = own * all / (1 + own) / (all - 1);
    }
    near(first[0], 0.7162, 1e-4); /* Saltelli et al. 2010 */
    near(total[0], 0.7871, 1e-4);
    matches(test_g, 8, 4096, first, total, 0.01);
}

/* A = (0, 2), B = (4, 2), AB = B: mean 2, V = 8/3; first: (1/2)(2 * 4 + 0) = 4; total: (1/4)(16 + 0) = 4. */
Test(sensitivity, sobol_by_hand) {
    const double a[] = {0, 2}, b[] = {4, 2};
    const ns_sobol_outputs outputs = {2, 1, a, b, b};
    ns_sensitivity_settings settings = quick(10);
    ns_estimate first, total;
    ns_sensitivity_note note;
    cr_assert_eq(ns_sobol_indices(&first, &total, &outputs, &settings, &note), NS_OK);
    near(first.value, 1.5, 1e-14);
    near(total.value, 1.5, 1e-14);
    settings.noise = 2.0 / 3;
    cr_assert_eq(ns_sobol_indices(&first, &total, &outputs, &settings, &note), NS_OK);
    near(first.value, 2, 1e-14);
    near(total.value, 5.0 / 3, 1e-14);
    settings.noise = 8.0 / 3;
    cr_assert_eq(ns_sobol_indices(&first, &total, &outputs, &settings, &note), NS_OK);
    cr_assert_eq(note.finding, NS_FINDING_CONSTANT);
    is_none(first);
    is_none(total);
}

/* Neither a shift nor a scale changes an index; a large mean costs no digits that matter. */
Test(sensitivity, sobol_is_centred) {
    ns_sobol_outputs outputs = blocks(test_ishigami, 3, 256);
    double *moved = malloc(256 * 5 * sizeof *moved);
    for (int i = 0; i < 256 * 5; i++) moved[i] = 1e6 - 3 * outputs.a[i];
    const ns_sobol_outputs shifted = {256, 3, moved, moved + 256, moved + 512};
    const ns_sensitivity_settings settings = quick(50);
    ns_estimate first[2][3], total[2][3];
    ns_sensitivity_note note;
    cr_assert_eq(ns_sobol_indices(first[0], total[0], &outputs, &settings, &note), NS_OK);
    cr_assert_eq(ns_sobol_indices(first[1], total[1], &shifted, &settings, &note), NS_OK);
    for (int j = 0; j < 3; j++) {
        near(first[1][j].value, first[0][j].value, 1e-8);
        near(first[1][j].low, first[0][j].low, 1e-8);
        near(total[1][j].high, total[0][j].high, 1e-8);
    }
    free(moved);
    blocks_free(&outputs);
}

Test(sensitivity, bootstrap_follows_its_seed_and_rule) {
    ns_sobol_outputs outputs = blocks(test_ishigami, 3, 64);
    ns_sensitivity_settings settings = quick(200);
    ns_estimate first[4][3], total[4][3];
    ns_sensitivity_note note;
    for (int run = 0; run < 4; run++) {
        settings.seed = run < 2 ? 7 : 8;
        settings.rule = run < 3 ? NS_BOOTSTRAP_NORMAL : NS_BOOTSTRAP_PERCENTILE;
        cr_assert_eq(ns_sobol_indices(first[run], total[run], &outputs, &settings, &note), NS_OK);
    }
    cr_assert_arr_eq(first[0], first[1], sizeof first[0]);
    cr_assert_arr_eq(total[0], total[1], sizeof total[0]);
    cr_assert_neq(first[2][0].low, first[0][0].low);
    cr_assert_eq(first[2][0].value, first[0][0].value);
    near(first[2][0].high - first[2][0].value, 1.959963984540054 * first[2][0].error, 1e-12);
    cr_assert_eq(first[3][0].error, first[2][0].error);
    near(first[3][0].high - first[3][0].low, first[2][0].high - first[2][0].low, 0.15 * first[2][0].high);
    cr_assert_neq(first[3][0].low, first[2][0].low);
    blocks_free(&outputs);
}

Test(sensitivity, sobol_says_how_many_more) {
    ns_sobol_outputs outputs = blocks(test_ishigami, 3, 100);
    ns_sensitivity_settings settings = quick(200);
    ns_estimate first[3], total[3];
    ns_sensitivity_note note;
    settings.half_width = 0.01;
    cr_assert_eq(ns_sobol_indices(first, total, &outputs, &settings, &note), NS_OK);
    cr_assert_eq(note.size, 100);
    cr_assert_eq(note.next_power, 128);
    double widest = 0;
    for (int j = 0; j < 3; j++)
        widest = fmax(widest, fmax(first[j].high - first[j].low, total[j].high - total[j].low) / 2);
    near(note.half_width, widest, 1e-15);
    const double wanted = 100 * widest * widest / 1e-4;
    cr_assert((double)note.enough >= wanted && (double)note.enough < 2 * wanted + 1);
    cr_assert_eq(note.enough & (note.enough - 1), 0);
    cr_assert_eq(note.more, note.enough - 100);
    settings.half_width = 10;
    cr_assert_eq(ns_sobol_indices(first, total, &outputs, &settings, &note), NS_OK);
    cr_assert_eq(note.more, 0);
    blocks_free(&outputs);
}

/* The number of rows that it names does give the half-width, to within what a standard error from 64 rows is worth. */
Test(sensitivity, sobol_advice_holds) {
    ns_sobol_outputs outputs = blocks(test_ishigami, 3, 256);
    ns_sensitivity_settings settings = quick(200);
    ns_estimate first[3], total[3];
    ns_sensitivity_note note;
    cr_assert_eq(ns_sobol_indices(first, total, &outputs, &settings, &note), NS_OK);
    cr_assert(note.more > 0 && note.enough <= 65536);
    blocks_free(&outputs);
    outputs = blocks(test_ishigami, 3, note.enough);
    settings.resamples = 50;
    cr_assert_eq(ns_sobol_indices(first, total, &outputs, &settings, &note), NS_OK);
    cr_assert(note.half_width < 1.3 * settings.half_width, "%g", note.half_width);
    blocks_free(&outputs);
}

Test(sensitivity, sobol_refuses) {
    double y[12] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    ns_sobol_outputs outputs = {3, 2, y, y + 3, y + 6};
    const ns_sensitivity_settings settings = quick(10);
    ns_estimate first[2], total[2];
    ns_sensitivity_note note;
    const double bad[] = {NAN, INFINITY, -INFINITY, 1e101};
    for (int b = 0; b < 4; b++)
        for (int at = 0; at < 12; at++) {
            const double kept = y[at];
            y[at] = bad[b];
            cr_assert_eq(ns_sobol_indices(first, total, &outputs, &settings, &note), NS_BAD_INPUT);
            cr_assert(note.finding == NS_FINDING_NOT_A_NUMBER && note.at == (uint64_t)at);
            is_none(first[1]);
            is_none(total[0]);
            y[at] = kept;
        }
    for (uint64_t n = 0; n < 2; n++) {
        outputs.n = n;
        cr_assert_eq(ns_sobol_indices(first, total, &outputs, &settings, &note), NS_BAD_INPUT);
        cr_assert_eq(note.finding, NS_FINDING_TOO_FEW);
        cr_assert(note.enough == 2 && note.more == 2 - n);
    }
    outputs.n = SIZE_MAX / 8;
    cr_assert_eq(ns_sobol_indices(first, total, &outputs, &settings, &note), NS_BAD_USAGE);
    outputs = (ns_sobol_outputs){3, 0, y, y, y};
    cr_assert_eq(ns_sobol_indices(first, total, &outputs, &settings, &note), NS_BAD_USAGE);
    outputs.k = NS_MAX_INPUTS + 1;
    cr_assert_eq(ns_sobol_indices(first, total, &outputs, &settings, &note), NS_BAD_USAGE);
}

Test(sensitivity, sobol_of_a_constant) {
    double y[16];
    for (int i = 0; i < 16; i++) y[i] = 0.1;
    const ns_sobol_outputs outputs = {4, 2, y, y + 4, y + 8};
    const ns_sensitivity_settings settings = quick(10);
    ns_estimate first[2], total[2];
    ns_sensitivity_note note;
    cr_assert_eq(ns_sobol_indices(first, total, &outputs, &settings, &note), NS_OK);
    cr_assert_eq(note.finding, NS_FINDING_CONSTANT);
    is_none(first[0]);
    is_none(total[1]);
    y[2] = 0.1 * (1 + 1e-15); /* the same but for rounding */
    cr_assert_eq(ns_sobol_indices(first, total, &outputs, &settings, &note), NS_OK);
    cr_assert_eq(note.finding, NS_FINDING_CONSTANT);
}

/* Of two resamples the percentiles are 2.5% and 97.5% of the way between their figures, which are those of the rows as resampled. */
Test(sensitivity, bootstrap_figures_are_of_the_rows_as_resampled) {
    enum { N = 32 };
    ns_sobol_outputs outputs = blocks(test_ishigami, 3, N);
    ns_sensitivity_settings settings = quick(2);
    ns_estimate first[3], total[3], again[2][2][3];
    ns_sensitivity_note note;
    settings.rule = NS_BOOTSTRAP_PERCENTILE;
    settings.seed = 5;
    cr_assert_eq(ns_sobol_indices(first, total, &outputs, &settings, &note), NS_OK);
    for (uint64_t b = 0; b < 2; b++) {
        double counts[N], y[5 * N];
        uint64_t row = 0;
        ns_bootstrap_counts(counts, N, 5, b, ns_hash_text("sobol"));
        for (int i = 0; i < N; i++)
            for (int c = 0; c < counts[i]; c++, row++)
                for (int block = 0; block < 5; block++) y[block * N + row] = outputs.a[block * N + i];
        const ns_sobol_outputs resampled = {N, 3, y, y + N, y + 2 * N};
        cr_assert_eq(ns_sobol_indices(again[b][0], again[b][1], &resampled, &settings, &note), NS_OK);
    }
    for (int j = 0; j < 3; j++) {
        near(first[j].low + first[j].high, again[0][0][j].value + again[1][0][j].value, 1e-12);
        near(total[j].low + total[j].high, again[0][1][j].value + again[1][1][j].value, 1e-12);
        near(first[j].high - first[j].low, 0.95 * fabs(again[0][0][j].value - again[1][0][j].value), 1e-12);
        near(total[j].high - total[j].low, 0.95 * fabs(again[0][1][j].value - again[1][1][j].value), 1e-12);
    }
    blocks_free(&outputs);
}

/* Resamples without variance have no figure; where more than half have none, there is no interval. */
Test(sensitivity, bootstrap_of_few_figures) {
    const ns_sensitivity_settings settings = quick(6);
    double half[] = {NAN, 1, 3, NAN, 2, NAN}, fewer[] = {NAN, 1, NAN, NAN, 2, NAN};
    ns_estimate estimate = ns_bootstrap_estimate(2, half, &settings);
    near(estimate.error, 1, 1e-15);
    near(estimate.low, 2 - 1.959963984540054, 1e-15);
    estimate = ns_bootstrap_estimate(2, fewer, &settings);
    cr_assert(estimate.value == 2 && isnan(estimate.low) && isnan(estimate.high) && isnan(estimate.error));
}

Test(sensitivity, bootstrap_percentiles_by_hand) {
    ns_sensitivity_settings settings = quick(5);
    double figures[] = {50, 10, 30, 20, 40};
    settings.rule = NS_BOOTSTRAP_PERCENTILE;
    const ns_estimate estimate = ns_bootstrap_estimate(30, figures, &settings);
    near(estimate.low, 11, 1e-12); /* place 0.025 * 4 = 0.1 between 10 and 20 */
    near(estimate.high, 49, 1e-12);
    near(estimate.error, sqrt(250), 1e-12);
}

/* Every row is taken once on average, and n rows in all. */
Test(sensitivity, bootstrap_counts) {
    enum { N = 50, B = 400 };
    double counts[N], sum[N] = {0};
    for (uint64_t b = 0; b < B; b++) {
        double all = 0;
        ns_bootstrap_counts(counts, N, 3, b, 5);
        for (int i = 0; i < N; i++) {
            all += counts[i];
            sum[i] += counts[i];
        }
        cr_assert_eq(all, N);
    }
    for (int i = 0; i < N; i++) near(sum[i] / B, 1, 5 / sqrt(B));
}

/* --- Morris ----------------------------------------------------------------------------------------------- */

Test(sensitivity, morris_of_a_linear_function) {
    enum { R = 6, K = 3 };
    static const double slope[K] = {2, -3, 0};
    double y[R * (K + 1)];
    ns_morris_step steps[R * K];
    for (int t = 0; t < R; t++) {
        y[t * (K + 1)] = 1 + t;
        for (int s = 0; s < K; s++) {
            const uint32_t input = (uint32_t)(s + t) % K;
            const double delta = (s + t) % 2 ? 2.0 / 3 : -2.0 / 3;
            steps[t * K + s] = (ns_morris_step){input, delta};
            y[t * (K + 1) + s + 1] = y[t * (K + 1) + s] + slope[input] * delta;
        }
    }
    const ns_morris_outputs outputs = {R, K, y, steps};
    const ns_sensitivity_settings settings = quick(10);
    ns_morris_effect effects[K];
    ns_sensitivity_note note;
    cr_assert_eq(ns_morris_effects(effects, &outputs, &settings, &note), NS_OK);
    for (int j = 0; j < K; j++) {
        near(effects[j].mean.value, slope[j], 1e-13);
        near(effects[j].strength.value, fabs(slope[j]), 1e-13);
        near(effects[j].spread.value, 0, 1e-13);
        near(effects[j].strength.high, fabs(slope[j]), 1e-12);
    }
    cr_assert_eq(note.more, 0);
}

/* y = x1 x2 from (0, 0) and from (1, 1) with steps of a half: effects (0, 0.5) of x1 and (0.5, 1) of x2. */
Test(sensitivity, morris_of_an_interaction) {
    const double y[] = {0, 0, 0.25, 1, 0.5, 0.25};
    const ns_morris_step steps[] = {{0, 0.5}, {1, 0.5}, {1, -0.5}, {0, -0.5}};
    const ns_morris_outputs outputs = {2, 2, y, steps};
    ns_sensitivity_settings settings = quick(10);
    ns_morris_effect e[2];
    ns_sensitivity_note note;
    settings.half_width = 1;
    cr_assert_eq(ns_morris_effects(e, &outputs, &settings, &note), NS_OK);
    near(e[0].mean.value, 0.25, 1e-15);
    near(e[1].mean.value, 0.75, 1e-15);
    near(e[0].spread.value, sqrt(0.125), 1e-15);
    near(e[0].mean.error, 0.25, 1e-15);
    near(e[0].mean.low, 0.25 - 12.7062047 * 0.25, 1e-6);
    near(e[0].strength.low, 0, 0);
    cr_assert(isnan(e[0].spread.low) && isnan(e[0].spread.high));
    near(note.half_width, (0.75 + 12.7062047 * 0.25) / 2, 1e-6); /* of x2, cut at 0 below */
    cr_assert_eq(note.widest, 1);
    cr_assert(note.enough > 2 && note.more == note.enough - 2);
}

/* Effects -1 .. -5: s^2 = 2.5, kurtosis 5 * 34 / 10^2 = 1.7 about the median, c = 5 / (5 - z), e = c sqrt((1.7 - 0.4) / 4);
 * ends exp((ln(2.5 c) -+ z e) / 2). */
Test(sensitivity, morris_spread_by_hand) {
    double y[10];
    ns_morris_step steps[5];
    for (int t = 0; t < 5; t++) {
        y[2 * t] = 10;
        y[2 * t + 1] = 10 - 0.5 * (t + 1);
        steps[t] = (ns_morris_step){0, 0.5};
    }
    const ns_morris_outputs outputs = {5, 1, y, steps};
    const ns_sensitivity_settings settings = quick(10);
    ns_morris_effect e;
    ns_sensitivity_note note;
    cr_assert_eq(ns_morris_effects(&e, &outputs, &settings, &note), NS_OK);
    near(e.mean.value, -3, 1e-14);
    near(e.strength.value, 3, 1e-14);
    near(e.mean.high, -3 + 2.7764451 * sqrt(0.5), 1e-3);
    near(e.spread.value, sqrt(2.5), 1e-14);
    near(e.spread.low, 0.80901, 2e-5);
    near(e.spread.high, 5.0826, 2e-4);
}

/* Effects 7 1 0 1 0 1: s^2 = 106/3/5, a third is trimmed at each end (1 is left), kurtosis 6 (6^4 + 2) / (106/3)^2. */
Test(sensitivity, morris_spread_is_about_a_trimmed_mean) {
    const double y[] = {0, 7, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1};
    const ns_morris_step steps[6] = {{0, 1}, {0, 1}, {0, 1}, {0, 1}, {0, 1}, {0, 1}};
    const ns_morris_outputs outputs = {6, 1, y, steps};
    const ns_sensitivity_settings settings = quick(10);
    const double z = 1.959963984540054, squares = 106.0 / 3, kurtosis = 6 * 1298 / (squares * squares);
    const double c = 6 / (6 - z), error = c * sqrt((kurtosis - 0.5) / 5);
    ns_morris_effect e;
    ns_sensitivity_note note;
    cr_assert_eq(ns_morris_effects(&e, &outputs, &settings, &note), NS_OK);
    near(e.spread.low, sqrt(c * squares / 5) * exp(-z * error / 2), 1e-12);
    near(e.spread.high, sqrt(c * squares / 5) * exp(z * error / 2), 1e-12);
}

Test(sensitivity, morris_refuses) {
    double y[] = {0, 0, 0.25, 1, 0.5, 0.25};
    const ns_morris_step good[] = {{0, 0.5}, {1, 0.5}, {1, -0.5}, {0, -0.5}};
    const ns_morris_step bad[] = {{2, 0.5}, {0, 0}, {0, NAN}, {1, -0.5}, {0, INFINITY}, {0, 1e-200}};
    ns_morris_step steps[4];
    ns_morris_outputs outputs = {2, 2, y, steps};
    const ns_sensitivity_settings settings = quick(10);
    ns_morris_effect e[2];
    ns_sensitivity_note note;
    for (size_t b = 0; b < sizeof bad / sizeof *bad; b++) {
        memcpy(steps, good, sizeof good);
        steps[3] = bad[b];
        cr_assert_eq(ns_morris_effects(e, &outputs, &settings, &note), NS_BAD_INPUT);
        cr_assert(note.finding == NS_FINDING_BAD_DESIGN && note.at == 3);
        is_none(e[0].mean);
        is_none(e[1].spread);
    }
    memcpy(steps, good, sizeof good);
    y[4] = NAN;
    cr_assert_eq(ns_morris_effects(e, &outputs, &settings, &note), NS_BAD_INPUT);
    cr_assert(note.finding == NS_FINDING_NOT_A_NUMBER && note.at == 4);
    for (uint64_t r = 0; r < 2; r++) {
        outputs.r = r;
        cr_assert_eq(ns_morris_effects(e, &outputs, &settings, &note), NS_BAD_INPUT);
        cr_assert(note.finding == NS_FINDING_TOO_FEW && note.more == 2 - r);
    }
    outputs.k = 0;
    cr_assert_eq(ns_morris_effects(e, &outputs, &settings, &note), NS_BAD_USAGE);
}

Test(sensitivity, morris_of_a_constant) {
    const double y[] = {3, 3, 3, 3};
    const ns_morris_step steps[] = {{0, 1}, {0, 1}};
    const ns_morris_outputs outputs = {2, 1, y, steps};
    const ns_sensitivity_settings settings = quick(10);
    ns_morris_effect e;
    ns_sensitivity_note note;
    cr_assert_eq(ns_morris_effects(&e, &outputs, &settings, &note), NS_OK);
    cr_assert_eq(note.finding, NS_FINDING_CONSTANT);
    is_none(e.strength);
}

/* --- tornado ---------------------------------------------------------------------------------------------- */

Test(sensitivity, tornado_by_hand) {
    const double low[] = {0.2, 0.5, 0.4, 0.6}, high[] = {0.6, 0.5, 0.1, 0.9};
    ns_bar bars[4];
    ns_sensitivity_note note;
    cr_assert_eq(ns_tornado(bars, low, high, 0.5, 4, &note), NS_OK);
    cr_assert_eq(note.finding, NS_FINDING_USABLE);
    cr_assert(bars[0].input == 0 && bars[3].input == 1);
    near(bars[0].swing.value, 0.4, 1e-15);
    near(bars[0].below_base, 0.3, 1e-15);
    near(bars[0].above_base, 0.1, 1e-15);
    const ns_bar *falling = bars[1].input == 2 ? &bars[1] : &bars[2];
    near(falling->swing.value, -0.3, 1e-15);
    near(falling->below_base, 0.4, 1e-15);
    cr_assert_eq(falling->above_base, 0);
    cr_assert(isnan(falling->swing.low) && falling->at_low == 0.4 && falling->at_high == 0.1);
}

Test(sensitivity, tornado_ties_by_input) {
    const double low[] = {0, 2, 0, 2}, high[] = {1, 1, 1, 1};
    ns_bar bars[4];
    ns_sensitivity_note note;
    cr_assert_eq(ns_tornado(bars, low, high, 1, 4, &note), NS_OK);
    for (uint32_t j = 0; j < 4; j++) cr_assert_eq(bars[j].input, j);
}

Test(sensitivity, tornado_of_counts) {
    const ns_pair_tally pairs[] = {{.both = 40, .only_a = 10, .only_b = 20, .neither = 30},
                                   {.both = 20, .only_a = 45, .only_b = 5, .neither = 30}};
    ns_bar bars[2];
    ns_sensitivity_note note;
    cr_assert_eq(ns_tornado_counts(bars, pairs, 0.55, 2, &note), NS_OK);
    cr_assert_eq(bars[0].input, 1);
    near(bars[0].at_high, 0.65, 1e-15);
    near(bars[0].at_low, 0.25, 1e-15);
    near(bars[1].swing.value, -0.1, 1e-15);
    const ns_interval expected = ns_paired_difference(&pairs[1]);
    cr_assert(bars[0].swing.low == expected.low && bars[0].swing.high == expected.high);
    cr_assert(bars[1].swing.low < -0.1 && bars[1].swing.high > -0.1);
    near(note.half_width, (bars[1].swing.high - bars[1].swing.low) / 2, 0.05);
    cr_assert_eq(note.size, 100);
}

Test(sensitivity, tornado_refuses) {
    double low[] = {0, NAN}, high[] = {1, 1};
    ns_pair_tally pairs[2] = {{.both = 1}, {.both = 0}};
    ns_bar bars[2];
    ns_sensitivity_note note;
    cr_assert_eq(ns_tornado(bars, low, high, 1, 2, &note), NS_BAD_INPUT);
    cr_assert(note.finding == NS_FINDING_NOT_A_NUMBER && note.at == 1 && isnan(bars[0].at_low));
    cr_assert_eq(ns_tornado(bars, high, high, NAN, 2, &note), NS_BAD_INPUT);
    cr_assert_eq(note.at, 4);
    cr_assert_eq(ns_tornado(bars, high, high, 1, 2, &note), NS_OK);
    cr_assert(note.finding == NS_FINDING_CONSTANT && bars[1].swing.value == 0);
    cr_assert_eq(ns_tornado(bars, high, high, 1, 0, &note), NS_BAD_USAGE);
    cr_assert_eq(ns_tornado_counts(bars, pairs, 0.5, 2, &note), NS_BAD_INPUT);
    cr_assert_eq(note.finding, NS_FINDING_TOO_FEW);
    pairs[1].both = 1;
    cr_assert_eq(ns_tornado_counts(bars, pairs, 1.5, 2, &note), NS_BAD_INPUT);
    cr_assert_eq(ns_tornado_counts(bars, pairs, 1, 2, &note), NS_OK);
    cr_assert_eq(note.finding, NS_FINDING_CONSTANT);
}
