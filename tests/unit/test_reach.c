/* Reach by hand: gaps, budget, face and slack; excess and shortfall; preconditions; what opens a shut scenario. */
#include <criterion/criterion.h>

#include <math.h>
#include <stdio.h>

#include "loaded.h"

typedef struct drawn {
    loaded file;
    ns_instance instance;
    ns_arm_facts facts;
    ns_shut shut[16];
} drawn;

/* One issue of four options: a gains what b loses; parties more have 50 all along. */
static drawn draw(const char *a, const char *b, const char *more) {
    drawn self = {.facts = {0}};
    char text[2048];
    snprintf(text, sizeof text,
             "negsim: 1\nname: t\nissues: {p: {options: {o: O, r: R, s: S, t: T}}}\nparties:\n"
             "  a: {%s, issues: {p: {priority: 1, values: [100, 60, 40, 0]}}}\n"
             "  b: {%s, issues: {p: {priority: 1, values: [0, 40, 60, 100]}}}\n%s",
             a, b, more);
    self.file = loaded_text(text);
    cr_assert(self.file.scenario, "%s\n%s", text, self.file.faults);
    cr_assert_eq(ns_instance_init(&self.instance, self.file.scenario), NS_OK);
    ns_instance_draw(&self.instance, 1, 0, NULL);
    return self;
}

static void done(drawn *self) {
    ns_instance_free(&self->instance);
    loaded_free(&self->file);
}

#define NO_DEAL(p) NS_SHUT_OF(NS_CAUSE_NO_DEAL, p)
static const char third[] = "  c: {no_deal: 10, issues: {p: {priority: 1, values: [50, 50, 50, 50]}}}\n";

static void expect(drawn *self, ns_shut o, ns_shut r, ns_shut s, ns_shut t) {
    const ns_shut wanted[] = {o, r, s, t};
    bool any = false;
    ns_reach_compute(&self->instance, &self->facts, self->shut);
    for (int x = 0; x < 4; x++) {
        cr_assert_eq(self->shut[x], wanted[x], "package %d: %llx", x, (unsigned long long)self->shut[x]);
        any |= wanted[x] == 0;
    }
    cr_assert_eq(ns_reach_any(&self->instance, &self->facts), any);
}

/* Two parties and more go different ways through the code: all that follows is asked of both. */
static const char *const companies[] = {"", third};

Test(reach, no_deal_shuts_whom_it_betters) {
    for (int k = 0; k < 2; k++) {
        drawn d = draw("no_deal: 50", "no_deal: 55", companies[k]);
        expect(&d, NO_DEAL(1), NO_DEAL(1), NO_DEAL(0), NO_DEAL(0));
        cr_assert_eq(ns_reach_excess(&d.instance, &d.facts, 0, 1), 15);
        cr_assert_eq(ns_reach_excess(&d.instance, &d.facts, 0, 2), 10);
        done(&d);
    }
}

/* 60.0000001 - 60 is a little more than the slack of 0.0000001 in doubles, and 60 + 0.0000001 is no less than 60.0000001: what a party would
 * sign is acceptable to it. */
Test(reach, the_slack_is_that_of_signing) {
    for (int k = 0; k < 2; k++) {
        drawn d = draw("no_deal: 60.0000001", "no_deal: 40", companies[k]);
        expect(&d, NO_DEAL(1), 0, NO_DEAL(0), NO_DEAL(0));
        cr_assert_eq(ns_reach_excess(&d.instance, &d.facts, 0, 1), 0);
        done(&d);
    }
}

Test(reach, a_budget_fills_the_gaps_together) {
    for (int k = 0; k < 2; k++) {
        drawn d = draw("no_deal: 70", "no_deal: 50", companies[k]); /* gaps at r: 10 + 10 */
        expect(&d, NO_DEAL(1), NO_DEAL(0) | NO_DEAL(1), NO_DEAL(0), NO_DEAL(0));
        d.facts.budget = 20;
        expect(&d, NO_DEAL(1), 0, NO_DEAL(0), NO_DEAL(0));
        d.facts.budget = 20 - 0.5e-7;
        expect(&d, NO_DEAL(1), 0, NO_DEAL(0), NO_DEAL(0));
        d.facts.budget = 20 - 2e-7;
        expect(&d, NO_DEAL(1), NO_DEAL(0) | NO_DEAL(1), NO_DEAL(0), NO_DEAL(0));
        d.facts.budget = 5;
        cr_assert_eq(ns_reach_excess(&d.instance, &d.facts, 0, 1), 15);
        done(&d);
    }
}

Test(reach, a_gap_within_the_slack_is_none) {
    for (int k = 0; k < 2; k++) {
        drawn d = draw("no_deal: 60.00000005", "no_deal: 40", companies[k]);
        expect(&d, NO_DEAL(1), 0, NO_DEAL(0), NO_DEAL(0));
        cr_assert_eq(ns_reach_excess(&d.instance, &d.facts, 0, 1), 0);
        done(&d);
        d = draw("no_deal: 60.0000002", "no_deal: 40", companies[k]);
        expect(&d, NO_DEAL(1), NO_DEAL(0), NO_DEAL(0), NO_DEAL(0));
        done(&d);
    }
}

