/* Protocols other than alternating offers: all at once, and a single text. */
#include "play.h"

#include <stdio.h>

static const char *const price =
    "negsim: 1\nname: price\n"
    "issues:\n  price: {options: {a: a, b: b, c: c, d: d, e: e}}\n"
    "parties:\n"
    "  seller: {concession: {exponent: 1, offer: lowest}, issues: {price: {priority: 1, "
    "values: [0, 25, 50, 75, 100]}}}\n"
    "  buyer: {concession: {exponent: 1, offer: lowest}, issues: {price: {priority: 1, "
    "values: [100, 75, 50, 25, 0]}}}\n"
    "protocol: {kind: simultaneous, rounds: %d}\nrun: {draws: 1, seed: 1}\n";

/* Round 2 of 3: both ask 50 and offer c; each finds the other's offer worth 50. */
Test(protocol, offers_that_meet_are_agreed) {
    char text[1000];
    snprintf(text, sizeof text, price, 3);
    play self = play_open(text);
    play_run(&self, UNMEDIATED);
    PLAY_EXPECT(&self, 0, 1, 0, NS_ACTION_OFFER, 4);
    PLAY_EXPECT(&self, 1, 1, 1, NS_ACTION_OFFER, 0);
    PLAY_EXPECT(&self, 2, 2, 0, NS_ACTION_OFFER, 2);
    PLAY_EXPECT(&self, 3, 2, 1, NS_ACTION_OFFER, 2);
    cr_assert_eq(self.count, 5);
    cr_assert_eq(self.events[4].action, NS_ACTION_ACCEPT);
    cr_assert_eq(self.outcome.package, 2);
    cr_assert_eq(self.outcome.round, 2);
    play_close(&self);
}

/* Two rounds: 100 and then 0. Both offers of round 2 suit both; which is signed is a lot, half and half. */
Test(protocol, of_offers_that_cross_one_is_drawn) {
    char text[1000];
    snprintf(text, sizeof text, price, 2);
    play self = play_open(text);
    int low = 0;
    for (uint64_t draw = 0; draw < 2000; draw++) {
        ns_instance_draw(&self.instance, 1, draw, NULL);
        play_run(&self, UNMEDIATED);
        cr_assert(self.outcome.package == 0 || self.outcome.package == 4);
        low += self.outcome.package == 0;
    }
    cr_assert_float_eq(low / 2000.0, 0.5, 0.04);
    play_close(&self);
}

static const char *const trade =
    "negsim: 1\nname: trade\n"
    "issues:\n  a: {options: {a0: a, a1: b, a2: c}}\n  b: {options: {b0: a, b1: b, b2: c}}\n"
    "  c: {options: {c0: a, c1: b, c2: c}}\n"
    "parties:\n"
    "  ann: {no_deal: %s, concession: {%s}, issues: {a: {priority: 5, values: [100, 60, 0]}, b: {priority: "
    "2, values: [0, "
    "50, 100]}, c: {priority: 3, values: [100, 30, 0]%s}}}\n"
    "  bob: {no_deal: %s, concession: {%s}, issues: {a: {priority: 2, values: [0, 60, 100]}, b: {priority: "
    "5, values: [100, "
    "50, 0]}, c: {priority: 3, values: [0, 30, 100]}}}\n"
    "protocol: {kind: %s}\nrun: {draws: 1, seed: 1}\n";

static play open_trade(const char *least, const char *concession, const char *more, const char *protocol) {
    char text[2000];
    snprintf(text, sizeof text, trade, least, concession, more, least, concession, protocol);
    return play_open(text);
}

/* Whatever a tactic does, nobody's offers become dearer to itself. */
Test(protocol, nobody_takes_a_concession_back) {
    play self = open_trade("10", "tactic: random, offer: logroll", "", "simultaneous, rounds: 40");
    size_t offers = 0;
    for (uint64_t draw = 0; draw < 50; draw++) {
        double last[2] = {HUGE_VAL, HUGE_VAL};
        ns_instance_draw(&self.instance, 1, draw, NULL);
        play_run(&self, UNMEDIATED);
        for (size_t k = 0; k < self.count; k++) {
            const ns_event *event = &self.events[k];
            if (event->action != NS_ACTION_OFFER) continue;
            cr_assert(event->worth[event->party] <= last[event->party]);
            last[event->party] = event->worth[event->party];
            offers++;
        }
    }
    cr_assert(offers > 40);
    play_close(&self);
}

/* Hill climbers: what stands is never worse than before for anybody, each text differs from it in one issue, and it is signed
 * when it is worth no deal to all. */
Test(protocol, climbers_only_climb) {
    play self = open_trade("20", "acceptance: hill_climber", "", "single_text, rounds: 60");
    int signed_texts = 0;
    for (uint64_t draw = 0; draw < 40; draw++) {
        ns_instance_draw(&self.instance, 1, draw, NULL);
        play_run(&self, UNMEDIATED);
        double standing[2] = {-HUGE_VAL, -HUGE_VAL};
        uint32_t yes = 2, text = NS_NONE;
        for (size_t k = 0; k < self.count; k++) {
            const ns_event *event = &self.events[k];
            if (event->turn > 2) break;
            if (event->action == NS_ACTION_DRAFT) {
                yes = event->round == 1 ? 2 : 0;
                text = event->part;
            } else if (event->action == NS_ACTION_ACCEPT)
                yes++;
            if (yes < 2 || text == NS_NONE) continue;
            for (int p = 0; p < 2; p++) {
                cr_assert(event->worth[p] + 1e-7 >= standing[p]);
                standing[p] = event->worth[p];
            }
            text = NS_NONE;
        }
        const bool fair = standing[0] >= 20 && standing[1] >= 20;
        cr_assert_eq(self.outcome.reason == NS_REASON_AGREED, fair);
        signed_texts += fair;
        if (fair) cr_assert_eq(self.outcome.text_signed, 1);
    }
    cr_assert(signed_texts > 20);
    play_close(&self);
}

