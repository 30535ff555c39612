/* Model files of conflicts: one part of the file after the other, all faults at once. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "negsim/number.h"
#include "stability/build.h"
#include "stability/option_moves.h"
#include "stability/reader.h"

typedef struct conflict_reader {
    ns_reader base;
    ns_conflict *conflict;
    ns_conflict_parts parts;
    uint32_t *ranks;
    ns_move_list moves;
    const ns_node *root;
} conflict_reader;

/* --- options and states --------------------------------------------------------------------------------------- */

static ns_direction read_direction(conflict_reader *self, const ns_node *option) {
    static const char *const words[] = {"both", "fwd", "back"};
    const ns_node *node = ns_reader_get(&self->base, option, "direction", NS_NODE_SCALAR, NS_OPTIONAL);
    if (!node) return NS_BOTH_WAYS;
    const uint32_t found = ns_reader_find(&self->base, NS_CODE_UNKNOWN_WORD, "direction", node, words, 3);
    return found < 3 ? (ns_direction)found : NS_BOTH_WAYS;
}

static void read_option(conflict_reader *self, const ns_node *node, ns_conflict_option *out) {
    static const char *const known[] = {"name", "owner", "direction", NULL};
    ns_conflict *conflict = self->conflict;
    if (!ns_reader_is(&self->base, node, NS_NODE_MAP, "an option")) return;
    ns_reader_keys(&self->base, node, "an option", known);
    out->name = ns_reader_text(&self->base, node, "name", NS_NEEDED);
    const ns_node *owner = ns_reader_get(&self->base, node, "owner", NS_NODE_SCALAR, NS_NEEDED);
    if (owner)
        out->owner = ns_reader_find(&self->base, NS_CODE_UNKNOWN_PARTY, "party", owner, conflict->parties,
                                    conflict->party_count);
    out->direction = read_direction(self, node);
}

static void read_options(conflict_reader *self) {
    ns_conflict *conflict = self->conflict;
    const ns_node *list = ns_reader_get(&self->base, self->root, "options", NS_NODE_LIST, NS_OPTIONAL);
    if (!list || !ns_reader_within(&self->base, list, list->count, NS_LIMIT_ENTRIES)) return;
    conflict->options = NS_READER_NEW(&self->base, list->count, ns_conflict_option);
    if (!conflict->options) return;
    conflict->option_count = (uint32_t)list->count;
    for (size_t k = 0; k < list->count; k++) read_option(self, list->items[k], &conflict->options[k]);
}

/* The number of a state as it stands in the file, from 1; NS_NO_STATE and a fault where there is no such state. */
static uint32_t read_state(conflict_reader *self, const ns_node *node) {
    uint64_t number;
    char hint[80];
    if (!ns_reader_is(&self->base, node, NS_NODE_SCALAR, "a state")) return NS_NO_STATE;
    if (ns_number_parse_unsigned(node->text, strlen(node->text), &number) && number >= 1 &&
        number <= self->conflict->state_count)
        return (uint32_t)number - 1;
    snprintf(hint, sizeof hint, "the states are 1 to %u", self->conflict->state_count);
    ns_reader_fault(&self->base, NS_CODE_UNKNOWN_STATE, node, hint, "no state '%.100s'", node->text);
    return NS_NO_STATE;
}

static void check_letters(conflict_reader *self, const ns_node *node) {
    const uint32_t options = self->conflict->option_count;
    if (strlen(node->text) == options && strspn(node->text, "YN-") == options) return;
    ns_reader_fault(&self->base, NS_CODE_BAD_STATE, node,
                    "one letter for each option: Y taken, N not taken, - either",
                    "'%.300s' is not a state of %u options", node->text, options);
}

static void read_state_text(conflict_reader *self, const ns_pair *pair) {
    ns_conflict *conflict = self->conflict;
    const uint32_t state = read_state(self, pair->key);
    if (state == NS_NO_STATE || !ns_reader_is(&self->base, pair->value, NS_NODE_SCALAR, "a state")) return;
    if (conflict->states[state]) { /* 1 and +1 are different keys of YAML */
        ns_reader_fault(&self->base, NS_CODE_DUPLICATE_NAME, pair->key, NULL, "state %u stands twice",
                        state + 1);
        return;
    }
    if (conflict->option_count) check_letters(self, pair->value);
    conflict->states[state] = ns_arena_text(self->base.arena, pair->value->text);
    if (!conflict->states[state]) self->base.status = NS_NO_MEMORY;
}

static const ns_node *text_of_state(const ns_node *map, uint32_t state) {
    uint64_t number;
    for (size_t k = 0; k < map->count; k++) {
        const char *text = map->pairs[k].key->text;
        if (ns_number_parse_unsigned(text, strlen(text), &number) && number == state + (uint64_t)1)
            return map->pairs[k].value;
    }
    return map;
}

