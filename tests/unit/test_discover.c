#include <criterion/criterion.h>
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "negsim/discover.h"
#include "negsim/random.h"

#define NEAR(a, b, e) cr_expect(fabs((a) - (b)) <= (e), "%.12g is not %.12g", (double)(a), (double)(b))

static ns_discovery found(const ns_discover_sample *sample, const ns_discover_settings *settings) {
    ns_discovery out;
    cr_assert_eq(ns_discover(&out, sample, settings), NS_OK);
    return out;
}

/* --- worked by hand --------------------------------------------------------------------------------------- */

/* Ten rows x = 0 .. 9, cases of interest from 6 on: each step takes the lowest row off. */
Test(discover, tiny_peel_by_hand) {
    double x[10], y[10];
    for (int i = 0; i < 10; i++) {
        x[i] = i;
        y[i] = i >= 6;
    }
    const ns_discover_sample sample = {10, 1, x, y, NULL};
    ns_discover_settings settings = ns_default_discover();
    settings.alpha = 0.1;
    ns_discovery d = found(&sample, &settings);
    cr_assert_eq(d.count, 1);
    const ns_discovered_box *box = &d.boxes[0];
    cr_assert_eq(box->steps, 7);
    for (uint32_t s = 0; s < 7; s++) {
        const ns_prim_box *step = &box->trajectory[s];
        cr_expect_eq(step->rows, 10 - s);
        cr_expect_eq(step->cases, 4);
        cr_expect_eq(step->coverage, 1);
        NEAR(step->density, 4.0 / (10 - s), 1e-15);
        NEAR(step->mass, (10 - s) / 10.0, 1e-15);
        cr_expect_eq(step->restricted, s > 0);
        cr_expect(!step->pasted);
        if (!s) continue;
        cr_expect(step->restrictions[0].has_low && !step->restrictions[0].has_high);
        cr_expect_eq(step->restrictions[0].low, s);
        cr_expect(isnan(step->restrictions[0].quasi_p));
    }
    /* Step 5 (4 of 5) reaches 0.8 first, but chance does as well in 5 0.4^4 0.6 + 0.4^5 = 8.7% of samples;
     * step 6 (4 of 4) stands: 0.4^4 = 2.56%. */
    cr_expect_eq(box->step, 6);
    cr_expect(box->reached);
    cr_expect_eq(box->box.restrictions[0].low, 6);
    NEAR(box->box.restrictions[0].quasi_p, 0.0256, 1e-12);
    cr_expect_eq(d.finding, NS_DISCOVER_USABLE);
    ns_discovery_free(&d);

    settings.quasi_p = 1;
    d = found(&sample, &settings);
    cr_expect_eq(d.boxes[0].step, 5);
    NEAR(d.boxes[0].box.restrictions[0].quasi_p, 0.08704, 1e-12);
    ns_discovery_free(&d);

    /* nothing passes a level of 2.5% */
    settings.quasi_p = 0.025;
    d = found(&sample, &settings);
    cr_expect_eq(d.finding, NS_DISCOVER_NOTHING);
    cr_assert_eq(d.count, 1);
    cr_expect_eq(d.boxes[0].box.restricted, 0);
    cr_expect_eq(d.boxes[0].dropped, 1);
    cr_expect(!d.boxes[0].reached);
    NEAR(d.boxes[0].box.density, 0.4, 1e-15);
    ns_discovery_free(&d);
}

/* y = 0 0 1 1 1 1 0 1 with half of the rows a step: the lower half goes (3/4 stay), then 2 and 3 come back (5/6). */
Test(discover, paste_by_hand) {
    const double x[8] = {0, 1, 2, 3, 4, 5, 6, 7}, y[8] = {0, 0, 1, 1, 1, 1, 0, 1};
    const ns_discover_sample sample = {8, 1, x, y, NULL};
    const ns_discover_settings settings = {
        .alpha = 0.5, .mass = 0.5, .density = 0.8, .quasi_p = 1, .boxes = 1};
    ns_discovery d = found(&sample, &settings);
    cr_assert_eq(d.count, 1);
    cr_assert_eq(d.boxes[0].steps, 3);
    cr_expect_eq(d.boxes[0].trajectory[1].restrictions[0].low, 4);
    NEAR(d.boxes[0].trajectory[1].density, 0.75, 1e-15);
    cr_expect(d.boxes[0].trajectory[2].pasted);
    cr_expect_eq(d.boxes[0].step, 2);
    cr_expect_eq(d.boxes[0].box.restrictions[0].low, 2);
    cr_expect_eq(d.boxes[0].box.rows, 6);
    NEAR(d.boxes[0].box.density, 5.0 / 6, 1e-15);
    NEAR(d.boxes[0].box.coverage, 1, 1e-15);
    ns_discovery_free(&d);
}

