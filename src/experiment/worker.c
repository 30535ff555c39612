/* One thread's workspace, and a draw in all arms. */
#include "worker.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "negsim/random.h"

size_t ns_arms_reference(const ns_arms *arms, size_t arm) {
    if (!arms->arms[arm].is_variant && strcmp(arms->arms[arm].name, "unmediated") == 0) return SIZE_MAX;
    const size_t other = ns_arms_find(arms, arms->arms[arm].is_variant ? "mediated" : "unmediated");
    return other < arms->count ? other : SIZE_MAX;
}

/* --- memory --------------------------------------------------------------------------------------------- */

static void *array(size_t count, size_t size) { return calloc(count ? count : 1, size); }

static bool init_set(ns_worker *self, size_t arm) {
    const ns_scenario *scenario = self->arms->arms[arm].scenario;
    size_t k = 0;
    while (k < self->set_count && self->sets[k].scenario != scenario) k++;
    ns_table_set *set = self->works[arm].set = &self->sets[k];
    if (k < self->set_count) return true;
    self->set_count++;
    set->scenario = scenario;
    if (ns_instance_init(&set->instance, scenario) != NS_OK) return false;
    if (!(set->session = ns_session_new(scenario))) return false;
    ns_session_look_on(set->session, self->experiment->gather & NS_GATHER_MOVES);
    bool solutions = self->experiment->gather & NS_GATHER_SOLUTIONS;
    return !solutions || (set->frontier = ns_frontier_new(scenario)) != NULL;
}

/* Only quantities that vary are inputs. */
static bool init_inputs(ns_arm_work *work, unsigned gather) {
    const ns_scenario *s = work->arm->scenario;
    if (!(gather & NS_GATHER_INPUTS)) return true;
    if (!(work->inputs = array(s->quantity_count, sizeof *work->inputs))) return false;
    for (uint32_t q = 0; q < s->quantity_count; q++)
        if (!ns_distribution_is_constant(&s->quantities[q].distribution))
            work->inputs[work->input_count++] = q;
    return true;
}

static bool init_blocks(ns_arm_work *work, unsigned gather, uint32_t families) {
    bool good = true;
    for (int k = 0; k < NS_SUBJECT_COUNT; k++) {
        size_t cells = ns_tally_cells(work->arm->scenario, gather, families, (ns_subject)k);
        if (cells) good = (work->blocks[k] = array(cells, sizeof *work->blocks[k])) && good;
    }
    return good;
}

static bool init_arm(ns_worker *self, size_t arm) {
    ns_arm_work *work = &self->works[arm];
    unsigned gather = self->experiment->gather;
    work->arm = &self->arms->arms[arm];
    work->reference = ns_arms_reference(self->arms, arm);
    return init_set(self, arm) && init_inputs(work, gather) &&
           init_blocks(work, gather, self->family_count) &&
           ns_tally_init(&work->tally, work->arm->scenario, gather, self->family_count, NS_TALLY_OF_WORKER);
}

/* What the analysis of one draw needs. */
static bool init_reach(ns_worker *self) {
    const ns_scenario *base = self->arms->base;
    const size_t count[] = {0, self->family_count, base->option_total};
    bool good = (self->shut = array(base->package_count, sizeof *self->shut)) &&
                (self->uniforms = array(base->quantity_count, sizeof *self->uniforms));
    for (int k = NS_SUBJECT_FAMILY; k < NS_SUBJECT_COUNT; k++) {
        size_t cells = ns_tally_cells(base, self->experiment->gather, self->family_count, (ns_subject)k);
        good = (self->groups[k] = array(count[k], sizeof *self->groups[k])) && good;
        good = (self->least[k] = array(cells, sizeof *self->least[k])) && good;
    }
    return good;
}

bool ns_worker_init(ns_worker *self, ns_pool *pool) {
    const ns_results *results = pool->results;
    const ns_arms *arms = results->arms;
    *self = (ns_worker){.arms = arms,
                        .experiment = &results->experiment,
                        .families = results->families,
                        .options = results->options,
                        .family_count = ns_grouping_count(results->families)};
    self->mediated = ns_arms_find(arms, "mediated");
    self->unmediated = ns_arms_find(arms, "unmediated");
    self->headline = self->mediated < arms->count ? self->mediated : 0;
    bool good = ns_notes_init(&self->notes, pool) && init_reach(self);
    for (size_t arm = 0; good && arm < arms->count; arm++) good = init_arm(self, arm);
    return good;
}

