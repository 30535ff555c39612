/* Opponent models: what a party learns about the others' priorities from their offers. One file, one kind. */
#ifndef NEGSIM_BARGAINING_OPPONENT_H
#define NEGSIM_BARGAINING_OPPONENT_H

#include "negsim/view.h"

extern const ns_opponent_kind ns_opponent_uniform, ns_opponent_hardheaded;
extern const ns_kind *const ns_opponent_table[];

#endif
