/* The hardheaded model learns: rank correlation with the true weights rises, and logroll with it ends nearer the frontier. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "negsim/view.h"
#include "run_text.h"

#define ISSUES 5
#define OPTIONS 4

/* Spearman's rank correlation of two vectors without ties in the second; mid-ranks in the first. */
static double spearman(const double *a, const double *b) {
    double sum = 0, sa = 0, sb = 0;
    for (int i = 0; i < ISSUES; i++) {
        double ra = 0, rb = 0;
        for (int j = 0; j < ISSUES; j++) {
            ra += (a[j] < a[i]) + 0.5 * (a[j] == a[i] && j != i);
            rb += (b[j] < b[i]) + 0.5 * (b[j] == b[i] && j != i);
        }
        ra -= (ISSUES - 1) / 2.0;
        rb -= (ISSUES - 1) / 2.0;
        sum += ra * rb;
        sa += ra * ra;
        sb += rb * rb;
    }
    return sa > 0 && sb > 0 ? sum / __builtin_sqrt(sa * sb) : 0;
}

/* The cheapest offer of a party with these weights at a target: it gives way first where it cares least. */
static uint32_t cheapest(const double *weights, double target) {
    uint32_t best = 0;
    double least = 2;
    for (uint32_t z = 0; z < 1024; z++) {
        double u = 0;
        for (uint32_t i = 0, stride = 256; i < ISSUES; i++, stride /= 4) u += weights[i] * (OPTIONS - 1 - z / stride % OPTIONS) / (OPTIONS - 1.0);
        if (u >= target && u < least) {
            least = u;
            best = z;
        }
    }
    return best;
}

Test(learning, rank_correlation_with_the_true_weights_rises) {
    const ns_opponent_kind *model = (const ns_opponent_kind *)ns_registry_find(ns_registry_standard(), NS_SORT_OPPONENT, "hardheaded");
    cr_assert_not_null(model);
    static const uint32_t issue[ISSUES] = {0, 1, 2, 3, 4}, count[ISSUES] = {4, 4, 4, 4, 4}, stride[ISSUES] = {256, 64, 16, 4, 1};
    ns_stage_view stage = {.issue_count = ISSUES, .part_count = 1024, .issue = issue, .option_count = count, .stride = stride};
    double early = 0, late = 0;
    int cases = 200;
    for (int c = 0; c < cases; c++) {
        double truth[ISSUES], sum = 0, estimate[ISSUES];
        for (int i = 0; i < ISSUES; i++) sum += truth[i] = 0.05 + ns_uniform_draw(7, (uint64_t)c, (uint64_t)i);
        for (int i = 0; i < ISSUES; i++) truth[i] /= sum;
        for (int i = 0; i < ISSUES; i++) estimate[i] = 1.0 / ISSUES;
        double *rows[2] = {NULL, estimate};
        ns_view view = {.me = 0, .party_count = 2, .round = 1, .rounds = 40, .full = 1, .slack = 1e-9, .stage = &stage, .believed = rows, .estimate = rows};
        view.weight_sum[0] = view.weight_sum[1] = 1;
        uint32_t previous = NS_VIEW_NONE;
        for (int r = 0; r < 40; r++) {
            uint32_t part = cheapest(truth, 1 - 0.6 * r / 39.0);
            model->hear(&view, NULL, 1, part, previous, NULL);
            previous = part;
            if (r == 4) early += spearman(estimate, truth) / cases;
        }
        late += spearman(estimate, truth) / cases;
    }
    cr_assert_gt(late, early + 0.05, "early %f late %f", early, late);
    cr_assert_gt(late, 0.4, "late %f", late);
}

static const char *const text =
    "negsim: 1\nname: learning\nissues:\n"
    "  a: {options: {o0: a, o1: b, o2: c, o3: d}}\n  b: {options: {o0: a, o1: b, o2: c, o3: d}}\n"
    "  c: {options: {o0: a, o1: b, o2: c, o3: d}}\n  d: {options: {o0: a, o1: b, o2: c, o3: d}}\n"
    "parties:\n"
    "  one:\n    no_deal: 30\n    concession: {tactic: time, exponent: [0.3, 1], offer: logroll, opponent_model: hardheaded}\n    issues:\n"
    "      a: {priority: [5, 100], values: [100, 66, 33, 0]}\n      b: {priority: [5, 100], values: [100, 66, 33, 0]}\n"
    "      c: {priority: [5, 100], values: [100, 66, 33, 0]}\n      d: {priority: [5, 100], values: [100, 66, 33, 0]}\n"
    "  two:\n    no_deal: 30\n    concession: {tactic: time, exponent: [0.3, 1], offer: logroll, opponent_model: hardheaded}\n    issues:\n"
    "      a: {priority: [5, 100], values: [0, 33, 66, 100]}\n      b: {priority: [5, 100], values: [0, 33, 66, 100]}\n"
    "      c: {priority: [5, 100], values: [0, 33, 66, 100]}\n      d: {priority: [5, 100], values: [0, 33, 66, 100]}\n"
    "protocol: {rounds: 60}\n";

static double mean_distance(const char *const *sets) {
    test_run run = test_run_text(text, sets, 600, NS_GATHER_SOLUTIONS, 1);
    cr_assert_eq(run.status, NS_OK);
    const ns_arm_tally *tally = test_arm(&run, "unmediated");
    cr_assert_gt(tally->distance_pareto_runs, 300);
    double mean = (double)tally->distance_pareto / 1e9 / (double)tally->distance_pareto_runs;
    test_run_free(&run);
    return mean;
}

Test(learning, logroll_ends_nearer_the_frontier_with_hardheaded_than_with_uniform) {
    const char *uniform[] = {"parties.one.concession.opponent_model=uniform", "parties.two.concession.opponent_model=uniform", NULL};
    double learnt = mean_distance(NULL), blind = mean_distance(uniform);
    cr_assert_lt(learnt, blind, "hardheaded %f, uniform %f", learnt, blind);
}
