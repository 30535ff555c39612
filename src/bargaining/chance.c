#include "bargaining/chance.h"

#include <math.h>
#include <stdlib.h>

void ns_chance_free(ns_chance *self) {
    free(self->stairs);
    *self = (ns_chance){0};
}

static bool with_room(ns_chance *self, uint32_t parts) {
    if (self->room >= parts) return true;
    ns_chance_free(self);
    self->stairs = malloc(((size_t)parts + 1) * sizeof *self->stairs);
    if (self->stairs) self->room = parts;
    return self->stairs != NULL;
}

bool ns_chance_set(ns_chance *self, const ns_parts *parts) {
    if (self->worth[0] == parts->worth[0] && self->worth[1] == parts->worth[1] && self->count == parts->count)
        return true;
    if (!with_room(self, parts->count)) return false;
    uint32_t listed = 0;
    for (uint32_t z = 0; z < parts->count; z++) {
        self->stairs[listed] = (ns_stair){parts->worth[0][z], parts->worth[1][z], z};
        listed += (parts->worth[0][z] > -HUGE_VAL) & (parts->worth[1][z] > -HUGE_VAL);
    }
    self->steps = ns_staircase_of_list(self->stairs, listed);
    self->worth[0] = parts->worth[0];
    self->worth[1] = parts->worth[1];
    self->count = parts->count;
    return true;
}
