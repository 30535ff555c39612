/* Threads over the units of a study. */
#include "negsim/study.h"

#include <pthread.h>
#include <stdlib.h>

typedef struct crew {
    const ns_study *study;
    const ns_study_settings *settings;
    pthread_mutex_t lock; /* of all that follows */
    uint64_t next;        /* unit to look at */
    uint64_t done, total;
    ns_study_note so_far;
    ns_status status;
} crew;

typedef struct hand {
    crew *crew;
    pthread_t id;
    bool started;
} hand;

uint64_t ns_study_share(uint64_t units, uint64_t shard, uint64_t shards) {
    const uint64_t first = shard - 1;
    return units > first ? (units - first - 1) / shards + 1 : 0;
}

static bool is_there(const crew *self, uint64_t unit) {
    return self->settings->has && self->settings->has(self->settings->store, unit);
}

/* The next unit of the shard that is not there yet; units: none. */
static uint64_t claim(crew *self) {
    pthread_mutex_lock(&self->lock);
    while (self->next < self->study->units && is_there(self, self->next))
        self->next += self->settings->shards;
    const uint64_t unit = self->status == NS_OK ? self->next : self->study->units;
    if (unit < self->study->units) self->next += self->settings->shards;
    pthread_mutex_unlock(&self->lock);
    return unit;
}

static void report(crew *self) {
    const ns_study_settings *settings = self->settings;
    if (!settings->on_progress || self->status != NS_OK) return;
    if (settings->on_progress(settings->progress_user, self->done, self->total, &self->so_far))
        self->status = NS_STOPPED;
}

static void hand_in(crew *self, uint64_t unit, const ns_buffer *payload, const ns_study_note *note,
                    ns_status status) {
    pthread_mutex_lock(&self->lock);
    if (status == NS_OK) status = payload->status;
    if (status == NS_OK)
        status = self->settings->put(self->settings->store, unit, payload->text ? payload->text : "",
                                     payload->length);
    if (status != NS_OK && self->status == NS_OK) self->status = status;
    if (status == NS_OK) {
        self->done++;
        self->so_far.runs += note->runs;
        self->so_far.agreed += note->agreed;
        report(self);
    }
    pthread_mutex_unlock(&self->lock);
}

static void fail(crew *self, ns_status status) {
    pthread_mutex_lock(&self->lock);
    if (self->status == NS_OK) self->status = status;
    pthread_mutex_unlock(&self->lock);
}

static void *work(void *argument) {
    crew *self = argument;
    const ns_study *study = self->study;
    void *workspace = study->open ? study->open(study->user) : NULL;
    ns_buffer payload = {0};
    if (study->open && !workspace) {
        fail(self, NS_NO_MEMORY);
        return NULL;
    }
    for (uint64_t unit = claim(self); unit < study->units; unit = claim(self)) {
        ns_study_note note = {0};
        ns_buffer_clear(&payload);
        const ns_status status = study->play(study->user, workspace, unit, &payload, &note);
        hand_in(self, unit, &payload, &note, status);
    }
    ns_buffer_free(&payload);
    if (study->close) study->close(study->user, workspace);
    return NULL;
}

/* The calling thread works too; a thread that cannot be started is one less. */
static void run_hands(crew *self, hand *hands, unsigned count) {
    for (unsigned t = 1; t < count; t++)
        hands[t].started = pthread_create(&hands[t].id, NULL, work, self) == 0;
    work(self);
    for (unsigned t = 1; t < count; t++)
        if (hands[t].started) pthread_join(hands[t].id, NULL);
}

static void count_there(crew *self) {
    const ns_study_settings *settings = self->settings;
    self->total = ns_study_share(self->study->units, settings->shard, settings->shards);
    for (uint64_t unit = settings->shard - 1; unit < self->study->units; unit += settings->shards)
        self->done += is_there(self, unit);
    report(self);
}

ns_status ns_study_run(const ns_study *study, const ns_study_settings *settings) {
    if (!settings->shards || !settings->shard || settings->shard > settings->shards) return NS_BAD_USAGE;
    crew self = {.study = study, .settings = settings, .next = settings->shard - 1, .status = NS_OK};
    unsigned jobs = settings->jobs ? settings->jobs : 1;
    hand *hands = calloc(jobs, sizeof *hands);
    if (!hands) return NS_NO_MEMORY;
    if (pthread_mutex_init(&self.lock, NULL) != 0) {
        free(hands);
        return NS_NO_MEMORY;
    }
    count_there(&self);
    if (self.total - self.done < jobs) jobs = (unsigned)(self.total - self.done);
    if (jobs && self.status == NS_OK) run_hands(&self, hands, jobs);
    pthread_mutex_destroy(&self.lock);
    free(hands);
    /* Asked to stop by the last unit: there is nothing left to stop. */
    return self.status == NS_STOPPED && self.done == self.total ? NS_OK : self.status;
}
