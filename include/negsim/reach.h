/* Reach: which packages are admissible, acceptable and reachable in one draw and arm, and what shuts the others. */
#ifndef NEGSIM_REACH_H
#define NEGSIM_REACH_H

#include "negsim/instance.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The plain facts of an arm that the analysis needs; filled in by the bargaining layer, which knows mediators. */
typedef struct ns_arm_facts {
    double budget; /* carrots, points */
    double face
        [NS_MAX_PARTIES]; /* audience cost of signing less than one's best feasible package, M6 at eff = 1 applied */
    uint32_t moment_count; /* where the values of no deal move: those of the rounds that matter, */
    const double *moments; /* [moment * parties + party]; NULL: those of the draw hold throughout */
    uint32_t held_count;   /* preconditions held after sequencing */
    const uint32_t *held_party, *held_index; /* [held_count] whose, and which of its preconditions */
    uint16_t shut_holders; /* bit p: p holds a precondition that is shut, so that nothing is reachable */
} ns_arm_facts;

/* Adds, to the draw's bits, the PRECONDITION bits of the facts. out: [package]; returns the OR of all bits. */
ns_shut ns_reach_preconditions(const ns_instance *self, const ns_arm_facts *facts, ns_shut *out);

/* The whole answer: out[package] = every (cause, party) that shuts it (0: reachable), NO_DEAL bits included: bit of p where p's gap
 * no_deal_p - s_p exceeds 1e-9 full and the gaps together exceed the budget. The packages' funnel follows:
 * admissible: no rule, condition, red_line bit; acceptable: nor a no_deal bit; reachable: 0.
 * Where not all must agree (ns_consent), a package is admissible, acceptable, reachable when it is so for parties enough to bind the
 * others, carrots going to the cheapest of them; a reachable one has no bit then either. */
void ns_reach_compute(const ns_instance *self, const ns_arm_facts *facts, ns_shut *out);
/* How far a package with these bits gets: 3 reachable, 2 acceptable, 1 admissible, 0 feasible, -1 not even that. */
int ns_reach_level(const ns_instance *self, ns_shut shut);
/* Is any package reachable? Stops at the first. */
bool ns_reach_any(const ns_instance *self, const ns_arm_facts *facts);

/* Masks over ns_shut. */
ns_shut ns_shut_red_lines(uint32_t parties);
ns_shut ns_shut_no_deals(uint32_t parties);
static inline bool ns_shut_admissible(ns_shut s, ns_shut red_lines) {
    return (s & (NS_SHUT_INFEASIBLE | red_lines)) == 0;
}
/* Is a package with these bits open to enough parties, bits of closing only counting? Rules and conditions bind all. */
bool ns_shut_passes(const ns_consent *consent, ns_shut s, ns_shut closing);
/* The bits of which striking one alone would make the package reachable; where all must agree, its only bit. */
ns_shut ns_shut_alone(const ns_consent *consent, ns_shut s);

/* Points that are missing: for no_deal of party p the excess of the gaps over the budget (where not all must agree: of its own gap), for inflexible of p the largest shortfall
 * below p's floor over the issues of the package. */
double ns_reach_excess(const ns_instance *self, const ns_arm_facts *facts, uint32_t party, uint32_t package);
double ns_reach_shortfall(const ns_instance *self, uint32_t party, uint32_t package);

/* Groups of packages (families: same options on the headline issues; options: same option of an issue).
 * One pass gives, for every group: */
typedef struct ns_group_facts {
    ns_shut all;   /* AND over the group's feasible packages (over all of them where none is feasible) */
    ns_shut alone; /* OR of the bits that alone keep some package shut (ns_shut_alone) */
    uint8_t reachable, acceptable, admissible, feasible; /* some package is */
} ns_group_facts;

typedef struct ns_grouping
    ns_grouping; /* which packages belong to which group; made once per scenario, shared by threads */
ns_status ns_grouping_families(ns_grouping **out, const ns_scenario *scenario) NS_MUST;
ns_status ns_grouping_options(ns_grouping **out,
                              const ns_scenario *scenario) NS_MUST; /* group = first_option + option */
void ns_grouping_free(ns_grouping *self);
uint32_t ns_grouping_count(const ns_grouping *self);
/* Group of a package; families only. */
uint32_t ns_grouping_family_of(const ns_grouping *self, uint32_t package);
/* Option of headline issue k (position in scenario->headline) in family. */
uint32_t ns_grouping_family_option(const ns_grouping *self, uint32_t family, uint32_t headline_position);
void ns_grouping_reduce(const ns_grouping *self, const ns_consent *consent, const ns_shut *shut,
                        ns_group_facts *out);
/* Both at once, reading shut only once: families and options. */
void ns_grouping_reduce_both(const ns_grouping *families, const ns_grouping *options,
                             const ns_consent *consent, const ns_shut *shut, ns_group_facts *family_facts,
                             ns_group_facts *option_facts);

/* Which single pairs, and which causes struck for all parties, would open at least one package where none is reachable.
 * pairs: OR of bits; causes: bit per ns_cause. */
void ns_reach_pivots(const ns_instance *instance, const ns_shut *shut, ns_shut *pairs, unsigned *causes);

#ifdef __cplusplus
}
#endif

#endif
