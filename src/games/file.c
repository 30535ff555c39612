/* Games from a document: a map `games` from names to families and their parameters. */
#include <stdio.h>
#include <string.h>

#include "negsim/game.h"

typedef struct file_reader {
    ns_arena *arena;
    ns_diagnostics *diagnostics;
} file_reader;

static ns_status refuse(const file_reader *self, ns_code_id code, ns_location at, const char *hint,
                        const char *what, const char *word) {
    ns_diagnostics_add(self->diagnostics, code, at, hint, "%s '%.60s'", what, word);
    return NS_BAD_INPUT;
}

static ns_status find_family(const file_reader *self, const ns_node *word, ns_game *out) {
    const char *names[16];
    char hint[200] = "there is";
    size_t count = 0, used = strlen(hint);
    if (word->kind != NS_NODE_SCALAR)
        return refuse(self, NS_CODE_WRONG_KIND, word->at, "game: alternating", "a family is one word, not",
                      "a list or map");
    out->family = ns_game_find(word->text);
    if (out->family) return NS_OK;
    for (; ns_game_families[count] && count < 16; count++) {
        names[count] = ns_game_families[count]->name;
        used += (size_t)snprintf(hint + used, sizeof hint - used, "%s %s", count ? "," : "", names[count]);
    }
    const char *nearest = ns_nearest_name(word->text, names, count);
    if (nearest) snprintf(hint, sizeof hint, "did you mean '%s'?", nearest);
    return refuse(self, NS_CODE_UNKNOWN_WORD, word->at, hint, "no game", word->text);
}

static ns_status read_game(const file_reader *self, const ns_pair *pair, ns_game *out) {
    const ns_node *map = pair->value, *word = ns_node_get(map, "game");
    *out = (ns_game){.name = pair->key->text, .at = pair->key->at}; /* without family until it is well */
    if (map->kind != NS_NODE_MAP)
        return refuse(self, NS_CODE_WRONG_KIND, map->at, "`game: FAMILY` and its parameters",
                      "a map is wanted for", out->name);
    if (!word)
        return refuse(self, NS_CODE_MISSING_KEY, out->at, "game: alternating (`negsim list games`)",
                      "the key 'game' is missing in", out->name);
    ns_game_argument *arguments = NS_ARENA_NEW(self->arena, map->count, ns_game_argument);
    if (!arguments) return NS_NO_MEMORY;
    for (size_t k = 0; k < map->count; k++) {
        const ns_pair *entry = &map->pairs[k];
        if (entry->value == word) continue;
        arguments[out->argument_count++] = (ns_game_argument){entry->key->text, entry->key->at, entry->value};
    }
    out->arguments = arguments;
    return find_family(self, word, out);
}

ns_status ns_game_read(const ns_game **out, size_t *count, const ns_document *document, ns_arena *arena,
                       ns_diagnostics *diagnostics) {
    const file_reader self = {arena, diagnostics};
    const ns_node *games = ns_node_get(document->root, "games");
    ns_status status = NS_OK;
    *out = NULL;
    *count = 0;
    for (size_t k = 0; k < document->root->count; k++) {
        const ns_node *key = document->root->pairs[k].key;
        if (strcmp(key->text, "games") != 0)
            status = refuse(&self, NS_CODE_UNKNOWN_KEY, key->at, "a file of games has the one key 'games'",
                            "unknown key", key->text);
    }
    if (!games)
        return refuse(&self, NS_CODE_MISSING_KEY, document->root->at,
                      "games: {NAME: {game: alternating, delta1: 0.9}}",
                      "a required key is missing:", "games");
    if (games->kind != NS_NODE_MAP || games->count == 0)
        return refuse(&self, NS_CODE_WRONG_KIND, games->at, "games: {NAME: {game: alternating, delta1: 0.9}}",
                      "a map from names to games is wanted for", "games");
    ns_game *list = NS_ARENA_NEW(arena, games->count, ns_game);
    if (!list) return NS_NO_MEMORY;
    for (size_t k = 0; k < games->count; k++) {
        const ns_status one = read_game(&self, &games->pairs[k], &list[k]);
        if (one != NS_OK) status = one;
    }
    *out = list;
    *count = games->count;
    return status;
}
