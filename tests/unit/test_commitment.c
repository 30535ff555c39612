/* What it is worth to sign where others may go back on it. */
#include "play.h"

#include <stdio.h>

static const char *const arms =
    "negsim: 1\nname: arms\n"
    "issues:\n  force: {options: {none: n, watch: {title: w, needs: [guarantor]}}}\n  posts: {options: {few: "
    "f, some: s, many: m}}\n"
    "conditions: {guarantor: {available: 1}}\n"
    "parties:\n"
    "  state: {no_deal: 30, concession: {exponent: 1, offer: lowest}, issues: {force: {priority: 1, values: "
    "[100, 0]}, posts: {priority: 3, values: [100, 60, 0]}}, renege: %s}\n"
    "  rebels: {no_deal: 40, concession: {exponent: 1, offer: lowest}, issues: {force: {priority: 1, values: "
    "[0, 100]}, posts: {priority: 3, values: [0, 60, 100]}}, cheated: 10, trust: %s}\n"
    "commitment: {trust_weight: 2}\n"
    "guarantees: [{name: watch, when: {force: watch}, credibility: 0.8}]\n"
    "protocol: {rounds: 12}\nrun: {draws: 1, seed: 1}\n";

static play arms_with(const char *renege, const char *trust) { return play_format(arms, renege, trust); }

/* A = (1 - r) u + r L, r = rho (1 - gamma) exp(-m trust). */
Test(commitment, a_signature_by_the_formula) {
    play self = arms_with("0.5", "0.25");
    play_run(&self, UNMEDIATED);
    const double open = 0.5 * exp(-2 * 0.25), watched = 0.5 * (1 - 0.8) * exp(-2 * 0.25);
    const double *paper = self.instance.utility[1], *worth = self.session->own.utility[1];
    for (int x = 0; x < 6; x++) {
        const double r = x < 3 ? open : watched;
        cr_expect_float_eq(worth[x], (1 - r) * paper[x] + r * 10, 1e-12, "package %d", x);
        cr_expect_float_eq(self.session->own.utility[0][x], self.instance.utility[0][x], 1e-12,
                           "nobody cheats the state");
    }
    play_close(&self);
}

/* Without fear some posts would do; with it only a watched deal is signed, and its value is that on paper. */
Test(commitment, fear_shuts_what_a_guarantee_opens) {
    ns_shut shut[6];
    play calm = arms_with("0", "0"), fear = arms_with("0.6", "0");
    play_run(&calm, UNMEDIATED);
    ns_session_reach(calm.session, shut);
    cr_expect_eq(shut[1], 0, "45 of some posts, and no force");
    play_run(&fear, UNMEDIATED);
    ns_session_reach(fear.session, shut);
    cr_expect_eq(shut[1], NS_SHUT_OF(NS_CAUSE_NO_DEAL, 1), "0.4 of 45 and 0.6 of 10 is 24");
    cr_expect_eq(shut[4], 0, "some posts, watched");
    cr_expect_eq(fear.outcome.reason, NS_REASON_AGREED);
    cr_expect_eq(fear.outcome.package, 4);
    cr_expect_float_eq(fear.outcome.value[1], 70, 1e-12);
    play_close(&calm);
    play_close(&fear);
}

/* Full trust of weight 2 leaves exp(-2) of the risk; no risk leaves every number as it was. */
Test(commitment, nothing_feared_changes_nothing) {
    play calm = arms_with("0", "0");
    play_run(&calm, UNMEDIATED);
    for (int p = 0; p < 2; p++)
        for (int x = 0; x < 6; x++)
            cr_expect_eq(calm.session->own.utility[p][x], calm.instance.utility[p][x]);
    play_close(&calm);
}
