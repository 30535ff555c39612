/* One party's bids in a space: what all could sign comes first, then what the party alone could. */
#include <math.h>
#include <stdlib.h>

#include "form.h"

struct ns_space_bids {
    ns_space *own, *open; /* negotiable for the party; of these, own-admissible for every other */
    uint32_t party;
};

void ns_space_bids_free(ns_space_bids *self) {
    if (!self) return;
    ns_space_free(self->own);
    ns_space_free(self->open);
    free(self);
}

ns_status ns_space_bids_new(ns_space_bids **out, const ns_instance *instance, uint32_t party,
                            const ns_space_settings *settings, ns_diagnostics *diagnostics) {
    const ns_shut own = NS_SHUT_NEGOTIABLE(party);
    ns_shut open = own;
    *out = NULL;
    if (party >= instance->scenario->party_count) return NS_BAD_USAGE;
    ns_space_bids *self = calloc(1, sizeof *self);
    if (!self) return NS_NO_MEMORY;
    self->party = party;
    for (uint32_t q = 0; q < instance->scenario->party_count; q++) open |= NS_SHUT_OWN(q);
    ns_status status = ns_space_from_instance(&self->own, instance, own, settings, diagnostics);
    if (status == NS_OK) status = ns_space_from_instance(&self->open, instance, open, settings, diagnostics);
    if (status == NS_OK)
        *out = self;
    else
        ns_space_bids_free(self);
    return status;
}

/* As long as some package open to all meets the target, only those count. */
static ns_space *candidates(const ns_space_bids *self, double target) {
    const ns_space_found best = ns_space_best(self->open, self->party);
    return best.found && best.worth + self->open->slack >= target ? self->open : self->own;
}

ns_space_found ns_space_bids_lowest(ns_space_bids *self, double target) {
    return ns_space_lowest(candidates(self, target), self->party, target, HUGE_VAL);
}

ns_space_found ns_space_bids_highest_score(ns_space_bids *self, double target, const double *score) {
    return ns_space_offer(candidates(self, target), self->party, target, HUGE_VAL, score);
}

ns_space_found ns_space_bids_pick_between(ns_space_bids *self, double target, double high, double u) {
    return ns_space_pick(candidates(self, target), self->party, target, high, u);
}

ns_space_found ns_space_bids_pick(ns_space_bids *self, double target, double u) {
    return ns_space_bids_pick_between(self, target, HUGE_VAL, u);
}

ns_space_found ns_space_bids_after(ns_space_bids *self, double target, const uint16_t *last) {
    return ns_space_after(candidates(self, target), self->party, target, last);
}

ns_space_found ns_space_bids_best(ns_space_bids *self) { return ns_space_best(self->own, self->party); }

ns_space_found ns_space_bids_nearest(ns_space_bids *self, double floor_worth, double target) {
    return ns_space_nearest(candidates(self, floor_worth), self->party, floor_worth, target);
}
