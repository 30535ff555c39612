/* Issues, options, conditions, and the size of the space. */
#include "scenario_text.h"

Test(issues, options_keep_their_order_titles_and_needs) {
    loaded self = orchard_with("east: East", "east: East");
    const ns_scenario *s = self.scenario;
    cr_assert(s, "%s", self.faults);
    cr_assert_eq(s->issue_count, 3);
    cr_assert_eq(s->package_count, 3 * 2 * 5);
    cr_assert_eq(s->option_total, 10);
    cr_assert_str_eq(s->issues[0].options[1].id, "middle");
    cr_assert_str_eq(s->issues[0].options[1].title, "Middle");
    cr_assert_eq(s->issues[0].options[1].need_count, 1);
    cr_assert_eq(s->issues[0].options[1].needs[0], 0);
    cr_assert_eq(s->issues[0].options[0].need_count, 0);
    cr_assert(s->issues[0].ordered && !s->issues[1].ordered && s->issues[2].numeric);
    cr_assert_eq(s->issues[0].stride, 10);
    cr_assert_eq(s->issues[1].stride, 5);
    cr_assert_eq(s->issues[2].stride, 1);
    cr_assert_eq(s->issues[2].first_option, 5);
    cr_assert_str_eq(s->issues[0].title, "fence", "the id stands for a title");
    cr_assert_eq(s->left_issues, 3);
    loaded_free(&self);
}

Test(issues, the_last_issue_is_innermost) {
    loaded self = orchard_with("east: East", "east: East");
    const ns_scenario *s = self.scenario;
    for (uint32_t x = 0; x < s->package_count; x++) {
        uint32_t again = 0;
        for (uint32_t i = 0; i < s->issue_count; i++) again += ns_option_of(s, i, x) * s->issues[i].stride;
        cr_assert_eq(again, x);
    }
    char text[NS_PACKAGE_TEXT];
    ns_package_name(s, 17, text); /* 1 * 10 + 1 * 5 + 2 */
    cr_assert_str_eq(text, "1-1-2");
    ns_part_name(s, 0, 29, text);
    cr_assert_str_eq(text, "2-1-4");
    loaded_free(&self);
}

Test(issues, steps_of_a_range_are_the_decimals_that_are_meant) {
    char *text = replaced(orchard, "range: [0, 20], step: 5", "range: [-0.2, 0.2], step: 0.1");
    char *one = replaced(text, "{0: 100, 10: 60±10, 20: 0}", "{-0.2: 100, 0: 60, 0.2: 0}");
    char *two = replaced(one, "price: 0..5", "price: -0.1..0.1");
    char *three = replaced(two, "0..5: 0.4", "0.1: 0.4");
    loaded self = loaded_text(three);
    cr_assert(self.scenario, "%s", self.faults);
    const ns_issue *price = &self.scenario->issues[2];
    static const char *const ids[] = {"-0.2", "-0.1", "0", "0.1", "0.2"};
    static const double numbers[] = {-0.2, -0.1, 0, 0.1, 0.2};
    cr_assert_eq(price->option_count, 5);
    for (int o = 0; o < 5; o++) {
        cr_assert_str_eq(price->options[o].id, ids[o]);
        cr_assert_eq(price->options[o].number, numbers[o]);
    }
    const ns_side *side = &self.scenario->parties[0].links[0].when.sides[1];
    static const uint8_t allowed[] = {0, 1, 1, 1, 0};
    cr_assert_arr_eq(side->allowed, allowed, 5);
    cr_assert_neq(self.scenario->parties[1].stances[2].red_line[3], NS_NONE);
    cr_assert_eq(self.scenario->parties[1].stances[2].red_line[2], NS_NONE);
    loaded_free(&self);
    free(text), free(one), free(two), free(three);
}

