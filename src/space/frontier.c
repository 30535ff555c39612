/* The frontier of two parties, or of a party and a score, merged group by group.
 *
 * Groups are taken from the last to the first, so that of packages with equal worths the first in order is the one that stays: in each step
 * the earlier cell stays, and behind it what stayed in the steps before. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "form.h"

/* Where a point comes from: a point of the step before, and a cell of the group. */
typedef struct origin {
    uint32_t parent, cell;
} origin;

/* A point of a step: a package of the groups so far. */
typedef struct point {
    int64_t first, second;
    origin from;
} point;

/* Points by falling first and rising second worth. */
typedef struct layer {
    point *points;
    uint32_t count;
} layer;

struct ns_space_frontier {
    ns_arena *arena; /* the groups' options */
    uint32_t group_count;
    space_group *groups; /* issues and options only */
    space_scale scale[2];
    double slack;
    int64_t bound;
    layer last;                       /* of all groups */
    origin *origins[NS_SPACE_ISSUES]; /* [g]: of the points of the groups from g on */
};

/* What the merging of one group works with. */
typedef struct merger {
    point *grown, *spare; /* room each */
    size_t room;
    uint32_t limit;
    bool thinning;
    int64_t top, width; /* thinning: intervals of the first worth, from the top */
} merger;

/* --- what a group adds ------------------------------------------------------------------------------------------- */

static int compare(const void *a, const void *b) {
    const point *x = a, *y = b;
    if (x->first != y->first) return x->first < y->first ? 1 : -1;
    if (x->second != y->second) return x->second < y->second ? 1 : -1;
    return (x->from.cell > y->from.cell) - (x->from.cell < y->from.cell);
}

static int compare_cells(const void *a, const void *b) {
    const point *x = a, *y = b;
    return (x->from.cell > y->from.cell) - (x->from.cell < y->from.cell);
}

/* The cells that no other cell of the group dominates, in order; of equals the first. NULL: memory is short. */
static point *efficient_cells(const int64_t *first, const int64_t *second, uint32_t cells, uint32_t *count) {
    point *list = malloc((cells + (size_t)1) * sizeof *list);
    *count = 0;
    if (!list) return NULL;
    for (uint32_t c = 0; c < cells; c++) list[c] = (point){first[c], second[c], {0, c}};
    qsort(list, cells, sizeof *list, compare);
    for (uint32_t c = 0; c < cells; c++)
        if (*count == 0 || list[c].second > list[*count - 1].second) list[(*count)++] = list[c];
    qsort(list, *count, sizeof *list, compare_cells);
    return list;
}

/* --- merging -------------------------------------------------------------------------------------------------------- */

/* Appends a point of a list by falling first worth where it betters the second so far. */
static inline uint32_t append(point *out, uint32_t count, const point *next) {
    if (count && next->second <= out[count - 1].second) return count;
    out[count] = *next;
    return count + 1;
}

/* Of the points so far and those of the step before, shifted by a cell. Equal points: the one that is there already. */
static uint32_t merge(const point *so_far, uint32_t so_far_count, const layer *before, const point *cell,
                      point *out) {
    uint32_t i = 0, count = 0;
    for (uint32_t k = 0; k < before->count; k++) {
        const point next = {before->points[k].first + cell->first,
                            before->points[k].second + cell->second,
                            {k, cell->from.cell}};
        while (i < so_far_count && (so_far[i].first > next.first ||
                                    (so_far[i].first == next.first && so_far[i].second >= next.second)))
            count = append(out, count, &so_far[i++]);
        count = append(out, count, &next);
    }
    for (; i < so_far_count; i++) count = append(out, count, &so_far[i]);
    return count;
}

static bool make_room(merger *self, size_t count) {
    if (count <= self->room) return true;
    const size_t room = count + count / 2;
    point *grown = realloc(self->grown, room * sizeof *grown);
    if (grown) self->grown = grown;
    point *spare = realloc(self->spare, room * sizeof *spare);
    if (spare) self->spare = spare;
    if (!grown || !spare) return false;
    self->room = room;
    return true;
}

/* One point for each interval of the first worth: the last, which is best for the second. The very first stays. Intervals of one group are
 * always the same, so that what is thinned again is still no further than one interval from what it stands for. */
