/* Private to experiment: what a worker writes down and the run's tallies take up from time to time.
 *
 * Changes in points and signed packages fall on few of very many cells, whose histograms are large: they are kept once, not per
 * thread. A worker notes them in lists of fixed length and empties a full list into the results, under a lock. The tallies only add
 * up, so the order in which threads come does not matter. */
#ifndef NEGSIM_EXPERIMENT_NOTES_H
#define NEGSIM_EXPERIMENT_NOTES_H

#include <pthread.h>

#include "tally.h"

/* The results and their lock; shared by all workers. */
typedef struct ns_pool {
    pthread_mutex_t lock;
    ns_results *results;
} ns_pool;

typedef struct ns_change_note {
    int64_t nanos;
    uint32_t cell; /* subject * bits + bit */
    uint8_t arm, subject;
} ns_change_note;

typedef struct ns_signing {
    int64_t gain[NS_MAX_PARTIES]; /* nanos */
    uint32_t package, round;
    uint8_t arm, pareto;
} ns_signing;

typedef struct ns_notes {
    ns_pool *pool;
    ns_change_note *changes;
    ns_signing *signings;
    size_t change_count, signing_count;
} ns_notes;

/* false: memory was short. Free it all the same. */
bool ns_notes_init(ns_notes *self, ns_pool *pool);
void ns_notes_free(ns_notes *self);
/* Each false: memory was short. */
bool ns_notes_change(ns_notes *self, size_t arm, ns_subject subject, size_t cell, double points);
bool ns_notes_sign(ns_notes *self, const ns_signing *signing);
bool ns_notes_empty(ns_notes *self);

#endif
