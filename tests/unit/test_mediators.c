/* The mediator: its numbers, who believes it, its mechanisms. */
#include "negsim/random.h"
#include "scenario_text.h"

Test(mediators, numbers_and_defaults) {
    loaded self = orchard_with("run:", "run:");
    const ns_scenario *s = self.scenario;
    cr_assert(s, "%s", self.faults);
    cr_assert_eq(s->mediator_count, 1);
    const ns_mediator *m = &s->mediators[0];
    cr_assert_str_eq(m->id, "tom");
    cr_assert_eq(m->key, ns_hash_text("mediators.tom"));
    check_number(s, "mediators.tom.style.facilitation", "1");
    check_number(s, "mediators.tom.style.formulation", "1");
    check_number(s, "mediators.tom.style.directive", "0");
    check_number(s, "mediators.tom.effort", "1");
    check_number(s, "mediators.tom.leverage", "0");
    check_number(s, "mediators.tom.legitimacy", "1");
    check_number(s, "mediators.tom.information.accuracy", "1");
    check_number(s, "mediators.tom.information.independence", "1");
    check_number(s, "mediators.tom.timing.enter", "2");
    check_number(s, "mediators.tom.timing.deadline", "8");
    check_number(s, "mediators.tom.timing.credibility", "1");
    check_number(s, "mediators.tom.patience", "3");
    check_number(s, "mediators.tom.progress", "1");
    cr_assert_eq(m->fatigue, NS_NONE);
    cr_assert(!has_quantity(s, "mediators.tom.fatigue"));
    cr_assert_eq(m->mechanisms, 127);
    cr_assert_str_eq(setting_at(s, "mediators.tom.mechanisms")->value,
                     "[information, proposals, carrots, deadline, sequencing, face, guarantee]");
    loaded_free(&self);
}

Test(mediators, one_credibility_stands_for_all_and_bias_is_by_party) {
    loaded self = orchard_with("run:", "run:");
    check_number(self.scenario, "mediators.tom.credibility.ann", "0.6");
    check_number(self.scenario, "mediators.tom.credibility.bob", "0.6");
    check_number(self.scenario, "mediators.tom.bias.ann", "0.1");
    check_number(self.scenario, "mediators.tom.bias.bob", "0");
    cr_assert(!has_quantity(self.scenario, "mediators.tom.credibility"));
    cr_assert(quantity_at(self.scenario, "mediators.tom.bias.bob")->is_default);
    loaded_free(&self);
    self = orchard_with("credibility: 0.6", "credibility: {bob: [0.1, 0.3]}");
    check_number(self.scenario, "mediators.tom.credibility.ann", "1");
    check_number(self.scenario, "mediators.tom.credibility.bob", "[0.1, 0.3]");
    loaded_free(&self);
    self = orchard_with("credibility: 0.6", "credibility: {range: [0.1, 0.3], basis: desk}");
    check_number(self.scenario, "mediators.tom.credibility.ann", "[0.1, 0.3]");
    cr_assert_str_eq(quantity_at(self.scenario, "mediators.tom.credibility.bob")->provenance.basis, "desk");
    loaded_free(&self);
    self = orchard_with("    credibility: 0.6\n", "    credibility: {experts: {A: 0.1, B: 0.3}}\n");
    check_number(self.scenario, "mediators.tom.credibility.bob", "{experts: {A: 0.1, B: 0.3}}");
    loaded_free(&self);
}

Test(mediators, nobody_mediates_and_nothing_is_made_of_it) {
    char *text =
        replaced(orchard,
                 "mediators:\n  tom:\n    style: {facilitation: 1, formulation: 1}\n    credibility: 0.6\n"
                 "    bias: {ann: 0.1}\n    timing: {enter: 2, deadline: 8}\n",
                 "");
    loaded self = loaded_text(text);
    cr_assert(self.scenario, "%s", self.faults);
    cr_assert_eq(self.scenario->mediator_count, 0);
    for (uint32_t i = 0; i < self.scenario->quantity_count; i++)
        cr_assert_null(strstr(self.scenario->quantities[i].path, "mediators"));
    loaded_free(&self);
    free(text);
}

Test(mediators, style_is_facilitation_where_none_is_given) {
    loaded self = orchard_with("    style: {facilitation: 1, formulation: 1}\n", "");
    check_number(self.scenario, "mediators.tom.style.facilitation", "1");
    check_number(self.scenario, "mediators.tom.style.formulation", "0");
    loaded_free(&self);
    self = orchard_with("style: {facilitation: 1, formulation: 1}", "style: {directive: 2}");
    check_number(self.scenario, "mediators.tom.style.facilitation", "0");
    loaded_free(&self);
}

