/* Any bytes as a file of games, and as the arguments of one (a line each, the first byte choosing the family): every answer is finite. */
#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "negsim/game.h"

enum { MOST = 16 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void solve(const ns_game_family *family, const ns_game_argument *arguments, size_t count,
                  ns_location at, ns_arena *arena, ns_diagnostics *diagnostics) {
    ns_game_answer answer;
    const size_t before = ns_diagnostics_errors(diagnostics);
    const ns_status status = ns_game_solve(&answer, family, arguments, count, at, arena, diagnostics);
    if (status != NS_OK && (status != NS_BAD_INPUT || ns_diagnostics_errors(diagnostics) == before)) abort();
    for (size_t k = 0; status == NS_OK && k < answer.count; k++)
        if (!isfinite(answer.values[k].value)) abort();
}

static void as_file(const char *bytes, size_t size, ns_arena *arena, ns_diagnostics *diagnostics) {
    ns_document *document = NULL;
    const ns_game *games = NULL;
    size_t count = 0;
    ns_status status = ns_document_load_text(&document, "fuzz.yaml", bytes, size, diagnostics);
    if (status == NS_OK) status = ns_game_read(&games, &count, document, arena, diagnostics);
    for (size_t k = 0; k < count; k++)
        if (games[k].family)
            solve(games[k].family, games[k].arguments, games[k].argument_count, games[k].at, arena,
                  diagnostics);
    free(ns_diagnostics_render(diagnostics, NS_COLOR_OFF));
    ns_document_free(document);
}

static void as_arguments(char *bytes, ns_arena *arena, ns_diagnostics *diagnostics) {
    ns_game_argument arguments[MOST];
    size_t families = 0, count = 0;
    if (!*bytes) return;
    while (ns_game_families[families]) families++;
    for (char *line = strtok(bytes + 1, "\n"); line && count < MOST; line = strtok(NULL, "\n"))
        if (ns_game_argument_read(&arguments[count], line, arena, diagnostics) == NS_OK) count++;
    solve(ns_game_families[(unsigned char)*bytes % families], arguments, count, (ns_location){0}, arena,
          diagnostics);
    free(ns_diagnostics_render(diagnostics, NS_COLOR_OFF));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    char *bytes = malloc(size + 1);
    ns_arena *arena = ns_arena_new();
    ns_diagnostics *diagnostics[2] = {ns_diagnostics_new(), ns_diagnostics_new()};
    if (!bytes || !arena || !diagnostics[0] || !diagnostics[1]) abort();
    memcpy(bytes, data, size);
    bytes[size] = '\0';
    as_file(bytes, size, arena, diagnostics[0]);
    as_arguments(bytes, arena, diagnostics[1]);
    for (int k = 0; k < 2; k++) ns_diagnostics_free(diagnostics[k]);
    ns_arena_free(arena);
    free(bytes);
    return 0;
}