static void check_different(conflict_reader *self, const ns_node *map) {
    const ns_conflict *conflict = self->conflict;
    uint32_t a, b;
    if (self->base.faults || !conflict->option_count || !ns_states_overlap(conflict, &a, &b)) return;
    ns_reader_fault(&self->base, NS_CODE_BAD_STATE, text_of_state(map, b), NULL,
                    "states %u and %u have a combination of options in common", a + 1, b + 1);
}

static void read_states(conflict_reader *self) {
    const ns_node *map = ns_reader_get(&self->base, self->root, "states", NS_NODE_MAP, NS_NEEDED);
    if (!map || !ns_reader_within(&self->base, map, map->count, NS_LIMIT_STATES)) return;
    if (!map->count) {
        ns_reader_fault(&self->base, NS_CODE_MISSING_KEY, map, NULL, "there is no state");
        return;
    }
    self->conflict->states = NS_READER_NEW(&self->base, map->count, const char *);
    if (!self->conflict->states) return;
    self->conflict->state_count = (uint32_t)map->count;
    for (size_t k = 0; k < map->count; k++) read_state_text(self, &map->pairs[k]);
    check_different(self, map);
}

/* --- preferences ---------------------------------------------------------------------------------------------- */

#define UNRANKED UINT32_MAX

static void rank_state(conflict_reader *self, const ns_node *node, uint32_t *rank, uint32_t group) {
    const uint32_t state = read_state(self, node);
    if (state == NS_NO_STATE) return;
    if (rank[state] != UNRANKED)
        ns_reader_fault(&self->base, NS_CODE_BAD_RANKING, node, NULL, "state %u is ranked twice", state + 1);
    rank[state] = group;
}

static void rank_group(conflict_reader *self, const ns_node *node, uint32_t *rank, uint32_t group) {
    if (node->kind != NS_NODE_LIST) {
        rank_state(self, node, rank, group);
        return;
    }
    for (size_t k = 0; k < node->count; k++) rank_state(self, node->items[k], rank, group);
}

static void read_ranking(conflict_reader *self, const ns_node *list, uint32_t party) {
    const uint32_t states = self->conflict->state_count;
    uint32_t *rank = self->ranks + (size_t)party * states;
    const size_t faults = self->base.faults;
    if (!ns_reader_is(&self->base, list, NS_NODE_LIST, "a ranking")) return;
    for (uint32_t s = 0; s < states; s++) rank[s] = UNRANKED;
    for (size_t k = 0; k < list->count; k++) rank_group(self, list->items[k], rank, (uint32_t)k);
    for (uint32_t s = 0; s < states && self->base.faults == faults; s++)
        if (rank[s] == UNRANKED)
            ns_reader_fault(&self->base, NS_CODE_BAD_RANKING, list, "name every state once, best first",
                            "'%.60s' does not rank state %u", self->conflict->parties[party], s + 1);
}

static void check_all_ranked(conflict_reader *self, const ns_node *map) {
    const ns_conflict *conflict = self->conflict;
    for (uint32_t p = 0; p < conflict->party_count; p++)
        if (!ns_node_get(map, conflict->parties[p]))
            ns_reader_fault(&self->base, NS_CODE_MISSING_KEY, map, NULL,
                            "'preference' has no ranking of '%.60s'", conflict->parties[p]);
}

static void read_preferences(conflict_reader *self) {
    const ns_conflict *conflict = self->conflict;
    const ns_node *map = ns_reader_get(&self->base, self->root, "preference", NS_NODE_MAP, NS_NEEDED);
    size_t cells;
    if (!map || !conflict->state_count) return;
    if (!ns_multiply_size(conflict->party_count, conflict->state_count, &cells)) return;
    self->ranks = NS_READER_NEW(&self->base, cells, uint32_t);
    for (size_t k = 0; k < map->count && self->ranks; k++) {
        const uint32_t party = ns_reader_find(&self->base, NS_CODE_UNKNOWN_PARTY, "party", map->pairs[k].key,
                                              conflict->parties, conflict->party_count);
        if (party != UINT32_MAX) read_ranking(self, map->pairs[k].value, party);
    }
    check_all_ranked(self, map);
}

/* --- moves ---------------------------------------------------------------------------------------------------- */

static void read_move(conflict_reader *self, uint32_t party, uint32_t from, const ns_node *list, size_t k) {
    const ns_node *node = list->items[k];
    const uint32_t to = read_state(self, node);
    if (to == NS_NO_STATE) return;
    if (to == from)
        ns_reader_fault(&self->base, NS_CODE_BAD_MOVE, node, NULL, "a move from state %u to itself",
                        from + 1);
    for (size_t other = 0; other < k; other++)
        if (list->items[other]->kind == NS_NODE_SCALAR && strcmp(list->items[other]->text, node->text) == 0) {
            ns_reader_fault(&self->base, NS_CODE_BAD_MOVE, node, NULL, "the move to state %u stands twice",
                            to + 1);
            return;
        }
    if (!ns_move_list_add(&self->moves, (ns_conflict_move){party, from, to}))
        self->base.status = NS_NO_MEMORY;
}

