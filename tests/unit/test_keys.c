/* The key table: each key is accepted, an unknown one nowhere; wrong kinds, missing keys, words. */
#include "negsim/keys.h"
#include "scenario_text.h"

/* Every key of the table stands in it, but for `extends`, which wants a file. */
static const char everything[] =
    "negsim: 1\n"
    "name: all_of-it9\n"
    "title: All\n"
    "description: Every key\n"
    "basis: invented\n"
    "source: s\n"
    "note: n\n"
    "by: AB\n"
    "date: 2025-05\n"
    "numbers: {basis: assumption, source: desk, note: n, by: AB, date: 2025}\n"
    "issues:\n"
    "  fence:\n"
    "    title: Fence\n"
    "    control: bob\n"
    "    ordered: true\n"
    "    basis: b\n"
    "    options:\n"
    "      east: {title: East, needs: [rain], parked: true, caution: Mind, basis: b, source: s, note: n, by: "
    "x, date: d}\n"
    "      west: West\n"
    "  price: {range: [0, 10], step: 2.5, basis: b}\n"
    "conditions: {rain: {title: Rain, available: [0.2, 0.6], basis: b}}\n"
    "rules:\n"
    "  - {name: one, if: {fence: east}, then: {price: 0..5}, basis: b}\n"
    "  - {name: two, forbid: {fence: [west], price: [7.5, 10]}, note: n}\n"
    "parties:\n"
    "  ann:\n"
    "    title: Ann\n"
    "    basis: b\n"
    "    numbers: {basis: interview}\n"
    "    no_deal: 30\n"
    "    base: 0\n"
    "    deadline: 18\n"
    "    deadline_known: false\n"
    "    outside_option: 12\n"
    "    discount: 0.9\n"
    "    power: 2\n"
    "    renege: 0.2\n"
    "    cheated: 5\n"
    "    trust: {bob: 0.5}\n"
    "    ratification: {by: parliament, cutoff: 30, spread: 5, shock: 2, seats: 7, threshold: 0.5, heed: "
    "0.5, basis: b}\n"
    "    optimism: [0, 5]\n"
    "    learning: 0.1\n"
    "    audience_cost: 2\n"
    "    concession: {tactic: time, exponent: [0.2, 1], form: exponential, start: 0.02, offer: nearest,\n"
    "                 acceptance: next_bid, opponent_model: uniform}\n"
    "    priorities: as_written\n"
    "    issues:\n"
    "      fence: {priority: 0.6, values: {east: 100, west: 0}, flexibility: 0.9, red_lines: {west: 0.2}, "
    "basis: b}\n"
    "      price: {priority: 0.4, values: {0: 100, 5: 70±10, 10: 0}, red_lines: {7.5..10: [0, 1], 5: 0.1}}\n"
    "    links: [{name: both, when: {fence: east, price: [0, 2.5]}, add: 5, basis: b}]\n"
    "    preconditions: [{name: first, before: [price], needs: {fence: east}, firmness: 0.5, basis: b}]\n"
    "  bob:\n"
    "    priorities: {order: [price, fence]}\n"
    "    concession: conceder\n"
    "    issues:\n"
    "      fence: {values: [0, 100]}\n"
    "      price: {values: [0, 20, 60, 90, 100]}\n"
    "mediation: {coherence: 0.8}\n"
    "mediators:\n"
    "  tom:\n"
    "    title: Tom\n"
    "    basis: b\n"
    "    numbers: {by: CD}\n"
    "    style: {facilitation: 0.6, formulation: 0.3, directive: 0.1}\n"
    "    effort: 0.9\n"
    "    leverage: [1, 3, 6]\n"
    "    legitimacy: 0.7\n"
    "    credibility: {ann: 0.6, bob: 0.7}\n"
    "    bias: {ann: -0.1}\n"
    "    information: {accuracy: 0.8, independence: 0.5}\n"
    "    secrecy: 0.2\n"
    "    timing: {enter: 3, deadline: 12, credibility: 0.5, entry: ripe, ripeness: {rate: 0.3, hurt: 8, "
    "window: 4, "
    "tolerance: 0.1}}\n"
    "    guarantee: {credibility: 0.5, duration: 20}\n"
    "    fatigue: 30\n"
    "    patience: 2\n"
    "    progress: 1\n"
    "    mechanisms: [information, proposals, carrots, deadline, sequencing, face]\n"
    "conflict: {balance: {start: 0.4, up_helps: [ann], down_helps: bob}, volatility: 0.1, jump: {rate: 0.1, "
    "sd: 0.2}, "
    "stake: {ann: 10, bob: 20}, cost: {ann: 1, bob: 0.5}}\n"
    "events: [{name: storm, title: Storm, at: 3, rate: 0.5, when: {balance_above: 0.2, balance_below: 0.9, "
    "after: calm, delay: 2}, "
    "repeats: true, ends_talks: false, basis: b, effects: [{name: a, of: parties.ann.no_deal, add: 1, basis: "
    "b}, "
    "{name: b, of: parties.bob.no_deal, times: 2, basis: b}, {name: c, of: conflict.cost.ann, set: 1, basis: "
    "b}]}, "
    "{name: calm, at: 1, ends_talks: true, basis: b}]\n"
    "guarantees: [{name: watch, when: {fence: [east]}, needs: rain, credibility: 0.5, duration: 9, basis: "
    "b}]\n"
    "durability: {horizon: 30, hazard: 0.02, spoilers: 1, monitoring: 0.2, tau: 12, basis: b, weights: "
    "{pressure: 1, "
    "balance: 1, spoilers: 1, guarantee: 1, monitoring: 1, margin: 1, parked: 1}}\n"
    "commitment: {trust_weight: 2, basis: b}\n"
    "protocol:\n"
    "  kind: alternating_offers\n"
    "  rounds: 20\n"
    "  round_is: 2 weeks\n"
    "  order: rotating\n"
    "  last_answers: false\n"
    "  breakdown: 0.01\n"
    "  temperature: 2\n"
    "  consent: weighted\n"
    "  quota: 0.6\n"
    "  veto: ann\n"
    "  agenda: [{name: one, issues: fence}, {name: two, issues: [price]}]\n"
    "  basis: b\n"
    "headline: fence\n"
    "correlate: [{name: pair, of: [parties.ann.optimism, mediators.tom.leverage], r: 0.4, basis: b}]\n"
    "variants: {dry: {title: Dry, basis: b, set: {conditions.rain.available: 0, protocol.rounds: 5}}}\n"
    "scale: {full: 100, cap: false, slack: 0.5}\n"
    "run: {draws: 10, seed: 1}\n";

