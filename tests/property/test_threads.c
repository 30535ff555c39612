/* Threads change no byte of the tallies, and in every run of every arm agreed packages are reachable, reachable ones acceptable, acceptable
 * ones admissible. */
#include "../unit/experiment_fixture.h"

#include "generator.h"

/* --- jobs ---------------------------------------------------------------------------------------------------- */

static void same_for_all_jobs(const fixture *f, uint64_t draws, uint64_t plays) {
    static const unsigned jobs[] = {2, 3, 8};
    ns_experiment e = fixture_experiment(f, draws, GATHER_TALLIES);
    e.plays = plays;
    ns_results *one = fixture_run(f, &e);
    for (size_t k = 0; k < 3; k++) {
        e.jobs = jobs[k];
        ns_results *many = fixture_run(f, &e);
        same_results(one, many);
        ns_results_free(many);
    }
    e.jobs = 1;
    ns_results *again = fixture_run(f, &e);
    same_results(one, again);
    ns_results_free(again);
    ns_results_free(one);
}

Test(threads, tallies_are_the_same_for_any_number_of_jobs, .timeout = 60) {
    fixture f = fixture_open(NULL, NULL);
    same_for_all_jobs(&f, 1000, 1);
    same_for_all_jobs(&f, 7, 3);
    same_for_all_jobs(&f, 1, 1);
    fixture_close(&f);
}

Test(threads, generated_scenarios, .timeout = 100) {
    for (uint64_t seed = 74001; seed < 74040; seed++) {
        char *text = gen_scenario(seed, 0);
        fixture f = fixture_open(text, NULL);
        if (f.input.scenario->package_count <= 2048) same_for_all_jobs(&f, 9, 2);
        fixture_close(&f);
        free(text);
    }
}

/* --- the funnel ------------------------------------------------------------------------------------------------ */

typedef struct watcher {
    ns_instance instance;
    ns_session *session;
    ns_shut *shut;
    uint64_t runs, agreed;
} watcher;

static void check_run(watcher *self, const ns_seat *seat, uint64_t seed, uint64_t draw) {
    const ns_scenario *s = self->instance.scenario;
    const ns_shut red = ns_shut_red_lines(s->party_count), deal = ns_shut_no_deals(s->party_count);
    ns_outcome outcome;
    bool any = false;
    ns_instance_draw(&self->instance, seed, draw, NULL);
    cr_assert_eq(ns_session_run(self->session, &self->instance, *seat, 0, NULL, &outcome), NS_OK);
    ns_session_reach(self->session, self->shut);
    for (uint32_t x = 0; x < s->package_count; x++) {
        bool acceptable = ns_shut_passes(&self->instance.consent, self->shut[x], red | deal);
        bool admissible = ns_shut_passes(&self->instance.consent, self->shut[x], red);
        any |= self->shut[x] == 0;
        cr_assert(self->shut[x] != 0 || acceptable);
        cr_assert(!acceptable || admissible);
    }
    self->runs++;
    cr_assert_eq(outcome.reason == NS_REASON_AGREED, outcome.package != NS_NONE);
    cr_assert_eq(any, ns_session_any_reachable(self->session));
    if (outcome.reason == NS_REASON_DEADLINE) cr_assert(any);
    if (outcome.reason == NS_REASON_NO_ZONE || outcome.reason == NS_REASON_PRECONDITION_DEADLOCK)
        cr_assert_not(any);
    if (outcome.package == NS_NONE) return;
    self->agreed++;
    cr_assert_eq(self->shut[outcome.package], 0, "agreed, and shut by %llx",
                 (unsigned long long)self->shut[outcome.package]);
}

static void check_funnel(const fixture *f, uint64_t seed, uint64_t draws, uint64_t *agreed) {
    for (size_t arm = 0; arm < f->arms->count; arm++) {
        const ns_scenario *s = f->arms->arms[arm].scenario;
        watcher self = {.session = ns_session_new(s), .shut = calloc(s->package_count, sizeof *self.shut)};
        cr_assert_eq(ns_instance_init(&self.instance, s), NS_OK);
        for (uint64_t draw = 0; draw < draws; draw++) check_run(&self, &f->arms->arms[arm].seat, seed, draw);
        *agreed += self.agreed;
        ns_session_free(self.session);
        ns_instance_free(&self.instance);
        free(self.shut);
    }
}

Test(threads, funnel_of_every_run, .timeout = 60) {
    uint64_t agreed = 0;
    fixture f = fixture_open(NULL, NULL);
    check_funnel(&f, 3, 500, &agreed);
    fixture_close(&f);
    cr_assert_gt(agreed, 300);
}

Test(threads, funnel_of_generated_scenarios, .timeout = 100) {
    uint64_t agreed = 0;
    for (uint64_t seed = 75001; seed < 75250; seed++) {
        char *text = gen_scenario(seed, 0);
        fixture f = fixture_open(text, NULL);
        if (f.input.scenario->package_count <= 4096) check_funnel(&f, seed, 4, &agreed);
        fixture_close(&f);
        free(text);
    }
    cr_assert_gt(agreed, 200);
}

/* The published rounds, with random seeds (they are deterministic but for those that draw). */
Test(threads, funnel_of_reference_scenarios, .timeout = 60) {
    static const char *const names[] = {
        "01_two_issues",    "02_floors_and_lines", "03_logroll",        "04_three_parties",
        "05_preconditions", "06_stages",           "07_draft_and_face", "08_carrots_optimism_deadline"};
    const char *folder = getenv("NEGSIM_REFERENCE");
    uint64_t agreed = 0;
    unsigned found = 0;
    for (size_t k = 0; folder && *folder && k < sizeof names / sizeof *names; k++) {
        char path[1024];
        snprintf(path, sizeof path, "%s/rounds/%s.yaml", folder, names[k]);
        fixture f = {.input = loaded_file(path)};
        if (f.input.scenario) {
            found++;
            cr_assert_eq(
                ns_arms_build(&f.arms, f.input.scenario, NULL, ns_registry_standard(), f.input.diagnostics),
                NS_OK);
            for (uint64_t seed = 1; seed <= 5; seed++) check_funnel(&f, seed, 3, &agreed);
        }
        fixture_close(&f);
    }
    if (!found) cr_skip_test("no reference folder");
    cr_assert_gt(agreed, 0);
}

Test(threads, funnel_of_the_baseline, .timeout = 60) {
    uint64_t agreed = 0;
    fixture f = {.input = loaded_file("scenarios/baseline.yaml")};
    cr_assert(f.input.scenario);
    cr_assert_eq(ns_arms_build(&f.arms, f.input.scenario, NULL, ns_registry_standard(), f.input.diagnostics),
                 NS_OK);
    for (uint64_t seed = 11; seed <= 14; seed++) check_funnel(&f, seed, 40, &agreed);
    fixture_close(&f);
    cr_assert_gt(agreed, 50);
}
