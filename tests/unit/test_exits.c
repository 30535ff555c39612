/* Exits: deadlines of a party's own, an option outside, talks that break off; worked by hand. */
#include "play.h"

#include <stdio.h>

/* Five prices, opposite tastes, five rounds: both ask 100, 75, 50, 25, 0 as long as nothing hurries them. */
static play open_with(const char *seller, const char *buyer, const char *protocol) {
    char text[1500];
    snprintf(text, sizeof text,
             "negsim: 1\nname: price\n"
             "issues:\n  price: {options: {a: a, b: b, c: c, d: d, e: e}}\n"
             "parties:\n"
             "  seller: {%s concession: {tactic: time, exponent: 1, offer: lowest},\n"
             "    issues: {price: {priority: 1, values: [0, 25, 50, 75, 100]}}}\n"
             "  buyer: {%s concession: {tactic: time, exponent: 1, offer: lowest},\n"
             "    issues: {price: {priority: 1, values: [100, 75, 50, 25, 0]}}}\n"
             "protocol: {rounds: 5%s}\nrun: {draws: 1, seed: 1}\n",
             seller, buyer, protocol);
    play self = play_open(text);
    play_run(&self, UNMEDIATED);
    return self;
}

/* The seller asks 100, 50, 0 up to its deadline; the buyer does not know and asks 100, 75. */
Test(exits, a_hidden_deadline_hurries_only_its_owner) {
    play self = open_with("deadline: 3,", "", "");
    PLAY_EXPECT(&self, 0, 1, 0, NS_ACTION_OFFER, 4);
    PLAY_EXPECT(&self, 1, 1, 1, NS_ACTION_OFFER, 0);
    PLAY_EXPECT(&self, 2, 2, 0, NS_ACTION_OFFER, 2);
    PLAY_EXPECT(&self, 3, 2, 1, NS_ACTION_OFFER, 1);
    PLAY_EXPECT(&self, 4, 3, 0, NS_ACTION_ACCEPT, 1);
    cr_assert_eq(self.outcome.reason, NS_REASON_AGREED);
    play_close(&self);
}

/* Known, it hurries both: in round 2 both ask 50. */
Test(exits, a_known_deadline_hurries_all) {
    play self = open_with("deadline: 3.9, deadline_known: true,", "", "");
    PLAY_EXPECT(&self, 2, 2, 0, NS_ACTION_OFFER, 2);
    PLAY_EXPECT(&self, 3, 2, 1, NS_ACTION_ACCEPT, 2);
    play_close(&self);
}

Test(exits, at_its_deadline_a_party_leaves) {
    play self = open_with("no_deal: 10, deadline: 3,", "no_deal: 80,", "");
    const ns_event *last = &self.events[self.count - 1];
    cr_assert(last->action == NS_ACTION_LEAVE && last->why == NS_WHY_DEADLINE && last->party == 0);
    cr_assert_eq(self.outcome.reason, NS_REASON_WALKOUT);
    cr_assert_eq(self.outcome.ender, 0);
    cr_assert_eq(self.outcome.round, 3);
    cr_assert_eq(self.outcome.package, NS_NONE);
    play_close(&self);
}

Test(exits, a_deadline_after_the_last_round_changes_nothing) {
    play plain = open_with("", "", ""), late = open_with("deadline: 9,", "deadline: 5,", "");
    play_expect_same(&plain, &late, false, "late deadlines");
    play_close(&plain);
    play_close(&late);
}

