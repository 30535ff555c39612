/* Designs: points against GSL, figures worked by hand, and what each design promises. Sobol': test_design_sobol.c. */
#include "design_fixture.h"

/* --- the table ------------------------------------------------------------------------------------------------------------ */

Test(design, table_names_every_kind_and_its_source) {
    const char *const names[] = {"grid", "list", "random", "lhs", "sobol", "halton", "morris", "saltelli"};
    for (size_t k = 0; k < 8; k++) {
        const ns_design_kind *kind = ns_design_table[k];
        cr_assert_str_eq(kind->head.name, names[k]);
        cr_assert_eq(ns_design_find(names[k]), kind);
        cr_assert_eq(ns_design_kinds[k], &kind->head);
        cr_assert(strlen(kind->head.summary) > 10 && strlen(kind->head.citation) > 10);
        cr_assert_eq(kind->takes_size, kind->size_means != NULL);
    }
    cr_assert_null(ns_design_table[8]);
    cr_assert_null(ns_design_kinds[8]);
    cr_assert_null(ns_design_find("latin"));
    cr_assert_null(ns_design_find(""));
}

Test(design, kinds_say_what_they_need) {
    const struct {
        const char *name;
        bool power, independent, continuous;
        uint32_t most;
    } facts[] = {{"grid", false, true, false, 0},    {"list", false, false, true, 0},
                 {"random", false, false, true, 0},  {"lhs", false, false, true, 0},
                 {"sobol", true, false, true, 2048}, {"halton", false, false, true, 1229},
                 {"morris", false, true, true, 0},   {"saltelli", true, true, true, 1024}};
    for (size_t k = 0; k < 8; k++) {
        const ns_design_kind *kind = ns_design_find(facts[k].name);
        cr_expect_eq(kind->wants_power_of_two, facts[k].power, "%s", facts[k].name);
        cr_expect_eq(kind->needs_independent, facts[k].independent, "%s", facts[k].name);
        cr_expect_eq(kind->takes_continuous, facts[k].continuous, "%s", facts[k].name);
        cr_expect_eq(kind->most_factors, facts[k].most, "%s", facts[k].name);
    }
}

Test(design, sizes_by_hand) {
    const ns_design_factor three[] = {{"a", 4}, {"b", 3}, {"c", 2}};
    const struct {
        const char *name;
        uint64_t points;
    } sizes[] = {{"grid", 24}, {"list", 8},   {"random", 8},  {"lhs", 8},
                 {"sobol", 8}, {"halton", 8}, {"morris", 32}, {"saltelli", 40}};
    uint64_t points = 0;
    for (size_t k = 0; k < 8; k++) {
        const ns_design design = design_of(sizes[k].name, three, 3, 8);
        cr_assert(ns_design_points(&design, &points));
        cr_expect_eq(points, sizes[k].points, "%s: %lu", sizes[k].name, (unsigned long)points);
    }
    ns_design design = design_of("saltelli", three, 3, 8);
    design.arguments[NS_SALTELLI_ORDER] = NS_ORDER_SECOND;
    cr_assert(ns_design_points(&design, &points) && points == 64); /* 8 (2 3 + 2) */
}

Test(design, level_is_the_floor_cut_at_the_last) {
    cr_assert_eq(ns_design_level(0, 3), 0);
    cr_assert_eq(ns_design_level(0.333, 3), 0);
    cr_assert_eq(ns_design_level(0.334, 3), 1);
    cr_assert_eq(ns_design_level(0.999, 3), 2);
    cr_assert_eq(ns_design_level(1, 3), 2);
    cr_assert_eq(ns_design_level(7, 3), 2);
    cr_assert_eq(ns_design_level(-1, 3), 0);
    cr_assert_eq(ns_design_level(NAN, 3), 0);
    cr_assert_eq(ns_design_level(0.9, 1), 0);
    cr_assert_eq(ns_design_level(1 - 0x1p-53, UINT32_MAX), UINT32_MAX - 1);
}

Test(design, powers_of_two_beside_a_size) {
    const uint64_t cases[][3] = {
        {1, 1, 1},         {2, 2, 2},          {3, 2, 4},          {100, 64, 128},
        {1000, 512, 1024}, {1024, 1024, 1024}, {1025, 1024, 2048}, {UINT64_MAX, UINT64_C(1) << 63, 0}};
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        uint64_t below = 0, above = 0;
        ns_design_powers(cases[k][0], &below, &above);
        cr_expect(below == cases[k][1] && above == cases[k][2], "%lu: %lu %lu", (unsigned long)cases[k][0],
                  (unsigned long)below, (unsigned long)above);
    }
}

