/* Parties: priorities, values, flexibility, red lines, links, preconditions, concession. */
#include "negsim/random.h"
#include "scenario_text.h"

Test(parties, numbers_have_paths_keys_and_defaults) {
    loaded self = orchard_with("run:", "run:");
    const ns_scenario *s = self.scenario;
    cr_assert(s, "%s", self.faults);
    check_number(s, "parties.ann.no_deal", "[10, 20, 30]");
    check_number(s, "parties.ann.optimism", "0");
    check_number(s, "parties.ann.issues.fence.priority", "60");
    check_number(s, "parties.ann.issues.fence.values.middle", "55");
    check_number(s, "parties.ann.issues.water.values.split", "0");
    check_number(s, "parties.ann.issues.water.flexibility", "0.9");
    check_number(s, "parties.ann.issues.fence.flexibility", "1");
    check_number(s, "parties.ann.issues.price.values.10", "[50, 60, 70]");
    check_number(s, "parties.ann.links.both.add", "[5, 12]");
    check_number(s, "parties.ann.preconditions.first.firmness", "0.5");
    check_number(s, "parties.bob.issues.fence.red_lines.east", "0.3");
    check_number(s, "parties.bob.issues.price.red_lines.0..5", "0.4");
    const ns_quantity *q = quantity_at(s, "parties.ann.no_deal");
    cr_assert_eq(q->key, ns_hash_text("parties.ann.no_deal"));
    cr_assert_eq(q->unit, NS_UNIT_POINTS);
    cr_assert_eq(q->highest, 100);
    cr_assert(!q->is_default && q->at.line == 13 && q->at.column == 14);
    cr_assert(quantity_at(s, "parties.ann.optimism")->is_default);
    cr_assert_eq(s->parties[1].key, ns_hash_text("parties.bob"));
    cr_assert_eq(s->parties[0].stances[2].knot_count, 3);
    cr_assert_eq(s->parties[0].stances[2].knot_at[1], 10);
    cr_assert_eq(s->parties[1].stances[2].knot_count, 5);
    cr_assert_eq(s->parties[1].stances[2].knot_at[3], 15);
    cr_assert_null(s->parties[0].stances[0].knot_at);
    loaded_free(&self);
}

Test(parties, a_yes_or_no_uniform_stands_behind_its_probability) {
    loaded self = orchard_with("run:", "run:");
    const ns_scenario *s = self.scenario;
    unsigned held = 0;
    for (uint32_t i = 0; i < s->quantity_count; i++) {
        const ns_quantity *q = &s->quantities[i];
        if (!q->is_held) continue;
        char path[200];
        snprintf(path, sizeof path, "%s#held", s->quantities[i - 1].path);
        cr_assert_str_eq(q->path, path);
        cr_assert_eq(q->distribution.kind, NS_UNIFORM);
        cr_assert(q->distribution.a == 0 && q->distribution.b == 1);
        held++;
    }
    cr_assert_eq(held, 4, "one condition, one precondition, two red lines");
    cr_assert_eq(s->conditions[0].held, s->conditions[0].available + 1);
    const ns_stance *stance = &s->parties[1].stances[2];
    cr_assert_eq(stance->red_line[0], stance->red_line[1], "0..5 is one red line");
    cr_assert_eq(stance->held[0], stance->red_line[0] + 1);
    cr_assert_eq(stance->red_line[2], NS_NONE);
    cr_assert_null(s->parties[0].stances[0].red_line);
    loaded_free(&self);
}

Test(parties, ordered_issues_know_their_direction) {
    loaded self = orchard_with("run:", "run:");
    cr_assert_eq(self.scenario->parties[0].stances[0].direction, -1);
    cr_assert_eq(self.scenario->parties[1].stances[0].direction, 1);
    cr_assert_eq(self.scenario->parties[1].stances[1].direction, 0, "not ordered");
    loaded_free(&self);
    self = orchard_with("values: [100, 55, 0]", "values: [50, 50, 50]");
    cr_assert_eq(self.scenario->parties[0].stances[0].direction, 0);
    loaded_free(&self);
    /* both centres are 0.6, but for the last bit of a double */
    self = orchard_with("values: [100, 55, 0]", "values: [0, [0.2, 1], 0.6±0.4]");
    cr_assert(self.scenario, "%s", self.faults);
    cr_assert_eq(self.scenario->parties[0].stances[0].direction, 1);
    loaded_free(&self);
}

