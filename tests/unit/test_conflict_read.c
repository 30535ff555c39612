/* Model files: what is read is what stands there; moves follow from options; every fault has its code and its line. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "negsim.h"

#define HEAD "id: t\nparties: [A, B]\n"
#define STATES "states: {1: x, 2: y, 3: z}\n"
#define RANKS "preference: {A: [1, [2, 3]], B: [3, 1, 2]}\n"
#define MOVES "moves: {A: {1: [2], 2: [3, 1]}}\n"

typedef struct reading {
    ns_status status;
    ns_conflict *conflict;
    ns_additive *additive;
    ns_document *document;
    ns_diagnostics *diagnostics;
} reading;

static reading read_text(const char *text, bool additive) {
    reading self = {.diagnostics = ns_diagnostics_new()};
    self.status = ns_document_load_text(&self.document, "m.yaml", text, strlen(text), self.diagnostics);
    if (self.status == NS_OK)
        self.status = additive ? ns_additive_read(&self.additive, self.document, self.diagnostics)
                               : ns_conflict_read(&self.conflict, self.document, self.diagnostics);
    return self;
}

static void release(reading *self) {
    ns_conflict_free(self->conflict);
    ns_additive_free(self->additive);
    ns_document_free(self->document);
    ns_diagnostics_free(self->diagnostics);
}

/* The first fault of a text is this one. */
static void refuse(const char *text, bool additive, const char *code, uint32_t line) {
    reading self = read_text(text, additive);
    cr_assert_eq(self.status, NS_BAD_INPUT, "%s", text);
    cr_assert_null(self.conflict);
    cr_assert_null(self.additive);
    const ns_diagnostic *first = ns_diagnostics_at(self.diagnostics, 0);
    cr_assert_str_eq(ns_code_of(first->code)->id, code, "%s\n%s", text, first->text);
    cr_assert_eq(first->at.line, line, "%s\n%s: line %u", text, first->text, first->at.line);
    release(&self);
}

Test(conflict_read, what_stands_there_is_read) {
    reading self =
        read_text(HEAD "title: T\nsource: S\nnote: N\n" STATES "status_quo: 2\n" RANKS MOVES, false);
    const ns_conflict *model = self.conflict;
    cr_assert_eq(self.status, NS_OK);
    cr_assert_str_eq(model->id, "t");
    cr_assert_str_eq(model->title, "T");
    cr_assert_str_eq(model->source, "S");
    cr_assert_str_eq(model->note, "N");
    cr_assert_eq(model->party_count, 2);
    cr_assert_str_eq(model->parties[1], "B");
    cr_assert_eq(model->state_count, 3);
    cr_assert_str_eq(model->states[2], "z");
    cr_assert_eq(model->status_quo, 1);
    static const uint32_t ranks[2][3] = {{0, 1, 1}, {1, 2, 0}};
    for (int p = 0; p < 2; p++) cr_assert_eq(memcmp(model->rank[p], ranks[p], sizeof ranks[p]), 0);
    cr_assert_eq(ns_conflict_moves(model), 3);
    cr_assert_eq(model->to[0][model->first[0][1]], 0); /* in rising order */
    cr_assert_eq(model->to[0][model->first[0][1] + 1], 2);
    cr_assert_eq(ns_conflict_improvements(model), 1);
    release(&self);
}

static bool has_move(const ns_conflict *model, uint32_t party, uint32_t from, uint32_t to) {
    for (uint32_t m = model->first[party][from]; m < model->first[party][from + 1]; m++)
        if (model->to[party][m] == to) return true;
    return false;
}

