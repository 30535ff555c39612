/* The hardheaded model learns: rank correlation with the true weights rises, and logroll with it ends nearer the frontier. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "negsim/view.h"
#include "run_text.h"

#define ISSUES 4

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

static const char *const text =
    "negsim: 1\nname: learning\nissues:\n"
    "  a: {options: {o0: a, o1: b, o2: c, o3: d}}\n  b: {options: {o0: a, o1: b, o2: c, o3: d}}\n"
    "  c: {options: {o0: a, o1: b, o2: c, o3: d}}\n  d: {options: {o0: a, o1: b, o2: c, o3: d}}\n"
    "parties:\n"
    "  one:\n    no_deal: 30\n    concession: {tactic: time, exponent: [0.3, 1], offer: logroll, "
    "opponent_model: hardheaded}\n    issues:\n"
    "      a: {priority: [5, 100], values: [100, 66, 33, 0]}\n      b: {priority: [5, 100], values: [100, "
    "66, 33, 0]}\n"
    "      c: {priority: [5, 100], values: [100, 66, 33, 0]}\n      d: {priority: [5, 100], values: [100, "
    "66, 33, 0]}\n"
    "  two:\n    no_deal: 30\n    concession: {tactic: time, exponent: [0.3, 1], offer: logroll, "
    "opponent_model: hardheaded}\n    issues:\n"
    "      a: {priority: [5, 100], values: [0, 33, 66, 100]}\n      b: {priority: [5, 100], values: [0, 33, "
    "66, 100]}\n"
    "      c: {priority: [5, 100], values: [0, 33, 66, 100]}\n      d: {priority: [5, 100], values: [0, 33, "
    "66, 100]}\n"
    "protocol: {rounds: 60}\n";

/* What the first party's model believes of the second while it hears the offers of a real negotiation. */
typedef struct listener {
    const ns_opponent_kind *model;
    ns_view view;
    double estimate[ISSUES];
    const double *truth;
    uint32_t previous, heard;
    double correlation[64]; /* after so many different offers */
} listener;

static ns_status hear(void *user, const ns_event *event) {
    listener *l = user;
    if (event->action != NS_ACTION_OFFER || event->party != 1) return NS_OK;
    if (event->part != l->previous && l->heard < 63) {
        l->model->hear(&l->view, NULL, 1, event->part, l->previous == NS_NONE ? NS_VIEW_NONE : l->previous,
                       NULL);
        l->correlation[++l->heard] = spearman(l->estimate, l->truth);
    }
    l->previous = event->part;
    return NS_OK;
}

static void listen(listener *l, const ns_scenario *scenario, ns_session *session, ns_instance *instance,
                   uint64_t draw) {
    static const uint32_t issue[ISSUES] = {0, 1, 2, 3}, count[ISSUES] = {4, 4, 4, 4},
                          stride[ISSUES] = {64, 16, 4, 1};
    static const ns_stage_view stage = {
        .issue_count = ISSUES, .part_count = 256, .issue = issue, .option_count = count, .stride = stride};
    double *rows[2] = {NULL, l->estimate};
    ns_outcome outcome;
    ns_instance_draw(instance, 3, draw, NULL);
    *l = (listener){.model = l->model, .truth = &instance->weights[ISSUES], .previous = NS_NONE};
    l->view = (ns_view){.party_count = 2,
                        .round = 1,
                        .rounds = 60,
                        .full = 100,
                        .slack = 1e-7,
                        .stage = &stage,
                        .believed = rows,
                        .estimate = rows};
    l->view.weight_sum[0] = l->view.weight_sum[1] = 1;
    for (int i = 0; i < ISSUES; i++) l->estimate[i] = 1.0 / ISSUES;
    (void)scenario;
    cr_assert_eq(
        ns_session_run(session, instance, (ns_seat){NS_NONE, 0}, 0, &(ns_event_sink){hear, l}, &outcome),
        NS_OK);
}

Test(learning, rank_correlation_with_the_true_weights_rises) {
    test_run run = test_run_text(text, NULL, 1, 0, 1);
    cr_assert_eq(run.status, NS_OK);
    ns_instance instance;
    ns_session *session = ns_session_new(run.scenario);
    cr_assert_eq(ns_instance_init(&instance, run.scenario), NS_OK);
    listener l = {.model = (const ns_opponent_kind *)ns_registry_find(ns_registry_standard(),
                                                                      NS_SORT_OPPONENT, "hardheaded")};
    cr_assert_not_null(l.model);
    double at[3] = {0, 0, 0};
    int cases = 0;
    for (uint64_t draw = 0; draw < 400; draw++) {
        listen(&l, run.scenario, session, &instance, draw);
        if (l.heard < 9) continue;
        cases++;
        at[0] += l.correlation[2];
        at[1] += l.correlation[5];
        at[2] += l.correlation[9];
    }
    cr_assert_gt(cases, 200);
    for (int k = 0; k < 3; k++) at[k] /= cases;
    /* From none (0) it rises while the other gives way on what matters least to it; later offers touch the rest too. */
    cr_assert(at[0] > 0.5 && at[1] > at[0] + 0.05 && at[2] > 0.5,
              "after 2, 5 and 9 offers: %f %f %f in %d cases", at[0], at[1], at[2], cases);
    ns_session_free(session);
    ns_instance_free(&instance);
    test_run_free(&run);
}

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
    const char *uniform[] = {"parties.one.concession.opponent_model=uniform",
                             "parties.two.concession.opponent_model=uniform", NULL};
    double learnt = mean_distance(NULL), blind = mean_distance(uniform);
    cr_assert_lt(learnt, blind, "hardheaded %f, uniform %f", learnt, blind);
}
