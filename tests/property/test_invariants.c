/* What must not matter does not, and what must always be true is: on generated scenarios and on small ones by hand. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "comparison.h"
#include "generator.h"
#include "tree.h"

enum { DRAWS = 2 };

/* --- a pair of scenarios played side by side --------------------------------------------------------------- */

typedef struct table {
    loaded input;
    ns_instance instance;
    ns_session *session;
} table;

static ns_document *parsed(const char *yaml) {
    ns_document *document = NULL;
    ns_diagnostics *diagnostics = ns_diagnostics_new();
    cr_assert_eq(ns_document_load_text(&document, "scenario.yaml", yaml, strlen(yaml), diagnostics), NS_OK);
    ns_diagnostics_free(diagnostics);
    return document;
}

static table table_open(ns_document *document, const char *yaml) {
    table self = {.input = loaded_document(document)};
    cr_assert(self.input.scenario, "%s\n%s", yaml, self.input.faults);
    cr_assert_eq(ns_instance_init(&self.instance, self.input.scenario), NS_OK);
    self.session = ns_session_new(self.input.scenario);
    cr_assert(self.session);
    return self;
}

static void table_close(table *self) {
    ns_session_free(self->session);
    ns_instance_free(&self->instance);
    loaded_free(&self->input);
}

static void table_draw(table *self, uint64_t seed, uint64_t draw) {
    ns_instance_draw(&self->instance, seed, draw, NULL);
}

static recording table_play(table *self, ns_seat seat) {
    recording play;
    cr_assert_eq(recording_play(&play, self->session, &self->instance, seat, 0), NS_OK);
    return play;
}

static void must_be_equal(const char *yaml, char *difference, const char *what) {
    if (!difference) return;
    fprintf(stderr, "%s\n", yaml);
    cr_assert_fail("%s: %s", what, difference);
}

/* A draft that finds nothing leaves no trace but its own event. */
static size_t without_vain_drafts(ns_event *events, size_t count) {
    size_t kept = 0;
    for (size_t k = 0; k < count; k++)
        if (events[k].action != NS_ACTION_DRAFT || events[k].part != NS_NONE) events[kept++] = events[k];
    return kept;
}

/* The same talks; without an agreement the reason may differ, as a purse that is never opened widens the zone. */
static void same_talks(const char *yaml, table *self, ns_seat a_seat, ns_seat b_seat, const char *what) {
    const ns_scenario *scenario = self->input.scenario;
    recording one = table_play(self, a_seat), two = table_play(self, b_seat);
    size_t one_count = without_vain_drafts(one.events, one.count),
           two_count = without_vain_drafts(two.events, two.count);
    must_be_equal(yaml, compare_events(scenario, one.events, one_count, two.events, two_count), what);
    if (one.outcome.package == NS_NONE && one.outcome.reason != NS_REASON_PRECONDITION_DEADLOCK) {
        cr_assert_eq(two.outcome.package, NS_NONE);
        two.outcome.reason = one.outcome.reason;
    }
    must_be_equal(yaml, compare_outcomes(scenario, &one.outcome, &two.outcome), what);
    recording_free(&one);
    recording_free(&two);
}

/* Same events, same outcome, same packages shut for the same reasons. */
static void same_plays(const char *yaml, table *a, ns_seat a_seat, table *b, ns_seat b_seat,
                       const char *what) {
    const ns_scenario *scenario = a->input.scenario;
    recording one = table_play(a, a_seat), two = table_play(b, b_seat);
    must_be_equal(yaml, compare_events(scenario, one.events, one.count, two.events, two.count), what);
    must_be_equal(yaml, compare_outcomes(scenario, &one.outcome, &two.outcome), what);
    cr_assert_arr_eq(one.shut, two.shut, scenario->package_count * sizeof *one.shut, "%s", what);
    recording_free(&one);
    recording_free(&two);
}