static void free_arm(ns_arm_work *work, uint32_t families) {
    if (!work->arm) return;
    ns_tally_free(&work->tally, work->arm->scenario, families);
    for (int k = 0; k < NS_SUBJECT_COUNT; k++) free(work->blocks[k]);
    free(work->inputs);
}

void ns_worker_free(ns_worker *self) {
    if (!self->arms) return;
    for (size_t k = 0; k < self->set_count; k++) {
        ns_instance_free(&self->sets[k].instance);
        ns_session_free(self->sets[k].session);
        ns_frontier_free(self->sets[k].frontier);
    }
    for (size_t arm = 0; arm < self->arms->count; arm++) free_arm(&self->works[arm], self->family_count);
    for (int k = 0; k < NS_SUBJECT_COUNT; k++) {
        free(self->groups[k]);
        free(self->least[k]);
    }
    for (int k = 0; k < NS_ROW_KINDS; k++) ns_buffer_free(&self->rows[k]);
    ns_notes_free(&self->notes);
    free(self->shut);
    free(self->uniforms);
    *self = (ns_worker){0};
}

/* --- one run -------------------------------------------------------------------------------------------- */

typedef struct tracer {
    ns_worker *self;
    ns_run_record record;
} tracer;

static ns_status on_event(void *user, const ns_event *event) {
    tracer *at = user;
    const ns_row_writer *writer = at->self->experiment->writer;
    return writer->event(writer->user, &at->self->rows[NS_ROWS_EVENTS], &at->record, event);
}

static bool is_traced(const ns_experiment *e, uint64_t draw) {
    return e->gather & NS_GATHER_TRACE && e->writer && e->writer->event &&
           draw - e->first_draw < e->trace_draws;
}

static void fill_distances(ns_run_record *record, ns_table_set *set) {
    const uint32_t package = record->outcome->package;
    record->distance_pareto = record->distance_nash = record->distance_kalai = NAN;
    if (package == NS_NONE || !set->frontier) return;
    if (!set->frontier_known) ns_frontier_compute(set->frontier, &set->instance);
    set->frontier_known = true;
    record->distance_pareto = ns_frontier_distance(set->frontier, &set->instance, package);
    record->distance_nash = ns_frontier_distance_nash(set->frontier, &set->instance, package);
    record->distance_kalai = ns_frontier_distance_kalai(set->frontier, &set->instance, package);
}

/* What waiting leaves of a party's gain: discount^t at the clock t of the round of signing. */
static double gain_left(const ns_instance *instance, uint32_t p, uint32_t round) {
    const double discount = ns_number_of(instance, instance->scenario->parties[p].discount, 1);
    const uint32_t rounds = instance->scenario->protocol.rounds;
    if (discount == 1 || rounds <= 1) return discount == 1 ? 1 : discount;
    return pow(discount, (round - 1.0) / (rounds - 1.0));
}

static void fill_values(ns_run_record *record, const ns_instance *instance) {
    const ns_scenario *s = instance->scenario;
    for (uint32_t p = 0; p < s->party_count; p++) {
        record->no_deal[p] = record->outcome->no_deal[p];
        record->value[p] = record->outcome->value[p];
        record->gain[p] = record->value[p] - record->no_deal[p];
        if (s->parties[p].discount != NS_NONE)
            record->gain[p] *= gain_left(instance, p, record->outcome->round);
    }
}

static bool looks_at_packages(const ns_worker *self) {
    return self->experiment->gather & (NS_GATHER_PACKAGES | NS_GATHER_BLOCKERS);
}

/* The packages' reach does not hang on the play: it is looked at in the first. */
static ns_status look(ns_worker *self, size_t arm, uint64_t play) {
    ns_arm_work *work = &self->works[arm];
    if (!looks_at_packages(self) || play > 0) return NS_OK;
    const ns_arm_facts *facts = ns_session_facts(work->set->session);
    ns_session_reach(work->set->session, self->shut);
    return ns_gather_reach(self, arm, facts) ? NS_OK : NS_NO_MEMORY;
}

