/* Plans: what may be varied, the points of designs, constraints, tables read back. */
#include <criterion/criterion.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "loaded.h"
#include "negsim/plan.h"

static const char text[] =
    "negsim: 1\n"
    "name: plan\n"
    "issues: {price: {options: {low: Low, high: High}}, time: {options: {soon: Soon, late: Late}}}\n"
    "parties:\n"
    "  a: {no_deal: [10, 50], issues: {price: {priority: 1, values: [100, 0]}, time: {priority: 1, values: "
    "[100, 0]}}}\n"
    "  b: {no_deal: [20, 60], issues: {price: {priority: 1, values: [0, 100]}, time: {priority: 1, values: "
    "[0, 100]}}}\n"
    "protocol: {rounds: 12}\n";

typedef struct fixture {
    loaded file;
    ns_plan *plan;
    ns_diagnostics *diagnostics;
} fixture;

static fixture open_plan(void) {
    fixture self = {.file = loaded_text(text), .diagnostics = ns_diagnostics_new()};
    cr_assert(self.file.scenario, "%s", self.file.faults);
    self.plan = ns_plan_new(self.file.scenario);
    cr_assert_not_null(self.plan);
    return self;
}

static void close_plan(fixture *self) {
    ns_plan_free(self->plan);
    ns_diagnostics_free(self->diagnostics);
    loaded_free(&self->file);
}

static ns_status vary(fixture *self, const char *assignment) {
    return ns_plan_vary(self->plan, assignment, self->file.scenario, ns_registry_standard(),
                        self->diagnostics);
}

static void finish(fixture *self) {
    const ns_status status = ns_plan_finish(self->plan, self->diagnostics);
    char *said = ns_diagnostics_render(self->diagnostics, NS_COLOR_OFF);
    cr_assert_eq(status, NS_OK, "%s", said);
    free(said);
}

static const char *value(const fixture *self, uint64_t point, uint32_t factor) {
    static _Thread_local char texts[4][32];
    static _Thread_local int next;
    return ns_plan_value(self->plan, point, factor, texts[next++ % 4]);
}

/* --- values -------------------------------------------------------------------------------------------------------- */

Test(plan, steps_are_what_was_meant) {
    fixture f = open_plan();
    cr_assert_eq(vary(&f, "parties.a.no_deal=0:1:0.1"), NS_OK);
    finish(&f);
    static const char *const wanted[] = {"0",   "0.1", "0.2", "0.3", "0.4", "0.5",
                                         "0.6", "0.7", "0.8", "0.9", "1"};
    cr_assert_eq(f.plan->point_count, 11);
    for (int k = 0; k < 11; k++) cr_assert_str_eq(value(&f, k, 0), wanted[k]);
    close_plan(&f);
}

Test(plan, a_grid_runs_through_the_last_factor_first) {
    fixture f = open_plan();
    cr_assert_eq(vary(&f, "parties.a.no_deal=10,[20, 30],{normal: [40, 5]}"), NS_OK);
    cr_assert_eq(vary(&f, "protocol.agenda=package, [{name: x, issues: [price]}, {name: y, issues: [time]}]"),
                 NS_OK);
    finish(&f);
    cr_assert_eq(f.plan->point_count, 6);
    cr_assert_str_eq(value(&f, 1, 0), "10");
    cr_assert_str_eq(value(&f, 1, 1), "[{name: x, issues: [price]}, {name: y, issues: [time]}]");
    cr_assert_str_eq(value(&f, 2, 0), "[20, 30]");
    cr_assert_str_eq(value(&f, 2, 1), "package");
    cr_assert_str_eq(value(&f, 5, 0), "{normal: [40, 5]}");
    cr_assert(isnan(ns_plan_number(f.plan, 5, 0)) && ns_plan_number(f.plan, 0, 0) == 10);
    close_plan(&f);
}

