/* The slow reference engine: the state of one negotiation. */
#ifndef NEGSIM_TEST_REFERENCE_TALKS_H
#define NEGSIM_TEST_REFERENCE_TALKS_H

#include "reference.h"

/* An offer, as everybody heard it. */
typedef struct ref_said {
    uint32_t round, maker, part;
} ref_said;

/* What a party that looks back stands by once it has made its own offer, to the end of the round. */
typedef struct ref_stand {
    bool holds;
    double level, need;
} ref_stand;

/* What an opponent model notes about one other party. */
typedef struct ref_notes {
    double *chance;             /* [issue * 11 + hypothesis] bayesian */
    double *raw;                /* [issue] windowed: what it gained */
    double value, value_before; /* windowed: of the present window and the one before */
} ref_notes;

/* A mediator of the file: its numbers in this arm, and what it does and knows. */
typedef struct ref_mediator {
    const ns_mediator *file;
    bool there, active; /* does it mediate in this arm; in this round */
    bool sat;           /* it has a notebook */
    unsigned mechanisms;
    double style[3], effort, enter, credibility[NS_MAX_PARTIES];
    double fatigue;              /* eff of this round */
    double known;                /* k of information */
    double told[NS_MAX_PARTIES]; /* what each party believes of it */
    double no_deal_estimate[NS_MAX_PARTIES];
    uint8_t *noted; /* [first_option + option] beyond somebody's flexibility, says its notebook */
} ref_mediator;

/* Everything that changes while the talks go on. */
typedef struct talks {
    const ref_draw *draw;
    const ns_scenario *scenario;
    ref_play *out;
    uint64_t play;

    ref_mediator chairs[NS_MAX_MEDIATORS]; /* in file order */

    uint32_t round, turn;
    double optimism[NS_MAX_PARTIES], taken_in[NS_MAX_PARTIES];
    double *estimate[NS_MAX_PARTIES][NS_MAX_PARTIES]; /* [p][q] -> [issue] p's own estimate of q's weights */
    ref_notes notes[NS_MAX_PARTIES][NS_MAX_PARTIES];

    uint32_t stage;
    uint32_t *fixed;          /* [issue] option that an earlier stage settled; NS_NONE */
    uint32_t standing;        /* single text: what stands; NS_NONE */
    uint32_t on_table, maker; /* NS_NONE: the table is empty */
    bool said_yes[NS_MAX_PARTIES];
    uint32_t latest[NS_MAX_PARTIES]; /* latest offer in this stage */
    ref_said *said;                  /* [said_count] all offers of this stage in their order */
    size_t said_count, said_room;
    ref_stand stands[NS_MAX_PARTIES];
    bool has_heard[NS_MAX_PARTIES];
    double best_heard[NS_MAX_PARTIES];

    uint32_t text, text_whole, author;    /* the mediators' text, and whose it is; NS_NONE */
    double text_estimate[NS_MAX_PARTIES]; /* what its author took it to be worth */
    double last_draft, last_progress;
    double no_deal_seen[NS_MAX_PARTIES];
    double waits_until; /* rounds before are idle */

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
/* Is mediator m at it in this round? Does anybody mediate? coherence^(n - 1) of those who are active. */
bool talks_is_at(const talks *self, uint32_t m, ns_mechanism_id mechanism);
bool talks_mediated(const talks *self);
double talks_together(const talks *self);
/* The most that a mechanism can bring: over the company as it is after each entry. */
typedef double (*ref_amount)(const talks *self, const ref_mediator *chair);
double talks_most(const talks *self, ns_mechanism_id mechanism, ref_amount amount);
double talks_carrots_of(const talks *self, const ref_mediator *chair);
/* Is the package in the part of the present stage, and does it keep what is settled? */
uint32_t talks_part_of(const talks *self, uint32_t package);
bool talks_keeps_settled(const talks *self, uint32_t package);
uint32_t talks_option(const talks *self, uint32_t part, uint32_t k);
bool talks_own_admissible(const talks *self, uint32_t party, uint32_t package);
bool talks_negotiable(const talks *self, uint32_t party, uint32_t package);
/* Audience cost of a party, through a mediator's text (face saved by M6) or not; and at its least. */
double talks_least_face(const talks *self, uint32_t party);
double talks_face(const talks *self, uint32_t party, bool of_text);
/* S of a part; -HUGE_VAL: not negotiable. */
double talks_worth(const talks *self, uint32_t party, uint32_t part, bool of_text);
bool talks_at_least(const talks *self, double x, double y);
double talks_reservation(const talks *self, uint32_t party);
double talks_horizon(const talks *self, uint32_t party); /* T_e */
double talks_clock(const talks *self, uint32_t party);   /* t */
double talks_taken_in(const talks *self, uint32_t party);
/* S of all parts; parts that no other party is known to refuse. Both are the caller's. */
double *talks_worths(const talks *self, uint32_t party);
uint8_t *talks_open_parts(const talks *self, uint32_t party);
double talks_level(const talks *self, uint32_t party);
double talks_target(const talks *self, uint32_t party);
uint32_t talks_offer(const talks *self, uint32_t party); /* that it would make now; NS_NONE */
double talks_need(const talks *self, uint32_t party);
double talks_need_to_sign(const talks *self, uint32_t party); /* never less than no deal */
/* What the offer on the table lacks of what a party asks, as a share of its range. */
double talks_lack(const talks *self, uint32_t party);
/* The party has spoken. */
void talks_stand_by(talks *self, uint32_t party);
/* Candidate number u * (how many there are), in order of rank; NS_NONE: there is none. */
uint32_t talks_pick(const uint8_t *candidate, uint32_t count, double u);
void talks_hear(talks *self, uint32_t maker, uint32_t part);
void talks_start_learning(talks *self);
void talks_learn(talks *self, uint32_t listener, uint32_t maker, uint32_t part, uint32_t previous);
void talks_end_learning(talks *self);
/* An event of this round; party NS_NONE: the mediator. The caller may fill in more. */
ns_event *talks_say(talks *self, ns_action action, ns_why why, uint32_t party, uint32_t part, bool of_text);
void talks_settle(talks *self, uint32_t part, uint16_t yes, bool by_text);
void talks_end_without(talks *self, ns_reason reason, ns_why why, uint32_t leaver);
bool talks_protocol_is(const talks *self, const char *name);
/* A round of the protocol simultaneous, and of single_text, and its end. */
void talks_all_at_once(talks *self);
void talks_on_a_text(talks *self);
void talks_sign_text(talks *self);
/* Of the guarantees that stand for a package in round t after the signature. */
double talks_credibility(const talks *self, uint32_t package, uint32_t t);
/* Ratification and durability, once the outcome's worths are known. */
void talks_live_on(talks *self);
double talks_common_clock(const talks *self); /* of who has no deadline of its own */
/* The mediator's turn. */
void talks_mediate(talks *self);

#endif
