/* Mechanisms: what each does by hand, and that what did not act can be left out. */
#include "play.h"

#include <stdio.h>

#include "generator.h"

/* --- hooks ------------------------------------------------------------------------------------------------------ */

Test(mediator, table_is_in_the_order_of_the_ids) {
    const char *names[] = {"information", "proposals", "carrots",  "deadline",
                           "sequencing",  "face",      "guarantee"};
    for (int k = 0; k < NS_MECHANISM_COUNT; k++) {
        cr_assert_str_eq(ns_mechanism_table[k]->name, names[k]);
        cr_assert_eq(&ns_mechanisms[k]->head, ns_mechanism_table[k]);
    }
    cr_assert_null(ns_mechanism_table[NS_MECHANISM_COUNT]);
}

Test(mediator, registry_holds_every_table) {
    const ns_registry *registry = ns_registry_standard();
    const char *first[NS_SORT_COUNT] = {"alternating_offers", "time", "lowest", "target", "uniform",
                                        "information"};
    for (int s = 0; s < NS_SORT_COUNT; s++) {
        cr_assert_str_eq(registry->kinds[s][0]->name, first[s]);
        for (const ns_kind *const *kind = registry->kinds[s]; *kind != NULL; kind++)
            cr_assert((*kind)->summary != NULL && (*kind)->citation != NULL, "%s", (*kind)->name);
    }
}

/* Firmness 0.9 less 0.5 * 0.8 * 0.5 = 0.2 leaves 0.7. */
Test(mediator, sequencing_lowers_firmness) {
    const ns_mediation one = {
        .mechanisms = NS_ALL_MECHANISMS, .enter = 3, .formulation = 0.5, .effort = 0.8, .credibility = {0.5}};
    ns_company company = {.count = 1, .coherence = 0.5, .member = {one, one}};
    cr_assert_not(ns_mechanism_sequencing.drops(&company, 3, 0, 0.9, 0.69));
    cr_assert(ns_mechanism_sequencing.drops(&company, 3, 0, 0.9, 0.71));
    cr_assert_not(ns_mechanism_sequencing.drops(&company, 3, 0, 1.25, 0.999));
    cr_assert_not(ns_mechanism_sequencing.drops(&company, 2, 0, 0.9, 0.89), "not there yet");
    company.count = 2; /* 0.9 less (0.2 + 0.2) * 0.75 */
    company.coherence = 0.75;
    cr_assert_not(ns_mechanism_sequencing.drops(&company, 3, 0, 0.9, 0.59));
    cr_assert(ns_mechanism_sequencing.drops(&company, 3, 0, 0.9, 0.61));
    company.member[1].enter = 5;
    cr_assert_not(ns_mechanism_sequencing.drops(&company, 4, 0, 0.9, 0.69), "one of them there");
}

Test(mediator, facts_of_carrots_and_face) {
    const ns_mediation one = {.party_count = 2,
                              .mechanisms = NS_ALL_MECHANISMS,
                              .formulation = 0.5,
                              .directive = 0.25,
                              .effort = 0.8,
                              .legitimacy = 0.5,
                              .leverage = 20};
    ns_company company = {.count = 1, .coherence = 0.75, .member = {one, one}};
    ns_arm_facts facts = {.face = {10, 0}};
    ns_mechanism_carrots.facts(&company, &facts);
    cr_assert_float_eq(facts.budget, 4, 1e-12);
    ns_mechanism_face.facts(&company, &facts);
    cr_assert_float_eq(facts.face[0], 8, 1e-12);
    cr_assert_eq(facts.face[1], 0);
    company.count = 2; /* (4 + 4) * 0.75 */
    ns_mechanism_carrots.facts(&company, &facts);
    cr_assert_float_eq(facts.budget, 6, 1e-12);
    company.member[0].enter = 1; /* a crowd in which each is in the others' way does best before it is one */
    company.member[1].enter = 2;
    company.coherence = 0.25;
    ns_mechanism_carrots.facts(&company, &facts);
    cr_assert_float_eq(facts.budget, 4, 1e-12);
}

/* --- whole plays --------------------------------------------------------------------------------------------------- */

