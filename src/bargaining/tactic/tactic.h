/* Tactics: how far a party has conceded. One file, one kind. */
#ifndef NEGSIM_BARGAINING_TACTIC_H
#define NEGSIM_BARGAINING_TACTIC_H

#include "negsim/view.h"

extern const ns_tactic_kind ns_tactic_time;
extern const ns_kind *const ns_tactic_table[];

#endif
