/* Tactics that look back: what each makes of offers, by hand.
 *
 * Eleven parts, worth 0, 10 .. 100 to the party and 100, 90 .. 0 to the other, so that a part's number tells its worth. */
#include <criterion/criterion.h>

#include <math.h>

#include "bargaining/tactic/tactic.h"
#include "negsim/bids.h"

enum { PARTS = 11, ME = 0, OTHER = 1, THIRD = 2 };

typedef struct fixture {
    double worth[PARTS], others[PARTS];
    ns_heard_offer history[40];
    ns_stage_view stage;
    ns_parts parts;
    ns_view view;
} fixture;

static fixture *set_up(fixture *self) {
    *self = (fixture){.stage = {.part_count = PARTS}};
    for (uint32_t z = 0; z < PARTS; z++) {
        self->worth[z] = 10 * z;
        self->others[z] = 100 - 10.0 * z;
    }
    self->view = (ns_view){.me = ME,
                           .party_count = 2,
                           .horizon = 21,
                           .full = 100,
                           .slack = 1e-7,
                           .reservation = 20,
                           .best = 100,
                           .worth = self->worth,
                           .others = self->others,
                           .stage = &self->stage,
                           .history = self->history,
                           .last_own = NS_VIEW_NONE};
    return self;
}

static void says(fixture *self, uint32_t who, uint32_t part) {
    uint32_t is_new = 1;
    for (uint32_t k = 0; k < self->view.history_count; k++)
        is_new = is_new && (self->history[k].maker != who || self->history[k].part != part);
    self->history[self->view.history_count++] = (ns_heard_offer){1, who, part, is_new};
    if (who == ME) self->view.last_own = part;
}

static double target(const ns_tactic_kind *kind, const fixture *self, double a, double b, double c,
                     double d) {
    const double arguments[NS_MAX_PARAMS] = {a, b, c, d};
    return kind->target(&self->view, arguments, NULL);
}

static const ns_tactic_kind *const looking_back[] = {&ns_tactic_tit_for_tat, &ns_tactic_nice_tit_for_tat,
                                                     &ns_tactic_mix, &ns_tactic_hybrid, &ns_tactic_zeuthen};

/* --- all ---------------------------------------------------------------------------------------------------- */

/* A party that can get nothing as good as no deal asks for no deal, never for less. */
Test(tactic_history, nothing_is_worth_no_deal) {
    fixture f;
    set_up(&f)->view.reservation = 120;
    says(&f, ME, 9);
    says(&f, OTHER, 2);
    for (size_t k = 0; k < sizeof looking_back / sizeof *looking_back; k++)
        cr_assert_eq(target(looking_back[k], &f, 1, 1, 0, 0), 120, "%s", looking_back[k]->head.name);
}

/* All worths and no deal times 3, plus 7: the same of the target. */
Test(tactic_history, scaled_and_shifted) {
    for (size_t k = 0; k < sizeof looking_back / sizeof *looking_back; k++) {
        fixture f, g;
        set_up(&f);
        set_up(&g);
        for (uint32_t z = 0; z < PARTS; z++) g.worth[z] = 3 * f.worth[z] + 7;
        g.view.reservation = 67;
        g.view.best = 307;
        g.view.least = 7;
        const uint32_t mine[] = {10, 9, 9, 8}, theirs[] = {1, 2, 4, 3};
        for (int n = 0; n < 4; n++) {
            says(&f, ME, mine[n]);
            says(&g, ME, mine[n]);
            says(&f, OTHER, theirs[n]);
            says(&g, OTHER, theirs[n]);
            cr_assert_float_eq(target(looking_back[k], &g, 0, 1, 0, 0),
                               3 * target(looking_back[k], &f, 0, 1, 0, 0) + 7, 1e-9, "%s, offer %d",
                               looking_back[k]->head.name, n);
        }
    }
}

/* --- tit for tat ---------------------------------------------------------------------------------------------- */

enum { RELATIVE, ABSOLUTE, AVERAGED };

Test(tactic_history, tit_for_tat_opens_with_its_best) {
    fixture f;
    set_up(&f);
    for (int mode = RELATIVE; mode <= AVERAGED; mode++)
        cr_assert_eq(target(&ns_tactic_tit_for_tat, &f, mode, 1, 0, 0), 100);
    says(&f, ME, 8);
    says(&f, OTHER, 2);
    cr_assert_eq(target(&ns_tactic_tit_for_tat, &f, RELATIVE, 1, 0, 0), 80, "one offer tells no direction");
}

