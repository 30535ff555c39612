/* Session: one negotiation from the first look at the preconditions to its one reason to end. */
#include "negsim/session.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bargaining/core.h"
#include "bargaining/memory.h"
#include "bargaining/protocol/protocol.h"

/* --- memory ------------------------------------------------------------------------------------------------- */

/* t = (r - 1) / (T - 1), and 1 where there is but one round. */
static void wind_clock(ns_session *self) {
    uint32_t rounds = self->scenario->protocol.rounds;
    for (uint32_t r = 0; r < rounds; r++) {
        self->clock[r] = rounds <= 1 ? 1 : (double)r / (rounds - 1.0);
        self->log_clock[r] = log(self->clock[r]);
    }
}

static uint32_t count_preconditions(const ns_scenario *scenario) {
    uint32_t count = 0;
    for (uint32_t p = 0; p < scenario->party_count; p++) count += scenario->parties[p].precondition_count;
    return count;
}

static ns_status memory_init(ns_session *self) {
    const ns_scenario *scenario = self->scenario;
    uint32_t rounds = scenario->protocol.rounds, preconditions = count_preconditions(scenario);
    self->clock = calloc((size_t)rounds + 1, sizeof *self->clock);
    self->log_clock = calloc((size_t)rounds + 1, sizeof *self->log_clock);
    self->held_party = calloc((size_t)preconditions + 1, sizeof *self->held_party);
    self->held_index = calloc((size_t)preconditions + 1, sizeof *self->held_index);
    self->arrows = calloc((size_t)scenario->issue_count * scenario->issue_count, 1);
    self->shut = ns_array(preconditions > 0 ? scenario->package_count : 1, sizeof *self->shut);
    if (self->clock == NULL || self->log_clock == NULL || self->held_party == NULL ||
        self->held_index == NULL || self->arrows == NULL || self->shut == NULL)
        return NS_NO_MEMORY;
    for (uint32_t m = 0; m < scenario->mediator_count; m++)
        if ((self->desk.notes[m].noted = calloc(scenario->option_total, 1)) == NULL) return NS_NO_MEMORY;
    for (uint32_t p = 0; scenario->mediator_count > 0 && p < scenario->party_count; p++) {
        self->desk.worth[p] = ns_array(scenario->package_count, sizeof *self->desk.worth[p]);
        if (self->desk.worth[p] == NULL) return NS_NO_MEMORY;
    }
    return NS_OK;
}

static void source_init(ns_session *self) {
    self->source = (ns_terms_source){.company = &self->company,
                                     .party_count = self->scenario->party_count,
                                     .mediator_count = self->scenario->mediator_count,
                                     .rounds = self->scenario->protocol.rounds,
                                     .full = self->scenario->full,
                                     .time = self->clock,
                                     .log_time = self->log_clock,
                                     .course = self->course.no_deal};
    self->inputs.face = self->audience;
    self->facts.held_party = self->held_party;
    self->facts.held_index = self->held_index;
}

ns_session *ns_session_new(const ns_scenario *scenario) {
    if (scenario == NULL || scenario->party_count == 0 || scenario->party_count > NS_MAX_PARTIES ||
        scenario->protocol.rounds == 0 || scenario->protocol.stage_count == 0 ||
        scenario->protocol.stage_count > NS_MAX_STAGES)
        return NULL;
    ns_session *self = calloc(1, sizeof *self);
    if (self == NULL) return NULL;
    self->scenario = scenario;
    self->done = true;
    if (memory_init(self) != NS_OK || ns_players_init(self) != NS_OK ||
        ns_course_init(&self->course, scenario) != NS_OK || ns_happenings_init(self) != NS_OK ||
        ns_stage_tables_init(&self->tables, scenario) != NS_OK) {
        ns_session_free(self);
        return NULL;
    }
    wind_clock(self);
    source_init(self);
    return self;
}