/* Does the tree have a node whose path fits the pattern (`*`: any key or entry)? */
static bool fits(const ns_node *node, const char *pattern) {
    if (!node) return false;
    if (!*pattern) return true;
    size_t length = strcspn(pattern, ".");
    const char *rest = pattern + length + (pattern[length] == '.');
    bool any = length == 1 && *pattern == '*', found = false;
    for (size_t i = 0; i < node->count && !found; i++) {
        const ns_node *below = node->kind == NS_NODE_LIST ? node->items[i] : node->pairs[i].value;
        const char *name = node->kind == NS_NODE_MAP ? node->pairs[i].key->text : "";
        found = (any || (strlen(name) == length && strncmp(name, pattern, length) == 0)) && fits(below, rest);
    }
    return found;
}

Test(keys, every_key_of_the_table_is_accepted) {
    loaded self = loaded_text(everything);
    cr_assert(self.scenario, "%s", self.faults);
    for (const ns_key *key = ns_keys; key->path; key++)
        if (strcmp(key->path, "extends") != 0)
            cr_assert(fits(self.document->root, key->path), "no '%s' in the scenario", key->path);
    loaded_free(&self);
}

Test(keys, the_table_is_sound) {
    for (const ns_key *a = ns_keys; a->path; a++) {
        char parent[128];
        cr_assert(a->summary && a->summary[strlen(a->summary) - 1] == '.', "%s", a->path);
        cr_assert(a->kind != NS_KEY_WORD || a->words, "%s", a->path);
        cr_assert(a->lowest <= a->highest, "%s", a->path);
        for (const ns_key *b = ns_keys; b < a; b++) cr_assert_str_neq(a->path, b->path);
        snprintf(parent, sizeof parent, "%s", a->path);
        char *dot = strrchr(parent, '.');
        if (!dot) continue;
        *dot = '\0';
        bool found = false; /* before it, so that a walk meets it first */
        for (const ns_key *b = ns_keys; b < a; b++) found |= strcmp(b->path, parent) == 0;
        cr_assert(found, "%s has no '%s' above it", a->path, parent);
    }
}

