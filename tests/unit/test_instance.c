/* Instances by hand: weights, values, links, floors, yes-or-no draws, and what shuts a package. */
#include <criterion/criterion.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "loaded.h"
#include "negsim/instance.h"

typedef struct drawn {
    loaded file;
    ns_instance instance;
} drawn;

static drawn draw(const char *text) {
    drawn self = {.file = loaded_text(text)};
    cr_assert(self.file.scenario, "%s\n%s", text, self.file.faults);
    cr_assert_eq(ns_instance_init(&self.instance, self.file.scenario), NS_OK);
    ns_instance_draw(&self.instance, 1, 0, NULL);
    return self;
}

static void done(drawn *self) {
    ns_instance_free(&self->instance);
    loaded_free(&self->file);
}

#define ISSUES "negsim: 1\nname: t\nissues: {p: {options: {a: A, b: B, c: C}}, q: {options: {x: X, y: Y}}}\n"
#define OTHER "  z: {issues: {p: {priority: 1, values: [0, 50, 100]}, q: {priority: 1, values: [100, 0]}}}\n"

Test(instance, values_are_weighted_sums_and_links) {
    drawn d = draw(ISSUES
                   "parties:\n"
                   "  me:\n"
                   "    issues: {p: {priority: 3, values: [100, 40, 0]}, q: {priority: 1, values: [0, 80]}}\n"
                   "    links: [{name: l, when: {p: [b, c], q: y}, add: 7}]\n" OTHER);
    static const double wanted[] = {75, 75 + 20, 30, 30 + 20 + 7, 0, 20 + 7};
    for (int x = 0; x < 6; x++)
        cr_assert_float_eq(d.instance.utility[0][x], wanted[x], 1e-12, "package %d", x);
    cr_assert_eq(d.instance.best_feasible[0], 95);
    cr_assert(d.instance.utility_shared && d.instance.shut_shared && d.instance.any_shut == 0);
    cr_assert_eq(ns_weight_of(&d.instance, 0, 0), 0.75);
    done(&d);
}

Test(instance, weights_as_written_and_the_cap) {
    drawn d =
        draw(ISSUES
             "scale: {full: 1, cap: true}\n"
             "parties:\n"
             "  me:\n    priorities: as_written\n"
             "    issues: {p: {priority: 0.9, values: [1, 0.5, 0]}, q: {priority: 0.6, values: [1, 0.25]}}\n"
             "  z: {issues: {p: {priority: 1, values: [0, 0.5, 1]}, q: {priority: 1, values: [1, 0]}}}\n");
    cr_assert_eq(d.instance.utility[0][0], 1, "1.5 counts as full");
    cr_assert_float_eq(d.instance.utility[0][3], 0.45 + 0.15, 1e-12);
    done(&d);
}

Test(instance, an_order_stands_for_all_weightings_with_it) {
    drawn d = draw(ISSUES "parties:\n"
                          "  me: {priorities: {order: [q, p]}, issues: {p: {values: [100, 40, 0]}, q: "
                          "{values: [0, 80]}}}\n" OTHER);
    double mean = 0;
    for (uint64_t k = 0; k < 4000; k++) {
        ns_instance_draw(&d.instance, 1, k, NULL);
        const double p = ns_weight_of(&d.instance, 0, 0), q = ns_weight_of(&d.instance, 0, 1);
        cr_assert(q >= p && fabs(p + q - 1) < 1e-12);
        mean += q / 4000;
    }
    cr_assert_float_eq(mean, 0.75, 0.01, "the larger of two uniform shares");
    done(&d);
}

