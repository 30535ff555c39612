/* The slow reference engine: preconditions, rounds, turns and the end. */
#include "reference_talks.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "negsim/random.h"

bool talks_is_at(const talks *self, uint32_t m, ns_mechanism_id mechanism) {
    return self->chairs[m].active && (self->chairs[m].mechanisms >> mechanism & 1);
}

bool talks_mediated(const talks *self) {
    for (uint32_t m = 0; m < self->scenario->mediator_count; m++)
        if (self->chairs[m].there) return true;
    return false;
}

static double coherent(const talks *self, uint32_t n) {
    return n > 1 ? pow(self->draw->numbers[self->scenario->coherence], n - 1.0) : 1;
}

static uint32_t count_active(const talks *self) {
    uint32_t n = 0;
    for (uint32_t m = 0; m < self->scenario->mediator_count; m++) n += self->chairs[m].active;
    return n;
}

double talks_together(const talks *self) { return coherent(self, count_active(self)); }

double talks_most(const talks *self, ns_mechanism_id mechanism, ref_amount amount) {
    double most = 0;
    for (uint32_t last = 0; last < self->scenario->mediator_count; last++) {
        double sum = 0;
        uint32_t n = 0;
        if (!self->chairs[last].there) continue;
        for (uint32_t m = 0; m < self->scenario->mediator_count; m++) {
            const ref_mediator *chair = &self->chairs[m];
            if (!chair->there || chair->enter > self->chairs[last].enter) continue;
            n++;
            if (chair->mechanisms >> mechanism & 1) sum += amount(self, chair);
        }
        if (sum * coherent(self, n) > most) most = sum * coherent(self, n);
    }
    return most;
}

/* --- before the first round ------------------------------------------------------------------------------- */

static uint32_t stage_of(const ns_scenario *s, uint32_t issue) {
    for (uint32_t g = 0; g < s->protocol.stage_count; g++)
        for (uint32_t k = 0; k < s->protocol.stages[g].issue_count; k++)
            if (s->protocol.stages[g].issues[k] == issue) return g;
    abort();
}

static const ns_precondition *precondition_of(const talks *self, const ref_held *held) {
    return &self->scenario->parties[held->party].preconditions[held->index];
}

/* reach[i * issues + j]: inside one stage, arrows of held preconditions lead from issue i to issue j. */
static void close_arrows(const talks *self, uint8_t *reach) {
    const ns_scenario *s = self->scenario;
    uint32_t n = s->issue_count;
    for (uint32_t h = 0; h < self->out->held_count; h++) {
        const ns_precondition *pre = precondition_of(self, &self->out->held[h]);
        for (uint32_t a = 0; a < pre->needs.side_count; a++)
            for (uint32_t b = 0; b < pre->before_count; b++)
                if (stage_of(s, pre->needs.sides[a].issue) == stage_of(s, pre->before[b]))
                    reach[pre->needs.sides[a].issue * n + pre->before[b]] = 1;
    }
    for (uint32_t via = 0; via < n; via++)
        for (uint32_t i = 0; i < n; i++)
            for (uint32_t j = 0; j < n; j++)
                if (reach[i * n + via] && reach[via * n + j]) reach[i * n + j] = 1;
}

/* Marks the preconditions that are shut; how many? */
static uint32_t find_shut(talks *self) {
    const ns_scenario *s = self->scenario;
    uint32_t n = s->issue_count, count = 0;
    uint8_t *reach = ref_alloc((size_t)n * n, 1);
    close_arrows(self, reach);
    for (uint32_t h = 0; h < self->out->held_count; h++) {
        const ns_precondition *pre = precondition_of(self, &self->out->held[h]);
        bool shut = false;
        for (uint32_t a = 0; a < pre->needs.side_count; a++) {
            for (uint32_t b = 0; b < pre->before_count; b++) {
                uint32_t needed = pre->needs.sides[a].issue, before = pre->before[b];
                uint32_t first = stage_of(s, needed), second = stage_of(s, before);
                if (first > second || (first == second && reach[before * n + needed])) shut = true;
            }
        }
        self->out->held[h].shut = shut;
        count += shut;
    }
    free(reach);
    return count;
}