/* --- what cannot be made -------------------------------------------------------------------------------------------------- */

static void assert_refused(const ns_design *design, ns_design_fault fault, uint32_t at) {
    uint32_t place = 99;
    uint64_t points = 7;
    double row[4] = {-7, -7, -7, -7};
    cr_expect_eq(ns_design_check(design, &place), fault, "%s: %s", design->kind->head.name,
                 ns_design_fault_text(ns_design_check(design, NULL)));
    cr_expect_eq(place, at);
    cr_expect(!ns_design_points(design, &points) && points == 0);
    cr_expect_eq(ns_design_fill(design, row), NS_BAD_USAGE);
    cr_expect_eq(row[0], -7);
}

Test(design, faults_are_named) {
    const ns_design_factor factors[] = {{"a", 2}, {"b", 0}, {"c", 2}};
    ns_design design = design_of("grid", factors, 3, 0);
    assert_refused(&design, NS_DESIGN_CONTINUOUS, 1);
    design = design_of("lhs", factors, 0, 4);
    assert_refused(&design, NS_DESIGN_NO_FACTORS, 0);
    design = design_of("lhs", factors, 3, 0);
    assert_refused(&design, NS_DESIGN_NO_SIZE, 0);
    design = design_of("morris", factors, 3, 4);
    const double bad_levels[] = {0, 3, 4.5, -2, 1002, NAN, INFINITY};
    for (size_t k = 0; k < sizeof bad_levels / sizeof *bad_levels; k++) {
        design.arguments[NS_MORRIS_LEVELS] = bad_levels[k];
        assert_refused(&design, NS_DESIGN_BAD_ARGUMENT, NS_MORRIS_LEVELS);
    }
    design = design_of("sobol", factors, 3, 4);
    design.arguments[NS_SOBOL_SHIFT] = 2;
    assert_refused(&design, NS_DESIGN_BAD_ARGUMENT, NS_SOBOL_SHIFT);
    for (int fault = 0; fault <= NS_DESIGN_FAULT_COUNT; fault++)
        cr_expect(strlen(ns_design_fault_text((ns_design_fault)fault)) > 5);
}

Test(design, too_many_is_refused_before_memory_is_taken) {
    paths *p = new_paths();
    ns_design design = design_of("saltelli", p->factors, 1025, 2);
    assert_refused(&design, NS_DESIGN_TOO_MANY_FACTORS, 0);
    design = design_of("sobol", p->factors, 3, (UINT64_C(1) << 29) + 1);
    assert_refused(&design, NS_DESIGN_TOO_LARGE, 0);
    design = design_of("morris", p->factors, 3, UINT64_MAX / 4 + 1);
    assert_refused(&design, NS_DESIGN_TOO_LARGE, 0);
    design = design_of("random", p->factors, 3, UINT64_MAX);
    assert_refused(&design, NS_DESIGN_TOO_LARGE, 0);
    /* 2^64 and 2^62 points: the count overflows, and the bytes do. */
    for (unsigned f = 0; f < MOST; f++) p->factors[f].levels = 65536;
    design = design_of("grid", p->factors, 4, 0);
    assert_refused(&design, NS_DESIGN_TOO_LARGE, 0);
    p->factors[0].levels = 16384;
    assert_refused(&design, NS_DESIGN_TOO_LARGE, 0);
    free(p);
}

/* --- grid and list -------------------------------------------------------------------------------------------------------- */

Test(design, grid_last_factor_fastest) {
    const ns_design_factor factors[] = {{"a", 2}, {"b", 3}, {"c", 2}};
    const ns_design design = design_of("grid", factors, 3, 0);
    const uint32_t expected[12][3] = {{0, 0, 0}, {0, 0, 1}, {0, 1, 0}, {0, 1, 1}, {0, 2, 0}, {0, 2, 1},
                                      {1, 0, 0}, {1, 0, 1}, {1, 1, 0}, {1, 1, 1}, {1, 2, 0}, {1, 2, 1}};
    uint64_t n = 0;
    double *rows = rows_of(&design, &n);
    cr_assert_eq(n, 12);
    for (size_t r = 0; r < 12; r++)
        for (size_t f = 0; f < 3; f++)
            cr_assert_eq(ns_design_level(rows[r * 3 + f], factors[f].levels), expected[r][f]);
    free(rows);
}

