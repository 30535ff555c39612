/* Spaces of scenarios: the same worths, packages and frontier as the tables of the instance, and vast scenarios. */
#include "scenario_text.h"

#include <math.h>

#include "negsim/solution.h"
#include "negsim/space.h"

static void options_of(const ns_scenario *s, uint32_t package, uint16_t *options) {
    for (uint32_t i = 0; i < s->issue_count; i++) options[i] = (uint16_t)ns_option_of(s, i, package);
}

static ns_shut admissible(const ns_scenario *s) {
    return NS_SHUT_INFEASIBLE | ns_shut_red_lines(s->party_count);
}

/* Every package: in the space where it is open, and worth as much. */
static void check_packages(const ns_space *space, const ns_instance *instance, ns_shut closed) {
    const ns_scenario *s = instance->scenario;
    uint32_t open = 0;
    for (uint32_t x = 0; x < s->package_count; x++) {
        uint16_t options[NS_SPACE_ISSUES];
        options_of(s, x, options);
        const bool in = !(instance->shut[x] & closed);
        open += in;
        cr_assert_eq(ns_space_holds(space, options), in, "package %u", x);
        for (uint32_t p = 0; in && p < s->party_count; p++)
            cr_assert_float_eq(ns_space_worth(space, p, options), instance->utility[p][x],
                               ns_space_rounding(space) + 1e-11);
    }
    cr_assert_eq(ns_space_size(space), open);
}

/* Where two parties talk: the frontier of the tables is that of the space, cut to what is worth no deal to both. */
static void check_frontier(const ns_space *space, const ns_instance *instance, ns_frontier *listed) {
    const ns_scenario *s = instance->scenario;
    double no_deal[2];
    ns_space_frontier *frontier;
    uint32_t worth_it = 0;
    for (uint32_t p = 0; p < 2; p++) no_deal[p] = instance->numbers[s->parties[p].no_deal];
    ns_frontier_compute(listed, instance);
    cr_assert_eq(ns_space_frontier_new(&frontier, space, 0, 1), NS_OK);
    for (uint32_t f = 0; f < ns_space_frontier_size(frontier); f++) {
        const ns_space_point at = ns_space_frontier_point(frontier, f);
        if (at.first + s->slack < no_deal[0] || at.second + s->slack < no_deal[1]) continue;
        cr_assert_lt(worth_it, ns_frontier_size(listed));
        const uint32_t package = ns_frontier_package(listed, worth_it++);
        cr_assert_float_eq(at.first, instance->utility[0][package], 1e-9);
        cr_assert_float_eq(at.second, instance->utility[1][package], 1e-9);
    }
    cr_assert_eq(worth_it, ns_frontier_size(listed));
    const ns_space_found nash = ns_space_solve(frontier, NS_SPACE_NASH, no_deal[0], no_deal[1]);
    const uint32_t package = ns_frontier_nash(listed);
    cr_assert_eq(nash.found, package != NS_NONE);
    if (nash.found)
        cr_assert_float_eq(nash.score,
                           fmax(0, instance->utility[0][package] - no_deal[0]) *
                               fmax(0, instance->utility[1][package] - no_deal[1]),
                           1e-7);
    ns_space_frontier_free(frontier);
}

static void check_draws(const ns_scenario *s, uint64_t draws) {
    ns_instance instance;
    ns_frontier *listed = ns_frontier_new(s);
    cr_assert_eq(ns_instance_init(&instance, s), NS_OK);
    for (uint64_t draw = 0; draw < draws; draw++) {
        ns_space *space;
        ns_instance_draw(&instance, s->seed, draw, NULL);
        cr_assert_eq(ns_space_from_instance(&space, &instance, admissible(s), NULL, NULL), NS_OK);
        check_packages(space, &instance, admissible(s));
        if (s->party_count == 2) check_frontier(space, &instance, listed);
        ns_space_free(space);
        cr_assert_eq(ns_space_from_instance(&space, &instance, NS_SHUT_NEGOTIABLE(0), NULL, NULL), NS_OK);
        check_packages(space, &instance, NS_SHUT_NEGOTIABLE(0) & ~NS_SHUT_OF(NS_CAUSE_PRECONDITION, 0));
        ns_space_free(space);
    }
    ns_frontier_free(listed);
    ns_instance_free(&instance);
}

Test(space_scenario, orchard_as_listed) {
    loaded l = loaded_text(orchard);
    check_draws(l.scenario, 300);
    loaded_free(&l);
}

Test(space_scenario, shipped_as_listed, .timeout = 60) {
    static const char *const files[] = {"scenarios/baseline.yaml", "scenarios/camp_david_1978.yaml",
                                        "scenarios/river_dam.yaml", "scenarios/two_issue_lesson.yaml"};
    for (size_t k = 0; k < sizeof files / sizeof *files; k++) {
        loaded l = loaded_file(files[k]);
        cr_assert(l.scenario, "%s", l.faults);
        check_draws(l.scenario, 20);
        loaded_free(&l);
    }
}

