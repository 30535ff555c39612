/* Faults that negotiation programs have been found with: each has a test that it is not one of negsim. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kinds.h"
#include "loaded.h"

/* --- one talk -------------------------------------------------------------------------------------------------- */

typedef struct talk {
    loaded input;
    ns_instance instance;
    ns_session *session;
    recording play;
} talk;

static talk talk_of(const char *text, ns_seat seat, uint64_t play) {
    talk self = {.input = loaded_text(text)};
    cr_assert(self.input.scenario, "%s\n%s", text, self.input.faults);
    cr_assert_eq(ns_instance_init(&self.instance, self.input.scenario), NS_OK);
    ns_instance_draw(&self.instance, self.input.scenario->seed, 0, NULL);
    self.session = ns_session_new(self.input.scenario);
    cr_assert(self.session);
    cr_assert_eq(recording_play(&self.play, self.session, &self.instance, seat, play), NS_OK);
    return self;
}

static void talk_end(talk *self) {
    recording_free(&self->play);
    ns_session_free(self->session);
    ns_instance_free(&self->instance);
    loaded_free(&self->input);
}

static kind_line lines[KIND_MOST];

/* --- what is accepted ------------------------------------------------------------------------------------------- */

/* A rule that never says yes. Each says yes here, in a talk about a price with somebody who comes down to nothing. */
Test(known_faults, every_acceptance_rule_accepts) {
    static const char *const price =
        "negsim: 1\nname: price\nissues: {price: {options: {a: a, b: b, c: c, d: d, e: e}}}\nparties:\n"
        "  giver: {concession: {tactic: conceder, offer: lowest, acceptance: time, accept_after: 1}, issues: "
        "{price: "
        "{priority: 1, values: [0, 25, 50, 75, 100]}}}\n"
        "  taker: {concession: {tactic: boulware, offer: lowest, acceptance: %s}, issues: {price: {priority: "
        "1, "
        "values: [100, 75, 50, 25, 0]}}}\nprotocol: {rounds: 40}\n";
    unsigned rules = 0;
    for (const ns_kind *const *kind = ns_registry_standard()->kinds[NS_SORT_ACCEPTANCE]; *kind; kind++) {
        char text[1024];
        unsigned accepted = 0;
        snprintf(text, sizeof text, price, (*kind)->name);
        talk self = talk_of(text, seat_nobody(), 0);
        cr_assert_eq(self.play.outcome.reason, NS_REASON_AGREED, "%s", (*kind)->name);
        for (size_t k = 0; k < self.play.count; k++)
            accepted += self.play.events[k].action == NS_ACTION_ACCEPT && self.play.events[k].party == 1;
        cr_assert_eq(accepted, 1, "%s", (*kind)->name);
        talk_end(&self);
        rules++;
    }
    cr_assert_geq(rules, 7);
}

/* Rules that compare with an offer, a clock or a constant and forget what no deal is worth. */
Test(known_faults, nobody_signs_less_than_no_deal, .timeout = 60) {
    const unsigned count = kind_lines(lines);
    unsigned signed_by_all = 0;
    for (unsigned k = 0; k < count; k++)
        for (uint64_t seed = 1; seed <= 30; seed++) {
            law_case one = law_case_of(seed, lines[k].concession);
            char *text = law_text(&one);
            talk self = talk_of(text, seat_nobody(), 0);
            for (size_t e = 0; e < self.play.count; e++) {
                const ns_event *event = &self.play.events[e];
                if (event->action != NS_ACTION_ACCEPT && event->action != NS_ACTION_OFFER) continue;
                cr_assert(event->worth[event->party] + 2 * self.input.scenario->slack >=
                              one.no_deal[event->party],
                          "%s, seed %llu: %s of %g where no deal is worth %g", lines[k].name,
                          (unsigned long long)seed, ns_action_name(event->action), event->worth[event->party],
                          one.no_deal[event->party]);
            }
            signed_by_all += self.play.outcome.reason == NS_REASON_AGREED;
            talk_end(&self);
            free(text);
        }
    cr_assert_gt(signed_by_all, 500);
}

/* --- what is offered -------------------------------------------------------------------------------------------- */

/* 27 packages, all of the same worth to their maker. */
static const char *const equals =
    "negsim: 1\nname: equals\nissues:\n  i: {options: {a: a, b: b, c: c}}\n  j: {options: {a: a, b: b, c: "
    "c}}\n"
    "  k: {options: {a: a, b: b, c: c}}\nparties:\n"
    "  one:\n    concession: {%s, acceptance: time, accept_after: 1}\n    issues: {i: {priority: 1, values: "
    "[50, 50, 50]}, j: {priority: 1, values: [50, 50, "
    "50]}, k: {priority: 1, values: [50, 50, 50]}}\n"
    "  two:\n    concession: {tactic: hardliner, acceptance: time, accept_after: 1}\n    no_deal: 1\n    "
    "issues: {i: {priority: "
    "3, values: [0, 50, 100]}, j: {priority: 2, values: [0, 50, 100]}, k: {priority: 1.1, values: [0, 50, "
    "100]}}\n"
    "protocol: {rounds: 400, last_answers: false}\n";

