/* replay-negmas [--emit DIR] DIR: plays every run of DIR/traces/NAME.json as a scenario of alternating offers and compares every offer,
 * the agreement and the counts; compares all solution points within 1e-9. Prints the first differences and `N of M equal`. --emit:
 * writes each run as DIR/NAME-NUMBER.yaml, for `negsim run --trace=1`. */
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "negsim/solve.h"
#include "replay.h"

typedef struct domain {
    const char *name;
    const json_t *root, *variant, *run;
    const char *variant_name;
    uint32_t parties;
} domain;

static const json_t *party_of(const domain *self, size_t p) {
    return json_array_get(json_object_get(self->variant, "parties"), p);
}
static double real_of(const json_t *map, const char *key) {
    return json_number_value(json_object_get(map, key));
}
static size_t speaker(const domain *self, size_t turn) {
    return (size_t)json_integer_value(json_array_get(json_object_get(self->run, "order"), turn));
}

/* --- a run as a scenario ----------------------------------------------------------------------------------------- */

static void write_issues(ns_buffer *out, const domain *self) {
    const json_t *issue, *value;
    size_t i, o;
    ns_buffer_add(out, "issues:\n");
    json_array_foreach(json_object_get(self->root, "issues"), i, issue) {
        ns_buffer_format(out, "  i%zu:\n    title: ", i + 1);
        replay_quoted(out, json_string_value(json_object_get(issue, "name")));
        ns_buffer_add(out, "\n    options: {");
        json_array_foreach(json_object_get(issue, "values"), o, value) {
            ns_buffer_format(out, "%so%zu: ", o ? ", " : "", o + 1);
            char *text =
                json_is_string(value) ? strdup(json_string_value(value)) : json_dumps(value, JSON_ENCODE_ANY);
            replay_quoted(out, text);
            free(text);
        }
        ns_buffer_add(out, "}\n");
    }
}

/* NegMAS's exponents are the inverse of negsim's: a = 1 - t^e. */
static const char *exponent_of(const char *strategy) {
    if (strcmp(strategy, "boulware") == 0) return "0.25";
    return strcmp(strategy, "linear") == 0 ? "1" : "4";
}

static void write_party(ns_buffer *out, const domain *self, size_t p) {
    const json_t *party = party_of(self, p), *values, *value;
    const char *strategy = json_string_value(json_array_get(json_object_get(self->run, "strategies"), p));
    size_t i, o;
    ns_buffer_format(out, "  p%zu:\n    title: ", p);
    replay_quoted(out, json_string_value(json_object_get(party, "name")));
    ns_buffer_add(out, "\n    base: ");
    replay_number(out, real_of(party, "bias"));
    ns_buffer_add(out, "\n    no_deal: ");
    replay_number(out, real_of(party, "reserved_value"));
    ns_buffer_format(out,
                     "\n    priorities: as_written\n    concession: {tactic: time, exponent: %s, clock: "
                     "open, range: own_values, ease: "
                     "0.0001, offer: lowest, below: 0.000001}\n    issues:\n",
                     exponent_of(strategy));
    json_array_foreach(json_object_get(party, "values"), i, values) {
        ns_buffer_format(out, "      i%zu: {priority: ", i + 1);
        replay_number(out, json_number_value(json_array_get(json_object_get(party, "weights"), i)));
        ns_buffer_add(out, ", values: [");
        json_array_foreach(values, o, value) {
            ns_buffer_add(out, o ? ", " : "");
            replay_number(out, json_number_value(value));
        }
        ns_buffer_add(out, "]}\n");
    }
}

static double top_of(const domain *self) {
    double top = 1e-6;
    for (size_t p = 0; p < self->parties; p++) {
        top = fmax(top, real_of(party_of(self, p), "max"));
        top = fmax(top, real_of(party_of(self, p), "reserved_value"));
    }
    return top;
}

static void write_run(ns_buffer *out, const domain *self, const char *name) {
    ns_buffer_format(out, "negsim: 1\nname: %s\nscale: {slack: 0, full: ", name);
    replay_number(out, top_of(self));
    ns_buffer_format(out, "}\nprotocol: {rounds: %lld, last_answers: false}\n",
                     (long long)json_integer_value(json_object_get(self->run, "n_steps")));
    write_issues(out, self);
    ns_buffer_add(out, "parties:\n");
    for (size_t k = 0; k < self->parties; k++) write_party(out, self, speaker(self, k));
}

/* --- comparison ---------------------------------------------------------------------------------------------------- */