Test(plan, the_scenario_of_a_point_is_built_and_checked) {
    fixture f = open_plan();
    ns_scenario *scenario;
    ns_document *document;
    cr_assert_eq(vary(&f, "protocol.rounds=20,40"), NS_OK);
    cr_assert_eq(vary(&f, "parties.a.no_deal=10,200"), NS_OK);
    finish(&f);
    cr_assert_eq(ns_plan_build(&scenario, &document, f.plan, 2, f.file.document, ns_registry_standard(),
                               f.diagnostics),
                 NS_OK);
    cr_assert_eq(scenario->protocol.rounds, 40);
    cr_assert_eq(ns_quantity_value(&scenario->quantities[scenario->parties[0].no_deal], 0.5), 10);
    ns_scenario_free(scenario);
    ns_document_free(document);
    cr_assert_eq(f.file.scenario->protocol.rounds, 12, "the base stays as it is");
    cr_assert_eq(ns_plan_build(&scenario, &document, f.plan, 1, f.file.document, ns_registry_standard(),
                               f.diagnostics),
                 NS_BAD_INPUT);
    cr_assert(!scenario && !document);
    close_plan(&f);
}

Test(plan, seeds_are_shared_unless_points_are_independent) {
    fixture f = open_plan();
    cr_assert_eq(vary(&f, "protocol.rounds=20,40,60"), NS_OK);
    f.plan->seed = 77;
    finish(&f);
    cr_assert(ns_plan_seed(f.plan, 0) == 77 && ns_plan_seed(f.plan, 2) == 77);
    f.plan->independent = true;
    cr_assert(ns_plan_seed(f.plan, 0) != ns_plan_seed(f.plan, 1) &&
              ns_plan_seed(f.plan, 1) != ns_plan_seed(f.plan, 2));
    close_plan(&f);
}

/* --- designs --------------------------------------------------------------------------------------------------------- */

Test(plan, a_latin_hypercube_fills_every_stratum) {
    enum { N = 16 };
    fixture f = open_plan();
    bool seen[2][N] = {{false}};
    cr_assert_eq(vary(&f, "parties.a.no_deal=10:50"), NS_OK);
    cr_assert_eq(vary(&f, "protocol.rounds=1:16"), NS_OK);
    f.plan->design = "lhs";
    f.plan->size = N;
    finish(&f);
    cr_assert_eq(f.plan->point_count, N);
    for (int p = 0; p < N; p++) {
        seen[0][(int)((ns_plan_number(f.plan, p, 0) - 10) / 40 * N)] = true;
        const double rounds = ns_plan_number(f.plan, p, 1);
        cr_assert_eq(rounds, floor(rounds), "a setting that counts takes whole numbers");
        seen[1][(int)rounds - 1] = true;
    }
    for (int k = 0; k < N; k++) cr_assert(seen[0][k] && seen[1][k], "stratum %d", k);
    close_plan(&f);
}

Test(plan, constraints_leave_points_out) {
    fixture f = open_plan();
    cr_assert_eq(vary(&f, "parties.a.no_deal=0:0.5:0.1"), NS_OK);
    cr_assert_eq(vary(&f, "parties.b.no_deal=0:0.5:0.1"), NS_OK);
    cr_assert_eq(ns_plan_constrain(f.plan, "parties.a.no_deal + 0.1 <= parties.b.no_deal", f.diagnostics),
                 NS_OK);
    finish(&f);
    cr_assert_eq(f.plan->point_count, 15, "of 36 points, those with a below b, equality by tenths included");
    for (uint64_t p = 0; p < f.plan->point_count; p++)
        cr_assert_lt(ns_plan_number(f.plan, p, 0), ns_plan_number(f.plan, p, 1));
    close_plan(&f);
    f = open_plan();
    cr_assert_eq(vary(&f, "parties.a.no_deal=1,2,3,4"), NS_OK);
    cr_assert_eq(ns_plan_constrain(f.plan, "2 * parties.a.no_deal - 4 > 0", f.diagnostics), NS_OK);
    cr_assert_eq(ns_plan_constrain(f.plan, "7 >= 2 * parties.a.no_deal", f.diagnostics), NS_OK);
    finish(&f);
    cr_assert_eq(f.plan->point_count, 1);
    cr_assert_eq(ns_plan_number(f.plan, 0, 0), 3);
    close_plan(&f);
}

