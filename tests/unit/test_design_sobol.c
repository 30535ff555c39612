/* Sobol' points: against GSL, the authors' points, the published table and its known properties. */
#include "design_fixture.h"

Test(design_sobol, sobol_points_are_those_of_gsl) {
    paths *p = new_paths();
    for (uint32_t k = 1; k <= 40; k++) {
        const ns_design design = design_of("sobol", p->factors, k, 1000);
        assert_like_gsl(&design, gsl_qrng_sobol, 0);
    }
    free(p);
}

Test(design_sobol, sobol_skips_as_many_as_it_is_told) {
    paths *p = new_paths();
    const uint32_t factors[] = {7, 50};
    for (size_t k = 0; k < 2; k++) {
        ns_design design = design_of("sobol", p->factors, factors[k], 40);
        design.arguments[NS_SOBOL_SKIP] = 0;
        double *all = rows_of(&design, NULL);
        for (uint32_t f = 0; f < factors[k]; f++) cr_assert_eq(all[f], 0);
        design.size = 27;
        design.arguments[NS_SOBOL_SKIP] = 13;
        double *late = rows_of(&design, NULL);
        cr_assert_arr_eq(late, all + 13 * factors[k], 27 * factors[k] * sizeof *late);
        free(all);
        free(late);
    }
    free(p);
}

/* Points 1 to 9 of the authors' own program, dimensions 1 to 3. */
Test(design_sobol, beyond_40_factors_the_published_points) {
    const double expected[9][3] = {{0.5, 0.5, 0.5},       {0.75, 0.25, 0.25},       {0.25, 0.75, 0.75},
                                   {0.375, 0.375, 0.625}, {0.875, 0.875, 0.125},    {0.625, 0.125, 0.875},
                                   {0.125, 0.625, 0.375}, {0.1875, 0.3125, 0.9375}, {0.6875, 0.8125, 0.4375}};
    paths *p = new_paths();
    const ns_design design = design_of("sobol", p->factors, 41, 9);
    double *rows = rows_of(&design, NULL);
    for (size_t i = 0; i < 9; i++)
        for (size_t f = 0; f < 3; f++)
            cr_assert_eq(rows[i * 41 + f], expected[i][f], "point %zu factor %zu", i, f);
    free(rows);
    free(p);
}

/* Rows 2 to 10 of new-joe-kuo-6.21201 as published. */
Test(design_sobol, direction_numbers_as_published) {
    const struct {
        uint32_t degree, m[5];
    } rows[] = {{1, {1}},
                {2, {1, 3}},
                {3, {1, 3, 1}},
                {3, {1, 1, 1}},
                {4, {1, 1, 3, 3}},
                {4, {1, 3, 5, 13}},
                {5, {1, 1, 5, 5, 17}},
                {5, {1, 1, 5, 5, 5}},
                {5, {1, 1, 7, 11, 19}}};
    uint32_t numbers[10 * NS_SOBOL_BITS];
    ns_joe_kuo(numbers, 10);
    for (uint32_t j = 0; j < NS_SOBOL_BITS; j++) cr_assert_eq(numbers[j], UINT32_C(1) << (29 - j));
    for (size_t d = 0; d < 9; d++)
        for (uint32_t j = 0; j < rows[d].degree; j++)
            cr_assert_eq(numbers[(d + 1) * NS_SOBOL_BITS + j] >> (29 - j), rows[d].m[j]);
}

/* sum h = 31 h + v over the 2048 x 30 numbers that a second program made from the copy of the table that SciPy ships. */
Test(design_sobol, direction_numbers_are_those_of_the_table) {
    uint32_t *numbers = calloc(NS_SOBOL_MOST * NS_SOBOL_BITS, sizeof *numbers);
    uint64_t hash = 0;
    ns_joe_kuo(numbers, NS_SOBOL_MOST);
    for (size_t k = 0; k < NS_SOBOL_MOST * NS_SOBOL_BITS; k++) hash = hash * 31 + numbers[k];
    cr_assert_eq(hash, UINT64_C(0x5e997047e090691e), "%lx", (unsigned long)hash);
    free(numbers);
}

