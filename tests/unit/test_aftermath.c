/* What becomes of a signature: ratified at home or not, in force or fallen. */
#include "play.h"

#include <gsl/gsl_cdf.h>
#include <stdio.h>

/* Both sign the middle at once: it is worth 60 to ann and 50 to bob. */
static const char *const pact = "negsim: 1\nname: pact\n"
                                "issues:\n  line: {options: {east: e, middle: m, west: w}}\n"
                                "parties:\n"
                                "  ann: {no_deal: 20, %s concession: {exponent: 4, offer: lowest}, issues: "
                                "{line: {priority: 1, values: [100, 60, 0]}}}\n"
                                "  bob: {no_deal: 30, concession: {exponent: 4, offer: lowest}, issues: "
                                "{line: {priority: 1, values: [0, 50, 100]}}}\n"
                                "conditions: {backing: {available: 1}}\n"
                                "%s"
                                "protocol: {rounds: 10}\nrun: {draws: 1, seed: 1}\n";

static play pact_with(const char *home, const char *after) { return play_format(pact, home, after); }

enum { DRAWS = 4000 };

/* Share of draws that end so. */
static double share_of(const char *home, const char *after, ns_reason reason, double *held) {
    play self = pact_with(home, after);
    unsigned count = 0, kept = 0;
    for (uint64_t draw = 0; draw < DRAWS; draw++) {
        ns_instance_draw(&self.instance, 1, draw, NULL);
        play_run(&self, UNMEDIATED);
        count += self.outcome.reason == reason;
        kept += self.outcome.held;
    }
    play_close(&self);
    if (held != NULL) *held = (double)kept / DRAWS;
    return (double)count / DRAWS;
}

/* Phi((60 - 70) / 10), Putnam's cut-off beyond the deal. The party does not heed it. */
Test(aftermath, a_leader_ratifies_by_chance) {
    const double refused =
        share_of("ratification: {cutoff: 70, spread: 10, heed: 0},", "", NS_REASON_NOT_RATIFIED, NULL);
    cr_expect_float_eq(refused, 1 - gsl_cdf_ugaussian_P(-1), 0.03);
}

/* In a referendum a majority is for it exactly when the middle cut-off is met: only the campaign can move that. */
Test(aftermath, a_referendum_goes_by_the_middle) {
    cr_expect_eq(share_of("ratification: {by: referendum, cutoff: 55, spread: 10, heed: 0},", "",
                          NS_REASON_AGREED, NULL),
                 1);
    cr_expect_eq(share_of("ratification: {by: referendum, cutoff: 65, spread: 10, heed: 0},", "",
                          NS_REASON_NOT_RATIFIED, NULL),
                 1);
    cr_expect_float_eq(share_of("ratification: {by: referendum, cutoff: 65, spread: 10, shock: 5, heed: 0},",
                                "", NS_REASON_AGREED, NULL),
                       gsl_cdf_ugaussian_P(-1), 0.03);
    cr_expect_eq(share_of("ratification: {by: referendum, cutoff: 55, spread: 10, threshold: 0.8, heed: 0},",
                          "", NS_REASON_NOT_RATIFIED, NULL),
                 1, "0.69 of all");
}

/* Of three seats two must reach 60: each does with Phi(-0.5). */
Test(aftermath, a_parliament_counts_seats) {
    const double p = gsl_cdf_ugaussian_P(-0.5);
    cr_expect_float_eq(share_of("ratification: {by: parliament, seats: 3, cutoff: 65, spread: 10, heed: 0},",
                                "", NS_REASON_AGREED, NULL),
                       3 * p * p * (1 - p) + p * p * p, 0.03);
}

/* A smaller win-set at home, heeded: nothing that would be refused is signed. */
Test(aftermath, who_heeds_its_home_signs_only_what_passes) {
    cr_expect_eq(
        share_of("ratification: {by: referendum, cutoff: 65, spread: 10},", "", NS_REASON_NOT_RATIFIED, NULL),
        0);
    cr_expect_eq(
        share_of("ratification: {by: referendum, cutoff: 58, spread: 10},", "", NS_REASON_AGREED, NULL), 1);
}

