/* Groups of packages: families (same options on the headline issues) and options. */
#include <stdlib.h>
#include <string.h>

#include "negsim/reach.h"

struct ns_grouping {
    const ns_scenario *scenario;
    uint32_t count;
    uint32_t *family; /* [package]; NULL for options */
};

void ns_grouping_free(ns_grouping *self) {
    if (!self) return;
    free(self->family);
    free(self);
}

static uint32_t family_of(const ns_scenario *s, uint32_t package) {
    uint32_t family = 0;
    for (uint32_t h = 0; h < s->headline_count; h++)
        family = family * s->issues[s->headline[h]].option_count + ns_option_of(s, s->headline[h], package);
    return family;
}

static ns_grouping *grouping_new(const ns_scenario *scenario) {
    ns_grouping *self = calloc(1, sizeof *self);
    if (self) self->scenario = scenario;
    return self;
}

ns_status ns_grouping_families(ns_grouping **out, const ns_scenario *scenario) {
    ns_grouping *self = *out = grouping_new(scenario);
    if (!self) return NS_NO_MEMORY;
    self->count = 1;
    for (uint32_t h = 0; h < scenario->headline_count; h++)
        self->count *= scenario->issues[scenario->headline[h]].option_count;
    self->family = malloc(scenario->package_count * sizeof *self->family + 1);
    for (uint32_t x = 0; self->family && x < scenario->package_count; x++)
        self->family[x] = family_of(scenario, x);
    if (self->family) return NS_OK;
    ns_grouping_free(self);
    *out = NULL;
    return NS_NO_MEMORY;
}

ns_status ns_grouping_options(ns_grouping **out, const ns_scenario *scenario) {
    *out = grouping_new(scenario);
    if (!*out) return NS_NO_MEMORY;
    (*out)->count = scenario->option_total;
    return NS_OK;
}

uint32_t ns_grouping_count(const ns_grouping *self) { return self->count; }
uint32_t ns_grouping_family_of(const ns_grouping *self, uint32_t package) { return self->family[package]; }

uint32_t ns_grouping_family_option(const ns_grouping *self, uint32_t family, uint32_t headline_position) {
    const ns_scenario *s = self->scenario;
    for (uint32_t h = s->headline_count; h-- > headline_position + 1;)
        family /= s->issues[s->headline[h]].option_count;
    return family % s->issues[s->headline[headline_position]].option_count;
}

/* What one package, or a part of a group, says about a group. Two sums are kept because a group without a feasible package goes by all of
 * its packages. */
typedef struct partial {
    ns_shut all_feasible, all, alone;
    uint8_t reachable, acceptable, admissible, feasible;
} partial;

typedef struct masks {
    ns_shut red_lines, no_deals;
    const ns_consent *outvoted; /* NULL: all must agree */
} masks;

/* Where not all must agree. */
static partial of_contested(ns_shut s, const masks *m) {
    const bool feasible = (s & NS_SHUT_INFEASIBLE) == 0;
    return (partial){feasible ? s : ~(ns_shut)0,
                     s,
                     ns_shut_alone(m->outvoted, s),
                     s == 0,
                     ns_shut_passes(m->outvoted, s, m->red_lines | m->no_deals),
                     ns_shut_passes(m->outvoted, s, m->red_lines),
                     feasible};
}

static inline partial of_package(ns_shut s, const masks *m) {
    if (m->outvoted) return of_contested(s, m);
    const bool feasible = (s & NS_SHUT_INFEASIBLE) == 0, admissible = feasible && (s & m->red_lines) == 0;
    return (partial){feasible ? s : ~(ns_shut)0,
                     s,
                     (s & (s - 1)) == 0 ? s : 0,
                     s == 0,
                     admissible && (s & m->no_deals) == 0,
                     admissible,
                     feasible};
}

static inline void join(partial *a, const partial *b) {
    a->all_feasible &= b->all_feasible;
    a->all &= b->all;
    a->alone |= b->alone;
    a->reachable |= b->reachable;
    a->acceptable |= b->acceptable;
    a->admissible |= b->admissible;
    a->feasible |= b->feasible;
}

static const partial nothing = {~(ns_shut)0, ~(ns_shut)0, 0, 0, 0, 0, 0};

static ns_group_facts facts_of(const partial *p) {
    return (ns_group_facts){p->feasible ? p->all_feasible : p->all,
                            p->alone,
                            p->reachable,
                            p->acceptable,
                            p->admissible,
                            p->feasible};
}

/* The last issue runs fastest: its packages are joined into one before the other issues' groups are touched. */
static void reduce_options(const ns_scenario *s, const ns_shut *shut, const masks *m, partial *options) {
    const ns_issue *last = &s->issues[s->issue_count - 1];
    for (uint32_t x = 0; x < s->package_count; x += last->option_count) {
        partial row = nothing;
        for (uint32_t o = 0; o < last->option_count; o++) {
            const partial one = of_package(shut[x + o], m);
            join(&options[last->first_option + o], &one);
            join(&row, &one);
        }
        for (uint32_t i = 0; i + 1 < s->issue_count; i++)
            join(&options[s->issues[i].first_option + ns_option_of(s, i, x)], &row);
    }
}

static void reduce_families(const ns_grouping *self, const ns_shut *shut, const masks *m, partial *families) {
    const ns_scenario *s = self->scenario;
    /* packages below the last headline issue are of one family: joined first */
    const uint32_t run =
        s->headline_count ? s->issues[s->headline[s->headline_count - 1]].stride : s->package_count;
    for (uint32_t x = 0; x < s->package_count; x += run) {
        partial row = nothing;
        for (uint32_t k = 0; k < run; k++) {
            const partial one = of_package(shut[x + k], m);
            join(&row, &one);
        }
        join(&families[self->family[x]], &row);
    }
}

void ns_grouping_reduce(const ns_grouping *self, const ns_consent *consent, const ns_shut *shut,
                        ns_group_facts *out) {
    const ns_scenario *s = self->scenario;
    const masks m = {ns_shut_red_lines(s->party_count), ns_shut_no_deals(s->party_count),
                     consent->unanimous ? NULL : consent};
    enum { FEW = 256 };
    partial few[FEW], *groups = self->count <= FEW ? few : malloc(self->count * sizeof *groups);
    if (!groups) { /* one group at a time needs no memory */
        for (uint32_t g = 0; g < self->count; g++) {
            partial one = nothing;
            for (uint32_t x = 0; x < s->package_count; x++) {
                uint32_t option_group = NS_NONE;
                for (uint32_t i = 0; !self->family && i < s->issue_count; i++)
                    if (s->issues[i].first_option + ns_option_of(s, i, x) == g) option_group = g;
                const partial package = of_package(shut[x], &m);
                if (self->family ? self->family[x] == g : option_group == g) join(&one, &package);
            }
            out[g] = facts_of(&one);
        }
        return;
    }
    for (uint32_t g = 0; g < self->count; g++) groups[g] = nothing;
    if (self->family)
        reduce_families(self, shut, &m, groups);
    else
        reduce_options(s, shut, &m, groups);
    for (uint32_t g = 0; g < self->count; g++) out[g] = facts_of(&groups[g]);
    if (groups != few) free(groups);
}

void ns_grouping_reduce_both(const ns_grouping *families, const ns_grouping *options,
                             const ns_consent *consent, const ns_shut *shut, ns_group_facts *family_facts,
                             ns_group_facts *option_facts) {
    ns_grouping_reduce(families, consent, shut, family_facts);
    ns_grouping_reduce(options, consent, shut, option_facts);
}