Test(design, grid_reaches_every_level_of_any_number) {
    const uint32_t counts[] = {1, 3, 7, 49, 1000, 99991};
    for (size_t k = 0; k < 6; k++) {
        const ns_design_factor factor = {"a", counts[k]};
        const ns_design design = design_of("grid", &factor, 1, 0);
        double *rows = rows_of(&design, NULL);
        for (uint32_t l = 0; l < counts[k]; l++) cr_assert_eq(ns_design_level(rows[l], counts[k]), l);
        free(rows);
    }
}

Test(design, list_is_what_was_given) {
    const ns_design_factor factors[] = {{"a", 0}, {"b", 4}};
    double given[] = {0, 0.25, 1, 0.75, 0.1, 0.1};
    ns_design design = design_of("list", factors, 2, 3);
    double row[6];
    cr_assert_eq(ns_design_fill(&design, row), NS_BAD_USAGE);
    design.given = given;
    double *rows = rows_of(&design, NULL);
    cr_assert_arr_eq(rows, given, sizeof given);
    free(rows);
    given[4] = 1.5;
    cr_assert_eq(ns_design_fill(&design, row), NS_BAD_USAGE);
    given[4] = NAN;
    cr_assert_eq(ns_design_fill(&design, row), NS_BAD_USAGE);
}

/* --- random and Latin hypercube ------------------------------------------------------------------------------------------- */

Test(design, latin_hypercube_is_stratified_exactly) {
    paths *p = new_paths();
    const uint64_t sizes[] = {1, 2, 3, 10, 49, 97, 1000, 4096};
    for (size_t s = 0; s < 8; s++) {
        ns_design design = design_of("lhs", p->factors, 20, sizes[s]);
        for (design.seed = 0; design.seed < 5; design.seed++) {
            double *rows = rows_of(&design, NULL);
            assert_stratified(rows, sizes[s], 20);
            free(rows);
        }
    }
    free(p);
}

/* Mean 1/2 and variance 1/12 within 4 standard errors; columns uncorrelated within 4. */
Test(design, random_columns_are_uniform_and_apart) {
    enum { N = 20000, K = 4 };
    paths *p = new_paths();
    const ns_design design = design_of("random", p->factors, K, N);
    double *rows = rows_of(&design, NULL);
    for (size_t f = 0; f < K; f++) {
        double sum = 0, squares = 0, product = 0;
        for (size_t i = 0; i < N; i++) {
            const double x = rows[i * K + f] - 0.5;
            sum += x;
            squares += x * x;
            product += x * (rows[i * K + (f + 1) % K] - 0.5);
        }
        cr_expect_float_eq(sum / N, 0, 4 * sqrt(1.0 / 12 / N));
        cr_expect_float_eq(squares / N, 1.0 / 12, 4 * sqrt((1.0 / 80 - 1.0 / 144) / N));
        cr_expect_float_eq(product / N, 0, 4 * (1.0 / 12) / sqrt(N));
    }
    free(rows);
    free(p);
}

/* In the order of strata a permutation of 3 takes each of its 6 forms equally often: chi-squared on 5 degrees, 0.9999 point. */
Test(design, latin_hypercube_takes_every_order) {
    const ns_design_factor factor = {"a", 0};
    unsigned counts[27] = {0};
    double chi2 = 0;
    ns_design design = design_of("lhs", &factor, 1, 3);
    for (design.seed = 0; design.seed < 6000; design.seed++) {
        double rows[3];
        cr_assert_eq(ns_design_fill(&design, rows), NS_OK);
        counts[ns_design_level(rows[0], 3) * 9 + ns_design_level(rows[1], 3) * 3 +
               ns_design_level(rows[2], 3)]++;
    }
    for (size_t k = 0; k < 27; k++)
        if (counts[k]) chi2 += pow(counts[k] - 1000.0, 2) / 1000;
    cr_assert_lt(chi2, 25.74);
}

/* A factor's column hangs on its path alone. */
Test(design, columns_stay_when_factors_are_added_or_moved) {
    const ns_design_factor few[] = {{"a", 0}, {"b", 0}}, many[] = {{"x", 3}, {"b", 0}, {"c", 0}, {"a", 0}};
    const char *const kinds[] = {"random", "lhs"};
    for (size_t k = 0; k < 2; k++) {
        const ns_design small = design_of(kinds[k], few, 2, 50), large = design_of(kinds[k], many, 4, 50);
        double *left = rows_of(&small, NULL), *right = rows_of(&large, NULL);
        for (size_t i = 0; i < 50; i++) {
            cr_assert_eq(left[i * 2], right[i * 4 + 3]);
            cr_assert_eq(left[i * 2 + 1], right[i * 4 + 1]);
            cr_assert_neq(right[i * 4], right[i * 4 + 2]);
        }
        free(left);
        free(right);
    }
}

