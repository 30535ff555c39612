/* The queries for one package, by half tables where they fit and by the grid where they do not. */
#include <math.h>

#include "form.h"

static ns_space_found grid_answer(const ns_space *self, uint32_t party, const space_near *near) {
    if (!near->found) return space_nothing(near->bound == 0);
    ns_space_found found = space_answer(self, party, &near->pick);
    found.exact = near->bound == 0;
    found.bound = space_points(&self->scale, near->bound);
    return found;
}

static ns_space_found by_grid(ns_space *self, uint32_t party, int64_t least, int64_t most, bool lowest) {
    const space_grid *grid = space_grid_single(self, party);
    if (!grid) return space_no_memory();
    const space_near near =
        lowest ? space_grid_lowest(grid, least, most) : space_grid_highest(grid, least, most);
    return grid_answer(self, party, &near);
}

static ns_space_found by_halves(ns_space *self, uint32_t party, int64_t least, int64_t most, bool lowest) {
    const space_halves *halves = space_halves_of(self, party);
    space_pick pick;
    if (!halves) return space_no_memory();
    const bool found = lowest ? space_halves_lowest(halves, least, most, &pick)
                              : space_halves_highest(halves, least, most, &pick);
    return found ? space_answer(self, party, &pick) : space_nothing(true);
}

static ns_space_found within(ns_space *self, uint32_t party, int64_t least, int64_t most, bool lowest) {
    if (!(self->size > 0) || least > most) return space_nothing(true);
    return space_halves_fit(self) ? by_halves(self, party, least, most, lowest)
                                  : by_grid(self, party, least, most, lowest);
}

ns_space_found ns_space_lowest(ns_space *self, uint32_t party, double target, double most) {
    return within(self, party, space_at_least(self, target), space_at_most(self, most), true);
}

ns_space_found ns_space_highest(ns_space *self, uint32_t party, double least, double most) {
    return within(self, party, space_at_least(self, least), space_at_most(self, most), false);
}

ns_space_found ns_space_after(ns_space *self, uint32_t party, double target, const uint16_t *last) {
    const int64_t least = space_at_least(self, target);
    space_pick from, pick;
    if (!last) return within(self, party, least, SPACE_FAR, false);
    if (!space_pick_of(self, last, &from)) return space_nothing(true);
    const int64_t worth = space_worth_of(self, party, &from);
    if (worth >= least && space_halves_fit(self)) {
        const space_halves *halves = space_halves_of(self, party);
        if (!halves) return space_no_memory();
        if (space_halves_equal_after(halves, worth, &from, &pick)) return space_answer(self, party, &pick);
    }
    return within(self, party, least, worth - 1, false);
}

/* The least distance that anything on one side of the target could have. */
static double distance_at_best(const ns_space_found *side) {
    if (!side->found) return side->exact ? HUGE_VAL : 0;
    return fmax(0, side->score - side->bound);
}

/* What is sought lies at the target or on one side of it: the least above it, or the largest below. */
ns_space_found ns_space_nearest(ns_space *self, uint32_t party, double floor_worth, double target) {
    const int64_t least = space_at_least(self, floor_worth), up = space_units_up(&self->scale, target);
    ns_space_found above = within(self, party, up > least ? up : least, SPACE_FAR, true);
    ns_space_found below = within(self, party, least, up - 1, false);
    above.score = above.found ? fabs(above.worth - target) : HUGE_VAL;
    below.score = below.found ? fabs(below.worth - target) : HUGE_VAL;
    ns_space_found best = above.score <= below.score ? above : below;
    if (!best.found) return space_nothing(above.exact && below.exact);
    best.bound = fmax(0, best.score - fmin(distance_at_best(&above), distance_at_best(&below)));
    best.exact = best.bound == 0;
    return best;
}
