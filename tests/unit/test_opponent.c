/* Opponent models: what is learnt from offers, by hand. */
#include <criterion/criterion.h>

#include <math.h>

#include "bargaining/opponent/opponent.h"

/* Four issues, of which the stage has the second, the fourth and the third, with 2, 3 and 2 options. */
static const uint32_t issues[] = {1, 3, 2}, options[] = {2, 3, 2}, strides[] = {6, 2, 1};
static const ns_stage_view stage = {3, 12, issues, options, strides};

static uint32_t part(uint32_t a, uint32_t b, uint32_t c) { return a * 6 + b * 2 + c; }

static void hear(const ns_opponent_kind *kind, double weights[4], double sum, uint32_t now, uint32_t before) {
    double *rows[2] = {NULL, weights};
    ns_view view = {.me = 0,
                    .party_count = 2,
                    .stage = &stage,
                    .issue_count = 4,
                    .estimate = rows,
                    .weight_sum = {1, sum}};
    kind->hear(&view, NULL, 1, now, before, NULL);
}

static void assert_weights(const double *weights, double a, double b, double c, double d) {
    cr_assert_float_eq(weights[0], a, 1e-15);
    cr_assert_float_eq(weights[1], b, 1e-15);
    cr_assert_float_eq(weights[2], c, 1e-15);
    cr_assert_float_eq(weights[3], d, 1e-15);
}

Test(opponent, hardheaded_raises_what_did_not_change) {
    double weights[] = {0.25, 0.25, 0.25, 0.25};
    /* The second issue changes; the fourth and third gain 0.2 / 3 each; all are divided by 1 + 0.4 / 3. */
    hear(&ns_opponent_hardheaded, weights, 1, part(1, 2, 0), part(0, 2, 0));
    double total = 1 + 0.4 / 3;
    assert_weights(weights, 0.25 / total, 0.25 / total, (0.25 + 0.2 / 3) / total, (0.25 + 0.2 / 3) / total);
}

Test(opponent, hardheaded_keeps_the_sum_as_written) {
    double weights[] = {10, 10, 10, 10};
    hear(&ns_opponent_hardheaded, weights, 40, part(1, 1, 1), part(0, 1, 0));
    double gain = 0.2 * 40 / 3, total = 40 + gain;
    assert_weights(weights, 400 / total, 400 / total, 400 / total, (10 + gain) * 40 / total);
    cr_assert_float_eq(weights[0] + weights[1] + weights[2] + weights[3], 40, 1e-12);
}

Test(opponent, hardheaded_learns_nothing_from_a_first_or_a_repeated_offer) {
    double weights[] = {0.1, 0.2, 0.3, 0.4};
    hear(&ns_opponent_hardheaded, weights, 1, 5, NS_VIEW_NONE);
    hear(&ns_opponent_hardheaded, weights, 1, 5, 5);
    assert_weights(weights, 0.1, 0.2, 0.3, 0.4);
}

Test(opponent, hardheaded_learns_nothing_when_everything_changed) {
    double weights[] = {0.1, 0.2, 0.3, 0.4};
    hear(&ns_opponent_hardheaded, weights, 1, part(0, 0, 0), part(1, 1, 1));
    assert_weights(weights, 0.1, 0.2, 0.3, 0.4);
}

Test(opponent, uniform_has_nothing_to_learn) {
    cr_assert_null(ns_opponent_uniform.hear);
    cr_assert_null(ns_opponent_uniform.start);
}

/* --- models that count ---------------------------------------------------------------------------------------- */

/* Party 1 as party 0 sees it: four issues with 2, 2, 2 and 3 options, worth 100 for the first and 0 for the last. */
typedef struct listener {
    double weights[4], notes[100], state[64];
    double *estimate[2], *note_rows[2];
    const double *values[2];
    ns_view view;
} listener;

static const double public_values[] = {100, 0, 100, 0, 100, 0, 100, 50, 0};
static const uint32_t first_options[] = {0, 2, 4, 6};

