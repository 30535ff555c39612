/* The ledger: intervals of influences, their order, and what stands out. */
#include "output/facts.h"
#include "output_fixture.h"

/* No-deal values are all that is drawn. */
#define SCENARIO(first, second)                                                                              \
    "negsim: 1\nname: ledger\n"                                                                              \
    "issues: {rent: {options: {low: Low, middle: Middle, high: High}}}\n"                                    \
    "parties:\n"                                                                                             \
    "  tenants: {no_deal: " first ", issues: {rent: {priority: 1, values: [100, 50, 0]}}}\n"                 \
    "  landlord: {no_deal: " second ", issues: {rent: {priority: 1, values: [0, 60, 100]}}}\n"

enum { FIFTHS = 5 };

static uint32_t quantity(const fixture *one, const char *path) {
    for (uint32_t q = 0; q < one->scenario->quantity_count; q++)
        if (strcmp(one->scenario->quantities[q].path, path) == 0) return q;
    cr_assert_fail("no quantity %s", path);
    return 0;
}

/* Puts counts of our own into the fifths of a quantity. */
static void set_fifths(fixture *one, const char *path, uint32_t low, uint32_t low_runs, uint32_t high,
                       uint32_t high_runs) {
    size_t at = (size_t)quantity(one, path) * FIFTHS;
    uint32_t *runs = one->results->tallies[0].input_runs + at,
             *agreed = one->results->tallies[0].input_agreed + at;
    runs[0] = low_runs;
    agreed[0] = low;
    runs[FIFTHS - 1] = high_runs;
    agreed[FIFTHS - 1] = high;
}

static ns_ledger ledger_of(const fixture *one) {
    ns_ledger ledger;
    cr_assert_eq(ns_ledger_make(&ledger, one->results, 0), NS_OK);
    return ledger;
}

/* Newcombe (1998, Statistics in Medicine 17:873-890, table II, method 10): 56/70 - 48/80 = 0.2, 0.0524 to 0.3339. */
Test(ledger, one_input_has_newcombes_interval) {
    fixture one;
    fixture_load(&one, SCENARIO("[20, 40]", "30"), NULL);
    fixture_play(&one, 50, NS_GATHER_INPUTS);
    set_fifths(&one, "parties.tenants.no_deal", 48, 80, 56, 70);
    ns_ledger ledger = ledger_of(&one);
    const ns_influence *row = &ledger.rows[0];
    cr_assert_eq(row->quantity, quantity(&one, "parties.tenants.no_deal"));
    cr_assert_eq(row->rank, 1);
    cr_assert_eq(row->n, 70);
    cr_assert_float_eq(row->influence, 0.2, 1e-12);
    cr_assert_float_eq(row->low, 0.0524, 5e-5);
    cr_assert_float_eq(row->high, 0.3339, 5e-5);
    cr_assert_float_eq(row->noise, (row->high - row->low) / 2, 1e-12);
    cr_assert(ns_influence_stands_out(row));
    ns_ledger_free(&ledger);
    fixture_free(&one);
}

/* Of two inputs each has 97.5%: z = 2.2414; the ends by a second program. */
Test(ledger, more_inputs_widen_the_intervals) {
    fixture one;
    fixture_load(&one, SCENARIO("[20, 40]", "[30, 50]"), NULL);
    fixture_play(&one, 50, NS_GATHER_INPUTS);
    set_fifths(&one, "parties.tenants.no_deal", 48, 80, 56, 70);
    set_fifths(&one, "parties.landlord.no_deal", 40, 80, 35, 70);
    ns_ledger ledger = ledger_of(&one);
    cr_assert_float_eq(ledger.rows[0].low, 0.030885525, 1e-8);
    cr_assert_float_eq(ledger.rows[0].high, 0.351475670, 1e-8);
    cr_assert_eq(ledger.rows[1].rank, 2);
    cr_assert_eq(ledger.rows[1].influence, 0);
    cr_assert(!ns_influence_stands_out(&ledger.rows[1]));
    cr_assert_eq(ledger.rows[2].rank, 0, "what does not vary has no rank");
    cr_assert(!ns_influence_stands_out(&ledger.rows[2]));
    ns_ledger_free(&ledger);
    fixture_free(&one);
}

/* 10 of 15 against 3 of 15 is the larger difference, 560 of 800 against 400 of 800 the surer one. */
Test(ledger, what_is_sure_ranks_before_what_is_large) {
    fixture one;
    fixture_load(&one, SCENARIO("[20, 40]", "[30, 50]"), NULL);
    fixture_play(&one, 50, NS_GATHER_INPUTS);
    set_fifths(&one, "parties.tenants.no_deal", 10, 15, 3, 15);
    set_fifths(&one, "parties.landlord.no_deal", 400, 800, 560, 800);
    ns_ledger ledger = ledger_of(&one);
    cr_assert_eq(ledger.rows[0].quantity, quantity(&one, "parties.landlord.no_deal"));
    cr_assert_eq(ledger.rows[1].quantity, quantity(&one, "parties.tenants.no_deal"));
    cr_assert_lt(ledger.rows[1].high, 0, "%g", ledger.rows[1].high);
    cr_assert(ns_influence_stands_out(&ledger.rows[1]), "a fall stands out as well as a rise");
    cr_assert_gt(fabs(ledger.rows[1].influence), fabs(ledger.rows[0].influence));
    ns_ledger_free(&ledger);
    fixture_free(&one);
}

Test(ledger, a_handful_of_runs_proves_nothing) {
    fixture one;
    fixture_load(&one, SCENARIO("[20, 40]", "30"), NULL);
    fixture_play(&one, 50, NS_GATHER_INPUTS);
    set_fifths(&one, "parties.tenants.no_deal", 0, 9, 12, 12);
    ns_ledger ledger = ledger_of(&one);
    cr_assert_eq(ledger.rows[0].influence, 1);
    cr_assert(isnan(ledger.rows[0].low) && isnan(ledger.rows[0].high) && isnan(ledger.rows[0].noise));
    cr_assert(!ns_influence_stands_out(&ledger.rows[0]));
    ns_ledger_free(&ledger);
    set_fifths(&one, "parties.tenants.no_deal", 0, 10, 12, 12);
    ledger = ledger_of(&one);
    cr_assert(ns_influence_stands_out(&ledger.rows[0]));
    cr_assert_leq(ledger.rows[0].high, 1);
    ns_ledger_free(&ledger);
    fixture_free(&one);
}