/* Both arms of both scenarios. */
static void same_arms(const char *yaml, ns_document *changed, const char *what) {
    table a = table_open(parsed(yaml), yaml), b = table_open(changed, yaml);
    for (uint64_t draw = 0; draw < DRAWS; draw++) {
        table_draw(&a, 5, draw);
        table_draw(&b, 5, draw);
        same_plays(yaml, &a, seat_nobody(), &b, seat_nobody(), what);
        same_plays(yaml, &a, seat_mediated(a.input.scenario), &b, seat_mediated(b.input.scenario), what);
    }
    table_close(&a);
    table_close(&b);
}

/* --- what must not matter ---------------------------------------------------------------------------------- */

Test(invariants, scaling_of_priorities, .timeout = 60) {
    unsigned changed = 0;
    for (uint64_t seed = 5001; seed <= 5150; seed++) {
        char *yaml = gen_scenario(seed, 0);
        if (!strstr(yaml, "lognormal") && !strstr(yaml, "as_written")) {
            ns_document *document = parsed(yaml);
            changed += tree_change_numbers(document, "parties.amber.issues.*.priority", 4, 0);
            same_arms(yaml, document, "priorities times 4");
        }
        free(yaml);
    }
    cr_assert_gt(changed, 100);
}

Test(invariants, scaling_of_points, .timeout = 60) {
    static const char *const points[] = {"parties.*.no_deal",
                                         "parties.*.optimism",
                                         "parties.*.audience_cost",
                                         "parties.*.issues.*.values.*",
                                         "parties.*.outside_option",
                                         "parties.*.cheated",
                                         "parties.*.ratification.cutoff",
                                         "parties.*.ratification.spread",
                                         "parties.*.ratification.shock",
                                         "parties.*.links.*.add",
                                         "mediators.*.leverage",
                                         "protocol.temperature",
                                         "conflict.stake",
                                         "conflict.cost",
                                         "events.*.effects.*.add",
                                         "mediators.*.progress",
                                         "mediators.*.timing.ripeness.hurt",
                                         "parties.*.base",
                                         "parties.*.concession.ease",
                                         "parties.*.concession.noise",
                                         "parties.*.concession.other_no_deal",
                                         "parties.*.concession.below",
                                         "parties.*.concession.width",
                                         "parties.*.concession.accept_shift",
                                         "parties.*.concession.accept_gap",
                                         "scale.slack"};
    const double factor = 8;
    for (uint64_t seed = 5201; seed <= 5350; seed++) {
        char *yaml = gen_scenario(seed, 0), full[32];
        if (strstr(yaml, "lognormal")) {
            free(yaml);
            continue;
        }
        ns_document *document = parsed(yaml);
        for (size_t k = 0; k < sizeof points / sizeof *points; k++)
            tree_change_numbers(document, points[k], factor, 0);
        table a = table_open(parsed(yaml), yaml);
        snprintf(full, sizeof full, "%.17g", a.input.scenario->full * factor);
        tree_set(document, "scale.full", full);
        table b = table_open(document, yaml);
        for (uint64_t draw = 0; draw < DRAWS; draw++) {
            table_draw(&a, 5, draw);
            table_draw(&b, 5, draw);
            recording one = table_play(&a, seat_mediated(a.input.scenario)),
                      two = table_play(&b, seat_mediated(b.input.scenario));
            for (size_t k = 0; k < one.count; k++) {
                one.events[k].need *= factor;
                for (uint32_t p = 0; p < a.input.scenario->party_count; p++) {
                    one.events[k].worth[p] *= factor;
                    one.events[k].paid[p] *= factor;
                }
            }
            must_be_equal(yaml,
                          compare_events(a.input.scenario, one.events, one.count, two.events, two.count),
                          "points times 8");
            cr_assert_eq(one.outcome.package, two.outcome.package);
            cr_assert_eq(one.outcome.reason, two.outcome.reason);
            cr_assert_arr_eq(one.shut, two.shut, a.input.scenario->package_count * sizeof *one.shut);
            recording_free(&one);
            recording_free(&two);
        }
        table_close(&a);
        table_close(&b);
        free(yaml);
    }
}

/* The same bits with every party in another place. */
static ns_shut moved(ns_shut shut, uint32_t parties, unsigned shift) {
    ns_shut out = shut & NS_SHUT_INFEASIBLE;
    for (uint32_t p = 0; p < parties; p++)
        for (int cause = NS_CAUSE_RED_LINE; cause < NS_CAUSE_COUNT; cause++)
            if (shut & NS_SHUT_OF((ns_cause)cause, (p + shift) % parties))
                out |= NS_SHUT_OF((ns_cause)cause, p);
    return out;
}

