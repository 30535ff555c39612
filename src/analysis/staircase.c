/* The frontier of two parties, as a staircase. */
#include "negsim/staircase.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Falling first value, then falling second, then rank: of equal points the lowest package comes first. */
static inline int order(const ns_stair *x, const ns_stair *y) {
    if (x->first != y->first) return x->first < y->first ? 1 : -1;
    if (x->second != y->second) return x->second < y->second ? 1 : -1;
    return (x->package > y->package) - (x->package < y->package);
}

static int compare(const void *a, const void *b) { return order(a, b); }

/* --- of a list -------------------------------------------------------------------------------------------- */

enum { CELLS = 256 };

typedef struct cell_set {
    double top, scale;  /* cell = (top - first) * scale: monotone in the first value */
    double most[CELLS]; /* the largest second value of the better cells */
} cell_set;

static inline uint32_t cell_of(const cell_set *self, double first) {
    return (uint32_t)((self->top - first) * self->scale);
}

static void fill_cells(cell_set *self, const ns_stair *list, uint32_t count) {
    double bar = -HUGE_VAL;
    for (int c = 0; c < CELLS; c++) self->most[c] = -HUGE_VAL;
    for (uint32_t k = 0; k < count; k++) {
        double *cell = &self->most[cell_of(self, list[k].first)];
        *cell = list[k].second > *cell ? list[k].second : *cell;
    }
    for (int c = 0; c < CELLS; c++) {
        const double own = self->most[c];
        self->most[c] = bar;
        bar = own > bar ? own : bar;
    }
}

/* Drops points that some point of a better cell is certain to dominate, so that few are left to sort. Returns how many stay. */
static uint32_t thin_out(ns_stair *list, uint32_t count) {
    cell_set cells;
    double bottom = HUGE_VAL;
    cells.top = -HUGE_VAL;
    for (uint32_t k = 0; k < count; k++) {
        cells.top = list[k].first > cells.top ? list[k].first : cells.top;
        bottom = list[k].first < bottom ? list[k].first : bottom;
    }
    if (!(cells.top > bottom)) return count;
    cells.scale = (CELLS - 1) / (cells.top - bottom);
    fill_cells(&cells, list, count);
    uint32_t kept = 0;
    for (uint32_t k = 0; k < count;
         k++) { /* without a branch: every point is copied, the last one may be overwritten */
        const ns_stair at = list[k];
        list[kept] = at;
        kept += at.second > cells.most[cell_of(&cells, at.first)];
    }
    return kept;
}

uint32_t ns_staircase_of_list(ns_stair *list, uint32_t count) {
    double best = -HUGE_VAL;
    uint32_t kept = 0;
    count = thin_out(list, count);
    qsort(list, count, sizeof *list, compare);
    for (uint32_t k = 0; k < count; k++) {
        if (!(list[k].second > best)) continue;
        best = list[k].second;
        list[kept++] = list[k];
    }
    return kept;
}

/* --- of sums ------------------------------------------------------------------------------------------------ */

/* What an option of the next issue adds to a package of the issues before. */
typedef struct addend {
    double first, second;
    uint32_t options, option; /* rank = rank of the part before * options + option */
} addend;

static inline ns_stair shift(const ns_stair *part, const addend *add) {
    return (ns_stair){part->first + add->first, part->second + add->second,
                      part->package * add->options + add->option};
}

/* Appends a point of a list in falling order where it betters the second value so far. Rounding can make first values equal. */
static inline uint32_t append(ns_stair *out, uint32_t count, const ns_stair *point) {
    if (count && point->first == out[count - 1].first && point->second > out[count - 1].second) count--;
    out[count] = *point;
    return count + (count == 0 || point->second > out[count - 1].second);
}

/* Merges a staircase with another one that is shifted by an option. out has room for both and one more. */
static uint32_t merge(const ns_stair *a, uint32_t a_count, const ns_stair *b, uint32_t b_count,
                      const addend *add, ns_stair *out) {
    uint32_t i = 0, count = 0;
    for (uint32_t k = 0; k < b_count; k++) {
        const ns_stair next = shift(&b[k], add);
        while (i < a_count && order(&a[i], &next) < 0) count = append(out, count, &a[i++]);
        count = append(out, count, &next);
    }
    for (; i < a_count; i++) count = append(out, count, &a[i]);
    return count;
}

/* One issue more. part: the issues before, of count points; grown and spare: room for the result. Returns the one that holds it. */
static ns_stair *add_issue(const ns_instance *instance, uint32_t issue, const ns_stair *part, uint32_t *count,
                           ns_stair *grown, ns_stair *spare) {
    const uint32_t options = instance->scenario->issues[issue].option_count;
    const double first = ns_weight_of(instance, 0, issue), second = ns_weight_of(instance, 1, issue);
    uint32_t size = 0;
    for (uint32_t o = 0; o < options; o++) {
        const addend add = {first * ns_value_of(instance, 0, issue, o),
                            second * ns_value_of(instance, 1, issue, o), options, o};
        size = merge(grown, size, part, *count, &add, spare);
        ns_stair *const merged = spare;
        spare = grown;
        grown = merged;
    }
    *count = size;
    return grown;
}

uint32_t ns_staircase_of_sums(const ns_instance *instance, ns_stair *points, ns_stair *scratch) {
    const ns_scenario *s = instance->scenario;
    const size_t room = (size_t)s->package_count + 1;
    ns_stair *rooms[3] = {points, scratch, scratch + room};
    uint32_t count = 1, held = 0;
    rooms[0][0] = (ns_stair){0, 0, 0};
    for (uint32_t i = 0; i < s->issue_count; i++) {
        const uint32_t next = (held + 1) % 3, spare = (held + 2) % 3;
        const ns_stair *grown = add_issue(instance, i, rooms[held], &count, rooms[next], rooms[spare]);
        held = grown == rooms[next] ? next : spare;
    }
    if (held != 0) memcpy(points, rooms[held], count * sizeof *points);
    return count;
}

/* --- the nearest ---------------------------------------------------------------------------------------------- */

/* The first point whose first value is at most this one. */
static uint32_t step_at(const ns_stair *points, uint32_t count, double first) {
    uint32_t from = 0, to = count;
    while (from < to) {
        const uint32_t middle = from + (to - from) / 2;
        if (points[middle].first > first)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

/* Outwards from where the first value falls, as far as it alone leaves a point near enough. */
double ns_staircase_nearest(const ns_stair *points, uint32_t count, double first, double second) {
    const uint32_t step = step_at(points, count, first);
    double least = HUGE_VAL;
    for (uint32_t k = step; k < count; k++) {
        const double a = first - points[k].first, b = second - points[k].second;
        if (a * a > least) break;
        if (a * a + b * b < least) least = a * a + b * b;
    }
    for (uint32_t k = step; k-- > 0;) {
        const double a = first - points[k].first, b = second - points[k].second;
        if (a * a > least) break;
        if (a * a + b * b < least) least = a * a + b * b;
    }
    return least;
}
