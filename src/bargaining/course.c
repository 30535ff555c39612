/* Course: the path of a conflict's balance, and what it makes of the values of no deal. */
#include "bargaining/course.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>

#include "bargaining/memory.h"
#include "negsim/random.h"

ns_status ns_course_init(ns_course *self, const ns_scenario *s) {
    const size_t rounds = s->protocol.rounds;
    *self = (ns_course){0};
    if (!s->conflict.given) return NS_OK;
    self->balance = ns_array(rounds, sizeof *self->balance);
    self->no_deal = ns_array(rounds * s->party_count, sizeof *self->no_deal);
    self->moments = ns_array(rounds * s->party_count, sizeof *self->moments);
    return self->balance && self->no_deal && self->moments ? NS_OK : NS_NO_MEMORY;
}

void ns_course_free(ns_course *self) {
    free(self->balance);
    free(self->no_deal);
    free(self->moments);
    *self = (ns_course){0};
}

/* --- the balance -------------------------------------------------------------------------------------------- */

static double uniform(const ns_instance *instance, uint64_t play, uint32_t round, unsigned which) {
    const ns_noise_key key = {.seed = instance->seed,
                              .draw = instance->draw,
                              .play = play,
                              .purpose = NS_PURPOSE_BALANCE + which,
                              .round = round};
    return ns_uniform_noise(&key);
}

/* From one round to the next: a step of every day, and now and then a jump. */
static double step(const ns_instance *instance, uint64_t play, uint32_t round) {
    const ns_struggle *c = &instance->scenario->conflict;
    const double sd = instance->numbers[c->volatility], rate = instance->numbers[c->jump_rate];
    double sum = sd > 0 ? sd * gsl_cdf_ugaussian_Pinv(uniform(instance, play, round, 0)) : 0;
    if (rate > 0 && uniform(instance, play, round, 1) < rate)
        sum += instance->numbers[c->jump_sd] * gsl_cdf_ugaussian_Pinv(uniform(instance, play, round, 2));
    return sum;
}

static void walk(ns_course *self, const ns_instance *instance, uint64_t play) {
    double b = instance->numbers[instance->scenario->conflict.start];
    for (uint32_t r = 1; r <= instance->scenario->protocol.rounds; r++) {
        self->balance[r - 1] = b;
        b = fmin(1, fmax(0, b + step(instance, play, r)));
    }
}

/* --- no deal ------------------------------------------------------------------------------------------------- */

static double side_of(const ns_struggle *c, uint32_t p) {
    return (c->up >> p & 1u) - (double)(c->down >> p & 1u);
}

static void value(ns_course *self, const ns_instance *instance) {
    const ns_scenario *s = instance->scenario;
    const ns_struggle *c = &s->conflict;
    for (uint32_t p = 0; p < s->party_count; p++) {
        double paid = 0;
        for (uint32_t r = 0; r < s->protocol.rounds; r++) {
            const double moved = self->balance[r] - self->balance[0];
            const double worth = instance->numbers[s->parties[p].no_deal] +
                                 instance->numbers[c->stake[p]] * side_of(c, p) * moved - paid;
            self->no_deal[(size_t)r * s->party_count + p] = fmin(s->full, worth);
            paid += instance->numbers[c->cost[p]];
        }
    }
}

static bool at_most(const double *a, const double *b, uint32_t parties) {
    for (uint32_t p = 0; p < parties; p++)
        if (!(a[p] <= b[p])) return false;
    return true;
}

/* A round whose values of no deal are all at least another's makes nothing acceptable that the other does not. */
static void keep_moments(ns_course *self, const ns_scenario *s) {
    const uint32_t n = s->party_count;
    uint32_t count = 0;
    for (uint32_t r = 0; r < s->protocol.rounds; r++) {
        const double *here = self->no_deal + (size_t)r * n;
        uint32_t kept = 0;
        bool needed = true;
        for (uint32_t k = 0; k < count && needed; k++)
            needed = !at_most(self->moments + (size_t)k * n, here, n);
        if (!needed) continue;
        for (uint32_t k = 0; k < count; k++) {
            const double *there = self->moments + (size_t)k * n;
            if (at_most(here, there, n)) continue;
            for (uint32_t p = 0; p < n; p++) self->moments[(size_t)kept * n + p] = there[p];
            kept++;
        }
        for (uint32_t p = 0; p < n; p++) self->moments[(size_t)kept * n + p] = here[p];
        count = kept + 1;
    }
    self->moment_count = count;
}

void ns_course_run(ns_course *self, const ns_instance *instance, uint64_t play) {
    if (self->balance == NULL) return;
    walk(self, instance, play);
    value(self, instance);
    keep_moments(self, instance->scenario);
}