Test(parties, an_order_of_priorities) {
    char *text = replaced(orchard, "    no_deal: 20\n    issues:\n      fence: {priority: 30, ",
                          "    priorities: {order: [water, price, fence]}\n    issues:\n      fence: {");
    char *more = replaced(text, "water: {priority: 70, ", "water: {");
    char *third = replaced(more, "price: {priority: 20, values: [0", "price: {values: [0");
    loaded self = loaded_text(third);
    const ns_scenario *s = self.scenario;
    cr_assert(s, "%s", self.faults);
    cr_assert(s->parties[1].priorities_by_order && !s->parties[1].priorities_as_written);
    cr_assert_eq(s->parties[1].stances[0].order_rank, 2);
    cr_assert_eq(s->parties[1].stances[1].order_rank, 0);
    cr_assert_eq(s->parties[1].stances[2].order_rank, 1);
    cr_assert_eq(s->parties[0].stances[0].order_rank, NS_NONE);
    cr_assert_eq(quantity_at(s, "parties.bob.issues.fence.priority")->distribution.kind, NS_EXPONENTIAL);
    cr_assert_str_eq(setting_at(s, "parties.bob.priorities")->value, "{order: [water, price, fence]}");
    cr_assert_str_eq(setting_at(s, "parties.ann.priorities")->value, "normalised");
    loaded_free(&self);
    static const fault_case rows[] = {
        {"order: [water, price, fence]", "order: ^[water, price]", "E417", "'fence' is missing", 0},
        {"order: [water, price, fence]", "order: [water, price, fence, ^water]", "E411", "twice", 0},
        {"order: [water, price, fence]", "order: [water, price, ^fense]", "E401", "did you mean 'fence'", 1},
        {"      fence: {values: [0, 70", "      fence: {priority: ^1, values: [0, 70", "E207", "order", 0},
        {"priorities: {order: [water, price, fence]}", "priorities: ^[water, price, fence]", "E202", "order",
         3},
        {"priorities: {order: [water, price, fence]}", "priorities: ^equal", "E204", "as_written", 3},
    };
    CHECK_FAULTS(third, rows);
    free(text), free(more), free(third);
}

