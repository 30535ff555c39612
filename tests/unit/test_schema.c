/* The JSON Schema, and the scenarios of the reference folder. */
#include "negsim/buffer.h"
#include "negsim/keys.h"
#include "reference_folder.h"
#include "scenario_text.h"

static const char *skip_blanks(const char *c) {
    while (c && (*c == ' ' || *c == '\n')) c++;
    return c;
}

/* Brackets and strings of JSON; returns what follows, NULL where it is none. */
static const char *skip_json(const char *c, unsigned depth) {
    if (depth > 200) return NULL;
    c = skip_blanks(c);
    if (*c == '"') {
        for (c++; *c && *c != '"'; c++) {
            if ((unsigned char)*c < 0x20) return NULL;
            if (*c == '\\' && !*++c) return NULL;
        }
        return *c ? c + 1 : NULL;
    }
    if (*c != '{' && *c != '[') {
        size_t length = strspn(c, "-+.0123456789eEtrufalsn");
        return length ? c + length : NULL;
    }
    const char close = *c == '{' ? '}' : ']';
    const bool is_map = *c == '{';
    if (*skip_blanks(c + 1) == close) return skip_blanks(c + 1) + 1;
    do {
        c = skip_blanks(c + 1);
        if (is_map && (*c != '"' || !(c = skip_json(c, depth + 1)) || *c++ != ':')) return NULL;
        c = skip_blanks(skip_json(c, depth + 1));
    } while (c && *c == ',');
    return c && *c == close ? c + 1 : NULL;
}

Test(schema, is_json_and_names_every_key) {
    ns_buffer text = {0};
    ns_schema_write(&text, ns_registry_standard());
    cr_assert_eq(text.status, NS_OK);
    const char *end = skip_json(text.text, 0);
    cr_assert(end, "no JSON");
    cr_assert_str_eq(end, "\n");
    for (const ns_key *key = ns_keys; key->path; key++) {
        const char *name = strrchr(key->path, '.') ? strrchr(key->path, '.') + 1 : key->path;
        char quoted[80];
        snprintf(quoted, sizeof quoted, "\"%s\":", name);
        if (strcmp(name, "*") != 0) cr_assert(strstr(text.text, quoted), "no key %s", key->path);
        if (strcmp(key->path, "parties.*.concession.*") != 0)
            cr_assert(strstr(text.text, key->summary), "no sentence of %s", key->path);
    }
    cr_assert(strstr(text.text, "http://json-schema.org/draft-07/schema#"));
    cr_assert(strstr(text.text, "\"boulware\"") && strstr(text.text, "\"next_bid\"") &&
              strstr(text.text, "\"sequencing\""));
    ns_buffer_free(&text);
}

Test(schema, the_reference_scenarios_load) {
    static const char *const names[] = {
        "01_two_issues",    "02_floors_and_lines", "03_logroll",        "04_three_parties",
        "05_preconditions", "06_stages",           "07_draft_and_face", "08_carrots_optimism_deadline"};
    const char *folder = reference_folder();
    if (!folder) cr_skip_test("no reference folder");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char path[600];
        snprintf(path, sizeof path, "%s/rounds/%s.yaml", folder, names[i]);
        loaded self = loaded_file(path);
        cr_assert(self.scenario, "%s", self.faults);
        cr_assert_eq(ns_diagnostics_errors(self.diagnostics), 0);
        cr_assert_eq(self.scenario->draws, 1);
        loaded_free(&self);
    }
}