Test(instance, ordered_values_are_sorted_in_their_direction) {
    drawn d = draw("negsim: 1\nname: t\nissues: {p: {ordered: true, options: {a: A, b: B, c: C}}, n: {range: "
                   "[0, 10], step: 5, ordered: "
                   "true}}\n"
                   "parties:\n"
                   "  me: {issues: {p: {priority: 1, values: [60±50, 50±50, 40±50]}, n: {priority: 1, "
                   "values: {0: 0, 5: 50±60, 10: "
                   "60±60}}}}\n"
                   "  z: {issues: {p: {priority: 1, values: [0, 50, 100]}, n: {priority: 1, values: {0: 100, "
                   "10: 0}}}}\n");
    bool crossed = false;
    for (uint64_t k = 0; k < 300; k++) {
        ns_instance_draw(&d.instance, 1, k, NULL);
        const double *v = d.instance.values;
        cr_assert(v[0] >= v[1] && v[1] >= v[2] && v[3] <= v[4] && v[4] <= v[5]);
        const ns_stance *stance = &d.file.scenario->parties[0].stances[0];
        crossed |= d.instance.numbers[stance->values[0]] < d.instance.numbers[stance->values[1]];
    }
    cr_assert(crossed, "some draws had to be sorted");
    done(&d);
}

/* The middle of 0.2 and 1 is a hair above 0.6 in doubles: no reason to call the values unordered, whatever slack talks have. */
Test(instance, ordered_but_for_rounding) {
    drawn d = draw("negsim: 1\nname: t\nscale: {full: 1, slack: 0}\nissues: {p: {ordered: true, options: {a: "
                   "A, b: B, c: C}}}\n"
                   "parties:\n  me: {issues: {p: {priority: 1, values: [[0.2, 1], 0.6, 1]}}}\n"
                   "  z: {issues: {p: {priority: 1, values: [1, 0.5, 0]}}}\n");
    cr_assert_eq(d.file.scenario->parties[0].stances[0].direction, 1);
    done(&d);
}

Test(instance, a_numeric_issue_lies_on_its_curve) {
    drawn d = draw("negsim: 1\nname: t\nissues: {n: {range: [0, 10], step: 2.5}}\n"
                   "parties:\n"
                   "  me: {issues: {n: {priority: 1, values: {0: 0, 5: 80, 10: 100}}}}\n"
                   "  z: {issues: {n: {priority: 1, values: {0: 100, 10: 0}}}}\n");
    static const double mine[] = {0, 40, 80, 90, 100}, its[] = {100, 75, 50, 25, 0};
    for (int x = 0; x < 5; x++) {
        cr_assert_eq(d.instance.utility[0][x], mine[x]);
        cr_assert_eq(d.instance.utility[1][x], its[x]);
    }
    done(&d);
}

/* --- what shuts a package ----------------------------------------------------------------------------------------------- */

Test(instance, every_cause_has_its_bit) {
    drawn d =
        draw("negsim: 1\nname: t\n"
             "issues: {p: {options: {a: A, b: {title: B, needs: w}, c: C}}, q: {options: {x: X, y: Y}}}\n"
             "conditions: {w: {available: 0}}\n"
             "rules: [{name: r, if: {p: c}, then: {q: y}}, {name: f, forbid: {p: a, q: y}}]\n"
             "parties:\n"
             "  me: {issues: {p: {priority: 1, values: [100, 40, 0], flexibility: 0.5}, q: {priority: 1, "
             "values: [0, 80], "
             "red_lines: {x: 1}}}}\n" OTHER);
    const ns_shut red = NS_SHUT_OF(NS_CAUSE_RED_LINE, 0), stiff = NS_SHUT_OF(NS_CAUSE_INFLEXIBLE, 0);
    const ns_shut wanted[] = {red,
                              NS_SHUT_RULE,
                              NS_SHUT_CONDITION | red | stiff,
                              NS_SHUT_CONDITION | stiff,
                              NS_SHUT_RULE | red | stiff,
                              stiff};
    for (int x = 0; x < 6; x++)
        cr_assert_eq(d.instance.shut[x], wanted[x], "package %d: %llx", x,
                     (unsigned long long)d.instance.shut[x]);
    cr_assert_eq(d.instance.floors[0], 50);
    cr_assert_eq(d.instance.floors[1], -HUGE_VAL, "flexibility 1 is no limit");
    cr_assert_eq(d.instance.best_feasible[0], 50, "of the packages that are feasible: a, x and c, y");
    cr_assert(d.instance.shut_shared);
    done(&d);
}

