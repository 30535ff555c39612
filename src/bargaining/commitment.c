/* Commitment: a signature is worth what it brings with the risk that others go back on it (Fearon 1995; Walter 1997). */
#include <math.h>
#include <string.h>

#include "bargaining/core.h"

/* That some other party goes back on it, where nothing guarantees the package: 1 - prod (1 - rho_j exp(-m trust_ij)) for credibility 0. */
static double risk(const ns_session *self, uint32_t p, double credibility) {
    const ns_scenario *s = self->scenario;
    const double *numbers = self->instance->numbers, m = numbers[s->commitment.trust_weight];
    double none = 1;
    for (uint32_t q = 0; q < s->party_count; q++)
        if (q != p)
            none *= 1 - numbers[s->parties[q].renege] * (1 - credibility) *
                            exp(-m * numbers[s->parties[p].trust[q]]);
    return 1 - none;
}

void ns_commitment_weigh(ns_session *self, ns_instance *own) {
    const ns_scenario *s = self->scenario;
    for (uint32_t k = 0; k < self->company.count; k++)
        if (self->company.member[k].guarantee > 0) ns_session_acted(self, NS_MECHANISM_GUARANTEE);
    for (uint32_t p = 0; p < s->party_count; p++) {
        const double cheated = own->numbers[s->parties[p].cheated], open = risk(self, p, 0);
        memcpy(self->paper[p], own->utility[p], s->package_count * sizeof *own->utility[p]);
        for (uint32_t x = 0; x < s->package_count; x++) {
            const double credibility = s->guarantee_count > 0 || self->company.count > 0
                                           ? ns_aftermath_guaranteed(self, x, 1)
                                           : 0,
                         r = credibility > 0 ? risk(self, p, credibility) : open;
            own->utility[p][x] = (1 - r) * own->utility[p][x] + r * cheated;
        }
    }
    ns_instance_rank(own);
}

double ns_commitment_paper(const ns_session *self, uint32_t party, uint32_t package) {
    return self->scenario->commitment.given ? self->paper[party][package]
                                            : self->instance->utility[party][package];
}
