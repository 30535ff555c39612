/* A single price between a seller's cost and a buyer's value. */
#include "check.h"

ns_price_game ns_default_price_game(void) { return (ns_price_game){.fallback = {NAN, NAN}, .weight = 0.5}; }

ns_status ns_price_solve(ns_price_answer *out, const ns_price_game *g, ns_fault *fault) {
    *out = (ns_price_answer){.nash = NAN, .threat_point = NAN, .outside = NAN};
    if (!isfinite(g->cost) || !isfinite(g->value)) return refuse(fault, "cost and value are numbers", NULL);
    if (isinf(g->fallback[0]) || isinf(g->fallback[1]))
        return refuse(fault, "a fallback price is a number", NULL);
    if (!within(g->weight, 0, 1)) return refuse(fault, "the seller's weight lies in 0..1", NULL);
    /* fmax and fmin pass over what is not a number. */
    out->low = fmax(g->cost, g->fallback[0]);
    out->high = fmin(g->value, g->fallback[1]);
    if (g->cost <= g->value) out->nash = g->cost + g->weight * (g->value - g->cost);
    if (out->low > out->high) return NS_OK;
    out->threat_point = out->low + g->weight * (out->high - out->low);
    out->outside = fmin(fmax(out->nash, out->low), out->high);
    return NS_OK;
}
