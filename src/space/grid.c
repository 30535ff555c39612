/* Sums on a grid of values: which of them can be reached, and by how many packages.
 *
 * Every group's worths, less the least of them, become whole numbers of steps. A package of k steps is then worth floor + k * step + d
 * with low <= d <= high, d what rounding to steps left; where all worths lie on the grid, low = high = 0 and all answers are exact. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "form.h"
#include "negsim/random.h"

struct space_grid {
    const ns_space *space;
    ns_arena *arena;
    uint32_t party, groups;
    int64_t step, floor, low, high;       /* units */
    uint32_t order[NS_SPACE_ISSUES];      /* of groups, those with few cells first */
    uint32_t *steps[NS_SPACE_ISSUES];     /* [place] -> [cell] */
    uint32_t top[NS_SPACE_ISSUES + 1];    /* most steps of the groups from this place on */
    uint64_t *reach[NS_SPACE_ISSUES + 1]; /* [place]: bit k: k steps can be made of the groups from here on */
    double *count[NS_SPACE_ISSUES + 1];   /* or by how many packages */
};

void space_grid_free(space_grid *self) {
    if (!self) return;
    ns_arena_free(self->arena);
    free(self);
}

/* --- the step --------------------------------------------------------------------------------------------------- */

static const space_group *group_at(const space_grid *self, uint32_t place) {
    return &self->space->groups[self->order[place]];
}

static const int64_t *worths_at(const space_grid *self, uint32_t place) {
    return group_at(self, place)->worth[self->party];
}

static int64_t end_of(const space_grid *self, uint32_t place, int sign) {
    const space_group *group = group_at(self, place);
    return group->worth[self->party][space_extreme_cell(group, self->party, sign)];
}

