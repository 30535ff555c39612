/* Axiomatic solutions of a division: a scan for the best, then a refinement to the last digits. */
#include "check.h"
#include "negsim/formula.h"

enum { CELLS = 4096 };

ns_split_game ns_default_split_game(void) { return (ns_split_game){.from = 0, .to = 1, .weight = 0.5}; }

/* --- what is looked for: the largest value of an objective of x ------------------------------------------------ */

typedef struct search {
    const ns_split_game *game;
    ns_payoff scale; /* what a gain is divided by */
    int party;       /* ideal: whose best */
} search;

/* -infinity where somebody would refuse. slope: NaN where there is none. */
typedef double (*objective)(const search *self, double x, double *slope);

static bool gains_at(const search *self, double x, ns_payoff *gain, ns_payoff *slope) {
    for (int i = 0; i < 2; i++) {
        const double u = ns_formula_value(self->game->utility[i], x, &slope->of[i]);
        gain->of[i] = u - self->game->disagreement.of[i];
        if (!isfinite(u) || !reaches(u, self->game->disagreement.of[i])) return false;
    }
    return true;
}

static double nash_product(const search *self, double x, double *slope) {
    const double w[2] = {self->game->weight, 1 - self->game->weight};
    ns_payoff gain, rise;
    *slope = NAN;
    if (!gains_at(self, x, &gain, &rise) || !(gain.of[0] > 0 && gain.of[1] > 0)) return -INFINITY;
    *slope = w[0] * rise.of[0] / gain.of[0] + w[1] * rise.of[1] / gain.of[1];
    return w[0] * log(gain.of[0]) + w[1] * log(gain.of[1]);
}

static double sum_of_gains(const search *self, double x, double *slope) {
    ns_payoff gain, rise;
    *slope = NAN;
    if (!gains_at(self, x, &gain, &rise)) return -INFINITY;
    *slope = rise.of[0] / self->scale.of[0] + rise.of[1] / self->scale.of[1];
    return gain.of[0] / self->scale.of[0] + gain.of[1] / self->scale.of[1];
}

static double least_gain(const search *self, double x, double *slope) {
    ns_payoff gain, rise;
    *slope = NAN;
    if (!gains_at(self, x, &gain, &rise)) return -INFINITY;
    return fmin(gain.of[0] / self->scale.of[0], gain.of[1] / self->scale.of[1]);
}

static double own_gain(const search *self, double x, double *slope) {
    ns_payoff gain, rise;
    *slope = NAN;
    if (!gains_at(self, x, &gain, &rise)) return -INFINITY;
    *slope = rise.of[self->party];
    return gain.of[self->party];
}

/* --- the search ---------------------------------------------------------------------------------------------- */

static double division(const search *self, int k) {
    const double share = (double)k / CELLS;
    return k == CELLS ? self->game->to : self->game->from + share * (self->game->to - self->game->from);
}

/* Golden section; keeps the better end, so that a step to -infinity is found as well. */
static double golden(const search *self, objective f, double low, double high) {
    const double ratio = 0.6180339887498949;
    double slope;
    for (int k = 0; k < 120; k++) {
        const double left = high - ratio * (high - low), right = low + ratio * (high - low);
        const double at_left = f(self, left, &slope), at_right = f(self, right, &slope);
        if (at_left == -INFINITY && at_right == -INFINITY) {
            if (f(self, low, &slope) > -INFINITY)
                high = left;
            else
                low = right;
        } else if (at_left >= at_right) {
            high = right;
        } else {
            low = left;
        }
    }
    return low + (high - low) / 2;
}

/* Where a slope that is positive at low and negative at high passes 0. */
static double level(const search *self, objective f, double low, double high) {
    for (;;) {
        const double middle = low + (high - low) / 2;
        double slope;
        if (middle <= low || middle >= high) return low;
        f(self, middle, &slope);
        if (slope > 0)
            low = middle;
        else
            high = middle;
    }
}

