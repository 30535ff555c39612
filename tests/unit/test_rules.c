/* Rules, boxes, the protocol, its agenda, the headline. */
#include "scenario_text.h"

static bool is_broken(const ns_scenario *s, uint32_t fence, uint32_t water, uint32_t price) {
    return s->broken[fence * 10 + water * 5 + price];
}

Test(rules, if_then_breaks_what_is_in_if_and_not_in_then) {
    loaded self = orchard_with("run:", "run:");
    const ns_scenario *s = self.scenario;
    cr_assert(s, "%s", self.faults);
    cr_assert_eq(s->rule_count, 1);
    for (uint32_t f = 0; f < 3; f++)
        for (uint32_t w = 0; w < 2; w++)
            for (uint32_t p = 0; p < 5; p++) cr_assert_eq(is_broken(s, f, w, p), f == 0 && w == 0);
    loaded_free(&self);
}

Test(rules, forbid_breaks_all_of_it_and_rules_add_up) {
    loaded self =
        orchard_with("then: {water: [split]}}]",
                     "then: {water: [split]}}, {name: no_gift, forbid: {price: [0, 15..20], fence: west}}]");
    const ns_scenario *s = self.scenario;
    cr_assert(s, "%s", self.faults);
    cr_assert(s->rules[1].forbid && !s->rules[0].forbid);
    for (uint32_t f = 0; f < 3; f++)
        for (uint32_t w = 0; w < 2; w++)
            for (uint32_t p = 0; p < 5; p++)
                cr_assert_eq(is_broken(s, f, w, p), (f == 0 && w == 0) || (f == 2 && (p == 0 || p >= 3)));
    loaded_free(&self);
    self = orchard_with("rules: [{name: dry, if: {fence: east}, then: {water: [split]}}]\n", "");
    cr_assert_null(self.scenario->broken);
    loaded_free(&self);
}

/* A box is its runs, and the runs are the box. */
static void check_box(const ns_scenario *s, const ns_box *box) {
    uint8_t *in = calloc(s->package_count, 1);
    for (uint32_t r = 0; r < box->run_count; r++) {
        if (r) cr_assert_gt(box->first[r], box->first[r - 1]);
        memset(in + box->first[r], 1, box->run_length);
    }
    for (uint32_t x = 0; x < s->package_count; x++) {
        uint16_t options[8];
        for (uint32_t i = 0; i < s->issue_count; i++) options[i] = (uint16_t)ns_option_of(s, i, x);
        cr_assert_eq(in[x], ns_box_holds(box, options), "package %u", x);
    }
    free(in);
}

Test(rules, runs_of_boxes_cover_them_exactly) {
    static const char *const boxes[] = {"{fence: east}",
                                        "{water: split}",
                                        "{price: 5}",
                                        "{fence: [east, west], price: 0..10}",
                                        "{water: [shared, split]}",
                                        "{fence: middle, water: split, price: [0, 20]}"};
    for (size_t i = 0; i < sizeof boxes / sizeof *boxes; i++) {
        char piece[100];
        snprintf(piece, sizeof piece, "when: %s", boxes[i]);
        loaded self = orchard_with("when: {fence: east, price: 0..5}", piece);
        cr_assert(self.scenario, "%s", self.faults);
        check_box(self.scenario, &self.scenario->parties[0].links[0].when);
        check_box(self.scenario, &self.scenario->rules[0].when);
        check_box(self.scenario, &self.scenario->rules[0].then);
        loaded_free(&self);
    }
    loaded self = orchard_with("when: {fence: east, price: 0..5}", "when: {fence: east}");
    cr_assert_eq(self.scenario->parties[0].links[0].when.run_length, 10);
    cr_assert_eq(self.scenario->parties[0].links[0].when.run_count, 1);
    loaded_free(&self);
}

Test(rules, preconditions_know_what_meets_them) {
    loaded self = orchard_with("run:", "run:");
    const ns_precondition *first = &self.scenario->parties[0].preconditions[0];
    cr_assert_eq(first->before_count, 1);
    cr_assert_eq(first->before[0], 0);
    for (uint32_t x = 0; x < 30; x++) cr_assert_eq(first->met[x], x / 5 % 2 == 0);
    loaded_free(&self);
}

