/* Alternating offers over a pie: backward induction, or the stationary fixed point. */
#include "check.h"

ns_pie_game ns_default_pie_game(void) { return (ns_pie_game){.pie = 1, .delta = {1, 1}}; }

static ns_status check(const ns_pie_game *g, ns_fault *fault) {
    const double wait = (1 - g->risk) * (1 - g->risk) * g->delta[0] * g->delta[1];
    if (!(g->pie > 0) || !isfinite(g->pie)) return refuse(fault, "the pie must be above 0", NULL);
    for (int i = 0; i < 2; i++) {
        if (!within(g->delta[i], 0, 1)) return refuse(fault, "patience lies in 0..1", NULL);
        if (!within(g->outside[i], 0, g->pie))
            return refuse(fault, "an outside option lies between 0 and the pie", NULL);
        if (!within(g->breakdown[i], 0, g->pie))
            return refuse(fault, "what a breakdown pays lies between 0 and the pie", NULL);
    }
    if (!within(g->risk, 0, 1)) return refuse(fault, "the risk of breakdown lies in 0..1", NULL);
    if (g->first > 1) return refuse(fault, "party 1 or party 2 opens", NULL);
    if (g->outside[0] + g->outside[1] > g->pie)
        return refuse(fault, "the outside options are together worth more than the pie",
                      "no split satisfies both: nothing is to be agreed");
    if (g->breakdown[0] + g->breakdown[1] > g->pie)
        return refuse(fault, "a breakdown pays both together more than the pie",
                      "no split satisfies both: nothing is to be agreed");
    if (g->rounds == 0 && wait >= 1)
        return refuse(fault, "without a last round waiting must cost something",
                      "a delta below 1, a risk above 0, or a number of rounds");
    return NS_OK;
}

/* What party i is worth once it has refused, apart from its outside option; later: what it keeps as the next proposer. */
static double wait_for(const ns_pie_game *g, int i, double later) {
    return g->risk * g->breakdown[i] + (1 - g->risk) * g->delta[i] * later;
}

static double refusal(const ns_pie_game *g, int i, double later) {
    return fmax(g->outside[i], wait_for(g, i, later));
}

/* keep[i]: what party i keeps when it proposes, in the round at hand. */
static void backwards(const ns_pie_game *g, double keep[2]) {
    double later[2] = {0, 0};
    for (uint32_t round = g->rounds; round > 0; round--) {
        for (int i = 0; i < 2; i++) keep[i] = g->pie - refusal(g, 1 - i, later[1 - i]);
        for (int i = 0; i < 2; i++) later[i] = keep[i];
    }
}

/* keep[0] = pie - R_1(keep[1]), keep[1] = pie - R_0(keep[0]). Both R rise with slopes whose product is below 1, so just one pair solves it.
 * Each R is a constant (the outside option) or a line; a piece fits when each R takes that branch at its own solution. */
static void stationary(const ns_pie_game *g, double keep[2]) {
    double misfit = INFINITY;
    for (unsigned piece = 0; piece < 4; piece++) {
        double constant[2], slope[2], at[2];
        for (int i = 0; i < 2; i++) {
            const bool opts = piece >> i & 1;
            constant[i] = opts ? g->outside[i] : wait_for(g, i, 0);
            slope[i] = opts ? 0 : wait_for(g, i, 1) - wait_for(g, i, 0);
        }
        at[0] = (g->pie - constant[1] - slope[1] * (g->pie - constant[0])) / (1 - slope[0] * slope[1]);
        at[1] = g->pie - constant[0] - slope[0] * at[0];
        /* Where an option just equals waiting, rounding may keep every piece from fitting to the last bit: the nearest is it. */
        const double gap =
            fabs(at[0] - g->pie + refusal(g, 1, at[1])) + fabs(at[1] - g->pie + refusal(g, 0, at[0]));
        if (gap >= misfit) continue;
        misfit = gap;
        for (int i = 0; i < 2; i++) keep[i] = at[i];
    }
}

/* x_0 = (r_1 pie + s (pie - b_1 + b_0)) / (r_0 + r_1 + 2 s), within the outside options. An infinite rate outweighs all others; of two nothing
 * can be said. */
static ns_payoff short_rounds(const ns_pie_game *g) {
    const double r[2] = {-log(g->delta[0]), -log(g->delta[1])}, s = -log1p(-g->risk);
    const double middle = g->pie / 2 + (g->breakdown[0] - g->breakdown[1]) / 2;
    const int instant = !!isinf(r[0]) + !!isinf(r[1]) + !!isinf(s);
    double x = (r[1] * g->pie + 2 * s * middle) / (r[0] + r[1] + 2 * s);
    if (instant == 1) x = isinf(s) ? middle : isinf(r[1]) ? g->pie : 0;
    if (instant <= 1) x = fmin(fmax(x, g->outside[0]), g->pie - g->outside[1]);
    return instant > 1 ? (ns_payoff){{NAN, NAN}} : (ns_payoff){{x, g->pie - x}};
}

ns_status ns_pie_solve(ns_pie_answer *out, const ns_pie_game *game, ns_fault *fault) {
    double keep[2] = {0, 0};
    *out = (ns_pie_answer){0};
    const ns_status status = check(game, fault);
    if (status != NS_OK) return status;
    if (game->rounds > 0)
        backwards(game, keep);
    else
        stationary(game, keep);
    out->limit = game->rounds > 0 ? (ns_payoff){{NAN, NAN}} : short_rounds(game);
    for (int i = 0; i < 2; i++) {
        out->if_first[i].of[i] = keep[i];
        out->if_first[i].of[1 - i] = game->pie - keep[i];
    }
    out->share = out->if_first[game->first];
    const int answers = 1 - (int)game->first;
    const double option = game->outside[answers];
    out->outside_binds = option > 0 && reaches(option, out->share.of[answers]);
    return NS_OK;
}
