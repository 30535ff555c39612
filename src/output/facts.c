#include "output/facts.h"

#include <math.h>
#include <string.h>

bool ns_arm_has_mediator(const ns_arm *self) { return self->seat.mediators != 0; }

const char *ns_arm_who(const ns_arm *self) {
    return ns_arm_has_mediator(self) ? self->scenario->mediated : "no mediator";
}

static size_t first_arm(const ns_results *self) {
    size_t mediated = ns_arms_find(self->arms, "mediated"),
           unmediated = ns_arms_find(self->arms, "unmediated");
    bool somebody = mediated < self->arms->count && ns_arm_has_mediator(&self->arms->arms[mediated]);
    if (somebody || (mediated < self->arms->count && unmediated == self->arms->count)) return mediated;
    return unmediated < self->arms->count ? unmediated : 0;
}

size_t ns_arm_at(const ns_results *self, size_t k) {
    size_t first = first_arm(self);
    return k == 0 ? first : k <= first ? k - 1 : k;
}

size_t ns_headline_arm(const ns_results *self) { return first_arm(self); }

bool ns_is_ratified(const ns_scenario *s) {
    for (uint32_t p = 0; p < s->party_count; p++)
        if (s->parties[p].ratification.given) return true;
    return false;
}

uint64_t ns_agreements(const ns_arm_tally *self) { return self->reasons[NS_REASON_AGREED]; }

double ns_ratio(uint64_t k, uint64_t n) { return n ? (double)k / (double)n : NAN; }

double ns_wide_mean(ns_wide nanos, uint64_t n) { return n ? (double)nanos / 1e9 / (double)n : NAN; }

ns_interval ns_no_interval(double value) { return (ns_interval){.value = value, .low = NAN, .high = NAN}; }

ns_interval ns_share_of(const ns_results *self, uint64_t k, uint64_t n) {
    return self->deterministic || !n ? ns_no_interval(ns_ratio(k, n)) : ns_wilson(k, n);
}

static double half_width(ns_interval interval) { return (interval.high - interval.low) / 2; }

double ns_simulation_error(const ns_results *self, size_t arm) {
    size_t reference = ns_results_reference(self, arm);
    const ns_arm_tally *tally = &self->tallies[arm];
    double width = half_width(ns_share_of(self, ns_agreements(tally), tally->runs));
    if (self->deterministic || reference >= self->arms->count) return width;
    const ns_arm_tally *other = &self->tallies[reference];
    width = fmax(width, half_width(ns_share_of(self, ns_agreements(other), other->runs)));
    return fmax(width, half_width(ns_paired_difference(&self->pairs[arm])));
}

static bool is_assumed(const ns_quantity *self) {
    const char *basis = self->provenance.basis;
    return !basis || strncmp(basis, "assum", 5) == 0 || strncmp(basis, "Assum", 5) == 0;
}

ns_number_count ns_count_numbers(const ns_scenario *self) {
    ns_number_count count = {0};
    for (uint32_t q = 0; q < self->quantity_count; q++) {
        if (self->quantities[q].is_held || self->quantities[q].is_default) continue;
        count.in_file++;
        count.assumed += is_assumed(&self->quantities[q]);
    }
    return count;
}

uint64_t ns_packages_agreed(const ns_results *self, size_t arm) {
    const ns_package_tally *packages = self->tallies[arm].packages;
    uint64_t count = 0;
    for (uint32_t x = 0; packages && x < self->arms->base->package_count; x++)
        count += packages[x].agreed > 0;
    return count;
}

uint64_t ns_families_agreed(const ns_results *self, size_t arm) {
    const ns_group_tally *families = self->tallies[arm].families;
    uint64_t count = 0;
    for (uint32_t f = 0; families && f < ns_grouping_count(self->families); f++)
        count += families[f].agreed > 0;
    return count;
}
