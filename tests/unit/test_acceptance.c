/* Acceptance rules: what each asks of the part on the table. */
#include <criterion/criterion.h>

#include <math.h>

#include "bargaining/acceptance/acceptance.h"

static const double worth[] = {70, 40, -HUGE_VAL};

static double need(const ns_acceptance_kind *kind, double target, double reservation, uint32_t own) {
    ns_view view = {.target = target, .reservation = reservation, .worth = worth};
    return kind->need(&view, NULL, own);
}

Test(acceptance, target_asks_for_the_target) {
    cr_assert_eq(need(&ns_acceptance_target, 60, 30, NS_VIEW_NONE), 60);
}

Test(acceptance, target_never_asks_less_than_no_deal) {
    cr_assert_eq(need(&ns_acceptance_target, 29, 30, NS_VIEW_NONE), 30);
    cr_assert_eq(ns_acceptance_target.wants_offer, 0);
}

Test(acceptance, next_bid_asks_for_the_own_offer) {
    cr_assert_eq(need(&ns_acceptance_next_bid, 60, 30, 0), 70);
    cr_assert_eq(ns_acceptance_next_bid.wants_offer, 1);
}

Test(acceptance, next_bid_never_asks_less_than_no_deal) {
    cr_assert_eq(need(&ns_acceptance_next_bid, 60, 45, 1), 45);
}

Test(acceptance, next_bid_without_an_offer_asks_for_the_target) {
    cr_assert_eq(need(&ns_acceptance_next_bid, 60, 30, NS_VIEW_NONE), 60);
    cr_assert_eq(need(&ns_acceptance_next_bid, 20, 30, NS_VIEW_NONE), 30);
}

Test(acceptance, table) {
    cr_assert_eq(ns_acceptance_table[0], &ns_acceptance_target.head);
    cr_assert_eq(ns_acceptance_table[1], &ns_acceptance_next_bid.head);
    cr_assert_null(ns_acceptance_table[2]);
    for (int k = 0; k < 2; k++)
        cr_assert(ns_acceptance_table[k]->summary != NULL && ns_acceptance_table[k]->citation != NULL);
}