Test(invariants, order_of_parties, .timeout = 60) {
    for (uint64_t seed = 5401; seed <= 5550; seed++) {
        char *yaml = gen_scenario(seed, 0);
        ns_document *document = parsed(yaml);
        tree_rotate_parties(document, 1);
        table a = table_open(parsed(yaml), yaml), b = table_open(document, yaml);
        const ns_scenario *scenario = a.input.scenario;
        for (uint64_t draw = 0; draw < DRAWS; draw++) {
            table_draw(&a, 5, draw);
            table_draw(&b, 5, draw);
            recording one = table_play(&a, seat_mediated(scenario)),
                      two = table_play(&b, seat_mediated(b.input.scenario));
            for (uint32_t x = 0; x < scenario->package_count; x++)
                cr_assert_eq(moved(one.shut[x], scenario->party_count, 1), two.shut[x],
                             "seed %llu, package %u\n%s", (unsigned long long)seed, x, yaml);
            recording_free(&one);
            recording_free(&two);
        }
        table_close(&a);
        table_close(&b);
        free(yaml);
    }
}

/* Comparisons of sums or differences that are not exact on the grid can go either way: `lowest` in place of `nearest`, and of `logroll`
 * where the others' values move. */
static void offer_without_sums(ns_document *document, bool logroll_too) {
    const ns_node *parties = ns_node_get(document->root, "parties");
    for (size_t k = 0; k < parties->count; k++) {
        char path[64];
        const ns_node *concession = ns_node_get(parties->pairs[k].value, "concession");
        const ns_node *offer = ns_node_get(concession, "offer");
        const char *word = offer ? offer->text : "logroll";
        if (strcmp(word, "nearest") != 0 && !(logroll_too && strcmp(word, "logroll") == 0)) continue;
        bool map = concession && concession->kind == NS_NODE_MAP;
        snprintf(path, sizeof path, "parties.%s.concession%s", parties->pairs[k].key->text,
                 map ? ".offer" : "");
        tree_set(document, path, map ? "lowest" : "{tactic: time, exponent: 0.5, offer: lowest}");
    }
}

static bool mentions(const char *yaml, const char *const *words) {
    for (; *words; words++)
        if (strstr(yaml, *words)) return true;
    return false;
}

/* Shares of the scale, factors on a worth, and what compares differences of sums. */
static const char *const absolute[] = {"range: scale", "acceptance: constant", "accept_scale",
                                       "below:",       "least_satisfied",      NULL};
/* Kinds that reckon with the others' values by themselves, taking 0 for nothing. */
static const char *const of_others[] = {"zeuthen",  "nice_tit_for_tat", "bayesian",
                                        "windowed", "similar",          NULL};

static void same_moves(const recording *one, const recording *two, uint64_t seed, const char *yaml) {
    cr_assert_eq(one->outcome.reason, two->outcome.reason, "seed %llu\n%s", (unsigned long long)seed, yaml);
    cr_assert_eq(one->outcome.package, two->outcome.package, "seed %llu\n%s", (unsigned long long)seed, yaml);
    cr_assert_eq(one->outcome.round, two->outcome.round, "seed %llu\n%s", (unsigned long long)seed, yaml);
    cr_assert_eq(one->count, two->count, "seed %llu\n%s", (unsigned long long)seed, yaml);
    for (size_t k = 0; k < one->count; k++) {
        cr_assert_eq(one->events[k].action, two->events[k].action);
        cr_assert_eq(one->events[k].part, two->events[k].part, "seed %llu, event %zu\n%s",
                     (unsigned long long)seed, k, yaml);
    }
}