static void hold_preconditions(talks *self) {
    const ns_scenario *s = self->scenario;
    uint32_t room = 0;
    for (uint32_t p = 0; p < s->party_count; p++) room += s->parties[p].precondition_count;
    self->out->held = ref_alloc(room, sizeof *self->out->held);
    for (uint32_t p = 0; p < s->party_count; p++) {
        for (uint32_t k = 0; k < s->parties[p].precondition_count; k++) {
            const ns_precondition *pre = &s->parties[p].preconditions[k];
            if (self->draw->numbers[pre->held] < self->draw->numbers[pre->firmness])
                self->out->held[self->out->held_count++] = (ref_held){.party = p, .index = k};
        }
    }
}

/* How much firmness those who enter by a round take off p's preconditions. */
static double taken_off(const talks *self, uint32_t p, double by) {
    double sum = 0;
    uint32_t n = 0;
    for (uint32_t m = 0; m < self->scenario->mediator_count; m++) {
        const ref_mediator *chair = &self->chairs[m];
        if (!chair->there || chair->enter > by) continue;
        n++;
        if (chair->mechanisms >> NS_MECHANISM_SEQUENCING & 1)
            sum += chair->style[NS_STYLE_FORMULATION] * chair->effort * chair->credibility[p];
    }
    return sum * coherent(self, n);
}

static void drop_shut(talks *self, double by) {
    uint32_t kept = 0;
    for (uint32_t h = 0; h < self->out->held_count; h++) {
        ref_held held = self->out->held[h];
        const ns_precondition *pre = precondition_of(self, &held);
        double firmness = self->draw->numbers[pre->firmness] - taken_off(self, held.party, by);
        if (held.shut && !(self->draw->numbers[pre->held] < firmness))
            self->out->outcome.unblocked++;
        else
            self->out->held[kept++] = held;
    }
    self->out->held_count = kept;
}

/* Notes who holds what is shut; cannot the others do without them? */
static bool blocked(talks *self) {
    uint16_t holders = 0;
    for (uint32_t h = 0; h < self->out->held_count; h++)
        if (self->out->held[h].shut) holders |= (uint16_t)(1u << self->out->held[h].party);
    self->out->shut_holders = holders;
    return !ref_binds(self->draw, (uint16_t)(((1u << self->scenario->party_count) - 1) & ~holders));
}

/* Mediators take up what is shut as they enter, one after the other, until enough can talk; rounds before are idle. */
static void sequence(talks *self) {
    hold_preconditions(self);
    const uint32_t shut = find_shut(self);
    bool could = !blocked(self);
    double by = 0;
    while (shut > 0) {
        double next = HUGE_VAL;
        for (uint32_t m = 0; m < self->scenario->mediator_count; m++)
            if (self->chairs[m].there && self->chairs[m].enter > by && self->chairs[m].enter < next)
                next = self->chairs[m].enter;
        if (next == HUGE_VAL) break;
        by = next;
        drop_shut(self, by);
        find_shut(self);
        if (!blocked(self)) break;
    }
    if (!blocked(self) && !could) self->waits_until = by;
}

/* --- setting up ------------------------------------------------------------------------------------------- */

static void read_mediator(talks *self, uint32_t k, ns_seat seat) {
    const ns_scenario *s = self->scenario;
    const double *numbers = self->draw->numbers;
    const ns_mediator *m = &s->mediators[k];
    ref_mediator *chair = &self->chairs[k];
    chair->file = m;
    chair->enter = m->ripeness.given ? ref_world_ripe(self->out->world, k) : numbers[m->enter];
    chair->there = seat.mediators >> k & 1 && seat.mechanisms && m->mechanisms && numbers[m->effort] != 0 &&
                   chair->enter < HUGE_VAL;
    chair->mechanisms = m->mechanisms & seat.mechanisms;
    chair->effort = numbers[m->effort];
    double sum = 0;
    for (unsigned j = 0; j < 3; j++) sum += numbers[m->style[j]];
    for (unsigned j = 0; j < 3; j++) chair->style[j] = numbers[m->style[j]] / sum;
    for (uint32_t p = 0; p < s->party_count; p++) {
        double told = numbers[m->credibility[p]] * 2 / (1 + exp(-4 * numbers[m->bias[p]]));
        chair->credibility[p] = told < 1 ? told : 1;
    }
    if (!chair->there) chair->active = false;
}

static void read_mediators(talks *self, ns_seat seat) {
    for (uint32_t k = 0; k < self->scenario->mediator_count; k++) read_mediator(self, k, seat);
    self->out->budget = talks_most(self, NS_MECHANISM_CARROTS, talks_carrots_of);
}