static void read_moves_of(conflict_reader *self, uint32_t party, const ns_node *map) {
    if (!ns_reader_is(&self->base, map, NS_NODE_MAP, "a party's moves")) return;
    for (size_t k = 0; k < map->count; k++) {
        const uint32_t from = read_state(self, map->pairs[k].key);
        const ns_node *list = map->pairs[k].value;
        if (from == NS_NO_STATE || !ns_reader_is(&self->base, list, NS_NODE_LIST, "where a state leads to"))
            continue;
        for (size_t m = 0; m < list->count; m++) read_move(self, party, from, list, m);
    }
}

static void derive_moves(conflict_reader *self) {
    if (!self->conflict->option_count) {
        ns_reader_fault(&self->base, NS_CODE_MISSING_KEY, self->root,
                        "add moves: {PARTY: {STATE: [STATE, ..]}}, or the options that they follow from",
                        "'moves' is missing");
        return;
    }
    if (!self->base.faults && !ns_option_moves(self->conflict, &self->moves))
        self->base.status = NS_NO_MEMORY;
}

static void read_moves(conflict_reader *self) {
    const ns_conflict *conflict = self->conflict;
    if (!conflict->state_count) return;
    if (!ns_node_get(self->root, "moves")) {
        derive_moves(self);
        return;
    }
    const ns_node *map = ns_reader_get(&self->base, self->root, "moves", NS_NODE_MAP, NS_NEEDED);
    for (size_t k = 0; map && k < map->count; k++) {
        const uint32_t party = ns_reader_find(&self->base, NS_CODE_UNKNOWN_PARTY, "party", map->pairs[k].key,
                                              conflict->parties, conflict->party_count);
        if (party != UINT32_MAX) read_moves_of(self, party, map->pairs[k].value);
    }
}

/* --- the whole ------------------------------------------------------------------------------------------------ */

static void read_head(conflict_reader *self) {
    static const char *const known[] = {"id",     "title",      "source",     "note",  "parties", "options",
                                        "states", "status_quo", "preference", "moves", NULL};
    ns_conflict *conflict = self->conflict;
    ns_reader_keys(&self->base, self->root, "a conflict model", known);
    conflict->id = ns_reader_id(&self->base, self->root);
    conflict->title = ns_reader_text(&self->base, self->root, "title", NS_OPTIONAL);
    conflict->source = ns_reader_text(&self->base, self->root, "source", NS_OPTIONAL);
    conflict->note = ns_reader_text(&self->base, self->root, "note", NS_OPTIONAL);
}

static bool read_parties(conflict_reader *self) {
    ns_conflict *conflict = self->conflict;
    const ns_node *list = ns_reader_get(&self->base, self->root, "parties", NS_NODE_LIST, NS_NEEDED);
    if (!list || !ns_reader_within(&self->base, list, list->count, NS_LIMIT_PARTIES)) return false;
    conflict->party_count = ns_reader_names(&self->base, list, "a party", &conflict->parties);
    if (!list->count) ns_reader_fault(&self->base, NS_CODE_MISSING_KEY, list, NULL, "there is no party");
    return conflict->party_count > 0;
}

static void read_all(conflict_reader *self) {
    read_head(self);
    if (!read_parties(self)) return;
    read_options(self);
    read_states(self);
    const ns_node *status_quo =
        ns_reader_get(&self->base, self->root, "status_quo", NS_NODE_SCALAR, NS_OPTIONAL);
    if (status_quo && self->conflict->state_count) self->conflict->status_quo = read_state(self, status_quo);
    read_preferences(self);
    read_moves(self);
}

ns_status ns_conflict_read(ns_conflict **out, const ns_document *document, ns_diagnostics *diagnostics) {
    *out = NULL;
    conflict_reader self = {.conflict = ns_conflict_make(), .root = document->root};
    if (!self.conflict) return NS_NO_MEMORY;
    self.base = (ns_reader){.diagnostics = diagnostics, .arena = self.conflict->arena};
    read_all(&self);
    ns_status status = ns_reader_status(&self.base);
    if (status == NS_OK)
        status =
            ns_conflict_fill(self.conflict, &(ns_conflict_parts){.party_count = self.conflict->party_count,
                                                                 .state_count = self.conflict->state_count,
                                                                 .status_quo = self.conflict->status_quo,
                                                                 .ranks = self.ranks,
                                                                 .moves = self.moves.moves,
                                                                 .move_count = self.moves.count});
    free(self.moves.moves);
    if (status == NS_OK)
        *out = self.conflict;
    else
        ns_conflict_free(self.conflict);
    return status;
}