/* Plays a scenario on the binary grid and the same with more points at some paths. Agreements. */
static unsigned play_shifted(uint64_t seed, const char *yaml, const char *const *paths, double more) {
    unsigned agreed = 0;
    ns_document *plain = parsed(yaml), *shifted;
    tree_set(plain, "scale", "{full: 1024}");
    if (ns_node_find(plain->root, "mediators.broker"))
        tree_set(plain, "mediators.broker.information.accuracy", "1");
    offer_without_sums(plain, strstr(paths[1], "values") != NULL);
    for (size_t k = 0; k < 2; k++)
        if (!strchr(paths[k], '*') && !ns_node_find(plain->root, paths[k])) tree_set(plain, paths[k], "0");
    cr_assert_eq(ns_document_copy(&shifted, plain), NS_OK);
    for (size_t k = 0; k < 2; k++) tree_change_numbers(shifted, paths[k], 1, more);
    tree_change_numbers(shifted, "parties.amber.outside_option", 1, more);
    table a = table_open(plain, yaml), b = table_open(shifted, yaml);
    for (uint64_t draw = 0; draw < DRAWS; draw++) {
        table_draw(&a, 5, draw);
        table_draw(&b, 5, draw);
        recording one = table_play(&a, seat_mediated(a.input.scenario)),
                  two = table_play(&b, seat_mediated(b.input.scenario));
        same_moves(&one, &two, seed, yaml);
        cr_assert_arr_eq(one.shut, two.shut, a.input.scenario->package_count * sizeof *one.shut);
        agreed += one.outcome.reason == NS_REASON_AGREED;
        recording_free(&one);
        recording_free(&two);
    }
    table_close(&a);
    table_close(&b);
    return agreed;
}

/* All that a party has, and its no-deal value, so many points better: on a binary grid, where sums are exact. */
Test(invariants, constant_added_to_a_party, .timeout = 60) {
    static const char *const values[] = {"parties.amber.no_deal", "parties.amber.issues.*.values.*"};
    unsigned agreed = 0;
    for (uint64_t seed = 5601; seed <= 5900; seed++) {
        char *yaml = gen_scenario(seed, GEN_EXACT);
        if (!mentions(yaml, absolute) && !mentions(yaml, of_others))
            agreed += play_shifted(seed, yaml, values, 16);
        free(yaml);
    }
    cr_assert_gt(agreed, 50);
}

/* The same by the base of every package, which the others do not look at: for all kinds. */
Test(invariants, base_of_a_party, .timeout = 60) {
    static const char *const base[] = {"parties.amber.no_deal", "parties.amber.base"};
    unsigned agreed = 0, looked_at_others = 0;
    for (uint64_t seed = 5601; seed <= 6000; seed++) {
        char *yaml = gen_scenario(seed, GEN_EXACT);
        if (!mentions(yaml, absolute)) {
            agreed += play_shifted(seed, yaml, base, 16);
            looked_at_others += mentions(yaml, of_others);
        }
        free(yaml);
    }
    cr_assert_gt(agreed, 100);
    cr_assert_gt(looked_at_others, 50);
}

Test(invariants, order_of_keys, .timeout = 60) {
    for (uint64_t seed = 5801; seed <= 5950; seed++) {
        char *yaml = gen_scenario(seed, 0);
        ns_document *document = parsed(yaml);
        tree_shuffle(document, (unsigned)seed);
        table a = table_open(parsed(yaml), yaml), b = table_open(document, yaml);
        const ns_scenario *one = a.input.scenario, *two = b.input.scenario;
        cr_assert_eq(one->quantity_count, two->quantity_count);
        for (uint64_t draw = 0; draw < DRAWS; draw++) {
            table_draw(&a, 5, draw);
            table_draw(&b, 5, draw);
            for (uint32_t i = 0; i < one->quantity_count; i++) {
                uint32_t j = 0;
                while (j < two->quantity_count &&
                       strcmp(two->quantities[j].path, one->quantities[i].path) != 0)
                    j++;
                cr_assert_lt(j, two->quantity_count, "%s is gone", one->quantities[i].path);
                cr_assert(a.instance.numbers[i] == b.instance.numbers[j], "%s: %.17g, %.17g\n%s",
                          one->quantities[i].path, a.instance.numbers[i], b.instance.numbers[j], yaml);
            }
            same_plays(yaml, &a, seat_nobody(), &b, seat_nobody(), "keys in another order");
            if (one->mediator_count < 2) /* of several the first breaks ties */
                same_plays(yaml, &a, seat_mediated(one), &b, seat_mediated(two), "keys in another order");
        }
        table_close(&a);
        table_close(&b);
        free(yaml);
    }
}