/* --- unknown keys ---------------------------------------------------------------------------------------- */

typedef struct seen {
    char paths[200][120];
    size_t count;
} seen;

static void collect_maps(const ns_node *node, const char *path, seen *out) {
    if (node->kind == NS_NODE_MAP) snprintf(out->paths[out->count++], sizeof out->paths[0], "%s", path);
    for (size_t i = 0; i < node->count; i++) {
        const ns_node *below = node->kind == NS_NODE_LIST ? node->items[i] : node->pairs[i].value;
        char next[120], name[40];
        snprintf(name, sizeof name, "%zu", i);
        if (node->kind == NS_NODE_MAP) snprintf(name, sizeof name, "%s", node->pairs[i].key->text);
        snprintf(next, sizeof next, "%s%s%s", path, *path ? "." : "", name);
        if (below->kind != NS_NODE_SCALAR) collect_maps(below, next, out);
    }
}

static void check_unknown(const ns_document *document, const char *path) {
    ns_document *copy;
    char target[140];
    ns_node value = {.kind = NS_NODE_SCALAR, .text = "1"};
    ns_diagnostics *unused = ns_diagnostics_new();
    cr_assert_eq(ns_document_copy(&copy, document), NS_OK);
    snprintf(target, sizeof target, "%s%szzz", path, *path ? "." : "");
    cr_assert_eq(ns_document_set_node(copy, target, &value, NS_FROM_FILE, (ns_location){0}, unused), NS_OK);
    loaded self = loaded_document(copy);
    cr_assert_null(self.scenario, "'%s' was accepted", target);
    cr_assert(strstr(self.faults, "zzz"), "%s: %s", target, self.faults);
    loaded_free(&self);
    ns_diagnostics_free(unused);
}

Test(keys, an_unknown_key_is_refused_in_every_map, .timeout = 20) {
    loaded self = loaded_text(everything);
    seen *maps = calloc(1, sizeof *maps);
    collect_maps(self.document->root, "", maps);
    cr_assert_gt(maps->count, 40);
    for (size_t i = 0; i < maps->count; i++) check_unknown(self.document, maps->paths[i]);
    free(maps);
    loaded_free(&self);
}