static listener *listen(listener *self, double sum) {
    *self = (listener){.weights = {sum / 4, sum / 4, sum / 4, sum / 4}};
    self->estimate[1] = self->weights;
    self->note_rows[1] = self->notes;
    self->values[0] = self->values[1] = public_values;
    self->view = (ns_view){.party_count = 2,
                           .horizon = 21,
                           .stage = &stage,
                           .issue_count = 4,
                           .first_option = first_options,
                           .values = self->values,
                           .estimate = self->estimate,
                           .notes = self->note_rows,
                           .weight_sum = {1, sum}};
    return self;
}

static void tell(listener *self, const ns_opponent_kind *kind, const double *arguments, uint32_t said,
                 uint32_t before) {
    kind->hear(&self->view, arguments, 1, said, before, self->state);
}

/* Shares of the most frequent option 1, 2/3 and 1 of the stage's issues, which together keep their weight of 3/4. */
Test(opponent, smith_by_hand) {
    for (int k = 0; k < 2; k++) {
        const double sum = k ? 40 : 1;
        listener one;
        listen(&one, sum);
        tell(&one, &ns_opponent_smith, NULL, part(0, 1, 0), NS_VIEW_NONE);
        assert_weights(one.weights, sum / 4, sum / 4, sum / 4, sum / 4);
        tell(&one, &ns_opponent_smith, NULL, part(0, 2, 0), part(0, 1, 0));
        tell(&one, &ns_opponent_smith, NULL, part(0, 2, 0), part(0, 2, 0));
        const double unit = 0.75 * sum / (1 + 2.0 / 3 + 1);
        cr_assert_float_eq(one.weights[0], sum / 4, 1e-14, "not on the table, nothing learnt");
        cr_assert_float_eq(one.weights[1], unit, 1e-14);
        cr_assert_float_eq(one.weights[2], unit, 1e-14);
        cr_assert_float_eq(one.weights[3], unit * 2 / 3, 1e-14);
    }
}

/* Windows of two offers. The maker gives way on the second issue and keeps to the others: these gain 10 (1 - t^5). */
Test(opponent, windowed_by_hand) {
    const double arguments[NS_MAX_PARAMS] = {2, 10, 5};
    listener one;
    listen(&one, 1)->view.time = 0.5;
    tell(&one, &ns_opponent_windowed, arguments, part(0, 0, 0), NS_VIEW_NONE);
    tell(&one, &ns_opponent_windowed, arguments, part(0, 0, 0), part(0, 0, 0));
    assert_weights(one.weights, 0.25, 0.25, 0.25, 0.25);
    tell(&one, &ns_opponent_windowed, arguments, part(1, 0, 0), part(0, 0, 0));
    assert_weights(one.weights, 0.25, 0.25, 0.25, 0.25);
    tell(&one, &ns_opponent_windowed, arguments, part(1, 0, 0), part(1, 0, 0));
    /* The second issue: counts (3, 1) and (1, 3): chi-square 4 (1/2) = 2 with 1 degree of freedom is not yet significant. */
    const double gain = 10 * (1 - 0.03125), all = 4 + 3 * gain;
    assert_weights(one.weights, 1 / all, (1 + gain) / all, (1 + gain) / all, (1 + gain) / all);
}

/* Windows of eight: (9, 1) against (1, 9) is chi-square 4 * 16/5 = 12.8, far beyond 3.84. */
Test(opponent, windowed_sees_a_change) {
    const double arguments[NS_MAX_PARAMS] = {8, 10, 5};
    listener one;
    listen(&one, 1);
    for (int k = 0; k < 16; k++)
        tell(&one, &ns_opponent_windowed, arguments, part(k >= 8, 0, 0),
             k ? part(k > 8, 0, 0) : NS_VIEW_NONE);
    assert_weights(one.weights, 1.0 / 24, 1.0 / 24, 11.0 / 24, 11.0 / 24);
}