static unsigned different_offers(const char *kinds, uint32_t *first) {
    char text[2048];
    bool seen[27] = {false};
    unsigned count = 0;
    snprintf(text, sizeof text, equals, kinds);
    talk self = talk_of(text, seat_nobody(), 0);
    for (size_t k = 0; k < self.play.count; k++) {
        const ns_event *event = &self.play.events[k];
        if (event->action != NS_ACTION_OFFER || event->party != 0) continue;
        if (count < 27 && !seen[event->part]) first[count++] = event->part;
        seen[event->part] = true;
    }
    talk_end(&self);
    return count;
}

/* Offers that stop at the first of several equal ones although the rule says to go through them. 27 of 27 within 400 rounds: the chance
 * that a uniform pick leaves one out is below 27 (26/27)^400 = 7e-6. */
Test(known_faults, equals_all_have_their_turn) {
    uint32_t first[27];
    cr_assert_eq(different_offers("tactic: time, offer: random", first), 27);
    cr_assert_eq(different_offers("tactic: time, offer: random, width: 50", first), 27);
    cr_assert_eq(different_offers("tactic: random", first), 27);
}

/* Of equals a rule that names one offers the one with the lowest number, always. */
Test(known_faults, ties_go_to_the_lowest_number) {
    static const char *const rules[] = {"lowest", "nearest", "best"};
    for (int k = 0; k < 3; k++) {
        uint32_t first[27];
        char kinds[100];
        snprintf(kinds, sizeof kinds, "tactic: time, offer: %s", rules[k]);
        cr_assert_eq(different_offers(kinds, first), 1, "%s", rules[k]);
        cr_assert_eq(first[0], 0, "%s", rules[k]);
    }
}

/* A tactic that compares its target with the top of the scale never concedes where utilities are small: see the laws for kinds. Here the
 * plain case: values of 0 to 30 on a scale of 100. */
Test(known_faults, time_concedes_with_small_utilities) {
    law_case one = law_case_of(3, "{tactic: linear, offer: lowest}");
    for (int p = 0; p < LAW_PARTIES; p++) {
        one.no_deal[p] = 0;
        for (int i = 0; i < LAW_ISSUES; i++)
            for (int o = 0; o < one.options[i]; o++) one.value[p][i][o] *= 0.3;
    }
    char *text = law_text(&one);
    talk self = talk_of(text, seat_nobody(), 0);
    cr_assert_eq(self.play.outcome.reason, NS_REASON_AGREED);
    cr_assert_lt(self.play.outcome.last_worth[0], self.play.outcome.first_worth[0]);
    talk_end(&self);
    free(text);
}

/* --- how it ends ------------------------------------------------------------------------------------------------- */

/* A mediator whose text is never signed, or is signed and reported as a time-out. */
Test(known_faults, a_signed_text_is_an_agreement) {
    static const char *const mediator =
        "mediators: {m: {style: {facilitation: 0, formulation: 1, directive: 0}, patience: 1}}\n";
    unsigned texts = 0;
    for (uint64_t seed = 1; seed <= 40; seed++) {
        law_case other = law_case_of(seed, "{tactic: linear, offer: lowest}");
        other.extra = mediator;
        char *text = law_text(&other);
        talk self = talk_of(text, (ns_seat){1, NS_ALL_MECHANISMS}, 0);
        const ns_outcome *outcome = &self.play.outcome;
        cr_assert_eq(outcome->reason == NS_REASON_AGREED, outcome->package != NS_NONE);
        if (outcome->text_signed) cr_assert_eq(outcome->reason, NS_REASON_AGREED);
        texts += outcome->text_signed;
        talk_end(&self);
        free(text);
    }
    cr_assert_gt(texts, 0);
}

/* --- the same again ------------------------------------------------------------------------------------------------ */

/* Runs that differ although the seed is the same: an own session, a used session, and with nobody listening. */
Test(known_faults, the_same_seed_gives_the_same_talk, .timeout = 60) {
    const unsigned count = kind_lines(lines);
    for (unsigned k = 0; k < count; k++) {
        law_case one = law_case_of(k, lines[k].concession);
        char *text = law_text(&one);
        talk a = talk_of(text, seat_nobody(), 1), b = talk_of(text, seat_nobody(), 2);
        recording again;
        ns_outcome quiet;
        cr_assert_eq(recording_play(&again, b.session, &b.instance, seat_nobody(), 1), NS_OK);
        cr_assert_eq(a.play.count, again.count, "%s", lines[k].name);
        for (size_t e = 0; e < again.count; e++)
            cr_assert(a.play.events[e].part == again.events[e].part &&
                          a.play.events[e].action == again.events[e].action &&
                          a.play.events[e].need == again.events[e].need,
                      "%s, event %zu", lines[k].name, e);
        cr_assert_eq(ns_session_run(a.session, &a.instance, seat_nobody(), 1, NULL, &quiet), NS_OK);
        cr_assert(quiet.package == again.outcome.package && quiet.round == again.outcome.round, "%s",
                  lines[k].name);
        recording_free(&again);
        talk_end(&a);
        talk_end(&b);
        free(text);
    }
}
