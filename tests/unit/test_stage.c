/* Stage tables: worth of parts, masks, and which package a part stands for. */
#include "play.h"

#include "generator.h"

static const char *const two_stages =
    "negsim: 1\n"
    "name: stages\n"
    "issues:\n"
    "  land: {options: {a: a, b: b}}\n"
    "  troops: {options: {a: a, b: b, c: c}}\n"
    "  truce: {options: {a: a, b: b}}\n"
    "parties:\n"
    "  x:\n"
    "    audience_cost: 5\n"
    "    issues:\n"
    "      land: {priority: 50, values: [100, 0]}\n"
    "      troops: {priority: 25, values: [0, 40, 100], flexibility: 0.6}\n"
    "      truce: {priority: 25, values: [100, 0]}\n"
    "  y:\n"
    "    preconditions: [{name: first, before: [land], needs: {truce: [b]}, firmness: 1}]\n"
    "    issues:\n"
    "      land: {priority: 1, values: [0, 100], red_lines: {a: 1}}\n"
    "      troops: {priority: 1, values: [100, 50, 0]}\n"
    "      truce: {priority: 2, values: [100, 0]}\n"
    "protocol:\n"
    "  kind: alternating_offers\n"
    "  rounds: 5\n"
    "  agenda: [{name: one, issues: [truce]}, {name: two, issues: [troops, land]}]\n"
    "run: {draws: 1, seed: 1}\n";

static void open_stage(play *self, uint32_t stage, uint32_t base) {
    cr_assert_eq(ns_session_begin(self->session, &self->instance, UNMEDIATED, 0, NULL), NS_OK);
    ns_stage_open(&self->session->tables, &self->session->inputs, stage, base);
}

static void expect(const double *worth, uint32_t count, const double *expected) {
    for (uint32_t z = 0; z < count; z++)
        cr_assert(worth[z] == expected[z] || fabs(worth[z] - expected[z]) < 1e-12, "part %u: %g, not %g", z,
                  worth[z], expected[z]);
}

/* First stage: truce a or b. x: best completion land a, troops c: 100, and 75 less 5 of face; its flexibility bars troops a.
 * y: needs truce b, and never land a: 75 of 100 less nothing for b (1/4 * 100 + 1/4 * 100 = 50), a is barred. */
Test(stage, first_stage_by_best_completion) {
    play self = play_open(two_stages);
    open_stage(&self, 0, 0);
    const ns_stage_tables *tables = &self.session->tables;
    cr_assert_eq(tables->parts.count, 2);
    expect(tables->parts.worth[0], 2, (double[]){100, 70});
    expect(tables->parts.worth[1], 2, (double[]){-HUGE_VAL, 50});
    expect(tables->top[0], 2, (double[]){100, 75});
    cr_assert(tables->best[0] == 100 && tables->best[1] == 50);
    cr_assert_not_null(tables->parts.open);
    cr_assert_eq(tables->parts.open[0], 1, "truce a lacks what y needs");
    cr_assert_eq(tables->parts.open[1], 3);
    play_close(&self);
}

/* Second stage with truce b settled: troops outermost, then land. Packages are land * 6 + troops * 2 + truce. */
Test(stage, last_stage_keeps_what_is_settled) {
    play self = play_open(two_stages);
    open_stage(&self, 1, 1);
    const ns_stage_tables *tables = &self.session->tables;
    cr_assert_eq(tables->parts.count, 6);
    const double none = -HUGE_VAL;
    expect(tables->parts.worth[0], 6, (double[]){none, none, 50 + 10 - 5, 10 - 5, 75 - 5, 25 - 5});
    expect(tables->parts.worth[1], 6, (double[]){none, 50, none, 37.5, none, 25});
    const uint32_t packages[] = {1, 7, 3, 9, 5, 11};
    for (uint32_t z = 0; z < 6; z++) {
        cr_assert_eq(ns_stage_package(tables, z), packages[z]);
        cr_assert_eq(ns_stage_part_of(tables, self.scenario, packages[z]), z);
        cr_assert_eq(tables->parts.open[z], z % 2 ? 3 : 1, "land a is over y's red line");
    }
    play_close(&self);
}

