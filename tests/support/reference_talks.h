/* The slow reference engine: the state of one negotiation. */
#ifndef NEGSIM_TEST_REFERENCE_TALKS_H
#define NEGSIM_TEST_REFERENCE_TALKS_H

#include "reference.h"

/* Everything that changes while the talks go on, and the mediator's numbers. */
typedef struct talks {
    const ref_draw *draw;
    const ns_scenario *scenario;
    ref_play *out;
    uint64_t play;

    const ns_mediator *mediator; /* NULL: nobody mediates */
    unsigned mechanisms;
    double style[3], effort, enter, credibility[NS_MAX_PARTIES];

    uint32_t round, turn;
    bool active;    /* the mediator, in this round */
    double fatigue; /* eff of this round */
    double known;   /* k of information */
    double optimism[NS_MAX_PARTIES];
    double *estimate[NS_MAX_PARTIES][NS_MAX_PARTIES]; /* [p][q] -> [issue] p's own estimate of q's weights */

    uint32_t stage;
    uint32_t *fixed;          /* [issue] option that an earlier stage settled; NS_NONE */
    uint32_t on_table, maker; /* NS_NONE: the table is empty */
    bool said_yes[NS_MAX_PARTIES];
    uint32_t latest[NS_MAX_PARTIES]; /* latest offer in this stage */
    bool has_heard[NS_MAX_PARTIES];
    double best_heard[NS_MAX_PARTIES];

    uint32_t text, text_whole; /* the mediator's text; NS_NONE */
    double last_draft, last_progress;
    uint8_t *noted; /* [first_option + option] beyond somebody's flexibility, says the mediator's notebook */
    double no_deal_estimate[NS_MAX_PARTIES];
    double spent;

    bool idle;    /* nobody speaks in this round */
    bool settled; /* in this round */
    bool over;    /* signed, or somebody left */
} talks;

/* Exits: the first deadline that p knows of (HUGE_VAL: none); what it has outside (-HUGE_VAL: nothing); does it leave now? Why the talks
 * end with this round, if nothing is signed, and who leaves then; NS_REASON_COUNT: they go on. */
double talks_deadline_known(const talks *self, uint32_t party);
double talks_outside(const talks *self, uint32_t party);
bool talks_leaves(const talks *self, uint32_t party);
ns_reason talks_end_of_round(const talks *self, uint32_t *leaver);
bool talks_mechanism(const talks *self, ns_mechanism_id mechanism);
/* Is the package in the part of the present stage, and does it keep what is settled? */
uint32_t talks_part_of(const talks *self, uint32_t package);
bool talks_keeps_settled(const talks *self, uint32_t package);
uint32_t talks_option(const talks *self, uint32_t part, uint32_t k);
bool talks_own_admissible(const talks *self, uint32_t party, uint32_t package);
bool talks_negotiable(const talks *self, uint32_t party, uint32_t package);
/* Audience cost of a party, through the mediator's text (face saved by M6) or not. */
double talks_face(const talks *self, uint32_t party, bool of_text);
/* S of a part; -HUGE_VAL: not negotiable. */
double talks_worth(const talks *self, uint32_t party, uint32_t part, bool of_text);
bool talks_at_least(const talks *self, double x, double y);
double talks_reservation(const talks *self, uint32_t party);
double talks_level(const talks *self, uint32_t party);
double talks_target(const talks *self, uint32_t party);
uint32_t talks_offer(const talks *self, uint32_t party); /* that it would make now; NS_NONE */
double talks_need(const talks *self, uint32_t party);
void talks_hear(talks *self, uint32_t maker, uint32_t part);
/* An event of this round; party NS_NONE: the mediator. The caller may fill in more. */
ns_event *talks_say(talks *self, ns_action action, ns_why why, uint32_t party, uint32_t part, bool of_text);
void talks_settle(talks *self, uint32_t part, bool by_text);
/* The mediator's turn. */
void talks_mediate(talks *self);

#endif
