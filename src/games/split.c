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

/* A division and its objective. */
typedef struct trial {
    double x, value;
} trial;

static trial try_at(const search *self, objective f, double x) {
    double slope;
    return (trial){x, f(self, x, &slope)};
}

static trial better(trial a, trial b) { return b.value > a.value ? b : a; }

/* Golden section around a division that nobody would refuse; the best of all that were looked at, so that an end where somebody begins to
 * refuse is found as well. */
static trial golden(const search *self, objective f, double low, trial best, double high) {
    const double ratio = 0.6180339887498949;
    for (int k = 0; k < 120; k++) {
        const trial left = try_at(self, f, high - ratio * (high - low));
        const trial right = try_at(self, f, low + ratio * (high - low));
        best = better(best, better(left, right));
        /* Where both are refused, towards the best. */
        if (left.value > right.value || (left.value == right.value && best.x < right.x))
            high = right.x;
        else
            low = left.x;
    }
    return best;
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

/* The best between low and high; x: the best so far. */
static double refine(const search *self, objective f, double low, double x, double high) {
    const trial best = try_at(self, f, x);
    double rises, falls;
    f(self, low, &rises);
    f(self, high, &falls);
    if (!(rises > 0 && falls < 0)) return golden(self, f, low, best, high).x;
    const trial found = try_at(self, f, level(self, f, low, high));
    return reaches(found.value, best.value) ? found.x
                                            : x; /* as good but for rounding: where the slope is 0 */
}

/* Where a level stretch ends between a division inside and one outside. */
static double edge(const search *self, objective f, double inside, double outside, double most) {
    for (;;) {
        const double middle = inside + (outside - inside) / 2;
        if (middle == inside || middle == outside) return inside;
        if (reaches(try_at(self, f, middle).value, most))
            inside = middle;
        else
            outside = middle;
    }
}

/* The x of the largest value; of a level stretch its middle. NaN: none is finite. */
static double maximise(const search *self, objective f) {
    trial most = {NAN, -INFINITY};
    int first = 0, last = 0;
    for (int k = 0; k <= CELLS; k++) {
        const trial here = try_at(self, f, division(self, k));
        if (here.value == -INFINITY) continue;
        if (!reaches(most.value, here.value)) first = k;
        if (reaches(here.value, most.value)) last = k;
        if (k == first || here.value > most.value) most = here;
    }
    if (isnan(most.x)) return NAN;
    const double before = division(self, first > 0 ? first - 1 : 0);
    const double after = division(self, last < CELLS ? last + 1 : CELLS);
    const double middle = division(self, first) / 2 + division(self, last) / 2;
    if (last > first + 1 && reaches(try_at(self, f, middle).value, most.value))
        return edge(self, f, division(self, first), before, most.value) / 2 +
               edge(self, f, division(self, last), after, most.value) / 2;
    return refine(self, f, before, division(self, first), division(self, first < CELLS ? first + 1 : CELLS));
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