/* Values are never split: with three values and one row a step, whole values go. */
Test(discover, tied_values_go_together) {
    double x[30], y[30];
    for (int i = 0; i < 30; i++) {
        x[i] = i % 3;
        y[i] = i % 3 == 1;
    }
    const ns_discover_sample sample = {30, 1, x, y, NULL};
    ns_discovery d = found(&sample, &(ns_discover_settings){0.05, 0.05, 0.8, 0.05, 1});
    cr_assert_eq(d.boxes[0].steps, 3);
    cr_expect_eq(d.boxes[0].trajectory[1].rows, 20);
    const ns_restriction *r = d.boxes[0].box.restrictions;
    cr_expect(r->has_low && r->has_high && r->low == 1 && r->high == 1);
    cr_expect_eq(d.boxes[0].box.density, 1);
    ns_discovery_free(&d);
}

Test(discover, categories_by_hand) {
    double x[60], y[30];
    const uint32_t levels[2] = {3, 4};
    for (int i = 0; i < 30; i++) {
        x[2 * i] = i % 3;
        x[2 * i + 1] = i / 3 % 4;
        y[i] = i % 3 == 2;
    }
    const ns_discover_sample sample = {30, 2, x, y, levels};
    const ns_discover_settings settings = ns_default_discover();
    ns_discovery d = found(&sample, &settings);
    const ns_discovered_box *box = &d.boxes[0];
    cr_assert_eq(box->steps, 3);
    /* levels 0 and 1 cost and gain the same: the lower goes first */
    cr_expect_eq(box->trajectory[1].restrictions[0].kept, 6);
    NEAR(box->trajectory[1].density, 0.5, 1e-15);
    cr_expect_eq(box->box.restricted, 1);
    cr_expect_eq(box->box.restrictions[0].factor, 0);
    cr_expect_eq(box->box.restrictions[0].kept, 4);
    cr_expect(!box->box.restrictions[0].has_low && !box->box.restrictions[0].has_high);
    NEAR(box->box.restrictions[0].quasi_p, pow(1 / 3.0, 10), 1e-15);
    cr_expect(ns_prim_box_holds(&box->box, (const double[]){2, 0}));
    cr_expect(!ns_prim_box_holds(&box->box, (const double[]){1, 0}));
    cr_expect(!ns_prim_box_holds(&box->box, (const double[]){66, 0}));
    cr_expect(!ns_prim_box_holds(&box->box, (const double[]){NAN, 0}));
    ns_discovery_free(&d);
}

/* Of two equal columns the first is restricted. */
Test(discover, ties_go_to_the_lowest_factor) {
    double x[40], y[20];
    for (int i = 0; i < 20; i++) {
        x[2 * i] = x[2 * i + 1] = i * 7 % 20;
        y[i] = x[2 * i] < 8;
    }
    const ns_discover_sample sample = {20, 2, x, y, NULL};
    const ns_discover_settings settings = ns_default_discover();
    ns_discovery d = found(&sample, &settings);
    cr_assert_eq(d.boxes[0].box.restricted, 1);
    cr_expect_eq(d.boxes[0].box.restrictions[0].factor, 0);
    cr_expect(d.boxes[0].box.restrictions[0].has_high);
    ns_discovery_free(&d);
}

