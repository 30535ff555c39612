/* Staircases: two-party frontiers against a plain scan for dominance. */
#include <criterion/criterion.h>

#include <math.h>
#include <stdlib.h>

#include "negsim/staircase.h"

enum { MOST = 400 };

static uint64_t state = 11;

static double next(unsigned grain) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (double)((state >> 33) % grain) / 7;
}

static bool dominated(const ns_stair *list, uint32_t count, uint32_t k) {
    for (uint32_t j = 0; j < count; j++) {
        const bool covers = list[j].first >= list[k].first && list[j].second >= list[k].second;
        const bool better = list[j].first > list[k].first || list[j].second > list[k].second;
        if (covers && (better || list[j].package < list[k].package)) return true;
    }
    return false;
}

static void check(const ns_stair *list, uint32_t count) {
    ns_stair work[MOST];
    for (uint32_t k = 0; k < count; k++) work[k] = list[k];
    const uint32_t steps = ns_staircase_of_list(work, count);
    uint32_t efficient = 0;
    for (uint32_t k = 0; k < count; k++) {
        if (dominated(list, count, k)) continue;
        efficient++;
        bool found = false;
        for (uint32_t s = 0; s < steps; s++) found |= work[s].package == list[k].package;
        cr_assert(found, "package %u is efficient", list[k].package);
    }
    cr_assert_eq(steps, efficient);
    for (uint32_t s = 1; s < steps; s++) {
        cr_assert_gt(work[s - 1].first, work[s].first);
        cr_assert_lt(work[s - 1].second, work[s].second);
    }
}

Test(staircase, by_hand) {
    ns_stair list[] = {{10, 1, 0}, {8, 5, 1}, {8, 4, 2}, {3, 9, 3}, {3, 9, 4}, {2, 9, 5}, {7, 4, 6}};
    const uint32_t steps = ns_staircase_of_list(list, 7);
    cr_assert_eq(steps, 3);
    cr_assert_eq(list[0].package, 0);
    cr_assert_eq(list[1].package, 1);
    cr_assert_eq(list[2].package, 3, "of equal points the lowest package");
    cr_assert_eq(ns_staircase_of_list(list, 0), 0);
}

Test(staircase, against_a_plain_scan, .timeout = 30) {
    for (unsigned trial = 0; trial < 200; trial++) {
        ns_stair list[MOST];
        const uint32_t count = 1 + trial * 2;
        const unsigned grain = trial % 3 == 0 ? 5 : trial % 3 == 1 ? 40 : 100000;
        for (uint32_t k = 0; k < count; k++) {
            const double first = next(grain), second = next(grain);
            list[k] = (ns_stair){first, second, (k * 7919u) % 1009u};
        }
        check(list, count);
    }
}

Test(staircase, nearest_is_the_least_of_all_distances, .timeout = 30) {
    for (unsigned trial = 0; trial < 100; trial++) {
        ns_stair list[MOST];
        const uint32_t count = 1 + trial * 3;
        for (uint32_t k = 0; k < count; k++) {
            const double first = next(3000), second = next(3000);
            list[k] = (ns_stair){first, second, k};
        }
        const uint32_t steps = ns_staircase_of_list(list, count);
        for (unsigned query = 0; query < 50; query++) {
            const double x = next(4000) - 50, y = next(4000) - 50;
            double least = HUGE_VAL;
            for (uint32_t s = 0; s < steps; s++)
                least = fmin(least, (x - list[s].first) * (x - list[s].first) +
                                        (y - list[s].second) * (y - list[s].second));
            cr_assert_eq(ns_staircase_nearest(list, steps, x, y), least);
        }
        cr_assert_eq(ns_staircase_nearest(list, steps, list[0].first, list[0].second), 0);
    }
}
