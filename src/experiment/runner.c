/* The run: threads claim chunks of draws; rows are written in the order of chunks; tallies are added up at the end. */
#include "runner.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "worker.h"

enum { BACKLOG = 64, MOST_DRAWS = 4096, CHUNKS_PER_JOB = 4, PACKAGES_PER_CHUNK = 1 << 19 };

/* Rows of a finished chunk that waits for its turn. */
typedef struct slot {
    bool ready;
    uint64_t draws, agreed;
    ns_buffer rows[NS_ROW_KINDS];
} slot;

typedef struct runner {
    const ns_experiment *experiment;
    uint64_t chunk, chunks;
    atomic_uint_fast64_t next; /* chunk to claim */
    atomic_bool stop;
    pthread_mutex_t lock; /* of all that follows */
    pthread_cond_t moved;
    slot slots[BACKLOG];
    uint64_t written; /* chunks written */
    uint64_t done, agreed;
    ns_status status; /* first failure */
} runner;

typedef struct thread {
    runner *runner;
    ns_worker worker;
    pthread_t id;
    bool started;
} thread;

/* --- rows in order -------------------------------------------------------------------------------------- */

/* Called with the lock held, like all functions of this section. */
static void fail(runner *self, ns_status status) {
    if (self->status == NS_OK) self->status = status;
    atomic_store(&self->stop, true);
}

static void write_rows(runner *self, slot *from) {
    const ns_row_writer *writer = self->experiment->writer;
    for (int k = 0; k < NS_ROW_KINDS && self->status == NS_OK; k++) {
        ns_status status = from->rows[k].status;
        if (status == NS_OK && writer && writer->flush && from->rows[k].length)
            status = writer->flush(writer->user, k, &from->rows[k]);
        if (status != NS_OK) fail(self, status);
    }
    for (int k = 0; k < NS_ROW_KINDS; k++) ns_buffer_clear(&from->rows[k]);
}

static void report(runner *self, const slot *from) {
    const ns_experiment *e = self->experiment;
    self->done += from->draws;
    self->agreed += from->agreed;
    if (self->status != NS_OK || !e->on_progress) return;
    if (e->on_progress(e->progress_user, self->done, e->draws, self->agreed / e->plays))
        fail(self, NS_STOPPED);
}

static void write_ready(runner *self) {
    for (;;) {
        slot *next = &self->slots[self->written % BACKLOG];
        if (self->status != NS_OK || !next->ready) break;
        write_rows(self, next);
        report(self, next);
        next->ready = false;
        self->written++;
    }
    pthread_cond_broadcast(&self->moved);
}

/* The worker's rows go into the chunk's slot; the slot's empty buffers come back with their memory. */
static void put_rows(slot *to, ns_worker *worker, uint64_t draws) {
    for (int k = 0; k < NS_ROW_KINDS; k++) {
        const ns_buffer empty = to->rows[k];
        to->rows[k] = worker->rows[k];
        worker->rows[k] = empty;
    }
    to->draws = draws;
    to->agreed = worker->agreed;
    to->ready = true;
}

/* A chunk that is too far ahead of what is written waits, so that memory stays flat. The one that all wait for never does. */
static void hand_in(runner *self, uint64_t chunk, ns_worker *worker, uint64_t draws) {
    pthread_mutex_lock(&self->lock);
    if (worker->status != NS_OK) fail(self, worker->status);
    while (self->status == NS_OK && chunk - self->written >= BACKLOG)
        pthread_cond_wait(&self->moved, &self->lock);
    if (self->status == NS_OK) put_rows(&self->slots[chunk % BACKLOG], worker, draws);
    write_ready(self);
    pthread_mutex_unlock(&self->lock);
}

/* --- threads ---------------------------------------------------------------------------------------------- */

static void play_chunk(runner *self, uint64_t chunk, ns_worker *worker) {
    const ns_experiment *e = self->experiment;
    const uint64_t from = chunk * self->chunk, left = e->draws - from;
    const uint64_t draws = left < self->chunk ? left : self->chunk;
    worker->agreed = 0;
    for (uint64_t k = 0; worker->status == NS_OK && k < draws; k++)
        worker->status = ns_worker_draw(worker, e->first_draw + from + k);
    hand_in(self, chunk, worker, draws);
}

static void *work(void *argument) {
    thread *self = argument;
    while (!atomic_load(&self->runner->stop)) {
        const uint64_t chunk = atomic_fetch_add(&self->runner->next, 1);
        if (chunk >= self->runner->chunks) break;
        play_chunk(self->runner, chunk, &self->worker);
    }
    return NULL;
}

/* The calling thread works too; a thread that cannot be started is one less. */
static void run_threads(thread *threads, unsigned count) {
    for (unsigned t = 1; t < count; t++)
        threads[t].started = pthread_create(&threads[t].id, NULL, work, &threads[t]) == 0;
    work(&threads[0]);
    for (unsigned t = 1; t < count; t++)
        if (threads[t].started) pthread_join(threads[t].id, NULL);
}

/* --- the whole -------------------------------------------------------------------------------------------- */

/* About a tenth of a second of work at most, and enough chunks for all threads. */
static uint64_t chunk_of(const ns_arms *arms, const ns_experiment *e) {
    uint64_t most = PACKAGES_PER_CHUNK / ((uint64_t)arms->base->package_count * arms->count) / e->plays;
    uint64_t fair = e->draws / ((uint64_t)e->jobs * CHUNKS_PER_JOB);
    if (most > MOST_DRAWS) most = MOST_DRAWS;
    if (most > fair) most = fair;
    return most ? most : 1;
}

static bool init(runner *self, const ns_results *results) {
    self->experiment = &results->experiment;
    self->chunk = chunk_of(results->arms, self->experiment);
    self->chunks = (self->experiment->draws - 1) / self->chunk + 1;
    if (pthread_mutex_init(&self->lock, NULL) != 0) return false;
    if (pthread_cond_init(&self->moved, NULL) == 0) return true;
    pthread_mutex_destroy(&self->lock);
    return false;
}

static void release(runner *self) {
    for (int s = 0; s < BACKLOG; s++)
        for (int k = 0; k < NS_ROW_KINDS; k++) ns_buffer_free(&self->slots[s].rows[k]);
    pthread_cond_destroy(&self->moved);
    pthread_mutex_destroy(&self->lock);
}

static ns_status play_all(runner *self, thread *threads, ns_pool *pool) {
    const unsigned jobs = self->experiment->jobs;
    bool good = true;
    for (unsigned t = 0; good && t < jobs; t++) {
        threads[t].runner = self;
        good = ns_worker_init(&threads[t].worker, pool);
    }
    if (good) run_threads(threads, jobs);
    for (unsigned t = 0; good && self->status == NS_OK && t < jobs; t++)
        good = ns_worker_add_up(&threads[t].worker, pool->results);
    for (unsigned t = 0; t < jobs; t++) ns_worker_free(&threads[t].worker);
    return good ? self->status : NS_NO_MEMORY;
}

ns_status ns_runner_run(ns_results *results) {
    const ns_experiment *e = &results->experiment;
    ns_pool pool = {.results = results};
    thread *threads = calloc(e->jobs, sizeof *threads);
    runner *self = calloc(1, sizeof *self);
    ns_status status = NS_NO_MEMORY;
    if (threads && self && pthread_mutex_init(&pool.lock, NULL) == 0) {
        if (init(self, results)) {
            status = play_all(self, threads, &pool);
            release(self);
        }
        pthread_mutex_destroy(&pool.lock);
    }
    free(threads);
    free(self);
    return status;
}
