/* Bids: every query against a plain scan, in both modes, with ties, parts that are not open and edges of the slack. */
#include <criterion/criterion.h>

#include <math.h>
#include <stdlib.h>

#include "negsim/bids.h"

enum { MOST = 700 };
static const double SLACK = 1e-7;

typedef struct table {
    ns_parts parts;
    double worth[2][MOST], score[MOST];
    uint16_t open[MOST];
    uint64_t state;
} table;

static uint64_t next(table *self) {
    self->state = self->state * 6364136223846793005u + 1442695040888963407u;
    return self->state >> 33;
}

/* grain: how many different worths there are. */
static void fill(table *self, uint32_t count, uint64_t seed, unsigned grain, bool some_closed) {
    *self = (table){.state = seed};
    self->parts = (ns_parts){.count = count,
                             .party_count = 2,
                             .everybody = 3,
                             .slack = SLACK,
                             .open = some_closed ? self->open : NULL};
    for (uint32_t z = 0; z < count; z++) {
        for (int p = 0; p < 2; p++)
            self->worth[p][z] = next(self) % 9 == 0 ? -HUGE_VAL : (double)(next(self) % grain) * 100 / grain;
        self->score[z] = (double)(next(self) % 20);
        self->open[z] = (uint16_t)(1 + 2 * (next(self) % 3 == 0));
    }
    for (int p = 0; p < 2; p++) self->parts.worth[p] = self->worth[p];
}

/* Candidates of party 0: negotiable, worth the target, and, as long as one is left, open for party 1. */
static uint32_t candidates(const table *self, double target, uint32_t *out) {
    uint32_t count = 0, all = 0;
    for (int pass = 0; pass < 2 && count == 0; pass++)
        for (uint32_t z = 0; z < self->parts.count; z++) {
            if (!(self->worth[0][z] > -HUGE_VAL) || !(self->worth[0][z] + SLACK >= target)) continue;
            all++;
            const bool open = !self->parts.open || (self->open[z] & 2);
            if (pass == 1 || open) out[count++] = z;
        }
    (void)all;
    return count;
}

static uint32_t plain_lowest(const table *self, double target) {
    uint32_t list[MOST], best = NS_NONE;
    const uint32_t count = candidates(self, target, list);
    for (uint32_t k = 0; k < count; k++)
        if (best == NS_NONE || self->worth[0][list[k]] < self->worth[0][best]) best = list[k];
    return best;
}

static uint32_t plain_score(const table *self, double target) {
    uint32_t list[MOST], best = NS_NONE;
    const uint32_t count = candidates(self, target, list);
    for (uint32_t k = 0; k < count; k++) {
        const uint32_t z = list[k];
        if (best == NS_NONE || self->score[z] > self->score[best] ||
            (self->score[z] == self->score[best] && self->worth[0][z] > self->worth[0][best]))
            best = z;
    }
    return best;
}

static uint32_t plain_nearest(const table *self, double floor, double target) {
    uint32_t list[MOST], best = NS_NONE;
    const uint32_t count = candidates(self, floor, list);
    for (uint32_t k = 0; k < count; k++)
        if (best == NS_NONE || fabs(self->worth[0][list[k]] - target) < fabs(self->worth[0][best] - target))
            best = list[k];
    return best;
}

static uint32_t plain_pick(const table *self, double target, double u) {
    uint32_t list[MOST];
    const uint32_t count = candidates(self, target, list);
    return count ? list[(uint32_t)(u * count)] : NS_NONE;
}

/* Of the candidates those worth at most high, the one of that number; none between: NS_NONE. */
static uint32_t plain_between(const table *self, double target, double high, double u) {
    uint32_t list[MOST], count = 0;
    const uint32_t all = candidates(self, target, list);
    for (uint32_t k = 0; k < all; k++)
        if (high + SLACK >= self->worth[0][list[k]]) list[count++] = list[k];
    return count ? list[(uint32_t)(u * count)] : NS_NONE;
}

/* Of the candidates that come after `last` by falling worth and rising rank, the first. */
static uint32_t plain_after(const table *self, double target, uint32_t last) {
    uint32_t list[MOST], best = NS_NONE;
    const uint32_t count = candidates(self, target, list);
    for (uint32_t k = 0; k < count; k++) {
        const double worth = self->worth[0][list[k]], from = last == NS_NONE ? 0 : self->worth[0][last];
        if (last != NS_NONE && (worth > from || (worth == from && list[k] <= last))) continue;
        if (best == NS_NONE || worth > self->worth[0][best]) best = list[k];
    }
    return best;
}

