/* The staircase of one party's packages: what another can lose by them for what the party gains. */
#ifndef NEGSIM_STABILITY_HARMS_H
#define NEGSIM_STABILITY_HARMS_H

#include "negsim/additive.h"

typedef struct ns_harm {
    int64_t gain, harmed; /* worth to the party that moves, and to the one that it punishes */
} ns_harm;
typedef struct ns_harms {
    ns_harm *steps; /* gain and harmed both strictly rising */
    size_t count;
} ns_harms;

/* Packages of the mover's issues that no other beats by being worth more to it and less to the other party. */
ns_status ns_harms_make(ns_harms *out, const ns_additive *model, uint32_t mover, uint32_t harmed) NS_MUST;
void ns_harms_free(ns_harms *self);
/* The least that the harmed party has where the mover has more than `above`; NULL: it cannot have more. */
const ns_harm *ns_harms_above(const ns_harms *self, int64_t above);

#endif