static int64_t common_divisor(int64_t a, int64_t b) {
    while (b) {
        const int64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* The largest step on which all worths lie where that makes at most `levels` of them, else one that makes as many. */
static void choose_step(space_grid *self, uint32_t levels) {
    int64_t span = 0, divisor = 0;
    self->floor = self->space->base[self->party];
    for (uint32_t place = 0; place < self->groups; place++) {
        const int64_t least = end_of(self, place, -1), *worth = worths_at(self, place);
        self->floor += least;
        span += end_of(self, place, 1) - least;
        for (uint32_t c = 0; c < group_at(self, place)->cell_count; c++)
            divisor = common_divisor(divisor, worth[c] - least);
    }
    const int64_t room = levels - NS_SPACE_ISSUES;
    if (divisor == 0) divisor = 1;
    self->step = span / divisor <= room ? divisor : (span + room - 1) / room;
}

static bool round_group(space_grid *self, uint32_t place) {
    const space_group *group = group_at(self, place);
    const int64_t least = end_of(self, place, -1), *worth = worths_at(self, place);
    int64_t low = 0, high = 0;
    uint32_t most = 0, *steps = self->steps[place] = NS_ARENA_NEW(self->arena, group->cell_count, uint32_t);
    if (!steps) return false;
    for (uint32_t c = 0; c < group->cell_count; c++) {
        const int64_t above = worth[c] - least;
        steps[c] = (uint32_t)((above + self->step / 2) / self->step);
        const int64_t rest = above - steps[c] * self->step;
        low = rest < low ? rest : low;
        high = rest > high ? rest : high;
        most = steps[c] > most ? steps[c] : most;
    }
    self->low += low;
    self->high += high;
    self->top[place] = self->top[place + 1] + most;
    return true;
}

/* Few cells first: what a group costs is its cells times the steps of those behind it. */
static void order_groups(space_grid *self) {
    for (uint32_t g = 0; g < self->groups; g++) {
        uint32_t place = g;
        for (; place > 0 && group_at(self, place - 1)->cell_count > self->space->groups[g].cell_count;
             place--)
            self->order[place] = self->order[place - 1];
        self->order[place] = g;
    }
}

static space_grid *grid_new(const ns_space *space, uint32_t party, uint32_t levels) {
    space_grid *self = calloc(1, sizeof *self);
    bool good = self && (self->arena = ns_arena_new());
    if (good) {
        self->space = space;
        self->party = party;
        self->groups = space->group_count;
        order_groups(self);
        choose_step(self, levels);
    }
    for (uint32_t place = space->group_count; good && place-- > 0;) good = round_group(self, place);
    if (good) return self;
    space_grid_free(self);
    return NULL;
}

/* --- what can be reached ------------------------------------------------------------------------------------------ */

static bool has(const uint64_t *bits, uint32_t k) { return bits[k / 64] >> (k % 64) & 1; }

/* out |= in << by; in has bits 0 .. top. */
static void shift_in(uint64_t *restrict out, const uint64_t *restrict in, uint32_t top, uint32_t by) {
    const uint32_t words = top / 64 + 1, far = by / 64, near = by % 64;
    if (near == 0) {
        for (uint32_t w = 0; w < words; w++) out[w + far] |= in[w];
        return;
    }
    uint64_t carry = 0;
    for (uint32_t w = 0; w < words; w++) {
        out[w + far] |= in[w] << near | carry;
        carry = in[w] >> (64 - near);
    }
    out[words + far] |= carry;
}

/* Equal steps are entered once: `seen` has a bit for each. */
static bool reach_place(space_grid *self, uint32_t place) {
    const uint32_t most = self->top[place] - self->top[place + 1];
    uint64_t *bits = NS_ARENA_NEW(self->arena, self->top[place] / 64 + (size_t)3, uint64_t);
    uint64_t *seen = calloc(most / 64 + (size_t)1, sizeof *seen);
    if (bits && seen)
        for (uint32_t c = 0; c < group_at(self, place)->cell_count; c++) {
            const uint32_t by = self->steps[place][c];
            if (has(seen, by)) continue;
            seen[by / 64] |= (uint64_t)1 << (by % 64);
            shift_in(bits, self->reach[place + 1], self->top[place + 1], by);
        }
    free(seen);
    self->reach[place] = bits;
    return bits && seen;
}

space_grid *space_grid_single(ns_space *space, uint32_t party) {
    if (space->single[party]) return space->single[party];
    space_grid *self = grid_new(space, party, space->settings.levels);
    if (!self) return NULL;
    bool good = (self->reach[self->groups] = NS_ARENA_NEW(self->arena, 1, uint64_t)) != NULL;
    if (good) self->reach[self->groups][0] = 1;
    for (uint32_t place = self->groups; good && place-- > 0;) good = reach_place(self, place);
    if (good) return space->single[party] = self;
    space_grid_free(self);
    return NULL;
}

/* The next sum that can be reached from k on; above the top: none. */
static int64_t next_up(const space_grid *self, int64_t k) {
    const uint64_t *bits = self->reach[0];
    if (k < 0) k = 0;
    while (k <= self->top[0]) {
        const uint64_t rest = bits[k / 64] >> (k % 64);
        if (rest) return k + __builtin_ctzll(rest);
        k = (k / 64 + 1) * 64;
    }
    return (int64_t)self->top[0] + 1;
}

/* The same downwards; -1: none. */
static int64_t next_down(const space_grid *self, int64_t k) {
    const uint64_t *bits = self->reach[0];
    if (k > self->top[0]) k = self->top[0];
    while (k >= 0) {
        const uint64_t rest = bits[k / 64] << (63 - k % 64);
        if (rest) return k - __builtin_clzll(rest);
        k = k / 64 * 64 - 1;
    }
    return -1;
}

/* A package of k steps: of each group the first cell that leaves a sum that the rest can reach. */
static int64_t trace(const space_grid *self, int64_t sum, space_pick *pick) {
    uint32_t k = (uint32_t)sum;
    for (uint32_t place = 0; place < self->groups; place++) {
        const uint32_t *steps = self->steps[place];
        uint32_t c = 0;
        while (steps[c] > k || k - steps[c] > self->top[place + 1] ||
               !has(self->reach[place + 1], k - steps[c]))
            c++;
        pick->cell[self->order[place]] = c;
        k -= steps[c];
    }
    return space_worth_of(self->space, self->party, pick);
}

/* Towards minus infinity, and towards plus. */
static int64_t divide_down(int64_t a, int64_t b) { return a / b - (a % b < 0); }
static int64_t divide_up(int64_t a, int64_t b) { return a / b + (a % b > 0); }

/* The steps of which a package worth `units` could be made, at the fewest and at the most. */
static int64_t fewest(const space_grid *self, int64_t units) {
    return divide_up(units - self->floor - self->high, self->step);
}
static int64_t most_of(const space_grid *self, int64_t units) {
    return divide_down(units - self->floor - self->low, self->step);
}

static space_pick extreme(const space_grid *self, int sign) {
    space_pick pick = {{0}};
    for (uint32_t g = 0; g < self->groups; g++)
        pick.cell[g] = space_extreme_cell(&self->space->groups[g], self->party, sign);
    return pick;
}

static space_near settle(space_near *near, int64_t best, bool none) {
    near->bound = near->found ? best : !none;
    return *near;
}

/* From the first sum that could do upwards, as long as a sum could still better what was found. */
space_near space_grid_lowest(const space_grid *self, int64_t least, int64_t most) {
    space_near near = {.pick = extreme(self, 1)};
    int64_t best = space_worth_of(self->space, self->party, &near.pick),
            k = next_up(self, fewest(self, least));
    if (best < least || k > self->top[0]) return settle(&near, 0, true);
    int64_t at_best = self->floor + k * self->step + self->low;
    near.found = best <= most;
    at_best = at_best < least ? least : at_best;
    const space_pick lowest = extreme(self, -1);
    const int64_t bottom = space_worth_of(self->space, self->party, &lowest);
    if (bottom >= least) { /* the least of all */
        near.pick = lowest;
        near.found = bottom <= most;
        return settle(&near, 0, true);
    }
    for (; k <= self->top[0] && self->floor + k * self->step + self->low < best && best > at_best;
         k = next_up(self, k + 1)) {
        space_pick pick;
        const int64_t worth = trace(self, k, &pick);
        if (worth < least || worth >= best) continue;
        best = worth;
        near.pick = pick;
        near.found = worth <= most;
    }
    return settle(&near, best - at_best, at_best > most);
}

space_near space_grid_highest(const space_grid *self, int64_t least, int64_t most) {
    space_near near = {.pick = extreme(self, -1)};
    int64_t best = space_worth_of(self->space, self->party, &near.pick),
            k = next_down(self, most_of(self, most));
    if (best > most || k < 0) return settle(&near, 0, true);
    int64_t at_best = self->floor + k * self->step + self->high;
    near.found = best >= least;
    at_best = at_best > most ? most : at_best;
    const space_pick highest = extreme(self, 1);
    const int64_t top = space_worth_of(self->space, self->party, &highest);
    if (top <= most) {
        near.pick = highest;
        near.found = top >= least;
        return settle(&near, 0, true);
    }
    for (; k >= 0 && self->floor + k * self->step + self->high > best && best < at_best;
         k = next_down(self, k - 1)) {
        space_pick pick;
        const int64_t worth = trace(self, k, &pick);
        if (worth > most || worth <= best) continue;
        best = worth;
        near.pick = pick;
        near.found = worth >= least;
    }
    return settle(&near, at_best - best, at_best < least);
}

/* --- counts --------------------------------------------------------------------------------------------------------- */

static bool count_place(space_grid *self, uint32_t place) {
    const uint32_t most = self->top[place] - self->top[place + 1];
    double *restrict out = NS_ARENA_NEW(self->arena, self->top[place] + (size_t)1, double);
    double *same = calloc(most + (size_t)1, sizeof *same);
    if (out && same) {
        const double *restrict in = self->count[place + 1];
        for (uint32_t c = 0; c < group_at(self, place)->cell_count; c++) same[self->steps[place][c]]++;
        for (uint32_t by = 0; by <= most; by++)
            for (uint32_t k = 0; same[by] > 0 && k <= self->top[place + 1]; k++)
                out[k + by] += same[by] * in[k];
    }
    free(same);
    self->count[place] = out;
    return out && same;
}

space_grid *space_grid_counted(ns_space *space, uint32_t party) {
    if (space->counted[party]) return space->counted[party];
    space_grid *self = grid_new(space, party, space->settings.count_levels);
    if (!self) return NULL;
    bool good = (self->count[self->groups] = NS_ARENA_NEW(self->arena, 1, double)) != NULL;
    if (good) self->count[self->groups][0] = 1;
    for (uint32_t place = self->groups; good && place-- > 0;) good = count_place(self, place);
    if (good) return space->counted[party] = self;
    space_grid_free(self);
    return NULL;
}

/* The sums that could lie in a band, and those that are certain to. */
typedef struct range {
    int64_t from, to;
} range;

static range cut(const space_grid *self, int64_t from, int64_t to) {
    return (range){from < 0 ? 0 : from, to > self->top[0] ? self->top[0] : to};
}
static range possible(const space_grid *self, int64_t least, int64_t most) {
    return cut(self, fewest(self, least), most_of(self, most));
}
static range certain(const space_grid *self, int64_t least, int64_t most) {
    return cut(self, divide_up(least - self->floor - self->low, self->step),
               divide_down(most - self->floor - self->high, self->step));
}

static double total(const space_grid *self, range at) {
    double sum = 0;
    for (int64_t k = at.from; k <= at.to; k++) sum += self->count[0][k];
    return sum;
}

/* Sums of whole numbers below 2^53 are exact; above it each of at most some 10^5 roundings adds 2^-53. */
ns_space_total space_grid_count(const space_grid *self, int64_t least, int64_t most) {
    ns_space_total result = {.least = total(self, certain(self, least, most)),
                             .most = total(self, possible(self, least, most))};
    const bool whole = self->space->size <= 0x1p53;
    result.exact = result.least == result.most && (whole || result.most == 0);
    if (whole) return result;
    result.least *= 1 - 1e-10;
    result.most *= 1 + 1e-10;
    return result;
}

/* --- random packages -------------------------------------------------------------------------------------------------- */

typedef struct stream {
    uint64_t seed, drawn;
} stream;

static double next_uniform(stream *self) { return ns_uniform_draw(self->seed, self->drawn++, 0); }

static int64_t random_sum(const space_grid *self, range at, double all, stream *uniforms) {
    double left = next_uniform(uniforms) * all;
    int64_t last = at.from;
    for (int64_t k = at.from; k <= at.to; k++) {
        if (!(self->count[0][k] > 0)) continue;
        last = k;
        left -= self->count[0][k];
        if (left < 0) break;
    }
    return last;
}

/* Each cell as likely as the packages that it leaves are many. */
static void random_cells(const space_grid *self, int64_t sum, stream *uniforms, space_pick *pick) {
    uint32_t k = (uint32_t)sum;
    for (uint32_t place = 0; place < self->groups; place++) {
        double left = next_uniform(uniforms) * self->count[place][k];
        uint32_t chosen = 0;
        for (uint32_t c = 0; c < group_at(self, place)->cell_count; c++) {
            const uint32_t by = self->steps[place][c];
            if (by > k || k - by > self->top[place + 1] || !(self->count[place + 1][k - by] > 0)) continue;
            chosen = c;
            left -= self->count[place + 1][k - by];
            if (left < 0) break;
        }
        pick->cell[self->order[place]] = chosen;
        k -= self->steps[place][chosen];
    }
}

bool space_grid_pick(const space_grid *self, int64_t least, int64_t most, double u, space_pick *pick,
                     bool *none) {
    enum { MOST_TRIES = 1024 };
    const range at = possible(self, least, most);
    const double all = total(self, at);
    stream uniforms = {0};
    memcpy(&uniforms.seed, &u, sizeof u);
    *none = !(all > 0);
    for (int k = 0; k < MOST_TRIES && !*none; k++) {
        random_cells(self, random_sum(self, at, all, &uniforms), &uniforms, pick);
        const int64_t worth = space_worth_of(self->space, self->party, pick);
        if (worth >= least && worth <= most) return true;
    }
    return false;
}
