/* Studies: every unit once, whatever the threads, the shards and what was there before; the first failure ends it. */
#include <criterion/criterion.h>

#include <pthread.h>
#include <stdio.h>
#include <string.h>

#include "negsim/study.h"

enum { UNITS = 97 };

typedef struct record {
    unsigned played[UNITS], put[UNITS];
    bool there[UNITS];
    unsigned opened, closed;
    uint64_t fail_at, stop_at;
    uint64_t done, total;
    ns_study_note so_far;
    pthread_mutex_t lock;
} record;

static record record_new(void) {
    record self = {.fail_at = UINT64_MAX, .stop_at = UINT64_MAX};
    pthread_mutex_init(&self.lock, NULL);
    return self;
}

static void *open_hand(void *user) {
    record *self = user;
    pthread_mutex_lock(&self->lock);
    self->opened++;
    pthread_mutex_unlock(&self->lock);
    return self;
}

static void close_hand(void *user, void *workspace) {
    record *self = user;
    cr_assert_eq(workspace, user);
    pthread_mutex_lock(&self->lock);
    self->closed++;
    pthread_mutex_unlock(&self->lock);
}

static ns_status play(void *user, void *workspace, uint64_t unit, ns_buffer *payload, ns_study_note *note) {
    record *self = user;
    (void)workspace;
    pthread_mutex_lock(&self->lock);
    self->played[unit]++;
    pthread_mutex_unlock(&self->lock);
    if (unit == self->fail_at) return NS_IO_FAILED;
    ns_buffer_format(payload, "unit %llu", (unsigned long long)unit);
    *note = (ns_study_note){10, unit % 3};
    return NS_OK;
}

static bool has(void *store, uint64_t unit) { return ((record *)store)->there[unit]; }

static ns_status put(void *store, uint64_t unit, const char *bytes, size_t length) {
    record *self = store;
    char wanted[32];
    snprintf(wanted, sizeof wanted, "unit %llu", (unsigned long long)unit);
    cr_assert_eq(length, strlen(wanted));
    cr_assert_eq(memcmp(bytes, wanted, length), 0, "a payload begins empty");
    self->put[unit]++;
    self->there[unit] = true;
    return NS_OK;
}

static int on_progress(void *user, uint64_t done, uint64_t total, const ns_study_note *so_far) {
    record *self = user;
    cr_assert(done >= self->done, "what is done grows");
    self->done = done;
    self->total = total;
    self->so_far = *so_far;
    return done >= self->stop_at;
}

static ns_status run(record *self, unsigned jobs, uint64_t shard, uint64_t shards) {
    const ns_study study = {UNITS, self, open_hand, close_hand, play};
    const ns_study_settings settings = {jobs, shard, shards, self, has, put, on_progress, self};
    self->done = 0;
    return ns_study_run(&study, &settings);
}

Test(study, every_unit_once, .timeout = 30) {
    for (unsigned jobs = 1; jobs <= 8; jobs++) {
        record self = record_new();
        cr_assert_eq(run(&self, jobs, 1, 1), NS_OK);
        for (int u = 0; u < UNITS; u++) cr_assert(self.played[u] == 1 && self.put[u] == 1, "unit %d", u);
        cr_assert_eq(self.done, UNITS);
        cr_assert_eq(self.total, UNITS);
        cr_assert_eq(self.so_far.runs, 10 * UNITS);
        cr_assert_eq(self.so_far.agreed, 96, "sum of u mod 3 over 97 units");
        cr_assert_eq(self.opened, self.closed);
        cr_assert_leq(self.opened, jobs);
    }
}

Test(study, shards_share_the_units_out, .timeout = 30) {
    record self = record_new();
    uint64_t together = 0;
    for (uint64_t shard = 1; shard <= 5; shard++) {
        cr_assert_eq(run(&self, 2, shard, 5), NS_OK);
        cr_assert_eq(self.done, ns_study_share(UNITS, shard, 5));
        together += ns_study_share(UNITS, shard, 5);
    }
    cr_assert_eq(together, UNITS);
    for (int u = 0; u < UNITS; u++) cr_assert_eq(self.played[u], 1);
    cr_assert_eq(ns_study_share(3, 5, 5), 0, "a shard may be empty");
    cr_assert_eq(ns_study_share(0, 1, 1), 0);
}

Test(study, what_is_there_is_passed_over, .timeout = 30) {
    record self = record_new();
    for (int u = 0; u < UNITS; u += 2) self.there[u] = true;
    cr_assert_eq(run(&self, 3, 1, 1), NS_OK);
    for (int u = 0; u < UNITS; u++) cr_assert_eq(self.played[u], u % 2 ? 1 : 0);
    cr_assert_eq(self.done, UNITS);
    cr_assert_eq(run(&self, 3, 1, 1), NS_OK, "nothing is left to do");
}

Test(study, a_failure_ends_it_and_keeps_what_was_put, .timeout = 30) {
    record self = record_new();
    self.fail_at = 40;
    cr_assert_eq(run(&self, 2, 1, 1), NS_IO_FAILED);
    cr_assert_eq(self.put[40], 0);
    cr_assert_eq(self.put[0], 1);
    cr_assert_eq(self.played[96], 0, "no unit is begun after it");
}

Test(study, stops_when_asked_and_goes_on, .timeout = 30) {
    record self = record_new();
    self.stop_at = 10;
    cr_assert_eq(run(&self, 2, 1, 1), NS_STOPPED);
    cr_assert_lt(self.done, UNITS);
    self.stop_at = UINT64_MAX;
    cr_assert_eq(run(&self, 2, 1, 1), NS_OK);
    for (int u = 0; u < UNITS; u++) cr_assert_eq(self.played[u], 1);
    record whole = record_new();
    whole.stop_at = UNITS;
    cr_assert_eq(run(&whole, 1, 1, 1), NS_OK, "asked to stop by the last unit, it is done");
}

Test(study, a_shard_that_does_not_exist) {
    record self = record_new();
    cr_assert_eq(run(&self, 1, 0, 1), NS_BAD_USAGE);
    cr_assert_eq(run(&self, 1, 3, 2), NS_BAD_USAGE);
    cr_assert_eq(run(&self, 1, 1, 0), NS_BAD_USAGE);
}