static ns_status play_talks(ns_worker *self, size_t arm, uint64_t play, const ns_event_sink *sink) {
    const bool looks = looks_at_packages(self);
    ns_arm_work *work = &self->works[arm];
    ns_session *session = work->set->session;
    ns_outcome *outcome = &work->outcome;
    ns_status status = ns_session_begin(session, &work->set->instance, work->arm->seat, play, sink);
    if (status == NS_OK) status = look(self, arm, play);
    for (bool done = false; status == NS_OK && !done;) status = ns_session_step(session, &done);
    if (status == NS_OK) status = ns_session_finish(session, looks ? work->any.reachable : -1, outcome);
    if (status != NS_OK || looks) return status;
    bool reachable = outcome->reason == NS_REASON_AGREED || outcome->reason == NS_REASON_DEADLINE;
    if (outcome->reason == NS_REASON_WALKOUT || outcome->reason == NS_REASON_BROKEN_OFF)
        reachable = ns_session_any_reachable(session);
    work->any = ns_gather_any(self, arm, reachable);
    return NS_OK;
}

static ns_status write_rows(ns_worker *self, const ns_arm_work *work, const ns_run_record *record) {
    const unsigned gather = self->experiment->gather;
    const ns_row_writer *writer = self->experiment->writer;
    const ns_session *session = work->set->session;
    ns_status status = NS_OK;
    if (!writer) return NS_OK;
    if (gather & NS_GATHER_RUNS && writer->run)
        status = writer->run(writer->user, &self->rows[NS_ROWS_RUNS], record);
    if (status == NS_OK && gather & NS_GATHER_MOVES && writer->moves)
        status = writer->moves(writer->user, &self->rows[NS_ROWS_MOVES], record, session);
    if (status == NS_OK && gather & NS_GATHER_MODELS && writer->models)
        status =
            writer->models(writer->user, &self->rows[NS_ROWS_MODELS], record, session, &work->set->instance);
    const bool reneges =
        gather & NS_GATHER_RENEGING && writer->reneging && record->outcome->package != NS_NONE;
    if (status == NS_OK && reneges)
        status = writer->reneging(writer->user, &self->rows[NS_ROWS_RENEGING], record, &work->set->instance);
    return status;
}

static ns_status play_arm(ns_worker *self, size_t arm, uint64_t draw, uint64_t play) {
    const ns_experiment *e = self->experiment;
    ns_arm_work *work = &self->works[arm];
    tracer at = {self, {.draw = draw, .play = play, .arm = arm}};
    const ns_event_sink sink = {on_event, &at};
    ns_status status = play_talks(self, arm, play, is_traced(e, draw) ? &sink : NULL);
    if (status != NS_OK) return status;
    ns_run_record record = {.draw = draw,
                            .play = play,
                            .arm = arm,
                            .outcome = &work->outcome,
                            .any_reachable = work->any.reachable,
                            .shut = play == 0 && looks_at_packages(self) ? self->shut : NULL};
    fill_values(&record, &work->set->instance);
    if (work->outcome.package != NS_NONE && work->arm->scenario->controlled)
        record.renege = ns_renege_check(&work->set->instance, work->outcome.package);
    fill_distances(&record, work->set);
    if (!ns_gather_outcome(self, arm, &record)) return NS_NO_MEMORY;
    if (arm == self->headline) self->agreed += work->outcome.reason == NS_REASON_AGREED;
    return write_rows(self, work, &record);
}

ns_status ns_worker_replay(ns_worker *self, ns_seat seat, uint64_t play, ns_outcome *out) {
    const ns_table_set *tables = self->works[self->mediated].set;
    ns_status status = ns_session_begin(tables->session, &tables->instance, seat, play, NULL);
    for (bool done = false; status == NS_OK && !done;) status = ns_session_step(tables->session, &done);
    return status == NS_OK ? ns_session_finish(tables->session, 1, out) : status;
}

/* --- one draw ------------------------------------------------------------------------------------------- */

static ns_status play_once(ns_worker *self, uint64_t draw, uint64_t play) {
    ns_status status = NS_OK;
    for (size_t arm = 0; status == NS_OK && arm < self->arms->count; arm++)
        status = play_arm(self, arm, draw, play);
    if (status != NS_OK) return status;
    ns_gather_pairs(self);
    if (self->experiment->gather & NS_GATHER_SPLIT) status = ns_split_play(self, play);
    if (status == NS_OK && self->experiment->gather & NS_GATHER_COMPANY) status = ns_company_play(self, play);
    return status;
}

/* The uniforms that the experiment gives to the base scenario; NULL: the keyed ones. */
static const double *given_uniforms(ns_worker *self, uint64_t draw) {
    const ns_experiment *e = self->experiment;
    const ns_scenario *base = self->arms->base;
    if (!e->uniforms) return NULL;
    for (uint32_t q = 0; q < base->quantity_count; q++)
        self->uniforms[q] = ns_uniform_draw(e->seed, draw, base->quantities[q].key);
    e->uniforms(e->uniforms_user, draw, self->uniforms);
    return self->uniforms;
}

