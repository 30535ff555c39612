/* Games by name: the table is whole, arguments are read strictly, and every family answers with what its solver says. */
#include <criterion/criterion.h>
#include <string.h>

#include "games_random.h"
#include "negsim/game.h"

enum { MOST = 8 };

typedef struct asked {
    ns_arena *arena;
    ns_diagnostics *diagnostics;
    ns_game_answer answer;
    ns_status status;
} asked;

static asked ask(const char *family, const char *const *words) {
    asked self = {ns_arena_new(), ns_diagnostics_new(), {0}, NS_OK};
    ns_game_argument arguments[MOST];
    size_t count = 0;
    for (; words[count] && self.status == NS_OK; count++)
        self.status = ns_game_argument_read(&arguments[count], words[count], self.arena, self.diagnostics);
    if (self.status == NS_OK)
        self.status = ns_game_solve(&self.answer, ns_game_find(family), arguments, count, (ns_location){0},
                                    self.arena, self.diagnostics);
    return self;
}

static void forget(asked *self) {
    ns_arena_free(self->arena);
    ns_diagnostics_free(self->diagnostics);
}

#define WORDS(...) ((const char *const[]){__VA_ARGS__, NULL})

static double value_of(const asked *self, const char *name) {
    for (size_t k = 0; k < self->answer.count; k++)
        if (strcmp(self->answer.values[k].name, name) == 0) return self->answer.values[k].value;
    return NAN;
}

static void must_be(const char *family, const char *const *words, const char *name, double wanted) {
    asked self = ask(family, words);
    cr_assert_eq(self.status, NS_OK, "%s: %s", family,
                 ns_diagnostics_count(self.diagnostics) ? ns_diagnostics_at(self.diagnostics, 0)->text : "");
    cr_assert_float_eq(value_of(&self, name), wanted, 1e-12, "%s %s: %.15g", family, name,
                       value_of(&self, name));
    forget(&self);
}

static void must_fail(const char *family, const char *const *words, ns_code_id code) {
    asked self = ask(family, words);
    cr_assert_eq(self.status, NS_BAD_INPUT, "%s %s", family, words[0]);
    cr_assert_eq(ns_diagnostics_at(self.diagnostics, 0)->code, code, "%s: %s", words[0],
                 ns_diagnostics_at(self.diagnostics, 0)->text);
    forget(&self);
}

Test(game, table_is_whole) {
    for (const ns_game_family *const *f = ns_game_families; *f; f++) {
        size_t count = 0;
        cr_assert_eq(ns_game_find((*f)->name), *f);
        cr_assert((*f)->summary && (*f)->method && (*f)->citation && (*f)->solve);
        for (const ns_game_param *p = (*f)->params; p->name; p++, count++) {
            cr_assert(p->summary, "%s", p->name);
            cr_assert_lt(p->offset, (*f)->settings_size, "%s", p->name);
            for (const ns_game_param *q = (*f)->params; q < p; q++)
                cr_assert(strcmp(p->name, q->name) != 0 && p->offset != q->offset, "%s", p->name);
        }
        cr_assert_leq(count, 16);
    }
    cr_assert_null(ns_game_find("chess"));
}

Test(game, every_family_answers) {
    must_be("alternating", WORDS("delta1=0.9", "delta2=0.8"), "share1_if_2_first", 0.9 * 0.2 / 0.28);
    must_be("alternating", WORDS("delta1=0.9", "delta2=0.8", "first=2"), "share2", 0.1 / 0.28);
    must_be("alternating", WORDS("risk=0.1", "breakdown1=0.3", "breakdown2=0.1"), "share1", 0.3 + 0.6 / 1.9);
    must_be("alternating", WORDS("delta1=0.9", "delta2=0.9", "outside2=0.6"), "share2", 0.6);
    must_be("outcomes", WORDS("outcomes=(10,1) (8,4) (6,6)", "rounds=1"), "outcome", 1);
    must_be("outcomes", WORDS("outcomes=(1,1)", "rounds=1", "no_deal1=2"), "outcome", 0);
    must_be("random-proposer", WORDS("parties=5", "rule=majority", "delta=0.5"), "proposer_share", 0.8);
    must_be("random-proposer", WORDS("parties=4", "rule=half", "delta=0.5"), "votes_bought", 1);
    must_be("random-proposer", WORDS("parties=4", "votes=1"), "proposer_share", 1);
    must_be("split", WORDS("u1=x^2", "u2=1-x"), "nash_x", 2.0 / 3);
    must_be("split", WORDS("u1=x", "u2=4-x", "to=4", "d1=1"), "egal_u2", 1.5);
    must_be("frontier", WORDS("points=(0,1) (1,0)", "d2=0.5", "weight1=0.2"), "nash_u1", 0.1);
    must_be("raiffa", WORDS("points=(0,1)-(0.5,0.9)-(1,0)"), "step2_u1", 11.0 / 18);
    must_be("zeuthen", WORDS("deals=(10,1) (8,4) (6,6) (4,7) (1,9)"), "product", 36);
    must_be("price", WORDS("cost=40", "value=100", "buyer_fallback=80"), "price_if_threat_point", 60);
    must_be("price", WORDS("cost=40", "value=30"), "zopa_high", 30);
}