/* The other went from 20 to 40: half of 80 in proportion, 20 less in points. */
Test(tactic_history, tit_for_tat_by_hand) {
    fixture f;
    set_up(&f);
    says(&f, OTHER, 2);
    says(&f, ME, 8);
    says(&f, OTHER, 4);
    cr_assert_float_eq(target(&ns_tactic_tit_for_tat, &f, RELATIVE, 1, 0, 0), 40, 1e-12);
    cr_assert_float_eq(target(&ns_tactic_tit_for_tat, &f, ABSOLUTE, 1, 0, 0), 60, 1e-12);
    cr_assert_float_eq(target(&ns_tactic_tit_for_tat, &f, AVERAGED, 1, 0, 0), 40, 1e-12);
    f.view.whim = 0.25;
    cr_assert_float_eq(target(&ns_tactic_tit_for_tat, &f, ABSOLUTE, 1, -12, 0), 57, 1e-12);
    cr_assert_float_eq(target(&ns_tactic_tit_for_tat, &f, RELATIVE, 1, -12, 0), 40, 1e-12, "no noise here");
}

/* 20, 40, 50: with a window of 2 relative answers 20 to 40, averaged 20 to 50. */
Test(tactic_history, tit_for_tat_looks_back_over_a_window) {
    fixture f;
    set_up(&f);
    says(&f, ME, 8);
    says(&f, OTHER, 2);
    says(&f, OTHER, 4);
    cr_assert_eq(target(&ns_tactic_tit_for_tat, &f, AVERAGED, 2, 0, 0), 80, "too few");
    says(&f, OTHER, 5);
    cr_assert_float_eq(target(&ns_tactic_tit_for_tat, &f, RELATIVE, 2, 0, 0), 40, 1e-12);
    cr_assert_float_eq(target(&ns_tactic_tit_for_tat, &f, ABSOLUTE, 2, 0, 0), 60, 1e-12);
    cr_assert_float_eq(target(&ns_tactic_tit_for_tat, &f, AVERAGED, 2, 0, 0), 32, 1e-12);
    cr_assert_float_eq(target(&ns_tactic_tit_for_tat, &f, AVERAGED, 1.6, 0, 0), 32, 1e-12, "rounded");
    cr_assert_float_eq(target(&ns_tactic_tit_for_tat, &f, RELATIVE, 1, 0, 0), 64, 1e-12);
}

Test(tactic_history, tit_for_tat_answers_a_step_back_by_one) {
    fixture f;
    set_up(&f);
    says(&f, ME, 6);
    says(&f, OTHER, 4);
    says(&f, OTHER, 3);
    cr_assert_float_eq(target(&ns_tactic_tit_for_tat, &f, RELATIVE, 1, 0, 0), 80, 1e-12);
    cr_assert_float_eq(target(&ns_tactic_tit_for_tat, &f, ABSOLUTE, 1, 0, 0), 70, 1e-12);
    says(&f, OTHER, 0);
    cr_assert_eq(target(&ns_tactic_tit_for_tat, &f, RELATIVE, 1, 0, 0), 60, "down to nothing: no proportion");
}

Test(tactic_history, tit_for_tat_stays_within_its_range) {
    fixture f;
    set_up(&f);
    says(&f, ME, 9);
    says(&f, OTHER, 1);
    says(&f, OTHER, 10);
    cr_assert_eq(target(&ns_tactic_tit_for_tat, &f, RELATIVE, 1, 0, 0), 20);
    cr_assert_eq(target(&ns_tactic_tit_for_tat, &f, ABSOLUTE, 1, 0, 0), 20);
    says(&f, OTHER, 3);
    cr_assert_eq(target(&ns_tactic_tit_for_tat, &f, RELATIVE, 1, 0, 0), 100);
}

/* The other gives 20, the third 10 points: 10 is what is answered. */
Test(tactic_history, who_concedes_least_sets_the_pace) {
    fixture f;
    set_up(&f)->view.party_count = 3;
    says(&f, ME, 8);
    says(&f, OTHER, 2);
    says(&f, THIRD, 4);
    says(&f, OTHER, 4);
    cr_assert_eq(target(&ns_tactic_tit_for_tat, &f, ABSOLUTE, 1, 0, 0), 80, "the third has not moved");
    says(&f, THIRD, 5);
    cr_assert_eq(target(&ns_tactic_tit_for_tat, &f, ABSOLUTE, 1, 0, 0), 70);
    says(&f, THIRD, 8);
    cr_assert_eq(target(&ns_tactic_tit_for_tat, &f, ABSOLUTE, 1, 0, 0), 60, "now the other one does");
}

/* --- mix and hybrid ------------------------------------------------------------------------------------------- */

