/* Axiomatic solutions on a frontier of straight pieces with free disposal. */
#include "check.h"

ns_polygon_game ns_default_polygon_game(void) { return (ns_polygon_game){.weight = 0.5}; }

/* --- the feasible set ------------------------------------------------------------------------------------- */

static const ns_payoff *point(const ns_polygon_game *g, int axis, size_t k) {
    return &g->points[axis == 0 ? k : g->count - 1 - k];
}

/* The best the other party can get while the party of `axis` gets `value`; -infinity: it cannot have that much. Walks from the frontier's
 * end where the party of `axis` has least. */
static double best(const ns_polygon_game *g, int axis, double value) {
    const int other = 1 - axis;
    if (value <= point(g, axis, 0)->of[axis]) return point(g, axis, 0)->of[other];
    for (size_t k = 1; k < g->count; k++) {
        const ns_payoff *a = point(g, axis, k - 1), *b = point(g, axis, k);
        if (value > b->of[axis]) continue;
        if (value == b->of[axis]) return b->of[other]; /* of an upright piece the upper end comes first */
        const double share = (value - a->of[axis]) / (b->of[axis] - a->of[axis]);
        return a->of[other] + share * (b->of[other] - a->of[other]);
    }
    return -INFINITY;
}

static bool is_feasible(const ns_polygon_game *g, ns_payoff u) { return best(g, 0, u.of[0]) >= u.of[1]; }

static ns_payoff along(ns_payoff from, ns_payoff gain, double share) {
    return (ns_payoff){{from.of[0] + share * gain.of[0], from.of[1] + share * gain.of[1]}};
}

/* The last feasible point from `from` in the direction of gain, both > 0: bisection until the ends are neighbours. */
static ns_payoff farthest(const ns_polygon_game *g, ns_payoff from, ns_payoff gain) {
    double low = 0, high = 1;
    while (is_feasible(g, along(from, gain, high))) high *= 2;
    for (;;) {
        const double middle = low + (high - low) / 2;
        if (middle <= low || middle >= high) return along(from, gain, low);
        if (is_feasible(g, along(from, gain, middle)))
            low = middle;
        else
            high = middle;
    }
}

static ns_payoff ideal_from(const ns_polygon_game *g, ns_payoff u) {
    return (ns_payoff){{best(g, 1, u.of[1]), best(g, 0, u.of[0])}};
}

static ns_status check_points(const ns_polygon_game *g, ns_fault *fault) {
    if (g->count < 1 || g->count > NS_MOST_GAME_POINTS)
        return refuse(fault, "a frontier has 1 to 1,000 points", NULL);
    for (size_t k = 0; k < g->count; k++) {
        if (!is_payoff(g->points[k])) return refuse(fault, "a point of the frontier is not a number", NULL);
        if (k == 0) continue;
        const ns_payoff *a = &g->points[k - 1], *b = &g->points[k];
        if (b->of[0] < a->of[0] || b->of[1] > a->of[1])
            return refuse(
                fault, "the frontier's points do not go down to the right",
                "list them by rising u1 and falling u2; leave out points that another one dominates");
    }
    return NS_OK;
}

static ns_status check(const ns_polygon_game *g, ns_fault *fault) {
    const ns_payoff d = g->disagreement;
    const ns_status status = check_points(g, fault);
    if (status != NS_OK) return status;
    if (!is_payoff(d)) return refuse(fault, "the disagreement point is not a number", NULL);
    if (!(g->weight > 0 && g->weight < 1))
        return refuse(fault, "the weight lies strictly between 0 and 1", NULL);
    if (!(best(g, 0, d.of[0]) > d.of[1] && best(g, 1, d.of[1]) > d.of[0]))
        return refuse(fault, "no feasible point is better than disagreement for both",
                      "the disagreement point must lie inside the frontier");
    return NS_OK;
}

/* --- the solutions ---------------------------------------------------------------------------------------- */

static double log_product(const ns_polygon_game *g, ns_payoff u) {
    const double gain0 = u.of[0] - g->disagreement.of[0], gain1 = u.of[1] - g->disagreement.of[1];
    if (!(gain0 > 0 && gain1 > 0)) return -INFINITY;
    return g->weight * log(gain0) + (1 - g->weight) * log(gain1);
}

/* Where the product is largest on the piece from a to b. On it log N is concave; its slope is 0 at
 * s = -(w da (b0) + (1-w) db (a0)) / (da db), a0 and b0 being the gains at a. */
