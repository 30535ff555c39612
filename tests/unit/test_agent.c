/* Parties played by programs: small ones written in sh, good and bad. */
#include "play.h"

#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "bargaining/agent/process.h"

/* Five prices, opposite tastes; the buyer is the program. */
static play open_with(const char *program) {
    char text[2000];
    snprintf(
        text, sizeof text,
        "negsim: 1\nname: price\n"
        "issues:\n  price: {options: {a: a, b: b, c: c, d: d, e: e}}\n"
        "parties:\n"
        "  seller: {no_deal: 20, concession: {exponent: 1, offer: lowest}, issues: {price: {priority: 1, "
        "values: [0, 25, 50, 75, 100]}}}\n"
        "  buyer:\n    no_deal: 10\n    concession:\n      tactic: external\n      seconds: 5\n"
        "      program: |-\n        %s\n"
        "    issues: {price: {priority: 1, values: [100, 75, 50, 25, 0]}}\n"
        "protocol: {rounds: 5}\nrun: {draws: 1, seed: 1}\n",
        program);
    return play_open(text);
}

/* Answers every turn with the same words. */
#define ALWAYS(words) "while read line; do case $line in *'\"turn\"'*) echo '" words "';; esac; done"

Test(agent, it_offers_and_accepts) {
    play self = open_with(ALWAYS("{\"offer\": [1], \"need\": 45}"));
    play_run(&self, UNMEDIATED);
    PLAY_EXPECT(&self, 0, 1, 0, NS_ACTION_OFFER, 4);
    PLAY_EXPECT(&self, 1, 1, 1, NS_ACTION_OFFER, 1);
    PLAY_EXPECT(&self, 2, 2, 0, NS_ACTION_OFFER, 4);
    PLAY_EXPECT(&self, 4, 3, 0, NS_ACTION_OFFER, 3);
    PLAY_EXPECT(&self, 6, 4, 0, NS_ACTION_OFFER, 2);
    PLAY_EXPECT(&self, 7, 4, 1, NS_ACTION_ACCEPT, 2);
    cr_assert_eq(self.events[1].need, 45);
    play_close(&self);
}

Test(agent, a_yes_is_a_yes_but_never_below_no_deal) {
    play self = open_with(ALWAYS("{\"accept\": true}"));
    play_run(&self, UNMEDIATED);
    PLAY_EXPECT(&self, 0, 1, 0, NS_ACTION_OFFER, 4);
    PLAY_EXPECT(&self, 1, 1, 1, NS_ACTION_PASS, NS_NONE);
    cr_assert_eq(self.outcome.package, NS_NONE, "e is worth 0 to it, and stays on the table");
    play_close(&self);
}

Test(agent, it_may_pass_and_leave) {
    play self = open_with(ALWAYS("{\"pass\": true}"));
    play_run(&self, UNMEDIATED);
    cr_assert_eq(self.outcome.reason, NS_REASON_DEADLINE);
    cr_assert_eq(self.outcome.idle[1], 5);
    play_close(&self);
    self = open_with(ALWAYS("{\"leave\": true}"));
    play_run(&self, UNMEDIATED);
    cr_assert_eq(self.outcome.reason, NS_REASON_WALKOUT);
    cr_assert_eq(self.outcome.why, NS_WHY_OWN_CHOICE);
    cr_assert_eq(self.outcome.ender, 1);
    cr_assert_eq(self.outcome.round, 1);
    play_close(&self);
}

static const char *const failures[] = {
    "exit 1",
    "no-such-program-of-negsim 2>/dev/null",
    ALWAYS("nonsense"),
    ALWAYS("{}"),
    ALWAYS("[1]"),
    ALWAYS("{\"offer\": 1}"),
    ALWAYS("{\"offer\": [5]}"),
    ALWAYS("{\"offer\": [-1]}"),
    ALWAYS("{\"offer\": [0, 0]}"),
    ALWAYS("{\"offer\": [0.5]}"),
    ALWAYS("{\"offer\": [0], \"need\": \"much\"}"),
    ALWAYS("{\"offer\": [0], \"offer\": [1]}"),
    "head -c 200000 /dev/zero | tr '\\0' x; sleep 60",
};