Test(invariants, effort_zero_is_no_mediator, .timeout = 60) {
    for (uint64_t seed = 6001; seed <= 6150; seed++) {
        char *yaml = gen_scenario(seed, GEN_MEDIATED);
        if (strstr(yaml, "of: mediators.broker.effort")) { /* an event would give it some */
            free(yaml);
            continue;
        }
        ns_document *document = parsed(yaml);
        tree_set(document, "mediators.broker.effort", "0");
        table self = table_open(document, yaml);
        for (uint64_t draw = 0; draw < DRAWS; draw++) {
            table_draw(&self, 5, draw);
            same_plays(yaml, &self, seat_nobody(), &self, seat_mediated(self.input.scenario), "effort 0");
        }
        table_close(&self);
        free(yaml);
    }
}

Test(invariants, independence_zero_silences_information, .timeout = 60) {
    for (uint64_t seed = 6201; seed <= 6350; seed++) {
        char *yaml = gen_scenario(seed, GEN_MEDIATED);
        ns_document *document = parsed(yaml);
        tree_set(document, "mediators.broker.information.independence", "0");
        table self = table_open(document, yaml);
        ns_seat all = seat_mediated(self.input.scenario), silent = all;
        silent.mechanisms &= ~(1u << NS_MECHANISM_INFORMATION);
        for (uint64_t draw = 0; draw < DRAWS; draw++) {
            table_draw(&self, 5, draw);
            same_plays(yaml, &self, all, &self, silent, "independence 0");
        }
        table_close(&self);
        free(yaml);
    }
}

/* A mechanism that is not said to have acted can be left out, alone and with all others like it. */
Test(invariants, what_did_not_act_can_be_left_out, .timeout = 60) {
    unsigned idle = 0;
    for (uint64_t seed = 7001; seed <= 7300; seed++) {
        char *yaml = gen_scenario(seed, GEN_MEDIATED);
        table self = table_open(parsed(yaml), yaml);
        ns_seat all = seat_mediated(self.input.scenario), fewer = all;
        for (uint64_t draw = 0; draw < DRAWS; draw++) {
            table_draw(&self, 5, draw);
            recording play = table_play(&self, all);
            uint32_t acted = play.outcome.acted;
            recording_free(&play);
            for (uint32_t set = 0; set <= NS_ALL_MECHANISMS; set++) {
                if ((set & acted) != acted) continue;
                fewer.mechanisms = set;
                same_talks(yaml, &self, all, fewer, "without what did not act");
                idle += set != NS_ALL_MECHANISMS;
            }
        }
        table_close(&self);
        free(yaml);
    }
    cr_assert_gt(idle, 300);
}

/* --- what can only go one way ------------------------------------------------------------------------------- */

/* Packages that no rule, condition or red line shuts, with a number of the pattern put at a value. */
static uint8_t *admissible_with(const char *yaml, const char *pattern, const char *value, uint64_t draw,
                                uint32_t *count) {
    ns_document *document = parsed(yaml);
    *count = 0;
    if (tree_replace(document, pattern, value) == 0) {
        ns_document_free(document);
        return NULL;
    }
    table self = table_open(document, yaml);
    table_draw(&self, 5, draw);
    const ns_scenario *scenario = self.input.scenario;
    ns_shut red_lines = ns_shut_red_lines(scenario->party_count);
    uint8_t *open = calloc(scenario->package_count, 1);
    for (uint32_t x = 0; x < scenario->package_count; x++)
        open[x] = ns_shut_admissible(self.instance.shut[x], red_lines);
    *count = scenario->package_count;
    table_close(&self);
    return open;
}

/* All packages open with `fewer` are open with `more`. Returns how many open. */
static unsigned nested(const char *yaml, const char *pattern, const char *fewer, const char *more) {
    unsigned gained = 0;
    for (uint64_t draw = 0; draw < 4; draw++) {
        uint32_t count, again;
        uint8_t *few = admissible_with(yaml, pattern, fewer, draw, &count),
                *many = admissible_with(yaml, pattern, more, draw, &again);
        for (uint32_t x = 0; x < count; x++) {
            cr_assert(many[x] || !few[x], "%s from %s to %s shuts package %u\n%s", pattern, fewer, more, x,
                      yaml);
            gained += many[x] && !few[x];
        }
        free(few);
        free(many);
    }
    return gained;
}