static ns_payoff nash_on(const ns_polygon_game *g, ns_payoff a, ns_payoff b) {
    const ns_payoff gain = {{b.of[0] - a.of[0], b.of[1] - a.of[1]}};
    const double product = gain.of[0] * gain.of[1];
    if (product == 0) return gain.of[0] > 0 ? b : a; /* level: its right end; upright: its upper end */
    const double at_a[2] = {a.of[0] - g->disagreement.of[0], a.of[1] - g->disagreement.of[1]};
    const double share =
        -(g->weight * gain.of[0] * at_a[1] + (1 - g->weight) * gain.of[1] * at_a[0]) / product;
    return share <= 0 ? a : share >= 1 ? b : along(a, gain, share);
}

static ns_payoff nash(const ns_polygon_game *g) {
    ns_payoff found = g->points[0];
    for (size_t k = 0; k < g->count; k++) {
        const ns_payoff u = nash_on(g, g->points[k ? k - 1 : 0], g->points[k]);
        if (log_product(g, u) > log_product(g, found)) found = u;
    }
    return found;
}

/* The k-th corner of the part of the frontier that nobody would refuse: its two ends, and the points between. */
static bool corner(const ns_polygon_game *g, ns_payoff ideal, size_t k, ns_payoff *u) {
    const ns_payoff d = g->disagreement;
    if (k == 0)
        *u = (ns_payoff){{d.of[0], ideal.of[1]}};
    else if (k <= g->count)
        *u = g->points[k - 1];
    else
        *u = (ns_payoff){{ideal.of[0], d.of[1]}};
    return u->of[0] >= d.of[0] && u->of[1] >= d.of[1];
}

/* The largest sum of gains, each divided by its scale. */
static ns_payoff utilitarian(const ns_polygon_game *g, ns_payoff ideal, ns_payoff scale) {
    double most = -INFINITY;
    ns_payoff first = {{0}}, last = {{0}}, u;
    for (size_t k = 0; k < g->count + 2; k++) {
        if (!corner(g, ideal, k, &u)) continue;
        const double sum =
            (u.of[0] - g->disagreement.of[0]) / scale.of[0] + (u.of[1] - g->disagreement.of[1]) / scale.of[1];
        if (sum > most && !reaches(most, sum)) first = u;
        if (reaches(sum, most)) last = u;
        most = fmax(most, sum);
    }
    const ns_payoff middle = {{first.of[0] / 2 + last.of[0] / 2, first.of[1] / 2 + last.of[1] / 2}};
    const bool is_stretch =
        reaches(best(g, 0, middle.of[0]), middle.of[1]); /* else two peaks with a dent between */
    return is_stretch ? middle : first;
}

static size_t raiffa(const ns_polygon_game *g, ns_payoff *steps) {
    ns_payoff at = g->disagreement;
    size_t count = 0;
    while (count < NS_RAIFFA_STEPS) {
        const ns_payoff far = ideal_from(g, at);
        const ns_payoff next = {{at.of[0] / 2 + far.of[0] / 2, at.of[1] / 2 + far.of[1] / 2}};
        /* On the frontier, up to rounding: nobody can gain. */
        if (count > 0 && (reaches(at.of[0], far.of[0]) || reaches(at.of[1], far.of[1]))) break;
        if (!is_feasible(g, next) && count > 0 && !reaches(best(g, 0, next.of[0]), next.of[1]))
            break; /* a dent */
        steps[count++] = at = next;
    }
    return count;
}

ns_status ns_polygon_raiffa(ns_payoff *steps, size_t *count, const ns_polygon_game *game, ns_fault *fault) {
    *count = 0;
    const ns_status status = check(game, fault);
    if (status == NS_OK) *count = raiffa(game, steps);
    return status;
}

ns_status ns_polygon_solve(ns_polygon_answer *out, const ns_polygon_game *game, ns_fault *fault) {
    ns_payoff steps[NS_RAIFFA_STEPS] = {{{0, 0}}};
    *out = (ns_polygon_answer){0};
    const ns_status status = check(game, fault);
    if (status != NS_OK) return status;
    const ns_payoff d = game->disagreement, ideal = ideal_from(game, d);
    const ns_payoff ideal_gain = {{ideal.of[0] - d.of[0], ideal.of[1] - d.of[1]}}, even = {{1, 1}};
    out->ideal = ideal;
    out->nash = nash(game);
    out->ks = farthest(game, d, ideal_gain);
    out->egalitarian = farthest(game, d, even);
    out->utilitarian = utilitarian(game, ideal, even);
    out->relative = utilitarian(game, ideal, ideal_gain);
    out->raiffa = steps[raiffa(game, steps) - 1];
    return NS_OK;
}
