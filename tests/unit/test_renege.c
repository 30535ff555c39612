/* Who goes back on a package: a case by hand, and the same as the graph model of all packages at once. */
#include "play.h"

#include <stdio.h>

#include "negsim/additive.h"
#include "negsim/renege.h"

static const char *const truce =
    "negsim: 1\nname: truce\n"
    "issues:\n  arms: {control: ann, options: {down: d, up: u}}\n  border: {control: bob, options: {open: o, "
    "shut: s}}\n"
    "  flag: {options: {red: r, blue: b}}\n"
    "parties:\n"
    "  ann: {priorities: as_written, issues: {arms: {priority: 1, values: [0, 20]}, border: {priority: 1, "
    "values: [30, 0]}, flag: {priority: 1, values: [50, 0]}}}\n"
    "  bob: {priorities: as_written, issues: {arms: {priority: 1, values: [40, 0]}, border: {priority: 1, "
    "values: [0, %d]}, flag: {priority: 1, values: [0, 0]}}}\n"
    "protocol: {rounds: 4}\nrun: {draws: 1, seed: 1}\n";

/* Ann gains 20 by taking up arms and loses 30 by a shut border: the answer deters her where bob gains by it. */
Test(renege, a_truce_by_hand) {
    play self = play_format(truce, 10);
    ns_renege_view ann = ns_renege_look(&self.instance, 0, 0), bob = ns_renege_look(&self.instance, 0, 1);
    cr_expect(ann.temptation == 20 && ann.punishment == 30 && ann.has_credible && ann.credible == 30);
    cr_expect(!ann.nash && ann.gmr && ann.seq && ann.needed == 0);
    cr_expect_eq(ann.best, 4, "arms up, all else as it was");
    cr_expect(bob.temptation == 10 && bob.punishment == 40 && bob.seq);
    const ns_renege_facts whole = ns_renege_check(&self.instance, 0);
    cr_expect(!whole.nash && whole.seq && whole.weakest == NS_NONE && whole.needed == 0);
    play_close(&self);
}

/* Where a shut border costs bob himself the threat is empty, and ann must be held by what she would gain. */
Test(renege, an_empty_threat_needs_a_guarantee) {
    play self = play_format(truce, -10);
    const ns_renege_view ann = ns_renege_look(&self.instance, 0, 0);
    cr_expect(ann.temptation == 20 && ann.punishment == 30 && !ann.has_credible);
    cr_expect(ann.gmr && !ann.seq && ann.needed == 20);
    const ns_renege_facts whole = ns_renege_check(&self.instance, 0);
    cr_expect(whole.gmr && !whole.seq);
    cr_expect_eq(whole.weakest, 0);
    cr_expect_eq(whole.needed, 20);
    play_close(&self);
}

/* --- against the graph model ---------------------------------------------------------------------------------- */

static uint64_t dice(uint64_t *state, uint64_t limit) {
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (*state >> 33) % limit;
}

enum { PARTIES = 3, ISSUES = 4, OPTIONS = 3 };
typedef struct numbers {
    int control[ISSUES], value[PARTIES][ISSUES][OPTIONS];
} numbers;

static void write_scenario(const numbers *n, ns_buffer *out) {
    ns_buffer_add(out, "negsim: 1\nname: random\nissues:\n");
    for (int i = 0; i < ISSUES; i++)
        ns_buffer_format(out, "  i%d: {control: p%d, options: {a: a, b: b, c: c}}\n", i, n->control[i]);
    ns_buffer_add(out, "parties:\n");
    for (int p = 0; p < PARTIES; p++) {
        ns_buffer_format(out, "  p%d:\n    priorities: as_written\n    issues:\n", p);
        for (int i = 0; i < ISSUES; i++)
            ns_buffer_format(out, "      i%d: {priority: 1, values: [%d, %d, %d]}\n", i, n->value[p][i][0],
                             n->value[p][i][1], n->value[p][i][2]);
    }
    ns_buffer_add(out, "protocol: {rounds: 4}\nrun: {draws: 1, seed: 1}\n");
}

static void write_model(const numbers *n, ns_buffer *out) {
    ns_buffer_add(out, "id: random\nparties: [p0, p1, p2]\nissues:\n");
    for (int i = 0; i < ISSUES; i++)
        ns_buffer_format(out, "  - {name: i%d, options: 3, controlled_by: p%d}\n", i, n->control[i]);
    ns_buffer_add(out, "utility:\n");
    for (int p = 0; p < PARTIES; p++) {
        ns_buffer_format(out, "  p%d:\n", p);
        for (int i = 0; i < ISSUES; i++)
            ns_buffer_format(out, "    i%d: [%d, %d, %d]\n", i, n->value[p][i][0], n->value[p][i][1],
                             n->value[p][i][2]);
    }
}

static void compare(const numbers *n) {
    ns_buffer scenario = {0}, model = {0};
    ns_document *document;
    ns_additive *additive;
    ns_additive_place *place;
    ns_diagnostics *diagnostics = ns_diagnostics_new();
    write_scenario(n, &scenario);
    write_model(n, &model);
    play self = play_open(scenario.text);
    cr_assert_eq(ns_document_load_text(&document, "model", model.text, model.length, diagnostics), NS_OK);
    cr_assert_eq(ns_additive_read(&additive, document, diagnostics), NS_OK);
    cr_assert_eq(ns_additive_open(&place, additive), NS_OK);
    uint32_t x = 0;
    do {
        for (uint32_t p = 0; p < PARTIES; p++) {
            const ns_additive_view want = ns_additive_look(place, p);
            const ns_renege_view got = ns_renege_look(&self.instance, x, p);
            const double scale = (double)additive->scale;
            cr_assert_eq(got.temptation, (double)want.temptation / scale);
            cr_assert_eq(got.punishment, (double)want.punishment / scale);
            cr_assert_eq(got.has_credible, want.has_credible);
            if (want.has_credible) cr_assert_eq(got.credible, (double)want.credible / scale);
            cr_assert_eq(got.nash, want.stable >> NS_CONCEPT_NASH & 1);
            cr_assert_eq(got.gmr, want.stable >> NS_CONCEPT_GMR & 1);
            cr_assert_eq(got.seq, want.stable >> NS_CONCEPT_SEQ & 1);
        }
        x++;
    } while (ns_additive_next(place));
    cr_assert_eq(x, self.scenario->package_count);
    ns_additive_close(place);
    ns_additive_free(additive);
    ns_document_free(document);
    ns_diagnostics_free(diagnostics);
    ns_buffer_free(&scenario);
    ns_buffer_free(&model);
    play_close(&self);
}

Test(renege, equals_the_model_of_all_packages, .timeout = 60) {
    uint64_t state = 11;
    for (int trial = 0; trial < 40; trial++) {
        numbers n;
        for (int i = 0; i < ISSUES; i++) n.control[i] = (int)dice(&state, PARTIES);
        for (int p = 0; p < PARTIES; p++)
            for (int i = 0; i < ISSUES; i++)
                for (int o = 0; o < OPTIONS; o++) n.value[p][i][o] = (int)dice(&state, 20);
        compare(&n);
    }
}
