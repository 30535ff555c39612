/* Which method, which finding. */
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>

#include "logistic.h"

enum { LEAST_WINDOW = 4, SCAN = 24, HALVINGS = 60 };
#define REFUTED 0.05

ns_threshold_settings ns_default_threshold(void) {
    return (ns_threshold_settings){.target = 0.5, .level = 0.95, .draws = NS_DRAWS_SHARED};
}

const char *ns_threshold_finding_text(ns_threshold_finding finding) {
    static const char *const texts[NS_THRESHOLD_FINDING_COUNT] = {
        [NS_THRESHOLD_FOUND] = "the share crosses the target once",
        [NS_THRESHOLD_ABOVE] = "the share is above the target in the whole range",
        [NS_THRESHOLD_BELOW] = "the share is below the target in the whole range",
        [NS_THRESHOLD_SEVERAL] = "the share crosses the target several times",
        [NS_THRESHOLD_UNDECIDED] = "the runs do not decide whether the share crosses the target in the range",
    };
    return (unsigned)finding < NS_THRESHOLD_FINDING_COUNT ? texts[finding] : "unknown finding";
}

/* The points that have runs, x scaled to 0 .. 1. */
typedef struct work {
    ns_threshold_point *points;
    uint32_t count;
    double origin, range, target, z;
    bool shared;
} work;

/* --- arguments -------------------------------------------------------------------------------------------- */

static bool settings_fit(const ns_threshold_settings *s) {
    return s->target > 0 && s->target < 1 && s->level >= 0.5 && s->level < 1 &&
           (s->draws == NS_DRAWS_INDEPENDENT || s->draws == NS_DRAWS_SHARED);
}

static bool points_fit(const ns_threshold_point *points, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        if (!isfinite(points[i].x) || points[i].k > points[i].n || (i && !(points[i].x > points[i - 1].x)))
            return false;
    return true;
}

static ns_status work_init(work *self, const ns_threshold_point *points, uint32_t count,
                           const ns_threshold_settings *settings) {
    *self = (work){.target = settings->target,
                   .z = gsl_cdf_ugaussian_Pinv((1 + settings->level) / 2),
                   .shared = settings->draws == NS_DRAWS_SHARED};
    if (!(self->points = calloc(count ? count : 1, sizeof *self->points))) return NS_NO_MEMORY;
    for (uint32_t i = 0; i < count; i++)
        if (points[i].n) self->points[self->count++] = points[i];
    if (self->count < 2) return NS_BAD_INPUT;
    self->origin = self->points[0].x;
    self->range = self->points[self->count - 1].x - self->origin;
    if (!isfinite(self->range)) return NS_BAD_INPUT;
    for (uint32_t i = 0; i < self->count; i++)
        self->points[i].x = (self->points[i].x - self->origin) / self->range;
    return NS_OK;
}

/* --- several ---------------------------------------------------------------------------------------------- */

/* Where the shares themselves first cross between points a and b. */
static double crossing_between(const work *self, uint32_t a, uint32_t b) {
    const ns_threshold_point *p = self->points;
    for (uint32_t i = a; i < b; i++) {
        const double here = (double)p[i].k / (double)p[i].n - self->target,
                     next = (double)p[i + 1].k / (double)p[i + 1].n - self->target;
        if ((here <= 0) != (next <= 0)) return p[i].x + (p[i + 1].x - p[i].x) * here / (here - next);
    }
    return (p[a].x + p[b].x) / 2;
}

/* Counts the sure points; writes down each change of side. */
static uint32_t sure_crossings(const work *self, ns_threshold *out) {
    const double z = gsl_cdf_ugaussian_Qinv(gsl_cdf_ugaussian_Q(self->z) / self->count);
    uint32_t before = 0, changes = 0;
    int side = 0;
    for (uint32_t i = 0; i < self->count; i++) {
        const int now = ns_side_of(&self->points[i], self->target, z);
        out->sure_above += now > 0;
        out->sure_below += now < 0;
        out->unsure += now == 0;
        if (!now) continue;
        if (side && now != side && changes++ < NS_MAX_CROSSINGS)
            out->crossings[changes - 1] = (ns_crossing){.value = crossing_between(self, before, i),
                                                        .low = self->points[before].x,
                                                        .high = self->points[i].x,
                                                        .rising = now > 0,
                                                        .method = NS_THRESHOLD_STEPWISE};
        before = i;
        side = now;
    }
    return changes < NS_MAX_CROSSINGS ? changes : NS_MAX_CROSSINGS;
}

/* --- logistic --------------------------------------------------------------------------------------------- */

typedef struct window {
    ns_curve_points data;
    ns_curve curve;
    double misfit_p;
} window;

