/* `check --basis`. */
#include "scenario_text.h"

/* Two parties, one issue apart: u_ann = 100, 50, 0 and u_bob = 0, 50, 100. */
static const char plain[] = "negsim: 1\n"
                            "name: plain\n"
                            "issues: {a: {options: {x: X, y: Y, z: Z}}}\n"
                            "parties:\n"
                            "  ann: {no_deal: 20, issues: {a: {priority: 1, values: [100, 50, 0]}}}\n"
                            "  bob: {no_deal: 20, issues: {a: {priority: 1, values: [0, 50, 100]}}}\n";

static size_t without_basis(const char *text) {
    loaded self = loaded_text(text);
    ns_diagnostics *list = ns_diagnostics_new();
    cr_assert(self.scenario, "%s", self.faults);
    ns_scenario_check_basis(self.scenario, list);
    size_t count = ns_diagnostics_errors(list);
    for (size_t i = 0; i < ns_diagnostics_count(list); i++)
        cr_assert_eq(ns_diagnostics_at(list, i)->code, NS_CODE_NO_BASIS);
    ns_diagnostics_free(list);
    loaded_free(&self);
    return count;
}

Test(basis, every_entry_and_number_wants_one) {
    /* the issue, its 3 options, 2 parties, 2 no-deal values, 2 priorities, 6 values */
    cr_assert_eq(without_basis(plain), 16);
    char *numbers = replaced(plain, "name: plain", "name: plain\nnumbers: {basis: assumption}");
    cr_assert_eq(without_basis(numbers), 6, "numbers have one now");
    char *party = replaced(numbers, "ann: {", "ann: {basis: article, ");
    cr_assert_eq(without_basis(party), 5);
    char *option = replaced(party, "x: X", "x: {basis: article}");
    cr_assert_eq(without_basis(option), 4);
    char *empty = replaced(option, "y: Y", "y: {basis: ''}");
    cr_assert_eq(without_basis(empty), 4, "an empty one is none");
    free(numbers), free(party), free(option), free(empty);
}

Test(basis, lists_conditions_and_mediators_want_one_too) {
    char *numbers = replaced(orchard, "name: orchard", "name: orchard\nnumbers: {basis: assumption}");
    /* 3 issues, 5 options, condition, rule, 2 parties, link, precondition, mediator; a range's steps share its basis */
    cr_assert_eq(without_basis(numbers), 15);
    char *link = replaced(numbers, "{name: both,", "{name: both, basis: b,");
    cr_assert_eq(without_basis(link), 14);
    free(numbers), free(link);
}
