/* What events change while the parties talk, and what reach makes of it. */
#include "play.h"

#include <stdio.h>

static const char *const harbour =
    "negsim: 1\nname: harbour\n"
    "issues:\n  fee: {options: {high: h, middle: m, low: l}}\n  berth: {options: {near: n, far: {title: f, "
    "needs: [dredger]}}}\n"
    "parties:\n"
    "  port: {no_deal: 50, concession: {exponent: 1, offer: lowest}, issues: {fee: {priority: 3, values: "
    "[100, 50, 0]%s}, berth: {priority: 1, values: [0, 100]}}}\n"
    "  line: {no_deal: 60, concession: {exponent: 1, offer: lowest}, issues: {fee: {priority: 3, values: [0, "
    "50, 100]}, berth: {priority: 1, values: [100, 0]}}}\n"
    "conditions: {dredger: {available: 0}}\n"
    "mediators: {m: {effort: 0, style: {formulation: 1}}}\n"
    "events:\n%s"
    "protocol: {rounds: 12}\nrun: {draws: 1, seed: 1}\n";

static play harbour_with(const char *more, const char *events) { return play_format(harbour, more, events); }

static uint32_t round_of(const play *self, ns_action action) {
    for (size_t k = 0; k < self->count; k++)
        if (self->events[k].action == action) return self->events[k].round;
    return 0;
}

/* No package gives both what no deal is worth, until the line's falls in round 6. */
Test(happenings, at_a_round_no_deal_falls) {
    play self = harbour_with(
        "", "- {name: strike, at: 6, effects: [{name: weaker, of: parties.line.no_deal, add: -40}]}\n");
    ns_shut shut[6];
    play_run(&self, UNMEDIATED);
    cr_expect_eq(self.outcome.reason, NS_REASON_AGREED);
    cr_expect_eq(round_of(&self, NS_ACTION_HAPPEN), 6);
    cr_expect(self.outcome.round >= 6);
    cr_expect_eq(self.outcome.no_deal[1], 20);
    cr_expect_eq(self.outcome.happened, 1);
    cr_expect(!ns_session_changes(self.session));
    ns_session_reach(self.session, shut);
    cr_expect_eq(shut[self.outcome.package], 0);
    play_close(&self);
}

/* A condition that becomes available opens packages; from then on they count as reachable. */
Test(happenings, a_condition_comes) {
    play with = harbour_with(
        "", "- {name: found, at: 4, effects: [{name: there, of: conditions.dredger.available, set: 1}, "
            "{name: weaker, of: parties.line.no_deal, set: 10}]}\n");
    ns_shut shut[6];
    play_run(&with, UNMEDIATED);
    cr_expect(ns_session_changes(with.session));
    ns_session_reach(with.session, shut);
    cr_expect_eq(shut[3], 0, "middle fee, far berth: 62.5 and 37.5");
    cr_expect_eq(shut[0], 0, "high fee, near berth: 75 and 25");
    cr_expect_eq(shut[2], NS_SHUT_OF(NS_CAUSE_NO_DEAL, 0), "middle fee, near berth: the port gets 37.5");
    ns_reach_compute(&with.instance, ns_session_facts(with.session), shut);
    cr_expect(shut[3] & NS_SHUT_CONDITION, "by the draw alone it is not there");
    play_close(&with);
}

/* What packages are worth changes in the middle of the talks: the value signed is that of the day. */
Test(happenings, priorities_shift) {
    play self = harbour_with(
        "",
        "- {name: storm, at: 3, effects: [{name: cares, of: parties.line.issues.berth.priority, set: 27}, "
        "{name: less, of: parties.line.no_deal, set: 40}]}\n");
    play_run(&self, UNMEDIATED);
    cr_expect_eq(self.outcome.reason, NS_REASON_AGREED);
    cr_expect_float_eq(self.outcome.value[1],
                       self.outcome.package % 2 ? 5 : 90 + 5 * (self.outcome.package / 2), 1e-9);
    cr_expect_float_eq(self.instance.utility[1][1], 0, 1e-9, "the draw stays what it was");
    play_close(&self);
}

