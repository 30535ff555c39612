/* Course: what goes on while the parties talk, settled before the first round. Nothing that anybody says moves it. */
#ifndef NEGSIM_BARGAINING_COURSE_H
#define NEGSIM_BARGAINING_COURSE_H

#include "negsim/instance.h"

typedef struct ns_course {
    double *numbers;     /* [quantity] as events have left them */
    uint64_t *happened;  /* [round - 1] bit per event of the round */
    uint32_t ends_after; /* round after which an event breaks the talks off; 0: none does */
    uint64_t deep;   /* bit per event that changes what packages are worth, or are shut by, or the mediator */
    double *balance; /* [round - 1]; NaN without a conflict */
    double *no_deal; /* [(round - 1) * parties + party] true values of no deal; NULL: they stay */
    double *moments; /* [moment * parties + party] rounds in which no party's no deal is worth least .. */
    uint32_t moment_count; /* .. without another's being worth more than in some other round */
} ns_course;

/* Memory for a scenario's rounds; nothing where nothing goes on. Free also after a failure. */
ns_status ns_course_init(ns_course *self, const ns_scenario *scenario) NS_MUST;
void ns_course_free(ns_course *self);
/* The course of one negotiation, a function of (instance, play) alone; the moments are those of all rounds. */
void ns_course_run(ns_course *self, const ns_instance *instance, uint64_t play);
/* Moments of the rounds from first to last. */
void ns_course_moments(ns_course *self, const ns_scenario *scenario, uint32_t first, uint32_t last);
/* Does something in this round change more than the values of no deal? */
static inline bool ns_course_turns(const ns_course *self, uint32_t round) {
    return self->happened != NULL && (self->happened[round - 1] & self->deep) != 0;
}
/* The balance a round later, by self->numbers. */
double ns_course_next(const ns_course *self, const ns_instance *drawn, uint64_t play, uint32_t round,
                      double balance);
/* numbers: as drawn, changed by all that happens up to a round, that round included. */
void ns_course_apply(const ns_course *self, const ns_instance *drawn, uint32_t round, double *numbers);

#endif