static const fault_case faults[] = {
    {"no_deal: [10, 20, 30]", "no_deal: ^[90, 120]", "E302", "at most 100", 0},
    {"no_deal: [10, 20, 30]", "no_deal: ^[30, 20, 10]", "E303", "inverted", 0},
    {"no_deal: [10, 20, 30]", "no_deal: ^{normal: [95, 10]}", "W606", "30.9%", 0},
    {"no_deal: [10, 20, 30]", "no_deal: ^{experts: {A: [90, 120], B: {normal: [5, 1]}}}", "E302", "120", 0},
    {"no_deal: [10, 20, 30]", "no_deal: ^1e300", "E302", "largest number", 0},
    {"no_deal: [10, 20, 30]", "optimism: ^-1", "E302", "at least 0", 0},
    {"no_deal: [10, 20, 30]", "optimism: ^{normal: [5, 5]}", "W606", "15.9%", 0},
    {"no_deal: [10, 20, 30]", "learning: ^1.5", "E302", "0 to 1", 0},
    {"no_deal: [10, 20, 30]", "learning: ^[0, 20]", "E302", "did you mean 0.2?", 0},
    {"no_deal: [10, 20, 30]", "audience_cost: ^-0.5", "E302", "at least 0", 0},
    {"flexibility: 0.9", "flexibility: ^90", "E302", "did you mean 0.9?", 0},
    {"flexibility: 0.9", "flexibility: ^0.9±0.2", "E302", "1.1", 0},
    {"red_lines: {east: 0.3}", "red_lines: {east: ^30}", "E302", "0.3", 0},
    {"red_lines: {east: 0.3}", "red_lines: {east: ^firm}", "E301", "firm", 0},
    {"red_lines: {east: 0.3}", "red_lines: {^eats: 0.3}", "E402", "did you mean 'east'", 0},
    {"red_lines: {0..5: 0.4}", "red_lines: {^3: 0.4}", "E402", "from 0 to 20", 0},
    {"red_lines: {0..5: 0.4}", "red_lines: {^15..25: 0.4}", "E402", NULL, 0},
    {"red_lines: {0..5: 0.4}", "red_lines: {^5..0: 0.4}", "E402", NULL, 0},
    {"red_lines: {0..5: 0.4}", "red_lines: {0..5: 0.4, ^5..10: 1}", "E411", "overlap", 0},
    {"{priority: 60,", "{priority: ^-1,", "E302", "at least 0", 0},
    {"{priority: 60,", "{priority: ^'60',", "E301", "quotes", 0},
    {"values: [100, 55, 0]", "values: ^[100, 55]", "E406", "2 values for the 3 options", 0},
    {"values: [100, 55, 0]", "values: ^[100, 55, 0, 0]", "E406", "4 values", 0},
    {"values: [100, 55, 0]", "values: ^[100, 0, 55]", "E408", "up and down", 0},
    {"values: [100, 55, 0]", "values: [100, ^012, 0]", "E301", "012", 0},
    {"values: {shared: 100, split: 0}", "values: ^{shared: 100}", "E406", "'split'", 0},
    {"values: {shared: 100, split: 0}", "values: {shared: 100, split: 0, ^spilt: 3}", "E402",
     "did you mean 'split'", 0},
    {"values: {0: 100, 10: 60±10, 20: 0}", "values: ^{0: 100, 10: 60}", "E406", "lacks an end", 0},
    {"values: {0: 100, 10: 60±10, 20: 0}", "values: {0: 100, 20: 0, ^25: 0}", "E402", "from 0 to 20", 0},
    {"values: {0: 100, 10: 60±10, 20: 0}", "values: {0: 100, 20: 0, ^20.0: 1}", "E411", "two values", 0},
    {"values: {0: 100, 10: 60±10, 20: 0}", "values: {0: 100, ^ten: 5, 20: 0}", "E402", "'ten'", 0},
    {"values: [0, 20, 50, 70, 100]", "values: ^[0, 100]", "E406", "for the 5 options", 0},
    {"      water: {priority: 70, values: [0, 100]}\n", "", "E405", "water", 0},
    {"water: {priority: 70, values: [0, 100]}", "water: {priority: 70, values: [0, 100]}\n      ^wather: {}",
     "E401", "did you mean 'water'", 1},
    {"when: {fence: east, price: 0..5}", "when: {^fense: east}", "E401", "did you mean 'fence'", 0},
    {"when: {fence: east, price: 0..5}", "when: {fence: [east, ^wst]}", "E402", "did you mean 'west'", 0},
    {"when: {fence: east, price: 0..5}", "when: {price: ^7}", "E402", "lo..hi", 0},
    {"when: {fence: east, price: 0..5}", "when: ^{}", "E416", "at least one issue", 0},
    {"when: {fence: east, price: 0..5}", "when: {fence: ^[]}", "E416", "no option", 0},
    {"[{name: both,", "[{name: ^no,", "E206", NULL, 0},
    {"add: [5, 12]}]", "add: [5, 12]}, {name: ^both, when: {fence: east}, add: 1}]", "E411", "twice", 0},
    {"before: fence", "before: [fence, ^wter]", "E401", "did you mean 'water'", 0},
    {"before: fence", "before: [fence, ^water]", "E409", "before itself", 0},
    {"before: fence", "before: ^[]", "E416", "keeps no issue", 0},
    {"needs: {water: shared}", "needs: {^watr: shared}", "E401", "did you mean 'water'", 0},
    {"needs: {water: shared}", "needs: {water: ^shred}", "E402", "did you mean 'shared'", 0},
    {"firmness: 0.5", "firmness: ^50", "E302", "did you mean 0.5?", 0},
    {"concession: boulware", "concession: ^bolware", "E204", "did you mean 'boulware'", 0},
    {"concession: boulware", "concession: ^[time]", "E202", "a word or a map", 0},
    {"concession: boulware", "concession: {tactic: ^tit, offer: lowest}", "E204", "time", 0},
    {"concession: boulware", "concession: {offer: ^lowst}", "E204", "did you mean 'lowest'", 0},
    {"concession: boulware", "concession: {acceptance: ^all}", "E204", "next_bid", 0},
    {"concession: boulware", "concession: {opponent_model: ^bayes}", "E204", "uniform", 0},
    {"concession: boulware", "concession: {form: ^bezir}", "E204", "did you mean 'bezier'", 0},
    {"concession: boulware", "concession: {exponent: ^0}", "E302", "0.001 to 1000", 0},
    {"concession: boulware", "concession: {form: exponential, start: ^0}", "E302", "above 0", 0},
    {"concession: boulware", "concession: {tactic: boulware, exponent: ^1}", "E207", "already says", 0},
};

