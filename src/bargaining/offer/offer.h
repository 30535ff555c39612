/* Offer rules: which part a party proposes, given its target. One file, one kind. */
#ifndef NEGSIM_BARGAINING_OFFER_H
#define NEGSIM_BARGAINING_OFFER_H

#include <math.h>
#include <stdbool.h>

#include "negsim/view.h"

extern const ns_offer_kind ns_offer_lowest, ns_offer_nearest, ns_offer_logroll, ns_offer_random,
    ns_offer_best, ns_offer_similar;
extern const ns_kind *const ns_offer_table[];

#endif
