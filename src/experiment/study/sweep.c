/* One point: its scenario built, its arms played, in batches where it may stop early. */
#include "negsim/sweep.h"

typedef struct played {
    const ns_sweep *sweep;
    uint64_t point;
    ns_buffer runs;
    ns_document *document;
    ns_scenario *scenario;
    ns_arms *arms;
    ns_results *results;
    ns_diagnostics *faults;
} played;

static void release(played *self) {
    ns_buffer_free(&self->runs);
    ns_results_free(self->results);
    ns_arms_free(self->arms);
    ns_scenario_free(self->scenario);
    ns_document_free(self->document);
    ns_diagnostics_free(self->faults);
}

/* The arm whose agreements are looked at: mediated, else the first. */
static size_t main_arm(const ns_arms *arms) {
    const size_t mediated = ns_arms_find(arms, "mediated");
    return mediated < arms->count ? mediated : 0;
}

static bool is_narrow(const ns_plan *plan, const ns_results *results) {
    const ns_arm_tally *tally = &results->tallies[main_arm(results->arms)];
    const ns_interval share = ns_wilson(tally->reasons[NS_REASON_AGREED], tally->runs);
    return (share.high - share.low) / 2 <= plan->half_width;
}

static ns_status on_run(void *user, ns_buffer *rows, const ns_run_record *record) {
    const played *self = user;
    return self->sweep->run(self->sweep->user, rows, self->point, self->arms, record);
}

static ns_status keep_rows(void *user, int which, const ns_buffer *rows) {
    played *self = user;
    (void)which;
    ns_buffer_add_n(&self->runs, rows->text, rows->length);
    return self->runs.status;
}

static ns_status add_batch(played *self, const ns_experiment *experiment) {
    ns_results *batch = NULL;
    ns_status status = ns_experiment_run(&batch, self->arms, experiment, self->faults);
    if (status != NS_OK) return status;
    if (!self->results) {
        self->results = batch;
        return NS_OK;
    }
    status = ns_results_merge(self->results, batch);
    ns_results_free(batch);
    return status;
}

/* Batches have a fixed size and are looked at in order, so that where a point stops does not hang on threads. */
static ns_status play_draws(const ns_sweep *sweep, uint64_t point, played *self) {
    const ns_plan *plan = sweep->plan;
    const uint64_t batch = plan->half_width > 0 ? plan->batch : plan->draws;
    ns_experiment experiment = ns_default_experiment(self->scenario);
    experiment.seed = ns_plan_seed(plan, point);
    experiment.plays = plan->plays;
    experiment.jobs = sweep->jobs;
    experiment.gather = sweep->gather;
    const ns_row_writer writer = {.run = on_run, .flush = keep_rows, .user = self};
    if (sweep->run) {
        experiment.gather |= NS_GATHER_RUNS;
        experiment.writer = &writer;
    }
    ns_status status = NS_OK;
    for (uint64_t from = 0; status == NS_OK && from < plan->draws; from += batch) {
        const uint64_t left = plan->draws - from;
        experiment.first_draw = from;
        experiment.draws = left < batch ? left : batch;
        status = add_batch(self, &experiment);
        if (status == NS_OK &&
            (self->results->deterministic || (plan->half_width > 0 && is_narrow(plan, self->results))))
            break;
    }
    return status;
}

static ns_status play_point(const ns_sweep *sweep, uint64_t point, played *self) {
    ns_status status = ns_plan_build(&self->scenario, &self->document, sweep->plan, point, sweep->base,
                                     sweep->registry, self->faults);
    if (status == NS_OK)
        status = ns_arms_build(&self->arms, self->scenario, sweep->plan->arms, sweep->registry, self->faults);
    return status == NS_OK ? play_draws(sweep, point, self) : status;
}

/* A point that cannot be played is a result too; short memory is not. */
static ns_status play(void *user, void *workspace, uint64_t unit, ns_buffer *payload, ns_study_note *note) {
    const ns_sweep *sweep = user;
    (void)workspace;
    played it = {.sweep = sweep, .point = unit, .faults = ns_diagnostics_new()};
    ns_status status = it.faults ? play_point(sweep, unit, &it) : NS_NO_MEMORY;
    if (status == NS_NO_MEMORY) {
        release(&it);
        return status;
    }
    const ns_point point = {.plan = sweep->plan,
                            .number = unit,
                            .arms = it.arms,
                            .results = status == NS_OK ? it.results : NULL,
                            .faults = it.faults,
                            .status = status,
                            .runs = sweep->run ? &it.runs : NULL};
    if (status == NS_OK) {
        const ns_arm_tally *tally = &it.results->tallies[main_arm(it.arms)];
        *note = (ns_study_note){tally->runs, tally->reasons[NS_REASON_AGREED]};
    }
    status = sweep->write(sweep->user, &point, payload);
    release(&it);
    return status;
}

ns_study ns_sweep_study(ns_sweep *sweep) {
    return (ns_study){.units = sweep->plan->point_count, .user = sweep, .play = play};
}