Test(parties, faults_are_told_where_they_stand) {
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        if (strchr(faults[i].new_piece, '^')) {
            check_fault(orchard, &faults[i]);
            continue;
        }
        loaded self = orchard_with(faults[i].old, faults[i].new_piece);
        cr_assert(self.faults && strstr(self.faults, faults[i].code) && strstr(self.faults, faults[i].says));
        loaded_free(&self);
    }
}

Test(parties, priorities_may_not_all_be_0) {
    static const char *const bad[] = {"0, 0, 0", "0, {choice: [0; 5]}, {choice: [0; 1]}",
                                      "0, {normal: [-1; 1]}, 0"};
    static const char *const good[] = {"0, [0; 5], 0", "0, {choice: [0; 5]}, {choice: [1; 2]}", "1, 0, 0"};
    for (int i = 0; i < 6; i++) {
        char numbers[100], text[900];
        snprintf(numbers, sizeof numbers, "%s", i < 3 ? bad[i] : good[i - 3]);
        char *a = strtok(numbers, ","), *b = strtok(NULL, ","), *c = strtok(NULL, ",");
        snprintf(text, sizeof text,
                 "negsim: 1\nname: z\nissues: {a: {options: {x: X, y: Y}}, b: {options: {x: X, y: Y}}, c: "
                 "{options: {x: X, "
                 "y: Y}}}\nparties:\n  p: {issues: {a: {priority: %s, values: [0, 9]}, b: {priority: %s, "
                 "values: [0, 9]}, "
                 "c: {priority: %s, values: [0, 9]}}}\n"
                 "  q: {issues: {a: {priority: 1, values: [0, 9]}, b: {priority: 1, values: [0, 9]}, c: "
                 "{priority: 1, "
                 "values: [9, 0]}}}\n",
                 a, b, c);
        for (char *t = text; *t; t++)
            if (*t == ';') *t = ',';
        loaded self = loaded_text(text);
        if (i < 3)
            cr_assert(find_fault(self.diagnostics, "E305", 5, 15), "%s: %s", bad[i], self.faults);
        else
            cr_assert(self.scenario, "%s: %s", good[i - 3], self.faults);
        loaded_free(&self);
    }
}