Test(instance, the_floor_has_a_slack) {
    drawn d = draw(ISSUES "parties:\n"
                          "  me: {issues: {p: {priority: 1, values: [100, 30, 0], flexibility: 0.7}, q: "
                          "{priority: 1, values: [0, 80]}}}\n" OTHER);
    cr_assert_eq(d.instance.shut[2] & NS_SHUT_OF(NS_CAUSE_INFLEXIBLE, 0), 0,
                 "30 is at least 100 - 0.7 * 100, also in doubles");
    cr_assert_neq(d.instance.shut[4] & NS_SHUT_OF(NS_CAUSE_INFLEXIBLE, 0), 0);
    done(&d);
}

Test(instance, a_firmer_red_line_holds_in_more_draws) {
    char text[1024];
    unsigned held[3] = {0};
    for (int f = 0; f < 3; f++) {
        snprintf(text, sizeof text,
                 ISSUES
                 "parties:\n  me: {issues: {p: {priority: 1, values: [100, 40, 0], red_lines: {c: 0.%d}}, "
                 "q: {priority: 1, values: [0, 80]}}}\n" OTHER,
                 2 + 3 * f);
        drawn d = draw(text);
        for (uint64_t k = 0; k < 2000; k++) {
            ns_instance_draw(&d.instance, 1, k, NULL);
            held[f] += d.instance.shut[4] != 0;
        }
        cr_assert_not(d.instance.shut_shared);
        cr_assert_float_eq(held[f] / 2000.0, 0.2 + 0.3 * f, 0.04);
        done(&d);
    }
    cr_assert(held[0] < held[1] && held[1] < held[2]);
}

Test(instance, uniforms_given_are_used_and_a_draw_repeats) {
    drawn d = draw(ISSUES "parties:\n  me: {no_deal: [10, 30], issues: {p: {priority: 1, values: [100, 40, "
                          "0]}, q: {priority: 1, values: "
                          "[0, 80±20]}}}\n" OTHER);
    const uint32_t q = d.file.scenario->parties[0].no_deal;
    double uniforms[64];
    for (uint32_t k = 0; k < d.file.scenario->quantity_count; k++) uniforms[k] = 0.25;
    ns_instance_draw(&d.instance, 1, 7, NULL);
    const double first = d.instance.numbers[q], value = d.instance.utility[0][1];
    ns_instance_draw(&d.instance, 1, 8, uniforms);
    cr_assert_eq(d.instance.numbers[q], 15);
    cr_assert_not(d.instance.utility_shared);
    ns_instance_draw(&d.instance, 1, 7, NULL);
    cr_assert(d.instance.numbers[q] == first && d.instance.utility[0][1] == value);
    ns_instance_draw(&d.instance, 2, 7, NULL);
    cr_assert_neq(d.instance.numbers[q], first);
    done(&d);
}

Test(instance, bits_and_their_names) {
    for (unsigned bit = 0; bit < NS_SHUT_BITS(10); bit++) {
        const ns_cause cause = ns_shut_cause(bit);
        const uint32_t party = ns_shut_party(bit);
        cr_assert_eq((ns_shut)1 << bit, party == NS_NONE
                                            ? (cause == NS_CAUSE_RULE ? NS_SHUT_RULE : NS_SHUT_CONDITION)
                                            : NS_SHUT_OF(cause, party));
        cr_assert_gt(strlen(ns_cause_name(cause)), 3);
    }
    cr_assert_str_eq(ns_cause_name(NS_CAUSE_COUNT), "");
}
