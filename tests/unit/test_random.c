#include <criterion/criterion.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdlib.h>

#include "negsim/random.h"

/* The published finaliser of splitmix64, written once more. */
static uint64_t mix(uint64_t z) {
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

Test(random, text_hash_is_fnv_1a_and_the_finaliser) {
    /* FNV-1a of "", "a" and "foobar": Noll's published test vectors. */
    cr_assert_eq(ns_hash_text(""), mix(UINT64_C(0xcbf29ce484222325)));
    cr_assert_eq(ns_hash_text("a"), mix(UINT64_C(0xaf63dc4c8601ec8c)));
    cr_assert_eq(ns_hash_text("foobar"), mix(UINT64_C(0x85944171f73967e8)));
}

/* The formula of src/base/random.c, by hand. */
Test(random, draws_follow_the_written_formula) {
    for (uint64_t seed = 0; seed < 5; seed++)
        for (uint64_t draw = 0; draw < 50; draw++) {
            const uint64_t key = mix(draw * 977 + seed);
            uint64_t h = mix(seed * UINT64_C(0x6a09e667f3bcc909) + UINT64_C(0x9e3779b97f4a7c15));
            h = mix(h + draw * UINT64_C(0xbb67ae8584caa73b));
            h = mix(h + key * UINT64_C(0x3c6ef372fe94f82b));
            cr_assert_eq(ns_uniform_draw(seed, draw, key), ((double)(h >> 12) + 0.5) * 0x1p-52);
        }
}

/* Pinned: results of past runs must come again. */
Test(random, golden_values) {
    const uint64_t key = ns_hash_text("parties.ukraine.no_deal");
    const ns_noise_key noise = {1, 2, 3, key, NS_PURPOSE_OFFER, 4};
    cr_expect_eq(ns_hash_text("parties.ukraine.no_deal"), UINT64_C(0x9b22bb3b0bcb1767), "%lx",
                 ns_hash_text("parties.ukraine.no_deal"));
    cr_expect_eq(ns_uniform_draw(1, 0, key), 0x1.1c8c9e4eda8a1p-1, "%a", ns_uniform_draw(1, 0, key));
    cr_expect_eq(ns_uniform_draw(1, 1, key), 0x1.2b5f07e7557a7p-1, "%a", ns_uniform_draw(1, 1, key));
    cr_expect_eq(ns_uniform_draw(0, 0, 0), 0x1.9ff45ea7ce2bcp-3, "%a", ns_uniform_draw(0, 0, 0));
    cr_expect_eq(ns_uniform_noise(&noise), 0x1.8766610465e9ep-2, "%a", ns_uniform_noise(&noise));
}

Test(random, uniforms_are_open_at_both_ends) {
    for (uint64_t i = 0; i < 1000000; i++) {
        const double u = ns_uniform_draw(i % 7, i, i * 3);
        cr_assert(u > 0 && u < 1);
    }
}

enum { CELLS = 64 };

/* The chance of a chi-square this large; both tails are suspect. */
static double chi_square(const size_t *counts, size_t cells, double expected) {
    double sum = 0;
    for (size_t i = 0; i < cells; i++)
        sum += ((double)counts[i] - expected) * ((double)counts[i] - expected) / expected;
    return gsl_cdf_chisq_Q(sum, (double)cells - 1);
}

typedef double (*source)(uint64_t i);
static double over_draws(uint64_t i) { return ns_uniform_draw(1, i, ns_hash_text("parties.a.no_deal")); }
static double over_keys(uint64_t i) { return ns_uniform_draw(1, 5, i); }
static double over_seeds(uint64_t i) { return ns_uniform_draw(i, 5, 77); }
static double over_rounds(uint64_t i) {
    return ns_uniform_noise(&(ns_noise_key){1, 2, 3, 4, NS_PURPOSE_OFFER, (uint32_t)i});
}
static double over_plays(uint64_t i) {
    return ns_uniform_noise(&(ns_noise_key){1, 2, i, 4, NS_PURPOSE_OFFER, 9});
}
static double over_entities(uint64_t i) {
    return ns_uniform_noise(&(ns_noise_key){1, 2, 3, i, NS_PURPOSE_OFFER, 9});
}
static double over_high_draws(uint64_t i) { return ns_uniform_draw(1, i << 40, 77); }
static const source sources[] = {over_draws, over_keys,     over_seeds,     over_rounds,
                                 over_plays, over_entities, over_high_draws};

/* Counting keys and draws, the worst case for a hash: uniform, and each value independent of the one before. */
Test(random, uniform_and_independent_in_every_direction, .timeout = 60) {
    enum { COUNT = 200000 };
    for (size_t s = 0; s < sizeof sources / sizeof *sources; s++) {
        size_t single[CELLS] = {0}, pairs[CELLS] = {0};
        double before = sources[s](COUNT);
        for (uint64_t i = 0; i < COUNT; i++) {
            const double u = sources[s](i);
            single[(size_t)(u * CELLS)]++;
            pairs[(size_t)(before * 8) * 8 + (size_t)(u * 8)]++;
            before = u;
        }
        const double p = chi_square(single, CELLS, (double)COUNT / CELLS);
        const double q = chi_square(pairs, CELLS, (double)COUNT / CELLS);
        cr_assert(p > 1e-4 && p < 1 - 1e-4, "source %zu, one value: %g", s, p);
        cr_assert(q > 1e-4 && q < 1 - 1e-4, "source %zu, pairs: %g", s, q);
    }
}

/* The same draw under two paths, the same path under two seeds. */
Test(random, keys_and_seeds_do_not_correlate) {
    enum { COUNT = 200000 };
    const uint64_t a = ns_hash_text("parties.a.no_deal"), b = ns_hash_text("parties.b.no_deal");
    double keys = 0, seeds = 0, swapped = 0;
    for (uint64_t i = 0; i < COUNT; i++) {
        const double u = ns_uniform_draw(1, i, a) - 0.5;
        keys += u * (ns_uniform_draw(1, i, b) - 0.5);
        seeds += u * (ns_uniform_draw(2, i, a) - 0.5);
        swapped += u * (ns_uniform_draw(i, 1, a) - 0.5);
    }
    /* A product of two centred uniforms has variance 1/144. */
    const double bound = 4 * sqrt(COUNT / 144.0);
    cr_assert_lt(fabs(keys), bound);
    cr_assert_lt(fabs(seeds), bound);
    cr_assert_lt(fabs(swapped), bound);
}

Test(random, every_part_of_a_noise_key_counts) {
    const ns_noise_key key = {1, 2, 3, 4, 5, 6};
    ns_noise_key other[6] = {key, key, key, key, key, key};
    other[0].seed++;
    other[1].draw++;
    other[2].play++;
    other[3].entity++;
    other[4].purpose++;
    other[5].round++;
    for (size_t i = 0; i < 6; i++) {
        cr_assert_neq(ns_uniform_noise(&key), ns_uniform_noise(&other[i]), "%zu", i);
        for (size_t j = 0; j < i; j++)
            cr_assert_neq(ns_uniform_noise(&other[j]), ns_uniform_noise(&other[i]));
    }
}

Test(random, whole_numbers_below_a_limit) {
    size_t counts[7] = {0};
    ns_noise_key key = {.seed = 1, .purpose = NS_PURPOSE_OFFER};
    for (uint32_t round = 0; round < 70000; round++) {
        key.round = round;
        cr_assert_eq(ns_below_noise(&key, 1), 0);
        const uint64_t pick = ns_below_noise(&key, 7);
        cr_assert_lt(pick, 7);
        counts[pick]++;
        cr_assert_lt(ns_below_noise(&key, UINT64_MAX), UINT64_MAX);
    }
    const double p = chi_square(counts, 7, 10000);
    cr_assert(p > 1e-4 && p < 1 - 1e-4, "%g", p);
}

/* Published vectors: xoshiro256++ from the state 1, 2, 3, 4; splitmix64 from the seed 1234567. */
Test(random, xoshiro_gives_the_published_numbers) {
    static const uint64_t published[] = {41943041,
                                         58720359,
                                         3588806011781223,
                                         3591011842654386,
                                         UINT64_C(9228616714210784205),
                                         UINT64_C(9973669472204895162)};
    static const uint64_t seeded[] = {UINT64_C(6457827717110365317), UINT64_C(3203168211198807973),
                                      UINT64_C(9817491932198370423), UINT64_C(4593380528125082431)};
    uint64_t state[4] = {1, 2, 3, 4};
    cr_assert_eq(ns_rng_xoshiro256pp->size, sizeof state);
    for (size_t i = 0; i < sizeof published / sizeof *published; i++)
        cr_assert_eq(ns_rng_xoshiro256pp->get(state), published[i], "%zu", i);
    ns_rng_xoshiro256pp->set(state, 1234567);
    for (size_t i = 0; i < 4; i++) cr_assert_eq(state[i], seeded[i]);
}

Test(random, xoshiro_serves_gsl) {
    gsl_rng *a = gsl_rng_alloc(ns_rng_xoshiro256pp), *b = gsl_rng_alloc(ns_rng_xoshiro256pp);
    gsl_rng_set(a, 0);
    gsl_rng_set(b, UINT64_C(1) << 32);
    cr_assert_neq(gsl_rng_get(a), gsl_rng_get(b), "all 64 bits of a seed count");
    cr_assert_str_eq(gsl_rng_name(a), "xoshiro256++");
    double sum = 0, squares = 0;
    for (int i = 0; i < 100000; i++) {
        const double u = gsl_rng_uniform(a);
        cr_assert(u >= 0 && u < 1);
        const double x = gsl_ran_gaussian_ziggurat(a, 1);
        sum += x;
        squares += x * x;
        cr_assert_lt(gsl_rng_uniform_int(a, 6), 6);
    }
    cr_assert_lt(fabs(sum / 100000), 4 / sqrt(100000));
    cr_assert_lt(fabs(squares / 100000 - 1), 4 * sqrt(2.0 / 100000));
    gsl_rng_free(a);
    gsl_rng_free(b);
}
