/* Ladders: the least worth that meets a target, by hand and against a plain scan. */
#include <criterion/criterion.h>

#include <math.h>

#include "bargaining/ladder.h"

static uint32_t lowest(const ns_ladder *ladder, double target) {
    return ns_ladder_lowest(ladder, target, 1e-7)->part;
}

Test(ladder, by_hand) {
    const double worth[] = {90, 60, 10, 60, 75};
    ns_ladder ladder = {0};
    cr_assert(ns_ladder_set(&ladder, worth, 5));
    cr_assert_eq(lowest(&ladder, 61), 4);
    cr_assert_eq(lowest(&ladder, 60), 1, "of equals the lowest part");
    cr_assert_eq(lowest(&ladder, 60 + 0.5e-7), 1, "at least has a slack");
    cr_assert_eq(lowest(&ladder, 60 + 2e-7), 4);
    cr_assert_eq(lowest(&ladder, 90), 0);
    cr_assert_eq(lowest(&ladder, 91), UINT32_MAX);
    cr_assert_eq(lowest(&ladder, -1e9), 2);
    cr_assert_eq(lowest(&ladder, 1e300), UINT32_MAX);
    ns_ladder_free(&ladder);
    ns_ladder_free(&ladder);
}

Test(ladder, one_worth_for_all) {
    const double worth[] = {50, 50, 50};
    ns_ladder ladder = {0};
    cr_assert(ns_ladder_set(&ladder, worth, 3));
    cr_assert_eq(lowest(&ladder, 50), 0);
    cr_assert_eq(lowest(&ladder, 51), UINT32_MAX);
    ns_ladder_free(&ladder);
    cr_assert_not(ns_ladder_set(&ladder, worth, 0));
}

Test(ladder, is_kept_for_the_same_table_and_made_anew_for_another) {
    const double worth[] = {1, 2}, other[] = {2, 1};
    ns_ladder ladder = {0};
    cr_assert(ns_ladder_set(&ladder, worth, 2));
    const ns_rung *kept = ladder.rungs;
    cr_assert(ns_ladder_set(&ladder, worth, 2));
    cr_assert_eq(ladder.rungs, kept);
    cr_assert_eq(lowest(&ladder, 2), 1);
    cr_assert(ns_ladder_set(&ladder, other, 2));
    cr_assert_eq(lowest(&ladder, 2), 0);
    ns_ladder_free(&ladder);
}

Test(ladder, against_a_plain_scan, .timeout = 30) {
    enum { COUNT = 300 };
    uint64_t state = 7;
    for (int trial = 0; trial < 40; trial++) {
        double worth[COUNT];
        ns_ladder ladder = {0};
        /* Coarse values, so that many are equal; in some trials one lies far off. */
        for (int z = 0; z < COUNT; z++) {
            state = state * 6364136223846793005u + 1442695040888963407u;
            worth[z] = (double)((state >> 33) % 97) / 3 - 5;
        }
        if (trial % 3 == 0) worth[trial] = trial % 2 ? 1e6 : -1e6;
        cr_assert(ns_ladder_set(&ladder, worth, COUNT));
        for (double target = -8; target < 30; target += 0.037) {
            uint32_t plain = UINT32_MAX;
            for (uint32_t z = 0; z < COUNT; z++)
                if (worth[z] + 1e-7 >= target && (plain == UINT32_MAX || worth[z] < worth[plain])) plain = z;
            cr_assert_eq(lowest(&ladder, target), plain, "trial %d target %g", trial, target);
        }
        ns_ladder_free(&ladder);
    }
}
