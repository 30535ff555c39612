/* The Pareto frontier and the Nash package of one draw. */
#include "negsim/solution.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "negsim/reach.h"

enum { MOST_PACKAGES = 65536 };

typedef struct point {
    double key;    /* first party's value, or the sum of all: sorts the domain */
    double second; /* second party's value (two parties) */
    uint32_t package;
} point;

struct ns_frontier {
    const ns_scenario *scenario;
    point *domain;
    uint32_t domain_count;
    uint32_t *packages; /* the frontier */
    uint32_t count, nash;
    double no_deal[NS_MAX_PARTIES];
    bool known; /* computed before, for tables that do not change */
};

ns_frontier *ns_frontier_new(const ns_scenario *scenario) {
    ns_frontier *self = calloc(1, sizeof *self);
    if (!self) return NULL;
    self->scenario = scenario;
    self->nash = NS_NONE;
    self->domain = malloc((size_t)scenario->package_count * sizeof *self->domain + 1);
    self->packages = malloc((size_t)scenario->package_count * sizeof *self->packages + 1);
    if (self->domain && self->packages) return self;
    ns_frontier_free(self);
    return NULL;
}

void ns_frontier_free(ns_frontier *self) {
    if (!self) return;
    free(self->domain);
    free(self->packages);
    free(self);
}

/* Admissible and worth at least no deal to all. */
static bool in_domain(const ns_frontier *self, const ns_instance *instance, uint32_t x, ns_shut closed) {
    if (instance->shut[x] & closed) return false;
    for (uint32_t p = 0; p < self->scenario->party_count; p++)
        if (!(instance->utility[p][x] + self->scenario->slack >= self->no_deal[p])) return false;
    return true;
}

static void list_domain(ns_frontier *self, const ns_instance *instance) {
    const ns_scenario *s = self->scenario;
    const ns_shut closed = NS_SHUT_INFEASIBLE | ns_shut_red_lines(s->party_count);
    double best = -HUGE_VAL;
    self->domain_count = 0;
    self->nash = NS_NONE;
    for (uint32_t x = 0; x < s->package_count; x++) {
        if (!in_domain(self, instance, x, closed)) continue;
        double key = 0, product = 1;
        for (uint32_t p = 0; p < s->party_count; p++) {
            key += instance->utility[p][x];
            product *= instance->utility[p][x] - self->no_deal[p];
        }
        if (product > best) {
            best = product;
            self->nash = x;
        }
        if (s->party_count == 2) key = instance->utility[0][x];
        self->domain[self->domain_count++] = (point){key, instance->utility[1][x], x};
    }
}

/* Falling key, then falling second value, then rank: of equal points the lowest package comes first. */
static int compare(const void *a, const void *b) {
    const point *x = a, *y = b;
    if (x->key != y->key) return x->key < y->key ? 1 : -1;
    if (x->second != y->second) return x->second < y->second ? 1 : -1;
    return (x->package > y->package) - (x->package < y->package);
}

enum { CELLS = 256 };

/* Two parties: drops points that some point of a better cell of the first party's values is certain to dominate, so that few are left to
 * sort. Cells are monotone in the key, so a better cell means a larger key. */
static void thin_out(ns_frontier *self) {
    double top = -HUGE_VAL, bottom = HUGE_VAL, most[CELLS], bar = -HUGE_VAL;
    for (uint32_t k = 0; k < self->domain_count; k++) {
        top = self->domain[k].key > top ? self->domain[k].key : top;
        bottom = self->domain[k].key < bottom ? self->domain[k].key : bottom;
    }
    if (!(top > bottom)) return;
    const double scale = (CELLS - 1) / (top - bottom);
    for (int c = 0; c < CELLS; c++) most[c] = -HUGE_VAL;
    for (uint32_t k = 0; k < self->domain_count; k++) {
        const point *at = &self->domain[k];
        double *cell = &most[(uint32_t)((top - at->key) * scale)];
        *cell = at->second > *cell ? at->second : *cell;
    }
    for (int c = 0; c < CELLS; c++) { /* from here most[c] is the best of the better cells */
        const double own = most[c];
        most[c] = bar;
        bar = own > bar ? own : bar;
    }
    uint32_t kept = 0;
    for (uint32_t k = 0; k < self->domain_count; k++) {
        const point at = self->domain[k];
        if (at.second > most[(uint32_t)((top - at.key) * scale)]) self->domain[kept++] = at;
    }
    self->domain_count = kept;
}

