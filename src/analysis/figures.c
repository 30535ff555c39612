/* Solution points of a finite game. Of two parties one pass finds the frontier, whose points are then scored; of others all outcomes are scored,
 * in a second pass where the score hangs on what the first one found. */
#include "negsim/figures.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static const char *const names[NS_FIGURE_COUNT] = {"nash",
                                                   "nash_gains",
                                                   "welfare",
                                                   "egalitarian",
                                                   "opposition",
                                                   "kalai_smorodinsky",
                                                   "kalai_smorodinsky_gains",
                                                   "least_gap"};

const char *ns_figure_name(ns_figure figure) {
    return (unsigned)figure < NS_FIGURE_COUNT ? names[figure] : "";
}

#define SAME 1e-9

static double rounded(double u) { return round(u * 1e9) / 1e9; }

/* --- points that tie ----------------------------------------------------------------------------------------------- */

/* By falling utilities, the first party's first: -1 where a stands before b, 0 where they are the same. */
static int compare(const double *a, const double *b, uint32_t n) {
    for (uint32_t p = 0; p < n; p++)
        if (a[p] != b[p]) return a[p] > b[p] ? -1 : 1;
    return 0;
}

static bool has_room(ns_figures *self, ns_figure_points *at) {
    if (at->count < at->room) return true;
    const size_t room = at->room ? 2 * at->room : 4;
    double *more = realloc(at->points, room * self->party_count * sizeof *more);
    if (more == NULL) {
        self->status = NS_NO_MEMORY;
        return false;
    }
    at->points = more;
    at->room = room;
    return true;
}

/* The points stand in order, each once. */
static void keep(ns_figures *self, ns_figure_points *at, const double *point) {
    const uint32_t n = self->party_count;
    size_t low = 0, high = at->count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (compare(at->points + middle * n, point, n) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < at->count && compare(at->points + low * n, point, n) == 0) return;
    if (at->count == NS_FIGURE_POINTS || !has_room(self, at)) return;
    double *place = at->points + low * n;
    memmove(place + n, place, (at->count++ - low) * n * sizeof *place);
    memcpy(place, point, n * sizeof *place);
}

/* score: the larger, the better. A score a little above the best so far moves the bar: what no longer ties is dropped at the end by
 * `settle`, so that the order of outcomes does not matter. */
static void offer(ns_figures *self, ns_figure figure, double score, const double *point) {
    ns_figure_points *at = &self->figure[figure];
    if (!isnan(at->value) && score < at->value - SAME) return;
    if (isnan(at->value) || score > at->value + SAME) {
        at->count = 0;
        at->value = score;
    }
    if (score > at->value) at->value = score;
    keep(self, at, point);
}

/* --- scores ---------------------------------------------------------------------------------------------------------- */

static double nash(const ns_figures *self, const double *u) {
    double product = 1;
    for (uint32_t p = 0; p < self->party_count; p++) product *= u[p];
    return product;
}

static double nash_gains(const ns_figures *self, const double *u) {
    double product = 1;
    for (uint32_t p = 0; p < self->party_count; p++) product *= u[p] - self->reservation[p];
    return product;
}

static double welfare(const ns_figures *self, const double *u) {
    double sum = 0;
    for (uint32_t p = 0; p < self->party_count; p++) sum += u[p];
    return sum;
}

static double egalitarian(const ns_figures *self, const double *u) {
    double least = u[0];
    for (uint32_t p = 1; p < self->party_count; p++) least = fmin(least, u[p]);
    return least;
}

static double opposition(const ns_figures *self, const double *u) {
    double sum = 0;
    for (uint32_t p = 0; p < self->party_count; p++) sum += (1 - u[p]) * (1 - u[p]);
    return -sqrt(sum);
}

static double share(double gain, double most) { return most > 0 ? gain / most : 0; }

static double kalai_smorodinsky(const ns_figures *self, const double *u) {
    double least = HUGE_VAL;
    for (uint32_t p = 0; p < self->party_count; p++) least = fmin(least, share(u[p], self->highest[p]));
    return least;
}

