/* Consent: which coalitions bind all. */
#include "negsim/consent.h"

#include <math.h>

static double weight_of(const ns_scenario *s, uint32_t p, const double *numbers) {
    if (s->protocol.consent != NS_CONSENT_WEIGHTED) return 1;
    return s->parties[p].power == NS_NONE ? 1 : numbers[s->parties[p].power];
}

void ns_consent_read(ns_consent *out, const ns_scenario *s, const double *numbers) {
    double total = 0;
    *out = (ns_consent){.unanimous = s->protocol.consent == NS_CONSENT_UNANIMITY,
                        .everybody = (uint16_t)((1u << s->party_count) - 1),
                        .veto = s->protocol.veto,
                        .more_than = s->protocol.quota == NS_NONE};
    for (uint32_t p = 0; p < s->party_count; p++) {
        out->weight[p] = weight_of(s, p, numbers);
        total += out->weight[p];
    }
    out->slack = 1e-9 * total;
    out->quota = total * (out->more_than ? 0.5 : numbers[s->protocol.quota]);
}

bool ns_consent_outvotes(const ns_consent *self, uint16_t yes) {
    double sum = 0;
    if ((yes & self->veto) != self->veto || yes == 0) return false;
    for (uint32_t p = 0; yes >> p; p++)
        if (yes >> p & 1u) sum += self->weight[p];
    return self->more_than ? sum > self->quota + self->slack : sum + self->slack >= self->quota;
}

/* The k-th of the parties that have a price, by the bits of `set`. */
static uint16_t spread(uint16_t priced, unsigned set) {
    uint16_t out = 0;
    for (unsigned p = 0; priced >> p; p++) {
        if (!(priced >> p & 1u)) continue;
        if (set & 1u) out = (uint16_t)(out | 1u << p);
        set >>= 1;
    }
    return out;
}

static double price_of(const double *price, uint16_t who) {
    double sum = 0;
    for (unsigned p = 0; who >> p; p++)
        if (who >> p & 1u) sum += price[p];
    return sum;
}

double ns_consent_cheapest(const ns_consent *self, uint16_t allowed, const double *price, uint16_t *who) {
    uint16_t priced = 0;
    unsigned count = 0;
    double least = HUGE_VAL;
    *who = 0;
    if (self->unanimous && allowed != self->everybody) return least;
    for (unsigned p = 0; allowed >> p; p++)
        if ((allowed >> p & 1u) && price[p] > 0) {
            priced = (uint16_t)(priced | 1u << p);
            count++;
        }
    if (self->unanimous) {
        *who = allowed;
        return price_of(price, priced);
    }
    const uint16_t free_ones = (uint16_t)(allowed & ~priced);
    for (unsigned set = 0; set < 1u << count; set++) {
        const uint16_t bought = spread(priced, set), all = (uint16_t)(free_ones | bought);
        const double sum = price_of(price, bought);
        if (!(sum < least) || !ns_consent_wins(self, all)) continue;
        least = sum;
        *who = all;
    }
    return least;
}
