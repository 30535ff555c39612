/* Sessions: negotiations worked by hand, the ways to end, and what must never change a play. */
#include "play.h"

#include <stdio.h>

#include "generator.h"

/* Five prices, opposite tastes. */
static const char *const price = "negsim: 1\n"
                                 "name: price\n"
                                 "issues:\n"
                                 "  price: {options: {a: a, b: b, c: c, d: d, e: e}}\n"
                                 "parties:\n"
                                 "  seller:\n"
                                 "    no_deal: 0\n"
                                 "    concession: {tactic: time, exponent: 1, offer: lowest}\n"
                                 "    issues: {price: {priority: 1, values: [0, 25, 50, 75, 100]}}\n"
                                 "  buyer:\n"
                                 "    no_deal: 0\n"
                                 "    concession: {tactic: time, exponent: 1, offer: lowest}\n"
                                 "    issues: {price: {priority: 1, values: [100, 75, 50, 25, 0]}}\n"
                                 "protocol: {kind: alternating_offers, rounds: 3}\n"
                                 "run: {draws: 1, seed: 1}\n";

/* Round 1: both ask for everything. Round 2: level 1/2, both need 50: the seller offers c, the buyer takes it. */
Test(session, two_rounds_by_hand) {
    play self = play_open(price);
    play_run(&self, UNMEDIATED);
    cr_assert_eq(self.count, 4);
    PLAY_EXPECT(&self, 0, 1, 0, NS_ACTION_OFFER, 4);
    PLAY_EXPECT(&self, 1, 1, 1, NS_ACTION_OFFER, 0);
    PLAY_EXPECT(&self, 2, 2, 0, NS_ACTION_OFFER, 2);
    PLAY_EXPECT(&self, 3, 2, 1, NS_ACTION_ACCEPT, 2);
    cr_assert_eq(self.events[0].need, 100);
    cr_assert_eq(self.events[2].level, 0.5);
    cr_assert_eq(self.events[2].need, 50);
    cr_assert_eq(self.events[2].worth[0], 50);
    cr_assert_eq(self.events[2].worth[1], 50);
    cr_assert_eq(self.events[3].turn, 2);
    const ns_outcome *out = &self.outcome;
    cr_assert_eq(out->reason, NS_REASON_AGREED);
    cr_assert_eq(out->round, 2);
    cr_assert_eq(out->package, 2);
    cr_assert_eq(out->settled_count, 1);
    cr_assert_eq(out->settled[0].part, 2);
    cr_assert(out->offers[0] == 2 && out->offers[1] == 1 && out->idle[0] == 0 && out->idle[1] == 0);
    cr_assert(out->first_worth[0] == 100 && out->last_worth[0] == 50 && out->first_worth[1] == 100);
    cr_assert_eq(out->acted, 0);
    play_close(&self);
}

/* The same by steps; what is asked after the end changes nothing. */
Test(session, steps_are_the_run) {
    play self = play_open(price);
    ns_event_sink sink = {play_hear, &self};
    bool done = false;
    cr_assert_eq(ns_session_begin(self.session, &self.instance, UNMEDIATED, 0, &sink), NS_OK);
    cr_assert_eq(ns_session_step(self.session, &done), NS_OK);
    cr_assert_not(done);
    cr_assert_eq(self.count, 2, "with a sink a step is one round");
    cr_assert_eq(ns_session_finish(self.session, -1, &self.outcome), NS_BAD_USAGE, "the talks are not over");
    cr_assert_eq(ns_session_step(self.session, &done), NS_OK);
    cr_assert(done);
    cr_assert_eq(ns_session_step(self.session, &done), NS_OK);
    cr_assert(done);
    cr_assert_eq(self.count, 4);
    cr_assert_eq(ns_session_finish(self.session, -1, &self.outcome), NS_OK);
    cr_assert_eq(self.outcome.round, 2);
    play_close(&self);
}

