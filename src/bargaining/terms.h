/* Terms: what holds in one round, whoever has said what before. */
#ifndef NEGSIM_BARGAINING_TERMS_H
#define NEGSIM_BARGAINING_TERMS_H

#include <stdbool.h>

#include "negsim/instance.h"
#include "negsim/session.h"

/* One mediator's numbers in this draw and arm. */
typedef struct ns_mediation {
    uint32_t index; /* of the scenario's mediators */
    uint32_t party_count;
    uint32_t mechanisms;                         /* set of ns_mechanism_id in use */
    double facilitation, formulation, directive; /* shares, sum 1 */
    double effort, leverage, legitimacy, accuracy, independence, secrecy;
    double enter;                          /* as the file has it, or when the conflict was ripe */
    double deadline, deadline_credibility; /* HUGE_VAL: none */
    double fatigue;                        /* half-life in rounds; HUGE_VAL: none */
    double patience, progress;
    double guarantee, guarantee_duration; /* duration HUGE_VAL: for ever */
    double credibility[NS_MAX_PARTIES];   /* raised by bias toward the listener, at most 1 */
    double bias[NS_MAX_PARTIES];
} ns_mediation;

/* Effort that is left in round r: exp(-ln 2 * (r - enter) / fatigue). */
double ns_mediation_vigour(const ns_mediation *self, double round);

/* Those who mediate in this draw and arm. What n of them do at once adds up, times coherence^(n - 1). */
typedef struct ns_company {
    uint32_t count; /* 0: nobody mediates */
    double coherence;
    ns_mediation member[NS_MAX_MEDIATORS]; /* in file order */
} ns_company;

/* Reads the numbers of those in the seat. Who has effort 0 or no mechanism, or never enters, is not among them. ripe: [mediator] the round
 * in which the conflict was ripe for one that waits for it, HUGE_VAL: never. */
void ns_company_read(ns_company *out, const ns_instance *instance, ns_seat seat, const double *ripe);
/* coherence^(n - 1) */
double ns_company_together(const ns_company *self, uint32_t n);
/* The most that the members can bring to a mechanism at once: over the company as it is after each entry, the sum of their amounts
 * times their coherence. */
typedef double (*ns_amount)(const ns_mediation *member);
double ns_company_most(const ns_company *self, uint32_t mechanism, ns_amount amount);
/* How far the talks are kept from the public eye: as the least discreet keeps them, 0..1. */
double ns_company_secrecy(const ns_company *self);
/* The bit of a mediator's place in the company; 0: it is not there. */
uint32_t ns_company_seats(const ns_company *self);

/* What the terms are made from; constant during a negotiation. */
typedef struct ns_terms_source {
    const ns_company *company;
    uint32_t party_count, mediator_count, rounds;
    double full;
    bool hurried;                /* somebody has a deadline of its own: */
    double last[NS_MAX_PARTIES]; /* round to which concessions run; HUGE_VAL: no other than the talks' */
    double no_deal[NS_MAX_PARTIES], optimism[NS_MAX_PARTIES], learning[NS_MAX_PARTIES];
    double cutoff
        [NS_MAX_PARTIES]; /* value at which home ratifies; -HUGE_VAL: it has no other measure than the party */
    double heed[NS_MAX_PARTIES]; /* how far the party asks for that */
    const double *course; /* [(round - 1) * party_count + party] no_deal round by round; NULL: it stays */
    const double *time, *log_time; /* [round - 1] of the undisturbed clock */
} ns_terms_source;

typedef struct ns_terms {
    uint32_t round;
    uint32_t mediator_count;
    uint32_t active;                 /* bit k: member k of the company is */
    double together;                 /* coherence^(n - 1) of those n; what they do adds up, times this */
    double vigour[NS_MAX_MEDIATORS]; /* [member] eff(r); 0 while it is not active */
    double horizon;                  /* T_e */
    double time, log_time;           /* the clock, 0..1; log 0 is -HUGE_VAL */
    double own_time[NS_MAX_PARTIES],
        own_horizon[NS_MAX_PARTIES]; /* the same per party; only where somebody is hurried */
    bool hurried;
    double passed[NS_MAX_MEDIATORS];               /* [mediator] k: what it has passed on so far, */
    double told[NS_MAX_MEDIATORS][NS_MAX_PARTIES]; /* and what of it each party believes */
    uint32_t pen;                                  /* member who drafts; NS_NONE: nobody does */
    double patience;  /* rounds without progress before a draft; HUGE_VAL: none ever */
    double purse;     /* carrots that may be paid now, points */
    double text_face; /* audience cost of signing a mediator's text, as a share of the full one */
    double no_deal[NS_MAX_PARTIES];     /* true value of no deal */
    double optimism[NS_MAX_PARTIES];    /* after learning, before what the mediator gets across */
    double taken_in[NS_MAX_PARTIES];    /* q_p k, of all mediators */
    double reservation[NS_MAX_PARTIES]; /* perceived value of no deal, R */
} ns_terms;

/* Before the first round. */
void ns_terms_start(ns_terms *self, const ns_terms_source *source);
/* From one round to the next, by the fixed list of steps. */
void ns_terms_advance(ns_terms *self, const ns_terms_source *source);
/* An idle round: the clock runs, nothing else. */
void ns_terms_idle(ns_terms *self);
/* True when nothing but the clock can differ between rounds. */
bool ns_terms_still(const ns_terms_source *source);

#endif