/* --- faults -------------------------------------------------------------------------------------------------------------- */

static void refused(const char *assignment, const char *where, const char *design, const char *said) {
    fixture f = open_plan();
    ns_status status = assignment ? vary(&f, assignment) : NS_OK;
    if (status == NS_OK && where) status = ns_plan_constrain(f.plan, where, f.diagnostics);
    f.plan->design = design;
    if (status == NS_OK) status = ns_plan_finish(f.plan, f.diagnostics);
    cr_assert_eq(status, NS_BAD_INPUT, "%s", assignment ? assignment : "nothing");
    char *faults = ns_diagnostics_render(f.diagnostics, NS_COLOR_OFF);
    cr_assert(strstr(faults, said), "%s\nwithout: %s", faults, said);
    free(faults);
    close_plan(&f);
}

Test(plan, faults_are_told) {
    refused(NULL, NULL, NULL, "nothing is varied");
    refused("parties.a.no_deal", NULL, NULL, "is not path=values");
    refused("parties.a.no_deel=1,2", NULL, NULL, "did you mean 'no_deal'");
    refused("parties.a.no_deal=5:1:1", NULL, NULL, "the range is empty");
    refused("parties.a.no_deal=1:5:0", NULL, NULL, "the step must be above 0");
    refused("parties.a.no_deal=1,,2", NULL, NULL, "a value is missing");
    refused("parties.a.no_deal=0:50:0.000001", NULL, NULL, "too many steps");
    refused("parties.a.no_deal=1:5", NULL, NULL, "needs a design that fills it");
    refused("parties.a.no_deal=1:5", NULL, "lhs", "how many points");
    refused("parties.a.no_deal=1:5", NULL, "sobl", "did you mean 'sobol'");
    refused("parties.a.no_deal=1,2", "parties.a.no_deal < 0", NULL, "no point keeps all constraints");
    refused("parties.a.no_deal=1,2", "parties.b.no_deal < 0", NULL, "not a path that is varied");
    refused("parties.a.no_deal=1,2", "parties.a.no_deal 3", NULL, "<, <=, =, >=, > is missing");
    refused("parties.a.no_deal=1,2", "parties.a.no_deal < 3 < 4", NULL, "more than a constraint");
    refused("parties.a.no_deal=1,2", "parties.a.no_deal <", NULL, "breaks off");
    refused("protocol.order=fixed,rotating", "protocol.order < 3", NULL, "has no order");
}

Test(plan, a_path_is_varied_once) {
    fixture f = open_plan();
    cr_assert_eq(vary(&f, "protocol.rounds=1,2"), NS_OK);
    cr_assert_eq(vary(&f, "protocol.rounds=3,4"), NS_BAD_INPUT);
    close_plan(&f);
}

/* --- files ---------------------------------------------------------------------------------------------------------------- */

static void same_points(const fixture *a, const fixture *b) {
    cr_assert_eq(a->plan->point_count, b->plan->point_count);
    cr_assert_eq(a->plan->factor_count, b->plan->factor_count);
    for (uint64_t p = 0; p < a->plan->point_count; p++)
        for (uint32_t k = 0; k < a->plan->factor_count; k++) cr_assert_str_eq(value(a, p, k), value(b, p, k));
}

static fixture read_back(const fixture *from) {
    fixture to = open_plan();
    ns_buffer yaml = {0};
    ns_document *document = NULL;
    ns_plan_write(from->plan, &yaml);
    cr_assert_eq(ns_document_load_text(&document, "plan", yaml.text, yaml.length, to.diagnostics), NS_OK,
                 "%s", yaml.text);
    ns_status status =
        ns_plan_read(to.plan, document, to.file.scenario, ns_registry_standard(), to.diagnostics);
    char *said = ns_diagnostics_render(to.diagnostics, NS_COLOR_OFF);
    cr_assert_eq(status, NS_OK, "%s\n%s", said, yaml.text);
    free(said);
    finish(&to);
    ns_buffer again = {0};
    ns_plan_write(to.plan, &again);
    cr_assert_str_eq(again.text, yaml.text);
    ns_buffer_free(&yaml);
    ns_buffer_free(&again);
    ns_document_free(document);
    return to;
}