/* In round 3 the seller would ask 50: less than the 60 that it has elsewhere. */
Test(exits, it_leaves_once_it_would_ask_less_than_it_has_outside) {
    play self = open_with("outside_option: 60,", "", "");
    PLAY_EXPECT(&self, 2, 2, 0, NS_ACTION_OFFER, 3);
    PLAY_EXPECT(&self, 3, 2, 1, NS_ACTION_OFFER, 1);
    PLAY_EXPECT(&self, 4, 3, 0, NS_ACTION_LEAVE, NS_NONE);
    cr_assert_eq(self.events[4].why, NS_WHY_OUTSIDE_OPTION);
    cr_assert_eq(self.count, 5);
    cr_assert_eq(self.outcome.reason, NS_REASON_WALKOUT);
    cr_assert_eq(self.outcome.ender, 0);
    cr_assert_eq(self.outcome.round, 3);
    play_close(&self);
}

Test(exits, what_is_no_better_than_no_deal_tempts_nobody) {
    play plain = open_with("no_deal: 60,", "", ""),
         other = open_with("no_deal: 60, outside_option: 60,", "", "");
    play_expect_same(&plain, &other, false, "outside option at no deal");
    play_close(&plain);
    play_close(&other);
}

Test(exits, talks_break_off_after_a_round) {
    play self = open_with("", "", ", breakdown: 1");
    cr_assert_eq(self.count, 3, "two offers and the end: nothing is put to a last answer");
    cr_assert_eq(self.events[2].action, NS_ACTION_BREAK_OFF);
    cr_assert_eq(self.outcome.reason, NS_REASON_BROKEN_OFF);
    cr_assert_eq(self.outcome.round, 1);
    cr_assert_eq(self.outcome.ender, NS_NONE);
    play_close(&self);
    play plain = open_with("", "", ""), never = open_with("", "", ", breakdown: 0");
    play_expect_same(&plain, &never, false, "no chance of breakdown");
    play_close(&plain);
    play_close(&never);
}

/* The shares are those of a geometric law, and the same draw breaks off no later where the chance is larger. */
Test(exits, chance_by_chance) {
    play little = open_with("no_deal: 90,", "no_deal: 90,", ", breakdown: 0.2"),
         much = open_with("no_deal: 90,", "no_deal: 90,", ", breakdown: 0.4");
    int first = 0, never = 0;
    for (uint64_t draw = 0; draw < 4000; draw++) {
        ns_outcome a, b;
        ns_instance_draw(&little.instance, 7, draw, NULL);
        ns_instance_draw(&much.instance, 7, draw, NULL);
        cr_assert_eq(ns_session_run(little.session, &little.instance, UNMEDIATED, 0, NULL, &a), NS_OK);
        cr_assert_eq(ns_session_run(much.session, &much.instance, UNMEDIATED, 0, NULL, &b), NS_OK);
        cr_assert(b.round <= a.round);
        first += a.reason == NS_REASON_BROKEN_OFF && a.round == 1;
        never += a.reason == NS_REASON_NO_ZONE;
    }
    cr_assert_float_eq(first / 4000.0, 0.2, 0.025);
    cr_assert_float_eq(never / 4000.0, 0.32768, 0.03);
    play_close(&little);
    play_close(&much);
}

/* With and without a sink (where many rounds are played at once) the same ends. */
Test(exits, without_a_sink_the_same) {
    static const char *const protocols[] = {"", ", breakdown: 0.3", ", breakdown: 0.05"};
    static const char *const sellers[] = {"", "deadline: 4,", "outside_option: 45,",
                                          "deadline: 2, no_deal: 55,"};
    for (int k = 0; k < 12; k++) {
        play self = open_with(sellers[k % 4], "no_deal: 30,", protocols[k / 4]);
        for (uint64_t draw = 0; draw < 50; draw++) {
            ns_outcome quiet;
            ns_instance_draw(&self.instance, 3, draw, NULL);
            play_run(&self, UNMEDIATED);
            cr_assert_eq(ns_session_run(self.session, &self.instance, UNMEDIATED, 0, NULL, &quiet), NS_OK);
            cr_assert(quiet.reason == self.outcome.reason && quiet.round == self.outcome.round &&
                      quiet.package == self.outcome.package && quiet.ender == self.outcome.ender);
        }
        play_close(&self);
    }
}
