/* Mechanisms: the ways in which a mediator can matter. One file, one kind; the order of the table is ns_mechanism_id.
 *
 * A mechanism changes nothing by itself: before the talks it says what the arm's facts are and which preconditions it drops,
 * each round it changes the record of terms, and in the mediator's turn it returns an act, which the session applies. */
#ifndef NEGSIM_BARGAINING_MECHANISM_H
#define NEGSIM_BARGAINING_MECHANISM_H

#include "bargaining/terms.h"
#include "negsim/session.h"

typedef enum ns_act_kind { NS_ACT_NONE, NS_ACT_DRAFT, NS_ACT_WITHDRAW, NS_ACT_PAY } ns_act_kind;

typedef struct ns_act {
    ns_act_kind kind;
    uint32_t whole;              /* draft: the package; NS_NONE: a try that found none */
    uint32_t offer_of;           /* pay: party whose offer is signed; NS_NONE: the mediator's text */
    double paid[NS_MAX_PARTIES]; /* pay, */
    uint16_t won;                /* and whose yes it brings */
} ns_act;

/* When the mediator's turn asks a mechanism: before its text is put to the parties, and after they answered. */
typedef enum ns_phase { NS_PHASE_OPENING, NS_PHASE_ANSWERED } ns_phase;

typedef struct ns_mechanism_kind {
    ns_kind head;
    /* The arm's facts for the analysis. */
    void (*facts)(const ns_mediation *mediation, ns_arm_facts *facts);
    /* Is a shut precondition of that firmness dropped, h being its uniform? */
    bool (*drops)(const ns_mediation *mediation, uint32_t party, double firmness, double h);
    /* One step of the terms of a round in which the mediator is active. */
    void (*terms)(const ns_mediation *mediation, ns_terms *terms);
    /* An act, NS_ACT_NONE for none. May write its own notes: session->desk. */
    void (*turn)(ns_session *session, ns_phase phase, ns_act *act);
} ns_mechanism_kind;

extern const ns_mechanism_kind ns_mechanism_information, ns_mechanism_proposals, ns_mechanism_carrots,
    ns_mechanism_deadline, ns_mechanism_sequencing, ns_mechanism_face;
extern const ns_mechanism_kind *const ns_mechanisms[NS_MECHANISM_COUNT];
extern const ns_kind *const ns_mechanism_table[];

#endif
