/* The shipped scenarios: the lesson's hand solution, and the published figures of Camp David. */
#include <criterion/criterion.h>
#include <math.h>

#include "negsim.h"

typedef struct shipped {
    ns_diagnostics *diagnostics;
    ns_document *document;
    ns_scenario *scenario;
    ns_instance instance;
} shipped;

static shipped load(const char *path, const char *const *sets) {
    shipped s = {.diagnostics = ns_diagnostics_new()};
    const ns_registry *registry = ns_registry_standard();
    cr_assert_eq(ns_document_load(&s.document, path, s.diagnostics), NS_OK);
    for (; sets && *sets; sets++)
        cr_assert_eq(ns_scenario_override(s.document, *sets, registry, s.diagnostics), NS_OK, "%s", *sets);
    cr_assert_eq(ns_scenario_build(&s.scenario, s.document, registry, s.diagnostics), NS_OK);
    cr_assert_eq(ns_instance_init(&s.instance, s.scenario), NS_OK);
    return s;
}

static void unload(shipped *s) {
    ns_instance_free(&s->instance);
    ns_scenario_free(s->scenario);
    ns_document_free(s->document);
    ns_diagnostics_free(s->diagnostics);
}

Test(shipped, lesson_as_worked_by_hand) {
    shipped s = load("scenarios/two_issue_lesson.yaml", NULL);
    ns_instance_draw(&s.instance, 1, 0, NULL);
    static const double tenants[] = {60, 84, 100, 30, 54, 70, 0, 24, 40},
                        landlord[] = {50, 30, 0, 80, 60, 30, 100, 80, 50};
    for (int x = 0; x < 9; x++) {
        cr_assert_float_eq(s.instance.utility[0][x], tenants[x], 1e-9, "tenants, package %d", x);
        cr_assert_float_eq(s.instance.utility[1][x], landlord[x], 1e-9, "landlord, package %d", x);
    }
    ns_frontier *frontier = ns_frontier_new(s.scenario);
    ns_frontier_compute(frontier, &s.instance);
    cr_assert_eq(ns_frontier_size(frontier), 2);
    cr_assert_eq(ns_frontier_nash(frontier), 4);
    ns_session *session = ns_session_new(s.scenario);
    ns_outcome outcome;
    cr_assert_eq(ns_session_run(session, &s.instance, (ns_seat){NS_NONE, 0}, 0, NULL, &outcome), NS_OK);
    cr_assert_eq(outcome.reason, NS_REASON_AGREED);
    cr_assert_eq(outcome.round, 5);
    cr_assert_eq(outcome.package, 4);
    cr_assert_eq(outcome.offers[0], 5);
    cr_assert_eq(outcome.offers[1], 4);
    ns_session_free(session);
    ns_frontier_free(frontier);
    unload(&s);
}

/* Central draw: the constants and modes of the file are its medians, but for asymmetric ranges. */
static void draw_central(shipped *s) {
    double u[512];
    for (int i = 0; i < 512; i++) u[i] = 0.5;
    cr_assert_leq(s->scenario->quantity_count, 512);
    ns_instance_draw(&s->instance, 1, 0, u);
}

Test(shipped, camp_david_by_the_points_of_the_source) {
    static const char *const sets[] = {"parties.israel.no_deal=0", "parties.egypt.no_deal=0", NULL};
    shipped s = load("scenarios/camp_david_1978.yaml", sets);
    draw_central(&s);
    cr_assert_eq(s.scenario->package_count, 972);
    double total[2] = {0, 0};
    for (uint32_t p = 0; p < 2; p++)
        for (uint32_t i = 0; i < 6; i++)
            total[p] += s.instance.numbers[s.scenario->parties[p].stances[i].priority];
    cr_assert_float_eq(total[0], 100, 1e-9);
    cr_assert_float_eq(total[1], 100, 1e-9);
    /* the package signed: return_demilitarised, full_relations, interim_autonomy, loose_link, legitimate_rights, letters */
    uint32_t historical = 2 * 243 + 0 * 81 + 1 * 27 + 1 * 9 + 1 * 3 + 1;
    cr_assert_float_eq(s.instance.utility[0][historical], 55.3333, 0.01);
    cr_assert_float_eq(s.instance.utility[1][historical], 65.0833, 0.01);
    ns_frontier *frontier = ns_frontier_new(s.scenario);
    ns_frontier_compute(frontier, &s.instance);
    uint32_t nash = ns_frontier_nash(frontier);
    cr_assert_float_eq(s.instance.utility[0][nash], 60, 0.01);
    cr_assert_float_eq(s.instance.utility[1][nash], 75, 0.01);
    double egalitarian = 0, sum = 0;
    for (uint32_t x = 0; x < 972; x++) {
        egalitarian = fmax(egalitarian, fmin(s.instance.utility[0][x], s.instance.utility[1][x]));
        sum = fmax(sum, s.instance.utility[0][x] + s.instance.utility[1][x]);
    }
    cr_assert_float_eq(egalitarian, 65.8333, 0.01);
    cr_assert_float_eq(sum, 135, 0.001);
    cr_assert_float_eq((s.instance.utility[0][historical] + s.instance.utility[1][historical]) / sum, 0.892,
                       0.01);
    ns_frontier_free(frontier);
    unload(&s);
}
