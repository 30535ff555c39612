/* The study over ranks. */
#include "cli/engine.h"

#include <mpi.h>
#include <stdlib.h>

#include "ranks.h"

/* Which workers are still there: a worker is told to stop once. The only state of the program; it belongs to the process, as its rank does. */
static struct {
    int told;      /* workers told to stop (rank 0) */
    bool finished; /* told to stop (a worker) */
} ranks;

static int rank_of(void) {
    int rank = 0;
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    return rank;
}

static int count_of(void) {
    int count = 1;
    MPI_Comm_size(MPI_COMM_WORLD, &count);
    return count;
}

bool cli_engine_serves(void) { return rank_of() > 0; }

/* --- workers ----------------------------------------------------------------------------------------------------- */

/* Asks with what was done; false: told to stop. */
static bool ask(const rank_request *request, const ns_buffer *payload, uint64_t *unit) {
    MPI_Status status;
    MPI_Send(request, sizeof *request, MPI_BYTE, 0, MPI_TAG_ASK, MPI_COMM_WORLD);
    if (request->length)
        MPI_Send(payload->text, (int)request->length, MPI_BYTE, 0, MPI_TAG_PAYLOAD, MPI_COMM_WORLD);
    MPI_Recv(unit, 1, MPI_UINT64_T, 0, MPI_ANY_TAG, MPI_COMM_WORLD, &status);
    ranks.finished = status.MPI_TAG == MPI_TAG_STOP;
    return !ranks.finished;
}

ns_status cli_engine_serve(const ns_study *study) {
    void *workspace = study->open ? study->open(study->user) : NULL;
    rank_request request = {.unit = NO_UNIT, .status = study->open && !workspace ? NS_NO_MEMORY : NS_OK};
    ns_buffer payload = {0};
    uint64_t unit;
    while (ask(&request, &payload, &unit)) {
        ns_study_note note = {0};
        ns_buffer_clear(&payload);
        ns_status status = study->play(study->user, workspace, unit, &payload, &note);
        if (status == NS_OK) status = payload.status;
        if (status == NS_OK && payload.length > INT32_MAX) status = NS_TOO_LARGE;
        request = (rank_request){unit, (uint64_t)status, note.runs, note.agreed,
                                 status == NS_OK ? payload.length : 0};
    }
    ns_buffer_free(&payload);
    if (study->close) study->close(study->user, workspace);
    return NS_OK;
}

void ranks_wait(void) {
    const rank_request request = {.unit = NO_UNIT, .status = NS_BAD_USAGE};
    uint64_t unit;
    while (!ranks.finished && ask(&request, NULL, &unit))
        MPI_Abort(MPI_COMM_WORLD, 1); /* its study was never made */
}

/* --- the manager ------------------------------------------------------------------------------------------------- */

typedef struct manager {
    const ns_study *study;
    const ns_study_settings *settings;
    uint64_t next, done, total;
    ns_study_note so_far;
    ns_status status;
    ns_buffer payload;
} manager;

static bool is_there(const manager *self, uint64_t unit) {
    return self->settings->has && self->settings->has(self->settings->store, unit);
}

static void report(manager *self) {
    const ns_study_settings *settings = self->settings;
    if (settings->on_progress && self->status == NS_OK &&
        settings->on_progress(settings->progress_user, self->done, self->total, &self->so_far))
        self->status = NS_STOPPED;
}

/* The next unit that is not there yet; NO_UNIT: none. */
static uint64_t next_unit(manager *self) {
    const uint64_t units = self->study->units, step = self->settings->shards;
    while (self->next < units && is_there(self, self->next)) self->next += step;
    if (self->status != NS_OK || self->next >= units) return NO_UNIT;
    self->next += step;
    return self->next - step;
}

/* What a worker sends beside its request. */
static char *receive_payload(manager *self, int worker, size_t length) {
    char *bytes = malloc(length + 1);
    if (!bytes) {
        self->status = NS_NO_MEMORY;
        MPI_Abort(MPI_COMM_WORLD, 1);
        return NULL;
    }
    MPI_Recv(bytes, (int)length, MPI_BYTE, worker, MPI_TAG_PAYLOAD, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    return bytes;
}

static void take_in(manager *self, const rank_request *request, const char *bytes) {
    ns_status status = (ns_status)request->status;
    if (status == NS_OK)
        status = self->settings->put(self->settings->store, request->unit, bytes ? bytes : "",
                                     (size_t)request->length);
    if (status != NS_OK && self->status == NS_OK) self->status = status;
    if (status != NS_OK) return;
    self->done++;
    self->so_far.runs += request->runs;
    self->so_far.agreed += request->agreed;
    report(self);
}

/* One worker's question: what it did is taken in, and it is sent on or told to stop. */
static void answer(manager *self) {
    rank_request request;
    MPI_Status from;
    MPI_Recv(&request, sizeof request, MPI_BYTE, MPI_ANY_SOURCE, MPI_TAG_ASK, MPI_COMM_WORLD, &from);
    char *bytes = request.length ? receive_payload(self, from.MPI_SOURCE, (size_t)request.length) : NULL;
    if (request.unit != NO_UNIT) take_in(self, &request, bytes);
    if (request.unit == NO_UNIT && request.status != NS_OK && self->status == NS_OK)
        self->status = (ns_status)request.status;
    free(bytes);
    const uint64_t unit = next_unit(self);
    ranks.told += unit == NO_UNIT;
    MPI_Send(&unit, 1, MPI_UINT64_T, from.MPI_SOURCE, unit == NO_UNIT ? MPI_TAG_STOP : MPI_TAG_UNIT,
             MPI_COMM_WORLD);
}

ns_status cli_engine_run(const ns_study *study, const ns_study_settings *settings) {
    if (count_of() == 1) return ns_study_run(study, settings);
    if (!settings->shards || !settings->shard || settings->shard > settings->shards) return NS_BAD_USAGE;
    manager self = {.study = study, .settings = settings, .next = settings->shard - 1, .status = NS_OK};
    self.total = ns_study_share(study->units, settings->shard, settings->shards);
    for (uint64_t unit = settings->shard - 1; unit < study->units; unit += settings->shards)
        self.done += is_there(&self, unit);
    report(&self);
    while (ranks.told < count_of() - 1) answer(&self);
    return self.status == NS_STOPPED && self.done == self.total ? NS_OK : self.status;
}

void ranks_dismiss(void) {
    while (ranks.told < count_of() - 1) {
        rank_request request;
        const uint64_t none = NO_UNIT;
        MPI_Status from;
        MPI_Recv(&request, sizeof request, MPI_BYTE, MPI_ANY_SOURCE, MPI_TAG_ASK, MPI_COMM_WORLD, &from);
        MPI_Send(&none, 1, MPI_UINT64_T, from.MPI_SOURCE, MPI_TAG_STOP, MPI_COMM_WORLD);
        ranks.told++;
    }
}
