/* Bids in a space against ns_bids on the list of all packages, over draws of scenarios. */
#include "scenario_text.h"

#include <math.h>

#include "negsim/bids.h"
#include "negsim/random.h"
#include "negsim/space.h"

/* The packages of a draw as one stage. */
typedef struct stage {
    ns_instance instance;
    ns_parts parts;
    double *worth[NS_MAX_PARTIES], *score, *option_score;
    uint16_t *open;
} stage;

static void stage_init(stage *self, const ns_scenario *s) {
    *self = (stage){.parts = {.count = s->package_count, .party_count = s->party_count, .slack = s->slack}};
    cr_assert_eq(ns_instance_init(&self->instance, s), NS_OK);
    self->parts.everybody = (uint16_t)((1u << s->party_count) - 1);
    self->open = calloc(s->package_count, sizeof *self->open);
    self->score = calloc(s->package_count, sizeof *self->score);
    self->option_score = calloc(s->option_total, sizeof *self->option_score);
    for (uint32_t p = 0; p < s->party_count; p++)
        self->parts.worth[p] = self->worth[p] = calloc(s->package_count, sizeof(double));
    self->parts.open = self->open;
}

static void stage_free(stage *self) {
    for (uint32_t p = 0; p < self->parts.party_count; p++) free(self->worth[p]);
    free(self->open);
    free(self->score);
    free(self->option_score);
    ns_instance_free(&self->instance);
}

static void stage_draw(stage *self, uint64_t draw) {
    const ns_scenario *s = self->instance.scenario;
    ns_instance_draw(&self->instance, s->seed, draw, NULL);
    for (uint32_t o = 0; o < s->option_total; o++)
        self->option_score[o] = floor(100 * ns_uniform_draw(5, draw, o)) / 4;
    for (uint32_t x = 0; x < s->package_count; x++) {
        self->open[x] = 0;
        self->score[x] = 0;
        for (uint32_t p = 0; p < s->party_count; p++) {
            const bool shut = self->instance.shut[x] & NS_SHUT_NEGOTIABLE(p);
            self->worth[p][x] = shut ? -HUGE_VAL : self->instance.utility[p][x];
            if (!(self->instance.shut[x] & NS_SHUT_OWN(p))) self->open[x] |= (uint16_t)(1 << p);
        }
        for (uint32_t i = 0; i < s->issue_count; i++)
            self->score[x] += self->option_score[s->issues[i].first_option + ns_option_of(s, i, x)];
    }
}

static uint32_t package_of(const ns_scenario *s, const ns_space_found *found) {
    uint32_t package = 0;
    for (uint32_t i = 0; i < s->issue_count; i++) package += found->options[i] * s->issues[i].stride;
    return package;
}

/* The same package but for rounding: worths, and scores where they decide, are the same. */
static void check_same(const stage *self, uint32_t p, uint32_t listed, const ns_space_found *found,
                       const char *what) {
    cr_assert_eq(found->found, listed != NS_NONE, "%s", what);
    cr_assert(found->exact, "%s", what);
    if (!found->found) return;
    const uint32_t package = package_of(self->instance.scenario, found);
    cr_assert_float_eq(self->worth[p][package], self->worth[p][listed], 1e-9, "%s: %.12g, listed %.12g", what,
                       self->worth[p][package], self->worth[p][listed]);
}

static void check_queries(stage *self, ns_bids *listed, ns_space_bids *bids, uint32_t p, double target,
                          double u) {
    ns_space_found found = ns_space_bids_lowest(bids, target);
    check_same(self, p, ns_bids_lowest(listed, target), &found, "lowest");
    const uint32_t scored = ns_bids_highest_score(listed, target, self->score);
    found = ns_space_bids_highest_score(bids, target, self->option_score);
    check_same(self, p, scored, &found, "highest score");
    if (found.found) cr_assert_float_eq(found.score, self->score[scored], 1e-9);
    found = ns_space_bids_nearest(bids, target, target + 10 * u);
    const uint32_t nearest = ns_bids_nearest(listed, target, target + 10 * u);
    cr_assert_eq(found.found, nearest != NS_NONE);
    if (found.found)
        cr_assert_float_eq(found.score, fabs(self->worth[p][nearest] - target - 10 * u), 1e-9, "nearest");
    found = ns_space_bids_pick(bids, target, u);
    const uint32_t pick = ns_bids_pick(listed, target, u);
    cr_assert_eq(found.found, pick != NS_NONE);
    if (found.found) cr_assert_geq(found.worth, target - 1e-6);
    const uint32_t between = ns_bids_pick_between(listed, target, target + 5, u);
    found = ns_space_bids_pick_between(bids, target, target + 5, u);
    cr_assert_eq(found.found, between != NS_NONE);
    if (found.found) cr_assert(found.worth >= target - 1e-6 && found.worth <= target + 5 + 1e-6);
}

