/* Laws that hold for every tactic, offer rule, acceptance rule and opponent model: what must not matter does not. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kinds.h"
#include "loaded.h"

enum { CASES = 8 };

/* --- one talk -------------------------------------------------------------------------------------------------- */

typedef struct talk {
    loaded input;
    ns_instance instance;
    ns_session *session;
    recording play;
} talk;

static talk talk_of(const law_case *one) {
    char *text = law_text(one);
    talk self = {.input = loaded_text(text)};
    cr_assert(self.input.scenario, "%s\n%s", text, self.input.faults);
    cr_assert_eq(ns_instance_init(&self.instance, self.input.scenario), NS_OK);
    ns_instance_draw(&self.instance, 3, 0, NULL);
    self.session = ns_session_new(self.input.scenario);
    cr_assert(self.session);
    cr_assert_eq(recording_play(&self.play, self.session, &self.instance, seat_nobody(), 0), NS_OK);
    free(text);
    return self;
}

static void talk_end(talk *self) {
    recording_free(&self->play);
    ns_session_free(self->session);
    ns_instance_free(&self->instance);
    loaded_free(&self->input);
}

/* The same moves of the same worth: worth is what factor and shift make of it. */
static void same_moves(const law_case *a, const law_case *b, double factor, double shift, double within,
                       const char *what) {
    talk one = talk_of(a), two = talk_of(b);
    cr_assert_eq(one.play.outcome.reason, two.play.outcome.reason, "%s", what);
    cr_assert_eq(one.play.outcome.round, two.play.outcome.round, "%s", what);
    cr_assert_eq(one.play.count, two.play.count, "%s: %zu and %zu events", what, one.play.count,
                 two.play.count);
    for (size_t k = 0; k < one.play.count; k++) {
        const ns_event *x = &one.play.events[k], *y = &two.play.events[k];
        cr_assert(x->action == y->action && x->party == y->party && x->round == y->round, "%s: event %zu",
                  what, k);
        if (x->part == NS_NONE) continue;
        for (int p = 0; p < LAW_PARTIES; p++)
            cr_assert_float_eq(factor * x->worth[p] + shift, y->worth[p], within,
                               "%s: event %zu, round %u: worth %.15g and %.15g to party %d", what, k,
                               x->round, x->worth[p], y->worth[p], p);
    }
    talk_end(&one);
    talk_end(&two);
}

/* --- all kinds -------------------------------------------------------------------------------------------------- */

static kind_line lines[KIND_MOST];

static bool has(const char *text, const char *word) { return strstr(text, word) != NULL; }

/* The kinds draw by lot among the parts by rank. */
static bool is_by_lot(const char *concession) { return has(concession, "random"); }

typedef void law(uint64_t seed, const kind_line *kind);

static void for_all_kinds(law *one) {
    const unsigned count = kind_lines(lines);
    cr_assert_gt(count, 40, "run from the top folder of the repository");
    for (unsigned k = 0; k < count; k++)
        for (uint64_t seed = 1; seed <= CASES; seed++) one(seed, &lines[k]);
}

/* The list has every kind of the four sorts. */
Test(kinds, list_is_whole) {
    static const ns_sort sorts[] = {NS_SORT_TACTIC, NS_SORT_OFFER, NS_SORT_ACCEPTANCE, NS_SORT_OPPONENT};
    static const char *const keys[] = {"tactic", "offer", "acceptance", "opponent_model"};
    const unsigned count = kind_lines(lines);
    for (int s = 0; s < 4; s++)
        for (const ns_kind *const *kind = ns_registry_standard()->kinds[sorts[s]]; *kind; kind++) {
            if ((*kind)->starts_program) continue;
            char want[80], closed[82], more[82];
            bool found = false;
            snprintf(want, sizeof want, "%s: %s", keys[s], (*kind)->name);
            snprintf(closed, sizeof closed, "%s}", want);
            snprintf(more, sizeof more, "%s,", want);
            for (unsigned k = 0; k < count; k++)
                found = found || has(lines[k].concession, closed) || has(lines[k].concession, more);
            /* the standard acceptance goes without saying */
            cr_assert(found || strcmp((*kind)->name, "target") == 0, "%s is not listed", want);
        }
}

/* --- what must not matter ---------------------------------------------------------------------------------------- */

static void names(uint64_t seed, const kind_line *kind) {
    law_case a = law_case_of(seed, kind->concession), b = a;
    if (is_by_lot(kind->concession) || has(kind->concession, "noise") || has(kind->concession, "micro"))
        return; /* each party draws from a stream of its own name */
    b.party_names[0] = "zebra";
    b.party_names[1] = "amber";
    b.party_names[2] = "midway";
    same_moves(&a, &b, 1, 0, 0, kind->name);
}
Test(kinds, names_of_parties, .timeout = 60) { for_all_kinds(names); }

