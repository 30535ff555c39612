/* One thread's workspace, and a draw in all arms. */
#include "worker.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

size_t reference_of(const ns_arms *arms, size_t arm) {
    if (!arms->arms[arm].is_variant && strcmp(arms->arms[arm].name, "unmediated") == 0) return SIZE_MAX;
    const size_t other = ns_arms_find(arms, arms->arms[arm].is_variant ? "mediated" : "unmediated");
    return other < arms->count ? other : SIZE_MAX;
}

static size_t find_set(const worker *self, const ns_scenario *scenario) {
    size_t k = 0;
    while (k < self->set_count && self->sets[k].scenario != scenario) k++;
    return k;
}

static bool add_set(worker *self, size_t arm) {
    const ns_scenario *scenario = self->arms->arms[arm].scenario;
    const size_t k = self->set_of[arm] = find_set(self, scenario);
    if (k < self->set_count) return true;
    stage_set *set = &self->sets[self->set_count++];
    set->scenario = scenario;
    bool good = ns_instance_init(&set->instance, scenario) == NS_OK && (set->session = ns_session_new(scenario)) != NULL;
    if (good && (self->experiment->gather & NS_GATHER_SOLUTIONS)) good = (set->frontier = ns_frontier_new(scenario)) != NULL;
    return good;
}

/* Quantities whose uniform can matter. */
static bool list_inputs(worker *self, size_t arm) {
    const ns_scenario *s = self->arms->arms[arm].scenario;
    if (!(self->experiment->gather & NS_GATHER_INPUTS)) return true;
    uint32_t *list = self->inputs[arm] = malloc(s->quantity_count * sizeof *list + 1);
    for (uint32_t q = 0; list && q < s->quantity_count; q++)
        if (!ns_distribution_is_constant(&s->quantities[q].distribution)) list[self->input_count[arm]++] = q;
    return list != NULL;
}

static bool init_arm(worker *self, size_t arm, uint32_t families) {
    self->reference[arm] = reference_of(self->arms, arm);
    bool good = add_set(self, arm);
    good = ns_tally_init(&self->tallies[arm], self->arms->arms[arm].scenario, self->experiment->gather, families) && good;
    return list_inputs(self, arm) && good;
}

bool worker_init(worker *self, const ns_arms *arms, const ns_experiment *experiment, const ns_grouping *families, const ns_grouping *options) {
    const ns_scenario *base = arms->base;
    const size_t groups = (size_t)ns_grouping_count(families) + base->option_total;
    *self = (worker){.arms = arms, .experiment = experiment, .families = families, .options = options};
    self->split_mediated = ns_arms_find(arms, "mediated");
    self->split_unmediated = ns_arms_find(arms, "unmediated");
    self->headline_arm = self->split_mediated < arms->count ? self->split_mediated : 0;
    self->tallies = calloc(arms->count ? arms->count : 1, sizeof *self->tallies);
    self->shut = malloc(base->package_count * sizeof *self->shut + 1);
    self->family_facts = malloc(ns_grouping_count(families) * sizeof *self->family_facts + 1);
    self->option_facts = malloc(base->option_total * sizeof *self->option_facts + 1);
    self->least_change = malloc(groups * NS_SHUT_BITS(base->party_count) * sizeof *self->least_change + 1);
    bool good = self->tallies && self->shut && self->family_facts && self->option_facts && self->least_change;
    for (size_t arm = 0; self->tallies && arm < arms->count; arm++) good = init_arm(self, arm, ns_grouping_count(families)) && good;
    return good;
}

void worker_free(worker *self) {
    for (size_t k = 0; k < self->set_count; k++) {
        ns_instance_free(&self->sets[k].instance);
        ns_session_free(self->sets[k].session);
        ns_frontier_free(self->sets[k].frontier);
    }
    for (size_t arm = 0; self->tallies && arm < self->arms->count; arm++) {
        ns_tally_free(&self->tallies[arm], self->arms->arms[arm].scenario, ns_grouping_count(self->families));
        free(self->inputs[arm]);
    }
    for (int k = 0; k < ROW_KINDS; k++) ns_buffer_free(&self->rows[k]);
    free(self->tallies);
    free(self->shut);
    free(self->family_facts);
    free(self->option_facts);
    free(self->least_change);
}

/* --- one run ---------------------------------------------------------------------------------------- */

typedef struct tracer {
    worker *self;
    ns_run_record record;
} tracer;

