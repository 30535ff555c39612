/* Terms: what each round's record says, worked by hand. */
#include <criterion/criterion.h>

#include <math.h>

#include "bargaining/terms.h"
#include "negsim/session.h"

#define ROUNDS 11

typedef struct fixture {
    double time[ROUNDS], log_time[ROUNDS];
    ns_company company;
    ns_terms_source source;
    ns_terms terms;
} fixture;

static void set_up(fixture *self) {
    *self = (fixture){.company = {.coherence = 1}};
    for (int r = 0; r < ROUNDS; r++) {
        self->time[r] = r / (ROUNDS - 1.0);
        self->log_time[r] = log(self->time[r]);
    }
    self->source = (ns_terms_source){.company = &self->company,
                                     .party_count = 2,
                                     .mediator_count = 2,
                                     .rounds = ROUNDS,
                                     .full = 100,
                                     .no_deal = {40, 95},
                                     .time = self->time,
                                     .log_time = self->log_time};
}

static void mediate(fixture *self, uint32_t mechanisms) {
    self->company.count = 1;
    self->company.member[0] = (ns_mediation){.party_count = 2,
                                             .mechanisms = mechanisms,
                                             .facilitation = 0.5,
                                             .formulation = 0.25,
                                             .directive = 0.25,
                                             .effort = 0.8,
                                             .leverage = 20,
                                             .legitimacy = 0.5,
                                             .accuracy = 0.5,
                                             .independence = 0.4,
                                             .enter = 3,
                                             .deadline = HUGE_VAL,
                                             .deadline_credibility = 0.5,
                                             .fatigue = HUGE_VAL,
                                             .patience = 3,
                                             .progress = 1,
                                             .credibility = {1, 0.5}};
}

static void advance_to(fixture *self, uint32_t round) {
    ns_terms_start(&self->terms, &self->source);
    while (self->terms.round < round) ns_terms_advance(&self->terms, &self->source);
}

Test(terms, clock_runs_from_0_to_1) {
    fixture f;
    set_up(&f);
    advance_to(&f, 1);
    cr_assert_eq(f.terms.time, 0);
    cr_assert_eq(f.terms.log_time, -HUGE_VAL);
    advance_to(&f, 6);
    cr_assert_eq(f.terms.time, 0.5);
    advance_to(&f, ROUNDS);
    cr_assert_eq(f.terms.time, 1);
    cr_assert_eq(f.terms.log_time, 0);
    cr_assert(!f.terms.active && f.terms.patience == HUGE_VAL && f.terms.text_face == 1 &&
              f.terms.purse == 0);
}

/* Optimism 20, learning 0.1: 18 in the first round, 16.2 in the second; at most full. */
Test(terms, optimism_shrinks_by_learning_from_the_first_round) {
    fixture f;
    set_up(&f);
    f.source.optimism[0] = f.source.optimism[1] = 20;
    f.source.learning[0] = 0.1;
    advance_to(&f, 1);
    cr_assert_float_eq(f.terms.reservation[0], 58, 1e-12);
    cr_assert_eq(f.terms.reservation[1], 100);
    advance_to(&f, 2);
    cr_assert_float_eq(f.terms.reservation[0], 56.2, 1e-12);
    cr_assert_not(ns_terms_still(&f.source));
    f.source.learning[0] = 0;
    cr_assert(ns_terms_still(&f.source));
}

/* rate 0.4: k is 0, 0, 0.4, 0.64; q 0.2 and 0.1. Optimism 10 becomes 10 (1 - 0.2 * 0.64). */
Test(terms, information_accumulates_from_the_entry) {
    fixture f;
    set_up(&f);
    mediate(&f, 1u << NS_MECHANISM_INFORMATION);
    f.source.optimism[0] = 10;
    cr_assert_not(ns_terms_still(&f.source));
    advance_to(&f, 2);
    cr_assert(f.terms.passed[0] == 0 && !f.terms.active && f.terms.reservation[0] == 50);
    advance_to(&f, 3);
    cr_assert(f.terms.active);
    cr_assert_float_eq(f.terms.passed[0], 0.4, 1e-15);
    advance_to(&f, 4);
    cr_assert_float_eq(f.terms.passed[0], 0.64, 1e-15);
    cr_assert_float_eq(f.terms.taken_in[0], 0.128, 1e-15);
    cr_assert_float_eq(f.terms.taken_in[1], 0.064, 1e-15);
    cr_assert_float_eq(f.terms.reservation[0], 40 + 10 * (1 - 0.128), 1e-12);
}

Test(terms, independence_0_gets_nothing_across) {
    fixture f;
    set_up(&f);
    mediate(&f, NS_ALL_MECHANISMS);
    f.company.member[0].independence = 0;
    f.source.optimism[0] = 10;
    advance_to(&f, ROUNDS);
    cr_assert(f.terms.taken_in[0] == 0 && f.terms.taken_in[1] == 0);
    cr_assert_eq(f.terms.reservation[0], 50);
}

