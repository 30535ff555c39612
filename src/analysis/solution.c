/* The Pareto frontier and the Nash point of one draw.
 *
 * Whatever dominates a package that is worth at least no deal to all is so too. The frontier of these packages is therefore the frontier of
 * all admissible ones, cut to what is worth no deal to all; where values and masks stay the same over draws it is found once and only
 * cut again for each draw. */
#include "negsim/solution.h"

#include <math.h>
#include <stdlib.h>

#include "negsim/reach.h"
#include "negsim/staircase.h"

enum { MOST_PACKAGES = 65536, FEW_PACKAGES = 1024 };

/* More than two parties: a package and what the domain is sorted by. */
typedef struct summed {
    double sum; /* of all parties' values */
    uint32_t package;
} summed;

struct ns_frontier {
    const ns_scenario *scenario;
    double no_deal[NS_MAX_PARTIES];
    bool kept; /* what was found stands for all draws */
    ns_stair *
        points; /* two parties: the staircase, of which `count` points from `from` are worth no deal to both */
    ns_stair *scratch;   /* two parties */
    summed *domain;      /* more parties */
    uint32_t *efficient; /* more parties: the frontier before it is cut */
    uint32_t *packages;  /* more parties: the frontier */
    uint32_t found, from, count, nash;
};

/* --- memory ------------------------------------------------------------------------------------------------- */

static bool take_memory(ns_frontier *self) {
    const size_t room = (size_t)self->scenario->package_count + 1;
    if (self->scenario->party_count == 2) {
        self->points = malloc(room * sizeof *self->points);
        self->scratch = malloc(2 * room * sizeof *self->scratch);
        return self->points && self->scratch;
    }
    self->domain = malloc(room * sizeof *self->domain);
    self->efficient = malloc(room * sizeof *self->efficient);
    self->packages = malloc(room * sizeof *self->packages);
    return self->domain && self->efficient && self->packages;
}

ns_frontier *ns_frontier_new(const ns_scenario *scenario) {
    ns_frontier *self = calloc(1, sizeof *self);
    if (!self) return NULL;
    self->scenario = scenario;
    self->nash = NS_NONE;
    if (take_memory(self)) return self;
    ns_frontier_free(self);
    return NULL;
}

void ns_frontier_free(ns_frontier *self) {
    if (!self) return;
    free(self->points);
    free(self->scratch);
    free(self->domain);
    free(self->efficient);
    free(self->packages);
    free(self);
}

/* --- two parties ---------------------------------------------------------------------------------------------- */

static ns_shut inadmissible(const ns_scenario *s) {
    return NS_SHUT_INFEASIBLE | ns_shut_red_lines(s->party_count);
}

/* Are values plain sums over issues, and all packages admissible? */
static bool is_plain(const ns_instance *instance) {
    const ns_scenario *s = instance->scenario;
    return !(instance->any_shut & inadmissible(s)) && !s->cap && s->left_issues == s->issue_count &&
           s->parties[0].link_count == 0 && s->parties[1].link_count == 0;
}

/* Admissible packages worth at least so much; every package is copied, and the next one overwrites it unless it counts. */
static uint32_t list_points(ns_stair *list, const ns_instance *instance, double least_first,
                            double least_second) {
    const ns_scenario *s = instance->scenario;
    const double *first = instance->utility[0], *second = instance->utility[1];
    const ns_shut closed = inadmissible(s);
    uint32_t count = 0;
    for (uint32_t x = 0; x < s->package_count; x++) {
        list[count] = (ns_stair){first[x], second[x], x};
        count += ((instance->shut[x] & closed) == 0) & (first[x] + s->slack >= least_first) &
                 (second[x] + s->slack >= least_second);
    }
    return count;
}

static void find_points(ns_frontier *self, const ns_instance *instance, bool keep) {
    const double low = -HUGE_VAL;
    if (is_plain(instance) && self->scenario->package_count >= FEW_PACKAGES) {
        self->found = ns_staircase_of_sums(instance, self->points, self->scratch);
        return;
    }
    const uint32_t listed =
        list_points(self->points, instance, keep ? low : self->no_deal[0], keep ? low : self->no_deal[1]);
    self->found = ns_staircase_of_list(self->points, listed);
}

