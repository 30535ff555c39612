/* Study: pieces of work that do not hang on one another (points of a sweep, blocks of a sample), played by threads and handed to a store,
 * which may be a journal on disk. What a piece gives is bytes that depend on the piece alone, so that what is made of them in
 * the order of pieces is the same for any number of threads, shards or machines, and after any number of interruptions. */
#ifndef NEGSIM_STUDY_H
#define NEGSIM_STUDY_H

#include <stdbool.h>
#include <stdint.h>

#include "negsim/buffer.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What a piece adds to the present estimate of the main outcome. */
typedef struct ns_study_note {
    uint64_t runs, agreed;
} ns_study_note;

typedef struct ns_study {
    uint64_t units;
    void *user;
    /* A thread's own workspace; NULL: memory is short. May be NULL where none is wanted. */
    void *(*open)(void *user);
    void (*close)(void *user, void *workspace);
    ns_status (*play)(void *user, void *workspace, uint64_t unit, ns_buffer *payload, ns_study_note *note);
} ns_study;

typedef struct ns_study_settings {
    unsigned jobs;          /* threads, at least 1 */
    uint64_t shard, shards; /* plays the units u with u % shards == shard - 1; shards 1: all */
    void *store;
    bool (*has)(void *store,
                uint64_t unit); /* done before: passed over. Asked before any thread begins. May be NULL. */
    /* One at a time, in any order. */
    ns_status (*put)(void *store, uint64_t unit, const char *bytes, size_t length);
    /* One at a time; done counts the units of this shard, also those that were there. Non-zero: no more units are begun, NS_STOPPED. */
    int (*on_progress)(void *user, uint64_t done, uint64_t total, const ns_study_note *so_far);
    void *progress_user;
} ns_study_settings;

/* NS_OK: all units of the shard are in the store. The first failure otherwise; what was put stays put. */
ns_status ns_study_run(const ns_study *study, const ns_study_settings *settings) NS_MUST;

/* Units of a shard. */
uint64_t ns_study_share(uint64_t units, uint64_t shard, uint64_t shards);

#ifdef __cplusplus
}
#endif

#endif
