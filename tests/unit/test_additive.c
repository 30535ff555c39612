/* Additive models: the shortcut says what going through all states of the conflict says; what is read is exact. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "negsim.h"

enum { TRIALS = 60, MOST_PACKAGES = 256 };

static ns_additive *read_model(const char *text) {
    ns_diagnostics *diagnostics = ns_diagnostics_new();
    ns_document *document = NULL;
    ns_additive *model = NULL;
    ns_status status = ns_document_load_text(&document, "model", text, strlen(text), diagnostics);
    if (status == NS_OK) status = ns_additive_read(&model, document, diagnostics);
    if (status != NS_OK) {
        char *said = ns_diagnostics_render(diagnostics, NS_COLOR_OFF);
        cr_assert_eq(status, NS_OK, "%s\n%s", text, said);
        free(said);
    }
    ns_document_free(document);
    ns_diagnostics_free(diagnostics);
    return model;
}

/* Two or three parties, issues of 1 to 3 options, values of one decimal so that many are equal. */
static ns_additive *make(uint64_t seed) {
    uint64_t n = 0;
    ns_buffer text = {0};
    const unsigned parties = 2 + (unsigned)(ns_uniform_draw(seed, n++, 5) * 2);
    const unsigned issues = 1 + (unsigned)(ns_uniform_draw(seed, n++, 5) * 4);
    unsigned options[5];
    ns_buffer_format(&text, "id: t\nparties: [P0, P1%s]\nissues:\n", parties == 3 ? ", P2" : "");
    for (unsigned k = 0; k < issues; k++) {
        options[k] = 1 + (unsigned)(ns_uniform_draw(seed, n++, 5) * 3);
        ns_buffer_format(&text, "  - {name: i%u, options: %u, controlled_by: P%u}\n", k, options[k],
                         (unsigned)(ns_uniform_draw(seed, n++, 5) * parties));
    }
    ns_buffer_add(&text, "utility:\n");
    for (unsigned p = 0; p < parties; p++) {
        ns_buffer_format(&text, "  P%u:\n", p);
        for (unsigned k = 0; k < issues; k++) {
            ns_buffer_format(&text, "    i%u: [", k);
            for (unsigned o = 0; o < options[k]; o++)
                ns_buffer_format(&text, "%s%.1f", o ? ", " : "",
                                 (int)(ns_uniform_draw(seed, n++, 5) * 12) * 0.1);
            ns_buffer_add(&text, "]\n");
        }
    }
    ns_additive *model = read_model(text.text);
    ns_buffer_free(&text);
    return model;
}

/* --- the same as a conflict: every package a state ---------------------------------------------------------------- */

typedef struct space {
    const ns_additive *model;
    uint32_t count, options[MOST_PACKAGES][5];
    int64_t utility[MOST_PACKAGES][3];
} space;

static void spread(space *self, const ns_additive *model) {
    *self = (space){.model = model, .count = (uint32_t)model->package_count};
    cr_assert_leq(model->package_count, MOST_PACKAGES);
    for (uint32_t x = 0; x < self->count; x++) {
        uint32_t rest = x;
        for (uint32_t k = model->issue_count; k-- > 0; rest /= model->issues[k].options) {
            self->options[x][k] = rest % model->issues[k].options;
            for (uint32_t p = 0; p < model->party_count; p++)
                self->utility[x][p] += model->value[p][k][self->options[x][k]];
        }
    }
}

/* Do the two differ in issues of these parties alone? Bit p: party p. */
static bool differ_within(const space *self, uint32_t a, uint32_t b, unsigned parties) {
    for (uint32_t k = 0; k < self->model->issue_count; k++)
        if (self->options[a][k] != self->options[b][k] && !(parties >> self->model->issues[k].controller & 1))
            return false;
    return true;
}

