/* Samples and measures: the same numbers as an ordinary run gives, in any blocks; designs put in place of draws. */
#include <criterion/criterion.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "loaded.h"
#include "negsim/sample.h"

static const char text[] = "negsim: 1\n"
                           "name: sample\n"
                           "issues:\n"
                           "  price: {options: {low: Low, middle: Middle, high: High}}\n"
                           "  time: {options: {soon: Soon, late: Late}}\n"
                           "parties:\n"
                           "  buyer:\n"
                           "    no_deal: [20, 60]\n"
                           "    optimism: [0, 10]\n"
                           "    issues:\n"
                           "      price: {priority: 60, values: [100, [40, 60], 0]}\n"
                           "      time: {priority: 40, values: [100, 0]}\n"
                           "  seller:\n"
                           "    no_deal: [20, 60]\n"
                           "    issues:\n"
                           "      price: {priority: 50, values: [0, 50, 100], red_lines: {low: 0.3}}\n"
                           "      time: {priority: 50, values: [0, 100]}\n"
                           "mediators:\n"
                           "  chair: {style: {facilitation: 0.5, formulation: 0.5, directive: 0}}\n"
                           "protocol: {rounds: 12}\n"
                           "run: {draws: 100, seed: 3}\n";

enum { ROWS = 1100 };

typedef struct fixture {
    loaded file;
    ns_arms *arms;
    ns_diagnostics *diagnostics;
    ns_buffer blocks[8];
} fixture;

static fixture fixture_open(void) {
    fixture self = {.file = loaded_text(text), .diagnostics = ns_diagnostics_new()};
    cr_assert_not_null(self.file.scenario, "%s", self.file.faults);
    cr_assert_eq(
        ns_arms_build(&self.arms, self.file.scenario, NULL, ns_registry_standard(), self.diagnostics), NS_OK);
    return self;
}

static void fixture_close(fixture *self) {
    for (int b = 0; b < 8; b++) ns_buffer_free(&self->blocks[b]);
    ns_arms_free(self->arms);
    ns_diagnostics_free(self->diagnostics);
    loaded_free(&self->file);
}

static ns_measure measure_of(fixture *self, const char *word) {
    ns_measure out;
    cr_assert_eq(ns_measure_read(&out, word, self->arms, self->diagnostics), NS_OK, "%s", word);
    return out;
}

static ns_status put(void *store, uint64_t unit, const char *bytes, size_t length) {
    fixture *self = store;
    ns_buffer_add_n(&self->blocks[unit], bytes, length);
    return self->blocks[unit].status;
}

static ns_status get(void *store, uint64_t unit, ns_buffer *out) {
    const fixture *self = store;
    ns_buffer_add_n(out, self->blocks[unit].text, self->blocks[unit].length);
    return out->status;
}

static ns_sampled *play(fixture *self, ns_sample_plan *plan, unsigned jobs) {
    const ns_study study = ns_sample_study(plan);
    const ns_study_settings settings = {.jobs = jobs, .shard = 1, .shards = 1, .store = self, .put = put};
    ns_sampled *out = NULL;
    for (int b = 0; b < 8; b++) ns_buffer_clear(&self->blocks[b]);
    cr_assert_eq(ns_study_run(&study, &settings), NS_OK);
    cr_assert_eq(ns_sample_collect(&out, plan, get, self), NS_OK);
    return out;
}

/* --- measures ---------------------------------------------------------------------------------------------------- */