static void draw_instances(ns_worker *self, uint64_t draw) {
    const double *given = given_uniforms(self, draw);
    for (size_t k = 0; k < self->set_count; k++) {
        const bool is_base = self->sets[k].scenario == self->arms->base;
        ns_instance_draw(&self->sets[k].instance, self->experiment->seed, draw, is_base ? given : NULL);
        self->sets[k].frontier_known = false;
    }
}

ns_status ns_worker_draw(ns_worker *self, uint64_t draw) {
    const ns_experiment *e = self->experiment;
    ns_status status = NS_OK;
    draw_instances(self, draw);
    if (e->gather & NS_GATHER_DRAWS && e->writer && e->writer->draw)
        status = e->writer->draw(e->writer->user, &self->rows[NS_ROWS_DRAWS], &self->sets[0].instance);
    for (uint64_t play = 0; status == NS_OK && play < e->plays; play++) status = play_once(self, draw, play);
    return status;
}

/* --- adding up ------------------------------------------------------------------------------------------- */

static void add_blocks(ns_block_tally *to, const ns_block_count *from, size_t cells, uint32_t plays) {
    for (size_t k = 0; from && k < cells; k++) {
        to[k].blocked += from[k].blocked * plays;
        to[k].alone += from[k].alone * plays;
    }
}

bool ns_worker_add_up(ns_worker *self, ns_results *results) {
    const uint32_t plays = (uint32_t)self->experiment->plays, families = self->family_count;
    bool good = ns_notes_empty(&self->notes);
    for (size_t arm = 0; arm < self->arms->count; arm++) {
        ns_arm_work *work = &self->works[arm];
        const ns_scenario *s = work->arm->scenario;
        ns_tally_scale(&work->tally, s, families, plays);
        good = ns_tally_merge(&results->tallies[arm], &work->tally, s, families) && good;
        for (int k = 0; k < NS_SUBJECT_COUNT; k++) {
            size_t cells = ns_tally_cells(s, self->experiment->gather, families, (ns_subject)k);
            add_blocks(ns_tally_blocks(&results->tallies[arm], (ns_subject)k), work->blocks[k], cells, plays);
        }
        ns_pair_merge(&results->pairs[arm], &self->pairs[arm], s->party_count);
    }
    ns_split_merge(&results->split, &self->split);
    ns_company_merge(&results->company, &self->company, self->arms->base->party_count);
    return good;
}

/* Per package: each party's value, the session's tables and candidates, the mediator's estimates; bits twice; the frontier's domain. */
static uint64_t set_bytes(const ns_scenario *s) {
    enum { PER_PARTY = 88, PER_PACKAGE = 72, OWN_PER_PARTY = 16, OWN_PER_PACKAGE = 40 };
    bool owns = s->commitment.given; /* a session's own instance: worths, worths on paper, what is shut */
    for (uint32_t e = 0; e < s->event_count; e++) owns |= s->events[e].reaches_in;
    const uint64_t per_party = PER_PARTY + (owns ? OWN_PER_PARTY : 0),
                   rest = PER_PACKAGE + (owns ? OWN_PER_PACKAGE : 0);
    return (uint64_t)s->package_count * (s->party_count * per_party + rest);
}

uint64_t ns_worker_bytes(const ns_arms *arms, unsigned gather, uint64_t families) {
    const ns_scenario *base = arms->base;
    uint64_t bytes =
        base->package_count * sizeof(ns_shut) + (families + base->option_total) * sizeof(ns_group_facts);
    for (int k = NS_SUBJECT_FAMILY; k < NS_SUBJECT_COUNT; k++)
        bytes += ns_tally_cells(base, gather, families, (ns_subject)k) * sizeof(double);
    for (size_t a = 0; a < arms->count; a++) {
        const ns_scenario *s = arms->arms[a].scenario;
        bool seen = false;
        for (size_t b = 0; b < a; b++) seen |= arms->arms[b].scenario == s;
        if (!seen) bytes += set_bytes(s);
        bytes += ns_tally_bytes(s, gather, families, NS_TALLY_OF_WORKER);
        for (int k = 0; k < NS_SUBJECT_COUNT; k++)
            bytes += ns_tally_cells(s, gather, families, (ns_subject)k) * sizeof(ns_block_count);
    }
    return bytes;
}