void ns_session_free(ns_session *self) {
    if (self == NULL) return;
    ns_stage_tables_free(&self->tables);
    ns_chance_free(&self->chance);
    ns_course_free(&self->course);
    ns_happenings_free(self);
    ns_players_free(self);
    free(self->clock);
    free(self->log_clock);
    free(self->held_party);
    free(self->held_index);
    free(self->arrows);
    free(self->shut);
    for (uint32_t m = 0; m < NS_MAX_MEDIATORS; m++) free(self->desk.notes[m].noted);
    for (uint32_t p = 0; p < NS_MAX_PARTIES; p++) free(self->desk.worth[p]);
    free(self);
}

ns_seat ns_seat_all(const ns_scenario *scenario) {
    return (ns_seat){(1u << scenario->mediator_count) - 1, NS_ALL_MECHANISMS};
}

/* --- before the first round ------------------------------------------------------------------------------------ */

static void read_parties(ns_session *self) {
    for (uint32_t p = 0; p < self->scenario->party_count; p++) {
        const ns_party *party = &self->scenario->parties[p];
        self->source.no_deal[p] = ns_number_of(self->instance, party->no_deal, 0);
        self->source.optimism[p] = ns_number_of(self->instance, party->optimism, 0);
        self->source.learning[p] = ns_number_of(self->instance, party->learning, 0);
        self->source.cutoff[p] = ns_aftermath_cutoff(self, p);
        self->source.heed[p] =
            party->ratification.given ? self->instance->numbers[party->ratification.heed] : 0;
        self->audience[p] = ns_number_of(self->instance, party->audience_cost, 0);
    }
}

/* What is said behind closed doors is the less given up before everybody's eyes. */
static void keep_secret(ns_session *self) {
    const double secrecy = ns_company_secrecy(&self->company);
    if (secrecy == 0) return;
    for (uint32_t p = 0; p < self->scenario->party_count; p++) {
        if (self->audience[p] > 0) ns_session_acted(self, NS_MECHANISM_FACE);
        self->audience[p] *= 1 - secrecy;
    }
}

static void set_facts(ns_session *self) {
    self->facts.budget = 0;
    self->facts.moment_count = self->course.moment_count;
    self->facts.moments = self->course.moments;
    for (uint32_t p = 0; p < self->scenario->party_count; p++) self->facts.face[p] = self->audience[p];
    for (unsigned k = 0; self->company.count > 0 && k < NS_MECHANISM_COUNT; k++)
        if (ns_mechanisms[k]->facts != NULL) ns_mechanisms[k]->facts(&self->company, &self->facts);
}

void ns_session_read(ns_session *self) {
    ns_company_read(&self->company, self->instance, self->seat, self->ripe);
    read_parties(self);
    keep_secret(self);
    set_facts(self);
}

/* Only where a precondition is held are the packages looked at: else the draw's own bits serve. */
void ns_session_set_inputs(ns_session *self) {
    self->inputs.instance = self->instance;
    self->inputs.shut = self->instance->shut;
    self->inputs.any_shut = self->instance->any_shut;
    if (self->facts.held_count == 0) return;
    self->inputs.any_shut = ns_reach_preconditions(self->instance, &self->facts, self->shut);
    self->inputs.shut = self->shut;
}

static void reset_outcome(ns_session *self) {
    ns_outcome *out = &self->outcome;
    *out = (ns_outcome){.reason = NS_REASON_DEADLINE,
                        .package = NS_NONE,
                        .refused = NS_NONE,
                        .ender = NS_NONE,
                        .author = NS_NONE};
    for (uint32_t p = 0; p < self->scenario->party_count; p++) out->first_worth[p] = out->last_worth[p] = NAN;
}

static const ns_protocol_kind *protocol_of(const ns_session *self) {
    return (const ns_protocol_kind *)(const void *)self->scenario->protocol.kind;
}

static void begin_talks(ns_session *self) {
    self->stage = self->base = 0;
    self->opening = true;
    self->on_table = self->maker = NS_NONE;
    ns_session_set_inputs(self);
    ns_players_begin(self);
    ns_terms_start(&self->terms, &self->source);
    ns_mediation_begin(self);
    self->still = ns_terms_still(&self->source);
    self->sprints = self->path != NS_PATH_QUERIES && !self->looks_on && protocol_of(self)->may_sprint(self);
}