Test(protocol, an_annealer_without_heat_is_a_climber) {
    play cold = open_trade("20", "acceptance: annealer, temperature: 0", "", "single_text, rounds: 30"),
         climber = open_trade("20", "acceptance: hill_climber", "", "single_text, rounds: 30");
    play_run(&cold, UNMEDIATED);
    play_run(&climber, UNMEDIATED);
    play_expect_same(&cold, &climber, false, "temperature 0");
    play_close(&cold);
    play_close(&climber);
}

/* A chair with heat keeps more texts than the parties vote for; with none it keeps those only. */
Test(protocol, a_chair_may_insist) {
    play meek = open_trade("0", "acceptance: hill_climber", "", "single_text, rounds: 60, temperature: 0"),
         plain = open_trade("0", "acceptance: hill_climber", "", "single_text, rounds: 60"),
         hot = open_trade("0", "acceptance: hill_climber", "", "single_text, rounds: 60, temperature: 40");
    int differ = 0;
    for (uint64_t draw = 0; draw < 20; draw++) {
        play *const all[] = {&meek, &plain, &hot};
        for (int k = 0; k < 3; k++) {
            ns_instance_draw(&all[k]->instance, 1, draw, NULL);
            play_run(all[k], UNMEDIATED);
        }
        play_expect_same(&meek, &plain, false, "a chair without heat");
        differ += hot.outcome.package != plain.outcome.package;
    }
    cr_assert(differ > 5);
    play_close(&meek);
    play_close(&plain);
    play_close(&hot);
}

/* An option beyond a party's flexibility is in no text that stands. */
Test(protocol, what_cannot_be_negotiated_never_stands) {
    play self = open_trade("0", "acceptance: annealer, temperature: 50", ", flexibility: 0.5",
                           "single_text, rounds: 80, temperature: 80");
    for (uint64_t draw = 0; draw < 40; draw++) {
        ns_instance_draw(&self.instance, 1, draw, NULL);
        play_run(&self, UNMEDIATED);
        cr_assert_eq(self.outcome.reason, NS_REASON_AGREED);
        cr_assert_eq(self.outcome.package % 3, 0, "30 and 0 lie below the floor of 50");
    }
    play_close(&self);
}

/* Two stages share ten rounds: the first is signed in round 5, the second in round 10. */
Test(protocol, stages_share_the_rounds_of_a_text) {
    play self = open_trade(
        "0", "acceptance: hill_climber", "",
        "single_text, rounds: 10, agenda: [{name: one, issues: [a, b]}, {name: two, issues: [c]}]");
    play_run(&self, UNMEDIATED);
    cr_assert_eq(self.outcome.settled_count, 2);
    cr_assert_eq(self.outcome.settled[0].round, 5);
    cr_assert_eq(self.outcome.settled[1].round, 10);
    cr_assert_eq(self.outcome.reason, NS_REASON_AGREED);
    play_close(&self);
}

/* --- what stands until the end of a round ---------------------------------------------------------------------- */

/* All have spoken when they hear each other: who looks back stands by its offer, the first party as well as the last. */
Test(protocol, all_at_once_stand_by_their_offers) {
    char text[1000], *kind;
    snprintf(text, sizeof text, price, 9);
    while ((kind = strstr(text, "{exponent: 1, offer: lowest}")))
        memcpy(kind, "{tactic: tit_for_tat       }", 28);
    play self = play_open(text);
    ns_event_sink sink = {play_hear, &self};
    bool done = false;
    cr_assert_eq(ns_session_begin(self.session, &self.instance, UNMEDIATED, 0, &sink), NS_OK);
    cr_assert_eq(ns_session_step(self.session, &done), NS_OK);
    for (int p = 0; p < 2; p++) cr_assert_eq(self.session->players[p].prepared, 1, "party %d", p);
    play_close(&self);
}

/* A vote for a change may be a vote for less than no deal; a mediator's text is signed for no less. */
Test(protocol, votes_do_not_sign_below_no_deal) {
    static const char *const mediated =
        "negsim: 1\nname: votes\n"
        "issues:\n  price: {options: {a: a, b: b, c: c, d: d, e: e}}\n"
        "parties:\n"
        "  seller: {no_deal: 20, optimism: 20, concession: {tactic: hardliner, acceptance: hill_climber}, "
        "issues: "
        "{price: {priority: 1, values: [0, 25, 50, 75, 100]}}}\n"
        "  buyer: {no_deal: 20, optimism: 20, concession: {tactic: hardliner, acceptance: hill_climber}, "
        "issues: {price: "
        "{priority: 1, values: [100, 75, 33, 25, 0]}}}\n"
        "mediators: {m: {style: {facilitation: 0, formulation: 1, directive: 0}, patience: 1}}\n"
        "protocol: {kind: single_text, rounds: 6}\n";
    play self = play_open(mediated);
    for (uint64_t draw = 0; draw < 300; draw++) {
        ns_instance_draw(&self.instance, 1, draw, NULL);
        play_run(&self, MEDIATED);
        if (self.outcome.package == NS_NONE) continue;
        for (int p = 0; p < 2; p++)
            cr_assert_geq(self.instance.utility[p][self.outcome.package], 40, "draw %llu, party %d",
                          (unsigned long long)draw, p);
    }
    play_close(&self);
}