/* The better of x and the refined point between low and high. */
static double refine(const search *self, objective f, double low, double x, double high) {
    double falls, rises, ignored;
    f(self, low, &rises);
    f(self, high, &falls);
    const bool smooth = rises > 0 && falls < 0;
    const double found = smooth ? level(self, f, low, high) : golden(self, f, low, high);
    const double at_found = f(self, found, &ignored), at_x = f(self, x, &ignored);
    return at_found > at_x || (smooth && reaches(at_found, at_x)) ? found : x;
}

/* The x of the largest value; of a level stretch its middle. NaN: none is finite. */
static double maximise(const search *self, objective f) {
    double most = -INFINITY, slope;
    int first = 0, last = 0;
    for (int k = 0; k <= CELLS; k++) {
        const double value = f(self, division(self, k), &slope);
        if (value == -INFINITY) continue;
        if (!reaches(most, value)) first = k;
        if (reaches(value, most)) last = k;
        most = fmax(most, value);
    }
    if (most == -INFINITY) return NAN;
    const double middle = division(self, first) / 2 + division(self, last) / 2;
    if (last > first + 1 && reaches(f(self, middle, &slope), most)) return middle;
    const double low = division(self, first > 0 ? first - 1 : 0);
    const double high = division(self, first < CELLS ? first + 1 : CELLS);
    return refine(self, f, low, division(self, first), high);
}

/* --- the solutions -------------------------------------------------------------------------------------------- */

static ns_split_point at(const ns_split_game *g, double x) {
    return (ns_split_point){
        x, {{ns_formula_value(g->utility[0], x, NULL), ns_formula_value(g->utility[1], x, NULL)}}};
}

/* A solution with free disposal: both gains are the smaller one times their scale. */
static ns_split_point equal_gains(const search *self) {
    double slope;
    ns_split_point found = {maximise(self, least_gain), {{0, 0}}};
    const double gain = least_gain(self, found.x, &slope);
    for (int i = 0; i < 2; i++) found.u.of[i] = self->game->disagreement.of[i] + gain * self->scale.of[i];
    return found;
}

static ns_status check(const ns_split_game *g, ns_fault *fault) {
    if (!g->utility[0] || !g->utility[1]) return refuse(fault, "each party needs a utility of x", NULL);
    if (!isfinite(g->from) || !isfinite(g->to) || !(g->from < g->to) || !isfinite(g->to - g->from))
        return refuse(fault, "the range of x is empty", "from lies below to");
    if (!is_payoff(g->disagreement)) return refuse(fault, "the disagreement point is not a number", NULL);
    if (!(g->weight > 0 && g->weight < 1))
        return refuse(fault, "the weight lies strictly between 0 and 1", NULL);
    return NS_OK;
}

ns_status ns_split_solve(ns_split_answer *out, const ns_split_game *game, ns_fault *fault) {
    search self = {.game = game};
    double slope;
    *out = (ns_split_answer){0};
    const ns_status status = check(game, fault);
    if (status != NS_OK) return status;
    const double best = maximise(&self, nash_product);
    if (isnan(best))
        return refuse(fault, "no division is better than disagreement for both",
                      "the utilities, their range of x and the disagreement point leave nothing to gain");
    for (self.party = 0; self.party < 2; self.party++) {
        const double gain = own_gain(&self, maximise(&self, own_gain), &slope);
        self.scale.of[self.party] = gain;
        out->ideal.of[self.party] = game->disagreement.of[self.party] + gain;
    }
    out->nash = at(game, best);
    out->ks = equal_gains(&self);
    out->relative = at(game, maximise(&self, sum_of_gains));
    self.scale = (ns_payoff){{1, 1}};
    out->egalitarian = equal_gains(&self);
    out->utilitarian = at(game, maximise(&self, sum_of_gains));
    return NS_OK;
}
