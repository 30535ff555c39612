/* Acceptance rules: what must the part on the table be worth? One file, one kind. */
#ifndef NEGSIM_BARGAINING_ACCEPTANCE_H
#define NEGSIM_BARGAINING_ACCEPTANCE_H

#include "negsim/view.h"

extern const ns_acceptance_kind ns_acceptance_target, ns_acceptance_next_bid;
extern const ns_kind *const ns_acceptance_table[];

#endif
