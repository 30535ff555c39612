/* Events: all that happens in a negotiation, typed, in order, to a sink. */
#ifndef NEGSIM_EVENT_H
#define NEGSIM_EVENT_H

#include "negsim/scenario.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum ns_action {
    NS_ACTION_OFFER,
    NS_ACTION_ACCEPT,
    NS_ACTION_PASS,
    NS_ACTION_REFUSE,
    NS_ACTION_DRAFT,
    NS_ACTION_WITHDRAW,
    NS_ACTION_CARROT,
    NS_ACTION_LEAVE,
    NS_ACTION_BREAK_OFF,
    NS_ACTION_HAPPEN,
    NS_ACTION_COUNT
} ns_action;
const char *ns_action_name(ns_action action);

typedef enum ns_why {
    NS_WHY_NONE,
    NS_WHY_SAID_YES,
    NS_WHY_NOTHING /* of a pass */,
    NS_WHY_FLEXIBILITY,
    NS_WHY_NO_DEAL,
    NS_WHY_HOLDS_OUT,
    NS_WHY_LAST_ANSWER,
    NS_WHY_OUTSIDE_OPTION,
    NS_WHY_DEADLINE,
    NS_WHY_EVENT,
    NS_WHY_OWN_CHOICE,
    NS_WHY_PROGRAM_FAILED,
    NS_WHY_COUNT
} ns_why;
const char *ns_why_name(ns_why why); /* "" for none */

typedef struct ns_event {
    ns_action action;
    ns_why why;
    uint32_t round,
        turn; /* turn as reference trace: 1..n parties, n + 1 mediator and answers, n + 2.. last answers */
    uint32_t happening; /* happen: which event; else NS_NONE */
    uint32_t party;     /* who acts; NS_NONE: the mediator, or nobody */
    uint32_t mediator;  /* whose text or payment it is; NS_NONE: nobody's, or several pay */
    uint32_t stage;     /* from 0 */
    uint32_t part;      /* NS_NONE: none */
    uint32_t whole;     /* draft: the whole package; else NS_NONE */
    uint32_t offer_of;  /* carrot: party whose offer is signed, NS_NONE: the mediator's text; else NS_NONE */
    double worth[NS_MAX_PARTIES]; /* S of the part per party; -HUGE_VAL: not negotiable; all 0 without part */
    double paid[NS_MAX_PARTIES];  /* carrot */
    double level, need;           /* of the acting party in this round; 0 for the mediator */
} ns_event;

typedef struct ns_event_sink {
    ns_status (*on_event)(void *user,
                          const ns_event *event); /* anything but NS_OK stops the session with that status */
    void *user;
} ns_event_sink;

#ifdef __cplusplus
}
#endif

#endif
