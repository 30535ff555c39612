/* Sequential search for a crossing: a lattice, its visited points, and the next step. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "logistic.h"

enum { MOST_CELLS = 1 << 20, MOST_START = 257 };
#define NONE UINT32_MAX

struct ns_search {
    ns_search_settings settings;
    uint32_t cells;
    uint32_t *places;           /* [room] lattice places of the points, rising */
    ns_threshold_point *points; /* [room] */
    uint32_t count, room;
    ns_search_request requests[MOST_START];
    uint32_t asked[MOST_START], asked_count; /* their places */
    uint64_t spent;
    ns_search_state state;
    ns_threshold result;
};

ns_search_settings ns_default_search(void) {
    return (ns_search_settings){.threshold = ns_default_threshold(),
                                .low = 0,
                                .high = 1,
                                .tolerance = 0.02,
                                .batch = 200,
                                .budget = 20000,
                                .start = 9};
}

/* --- lattice ---------------------------------------------------------------------------------------------- */

static double place_value(const ns_search *self, uint32_t place) {
    const double low = self->settings.low, high = self->settings.high;
    return place == self->cells ? high : low + (high - low) * place / self->cells;
}

/* The last lattice place at or below x. */
static uint32_t place_below(const ns_search *self, double x) {
    const double at = (x - self->settings.low) / (self->settings.high - self->settings.low) * self->cells;
    uint32_t place = at > 0 ? (uint32_t)fmin(floor(at), self->cells) : 0;
    while (place && place_value(self, place) > x) place--;
    while (place < self->cells && place_value(self, place + 1) <= x) place++;
    return place;
}

static uint32_t place_above(const ns_search *self, double x) {
    const uint32_t below = place_below(self, x);
    return below < self->cells && place_value(self, below) < x ? below + 1 : below;
}

/* The first visited point at the place or beyond it. */
static uint32_t index_of(const ns_search *self, uint32_t place) {
    uint32_t i = 0;
    while (i < self->count && self->places[i] < place) i++;
    return i;
}

/* The point of a place, put in where it is new. There is room. */
static ns_threshold_point *visit(ns_search *self, uint32_t place) {
    const uint32_t i = index_of(self, place);
    if (i < self->count && self->places[i] == place) return &self->points[i];
    memmove(&self->places[i + 1], &self->places[i], (self->count - i) * sizeof *self->places);
    memmove(&self->points[i + 1], &self->points[i], (self->count - i) * sizeof *self->points);
    self->places[i] = place;
    self->points[i] = (ns_threshold_point){.x = place_value(self, place)};
    self->count++;
    return &self->points[i];
}

/* --- the next step ---------------------------------------------------------------------------------------- */

static void ask(ns_search *self, uint32_t place) {
    for (uint32_t i = 0; i < self->asked_count; i++)
        if (self->asked[i] == place) return;
    uint32_t i = self->asked_count++;
    for (; i && self->asked[i - 1] > place; i--) self->asked[i] = self->asked[i - 1];
    self->asked[i] = place;
}

/* Between two places, or the second itself where nothing is between. */
static uint32_t halfway(uint32_t from, uint32_t to) {
    const uint32_t middle = from < to ? from + (to - from) / 2 : to + (from - to + 1) / 2;
    return middle == from ? to : middle;
}

/* From each end halfway to the nearest point that was visited inside; the middle where there is none. */
static void ask_inside(ns_search *self, uint32_t low, uint32_t high) {
    const uint32_t first = index_of(self, low + 1), beyond = index_of(self, high);
    if (first >= beyond) {
        ask(self, high - low > 1 ? halfway(low, high) : low);
        if (high - low <= 1) ask(self, high);
        return;
    }
    ask(self, halfway(low, self->places[first]));
    ask(self, halfway(high, self->places[beyond - 1]));
}

static void ask_about(ns_search *self, const ns_crossing *it) {
    const uint32_t low = place_below(self, it->low), high = place_above(self, it->high);
    if (it->method == NS_THRESHOLD_LOGISTIC) {
        ask(self, low);
        ask(self, high);
        return;
    }
    if (it->open_low) ask(self, low);
    if (it->open_high) ask(self, high);
    if (low < high) ask_inside(self, low, high);
}

static const ns_crossing *widest(const ns_threshold *result) {
    const ns_crossing *best = NULL;
    for (uint32_t c = 0; c < result->count; c++) {
        const ns_crossing *it = &result->crossings[c];
        if (!best || it->high - it->low > best->high - best->low) best = it;
    }
    return best;
}

static void plan(ns_search *self) {
    const ns_crossing *it = widest(&self->result);
    const bool sure = self->result.finding != NS_THRESHOLD_UNDECIDED;
    self->asked_count = 0;
    if (!it)
        self->state = NS_SEARCH_ABSENT;
    else if (sure && it->high - it->low <= self->settings.tolerance)
        self->state = NS_SEARCH_NARROW;
    else
        ask_about(self, it);
}