/* Those of random, Sobol' and Halton also stay when points are added. */
Test(design, points_stay_when_points_are_added) {
    paths *p = new_paths();
    const char *const kinds[] = {"random", "sobol", "halton", "morris"};
    for (size_t k = 0; k < 4; k++) {
        const ns_design few = design_of(kinds[k], p->factors, 5, 16),
                        many = design_of(kinds[k], p->factors, 5, 40);
        uint64_t n = 0;
        double *left = rows_of(&few, &n), *right = rows_of(&many, NULL);
        cr_assert_arr_eq(left, right, n * 5 * sizeof *left);
        free(left);
        free(right);
    }
    free(p);
}

Test(design, seed_decides_and_only_where_it_is_said) {
    paths *p = new_paths();
    for (size_t k = 0; k < 8; k++) {
        double given[12] = {0};
        p->factors[0].levels = p->factors[1].levels = p->factors[2].levels = 3;
        ns_design design = design_of(ns_design_table[k]->head.name, p->factors, 3, 4);
        design.given = given;
        uint64_t n = 0;
        double *first = rows_of(&design, &n), *again = rows_of(&design, NULL);
        cr_assert_arr_eq(first, again, n * 3 * sizeof *first);
        free(again);
        design.seed = 2;
        again = rows_of(&design, NULL);
        cr_assert_eq(memcmp(first, again, n * 3 * sizeof *first) != 0, design.kind->is_keyed, "%s",
                     design.kind->head.name);
        free(first);
        free(again);
    }
    free(p);
}

/* --- Halton --------------------------------------------------------------------------------------------------------------- */

Test(design, plain_halton_points_are_those_of_gsl) {
    paths *p = new_paths();
    for (uint32_t k = 1; k <= 40; k++) {
        ns_design design = design_of("halton", p->factors, k, 1000);
        design.arguments[NS_HALTON_SCRAMBLE] = NS_SCRAMBLE_NONE;
        assert_like_gsl(&design, gsl_qrng_halton, 1e-15);
    }
    free(p);
}

/* With base b, points 0 .. b^m - 1 hit each slice of 1 / b^m once, also with permuted digits. */
Test(design, scrambled_halton_stays_stratified) {
    paths *p = new_paths();
    const uint64_t sizes[] = {64, 81, 125, 49, 121, 169}, primes = 6;
    for (size_t f = 0; f < primes; f++) {
        ns_design design = design_of("halton", p->factors, 6, sizes[f]);
        for (design.seed = 0; design.seed < 20; design.seed++) {
            double *rows = rows_of(&design, NULL), column[169];
            for (size_t i = 0; i < sizes[f]; i++) column[i] = rows[i * 6 + f];
            assert_stratified(column, sizes[f], 1);
            free(rows);
        }
    }
    free(p);
}

/* Any b points in a row of the plain sequence hit each slice of 1 / b once, wherever they start. */
Test(design, halton_starts_at_random_places_of_the_same_sequence) {
    paths *p = new_paths();
    ns_design design = design_of("halton", p->factors, 3, 30);
    design.arguments[NS_HALTON_SCRAMBLE] = NS_SCRAMBLE_START;
    double *rows = rows_of(&design, NULL);
    const uint32_t primes[] = {2, 3, 5};
    for (uint32_t f = 0; f < 3; f++)
        for (uint32_t i = 0; i + primes[f] <= 30; i++) {
            unsigned hits = 0;
            for (uint32_t j = 0; j < primes[f]; j++)
                hits |= 1u << ns_design_level(rows[(i + j) * 3 + f], primes[f]);
            cr_assert_eq(hits, (1u << primes[f]) - 1);
        }
    cr_assert(rows[0] != 0.5 || rows[1] != 1.0 / 3);
    free(rows);
    free(p);
}

