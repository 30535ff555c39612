/* The mechanism split against Shapley's definition: all 5040 orders in which the mechanisms can come, every set of them played. */
#include "experiment_fixture.h"

#include "generator.h"

enum { SETS = 1 << NS_MECHANISM_COUNT };

/* agreed[S] of one draw, each set played. */
static void play_all_sets(const fixture *f, ns_session *session, const ns_instance *instance,
                          bool agreed[SETS]) {
    for (uint32_t set = 0; set < SETS; set++) {
        ns_outcome outcome;
        ns_seat seat = {set ? f->arms->arms[1].seat.mediators : 0, set};
        cr_assert_eq(ns_session_run(session, instance, seat, 0, NULL, &outcome), NS_OK);
        agreed[set] = outcome.reason == NS_REASON_AGREED;
    }
}

/* Every order, the mechanisms added one by one; each order counts for one unit. */
static void add_orders(const bool agreed[SETS], uint32_t set, int64_t units[NS_MECHANISM_COUNT]) {
    uint32_t left = (SETS - 1) & ~set;
    int64_t orders_after = 1;
    for (int k = __builtin_popcount(left) - 1; k > 1; k--) orders_after *= k;
    for (uint32_t m = 0; m < NS_MECHANISM_COUNT; m++) {
        if (!(left >> m & 1)) continue;
        units[m] += orders_after * (agreed[set | 1u << m] - agreed[set]);
        add_orders(agreed, set | 1u << m, units);
    }
}

static ns_split_tally slow_split(const fixture *f) {
    ns_split_tally split = {0};
    ns_instance instance;
    ns_session *session = ns_session_new(f->input.scenario);
    cr_assert_eq(ns_instance_init(&instance, f->input.scenario), NS_OK);
    for (uint64_t draw = 0; draw < f->results->experiment.draws; draw++) {
        bool agreed[SETS];
        int64_t units[NS_MECHANISM_COUNT] = {0};
        ns_instance_draw(&instance, f->results->experiment.seed, draw, NULL);
        play_all_sets(f, session, &instance, agreed);
        add_orders(agreed, 0, units);
        for (int m = 0; m < NS_MECHANISM_COUNT; m++) {
            split.sum[m] += units[m];
            split.squares[m] += (uint64_t)(units[m] * units[m]);
        }
        split.draws++;
    }
    ns_session_free(session);
    ns_instance_free(&instance);
    return split;
}

/* Returns the number of mechanisms that have a share. */
static unsigned compare(const fixture *f) {
    const ns_split_tally want = slow_split(f), *got = &f->results->split;
    const ns_pair_tally *pair = &f->results->pairs[1];
    int64_t sum = 0;
    unsigned moved = 0;
    cr_assert_eq(got->draws, want.draws);
    for (int m = 0; m < NS_MECHANISM_COUNT; m++) {
        cr_assert_eq(got->sum[m], want.sum[m], "mechanism %d: %lld, not %lld", m, (long long)got->sum[m],
                     (long long)want.sum[m]);
        cr_assert_eq(got->squares[m], want.squares[m], "mechanism %d", m);
        sum += got->sum[m];
        moved += got->squares[m] > 0;
    }
    cr_assert_eq(sum, 5040 * ((int64_t)pair->only_a - (int64_t)pair->only_b));
    return moved;
}

Test(split, is_shapley, .timeout = 60) {
    fixture f = fixture_open(NULL, "unmediated,mediated");
    fixture_play(&f, 300, NS_GATHER_SPLIT);
    cr_assert_geq(compare(&f), 3);
    /* pruned: far fewer than 62 plays per draw, and some */
    cr_assert_gt(f.results->split.plays, 0);
    cr_assert_lt(f.results->split.plays, 300 * 16);
    fixture_close(&f);
}

Test(split, is_shapley_in_generated_scenarios, .timeout = 100) {
    unsigned played = 0, moved = 0;
    for (uint64_t seed = 72001; seed < 72200; seed++) {
        char *text = gen_scenario(seed, GEN_MEDIATED);
        fixture f = fixture_open(text, "unmediated,mediated");
        if (f.input.scenario->package_count <= 512) {
            fixture_play(&f, 4, NS_GATHER_SPLIT);
            if (!f.results->deterministic) {
                moved += compare(&f) > 0;
                played++;
            }
        }
        fixture_close(&f);
        free(text);
    }
    cr_assert_gt(played, 60);
    cr_assert_gt(moved, 2);
}

/* A mechanism that the file leaves out has no share, and the others split the whole. */
Test(split, of_the_mechanisms_that_there_are, .timeout = 60) {
    ns_buffer text = {0};
    ns_buffer_add(&text, FIXTURE_TALKS);
    char *line = strstr(text.text, "    patience: 2\n"), *tail = strdup(line);
    text.length = (size_t)(line - text.text);
    ns_buffer_add(&text, "    mechanisms: [proposals, carrots, sequencing]\n");
    ns_buffer_add(&text, tail);
    fixture f = fixture_open(text.text, "unmediated,mediated");
    fixture_play(&f, 200, NS_GATHER_SPLIT);
    cr_assert_geq(compare(&f), 2);
    cr_assert_eq(f.results->split.sum[NS_MECHANISM_INFORMATION], 0);
    cr_assert_eq(f.results->split.sum[NS_MECHANISM_DEADLINE], 0);
    cr_assert_eq(f.results->split.sum[NS_MECHANISM_FACE], 0);
    fixture_close(&f);
    ns_buffer_free(&text);
    free(tail);
}

/* Each play of a draw has its own noise and its own split. */
Test(split, counts_plays, .timeout = 60) {
    fixture f = fixture_open(NULL, "unmediated,mediated");
    ns_experiment once = fixture_experiment(&f, 80, NS_GATHER_SPLIT), thrice = once;
    thrice.plays = 3;
    ns_results *a = fixture_run(&f, &once), *b = fixture_run(&f, &thrice);
    cr_assert_eq(b->split.draws, 3 * a->split.draws);
    for (int m = 0; m < NS_MECHANISM_COUNT; m++) /* nothing here is noisy */
        cr_assert_eq(b->split.sum[m], 3 * a->split.sum[m]);
    ns_results_free(a);
    ns_results_free(b);
    fixture_close(&f);
}
