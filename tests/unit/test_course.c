/* The course of a conflict, and what it does to no deal, to reach and to the talks. */
#include "play.h"

#include <gsl/gsl_statistics_double.h>
#include <stdio.h>

#include "bargaining/course.h"

static const char *const border = "negsim: 1\nname: border\n"
                                  "issues:\n  line: {options: {east: e, middle: m, west: w}}\n"
                                  "parties:\n"
                                  "  ann: {no_deal: 40, concession: {exponent: 1, offer: lowest}, issues: "
                                  "{line: {priority: 1, values: [100, 50, 0]}}}\n"
                                  "  bob: {no_deal: 60, concession: {exponent: 1, offer: lowest}, issues: "
                                  "{line: {priority: 1, values: [0, 50, 100]}}}\n"
                                  "mediators: {m: {style: {formulation: 1}}}\n"
                                  "%sprotocol: {rounds: 10}\nrun: {draws: 1, seed: 1}\n";

static play border_with(const char *conflict) { return play_format(border, conflict); }

/* A war of a fixed value: the range that both prefer to it is [p - c1, p + c2] (Fearon 1995). Bob's 60 loses 2 a round. */
Test(course, cost_opens_a_range) {
    ns_shut shut[3];
    play peace = border_with(""), war = border_with("conflict: {cost: {ann: 1, bob: 2}}\n"),
         less = border_with("conflict: {cost: {bob: 1}}\n");
    play_run(&peace, UNMEDIATED);
    cr_expect_eq(peace.outcome.reason, NS_REASON_NO_ZONE);
    cr_expect(isnan(peace.outcome.balance));
    play_run(&less, UNMEDIATED);
    cr_expect_eq(less.outcome.reason, NS_REASON_NO_ZONE, "after nine rounds it is still 51");
    play_run(&war, UNMEDIATED);
    cr_expect_eq(war.outcome.reason, NS_REASON_AGREED);
    cr_expect_eq(war.outcome.package, 1);
    cr_expect_eq(war.outcome.no_deal[0], 40 - (war.outcome.round - 1.0));
    cr_expect_eq(war.outcome.no_deal[1], 60 - 2 * (war.outcome.round - 1.0));
    cr_expect_eq(war.outcome.balance, 0.5);
    ns_reach_compute(&war.instance, ns_session_facts(war.session), shut);
    cr_expect_eq(shut[1], 0);
    cr_expect_eq(shut[0], NS_SHUT_OF(NS_CAUSE_NO_DEAL, 1));
    cr_expect_eq(ns_session_facts(war.session)->moment_count, 1, "the last round is the best for both");
    cr_expect_eq(ns_reach_excess(&war.instance, ns_session_facts(war.session), 1, 0), 60 - 18);
    play_close(&peace);
    play_close(&war);
    play_close(&less);
}

/* A sure turn of the balance is one party's gain and the other's loss, to the points of their stakes. */
Test(course, stakes_pull_apart) {
    play self = border_with("conflict: {balance: {up_helps: ann, down_helps: bob}, volatility: 0.2, stake: "
                            "{ann: 10, bob: 20}}\n");
    play_run(&self, UNMEDIATED);
    const ns_course *course = &self.session->course;
    for (int r = 0; r < 10; r++) {
        const double moved = course->balance[r] - course->balance[0];
        cr_expect_float_eq(course->no_deal[2 * r], 40 + 10 * moved, 1e-12);
        cr_expect_float_eq(course->no_deal[2 * r + 1], 60 - 20 * moved, 1e-12);
        cr_expect(course->balance[r] >= 0 && course->balance[r] <= 1);
    }
    cr_expect_eq(course->balance[0], 0.5);
    play_close(&self);
}

/* Steps have the standard deviation that is asked for, jumps their rate. */
Test(course, steps_and_jumps) {
    play self = border_with("conflict: {volatility: 0.01, jump: {rate: 0.2, sd: 0.1}}\n");
    double steps[4000];
    size_t count = 0, large = 0;
    for (uint64_t draw = 0; draw < 400; draw++) {
        ns_instance_draw(&self.instance, 1, draw, NULL);
        play_run(&self, UNMEDIATED);
        for (int r = 0; r + 1 < 10; r++) {
            steps[count++] = self.session->course.balance[r + 1] - self.session->course.balance[r];
            large += fabs(steps[count - 1]) > 0.04; /* four deviations of a step of every day */
        }
    }
    cr_expect_float_eq(gsl_stats_sd(steps, 1, count), sqrt(0.01 * 0.01 + 0.2 * 0.1 * 0.1), 0.003);
    cr_expect_float_eq((double)large / (double)count, 0.2 * 0.69, 0.02);
    play_close(&self);
}

/* What happens meanwhile does not hang on who mediates or how. */
Test(course, mediation_leaves_the_path_alone) {
    play self = border_with("conflict: {volatility: 0.1, jump: {rate: 0.2, sd: 0.2}}\n");
    double path[10];
    play_run(&self, UNMEDIATED);
    memcpy(path, self.session->course.balance, sizeof path);
    play_run(&self, MEDIATED);
    cr_expect_arr_eq(path, self.session->course.balance, sizeof path);
    play_close(&self);
}
