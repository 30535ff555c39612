/* Chance: is there a part that meets both targets? Against a plain scan. */
#include <criterion/criterion.h>

#include <math.h>

#include "bargaining/chance.h"

enum { COUNT = 150 };
static const double SLACK = 1e-7;

static bool plain(const ns_parts *parts, double first, double second) {
    for (uint32_t z = 0; z < parts->count; z++)
        if (parts->worth[0][z] + SLACK >= first && parts->worth[1][z] + SLACK >= second &&
            parts->worth[0][z] > -HUGE_VAL && parts->worth[1][z] > -HUGE_VAL)
            return true;
    return false;
}

Test(chance, against_a_plain_scan, .timeout = 30) {
    uint64_t state = 5;
    ns_chance chance = {0};
    for (int trial = 0; trial < 30; trial++) {
        double worth[2][COUNT];
        for (int p = 0; p < 2; p++)
            for (int z = 0; z < COUNT; z++) {
                state = state * 6364136223846793005u + 1442695040888963407u;
                worth[p][z] = (double)((state >> 33) % 50);
                if ((state >> 40) % 5 == 0) worth[p][z] = -HUGE_VAL; /* not negotiable */
            }
        const ns_parts parts = {
            .count = COUNT, .party_count = 2, .worth = {worth[0], worth[1]}, .slack = SLACK};
        ns_chance_free(&chance);
        cr_assert(ns_chance_set(&chance, &parts));
        for (double first = -1; first < 52; first += 0.5)
            for (double second = -1; second < 52; second += 0.5)
                cr_assert_eq(ns_chance_is(&chance, first, second, SLACK), plain(&parts, first, second));
    }
    ns_chance_free(&chance);
}

Test(chance, slack_counts_and_tables_are_kept) {
    const double first[] = {40, 60}, second[] = {60, 40}, none[] = {-HUGE_VAL, -HUGE_VAL};
    ns_parts parts = {.count = 2, .party_count = 2, .worth = {first, second}, .slack = SLACK};
    ns_chance chance = {0};
    cr_assert(ns_chance_set(&chance, &parts));
    const ns_stair *kept = chance.stairs;
    cr_assert(ns_chance_is(&chance, 60 + 0.5e-7, 40 + 0.5e-7, SLACK));
    cr_assert_not(ns_chance_is(&chance, 60 + 2e-7, 40, SLACK));
    cr_assert_not(ns_chance_is(&chance, 41, 41, SLACK));
    cr_assert(ns_chance_set(&chance, &parts));
    cr_assert_eq(chance.stairs, kept);
    parts.worth[1] = none;
    cr_assert(ns_chance_set(&chance, &parts));
    cr_assert_not(ns_chance_is(&chance, -1e300, -1e300, SLACK), "nothing is negotiable for both");
    ns_chance_free(&chance);
}
