/* Solutions on the frontier of one draw. */
#include "negsim/solve.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "negsim/reach.h"

const ns_solution_row ns_solution_table[NS_SOLUTION_COUNT] = {
    {"nash", "the largest product of gains",
     "Nash 1950, Econometrica 18(2), 155-162; GENIUS and NegMAS: Nash point"},
    {"weighted_nash", "the largest product of gains, each to the power of its party's power",
     "Kalai 1977, International Journal of Game Theory 6(3), 129-133"},
    {"kalai_smorodinsky", "the largest smallest share of the ideal gain",
     "Kalai & Smorodinsky 1975, Econometrica 43(3), 513-518, on a finite frontier"},
    {"least_spread", "the least difference between the largest and the smallest share of the ideal gain",
     "what NegMAS calls Kalai-Smorodinsky"},
    {"egalitarian", "the largest smallest gain",
     "Kalai 1977, Econometrica 45(7), 1623-1630; NegMAS: Kalai point"},
    {"utilitarian", "the largest sum of values", "Harsanyi 1955; NegMAS: max welfare; NegoLog: Kalai point"},
    {"relative_utilitarian", "the largest sum of shares of the ideal gain",
     "Dhillon & Mertens 1999, Econometrica 67(3), 471-498; NegMAS: max relative welfare"},
    {"least_gap", "the least sum of differences of values between parties",
     "what GENIUS calls Kalai-Smorodinsky"},
    {"raiffa",
     "halfway, again and again, between what each could get if the others got no more than they have",
     "Raiffa 1953, discrete; the last point of the frontier that is worth as much to all"},
};

typedef struct solver {
    ns_solutions *out;
    const ns_frontier *frontier;
    const ns_instance *instance;
    const ns_solve_setting *setting;
} solver;

static double value(const solver *self, uint32_t point, uint32_t p) {
    return self->instance->utility[p][ns_frontier_package(self->frontier, point)];
}
static double gain(const solver *self, uint32_t point, uint32_t p) {
    return value(self, point, p) - self->out->disagreement[p];
}
static double share(const solver *self, uint32_t point, uint32_t p) {
    const double most = self->out->ideal[p] - self->out->disagreement[p];
    return most > 0 ? gain(self, point, p) / most : 0;
}

/* --- scores: the larger, the better ----------------------------------------------------------------------------- */

static double nash(const solver *self, uint32_t point) {
    double product = 1;
    for (uint32_t p = 0; p < self->out->party_count; p++) product *= gain(self, point, p);
    return product;
}

static double weighted_nash(const solver *self, uint32_t point) {
    double product = 1;
    for (uint32_t p = 0; p < self->out->party_count; p++) {
        const double power = self->setting->power == NULL ? 1 : self->setting->power[p];
        product *= pow(fmax(0, gain(self, point, p)), power);
    }
    return product;
}

static double kalai_smorodinsky(const solver *self, uint32_t point) {
    double least = HUGE_VAL;
    for (uint32_t p = 0; p < self->out->party_count; p++) least = fmin(least, share(self, point, p));
    return least;
}

static double least_spread(const solver *self, uint32_t point) {
    double least = HUGE_VAL, most = -HUGE_VAL;
    for (uint32_t p = 0; p < self->out->party_count; p++) {
        least = fmin(least, share(self, point, p));
        most = fmax(most, share(self, point, p));
    }
    return least - most;
}

static double egalitarian(const solver *self, uint32_t point) {
    double least = HUGE_VAL;
    for (uint32_t p = 0; p < self->out->party_count; p++) least = fmin(least, gain(self, point, p));
    return least;
}

static double utilitarian(const solver *self, uint32_t point) {
    double sum = 0;
    for (uint32_t p = 0; p < self->out->party_count; p++) sum += value(self, point, p);
    return sum;
}

static double relative_utilitarian(const solver *self, uint32_t point) {
    double sum = 0;
    for (uint32_t p = 0; p < self->out->party_count; p++) {
        const double range = self->out->ideal[p] - self->out->disagreement[p];
        const double from = self->setting->least_counts ? self->out->least[p] : self->out->disagreement[p];
        if (range > 0) sum += (value(self, point, p) - from) / range;
    }
    return sum;
}