static ns_status on_event(void *user, const ns_event *event) {
    tracer *t = user;
    const ns_row_writer *writer = t->self->experiment->writer;
    return writer->event(writer->user, &t->self->rows[1], &t->record, event);
}

static void fill_values(worker *self, ns_run_record *record, stage_set *set) {
    const ns_scenario *s = set->scenario;
    const uint32_t package = record->outcome->package;
    record->distance_pareto = record->distance_nash = NAN;
    for (uint32_t p = 0; p < s->party_count; p++) {
        record->no_deal[p] = set->instance.numbers[s->parties[p].no_deal];
        record->value[p] = package == NS_NONE ? NAN : set->instance.utility[p][package];
        record->gain[p] = record->value[p] - record->no_deal[p];
        self->gains[record->arm][p] = record->gain[p];
    }
    if (package == NS_NONE || !set->frontier) return;
    if (!set->frontier_known) ns_frontier_compute(set->frontier, &set->instance);
    set->frontier_known = true;
    record->distance_pareto = ns_frontier_distance(set->frontier, &set->instance, package);
    record->distance_nash = ns_frontier_distance_nash(set->frontier, &set->instance, package);
}

static ns_status play_talks(worker *self, stage_set *set, const ns_arm *arm, size_t index, uint64_t play, const ns_event_sink *sink) {
    const unsigned needs_reach = NS_GATHER_PACKAGES | NS_GATHER_BLOCKERS;
    int any = -1;
    ns_status status = ns_session_begin(set->session, &set->instance, arm->seat, play, sink);
    if (status == NS_OK && (self->experiment->gather & needs_reach)) {
        const ns_arm_facts *facts = ns_session_facts(set->session);
        ns_reach_compute(&set->instance, facts, self->shut);
        if (!gather_reach(self, index, &set->instance, facts)) return NS_NO_MEMORY;
        any = 0;
        for (uint32_t f = 0; f < ns_grouping_count(self->families); f++) any |= self->family_facts[f].reachable;
    }
    for (bool done = false; status == NS_OK && !done;) status = ns_session_step(set->session, &done);
    return status == NS_OK ? ns_session_finish(set->session, any, &self->outcomes[index]) : status;
}

static ns_status play_arm(worker *self, size_t index, uint64_t draw, uint64_t play) {
    const ns_experiment *e = self->experiment;
    const ns_arm *arm = &self->arms->arms[index];
    stage_set *set = &self->sets[self->set_of[index]];
    const bool traced = (e->gather & NS_GATHER_TRACE) && e->writer && draw - e->first_draw < e->trace_draws;
    tracer t = {self, {.draw = draw, .play = play, .arm = index}};
    const ns_event_sink sink = {on_event, &t};
    ns_status status = play_talks(self, set, arm, index, play, traced ? &sink : NULL);
    if (status != NS_OK) return status;
    const ns_outcome *outcome = &self->outcomes[index];
    ns_run_record record = {.draw = draw, .play = play, .arm = index, .outcome = outcome};
    record.any_reachable = outcome->reason == NS_REASON_AGREED || outcome->reason == NS_REASON_DEADLINE;
    fill_values(self, &record, set);
    if (!gather_outcome(self, index, &set->instance, &record)) return NS_NO_MEMORY;
    if (index == self->headline_arm) self->agreed += outcome->reason == NS_REASON_AGREED;
    return (e->gather & NS_GATHER_RUNS) && e->writer ? e->writer->run(e->writer->user, &self->rows[0], &record) : NS_OK;
}

ns_status worker_draw(worker *self, uint64_t draw) {
    const ns_experiment *e = self->experiment;
    ns_status status = NS_OK;
    for (size_t k = 0; k < self->set_count; k++) {
        ns_instance_draw(&self->sets[k].instance, e->seed, draw, NULL);
        self->sets[k].frontier_known = false;
    }
    if ((e->gather & NS_GATHER_DRAWS) && e->writer && self->set_count) status = e->writer->draw(e->writer->user, &self->rows[2], &self->sets[0].instance);
    for (uint64_t play = 0; status == NS_OK && play < e->plays; play++) {
        for (size_t arm = 0; status == NS_OK && arm < self->arms->count; arm++) status = play_arm(self, arm, draw, play);
        if (status != NS_OK) break;
        gather_pairs(self);
        const bool both = self->split_mediated < self->arms->count && self->split_unmediated < self->arms->count;
        if ((e->gather & NS_GATHER_SPLIT) && both) status = split_draw(self, play);
    }
    return status;
}