/* Half-life 2 from round 3 on: 1 in round 3, 1/2 in 5, 1/4 in 7. */
Test(terms, fatigue_halves_what_is_left) {
    fixture f;
    set_up(&f);
    mediate(&f, NS_ALL_MECHANISMS);
    f.company.member[0].fatigue = 2;
    advance_to(&f, 3);
    cr_assert_eq(f.terms.vigour[0], 1);
    advance_to(&f, 5);
    cr_assert_float_eq(f.terms.vigour[0], 0.5, 1e-15);
    cr_assert_float_eq(f.terms.purse, 0.5 * 0.25 * 0.8 * 20, 1e-12);
    cr_assert_float_eq(f.terms.patience, 3 / (0.25 * 0.8 * 0.5), 1e-9);
    cr_assert_float_eq(f.terms.text_face, 1 - 0.25 * 0.5 * 0.8 * 0.5, 1e-15);
    advance_to(&f, 7);
    cr_assert_float_eq(f.terms.vigour[0], 0.25, 1e-15);
}

/* c = 0.4: T_e = 0.6 * 11 + 0.4 * 6 = 9 from round 3 on. */
Test(terms, deadline_moves_the_clock_and_no_more) {
    fixture f;
    set_up(&f);
    mediate(&f, 1u << NS_MECHANISM_DEADLINE);
    f.company.member[0].deadline = 6;
    advance_to(&f, 2);
    cr_assert(f.terms.horizon == ROUNDS && f.terms.time == 0.1);
    advance_to(&f, 5);
    cr_assert_float_eq(f.terms.horizon, 9, 1e-12);
    cr_assert_float_eq(f.terms.time, 0.5, 1e-12);
    cr_assert_float_eq(f.terms.log_time, log(0.5), 1e-12);
    advance_to(&f, 10);
    cr_assert_eq(f.terms.time, 1);
    f.company.member[0].deadline = 20;
    advance_to(&f, 5);
    cr_assert_eq(f.terms.horizon, ROUNDS, "a deadline after the end is none");
}

Test(terms, deadline_in_the_past_is_now) {
    fixture f;
    set_up(&f);
    mediate(&f, 1u << NS_MECHANISM_DEADLINE);
    f.company.member[0].deadline = 0;
    f.company.member[0].deadline_credibility = f.company.member[0].effort = 1;
    advance_to(&f, 3);
    cr_assert_eq(f.terms.time, 1);
}

Test(terms, mechanisms_that_are_left_out_leave_nothing) {
    fixture f;
    set_up(&f);
    mediate(&f, 1u << NS_MECHANISM_SEQUENCING);
    f.company.member[0].deadline = 6;
    advance_to(&f, 5);
    cr_assert(f.terms.active && f.terms.passed[0] == 0 && f.terms.patience == HUGE_VAL &&
              f.terms.purse == 0 && f.terms.text_face == 1 && f.terms.horizon == ROUNDS);
}

Test(terms, idle_rounds_only_move_the_clock) {
    fixture f;
    set_up(&f);
    f.source.optimism[0] = 20;
    f.source.learning[0] = 0.5;
    ns_terms_start(&f.terms, &f.source);
    ns_terms_idle(&f.terms);
    ns_terms_idle(&f.terms);
    ns_terms_advance(&f.terms, &f.source);
    cr_assert_eq(f.terms.round, 3);
    cr_assert_eq(f.terms.reservation[0], 50);
    cr_assert_eq(f.terms.time, 0.2);
}

/* Two of the same kind, coherence 0.75: 1.5 times what one does; of equals the first holds the pen. */
Test(terms, several_add_up_as_far_as_they_are_of_one_voice) {
    fixture f;
    set_up(&f);
    mediate(&f, NS_ALL_MECHANISMS);
    f.company =
        (ns_company){.count = 2, .coherence = 0.75, .member = {f.company.member[0], f.company.member[0]}};
    f.company.member[1].index = 1;
    f.company.member[1].enter = 4;
    advance_to(&f, 3);
    const double told = f.terms.taken_in[0], patience = f.terms.patience;
    cr_assert_eq(f.terms.active, 1);
    cr_assert_eq(f.terms.together, 1);
    cr_assert_float_eq(f.terms.purse, 4, 1e-12);
    advance_to(&f, 4);
    cr_assert_eq(f.terms.active, 3);
    cr_assert_eq(f.terms.together, 0.75);
    cr_assert_float_eq(f.terms.purse, 6, 1e-12);
    cr_assert_float_eq(f.terms.patience, patience / 1.5, 1e-9);
    cr_assert_float_eq(f.terms.text_face, 1 - 1.5 * 0.25 * 0.5 * 0.8, 1e-12);
    cr_assert_float_eq(f.terms.taken_in[0], 0.75 * (0.2 * 0.64 + told), 1e-12);
    cr_assert_eq(f.terms.pen, 0);
    f.company.member[1].effort = 0.9;
    advance_to(&f, 4);
    cr_assert_eq(f.terms.pen, 1, "more drive");
}

/* The company drafts and pays no more once its members have left. */
Test(terms, one_who_leaves_takes_no_part) {
    fixture f;
    set_up(&f);
    mediate(&f, NS_ALL_MECHANISMS);
    advance_to(&f, 4);
    const double told = f.terms.taken_in[0];
    f.company.count = 0;
    ns_terms_advance(&f.terms, &f.source);
    cr_assert(!f.terms.active);
    cr_assert_eq(f.terms.taken_in[0], told, "what was told stays told");
}