/* Nothing masked, no face: the draw's own tables, untouched. */
Test(stage, package_without_masks_is_the_draw) {
    play self =
        play_open("negsim: 1\n"
                  "name: plain\n"
                  "issues: {a: {options: {x: x, y: y}}, b: {options: {x: x, y: y}}}\n"
                  "parties:\n"
                  "  p: {issues: {a: {priority: 1, values: [0, 100]}, b: {priority: 1, values: [100, 0]}}}\n"
                  "  q: {issues: {a: {priority: 1, values: [100, 0]}, b: {priority: 3, values: [100, 0]}}}\n"
                  "protocol: {kind: alternating_offers, rounds: 5}\n"
                  "run: {draws: 1, seed: 1}\n");
    open_stage(&self, 0, 0);
    for (int p = 0; p < 2; p++) {
        cr_assert_eq(self.session->tables.parts.worth[p], self.instance.utility[p]);
        cr_assert_eq(self.session->tables.best[p], 100);
    }
    cr_assert_null(self.session->tables.parts.open);
    play_close(&self);
}

/* Against the definition: look at every package for every part. */
static void expect_definition(const play *self, uint32_t stage, uint32_t base) {
    const ns_session *session = self->session;
    const ns_stage_tables *tables = &session->tables;
    const ns_scenario *scenario = self->scenario;
    uint16_t *willing = calloc(tables->parts.count, sizeof *willing);
    for (uint32_t p = 0; p < scenario->party_count; p++)
        for (uint32_t z = 0; z < tables->parts.count; z++) {
            double worth = -HUGE_VAL;
            bool open = false;
            for (uint32_t x = 0; x < scenario->package_count; x++) {
                if (ns_stage_part_of(tables, scenario, x) != z) continue;
                bool keeps = true;
                for (uint32_t s = 0; s < stage; s++)
                    for (uint32_t i = 0; i < scenario->protocol.stages[s].issue_count; i++) {
                        uint32_t issue = scenario->protocol.stages[s].issues[i];
                        if (ns_option_of(scenario, issue, x) != ns_option_of(scenario, issue, base))
                            keeps = false;
                    }
                if (!keeps) continue;
                if ((session->inputs.shut[x] & NS_SHUT_OWN(p)) == 0) open = true;
                if ((session->inputs.shut[x] & NS_SHUT_NEGOTIABLE(p)) != 0) continue;
                double u = session->instance->utility[p][x]; /* as it is worth signing */
                double s = u == session->instance->best_feasible[p] ? u : u - session->audience[p];
                if (s > worth) worth = s;
            }
            cr_assert_eq(tables->parts.worth[p][z], worth);
            if (open) willing[z] = (uint16_t)(willing[z] | 1u << p);
        }
    for (uint32_t z = 0; z < tables->parts.count; z++) {
        const bool enough = ns_consent_wins(&self->instance.consent, willing[z]);
        const uint16_t said = tables->parts.open ? tables->parts.open[z] : tables->parts.everybody;
        cr_assert_eq(said, enough ? tables->parts.everybody : willing[z]);
    }
    free(willing);
}

Test(stage, definition_on_random_scenarios, .timeout = 60) {
    for (uint64_t seed = 0; seed < 150; seed++) {
        char *text = gen_scenario(seed, 0);
        play self = play_open(text);
        if (ns_session_begin(self.session, &self.instance, MEDIATED, 0, NULL) != NS_OK) cr_assert_fail();
        const ns_session *session = self.session;
        bool talks = session->facts.shut_holders == 0;
        uint32_t base = 0;
        for (uint32_t s = 0; talks && s < self.scenario->protocol.stage_count; s++) {
            ns_stage_open(&self.session->tables, &self.session->inputs, s, base);
            expect_definition(&self, s, base);
            base = ns_stage_package(&session->tables, (uint32_t)(seed % session->tables.parts.count));
        }
        play_close(&self);
        free(text);
    }
}

Test(stage, widen_adds_the_innermost_issue) {
    double sums[60] = {1, 2};
    ns_widen(sums, sums, 2, (double[]){10, 20, 30}, 3);
    const double expected[] = {11, 21, 31, 12, 22, 32};
    for (int x = 0; x < 6; x++) cr_assert_eq(sums[x], expected[x]);
    ns_widen(sums, sums, 6, (double[]){0.5}, 1);
    cr_assert_eq(sums[5], 32.5);
    ns_widen(sums, sums, 6, (double[]){0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, 10);
    for (int x = 0; x < 60; x++) cr_assert_eq(sums[x], expected[x / 10] + 0.5 + x % 10);
}
