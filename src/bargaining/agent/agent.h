/* Agents: a party that is played by the user's own program. What is said is in docs/agents.md. */
#ifndef NEGSIM_BARGAINING_AGENT_AGENT_H
#define NEGSIM_BARGAINING_AGENT_AGENT_H

#include <stdbool.h>

#include "negsim/view.h"

typedef struct ns_session ns_session;
typedef struct ns_agent ns_agent;

/* What a program answered in its turn. */
typedef enum ns_answer_kind {
    NS_ANSWER_NONE, /* nothing that can be used: the party leaves */
    NS_ANSWER_ACCEPT,
    NS_ANSWER_OFFER,
    NS_ANSWER_PASS,
    NS_ANSWER_LEAVE
} ns_answer_kind;

typedef struct ns_answer {
    ns_answer_kind kind;
    uint32_t part; /* of an offer */
    bool has_need;
    double need; /* what else would be accepted in this round */
} ns_answer;

/* One per party and session; NULL when memory is short. The program starts with the first negotiation. */
ns_agent *ns_agent_new(const char *command);
void ns_agent_free(ns_agent *self);
/* A negotiation begins: starts the program if it does not run, and tells it who it is and what it values. seconds: patience. */
void ns_agent_begin(ns_agent *self, const ns_session *session, uint32_t party, double seconds);
/* A stage opens. */
void ns_agent_open_stage(ns_agent *self, const ns_view *view);
/* Its turn. */
ns_answer ns_agent_ask(ns_agent *self, const ns_view *view);
/* The negotiation is over. */
void ns_agent_end(ns_agent *self, const char *reason, double worth);

#endif
