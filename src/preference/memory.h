/* Private to preference: what an instance needs beside its results. */
#ifndef NEGSIM_PREFERENCE_MEMORY_H
#define NEGSIM_PREFERENCE_MEMORY_H

#include "negsim/instance.h"

typedef struct ns_instance_memory {
    ns_arena *arena;
    uint32_t *drawn; /* quantities that are not constant */
    uint32_t drawn_count;
    double *option_weight;      /* [option_total] scratch: w * v of one party */
    ns_shut *option_shut;       /* [option_total] scratch */
    double *left, *right;       /* scratch halves of big spaces */
    double *scores;             /* scratch of the copula */
    double *sorted;             /* scratch for sorting values and priorities */
    double top[NS_MAX_PARTIES]; /* largest value of all packages, feasible or not */
    ns_shut feasible_by;        /* the infeasible bits that best_feasible was found with */
    bool rule_breaks;           /* some package breaks a rule */
    bool utilities_built, shut_built, best_found;
} ns_instance_memory;

/* Step by step (instance.c calls them in this order). */
void ns_instance_weigh(ns_instance *self);     /* weights, values */
void ns_instance_evaluate(ns_instance *self);  /* utility tables */
void ns_instance_mask(ns_instance *self);      /* shut, floors */
void ns_instance_find_best(ns_instance *self); /* best_feasible */

#endif