/* Two parties that never move, one issue of three prices; a text at the middle. */
static const char *const stuck =
    "negsim: 1\n"
    "name: stuck\n"
    "issues:\n"
    "  price: {options: {a: a, b: b, c: c}}\n"
    "parties:\n"
    "  x:\n"
    "    no_deal: 30\n"
    "    audience_cost: 10\n"
    "    concession: {tactic: time, exponent: 1, offer: best}\n"
    "    issues: {price: {priority: 1, values: [100, 50, 0]}}\n"
    "  y:\n"
    "    no_deal: 30\n"
    "    concession: {tactic: time, exponent: 1, offer: best}\n"
    "    issues: {price: {priority: 1, values: [0, 50, 100]}}\n"
    "mediators:\n"
    "  m:\n"
    "    style: {facilitation: 0, formulation: 1, directive: 1}\n"
    "    effort: 1\n"
    "    legitimacy: 0.5\n"
    "    leverage: 8\n"
    "    patience: 1\n"
    "    mechanisms: [information, proposals, carrots, deadline, sequencing, face]\n"
    "protocol: {kind: alternating_offers, rounds: 11}\n"
    "run: {draws: 1, seed: 1}\n";

static ns_seat SOME(uint32_t mechanisms) { return (ns_seat){1, mechanisms}; }

/* patience 1 / (1/2 * 1) = 2 rounds since the first offers (progress in round 1): a draft of b in round 3, 5, ...
 * x gets 50 - 10 (1 - 1/4) = 42.5 for it. Level t: needs 100 - 70 t. y signs at t = 0.8 (44 <= 50), x at 0.9 (37 <= 42.5). */
Test(mediator, proposals_and_face_by_hand) {
    play self = play_open(stuck);
    play_run(&self, SOME(1u << NS_MECHANISM_PROPOSALS | 1u << NS_MECHANISM_FACE));
    PLAY_EXPECT(&self, 6, 3, NS_NONE, NS_ACTION_DRAFT, 1);
    cr_assert_eq(self.events[6].whole, 1);
    cr_assert_eq(self.events[6].turn, 3);
    cr_assert_eq(self.events[6].worth[0], 42.5);
    PLAY_EXPECT(&self, 7, 3, 0, NS_ACTION_REFUSE, 1);
    cr_assert_eq(self.events[7].why, NS_WHY_HOLDS_OUT);
    cr_assert_eq(self.outcome.round, 10);
    cr_assert_eq(self.outcome.package, 1);
    cr_assert_eq(self.outcome.text_signed, 1);
    cr_assert_eq(self.outcome.drafts, 4, "rounds 3, 5, 7, 9");
    cr_assert_eq(self.outcome.acted, 1u << NS_MECHANISM_PROPOSALS | 1u << NS_MECHANISM_FACE);
    play_close(&self);
}

/* Without face the text is worth 40 to x: signed when 100 - 70 t <= 40, in round 10 (37) as well; without any: nothing. */
Test(mediator, without_proposals_nothing_moves) {
    play self = play_open(stuck);
    play_run(&self, SOME(NS_ALL_MECHANISMS & ~(1u << NS_MECHANISM_PROPOSALS | 1u << NS_MECHANISM_CARROTS)));
    cr_assert_eq(self.outcome.reason, NS_REASON_DEADLINE);
    cr_assert_eq(self.outcome.acted, 0);
    play plain = play_open(stuck);
    play_run(&plain, UNMEDIATED);
    play_expect_same(&self, &plain, false, "a mediator without a lever");
    play_close(&self);
    play_close(&plain);
}

/* Budget 4 (1/2 * 8). x: gap of the text 100 - 70 t - 42.5; y: 100 - 70 t - 50. At t = 0.8 (round 9): 1.5 and 0: paid. */
Test(mediator, carrots_fill_the_gaps_of_the_text) {
    play self = play_open(stuck);
    play_run(&self, MEDIATED);
    cr_assert_eq(self.outcome.round, 9);
    cr_assert_float_eq(self.outcome.paid[0], 1.5, 1e-9);
    cr_assert_eq(self.outcome.paid[1], 0);
    const ns_event *last = &self.events[self.count - 1];
    cr_assert(last->action == NS_ACTION_CARROT && last->offer_of == NS_NONE && last->party == NS_NONE &&
              last->part == 1);
    cr_assert_float_eq(last->paid[0], 1.5, 1e-9);
    cr_assert_eq(self.outcome.acted,
                 1u << NS_MECHANISM_PROPOSALS | 1u << NS_MECHANISM_FACE | 1u << NS_MECHANISM_CARROTS);
    play_close(&self);
}

static char *with(const char *text, const char *old, const char *new) {
    static char out[4096];
    const char *at = strstr(text, old);
    cr_assert_not_null(at, "%s", old);
    snprintf(out, sizeof out, "%.*s%s%s", (int)(at - text), text, new, at + strlen(old));
    return out;
}

