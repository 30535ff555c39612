/* Turns: who speaks when, what everybody hears, and what stands until the end of a round. */
#include "play.h"

#include <stdio.h>

#include "negsim/random.h"

/* Three parties on one issue of five options; a: rises, b: falls, c: likes the middle. */
static const char *const three =
    "negsim: 1\n"
    "name: three\n"
    "issues:\n"
    "  price: {options: {a: a, b: b, c: c, d: d, e: e}}\n"
    "parties:\n"
    "  up: {concession: %s, issues: {price: {priority: 1, values: [0, 25, 50, 75, 100]}}}\n"
    "  down: {concession: %s, issues: {price: {priority: 1, values: [100, 75, 50, 25, 0]}}}\n"
    "  mid: {concession: %s, issues: {price: {priority: 1, values: [0, 50, 100, 50, 0]}}}\n"
    "protocol: {rounds: %d, order: %s}\n";

static play open_three(const char *up, const char *down, const char *mid, int rounds, const char *order) {
    char text[1024];
    snprintf(text, sizeof text, three, up, down, mid, rounds, order);
    return play_open(text);
}

static const char *const hard = "{tactic: hardliner, offer: lowest}";

/* Who spoke in turn 1, 2, 3 of a round. */
static void speakers(const play *self, uint32_t round, uint32_t *who) {
    for (size_t k = 0; k < self->count; k++)
        if (self->events[k].round == round && self->events[k].turn <= 3)
            who[self->events[k].turn - 1] = self->events[k].party;
}

Test(turns, fixed_and_rotating) {
    for (int rotating = 0; rotating < 2; rotating++) {
        play self = open_three(hard, hard, hard, 7, rotating ? "rotating" : "fixed");
        play_run(&self, UNMEDIATED);
        for (uint32_t r = 1; r <= 7; r++) {
            uint32_t who[3];
            speakers(&self, r, who);
            for (uint32_t k = 0; k < 3; k++) cr_assert_eq(who[k], (k + (rotating ? r - 1 : 0)) % 3);
        }
        play_close(&self);
    }
}

/* By the keyed lot; over 600 rounds each begins about 200 times (4 standard deviations: 46). */
Test(turns, random_order) {
    enum { ROUNDS = 600 };
    uint32_t begins[3] = {0};
    play self = open_three(hard, hard, hard, ROUNDS, "random");
    play_run(&self, UNMEDIATED);
    for (uint32_t r = 1; r <= ROUNDS; r++) {
        uint32_t who[3];
        speakers(&self, r, who);
        const ns_noise_key key = {.seed = 1, .draw = 0, .play = 0, .purpose = NS_PURPOSE_ORDER, .round = r};
        cr_assert_eq(who[0], ns_below_noise(&key, 3));
        cr_assert(who[1] == (who[0] + 1) % 3 && who[2] == (who[0] + 2) % 3);
        begins[who[0]]++;
    }
    for (int p = 0; p < 3; p++) cr_assert(begins[p] > 154 && begins[p] < 246, "%u", begins[p]);
    play_close(&self);
}

/* Round 1: nothing lies on the table, the file's order; up asks for a quarter and offers b, down a, mid c. In round 2 c leaves down half of
 * what it asks short, up and mid nothing. */
Test(turns, least_satisfied_first) {
    play self = open_three("{tactic: time, start: 0.75, exponent: 0.001, offer: lowest}", hard, hard, 3,
                           "least_satisfied");
    uint32_t who[3];
    play_run(&self, UNMEDIATED);
    PLAY_EXPECT(&self, 0, 1, 0, NS_ACTION_OFFER, 1);
    PLAY_EXPECT(&self, 1, 1, 1, NS_ACTION_OFFER, 0);
    PLAY_EXPECT(&self, 2, 1, 2, NS_ACTION_OFFER, 2);
    speakers(&self, 2, who);
    cr_assert(who[0] == 1 && who[1] == 0 && who[2] == 2);
    play_close(&self);
}