Test(reach, face_is_lost_below_the_best) {
    for (int k = 0; k < 2; k++) {
        drawn d = draw("no_deal: 55", "no_deal: 40", companies[k]);
        expect(&d, NO_DEAL(1), 0, NO_DEAL(0), NO_DEAL(0));
        d.facts.face[0] = 8; /* 60 - 8 < 55; the best, 100, costs none */
        expect(&d, NO_DEAL(1), NO_DEAL(0), NO_DEAL(0), NO_DEAL(0));
        cr_assert_float_eq(ns_reach_excess(&d.instance, &d.facts, 0, 1), 3, 1e-12);
        d.facts.budget = 3;
        expect(&d, NO_DEAL(1), 0, NO_DEAL(0), NO_DEAL(0));
        done(&d);
    }
}

Test(reach, shortfall_is_the_largest_below_a_floor) {
    drawn d = draw("no_deal: 0", "no_deal: 0", "");
    d.instance.floors[0] = 50;
    cr_assert_eq(ns_reach_shortfall(&d.instance, 0, 2), 10);
    cr_assert_eq(ns_reach_shortfall(&d.instance, 0, 3), 50);
    cr_assert_eq(ns_reach_shortfall(&d.instance, 0, 1), 0);
    cr_assert_eq(ns_reach_shortfall(&d.instance, 1, 0), 0, "no limit");
    done(&d);
}

Test(reach, preconditions_shut_what_does_not_meet_them) {
    loaded file = loaded_text(
        "negsim: 1\nname: t\nissues: {p: {options: {o: O, r: R}}, q: {options: {x: X, y: Y}}}\nparties:\n"
        "  a: {issues: {p: {priority: 1, values: [100, 0]}, q: {priority: 1, values: [100, 0]}}, "
        "preconditions: [{name: f, before: p, needs: {q: x}}]}\n"
        "  b: {issues: {p: {priority: 1, values: [0, 100]}, q: {priority: 1, values: [0, 100]}}}\n");
    cr_assert(file.scenario, "%s", file.faults);
    ns_instance instance;
    cr_assert_eq(ns_instance_init(&instance, file.scenario), NS_OK);
    ns_instance_draw(&instance, 1, 0, NULL);
    const uint32_t party = 0, index = 0;
    ns_arm_facts facts = {.held_count = 1, .held_party = &party, .held_index = &index};
    const ns_shut bit = NS_SHUT_OF(NS_CAUSE_PRECONDITION, 0);
    ns_shut shut[4];
    cr_assert_eq(ns_reach_preconditions(&instance, &facts, shut), bit);
    cr_assert(shut[0] == 0 && shut[1] == bit && shut[2] == 0 && shut[3] == bit);
    cr_assert(ns_reach_any(&instance, &facts));
    facts = (ns_arm_facts){.shut_holders = 3};
    cr_assert_eq(ns_reach_preconditions(&instance, &facts, shut), bit | NS_SHUT_OF(NS_CAUSE_PRECONDITION, 1));
    for (int x = 0; x < 4; x++) cr_assert_eq(shut[x], bit | NS_SHUT_OF(NS_CAUSE_PRECONDITION, 1));
    cr_assert_not(ns_reach_any(&instance, &facts), "a shut precondition leaves nothing");
    ns_instance_free(&instance);
    loaded_free(&file);
}

/* --- what opens a scenario -------------------------------------------------------------------------------------------- */

Test(pivots, single_pairs_and_single_causes) {
    drawn d = draw("no_deal: 0", "no_deal: 0", third);
    const ns_shut red_a = NS_SHUT_OF(NS_CAUSE_RED_LINE, 0), red_b = NS_SHUT_OF(NS_CAUSE_RED_LINE, 1),
                  low_c = NO_DEAL(2);
    ns_shut pairs, several[] = {red_a | red_b, red_a | low_c, NS_SHUT_RULE | red_a, red_a | red_b | low_c};
    unsigned causes;
    ns_reach_pivots(&d.instance, several, &pairs, &causes);
    cr_assert_eq(pairs, 0);
    cr_assert_eq(causes, 1u << NS_CAUSE_RED_LINE, "red lines of both shut the first");
    const ns_shut alone[] = {red_b, low_c, NS_SHUT_RULE | NS_SHUT_CONDITION, NS_SHUT_CONDITION};
    ns_reach_pivots(&d.instance, alone, &pairs, &causes);
    cr_assert_eq(pairs, red_b | low_c | NS_SHUT_CONDITION);
    cr_assert_eq(causes, 1u << NS_CAUSE_RED_LINE | 1u << NS_CAUSE_NO_DEAL | 1u << NS_CAUSE_CONDITION);
    done(&d);
}