/* A failure is a walk-out, and the next negotiation starts the program anew. */
Test(agent, nonsense_is_a_walk_out, .timeout = 60) {
    for (size_t k = 0; k < sizeof failures / sizeof *failures; k++) {
        play self = open_with(failures[k]);
        for (int again = 0; again < 2; again++) {
            play_run(&self, UNMEDIATED);
            const ns_event *last = &self.events[self.count - 1];
            cr_assert(last->action == NS_ACTION_LEAVE && last->why == NS_WHY_PROGRAM_FAILED &&
                          last->party == 1,
                      "%s", failures[k]);
            cr_assert_eq(self.outcome.reason, NS_REASON_WALKOUT);
            cr_assert_eq(self.outcome.why, NS_WHY_PROGRAM_FAILED);
        }
        play_close(&self);
    }
}

/* One that never answers costs its patience and no more. */
Test(agent, silence_is_a_failure, .timeout = 60) {
    play self = open_with("sleep 1000");
    ns_quantity *patience = NULL;
    for (uint32_t q = 0; q < self.scenario->quantity_count; q++)
        if (strcmp(self.scenario->quantities[q].path, "parties.buyer.concession.seconds") == 0)
            patience = (ns_quantity *)&self.scenario->quantities[q];
    cr_assert_not_null(patience);
    self.instance.numbers[patience - self.scenario->quantities] = 0.05;
    play_run(&self, UNMEDIATED);
    cr_assert_eq(self.outcome.why, NS_WHY_PROGRAM_FAILED);
    play_close(&self);
}

Test(agent, a_process_is_ended_with_what_it_started, .timeout = 60) {
    ns_process *self = ns_process_start("sleep 1000 & echo $!; sleep 1000");
    cr_assert_not_null(self);
    const char *line = ns_process_hear(self, 20);
    cr_assert_not_null(line);
    const pid_t child = (pid_t)atoi(line);
    cr_assert(child > 1 && kill(child, 0) == 0);
    cr_assert_null(ns_process_hear(self, 0.05), "it says no more");
    ns_process_stop(self);
    for (int k = 0; k < 500 && kill(child, 0) == 0; k++) usleep(10000);
    cr_assert(kill(child, 0) != 0, "what it started is gone too");
}

Test(agent, lines_come_whole, .timeout = 60) {
    ns_process *self =
        ns_process_start("printf 'a\\nbb\\ncc'; sleep 0.1; printf 'c\\n'; read x; echo \"$x$x\"; exit 0");
    cr_assert_not_null(self);
    cr_assert_str_eq(ns_process_hear(self, 20), "a");
    cr_assert_str_eq(ns_process_hear(self, 20), "bb");
    cr_assert_str_eq(ns_process_hear(self, 20), "ccc");
    cr_assert(ns_process_say(self, "twice", 20));
    cr_assert_str_eq(ns_process_hear(self, 20), "twicetwice");
    cr_assert_null(ns_process_hear(self, 20));
    ns_process_stop(self);
    ns_process_stop(NULL);
}

/* It hears its own values and what was offered, and nothing of the others' values. */
Test(agent, it_is_told_what_is_its_own) {
    char path[] = "/tmp/negsim-agent-XXXXXX", program[300], text[20000];
    int file = mkstemp(path);
    cr_assert(file >= 0);
    snprintf(program, sizeof program,
             "while read line; do echo \"$line\" >> %s; case $line in *'\"turn\"'*) echo '{\"pass\": "
             "true}';; esac; done",
             path);
    play self = open_with(program);
    play_run(&self, UNMEDIATED);
    play_close(&self); /* it has read all by now: it ended by itself */
    ssize_t length = read(file, text, sizeof text - 1);
    cr_assert(length > 0);
    text[length] = '\0';
    cr_assert(strstr(text, "{\"type\":\"begin\",\"party\":1,\"parties\":[\"seller\",\"buyer\"]"), "%s", text);
    cr_assert(strstr(text, "\"no_deal\":10,"), "%s", text);
    cr_assert(strstr(text, "\"weight\":1,\"values\":[100,75,50,25,0]"), "%s", text);
    cr_assert_null(strstr(text, "[0,25,50,75,100]"), "the seller's values\n%s", text);
    cr_assert(
        strstr(text,
               "{\"type\":\"stage\",\"issues\":[0],\"sizes\":[5],\"best\":100,\"worth\":[100,75,50,25,0]}"),
        "%s", text);
    cr_assert(strstr(text, "\"heard\":[{\"round\":1,\"by\":0,\"offer\":[4],\"worth\":0}]"), "%s", text);
    cr_assert(strstr(text, "{\"type\":\"end\",\"reason\":\"deadline\",\"value\":10}"), "%s", text);
    close(file);
    unlink(path);
}