/* At a quarter of the time: 80 by the clock, 40 by tit for tat. */
Test(tactic_history, mix_by_hand) {
    fixture f;
    set_up(&f)->view.time = 0.25;
    says(&f, OTHER, 2);
    says(&f, ME, 8);
    says(&f, OTHER, 4);
    cr_assert_float_eq(target(&ns_tactic_mix, &f, 1, 1, 0, 0), 80, 1e-12);
    cr_assert_float_eq(target(&ns_tactic_mix, &f, 1, 0, 0, 0), 40, 1e-12);
    cr_assert_float_eq(target(&ns_tactic_mix, &f, 1, 0.75, 0, 0), 70, 1e-12);
    cr_assert_float_eq(target(&ns_tactic_mix, &f, 2, 1, 0, 0), 60, 1e-12, "half the way by the root of 1/4");
    f.view.time = 1;
    cr_assert_float_eq(target(&ns_tactic_mix, &f, 1, 1, 0, 0), 20, 1e-12);
}

static double hybrid(const fixture *self) { return target(&ns_tactic_hybrid, self, 1, 0.75, 0.8, 0.5); }

/* Steps of 10, 10, 20, 10 by the weights of Keskin et al.; before the clock starts only behaviour counts. */
Test(tactic_history, hybrid_by_hand) {
    fixture f;
    set_up(&f);
    says(&f, ME, 8);
    says(&f, OTHER, 1);
    cr_assert_float_eq(hybrid(&f), 80, 1e-12);
    says(&f, OTHER, 2);
    cr_assert_float_eq(hybrid(&f), 75, 1e-12, "0.5 * 10");
    says(&f, OTHER, 3);
    cr_assert_float_eq(hybrid(&f), 75, 1e-12, "0.5 * (0.25 * 10 + 0.75 * 10)");
    says(&f, OTHER, 5);
    cr_assert_float_eq(hybrid(&f), 80 - 0.5 * (1.1 + 2.2 + 13.2), 1e-12);
    says(&f, OTHER, 6);
    cr_assert_float_eq(hybrid(&f), 80 - 0.5 * (0.5 + 1.5 + 6 + 5), 1e-12);
    says(&f, OTHER, 6);
    cr_assert_float_eq(hybrid(&f), 80 - 0.5 * (0.5 + 3 + 3 + 0), 1e-12, "the first step is forgotten");
}

/* Half-way: behaviour 80 - 0.5 * 1.5 * 10 counts 3/4, the curve 20 + 80 (0.25 + 0.375 + 0.2) counts 1/4. */
Test(tactic_history, hybrid_turns_to_time) {
    fixture f;
    set_up(&f)->view.time = 0.5;
    says(&f, ME, 8);
    says(&f, OTHER, 2);
    says(&f, OTHER, 3);
    cr_assert_float_eq(hybrid(&f), 0.75 * 72.5 + 0.25 * 86, 1e-12);
    f.view.time = 1;
    cr_assert_float_eq(hybrid(&f), 84, 1e-12, "at the end 0.8 of the way up");
}

/* --- nice tit for tat ------------------------------------------------------------------------------------------ */

/* (10 z - 20) (100 - 10 z) is largest at z = 6. */
Test(tactic_history, nice_tit_for_tat_by_hand) {
    fixture f;
    set_up(&f);
    cr_assert_eq(target(&ns_tactic_nice_tit_for_tat, &f, 0.91, 0, 0, 0), 100);
    says(&f, OTHER, 2);
    cr_assert_eq(target(&ns_tactic_nice_tit_for_tat, &f, 0.91, 0, 0, 0), 100);
    says(&f, OTHER, 3);
    cr_assert_float_eq(target(&ns_tactic_nice_tit_for_tat, &f, 0.91, 0, 0, 0), 90, 1e-12,
                       "10 of 40, so is 10 of 40");
    says(&f, OTHER, 2);
    cr_assert_float_eq(target(&ns_tactic_nice_tit_for_tat, &f, 0.91, 0, 0, 0), 90, 1e-12,
                       "what was offered counts");
    says(&f, OTHER, 6);
    cr_assert_float_eq(target(&ns_tactic_nice_tit_for_tat, &f, 0.91, 0, 0, 0), 60, 1e-12);
    says(&f, OTHER, 9);
    cr_assert_float_eq(target(&ns_tactic_nice_tit_for_tat, &f, 0.91, 0, 0, 0), 90, 1e-12,
                       "never less than it was offered");
}

Test(tactic_history, nice_tit_for_tat_gives_way_at_the_end) {
    fixture f;
    set_up(&f)->view.time = 0.935;
    says(&f, OTHER, 2);
    says(&f, OTHER, 4);
    cr_assert_float_eq(target(&ns_tactic_nice_tit_for_tat, &f, 0.91, 0, 0, 0), 70, 1e-12, "half of 80 to 60");
    f.view.time = 0.96;
    cr_assert_float_eq(target(&ns_tactic_nice_tit_for_tat, &f, 0.91, 0, 0, 0), 60, 1e-12);
    cr_assert_float_eq(target(&ns_tactic_nice_tit_for_tat, &f, 1, 0, 0, 0), 80, 1e-12);
}