/* The shortest linear recurrence of a sequence of bits (Massey 1969); taps[0] = 1. Returns its length. */
static uint32_t recurrence(const unsigned char *bits, uint32_t count, unsigned char *taps) {
    unsigned char c[64] = {1}, b[64] = {1}, t[64];
    uint32_t length = 0, gap = 1;
    for (uint32_t n = 0; n < count; n++, gap++) {
        unsigned char wrong = bits[n];
        for (uint32_t i = 1; i <= length; i++) wrong ^= c[i] & bits[n - i];
        if (!wrong) continue;
        memcpy(t, c, sizeof t);
        for (uint32_t i = 0; i + gap < 64; i++) c[i + gap] ^= b[i];
        if (2 * length > n) continue;
        length = n + 1 - length;
        memcpy(b, t, sizeof b);
        gap = 0;
    }
    memcpy(taps, c, 64);
    return length;
}

/* Property A (Sobol' 1976) holds in up to 1111 dimensions and in no more, as Joe and Kuo say of their numbers: the matrix of the
 * first bits of direction numbers 1 .. d in dimensions 1 .. d is regular modulo 2. First bits follow the recurrence of the polynomial. */
Test(design_sobol, property_a_holds_in_exactly_1111_dimensions) {
    enum { D = 1112, WORDS = (D + 63) / 64 };
    uint32_t *numbers = calloc(D * NS_SOBOL_BITS, sizeof *numbers);
    uint64_t(*matrix)[WORDS] = calloc(D, sizeof *matrix);
    ns_joe_kuo(numbers, D);
    uint32_t regular = 0;
    for (uint32_t d = 0; d < D; d++) {
        unsigned char bits[D] = {0}, taps[64];
        for (uint32_t j = 0; j < NS_SOBOL_BITS; j++) bits[j] = numbers[d * NS_SOBOL_BITS + j] >> 29 & 1;
        const uint32_t length = d ? recurrence(bits, NS_SOBOL_BITS, taps) : 0;
        cr_assert_leq(length, 14);
        for (uint32_t j = NS_SOBOL_BITS; j < D; j++)
            for (uint32_t i = 1; i <= length; i++) bits[j] ^= taps[i] & bits[j - i];
        for (uint32_t j = 0; j < D; j++) matrix[d][j / 64] |= (uint64_t)bits[j] << (j % 64);
        for (uint32_t e = 0; e < d; e++)
            if (matrix[d][e / 64] >> (e % 64) & 1)
                for (uint32_t w = 0; w < WORDS; w++) matrix[d][w] ^= matrix[e][w];
        if (!(matrix[d][d / 64] >> (d % 64) & 1)) break;
        regular++;
    }
    cr_assert_eq(regular, 1111, "%u", regular);
    free(matrix);
    free(numbers);
}

Test(design_sobol, sobol_slices_are_hit_once_in_every_dimension) {
    paths *p = new_paths();
    const uint32_t factors[] = {5, 40, 41, 1000, 2048};
    for (size_t k = 0; k < 5; k++)
        for (int shift = NS_SHIFT_NONE; shift <= NS_SHIFT_DIGITAL; shift++) {
            ns_design design = design_of("sobol", p->factors, factors[k], 64);
            design.arguments[NS_SOBOL_SKIP] = 0;
            design.arguments[NS_SOBOL_SHIFT] = shift;
            double *rows = rows_of(&design, NULL);
            assert_stratified(rows, 64, factors[k]);
            free(rows);
        }
    free(p);
}

/* sum of 20 centred factors squared: the spread over seeds is far below that of random points, around the right mean 20 / 12. */
Test(design_sobol, shifts_tell_an_error_below_that_of_random_points) {
    enum { K = 20, N = 256, SEEDS = 50 };
    paths *p = new_paths();
    double mean[2] = {0}, squares[2] = {0};
    for (int random = 0; random < 2; random++) {
        ns_design design = design_of(random ? "random" : "sobol", p->factors, K, N);
        if (!random) {
            design.arguments[NS_SOBOL_SKIP] = 0;
            design.arguments[NS_SOBOL_SHIFT] = NS_SHIFT_DIGITAL;
        }
        for (design.seed = 1; design.seed <= SEEDS; design.seed++) {
            double *rows = rows_of(&design, NULL), sum = 0;
            for (size_t i = 0; i < N * K; i++) sum += (rows[i] - 0.5) * (rows[i] - 0.5);
            mean[random] += sum / N / SEEDS;
            squares[random] += sum / N * (sum / N) / SEEDS;
            free(rows);
        }
    }
    const double sobol = squares[0] - mean[0] * mean[0], plain = squares[1] - mean[1] * mean[1];
    cr_expect_float_eq(mean[0], K / 12.0, 4 * sqrt(plain / SEEDS));
    cr_expect_float_eq(plain, K * (1.0 / 80 - 1.0 / 144) / N, plain * 0.6);
    cr_expect_lt(sobol, plain / 100);
    free(p);
}
