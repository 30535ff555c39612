/* Making a conflict, for its readers. */
#ifndef NEGSIM_STABILITY_BUILD_H
#define NEGSIM_STABILITY_BUILD_H

#include "negsim/conflict.h"

/* An empty conflict with its arena; NULL when memory is short. */
ns_conflict *ns_conflict_make(void);
/* Parties and states are counted, rankings and moves taken; names are the caller's. */
ns_status ns_conflict_fill(ns_conflict *self, const ns_conflict_parts *parts) NS_MUST;

#endif