Test(session, bad_use_is_refused) {
    play self = play_open(price), other = play_open(price);
    bool done;
    cr_assert_null(ns_session_new(NULL));
    cr_assert_eq(ns_session_begin(NULL, &self.instance, UNMEDIATED, 0, NULL), NS_BAD_USAGE);
    cr_assert_eq(ns_session_begin(self.session, NULL, UNMEDIATED, 0, NULL), NS_BAD_USAGE);
    cr_assert_eq(ns_session_begin(self.session, &other.instance, UNMEDIATED, 0, NULL), NS_BAD_USAGE,
                 "another scenario's");
    cr_assert_eq(ns_session_step(self.session, &done), NS_BAD_USAGE, "nothing has begun");
    cr_assert_eq(ns_session_finish(self.session, -1, &self.outcome), NS_BAD_USAGE);
    ns_session_free(NULL);
    play_close(&self);
    play_close(&other);
}

static ns_status stop_at_second(void *user, const ns_event *event) {
    (void)event;
    return ++*(int *)user == 2 ? NS_STOPPED : NS_OK;
}

Test(session, a_sink_can_stop_it) {
    play self = play_open(price);
    int heard = 0;
    ns_event_sink sink = {stop_at_second, &heard};
    cr_assert_eq(ns_session_run(self.session, &self.instance, UNMEDIATED, 0, &sink, &self.outcome),
                 NS_STOPPED);
    cr_assert_eq(heard, 2);
    play_run(&self, UNMEDIATED);
    cr_assert_eq(self.outcome.package, 2, "the session is as good as new");
    play_close(&self);
}

/* --- ends ---------------------------------------------------------------------------------------------------- */

static char *with(const char *text, const char *old, const char *new) {
    static char out[4096];
    const char *at = strstr(text, old);
    cr_assert_not_null(at, "%s", old);
    snprintf(out, sizeof out, "%.*s%s%s", (int)(at - text), text, new, at + strlen(old));
    return out;
}

/* One round: t = 1 at once. The seller offers a (worth 0 to it); the buyer takes it. */
Test(session, one_round_is_the_last_one) {
    play self = play_open(with(price, "rounds: 3", "rounds: 1"));
    play_run(&self, UNMEDIATED);
    cr_assert_eq(self.count, 2);
    PLAY_EXPECT(&self, 0, 1, 0, NS_ACTION_OFFER, 0);
    PLAY_EXPECT(&self, 1, 1, 1, NS_ACTION_ACCEPT, 0);
    cr_assert_eq(self.events[0].level, 1);
    play_close(&self);
}

/* The buyer needs 60 of 100, the seller 50: no price gives both. */
Test(session, no_zone) {
    char text[4096];
    snprintf(text, sizeof text, "%s", with(price, "no_deal: 0", "no_deal: 50"));
    play self = play_open(with(text, "no_deal: 0", "no_deal: 60"));
    play_run(&self, UNMEDIATED);
    cr_assert_eq(self.outcome.reason, NS_REASON_NO_ZONE);
    cr_assert_eq(self.outcome.round, 3);
    cr_assert_eq(self.outcome.package, NS_NONE);
    bool done = false;
    cr_assert_eq(ns_session_begin(self.session, &self.instance, UNMEDIATED, 0, NULL), NS_OK);
    while (!done) cr_assert_eq(ns_session_step(self.session, &done), NS_OK);
    cr_assert_eq(ns_session_finish(self.session, 1, &self.outcome), NS_OK);
    cr_assert_eq(self.outcome.reason, NS_REASON_DEADLINE, "the caller's word counts");
    play_close(&self);
}

/* Both insist on their best: the last answer is a no, and something was reachable. */
Test(session, deadline_after_last_answers) {
    char text[4096];
    snprintf(text, sizeof text, "%s", with(price, "offer: lowest", "offer: best"));
    snprintf(text, sizeof text, "%s", with(text, "no_deal: 0", "no_deal: 10"));
    snprintf(text, sizeof text, "%s", with(text, "no_deal: 0", "no_deal: 10"));
    snprintf(text, sizeof text, "%s", with(text, "offer: lowest", "offer: best"));
    play self = play_open(text);
    play_run(&self, UNMEDIATED);
    cr_assert_eq(self.outcome.reason, NS_REASON_DEADLINE);
    PLAY_EXPECT(&self, 6, 3, 0, NS_ACTION_REFUSE, 0);
    cr_assert_eq(self.events[6].why, NS_WHY_LAST_ANSWER);
    cr_assert_eq(self.events[6].turn, 4, "the party after the maker");
    cr_assert_eq(self.count, 7);
    play_close(&self);
}