static double least_gap(const solver *self, uint32_t point) {
    double sum = 0;
    for (uint32_t p = 0; p < self->out->party_count; p++)
        for (uint32_t q = p + 1; q < self->out->party_count; q++)
            sum += fabs(value(self, point, p) - value(self, point, q));
    return -sum;
}

static double (*const scores[NS_SOLUTION_COUNT])(const solver *, uint32_t) = {
    nash,        weighted_nash,        kalai_smorodinsky, least_spread, egalitarian,
    utilitarian, relative_utilitarian, least_gap,         NULL};

/* --- Raiffa -------------------------------------------------------------------------------------------------------- */

/* At least as good as `at` for all but one (NS_NONE: for all). */
static bool reaches(const solver *self, uint32_t point, const double *at, uint32_t but) {
    for (uint32_t p = 0; p < self->out->party_count; p++)
        if (p != but && value(self, point, p) < at[p]) return false;
    return true;
}

/* One step halfway; false: nothing of the frontier lies beyond. */
static bool step(const solver *self, double *at) {
    const uint32_t n = self->out->party_count;
    double best[NS_MAX_PARTIES], next[NS_MAX_PARTIES], moved = 0;
    for (uint32_t p = 0; p < n; p++) best[p] = at[p];
    for (uint32_t k = 0; k < self->out->size; k++)
        for (uint32_t p = 0; p < n; p++)
            if (reaches(self, k, at, p)) best[p] = fmax(best[p], value(self, k, p));
    for (uint32_t p = 0; p < n; p++) {
        next[p] = at[p] + (best[p] - at[p]) / n;
        moved = fmax(moved, next[p] - at[p]);
    }
    bool any = false;
    for (uint32_t k = 0; k < self->out->size && !any; k++) any = reaches(self, k, next, NS_NONE);
    if (any) memcpy(at, next, n * sizeof *at);
    return any && moved > 1e-12 * self->instance->scenario->full;
}

static double raiffa_at(const solver *self, uint32_t point, const double *at) {
    double least = HUGE_VAL;
    for (uint32_t p = 0; p < self->out->party_count; p++) least = fmin(least, value(self, point, p) - at[p]);
    return least;
}

/* --- the best ------------------------------------------------------------------------------------------------------ */

static double score_of(const solver *self, ns_solution_kind kind, uint32_t point, const double *at) {
    return kind == NS_SOLUTION_RAIFFA ? raiffa_at(self, point, at) : scores[kind](self, point);
}

static ns_status find_best(const solver *self, ns_solution_kind kind) {
    ns_solved *out = &self->out->of[kind];
    double at[NS_MAX_PARTIES], best = -HUGE_VAL;
    memcpy(at, self->out->disagreement, sizeof at);
    out->score = NAN;
    if (self->out->size == 0) return NS_OK;
    if (kind == NS_SOLUTION_RAIFFA)
        while (step(self, at)) {
        }
    out->index = calloc(self->out->size, sizeof *out->index);
    if (out->index == NULL) return NS_NO_MEMORY;
    for (uint32_t k = 0; k < self->out->size; k++) best = fmax(best, score_of(self, kind, k, at));
    for (uint32_t k = 0; k < self->out->size; k++)
        if (score_of(self, kind, k, at) >= best - self->setting->tolerance) out->index[out->count++] = k;
    out->score = kind == NS_SOLUTION_LEAST_SPREAD || kind == NS_SOLUTION_LEAST_GAP ? -best : best;
    return NS_OK;
}

/* --- what they are measured from -------------------------------------------------------------------------------------- */