static ns_conflict *as_conflict(const space *self) {
    const uint32_t parties = self->model->party_count;
    uint32_t *ranks = calloc((size_t)parties * self->count, sizeof *ranks);
    ns_conflict_move *moves = calloc((size_t)parties * self->count * self->count, sizeof *moves);
    ns_conflict_parts parts = {parties, self->count, NS_NO_STATE, ranks, moves, 0};
    ns_conflict *conflict = NULL;
    for (uint32_t p = 0; p < parties; p++)
        for (uint32_t a = 0; a < self->count; a++)
            for (uint32_t b = 0; b < self->count; b++) {
                ranks[p * self->count + a] += self->utility[b][p] > self->utility[a][p];
                if (a != b && differ_within(self, a, b, 1u << p))
                    moves[parts.move_count++] = (ns_conflict_move){p, a, b};
            }
    cr_assert_eq(ns_conflict_new(&conflict, &parts), NS_OK);
    free(ranks);
    free(moves);
    return conflict;
}

static void go_to(ns_additive_place *place, const space *self, uint32_t x) {
    for (uint32_t k = 0; k < self->model->issue_count; k++) ns_additive_choose(place, k, self->options[x][k]);
}

Test(additive, shortcut_is_what_all_walks_say, .timeout = 300) {
    for (uint64_t seed = 0; seed < TRIALS; seed++) {
        static space self;
        ns_additive *model = make(seed);
        ns_additive_place *place = NULL;
        ns_stability *found = NULL;
        spread(&self, model);
        ns_conflict *conflict = as_conflict(&self);
        cr_assert_eq(ns_additive_open(&place, model), NS_OK);
        cr_assert_eq(ns_stability_solve(&found, conflict), NS_OK);
        const unsigned mask = (1u << NS_ADDITIVE_CONCEPTS) - 1;
        for (uint32_t x = 0; x < self.count; x++) {
            go_to(place, &self, x);
            for (uint32_t p = 0; p < model->party_count; p++) {
                const ns_additive_view view = ns_additive_look(place, p);
                cr_assert_eq(view.utility, self.utility[x][p]);
                cr_assert_eq(view.stable, found->stable[p * self.count + x] & mask, "seed %llu, %u, party %u",
                             (unsigned long long)seed, x, p);
            }
            cr_assert_eq(ns_additive_equilibrium(place), found->equilibrium[x] & mask);
        }
        ns_stability_free(found);
        ns_conflict_free(conflict);
        ns_additive_close(place);
        ns_additive_free(model);
    }
}

/* --- temptation and punishments, word by word ---------------------------------------------------------------------- */

/* From a to b each party of the set that moves gains by its own part of the way. */
static bool all_movers_gain(const space *self, uint32_t a, uint32_t b) {
    for (uint32_t p = 0; p < self->model->party_count; p++) {
        int64_t gain = 0;
        bool moves = false;
        for (uint32_t k = 0; k < self->model->issue_count; k++) {
            if (self->model->issues[k].controller != p || self->options[a][k] == self->options[b][k])
                continue;
            gain +=
                self->model->value[p][k][self->options[b][k]] - self->model->value[p][k][self->options[a][k]];
            moves = true;
        }
        if (moves && gain <= 0) return false;
    }
    return true;
}

Test(additive, temptation_and_punishments_are_what_they_are_called) {
    for (uint64_t seed = 0; seed < TRIALS; seed++) {
        static space self;
        ns_additive *model = make(seed);
        ns_additive_place *place = NULL;
        spread(&self, model);
        cr_assert_eq(ns_additive_open(&place, model), NS_OK);
        for (uint32_t x = 0; x < self.count; x++)
            for (uint32_t p = 0; p < model->party_count; p++) {
                const unsigned others = 7u & ~(1u << p);
                int64_t temptation = 0, punishment = 0, credible = INT64_MIN;
                for (uint32_t y = 0; y < self.count; y++) {
                    const int64_t gain = self.utility[y][p] - self.utility[x][p];
                    if (differ_within(&self, x, y, 1u << p) && gain > temptation) temptation = gain;
                    if (!differ_within(&self, x, y, others)) continue;
                    if (-gain > punishment) punishment = -gain;
                    if (y != x && all_movers_gain(&self, x, y) && -gain > credible) credible = -gain;
                }
                go_to(place, &self, x);
                const ns_additive_view view = ns_additive_look(place, p);
                cr_assert_eq(view.temptation, temptation);
                cr_assert_eq(view.punishment, punishment);
                cr_assert_eq(view.has_credible, credible != INT64_MIN);
                if (view.has_credible) cr_assert_eq(view.credible, credible);
            }
        ns_additive_close(place);
        ns_additive_free(model);
    }
}