Test(parties, concession_in_all_its_forms) {
    loaded self = orchard_with("run:", "run:");
    const ns_party *ann = &self.scenario->parties[0];
    cr_assert_str_eq(ann->tactic.kind->name, "time");
    cr_assert_str_eq(ann->offer.kind->name, "logroll");
    cr_assert_str_eq(ann->acceptance.kind->name, "target");
    cr_assert_str_eq(ann->opponent.kind->name, "hardheaded");
    check_number(self.scenario, "parties.ann.concession.exponent", "0.25");
    check_number(self.scenario, "parties.bob.concession.exponent", "1");
    check_number(self.scenario, "parties.bob.concession.start", "0");
    cr_assert_str_eq(setting_at(self.scenario, "parties.ann.concession.tactic")->value, "boulware");
    cr_assert_str_eq(setting_at(self.scenario, "parties.bob.concession.tactic")->value, "time");
    cr_assert(setting_at(self.scenario, "parties.bob.concession.tactic")->is_default);
    loaded_free(&self);
    self = orchard_with(
        "concession: boulware",
        "concession: {tactic: conceder, offer: best, acceptance: next_bid, opponent_model: uniform, "
        "form: exponential}");
    cr_assert(self.scenario, "%s", self.faults);
    ann = &self.scenario->parties[0];
    cr_assert_str_eq(ann->offer.kind->name, "best");
    cr_assert_str_eq(ann->acceptance.kind->name, "next_bid");
    cr_assert_str_eq(ann->opponent.kind->name, "uniform");
    check_number(self.scenario, "parties.ann.concession.exponent", "4");
    check_number(self.scenario, "parties.ann.concession.start", "0.01");
    cr_assert_str_eq(setting_at(self.scenario, "parties.ann.concession.form")->value, "exponential");
    loaded_free(&self);
    self = orchard_with("concession: boulware", "concession: time");
    cr_assert(self.scenario, "%s", self.faults);
    loaded_free(&self);
}

Test(parties, between_two_and_ten) {
    ns_buffer text = {0};
    for (unsigned n = 0; n <= 11; n++) {
        ns_buffer_clear(&text);
        ns_buffer_add(&text, "negsim: 1\nname: n\nissues: {a: {options: {x: X, y: Y}}}\nparties: {");
        for (unsigned p = 0; p < n; p++)
            ns_buffer_format(&text, "%sp%u: {issues: {a: {priority: 1, values: [0, 1]}}}", p ? ", " : "", p);
        ns_buffer_add(&text, "}\n");
        loaded self = loaded_text(text.text);
        cr_assert_eq(self.scenario != NULL, n >= 2 && n <= 10, "%u parties", n);
        if (!self.scenario) cr_assert(find_fault(self.diagnostics, "E501", 4, 10), "%s", self.faults);
        loaded_free(&self);
    }
    ns_buffer_free(&text);
}

Test(parties, provenance_of_numbers) {
    char *text = replaced(orchard, "name: orchard\n",
                          "name: orchard\nnumbers: {basis: guess, source: desk, by: AB}\n");
    char *more = replaced(text, "    no_deal: 20\n", "    numbers: {basis: interview}\n    no_deal: 20\n");
    char *third = replaced(more, "add: [5, 12]", "add: {range: [5, 12], note: odd}");
    char *fourth =
        replaced(third, "{rain: {available: 0.5}}", "{rain: {available: {range: 0.5, source: met}}}");
    loaded self = loaded_text(fourth);
    const ns_scenario *s = self.scenario;
    cr_assert(s, "%s", self.faults);
    const ns_quantity *q = quantity_at(s, "parties.ann.no_deal");
    cr_assert_str_eq(q->provenance.basis, "guess");
    cr_assert_str_eq(q->provenance.source, "desk");
    q = quantity_at(s, "parties.bob.no_deal");
    cr_assert_str_eq(q->provenance.basis, "interview");
    cr_assert_null(q->provenance.source, "the desk did not interview");
    q = quantity_at(s, "parties.ann.links.both.add");
    cr_assert_str_eq(q->provenance.basis, "guess");
    cr_assert_str_eq(q->provenance.note, "odd");
    cr_assert_str_eq(q->provenance.by, "AB");
    q = quantity_at(s, "conditions.rain.available");
    cr_assert_null(q->provenance.basis);
    cr_assert_str_eq(q->provenance.source, "met");
    cr_assert_null(quantity_at(s, "parties.ann.optimism")->provenance.basis, "a default has none");
    loaded_free(&self);
    free(text), free(more), free(third), free(fourth);
}