Test(measure, names_are_read) {
    fixture f = fixture_open();
    ns_measure m = measure_of(&f, "agreed");
    cr_assert(m.kind == NS_MEASURE_AGREED && m.arm == ns_arms_find(f.arms, "mediated") &&
              m.against == SIZE_MAX);
    m = measure_of(&f, "gain.seller@unmediated");
    cr_assert(m.kind == NS_MEASURE_GAIN && m.party == 1 && m.arm == ns_arms_find(f.arms, "unmediated"));
    m = measure_of(&f, "effect");
    cr_assert(m.kind == NS_MEASURE_AGREED && m.arm == ns_arms_find(f.arms, "mediated") &&
              m.against == ns_arms_find(f.arms, "unmediated"));
    m = measure_of(&f, "value.buyer@mediated-unmediated");
    cr_assert(m.kind == NS_MEASURE_VALUE && m.party == 0 && m.against == ns_arms_find(f.arms, "unmediated"));
    m = measure_of(&f, "signed:price=high+time=late");
    cr_assert(m.kind == NS_MEASURE_SIGNED && m.side_count == 2 && m.sides[0].issue == 0 &&
              m.sides[0].option == 2 && m.sides[1].issue == 1 && m.sides[1].option == 1);
    m = measure_of(&f, "reachable");
    cr_assert(m.kind == NS_MEASURE_REACHABLE && m.side_count == 0);
    cr_assert_eq(ns_measure_gather(&m), NS_GATHER_PACKAGES);
    fixture_close(&f);
}

static void refused(const char *word, const char *hint) {
    fixture f = fixture_open();
    ns_measure m;
    cr_assert_eq(ns_measure_read(&m, word, f.arms, f.diagnostics), NS_BAD_USAGE, "%s", word);
    const ns_diagnostic *fault = ns_diagnostics_at(f.diagnostics, 0);
    cr_assert(fault->hint && strstr(fault->hint, hint), "%s: %s", word,
              fault->hint ? fault->hint : "no hint");
    fixture_close(&f);
}

Test(measure, unknown_names_are_refused_with_the_nearest) {
    refused("agred", "'agreed'");
    refused("gain.sellr", "'seller'");
    refused("gain", "gain.PARTY");
    refused("signed", "signed:ISSUE=OPTION");
    refused("signed:prise=high", "'price'");
    refused("signed:price=hi", "low, middle, high");
    refused("agreed@mediate", "'mediated'");
    refused("agreed@mediated-nobody", "mediated");
    refused("", "agreed");
}

/* --- samples -------------------------------------------------------------------------------------------------------- */

Test(sample, inputs_are_what_varies) {
    fixture f = fixture_open();
    uint32_t *inputs, count;
    cr_assert_eq(ns_sample_inputs(&inputs, &count, f.file.scenario), NS_OK);
    cr_assert_eq(count, 5, "two no-deal values, optimism, a value, a red line that holds or not: %u", count);
    free(inputs);
    fixture_close(&f);
}

Test(sample, agrees_with_an_ordinary_run, .timeout = 60) {
    fixture f = fixture_open();
    ns_measure measures[] = {measure_of(&f, "agreed"),
                             measure_of(&f, "effect"),
                             measure_of(&f, "gain.buyer"),
                             measure_of(&f, "signed:price=middle"),
                             measure_of(&f, "reachable@unmediated"),
                             measure_of(&f, "reachable:price=low")};
    uint32_t *inputs, count;
    cr_assert_eq(ns_sample_inputs(&inputs, &count, f.file.scenario), NS_OK);
    ns_sample_plan plan = {.arms = f.arms,
                           .measures = measures,
                           .measure_count = 6,
                           .input_count = count,
                           .inputs = inputs,
                           .rows = ROWS,
                           .plays = 1,
                           .seed = 3};
    ns_sampled *one = play(&f, &plan, 1), *two = play(&f, &plan, 3);
    cr_assert_arr_eq(one->y, two->y, 6 * ROWS * sizeof *one->y);
    ns_experiment experiment = ns_default_experiment(f.file.scenario);
    experiment.draws = ROWS;
    experiment.gather = NS_GATHER_PACKAGES;
    ns_results *results = NULL;
    cr_assert_eq(ns_experiment_run(&results, f.arms, &experiment, f.diagnostics), NS_OK);
    const ns_arm_tally *mediated = &results->tallies[ns_arms_find(f.arms, "mediated")],
                       *unmediated = &results->tallies[ns_arms_find(f.arms, "unmediated")];
    double sum[6] = {0};
    for (int m = 0; m < 6; m++)
        for (int r = 0; r < ROWS; r++) sum[m] += one->y[m * ROWS + r];
    cr_assert_eq(sum[0], (double)mediated->reasons[NS_REASON_AGREED]);
    cr_assert_eq(sum[1],
                 (double)mediated->reasons[NS_REASON_AGREED] - (double)unmediated->reasons[NS_REASON_AGREED]);
    cr_assert_float_eq(sum[2], (double)mediated->gain[0] / 1e9, 1e-6);
    cr_assert_eq(sum[3], mediated->options[1].agreed);
    cr_assert_eq(sum[4], (double)unmediated->any_reachable);
    cr_assert_eq(sum[5], mediated->options[0].reachable);
    cr_assert(sum[0] > 0 && sum[0] < ROWS && sum[3] > 0 && sum[5] > 0 && sum[5] < ROWS, "all of them vary");
    ns_results_free(results);
    ns_sampled_free(one);
    ns_sampled_free(two);
    free(inputs);
    fixture_close(&f);
}

