/* `--set path=value` and variants: which paths there are, and what becomes of short forms. */
#include "scenario_text.h"

typedef struct attempt {
    ns_diagnostics *diagnostics;
    ns_document *document;
    ns_scenario *scenario;
    ns_status set, built;
    char *faults;
} attempt;

/* Loads, sets, builds. */
static attempt set_in(const char *text, const char *assignment) {
    attempt self = {.diagnostics = ns_diagnostics_new(), .built = NS_BUG};
    cr_assert_eq(ns_document_load_text(&self.document, "scenario.yaml", text, strlen(text), self.diagnostics),
                 NS_OK);
    self.set = ns_scenario_override(self.document, assignment, ns_registry_standard(), self.diagnostics);
    if (self.set == NS_OK)
        self.built =
            ns_scenario_build(&self.scenario, self.document, ns_registry_standard(), self.diagnostics);
    self.faults = ns_diagnostics_render(self.diagnostics, NS_COLOR_OFF);
    return self;
}

static void drop(attempt *self) {
    ns_scenario_free(self->scenario);
    ns_document_free(self->document);
    ns_diagnostics_free(self->diagnostics);
    free(self->faults);
}

static void check_set(const char *assignment, const char *path, const char *expected) {
    attempt self = set_in(orchard, assignment);
    cr_assert_eq(self.set, NS_OK, "%s: %s", assignment, self.faults);
    cr_assert_eq(self.built, NS_OK, "%s: %s", assignment, self.faults);
    check_number(self.scenario, path, expected);
    cr_assert_eq(quantity_at(self.scenario, path)->origin, NS_FROM_OVERRIDE, "%s", assignment);
    drop(&self);
}

Test(settable, every_quantity_of_the_vector_can_be_set, .timeout = 20) {
    loaded self = orchard_with("run:", "run:");
    for (uint32_t i = 0; i < self.scenario->quantity_count; i++) {
        const ns_quantity *q = &self.scenario->quantities[i];
        char assignment[200];
        if (q->is_held) continue;
        /* within every legal range, and no step out of the order of the ordered issue */
        double value = strstr(q->path, "values") ? q->distribution.a : 1;
        snprintf(assignment, sizeof assignment, "%s=%g", q->path, value);
        attempt one = set_in(orchard, assignment);
        cr_assert_eq(one.built, NS_OK, "%s: %s", assignment, one.faults);
        cr_assert_eq(one.scenario->quantity_count, self.scenario->quantity_count, "%s", assignment);
        char number[40];
        snprintf(number, sizeof number, "%g", value);
        check_number(one.scenario, q->path, number);
        drop(&one);
    }
    loaded_free(&self);
}

Test(settable, every_setting_of_the_vector_can_be_set_to_its_own_value, .timeout = 20) {
    loaded self = orchard_with("agenda: package",
                               "agenda: [{name: a, issues: [price, fence]}, {name: b, issues: [water]}]");
    for (uint32_t i = 0; i < self.scenario->setting_count; i++) {
        const ns_setting *setting = &self.scenario->settings[i];
        char assignment[300];
        snprintf(assignment, sizeof assignment, "%s=%s", setting->path, setting->value);
        attempt one = set_in(orchard, assignment);
        cr_assert_eq(one.built, NS_OK, "%s: %s", assignment, one.faults);
        cr_assert_str_eq(setting_at(one.scenario, setting->path)->value, setting->value);
        cr_assert(!setting_at(one.scenario, setting->path)->is_default);
        drop(&one);
    }
    loaded_free(&self);
}

Test(settable, a_word_for_a_concession_becomes_a_map) {
    attempt self = set_in(orchard, "parties.ann.concession.offer=lowest");
    cr_assert_eq(self.built, NS_OK, "%s", self.faults);
    cr_assert_str_eq(self.scenario->parties[0].offer.kind->name, "lowest");
    check_number(self.scenario, "parties.ann.concession.exponent", "0.25");
    drop(&self);
    self = set_in(orchard, "parties.ann.concession.exponent=0.5");
    cr_assert_eq(self.built, NS_OK, "%s", self.faults);
    cr_assert_str_eq(setting_at(self.scenario, "parties.ann.concession.tactic")->value, "time");
    check_number(self.scenario, "parties.ann.concession.exponent", "0.5");
    drop(&self);
    char *text = replaced(orchard, "concession: boulware", "concession: {tactic: boulware, offer: best}");
    self = set_in(text, "parties.ann.concession.exponent=0.5");
    cr_assert_eq(self.built, NS_OK, "%s", self.faults);
    cr_assert_str_eq(self.scenario->parties[0].offer.kind->name, "best");
    drop(&self);
    free(text);
    self = set_in(orchard, "parties.ann.concession=conceder");
    cr_assert_eq(self.built, NS_OK, "%s", self.faults);
    check_number(self.scenario, "parties.ann.concession.exponent", "4");
    drop(&self);
    self = set_in(orchard, "parties.bob.concession.tactic=boulware");
    cr_assert_eq(self.built, NS_OK, "%s", self.faults);
    check_number(self.scenario, "parties.bob.concession.exponent", "0.25");
    drop(&self);
}