static const fault_case unknown[] = {
    {"name: orchard\n", "name: orchard\n^titel: x\n", "E201", "did you mean 'title'", 0},
    {"name: orchard\n", "name: orchard\n^observers: {}\n", "E201", "unknown key 'observers'", 0},
    {"name: orchard\n", "name: orchard\n^spoilers: []\n", "E201", "unknown key 'spoilers'", 0},
    {"name: orchard\n", "name: orchard\n^'*': 1\n", "E201", NULL, 0},
    {"ordered: true", "^orderd: true", "E201", "did you mean 'ordered'", 0},
    {"ordered: true", "^controls: ann", "E201", "did you mean 'control'?", 0},
    {"title: Middle", "^tittle: Middle", "E201", "did you mean 'title'", 0},
    {"available: 0.5}", "^availible: 0.5}", "E201", "did you mean 'available'", 0},
    {"{name: dry, ", "{name: dry, ^when: {}, ", "E201", "unknown key 'when' in 'rules.dry'", 0},
    {"    no_deal: 20\n", "    ^no_dael: 20\n", "E201", "did you mean 'no_deal'", 0},
    {"    no_deal: 20\n", "    ^pwr: 2\n", "E201", NULL, 0},
    {"flexibility: 0.9", "^flexibilty: 0.9", "E201", "did you mean 'flexibility'", 0},
    {"{name: both, ", "{name: both, ^if: {}, ", "E201", "'parties.ann.links.both'", 0},
    {"{name: first, ", "{name: first, ^need: {}, ", "E201", "did you mean 'needs'", 0},
    {"concession: boulware", "concession: {tactic: time, ^exponnent: 1}", "E201", "did you mean 'exponent'",
     0},
    {"    no_deal: 20\n", "    priorities: {^ordr: []}\n", "E201", "did you mean 'order'", 1},
    {"    credibility: 0.6\n", "    ^guaranty: {}\n", "E201", "'mediators.tom'", 0},
    {"formulation: 1}", "^formulating: 1}", "E201", NULL, 0},
    {"deadline: 8}", "^dedline: 8}", "E201", "did you mean 'deadline'", 0},
    {"agenda: package", "^stages: 2", "E201", NULL, 0},
    {"agenda: package", "agenda: [{name: a, issues: [fence, water, price], ^stands_alone: true}]", "E201",
     NULL, 0},
    {"variants: {drought: {set:", "variants: {drought: {^sets: {}, set:", "E201", "did you mean 'set'", 0},
    {"run: {draws", "run: {^draw: 2, draws", "E201", "did you mean 'draws'", 0},
    {"run: {draws", "scale: {^top: 10}\nrun: {draws", "E201", NULL, 0},
    {"name: orchard\n", "name: orchard\nnumbers: {^bases: a}\n", "E201", "did you mean 'basis'", 0},
};

Test(keys, unknown_keys_are_told_with_the_nearest) { CHECK_FAULTS(orchard, unknown); }

/* --- kinds, missing keys, words ---------------------------------------------------------------------------- */

