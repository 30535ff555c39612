/* Mechanisms: the ways in which mediators can matter. One file, one kind; the order of the table is ns_mechanism_id.
 *
 * What several mediators do adds up, times coherence^(n - 1). A mechanism changes nothing by itself: before the talks it says what the arm's facts are and which preconditions it drops,
 * each round it changes the record of terms, and in the mediator's turn it returns an act, which the session applies. */
#ifndef NEGSIM_BARGAINING_MECHANISM_H
#define NEGSIM_BARGAINING_MECHANISM_H

#include "bargaining/terms.h"
#include "negsim/session.h"

typedef enum ns_act_kind { NS_ACT_NONE, NS_ACT_DRAFT, NS_ACT_WITHDRAW, NS_ACT_PAY } ns_act_kind;

typedef struct ns_act {
    ns_act_kind kind;
    uint32_t whole;                 /* draft: the package; NS_NONE: a try that found none */
    uint32_t offer_of;              /* pay: party whose offer is signed; NS_NONE: the mediator's text */
    double paid[NS_MAX_PARTIES];    /* pay, */
    uint16_t won;                   /* and whose yes it brings; */
    double share[NS_MAX_MEDIATORS]; /* [member] of the bill */
} ns_act;

/* When the mediator's turn asks a mechanism: before its text is put to the parties, and after they answered. */
typedef enum ns_phase { NS_PHASE_OPENING, NS_PHASE_ANSWERED } ns_phase;

typedef struct ns_mechanism_kind {
    ns_kind head;
    /* The arm's facts for the analysis. */
    void (*facts)(const ns_company *company, ns_arm_facts *facts);
    /* Is a shut precondition of that firmness dropped once those who enter by a round are there, h being its uniform? */
    bool (*drops)(const ns_company *company, double by, uint32_t party, double firmness, double h);
    /* How far it is believed in that a member stands for a deal in a round after the signature, 0..1. */
    double (*stands)(const ns_mediation *member, double round);
    /* One step of the terms of a round in which somebody is active. */
    void (*terms)(const ns_company *company, ns_terms *terms);
    /* An act, NS_ACT_NONE for none. May write its own notes: session->desk. */
    void (*turn)(ns_session *session, ns_phase phase, ns_act *act);
} ns_mechanism_kind;

/* Is member k at it in this round? */
static inline bool ns_is_at(const ns_company *company, const ns_terms *terms, uint32_t k,
                            ns_mechanism_id mechanism) {
    return terms->active >> k & 1u && company->member[k].mechanisms >> mechanism & 1u;
}

extern const ns_mechanism_kind ns_mechanism_information, ns_mechanism_proposals, ns_mechanism_carrots,
    ns_mechanism_deadline, ns_mechanism_sequencing, ns_mechanism_face, ns_mechanism_guarantee;
extern const ns_mechanism_kind *const ns_mechanisms[NS_MECHANISM_COUNT];
extern const ns_kind *const ns_mechanism_table[];

#endif