Test(discover, quasi_p_is_a_binomial_tail) {
    NEAR(ns_quasi_p(4, 5, 0.4), 0.08704, 1e-14);
    NEAR(ns_quasi_p(4, 4, 0.4), 0.0256, 1e-15);
    NEAR(ns_quasi_p(1, 3, 0.5), 0.875, 1e-14);
    cr_expect_eq(ns_quasi_p(0, 3, 0.5), 1);
    cr_expect_eq(ns_quasi_p(3, 3, 1), 1);
    cr_expect_eq(ns_quasi_p(1, 3, 0), 0);
    cr_expect_eq(ns_quasi_p(4.5, 3, 0.5), 0);
    for (unsigned t = 1; t < 60; t += 7)
        for (unsigned h = 1; h <= t; h += 3)
            for (double q = 0.05; q < 1; q += 0.09)
                NEAR(ns_quasi_p(h, t, q), gsl_cdf_binomial_Q(h - 1, q, t), 1e-12);
    for (double h = 0.5; h < 10; h += 0.75)
        NEAR(ns_quasi_p(h, 10, 0.3), gsl_cdf_beta_P(0.3, h, 11 - h), 1e-12);
    /* A million rows, where GSL's own function gives up: 2 standard deviations off, with the correction for continuity. */
    NEAR(ns_quasi_p(501000, 1e6, 0.5), gsl_cdf_ugaussian_Q(999.5 / 500), 1e-7);
}

/* --- planted ---------------------------------------------------------------------------------------------- */

enum { N = 5000, K = 6 };

typedef struct plant {
    double x[N * K], y[N];
} plant;

static double uniform(uint64_t seed, uint64_t i, const char *name) {
    return ns_uniform_draw(seed, i, ns_hash_text(name));
}

static plant *planted(uint64_t seed, bool (*inside)(const double *x)) {
    plant *p = calloc(1, sizeof *p);
    cr_assert(p);
    for (uint64_t i = 0; i < N; i++) {
        for (uint64_t j = 0; j < K; j++) p->x[i * K + j] = uniform(seed, i * K + j, "x");
        p->y[i] = uniform(seed, i, "y") < (inside(&p->x[i * K]) ? 0.95 : 0.05);
    }
    return p;
}

static bool in_one(const double *x) { return x[1] > 0.6 && x[3] < 0.5; }
static bool in_two(const double *x) { return (x[0] > 0.5 && x[1] > 0.5) || (x[2] < 0.35 && x[3] < 0.35); }

Test(discover, planted_box_is_found) {
    for (uint64_t seed = 1; seed <= 5; seed++) {
        plant *p = planted(seed, in_one);
        const ns_discover_sample sample = {N, K, p->x, p->y, NULL};
        const ns_discover_settings settings = ns_default_discover();
        ns_discovery d = found(&sample, &settings);
        const ns_prim_box *box = &d.boxes[0].box;
        cr_expect_eq(d.finding, NS_DISCOVER_USABLE);
        cr_expect_geq(box->density, 0.8);
        cr_expect_geq(box->coverage, 0.75, "%g", box->coverage);
        cr_assert_eq(box->restricted, 2, "%u restrictions", box->restricted);
        cr_expect_eq(box->restrictions[0].factor, 1);
        cr_expect_eq(box->restrictions[1].factor, 3);
        cr_expect(box->restrictions[0].has_low && !box->restrictions[0].has_high);
        cr_expect(!box->restrictions[1].has_low && box->restrictions[1].has_high);
        /* A density of 0.8 allows the box to be 1.2 times too large: 0.95 / 1.2 + 0.05 (1 - 1 / 1.2) = 0.8. */
        NEAR(box->restrictions[0].low, 0.6, 0.09);
        NEAR(box->restrictions[1].high, 0.5, 0.11);
        cr_expect_lt(box->restrictions[0].quasi_p, 1e-6);
        ns_discovery_free(&d);
        free(p);
    }
}

Test(discover, covering_finds_both_planted_boxes) {
    plant *p = planted(3, in_two);
    const ns_discover_sample sample = {N, K, p->x, p->y, NULL};
    ns_discover_settings settings = ns_default_discover();
    settings.boxes = 5;
    ns_discovery d = found(&sample, &settings);
    cr_assert_geq(d.count, 2);
    double covered = 0;
    for (uint32_t b = 0; b < d.count; b++) {
        cr_expect(d.boxes[b].reached);
        covered += d.boxes[b].box.coverage;
        if (b) cr_expect_eq(d.boxes[b].rows, d.boxes[b - 1].rows - d.boxes[b - 1].box.rows);
    }
    cr_expect_geq(covered, 0.75, "%g", covered);
    ns_discovery_free(&d);
    free(p);
}