static const fault_case kinds[] = {
    {"name: orchard", "name: ^[orchard]", "E202", "a text or number", 0},
    {"name: orchard", "name: ^{a: b}", "E202", NULL, 0},
    {"ordered: true", "ordered: ^yes", "E202", "true or false", 0},
    {"ordered: true", "ordered: ^'true'", "E202", "true or false", 0},
    {"ordered: true", "ordered: ^[true]", "E202", "true or false", 0},
    {"{range: [0, 20], step: 5}", "{range: ^20, step: 5}", "E202", "must be a list", 1},
    {"conditions: {rain: {available: 0.5}}", "conditions: ^[rain]", "E202", "must be a map", 2},
    {"{rain: {available: 0.5}}", "{rain: ^0.5}", "E202", "must be a map", 0},
    {"rules: [{name: dry, if: {fence: east}, then: {water: [split]}}]", "rules: ^{dry: 1}", "E202", "a list",
     0},
    {"rules: [", "rules: [^dry, ", "E202", "a map with a name", 0},
    {"when: {fence: east, price: 0..5}", "when: ^[fence]", "E202", "must be a map", 0},
    {"needs: {water: shared}", "needs: ^shared", "E202", "must be a map", 0},
    {"before: fence", "before: ^{fence: 1}", "E202", "one name or a list", 0},
    {"values: [0, 100]", "values: ^100", "E202", "a list or a map", 0},
    {"red_lines: {east: 0.3}", "red_lines: ^east", "E202", "must be a map", 0},
    {"bias: {ann: 0.1}", "bias: ^0.1", "E202", "say for which party", 0},
    {"style: {facilitation: 1, formulation: 1}", "style: ^facilitation", "E202", "a map", 0},
    {"rounds: 10", "rounds: ^[10, 20]", "E202", NULL, 0},
    {"rounds: 10", "rounds: ^ten", "E301", "whole number", 0},
    {"rounds: 10", "rounds: ^'10'", "E301", "whole number", 0},
    {"rounds: 10", "rounds: ^10.5", "E301", "whole number", 0},
    {"rounds: 10", "rounds: ^-3", "E301", "whole number", 0},
    {"seed: 1}", "seed: ^99999999999999999999}", "E301", NULL, 0},
    {"agenda: package", "agenda: ^{package: 1}", "E202", "a list", 0},
    {"agenda: package", "agenda: ^packet", "E204", "package", 0},
    {"agenda: package", "order: ^randm", "E204", "one of: fixed, rotating, random", 0},
    {"variants: {drought:", "variants: {drought: ^[], other:", "E202", NULL, 0},
    {"run: {draws", "scale: {full: ^[1, 2]}\nrun: {draws", "E202", "may not be a range", 0},
    {"run: {draws", "scale: {full: ^0}\nrun: {draws", "E302", NULL, 0},
    {"run: {draws", "scale: {full: ^many}\nrun: {draws", "E301", NULL, 0},
    {"negsim: 1", "negsim: ^one", "E301", NULL, 0},
    {"negsim: 1", "negsim: ^'1'", "E301", NULL, 0},
    {"negsim: 1", "negsim: ^2", "E205", "later version", 0},
    {"negsim: 1", "negsim: ^0", "E205", "write `negsim: 1`", 0},
    {"name: orchard", "name: ^my orchard", "E206", "cannot name a folder", 0},
    {"name: orchard", "name: ^../up", "E206", NULL, 0},
    {"name: orchard", "name: ^-x", "E206", NULL, 0},
    {"name: orchard", "name: ^''", "E206", NULL, 0},
};

Test(keys, wrong_kinds_are_told) { CHECK_FAULTS(orchard, kinds); }

static const fault_case missing[] = {
    {"negsim: 1\nname: orchard\n", "^name: orchard\n", "E203", "'negsim'", 0},
    {"negsim: 1\nname: orchard\n", "^negsim: 1\n", "E203", "'name'", 0},
    {"fence: {priority: 30, values: [0, 70, 100], ", "fence: ^{priority: 30, ", "E203", "'values'", 0},
    {"fence: {priority: 30, values", "fence: ^{values", "E203", "'priority'", 0},
    {"[{name: both, when", "[^{when", "E203", "'name'", 0},
    {"[{name: both, when: {fence: east, price: 0..5}, ", "[^{name: both, ", "E203", "'when'", 0},
    {", add: [5, 12]}", "}", "E203", "'add'", 0},
    {"before: fence, ", "", "E203", "'before'", 0},
    {"needs: {water: shared}, ", "", "E203", "'needs'", 0},
    {"[{name: dry, if", "[^{if", "E203", "'name'", 0},
    {"{drought: {set: {conditions.rain.available: 0}}}", "{drought: ^{title: Dry}}", "E203", "'set'", 0},
    {"agenda: package", "agenda: [^{issues: [fence, water, price]}]", "E203", "'name'", 0},
    {"agenda: package", "agenda: [^{name: a}]", "E203", "'issues'", 3},
};

Test(keys, missing_keys_are_told) {
    for (size_t i = 0; i < sizeof missing / sizeof *missing; i++) {
        fault_case row = missing[i];
        char piece[200];
        if (!strchr(row.new_piece, '^')) { /* the map begins before the piece */
            loaded self = orchard_with(row.old, row.new_piece);
            cr_assert(self.faults && strstr(self.faults, row.says) && strstr(self.faults, "[E203]"), "%s",
                      row.old);
            loaded_free(&self);
            continue;
        }
        snprintf(piece, sizeof piece, "%s", row.new_piece);
        row.new_piece = piece;
        check_fault(orchard, &row);
    }
    loaded self = loaded_text("negsim: 1\nname: x\n");
    cr_assert(self.faults && strstr(self.faults, "'issues' is missing") &&
              strstr(self.faults, "'parties' is missing"));
    loaded_free(&self);
}

