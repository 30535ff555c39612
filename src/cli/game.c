/* `negsim game`: bargaining games with closed answers. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"
#include "negsim/game.h"
#include "negsim/number.h"

/* --- writing ---------------------------------------------------------------------------------------------- */

/* Twelve digits, which every method holds: the last ones are rounding. */
enum { DIGITS = 12 };

static void write_text(ns_buffer *out, const char *name, const ns_game_family *family,
                       const ns_game_answer *answer) {
    size_t widest = 0;
    if (out->length) ns_buffer_char(out, '\n');
    if (name) ns_buffer_format(out, "%s: ", name);
    ns_buffer_format(out, "%s (%s)\n", family->name, family->citation);
    for (size_t k = 0; k < answer->count; k++) {
        const size_t length = strlen(answer->values[k].name);
        if (length > widest) widest = length;
    }
    for (size_t k = 0; k < answer->count; k++) {
        const ns_game_value *value = &answer->values[k];
        ns_buffer_format(out, "  %-*s  %-18.*g", (int)widest, value->name, DIGITS, value->value);
        cli_wrap(out, value->summary, widest + 22, widest + 22);
    }
    if (!answer->note) return;
    ns_buffer_add(out, "  ");
    cli_wrap(out, answer->note, 2, 2);
}

static void write_csv(ns_buffer *out, const char *name, const ns_game_family *family,
                      const ns_game_answer *answer) {
    char text[NS_NUMBER_TEXT];
    if (!out->length) cli_csv_row(out, (const char *const[]){"game", "family", "quantity", "value", NULL});
    for (size_t k = 0; k < answer->count; k++) {
        snprintf(text, sizeof text, "%.*g", DIGITS, answer->values[k].value);
        cli_csv_row(out, (const char *const[]){name ? name : family->name, family->name,
                                               answer->values[k].name, text, NULL});
    }
}

/* Both forms of what was solved. */
typedef struct answers {
    ns_buffer text, csv;
} answers;

static void write_answer(answers *out, const char *name, const ns_game_family *family,
                         const ns_game_answer *answer) {
    write_csv(&out->csv, name, family, answer);
    write_text(&out->text, name, family, answer);
}

/* The file first: what cannot be written is not shown as done. */
static int show(const cli_call *call, answers *out) {
    const char *path = call->options.output;
    int code = CLI_DONE;
    if (out->csv.status != NS_OK) return cli_no_memory();
    if (path) code = cli_write_new(&call->options, path, out->csv.text ? out->csv.text : "");
    return code == CLI_DONE ? cli_data(call->options.csv ? &out->csv : &out->text) : code;
}

/* --- one game from the command line -------------------------------------------------------------------------- */

static ns_status solve_words(const cli_call *call, const ns_game_family *family, ns_arena *arena,
                             ns_diagnostics *diagnostics, answers *out) {
    const size_t count = call->operand_count - 1;
    ns_game_argument *arguments = NS_ARENA_NEW(arena, count, ns_game_argument);
    ns_game_answer answer;
    ns_status status = arguments ? NS_OK : NS_NO_MEMORY;
    for (size_t k = 0; status == NS_OK && k < count; k++)
        status = ns_game_argument_read(&arguments[k], call->operands[k + 1], arena, diagnostics);
    if (status == NS_OK)
        status = ns_game_solve(&answer, family, arguments, count, (ns_location){0}, arena, diagnostics);
    if (status == NS_OK) write_answer(out, NULL, family, &answer);
    cli_talk(diagnostics, &call->options);
    cli_explain_status(diagnostics, status);
    return status;
}

/* --- the games of a file --------------------------------------------------------------------------------------- */

static ns_status solve_list(const ns_game *games, size_t count, ns_arena *arena, ns_diagnostics *diagnostics,
                            answers *out) {
    ns_status status = NS_OK;
    for (size_t k = 0; k < count; k++) {
        const ns_game *game = &games[k];
        ns_game_answer answer;
        if (!game->family) continue; /* said already */
        const ns_status one = ns_game_solve(&answer, game->family, game->arguments, game->argument_count,
                                            game->at, arena, diagnostics);
        if (one == NS_OK)
            write_answer(out, game->name, game->family, &answer);
        else
            status = one;
    }
    return status;
}

static ns_status solve_file(const cli_call *call, ns_arena *arena, ns_diagnostics *diagnostics,
                            answers *out) {
    ns_document *document = NULL;
    const ns_game *games = NULL;
    size_t count = 0;
    ns_status status = ns_document_load(&document, call->operands[0], diagnostics);
    if (status == NS_OK) status = ns_game_read(&games, &count, document, arena, diagnostics);
    const ns_status solved = solve_list(games, count, arena, diagnostics, out);
    if (status == NS_OK) status = solved;
    /* Shown here: their places name the file, which the document owns. */
    cli_talk(diagnostics, &call->options);
    cli_explain_status(diagnostics, status);
    ns_document_free(document);
    return status;
}

/* --- the command -------------------------------------------------------------------------------------------------- */

static bool is_file(const char *word) {
    return strcmp(word, "-") == 0 || strpbrk(word, "./") || access(word, F_OK) == 0;
}

static int unknown_family(const cli_call *call) {
    const char *names[32], *word = call->operands[0];
    char hint[128];
    size_t count = 0;
    for (; ns_game_families[count] && count < 32; count++) names[count] = ns_game_families[count]->name;
    const char *nearest = cli_did_you_mean(hint, word, names, count);
    return cli_fail(&call->options, NS_CODE_USAGE, CLI_USAGE,
                    nearest ? nearest : "`negsim list games` has them all",
                    "'%s' is neither a game nor a file", word);
}

int cli_game(const cli_call *call) {
    const ns_game_family *family = ns_game_find(call->operands[0]);
    const bool from_file = !family && is_file(call->operands[0]);
    answers out = {{0}, {0}};
    if (!family && !from_file) return unknown_family(call);
    if (from_file && call->operand_count > 1)
        return cli_fail(&call->options, NS_CODE_USAGE, CLI_USAGE, "the file has the numbers",
                        "one word too many: '%s'", call->operands[1]);
    ns_arena *arena = ns_arena_new();
    ns_diagnostics *diagnostics = ns_diagnostics_new();
    ns_status status = NS_NO_MEMORY;
    if (!arena || !diagnostics)
        cli_no_memory();
    else
        status = from_file ? solve_file(call, arena, diagnostics, &out)
                           : solve_words(call, family, arena, diagnostics, &out);
    ns_diagnostics_free(diagnostics);
    ns_arena_free(arena);
    int code = status == NS_BAD_INPUT && !from_file ? CLI_USAGE : cli_exit_code(status, false);
    if (code == CLI_DONE)
        code = show(call, &out);
    else if (out.text.length) /* the games of the file that are well */
        (void)cli_data(call->options.csv ? &out.csv : &out.text);
    ns_buffer_free(&out.text);
    ns_buffer_free(&out.csv);
    return code;
}