/* An option beyond y's flexibility is noted, the text withdrawn; nothing is left to draft: tries without a text. */
Test(mediator, flexibility_is_noted) {
    play self = play_open(with(stuck, "values: [0, 50, 100]", "values: [0, 50, 100], flexibility: 0.4"));
    play_run(&self, MEDIATED);
    PLAY_EXPECT(&self, 6, 3, NS_NONE, NS_ACTION_DRAFT, 1);
    PLAY_EXPECT(&self, 8, 3, 1, NS_ACTION_REFUSE, 1);
    cr_assert_eq(self.events[8].why, NS_WHY_FLEXIBILITY);
    PLAY_EXPECT(&self, 9, 3, NS_NONE, NS_ACTION_WITHDRAW, 1);
    PLAY_EXPECT(&self, 14, 5, NS_NONE, NS_ACTION_DRAFT, NS_NONE);
    cr_assert_eq(self.outcome.drafts, 1);
    play_close(&self);
}

/* Below no deal even with all carrots: withdrawn, and the mediator learns that its estimate was too low. */
Test(mediator, a_text_below_no_deal_is_withdrawn) {
    play self =
        play_open(with(stuck, "no_deal: 30\n    audience_cost: 10", "no_deal: 47\n    audience_cost: 10"));
    play_run(&self, MEDIATED);
    PLAY_EXPECT(&self, 7, 3, 0, NS_ACTION_REFUSE, 1);
    cr_assert_eq(self.events[7].why, NS_WHY_NO_DEAL, "42.5 + 4 < 47");
    PLAY_EXPECT(&self, 9, 3, NS_NONE, NS_ACTION_WITHDRAW, 1);
    cr_assert_eq(self.session->desk.notes[0].no_deal[0], 50,
                 "the text's estimated value, that is without face");
    play_close(&self);
    self = play_open(with(stuck, "no_deal: 30\n    audience_cost: 10", "no_deal: 46\n    audience_cost: 10"));
    play_run(&self, MEDIATED);
    cr_assert_eq(self.events[7].why, NS_WHY_HOLDS_OUT, "42.5 + 4 >= 46");
    cr_assert(self.outcome.acted >> NS_MECHANISM_CARROTS & 1u, "without carrots the text would have gone");
    play_close(&self);
}

/* Two preconditions in a circle; the mediator who enters in round 4 unblocks them, and until then nothing happens. */
static const char *const circle =
    "negsim: 1\n"
    "name: circle\n"
    "issues: {a: {options: {x: x, y: y}}, b: {options: {x: x, y: y}}}\n"
    "parties:\n"
    "  p:\n"
    "    preconditions: [{name: c, before: [a], needs: {b: [x]}, firmness: 1}]\n"
    "    issues: {a: {priority: 1, values: [0, 100]}, b: {priority: 1, values: [100, 0]}}\n"
    "  q:\n"
    "    preconditions: [{name: c, before: [b], needs: {a: [x]}, firmness: 1}]\n"
    "    issues: {a: {priority: 1, values: [100, 0]}, b: {priority: 3, values: [100, 0]}}\n"
    "mediators:\n"
    "  m: {style: {facilitation: 0, formulation: 1, directive: 0}, effort: 1, timing: {enter: 4}}\n"
    "protocol: {kind: alternating_offers, rounds: 6}\n"
    "run: {draws: 1, seed: 1}\n";

Test(mediator, sequencing_unblocks_a_circle) {
    play self = play_open(circle);
    play_run(&self, UNMEDIATED);
    cr_assert_eq(self.outcome.reason, NS_REASON_PRECONDITION_DEADLOCK);
    cr_assert(self.outcome.round == 0 && self.count == 0 && self.outcome.package == NS_NONE);
    cr_assert_eq(ns_session_facts(self.session)->shut_holders, 3);
    cr_assert_eq(ns_session_facts(self.session)->held_count, 2);
    play_run(&self, MEDIATED);
    cr_assert_eq(self.outcome.unblocked, 2);
    cr_assert_eq(self.events[0].round, 4);
    cr_assert_eq(ns_session_facts(self.session)->held_count, 0);
    cr_assert_eq(self.outcome.acted >> NS_MECHANISM_SEQUENCING & 1u, 1);
    play_run(&self, SOME(NS_ALL_MECHANISMS & ~(1u << NS_MECHANISM_SEQUENCING)));
    cr_assert_eq(self.outcome.reason, NS_REASON_PRECONDITION_DEADLOCK);
    play_close(&self);
}

/* --- on random scenarios ---------------------------------------------------------------------------------------------- */

/* The quantity of a path, set for all draws to come by the instance's own numbers. */
static void set_number(play *self, uint32_t quantity, double value) {
    self->instance.numbers[quantity] = value;
}