/* The notebooks of those who sit down; the desk, when the first of them does. */
static void seat_mediators(talks *self) {
    const ns_scenario *s = self->scenario;
    bool first = true;
    double earliest = HUGE_VAL;
    for (uint32_t k = 0; k < s->mediator_count; k++) first = first && !self->chairs[k].sat;
    for (uint32_t k = 0; k < s->mediator_count; k++) {
        ref_mediator *chair = &self->chairs[k];
        if (!chair->there) continue;
        if (chair->enter < earliest) earliest = chair->enter;
        if (chair->sat) continue;
        chair->sat = true;
        double accuracy = self->draw->numbers[chair->file->accuracy];
        for (uint32_t p = 0; p < s->party_count; p++)
            chair->no_deal_estimate[p] = accuracy * self->no_deal_seen[p] + (1 - accuracy) * s->full / 2;
    }
    if (first && earliest < HUGE_VAL) self->last_draft = earliest - 1;
}

/* A draw in which packages are worth what it is worth to sign them: others may go back on them. */
static ref_draw *as_signed(const ref_draw *draw, ref_world *world, ns_seat seat) {
    const ns_scenario *s = draw->scenario;
    const double *n = draw->numbers;
    ref_play out = {.world = world};
    talks self = {.draw = draw, .scenario = s, .out = &out};
    read_mediators(&self, seat);
    ref_draw *changed = ref_draw_changed(draw, n);
    changed->paper = ref_alloc((size_t)s->party_count * s->package_count, sizeof *changed->paper);
    for (uint32_t p = 0; p < s->party_count; p++) {
        changed->best_feasible[p] = -HUGE_VAL;
        for (uint32_t x = 0; x < s->package_count; x++) {
            double gamma = talks_credibility(&self, x, 1), kept = 1;
            for (uint32_t q = 0; q < s->party_count; q++) {
                double trust = q == p ? 0 : n[s->parties[p].trust[q]];
                if (q != p)
                    kept *= 1 - n[s->parties[q].renege] * (1 - gamma) *
                                    exp(-n[s->commitment.trust_weight] * trust);
            }
            double risk = 1 - kept, *worth = &changed->utility[(size_t)p * s->package_count + x];
            changed->paper[(size_t)p * s->package_count + x] = *worth;
            *worth = (1 - risk) * *worth + risk * n[s->parties[p].cheated];
            bool feasible = !changed->broken[x] && !changed->lacking[x];
            if (feasible && *worth > changed->best_feasible[p]) changed->best_feasible[p] = *worth;
        }
    }
    return changed;
}

/* All that the world holds, as it is worth signing for this seat. */
static void weigh_signatures(talks *self, ns_seat seat) {
    ref_world *world = self->out->world;
    if (!self->scenario->commitment.given) return;
    world->signing = as_signed(self->draw, world, seat);
    for (uint32_t r = 0; r < world->rounds; r++) {
        if (world->own[r]) {
            ref_draw *plain = world->own[r];
            world->own[r] = as_signed(plain, world, seat);
            ref_draw_free(plain);
        }
        world->draws[r] = world->own[r] ? world->own[r] : r ? world->draws[r - 1] : world->signing;
    }
    self->draw = world->signing;
}

void ref_arm_facts(const ref_draw *draw, const ref_world *world, ns_seat seat, double *budget, double *face) {
    ref_play out = {.world = (ref_world *)(uintptr_t)world};
    talks self = {.draw = draw, .scenario = draw->scenario, .out = &out};
    read_mediators(&self, seat);
    *budget = out.budget;
    for (uint32_t p = 0; p < draw->scenario->party_count; p++) face[p] = talks_least_face(&self, p);
}

static void open_stage(talks *self, uint32_t stage) {
    self->stage = stage;
    self->said_count = 0;
    self->standing = self->on_table = self->maker = self->text = self->text_whole = self->author = NS_NONE;
    for (uint32_t p = 0; p < NS_MAX_PARTIES; p++) {
        self->said_yes[p] = self->has_heard[p] = false;
        self->stands[p].holds = false;
        self->latest[p] = NS_NONE;
        self->out->outcome.first_worth[p] = self->out->outcome.last_worth[p] = NAN;
    }
}

