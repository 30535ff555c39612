/* A single text over interdependent yes-or-no issues. */
#include <criterion/criterion.h>
#include <math.h>

#include "negsim/binary_text.h"

static const ns_text_pair climbers = {{0, 0}}, mixed = {{10, 0}}, turned = {{0, 10}}, annealers = {{10, 10}};

Test(binary_text, a_vote_is_certain_for_a_gain_and_by_chance_for_a_loss) {
    cr_assert_eq(ns_vote_chance(0, 0), 1);
    cr_assert_eq(ns_vote_chance(3, 0), 1);
    cr_assert_eq(ns_vote_chance(-1e-9, 0), 0);
    cr_assert_float_eq(ns_vote_chance(-2, 4), exp(-0.5), 1e-15);
}

/* With one issue the contract is u = H c: both vote for the flip, or one does not, and the text stays as it was drawn. So a
 * party's share of its range is 0 or 1, and the mean a count. */
Test(binary_text, one_issue_leaves_all_or_nothing) {
    const ns_text_setting setting = {.issues = 1, .rounds = 50, .replicates = 64, .seed = 3};
    ns_text_result out;
    cr_assert_eq(ns_text_play(&setting, &climbers, 1, &out), NS_OK);
    for (int p = 0; p < 2; p++) {
        const double count = out.value[p] * 64;
        cr_assert_float_eq(count, round(count), 1e-9);
        cr_assert(out.value[p] > 0.5 && out.value[p] < 1, "agreement can only help; disputes stay by lot");
    }
}

Test(binary_text, the_same_seed_gives_the_same_bytes_whatever_else_is_played) {
    const ns_text_setting setting = {.issues = 12, .rounds = 400, .replicates = 5, .seed = 9};
    ns_text_result once, again[2];
    const ns_text_pair both[] = {climbers, climbers};
    cr_assert_eq(ns_text_play(&setting, both, 1, &once), NS_OK);
    cr_assert_eq(ns_text_play(&setting, both, 1, &again[0]), NS_OK);
    cr_assert_eq(once.social, again[0].social);
    cr_assert_eq(ns_text_play(&setting, both, 2, again), NS_OK);
    cr_assert_eq(once.social, again[0].social);
}

/* Klein et al. 2003: two annealers do better together than two climbers; alone among climbers an annealer is exploited. */
Test(binary_text, annealers_gain_together_and_lose_alone) {
    const ns_text_setting setting = {.issues = 60, .rounds = 6000, .replicates = 30, .seed = 1};
    const ns_text_pair pairs[] = {climbers, mixed, turned, annealers};
    ns_text_result out[4];
    cr_assert_eq(ns_text_play(&setting, pairs, 4, out), NS_OK);
    cr_assert(out[3].social > out[0].social + 0.05);
    cr_assert(out[1].value[0] < out[0].value[0] - 0.1 && out[1].value[1] > out[0].value[1] + 0.1);
    cr_assert(out[2].value[1] < out[0].value[1] - 0.1 && out[2].value[0] > out[0].value[0] + 0.1);
    for (int c = 0; c < 4; c++)
        for (int v = 0; v < 2; v++)
            cr_assert(out[c].value[v] > 0 && out[c].value[v] <= 1 && out[c].error[v] < 0.05);
}

Test(binary_text, bad_usage) {
    ns_text_result out;
    const ns_text_setting fair = {.issues = 2, .rounds = 2, .replicates = 1},
                          bad[] = {{.issues = 0, .rounds = 2, .replicates = 1},
                                   {.issues = 1001, .rounds = 2, .replicates = 1},
                                   {.issues = 2, .rounds = 0, .replicates = 1},
                                   {.issues = 2, .rounds = 2, .replicates = 0}};
    const ns_text_pair cold = {{-1, 0}}, no_number = {{0, NAN}};
    for (int k = 0; k < 4; k++) cr_assert_eq(ns_text_play(&bad[k], &climbers, 1, &out), NS_BAD_USAGE);
    cr_assert_eq(ns_text_play(&fair, &cold, 1, &out), NS_BAD_USAGE);
    cr_assert_eq(ns_text_play(&fair, &no_number, 1, &out), NS_BAD_USAGE);
    cr_assert_eq(ns_text_play(NULL, &climbers, 1, &out), NS_BAD_USAGE);
    cr_assert_eq(ns_text_play(&fair, &climbers, 1, NULL), NS_BAD_USAGE);
}