Test(sample, a_design_replaces_the_uniforms, .timeout = 60) {
    fixture f = fixture_open();
    ns_measure measures[] = {measure_of(&f, "value.buyer@unmediated")};
    const uint32_t no_deal = f.file.scenario->parties[0].no_deal;
    double design[ROWS];
    for (int r = 0; r < ROWS; r++) design[r] = (double)r / ROWS;
    ns_sample_plan plan = {.arms = f.arms,
                           .measures = measures,
                           .measure_count = 1,
                           .input_count = 1,
                           .inputs = &no_deal,
                           .design = design,
                           .rows = ROWS,
                           .plays = 1,
                           .seed = 3};
    ns_sampled *sample = play(&f, &plan, 2);
    for (int r = 0; r < ROWS; r++) cr_assert_float_eq(sample->x[r], 20 + 40 * design[r], 1e-9);
    /* Where nothing was agreed the buyer's value is its value of no deal: that of the design. */
    int at_no_deal = 0;
    for (int r = 0; r < ROWS; r++) at_no_deal += fabs(sample->y[r] - sample->x[r]) < 1e-6;
    cr_assert_gt(at_no_deal, 10);
    ns_sampled_free(sample);
    plan.common = true;
    design[0] = design[1] = 0.25;
    sample = play(&f, &plan, 1);
    cr_assert_eq(sample->y[0], sample->y[1], "with common draws equal rows give equal numbers");
    ns_sampled_free(sample);
    fixture_close(&f);
}

Test(sample, plays_are_kept_apart, .timeout = 60) {
    fixture f = fixture_open();
    ns_measure measures[] = {measure_of(&f, "agreed"), measure_of(&f, "reachable:time=late")};
    ns_sample_plan plan = {
        .arms = f.arms, .measures = measures, .measure_count = 2, .rows = 600, .plays = 3, .seed = 3};
    ns_sampled *sample = play(&f, &plan, 2);
    for (int k = 0; k < 2 * 600; k++) {
        const double *plays = sample->plays_y + 3 * k;
        cr_assert_float_eq(sample->y[k], (plays[0] + plays[1] + plays[2]) / 3, 1e-12);
        if (k >= 600) cr_assert(plays[0] == plays[1] && plays[1] == plays[2], "reach is a fact of the draw");
    }
    ns_sampled_free(sample);
    plan.measure_count = 0;
    const ns_study study = ns_sample_study(&plan);
    ns_study_note note;
    ns_buffer payload = {0};
    cr_assert_eq(study.play(study.user, NULL, 0, &payload, &note), NS_BAD_USAGE);
    fixture_close(&f);
}