Test(invariants, firmer_red_lines_only_shut, .timeout = 60) {
    unsigned gained = 0;
    for (uint64_t seed = 6401; seed <= 6500; seed++) {
        char *yaml = gen_scenario(seed, 0);
        gained += nested(yaml, "parties.*.issues.*.red_lines.*", "0.5", "0.2");
        gained += nested(yaml, "parties.*.issues.*.red_lines.*", "0.8", "0.5");
        free(yaml);
    }
    cr_assert_gt(gained, 50);
}

Test(invariants, conditions_only_open, .timeout = 60) {
    unsigned gained = 0;
    for (uint64_t seed = 6401; seed <= 6500; seed++) {
        char *yaml = gen_scenario(seed, 0);
        gained += nested(yaml, "conditions.*.available", "0.2", "0.5");
        gained += nested(yaml, "conditions.*.available", "0.5", "0.8");
        free(yaml);
    }
    cr_assert_gt(gained, 50);
}

/* --- what is always true ------------------------------------------------------------------------------------ */

/* The no-deal value that p perceives in a round played with all that a mediator has told by then. */
static double perceived(const table *self, ns_seat seat, uint32_t p, uint32_t first,
                        const ns_outcome *outcome) {
    const uint32_t last = outcome->round;
    const ns_scenario *s = self->input.scenario;
    const double *number = self->instance.numbers;
    double optimism = number[s->parties[p].optimism], told = 0, heard = 0;
    for (uint32_t r = first; r <= last; r++) optimism *= 1 - number[s->parties[p].learning];
    if (seat.mediators != 0 && (s->mediator_count > 1 || s->mediators[0].ripeness.given)) {
        heard = 1; /* when each entered is not known here */
    } else if (seat.mediators != 0 && number[s->mediators[0].effort] > 0 &&
               (s->mediators[0].mechanisms & 1)) {
        const ns_mediator *m = &s->mediators[0];
        double style = number[m->style[0]] + number[m->style[1]] + number[m->style[2]];
        for (uint32_t r = first; r <= last; r++) {
            if (r < number[m->enter]) continue;
            double eff =
                m->fatigue == NS_NONE ? 1 : exp(-M_LN2 * (r - number[m->enter]) / number[m->fatigue]);
            told += number[m->style[NS_STYLE_FACILITATION]] / style * number[m->effort] * eff * (1 - told);
        }
        double credibility = number[m->credibility[p]] * 2 / (1 + exp(-4 * number[m->bias[p]]));
        heard = number[m->accuracy] * number[m->independence] * fmin(1, credibility) * told;
    }
    return fmin(s->full, outcome->no_deal[p] + optimism * (1 - heard));
}

static void check_agreement(const table *self, ns_seat seat, const recording *play, const char *yaml) {
    const ns_scenario *s = self->input.scenario;
    const ns_outcome *outcome = &play->outcome;
    uint32_t first = play->events[0].round; /* idle rounds before it are not played */
    cr_assert_eq(play->shut[outcome->package], 0, "agreed, not reachable\n%s", yaml);
    cr_assert(ns_consent_wins(&self->instance.consent, outcome->signatories), "%s", yaml);
    for (uint32_t p = 0; p < s->party_count; p++) {
        if (!(outcome->signatories >> p & 1)) continue; /* outvoted */
        double u = self->instance.utility[p][outcome->package];
        double worth = u == self->instance.best_feasible[p] ? u : u - play->face[p];
        double least = perceived(self, seat, p, first, outcome);
        cr_assert(worth + outcome->paid[p] + 3 * s->slack >= least, "%s signed %.12g + %.12g below %.12g\n%s",
                  s->parties[p].id, worth, outcome->paid[p], least, yaml);
    }
}

