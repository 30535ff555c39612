/* Warnings at the central draw. */
#include "scenario_text.h"

/* Two parties, one issue apart: u_ann = 100, 50, 0 and u_bob = 0, 50, 100. */
static const char plain[] = "negsim: 1\n"
                            "name: plain\n"
                            "issues: {a: {options: {x: X, y: Y, z: Z}}}\n"
                            "parties:\n"
                            "  ann: {no_deal: 20, issues: {a: {priority: 1, values: [100, 50, 0]}}}\n"
                            "  bob: {no_deal: 20, issues: {a: {priority: 1, values: [0, 50, 100]}}}\n";

static const fault_case warnings[] = {
    {"ann: {no_deal: 20", "ann: {no_deal: ^-1", "W602", "its least package is worth 0", 0},
    {"ann: {no_deal: 20", "ann: {no_deal: ^0", "W602", "excludes nothing", 0},
    {"ann: {no_deal: 20", "ann: {no_deal: ^[-20, 10]", "W602", "-5", 0},
    {"bob: {no_deal: 20, issues: {a: {priority: 1, values: [0, 50, 100]",
     "bob: {no_deal: ^95, issues: {a: {priority: 1, "
     "values: [0, 50, 90]",
     "W603", "best 90", 0},
    {"a: {options: {x: X, y: Y, z: Z}}}\nparties:\n  ann: {no_deal: 20",
     "^a: {options: {x: X, y: Y, z: Z}}}\nparties:\n  ann: {no_deal: 60", "W607", "no package", 0},
};

Test(central, no_deal_that_excludes_nothing_or_everything) {
    for (size_t i = 0; i < sizeof warnings / sizeof *warnings; i++)
        if (*warnings[i].code) check_fault(plain, &warnings[i]);
}

static size_t warnings_with(const char *old, const char *new_piece) {
    char *text = replaced(plain, old, new_piece);
    loaded self = loaded_text(text);
    cr_assert(self.scenario, "%s", self.faults);
    size_t count = ns_diagnostics_warnings(self.diagnostics);
    loaded_free(&self);
    free(text);
    return count;
}

Test(central, what_makes_a_zone_and_what_does_not) {
    cr_assert_eq(warnings_with("no_deal: 20", "no_deal: 50"), 0, "50 is at least 50");
    cr_assert_eq(warnings_with("no_deal: 20", "no_deal: 51"), 1);
    /* a link lifts the middle to 55 */
    cr_assert_eq(
        warnings_with("ann: {no_deal: 20", "ann: {links: [{name: l, when: {a: y}, add: 5}], no_deal: 52"), 0);
    /* the median of the red line's firmness decides */
    cr_assert_eq(warnings_with("ann: {no_deal: 20, issues: {a: {",
                               "ann: {no_deal: 20, issues: {a: {red_lines: {y: 0.6}, "),
                 1);
    cr_assert_eq(warnings_with("ann: {no_deal: 20, issues: {a: {",
                               "ann: {no_deal: 20, issues: {a: {red_lines: {y: 0.5}, "),
                 0);
    /* carrots of 0.5 * 4 = 2 points */
    cr_assert_eq(warnings_with("no_deal: 20, issues: {a: {priority: 1, values: [100",
                               "no_deal: 52, issues: {a: {priority: 1, values: [100"),
                 1);
    char *text = replaced(plain, "no_deal: 20", "no_deal: 52");
    char *more =
        replaced(text, "parties:\n",
                 "mediators: {m: {style: {directive: 1, facilitation: 1}, leverage: 4}}\nparties:\n");
    loaded self = loaded_text(more);
    cr_assert_eq(ns_diagnostics_warnings(self.diagnostics), 0);
    loaded_free(&self);
    free(text), free(more);
}

Test(central, a_condition_that_nothing_needs_and_one_that_is_not_there) {
    cr_assert_eq(warnings_with("parties:", "conditions: {rain: {}}\nparties:"), 1);
    char *text = replaced(plain, "y: Y", "y: {title: Y, needs: rain}");
    char *there = replaced(text, "parties:", "conditions: {rain: {available: 0.51}}\nparties:");
    char *gone = replaced(text, "parties:", "conditions: {rain: {available: 0.5}}\nparties:");
    loaded self = loaded_text(there);
    cr_assert_eq(ns_diagnostics_warnings(self.diagnostics), 0);
    loaded_free(&self);
    self = loaded_text(gone);
    cr_assert(find_fault(self.diagnostics, "W607", 3, 10));
    loaded_free(&self);
    free(text), free(there), free(gone);
}

Test(central, flexibilities_without_a_common_option) {
    /* within 0.4: ann down to 60, bob likewise: x and z */
    char *text = replaced(plain, "values: [100, 50, 0]", "flexibility: 0.4, values: [100, 50, 0]");
    char *more = replaced(text, "values: [0, 50, 100]", "flexibility: 0.4, values: [0, 50, 100]");
    loaded self = loaded_text(more);
    cr_assert(self.scenario, "%s", self.faults);
    cr_assert(find_fault(self.diagnostics, "W604", 3, 10));
    loaded_free(&self);
    free(more);
    more = replaced(text, "values: [0, 50, 100]", "flexibility: 0.6, values: [0, 50, 100]");
    self = loaded_text(more);
    cr_assert(find_fault(self.diagnostics, "W604", 3, 10), "ann refuses the middle");
    loaded_free(&self);
    free(text), free(more);
    cr_assert_eq(warnings_with("values: [100, 50, 0]", "flexibility: 0.5, values: [100, 50, 0]"), 0,
                 "50 is the floor");
}
