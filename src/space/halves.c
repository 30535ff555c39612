/* Two sorted half tables: every package is an entry of the left one and an entry of the right one. */
#include <stdlib.h>

#include "form.h"
#include "negsim/number.h"

/* One half: its entries by rising worth, of equals by rank; rank is the number of the combination in order. */
typedef struct half {
    uint32_t count, from, to; /* groups from .. to - 1 */
    int64_t *worth;
    uint32_t *rank;
} half;

struct space_halves {
    const ns_space *space;
    uint32_t party;
    half left, right;
    uint32_t *open, *ranks; /* scratch of picks: [left rank], [right entry] */
};

/* --- where to cut --------------------------------------------------------------------------------------------- */

static double product(const ns_space *self, uint32_t from, uint32_t to) {
    double size = 1;
    for (uint32_t g = from; g < to; g++) size *= self->groups[g].cell_count;
    return size;
}

/* The cut whose larger half is least. */
static uint32_t best_cut(const ns_space *self, double *larger) {
    uint32_t cut = 0;
    *larger = product(self, 0, self->group_count);
    for (uint32_t h = 1; h < self->group_count; h++) {
        const double left = product(self, 0, h), right = product(self, h, self->group_count),
                     most = left > right ? left : right;
        if (most >= *larger) continue;
        *larger = most;
        cut = h;
    }
    return cut;
}

bool space_halves_fit(const ns_space *self) {
    double larger;
    best_cut(self, &larger);
    return larger <= self->settings.half_cells;
}

/* --- building --------------------------------------------------------------------------------------------------- */

typedef struct entry {
    int64_t worth;
    uint32_t rank;
} entry;

static int compare(const void *a, const void *b) {
    const entry *x = a, *y = b;
    if (x->worth != y->worth) return x->worth < y->worth ? -1 : 1;
    return (x->rank > y->rank) - (x->rank < y->rank);
}

/* All combinations in order, group by group. */
static void list_entries(const space_halves *self, const half *part, int64_t start, entry *out) {
    uint32_t count = 1;
    out[0] = (entry){start, 0};
    for (uint32_t g = part->from; g < part->to; g++) {
        const space_group *group = &self->space->groups[g];
        const int64_t *worth = group->worth[self->party];
        for (uint32_t x = count; x-- > 0;)
            for (uint32_t c = group->cell_count; c-- > 0;) {
                const uint32_t at = x * group->cell_count + c;
                out[at] = (entry){out[x].worth + worth[c], at};
            }
        count *= group->cell_count;
    }
}

static bool fill(space_halves *self, half *part, int64_t start) {
    part->count = (uint32_t)product(self->space, part->from, part->to);
    entry *list = malloc((part->count + (size_t)1) * sizeof *list);
    part->worth = malloc((part->count + (size_t)1) * sizeof *part->worth);
    part->rank = malloc((part->count + (size_t)1) * sizeof *part->rank);
    const bool good = list && part->worth && part->rank;
    if (good && part->count) {
        list_entries(self, part, start, list);
        qsort(list, part->count, sizeof *list, compare);
        for (uint32_t k = 0; k < part->count; k++) {
            part->worth[k] = list[k].worth;
            part->rank[k] = list[k].rank;
        }
    }
    free(list);
    return good;
}

void space_halves_free(space_halves *self) {
    if (!self) return;
    free(self->left.worth);
    free(self->left.rank);
    free(self->right.worth);
    free(self->right.rank);
    free(self->open);
    free(self->ranks);
    free(self);
}

space_halves *space_halves_of(ns_space *space, uint32_t party) {
    if (space->halves[party]) return space->halves[party];
    space_halves *self = calloc(1, sizeof *self);
    if (!self) return NULL;
    double larger;
    const uint32_t cut = best_cut(space, &larger);
    self->space = space;
    self->party = party;
    self->left = (half){.from = 0, .to = cut};
    self->right = (half){.from = cut, .to = space->group_count};
    bool good = fill(self, &self->left, space->base[party]) && fill(self, &self->right, 0);
    self->open = malloc((self->left.count + (size_t)1) * sizeof *self->open);
    self->ranks = malloc((self->right.count + (size_t)1) * sizeof *self->ranks);
    if (good && self->open && self->ranks) return space->halves[party] = self;
    space_halves_free(self);
    return NULL;
}

/* --- looking up ------------------------------------------------------------------------------------------------- */

/* A pair of places in the two tables. */
typedef struct pair {
    bool found;
    int64_t worth;
    uint32_t left, right; /* ranks */
} pair;

static void cells_of(const ns_space *space, const half *part, uint32_t rank, space_pick *pick) {
    for (uint32_t g = part->to; g-- > part->from; rank /= space->groups[g].cell_count)
        pick->cell[g] = rank % space->groups[g].cell_count;
}

static uint32_t rank_of(const ns_space *space, const half *part, const space_pick *pick) {
    uint32_t rank = 0;
    for (uint32_t g = part->from; g < part->to; g++)
        rank = rank * space->groups[g].cell_count + pick->cell[g];
    return rank;
}

static bool unpack(const space_halves *self, const pair *at, space_pick *pick) {
    if (!at->found) return false;
    cells_of(self->space, &self->left, at->left, pick);
    cells_of(self->space, &self->right, at->right, pick);
    return true;
}

static bool comes_before(uint32_t left, uint32_t right, const pair *other) {
    return left != other->left ? left < other->left : right < other->right;
}

