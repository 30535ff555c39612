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
    /* All that is left of the stage at once, from the round that the terms stand at, and when that may stand in for turns. */
    bool (*may_sprint)(const ns_session *session);
    void (*sprint)(ns_session *session);
} ns_protocol_kind;

/* sprint.c */
bool ns_sprint_possible(const ns_session *self);
void ns_sprint(ns_session *session);

extern const ns_protocol_kind ns_protocol_alternating_offers, ns_protocol_simultaneous,
    ns_protocol_single_text;
extern const ns_kind *const ns_protocol_table[];

#endif