/* What it asks without bound, or has no use for, leaves a party short without bound. */
Test(turns, least_satisfied_without_bound) {
    play self = open_three("{tactic: time, start: 0.75, exponent: 0.001, offer: lowest}", hard,
                           "{tactic: hardliner, offer: lowest, acceptance: time, accept_after: 1}", 3,
                           "least_satisfied");
    uint32_t who[3];
    play_run(&self, UNMEDIATED);
    speakers(&self, 2, who);
    cr_assert(who[0] == 2 && who[1] == 1 && who[2] == 0);
    play_close(&self);
}

/* Who would sign lacks nothing: c is worth 50 to down, which asks for 50.5 with a slack of 1. */
Test(turns, least_satisfied_with_slack) {
    char text[1024];
    int length =
        snprintf(text, sizeof text, three, "{tactic: time, start: 0.75, exponent: 0.001, offer: lowest}",
                 "{tactic: time, start: 0.495, exponent: 0.001, offer: lowest}", hard, 3, "least_satisfied");
    snprintf(text + length, sizeof text - (size_t)length, "scale: {slack: 1}\n");
    play self = play_open(text);
    uint32_t who[3];
    play_run(&self, UNMEDIATED);
    PLAY_EXPECT(&self, 2, 1, 2, NS_ACTION_OFFER, 2);
    speakers(&self, 2, who);
    cr_assert_eq(who[0], 0);
    play_close(&self);
}

Test(turns, no_last_answers) {
    char text[1024];
    for (int asked = 0; asked < 2; asked++) {
        snprintf(text, sizeof text, three, hard, hard, "{tactic: time, start: 1, offer: lowest}", 1, "fixed");
        strcpy(strstr(text, "order: fixed"),
               asked ? "order: fixed}\n" : "order: fixed, last_answers: false}\n");
        play self = play_open(text);
        play_run(&self, UNMEDIATED);
        size_t last = 0;
        for (size_t k = 0; k < self.count; k++) last += self.events[k].turn > 3;
        cr_assert_eq(last > 0, asked);
        play_close(&self);
    }
}

/* --- hearing ---------------------------------------------------------------------------------------------------- */

static const char *const learner =
    "{tactic: time, offer: logroll, opponent_model: bayesian, acceptance: next_bid}";

/* An offer is heard at the time at which it is made, also by a party that has not had its turn in that round. */
Test(turns, heard_at_the_time_of_the_offer) {
    play self = open_three(hard, hard, learner, 9, "fixed");
    ns_event_sink sink = {play_hear, &self};
    bool done = false;
    cr_assert_eq(ns_session_begin(self.session, &self.instance, UNMEDIATED, 0, &sink), NS_OK);
    for (int r = 0; r < 3; r++) cr_assert_eq(ns_session_step(self.session, &done), NS_OK);
    ns_terms_advance(&self.session->terms, &self.session->source);
    cr_assert_eq(self.session->terms.round, 4);
    ns_players_hear(self.session, 0, 4, 4);
    cr_assert_eq(self.session->players[2].view.time, 0.375);
    cr_assert_eq(self.session->players[2].view.round, 4);
    play_close(&self);
}

/* A party that looks back has spoken: what is said after it in the same round moves its need in the next one, whatever it learns. */
Test(turns, who_looks_back_stands_by_its_offer) {
    static const char *const kinds[] = {
        "{tactic: nice_tit_for_tat, offer: logroll, opponent_model: smith, acceptance: next_bid}",
        "{tactic: tit_for_tat, offer: logroll, opponent_model: smith, acceptance: next_bid}",
        "{tactic: time, offer: similar, opponent_model: smith, acceptance: combi, accept_from: 0}"};
    for (int k = 0; k < 3; k++) {
        play self = open_three(hard, kinds[k], hard, 9, "fixed");
        ns_event_sink sink = {play_hear, &self};
        bool done = false;
        cr_assert_eq(ns_session_begin(self.session, &self.instance, UNMEDIATED, 0, &sink), NS_OK);
        for (int r = 0; r < 2; r++) cr_assert_eq(ns_session_step(self.session, &done), NS_OK);
        const double need = ns_player_prepare(self.session, 1)->need;
        ns_players_hear(self.session, 2, 0, 2); /* the best that it can be offered */
        cr_assert_eq(ns_player_prepare(self.session, 1)->need, need, "%s", kinds[k]);
        cr_assert_eq(self.session->players[1].prepared, 2, "%s", kinds[k]);
        play_close(&self);
    }
}
