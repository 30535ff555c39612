/* Who would gain by going back on a package. */
#include "negsim/renege.h"

#include <math.h>

/* Packages that differ from a signed one only in some issues, one after the other. */
typedef struct changes {
    const ns_scenario *scenario;
    uint32_t count, issue[64], left[64];
    uint32_t package;
} changes;

static uint32_t stride_of(const changes *self, uint32_t k) {
    return self->scenario->issues[self->issue[k]].stride;
}
static uint32_t options_of(const changes *self, uint32_t k) {
    return self->scenario->issues[self->issue[k]].option_count;
}

/* mine: what the party controls; else what the others do. Begins with first options. */
static changes changes_by(const ns_scenario *s, uint32_t package, uint32_t party, bool mine) {
    changes out = {.scenario = s, .package = package};
    for (uint32_t i = 0; i < s->issue_count && out.count < 64; i++) {
        if (s->control[i] == NS_NONE || (s->control[i] == party) != mine) continue;
        out.package -= ns_option_of(s, i, package) * s->issues[i].stride;
        out.issue[out.count++] = i;
    }
    return out;
}

/* false: that was the last. */
static bool turn(changes *self) {
    for (uint32_t k = 0; k < self->count; k++) {
        if (++self->left[k] < options_of(self, k)) {
            self->package += stride_of(self, k);
            return true;
        }
        self->package -= (options_of(self, k) - 1) * stride_of(self, k);
        self->left[k] = 0;
    }
    return false;
}

static bool is_open(const ns_instance *instance, uint32_t package) {
    return (instance->shut[package] & NS_SHUT_INFEASIBLE) == 0;
}

static void tempt(const ns_instance *instance, uint32_t package, uint32_t party, ns_renege_view *out) {
    const double *worth = instance->utility[party];
    changes own = changes_by(instance->scenario, package, party, true);
    out->best = package;
    do {
        const double gain = worth[own.package] - worth[package];
        if (!is_open(instance, own.package) || !(gain > out->temptation) ||
            !(gain > instance->scenario->slack))
            continue;
        out->temptation = gain;
        out->best = own.package;
    } while (turn(&own));
}

/* The package with only what q controls as in another one. */
static uint32_t moved_by(const ns_scenario *s, uint32_t package, uint32_t other, uint32_t q) {
    for (uint32_t i = 0; i < s->issue_count; i++)
        if (s->control[i] == q)
            package += (ns_option_of(s, i, other) - ns_option_of(s, i, package)) * s->issues[i].stride;
    return package;
}

/* Everybody else who moves gains by its own move alone; and somebody moves. */
static bool is_credible(const ns_instance *instance, uint32_t package, uint32_t answer, uint32_t party) {
    const ns_scenario *s = instance->scenario;
    bool any = false;
    for (uint32_t q = 0; q < s->party_count; q++) {
        const uint32_t moved = q == party ? package : moved_by(s, package, answer, q);
        if (moved == package) continue;
        if (!is_open(instance, moved) ||
            !(instance->utility[q][moved] - instance->utility[q][package] > s->slack))
            return false;
        any = true;
    }
    return any;
}

static void answer(const ns_instance *instance, uint32_t package, uint32_t party, ns_renege_view *out) {
    const double *worth = instance->utility[party];
    changes theirs = changes_by(instance->scenario, package, party, false);
    out->credible = -HUGE_VAL;
    do {
        const double loss = worth[package] - worth[theirs.package];
        if (!is_open(instance, theirs.package)) continue;
        if (loss > out->punishment) out->punishment = loss;
        if (!(loss > out->credible) || !is_credible(instance, package, theirs.package, party)) continue;
        out->credible = loss;
        out->has_credible = true;
    } while (turn(&theirs));
    if (!out->has_credible) out->credible = 0;
}

ns_renege_view ns_renege_look(const ns_instance *instance, uint32_t package, uint32_t party) {
    const double slack = instance->scenario->slack;
    ns_renege_view out = {.best = package};
    tempt(instance, package, party, &out);
    answer(instance, package, party, &out);
    out.nash = !(out.temptation > 0);
    out.gmr = out.nash || out.punishment + slack >= out.temptation;
    out.seq = out.nash || (out.has_credible && out.credible + slack >= out.temptation);
    out.needed = out.seq ? 0 : out.temptation - fmax(0, out.credible);
    return out;
}

ns_renege_facts ns_renege_check(const ns_instance *instance, uint32_t package) {
    ns_renege_facts out = {.nash = true, .gmr = true, .seq = true, .weakest = NS_NONE};
    for (uint32_t p = 0; p < instance->scenario->party_count; p++) {
        const ns_renege_view one = ns_renege_look(instance, package, p);
        out.nash &= one.nash;
        out.gmr &= one.gmr;
        out.seq &= one.seq;
        if (!(one.needed > out.needed)) continue;
        out.needed = one.needed;
        out.weakest = p;
    }
    return out;
}