Test(conflict_read, moves_follow_from_options) {
    reading self =
        read_text(HEAD "options:\n  - {name: a, owner: A}\n  - {name: b, owner: B, direction: fwd}\n"
                       "  - {name: c, owner: B, direction: back}\n"
                       "states: {1: NNY, 2: YNY, 3: NYY, 4: -YN}\n"
                       "preference: {A: [1, 2, 3, 4], B: [1, 2, 3, 4]}\n",
                  false);
    static const ns_conflict_move wanted[] = {
        {0, 0, 1}, {0, 1, 0},            /* a, both ways */
        {1, 0, 2}, {1, 0, 3}, {1, 1, 3}, /* b forward, c back, or both at once; - takes a as it is */
        {1, 2, 3},
    };
    const size_t count = sizeof wanted / sizeof *wanted;
    cr_assert_eq(self.status, NS_OK);
    cr_assert_eq(ns_conflict_moves(self.conflict), count);
    for (size_t k = 0; k < count; k++)
        cr_assert(has_move(self.conflict, wanted[k].party, wanted[k].from, wanted[k].to), "%zu", k);
    release(&self);
}

Test(conflict_read, faults_have_their_code_and_line) {
    refuse("parties: [A]\n", false, "E203", 1);
    refuse("id: 1t\nparties: [A]\n" STATES "preference: {A: [1, 2, 3]}\nmoves: {}\n", false, "E206", 1);
    refuse("id: a/b\nparties: [A]\n" STATES "preference: {A: [1, 2, 3]}\nmoves: {}\n", false, "E206", 1);
    refuse(HEAD "state: 1\n" STATES RANKS MOVES, false, "E201", 3);
    refuse("id: t\nparties: [A, A]\n", false, "E411", 2);
    refuse("id: t\nparties: []\n", false, "E203", 2);
    refuse("id: t\nparties: [a, b, c, d, e, f, g, h, i, j, k]\n", false, "E501", 2);
    refuse(HEAD "states: {}\n" RANKS MOVES, false, "E203", 3);
    refuse(HEAD "states: [x, y, z]\n" RANKS MOVES, false, "E202", 3);
    refuse(HEAD "states: {1: x, 2: y, 4: z}\n" RANKS MOVES, false, "E430", 3);
    refuse(HEAD STATES "status_quo: 4\n" RANKS MOVES, false, "E430", 4);
    refuse(HEAD STATES "status_quo: one\n" RANKS MOVES, false, "E430", 4);
    refuse(HEAD STATES "preference: {A: [1, 2], B: [3, 1, 2]}\n" MOVES, false, "E432", 4);
    refuse(HEAD STATES "preference: {A: [1, [2, 1], 3], B: [3, 1, 2]}\n" MOVES, false, "E432", 4);
    refuse(HEAD STATES "preference: {A: [1, [2, [3]]], B: [3, 1, 2]}\n" MOVES, false, "E202", 4);
    refuse(HEAD STATES "preference: {A: [1, 2, 3]}\n" MOVES, false, "E203", 4);
    refuse(HEAD STATES "preference: {A: [1, 2, 3], C: [3, 1, 2]}\n" MOVES, false, "E203", 4);
    refuse(HEAD STATES RANKS "moves: {C: {1: [2]}}\n", false, "E403", 5);
    refuse(HEAD STATES RANKS "moves: {A: {1: [1]}}\n", false, "E433", 5);
    refuse(HEAD STATES RANKS "moves: {A: {1: [2, 2]}}\n", false, "E433", 5);
    refuse(HEAD STATES RANKS "moves: {A: {1: 2}}\n", false, "E202", 5);
    refuse(HEAD STATES RANKS "moves: {A: {9: [2]}}\n", false, "E430", 5);
    refuse(HEAD STATES RANKS, false, "E203", 1); /* neither moves nor options */
    refuse(HEAD "options:\n  - {name: a, owner: C}\n" STATES RANKS MOVES, false, "E403", 4);
    refuse(HEAD "options:\n  - {name: a, owner: A, direction: up}\n" STATES RANKS MOVES, false, "E204", 4);
    refuse(HEAD "options:\n  - {owner: A}\nstates: {1: Y, 2: N}\npreference: {A: [1, 2], B: [1, 2]}\n", false,
           "E203", 4);
    refuse(HEAD "options:\n  - {name: a, owner: A}\nstates: {1: Y, 2: NN, 3: N}\n" RANKS MOVES, false, "E431",
           5);
    refuse(HEAD "options:\n  - {name: a, owner: A}\nstates: {3: Y, 2: '-', 1: N}\n" RANKS MOVES, false,
           "E431", 5);
}