/* One party's offers, run by run of the same package, against the reference's list. */
static void compare_offers(replay *tally, const recording *played, uint32_t party, size_t number,
                           const json_t *wanted) {
    size_t at = 0, left = 0;
    long long rank = -1, step = 0;
    for (size_t k = 0; k < played->count; k++) {
        const ns_event *event = &played->events[k];
        if (event->action != NS_ACTION_OFFER || event->party != party) continue;
        if (left == 0) {
            const json_t *entry = json_array_get(wanted, at++);
            rank = entry ? json_integer_value(json_array_get(entry, 0)) : -1;
            step = json_integer_value(json_array_get(entry, 1));
            left = (size_t)json_integer_value(json_array_get(entry, 2));
        }
        if (!left || rank != (long long)event->part || step != (long long)event->round - 1) {
            replay_differs(tally, "party %zu offers %u in step %u, wanted %lld in step %lld", number,
                           event->part, event->round - 1, rank, step);
            return;
        }
        step++;
        left--;
    }
    if (left || at < json_array_size(wanted)) replay_differs(tally, "party %zu offers too little", number);
}

static void compare_agreement(replay *tally, const domain *self, const recording *played,
                              const ns_instance *instance) {
    const json_t *wanted = json_object_get(self->run, "agreement");
    const ns_outcome *out = &played->outcome;
    if (json_is_null(wanted) || !wanted) {
        if (out->package != NS_NONE) replay_differs(tally, "agreed on %u, wanted none", out->package);
        return;
    }
    const long long rank = json_integer_value(json_object_get(wanted, "rank")),
                    step = json_integer_value(json_object_get(wanted, "step"));
    if (rank != (long long)out->package || step != (long long)out->round - 1)
        replay_differs(tally, "agreed on %u in step %u, wanted %lld in step %lld", out->package,
                       out->round - 1, rank, step);
    for (uint32_t k = 0; k < self->parties && out->package != NS_NONE; k++) {
        const double u = instance->utility[k][out->package],
                     want = json_number_value(
                         json_array_get(json_object_get(wanted, "utilities"), speaker(self, k)));
        if (u != want)
            replay_differs(tally, "worth %.17g to party %zu, wanted %.17g", u, speaker(self, k), want);
    }
}

static void compare_counts(replay *tally, const domain *self, const recording *played) {
    long long offers = 0;
    for (uint32_t p = 0; p < self->parties; p++) offers += played->outcome.offers[p];
    if (offers != json_integer_value(json_object_get(self->run, "n_offers")))
        replay_differs(tally, "%lld offers, wanted %lld", offers,
                       (long long)json_integer_value(json_object_get(self->run, "n_offers")));
    if ((long long)played->outcome.round != json_integer_value(json_object_get(self->run, "steps")))
        replay_differs(tally, "%u steps", played->outcome.round);
}

static void play(replay *tally, const domain *self, const ns_scenario *scenario) {
    ns_instance instance;
    recording played = {0};
    ns_session *session = ns_session_new(scenario);
    if (ns_instance_init(&instance, scenario) != NS_OK || !session) exit(71);
    ns_instance_draw(&instance, 1, 0, NULL);
    if (recording_play(&played, session, &instance, seat_nobody(), 0) != NS_OK) exit(71);
    for (uint32_t k = 0; k < self->parties; k++)
        compare_offers(tally, &played, k, speaker(self, k),
                       json_array_get(json_object_get(self->run, "offers"), speaker(self, k)));
    compare_agreement(tally, self, &played, &instance);
    compare_counts(tally, self, &played);
    recording_free(&played);
    ns_session_free(session);
    ns_instance_free(&instance);
}

/* --- solution points ------------------------------------------------------------------------------------------------- */

/* The reference's names. */
static const struct {
    const char *name;
    ns_solution_kind kind;
} points[] = {{"nash", NS_SOLUTION_NASH},
              {"kalai", NS_SOLUTION_EGALITARIAN},
              {"kalai_smorodinsky", NS_SOLUTION_LEAST_SPREAD},
              {"max_welfare", NS_SOLUTION_UTILITARIAN},
              {"max_relative_welfare", NS_SOLUTION_RELATIVE_UTILITARIAN}};

static bool same_point(const ns_instance *instance, uint32_t package, const json_t *wanted) {
    for (uint32_t p = 0; p < instance->scenario->party_count; p++)
        if (fabs(instance->utility[p][package] - json_number_value(json_array_get(wanted, p))) > 1e-9)
            return false;
    return true;
}

/* Each wanted point is among those found, and there are as many. */
static void compare_points(replay *tally, const ns_instance *instance, const ns_frontier *frontier,
                           const uint32_t *index, uint32_t count, const json_t *wanted) {
    size_t k;
    json_t *one;
    if (json_array_size(wanted) != count)
        replay_differs(tally, "%u points, wanted %zu", count, json_array_size(wanted));
    json_array_foreach(wanted, k, one) {
        bool found = false;
        for (uint32_t j = 0; j < count && !found; j++)
            found = same_point(instance, ns_frontier_package(frontier, index ? index[j] : j), one);
        if (!found) replay_differs(tally, "point %zu is missing", k + 1);
    }
}