Test(settable, lists_of_values_and_one_credibility_become_maps) {
    attempt self = set_in(orchard, "parties.ann.issues.fence.values.middle=70±5");
    cr_assert_eq(self.built, NS_OK, "%s", self.faults);
    check_number(self.scenario, "parties.ann.issues.fence.values.east", "100");
    check_number(self.scenario, "parties.ann.issues.fence.values.middle", "[65, 70, 75]");
    check_number(self.scenario, "parties.ann.issues.fence.values.west", "0");
    cr_assert_eq(quantity_at(self.scenario, "parties.ann.issues.fence.values.east")->origin, NS_FROM_FILE);
    cr_assert_eq(quantity_at(self.scenario, "parties.ann.issues.fence.values.east")->at.column, 38);
    drop(&self);
    self = set_in(orchard, "parties.bob.issues.price.values.5=33"); /* the second, not the sixth */
    cr_assert_eq(self.built, NS_OK, "%s", self.faults);
    check_number(self.scenario, "parties.bob.issues.price.values.0", "0");
    check_number(self.scenario, "parties.bob.issues.price.values.5", "33");
    check_number(self.scenario, "parties.bob.issues.price.values.10", "50");
    drop(&self);
    self = set_in(orchard, "mediators.tom.credibility.bob=0.2");
    cr_assert_eq(self.built, NS_OK, "%s", self.faults);
    check_number(self.scenario, "mediators.tom.credibility.ann", "0.6");
    check_number(self.scenario, "mediators.tom.credibility.bob", "0.2");
    drop(&self);
    self = set_in(orchard, "mediators.tom.credibility=0.3");
    cr_assert_eq(self.built, NS_OK, "%s", self.faults);
    check_number(self.scenario, "mediators.tom.credibility.ann", "0.3");
    drop(&self);
    char *text = replaced(orchard, "credibility: 0.6", "credibility: {normal: [0.5, 0.1]}");
    self = set_in(text, "mediators.tom.credibility.bob=0.2");
    cr_assert_eq(self.built, NS_OK, "%s", self.faults);
    check_number(self.scenario, "mediators.tom.credibility.ann", "{normal: [0.5, 0.1]}");
    drop(&self);
    free(text);
}

Test(settable, what_the_file_leaves_out_can_be_set) {
    check_set("parties.bob.issues.water.red_lines.split=0.7", "parties.bob.issues.water.red_lines.split",
              "0.7");
    check_set("parties.ann.issues.price.red_lines.15..20=1", "parties.ann.issues.price.red_lines.15..20",
              "1");
    check_set("mediators.tom.bias.bob=-0.2", "mediators.tom.bias.bob", "-0.2");
    check_set("mediators.tom.information.accuracy=0.5", "mediators.tom.information.accuracy", "0.5");
    check_set("mediators.tom.fatigue={range: [10, 20], basis: desk}", "mediators.tom.fatigue", "[10, 20]");
    check_set("parties.ann.links.both.add=3", "parties.ann.links.both.add", "3");
    check_set("parties.ann.preconditions.first.firmness=1", "parties.ann.preconditions.first.firmness", "1");
    check_set("parties.ann.issues.price.values.10=40", "parties.ann.issues.price.values.10", "40");
    attempt self = set_in(orchard, "protocol.rounds=33");
    cr_assert_eq(self.scenario->protocol.rounds, 33);
    drop(&self);
    self = set_in(orchard, "mediators.tom.mechanisms=[]");
    cr_assert_eq(self.scenario->mediators[0].mechanisms, 0);
    drop(&self);
    self = set_in(orchard, "parties.bob.priorities=as_written");
    cr_assert(self.scenario->parties[1].priorities_as_written);
    drop(&self);
}