/* --- micro ------------------------------------------------------------------------------------------------------- */

/* The list: 0, 4, then the equals 1 and 3; 5 is worth less than no deal, 2 is not negotiable. */
static const double few_worths[] = {90, 60, -HUGE_VAL, 60, 75, 40};

static ns_bids *micro_set_up(fixture *self) {
    set_up(self);
    self->parts = (ns_parts){.count = 6, .party_count = 2, .everybody = 3, .slack = 1e-7};
    self->parts.worth[0] = self->parts.worth[1] = few_worths;
    self->view.worth = few_worths;
    self->view.best = 90;
    self->view.reservation = 50;
    self->view.bids = ns_bids_new(6);
    ns_bids_open(self->view.bids, &self->parts, ME, 50);
    return self->view.bids;
}

static uint32_t micro_offer(fixture *self) {
    const double none[NS_MAX_PARAMS] = {0};
    return ns_tactic_micro.choose(&self->view, none, NULL);
}
static double micro_need(fixture *self) {
    const double none[NS_MAX_PARAMS] = {0};
    return ns_tactic_micro.need(&self->view, none, NULL);
}

Test(tactic_history, micro_goes_down_its_list) {
    static const uint32_t list[] = {0, 4, 1, 3};
    fixture f;
    ns_bids *bids = micro_set_up(&f);
    for (uint32_t k = 0; k < 4; k++) {
        cr_assert_eq(micro_offer(&f), list[k], "step %u", k);
        cr_assert_eq(micro_need(&f), few_worths[list[k]]);
        says(&f, ME, list[k]);
        says(&f, OTHER, 5 - k); /* another one each time */
    }
    cr_assert_eq(micro_need(&f), 60, "nothing is left to concede");
    ns_bids_free(bids);
}

Test(tactic_history, micro_concedes_only_to_new_offers) {
    fixture f;
    ns_bids *bids = micro_set_up(&f);
    says(&f, ME, 0);
    cr_assert_eq(micro_offer(&f), 0);
    cr_assert_eq(micro_need(&f), 90, "nobody has answered");
    says(&f, OTHER, 2);
    cr_assert_eq(micro_offer(&f), 4);
    cr_assert_eq(micro_need(&f), 75, "it would offer that now");
    says(&f, ME, 4);
    says(&f, OTHER, 2);
    f.view.whim = 0.49;
    cr_assert_eq(micro_offer(&f), 0, "a repeated offer is answered by a repeated one, drawn from all");
    f.view.whim = 0.51;
    cr_assert_eq(micro_offer(&f), 4);
    cr_assert_eq(micro_need(&f), 75);
    ns_bids_free(bids);
}

/* --- zeuthen ----------------------------------------------------------------------------------------------------- */

static uint32_t zeuthen(const fixture *self, double other_no_deal) {
    const double arguments[NS_MAX_PARAMS] = {other_no_deal};
    return ns_tactic_zeuthen.choose(&self->view, arguments, NULL);
}

Test(tactic_history, zeuthen_opens_with_its_best) {
    fixture f;
    set_up(&f);
    f.worth[7] = 100;
    cr_assert_eq(zeuthen(&f, 0), 7, "of equals the best for the other");
    says(&f, ME, 10);
    cr_assert_eq(zeuthen(&f, 0), 10, "it has heard nothing yet");
}

/* At 90 against 30 its risk is 60/90, the other's 60/70: it concedes. At 70 both have 40/70; at 60 its own is the larger. */
Test(tactic_history, zeuthen_concedes_just_enough) {
    fixture f;
    set_up(&f)->view.reservation = 0;
    says(&f, ME, 9);
    says(&f, OTHER, 3);
    cr_assert_eq(zeuthen(&f, 0), 6);
    cr_assert_eq(target(&ns_tactic_zeuthen, &f, 0, 0, 0, 0), 60);
    says(&f, ME, 7);
    cr_assert_eq(zeuthen(&f, 0), 6, "of equal risks it gives way");
    says(&f, ME, 6);
    cr_assert_eq(zeuthen(&f, 0), 6, "the other has less to lose");
    says(&f, OTHER, 4);
    cr_assert_eq(zeuthen(&f, 0), 5, "risks 1/3 and 2/6 are equal again");
}

/* What no deal is worth to the others makes them bolder: 60 / (70 - 60) is more than any risk of its own. */
Test(tactic_history, zeuthen_reckons_with_the_others_no_deal) {
    fixture f;
    set_up(&f)->view.reservation = 0;
    says(&f, ME, 6);
    says(&f, OTHER, 3);
    cr_assert_eq(zeuthen(&f, 0), 6);
    cr_assert_lt(zeuthen(&f, 60), 6);
}
