/* The offer with the best score in a band of own worth: branch and bound.
 *
 * For any multiplier m, no package of the band scores more than U = sum over groups of max(score + m own) - m edge, where edge is the lower
 * end of the band for m > 0 and the upper end for m < 0. The loss of a cell is how far it falls behind its group's maximum; a package scores
 * at most U less its cells' losses. A branch is left out when its losses so far put it below the best package found. Bounds are doubles
 * with a margin for what they round; scores and worths are whole numbers. */
#include <math.h>
#include <stdlib.h>

#include "form.h"

typedef struct branch {
    uint32_t cell;
    double loss;
    int64_t own, score;
} branch;

typedef struct search {
    const ns_space *space;
    uint32_t party;
    int64_t least, most; /* of own worth */
    int64_t **score;     /* [group] -> [cell] */
    space_scale scale;   /* of scores */
    uint32_t order[NS_SPACE_ISSUES];
    branch *branches[NS_SPACE_ISSUES]; /* [place], by rising loss */
    int64_t own_low[NS_SPACE_ISSUES + 1], own_high[NS_SPACE_ISSUES + 1],
        score_high[NS_SPACE_ISSUES + 1]; /* of the groups from this place on */
    double multiplier, upper, margin;
    uint64_t nodes;
    bool cut_short, found;
    int64_t best_own, best_score;
    space_pick best, at;
} search;

static const int64_t *own_of(const search *self, uint32_t g) {
    return self->space->groups[g].worth[self->party];
}

static void offer_best(search *self, int64_t own, int64_t score) {
    if (own < self->least || own > self->most) return;
    if (self->found) {
        if (score < self->best_score) return;
        if (score == self->best_score &&
            (own < self->best_own ||
             (own == self->best_own && space_order(self->space, &self->at, &self->best) >= 0)))
            return;
    }
    self->found = true;
    self->best = self->at;
    self->best_own = own;
    self->best_score = score;
}

/* --- the multiplier -------------------------------------------------------------------------------------------------- */

/* The cell of largest score + m own; of equals the one worth more. size: added to, the largest in absolute value. */
static uint32_t best_cell(const search *self, uint32_t g, double m, double *value, double *size) {
    const int64_t *own = own_of(self, g), *score = self->score[g];
    uint32_t best = 0;
    double most = -HUGE_VAL, largest = 0;
    for (uint32_t c = 0; c < self->space->groups[g].cell_count; c++) {
        const double here = (double)score[c] + m * (double)own[c];
        largest = fmax(largest, fabs((double)score[c]) + fabs(m * (double)own[c]));
        if (here < most || (here == most && own[c] <= own[best])) continue;
        most = here;
        best = c;
    }
    *value += most;
    *size += largest;
    return best;
}

/* Bound and package at a multiplier; keeps the best of both. Returns the package's own worth. */
static int64_t relax(search *self, double m) {
    double value = 0, size = 0;
    int64_t own = self->space->base[self->party], score = 0;
    for (uint32_t g = 0; g < self->space->group_count; g++) {
        const uint32_t c = self->at.cell[g] = best_cell(self, g, m, &value, &size);
        own += own_of(self, g)[c];
        score += self->score[g][c];
    }
    const double edge = m > 0   ? (double)(self->least - self->space->base[self->party])
                        : m < 0 ? (double)(self->most - self->space->base[self->party])
                                : 0,
                 upper = value - m * edge, margin = 1 + 1e-13 * (size + fabs(m * edge));
    if (upper + margin < self->upper + self->margin) {
        self->multiplier = m;
        self->upper = upper;
        self->margin = margin;
    }
    offer_best(self, own, score);
    return own;
}

/* The bound is convex in the multiplier, and least where the package crosses the edge of the band. */
static void find_multiplier(search *self) {
    enum { STEPS = 30 };
    const int64_t own = relax(self, 0);
    if (own >= self->least && own <= self->most) return;
    const double sign = own < self->least ? 1 : -1;
    double low = 0, high = 1;
    for (int k = 0; k < STEPS; k++) {
        const int64_t here = relax(self, sign * high);
        if (sign > 0 ? here >= self->least : here <= self->most) break;
        low = high;
        high *= 4;
    }
    for (int k = 0; k < STEPS && high - low > 1e-9 * high; k++) {
        const double middle = low + (high - low) / 2;
        const int64_t here = relax(self, sign * middle);
        if (sign > 0 ? here >= self->least : here <= self->most)
            high = middle;
        else
            low = middle;
    }
}

/* --- branches ---------------------------------------------------------------------------------------------------------- */

static int compare(const void *a, const void *b) {
    const branch *x = a, *y = b;
    if (x->loss != y->loss) return x->loss < y->loss ? -1 : 1;
    return (x->cell > y->cell) - (x->cell < y->cell);
}