static void set_up(talks *self, const ref_draw *draw, ref_play *out, ns_seat seat, uint64_t play) {
    const ns_scenario *s = draw->scenario;
    *self = (talks){.draw = draw, .scenario = s, .out = out, .play = play};
    self->last_progress = -HUGE_VAL;
    self->fixed = ref_alloc(s->issue_count, sizeof *self->fixed);
    for (uint32_t i = 0; i < s->issue_count; i++) self->fixed[i] = NS_NONE;
    for (uint32_t m = 0; m < s->mediator_count; m++) self->chairs[m].noted = ref_alloc(s->option_total, 1);
    out->seat = seat;
    out->world = ref_world_new(draw, play);
    weigh_signatures(self, seat);
    for (uint32_t p = 0; p < s->party_count; p++)
        self->no_deal_seen[p] = draw->numbers[s->parties[p].no_deal];
    read_mediators(self, seat);
    seat_mediators(self);
    for (uint32_t p = 0; p < s->party_count; p++) {
        self->optimism[p] = draw->numbers[s->parties[p].optimism];
        out->face[p] = talks_least_face(self, p);
    }
    talks_start_learning(self);
    open_stage(self, 0);
    out->outcome.package = out->outcome.ender = out->outcome.refused = out->outcome.author = NS_NONE;
}

/* --- saying and settling ---------------------------------------------------------------------------------- */

ns_event *talks_say(talks *self, ns_action action, ns_why why, uint32_t party, uint32_t part, bool of_text) {
    ref_play *out = self->out;
    if (out->event_count == out->event_room) {
        out->event_room = out->event_room ? 2 * out->event_room : 64;
        out->events = realloc(out->events, out->event_room * sizeof *out->events);
        if (!out->events) abort();
    }
    ns_event *event = &out->events[out->event_count++];
    *event = (ns_event){.action = action,
                        .why = why,
                        .round = self->round,
                        .turn = self->turn,
                        .party = party,
                        .stage = self->stage,
                        .part = part,
                        .happening = NS_NONE,
                        .mediator = NS_NONE,
                        .whole = NS_NONE,
                        .offer_of = NS_NONE};
    for (uint32_t p = 0; p < self->scenario->party_count && part != NS_NONE; p++)
        event->worth[p] = talks_worth(self, p, part, of_text);
    if (party != NS_NONE) {
        event->level = talks_level(self, party);
        event->need = talks_need(self, party);
    }
    return event;
}

static uint32_t whole_package(const talks *self) {
    uint32_t package = 0;
    for (uint32_t i = 0; i < self->scenario->issue_count; i++)
        package += self->fixed[i] * self->scenario->issues[i].stride;
    return package;
}

void talks_settle(talks *self, uint32_t part, uint16_t yes, bool by_text) {
    const ns_stage *stage = &self->scenario->protocol.stages[self->stage];
    ns_outcome *outcome = &self->out->outcome;
    outcome->settled[outcome->settled_count++] = (ns_settlement){.round = self->round, .part = part};
    outcome->text_signed = by_text;
    outcome->author = by_text && part == self->text ? self->author : NS_NONE;
    outcome->signatories = yes;
    for (uint32_t k = 0; k < stage->issue_count; k++)
        self->fixed[stage->issues[k]] = talks_option(self, part, k);
    self->settled = true;
    self->last_progress = self->round;
    self->on_table = NS_NONE;
    if (self->stage + 1 < self->scenario->protocol.stage_count) return;
    outcome->package = whole_package(self);
    self->over = true;
}

static uint16_t who_said_yes(const talks *self) {
    uint16_t yes = 0;
    for (uint32_t p = 0; p < self->scenario->party_count; p++) yes |= (uint16_t)(self->said_yes[p] << p);
    return yes;
}

static void settle_if_bound(talks *self) {
    uint16_t yes = who_said_yes(self);
    if (ref_binds(self->draw, yes)) talks_settle(self, self->on_table, yes, false);
}

/* --- turns ------------------------------------------------------------------------------------------------ */

/* Does p sign what is on the table? */
static bool signs(const talks *self, uint32_t p) {
    double worth = talks_worth(self, p, self->on_table, false);
    return worth != -HUGE_VAL && talks_at_least(self, worth, talks_need(self, p));
}