/* The first entry worth at least so much. */
static uint32_t step_at(const half *part, int64_t worth) {
    uint32_t from = 0, to = part->count;
    while (from < to) {
        const uint32_t middle = from + (to - from) / 2;
        if (part->worth[middle] < worth)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

/* As the left worth rises, the right one that is just enough falls. */
bool space_halves_lowest(const space_halves *self, int64_t least, int64_t most, space_pick *pick) {
    const half *a = &self->left, *b = &self->right;
    pair best = {.worth = most};
    uint32_t j = b->count;
    for (uint32_t i = 0; i < a->count; i++) {
        const int64_t need = least - a->worth[i];
        while (j > 0 && b->worth[j - 1] >= need) j--;
        if (j == b->count) continue;
        const int64_t sum = a->worth[i] + b->worth[j];
        if (sum > best.worth) continue;
        if (best.found && sum == best.worth && !comes_before(a->rank[i], b->rank[j], &best)) continue;
        best = (pair){true, sum, a->rank[i], b->rank[j]};
    }
    return unpack(self, &best, pick);
}

bool space_halves_highest(const space_halves *self, int64_t least, int64_t most, space_pick *pick) {
    const half *a = &self->left, *b = &self->right;
    pair best = {.worth = least};
    uint32_t j = b->count;
    for (uint32_t i = 0; i < a->count; i++) {
        const int64_t room = most - a->worth[i];
        while (j > 0 && b->worth[j - 1] > room) j--;
        if (j == 0) break;
        const int64_t sum = a->worth[i] + b->worth[j - 1];
        if (sum < best.worth) continue;
        const uint32_t right = b->rank[step_at(b, b->worth[j - 1])];
        if (best.found && sum == best.worth && !comes_before(a->rank[i], right, &best)) continue;
        best = (pair){true, sum, a->rank[i], right};
    }
    return unpack(self, &best, pick);
}

/* The least rank from `from` on among the right entries of exactly this worth. */
static bool right_equal(const half *b, int64_t worth, uint32_t from, uint32_t *rank) {
    for (uint32_t j = step_at(b, worth); j < b->count && b->worth[j] == worth; j++) {
        *rank = b->rank[j];
        if (*rank >= from) return true;
    }
    return false;
}

bool space_halves_equal_after(const space_halves *self, int64_t worth, const space_pick *last,
                              space_pick *pick) {
    const half *a = &self->left, *b = &self->right;
    const uint32_t left = rank_of(self->space, a, last), right = rank_of(self->space, b, last);
    pair best = {.found = false};
    for (uint32_t i = 0; i < a->count; i++) {
        uint32_t rank;
        if (a->rank[i] < left || (best.found && a->rank[i] > best.left)) continue;
        if (!right_equal(b, worth - a->worth[i], a->rank[i] == left ? right + 1 : 0, &rank)) continue;
        best = (pair){true, worth, a->rank[i], rank};
    }
    return unpack(self, &best, pick);
}

/* --- counting ------------------------------------------------------------------------------------------------------ */

/* For each left entry, by rising worth, how many right entries make a sum within the band; kept by rank where `open` is given. */
static uint64_t count_pairs(const space_halves *self, int64_t least, int64_t most, uint32_t *open) {
    const half *a = &self->left, *b = &self->right;
    uint32_t from = b->count, to = b->count;
    uint64_t total = 0;
    for (uint32_t i = 0; i < a->count; i++) {
        while (from > 0 && b->worth[from - 1] >= least - a->worth[i]) from--;
        while (to > 0 && b->worth[to - 1] > most - a->worth[i]) to--;
        const uint32_t count = to > from ? to - from : 0;
        if (open) open[a->rank[i]] = count;
        total += count;
    }
    return total;
}

uint64_t space_halves_count(const space_halves *self, int64_t least, int64_t most) {
    return count_pairs(self, least, most, NULL);
}

static int compare_ranks(const void *a, const void *b) {
    const uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static int64_t left_worth(const space_halves *self, uint32_t rank) {
    space_pick pick = {{0}};
    int64_t sum = self->space->base[self->party];
    cells_of(self->space, &self->left, rank, &pick);
    for (uint32_t g = self->left.from; g < self->left.to; g++)
        sum += self->space->groups[g].worth[self->party][pick.cell[g]];
    return sum;
}

/* The right rank number `number` in order among those that make a sum within the band with this left entry. */
static uint32_t nth_right(space_halves *self, int64_t least, int64_t most, uint64_t number) {
    const half *b = &self->right;
    const uint32_t from = step_at(b, least), count = step_at(b, most + 1) - from;
    for (uint32_t j = 0; j < count; j++) self->ranks[j] = b->rank[from + j];
    qsort(self->ranks, count, sizeof *self->ranks, compare_ranks);
    return self->ranks[number];
}

bool space_halves_pick(space_halves *self, int64_t least, int64_t most, double u, space_pick *pick) {
    const uint64_t count = count_pairs(self, least, most, self->open);
    if (!count) return false;
    uint64_t number = (uint64_t)(u * (double)count);
    if (number >= count) number = count - 1;
    uint32_t left = 0;
    for (; number >= self->open[left]; left++) number -= self->open[left];
    const int64_t worth = left_worth(self, left);
    const pair at = {true, 0, left, nth_right(self, least - worth, most - worth, number)};
    return unpack(self, &at, pick);
}