/* Neighbours among the 35th to 45th prime: plain Halton points lie on lines, scrambled ones do not. */
Test(design, scrambling_breaks_the_lines_of_high_dimensions) {
    enum { K = 45, N = 200 };
    paths *p = new_paths();
    double worst[2] = {0};
    for (int way = 0; way < 2; way++) {
        ns_design design = design_of("halton", p->factors, K, N);
        design.arguments[NS_HALTON_SCRAMBLE] = way ? NS_SCRAMBLE_DIGITS : NS_SCRAMBLE_NONE;
        double *rows = rows_of(&design, NULL);
        for (size_t f = 34; f + 1 < K; f++) {
            double product = 0;
            for (size_t i = 0; i < N; i++) product += (rows[i * K + f] - 0.5) * (rows[i * K + f + 1] - 0.5);
            worst[way] = fmax(worst[way], fabs(product / N * 12));
        }
        free(rows);
    }
    cr_expect_gt(worst[0], 0.5);
    cr_expect_lt(worst[1], 0.3);
    free(p);
}

/* --- Morris --------------------------------------------------------------------------------------------------------------- */

Test(design, morris_moves_one_factor_at_a_time) {
    paths *p = new_paths();
    const uint32_t levels[] = {2, 4, 6, 10};
    for (size_t l = 0; l < 4; l++) {
        enum { K = 12, R = 60 };
        const double delta = levels[l] / (2.0 * (levels[l] - 1));
        ns_design design = design_of("morris", p->factors, K, R);
        design.arguments[NS_MORRIS_LEVELS] = levels[l];
        double *rows = rows_of(&design, NULL);
        unsigned up = 0, first[K] = {0};
        for (uint64_t t = 0; t < R; t++) {
            unsigned moved = 0;
            for (uint32_t s = 0; s < K; s++) {
                uint32_t factor = 0;
                double by = 0;
                cr_assert(ns_morris_change(&design, rows, t, s, &factor, &by));
                cr_assert_float_eq(fabs(by), delta, 1e-15);
                moved |= 1u << factor;
                up += by > 0;
                if (s == 0) first[factor]++;
            }
            cr_assert_eq(moved, (1u << K) - 1);
        }
        for (size_t c = 0; c < R * (K + 1) * K; c++) {
            const double level = rows[c] * (levels[l] - 1);
            cr_assert_float_eq(level, round(level), 1e-12);
        }
        cr_expect_float_eq(up, R * K / 2.0, 4 * sqrt(R * K) / 2);                /* as often up as down */
        for (size_t f = 0; f < K; f++) cr_expect(first[f] < 18, "%u", first[f]); /* 5 expected */
        free(rows);
    }
    free(p);
}

Test(design, morris_change_refuses_what_is_no_step) {
    paths *p = new_paths();
    const ns_design design = design_of("morris", p->factors, 3, 2);
    double *rows = rows_of(&design, NULL), by = 0;
    uint32_t factor = 0;
    cr_assert(!ns_morris_change(&design, rows, 0, 3, &factor, &by));
    cr_assert(!ns_morris_change(&design, rows, 2, 0, &factor, &by));
    rows[3] = rows[4] = rows[5] = 0.5;
    cr_assert(!ns_morris_change(&design, rows, 0, 0, &factor, &by));
    memcpy(rows + 3, rows, 3 * sizeof *rows);
    cr_assert(!ns_morris_change(&design, rows, 0, 0, &factor, &by));
    free(rows);
    free(p);
}

/* A step always changes the level of a factor with levels, unless it has but one. */
Test(design, morris_steps_reach_another_level) {
    for (uint32_t levels = 2; levels <= 40; levels++) {
        const ns_design_factor factor = {"a", levels};
        const ns_design design = design_of("morris", &factor, 1, 50);
        double *rows = rows_of(&design, NULL);
        for (size_t t = 0; t < 50; t++)
            cr_assert_neq(ns_design_level(rows[2 * t], levels), ns_design_level(rows[2 * t + 1], levels),
                          "%u", levels);
        free(rows);
    }
}

Test(design, morris_moves_of_a_factor_stay_when_factors_are_added) {
    const ns_design_factor few[] = {{"a", 0}, {"b", 0}}, many[] = {{"c", 0}, {"b", 0}, {"a", 0}};
    const ns_design small = design_of("morris", few, 2, 30), large = design_of("morris", many, 3, 30);
    double *left = rows_of(&small, NULL), *right = rows_of(&large, NULL);
    for (uint64_t t = 0; t < 30; t++) {
        const double *from = left + ns_morris_row(&small, t, 0) * 2,
                     *to = left + ns_morris_row(&small, t, 2) * 2;
        const double *wide = right + ns_morris_row(&large, t, 0) * 3,
                     *end = right + ns_morris_row(&large, t, 3) * 3;
        cr_assert(from[0] == wide[2] && from[1] == wide[1] && to[0] == end[2] && to[1] == end[1]);
    }
    free(left);
    free(right);
}