/* The widest window about the crossing whose fit is not refuted; false: there is none. */
static bool find_window(const work *self, double middle, window *w) {
    uint32_t first = 0, count = self->count;
    for (;; count--) {
        w->data = (ns_curve_points){self->points + first, count, log(self->target / (1 - self->target)),
                                    self->shared};
        if (!ns_curve_fit(&w->data, &w->curve)) return false;
        w->misfit_p = ns_curve_misfit(&w->data, &w->curve);
        if (!(w->misfit_p < REFUTED)) return true;
        if (count <= LEAST_WINDOW || isnan(middle)) return false;
        if (middle - w->data.points[0].x > w->data.points[count - 1].x - middle) first++;
    }
}

/* From a point of the interval towards `to`: where the interval ends. True: it reaches `to`. */
static bool find_end(const ns_curve_points *data, double from, double to, double limit, double *end) {
    double in = from, out = to;
    int step = 1;
    for (; step <= SCAN; step++) {
        out = from + (to - from) * step / SCAN;
        if (ns_curve_score(data, out) > limit) break;
        in = out;
    }
    *end = to;
    if (step > SCAN) return true;
    for (int i = 0; i < HALVINGS && fabs(out - in) > 1e-9; i++) {
        const double middle = (in + out) / 2;
        if (ns_curve_score(data, middle) > limit)
            out = middle;
        else
            in = middle;
    }
    *end = out;
    return false;
}

static void note_fit(const window *w, ns_threshold *out) {
    out->used = w->data.count;
    out->misfit_p = w->misfit_p;
}

/* No crossing: the score test refutes every one in the range. */
static bool no_crossing(const window *w, double at, ns_threshold *out) {
    note_fit(w, out);
    out->finding = w->curve.constant + w->curve.slope * at > 0 ? NS_THRESHOLD_ABOVE : NS_THRESHOLD_BELOW;
    return true;
}

/* False: the logistic method says nothing. */
static bool by_logistic(const work *self, double middle, ns_threshold *out) {
    window w;
    if (!find_window(self, middle, &w)) return false;
    const bool whole = w.data.count == self->count;
    const double least = w.data.points[0].x, most = w.data.points[w.data.count - 1].x,
                 estimate = -w.curve.constant / w.curve.slope, limit = self->z * self->z;
    const bool inside = estimate >= least && estimate <= most;
    double start = (w.curve.slope > 0) == (w.curve.constant > 0) ? least : most;
    if (inside) start = estimate;
    ns_crossing it = {
        .value = inside ? estimate : NAN, .rising = w.curve.slope > 0, .method = NS_THRESHOLD_LOGISTIC};
    if (!whole && !inside) return false;
    if (!inside && ns_curve_score(&w.data, start) > limit) return no_crossing(&w, start, out);
    it.open_low = find_end(&w.data, start, least, limit, &it.low);
    it.open_high = find_end(&w.data, start, most, limit, &it.high);
    if (!whole && (it.open_low || it.open_high)) return false;
    note_fit(&w, out);
    out->finding = it.open_low || it.open_high ? NS_THRESHOLD_UNDECIDED : NS_THRESHOLD_FOUND;
    out->crossings[0] = it;
    out->count = 1;
    return true;
}

/* --- the order of things ---------------------------------------------------------------------------------- */

static void decide(const work *self, ns_threshold *out) {
    const uint32_t changes = sure_crossings(self, out);
    const ns_crossing *steps = &out->stepwise;
    out->stepwise = ns_stepwise(self->points, self->count, self->target, self->z);
    if (changes >= 2) {
        out->finding = NS_THRESHOLD_SEVERAL;
        out->count = changes;
    } else if (out->sure_above == self->count || out->sure_below == self->count) {
        out->finding = out->sure_above ? NS_THRESHOLD_ABOVE : NS_THRESHOLD_BELOW;
    } else if (!by_logistic(self, steps->value, out)) {
        out->finding = steps->open_low || steps->open_high ? NS_THRESHOLD_UNDECIDED : NS_THRESHOLD_FOUND;
        out->crossings[0] = *steps;
        out->count = 1;
    }
}

static void scale_back(const work *self, ns_crossing *it) {
    it->value = self->origin + self->range * it->value;
    it->low = self->origin + self->range * it->low;
    it->high = self->origin + self->range * it->high;
}

static void finish(const work *self, ns_threshold *out) {
    for (uint32_t c = 0; c < out->count; c++) scale_back(self, &out->crossings[c]);
    for (uint32_t c = out->count; c < NS_MAX_CROSSINGS; c++) out->crossings[c] = (ns_crossing){0};
    scale_back(self, &out->stepwise);
}

ns_status ns_threshold_estimate(ns_threshold *out, const ns_threshold_point *points, uint32_t count,
                                const ns_threshold_settings *settings) {
    work self;
    *out = (ns_threshold){.finding = NS_THRESHOLD_UNDECIDED, .misfit_p = NAN};
    if (!settings_fit(settings) || count > NS_MAX_THRESHOLD_POINTS || (count && !points)) return NS_BAD_USAGE;
    if (!points_fit(points, count)) return NS_BAD_INPUT;
    const ns_status status = work_init(&self, points, count, settings);
    if (status == NS_OK) {
        decide(&self, out);
        finish(&self, out);
    }
    free(self.points);
    return status;
}