Test(game, points_are_read_in_many_shapes) {
    must_be("zeuthen", WORDS("deals=A(10,1) B(8,4)"), "open_deal2", 2);
    must_be("zeuthen", WORDS("deals=( 10 , 1 ),(8,4)"), "open_deal2", 2);
    must_be("zeuthen", WORDS("deals=(10,-1)-(8,4)"), "final_deal", 2);
}

Test(game, faults) {
    must_fail("alternating", WORDS("delta3=0.9", "delta1=0.9"), NS_CODE_UNKNOWN_KEY);
    must_fail("alternating", WORDS("delta1=0.9", "delta1=0.8"), NS_CODE_DUPLICATE_KEY);
    must_fail("alternating", WORDS("delta1=1.1"), NS_CODE_OUT_OF_RANGE);
    must_fail("alternating", WORDS("delta1=high"), NS_CODE_NOT_A_NUMBER);
    must_fail("alternating", WORDS("delta1"), NS_CODE_USAGE);
    must_fail("alternating", WORDS("delta1="), NS_CODE_USAGE);
    must_fail("alternating", WORDS("=1"), NS_CODE_USAGE);
    must_fail("alternating", WORDS("rounds=2.5"), NS_CODE_NOT_A_NUMBER);
    must_fail("alternating", WORDS("delta1=1"),
              NS_CODE_OUT_OF_RANGE); /* no answer: nothing is lost by waiting */
    must_fail("random-proposer", WORDS("delta=0.9"), NS_CODE_MISSING_KEY);
    must_fail("random-proposer", WORDS("parties=3", "rule=most"), NS_CODE_UNKNOWN_WORD);
    must_fail("split", WORDS("u1=sqr(x)", "u2=1-x"), NS_CODE_SYNTAX);
    must_fail("frontier", WORDS("points=(0,1"), NS_CODE_SYNTAX);
    must_fail("frontier", WORDS("points=(0;1)"), NS_CODE_SYNTAX);
    must_fail("frontier", WORDS("points=(0,a)"), NS_CODE_NOT_A_NUMBER);
    must_fail("frontier", WORDS("points=0,1"), NS_CODE_WRONG_KIND);
    must_fail("frontier", WORDS("points=(0,1) * (1,0)"), NS_CODE_SYNTAX);
}

static ns_status read_file(const char *text, size_t *count, ns_code_id *code) {
    ns_diagnostics *diagnostics = ns_diagnostics_new();
    ns_arena *arena = ns_arena_new();
    ns_document *document;
    const ns_game *games;
    ns_status status = ns_document_load_text(&document, "games.yaml", text, strlen(text), diagnostics);
    *count = 0;
    if (status == NS_OK) status = ns_game_read(&games, count, document, arena, diagnostics);
    for (size_t k = 0; status == NS_OK && k < *count; k++) {
        ns_game_answer answer;
        status = ns_game_solve(&answer, games[k].family, games[k].arguments, games[k].argument_count,
                               games[k].at, arena, diagnostics);
    }
    if (ns_diagnostics_count(diagnostics)) *code = ns_diagnostics_at(diagnostics, 0)->code;
    ns_document_free(document);
    ns_arena_free(arena);
    ns_diagnostics_free(diagnostics);
    return status;
}

Test(game, files) {
    size_t count;
    ns_code_id code = NS_CODE_USAGE;
    cr_assert_eq(read_file("games:\n  a: {game: frontier, points: [[0, 1], [1, 0]]}\n  b: {game: raiffa, "
                           "points: '(0,1) (1,0)'}\n",
                           &count, &code),
                 NS_OK);
    cr_assert_eq(count, 2);
    const struct {
        const char *text;
        ns_code_id code;
    } bad[] = {{"game: {a: {game: frontier}}\n", NS_CODE_UNKNOWN_KEY},
               {"games: [1]\n", NS_CODE_WRONG_KIND},
               {"games: {}\n", NS_CODE_WRONG_KIND},
               {"games: {a: 1}\n", NS_CODE_WRONG_KIND},
               {"games: {a: {delta1: 0.9}}\n", NS_CODE_MISSING_KEY},
               {"games: {a: {game: [1]}}\n", NS_CODE_WRONG_KIND},
               {"games: {a: {game: fronteir}}\n", NS_CODE_UNKNOWN_WORD},
               {"games: {a: {game: frontier, points: [[0, 1], [1]]}}\n", NS_CODE_WRONG_KIND},
               {"games: {a: {game: frontier, points: [[0, 1], [1, [2]]]}}\n", NS_CODE_WRONG_KIND},
               {"games: {a: {game: frontier, points: []}}\n", NS_CODE_WRONG_KIND},
               {"games: {a: {game: price, cost: {x: 1}, value: 2}}\n", NS_CODE_WRONG_KIND}};
    for (size_t k = 0; k < sizeof bad / sizeof *bad; k++) {
        cr_assert_eq(read_file(bad[k].text, &count, &code), NS_BAD_INPUT, "%s", bad[k].text);
        cr_assert_eq(code, bad[k].code, "%s", bad[k].text);
    }
}