/* --- going through -------------------------------------------------------------------------------------------------- */

Test(additive, counts_are_those_of_the_packages_one_by_one) {
    for (uint64_t seed = 0; seed < TRIALS; seed++) {
        static space self;
        ns_additive *model = make(seed);
        ns_additive_place *place = NULL;
        ns_additive_counts found, wanted = {0};
        spread(&self, model);
        cr_assert_eq(ns_additive_open(&place, model), NS_OK);
        uint32_t x = 0;
        do { /* in the order of the packages' numbers, the last issue fastest */
            cr_assert_eq(
                memcmp(ns_additive_options(place), self.options[x], model->issue_count * sizeof(uint32_t)),
                0);
            for (unsigned c = 0; c < NS_ADDITIVE_CONCEPTS; c++) {
                wanted.equilibria[c] += ns_additive_equilibrium(place) >> c & 1;
                for (uint32_t p = 0; p < model->party_count; p++)
                    wanted.stable[p][c] += ns_additive_look(place, p).stable >> c & 1;
            }
            x++;
        } while (ns_additive_next(place));
        cr_assert_eq(x, self.count);
        wanted.packages = x;
        ns_additive_choose(place, 0,
                           model->issues[0].options - 1); /* counting begins at the first all the same */
        cr_assert_eq(ns_additive_count(&found, place, NULL, NULL), NS_OK);
        cr_assert_eq(memcmp(&found, &wanted, sizeof found), 0);
        ns_additive_close(place);
        ns_additive_free(model);
    }
}

static int stop(void *user, uint64_t done, uint64_t total) {
    (void)done;
    return total == *(uint64_t *)user;
}

Test(additive, counting_stops_when_asked) {
    ns_additive *model = make(1);
    ns_additive_place *place = NULL;
    ns_additive_counts counts;
    cr_assert_eq(ns_additive_open(&place, model), NS_OK);
    cr_assert_eq(ns_additive_count(&counts, place, stop, &model->package_count), NS_STOPPED);
    ns_additive_close(place);
    ns_additive_free(model);
    ns_additive_free(NULL);
    ns_additive_close(NULL);
}

/* 0.1 + 0.2 is 0.3 here: T = L is stable, and rounding of binary fractions does not decide. */
Test(additive, decimals_are_exact) {
    ns_additive *model = read_model("id: d\nparties: [A, B]\nissues:\n"
                                    "  - {name: a, options: 2, controlled_by: A}\n"
                                    "  - {name: b, options: [no, yes], controlled_by: B}\n"
                                    "  - {name: c, options: 2, controlled_by: B}\n"
                                    "utility:\n  A: {a: [0, 0.3], b: [0.1, 0], c: [0.2, 0]}\n"
                                    "  B: {a: [0, 0], b: [0, 1.25], c: [0, 1]}\n");
    ns_additive_place *place = NULL;
    cr_assert_eq(model->scale, 100);
    cr_assert_str_eq(model->issues[1].option_names[1], "yes");
    cr_assert_eq(ns_additive_open(&place, model), NS_OK);
    const ns_additive_view view = ns_additive_look(place, 0);
    cr_assert_eq(view.temptation, 30);
    cr_assert_eq(view.punishment, 30);
    cr_assert_eq(view.stable, 1u << NS_CONCEPT_GMR | 1u << NS_CONCEPT_SMR | 1u << NS_CONCEPT_SEQ);
    ns_additive_close(place);
    ns_additive_free(model);
}