/* Outcomes without any pattern: the chance of a finding is small, and nothing breaks. */
Test(discover, noise_gives_no_dense_box) {
    plant *p = planted(8, in_one);
    for (uint64_t i = 0; i < N; i++) p->y[i] = uniform(8, i, "noise") < 0.3;
    const ns_discover_sample sample = {N, K, p->x, p->y, NULL};
    const ns_discover_settings settings = ns_default_discover();
    ns_discovery d = found(&sample, &settings);
    cr_expect(d.finding == NS_DISCOVER_NOT_REACHED || d.finding == NS_DISCOVER_NOTHING);
    cr_expect_lt(d.boxes[0].box.density, 0.6);
    ns_discovery_free(&d);
    free(p);
}

/* --- invariants ------------------------------------------------------------------------------------------- */

/* A sample of numbers, stepped numbers and categories, outcomes shares of 10. */
static plant *mixed(uint64_t seed, uint32_t *levels) {
    plant *p = planted(seed, in_one);
    for (uint32_t j = 0; j < K; j++) levels[j] = j == 2 ? 5 : j == 4 ? 2 : 0;
    for (uint64_t i = 0; i < N; i++) {
        double *x = &p->x[i * K];
        x[2] = floor(5 * x[2]);
        x[4] = floor(2 * x[4]);
        x[5] = floor(4 * x[5]) / 4;
        p->y[i] = floor(10 * (0.2 + 0.3 * (x[2] == 3) + 0.3 * x[0] + 0.2 * uniform(seed, i, "share"))) / 10;
    }
    return p;
}

static void check_step(const ns_prim_box *box, const plant *p, double all) {
    uint64_t rows = 0;
    double cases = 0;
    for (uint64_t i = 0; i < N; i++)
        if (ns_prim_box_holds(box, &p->x[i * K])) {
            rows++;
            cases += p->y[i];
        }
    cr_expect_eq(box->rows, rows);
    NEAR(box->cases, cases, 1e-7);
    NEAR(box->coverage, cases / all, 1e-9);
    NEAR(box->density, cases / (double)rows, 1e-9);
    cr_expect_geq(box->mass, 0.05);
    for (uint32_t r = 1; r < box->restricted; r++)
        cr_expect_lt(box->restrictions[r - 1].factor, box->restrictions[r].factor);
}

Test(discover, every_step_agrees_with_a_count) {
    for (uint64_t seed = 1; seed <= 4; seed++) {
        uint32_t levels[K];
        plant *p = mixed(seed, levels);
        double all = 0;
        for (uint64_t i = 0; i < N; i++) all += p->y[i];
        const ns_discover_sample sample = {N, K, p->x, p->y, levels};
        ns_discover_settings settings = ns_default_discover();
        settings.density = 0.7;
        ns_discovery d = found(&sample, &settings);
        cr_assert_geq(d.count, 1);
        cr_expect_gt(d.boxes[0].steps, 5);
        for (uint32_t s = 0; s < d.boxes[0].steps; s++) {
            const ns_prim_box *step = &d.boxes[0].trajectory[s];
            check_step(step, p, all);
            if (s) cr_expect_gt(step->density, step[-1].density);
        }
        check_step(&d.boxes[0].box, p, all);
        ns_discovery_free(&d);
        free(p);
    }
}