/* issues of `count` options each, ids o0, o1, ..; two parties who value them alike. */
static char *big(const unsigned *counts, unsigned issues) {
    ns_buffer text = {0};
    ns_buffer_add(&text, "negsim: 1\nname: big\nissues:\n");
    for (unsigned i = 0; i < issues; i++) ns_buffer_format(&text, "  i%u: {range: [1, %u]}\n", i, counts[i]);
    ns_buffer_add(&text, "parties:\n");
    for (unsigned p = 0; p < 2; p++) {
        ns_buffer_format(&text, "  p%u:\n    issues:\n", p);
        for (unsigned i = 0; i < issues; i++)
            ns_buffer_format(&text, "      i%u: {priority: 1, values: {1: 0, %u: 100}}\n", i, counts[i]);
    }
    return text.text;
}

static void check_left(const unsigned *counts, unsigned issues, uint32_t packages, uint32_t left) {
    char *text = big(counts, issues);
    loaded self = loaded_text(text);
    cr_assert(self.scenario, "%s", self.faults);
    cr_assert_eq(self.scenario->package_count, packages);
    cr_assert_eq(self.scenario->left_issues, left, "%u packages: %u", packages, self.scenario->left_issues);
    loaded_free(&self);
    free(text);
}

Test(issues, the_left_half_has_at_most_the_root_of_the_packages) {
    check_left((unsigned[]){2, 256, 128}, 3, 65536, 3);     /* not above 65,536: all */
    check_left((unsigned[]){256, 2, 256}, 3, 131072, 1);    /* 256 <= 362.04 < 512 */
    check_left((unsigned[]){2, 100, 4, 200}, 4, 160000, 2); /* 200 <= 400 < 800 */
    check_left((unsigned[]){4, 100, 400}, 3, 160000, 2);    /* 400 * 400 = 160000 counts */
    check_left((unsigned[]){1000, 2, 100}, 3, 200000, 1);   /* at least one, though 1000 > 447 */
    check_left((unsigned[]){1000, 1000}, 2, 1000000, 1);
}

Test(issues, too_many_packages_are_counted_without_being_made, .timeout = 10) {
    static const unsigned counts[] = {1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000};
    char *text = big(counts, 12);
    loaded self = loaded_text(text);
    cr_assert_null(self.scenario);
    cr_assert(strstr(self.faults, "`issues` make 1e+36 packages; the limit is 1048576"), "%s", self.faults);
    cr_assert(strstr(self.faults, "fewer or coarser options"));
    loaded_free(&self);
    free(text);
    text = big((unsigned[]){2, 1000, 525}, 3); /* 1,050,000: just above */
    self = loaded_text(text);
    cr_assert_null(self.scenario);
    cr_assert(strstr(self.faults, "1050000"));
    loaded_free(&self);
    free(text);
}

static const fault_case faults[] = {
    {"{range: [0, 20], step: 5}", "{range: ^[20, 0], step: 5}", "E303", "inverted", 0},
    {"{range: [0, 20], step: 5}", "{range: ^[5, 5], step: 5}", "E303", "empty", 0},
    {"{range: [0, 20], step: 5}", "{range: ^[0, 20], step: 3}", "E303", "does not divide", 0},
    {"{range: [0, 20], step: 5}", "{range: ^[0, 20], step: 0}", "E303", "above 0", 0},
    {"{range: [0, 20], step: 5}", "{range: ^[0, 20], step: -5}", "E303", "above 0", 0},
    {"{range: [0, 20], step: 5}", "{range: [0, 20], step: ^five}", "E301", "five", 0},
    {"{range: [0, 20], step: 5}", "{range: [0, 20], step: ^'5'}", "E301", "5", 0},
    {"{range: [0, 20], step: 5}", "{range: ^[0]}", "E303", "two plain numbers", 0},
    {"{range: [0, 20], step: 5}", "{range: ^[0, high]}", "E303", "two plain numbers", 0},
    {"{range: [0, 20], step: 5}", "{range: ^[0, 1e18]}", "E302", "1000000000000", 0},
    {"{range: [0, 20], step: 5}", "{range: ^[0, 1e12], step: 1e-6}", "E501", "1000", 0},
    {"{range: [0, 20], step: 5}", "{range: ^[0, 20], options: {a: A}}", "E207", "both", 7},
    {"water: {options: {shared: Shared, split: Split}}",
     "water: {options: {shared: Shared, split: Split}, step: ^5}", "E207", "without a range", 0},
    {"needs: rain", "needs: ^rian", "E404", "did you mean 'rain'", 0},
    {"needs: rain", "needs: [rain, ^snow]", "E404", "there is rain", 0},
    {"needs: rain", "needs: ^{rain: 1}", "E202", NULL, 0},
    {"east: East", "east: ^[East]", "E202", "title or a map", 0},
    {"rain: {available: 0.5}", "rain: {available: ^50}", "E302", "did you mean 0.5?", 0},
    {"rain: {available: 0.5}", "rain: {available: ^[-0.1, 0.5]}", "E302", "-0.1", 0},
};