static const struct {
    const char *assignment, *code, *says;
} refused[] = {
    {"protocol.round=5", "E414", "did you mean 'rounds'"},
    {"partys.ann.no_deal=5", "E414", "did you mean 'parties'"},
    {"parties.anne.no_deal=5", "E414", "did you mean 'ann'"},
    {"parties.ann.no_dael=5", "E414", "did you mean 'no_deal'"},
    {"parties.ann.issues.fense.priority=5", "E414", "did you mean 'fence'"},
    {"parties.ann.issues.fence.values.midle=5", "E414", "did you mean 'middle'"},
    {"parties.ann.issues.fence.values.1=5", "E414", "there is no '1'"},
    {"parties.ann.issues.price.values.7=5", "E414", "there is no '7'"},
    {"parties.bob.issues.price.values.1=5", "E414", "there is no '1'"},
    {"parties.bob.issues.fence.red_lines.wset=1", "E414", "did you mean 'west'"},
    {"parties.bob.issues.fence.red_lines.east#held=1", "E414", "east#held"},
    {"parties.ann.links.bth.add=1", "E414", "did you mean 'both'"},
    {"mediators.tim.effort=1", "E414", "did you mean 'tom'"},
    {"mediators.tom.bias.anne=1", "E414", "did you mean 'ann'"},
    {"mediators.tom.credibility.boob=1", "E414", "did you mean 'bob'"},
    {"conditions.ran.available=1", "E414", "did you mean 'rain'"},
    {"parties.ann.concession.exponnt=1", "E414", "did you mean 'exponent'"},
    {"parties.ann.concession.foo=1", "E414", "there is no 'foo'"},
    {"parties.ann.issues={}", "E414", "neither a quantity nor a setting"},
    {"parties.ann.title=x", "E414", "neither a quantity nor a setting"},
    {"parties.ann=x", "E414", "neither a quantity nor a setting"},
    {"name=x", "E414", "neither a quantity nor a setting"},
    {"scale.full=10", "E414", "neither a quantity nor a setting"},
    {"mediators.tom.bias=0.5", "E414", "neither a quantity nor a setting"},
    {"issues.fence.ordered=false", "E414", "neither a quantity nor a setting"},
    {"protocol..rounds=5", "E414", "there is no ''"},
    {".=5", "E414", "there is no ''"},
    {"*=5", "E414", "'*'"},
    {"parties.*.no_deal=5", "E414", "'*'"},
    {"rounds", "E502", "is not path=value"},
    {"=5", "E502", "is not path=value"},
    {"protocol.rounds=", "E502", "is not path=value"},
    {"", "E502", "is not path=value"},
    {"protocol.rounds=[1", "E102", NULL},
};

Test(settable, paths_that_do_not_exist_are_refused) {
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        attempt self = set_in(orchard, refused[i].assignment);
        const ns_diagnostic *d = ns_diagnostics_at(self.diagnostics, 0);
        cr_assert_eq(self.set, NS_BAD_INPUT, "'%s'", refused[i].assignment);
        cr_assert_eq(ns_diagnostics_count(self.diagnostics), 1, "%s", self.faults);
        cr_assert_str_eq(ns_code_of(d->code)->id, refused[i].code, "%s", self.faults);
        cr_assert(message_has(d, refused[i].says), "%s", self.faults);
        drop(&self);
    }
}

