/* Terms: what holds in one round, whoever has said what before. */
#ifndef NEGSIM_BARGAINING_TERMS_H
#define NEGSIM_BARGAINING_TERMS_H

#include <stdbool.h>

#include "negsim/instance.h"

/* The mediator's numbers in this draw and arm. */
typedef struct ns_mediation {
    uint32_t party_count;
    uint32_t mechanisms;                         /* set of ns_mechanism_id in use; 0: nobody mediates */
    double facilitation, formulation, directive; /* shares, sum 1 */
    double effort, leverage, legitimacy, accuracy, independence;
    double enter;
    double deadline, deadline_credibility; /* HUGE_VAL: none */
    double fatigue;                        /* half-life in rounds; HUGE_VAL: none */
    double patience, progress;
    double credibility[NS_MAX_PARTIES]; /* raised by bias toward the listener, at most 1 */
    double bias[NS_MAX_PARTIES];
} ns_mediation;

/* Reads a mediator's numbers. Effort 0, or no mechanism in use: nobody mediates. */
void ns_mediation_read(ns_mediation *out, const ns_instance *instance, uint32_t mediator,
                       uint32_t mechanisms);
/* Effort that is left in round r: exp(-ln 2 * (r - enter) / fatigue). */
double ns_mediation_vigour(const ns_mediation *self, double round);

/* What the terms are made from; constant during a negotiation. */
typedef struct ns_terms_source {
    const ns_mediation *mediation;
    uint32_t party_count, rounds;
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
    bool active;           /* a mediator is */
    double vigour;         /* eff(r); 0 while no mediator is active */
    double horizon;        /* T_e */
    double time, log_time; /* the clock, 0..1; log 0 is -HUGE_VAL */
    double own_time[NS_MAX_PARTIES],
        own_horizon[NS_MAX_PARTIES]; /* the same per party; only where somebody is hurried */
    bool hurried;
    double passed;    /* k: what a mediator has passed on so far */
    double patience;  /* rounds without progress before a draft; HUGE_VAL: none ever */
    double purse;     /* share of the carrots left that may be paid now */
    double text_face; /* audience cost of signing a mediator's text, as a share of the full one */
    double no_deal[NS_MAX_PARTIES];     /* true value of no deal */
    double optimism[NS_MAX_PARTIES];    /* after learning, before what the mediator gets across */
    double taken_in[NS_MAX_PARTIES];    /* q_p k */
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
