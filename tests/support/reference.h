/* The slow reference engine: a second, independent reading of the round order (docs/model.md).
 *
 * It is naive on purpose: no index, no schedule, no table kept from one round to the next. A party's value of a part
 * is found by looking at all packages each time that it is asked for. Only the sums follow the order that the model fixes,
 * so that its doubles equal those of the engine bit for bit. Whoever optimises the engine compares with this. */
#ifndef NEGSIM_TEST_REFERENCE_H
#define NEGSIM_TEST_REFERENCE_H

#include "negsim/event.h"
#include "negsim/reach.h"
#include "negsim/session.h"

/* One draw. Arrays have the shapes of ns_instance. */
typedef struct ref_draw {
    const ns_scenario *scenario;
    uint64_t seed, draw;
    double *numbers;    /* [quantity] */
    double *weights;    /* [party * issue_count + issue] */
    double *values;     /* [party * option_total + first_option + option] */
    double *floors;     /* [party * issue_count + issue] */
    uint8_t *available; /* [condition] */
    uint8_t *red;       /* [party * option_total + first_option + option]: a red line that holds */
    uint8_t *broken;    /* [package] a rule is broken */
    uint8_t *lacking;   /* [package] an option needs a condition that is not available */
    double *utility; /* [party * package_count + package]; with `commitment` what it is worth to sign, and */
    double *paper;   /* what it is worth on paper; else NULL */
    double best_feasible[NS_MAX_PARTIES];
    ns_shut *shut; /* [package] rule, condition, red_line, inflexible */
} ref_draw;

/* What goes on while the parties talk, by round (index round - 1). */
typedef struct ref_world {
    uint32_t rounds;
    uint64_t *happened;     /* bit per event */
    double *balance;        /* NaN: no conflict */
    double *no_deal;        /* [(round - 1) * parties + party] */
    const ref_draw **draws; /* what holds in the round */
    ref_draw **own;         /* those of them that events made; else NULL */
    const ref_draw *drawn;
    uint64_t play;
    ref_draw *signing;   /* with `commitment`: the draw as it is worth signing */
    double **numbers;    /* as events have left them */
    uint32_t ends_after; /* 0: no event ends the talks */
} ref_world;

/* A precondition that is held in this draw and arm. */
typedef struct ref_held {
    uint32_t party, index;
    bool shut;
} ref_held;

/* One negotiation. */
typedef struct ref_play {
    ref_world *world;
    ns_seat seat;
    double budget, face[NS_MAX_PARTIES]; /* facts of the arm, as in ns_arm_facts */
    ref_held *held;                      /* after sequencing */
    uint32_t held_count;
    uint16_t shut_holders;
    ns_event *events;
    size_t event_count, event_room;
    ns_outcome outcome; /* all but `acted` */
    ns_shut *shut;      /* [package] every pair that shuts it */
    bool any_reachable;
    ns_shut pivot_pairs; /* where nothing is reachable, else 0 */
    unsigned pivot_causes;
} ref_play;

/* Both end the process when memory is short. */
ref_draw *ref_draw_new(const ns_scenario *scenario, uint64_t seed, uint64_t draw);
void ref_draw_free(ref_draw *self);
ref_play *ref_play_new(const ref_draw *draw, ns_seat seat, uint64_t play);
void ref_play_free(ref_play *self);

/* Shared by the files of the slow engine. */
void *ref_alloc(size_t count, size_t size); /* zeroed */
double ref_utility(const ref_draw *self, uint32_t party, uint32_t package);
bool ref_box_holds(const ns_scenario *scenario, const ns_box *box, uint32_t package);
bool ref_within_flexibility(const ref_draw *self, uint32_t party, uint32_t issue, uint32_t option);
bool ref_over_red_line(const ref_draw *self, uint32_t party, uint32_t package);
bool ref_meets_held(const ref_draw *self, const ref_play *play, uint32_t party, uint32_t package);
/* The same draw with other numbers. */
ref_draw *ref_draw_changed(const ref_draw *self, const double *numbers);
ref_world *ref_world_new(const ref_draw *self, uint64_t play);
/* The balance after one more round, by the numbers that held in round `signed_in`. */
double ref_world_next(const ref_world *self, uint64_t play, uint32_t round, uint32_t signed_in,
                      double balance);
/* Round in which the conflict is ripe for a mediator that waits for it; HUGE_VAL: never. */
double ref_world_ripe(const ref_world *self, uint32_t mediator);
void ref_world_free(ref_world *self);
/* Carrots and audience costs (M6 at eff = 1) of the seat, by the numbers of a draw. */
void ref_arm_facts(const ref_draw *self, const ref_world *world, ns_seat seat, double *budget, double *face);
/* Is the yes of these parties enough? The cheapest of those open to it that is; HUGE_VAL: none. */
bool ref_binds(const ref_draw *self, uint16_t yes);
double ref_cheapest(const ref_draw *self, uint16_t open, const double *gaps, uint16_t *who);
/* The shares of the arm: fills shut, any_reachable and the pivots. */
void ref_reach(const ref_draw *self, ref_play *play);

#endif