/* One look at all packages. */
static void look(solver *self) {
    ns_solutions *out = self->out;
    const ns_instance *instance = self->instance;
    const ns_scenario *s = instance->scenario;
    const ns_shut red_lines = ns_shut_red_lines(s->party_count);
    double nearest = HUGE_VAL, most[NS_MAX_PARTIES];
    for (uint32_t p = 0; p < s->party_count; p++) {
        out->least[p] = HUGE_VAL;
        most[p] = -HUGE_VAL;
    }
    for (uint32_t x = 0; x < s->package_count; x++) {
        if (!ns_shut_admissible(instance->shut[x], red_lines)) continue;
        double distance = 0;
        bool all = true;
        for (uint32_t p = 0; p < s->party_count; p++) {
            const double u = instance->utility[p][x], off = (s->full - u) / s->full;
            out->least[p] = fmin(out->least[p], u);
            most[p] = fmax(most[p], u);
            all &= u + s->slack >= ns_number_of(instance, s->parties[p].no_deal, 0);
            distance += off * off;
        }
        out->admissible++;
        out->zone += all;
        nearest = fmin(nearest, distance);
    }
    out->opposition = out->admissible ? sqrt(nearest) : NAN;
    for (uint32_t p = 0; p < s->party_count; p++) out->ideal[p] = most[p];
}

static void set_scale(solver *self) {
    ns_solutions *out = self->out;
    const ns_scenario *s = self->instance->scenario;
    for (uint32_t p = 0; p < s->party_count; p++) {
        const double no_deal = ns_number_of(self->instance, s->parties[p].no_deal, 0);
        out->disagreement[p] =
            self->setting->least_counts && out->least[p] > no_deal ? out->least[p] : no_deal;
        if (self->setting->ideal_of_all) continue;
        out->ideal[p] = out->disagreement[p];
        for (uint32_t k = 0; k < out->size; k++) out->ideal[p] = fmax(out->ideal[p], value(self, k, p));
    }
}

ns_status ns_solve(ns_solutions *out, const ns_frontier *frontier, const ns_instance *instance,
                   const ns_solve_setting *setting) {
    solver self = {out, frontier, instance, setting};
    *out = (ns_solutions){.party_count = instance->scenario->party_count, .size = ns_frontier_size(frontier)};
    look(&self);
    set_scale(&self);
    ns_status status = NS_OK;
    for (int k = 0; k < NS_SOLUTION_COUNT && status == NS_OK; k++)
        status = find_best(&self, (ns_solution_kind)k);
    return status;
}

void ns_solutions_free(ns_solutions *self) {
    for (int k = 0; k < NS_SOLUTION_COUNT; k++) free(self->of[k].index);
}

/* --- adjusted winner --------------------------------------------------------------------------------------------------- */

static double total(const double *points, uint32_t count, const double *share, int p) {
    double sum = 0;
    for (uint32_t i = 0; i < count; i++)
        sum += points[(size_t)p * count + i] * (p == 0 ? share[i] : 1 - share[i]);
    return sum;
}

/* Of what the richer side has of it, the issue whose points are the least to it for each of the other's. */
static uint32_t cheapest(const double *points, uint32_t count, const double *share, int rich) {
    uint32_t found = NS_NONE;
    double least = HUGE_VAL;
    for (uint32_t i = 0; i < count; i++) {
        const double held = rich == 0 ? share[i] : 1 - share[i];
        const double mine = points[(size_t)rich * count + i], other = points[(size_t)(1 - rich) * count + i];
        const double ratio = other > 0 ? mine / other : HUGE_VAL;
        if (held > 0 && other > 0 && ratio < least) {
            least = ratio;
            found = i;
        }
    }
    return found;
}

double ns_adjusted_winner(const double *points, uint32_t count, double *share) {
    for (uint32_t i = 0; i < count; i++) share[i] = points[i] > points[count + i] ? 1 : 0;
    if (!(total(points, count, share, 0) + total(points, count, share, 1) > 0)) return NAN;
    for (uint32_t moves = 0; moves <= count; moves++) {
        const double a = total(points, count, share, 0), b = total(points, count, share, 1);
        if (fabs(a - b) <= 1e-12 * (a + b)) break;
        const int rich = a > b ? 0 : 1;
        const uint32_t i = cheapest(points, count, share, rich);
        if (i == NS_NONE) break;
        const double both = points[i] + points[count + i], needed = fabs(a - b) / both,
                     held = rich == 0 ? share[i] : 1 - share[i], moved = fmin(held, needed);
        share[i] += rich == 0 ? -moved : moved;
        if (moved == needed) break;
    }
    return fmin(total(points, count, share, 0), total(points, count, share, 1));
}