static const fault_case faults[] = {
    {"if: {fence: east}, then: {water: [split]}", "if: {^fenc: east}, then: {water: [split]}", "E401",
     "did you mean 'fence'", 0},
    {"if: {fence: east}", "if: {fence: ^aest}", "E402", "did you mean 'east'", 0},
    {"then: {water: [split]}", "then: {water: [^spill]}", "E402", "did you mean 'split'", 0},
    {"[{name: dry, if: {fence: east}, then: {water: [split]}}]", "[^{name: dry, if: {fence: east}}]", "E416",
     "`then`", 0},
    {"[{name: dry, if: {fence: east}, then: {water: [split]}}]", "[^{name: dry, then: {fence: east}}]",
     "E416", "`if`", 0},
    {"[{name: dry, if: {fence: east}, then: {water: [split]}}]", "[^{name: dry}]", "E416", "`forbid`", 0},
    {"[{name: dry, if: {fence: east}", "[^{name: dry, forbid: {price: 0}, if: {fence: east}", "E416",
     "`forbid`", 0},
    {"if: {fence: east}", "if: ^{}", "E416", "at least one issue", 0},
    {"then: {water: [split]}", "then: {water: ^[]}", "E416", "no option of issue 'water'", 0},
    {"rules: [{name: dry, if: {fence: east}, then: {water: [split]}}]",
     "rules: [{name: a, forbid: {fence: [east, middle]}}, {name: ^a, forbid: {fence: west}}]", "E411",
     "twice", 0},
    {"agenda: package", "agenda: [{name: a, issues: fence}, {name: b, issues: [water, ^prize]}]", "E401",
     "did you mean 'price'", 0},
    {"agenda: package", "agenda: ^[{name: a, issues: fence}, {name: b, issues: [water]}]", "E412",
     "'price' is in no stage", 0},
    {"agenda: package", "agenda: [{name: a, issues: fence}, {name: b, issues: [water, ^fence, price]}]",
     "E412", "more than one place", 0},
    {"agenda: package", "agenda: [^{name: a, issues: []}, {name: b, issues: [water, fence, price]}]", "E412",
     "no issues", 0},
    {"agenda: package", "agenda: ^[]", "E412", "1 to 3 stages", 0},
    {"agenda: package", "agenda: [{name: a, issues: fence}, {name: ^a, issues: [water, price]}]", "E411",
     "twice", 0},
    {"agenda: package", "kind: ^alternating", "E204", "alternating_offers", 0},
    {"rounds: 10", "rounds: ^0", "E302", "1 to 10000", 0},
    {"rounds: 10", "rounds: ^10001", "E501", "1 to 10000", 0},
    {"draws: 10", "draws: ^0", "E302", "1 to 100000000", 0},
    {"headline: [fence, water]", "headline: [fence, ^watr]", "E401", "did you mean 'water'", 0},
    {"headline: [fence, water]", "headline: [fence, ^fence]", "E411", "twice", 0},
};

Test(rules, faults_are_told_where_they_stand) { CHECK_FAULTS(orchard, faults); }

Test(rules, rules_that_leave_nothing) {
    static const fault_case rows[] = {
        {"issues:\n  fence:\n    ordered: true\n    options: {east: East, middle: {title: Middle, needs: "
         "rain}, west: West}\n"
         "  water: {options: {shared: Shared, split: Split}}\n  price: {range: [0, 20], step: 5}\n"
         "conditions: {rain: {available: 0.5}}\nrules: [{name: dry, if: {fence: east}, then: {water: "
         "[split]}}]",
         "issues:\n  ^fence:\n    ordered: true\n    options: {east: East, middle: {title: Middle, needs: "
         "rain}, west: West}\n"
         "  water: {options: {shared: Shared, split: Split}}\n  price: {range: [0, 20], step: 5}\n"
         "conditions: {rain: {available: 0.5}}\nrules: [{name: dry, forbid: {water: [shared, split]}}]",
         "E410", "no package", 0}};
    CHECK_FAULTS(orchard, rows);
    char *text = replaced(orchard, "red_lines: {east: 0.3}", "red_lines: {east: 1, middle: 1.0, west: 1}");
    loaded self = loaded_text(text);
    cr_assert(find_fault(self.diagnostics, "E410", 4, 3), "%s", self.faults);
    loaded_free(&self);
    free(text);
    /* two parties together */
    text = replaced(orchard, "red_lines: {east: 0.3}", "red_lines: {east: 1, middle: 1}");
    char *more = replaced(text, "values: [100, 55, 0]}", "values: [100, 55, 0], red_lines: {west: 1}}");
    self = loaded_text(more);
    cr_assert(find_fault(self.diagnostics, "E410", 4, 3), "%s", self.faults);
    loaded_free(&self);
    free(more);
    more = replaced(text, "values: [100, 55, 0]}", "values: [100, 55, 0], red_lines: {west: [0.9, 1]}}");
    self = loaded_text(more);
    cr_assert(self.scenario, "it does not always hold\n%s", self.faults);
    loaded_free(&self);
    free(text), free(more);
}