static void make_offer(talks *self, uint32_t p, uint32_t offer) {
    ns_outcome *outcome = &self->out->outcome;
    const ns_event *event = talks_say(self, NS_ACTION_OFFER, NS_WHY_NONE, p, offer, false);
    outcome->offers[p]++;
    outcome->last_worth[p] = event->worth[p];
    if (isnan(outcome->first_worth[p])) outcome->first_worth[p] = event->worth[p];
    self->on_table = offer;
    self->maker = p;
    for (uint32_t q = 0; q < self->scenario->party_count; q++) self->said_yes[q] = q == p;
    talks_hear(self, p, offer);
    if (self->scenario->protocol.consent != NS_CONSENT_UNANIMITY) settle_if_bound(self);
}

static void say_yes(talks *self, uint32_t p) {
    talks_say(self, NS_ACTION_ACCEPT, NS_WHY_NONE, p, self->on_table, false);
    self->said_yes[p] = true;
    settle_if_bound(self);
}

void talks_end_without(talks *self, ns_reason reason, ns_why why, uint32_t leaver) {
    self->out->outcome.why = why;
    self->out->outcome.reason = reason;
    self->out->outcome.ender = leaver;
    self->settled = self->over = true;
}

static void take_turn(talks *self, uint32_t p) {
    if (self->on_table != NS_NONE && self->said_yes[p]) {
        talks_say(self, NS_ACTION_PASS, NS_WHY_SAID_YES, p, NS_NONE, false);
        return;
    }
    if (self->on_table != NS_NONE && signs(self, p)) {
        say_yes(self, p);
        return;
    }
    if (talks_leaves(self, p)) {
        talks_say(self, NS_ACTION_LEAVE, NS_WHY_OUTSIDE_OPTION, p, NS_NONE, false);
        talks_end_without(self, NS_REASON_WALKOUT, NS_WHY_OUTSIDE_OPTION, p);
        return;
    }
    uint32_t offer = talks_offer(self, p);
    if (offer != NS_NONE &&
        talks_at_least(self, talks_worth(self, p, offer, false), talks_outside(self, p))) {
        make_offer(self, p, offer);
        return;
    }
    talks_say(self, NS_ACTION_PASS, NS_WHY_NOTHING, p, NS_NONE, false);
    self->out->outcome.idle[p]++;
}

static uint32_t first_speaker(const talks *self) {
    const uint32_t n = self->scenario->party_count;
    ns_noise_key key = {.seed = self->draw->seed,
                        .draw = self->draw->draw,
                        .play = self->play,
                        .purpose = NS_PURPOSE_ORDER,
                        .round = self->round};
    switch (self->scenario->protocol.order) {
    case NS_ORDER_ROTATING: return (self->round - 1) % n;
    case NS_ORDER_RANDOM: return (uint32_t)ns_below_noise(&key, n);
    default: return 0;
    }
}

/* Who speaks in turn k. */
static void speakers(const talks *self, uint32_t *order) {
    const uint32_t n = self->scenario->party_count, first = first_speaker(self);
    double lack[NS_MAX_PARTIES] = {0};
    bool least_satisfied = self->scenario->protocol.order == NS_ORDER_LEAST_SATISFIED;
    for (uint32_t p = 0; p < n && least_satisfied; p++) lack[p] = talks_lack(self, p);
    for (uint32_t k = 0; k < n; k++) {
        uint32_t p = (first + k) % n, before = 0;
        for (uint32_t q = 0; q < n && least_satisfied; q++)
            before += lack[q] > lack[p] || (lack[q] == lack[p] && q < p);
        order[least_satisfied ? before : k] = p;
    }
}

/* Who would rather have no deal takes its yes back. */
static void take_back(talks *self) {
    for (uint32_t p = 0; p < self->scenario->party_count && self->on_table != NS_NONE; p++) {
        double worth = talks_worth(self, p, self->on_table, false);
        if (!self->said_yes[p]) continue;
        if (worth != -HUGE_VAL && talks_at_least(self, worth, talks_reservation(self, p))) continue;
        self->turn = 0;
        talks_say(self, NS_ACTION_WITHDRAW, NS_WHY_NO_DEAL, NS_NONE, self->on_table, false)->party = p;
        self->said_yes[p] = false;
        if (p == self->maker) self->on_table = self->maker = NS_NONE;
    }
}