Test(settable, values_are_checked_by_the_build) {
    static const struct {
        const char *assignment, *code;
    } rows[] = {{"protocol.rounds=many", "E301"},
                {"protocol.rounds=0", "E302"},
                {"parties.ann.no_deal=[3, 2]", "E303"},
                {"conditions.rain.available=50", "E302"},
                {"protocol.agenda=stages", "E204"},
                {"parties.ann.concession.offer=worst", "E204"},
                {"parties.ann.issues.price.red_lines.7=1", "E402"},
                {"parties.ann.no_deal={a: 1}", "E304"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        attempt self = set_in(orchard, rows[i].assignment);
        cr_assert_eq(self.set, NS_OK);
        cr_assert_eq(self.built, NS_BAD_INPUT, "%s", rows[i].assignment);
        cr_assert(strstr(self.faults, rows[i].code) && strstr(self.faults, "--set"), "%s", self.faults);
        drop(&self);
    }
}

Test(settable, an_endless_path_ends, .timeout = 5) {
    char *long_path = malloc(200001);
    for (int i = 0; i < 200000; i++) long_path[i] = i % 2 ? '.' : 'a';
    memcpy(long_path, "conditions", 10);
    memcpy(long_path + 199990, "=1", 3);
    attempt self = set_in(orchard, long_path);
    cr_assert_eq(self.set, NS_BAD_INPUT);
    drop(&self);
    free(long_path);
}

/* --- variants --------------------------------------------------------------------------------------------- */

Test(variants, are_the_scenario_with_some_numbers_changed) {
    loaded self = orchard_with("{set: {conditions.rain.available: 0}}",
                               "{set: {conditions.rain.available: 0, parties.ann.concession.offer: best, "
                               "mediators.tom.credibility.bob: 0.1, protocol.rounds: 4}}");
    ns_scenario *dry;
    ns_document *document;
    cr_assert(self.scenario, "%s", self.faults);
    cr_assert_eq(self.scenario->variant_count, 1);
    cr_assert_str_eq(self.scenario->variants[0].name, "drought");
    cr_assert_str_eq(self.scenario->variants[0].title, "drought");
    cr_assert_eq(ns_scenario_build_variant(&dry, &document, self.scenario, 0, ns_registry_standard(),
                                           self.diagnostics),
                 NS_OK);
    check_number(dry, "conditions.rain.available", "0");
    check_number(self.scenario, "conditions.rain.available", "0.5");
    cr_assert_eq(quantity_at(dry, "conditions.rain.available")->origin, NS_FROM_VARIANT);
    cr_assert_str_eq(dry->parties[0].offer.kind->name, "best");
    check_number(dry, "parties.ann.concession.exponent", "0.25");
    check_number(dry, "mediators.tom.credibility.bob", "0.1");
    check_number(dry, "mediators.tom.credibility.ann", "0.6");
    cr_assert_eq(dry->protocol.rounds, 4);
    cr_assert_eq(self.scenario->protocol.rounds, 10);
    ns_scenario_free(dry);
    ns_document_free(document);
    loaded_free(&self);
}

static const fault_case variants[] = {
    {"{conditions.rain.available: 0}", "{^conditions.ran.available: 0}", "E414", "did you mean 'rain'", 0},
    {"{conditions.rain.available: 0}", "{conditions.rain.available: 0, ^scale.full: 3}", "E414", "neither",
     0},
    {"{drought: {", "{^mediated: {", "E206", "always played", 0},
    {"{drought: {", "{^unmediated: {", "E206", "always played", 0},
    {"{drought: {", "{^no: {", "E206", NULL, 0},
};

Test(variants, faults_are_told_where_they_stand) { CHECK_FAULTS(orchard, variants); }

Test(variants, faulty_values_are_told_by_each_variant_at_its_entry) {
    loaded self =
        orchard_with("{drought: {set: {conditions.rain.available: 0}}}",
                     "{one: {set: {protocol.rounds: many}}, two: {set: {conditions.rain.available: 2}}}");
    ns_scenario *built;
    ns_document *document;
    cr_assert(self.scenario, "%s", self.faults);
    for (uint32_t i = 0; i < 2; i++) {
        cr_assert_eq(ns_scenario_build_variant(&built, &document, self.scenario, i, ns_registry_standard(),
                                               self.diagnostics),
                     NS_BAD_INPUT);
        cr_assert(!built && !document);
    }
    cr_assert(find_fault(self.diagnostics, "E301", 35, 41));
    cr_assert(find_fault(self.diagnostics, "E302", 35, 88));
    loaded_free(&self);
}

/* The same fault of two variants is kept once, yet both fail. */
Test(variants, a_fault_told_before_is_a_fault_still) {
    loaded self = orchard_with(
        "{drought: {set: {conditions.rain.available: 0}}}",
        "{one: {set: &a {parties.ann.issues.fence.priority: 0, parties.ann.issues.water.priority: 0, "
        "parties.ann.issues.price.priority: 0}}, two: {set: *a}}");
    ns_scenario *built;
    ns_document *document;
    cr_assert(self.scenario, "%s", self.faults);
    for (uint32_t i = 0; i < 2; i++)
        cr_assert_eq(ns_scenario_build_variant(&built, &document, self.scenario, i, ns_registry_standard(),
                                               self.diagnostics),
                     NS_BAD_INPUT);
    cr_assert_eq(ns_diagnostics_errors(self.diagnostics), 1);
    loaded_free(&self);
}

Test(variants, are_sixteen_at_most) {
    ns_buffer text = {0};
    for (int i = 0; i < 17; i++)
        ns_buffer_format(&text, "%sv%d: {set: {protocol.rounds: 5}}", i ? ", " : "{", i);
    ns_buffer_add(&text, "}");
    loaded self = orchard_with("{drought: {set: {conditions.rain.available: 0}}}", text.text);
    cr_assert(self.faults && strstr(self.faults, "17 variants; the limit is 16"), "%s", self.faults);
    loaded_free(&self);
    ns_buffer_free(&text);
}