Test(issues, faults_are_told_where_they_stand) { CHECK_FAULTS(orchard, faults); }

Test(issues, ids_that_other_programs_read_as_something_else) {
    static const char *const bad[] = {"NA",   "NaN",   "nan", "N_A", "null", "NULL", "None",
                                      "true", "False", "yes", "No",  "on",   "OFF",  "1st",
                                      "a-b",  "a.b",   "_a",  "ä",   "' '"};
    static const char *const good[] = {"none", "full", "nano", "note", "a1", "A_b", "onwards", "x"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        char piece[80];
        snprintf(piece, sizeof piece, "{options: {%s: Split, other: Other}}", bad[i]);
        loaded self = orchard_with("{options: {shared: Shared, split: Split}}", piece);
        cr_assert_null(self.scenario);
        cr_assert(strstr(self.faults, "[E206]"), "%s:\n%s", bad[i], self.faults);
        loaded_free(&self);
    }
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        char piece[80];
        snprintf(piece, sizeof piece, "{west: West, %s: X}", good[i]);
        char *text =
            replaced(orchard, "{east: East, middle: {title: Middle, needs: rain}, west: West}", piece);
        loaded self = loaded_text(text);
        cr_assert(!strstr(self.faults, "[E206]"), "%s:\n%s", good[i], self.faults);
        loaded_free(&self);
        free(text);
    }
}

Test(issues, an_issue_of_one_option_is_a_warning_and_of_none_an_error) {
    loaded self =
        loaded_text("negsim: 1\nname: one\nissues: {a: {options: {x: X}}, b: {options: {x: X, y: Y}}}\n"
                    "parties:\n"
                    "  p: {issues: {a: {priority: 1, values: [5]}, b: {priority: 1, values: [0, 9]}}}\n"
                    "  q: {issues: {a: {priority: 1, values: [5]}, b: {priority: 1, values: [9, 0]}}}\n");
    cr_assert(self.scenario, "%s", self.faults);
    cr_assert(find_fault(self.diagnostics, "W601", 3, 10));
    loaded_free(&self);
    self = orchard_with("  water: {options: {shared: Shared, split: Split}}", "  water: {title: Water}");
    cr_assert_null(self.scenario);
    cr_assert(find_fault(self.diagnostics, "E407", 7, 3), "%s", self.faults);
    cr_assert_eq(ns_diagnostics_errors(self.diagnostics), 1, "%s", self.faults);
    loaded_free(&self);
    self = loaded_text("negsim: 1\nname: none\nissues: {}\nparties: {}\n");
    cr_assert_null(self.scenario);
    cr_assert(find_fault(self.diagnostics, "E407", 3, 9), "%s", self.faults);
    loaded_free(&self);
}

Test(issues, a_faulty_space_does_not_hide_other_faults) {
    char *text = replaced(orchard, "[0, 20], step: 5}", "[0, 20], step: 3}");
    char *more = replaced(text, "agenda: package", "agenda: packet");
    char *third = replaced(more, "bias: {ann: 0.1}", "bias: {anne: 0.1}");
    loaded self = loaded_text(third);
    cr_assert(strstr(self.faults, "[E303]") && strstr(self.faults, "[E204]") && strstr(self.faults, "[E403]"),
              "%s", self.faults);
    cr_assert_eq(ns_diagnostics_errors(self.diagnostics), 3, "%s", self.faults);
    loaded_free(&self);
    free(text), free(more), free(third);
}
