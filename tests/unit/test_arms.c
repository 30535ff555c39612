/* Arms: which there are, in which order, who mediates, and lists of names. */
#include "experiment_fixture.h"

static ns_status build(const fixture *f, const char *list, ns_arms **out) {
    return ns_arms_build(out, f->input.scenario, list, ns_registry_standard(), f->input.diagnostics);
}

Test(arms, all_in_playing_order) {
    fixture f = fixture_open(NULL, NULL);
    static const char *const names[] = {"unmediated", "mediated", "calm", "poor"};
    cr_assert_eq(f.arms->count, 4);
    for (size_t a = 0; a < 4; a++) {
        cr_assert_str_eq(f.arms->arms[a].name, names[a]);
        cr_assert_eq(f.arms->arms[a].is_variant, a >= 2);
        cr_assert_eq(ns_arms_find(f.arms, names[a]), a);
        cr_assert_eq(f.arms->arms[a].seat.mediators, a == 0 ? 0 : 1);
    }
    cr_assert_eq(ns_arms_find(f.arms, "nobody"), 4);
    cr_assert(f.arms->arms[0].scenario == f.input.scenario && f.arms->arms[1].scenario == f.input.scenario);
    cr_assert_eq(f.arms->arms[2].scenario->protocol.rounds, 20);
    cr_assert_eq(f.arms->arms[3].scenario->protocol.rounds, 14);
    cr_assert_str_eq(f.arms->arms[2].title, "Calm");
    fixture_close(&f);
}

Test(arms, a_list_cuts_and_keeps_the_order) {
    fixture f = fixture_open(NULL, "poor,unmediated");
    cr_assert_eq(f.arms->count, 2);
    cr_assert_str_eq(f.arms->arms[0].name, "unmediated");
    cr_assert_str_eq(f.arms->arms[1].name, "poor");
    fixture_play(&f, 20, GATHER_TALLIES);
    cr_assert_eq(ns_results_reference(f.results, 0), SIZE_MAX);
    cr_assert_eq(ns_results_reference(f.results, 1), SIZE_MAX); /* its reference is not played */
    cr_assert_eq(f.results->split.draws, 0);
    fixture_close(&f);
}

Test(arms, unknown_names_are_refused) {
    static const char *const lists[] = {"mediate", "mediated,clam",      "",
                                        ",",       "mediated,mediated_", "Mediated"};
    fixture f = fixture_open(NULL, NULL);
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        ns_arms *arms = f.arms;
        cr_assert_eq(build(&f, lists[i], &arms), NS_BAD_USAGE, "'%s'", lists[i]);
        cr_assert(!arms);
        cr_assert_gt(ns_diagnostics_errors(f.input.diagnostics), 0, "'%s'", lists[i]);
    }
    char *text = ns_diagnostics_render(f.input.diagnostics, NS_COLOR_OFF);
    cr_assert(strstr(text, "there is no arm 'clam'"));
    cr_assert(strstr(text, "did you mean 'calm'?"));
    free(text);
    fixture_close(&f);
}

static const char *const duel =
    "negsim: 1\nname: duel\n"
    "issues: {pie: {options: {a: a, b: b, c: c}}}\n"
    "parties:\n"
    "  x: {no_deal: [10, 60], issues: {pie: {priority: 1, values: [100, 50, 0]}}}\n"
    "  y: {no_deal: [10, 60], issues: {pie: {priority: 1, values: [0, 50, 100]}}}\n"
    "protocol: {rounds: 5}\n";

/* Nobody mediates: the mediated arm is the unmediated one, byte for byte. */
Test(arms, without_a_mediator_both_are_the_same) {
    fixture f = fixture_open(duel, NULL);
    cr_assert_eq(f.arms->count, 2);
    cr_assert_eq(f.arms->arms[1].seat.mediators, 0);
    fixture_play(&f, 200, GATHER_TALLIES);
    same_tallies(&f.results->tallies[0], &f.results->tallies[1], f.input.scenario,
                 ns_grouping_count(f.results->families));
    cr_assert_eq(f.results->pairs[1].only_a + f.results->pairs[1].only_b, 0);
    cr_assert_gt(f.results->pairs[1].both, 0);
    cr_assert_gt(f.results->pairs[1].neither, 0);
    cr_assert_eq(f.results->split.draws, 0);
    fixture_close(&f);
}

Test(arms, an_idle_mediator_is_none) {
    ns_buffer text = {0};
    ns_buffer_add(&text, FIXTURE_TALKS);
    char *effort = strstr(text.text, "    patience: 2\n");
    memcpy(effort, "    effort: 0  \n", 16);
    fixture f = fixture_open(text.text, "unmediated,mediated");
    fixture_play(&f, 100, GATHER_TALLIES);
    same_tallies(&f.results->tallies[0], &f.results->tallies[1], f.input.scenario,
                 ns_grouping_count(f.results->families));
    cr_assert_eq(f.results->split.draws, 100);
    cr_assert_eq(f.results->split.plays, 0);
    fixture_close(&f);
    ns_buffer_free(&text);
}

/* A variant is the file with its set written in, on the same draws. */
Test(arms, a_variant_is_the_changed_scenario) {
    ns_buffer text = {0};
    ns_buffer_add(&text, FIXTURE_TALKS);
    char *leverage = strstr(text.text, "leverage: [0, 30]");
    memcpy(leverage, "leverage: 0      ", 17);
    fixture variant = fixture_open(NULL, "poor"), changed = fixture_open(text.text, "mediated");
    fixture_play(&variant, 100, GATHER_TALLIES);
    fixture_play(&changed, 100, GATHER_TALLIES);
    same_tallies(&variant.results->tallies[0], &changed.results->tallies[0], changed.input.scenario,
                 ns_grouping_count(changed.results->families));
    fixture_close(&variant);
    fixture_close(&changed);
    ns_buffer_free(&text);
}