static uint32_t thin(const merger *self, point *points, uint32_t count) {
    uint32_t kept = 1;
    for (uint32_t k = 1; k < count; k++) {
        const bool last = k + 1 == count || (self->top - points[k].first) / self->width !=
                                                (self->top - points[k + 1].first) / self->width;
        if (last) points[kept++] = points[k];
    }
    return kept;
}

/* Intervals over all that the groups so far could add to the first worth. */
static void begin_group(merger *self, const layer *before, const point *cells, uint32_t count) {
    int64_t high = cells[0].first, low = high;
    for (uint32_t c = 1; c < count; c++) {
        high = cells[c].first > high ? cells[c].first : high;
        low = cells[c].first < low ? cells[c].first : low;
    }
    self->top = high + before->points[0].first;
    const int64_t span = self->top - low - before->points[before->count - 1].first;
    self->width = span / (self->limit - 2) + 1;
    self->thinning = false;
}

/* Merges into merging->grown; returns how many points, 0: memory is short. */
static uint32_t merge_cells(merger *self, const layer *before, const point *cells, uint32_t cell_count) {
    uint32_t count = 0;
    begin_group(self, before, cells, cell_count);
    for (uint32_t c = 0; c < cell_count; c++) {
        if (!make_room(self, (size_t)count + before->count + 1)) return 0;
        count = merge(self->grown, count, before, &cells[c], self->spare);
        if (count > self->limit) {
            self->thinning = true;
            count = thin(self, self->spare, count);
        }
        point *const merged = self->spare;
        self->spare = self->grown;
        self->grown = merged;
    }
    return count;
}

/* --- the whole --------------------------------------------------------------------------------------------------------- */

/* The points take the place of those of the step before; where they come from is kept. */
static bool keep_step(ns_space_frontier *self, const merger *merging, uint32_t g, uint32_t count) {
    origin *origins = self->origins[g] = malloc(count * sizeof *origins);
    point *points = malloc(count * sizeof *points);
    free(self->last.points);
    self->last = (layer){points, points && origins ? count : 0};
    for (uint32_t k = 0; k < self->last.count; k++) {
        points[k] = merging->grown[k];
        origins[k] = points[k].from;
    }
    return points && origins;
}

static bool add_group(ns_space_frontier *self, merger *merging, uint32_t g, const int64_t *first,
                      const int64_t *second) {
    uint32_t count, merged = 0;
    point *cells = efficient_cells(first, second, self->groups[g].cell_count, &count);
    if (cells) merged = merge_cells(merging, &self->last, cells, count);
    free(cells);
    if (!merged || !keep_step(self, merging, g, merged)) return false;
    if (merging->thinning) self->bound += merging->width;
    return true;
}

/* The options are copied, so that the frontier can outlive its space. */
static bool copy_groups(ns_space_frontier *self, const ns_space *space) {
    self->group_count = space->group_count;
    self->groups = NS_ARENA_NEW(self->arena, space->group_count, space_group);
    if (!self->groups) return false;
    for (uint32_t g = 0; g < space->group_count; g++) {
        const space_group *from = &space->groups[g];
        const size_t options = (size_t)from->cell_count * from->issue_count;
        uint32_t *issues = NS_ARENA_NEW(self->arena, from->issue_count, uint32_t);
        uint16_t *copied = NS_ARENA_NEW(self->arena, options, uint16_t);
        if (!issues || !copied) return false;
        memcpy(issues, from->issues, from->issue_count * sizeof *issues);
        memcpy(copied, from->options, options * sizeof *copied);
        self->groups[g] = (space_group){from->issue_count, from->cell_count, issues, copied, {NULL}};
    }
    return true;
}

static bool merge_all(ns_space_frontier *self, const ns_space *space, int64_t *const *first,
                      int64_t *const *second, int64_t first_base, int64_t second_base) {
    merger merging = {.limit = space->settings.frontier_points};
    if (!copy_groups(self, space)) return false;
    if (!(space->size > 0)) return true;
    bool good = (self->last.points = malloc(sizeof *self->last.points)) != NULL;
    if (good) self->last.points[0] = (point){first_base, second_base, {0, 0}};
    self->last.count = 1;
    for (uint32_t g = space->group_count; g-- > 0 && good;)
        good = add_group(self, &merging, g, first[g], second[g]);
    free(merging.grown);
    free(merging.spare);
    return good;
}

