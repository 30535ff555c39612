/* The tables of kinds, one per sort, each ended by NULL and kept in its own folder. */
#ifndef NEGSIM_BARGAINING_KINDS_H
#define NEGSIM_BARGAINING_KINDS_H

#include "negsim/kind.h"

extern const ns_kind *const ns_protocol_table[];
extern const ns_kind *const ns_tactic_table[];
extern const ns_kind *const ns_offer_table[];
extern const ns_kind *const ns_acceptance_table[];
extern const ns_kind *const ns_opponent_table[];
extern const ns_kind *const ns_mechanism_table[]; /* in the order of ns_mechanism_id */

#endif