/* A no-deal value of 100 for the seller: only e is worth it. */
Test(session, a_party_with_nothing_to_offer_passes) {
    play self = play_open(with(price, "no_deal: 0", "no_deal: 100\n    optimism: 0\n    audience_cost: 0"));
    play_run(&self, UNMEDIATED);
    cr_assert_eq(self.outcome.idle[0], 0);
    cr_assert_eq(self.outcome.package, 4, "the buyer gives way to 0 in the last round");
    play_close(&self);
    /* Hopes for 90 where 75 is the most that it could sign. */
    char text[4096];
    snprintf(text, sizeof text, "%s", with(price, "no_deal: 0", "no_deal: 70\n    optimism: 20"));
    self = play_open(
        with(text, "values: [0, 25, 50, 75, 100]", "values: [0, 25, 50, 75, 100], red_lines: {e: 1}"));
    play_run(&self, UNMEDIATED);
    cr_assert_eq(self.outcome.idle[0], 3);
    PLAY_EXPECT(&self, 0, 1, 0, NS_ACTION_PASS, NS_NONE);
    cr_assert_eq(self.events[0].why, NS_WHY_NOTHING);
    PLAY_EXPECT(&self, 1, 1, 1, NS_ACTION_OFFER, 0);
    PLAY_EXPECT(&self, 5, 3, 1, NS_ACTION_PASS, NS_NONE);
    cr_assert_eq(self.events[5].why, NS_WHY_SAID_YES, "its own offer is still on the table");
    PLAY_EXPECT(&self, 6, 3, 0, NS_ACTION_REFUSE, 0);
    cr_assert_eq(self.outcome.idle[1], 0);
    cr_assert_eq(self.outcome.reason, NS_REASON_DEADLINE);
    cr_assert(isnan(self.outcome.first_worth[0]) && isnan(self.outcome.last_worth[0]));
    cr_assert_eq(self.outcome.first_worth[1], 100);
    play_close(&self);
}

/* --- three parties ---------------------------------------------------------------------------------------------- */

static const char *const three = "negsim: 1\n"
                                 "name: three\n"
                                 "issues:\n"
                                 "  price: {options: {a: a, b: b}}\n"
                                 "parties:\n"
                                 "  one:\n"
                                 "    concession: {tactic: time, exponent: 1, offer: lowest}\n"
                                 "    issues: {price: {priority: 1, values: [100, 60]}}\n"
                                 "  two:\n"
                                 "    concession: {tactic: time, exponent: 1, offer: lowest}\n"
                                 "    issues: {price: {priority: 1, values: [100, 60]}}\n"
                                 "  hard:\n"
                                 "    no_deal: 55\n"
                                 "    concession: {tactic: time, exponent: 0.25, offer: lowest}\n"
                                 "    issues: {price: {priority: 1, values: [50, 100]}}\n"
                                 "protocol: {kind: alternating_offers, rounds: 3, order: fixed}\n"
                                 "run: {draws: 1, seed: 1}\n";

/* Round 1: one offers a, two says yes, hard offers b. Round 2 (need 50, 50, 100 - 45/16): one says yes to b, two says yes. */
Test(session, unanimity_of_three) {
    play self = play_open(three);
    play_run(&self, UNMEDIATED);
    PLAY_EXPECT(&self, 0, 1, 0, NS_ACTION_OFFER, 0);
    PLAY_EXPECT(&self, 1, 1, 1, NS_ACTION_ACCEPT, 0);
    PLAY_EXPECT(&self, 2, 1, 2, NS_ACTION_OFFER, 1);
    PLAY_EXPECT(&self, 3, 2, 0, NS_ACTION_ACCEPT, 1);
    PLAY_EXPECT(&self, 4, 2, 1, NS_ACTION_ACCEPT, 1);
    cr_assert_eq(self.count, 5);
    cr_assert_eq(self.outcome.package, 1);
    play_close(&self);
}

