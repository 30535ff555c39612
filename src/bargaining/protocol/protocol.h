/* Protocols: who may speak when, and when is something agreed. One file, one kind. */
#ifndef NEGSIM_BARGAINING_PROTOCOL_H
#define NEGSIM_BARGAINING_PROTOCOL_H

#include "negsim/session.h"

typedef struct ns_protocol_kind {
    ns_kind head;
    /* All parties' turns of this round, up to a settlement. */
    ns_status (*turns)(ns_session *session);
    /* What is still to be answered after the last round. */
    ns_status (*last_answers)(ns_session *session);
} ns_protocol_kind;

extern const ns_protocol_kind ns_protocol_alternating_offers;
extern const ns_kind *const ns_protocol_table[];

#endif
