/* Course: what goes on while the parties talk, settled before the first round. Nothing that anybody says moves it. */
#ifndef NEGSIM_BARGAINING_COURSE_H
#define NEGSIM_BARGAINING_COURSE_H

#include "negsim/instance.h"

typedef struct ns_course {
    double *balance; /* [round - 1] */
    double *no_deal; /* [(round - 1) * parties + party] true values of no deal */
    double *moments; /* [moment * parties + party] rounds in which no party's no deal is worth least .. */
    uint32_t moment_count; /* .. without another's being worth more than in some other round */
} ns_course;

/* Memory for a scenario's rounds; nothing where no conflict goes on. Free also after a failure. */
ns_status ns_course_init(ns_course *self, const ns_scenario *scenario) NS_MUST;
void ns_course_free(ns_course *self);
/* The course of one negotiation, a function of (instance, play) alone. */
void ns_course_run(ns_course *self, const ns_instance *instance, uint64_t play);

#endif
