#include "writer.h"

#include <math.h>
#include <string.h>

static bool has_room(ns_game_writer *self) {
    if (self->status != NS_OK) return false;
    if (self->count < self->room) return true;
    const size_t room = self->room ? 2 * self->room : 32;
    ns_game_value *values = NS_ARENA_NEW(self->arena, room, ns_game_value);
    if (!values) {
        self->status = NS_NO_MEMORY;
        return false;
    }
    if (self->count) memcpy(values, self->values, self->count * sizeof *values);
    self->values = values;
    self->room = room;
    return true;
}

void game_put(ns_game_writer *self, const char *name, double value, const char *summary) {
    if (!isfinite(value) || !has_room(self)) return;
    /* -0 is written as 0. */
    self->values[self->count++] = (ns_game_value){name, value == 0 ? 0 : value, summary};
}

void game_put_numbered(ns_game_writer *self, const char *before, unsigned number, const char *after,
                       double value, const char *summary) {
    const char *name = ns_arena_format(self->arena, "%s%u%s", before, number, after);
    if (name)
        game_put(self, name, value, summary);
    else if (self->status == NS_OK)
        self->status = NS_NO_MEMORY;
}