static ns_space_frontier *frontier_empty(const ns_space *space) {
    ns_space_frontier *self = calloc(1, sizeof *self);
    if (!self) return NULL;
    self->scale[0] = self->scale[1] = space->scale;
    self->slack = space->slack;
    if ((self->arena = ns_arena_new())) return self;
    ns_space_frontier_free(self);
    return NULL;
}

ns_status ns_space_frontier_new(ns_space_frontier **out, const ns_space *space, uint32_t first,
                                uint32_t second) {
    int64_t *worth[2][NS_SPACE_ISSUES];
    *out = NULL;
    if (first >= space->party_count || second >= space->party_count) return NS_BAD_USAGE;
    ns_space_frontier *self = frontier_empty(space);
    if (!self) return NS_NO_MEMORY;
    for (uint32_t g = 0; g < space->group_count; g++) {
        worth[0][g] = space->groups[g].worth[first];
        worth[1][g] = space->groups[g].worth[second];
    }
    if (merge_all(self, space, worth[0], worth[1], space->base[first], space->base[second])) {
        *out = self;
        return NS_OK;
    }
    ns_space_frontier_free(self);
    return NS_NO_MEMORY;
}

ns_status ns_space_frontier_of_score(ns_space_frontier **out, const ns_space *space, uint32_t party,
                                     const double *score) {
    int64_t *worth[NS_SPACE_ISSUES];
    *out = NULL;
    if (party >= space->party_count) return NS_BAD_USAGE;
    ns_space_frontier *self = frontier_empty(space);
    if (!self) return NS_NO_MEMORY;
    int64_t **scores = NULL;
    ns_status status = space_score(&scores, space, self->arena, score, &self->scale[1]);
    for (uint32_t g = 0; g < space->group_count; g++) worth[g] = space->groups[g].worth[party];
    if (status == NS_OK && !merge_all(self, space, worth, scores, space->base[party], 0))
        status = NS_NO_MEMORY;
    if (status == NS_OK)
        *out = self;
    else
        ns_space_frontier_free(self);
    return status;
}

void ns_space_frontier_free(ns_space_frontier *self) {
    if (!self) return;
    for (uint32_t g = 0; g < NS_SPACE_ISSUES; g++) free(self->origins[g]);
    free(self->last.points);
    ns_arena_free(self->arena);
    free(self);
}

/* --- reading ----------------------------------------------------------------------------------------------------------- */

uint32_t ns_space_frontier_size(const ns_space_frontier *self) { return self->last.count; }
bool ns_space_frontier_exact(const ns_space_frontier *self) { return self->bound == 0; }
double ns_space_frontier_bound(const ns_space_frontier *self) {
    return space_points(&self->scale[0], self->bound);
}

ns_space_point ns_space_frontier_point(const ns_space_frontier *self, uint32_t index) {
    if (index >= self->last.count) return (ns_space_point){NAN, NAN};
    const point *at = &self->last.points[index];
    return (ns_space_point){space_points(&self->scale[0], at->first),
                            space_points(&self->scale[1], at->second)};
}

void ns_space_frontier_options(const ns_space_frontier *self, uint32_t index, uint16_t *options) {
    if (index >= self->last.count) return;
    for (uint32_t g = 0; g < self->group_count; g++) {
        const origin at = self->origins[g][index];
        const space_group *group = &self->groups[g];
        for (uint32_t k = 0; k < group->issue_count; k++)
            options[group->issues[k]] = group->options[at.cell * group->issue_count + k];
        index = at.parent;
    }
}

static ns_space_found found_at(const ns_space_frontier *self, uint32_t index) {
    ns_space_found found = {.found = true, .exact = true};
    const ns_space_point at = ns_space_frontier_point(self, index);
    found.worth = at.first;
    found.score = at.second;
    ns_space_frontier_options(self, index, found.options);
    return found;
}