static void begin_mediator(const talks *self, ref_mediator *chair) {
    const double *numbers = self->draw->numbers;
    chair->active = chair->there && self->round >= chair->enter;
    if (!chair->active) return;
    chair->fatigue = chair->file->fatigue == NS_NONE
                         ? 1
                         : exp(-M_LN2 * (self->round - chair->enter) / numbers[chair->file->fatigue]);
    if (!(chair->mechanisms >> NS_MECHANISM_INFORMATION & 1)) return;
    double rate = chair->style[NS_STYLE_FACILITATION] * chair->effort * chair->fatigue;
    chair->known += rate * (1 - chair->known);
    for (uint32_t p = 0; p < self->scenario->party_count; p++)
        chair->told[p] = numbers[chair->file->accuracy] * numbers[chair->file->independence] *
                         chair->credibility[p] * chair->known;
}

/* While somebody informs, all that was told counts, as far as those who are there now are of one voice. */
static void take_in(talks *self) {
    const ns_scenario *s = self->scenario;
    bool informs = false;
    for (uint32_t m = 0; m < s->mediator_count; m++)
        informs |= talks_is_at(self, m, NS_MECHANISM_INFORMATION);
    for (uint32_t p = 0; informs && p < s->party_count; p++) {
        double sum = 0;
        for (uint32_t m = 0; m < s->mediator_count; m++) sum += self->chairs[m].told[p];
        sum *= talks_together(self);
        self->taken_in[p] = sum < 1 ? sum : 1;
    }
}

static void begin_round(talks *self) {
    const ns_scenario *s = self->scenario;
    self->settled = false;
    for (uint32_t p = 0; p < s->party_count; p++) {
        double before = self->no_deal_seen[p],
               now = self->out->world->no_deal[(self->round - 1) * s->party_count + p];
        for (uint32_t m = 0; now != before && m < s->mediator_count; m++)
            if (self->chairs[m].there)
                self->chairs[m].no_deal_estimate[p] +=
                    self->draw->numbers[s->mediators[m].accuracy] * (now - before);
        self->no_deal_seen[p] = now;
    }
    for (uint32_t p = 0; p < s->party_count; p++) self->stands[p].holds = false;
    for (uint32_t m = 0; m < s->mediator_count; m++) begin_mediator(self, &self->chairs[m]);
    take_in(self);
    for (uint32_t p = 0; p < s->party_count; p++)
        self->optimism[p] *= 1 - self->draw->numbers[s->parties[p].learning];
    if (s->conflict.given || s->event_count) take_back(self);
}

static void play_turns(talks *self) {
    uint32_t n = self->scenario->party_count, order[NS_MAX_PARTIES];
    speakers(self, order);
    for (uint32_t k = 0; k < n && !self->settled; k++) {
        self->turn = k + 1;
        take_turn(self, order[k]);
    }
}

static void play_round(talks *self) {
    begin_round(self);
    if (talks_protocol_is(self, "simultaneous"))
        talks_all_at_once(self);
    else if (talks_protocol_is(self, "single_text"))
        talks_on_a_text(self);
    else
        play_turns(self);
    self->turn = self->scenario->party_count + 1;
    if (count_active(self) > 0 && !self->settled) talks_mediate(self);
}

/* After the last round: what is on the table goes to those who have not said yes. */
static void last_answers(talks *self) {
    uint32_t n = self->scenario->party_count, part = self->on_table;
    if (part == NS_NONE) return;
    for (uint32_t k = 1; k < n && !self->settled; k++) {
        uint32_t p = (self->maker + k) % n;
        if (self->said_yes[p]) continue;
        self->turn = n + 1 + k;
        if (signs(self, p))
            say_yes(self, p);
        else
            talks_say(self, NS_ACTION_REFUSE, NS_WHY_LAST_ANSWER, p, part, false);
    }
}

/* The talks end with this round: what is on the table is answered, unless they break off, and who has to leave leaves. */
static void close_talks(talks *self, ns_reason why, uint32_t leaver) {
    uint32_t n = self->scenario->party_count;
    if (why != NS_REASON_BROKEN_OFF && !self->idle && !self->settled) {
        if (talks_protocol_is(self, "single_text"))
            talks_sign_text(self);
        else if (self->scenario->protocol.last_answers)
            last_answers(self);
    }
    if (self->over) return;
    self->turn = 2 * n + 2;
    bool by_event = self->out->world->ends_after == self->round;
    ns_why said = why == NS_REASON_WALKOUT                  ? NS_WHY_DEADLINE
                  : why == NS_REASON_BROKEN_OFF && by_event ? NS_WHY_EVENT
                                                            : NS_WHY_NONE;
    if (why == NS_REASON_WALKOUT)
        talks_say(self, NS_ACTION_LEAVE, NS_WHY_DEADLINE, NS_NONE, NS_NONE, false)->party = leaver;
    if (why == NS_REASON_BROKEN_OFF) talks_say(self, NS_ACTION_BREAK_OFF, said, NS_NONE, NS_NONE, false);
    talks_end_without(self, why, said, leaver);
}

