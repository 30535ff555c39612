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

/* --- with parameters -------------------------------------------------------------------------------------------- */

static uint32_t choose_with(const ns_offer_kind *kind, double target, double argument, double noise) {
    fixture f = set_up(target, 30);
    f.view.noise = noise;
    ns_bids_open(f.bids, &f.parts, 0, 30);
    const double arguments[NS_MAX_PARAMS] = {argument};
    const uint32_t found = kind->choose(&f.view, arguments, NULL);
    ns_bids_free(f.bids);
    return found;
}

/* 75 lies above 64, 60 below and nearer. */
Test(offer, lowest_or_a_little_below) {
    cr_assert_eq(choose_with(&ns_offer_lowest, 64, 0, 0), 4);
    cr_assert_eq(choose_with(&ns_offer_lowest, 64, 5, 0), 1, "60 is 4 below");
    cr_assert_eq(choose_with(&ns_offer_lowest, 64, 3, 0), 4, "60 is out of reach");
    cr_assert_eq(choose_with(&ns_offer_lowest, 67.5, 10, 0), 4, "as near from above is above");
    cr_assert_eq(choose_with(&ns_offer_lowest, 95, 10, 0), 0, "nothing above: 90");
    cr_assert_eq(choose_with(&ns_offer_lowest, 95, 2, 0), NS_NONE);
    cr_assert_eq(choose_with(&ns_offer_lowest, 34, 100, 0), 5, "40 is nearer than anything");
    const double none[NS_MAX_PARAMS] = {0}, some[NS_MAX_PARAMS] = {1e-6};
    cr_assert(ns_offer_lowest.schedules_lowest(none) && !ns_offer_lowest.schedules_lowest(some));
}

/* Between 50 and 65 are parts 1 and 3; between 76 and 86 nothing is, and 90 is the lowest above. */
Test(offer, random_in_a_band) {
    cr_assert_eq(choose_with(&ns_offer_random, 50, 15, 0.1), 1);
    cr_assert_eq(choose_with(&ns_offer_random, 50, 15, 0.9), 3);
    cr_assert_eq(choose_with(&ns_offer_random, 50, 25, 0.9), 4, "75 too");
    cr_assert_eq(choose_with(&ns_offer_random, 76, 10, 0.1), 0);
    cr_assert_eq(choose_with(&ns_offer_random, 95, 10, 0.1), NS_NONE);
}

/* Two issues of three options each; the other's values are 0, 50, 100 and 100, 40, 0 and it is believed to weigh them 3 to 1. */
Test(offer, similar) {
    static const double own[] = {90, 80, 70, 60, 50, 40, 30, 20, 10}, values[] = {0, 50, 100, 100, 40, 0};
    static const uint32_t issues[] = {0, 1}, options[] = {3, 3}, strides[] = {3, 1}, first[] = {0, 3};
    static const ns_stage_view stage = {2, 9, issues, options, strides};
    const double *all_values[] = {values, values};
    double weights[] = {3, 1}, *believed[] = {NULL, weights}, scratch[9];
    uint32_t last_of[] = {NS_VIEW_NONE, NS_VIEW_NONE};
    ns_parts parts = {.count = 9, .party_count = 2, .everybody = 3, .slack = 1e-7, .worth = {own, own}};
    ns_bids *bids = ns_bids_new(9);
    ns_bids_open(bids, &parts, 0, 0);
    ns_view view = {.party_count = 2,
                    .slack = 1e-7,
                    .target = 40,
                    .best = 90,
                    .worth = own,
                    .bids = bids,
                    .stage = &stage,
                    .issue_count = 2,
                    .values = all_values,
                    .first_option = first,
                    .believed = believed,
                    .scratch = scratch,
                    .last_of = last_of};
    const double none[NS_MAX_PARAMS] = {0};
    cr_assert_eq(ns_offer_similar.choose(&view, none, NULL), 5, "nobody has asked for anything: the lowest");
    last_of[1] = 6; /* options 2 and 0 */
    /* Of 0 to 5: parts 3, 4, 5 are half as far off on the first issue, and 3 is like the wish on the second: 3 * 0.5 + 1. */
    cr_assert_eq(ns_offer_similar.choose(&view, none, NULL), 3);
    cr_assert_float_eq(scratch[3], 2.5, 1e-12);
    cr_assert_float_eq(scratch[4], 3 * 0.5 + 1 - 0.6, 1e-12);
    cr_assert_float_eq(scratch[8], 3, 1e-12);
    view.target = 10;
    cr_assert_eq(ns_offer_similar.choose(&view, none, NULL), 6, "the wish itself");
    weights[0] = 0;
    view.target = 40;
    cr_assert_eq(ns_offer_similar.choose(&view, none, NULL), 0,
                 "0 and 3 are equally like it: 90 is worth more");
    ns_bids_free(bids);
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