/* Rotating: round 2 begins with two, who says yes to b first. */
Test(session, rotating_order) {
    play self = play_open(with(three, "order: fixed", "order: rotating"));
    play_run(&self, UNMEDIATED);
    PLAY_EXPECT(&self, 3, 2, 1, NS_ACTION_ACCEPT, 1);
    cr_assert_eq(self.events[3].turn, 1);
    PLAY_EXPECT(&self, 4, 2, 2, NS_ACTION_PASS, NS_NONE);
    cr_assert_eq(self.events[4].why, NS_WHY_SAID_YES);
    PLAY_EXPECT(&self, 5, 2, 0, NS_ACTION_ACCEPT, 1);
    cr_assert_eq(self.outcome.idle[2], 0, "a party that has said yes is not idle");
    play_close(&self);
}

/* --- plays without a sink, again and again, and names ------------------------------------------------------------ */

static void expect_same_outcome(const ns_outcome *a, const ns_outcome *b) {
    cr_assert(a->reason == b->reason && a->round == b->round && a->package == b->package &&
              a->drafts == b->drafts && a->text_signed == b->text_signed && a->unblocked == b->unblocked &&
              a->acted == b->acted && a->settled_count == b->settled_count);
    cr_assert_arr_eq(a->offers, b->offers, sizeof a->offers);
    cr_assert_arr_eq(a->idle, b->idle, sizeof a->idle);
    cr_assert_arr_eq(a->paid, b->paid, sizeof a->paid);
}

/* Watching changes nothing; one session for many draws is as good as a new one for each. */
Test(session, a_sink_and_the_past_change_nothing, .timeout = 120) {
    for (uint64_t seed = 0; seed < 60; seed++) {
        char *text = gen_scenario(seed, 0);
        play self = play_open(text);
        ns_session *fresh = NULL;
        for (uint64_t draw = 0; draw < 4; draw++) {
            ns_instance_draw(&self.instance, seed, draw, NULL);
            play_run(&self, MEDIATED);
            ns_outcome watched = self.outcome;
            fresh = ns_session_new(self.scenario);
            cr_assert_eq(ns_session_run(fresh, &self.instance, MEDIATED, 0, NULL, &self.outcome), NS_OK);
            expect_same_outcome(&watched, &self.outcome);
            ns_session_free(fresh);
        }
        play_close(&self);
        free(text);
    }
}

/* One clock-driven scenario, read off a seed: two or three parties, two or three issues, ties in values, red lines, flexibilities. */
static char *clock_scenario(uint64_t seed) {
    static char text[8192];
    uint64_t state = seed * 2654435761u + 12345;
    size_t at = 0;
    unsigned parties = 2 + seed % 2, issues = 2 + seed / 2 % 2;
    const char *forms[] = {"polynomial", "exponential"};
#define SAY(...) at += (size_t)snprintf(text + at, sizeof text - at, __VA_ARGS__)
#define DICE(n) (unsigned)((state = state * 6364136223846793005u + 1442695040888963407u) >> 33) % (n)
    SAY("negsim: 1\nname: clock\nissues:\n");
    for (unsigned i = 0; i < issues; i++) SAY("  i%u: {options: {a: a, b: b, c: c, d: d}}\n", i);
    SAY("parties:\n");
    for (unsigned p = 0; p < parties; p++) {
        unsigned form = DICE(4) == 0;
        double exponent = 0.1 + DICE(30) / 10.0, start = 0.01 + DICE(20) / 100.0;
        SAY("  p%u:\n    no_deal: %u\n", p, DICE(60));
        SAY("    concession: {tactic: time, exponent: %g, form: %s, start: %g, offer: lowest}\n    issues:\n",
            exponent, forms[form], start);
        for (unsigned i = 0; i < issues; i++) {
            unsigned priority = 1 + DICE(4), a = DICE(5), b = DICE(5), c = DICE(5), d = DICE(5);
            SAY("      i%u: {priority: %u, values: [%u, %u, %u, %u]", i, priority, a * 25, b * 25, c * 25,
                d * 25);
            if (DICE(5) == 0) SAY(", red_lines: {%c: 1}", 'a' + (int)(DICE(4)));
            if (DICE(5) == 0) SAY(", flexibility: 0.8");
            SAY("}\n");
        }
    }
    unsigned rounds = 1 + DICE(60);
    SAY("protocol: {kind: alternating_offers, rounds: %u, order: %s}\nrun: {draws: 1, seed: 1}\n", rounds,
        DICE(3) ? "fixed" : "rotating");
    return text;
#undef SAY
#undef DICE
}