/* --- Saltelli ------------------------------------------------------------------------------------------------------------- */

static const double *row_at(const ns_design *design, const double *rows, ns_saltelli_block block,
                            uint32_t factor, uint64_t i) {
    return rows + (ns_saltelli_row(design, block, factor) + i) * design->factor_count;
}

static void assert_blocks(const ns_design *design, const double *rows, ns_saltelli_block block) {
    const ns_saltelli_block most = block == NS_BLOCK_AB ? NS_BLOCK_A : NS_BLOCK_B;
    const ns_saltelli_block other = block == NS_BLOCK_AB ? NS_BLOCK_B : NS_BLOCK_A;
    for (uint32_t j = 0; j < design->factor_count; j++)
        for (uint64_t i = 0; i < design->size; i++)
            for (uint32_t f = 0; f < design->factor_count; f++)
                cr_assert_eq(row_at(design, rows, block, j, i)[f],
                             row_at(design, rows, f == j ? other : most, 0, i)[f]);
}

Test(design, saltelli_blocks_exchange_one_column) {
    paths *p = new_paths();
    const uint32_t factors[] = {1, 3, 20, 21, 60};
    for (size_t k = 0; k < 5; k++) {
        ns_design design = design_of("saltelli", p->factors, factors[k], 32);
        design.arguments[NS_SALTELLI_ORDER] = NS_ORDER_SECOND;
        uint64_t n = 0;
        double *rows = rows_of(&design, &n);
        cr_assert_eq(n, 32 * (2 * factors[k] + 2));
        assert_blocks(&design, rows, NS_BLOCK_AB);
        assert_blocks(&design, rows, NS_BLOCK_BA);
        assert_stratified(rows, 32, factors[k]);
        assert_stratified(row_at(&design, rows, NS_BLOCK_B, 0, 0), 32, factors[k]);
        design.arguments[NS_SALTELLI_ORDER] = NS_ORDER_FIRST;
        double *first = rows_of(&design, &n);
        cr_assert_eq(n, 32 * (factors[k] + 2));
        cr_assert_arr_eq(first, rows, n * factors[k] * sizeof *rows);
        free(first);
        free(rows);
    }
    free(p);
}

/* A and B of k factors are the Sobol' points of 2 k. */
Test(design, saltelli_halves_are_one_sequence) {
    paths *p = new_paths();
    const uint32_t factors[] = {4, 30};
    for (size_t k = 0; k < 2; k++) {
        const uint32_t count = factors[k];
        ns_design design = design_of("saltelli", p->factors, count, 64);
        design.arguments[NS_SALTELLI_SHIFT] = NS_SHIFT_NONE;
        const ns_design sobol = design_of("sobol", p->factors, 2 * count, 64);
        double *rows = rows_of(&design, NULL), *both = rows_of(&sobol, NULL);
        for (uint64_t i = 0; i < 64; i++)
            for (uint32_t f = 0; f < count; f++) {
                cr_assert_eq(row_at(&design, rows, NS_BLOCK_A, 0, i)[f], both[i * 2 * count + f]);
                cr_assert_eq(row_at(&design, rows, NS_BLOCK_B, 0, i)[f], both[i * 2 * count + count + f]);
            }
        free(rows);
        free(both);
    }
    free(p);
}

/* y = x0 + 2 x1 has first-order indices 1/5 and 4/5; of x2 none. */
Test(design, saltelli_points_give_known_indices) {
    enum { N = 1024, K = 3 };
    paths *p = new_paths();
    const ns_design design = design_of("saltelli", p->factors, K, N);
    double *rows = rows_of(&design, NULL), first[K] = {0}, variance = 5.0 / 12;
    for (uint64_t i = 0; i < N; i++) {
        const double *a = row_at(&design, rows, NS_BLOCK_A, 0, i),
                     *b = row_at(&design, rows, NS_BLOCK_B, 0, i);
        for (uint32_t j = 0; j < K; j++) {
            const double *ab = row_at(&design, rows, NS_BLOCK_AB, j, i);
            first[j] += (b[0] + 2 * b[1] - 1.5) * (ab[0] + 2 * ab[1] - a[0] - 2 * a[1]) / N / variance;
        }
    }
    cr_expect_float_eq(first[0], 0.2, 0.01);
    cr_expect_float_eq(first[1], 0.8, 0.01);
    cr_expect_float_eq(first[2], 0, 0.01);
    free(rows);
    free(p);
}