static void compare_solutions(replay *tally, const domain *self, const ns_instance *instance) {
    const json_t *wanted = json_object_get(self->variant, "solutions");
    const ns_solve_setting setting = {.least_counts = true, .ideal_of_all = true, .tolerance = 1e-12};
    ns_frontier *frontier = ns_frontier_new(instance->scenario);
    ns_solutions found;
    if (!frontier) exit(71);
    ns_frontier_compute(frontier, instance);
    if (ns_solve(&found, frontier, instance, &setting) != NS_OK) exit(71);
    compare_points(tally, instance, frontier, NULL, found.size, json_object_get(wanted, "pareto"));
    if (json_integer_value(json_object_get(wanted, "pareto_size")) != found.size)
        replay_differs(tally, "%u efficient points", found.size);
    replay_item(tally, "%s %s pareto", self->name, self->variant_name);
    for (size_t k = 0; k < sizeof points / sizeof *points; k++) {
        const ns_solved *one = &found.of[points[k].kind];
        compare_points(tally, instance, frontier, one->index, one->count,
                       json_object_get(wanted, points[k].name));
        replay_item(tally, "%s %s %s", self->name, self->variant_name, points[k].name);
    }
    ns_solutions_free(&found);
    ns_frontier_free(frontier);
}

/* The parties in the order of the reference's lists; how they talk does not matter. */
static void solve_variant(replay *tally, domain *self) {
    ns_buffer text = {0};
    json_t *order = json_array(), *strategies = json_array();
    self->parties = (uint32_t)json_array_size(json_object_get(self->variant, "parties"));
    for (uint32_t p = 0; p < self->parties; p++) {
        json_array_append_new(order, json_integer(p));
        json_array_append_new(strategies, json_string("linear"));
    }
    json_t *run = json_pack("{s:o, s:o, s:i}", "order", order, "strategies", strategies, "n_steps", 1);
    self->run = run;
    write_run(&text, self, "solutions");
    loaded scenario = loaded_text(text.text);
    ns_instance instance;
    if (!scenario.scenario) {
        replay_differs(tally, "%s", scenario.faults);
        replay_item(tally, "%s %s", self->name, self->variant_name);
    } else {
        if (ns_instance_init(&instance, scenario.scenario) != NS_OK) exit(71);
        ns_instance_draw(&instance, 1, 0, NULL);
        compare_solutions(tally, self, &instance);
        ns_instance_free(&instance);
    }
    loaded_free(&scenario);
    ns_buffer_free(&text);
    json_decref(run);
}

static void replay_run(replay *tally, domain *self, size_t number) {
    char name[256];
    ns_buffer text = {0};
    snprintf(name, sizeof name, "%s-%zu", self->name, number);
    self->variant_name = json_string_value(json_object_get(self->run, "variant"));
    self->variant = json_object_get(json_object_get(self->root, "variants"), self->variant_name);
    self->parties = (uint32_t)json_array_size(json_object_get(self->variant, "parties"));
    write_run(&text, self, name);
    replay_emit(tally, name, text.text);
    loaded scenario = loaded_text(text.text);
    if (scenario.scenario)
        play(tally, self, scenario.scenario);
    else
        replay_differs(tally, "%s", scenario.faults);
    loaded_free(&scenario);
    ns_buffer_free(&text);
    replay_item(tally, "%s run %zu (%s)", self->name, number, self->variant_name);
}

static void replay_domain(replay *tally, const char *path) {
    json_error_t error;
    json_t *root = json_load_file(path, 0, &error);
    if (!root) {
        fprintf(stderr, "%s:%d: %s\n", path, error.line, error.text);
        exit(65);
    }
    domain self = {.name = json_string_value(json_object_get(root, "domain")), .root = root};
    size_t k;
    json_array_foreach(json_object_get(root, "runs"), k, self.run) replay_run(tally, &self, k);
    json_object_foreach(json_object_get(root, "variants"), self.variant_name, self.variant)
        solve_variant(tally, &self);
    json_decref(root);
}

int main(int argc, char **argv) {
    replay tally = {0};
    size_t count;
    char traces[4096];
    if (argc == 3 && strcmp(argv[1], "--trace") == 0) return replay_trace(argv[2]);
    if (argc == 4 && strcmp(argv[1], "--emit") == 0) tally.emit = argv[2];
    if (argc != 2 && !tally.emit) {
        fprintf(stderr, "usage: replay-negmas [--emit DIR] DIR | --trace SCENARIO\n");
        return 2;
    }
    snprintf(traces, sizeof traces, "%s/traces", argv[argc - 1]);
    char **files = replay_files(traces, ".json", &count);
    for (size_t k = 0; k < count; k++) {
        replay_domain(&tally, files[k]);
        free(files[k]);
    }
    free(files);
    return replay_end(&tally);
}
