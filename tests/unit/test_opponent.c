/* Opponent models: what is learnt from offers, by hand. */
#include <criterion/criterion.h>

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

Test(opponent, table) {
    cr_assert_eq(ns_opponent_table[0], &ns_opponent_uniform.head);
    cr_assert_eq(ns_opponent_table[1], &ns_opponent_hardheaded.head);
    cr_assert_null(ns_opponent_table[6]);
}