/* The best score of all slices of a box, found slowly. */
static double best_score(const ns_prim_box *box, const plant *p, const uint32_t *levels, uint64_t n) {
    double best = 0, value[N];
    for (uint32_t j = 0; j < K; j++)
        for (int cut = 0; cut < (levels[j] ? (int)levels[j] : 2); cut++) {
            /* the value at which the slice ends: the floor(0.1 m)-th outermost */
            uint64_t m = 0, kept = 0;
            double cases = 0, sum = 0, edge = cut;
            for (uint64_t i = 0; i < n; i++)
                if (ns_prim_box_holds(box, &p->x[i * K])) value[m++] = (cut ? -1 : 1) * p->x[i * K + j];
            const uint64_t quota = m / 10 ? m / 10 : 1;
            for (uint64_t i = 0; !levels[j] && i < m; i++) {
                uint64_t below = 0, upto = 0;
                for (uint64_t h = 0; h < m; h++) {
                    below += value[h] < value[i];
                    upto += value[h] <= value[i];
                }
                if (below < quota && upto >= quota) edge = value[i];
            }
            for (uint64_t i = 0; i < n; i++) {
                const double x = p->x[i * K + j];
                if (!ns_prim_box_holds(box, &p->x[i * K])) continue;
                sum += p->y[i];
                if (levels[j] ? x == edge : (cut ? -x : x) <= edge) continue;
                kept++;
                cases += p->y[i];
            }
            if (kept < n / 10 || kept == m) continue;
            best = fmax(best, (cases / (double)kept - sum / (double)m) / (double)(m - kept));
        }
    return best;
}

Test(discover, every_peel_is_the_best_one) {
    enum { FEW = 150 };
    for (uint64_t seed = 1; seed <= 6; seed++) {
        uint32_t levels[K];
        plant *p = mixed(seed, levels);
        const ns_discover_sample sample = {FEW, K, p->x, p->y, levels};
        ns_discovery d = found(&sample, &(ns_discover_settings){0.1, 0.1, 0.7, 1, 1});
        uint32_t peels = 1;
        while (peels < d.boxes[0].steps && !d.boxes[0].trajectory[peels].pasted) peels++;
        cr_expect_gt(peels, 4);
        for (uint32_t s = 0; s < peels; s++) {
            const ns_prim_box *from = &d.boxes[0].trajectory[s];
            const double best = best_score(from, p, levels, FEW),
                         taken = s + 1 == peels ? 0
                                                : (from[1].density - from->density) /
                                                      (double)(from->rows - from[1].rows);
            NEAR(taken, best, 1e-12);
        }
        ns_discovery_free(&d);
        free(p);
    }
}

/* Ranks alone matter, and the order of the rows does not. */
Test(discover, monotone_scales_and_row_order_change_nothing) {
    uint32_t levels[K];
    plant *p = mixed(9, levels), *q = calloc(1, sizeof *q);
    cr_assert(q);
    for (uint64_t i = 0; i < N; i++) {
        const uint64_t to = N - 1 - i;
        q->y[to] = p->y[i];
        for (uint32_t j = 0; j < K; j++)
            q->x[to * K + j] = levels[j] ? p->x[i * K + j] : exp(5 * p->x[i * K + j]) - 3;
    }
    const ns_discover_settings settings = ns_default_discover();
    ns_discovery a = found(&(ns_discover_sample){N, K, p->x, p->y, levels}, &settings),
                 b = found(&(ns_discover_sample){N, K, q->x, q->y, levels}, &settings);
    cr_assert_eq(a.boxes[0].steps, b.boxes[0].steps);
    for (uint32_t s = 0; s < a.boxes[0].steps; s++) {
        cr_expect_eq(a.boxes[0].trajectory[s].rows, b.boxes[0].trajectory[s].rows);
        cr_expect_eq(a.boxes[0].trajectory[s].cases, b.boxes[0].trajectory[s].cases);
    }
    cr_expect_eq(a.boxes[0].step, b.boxes[0].step);
    ns_discovery_free(&a);
    ns_discovery_free(&b);
    free(p);
    free(q);
}

/* --- edges ------------------------------------------------------------------------------------------------ */

Test(discover, constant_outcomes) {
    const double x[4] = {1, 2, 3, 4};
    for (int value = 0; value <= 2; value++) {
        const double y[4] = {value / 2.0, value / 2.0, value / 2.0, value / 2.0};
        const ns_discover_settings settings = ns_default_discover();
        ns_discovery d = found(&(ns_discover_sample){4, 1, x, y, NULL}, &settings);
        cr_expect_eq(d.finding, NS_DISCOVER_CONSTANT);
        cr_expect_eq(d.count, 0);
        NEAR(d.density, value / 2.0, 1e-15);
        ns_discovery_free(&d);
    }
}

