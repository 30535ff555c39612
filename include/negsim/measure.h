/* Measure: one number of a negotiation, named by a word, for analyses that ask what an outcome hangs on. */
#ifndef NEGSIM_MEASURE_H
#define NEGSIM_MEASURE_H

#include "negsim/experiment.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum ns_measure_kind {
    NS_MEASURE_AGREED,    /* 1 or 0 */
    NS_MEASURE_ROUND,     /* of the agreement; the number of rounds where there is none */
    NS_MEASURE_GAIN,      /* of a party, points over no deal; 0 where there is no agreement */
    NS_MEASURE_VALUE,     /* of a party, points; its no-deal value where there is no agreement */
    NS_MEASURE_SIGNED,    /* 1 where the package signed has the options named */
    NS_MEASURE_REACHABLE, /* 1 where a package with the options named is reachable (in the draw's first play) */
    NS_MEASURE_HELD,      /* 1 where an agreement is in force to the horizon (scenarios with `durability`) */
    NS_MEASURE_KINDS
} ns_measure_kind;

#define NS_MEASURE_SIDES 8

typedef struct ns_measure {
    const char *text; /* as asked for */
    ns_measure_kind kind;
    uint32_t party;
    uint32_t side_count;
    struct {
        uint32_t issue, option;
    } sides[NS_MEASURE_SIDES];
    size_t arm, against; /* against: SIZE_MAX, or the arm whose number is taken off: an effect */
} ns_measure;

/* Reads WHAT[@ARM | @ARM-ARM]: agreed, round, gain.PARTY, value.PARTY, signed:ISSUE=OPTION[+ISSUE=OPTION ..],
 * reachable[:ISSUE=OPTION ..], held; effect stands for agreed@mediated-unmediated. Without @ the arm is mediated, or the first. Unknown names are
 * faults with the nearest as hint. The text must outlive the measure. */
ns_status ns_measure_read(ns_measure *out, const char *text, const ns_arms *arms,
                          ns_diagnostics *diagnostics) NS_MUST;
/* What must be gathered for it. */
/* Is it yes or no in each scenario, of one arm? */
bool ns_measure_is_share(const ns_measure *self);
unsigned ns_measure_gather(const ns_measure *self);
/* The number in one run of one arm (not the difference). */
double ns_measure_of(const ns_measure *self, const ns_scenario *scenario, const ns_run_record *record);

#ifdef __cplusplus
}
#endif

#endif