/* From the best down, as far as both agree that a package follows. */
static void check_walk(const stage *self, ns_bids *listed, ns_space_bids *bids, uint32_t p, double target) {
    uint32_t at = ns_bids_after(listed, target, NS_NONE);
    ns_space_found found = ns_space_bids_after(bids, target, NULL);
    for (int step = 0; step < 40 && at != NS_NONE; step++) {
        check_same(self, p, at, &found, "after");
        at = ns_bids_after(listed, target, at);
        found = ns_space_bids_after(bids, target, found.options);
    }
}

static void check_scenario(const ns_scenario *s, uint64_t draws) {
    stage self;
    stage_init(&self, s);
    ns_bids *listed = ns_bids_new(s->package_count);
    for (uint64_t draw = 0; draw < draws; draw++) {
        stage_draw(&self, draw);
        for (uint32_t p = 0; p < s->party_count; p++) {
            ns_space_bids *bids;
            cr_assert_eq(ns_space_bids_new(&bids, &self.instance, p, NULL, NULL), NS_OK);
            ns_bids_open(listed, &self.parts, p, -HUGE_VAL);
            const ns_space_found best = ns_space_bids_best(bids);
            check_same(&self, p, ns_bids_best(listed), &best, "best");
            for (uint64_t query = 0; query < 12; query++) {
                const double target = 110 * ns_uniform_draw(6, draw, query),
                             u = ns_uniform_draw(7, draw, query);
                check_queries(&self, listed, bids, p, target, u);
            }
            check_walk(&self, listed, bids, p, 30);
            ns_space_bids_free(bids);
        }
    }
    ns_bids_free(listed);
    stage_free(&self);
}

Test(space_bids, orchard_as_listed, .timeout = 60) {
    loaded l = loaded_text(orchard);
    check_scenario(l.scenario, 150);
    loaded_free(&l);
}

Test(space_bids, shipped_as_listed, .timeout = 120) {
    static const char *const files[] = {"scenarios/baseline.yaml", "scenarios/camp_david_1978.yaml",
                                        "scenarios/river_dam.yaml"};
    for (size_t k = 0; k < sizeof files / sizeof *files; k++) {
        loaded l = loaded_file(files[k]);
        check_scenario(l.scenario, 10);
        loaded_free(&l);
    }
}

/* What cannot be listed: the queries answer, and keep to their targets. */
Test(space_bids, of_ten_to_the_20) {
    ns_diagnostics *diagnostics = ns_diagnostics_new();
    ns_document *document;
    ns_scenario *s;
    ns_instance instance;
    cr_assert_eq(ns_document_load(&document, "scenarios/trade_agreement.yaml", diagnostics), NS_OK);
    cr_assert_eq(ns_scenario_build_any(&s, document, ns_registry_standard(), diagnostics), NS_OK);
    cr_assert_eq(ns_instance_init(&instance, s), NS_OK);
    for (uint64_t draw = 0; draw < 3; draw++) {
        ns_instance_draw(&instance, 1, draw, NULL);
        for (uint32_t p = 0; p < 2; p++) {
            ns_space_bids *bids;
            double before = HUGE_VAL;
            cr_assert_eq(ns_space_bids_new(&bids, &instance, p, NULL, diagnostics), NS_OK);
            for (int step = 0; step <= 20; step++) {
                const double target = 90 - 3 * step;
                const ns_space_found bid = ns_space_bids_lowest(bids, target);
                cr_assert(bid.found && bid.worth >= target - 1e-6 && bid.worth <= before + bid.bound);
                cr_assert_lt(bid.bound, 0.1);
                before = bid.worth;
            }
            ns_space_bids_free(bids);
        }
    }
    ns_instance_free(&instance);
    ns_scenario_free(s);
    ns_document_free(document);
    ns_diagnostics_free(diagnostics);
}
