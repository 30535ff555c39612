/* Whose yes is enough, and what follows for offers, carrots and reach. */
#include "play.h"

#include <math.h>
#include <stdio.h>

#include "negsim/consent.h"

static const char *const council = "negsim: 1\nname: council\n"
                                   "issues:\n  site: {options: {north: n, middle: m, south: s}}\n"
                                   "parties:\n"
                                   "  ann: {no_deal: 20, power: %s, concession: {exponent: 1, offer: "
                                   "lowest}, issues: {site: {priority: 1, values: [100, 60, 0]}}}\n"
                                   "  bob: {no_deal: 20, power: %s, concession: {exponent: 1, offer: "
                                   "lowest}, issues: {site: {priority: 1, values: [90, 100, 0]}}}\n"
                                   "  eve: {no_deal: %s, power: %s, concession: {exponent: 1, offer: "
                                   "lowest}, issues: {site: {priority: 1, values: [0, 10, 100]}}}\n"
                                   "protocol: {rounds: 5, %s}\nrun: {draws: 1, seed: 1}\n";

static play council_of(const char *a, const char *b, const char *least, const char *c, const char *protocol) {
    return play_format(council, a, b, least, c, protocol);
}

static ns_consent consent_of(const char *a, const char *b, const char *c, const char *protocol) {
    play self = council_of(a, b, "20", c, protocol);
    const ns_consent consent = self.instance.consent;
    play_close(&self);
    return consent;
}

Test(consent, unanimity_takes_everybody) {
    const ns_consent all = consent_of("1", "1", "1", "consent: unanimity");
    for (unsigned yes = 0; yes < 8; yes++) cr_expect_eq(ns_consent_wins(&all, (uint16_t)yes), yes == 7);
}

Test(consent, a_majority_counts_heads_whatever_their_power) {
    const ns_consent two = consent_of("100", "1", "1", "consent: majority");
    for (unsigned yes = 0; yes < 8; yes++)
        cr_expect_eq(ns_consent_wins(&two, (uint16_t)yes), __builtin_popcount(yes) >= 2);
}

/* Two of three are exactly two thirds: met, though 2/3 has no double of its own. */
Test(consent, a_quota_is_met_by_its_very_share) {
    const ns_consent two = consent_of("1", "1", "1", "consent: majority, quota: 0.6666666666666667");
    cr_expect(ns_consent_wins(&two, 3) && ns_consent_wins(&two, 5) && !ns_consent_wins(&two, 4));
}

/* Half is not more than half. */
Test(consent, weights_and_a_veto) {
    const ns_consent w = consent_of("2", "1", "1", "consent: weighted");
    cr_expect(!ns_consent_wins(&w, 1) && !ns_consent_wins(&w, 6) && ns_consent_wins(&w, 3));
    const ns_consent v = consent_of("2", "1", "1", "consent: weighted, veto: [eve]");
    cr_expect(!ns_consent_wins(&v, 3) && ns_consent_wins(&v, 5) && ns_consent_wins(&v, 7));
}

Test(consent, the_cheapest_coalition) {
    const ns_consent two = consent_of("1", "1", "1", "consent: majority");
    uint16_t who;
    cr_expect_eq(ns_consent_cheapest(&two, 7, (const double[]){0, 4, 3}, &who), 3);
    cr_expect_eq(who, 5);
    cr_expect_eq(ns_consent_cheapest(&two, 7, (const double[]){0, 0, 3}, &who), 0);
    cr_expect_eq(who, 3);
    cr_expect_eq(ns_consent_cheapest(&two, 4, (const double[]){0, 0, 3}, &who), HUGE_VAL);
    cr_expect_eq(who, 0);
    const ns_consent all = consent_of("1", "1", "1", "consent: unanimity");
    cr_expect_eq(ns_consent_cheapest(&all, 7, (const double[]){0, 4, 3}, &who), 7);
    cr_expect_eq(ns_consent_cheapest(&all, 6, (const double[]){0, 4, 3}, &who), HUGE_VAL);
}

/* Eve gets at most 10 where the others can meet: all together they never agree, two of them do, over her head. */
Test(consent, a_majority_agrees_over_the_head_of_the_third) {
    ns_shut shut[3];
    play all = council_of("1", "1", "20", "1", "consent: unanimity"),
         two = council_of("1", "1", "20", "1", "consent: majority"),
         eve = council_of("1", "1", "20", "1", "consent: majority, veto: [eve]");
    play_run(&all, UNMEDIATED);
    cr_expect_eq(all.outcome.reason, NS_REASON_NO_ZONE);
    play_run(&two, UNMEDIATED);
    cr_expect_eq(two.outcome.reason, NS_REASON_AGREED);
    cr_expect_eq(two.outcome.signatories, 3);
    play_run(&eve, UNMEDIATED);
    cr_expect_eq(eve.outcome.reason, NS_REASON_NO_ZONE);
    ns_reach_compute(&two.instance, ns_session_facts(two.session), shut);
    cr_expect(shut[0] == 0 && shut[1] == 0, "north and middle suit ann and bob");
    cr_expect_eq(shut[2], NS_SHUT_OF(NS_CAUSE_NO_DEAL, 0) | NS_SHUT_OF(NS_CAUSE_NO_DEAL, 1));
    cr_expect_eq(ns_shut_alone(&two.instance.consent, shut[2]), shut[2], "either of them with eve would do");
    cr_expect(!ns_shut_passes(&two.instance.consent, shut[2], ns_shut_no_deals(3)));
    cr_expect(ns_shut_passes(&two.instance.consent, shut[2], ns_shut_red_lines(3)));
    play_close(&all);
    play_close(&two);
    play_close(&eve);
}

/* With enough power of one's own there is nobody to ask. */
Test(consent, a_dictator_gets_its_best) {
    play self = council_of("1", "1", "20", "3", "consent: weighted");
    play_run(&self, UNMEDIATED);
    cr_expect_eq(self.outcome.package, 2);
    cr_expect_eq(self.outcome.round, 1);
    cr_expect_eq(self.outcome.signatories, 4);
    play_close(&self);
}
