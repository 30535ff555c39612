/* Counts and random packages, by half tables where they fit and by the grid where they do not. */
#include <math.h>

#include "form.h"

ns_space_total ns_space_count(ns_space *self, uint32_t party, double least, double most) {
    const int64_t from = space_at_least(self, least), to = space_at_most(self, most);
    const ns_space_total unknown = {false, 0, self->size}, none = {true, 0, 0};
    if (!(self->size > 0) || from > to) return none;
    if (!space_halves_fit(self)) {
        const space_grid *grid = space_grid_counted(self, party);
        return grid ? space_grid_count(grid, from, to) : unknown;
    }
    const space_halves *halves = space_halves_of(self, party);
    if (!halves) return unknown;
    const double count = (double)space_halves_count(halves, from, to);
    return (ns_space_total){true, count, count};
}

static ns_space_found pick_by_grid(ns_space *self, uint32_t party, int64_t least, int64_t most, double u) {
    const space_grid *grid = space_grid_counted(self, party);
    space_pick pick;
    bool none;
    if (!grid) return space_no_memory();
    return space_grid_pick(grid, least, most, u, &pick, &none) ? space_answer(self, party, &pick)
                                                               : space_nothing(none);
}

ns_space_found ns_space_pick(ns_space *self, uint32_t party, double least, double most, double u) {
    const int64_t from = space_at_least(self, least), to = space_at_most(self, most);
    space_pick pick;
    if (!(self->size > 0) || from > to) return space_nothing(true);
    if (!space_halves_fit(self)) return pick_by_grid(self, party, from, to, u);
    space_halves *halves = space_halves_of(self, party);
    if (!halves) return space_no_memory();
    return space_halves_pick(halves, from, to, u, &pick) ? space_answer(self, party, &pick)
                                                         : space_nothing(true);
}