/* Without a concession nothing is learnt: from worse to better for its maker. */
Test(opponent, windowed_waits_for_a_concession) {
    const double arguments[NS_MAX_PARAMS] = {2, 10, 5};
    listener one;
    listen(&one, 1);
    for (int k = 0; k < 4; k++)
        tell(&one, &ns_opponent_windowed, arguments, part(k < 2, 0, 0),
             k ? part(k <= 2, 0, 0) : NS_VIEW_NONE);
    assert_weights(one.weights, 0.25, 0.25, 0.25, 0.25);
}

/* A first offer opens a stage: windows begin anew, and what was heard about other issues is not compared with it. */
Test(opponent, windowed_begins_anew_with_a_stage) {
    const double arguments[NS_MAX_PARAMS] = {2, 10, 5};
    listener one;
    listen(&one, 1);
    tell(&one, &ns_opponent_windowed, arguments, part(0, 0, 0), NS_VIEW_NONE);
    tell(&one, &ns_opponent_windowed, arguments, part(0, 0, 0), part(0, 0, 0));
    tell(&one, &ns_opponent_windowed, arguments, part(0, 0, 0), part(0, 0, 0));
    tell(&one, &ns_opponent_windowed, arguments, part(1, 0, 0), NS_VIEW_NONE);
    assert_weights(one.weights, 0.25, 0.25, 0.25, 0.25);
    tell(&one, &ns_opponent_windowed, arguments, part(1, 0, 0), part(1, 0, 0));
    assert_weights(one.weights, 0.25, 0.25, 0.25, 0.25);
}

/* Two issues; the maker asks for its best on the first and takes its worst on the second. With weight w of the first that is worth w of
 * all, and all is expected: hypothesis w has likelihood exp(-8 (w - 1)^2). The weighted mean of 0, 0.1 .. 1 is 0.8303; of the other
 * issue it is the rest. */
Test(opponent, bayesian_by_hand) {
    static const uint32_t two[] = {0, 1}, both[] = {2, 2}, steps[] = {2, 1};
    static const ns_stage_view pair = {2, 4, two, both, steps};
    const double arguments[NS_MAX_PARAMS] = {0.5, 0.25};
    listener one;
    listen(&one, 1);
    one.view.stage = &pair;
    one.view.issue_count = 2;
    one.weights[0] = one.weights[1] = 0.5;
    ns_opponent_bayesian.start(&one.view, arguments, one.state);
    tell(&one, &ns_opponent_bayesian, arguments, 1, NS_VIEW_NONE);
    double sum = 0, mean = 0;
    for (int h = 0; h <= 10; h++) {
        const double likelihood = exp(-8 * (h / 10.0 - 1) * (h / 10.0 - 1));
        sum += likelihood;
        mean += likelihood * h / 10;
    }
    cr_assert_float_eq(mean / sum, 0.8303110, 1e-6);
    cr_assert_float_eq(one.weights[0], mean / sum, 1e-14);
    cr_assert_float_eq(one.weights[1], 1 - mean / sum, 1e-14);
}

/* An offer that gives nothing away about one issue or the other leaves them alike, whatever the time. */
Test(opponent, bayesian_learns_nothing_from_what_it_likes_alike) {
    const double arguments[NS_MAX_PARAMS] = {0.5, 0.25};
    listener one;
    listen(&one, 1)->view.time = 0.3;
    ns_opponent_bayesian.start(&one.view, arguments, one.state);
    tell(&one, &ns_opponent_bayesian, arguments, part(0, 0, 0), NS_VIEW_NONE);
    assert_weights(one.weights, 0.25, 0.25, 0.25, 0.25);
}

Test(opponent, who_hears_repeats) {
    cr_assert(ns_opponent_smith.hears_repeats && ns_opponent_windowed.hears_repeats &&
              ns_opponent_bayesian.hears_repeats);
    cr_assert_not(ns_opponent_hardheaded.hears_repeats);
    cr_assert(ns_opponent_perfect.knows_all && !ns_opponent_perfect.hear);
}

Test(opponent, table) {
    cr_assert_eq(ns_opponent_table[0], &ns_opponent_uniform.head);
    cr_assert_eq(ns_opponent_table[1], &ns_opponent_hardheaded.head);
    cr_assert_null(ns_opponent_table[6]);
}