Test(space_scenario, a_cap_is_refused_where_it_cuts) {
    loaded l = orchard_with("name: orchard\n", "name: orchard\nscale: {full: 60, cap: true}\n");
    ns_diagnostics *diagnostics = ns_diagnostics_new();
    ns_space *space;
    cr_assert_eq(ns_space_from_scenario(&space, l.scenario, NULL, NULL, diagnostics), NS_TOO_LARGE);
    cr_assert_null(space);
    cr_assert(strstr(ns_diagnostics_at(diagnostics, 0)->text, "'ann'"), "her best is worth 75 points");
    loaded_free(&l);
    l = orchard_with("name: orchard\n", "name: orchard\nscale: {full: 1000, cap: true}\n");
    cr_assert_eq(ns_space_from_scenario(&space, l.scenario, NULL, NULL, diagnostics), NS_OK);
    ns_space_free(space);
    ns_diagnostics_free(diagnostics);
    loaded_free(&l);
}

typedef struct vast {
    ns_diagnostics *diagnostics;
    ns_document *document;
    ns_scenario *scenario;
} vast;

static vast vast_load(void) {
    vast self = {.diagnostics = ns_diagnostics_new()};
    cr_assert_eq(ns_document_load(&self.document, "scenarios/trade_agreement.yaml", self.diagnostics), NS_OK);
    cr_assert_eq(
        ns_scenario_build_any(&self.scenario, self.document, ns_registry_standard(), self.diagnostics),
        NS_OK);
    return self;
}

static void vast_free(vast *self) {
    ns_scenario_free(self->scenario);
    ns_document_free(self->document);
    ns_diagnostics_free(self->diagnostics);
}

Test(space_scenario, vast_is_built_only_when_asked_for) {
    vast v = vast_load();
    ns_scenario *scenario;
    cr_assert(v.scenario->vast);
    cr_assert_eq(v.scenario->size, 1e20);
    cr_assert_eq(v.scenario->package_count, 0);
    cr_assert_eq(ns_scenario_build(&scenario, v.document, ns_registry_standard(), v.diagnostics),
                 NS_BAD_INPUT);
    cr_assert_null(scenario);
    cr_assert_eq(ns_diagnostics_errors(v.diagnostics), 1);
    vast_free(&v);
}

/* 20 issues of 10 options; two options of dairy are red lines that hold at the central draw (0.8 of all is left), and a tariff of 0 on beef
 * goes with no quota alone (1 - 0.1 * 0.9). */
Test(space_scenario, vast_at_the_central_draw) {
    vast v = vast_load();
    ns_space *space;
    ns_space_frontier *frontier;
    double no_deal[2];
    cr_assert_eq(ns_space_from_scenario(&space, v.scenario, NULL, no_deal, v.diagnostics), NS_OK);
    cr_assert_float_eq(ns_space_size(space), 0.8 * 0.91 * 1e20, 1e9);
    cr_assert_eq(ns_space_groups(space), 18, "beef with quota, cars with parts");
    cr_assert_eq(ns_space_frontier_new(&frontier, space, 0, 1), NS_OK);
    cr_assert(ns_space_frontier_exact(frontier));
    const ns_space_found nash = ns_space_solve(frontier, NS_SPACE_NASH, no_deal[0], no_deal[1]);
    cr_assert(nash.found && nash.exact);
    cr_assert(ns_space_holds(space, nash.options));
    cr_assert_float_eq(nash.score,
                       (ns_space_worth(space, 0, nash.options) - no_deal[0]) *
                           (ns_space_worth(space, 1, nash.options) - no_deal[1]),
                       1e-9);
    ns_space_frontier_free(frontier);
    ns_space_free(space);
    vast_free(&v);
}

/* Another draw closes other options and gives other worths. */
Test(space_scenario, vast_draws) {
    vast v = vast_load();
    ns_instance instance;
    cr_assert_eq(ns_instance_init(&instance, v.scenario), NS_OK);
    unsigned open = 0;
    for (uint64_t draw = 0; draw < 100; draw++) {
        ns_space *space;
        ns_instance_draw(&instance, 1, draw, NULL);
        cr_assert(isnan(instance.best_feasible[0]));
        cr_assert_eq(ns_space_from_instance(&space, &instance, admissible(v.scenario), NULL, NULL), NS_OK);
        const double size = ns_space_size(space) / (0.91 * 1e20);
        cr_assert(fabs(size - 1) < 1e-9 || fabs(size - 0.9) < 1e-9 || fabs(size - 0.8) < 1e-9);
        open += size > 0.95;
        const ns_space_found best = ns_space_best(space, 0);
        double sum = 0, most[2] = {0, 0};
        for (uint32_t i = 0; i < v.scenario->issue_count; i++)
            sum += ns_weight_of(&instance, 0, i) * ns_value_of(&instance, 0, i, best.options[i]);
        most[0] = sum;
        most[1] = sum + instance.numbers[v.scenario->parties[0].links[0].add];
        cr_assert(fabs(best.worth - most[0]) < 1e-9 || fabs(best.worth - most[1]) < 1e-9);
        ns_space_free(space);
    }
    cr_assert(open >= 1 && open <= 40, "each red line of firmness 0.9 is open in a tenth of draws: %u", open);
    ns_instance_free(&instance);
    vast_free(&v);
}
