/* Instance: one draw of a scenario. The numbers, the yes-or-no draws, every party's value of every package,
 * and why a package is shut. A workspace: made once per thread, drawn again for each draw, no allocation in between. */
#ifndef NEGSIM_INSTANCE_H
#define NEGSIM_INSTANCE_H

#include "negsim/consent.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Why a package is shut, one bit per (cause, party). 0: reachable. */
typedef uint64_t ns_shut;
typedef enum ns_cause {
    NS_CAUSE_RULE,
    NS_CAUSE_CONDITION, /* no party */
    NS_CAUSE_RED_LINE,
    NS_CAUSE_NO_DEAL,
    NS_CAUSE_INFLEXIBLE,
    NS_CAUSE_PRECONDITION, /* of a party */
    NS_CAUSE_COUNT
} ns_cause;
#define NS_SHUT_RULE ((ns_shut)1)
#define NS_SHUT_CONDITION ((ns_shut)2)
#define NS_SHUT_OF(cause, party) ((ns_shut)1 << (2 + 4 * (party) + ((cause)-NS_CAUSE_RED_LINE)))
#define NS_SHUT_BITS(parties) (2 + 4 * (parties))
#define NS_SHUT_INFEASIBLE (NS_SHUT_RULE | NS_SHUT_CONDITION)
/* The cause and the party (NS_NONE: none) of a bit number. */
ns_cause ns_shut_cause(unsigned bit);
uint32_t ns_shut_party(unsigned bit);
const char *
ns_cause_name(ns_cause cause); /* "rule", "condition", "red_line", "no_deal", "inflexible", "precondition" */
/* All bits of a party. */
#define NS_SHUT_PARTY(p) ((ns_shut)15 << (2 + 4 * (p)))
/* Not own-admissible for p: infeasible, over p's red line, or lacking p's preconditions. */
#define NS_SHUT_OWN(p)                                                                                       \
    (NS_SHUT_INFEASIBLE | NS_SHUT_OF(NS_CAUSE_RED_LINE, p) | NS_SHUT_OF(NS_CAUSE_PRECONDITION, p))
/* Not negotiable for p: also beyond p's flexibility. */
#define NS_SHUT_NEGOTIABLE(p) (NS_SHUT_OWN(p) | NS_SHUT_OF(NS_CAUSE_INFLEXIBLE, p))

typedef struct ns_instance {
    const ns_scenario *scenario;
    uint64_t seed, draw;
    double *uniforms; /* [quantity], correlated where the scenario says so */
    double *numbers;  /* [quantity] drawn values */
    double *weights;  /* [party * issue_count + issue], w of the model (normalised unless as written) */
    double
        *values; /* [party * option_total + first_option + option], v of the model; ordered issues sorted */
    double *
        floors; /* [party * issue_count + issue]: max - flexibility * (max - min); -HUGE_VAL without limit (phi >= 1) */
    uint8_t *available;                   /* [condition] */
    double **utility;                     /* [party] -> [package], u of the model */
    double best_feasible[NS_MAX_PARTIES]; /* largest u of any feasible package; -HUGE_VAL: none is feasible */
    ns_shut *shut;       /* [package]: rule, condition, red_line, inflexible bits of this draw */
    ns_consent consent;  /* whose yes it takes, by the numbers of this draw */
    ns_shut any_shut;    /* OR over packages: 0 means that shut is all zero */
    bool utility_shared; /* nothing that utilities depend on is drawn: tables were built once */
    bool shut_shared;    /* likewise for shut */
    /* Of a vast scenario there is nothing by package: utility and shut are empty, best_feasible is NaN, any_shut is 0. */
    struct ns_instance_memory *memory; /* private */
} ns_instance;

/* Allocates for a scenario. NS_NO_MEMORY, or NS_OK. Free also after a failure. */
ns_status ns_instance_init(ns_instance *self, const ns_scenario *scenario) NS_MUST;
void ns_instance_free(ns_instance *self);

/* Steps A1 to A4 of the round order: uniforms, numbers, weights, values, yes-or-no draws, utilities, shut. uniforms: one in (0,1) per
 * quantity to use instead of the keyed ones (designs, the central draw), or NULL. Deterministic in (scenario, seed, draw, uniforms). */
void ns_instance_draw(ns_instance *self, uint64_t seed, uint64_t draw, const double *uniforms);

/* For an instance that is to have other numbers than its draw: takes all numbers of another one of the same scenario, and works out again
 * what hangs on self->numbers after they were changed. Never draws; nothing is taken for shared between draws any more. */
void ns_instance_follow(ns_instance *self, const ns_instance *from);
void ns_instance_revalue(ns_instance *self);
/* Finds the best feasible values again after self->utility was changed. */
void ns_instance_rank(ns_instance *self);

/* Why an option is shut in this draw, and with it every package that has it: rules apart, the bits of `shut`. */
ns_shut ns_instance_option_shut(const ns_instance *self, uint32_t issue, uint32_t option);

/* The drawn number of a quantity index; fallback where the index is NS_NONE. */
static inline double ns_number_of(const ns_instance *self, uint32_t quantity, double fallback) {
    return quantity == NS_NONE ? fallback : self->numbers[quantity];
}
static inline double ns_value_of(const ns_instance *self, uint32_t party, uint32_t issue, uint32_t option) {
    return self
        ->values[party * self->scenario->option_total + self->scenario->issues[issue].first_option + option];
}
static inline double ns_weight_of(const ns_instance *self, uint32_t party, uint32_t issue) {
    return self->weights[party * self->scenario->issue_count + issue];
}

#ifdef __cplusplus
}
#endif

#endif