/* After a time without any mediator: all begin anew. */
static void clear_desks(talks *self) {
    self->text = self->text_whole = self->author = NS_NONE;
    for (uint32_t m = 0; m < self->scenario->mediator_count; m++) {
        self->chairs[m].sat = false;
        memset(self->chairs[m].noted, 0, self->scenario->option_total);
    }
}

static void meet_events(talks *self) {
    const ref_world *world = self->out->world;
    uint64_t now = world->happened[self->round - 1];
    self->turn = 0;
    for (uint32_t e = 0; e < self->scenario->event_count; e++)
        if (now & (uint64_t)1 << e)
            talks_say(self, NS_ACTION_HAPPEN, NS_WHY_NONE, NS_NONE, NS_NONE, false)->happening = e;
    if (!world->own[self->round - 1]) return;
    bool sat = talks_mediated(self);
    self->draw = world->draws[self->round - 1];
    read_mediators(self, self->out->seat);
    if (!sat && talks_mediated(self)) clear_desks(self);
    seat_mediators(self);
    if (sat || !talks_mediated(self)) return;
    self->last_progress = -HUGE_VAL; /* they have heard nothing yet */
    for (uint32_t p = 0; p < self->scenario->party_count; p++) self->has_heard[p] = false;
}

static void play_rounds(talks *self) {
    for (uint32_t r = 1; !self->over; r++) {
        bool stage_done = self->settled;
        uint32_t leaver;
        self->round = r;
        meet_events(self);
        self->idle = r < self->waits_until;
        if (self->idle) {
            self->last_progress = r;
        } else {
            if (stage_done) open_stage(self, self->stage + 1);
            play_round(self);
        }
        ns_reason why = talks_end_of_round(self, &leaver);
        if (!self->over && why != NS_REASON_COUNT) close_talks(self, why, leaver);
    }
}

/* --- the whole -------------------------------------------------------------------------------------------- */

ref_play *ref_play_new(const ref_draw *draw, ns_seat seat, uint64_t play) {
    ref_play *out = ref_alloc(1, sizeof *out);
    ns_outcome *outcome = &out->outcome;
    talks self;
    set_up(&self, draw, out, seat, play);
    sequence(&self);
    ref_reach(draw, out);
    if (blocked(&self)) {
        outcome->reason = NS_REASON_PRECONDITION_DEADLOCK;
    } else {
        play_rounds(&self);
        outcome->round = self.round;
        if (outcome->package != NS_NONE)
            outcome->reason = NS_REASON_AGREED;
        else if (outcome->reason == NS_REASON_DEADLINE && !out->any_reachable)
            outcome->reason = NS_REASON_NO_ZONE;
    }
    uint32_t last = outcome->round ? outcome->round : 1;
    for (uint32_t p = 0; p < draw->scenario->party_count; p++)
        outcome->no_deal[p] = out->world->no_deal[(last - 1) * draw->scenario->party_count + p];
    outcome->balance = out->world->balance[last - 1];
    for (uint32_t r = 1; r <= outcome->round; r++) outcome->happened |= out->world->happened[r - 1];
    talks_live_on(&self);
    for (uint32_t p = 0; p < draw->scenario->party_count; p++)
        outcome->value[p] =
            outcome->package == NS_NONE
                ? (double)NAN
                : (self.draw->paper
                       ? self.draw->paper
                       : self.draw->utility)[(size_t)p * draw->scenario->package_count + outcome->package];
    ref_arm_facts(draw, out->world, seat, &out->budget, out->face);
    talks_end_learning(&self);
    free(self.said);
    free(self.fixed);
    for (uint32_t m = 0; m < draw->scenario->mediator_count; m++) free(self.chairs[m].noted);
    return out;
}

void ref_play_free(ref_play *self) {
    if (!self) return;
    free(self->held);
    free(self->events);
    free(self->shut);
    ref_world_free(self->world);
    free(self);
}