typedef struct gains {
    double most[2];
    bool any;
} gains;

static double kalai_gains(const ns_figures *self, const gains *all, const double *u) {
    double least = HUGE_VAL;
    for (uint32_t p = 0; p < 2; p++) least = fmin(least, share(u[p] - self->reservation[p], all->most[p]));
    return least;
}

static bool is_rational(const ns_figures *self, const double *u) {
    for (uint32_t p = 0; p < self->party_count; p++)
        if (u[p] < self->reservation[p]) return false;
    return true;
}

/* --- the frontier of two ------------------------------------------------------------------------------------------------ */

/* The first point whose u is at most that; points stand by falling u and rising v. */
static size_t place_of(const ns_figures *self, double u) {
    size_t low = 0, high = self->frontier_count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (self->frontier[middle].u > u)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool make_room(ns_figures *self) {
    if (self->frontier_count < self->frontier_room) return true;
    const size_t room = self->frontier_room ? 2 * self->frontier_room : 64;
    ns_frontier_point *more = realloc(self->frontier, room * sizeof *more);
    if (more == NULL) {
        self->status = NS_NO_MEMORY;
        return false;
    }
    self->frontier = more;
    self->frontier_room = room;
    return true;
}

static void add_to_frontier(ns_figures *self, double u, double v) {
    size_t at = place_of(self, u);
    ns_frontier_point *points = self->frontier;
    if (at > 0 && points[at - 1].v >= v) return;
    if (at < self->frontier_count && points[at].u == u) {
        if (points[at].v == v) points[at].outcomes++;
        if (points[at].v >= v) return;
    }
    size_t end = at; /* those from at that the new point dominates: no more u, no more v */
    while (end < self->frontier_count && points[end].v <= v) end++;
    if (end == at) {
        if (!make_room(self)) return;
        points = self->frontier;
        memmove(points + at + 1, points + at, (self->frontier_count - at) * sizeof *points);
        self->frontier_count++;
    } else {
        memmove(points + at + 1, points + end, (self->frontier_count - end) * sizeof *points);
        self->frontier_count -= end - at - 1;
    }
    points[at] = (ns_frontier_point){u, v, 1};
}

/* --- passes --------------------------------------------------------------------------------------------------------------- */

static bool next(const ns_figures *self, const ns_outcome_source *source, double *u) {
    if (self->status != NS_OK || !source->next(source->user, u)) return false;
    for (uint32_t p = 0; p < self->party_count; p++) u[p] = rounded(u[p]);
    return true;
}

/* Everything that needs no look at other outcomes first. */
static void score(ns_figures *self, const double *u) {
    offer(self, NS_FIGURE_NASH, nash(self, u), u);
    offer(self, NS_FIGURE_WELFARE, welfare(self, u), u);
    offer(self, NS_FIGURE_EGALITARIAN, egalitarian(self, u), u);
    offer(self, NS_FIGURE_OPPOSITION, opposition(self, u), u);
    if (is_rational(self, u)) offer(self, NS_FIGURE_NASH_GAINS, nash_gains(self, u), u);
}

static void first_pass(ns_figures *self, const ns_outcome_source *source, double *u) {
    source->rewind(source->user);
    while (next(self, source, u)) {
        self->outcomes++;
        for (uint32_t p = 0; p < self->party_count; p++) {
            self->lowest[p] = fmin(self->lowest[p], u[p]);
            self->highest[p] = fmax(self->highest[p], u[p]);
        }
        self->rational += is_rational(self, u);
        if (self->party_count == 2)
            add_to_frontier(self, u[0], u[1]);
        else
            score(self, u);
    }
}

static gains largest_gains(const ns_figures *self) {
    gains out = {.any = false};
    for (size_t k = 0; k < self->frontier_count; k++) {
        const double u[2] = {self->frontier[k].u, self->frontier[k].v};
        if (!is_rational(self, u)) continue;
        out.any = true;
        for (uint32_t p = 0; p < 2; p++) out.most[p] = fmax(out.most[p], u[p] - self->reservation[p]);
    }
    return out;
}

/* Of two parties, the points of the frontier are all that counts. */
static void score_frontier(ns_figures *self) {
    const gains all = largest_gains(self);
    for (size_t k = 0; k < self->frontier_count && self->status == NS_OK; k++) {
        const double u[2] = {self->frontier[k].u, self->frontier[k].v};
        score(self, u);
        offer(self, NS_FIGURE_KALAI_SMORODINSKY, kalai_smorodinsky(self, u), u);
        offer(self, NS_FIGURE_LEAST_GAP, -fabs(u[0] - u[1]), u);
        if (is_rational(self, u)) offer(self, NS_FIGURE_KALAI_GAINS, kalai_gains(self, &all, u), u);
    }
}

static void second_pass(ns_figures *self, const ns_outcome_source *source, double *u) {
    source->rewind(source->user);
    while (next(self, source, u)) offer(self, NS_FIGURE_KALAI_SMORODINSKY, kalai_smorodinsky(self, u), u);
}

/* --- the end ----------------------------------------------------------------------------------------------------------------- */

static double score_of(const ns_figures *self, const gains *all, ns_figure figure, const double *u) {
    switch (figure) {
    case NS_FIGURE_NASH: return nash(self, u);
    case NS_FIGURE_NASH_GAINS: return nash_gains(self, u);
    case NS_FIGURE_WELFARE: return welfare(self, u);
    case NS_FIGURE_EGALITARIAN: return egalitarian(self, u);
    case NS_FIGURE_OPPOSITION: return opposition(self, u);
    case NS_FIGURE_KALAI_SMORODINSKY: return kalai_smorodinsky(self, u);
    case NS_FIGURE_KALAI_GAINS: return kalai_gains(self, all, u);
    default: return -fabs(u[0] - u[1]);
    }
}

static void settle(ns_figures *self, ns_figure figure) {
    const gains all = self->party_count == 2 ? largest_gains(self) : (gains){.any = false};
    ns_figure_points *at = &self->figure[figure];
    size_t kept = 0;
    for (size_t k = 0; k < at->count; k++) {
        const double *point = at->points + k * self->party_count;
        if (score_of(self, &all, figure, point) < at->value - SAME) continue;
        memmove(at->points + kept++ * self->party_count, point, self->party_count * sizeof *point);
    }
    at->all = at->count = kept;
    if (figure == NS_FIGURE_OPPOSITION || figure == NS_FIGURE_LEAST_GAP) at->value = fabs(at->value);
}

ns_status ns_figures_find(ns_figures *out, uint32_t party_count, const double *reservation,
                          const ns_outcome_source *source) {
    double u[NS_FIGURES_PARTIES];
    memset(out, 0, sizeof *out);
    if (party_count == 0 || party_count > NS_FIGURES_PARTIES) return NS_BAD_USAGE;
    out->party_count = party_count;
    out->reservation = reservation;
    out->lowest = malloc(party_count * sizeof *out->lowest);
    out->highest = malloc(party_count * sizeof *out->highest);
    if (out->lowest == NULL || out->highest == NULL) return NS_NO_MEMORY;
    for (uint32_t p = 0; p < party_count; p++) {
        out->lowest[p] = HUGE_VAL;
        out->highest[p] = -HUGE_VAL;
    }
    for (int k = 0; k < NS_FIGURE_COUNT; k++) out->figure[k].value = NAN;
    first_pass(out, source, u);
    if (party_count == 2)
        score_frontier(out);
    else
        second_pass(out, source, u);
    for (int k = 0; k < NS_FIGURE_COUNT && out->status == NS_OK; k++) settle(out, (ns_figure)k);
    return out->status;
}

void ns_figures_free(ns_figures *self) {
    for (int k = 0; k < NS_FIGURE_COUNT; k++) free(self->figure[k].points);
    free(self->lowest);
    free(self->highest);
    free(self->frontier);
}
