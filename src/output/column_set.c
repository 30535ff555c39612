/* Columns of a table with the ids of one scenario filled in. */
#include <string.h>

#include "output/csv.h"

const ns_table *ns_table_find(const char *name) {
    for (const ns_table *table = ns_tables; table->name; table++)
        if (strcmp(table->name, name) == 0) return table;
    return NULL;
}

enum slot { SLOT_NONE, SLOT_PARTY, SLOT_ISSUE, SLOT_HEADLINE, SLOT_PATH, SLOT_COUNT };
static const char *const slot_texts[SLOT_COUNT] = {"", "{party}", "{issue}", "{headline}", "{path}"};

static enum slot slot_of(const char *name) {
    for (unsigned slot = SLOT_PARTY; slot < SLOT_COUNT; slot++)
        if (strstr(name, slot_texts[slot])) return (enum slot)slot;
    return SLOT_NONE;
}

static size_t slot_count(enum slot slot, const ns_column_ids *ids) {
    switch (slot) {
    case SLOT_PARTY: return ids->scenario->party_count;
    case SLOT_ISSUE: return ids->scenario->issue_count;
    case SLOT_HEADLINE: return ids->scenario->headline_count;
    case SLOT_PATH: return ids->path_count;
    default: return 1;
    }
}

static const char *slot_id(enum slot slot, const ns_column_ids *ids, size_t k) {
    const ns_scenario *scenario = ids->scenario;
    switch (slot) {
    case SLOT_PARTY: return scenario->parties[k].id;
    case SLOT_ISSUE: return scenario->issues[k].id;
    case SLOT_HEADLINE: return scenario->issues[scenario->headline[k]].id;
    case SLOT_PATH: return ids->paths[k];
    default: return "";
    }
}

static const char *fill_in(ns_arena *arena, const char *name, enum slot slot, const char *id) {
    const char *text = slot_texts[slot], *at = strstr(name, text);
    if (slot == SLOT_NONE) return name;
    return ns_arena_format(arena, "%.*s%s%s", (int)(at - name), name, id, at + strlen(text));
}

static bool add_column(ns_column_set *self, const ns_column *column, const ns_column_ids *ids) {
    enum slot slot = slot_of(column->name);
    for (size_t k = 0; k < slot_count(slot, ids); k++) {
        ns_column *made = &self->columns[self->count++];
        *made = *column;
        made->name = fill_in(self->arena, column->name, slot, slot_id(slot, ids, k));
        if (!made->name) return false;
    }
    return true;
}

ns_status ns_column_set_init(ns_column_set *self, const ns_table *table, const ns_scenario *scenario) {
    return ns_column_set_fill(self, table, &(ns_column_ids){.scenario = scenario});
}

ns_status ns_column_set_fill(ns_column_set *self, const ns_table *table, const ns_column_ids *ids) {
    *self = (ns_column_set){.table = table, .arena = ns_arena_new()};
    if (!self->arena) return NS_NO_MEMORY;
    size_t count = 0;
    for (const ns_column *column = ns_columns; column->table; column++)
        if (strcmp(column->table, table->name) == 0) count += slot_count(slot_of(column->name), ids);
    self->columns = NS_ARENA_NEW(self->arena, count, ns_column);
    bool made = self->columns != NULL;
    for (const ns_column *column = ns_columns; made && column->table; column++)
        if (strcmp(column->table, table->name) == 0) made = add_column(self, column, ids);
    if (made) return NS_OK;
    ns_column_set_free(self);
    return NS_NO_MEMORY;
}

void ns_column_set_free(ns_column_set *self) {
    ns_arena_free(self->arena);
    *self = (ns_column_set){0};
}