Test(rules, an_agenda_has_parts) {
    loaded self = orchard_with(
        "agenda: package", "agenda: [{name: money, issues: [price, fence]}, {name: rest, issues: water}]");
    const ns_protocol *p = &self.scenario->protocol;
    cr_assert_eq(p->stage_count, 2);
    cr_assert_eq(p->stages[0].part_count, 15);
    cr_assert_eq(p->stages[0].issues[0], 2);
    cr_assert_eq(p->stages[0].part_stride[0], 3, "the stage's first issue outermost");
    cr_assert_eq(p->stages[0].part_stride[1], 1);
    cr_assert_eq(p->stages[1].part_count, 2);
    char text[NS_PACKAGE_TEXT];
    ns_part_name(self.scenario, 0, 14, text);
    cr_assert_str_eq(text, "4-2");
    cr_assert_str_eq(setting_at(self.scenario, "protocol.agenda")->value,
                     "[{name: money, issues: [price, fence]}, {name: rest, issues: [water]}]");
    loaded_free(&self);
}

Test(rules, the_protocol_has_defaults) {
    loaded self = orchard_with("protocol: {rounds: 10, agenda: package}\n", "");
    const ns_protocol *p = &self.scenario->protocol;
    cr_assert_str_eq(p->kind->name, "alternating_offers");
    cr_assert_eq(p->rounds, 100);
    cr_assert_eq(p->order, NS_ORDER_FIXED);
    cr_assert_eq(p->stage_count, 1);
    cr_assert_eq(p->stages[0].part_count, 30);
    cr_assert_null(p->round_is);
    cr_assert(setting_at(self.scenario, "protocol.rounds")->is_default);
    loaded_free(&self);
}

Test(rules, the_headline_is_by_default_what_weighs_most) {
    char text[1500], issues[300] = "", ann[300] = "", bob[300] = "";
    static const unsigned weights[2][5] = {{10, 40, 5, 25, 20}, {30, 10, 5, 45, 10}};
    for (unsigned i = 0; i < 5; i++) {
        snprintf(issues + strlen(issues), 60, "%sc%u: {options: {x: X, y: Y}}", i ? ", " : "", i);
        snprintf(ann + strlen(ann), 60, "%sc%u: {priority: %u, values: [0, 100]}", i ? ", " : "", i,
                 weights[0][i]);
        snprintf(bob + strlen(bob), 60, "%sc%u: {priority: %u, values: [100, 0]}", i ? ", " : "", i,
                 weights[1][i]);
    }
    snprintf(text, sizeof text,
             "negsim: 1\nname: h\nissues: {%s}\nparties: {ann: {issues: {%s}}, bob: {issues: {%s}}}\n",
             issues, ann, bob);
    loaded self = loaded_text(text);
    cr_assert(self.scenario, "%s", self.faults);
    /* means 20, 25, 5, 35, 15: c3, c1, c0, in issue order */
    cr_assert_eq(self.scenario->headline_count, 3);
    cr_assert_eq(self.scenario->headline[0], 0);
    cr_assert_eq(self.scenario->headline[1], 1);
    cr_assert_eq(self.scenario->headline[2], 3);
    cr_assert(self.scenario->headline_is_default);
    loaded_free(&self);
}

/* A box of each rule lists up to a million packages: there is a limit to all of them together. */
Test(rules, many_rules_on_a_large_space_are_refused, .timeout = 30) {
    ns_buffer text = {0};
    ns_buffer_add(&text,
                  "negsim: 1\nname: big\nissues: {a: {range: [1, 1000]}, b: {range: [1, 1000]}}\nrules:\n");
    for (int i = 0; i < 120; i++) ns_buffer_format(&text, "  - {name: r%d, forbid: {b: %d}}\n", i, i + 1);
    ns_buffer_add(
        &text,
        "parties:\n  p: {issues: {a: {priority: 1, values: {1: 0, 1000: 1}}, b: {priority: 1, values: {1: 0, "
        "1000: 1}}}}\n  q: {issues: {a: {priority: 1, values: {1: 0, 1000: 1}}, b: {priority: 1, values: {1: "
        "0, 1000: 1}}}}\n");
    loaded self = loaded_text(text.text);
    cr_assert_null(self.scenario);
    cr_assert(strstr(self.faults, "[E501]") && strstr(self.faults, "list more than"), "%s", self.faults);
    loaded_free(&self);
    ns_buffer_free(&text);
}