Test(mediator, effort_0_is_no_mediator, .timeout = 120) {
    for (uint64_t seed = 0; seed < 150; seed++) {
        char *text = gen_scenario(seed, GEN_MEDIATED);
        if (strstr(text, "of: mediators.broker.effort")) { /* an event would give it some */
            free(text);
            continue;
        }
        play mediated = play_open(text), plain = play_open(text);
        set_number(&mediated, mediated.scenario->mediators[0].effort, 0);
        play_run(&mediated, MEDIATED);
        play_run(&plain, UNMEDIATED);
        play_expect_same(&mediated, &plain, false, "effort 0");
        cr_assert_eq(mediated.outcome.reason, plain.outcome.reason);
        cr_assert_eq(mediated.outcome.acted, 0);
        play_close(&mediated);
        play_close(&plain);
        free(text);
    }
}

/* A mediator whose information nobody can trust as independent informs nobody: as if it said nothing. */
Test(mediator, independence_0_is_no_information, .timeout = 120) {
    for (uint64_t seed = 0; seed < 150; seed++) {
        char *text = gen_scenario(seed, GEN_MEDIATED);
        play with_it = play_open(text), without = play_open(text);
        set_number(&with_it, with_it.scenario->mediators[0].independence, 0);
        set_number(&without, without.scenario->mediators[0].independence, 0);
        play_run(&with_it, MEDIATED);
        play_run(&without, SOME(NS_ALL_MECHANISMS & ~(1u << NS_MECHANISM_INFORMATION)));
        play_expect_same(&with_it, &without, false, "independence 0");
        cr_assert_eq(with_it.outcome.acted >> NS_MECHANISM_INFORMATION & 1u, 0);
        play_close(&with_it);
        play_close(&without);
        free(text);
    }
}

/* Whatever set of mechanisms is left out of those that did not act, the play is the same. */
Test(mediator, what_did_not_act_can_be_left_out, .timeout = 240) {
    unsigned left_out[NS_MECHANISM_COUNT] = {0}, acted[NS_MECHANISM_COUNT] = {0};
    for (uint64_t seed = 0; seed < 250; seed++) {
        char *text = gen_scenario(seed, GEN_MEDIATED), what[64];
        play all = play_open(text), fewer = play_open(text);
        for (uint64_t draw = 0; draw < 3; draw++) {
            ns_instance_draw(&all.instance, seed, draw, NULL);
            ns_instance_draw(&fewer.instance, seed, draw, NULL);
            play_run(&all, MEDIATED);
            uint32_t idle = NS_ALL_MECHANISMS & ~all.outcome.acted;
            for (uint32_t set = idle; set != 0; set = (set - 1) & idle) {
                snprintf(what, sizeof what, "seed %d, without set %u", (int)seed, set);
                play_run(&fewer, SOME(NS_ALL_MECHANISMS & ~set));
                play_expect_same(&all, &fewer, true, what);
                cr_assert_eq(all.outcome.acted, fewer.outcome.acted, "%s", what);
            }
            for (int k = 0; k < NS_MECHANISM_COUNT; k++) (idle >> k & 1u ? left_out : acted)[k]++;
        }
        play_close(&all);
        play_close(&fewer);
        free(text);
    }
    for (int k = 0; k < NS_MECHANISM_COUNT; k++)
        cr_assert(left_out[k] > 5 && acted[k] > 5, "mechanism %d acted %u times and did not %u times", k,
                  acted[k], left_out[k]);
}

/* Two who can pay: each its part of the bill, as much of it as it could pay alone; nobody's name is on it. */
Test(mediator, a_bill_is_shared_by_who_can_pay) {
    play self = play_open(
        with(stuck, "protocol:",
             "  n: {style: {facilitation: 0, formulation: 0, directive: 1}, leverage: 2}\nprotocol:"));
    play_run(&self, (ns_seat){3, NS_ALL_MECHANISMS});
    const ns_event *last = &self.events[self.count - 1];
    cr_assert_eq(self.outcome.reason, NS_REASON_AGREED);
    cr_assert_eq(last->action, NS_ACTION_CARROT);
    cr_assert_eq(last->mediator, NS_NONE);
    const double paid = self.outcome.paid[0] + self.outcome.paid[1];
    cr_assert_gt(paid, 0);
    cr_assert_float_eq(self.outcome.paid_by[0], paid * 4 / 6, 1e-9, "half directive, leverage 8");
    cr_assert_float_eq(self.outcome.paid_by[1], paid * 2 / 6, 1e-9);
    cr_assert_eq(self.outcome.author, 0);
    play_close(&self);
}