/* `similar` finds many parts equally like a wish while it believes all weights to be equal; sums in another order may tell them apart. */
static void order_of_issues(uint64_t seed, const kind_line *kind) {
    static const int orders[][LAW_ISSUES] = {{3, 2, 1, 0}, {1, 0, 3, 2}, {2, 3, 1, 0}};
    law_case a = law_case_of(seed, kind->concession), b = a;
    if (is_by_lot(kind->concession) || has(kind->concession, "similar")) return;
    memcpy(b.order, orders[seed % 3], sizeof b.order);
    same_moves(&a, &b, 1, 0, 1e-9, kind->name);
}
Test(kinds, order_of_issues, .timeout = 60) { for_all_kinds(order_of_issues); }

/* An option that is like another one in all respects but its name, and comes after it, is never needed. MiCRO offers equals one after
 * the other, and the windowed model counts options as degrees of freedom. */
static void an_option_twice(uint64_t seed, const kind_line *kind) {
    law_case a = law_case_of(seed, kind->concession), b = a;
    if (is_by_lot(kind->concession) || has(kind->concession, "micro") || has(kind->concession, "windowed"))
        return;
    const int issue = (int)(seed % LAW_ISSUES), last = b.options[issue]++;
    for (int p = 0; p < LAW_PARTIES; p++) b.value[p][issue][last] = b.value[p][issue][(int)seed % last];
    same_moves(&a, &b, 1, 0, 0, kind->name);
}
Test(kinds, an_option_twice, .timeout = 60) { for_all_kinds(an_option_twice); }

/* Who knows that an issue is nothing to a party has no use for the values that it has there. */
static void issue_without_weight(uint64_t seed, const kind_line *kind) {
    char concession[KIND_TEXT + 40];
    if (has(kind->concession, "opponent_model")) return;
    snprintf(concession, sizeof concession, "%.*s, opponent_model: perfect}",
             (int)strlen(kind->concession) - 1, kind->concession);
    law_case a = law_case_of(seed, concession), b;
    const int issue = (int)(seed % LAW_ISSUES);
    for (int p = 0; p < 2; p++) a.weight[p][issue] = 0;
    b = a;
    for (int p = 0; p < 2; p++)
        for (int o = 0; o < b.options[issue]; o++) b.value[p][issue][o] = 100 - a.value[p][issue][o];
    same_moves(&a, &b, 1, 0, 0, kind->name);
}
Test(kinds, issue_without_weight, .timeout = 60) { for_all_kinds(issue_without_weight); }

/* Priorities count in proportion. */
static void priorities_in_proportion(uint64_t seed, const kind_line *kind) {
    law_case a = law_case_of(seed, kind->concession), b = a;
    for (int p = 0; p < LAW_PARTIES; p++)
        for (int i = 0; i < LAW_ISSUES; i++) b.weight[p][i] *= p == 1 ? 0.125 : 16;
    same_moves(&a, &b, 1, 0, 0, kind->name);
}
Test(kinds, priorities_in_proportion, .timeout = 60) { for_all_kinds(priorities_in_proportion); }

/* --- points in another measure ------------------------------------------------------------------------------------ */

/* Utilities of 0..30 on a scale of 100, as domains come: a kind that takes its target for a share of the scale would never concede. Only
 * what is said in points or as a share of the scale's top is another question then. */
static bool is_in_points(const char *concession) {
    static const char *const words[] = {"ease",       "noise", "below",        "width",   "accept_shift",
                                        "accept_gap", "scale", "accept_above", "zeuthen", NULL};
    for (const char *const *word = words; *word; word++)
        if (has(concession, *word)) return true;
    return false;
}

static law_case measured(const law_case *self, double factor, double shift) {
    law_case out = *self;
    for (int p = 0; p < LAW_PARTIES; p++) {
        out.no_deal[p] = factor * self->no_deal[p] + shift;
        for (int i = 0; i < LAW_ISSUES; i++)
            for (int o = 0; o < self->options[i]; o++)
                out.value[p][i][o] = factor * self->value[p][i][o] + shift;
    }
    return out;
}

static void small_utilities(uint64_t seed, const kind_line *kind) {
    law_case a = law_case_of(seed, kind->concession);
    if (is_in_points(kind->concession)) return;
    law_case b = measured(&a, 0.3, 0);
    same_moves(&a, &b, 0.3, 0, 1e-9, kind->name);
}
Test(kinds, utilities_of_0_to_30, .timeout = 60) { for_all_kinds(small_utilities); }

/* All points shifted: the same moves, but where a kind measures what others get from 0 (their no deal is taken to be worth that). */
static void shifted_utilities(uint64_t seed, const kind_line *kind) {
    law_case a = law_case_of(seed, kind->concession);
    if (has(kind->concession, "bayesian") || has(kind->concession, "nice") ||
        has(kind->concession, "zeuthen") || has(kind->concession, "scale") ||
        has(kind->concession, "accept_above"))
        return;
    a.extra = "scale: {full: 200}\n";
    law_case b = measured(&a, 1, 48);
    same_moves(&a, &b, 1, 48, 1e-9, kind->name);
}
Test(kinds, shifted_utilities, .timeout = 60) { for_all_kinds(shifted_utilities); }