Test(plan, written_and_read_it_is_the_same) {
    fixture f = open_plan();
    cr_assert_eq(vary(&f, "parties.a.no_deal=10:50"), NS_OK);
    cr_assert_eq(vary(&f, "protocol.order=fixed,rotating"), NS_OK);
    cr_assert_eq(vary(&f, "parties.b.no_deal=30:40:2.5"), NS_OK);
    cr_assert_eq(ns_plan_constrain(f.plan, "parties.a.no_deal <= parties.b.no_deal", f.diagnostics), NS_OK);
    f.plan->design = "sobol";
    f.plan->size = 32;
    f.plan->half_width = 0.02;
    f.plan->independent = true;
    f.plan->arms = "mediated,unmediated";
    finish(&f);
    fixture g = read_back(&f);
    same_points(&f, &g);
    cr_assert(g.plan->half_width == 0.02 && g.plan->independent &&
              strcmp(g.plan->arms, "mediated,unmediated") == 0);
    close_plan(&f);
    close_plan(&g);
}

static ns_status from_csv(fixture *self, const char *csv) {
    return ns_plan_from_csv(self->plan, "points.csv", csv, strlen(csv), self->file.scenario,
                            ns_registry_standard(), self->diagnostics);
}

Test(plan, a_table_of_points) {
    fixture f = open_plan();
    cr_assert_eq(from_csv(&f, "point,parties.a.no_deal,protocol.agenda\r\n0,10,package\r\n"
                              "1,\"[20, 30]\",\"[{name: x, issues: [price]}, {name: y, issues: [time]}]\"\n"),
                 NS_OK);
    finish(&f);
    cr_assert_eq(f.plan->point_count, 2);
    cr_assert_str_eq(value(&f, 1, 0), "[20, 30]");
    cr_assert_str_eq(value(&f, 0, 1), "package");
    fixture g = read_back(&f);
    same_points(&f, &g);
    close_plan(&f);
    close_plan(&g);
    static const char *const bad[] = {"",
                                      "point\n1\n",
                                      "parties.a.no_deal\n",
                                      "parties.a.no_deal\n1,2\n",
                                      "point,parties.a.no_deal\n1\n",
                                      "parties.a.no_deal\n\"\"\n",
                                      "parties.x.no_deal\n1\n"};
    for (size_t k = 0; k < sizeof bad / sizeof *bad; k++) {
        f = open_plan();
        cr_assert_eq(from_csv(&f, bad[k]), NS_BAD_INPUT, "%s", bad[k]);
        close_plan(&f);
    }
}

Test(plan, a_plan_file_with_faults) {
    static const char *const bad[] = {"draws: 3\n",
                                      "vary: 3\n",
                                      "vary: {protocol.rounds: []}\n",
                                      "vary: {protocol.rounds: [1, 2]}\nwheree: x\n",
                                      "vary: {protocol.rounds: [1, 2]}\ndraws: many\n",
                                      "vary: {protocol.rounds: [1, 2]}\nstop: {batch: 3}\n",
                                      "vary: {protocol.rounds: [1, 2]}\nindependent: maybe\n"};
    for (size_t k = 0; k < sizeof bad / sizeof *bad; k++) {
        fixture f = open_plan();
        ns_document *document = NULL;
        cr_assert_eq(ns_document_load_text(&document, "plan", bad[k], strlen(bad[k]), f.diagnostics), NS_OK);
        cr_assert_eq(ns_plan_read(f.plan, document, f.file.scenario, ns_registry_standard(), f.diagnostics),
                     NS_BAD_INPUT, "%s", bad[k]);
        ns_document_free(document);
        close_plan(&f);
    }
}