Test(keys, another_version_is_not_looked_into) {
    loaded self = loaded_text("negsim: 7\nnome: x\nfuture: [1]\n");
    cr_assert_null(self.scenario);
    cr_assert_eq(ns_diagnostics_errors(self.diagnostics), 1, "%s", self.faults);
    cr_assert(find_fault(self.diagnostics, "E205", 1, 9));
    loaded_free(&self);
}

Test(keys, texts_take_any_scalar_and_an_empty_one_says_nothing) {
    char *text = replaced(everything, "title: All\n", "title:\n");
    char *more = replaced(text, "title: Fence", "title: yes");
    char *third = replaced(more, "title: Ann", "title: 012");
    loaded self = loaded_text(third);
    cr_assert(self.scenario, "%s", self.faults);
    cr_assert_str_eq(self.scenario->title, "all_of-it9");
    cr_assert_str_eq(self.scenario->issues[0].title, "yes");
    cr_assert_str_eq(self.scenario->parties[0].title, "012");
    loaded_free(&self);
    free(text), free(more), free(third);
}

Test(keys, the_whole_scenario_is_as_written) {
    loaded self = loaded_text(everything);
    const ns_scenario *s = self.scenario;
    cr_assert_str_eq(s->name, "all_of-it9");
    cr_assert_str_eq(s->description, "Every key");
    cr_assert_str_eq(s->issues[0].options[0].caution, "Mind");
    cr_assert_str_eq(s->issues[0].options[0].provenance.date, "d");
    cr_assert_str_eq(s->protocol.round_is, "2 weeks");
    cr_assert_eq(s->protocol.order, NS_ORDER_ROTATING);
    cr_assert_eq(s->protocol.rounds, 20);
    cr_assert_eq(s->draws, 10);
    cr_assert_eq(s->seed, 1);
    cr_assert_eq(s->headline_count, 1);
    cr_assert(!s->headline_is_default);
    cr_assert_eq(s->variants[0].set_count, 2);
    cr_assert_str_eq(s->variants[0].title, "Dry");
    cr_assert_eq(s->variant_count, 1);
    cr_assert_eq(s->full, 100);
    cr_assert_eq(s->slack, 0.5);
    loaded_free(&self);
}

/* At most 20 are kept, all are counted. */
Test(keys, twenty_faults_at_once) {
    ns_buffer text = {0};
    ns_buffer_add(&text, orchard);
    for (int i = 0; i < 30; i++) ns_buffer_format(&text, "extra%d: 1\n", i);
    loaded self = loaded_text(text.text);
    cr_assert_null(self.scenario);
    cr_assert_eq(ns_diagnostics_errors(self.diagnostics), 30);
    cr_assert_eq(ns_diagnostics_count(self.diagnostics), 20);
    loaded_free(&self);
    ns_buffer_free(&text);
}

/* Too many entries are refused before they are compared with each other. */
Test(keys, very_long_lists_end_quickly, .timeout = 10) {
    ns_buffer text = {0};
    char *start = replaced(orchard, "rules: [{name: dry, if: {fence: east}, then: {water: [split]}}]\n", "");
    ns_buffer_add(&text, start);
    ns_buffer_add(&text, "rules: [");
    for (int i = 0; i < 40000; i++) ns_buffer_format(&text, "%s{name: r%d}", i ? "," : "", i);
    ns_buffer_add(&text, "]\n");
    loaded self = loaded_text(text.text);
    cr_assert_null(self.scenario);
    cr_assert(strstr(self.faults, "40000 entries; the limit is 256"), "%s", self.faults);
    loaded_free(&self);
    free(start);
    ns_buffer_free(&text);
}