ns_status ns_session_begin(ns_session *self, const ns_instance *instance, ns_seat seat, uint64_t play,
                           const ns_event_sink *sink) {
    if (self == NULL || instance == NULL || instance->scenario != self->scenario) return NS_BAD_USAGE;
    self->instance = self->drawn = instance;
    self->seat = seat;
    self->sink = sink;
    self->play = play;
    self->status = NS_OK;
    if (self->looks_on) memset(self->moves, 0, sizeof self->moves);
    self->done = self->idles = false;
    reset_outcome(self);
    ns_course_run(&self->course, instance, play);
    ns_ripeness_read(self);
    ns_happenings_begin(self);
    ns_exits_read(self);
    if (ns_preconditions_settle(self)) {
        begin_talks(self);
        return NS_OK;
    }
    self->terms.round = 0;
    self->outcome.reason = NS_REASON_PRECONDITION_DEADLOCK;
    self->done = true;
    return NS_OK;
}

const ns_arm_facts *ns_session_facts(const ns_session *self) { return &self->facts; }

/* --- rounds ----------------------------------------------------------------------------------------------------- */

void ns_session_settle(ns_session *self, uint32_t part, uint16_t yes, bool by_text) {
    ns_outcome *out = &self->outcome;
    out->settled[out->settled_count++] = (ns_settlement){self->terms.round, part};
    out->text_signed = by_text;
    out->author = by_text && part == self->desk.part ? self->desk.author : NS_NONE;
    out->signatories = yes;
    self->base = ns_stage_package(&self->tables, part);
    if (ns_session_last_stage(self)) {
        out->reason = NS_REASON_AGREED;
        out->package = self->base;
        out->round = self->terms.round;
        self->done = true;
        return;
    }
    self->desk.last_progress = self->terms.round;
    self->stage++;
    self->opening = true;
}

static void open_stage(ns_session *self) {
    ns_stage_open(&self->tables, &self->inputs, self->stage, self->base);
    ns_players_open_stage(self);
    ns_mediation_open_stage(self);
    ns_players_plan(self);
    self->opening = false;
}

/* Rounds before the entry of a mediator who unblocked the talks: the clock runs, no more. Their end counts as progress. */
static bool is_idle(ns_session *self) {
    if (!self->idles || !(self->terms.round + 1 < self->idle_until)) return false;
    ns_terms_idle(&self->terms);
    self->desk.last_progress = self->terms.round;
    ns_session_acted(self, NS_MECHANISM_SEQUENCING);
    return true;
}

/* Which mechanisms could have made themselves felt through this round's terms. */
static void note_terms(ns_session *self) {
    const ns_terms *terms = &self->terms;
    if (terms->horizon < self->source.rounds) ns_session_acted(self, NS_MECHANISM_DEADLINE);
    for (uint32_t p = 0; p < self->scenario->party_count; p++)
        if (terms->taken_in[p] > 0 && (terms->optimism[p] > 0 || self->players[p].others != NULL))
            ns_session_acted(self, NS_MECHANISM_INFORMATION);
}

/* Does a party still stand by what is on the table? Its no deal may have risen since it said yes. */
static bool stands_by(const ns_session *self, uint32_t p) {
    const double worth = self->tables.parts.worth[p][self->on_table];
    return worth > -HUGE_VAL && ns_at_least(self, worth, self->terms.reservation[p]);
}

static void tell_withdrawal(ns_session *self, uint32_t p) {
    if (self->sink == NULL) return;
    ns_event event = ns_event_of(self, NS_ACTION_WITHDRAW, NS_NONE, self->on_table, 0, false);
    event.party = p;
    event.why = NS_WHY_NO_DEAL;
    ns_event_emit(self, &event);
}