/* How many points are worth at least so much to the first. */
static uint32_t points_from(const ns_space_frontier *self, int64_t least) {
    uint32_t from = 0, to = self->last.count;
    while (from < to) {
        const uint32_t middle = from + (to - from) / 2;
        if (self->last.points[middle].first >= least)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

/* What a thinned point stands for may be worth up to bound more to the first: the points below count as well then. */
ns_space_found ns_space_frontier_at_least(const ns_space_frontier *self, double least) {
    const int64_t units = space_units_up(&self->scale[0], least - self->slack);
    const uint32_t count = points_from(self, units), at_best = points_from(self, units - self->bound);
    if (!at_best) return space_nothing(true);
    if (!count) return space_nothing(false);
    ns_space_found found = found_at(self, count - 1);
    const point *best = &self->last.points[at_best - 1], *got = &self->last.points[count - 1];
    found.bound = space_points(&self->scale[1], best->second - got->second);
    found.exact = best == got;
    return found;
}

/* --- solutions ----------------------------------------------------------------------------------------------------------- */

/* What a solution is measured by, over the points from .. to - 1, all worth no deal to both. */
typedef struct measure {
    ns_space_solution kind;
    double no_deal[2], ideal[2]; /* ideal: the largest gains */
    double slack;
} measure;

static double gain(double worth, double no_deal) { return worth > no_deal ? worth - no_deal : 0; }

static double share(double own, double ideal) { return ideal > 0 ? own / ideal : 1; }

static double measured(const measure *self, double first, double second) {
    const double a = gain(first, self->no_deal[0]), b = gain(second, self->no_deal[1]);
    switch (self->kind) {
    case NS_SPACE_NASH: return a * b;
    case NS_SPACE_KALAI_SMORODINSKY: return fmin(share(a, self->ideal[0]), share(b, self->ideal[1]));
    case NS_SPACE_EGALITARIAN: return fmin(a, b);
    case NS_SPACE_UTILITARIAN: return first + second;
    }
    return 0;
}

static bool is_worth(const measure *self, double first, double second) {
    return first + self->slack >= self->no_deal[0] && second + self->slack >= self->no_deal[1];
}

/* Points by falling first worth: of equal measures and sums the earlier one is worth more to the first. */
static uint32_t best_point(const ns_space_frontier *self, const measure *by) {
    uint32_t best = NS_NONE;
    double most = 0, sum = 0;
    for (uint32_t k = 0; k < ns_space_frontier_size(self); k++) {
        const ns_space_point at = ns_space_frontier_point(self, k);
        if (!is_worth(by, at.first, at.second)) continue;
        const double here = measured(by, at.first, at.second);
        if (best != NS_NONE && (here < most || (here == most && at.first + at.second <= sum))) continue;
        best = k;
        most = here;
        sum = at.first + at.second;
    }
    return best;
}

/* The largest gains at points that are worth no deal to both, when the first worth may be up to `more` larger. */
static void find_ideal(const ns_space_frontier *self, measure *by, double more) {
    by->ideal[0] = by->ideal[1] = 0;
    for (uint32_t k = 0; k < ns_space_frontier_size(self); k++) {
        const ns_space_point at = ns_space_frontier_point(self, k);
        if (!is_worth(by, at.first + more, at.second)) continue;
        by->ideal[0] = fmax(by->ideal[0], gain(at.first + more, by->no_deal[0]));
        by->ideal[1] = fmax(by->ideal[1], gain(at.second, by->no_deal[1]));
    }
}

/* The best measure that any package could have: every package is covered by some point with bound added to its first worth. */
static double measure_at_best(const ns_space_frontier *self, const measure *by, bool *any) {
    const double more = ns_space_frontier_bound(self);
    double most = -HUGE_VAL;
    *any = false;
    for (uint32_t k = 0; k < ns_space_frontier_size(self); k++) {
        const ns_space_point at = ns_space_frontier_point(self, k);
        if (!is_worth(by, at.first + more, at.second)) continue;
        *any = true;
        most = fmax(most, measured(by, at.first + more, at.second));
    }
    return most;
}

ns_space_found ns_space_solve(const ns_space_frontier *self, ns_space_solution solution, double no_deal_first,
                              double no_deal_second) {
    measure by = {.kind = solution, .no_deal = {no_deal_first, no_deal_second}, .slack = self->slack};
    bool any;
    find_ideal(self, &by, 0); /* of these shares are not too small, of the others below not too large */
    const double at_best = measure_at_best(self, &by, &any);
    find_ideal(self, &by, ns_space_frontier_bound(self));
    const uint32_t best = best_point(self, &by);
    if (best == NS_NONE) return space_nothing(!any);
    ns_space_found found = found_at(self, best);
    const ns_space_point at = ns_space_frontier_point(self, best);
    found.score = measured(&by, at.first, at.second);
    found.exact = self->bound == 0;
    found.bound = found.exact ? 0 : fmax(0, at_best - found.score);
    return found;
}