/* A query in every round, one schedule for all rounds, and whichever is cheaper, with and without somebody watching. */
Test(session, every_path_gives_the_same_play, .timeout = 120) {
    unsigned agreed = 0, later = 0;
    for (uint64_t seed = 0; seed < 2000; seed++) {
        play self = play_open(clock_scenario(seed));
        ns_outcome first;
        self.session->path = NS_PATH_QUERIES;
        play_run(&self, UNMEDIATED);
        first = self.outcome;
        agreed += first.reason == NS_REASON_AGREED;
        later += first.round > 5 && first.offers[0] > 3;
        for (int path = NS_PATH_AUTO; path <= NS_PATH_PLANS; path++) {
            self.session->path = (ns_path)path;
            cr_assert_eq(ns_session_run(self.session, &self.instance, UNMEDIATED, 0, NULL, &self.outcome),
                         NS_OK);
            expect_same_outcome(&first, &self.outcome);
            for (uint32_t p = 0; p < self.scenario->party_count; p++)
                cr_assert((first.first_worth[p] == self.outcome.first_worth[p] &&
                           first.last_worth[p] == self.outcome.last_worth[p]) ||
                          (isnan(first.first_worth[p]) && isnan(self.outcome.first_worth[p])));
        }
        play planned = play_open(clock_scenario(seed));
        planned.session->path = NS_PATH_PLANS;
        play_run(&planned, UNMEDIATED);
        play_expect_same(&self, &planned, false, "plans");
        play_close(&planned);
        play_close(&self);
    }
    cr_assert(agreed > 400 && agreed < 1900 && later > 400, "%u agreed, %u took their time", agreed, later);
}

Test(session, names) {
    cr_assert_str_eq(ns_reason_name(NS_REASON_PRECONDITION_DEADLOCK), "precondition_deadlock");
    cr_assert_str_eq(ns_reason_name(NS_REASON_BROKEN_OFF), "broken_off");
    cr_assert_str_eq(ns_reason_name(NS_REASON_WALKOUT), "walkout");
    cr_assert_str_eq(ns_reason_name(NS_REASON_AGREED), "agreed");
    cr_assert_str_eq(ns_reason_name(NS_REASON_NO_ZONE), "no_zone");
    cr_assert_str_eq(ns_reason_name(NS_REASON_DEADLINE), "deadline");
    const char *actions[] = {"offer",    "accept", "pass",  "refuse",    "draft",
                             "withdraw", "carrot", "leave", "break_off", "happen"};
    for (int k = 0; k < NS_ACTION_COUNT; k++) cr_assert_str_eq(ns_action_name((ns_action)k), actions[k]);
    const char *whys[] = {"",         "said_yes",  "nothing",     "flexibility",
                          "no_deal",  "holds_out", "last_answer", "outside_option",
                          "deadline", "event",     "own_choice",  "program_failed"};
    for (int k = 0; k < NS_WHY_COUNT; k++) cr_assert_str_eq(ns_why_name((ns_why)k), whys[k]);
    cr_assert_str_eq(ns_reason_name(NS_REASON_COUNT), "");
    cr_assert_str_eq(ns_action_name(NS_ACTION_COUNT), "");
}