/* A red line comes and goes with its firmness. */
Test(happenings, a_red_line_hardens) {
    play self = harbour_with(
        ", red_lines: {middle: 0}",
        "- {name: vow, at: 1, effects: [{name: firm, of: parties.port.issues.fee.red_lines.middle, set: 1}, "
        "{name: weaker, of: parties.line.no_deal, set: 0}]}\n");
    play_run(&self, UNMEDIATED);
    for (size_t k = 0; k < self.count; k++)
        if (self.events[k].action == NS_ACTION_OFFER)
            cr_expect_neq(self.events[k].part / 2, 1, "nobody offers the middle fee");
    play_close(&self);
}

/* After another one, with a delay; once, or again and again; the end of the talks. */
Test(happenings, one_after_the_other) {
    play self =
        harbour_with("", "- {name: second, when: {after: first, delay: 3}, effects: [{name: a, of: "
                         "parties.port.no_deal, add: 1}]}\n"
                         "- {name: first, at: 2, effects: [{name: a, of: parties.port.no_deal, add: 1}]}\n"
                         "- {name: often, when: {after: second}, repeats: true, effects: [{name: a, of: "
                         "parties.port.no_deal, add: 1}]}\n"
                         "- {name: last, when: {after: second, delay: 4}, ends_talks: true}\n");
    play_run(&self, UNMEDIATED);
    uint32_t rounds[4] = {0}, often = 0;
    for (size_t k = 0; k < self.count; k++)
        if (self.events[k].action == NS_ACTION_HAPPEN) {
            rounds[self.events[k].happening] = self.events[k].round;
            often += self.events[k].happening == 2;
        }
    cr_expect_eq(rounds[1], 2);
    cr_expect_eq(rounds[0], 5);
    cr_expect_eq(often, 4, "rounds 6 to 9");
    cr_expect_eq(self.outcome.reason, NS_REASON_BROKEN_OFF);
    cr_expect_eq(self.outcome.why, NS_WHY_EVENT);
    cr_expect_eq(self.outcome.round, 9);
    cr_expect_eq(self.outcome.no_deal[0], 50 + 2 + 4);
    play_close(&self);
}

/* A mediator of no effort is nobody until something gives it some. */
Test(happenings, a_mediator_wakes_up) {
    play self = harbour_with("", "- {name: call, at: 5, effects: [{name: sits, of: mediators.m.effort, set: "
                                 "1}, {name: weaker, of: parties.line.no_deal, set: 45}]}\n");
    play_run(&self, MEDIATED);
    cr_expect_geq(round_of(&self, NS_ACTION_DRAFT), 5);
    play_close(&self);
}

/* An event that never comes changes nothing but the rows of its numbers. */
Test(happenings, what_never_happens_changes_nothing) {
    play with = harbour_with("", "- {name: never, rate: 0, effects: [{name: x, of: parties.line.no_deal, "
                                 "set: 0}, {name: y, of: conditions.dredger.available, set: 1}]}\n"),
         without = harbour_with("", "- {name: late, at: 12, rate: 0, ends_talks: true}\n");
    for (uint64_t draw = 0; draw < 20; draw++) {
        ns_instance_draw(&with.instance, 1, draw, NULL);
        ns_instance_draw(&without.instance, 1, draw, NULL);
        play_run(&with, UNMEDIATED);
        play_run(&without, UNMEDIATED);
        cr_assert_eq(with.count, without.count);
        for (size_t k = 0; k < with.count; k++) cr_assert_eq(with.events[k].part, without.events[k].part);
        cr_assert_eq(with.outcome.reason, without.outcome.reason);
    }
    play_close(&with);
    play_close(&without);
}