static void compare_more(const table *self, ns_bids *bids, double target) {
    for (double width = 0; width < 30; width += 9)
        for (double u = 0.01; u < 1; u += 0.24)
            cr_assert_eq(ns_bids_pick_between(bids, target, target + width, u),
                         plain_between(self, target, target + width, u), "pick %.2f at %.17g to %.17g", u,
                         target, target + width);
    cr_assert_eq(ns_bids_pick_between(bids, target, target - 2 * SLACK, 0.5),
                 plain_between(self, target, target - 2 * SLACK, 0.5));
    cr_assert_eq(ns_bids_after(bids, target, NS_NONE), plain_after(self, target, NS_NONE));
    for (uint32_t z = 0; z < self->parts.count; z += 19)
        if (self->worth[0][z] > -HUGE_VAL)
            cr_assert_eq(ns_bids_after(bids, target, z), plain_after(self, target, z), "after %u at %.17g", z,
                         target);
}

/* From the first to the end: every candidate once, in order. */
Test(bids, after_goes_through_the_list) {
    static table t;
    ns_bids *bids = ns_bids_new(MOST);
    for (int closed = 0; closed < 2; closed++) {
        uint32_t list[MOST], steps = 0, before = NS_NONE;
        fill(&t, 300, 9, 40, closed);
        ns_bids_open(bids, &t.parts, 0, -10);
        const uint32_t count = candidates(&t, 30, list);
        for (uint32_t z = ns_bids_after(bids, 30, NS_NONE); z != NS_NONE; z = ns_bids_after(bids, 30, z)) {
            cr_assert(before == NS_NONE || t.worth[0][z] < t.worth[0][before] ||
                      (t.worth[0][z] == t.worth[0][before] && z > before));
            before = z;
            steps++;
        }
        cr_assert_eq(steps, count);
    }
    ns_bids_free(bids);
}

static void compare(const table *self, ns_bids *bids, double target) {
    cr_assert_eq(ns_bids_lowest(bids, target), plain_lowest(self, target), "lowest at %.17g", target);
    cr_assert_eq(ns_bids_highest_score(bids, target, self->score), plain_score(self, target),
                 "score at %.17g", target);
    cr_assert_eq(ns_bids_nearest(bids, target, target + 7), plain_nearest(self, target, target + 7),
                 "nearest at %.17g", target);
    for (double u = 0.01; u < 1; u += 0.24)
        cr_assert_eq(ns_bids_pick(bids, target, u), plain_pick(self, target, u), "pick %.2f at %.17g", u,
                     target);
    compare_more(self, bids, target);
}

static void compare_all(const table *self, ns_bids *bids) {
    for (double target = -3; target < 104; target += 1.7) compare(self, bids, target);
    for (uint32_t z = 0; z < self->parts.count; z += 37) {
        if (!(self->worth[0][z] > -HUGE_VAL)) continue;
        compare(self, bids, self->worth[0][z]);
        compare(self, bids, self->worth[0][z] + 0.5 * SLACK);
        compare(self, bids, self->worth[0][z] + 1.5 * SLACK);
    }
}

Test(bids, against_a_plain_scan, .timeout = 60) {
    static table t;
    ns_bids *bids = ns_bids_new(MOST);
    for (unsigned trial = 0; trial < 24; trial++) {
        static const unsigned grains[] = {3, 40, 1000000};
        fill(&t, 1 + trial * 29, trial + 1, grains[trial % 3], trial % 2);
        ns_bids_open(bids, &t.parts, 0, -10);
        compare_all(&t, bids);
        ns_bids_forget(bids);
        ns_bids_open_shared(bids, &t.parts, 0);
        compare_all(&t, bids);
        ns_bids_forget(bids);
    }
    ns_bids_free(bids);
    ns_bids_free(NULL);
}

