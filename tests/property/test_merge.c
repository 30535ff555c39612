/* Tallies add up exactly: draws cut into pieces in any way and merged in any order give the same bytes as one run. */
#include "../unit/experiment_fixture.h"

#include "generator.h"
#include "negsim/random.h"

enum { MOST_PIECES = 12 };

static uint64_t below(uint64_t seed, uint64_t number, uint64_t limit) {
    return (uint64_t)(ns_uniform_draw(seed, number, 7) * (double)limit);
}

/* Random cuts of `draws` draws, each piece a run of its own with its own number of jobs, merged in random order. */
static ns_results *pieces_merged(const fixture *f, const ns_experiment *whole, uint64_t seed) {
    ns_results *pieces[MOST_PIECES];
    size_t count = 0;
    for (uint64_t from = 0; from < whole->draws; count++) {
        ns_experiment piece = *whole;
        piece.first_draw = whole->first_draw + from;
        piece.draws = count + 1 < MOST_PIECES ? 1 + below(seed, count, whole->draws / 3) : whole->draws;
        if (piece.draws > whole->draws - from) piece.draws = whole->draws - from;
        piece.jobs = 1 + (unsigned)below(seed, 100 + count, 3);
        pieces[count] = fixture_run(f, &piece);
        from += piece.draws;
    }
    for (size_t k = count; k > 1; k--) {
        size_t other = below(seed, 200 + k, k);
        ns_results *swapped = pieces[k - 1];
        pieces[k - 1] = pieces[other];
        pieces[other] = swapped;
    }
    for (size_t k = count - 1; k > 0; k--) { /* as a tree: each into one before it */
        cr_assert_eq(ns_results_merge(pieces[below(seed, 300 + k, k)], pieces[k]), NS_OK);
        ns_results_free(pieces[k]);
    }
    return pieces[0];
}

static void compare(const fixture *f, uint64_t draws, unsigned gather, uint64_t seed) {
    ns_experiment whole = fixture_experiment(f, draws, gather);
    whole.first_draw = 17;
    ns_results *once = fixture_run(f, &whole), *merged = pieces_merged(f, &whole, seed);
    same_results(once, merged);
    ns_results_free(once);
    ns_results_free(merged);
}

Test(merge, any_cut_in_any_order, .timeout = 60) {
    fixture f = fixture_open(NULL, NULL);
    for (uint64_t seed = 1; seed <= 12; seed++) compare(&f, 150, GATHER_TALLIES, seed);
    fixture_close(&f);
}

Test(merge, of_what_is_gathered, .timeout = 60) {
    static const unsigned gathers[] = {0, NS_GATHER_PACKAGES, NS_GATHER_BLOCKERS,
                                       NS_GATHER_SPLIT | NS_GATHER_INPUTS, NS_GATHER_SOLUTIONS};
    fixture f = fixture_open(NULL, NULL);
    for (size_t k = 0; k < sizeof gathers / sizeof *gathers; k++) compare(&f, 90, gathers[k], 50 + k);
    fixture_close(&f);
}

Test(merge, in_generated_scenarios, .timeout = 100) {
    unsigned played = 0;
    for (uint64_t seed = 73001; seed < 73120; seed++) {
        char *text = gen_scenario(seed, 0);
        fixture f = fixture_open(text, NULL);
        ns_experiment probe = fixture_experiment(&f, 1, 0);
        ns_results *one = fixture_run(&f, &probe);
        if (!one->deterministic && f.input.scenario->package_count <= 1024) {
            compare(&f, 12, GATHER_TALLIES, seed);
            played++;
        }
        ns_results_free(one);
        fixture_close(&f);
        free(text);
    }
    cr_assert_gt(played, 30);
}