/* Who would rather have no deal by now takes its yes back; an offer falls with its maker's. */
static void take_back(ns_session *self) {
    for (uint32_t p = 0; self->on_table != NS_NONE && p < self->scenario->party_count; p++) {
        if (!(self->yes >> p & 1u) || stands_by(self, p)) continue;
        self->yes = (uint16_t)(self->yes & ~(1u << p));
        tell_withdrawal(self, p);
        if (p != self->maker) continue;
        self->on_table = self->maker = NS_NONE;
        self->yes = 0;
    }
}

static void advance(ns_session *self) {
    double before[NS_MAX_PARTIES];
    memcpy(before, self->terms.no_deal, sizeof before);
    ns_terms_advance(&self->terms, &self->source);
    if (self->course.no_deal == NULL) return;
    if (self->company.count > 0) ns_mediation_follow(self, before);
    take_back(self);
}

static void play_round(ns_session *self) {
    if (self->opening) open_stage(self);
    advance(self);
    if (self->terms.active) note_terms(self);
    const ns_protocol_kind *protocol = protocol_of(self);
    if (self->sprints)
        protocol->sprint(self);
    else
        self->status = protocol->turns(self);
    if (self->status == NS_OK && self->terms.active && !ns_session_settled_now(self)) ns_mediation_turn(self);
    if (self->status != NS_OK || self->terms.round < self->last_round || ns_session_settled_now(self)) return;
    if (self->cut != NS_REASON_BROKEN_OFF) self->status = protocol->last_answers(self);
}

ns_status ns_session_step(ns_session *self, bool *done) {
    if (self == NULL || done == NULL || self->instance == NULL) return NS_BAD_USAGE;
    if (!self->done && self->status == NS_OK) {
        ns_happenings_meet(self, self->terms.round + 1);
        if (!is_idle(self)) play_round(self);
        if (self->terms.round >= self->last_round && !self->done && self->status == NS_OK)
            ns_exits_close(self);
    }
    *done = self->done;
    return self->status;
}

/* --- the end -------------------------------------------------------------------------------------------------------- */

static ns_reason reason_without_deal(ns_session *self, int any_reachable) {
    bool any = any_reachable < 0 ? ns_session_any_reachable(self) : any_reachable != 0;
    return any ? NS_REASON_DEADLINE : NS_REASON_NO_ZONE;
}

/* As things were in the round in which the talks ended. */
static void fill_worths(ns_session *self) {
    const uint32_t n = self->scenario->party_count, round = self->outcome.round > 0 ? self->outcome.round : 1;
    const double *course = self->course.no_deal;
    for (uint32_t p = 0; p < n; p++)
        self->outcome.no_deal[p] = course ? course[(size_t)(round - 1) * n + p] : self->source.no_deal[p];
    self->outcome.balance = course ? self->course.balance[round - 1] : NAN;
    self->outcome.happened = 0;
    for (uint32_t r = 0; course && r < self->outcome.round; r++)
        self->outcome.happened |= self->course.happened[r];
    for (uint32_t p = 0; p < n; p++)
        self->outcome.value[p] = self->outcome.package == NS_NONE
                                     ? (double)NAN
                                     : ns_commitment_paper(self, p, self->outcome.package);
}

ns_status ns_session_finish(ns_session *self, int any_reachable, ns_outcome *out) {
    if (self == NULL || out == NULL || self->instance == NULL) return NS_BAD_USAGE;
    if (self->status != NS_OK) return self->status;
    if (!self->done) return NS_BAD_USAGE;
    if (self->outcome.reason == NS_REASON_DEADLINE && self->outcome.package == NS_NONE) {
        self->outcome.reason = reason_without_deal(self, any_reachable);
        self->outcome.round = self->source.rounds;
    }
    fill_worths(self);
    ns_aftermath(self);
    ns_players_end(self);
    *out = self->outcome;
    return NS_OK;
}

ns_status ns_session_run(ns_session *self, const ns_instance *instance, ns_seat seat, uint64_t play,
                         const ns_event_sink *sink, ns_outcome *out) {
    ns_status status = ns_session_begin(self, instance, seat, play, sink);
    for (bool done = false; status == NS_OK && !done;) status = ns_session_step(self, &done);
    return status == NS_OK ? ns_session_finish(self, -1, out) : status;
}
