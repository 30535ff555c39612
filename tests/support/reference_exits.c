/* The slow reference engine: who leaves when, and when the talks break off. */
#include "reference_talks.h"

#include <math.h>

#include "negsim/random.h"

static double number_or(const talks *self, uint32_t quantity, double otherwise) {
    return quantity == NS_NONE ? otherwise : self->draw->numbers[quantity];
}

/* The last whole round that a party stays for. */
static double deadline_of(const talks *self, uint32_t p) {
    double written = number_or(self, self->scenario->parties[p].deadline, HUGE_VAL), whole = 1;
    if (written == HUGE_VAL) return HUGE_VAL;
    while (whole + 1 <= written) whole++;
    return whole;
}

double talks_deadline_known(const talks *self, uint32_t p) {
    double first = deadline_of(self, p);
    for (uint32_t q = 0; q < self->scenario->party_count; q++)
        if (self->scenario->parties[q].deadline_known && deadline_of(self, q) < first)
            first = deadline_of(self, q);
    return first;
}

double talks_outside(const talks *self, uint32_t p) {
    return number_or(self, self->scenario->parties[p].outside_option, -HUGE_VAL);
}

static bool breaks_off(const talks *self, uint32_t round) {
    ns_noise_key key = {.seed = self->draw->seed,
                        .draw = self->draw->draw,
                        .play = self->play,
                        .purpose = NS_PURPOSE_BREAKDOWN,
                        .round = round};
    return ns_uniform_noise(&key) < number_or(self, self->scenario->protocol.breakdown, 0);
}

ns_reason talks_end_of_round(const talks *self, uint32_t *leaver) {
    const ns_scenario *s = self->scenario;
    *leaver = NS_NONE;
    if (self->out->world->ends_after == self->round) return NS_REASON_BROKEN_OFF;
    if (breaks_off(self, self->round)) return NS_REASON_BROKEN_OFF;
    if (self->round >= s->protocol.rounds) return NS_REASON_DEADLINE;
    for (uint32_t p = 0; p < s->party_count && *leaver == NS_NONE; p++)
        if (self->round >= deadline_of(self, p)) *leaver = p;
    return *leaver == NS_NONE ? NS_REASON_COUNT : NS_REASON_WALKOUT;
}

/* It would ask no more than it has elsewhere, and that is more than no deal. */
bool talks_leaves(const talks *self, uint32_t p) {
    double outside = talks_outside(self, p);
    if (outside == -HUGE_VAL || talks_at_least(self, talks_reservation(self, p), outside)) return false;
    return talks_at_least(self, outside, talks_target(self, p));
}