/* A hazard of h a round for T rounds: exp(-hT). Margins, spoilers and guarantees work in the exponent. */
Test(aftermath, survival_is_exponential) {
    double held;
    share_of("", "durability: {horizon: 20, hazard: 0.05, weights: {margin: 0}}\n", NS_REASON_AGREED, &held);
    cr_expect_float_eq(held, exp(-1), 0.03);
    share_of("",
             "durability: {horizon: 20, hazard: 0.05, spoilers: 2, weights: {margin: 0, spoilers: 0.5}}\n",
             NS_REASON_AGREED, &held);
    cr_expect_float_eq(held, exp(-exp(1)), 0.03);
    share_of("", "durability: {horizon: 20, hazard: 0.05, weights: {margin: 3}}\n", NS_REASON_AGREED, &held);
    cr_expect_float_eq(held, exp(-exp(-3 * 0.2)), 0.03,
                       "bob's 20 points above no deal are the smallest margin");
    share_of("",
             "durability: {horizon: 20, hazard: 0.05, weights: {margin: 0, guarantee: 1}}\n"
             "guarantees: [{name: a, credibility: 0.5}, {name: b, credibility: 0.5, needs: [backing]}]\n",
             NS_REASON_AGREED, &held);
    cr_expect_float_eq(held, exp(-exp(-0.75)), 0.03);
    share_of("",
             "durability: {horizon: 20, hazard: 0.05, weights: {margin: 0, guarantee: 1}}\n"
             "guarantees: [{name: a, duration: 11, when: {line: middle}}, {name: b, when: {line: east}}]\n",
             NS_REASON_AGREED, &held);
    cr_expect_float_eq(held, exp(-(0.5 * exp(-1) + 0.5)), 0.03,
                       "rounds 1 to 10 of 20, and only of the middle");
}

/* Every deal that holds would hold with any cause struck; of those that fall some would. */
Test(aftermath, remedies_are_of_those_that_fall) {
    play self = pact_with("", "durability: {horizon: 20, hazard: 0.05, spoilers: 1, monitoring: 0.5}\n"
                              "conflict: {volatility: 0.05}\n");
    unsigned kept[NS_REMEDY_COUNT] = {0}, fell = 0;
    for (uint64_t draw = 0; draw < 1000; draw++) {
        ns_instance_draw(&self.instance, 1, draw, NULL);
        play_run(&self, UNMEDIATED);
        cr_assert_eq(self.outcome.held, self.outcome.in_force == 20);
        cr_assert(!self.outcome.held || self.outcome.remedies == 0);
        fell += !self.outcome.held;
        for (int r = 0; r < NS_REMEDY_COUNT; r++) kept[r] += self.outcome.remedies >> r & 1u;
    }
    cr_expect(fell > 100);
    cr_expect_eq(kept[NS_REMEDY_PRESSURE], 0, "nobody paid");
    cr_expect_eq(kept[NS_REMEDY_PARKING], 0, "nothing was left for later");
    for (int r = NS_REMEDY_BALANCE; r < NS_REMEDY_PARKING; r++)
        cr_expect(kept[r] > 0 && kept[r] < fell, "%s", ns_remedy_name((ns_remedy)r));
    play_close(&self);
}

/* What is left for later breaks deals: more of them fall, and all that fall for it alone would have held. */
Test(aftermath, parked_issues_make_deals_less_durable) {
    static const char *const weights[] = {"0", "3"};
    uint32_t in_force[2] = {0}, cured = 0;
    for (int k = 0; k < 2; k++) {
        char *text = NULL;
        cr_assert(
            asprintf(
                &text,
                "negsim: 1\nname: later\nissues:\n  land: {options: {split: Split, later: {title: Later, "
                "parked: true}}}\n  price: {options: {low: Low, high: High}}\nparties:\n"
                "  a: {issues: {land: {priority: 1, values: [0, 100]}, price: {priority: 1, values: [50, "
                "50]}}}\n"
                "  b: {issues: {land: {priority: 1, values: [0, 100]}, price: {priority: 1, values: [50, "
                "50]}}}\n"
                "durability: {horizon: 20, hazard: 0.02, weights: {margin: 0, parked: %s}}\nprotocol: "
                "{rounds: 5}\n",
                weights[k]) > 0);
        play self = play_open(text);
        for (uint64_t draw = 0; draw < 300; draw++) {
            ns_instance_draw(&self.instance, 1, draw, NULL);
            play_run(&self, UNMEDIATED);
            cr_assert_eq(self.outcome.reason, NS_REASON_AGREED);
            cr_assert_eq(ns_parked_issues(self.scenario, self.outcome.package), 1);
            in_force[k] += self.outcome.in_force;
            cured += self.outcome.remedies >> NS_REMEDY_PARKING & 1u;
            cr_assert(k == 1 || !(self.outcome.remedies >> NS_REMEDY_PARKING & 1u));
        }
        play_close(&self);
        free(text);
    }
    cr_expect_lt(in_force[1], in_force[0] / 2);
    cr_expect_gt(cured, 50);
}
