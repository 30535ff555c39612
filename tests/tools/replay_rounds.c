/* replay-rounds [--slow] DIR: plays every NAME.yaml of a folder in both arms and compares all that NAME.json says of it:
 * packages, conditions, reasons, rounds, every turn, shares, blockers and pivots exactly, real numbers within 1e-9 of the
 * scale's top. Prints the first difference of each and `N of M equal`. --slow: with the slow reference engine of the tests. */
#include <dirent.h>
#include <jansson.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "loaded.h"
#include "reference.h"

/* One arm as played, by either engine. */
typedef struct arm {
    const ns_event *events;
    size_t event_count;
    const ns_outcome *outcome;
    const ns_shut *shut;
    ns_shut pivot_pairs;
    unsigned pivot_causes;
} arm;

typedef struct check {
    const ns_scenario *scenario;
    const ns_instance *instance;
    const char *where; /* arm */
    char difference[512];
} check;

/* --- differences ------------------------------------------------------------------------------------------ */

static void differ(check *self, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void differ(check *self, const char *format, ...) {
    if (self->difference[0]) return; /* the first is kept */
    int length =
        snprintf(self->difference, sizeof self->difference, "%s%s", self->where, self->where[0] ? ": " : "");
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(self->difference + length, sizeof self->difference - (size_t)length, format, arguments);
    va_end(arguments);
}

static void expect_text(check *self, const char *what, const json_t *wanted, const char *found) {
    const char *text = json_string_value(wanted);
    if (!text && !found) return;
    if (!text || !found || strcmp(text, found) != 0)
        differ(self, "%s: expected %s, found %s", what, text ? text : "null", found ? found : "null");
}

static void expect_count(check *self, const char *what, const json_t *wanted, uint64_t found) {
    if (!json_is_integer(wanted) || json_integer_value(wanted) != (json_int_t)found)
        differ(self, "%s: expected %lld, found %llu", what, (long long)json_integer_value(wanted),
               (unsigned long long)found);
}

/* JSON null is minus infinity here: not negotiable. */
static void expect_real(check *self, const char *what, const json_t *wanted, double found) {
    if (json_is_null(wanted) && found == -HUGE_VAL) return;
    double value = json_number_value(wanted);
    if (json_is_number(wanted) && fabs(value - found) <= self->scenario->slack) return;
    differ(self, "%s: expected %.12g, found %.12g", what, json_is_number(wanted) ? value : NAN, found);
}

/* A map from every party's id to a number. */
static void expect_reals(check *self, const char *what, const json_t *wanted, const double *found) {
    if (!json_is_object(wanted)) return;
    if (json_object_size(wanted) != self->scenario->party_count) differ(self, "%s: other parties", what);
    for (uint32_t p = 0; p < self->scenario->party_count; p++) {
        const json_t *one = json_object_get(wanted, self->scenario->parties[p].id);
        if (!one)
            differ(self, "%s: nothing for %s", what, self->scenario->parties[p].id);
        else
            expect_real(self, what, one, found[p]);
    }
}

static const char *package_text(const check *self, uint32_t package, char text[NS_PACKAGE_TEXT]) {
    if (package == NS_NONE) return NULL;
    ns_package_name(self->scenario, package, text);
    return text;
}

static const char *part_text(const check *self, uint32_t stage, uint32_t part, char text[NS_PACKAGE_TEXT]) {
    if (part == NS_NONE) return NULL;
    ns_part_name(self->scenario, stage, part, text);
    return text;
}

static uint32_t find_package(const check *self, const json_t *name) {
    char text[NS_PACKAGE_TEXT];
    for (uint32_t x = 0; x < self->scenario->package_count && json_is_string(name); x++)
        if (strcmp(package_text(self, x, text), json_string_value(name)) == 0) return x;
    return NS_NONE;
}

/* --- the draw --------------------------------------------------------------------------------------------- */

static void check_draw(check *self, const json_t *root) {
    const ns_scenario *s = self->scenario;
    const json_t *entry;
    size_t k;
    expect_text(self, "scenario", json_object_get(root, "scenario"), s->name);
    expect_real(self, "full", json_object_get(root, "full"), s->full);
    const json_t *conditions = json_object_get(root, "conditions");
    if (json_object_size(conditions) != s->condition_count) differ(self, "other conditions");
    for (uint32_t c = 0; c < s->condition_count; c++)
        expect_count(self, s->conditions[c].id, json_object_get(conditions, s->conditions[c].id),
                     self->instance->available[c]);
    const json_t *packages = json_object_get(root, "packages");
    if (json_array_size(packages) != s->package_count)
        differ(self, "number of packages: %u found", s->package_count);
    json_array_foreach(packages, k, entry) {
        char text[NS_PACKAGE_TEXT];
        double values[NS_MAX_PARTIES];
        if (k >= s->package_count) return;
        expect_text(self, "package", json_object_get(entry, "package"),
                    package_text(self, (uint32_t)k, text));
        for (uint32_t p = 0; p < s->party_count; p++) values[p] = self->instance->utility[p][k];
        expect_reals(self, "values of a package", json_object_get(entry, "values"), values);
        expect_count(self, "feasible", json_object_get(entry, "feasible"),
                     (self->instance->shut[k] & NS_SHUT_INFEASIBLE) == 0);
    }
}

/* --- an arm ----------------------------------------------------------------------------------------------- */

static const char *id_of(const check *self, uint32_t party) {
    if (party != NS_NONE) return self->scenario->parties[party].id;
    return self->scenario->mediator_count ? self->scenario->mediators[0].id : NULL;
}

static void check_event(check *self, const json_t *wanted, const ns_event *event) {
    char text[NS_PACKAGE_TEXT];
    const json_t *field;
    expect_count(self, "round", json_object_get(wanted, "round"), event->round);
    expect_count(self, "turn", json_object_get(wanted, "turn"), event->turn);
    expect_text(self, "who", json_object_get(wanted, "who"), id_of(self, event->party));
    expect_text(self, "action", json_object_get(wanted, "action"), ns_action_name(event->action));
    expect_text(self, "package", json_object_get(wanted, "package"),
                part_text(self, event->stage, event->part, text));
    expect_text(self, "why", json_object_get(wanted, "why"),
                event->why == NS_WHY_NONE ? NULL : ns_why_name(event->why));
    expect_reals(self, "values", json_object_get(wanted, "values"), event->worth);
    expect_reals(self, "paid", json_object_get(wanted, "paid"), event->paid);
    if ((field = json_object_get(wanted, "stage"))) expect_count(self, "stage", field, event->stage + 1);
    if ((field = json_object_get(wanted, "level"))) expect_real(self, "level", field, event->level);
    if ((field = json_object_get(wanted, "need"))) expect_real(self, "need", field, event->need);
    if (event->action == NS_ACTION_DRAFT)
        expect_text(self, "whole", json_object_get(wanted, "whole"), package_text(self, event->whole, text));
    if (event->action == NS_ACTION_CARROT)
        expect_text(self, "offer_of", json_object_get(wanted, "offer_of"), id_of(self, event->offer_of));
}

static void check_trace(check *self, const json_t *wanted, const arm *played) {
    const json_t *entry;
    size_t k;
    json_array_foreach(wanted, k, entry) {
        if (k >= played->event_count) break;
        bool before = self->difference[0] != 0;
        check_event(self, entry, &played->events[k]);
        if (before || !self->difference[0]) continue;
        char first[sizeof self->difference];
        snprintf(first, sizeof first, "%.480s", self->difference);
        snprintf(self->difference, sizeof self->difference, "trace[%zu]: %.480s", k, first);
    }
    if (json_array_size(wanted) != played->event_count)
        differ(self, "trace: expected %zu entries, found %zu", json_array_size(wanted), played->event_count);
}

static void check_outcome(check *self, const json_t *wanted, const ns_outcome *outcome) {
    char text[NS_PACKAGE_TEXT];
    const json_t *entry, *settled = json_object_get(wanted, "settled");
    double values[NS_MAX_PARTIES] = {0};
    size_t k;
    expect_text(self, "reason", json_object_get(wanted, "reason"), ns_reason_name(outcome->reason));
    expect_count(self, "round", json_object_get(wanted, "round"), outcome->round);
    expect_text(self, "package", json_object_get(wanted, "package"),
                package_text(self, outcome->package, text));
    for (uint32_t p = 0; p < self->scenario->party_count && outcome->package != NS_NONE; p++)
        values[p] = self->instance->utility[p][outcome->package];
    expect_reals(self, "values", json_object_get(wanted, "values"), values);
    expect_count(self, "drafts", json_object_get(wanted, "drafts"), outcome->drafts);
    expect_reals(self, "carrots", json_object_get(wanted, "carrots"), outcome->paid);
    if (json_array_size(settled) != outcome->settled_count)
        differ(self, "settled: %u stages found", outcome->settled_count);
    json_array_foreach(settled, k, entry) {
        if (k >= outcome->settled_count) break;
        expect_count(self, "settled.round", json_object_get(entry, "round"), outcome->settled[k].round);
        expect_text(self, "settled.package", json_object_get(entry, "package"),
                    part_text(self, (uint32_t)k, outcome->settled[k].part, text));
    }
}

static void check_shares(check *self, const json_t *wanted, const arm *played) {
    const ns_scenario *s = self->scenario;
    ns_shut red_lines = ns_shut_red_lines(s->party_count), no_deals = ns_shut_no_deals(s->party_count);
    size_t k, found = 0;
    const json_t *entry;
    for (uint32_t x = 0; x < s->package_count; x++) found += ns_shut_admissible(played->shut[x], red_lines);
    if (json_array_size(wanted) != found)
        differ(self, "shares: expected %zu packages, found %zu", json_array_size(wanted), found);
    json_array_foreach(wanted, k, entry) {
        uint32_t x = find_package(self, json_object_get(entry, "package"));
        if (x == NS_NONE) {
            differ(self, "shares: no such package");
            return;
        }
        ns_shut shut = played->shut[x];
        expect_count(self, "admissible", json_object_get(entry, "admissible"),
                     ns_shut_admissible(shut, red_lines));
        expect_count(self, "acceptable", json_object_get(entry, "acceptable"),
                     ns_shut_admissible(shut, red_lines | no_deals));
        expect_count(self, "reachable", json_object_get(entry, "reachable"), shut == 0);
        expect_count(self, "agreed", json_object_get(entry, "agreed"), played->outcome->package == x);
    }
}

/* The bit of (party, cause); 64: no such party or cause. */
static unsigned bit_of(const check *self, const json_t *entry) {
    const char *party = json_string_value(json_object_get(entry, "party"));
    const char *cause = json_string_value(json_object_get(entry, "cause"));
    for (unsigned bit = 0; bit < NS_SHUT_BITS(self->scenario->party_count) && cause; bit++) {
        uint32_t p = ns_shut_party(bit);
        const char *id = p == NS_NONE ? NULL : self->scenario->parties[p].id;
        if (strcmp(ns_cause_name(ns_shut_cause(bit)), cause) != 0) continue;
        if ((!id && !party) || (id && party && strcmp(id, party) == 0)) return bit;
    }
    return 64;
}

static void check_blockers(check *self, const json_t *wanted, const arm *played) {
    size_t k, found = 0;
    const json_t *entry;
    for (uint32_t x = 0; x < self->scenario->package_count; x++)
        found += (size_t)__builtin_popcountll(played->shut[x]);
    if (json_array_size(wanted) != found)
        differ(self, "blockers: expected %zu, found %zu", json_array_size(wanted), found);
    json_array_foreach(wanted, k, entry) {
        uint32_t x = find_package(self, json_object_get(entry, "package"));
        unsigned bit = bit_of(self, entry);
        if (x == NS_NONE || bit == 64 || !(played->shut[x] >> bit & 1)) {
            differ(self, "blockers[%zu]: %s does not shut this package", k,
                   json_string_value(json_object_get(entry, "cause")));
            return;
        }
        expect_count(self, "alone", json_object_get(entry, "alone"), played->shut[x] == (ns_shut)1 << bit);
    }
}

static void check_pivots(check *self, const json_t *wanted, const arm *played) {
    size_t k;
    const json_t *entry, *pairs = json_object_get(wanted, "pivotal_pairs"),
                         *causes = json_object_get(wanted, "pivotal_causes");
    ns_shut expected = 0;
    unsigned expected_causes = 0;
    json_array_foreach(pairs, k, entry) {
        unsigned bit = bit_of(self, entry);
        if (bit == 64)
            differ(self, "pivotal_pairs[%zu]: no such pair", k);
        else
            expected |= (ns_shut)1 << bit;
    }
    json_array_foreach(causes, k, entry) {
        for (unsigned c = 0; c < NS_CAUSE_COUNT; c++)
            if (strcmp(ns_cause_name((ns_cause)c), json_string_value(entry)) == 0) expected_causes |= 1u << c;
    }
    if (expected != played->pivot_pairs)
        differ(self, "pivotal_pairs: expected bits %llx, found %llx", (unsigned long long)expected,
               (unsigned long long)played->pivot_pairs);
    if (expected_causes != played->pivot_causes)
        differ(self, "pivotal_causes: expected bits %x, found %x", expected_causes, played->pivot_causes);
}

static void check_arm(check *self, const char *name, const json_t *wanted, const arm *played) {
    self->where = name;
    if (!json_is_object(wanted)) differ(self, "the arm is missing in the file");
    check_trace(self, json_object_get(wanted, "trace"), played);
    check_outcome(self, wanted, played->outcome);
    check_shares(self, json_object_get(wanted, "shares"), played);
    check_blockers(self, json_object_get(wanted, "blockers"), played);
    check_pivots(self, wanted, played);
    self->where = "";
}

/* --- playing ---------------------------------------------------------------------------------------------- */

static void play_slow(check *self, const char *name, const json_t *wanted, uint64_t draw, ns_seat seat) {
    ref_draw *numbers = ref_draw_new(self->scenario, self->scenario->seed, draw);
    ref_play *play = ref_play_new(numbers, seat, 0);
    arm played = {play->events, play->event_count, &play->outcome,
                  play->shut,   play->pivot_pairs, play->pivot_causes};
    check_arm(self, name, wanted, &played);
    ref_play_free(play);
    ref_draw_free(numbers);
}

static void play_fast(check *self, const char *name, const json_t *wanted, ns_session *session,
                      ns_seat seat) {
    recording play;
    ns_status status = recording_play(&play, session, self->instance, seat, 0);
    arm played = {play.events, play.count, &play.outcome, play.shut, play.pivot_pairs, play.pivot_causes};
    if (status == NS_OK)
        check_arm(self, name, wanted, &played);
    else
        differ(self, "%s", ns_status_text(status));
    recording_free(&play);
}

static void play_arms(check *self, const json_t *root, bool slow) {
    const json_t *arms = json_object_get(root, "arms");
    uint64_t draw = (uint64_t)json_integer_value(json_object_get(root, "draw"));
    ns_instance instance;
    ns_session *session = ns_session_new(self->scenario);
    if (!session || ns_instance_init(&instance, self->scenario) != NS_OK) abort();
    ns_instance_draw(&instance, self->scenario->seed, draw, NULL);
    self->instance = &instance;
    check_draw(self, root);
    const char *const names[] = {"unmediated", "mediated"};
    const ns_seat seats[] = {seat_nobody(), seat_mediated(self->scenario)};
    for (int k = 0; k < 2; k++) {
        if (slow)
            play_slow(self, names[k], json_object_get(arms, names[k]), draw, seats[k]);
        else
            play_fast(self, names[k], json_object_get(arms, names[k]), session, seats[k]);
    }
    ns_session_free(session);
    ns_instance_free(&instance);
}

/* true: equal. */
static bool replay(const char *folder, const char *file, bool slow) {
    char yaml[4096], json[4096];
    json_error_t error;
    check self = {.where = ""};
    snprintf(yaml, sizeof yaml, "%s/%s", folder, file);
    snprintf(json, sizeof json, "%s/%.*s.json", folder, (int)(strlen(file) - strlen(".yaml")), file);
    loaded input = loaded_file(yaml);
    json_t *root = json_load_file(json, 0, &error);
    self.scenario = input.scenario;
    if (!input.scenario)
        differ(&self, "the scenario has faults:\n%s", input.faults ? input.faults : "");
    else if (!root)
        differ(&self, "%s", error.text);
    else
        play_arms(&self, root, slow);
    if (self.difference[0]) printf("%s: %s\n", file, self.difference);
    json_decref(root);
    loaded_free(&input);
    return self.difference[0] == 0;
}

/* --- the folder ------------------------------------------------------------------------------------------- */

static int is_yaml(const struct dirent *entry) {
    size_t length = strlen(entry->d_name);
    return length > strlen(".yaml") && strcmp(entry->d_name + length - strlen(".yaml"), ".yaml") == 0;
}

int main(int argc, char **argv) {
    bool slow = argc == 3 && strcmp(argv[1], "--slow") == 0;
    if (argc != 2 + slow) {
        fprintf(stderr, "usage: replay-rounds [--slow] DIR\n");
        return 2;
    }
    struct dirent **entries = NULL;
    const char *folder = argv[argc - 1];
    int count = scandir(folder, &entries, is_yaml, alphasort), equal = 0;
    if (count < 0) {
        fprintf(stderr, "replay-rounds: cannot read %s\n", folder);
        return 66;
    }
    for (int k = 0; k < count; k++) {
        equal += replay(folder, entries[k]->d_name, slow);
        free(entries[k]);
    }
    free(entries);
    printf("%d of %d equal\n", equal, count);
    return count > 0 && equal == count ? 0 : 1;
}
