/* Each mechanism of a mediator alone: where it must move its named outcome (an interval that excludes 0), and where it
 * must move nothing, exactly. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "run_text.h"

#define DRAWS 1500

/* Two issues that the parties weigh differently, so that a zone is usually there. %s: more of each party, the mediator. */
static const char *const body = "negsim: 1\nname: mechanism\n"
                                "issues:\n"
                                "  land: {options: {a: a, b: b, c: c, d: d}}\n"
                                "  money: {options: {none: none, some: some, full: full}}\n"
                                "parties:\n"
                                "  east:\n"
                                "    no_deal: [25, 45]\n"
                                "    issues:\n"
                                "      land: {priority: [50, 70], values: [100, 70±10, 35±10, 0]}\n"
                                "      money: {priority: [30, 50], values: [0, 50±10, 100]}\n"
                                "  west:\n"
                                "    no_deal: [25, 45]\n"
                                "    issues:\n"
                                "      land: {priority: [30, 50], values: [0, 40±10, 75±10, 100]}\n"
                                "      money: {priority: [50, 70], values: [100, 55±10, 0]}\n"
                                "mediators:\n"
                                "  broker:\n"
                                "    style: {facilitation: 1, formulation: 0, directive: 0}\n"
                                "    patience: 2\n"
                                "protocol: {rounds: 20}\n"
                                "variants:\n"
                                "  other: {set: {mediators.broker.fatigue: 1000}}\n";

/* Results with the settings given; stops the test when they do not run. */
static test_run play(const char *const *sets) {
    test_run run = test_run_text(body, sets, DRAWS, 0, 1);
    if (run.status != NS_OK) {
        char *text = ns_diagnostics_render(run.diagnostics, NS_COLOR_OFF);
        cr_assert_fail("%s", text ? text : "no memory");
        free(text);
    }
    return run;
}

static ns_interval effect(test_run *run) { return ns_paired_difference(test_pair(run, "mediated")); }

/* The mediated arm equals the unmediated one in every count. */
static void assert_nothing_moves(const char *const *sets) {
    test_run run = play(sets);
    const ns_arm_tally *with = test_arm(&run, "mediated"), *without = test_arm(&run, "unmediated");
    const ns_pair_tally *pair = test_pair(&run, "mediated");
    cr_assert_eq(pair->only_a, 0);
    cr_assert_eq(pair->only_b, 0);
    cr_assert_eq(pair->round_difference, 0);
    cr_assert_arr_eq(with->reasons, without->reasons, sizeof with->reasons);
    for (int p = 0; p < 2; p++) {
        cr_assert_eq(pair->gain_difference[p], 0);
        cr_assert(with->value[p] == without->value[p]);
        cr_assert_eq(with->offers[p], without->offers[p]);
    }
    test_run_free(&run);
}

#define ONLY(mechanism) "mediators.broker.mechanisms=[" mechanism "]"
#define STYLE(f, d, l)                                                                                       \
    "mediators.broker.style.facilitation=" f, "mediators.broker.style.formulation=" d,                       \
        "mediators.broker.style.directive=" l

#define OPTIMISTIC "parties.east.optimism=[10, 30]", "parties.west.optimism=[10, 30]"

Test(mechanisms, information_opens_a_zone_that_optimism_hides) {
    const char *sets[] = {ONLY("information"), OPTIMISTIC, NULL};
    test_run run = play(sets);
    cr_assert_gt(effect(&run).low, 0);
    test_run_free(&run);
    const char *dependent[] = {ONLY("information"), OPTIMISTIC, "mediators.broker.information.independence=0",
                               NULL};
    assert_nothing_moves(dependent);
    const char *inaccurate[] = {ONLY("information"), OPTIMISTIC, "mediators.broker.information.accuracy=0",
                                NULL};
    assert_nothing_moves(inaccurate);
}

#define STUBBORN "parties.east.concession.offer=best", "parties.west.concession.offer=best"

Test(mechanisms, proposals_bring_together_parties_that_insist_on_their_best) {
    const char *sets[] = {ONLY("proposals"), STYLE("0", "1", "0"), STUBBORN, NULL};
    test_run run = play(sets);
    cr_assert_gt(effect(&run).low, 0.2);
    cr_assert_gt(test_arm(&run, "mediated")->drafts, 0);
    test_run_free(&run);
    const char *without_formulation[] = {ONLY("proposals"), STUBBORN, NULL};
    assert_nothing_moves(without_formulation);
    const char *endless_patience[] = {ONLY("proposals"), STYLE("0", "1", "0"), STUBBORN,
                                      "mediators.broker.patience=1000", NULL};
    assert_nothing_moves(endless_patience);
}

#define DEMANDING "parties.east.no_deal=[50, 75]", "parties.west.no_deal=[50, 75]"

Test(mechanisms, carrots_close_a_gap) {
    const char *sets[] = {ONLY("carrots"), STYLE("0", "0", "1"), DEMANDING, "mediators.broker.leverage=20",
                          NULL};
    test_run run = play(sets);
    cr_assert_gt(effect(&run).low, 0);
    cr_assert(test_arm(&run, "mediated")->paid[0] + test_arm(&run, "mediated")->paid[1] > 0);
    test_run_free(&run);
    const char *no_leverage[] = {ONLY("carrots"), STYLE("0", "0", "1"), DEMANDING, NULL};
    assert_nothing_moves(no_leverage);
    const char *not_directive[] = {ONLY("carrots"), DEMANDING, "mediators.broker.leverage=20", NULL};
    assert_nothing_moves(not_directive);
}