static void check_play(const table *self, ns_seat seat, const recording *play, const char *yaml) {
    const ns_scenario *s = self->input.scenario;
    const ns_outcome *outcome = &play->outcome;
    const ns_consent *consent = &self->instance.consent;
    bool deadlocked = !ns_consent_wins(consent, (uint16_t)(consent->everybody & ~play->shut_holders));
    cr_assert_eq(outcome->reason == NS_REASON_PRECONDITION_DEADLOCK, deadlocked, "%s", yaml);
    cr_assert_eq(outcome->reason == NS_REASON_AGREED, outcome->package != NS_NONE, "%s", yaml);
    bool cut = outcome->reason == NS_REASON_NOT_RATIFIED || outcome->reason == NS_REASON_WALKOUT ||
               outcome->reason == NS_REASON_BROKEN_OFF;
    bool played_out = !deadlocked && !cut && outcome->package == NS_NONE;
    cr_assert_eq(outcome->ender != NS_NONE,
                 outcome->reason == NS_REASON_WALKOUT || outcome->reason == NS_REASON_NOT_RATIFIED, "%s",
                 yaml);
    cr_assert_eq(outcome->reason == NS_REASON_DEADLINE, played_out && play->any_reachable, "%s", yaml);
    cr_assert_eq(outcome->reason == NS_REASON_NO_ZONE, played_out && !play->any_reachable, "%s", yaml);
    if (played_out) cr_assert_eq(outcome->round, s->protocol.rounds, "%s", yaml);
    if (deadlocked) {
        cr_assert_eq(play->count, 0, "turns in a deadlock\n%s", yaml);
        cr_assert_eq(outcome->round, 0);
        cr_assert_not(play->any_reachable);
    } else {
        cr_assert(outcome->round >= 1 && outcome->round <= s->protocol.rounds);
    }
    if (outcome->reason == NS_REASON_AGREED) {
        cr_assert_eq(outcome->settled_count, s->protocol.stage_count);
        check_agreement(self, seat, play, yaml);
    }
}

Test(invariants, every_play_is_consistent, .timeout = 60) {
    for (uint64_t seed = 6601; seed <= 6900; seed++) {
        char *yaml = gen_scenario(seed, 0);
        table self = table_open(parsed(yaml), yaml);
        for (uint64_t draw = 0; draw < DRAWS; draw++) {
            ns_seat seats[] = {seat_nobody(), seat_mediated(self.input.scenario)};
            table_draw(&self, 5, draw);
            for (int k = 0; k < 2; k++) {
                recording play = table_play(&self, seats[k]);
                check_play(&self, seats[k], &play, yaml);
                recording_free(&play);
            }
        }
        table_close(&self);
        free(yaml);
    }
}

/* Two parties who each want the other's issue settled first. */
Test(invariants, deadlock_by_hand) {
    static const char yaml[] =
        "negsim: 1\n"
        "name: deadlock\n"
        "issues:\n"
        "  truce: {options: {yes_now: Now, later: Later}}\n"
        "  land: {options: {keep: Keep, give: Give}}\n"
        "parties:\n"
        "  north:\n"
        "    preconditions: [{name: truce_first, before: [land], needs: {truce: yes_now}, firmness: 1}]\n"
        "    issues: {truce: {priority: 1, values: [100, 0]}, land: {priority: 1, values: [100, 0]}}\n"
        "  south:\n"
        "    preconditions: [{name: land_first, before: [truce], needs: {land: give}, firmness: 1}]\n"
        "    issues: {truce: {priority: 1, values: [0, 100]}, land: {priority: 1, values: [0, 100]}}\n"
        "protocol: {rounds: 5}\n";
    table self = table_open(parsed(yaml), yaml);
    table_draw(&self, 1, 0);
    recording play = table_play(&self, seat_nobody());
    cr_assert_eq(play.outcome.reason, NS_REASON_PRECONDITION_DEADLOCK);
    cr_assert_eq(play.outcome.round, 0);
    cr_assert_eq(play.count, 0);
    cr_assert_eq(play.shut_holders, 3);
    for (uint32_t x = 0; x < self.input.scenario->package_count; x++) cr_assert_neq(play.shut[x], 0);
    recording_free(&play);
    table_close(&self);
}
