/* The run: threads claim chunks of draws; rows are written in the order of chunks; tallies are added up at the end. */
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "negsim/limits.h"
#include "runner.h"
#include "worker.h"

enum { CHUNK = 64, BIG_CHUNK = 512, SMALL_SPACE = 1024, BACKLOG = 64 };

/* Rows of a finished chunk that waits for its turn. */
typedef struct slot {
    bool ready;
    uint64_t draws, agreed;
    ns_buffer rows[ROW_KINDS];
} slot;

typedef struct runner {
    const ns_experiment *experiment;
    uint64_t chunk, chunks;
    atomic_uint_fast64_t next;  /* chunk to claim */
    atomic_int stop;
    pthread_mutex_t lock;
    pthread_cond_t moved;
    slot slots[BACKLOG];
    uint64_t written;           /* chunks written */
    uint64_t done, agreed;
    ns_status status;           /* first failure */
} runner;

typedef struct thread {
    runner *runner;
    worker worker;
    pthread_t id;
    bool started;
} thread;

static void fail(runner *self, ns_status status) {
    if (self->status == NS_OK) self->status = status;
    atomic_store(&self->stop, 1);
}

/* Writes chunks that are ready, in order. Called with the lock held. */
static void write_ready(runner *self) {
    const ns_experiment *e = self->experiment;
    for (slot *s; self->status == NS_OK && (s = &self->slots[self->written % BACKLOG])->ready;) {
        for (int k = 0; k < ROW_KINDS; k++) {
            if (s->rows[k].status != NS_OK) fail(self, s->rows[k].status);
            if (self->status == NS_OK && e->writer && s->rows[k].length) {
                ns_status status = e->writer->flush(e->writer->user, k, &s->rows[k]);
                if (status != NS_OK) fail(self, status);
            }
            ns_buffer_clear(&s->rows[k]);
        }
        s->ready = false;
        self->written++;
        self->done += s->draws;
        self->agreed += s->agreed;
        if (self->status == NS_OK && e->on_progress && e->on_progress(e->progress_user, self->done, e->draws, self->agreed)) fail(self, NS_STOPPED);
    }
    pthread_cond_broadcast(&self->moved);
}

static void hand_in(runner *self, uint64_t chunk, worker *w, uint64_t draws) {
    pthread_mutex_lock(&self->lock);
    if (w->status != NS_OK) fail(self, w->status);
    while (self->status == NS_OK && chunk - self->written >= BACKLOG) pthread_cond_wait(&self->moved, &self->lock);
    slot *s = &self->slots[chunk % BACKLOG];
    if (self->status == NS_OK) {
        for (int k = 0; k < ROW_KINDS; k++) { /* the slot's empty buffers come back with their memory */
            const ns_buffer empty = s->rows[k];
            s->rows[k] = w->rows[k];
            w->rows[k] = empty;
        }
        s->draws = draws;
        s->agreed = w->agreed;
        s->ready = true;
        write_ready(self);
    } else {
        pthread_cond_broadcast(&self->moved);
    }
    pthread_mutex_unlock(&self->lock);
}

static void *work(void *argument) {
    thread *self = argument;
    runner *r = self->runner;
    worker *w = &self->worker;
    while (!atomic_load(&r->stop)) {
        const uint64_t chunk = atomic_fetch_add(&r->next, 1);
        if (chunk >= r->chunks) break;
        const uint64_t from = chunk * r->chunk, left = r->experiment->draws - from, count = left < r->chunk ? left : r->chunk;
        w->agreed = 0;
        for (uint64_t k = 0; w->status == NS_OK && k < count; k++) w->status = worker_draw(w, r->experiment->first_draw + from + k);
        hand_in(r, chunk, w, count);
    }
    return NULL;
}

static bool init_threads(runner *self, thread *threads, ns_results *results) {
    bool good = true;
    for (unsigned t = 0; t < self->experiment->jobs; t++) {
        threads[t].runner = self;
        good = worker_init(&threads[t].worker, results->arms, &results->experiment, results->families, results->options) && good;
    }
    return good;
}

/* The calling thread works too; a thread that cannot be started is one less. */
static void run_threads(runner *self, thread *threads) {
    for (unsigned t = 1; t < self->experiment->jobs; t++) threads[t].started = pthread_create(&threads[t].id, NULL, work, &threads[t]) == 0;
    work(&threads[0]);
    for (unsigned t = 1; t < self->experiment->jobs; t++)
        if (threads[t].started) pthread_join(threads[t].id, NULL);
}

static bool add_up(ns_results *results, const worker *w) {
    bool good = true;
    for (size_t arm = 0; arm < results->arms->count; arm++) {
        good = ns_tally_merge(&results->tallies[arm], &w->tallies[arm], results->arms->arms[arm].scenario, ns_grouping_count(results->families)) && good;
        ns_pair_merge(&results->pairs[arm], &w->pairs[arm], results->arms->base->party_count);
    }
    ns_split_merge(&results->split, &w->split);
    return good;
}

ns_status ns_runner_run(ns_results *results) {
    const ns_experiment *e = &results->experiment;
    thread *threads = calloc(e->jobs, sizeof *threads);
    runner *self = calloc(1, sizeof *self);
    ns_status status = threads && self ? NS_OK : NS_NO_MEMORY;
    if (status == NS_OK) {
        self->experiment = e;
        self->chunk = results->arms->base->package_count <= SMALL_SPACE && e->draws > 100 * (uint64_t)BIG_CHUNK ? BIG_CHUNK : CHUNK;
        self->chunks = (e->draws + self->chunk - 1) / self->chunk;
        pthread_mutex_init(&self->lock, NULL);
        pthread_cond_init(&self->moved, NULL);
        if (init_threads(self, threads, results))
            run_threads(self, threads);
        else
            self->status = NS_NO_MEMORY;
        for (unsigned t = 0; self->status == NS_OK && t < e->jobs; t++)
            if (!add_up(results, &threads[t].worker)) self->status = NS_NO_MEMORY;
        status = self->status;
        for (unsigned t = 0; t < e->jobs; t++)
            if (threads[t].runner) worker_free(&threads[t].worker);
        for (int k = 0; k < BACKLOG * ROW_KINDS; k++) ns_buffer_free(&self->slots[k / ROW_KINDS].rows[k % ROW_KINDS]);
        pthread_mutex_destroy(&self->lock);
        pthread_cond_destroy(&self->moved);
    }
    free(threads);
    free(self);
    return status;
}
