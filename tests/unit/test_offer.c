/* Offer rules: what each chooses among six parts. */
#include <criterion/criterion.h>

#include <math.h>

#include "bargaining/offer/offer.h"
#include "negsim/bids.h"

#define COUNT 6
static const double worth[COUNT] = {90, 60, -HUGE_VAL, 60, 75, 40};
static const double others[COUNT] = {1, 5, 99, 5, 7, 20};

typedef struct fixture {
    ns_parts parts;
    ns_bids *bids;
    ns_view view;
} fixture;

static fixture set_up(double target, double reservation) {
    fixture f = {.parts = {.count = COUNT, .party_count = 2, .everybody = 3, .slack = 1e-7}};
    f.parts.worth[0] = f.parts.worth[1] = worth;
    f.bids = ns_bids_new(COUNT);
    f.view = (ns_view){.party_count = 2,
                       .slack = 1e-7,
                       .target = target,
                       .reservation = reservation,
                       .best = 90,
                       .worth = worth,
                       .bids = f.bids,
                       .others = others,
                       .noise = 0.5};
    return f;
}

static uint32_t choose(const ns_offer_kind *kind, double target, double reservation, const uint16_t *open) {
    fixture f = set_up(target, reservation);
    f.parts.open = open;
    ns_bids_open(f.bids, &f.parts, 0, reservation);
    const double arguments[NS_MAX_PARAMS] = {0};
    uint32_t found = kind->choose(&f.view, arguments, NULL);
    ns_bids_free(f.bids);
    return found;
}

Test(offer, lowest) {
    cr_assert_eq(choose(&ns_offer_lowest, 70, 30, NULL), 4);
    cr_assert_eq(choose(&ns_offer_lowest, 60, 30, NULL), 1, "ties go to the lowest rank");
    cr_assert_eq(choose(&ns_offer_lowest, 60 + 0.5e-7, 30, NULL), 1, "at least has a slack");
    cr_assert_eq(choose(&ns_offer_lowest, 60 + 2e-7, 30, NULL), 4);
    cr_assert_eq(choose(&ns_offer_lowest, 91, 30, NULL), NS_NONE);
}

Test(offer, nearest) {
    cr_assert_eq(choose(&ns_offer_nearest, 70, 30, NULL), 4, "75 is 5 away");
    cr_assert_eq(choose(&ns_offer_nearest, 65, 30, NULL), 1, "60 is below the target, but nearest");
    cr_assert_eq(choose(&ns_offer_nearest, 45, 50, NULL), 1, "40 is below the value of no deal");
    cr_assert_eq(choose(&ns_offer_nearest, 67.5, 30, NULL), 1, "60 and 75 are equally near: the lowest rank");
}

Test(offer, logroll) {
    cr_assert_eq(choose(&ns_offer_logroll, 70, 30, NULL), 4);
    cr_assert_eq(choose(&ns_offer_logroll, 30, 30, NULL), 5);
    cr_assert_eq(choose(&ns_offer_logroll, 95, 30, NULL), NS_NONE);
    cr_assert_eq(ns_offer_logroll.uses_weights, 1);
}

/* Among candidates 0, 1, 3, 4 half-way is number 2 from 0: part 3. */
Test(offer, random) {
    cr_assert_eq(choose(&ns_offer_random, 50, 30, NULL), 3);
    cr_assert_eq(choose(&ns_offer_random, 80, 30, NULL), 0);
    cr_assert_eq(choose(&ns_offer_random, 95, 30, NULL), NS_NONE);
    cr_assert_eq(ns_offer_random.uses_noise, 1);
}

Test(offer, best) {
    cr_assert_eq(choose(&ns_offer_best, 50, 30, NULL), 0);
    cr_assert_eq(choose(&ns_offer_best, 95, 95, NULL), NS_NONE, "nothing is worth the value of no deal");
}

/* Party 1 is known to refuse 0, 1 and 4: as long as another is left, that is offered; best does not ask. */
Test(offer, as_long_as_one_is_left) {
    static const uint16_t open[COUNT] = {1, 1, 3, 3, 1, 3};
    cr_assert_eq(choose(&ns_offer_lowest, 50, 30, open), 3);
    cr_assert_eq(choose(&ns_offer_lowest, 70, 30, open), 4, "none is left");
    cr_assert_eq(choose(&ns_offer_logroll, 50, 30, open), 3);
    cr_assert_eq(choose(&ns_offer_random, 50, 30, open), 3);
    cr_assert_eq(choose(&ns_offer_nearest, 88, 30, open), 3);
    cr_assert_eq(choose(&ns_offer_best, 50, 30, open), 0);
}

Test(offer, table) {
    const ns_offer_kind *kinds[] = {&ns_offer_lowest,  &ns_offer_nearest, &ns_offer_logroll,
                                    &ns_offer_similar, &ns_offer_random,  &ns_offer_best};
    for (int k = 0; k < 6; k++) {
        cr_assert_eq(ns_offer_table[k], &kinds[k]->head);
        cr_assert_eq(kinds[k]->schedules_lowest != NULL, k == 0);
        cr_assert(kinds[k]->head.summary != NULL && kinds[k]->head.citation != NULL);
    }
    cr_assert_null(ns_offer_table[6]);
}