/* Two parties: along falling values of the first, a point is efficient when it betters the second's best so far. */
static void filter_two(ns_frontier *self) {
    double best = -HUGE_VAL;
    for (uint32_t k = 0; k < self->domain_count; k++) {
        if (!(self->domain[k].second > best)) continue;
        best = self->domain[k].second;
        self->packages[self->count++] = self->domain[k].package;
    }
}

/* Is x at most as good as y for all? */
static bool covered(const ns_frontier *self, const ns_instance *instance, uint32_t x, uint32_t y) {
    for (uint32_t p = 0; p < self->scenario->party_count; p++)
        if (instance->utility[p][x] > instance->utility[p][y]) return false;
    return true;
}

/* More parties: by falling sums nothing later can dominate what is kept, but for sums that rounding made equal, so both ways are asked. */
static void filter_many(ns_frontier *self, const ns_instance *instance) {
    for (uint32_t k = 0; k < self->domain_count; k++) {
        const uint32_t x = self->domain[k].package;
        bool out = false;
        uint32_t kept = 0;
        for (uint32_t f = 0; f < self->count; f++) {
            const uint32_t y = self->packages[f];
            if (!out && covered(self, instance, x, y)) out = true;
            if (out || !covered(self, instance, y, x)) self->packages[kept++] = y;
        }
        self->count = kept;
        if (!out) self->packages[self->count++] = x;
    }
}

static bool same_no_deal(ns_frontier *self, const ns_instance *instance) {
    bool same = true;
    for (uint32_t p = 0; p < self->scenario->party_count; p++) {
        const double value = instance->numbers[self->scenario->parties[p].no_deal];
        same &= value == self->no_deal[p];
        self->no_deal[p] = value;
    }
    return same;
}

void ns_frontier_compute(ns_frontier *self, const ns_instance *instance) {
    const bool same = same_no_deal(self, instance);
    if (self->known && same && instance->utility_shared && instance->shut_shared) return;
    self->known = true;
    self->count = 0;
    self->nash = NS_NONE;
    if (self->scenario->party_count > 2 && self->scenario->package_count > MOST_PACKAGES) return;
    list_domain(self, instance);
    if (self->scenario->party_count == 2) thin_out(self);
    qsort(self->domain, self->domain_count, sizeof *self->domain, compare);
    if (self->scenario->party_count == 2)
        filter_two(self);
    else
        filter_many(self, instance);
}

uint32_t ns_frontier_size(const ns_frontier *self) { return self->count; }
uint32_t ns_frontier_package(const ns_frontier *self, uint32_t index) {
    return index < self->count ? self->packages[index] : NS_NONE;
}
uint32_t ns_frontier_nash(const ns_frontier *self) { return self->nash; }

static double distance(const ns_frontier *self, const ns_instance *instance, uint32_t x, uint32_t y) {
    double sum = 0;
    for (uint32_t p = 0; p < self->scenario->party_count; p++) {
        const double d = instance->utility[p][x] - instance->utility[p][y];
        sum += d * d;
    }
    return sqrt(sum);
}

bool ns_frontier_contains(const ns_frontier *self, const ns_instance *instance, uint32_t package) {
    for (uint32_t f = 0; f < self->count; f++)
        if (covered(self, instance, package, self->packages[f]) &&
            covered(self, instance, self->packages[f], package))
            return true;
    return false;
}

double ns_frontier_distance(const ns_frontier *self, const ns_instance *instance, uint32_t package) {
    double least = NAN;
    for (uint32_t f = 0; f < self->count; f++) {
        const double d = distance(self, instance, package, self->packages[f]);
        if (!(d >= least)) least = d;
    }
    return least;
}

double ns_frontier_distance_nash(const ns_frontier *self, const ns_instance *instance, uint32_t package) {
    return self->nash == NS_NONE || !self->count ? NAN : distance(self, instance, package, self->nash);
}