Test(mechanisms, carrots_do_not_lose_agreements) {
    const char *sets[] = {ONLY("carrots"), STYLE("0", "0", "1"), "mediators.broker.leverage=20", NULL};
    test_run run = play(sets);
    cr_assert_gt(effect(&run).low, -0.01);
    test_run_free(&run);
}

Test(mechanisms, a_credible_deadline_shortens_talks) {
    const char *sets[] = {ONLY("deadline"), "mediators.broker.timing.deadline=8",
                          "mediators.broker.timing.credibility=1", NULL};
    test_run run = play(sets);
    const ns_pair_tally *pair = test_pair(&run, "mediated");
    cr_assert_gt(pair->both, 300);
    double mean = (double)pair->round_difference / (double)pair->both;
    cr_assert_lt(mean, -2, "mean difference of rounds %f", mean);
    test_run_free(&run);
    const char *not_believed[] = {ONLY("deadline"), "mediators.broker.timing.deadline=8",
                                  "mediators.broker.timing.credibility=0", NULL};
    assert_nothing_moves(not_believed);
    const char *after_the_end[] = {ONLY("deadline"), "mediators.broker.timing.deadline=40", NULL};
    assert_nothing_moves(after_the_end);
}

/* The body with two preconditions that block each other. */
static test_run play_blocked(const char *formulation, const char *second) {
    ns_buffer text = {0};
    const char *west = strstr(body, "  west:\n"), *mediators = strstr(body, "mediators:\n");
    ns_buffer_add_n(&text, body, (size_t)(west - body));
    ns_buffer_add(&text, "    preconditions: [{name: money_first, before: land, needs: {money: [some, "
                         "full]}, firmness: [0.3, 0.9]}]\n");
    ns_buffer_add_n(&text, west, (size_t)(mediators - west));
    ns_buffer_format(&text,
                     "    preconditions: [{name: land_first, before: %s, needs: {land: [b, c, d]}, firmness: "
                     "[0.3, 0.9]}]\n",
                     second);
    ns_buffer_add(&text, mediators);
    const char *sets[] = {ONLY("sequencing"), formulation, NULL};
    test_run run = test_run_text(text.text, sets, DRAWS, 0, 1);
    cr_assert_eq(run.status, NS_OK);
    ns_buffer_free(&text);
    return run;
}

Test(mechanisms, sequencing_unblocks) {
    test_run run = play_blocked("mediators.broker.style.formulation=1", "money");
    cr_assert_gt(effect(&run).low, 0);
    const ns_arm_tally *with = test_arm(&run, "mediated"), *without = test_arm(&run, "unmediated");
    cr_assert_lt(with->reasons[NS_REASON_PRECONDITION_DEADLOCK],
                 without->reasons[NS_REASON_PRECONDITION_DEADLOCK]);
    cr_assert_gt(with->unblocked, 0);
    test_run_free(&run);
    run = play_blocked("mediators.broker.style.formulation=0", "money");
    cr_assert_eq(test_pair(&run, "mediated")->only_a + test_pair(&run, "mediated")->only_b, 0);
    cr_assert_gt(test_arm(&run, "mediated")->reasons[NS_REASON_PRECONDITION_DEADLOCK], 0);
    test_run_free(&run);
}

/* Face with proposals against proposals alone: the variant leaves face out. */
static test_run play_face(const char *legitimacy) {
    ns_buffer text = {0};
    const char *variants = strstr(body, "variants:\n");
    ns_buffer_add_n(&text, body, (size_t)(variants - body));
    ns_buffer_add(&text, "variants:\n  without_face: {set: {mediators.broker.mechanisms: [proposals]}}\n");
    const char *sets[] = {ONLY("proposals, face"),
                          STYLE("0", "1", "0"),
                          STUBBORN,
                          legitimacy,
                          "parties.east.audience_cost=[10, 25]",
                          "parties.west.audience_cost=[10, 25]",
                          NULL};
    test_run run = test_run_text(text.text, sets, DRAWS, 0, 1);
    cr_assert_eq(run.status, NS_OK);
    ns_buffer_free(&text);
    return run;
}

Test(mechanisms, face_makes_a_text_easier_to_sign) {
    test_run run = play_face("mediators.broker.legitimacy=1");
    cr_assert_lt(ns_paired_difference(test_pair(&run, "without_face")).high, 0);
    test_run_free(&run);
    run = play_face("mediators.broker.legitimacy=0");
    const ns_pair_tally *pair = test_pair(&run, "without_face");
    cr_assert_eq(pair->only_a, 0);
    cr_assert_eq(pair->only_b, 0);
    cr_assert_eq(pair->round_difference, 0);
    test_run_free(&run);
}

Test(mechanisms, effort_zero_is_no_mediator) {
    const char *sets[] = {STYLE("1", "1", "1"),           OPTIMISTIC,
                          "mediators.broker.leverage=20", "mediators.broker.timing.deadline=8",
                          "mediators.broker.effort=0",    NULL};
    assert_nothing_moves(sets);
}

Test(mechanisms, four_times_the_draws_halve_the_interval) {
    const char *sets[] = {DEMANDING, NULL}; /* so that not all agree */
    test_run few = test_run_text(body, sets, 1000, 0, 1), many = test_run_text(body, sets, 4000, 0, 1);
    const ns_arm_tally *a = test_arm(&few, "mediated"), *b = test_arm(&many, "mediated");
    ns_interval wide = ns_wilson(a->reasons[NS_REASON_AGREED], a->runs),
                narrow = ns_wilson(b->reasons[NS_REASON_AGREED], b->runs);
    double ratio = (narrow.high - narrow.low) / (wide.high - wide.low);
    cr_assert(fabs(ratio - 0.5) < 0.1, "ratio %f", ratio);
    test_run_free(&few);
    test_run_free(&many);
}