/* How many first points are worth no deal to the first party; how many are worth less than it to the second. */
static uint32_t count_first(const ns_frontier *self) {
    uint32_t from = 0, to = self->found;
    while (from < to) {
        const uint32_t middle = from + (to - from) / 2;
        if (self->points[middle].first + self->scenario->slack >= self->no_deal[0])
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

static uint32_t count_second(const ns_frontier *self) {
    uint32_t from = 0, to = self->found;
    while (from < to) {
        const uint32_t middle = from + (to - from) / 2;
        if (self->points[middle].second + self->scenario->slack >= self->no_deal[1])
            to = middle;
        else
            from = middle + 1;
    }
    return from;
}

static inline double gain_of(double value, double no_deal) { return value > no_deal ? value - no_deal : 0; }

static void cut_points(ns_frontier *self) {
    const uint32_t to = count_first(self);
    self->from = count_second(self);
    self->count = to > self->from ? to - self->from : 0;
    double best = -1;
    for (uint32_t k = self->from; k < self->from + self->count; k++) {
        const ns_stair *at = &self->points[k];
        const double product = gain_of(at->first, self->no_deal[0]) * gain_of(at->second, self->no_deal[1]);
        if (!(product > best || (product == best && at->package < self->nash))) continue;
        best = product;
        self->nash = at->package;
    }
}

/* --- more parties ----------------------------------------------------------------------------------------------- */

static bool is_worth(const ns_frontier *self, const ns_instance *instance, uint32_t x) {
    for (uint32_t p = 0; p < self->scenario->party_count; p++)
        if (!(instance->utility[p][x] + self->scenario->slack >= self->no_deal[p])) return false;
    return true;
}

static uint32_t list_domain(ns_frontier *self, const ns_instance *instance, bool keep) {
    const ns_scenario *s = self->scenario;
    const ns_shut closed = inadmissible(s);
    uint32_t count = 0;
    for (uint32_t x = 0; x < s->package_count; x++) {
        if (instance->shut[x] & closed || !(keep || is_worth(self, instance, x))) continue;
        double sum = 0;
        for (uint32_t p = 0; p < s->party_count; p++) sum += instance->utility[p][x];
        self->domain[count++] = (summed){sum, x};
    }
    return count;
}

static int compare_sums(const void *a, const void *b) {
    const summed *x = a, *y = b;
    if (x->sum != y->sum) return x->sum < y->sum ? 1 : -1;
    return (x->package > y->package) - (x->package < y->package);
}

/* Is x at most as good as y for all? */
static bool covered(const ns_instance *instance, uint32_t x, uint32_t y) {
    for (uint32_t p = 0; p < instance->scenario->party_count; p++)
        if (instance->utility[p][x] > instance->utility[p][y]) return false;
    return true;
}

/* By falling sums nothing later can dominate what is kept, but for sums that rounding made equal, so both ways are asked. */
static void find_packages(ns_frontier *self, const ns_instance *instance, bool keep) {
    const uint32_t listed = list_domain(self, instance, keep);
    qsort(self->domain, listed, sizeof *self->domain, compare_sums);
    self->found = 0;
    for (uint32_t k = 0; k < listed; k++) {
        const uint32_t x = self->domain[k].package;
        bool out = false;
        uint32_t kept = 0;
        for (uint32_t f = 0; f < self->found; f++) {
            const uint32_t y = self->efficient[f];
            out = out || covered(instance, x, y);
            if (out || !covered(instance, y, x)) self->efficient[kept++] = y;
        }
        self->found = kept;
        if (!out) self->efficient[self->found++] = x;
    }
}

static void cut_packages(ns_frontier *self, const ns_instance *instance) {
    double best = -1;
    self->count = 0;
    for (uint32_t f = 0; f < self->found; f++) {
        const uint32_t x = self->efficient[f];
        if (!is_worth(self, instance, x)) continue;
        self->packages[self->count++] = x;
        double product = 1;
        for (uint32_t p = 0; p < self->scenario->party_count; p++)
            product *= gain_of(instance->utility[p][x], self->no_deal[p]);
        if (!(product > best || (product == best && x < self->nash))) continue;
        best = product;
        self->nash = x;
    }
}

/* --- the whole ---------------------------------------------------------------------------------------------------- */

void ns_frontier_compute(ns_frontier *self, const ns_instance *instance) {
    const ns_scenario *s = self->scenario;
    const bool two = s->party_count == 2, keep = instance->utility_shared && instance->shut_shared;
    for (uint32_t p = 0; p < s->party_count; p++) self->no_deal[p] = instance->numbers[s->parties[p].no_deal];
    self->count = 0;
    self->nash = NS_NONE;
    if (!two && s->package_count > MOST_PACKAGES) return;
    if (!(self->kept && keep)) {
        if (two)
            find_points(self, instance, keep);
        else
            find_packages(self, instance, keep);
    }
    self->kept = keep;
    if (two)
        cut_points(self);
    else
        cut_packages(self, instance);
}

uint32_t ns_frontier_size(const ns_frontier *self) { return self->count; }

uint32_t ns_frontier_package(const ns_frontier *self, uint32_t index) {
    if (index >= self->count) return NS_NONE;
    return self->points ? self->points[self->from + index].package : self->packages[index];
}

uint32_t ns_frontier_nash(const ns_frontier *self) { return self->nash; }

static double square_of_distance(const ns_instance *instance, uint32_t x, uint32_t y) {
    double sum = 0;
    for (uint32_t p = 0; p < instance->scenario->party_count; p++) {
        const double d = instance->utility[p][x] - instance->utility[p][y];
        sum += d * d;
    }
    return sum;
}

static double nearest(const ns_frontier *self, const ns_instance *instance, uint32_t package) {
    if (self->points)
        return ns_staircase_nearest(self->points + self->from, self->count, instance->utility[0][package],
                                    instance->utility[1][package]);
    double least = HUGE_VAL;
    for (uint32_t f = 0; f < self->count; f++) {
        const double square = square_of_distance(instance, package, self->packages[f]);
        least = square < least ? square : least;
    }
    return least;
}

bool ns_frontier_contains(const ns_frontier *self, const ns_instance *instance, uint32_t package) {
    for (uint32_t f = 0; f < self->count; f++) {
        const uint32_t at = ns_frontier_package(self, f);
        if (covered(instance, package, at) && covered(instance, at, package)) return true;
    }
    return false;
}

double ns_frontier_distance(const ns_frontier *self, const ns_instance *instance, uint32_t package) {
    return self->count ? sqrt(nearest(self, instance, package)) : NAN;
}

double ns_frontier_distance_nash(const ns_frontier *self, const ns_instance *instance, uint32_t package) {
    return self->nash == NS_NONE ? NAN : sqrt(square_of_distance(instance, package, self->nash));
}

static double least_share(const ns_frontier *self, const ns_instance *instance, uint32_t package,
                          const double *ideal) {
    double least = 1;
    for (uint32_t p = 0; p < self->scenario->party_count; p++) {
        const double share =
            ideal[p] > 0 ? gain_of(instance->utility[p][package], self->no_deal[p]) / ideal[p] : 1;
        if (share < least) least = share;
    }
    return least;
}

/* Of two parties the first's share falls along the frontier and the second's rises: the least of both is largest where they cross. */
static uint32_t find_crossing(const ns_frontier *self, const ns_instance *instance) {
    const ns_stair *points = self->points + self->from;
    const double ideal[2] = {gain_of(points[0].first, self->no_deal[0]),
                             gain_of(points[self->count - 1].second, self->no_deal[1])};
    uint32_t from = 0, to = self->count - 1;
    while (from < to) {
        const uint32_t middle = from + (to - from) / 2;
        const double falling = gain_of(points[middle].first, self->no_deal[0]) * ideal[1],
                     rising = gain_of(points[middle].second, self->no_deal[1]) * ideal[0];
        if (rising < falling)
            from = middle + 1;
        else
            to = middle;
    }
    if (from == 0) return points[0].package;
    const double before = least_share(self, instance, points[from - 1].package, ideal),
                 after = least_share(self, instance, points[from].package, ideal);
    if (before == after)
        return points[from].package < points[from - 1].package ? points[from].package
                                                               : points[from - 1].package;
    return before > after ? points[from - 1].package : points[from].package;
}

static uint32_t find_kalai(const ns_frontier *self, const ns_instance *instance) {
    double ideal[NS_MAX_PARTIES] = {0}, best = -1;
    uint32_t found = NS_NONE;
    if (self->count > 0 && self->points) return find_crossing(self, instance);
    for (uint32_t f = 0; f < self->count; f++)
        for (uint32_t p = 0; p < self->scenario->party_count; p++) {
            const double gain = gain_of(instance->utility[p][ns_frontier_package(self, f)], self->no_deal[p]);
            if (gain > ideal[p]) ideal[p] = gain;
        }
    for (uint32_t f = 0; f < self->count; f++) {
        const uint32_t x = ns_frontier_package(self, f);
        const double share = least_share(self, instance, x, ideal);
        if (!(share > best || (share == best && x < found))) continue;
        best = share;
        found = x;
    }
    return found;
}

double ns_frontier_distance_kalai(const ns_frontier *self, const ns_instance *instance, uint32_t package) {
    const uint32_t kalai = find_kalai(self, instance);
    return kalai == NS_NONE ? NAN : sqrt(square_of_distance(instance, package, kalai));
}
