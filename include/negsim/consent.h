/* Consent: whose yes it takes. A coalition wins when it can bind all: everybody under unanimity, else enough heads or enough power, and
 * every party with a veto. */
#ifndef NEGSIM_CONSENT_H
#define NEGSIM_CONSENT_H

#include "negsim/scenario.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The rule with the numbers of one draw. */
typedef struct ns_consent {
    bool unanimous;
    uint16_t everybody, veto;      /* bits of parties */
    bool more_than;                /* the quota must be exceeded, not only met */
    double quota;                  /* of the sum of the weights */
    double slack;                  /* of the comparison with the quota */
    double weight[NS_MAX_PARTIES]; /* 1 each by heads, else power */
} ns_consent;

/* numbers: [quantity] of the draw. */
void ns_consent_read(ns_consent *out, const ns_scenario *scenario, const double *numbers);
/* The same question where not all must agree (Taylor & Zwicker 1999, Simple Games: weighted voting with vetoes). */
bool ns_consent_outvotes(const ns_consent *self, uint16_t yes);
static inline bool ns_consent_wins(const ns_consent *self, uint16_t yes) {
    return self->unanimous ? yes == self->everybody : ns_consent_outvotes(self, yes);
}
/* The cheapest coalition that wins among the allowed parties, each at its price (at least 0): those without a price are all in. Of equally
 * cheap ones the one with the fewest later parties. HUGE_VAL: none wins, and *who is 0. O(2^parties). */
double ns_consent_cheapest(const ns_consent *self, uint16_t allowed, const double *price, uint16_t *who);

#ifdef __cplusplus
}
#endif

#endif