Test(mediators, mechanisms_may_be_few_or_none) {
    loaded self = orchard_with("    credibility: 0.6\n", "    mechanisms: [face, carrots]\n");
    cr_assert_eq(self.scenario->mediators[0].mechanisms, (1u << 2) | (1u << 5));
    cr_assert_str_eq(setting_at(self.scenario, "mediators.tom.mechanisms")->value, "[carrots, face]");
    loaded_free(&self);
    self = orchard_with("    credibility: 0.6\n", "    mechanisms: []\n");
    cr_assert_eq(self.scenario->mediators[0].mechanisms, 0);
    cr_assert_str_eq(setting_at(self.scenario, "mediators.tom.mechanisms")->value, "[]");
    loaded_free(&self);
    self = orchard_with("    credibility: 0.6\n", "    mechanisms: deadline\n");
    cr_assert_eq(self.scenario->mediators[0].mechanisms, 1u << 3);
    loaded_free(&self);
}

static const fault_case faults[] = {
    {"mediators:\n  tom:\n",
     "mediators:\n  a: {}\n  b: {}\n  c: {}\n  d: {}\n  e: {}\n  f: {}\n  g: {}\n  h: {}\n  ^tom:\n", "E413",
     "9 mediators; at most 8", 0},
    {"enter: 2", "enter: 2, ripeness: ^{rate: 0.5}", "E421", "there is none", 0},
    {"enter: 2", "ripeness: {rate: ^2}", "E302", "0.02", 1},
    {"credibility: 0.6", "secrecy: ^-1", "E302", "0 to 1", 0},
    {"bias: {ann: 0.1}", "bias: {^anne: 0.1}", "E403", "did you mean 'ann'", 0},
    {"bias: {ann: 0.1}", "bias: {ann: ^1.1}", "E302", "-1 to 1", 0},
    {"bias: {ann: 0.1}", "bias: {ann: ^-2}", "E302", "-1 to 1", 0},
    {"credibility: 0.6", "credibility: {^bobb: 0.6}", "E403", "did you mean 'bob'", 0},
    {"credibility: 0.6", "credibility: ^60", "E302", "did you mean 0.6?", 1},
    {"credibility: 0.6", "credibility: ^high", "E301", "high", 0},
    {"credibility: 0.6", "mechanisms: [face, ^faces]", "E204", "did you mean 'face'", 0},
    {"credibility: 0.6", "mechanisms: ^everything", "E204", "information, proposals", 0},
    {"credibility: 0.6", "effort: ^1.2", "E302", "0 to 1", 0},
    {"credibility: 0.6", "leverage: ^-1", "E302", "at least 0", 0},
    {"credibility: 0.6", "legitimacy: ^2", "E302", "0.02", 0},
    {"credibility: 0.6", "information: {accuracy: ^2}", "E302", "0.02", 0},
    {"credibility: 0.6", "information: {independence: ^-1}", "E302", "0 to 1", 0},
    {"credibility: 0.6", "fatigue: ^0", "E302", "at least", 0},
    {"credibility: 0.6", "patience: ^-1", "E302", "at least 0", 0},
    {"credibility: 0.6", "progress: ^-1", "E302", "at least 0", 0},
    {"enter: 2", "enter: ^0", "E302", "at least 1", 0},
    {"enter: 2", "enter: ^[0, 4]", "E302", "at least 1", 0},
    {"deadline: 8", "deadline: ^0.5", "E302", "at least 1", 0},
    {"style: {facilitation: 1, formulation: 1}", "style: ^{facilitation: 0}", "E305", "is 0 in all three", 0},
    {"style: {facilitation: 1, formulation: 1}", "style: ^{facilitation: {choice: [0, 1]}}", "E305",
     "can be 0", 0},
    {"style: {facilitation: 1, formulation: 1}", "style: {facilitation: ^-1, formulation: 2}", "E302",
     "at least 0", 0},
};

Test(mediators, faults_are_told_where_they_stand) {
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        fault_case row = faults[i];
        if (strcmp(row.code, "E302") == 0 && row.others)
            row.others = 1; /* one number for two parties: two paths */
        check_fault(orchard, &row);
    }
}

Test(mediators, unbounded_numbers_are_cut_at_their_range_not_refused) {
    loaded self = orchard_with("enter: 2", "enter: {lognormal: [2, 0.5]}");
    cr_assert(self.scenario, "%s", self.faults);
    cr_assert_eq(ns_diagnostics_warnings(self.diagnostics), 0, "3e-5 of it lies below 1");
    const ns_quantity *q = quantity_at(self.scenario, "mediators.tom.timing.enter");
    cr_assert_eq(ns_quantity_value(q, 1e-9), 1);
    loaded_free(&self);
    self = orchard_with("enter: 2", "enter: {lognormal: [0, 1]}");
    cr_assert(self.scenario, "%s", self.faults);
    cr_assert(find_fault(self.diagnostics, "W606", 32, 21));
    loaded_free(&self);
}
