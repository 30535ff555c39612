/* The slow reference engine: whose yes is enough. */
#include <math.h>

#include "reference.h"

static double weight_of(const ref_draw *self, uint32_t p) {
    const ns_scenario *s = self->scenario;
    if (s->protocol.consent == NS_CONSENT_MAJORITY || s->parties[p].power == NS_NONE) return 1;
    return self->numbers[s->parties[p].power];
}

bool ref_binds(const ref_draw *self, uint16_t yes) {
    const ns_scenario *s = self->scenario;
    double with = 0, all = 0;
    if (s->protocol.consent == NS_CONSENT_UNANIMITY) return yes == (1u << s->party_count) - 1;
    if (yes == 0) return false;
    for (uint32_t p = 0; p < s->party_count; p++) {
        bool says_yes = yes & 1u << p;
        if (!says_yes && (s->protocol.veto & 1u << p)) return false;
        if (says_yes) with += weight_of(self, p);
        all += weight_of(self, p);
    }
    if (s->protocol.quota == NS_NONE) return with > all * 0.5 + 1e-9 * all;
    return with + 1e-9 * all >= all * self->numbers[s->protocol.quota];
}

double ref_cheapest(const ref_draw *self, uint16_t open, const double *gaps, uint16_t *who) {
    double best = HUGE_VAL;
    *who = 0;
    for (uint32_t set = 0; set < 1u << self->scenario->party_count; set++) {
        double cost = 0;
        bool fits = (set & ~(uint32_t)open) == 0;
        for (uint32_t p = 0; p < self->scenario->party_count; p++) {
            bool in = set & 1u << p;
            if (in) cost += gaps[p];
            if (!in && (open & 1u << p) && !(gaps[p] > 0)) fits = false; /* who wants nothing is in */
        }
        if (!fits || cost >= best || !ref_binds(self, (uint16_t)set)) continue;
        best = cost;
        *who = (uint16_t)set;
    }
    return best;
}
