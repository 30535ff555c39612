/* Opponent models' errors: rank correlations against their definitions, and the ends of the scale. */
#include <criterion/criterion.h>

#include <math.h>

#include "loaded.h"
#include "negsim/model_error.h"
#include "negsim/random.h"

enum { MOST = 60 };

/* Tau-b as it is defined, over all pairs. */
static double slow_kendall(const double *x, const double *y, size_t n) {
    double sum = 0, of_x = 0, of_y = 0;
    for (size_t a = 0; a < n; a++)
        for (size_t b = 0; b < a; b++) {
            const int dx = (x[a] > x[b]) - (x[a] < x[b]), dy = (y[a] > y[b]) - (y[a] < y[b]);
            sum += dx * dy;
            of_x += dx != 0;
            of_y += dy != 0;
        }
    return sum / sqrt(of_x * of_y);
}

static double mean_rank(const double *x, size_t n, size_t k) {
    double below = 0, equal = 0;
    for (size_t j = 0; j < n; j++) {
        below += x[j] < x[k];
        equal += x[j] == x[k];
    }
    return below + (equal + 1) / 2;
}

static double slow_spearman(const double *x, const double *y, size_t n) {
    double xy = 0, xx = 0, yy = 0;
    const double mean = ((double)n + 1) / 2;
    for (size_t k = 0; k < n; k++) {
        const double a = mean_rank(x, n, k) - mean, b = mean_rank(y, n, k) - mean;
        xy += a * b;
        xx += a * a;
        yy += b * b;
    }
    return xy / sqrt(xx * yy);
}

Test(model_error, rank_correlations_are_as_defined) {
    double x[MOST], y[MOST], work[2 * MOST];
    size_t order[2 * MOST];
    for (uint64_t draw = 0; draw < 2000; draw++) {
        const size_t n = 2 + (size_t)(ns_uniform_draw(1, draw, 1) * (MOST - 2));
        const double levels = 1 + floor(ns_uniform_draw(1, draw, 2) * 30);
        for (size_t k = 0; k < n; k++) {
            x[k] = floor(ns_uniform_draw(2, draw, k) * levels);
            y[k] = draw % 3 ? floor(ns_uniform_draw(3, draw, k) * levels) : levels - x[k];
        }
        const double kendall = ns_kendall(x, y, n, work, order), want = slow_kendall(x, y, n);
        const double spearman = ns_spearman(x, y, n, work);
        cr_assert_eq(isnan(kendall), isnan(want));
        cr_assert_eq(isnan(spearman), isnan(want));
        if (isnan(want)) continue;
        cr_assert_float_eq(kendall, want, 1e-12);
        cr_assert_float_eq(spearman, slow_spearman(x, y, n), 1e-12);
    }
}

Test(model_error, truth_has_none_and_its_reverse_all) {
    loaded input = loaded_file("scenarios/baseline.yaml");
    cr_assert(input.scenario, "%s", input.faults);
    const ns_scenario *s = input.scenario;
    ns_instance instance;
    double estimate[64], sum = 0;
    ns_model_error error;
    cr_assert_eq(ns_instance_init(&instance, s), NS_OK);
    ns_instance_draw(&instance, 1, 0, NULL);
    for (uint32_t i = 0; i < s->issue_count; i++) estimate[i] = ns_weight_of(&instance, 1, i);
    cr_assert_eq(ns_model_error_of(&error, &instance, 1, estimate), NS_OK);
    cr_assert_eq(error.rmse, 0);
    cr_assert_float_eq(error.spearman, 1, 1e-12);
    cr_assert_float_eq(error.kendall, 1, 1e-12);
    for (uint32_t i = 0; i < s->issue_count; i++) estimate[i] = -estimate[i];
    cr_assert_eq(ns_model_error_of(&error, &instance, 1, estimate), NS_OK);
    cr_assert_float_eq(error.spearman, -1, 1e-12);
    cr_assert_float_eq(error.kendall, -1, 1e-12);
    for (uint32_t i = 0; i < s->issue_count; i++) estimate[i] = 0;
    cr_assert_eq(ns_model_error_of(&error, &instance, 1, estimate), NS_OK);
    cr_assert(isnan(error.spearman) && isnan(error.kendall) && error.rmse > sum);
    ns_instance_free(&instance);
    loaded_free(&input);
}