Test(bids, best_has_no_regard_to_openness) {
    static table t;
    ns_bids *bids = ns_bids_new(MOST);
    fill(&t, 300, 9, 50, true);
    ns_bids_open(bids, &t.parts, 0, -10);
    uint32_t best = 0;
    for (uint32_t z = 1; z < 300; z++)
        if (t.worth[0][z] > t.worth[0][best]) best = z;
    cr_assert_eq(ns_bids_best(bids), best);
    for (uint32_t z = 0; z < 300; z++) t.worth[0][z] = -HUGE_VAL;
    ns_bids_open(bids, &t.parts, 0, -10);
    cr_assert_eq(ns_bids_best(bids), NS_NONE);
    cr_assert_eq(ns_bids_lowest(bids, -1e300), NS_NONE);
    cr_assert_eq(ns_bids_pick(bids, -HUGE_VAL, 0.5), NS_NONE);
    cr_assert_eq(ns_bids_highest_score(bids, 0, t.score), NS_NONE);
    cr_assert_eq(ns_bids_nearest(bids, 0, 50), NS_NONE);
    cr_assert_eq(ns_bids_pick_between(bids, 0, 100, 0.5), NS_NONE);
    cr_assert_eq(ns_bids_after(bids, 0, NS_NONE), NS_NONE);
    ns_bids_free(bids);
}

/* Lists that are kept go on serving the same table, and are made anew for another. */
Test(bids, kept_lists_follow_the_table) {
    static table t, other;
    ns_bids *bids = ns_bids_new(MOST);
    fill(&t, 200, 1, 1000, false);
    fill(&other, 200, 2, 1000, false);
    ns_bids_open_shared(bids, &t.parts, 0);
    compare_all(&t, bids);
    ns_bids_open_shared(bids, &t.parts, 0);
    compare_all(&t, bids);
    ns_bids_open_shared(bids, &other.parts, 0);
    compare_all(&other, bids);
    ns_bids_open(bids, &t.parts, 0, -10);
    compare_all(&t, bids);
    ns_bids_free(bids);
}

static void check_schedule(const table *self, ns_bids *bids, const double *targets, uint32_t count) {
    uint32_t out[256];
    ns_bids_schedule_lowest(bids, targets, count, out);
    for (uint32_t k = 0; k < count; k++)
        cr_assert_eq(out[k], plain_lowest(self, targets[k]), "target %u of %u: %.17g", k, count, targets[k]);
}

/* One pass for all targets gives what a query for each gives: falling, in any order, equal, infinite, few and many parts. */
Test(bids, a_schedule_is_many_queries, .timeout = 60) {
    static table t;
    double targets[256];
    ns_bids *bids = ns_bids_new(MOST);
    for (unsigned trial = 0; trial < 40; trial++) {
        fill(&t, 1 + trial * 17, trial + 100, trial % 3 ? 60 : 1000000, trial % 4 == 3);
        const uint32_t count = trial % 5 == 0 ? 3 : 120;
        for (uint32_t k = 0; k < count; k++)
            targets[k] = trial % 2 ? (double)(next(&t) % 110) - 3 : 100 - 100.0 * k * k / (count * count);
        if (trial % 7 == 0) targets[0] = HUGE_VAL, targets[count - 1] = -HUGE_VAL;
        if (trial % 11 == 0)
            for (uint32_t k = 0; k < count; k++) targets[k] = 55;
        for (uint32_t k = 0; k + 3 < count; k += 9)
            if (t.worth[0][k % t.parts.count] > -HUGE_VAL)
                targets[k] = t.worth[0][k % t.parts.count] + 0.5 * SLACK;
        ns_bids_open(bids, &t.parts, 0, -10);
        check_schedule(&t, bids, targets, count);
        ns_bids_forget(bids);
        ns_bids_open_shared(bids, &t.parts, 0);
        check_schedule(&t, bids, targets, count);
        ns_bids_forget(bids);
    }
    ns_bids_free(bids);
}

/* The caller says when a table has changed in place: kept lists are then made anew. */
Test(bids, forgotten_lists_are_made_anew) {
    static table t;
    ns_bids *bids = ns_bids_new(MOST);
    fill(&t, 150, 3, 1000, false);
    ns_bids_open_shared(bids, &t.parts, 0);
    compare_all(&t, bids);
    for (uint32_t z = 0; z < 150; z++) t.worth[0][z] = 100 - t.worth[0][z];
    ns_bids_forget(bids);
    ns_bids_open_shared(bids, &t.parts, 0);
    compare_all(&t, bids);
    ns_bids_free(bids);
}