/* Requests of the places asked for, where budget and room allow them. */
static void request(ns_search *self) {
    uint64_t cost;
    if (self->state == NS_SEARCH_RUNNING &&
        (__builtin_mul_overflow(self->settings.batch, self->asked_count, &cost) ||
         cost > self->settings.budget - self->spent))
        self->state = NS_SEARCH_SPENT;
    if (self->state == NS_SEARCH_RUNNING && self->count + self->asked_count > self->room)
        self->state = NS_SEARCH_CROWDED;
    if (self->state != NS_SEARCH_RUNNING) self->asked_count = 0;
    for (uint32_t i = 0; i < self->asked_count; i++) {
        const uint32_t at = index_of(self, self->asked[i]);
        const bool known = at < self->count && self->places[at] == self->asked[i];
        self->requests[i] = (ns_search_request){.x = place_value(self, self->asked[i]),
                                                .first = known ? self->points[at].n : 0,
                                                .runs = self->settings.batch};
    }
}

/* --- public ----------------------------------------------------------------------------------------------- */

static bool settings_fit(const ns_search_settings *s) {
    const double range = s->high - s->low;
    const bool start = s->start >= 3 && s->start <= MOST_START && !((s->start - 1) & (s->start - 2));
    const ns_threshold_settings *t = &s->threshold;
    return start && isfinite(s->low) && isfinite(range) && range > 0 && s->tolerance > 0 &&
           s->tolerance >= range * 2 / MOST_CELLS && s->batch >= 1 && t->target > 0 && t->target < 1 &&
           t->level >= 0.5 && t->level < 1 &&
           (t->draws == NS_DRAWS_INDEPENDENT || t->draws == NS_DRAWS_SHARED);
}

static uint32_t cells_for(const ns_search_settings *s) {
    uint32_t cells = s->start - 1;
    while (cells < MOST_CELLS && (s->high - s->low) / cells > s->tolerance / 2) cells *= 2;
    return cells;
}

ns_status ns_search_new(ns_search **out, const ns_search_settings *settings) {
    *out = NULL;
    if (!settings_fit(settings)) return NS_BAD_USAGE;
    ns_search *self = calloc(1, sizeof *self);
    if (!self) return NS_NO_MEMORY;
    self->settings = *settings;
    self->cells = cells_for(settings);
    self->room = NS_MAX_THRESHOLD_POINTS;
    self->places = calloc(self->room, sizeof *self->places);
    self->points = calloc(self->room, sizeof *self->points);
    self->result = (ns_threshold){.finding = NS_THRESHOLD_UNDECIDED, .misfit_p = NAN};
    if (!self->places || !self->points) {
        ns_search_free(self);
        return NS_NO_MEMORY;
    }
    if (!(place_value(self, 1) > settings->low && place_value(self, self->cells - 1) < settings->high)) {
        ns_search_free(self); /* the range has fewer doubles than the lattice */
        return NS_BAD_USAGE;
    }
    for (uint32_t i = 0; i < settings->start; i++) ask(self, self->cells / (settings->start - 1) * i);
    request(self);
    *out = self;
    return NS_OK;
}

void ns_search_free(ns_search *self) {
    if (!self) return;
    free(self->places);
    free(self->points);
    free(self);
}

ns_search_state ns_search_state_of(const ns_search *self) { return self->state; }

const ns_search_request *ns_search_next(const ns_search *self, uint32_t *count) {
    *count = self->asked_count;
    return self->requests;
}

ns_status ns_search_tell(ns_search *self, const uint64_t *successes) {
    if (!self->asked_count) return NS_BAD_USAGE;
    for (uint32_t i = 0; i < self->asked_count; i++)
        if (successes[i] > self->requests[i].runs) return NS_BAD_USAGE;
    for (uint32_t i = 0; i < self->asked_count; i++) {
        ns_threshold_point *point = visit(self, self->asked[i]);
        point->n += self->requests[i].runs;
        point->k += successes[i];
        self->spent += self->requests[i].runs;
    }
    const ns_status status =
        ns_threshold_estimate(&self->result, self->points, self->count, &self->settings.threshold);
    self->asked_count = 0;
    if (status != NS_OK) return status;
    plan(self);
    request(self);
    return NS_OK;
}

const ns_threshold *ns_search_result(const ns_search *self) { return &self->result; }

const ns_threshold_point *ns_search_points(const ns_search *self, uint32_t *count) {
    *count = self->count;
    return self->points;
}

uint64_t ns_search_spent(const ns_search *self) { return self->spent; }