static branch *list_branches(const search *self, ns_arena *arena, uint32_t g) {
    const uint32_t cells = self->space->groups[g].cell_count;
    branch *list = NS_ARENA_NEW(arena, cells, branch);
    double most = -HUGE_VAL;
    if (!list) return NULL;
    for (uint32_t c = 0; c < cells; c++) {
        list[c] = (branch){c, 0, own_of(self, g)[c], self->score[g][c]};
        list[c].loss = (double)list[c].score + self->multiplier * (double)list[c].own;
        most = fmax(most, list[c].loss);
    }
    for (uint32_t c = 0; c < cells; c++) list[c].loss = most - list[c].loss;
    qsort(list, cells, sizeof *list, compare);
    return list;
}

/* The loss of leaving the best cell: groups where it is large come first, so that branches end early. */
static double second_loss(const search *self, uint32_t g, branch *const *lists) {
    return self->space->groups[g].cell_count > 1 ? lists[g][1].loss : HUGE_VAL;
}

static bool list_all(search *self, ns_arena *arena) {
    branch *lists[NS_SPACE_ISSUES] = {0};
    const uint32_t groups = self->space->group_count;
    for (uint32_t g = 0; g < groups; g++) {
        if (!(lists[g] = list_branches(self, arena, g))) return false;
        uint32_t place = g;
        for (; place > 0 && second_loss(self, self->order[place - 1], lists) < second_loss(self, g, lists);
             place--)
            self->order[place] = self->order[place - 1];
        self->order[place] = g;
    }
    for (uint32_t place = groups; place-- > 0;) {
        const branch *list = self->branches[place] = lists[self->order[place]];
        int64_t low = list->own, high = low, score = list->score;
        for (uint32_t c = 1; c < self->space->groups[self->order[place]].cell_count; c++) {
            low = list[c].own < low ? list[c].own : low;
            high = list[c].own > high ? list[c].own : high;
            score = list[c].score > score ? list[c].score : score;
        }
        self->own_low[place] = self->own_low[place + 1] + low;
        self->own_high[place] = self->own_high[place + 1] + high;
        self->score_high[place] = self->score_high[place + 1] + score;
    }
    return true;
}

/* Losses are asked by the caller; whatever could equal the best is looked at, because ties have their rule. */
static void descend(search *self, uint32_t place, int64_t own, int64_t score, double loss) {
    if (place == self->space->group_count) {
        offer_best(self, own, score);
        return;
    }
    const uint32_t g = self->order[place];
    for (uint32_t c = 0; c < self->space->groups[g].cell_count && !self->cut_short; c++) {
        const branch *next = &self->branches[place][c];
        if (self->found && self->upper - loss - next->loss + self->margin < (double)self->best_score) return;
        const int64_t own_now = own + next->own, score_now = score + next->score;
        if (own_now + self->own_high[place + 1] < self->least ||
            own_now + self->own_low[place + 1] > self->most)
            continue;
        if (self->found && score_now + self->score_high[place + 1] < self->best_score) continue;
        if (++self->nodes > self->space->settings.nodes) {
            self->cut_short = true;
            return;
        }
        self->at.cell[g] = next->cell;
        descend(self, place + 1, own_now, score_now, loss + next->loss);
    }
}

/* --- the answer ---------------------------------------------------------------------------------------------------------- */

static ns_space_found conclude(ns_space *space, const search *self, double least, double most) {
    ns_space_found found;
    if (self->found) {
        found = space_answer(space, self->party, &self->best);
        found.score = space_points(&self->scale, self->best_score);
    } else {
        found = self->cut_short ? ns_space_lowest(space, self->party, least, most) : space_nothing(true);
        space_pick pick;
        int64_t score = 0;
        if (found.found && space_pick_of(space, found.options, &pick))
            for (uint32_t g = 0; g < space->group_count; g++) score += self->score[g][pick.cell[g]];
        found.score = space_points(&self->scale, score);
    }
    found.nodes = self->nodes;
    if (!found.found || !self->cut_short) return found;
    const double upper = space_points(&self->scale, (int64_t)ceil(self->upper + self->margin));
    found.exact = false;
    found.bound = fmax(0, upper - found.score);
    return found;
}

ns_space_found ns_space_offer(ns_space *space, uint32_t party, double least, double most,
                              const double *score) {
    search self = {.space = space, .party = party, .upper = HUGE_VAL};
    self.least = space_at_least(space, least);
    self.most = space_at_most(space, most);
    if (!(space->size > 0) || self.least > self.most) return space_nothing(true);
    ns_arena *arena = ns_arena_new();
    bool good = arena && space_score(&self.score, space, arena, score, &self.scale) == NS_OK;
    if (good) {
        find_multiplier(&self);
        good = list_all(&self, arena);
    }
    ns_space_found found = space_no_memory();
    if (good) {
        descend(&self, 0, space->base[party], 0, 0);
        found = conclude(space, &self, least, most);
    }
    ns_arena_free(arena);
    return found;
}