Test(discover, constant_factor_and_one_row) {
    const double x[4] = {7, 7, 7, 7}, y[4] = {0, 1, 0, 1};
    const ns_discover_settings settings = ns_default_discover();
    ns_discovery d = found(&(ns_discover_sample){4, 1, x, y, NULL}, &settings);
    cr_expect_eq(d.finding, NS_DISCOVER_NOTHING);
    cr_assert_eq(d.count, 1);
    cr_expect_eq(d.boxes[0].steps, 1);
    ns_discovery_free(&d);
    d = found(&(ns_discover_sample){1, 1, x, y, NULL}, &settings);
    cr_expect_eq(d.finding, NS_DISCOVER_CONSTANT);
    ns_discovery_free(&d);
    ns_discovery_free(NULL);
}

/* Where the whole space is dense enough, it is the box. */
Test(discover, whole_space_dense_enough) {
    double x[10], y[10];
    for (int i = 0; i < 10; i++) {
        x[i] = i;
        y[i] = i != 4;
    }
    ns_discover_settings settings = ns_default_discover();
    settings.boxes = 3;
    ns_discovery d = found(&(ns_discover_sample){10, 1, x, y, NULL}, &settings);
    cr_expect_eq(d.finding, NS_DISCOVER_USABLE);
    cr_assert_eq(d.count, 1);
    cr_expect_eq(d.boxes[0].box.restricted, 0);
    cr_expect_eq(d.boxes[0].box.coverage, 1);
    ns_discovery_free(&d);
}

Test(discover, bad_input_is_refused) {
    const double x[4] = {0, 1, 2, 3}, y[4] = {0, 1, 0, 1}, nan_x[4] = {0, 1, NAN, 3},
                 bad_y[4] = {0, 1, 0, 1.5};
    const uint32_t three[1] = {3}, many[1] = {NS_MAX_DISCOVER_LEVELS + 1};
    ns_discover_settings settings = ns_default_discover();
    ns_discovery d;
    cr_expect_eq(ns_discover(&d, &(ns_discover_sample){4, 1, nan_x, y, NULL}, &settings), NS_BAD_INPUT);
    cr_expect(d.finding == NS_DISCOVER_BAD_FACTOR && d.at == 2 && d.count == 0);
    cr_expect_eq(ns_discover(&d, &(ns_discover_sample){4, 1, x, bad_y, NULL}, &settings), NS_BAD_INPUT);
    cr_expect(d.finding == NS_DISCOVER_BAD_OUTCOME && d.at == 3);
    cr_expect_eq(ns_discover(&d, &(ns_discover_sample){4, 1, x, y, three}, &settings), NS_BAD_INPUT);
    cr_expect(d.finding == NS_DISCOVER_BAD_FACTOR && d.at == 3);
    cr_expect_eq(ns_discover(&d, &(ns_discover_sample){4, 1, x, y, many}, &settings), NS_BAD_USAGE);
    cr_expect_eq(ns_discover(&d, &(ns_discover_sample){0, 1, x, y, NULL}, &settings), NS_BAD_USAGE);
    cr_expect_eq(ns_discover(&d, &(ns_discover_sample){4, 0, x, y, NULL}, &settings), NS_BAD_USAGE);
    cr_expect_eq(ns_discover(&d, &(ns_discover_sample){UINT64_MAX, 1, x, y, NULL}, &settings), NS_BAD_USAGE);
    const ns_discover_settings bad[] = {
        {0, .05, .8, .05, 1},  {1, .05, .8, .05, 1},    {.05, 0, .8, .05, 1},  {.05, 1.1, .8, .05, 1},
        {.05, .05, 0, .05, 1}, {.05, .05, NAN, .05, 1}, {.05, .05, .8, -1, 1}, {.05, .05, .8, .05, 0}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        cr_expect_eq(ns_discover(&d, &(ns_discover_sample){4, 1, x, y, NULL}, &bad[i]), NS_BAD_USAGE);
    for (int f = 0; f <= NS_DISCOVER_FINDING_COUNT; f++) cr_expect(ns_discover_finding_text(f)[0]);
}