#define ISSUES                                                                                               \
    "issues:\n  - {name: a, options: 2, controlled_by: A}\n  - {name: b, options: [x, y], controlled_by: "   \
    "B}\n"
#define VALUES "utility:\n  A: {a: [1, 2], b: [3, 4]}\n  B: {a: [1, 2], b: [3, 4]}\n"

Test(conflict_read, faults_of_additive_models) {
    reading sound = read_text(HEAD ISSUES VALUES, true);
    cr_assert_eq(sound.status, NS_OK);
    cr_assert_eq(sound.additive->package_count, 4);
    cr_assert_eq(sound.additive->scale, 1);
    release(&sound);
    refuse(HEAD "issues: []\n", true, "E203", 1);
    refuse(HEAD "issues: [a]\n" VALUES, true, "E202", 3);
    refuse(HEAD "issues:\n  - {name: a, options: 0, controlled_by: A}\n" VALUES, true, "E407", 4);
    refuse(HEAD "issues:\n  - {name: a, options: -1, controlled_by: A}\n" VALUES, true, "E301", 4);
    refuse(HEAD "issues:\n  - {name: a, options: 1001, controlled_by: A}\n" VALUES, true, "E501", 4);
    refuse(HEAD "issues:\n  - {name: a, options: [x, x], controlled_by: A}\n" VALUES, true, "E411", 4);
    refuse(HEAD "issues:\n  - {name: a, controlled_by: A}\n" VALUES, true, "E203", 4);
    refuse(HEAD "issues:\n  - {name: a, options: 2, controlled_by: C}\n" VALUES, true, "E403", 4);
    refuse(HEAD "issues:\n  - {name: a, options: 2, controlled_by: A}\n  - {name: a, options: 2, "
                "controlled_by: A}\n" VALUES,
           true, "E411", 5);
    refuse(HEAD ISSUES "utility:\n  A: {a: [1, 2], b: [3]}\n  B: {a: [1, 2], b: [3, 4]}\n", true, "E406", 7);
    refuse(HEAD ISSUES "utility:\n  A: {a: [1, x], b: [3, 4]}\n  B: {a: [1, 2], b: [3, 4]}\n", true, "E301",
           7);
    refuse(HEAD ISSUES "utility:\n  A: {a: [1, 2]}\n  B: {a: [1, 2], b: [3, 4]}\n", true, "E405", 7);
    refuse(HEAD ISSUES "utility:\n  A: {a: [1, 2], c: [3, 4]}\n  B: {a: [1, 2], b: [3, 4]}\n", true, "E405",
           7);
    refuse(HEAD ISSUES "utility:\n  A: {a: [1, 2], b: [3, 4]}\n", true, "E203", 7);
    refuse(HEAD ISSUES "utility:\n  A: {a: [1, 2], b: [3, 4]}\n  C: {a: [1, 2], b: [3, 4]}\n", true, "E203",
           7);
    refuse(HEAD ISSUES "utility:\n  A: {a: [1e300, 2], b: [3, 4]}\n  B: {a: [1, 2], b: [3, 4]}\n", true,
           "E302", 7);
}

Test(conflict_read, too_many_packages) {
    ns_buffer text = {0};
    ns_buffer_add(&text, HEAD "issues:\n");
    for (int k = 0; k < 4; k++)
        ns_buffer_format(&text, "  - {name: i%d, options: 1000, controlled_by: A}\n", k);
    ns_buffer_add(&text, VALUES);
    refuse(text.text, true, "E501", 4);
    ns_buffer_free(&text);
}
