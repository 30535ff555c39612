/* Players: what each party wants in a round, and what it makes of the others' offers. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bargaining/agent/agent.h"
#include "bargaining/core.h"
#include "bargaining/memory.h"
#include "negsim/random.h"

/* --- memory -------------------------------------------------------------------------------------------- */

static uint32_t count_params(const ns_kind *kind) {
    uint32_t n = 0;
    while (kind->params != NULL && n < NS_MAX_PARAMS && kind->params[n].name != NULL) n++;
    return n;
}

/* Sizes rounded up, so that every state is aligned for any type. */
static size_t state_bytes(const ns_kind *kind) { return (kind->state_size + 15) / 16 * 16; }

static void point_at_kinds(ns_player *self, const ns_party *party) {
    const ns_plugin *plugins[NS_ROLE_COUNT] = {&party->tactic, &party->offer, &party->acceptance,
                                               &party->opponent};
    for (int k = 0; k < NS_ROLE_COUNT; k++) {
        self->roles[k].plugin = plugins[k];
        self->roles[k].param_count = count_params(plugins[k]->kind);
    }
    /* Every kind is a struct that begins with its ns_kind. */
    self->tactic = (const ns_tactic_kind *)(const void *)party->tactic.kind;
    self->offer = (const ns_offer_kind *)(const void *)party->offer.kind;
    self->acceptance = (const ns_acceptance_kind *)(const void *)party->acceptance.kind;
    self->opponent = (const ns_opponent_kind *)(const void *)party->opponent.kind;
}

static uint32_t most_parts(const ns_session *self) {
    uint32_t most = 1;
    for (uint32_t s = 0; s < self->scenario->protocol.stage_count; s++)
        if (self->scenario->protocol.stages[s].part_count > most)
            most = self->scenario->protocol.stages[s].part_count;
    return most;
}

static ns_status weights_init(ns_player *self, const ns_session *session) {
    uint32_t parties = session->scenario->party_count, issues = session->scenario->issue_count;
    self->estimate = calloc((size_t)parties * issues, sizeof *self->estimate);
    self->believed = calloc((size_t)parties * issues, sizeof *self->believed);
    self->others = ns_array(most_parts(session), sizeof *self->others);
    self->estimate_rows = calloc(parties, sizeof *self->estimate_rows);
    self->believed_rows = calloc(parties, sizeof *self->believed_rows);
    self->notes_size = (size_t)self->opponent->notes_per_issue * issues +
                       (size_t)self->opponent->notes_per_option * session->scenario->option_total;
    self->notes = calloc(parties * self->notes_size + 1, sizeof *self->notes);
    self->notes_rows = calloc(parties, sizeof *self->notes_rows);
    if (self->estimate == NULL || self->believed == NULL || self->others == NULL ||
        self->estimate_rows == NULL || self->believed_rows == NULL || self->notes == NULL ||
        self->notes_rows == NULL)
        return NS_NO_MEMORY;
    for (uint32_t q = 0; q < parties; q++) {
        if (q == self->view.me) continue;
        self->estimate_rows[q] = self->estimate + (size_t)q * issues;
        self->believed_rows[q] = self->believed + (size_t)q * issues;
        self->notes_rows[q] = self->notes + q * self->notes_size;
    }
    self->view.estimate = self->estimate_rows;
    self->view.believed = self->believed_rows;
    self->view.notes = self->notes_rows;
    self->view.others = self->others;
    return NS_OK;
}

static void view_init(ns_player *self, const ns_session *session, uint32_t p) {
    const ns_scenario *scenario = session->scenario;
    self->view = (ns_view){.me = p,
                           .party_count = scenario->party_count,
                           .rounds = scenario->protocol.rounds,
                           .full = scenario->full,
                           .slack = scenario->slack,
                           .issue_count = scenario->issue_count,
                           .values = (const double *const *)session->values,
                           .first_option = session->first_option,
                           .last_of = session->last_of,
                           .bids = self->bids};
}

static bool looks_back(const ns_player *self) {
    return self->tactic->uses_history || self->offer->uses_history || self->acceptance->uses_history;
}

static ns_status player_init(ns_session *self, uint32_t p) {
    ns_player *player = &self->players[p];
    point_at_kinds(player, &self->scenario->parties[p]);
    player->bids = ns_bids_new(most_parts(self));
    player->plan = ns_array(self->scenario->protocol.rounds, sizeof *player->plan);
    player->levels = ns_array(self->scenario->protocol.rounds, sizeof *player->levels);
    player->targets = ns_array(self->scenario->protocol.rounds, sizeof *player->targets);
    if (player->bids == NULL || player->plan == NULL || player->levels == NULL || player->targets == NULL)
        return NS_NO_MEMORY;
    view_init(player, self, p);
    if (player->tactic->head.starts_program &&
        !(player->view.agent = ns_agent_new(player->roles[NS_ROLE_TACTIC].plugin->arguments[0].text)))
        return NS_NO_MEMORY;
    for (int k = 0; k < NS_ROLE_COUNT; k++) self->states_size += state_bytes(player->roles[k].plugin->kind);
    if (looks_back(player)) self->records = true;
    return ns_uses_weights(player) ? weights_init(player, self) : NS_OK;
}

static ns_status states_init(ns_session *self) {
    self->states = calloc(self->states_size + 1, 1);
    if (self->states == NULL) return NS_NO_MEMORY;
    size_t at = 0;
    for (uint32_t p = 0; p < self->scenario->party_count; p++)
        for (int k = 0; k < NS_ROLE_COUNT; k++) {
            self->players[p].roles[k].state = self->states + at;
            at += state_bytes(self->players[p].roles[k].plugin->kind);
        }
    return NS_OK;
}

ns_status ns_players_init(ns_session *self) {
    uint32_t parties = self->scenario->party_count;
    self->players = calloc(parties, sizeof *self->players);
    self->values = calloc(parties, sizeof *self->values);
    self->last_of = calloc(parties, sizeof *self->last_of);
    self->heard = calloc(parties, sizeof *self->heard);
    self->first_option = calloc(self->scenario->issue_count, sizeof *self->first_option);
    self->scratch = ns_array(most_parts(self), sizeof *self->scratch);
    self->weighted = calloc(self->scenario->option_total, sizeof *self->weighted);
    if (self->players == NULL || self->values == NULL || self->last_of == NULL || self->heard == NULL ||
        self->first_option == NULL || self->scratch == NULL || self->weighted == NULL)
        return NS_NO_MEMORY;
    for (uint32_t i = 0; i < self->scenario->issue_count; i++)
        self->first_option[i] = self->scenario->issues[i].first_option;
    for (uint32_t p = 0; p < parties; p++) {
        ns_status status = player_init(self, p);
        if (status != NS_OK) return status;
        if (self->players[p].others != NULL) self->learns = true;
    }
    if (self->records &&
        !(self->history = ns_array((size_t)parties * self->scenario->protocol.rounds, sizeof *self->history)))
        return NS_NO_MEMORY;
    return states_init(self);
}

void ns_players_free(ns_session *self) {
    for (uint32_t p = 0; self->players != NULL && p < self->scenario->party_count; p++) {
        ns_player *player = &self->players[p];
        ns_bids_free(player->bids);
        ns_agent_free(player->view.agent);
        ns_ladder_free(&player->ladder);
        free(player->plan);
        free(player->levels);
        free(player->targets);
        free(player->estimate);
        free(player->believed);
        free(player->others);
        free(player->notes);
        free(player->notes_rows);
        free(player->estimate_rows);
        free(player->believed_rows);
    }
    free(self->players);
    free(self->values);
    free(self->last_of);
    free(self->heard);
    free(self->first_option);
    free(self->scratch);
    free(self->weighted);
    free(self->history);
    free(self->states);
}

/* --- a negotiation begins ---------------------------------------------------------------------------------- */

static void read_arguments(ns_role *role, const ns_instance *instance) {
    for (uint32_t k = 0; k < role->param_count; k++) {
        const ns_param *param = &role->plugin->kind->params[k];
        const ns_argument *argument = &role->plugin->arguments[k];
        role->arguments[k] = param->type == NS_PARAM_CHOICE ? argument->choice
                             : param->type == NS_PARAM_TEXT
                                 ? 0
                                 : ns_number_of(instance, argument->quantity, param->initial);
    }
}

/* At first all issues seem to matter alike. */
static void start_estimates(ns_player *self, const ns_session *session) {
    uint32_t issues = session->scenario->issue_count;
    for (uint32_t q = 0; q < session->scenario->party_count; q++) {
        if (q == self->view.me) continue;
        double even = self->view.weight_sum[q] / issues;
        for (uint32_t i = 0; i < issues; i++)
            self->estimate_rows[q][i] =
                self->opponent->knows_all ? ns_weight_of(session->instance, q, i) : even;
    }
    memset(self->notes, 0, session->scenario->party_count * self->notes_size * sizeof *self->notes);
    const ns_role *role = &self->roles[NS_ROLE_OPPONENT];
    if (self->opponent->start != NULL) self->opponent->start(&self->view, role->arguments, role->state);
    self->stale = true;
    self->trusted = -1;
}

static void sum_weights(const ns_session *self, double *sums) {
    uint32_t issues = self->scenario->issue_count;
    for (uint32_t q = 0; q < self->scenario->party_count; q++) {
        const double *weights = self->instance->weights + (size_t)q * issues;
        sums[q] = 0;
        for (uint32_t i = 0; i < issues; i++) sums[q] += weights[i];
    }
}

/* The lowest that its value of no deal will be. */
static double least_no_deal(const ns_session *self, uint32_t p) {
    const uint32_t n = self->scenario->party_count;
    double least = self->source.no_deal[p];
    for (uint32_t r = 0; self->course.no_deal != NULL && r < self->source.rounds; r++)
        least = fmin(least, self->course.no_deal[(size_t)r * n + p]);
    return least;
}

static void player_begin(ns_session *self, ns_player *player, const double *weight_sums) {
    for (int k = 0; k < NS_ROLE_COUNT; k++)
        if (player->roles[k].param_count > 0) read_arguments(&player->roles[k], self->instance);
    player->plain = ns_is_plain(player);
    player->least = least_no_deal(self, player->view.me);
    for (uint32_t q = 0; q < self->scenario->party_count; q++) player->view.weight_sum[q] = weight_sums[q];
    if (player->others != NULL) start_estimates(player, self);
    if (player->view.agent != NULL)
        ns_agent_begin(player->view.agent, self, player->view.me, player->roles[NS_ROLE_TACTIC].arguments[1]);
}

void ns_players_begin(ns_session *self) {
    const ns_instance *instance = self->instance;
    double sums[NS_MAX_PARTIES];
    sum_weights(self, sums);
    if (self->states_size > 0) memset(self->states, 0, self->states_size);
    for (uint32_t p = 0; p < self->scenario->party_count; p++)
        self->values[p] = instance->values + (size_t)p * self->scenario->option_total;
    for (uint32_t p = 0; p < self->scenario->party_count; p++) player_begin(self, &self->players[p], sums);
}

/* Where no draw changes any party's worths, what is sorted once serves all negotiations. */
static bool keeps_worths(const ns_session *self) {
    const ns_parts *parts = &self->tables.parts;
    if (!self->instance->utility_shared || parts->open != NULL) return false;
    for (uint32_t p = 0; p < self->scenario->party_count; p++)
        if (parts->worth[p] != self->instance->utility[p]) return false;
    return true;
}

static void open_bids(const ns_session *self, const ns_player *player) {
    if (self->keeps)
        ns_bids_open_shared(player->bids, &self->tables.parts, player->view.me);
    else
        ns_bids_open(player->bids, &self->tables.parts, player->view.me, player->least);
}

static double least_worth(const ns_parts *parts, uint32_t p) {
    double least = HUGE_VAL;
    for (uint32_t z = 0; z < parts->count; z++)
        if (parts->worth[p][z] > -HUGE_VAL && parts->worth[p][z] < least) least = parts->worth[p][z];
    return least;
}

static void look_at_stage(ns_session *self, uint32_t p) {
    const ns_stage_tables *tables = &self->tables;
    ns_player *player = &self->players[p];
    player->view.stage = &tables->shape->view;
    player->view.worth = tables->parts.worth[p];
    player->view.best = tables->best[p];
    if (player->tactic->uses_least && !player->plain) player->view.least = least_worth(&tables->parts, p);
    player->prepared = player->chosen = 0;
    player->planned = false;
    player->stale = true;
    open_bids(self, player);
    if (player->view.agent != NULL) ns_agent_open_stage(player->view.agent, &player->view);
}

void ns_players_open_stage(ns_session *self) {
    self->keeps = keeps_worths(self);
    self->on_table = self->maker = NS_NONE;
    self->yes = 0;
    self->history_count = 0;
    self->standing = NS_NONE;
    for (uint32_t p = 0; p < self->scenario->party_count; p++) {
        look_at_stage(self, p);
        self->players[p].view.history = self->history;
        self->players[p].view.scratch = self->scratch;
        self->players[p].spoke = 0;
        self->last_of[p] = NS_NONE;
        self->heard[p] = -HUGE_VAL;
        self->outcome.first_worth[p] = self->outcome.last_worth[p] = NAN;
    }
}

void ns_players_look_again(ns_session *self) {
    double sums[NS_MAX_PARTIES];
    self->keeps = false;
    sum_weights(self, sums);
    for (uint32_t p = 0; p < self->scenario->party_count; p++)
        self->values[p] = self->instance->values + (size_t)p * self->scenario->option_total;
    for (uint32_t p = 0; p < self->scenario->party_count; p++) {
        memcpy(self->players[p].view.weight_sum, sums, sizeof sums);
        if (!self->opening) look_at_stage(self, p);
    }
}

/* --- believed weights ----------------------------------------------------------------------------------------- */

/* Believed weights: own estimate, and the truth as far as the mediator got it across. */
static void believe(ns_player *self, const ns_session *session) {
    uint32_t issues = session->scenario->issue_count;
    double trusted = session->terms.taken_in[self->view.me];
    for (uint32_t q = 0; q < session->scenario->party_count; q++) {
        if (q == self->view.me) continue;
        for (uint32_t i = 0; i < issues; i++)
            self->believed_rows[q][i] =
                (1 - trusted) * self->estimate_rows[q][i] + trusted * ns_weight_of(session->instance, q, i);
    }
    self->trusted = trusted;
}

/* What every part is worth to party q by the weights that a player believes, the stage's issues in order. */
static void add_up(const ns_player *self, uint32_t q, double *weighted, double *out) {
    const ns_stage_view *stage = self->view.stage;
    out[0] = 0;
    uint32_t n = 1;
    for (uint32_t i = 0; i < stage->issue_count; i++) {
        uint32_t issue = stage->issue[i], k = stage->option_count[i];
        const double *values = self->view.values[q] + self->view.first_option[issue];
        for (uint32_t o = 0; o < k; o++) weighted[o] = self->believed_rows[q][issue] * values[o];
        ns_widen(out, out, n, weighted, k);
        n *= k;
    }
}

/* The others' sums are added in party order. */
static void add_up_others(ns_player *self, const ns_session *session) {
    bool first = true;
    for (uint32_t q = 0; q < session->scenario->party_count; q++) {
        if (q == self->view.me) continue;
        add_up(self, q, session->weighted, first ? self->others : session->scratch);
        for (uint32_t z = 0; !first && z < self->view.stage->part_count; z++)
            self->others[z] += session->scratch[z];
        first = false;
    }
}

static void bring_up_to_date(ns_player *self, const ns_session *session) {
    bool moved = self->trusted != session->terms.taken_in[self->view.me];
    if (!moved && !self->stale) return;
    believe(self, session);
    add_up_others(self, session);
    self->stale = false;
}

/* --- a round ---------------------------------------------------------------------------------------------------- */

static double noise(const ns_session *self, uint32_t p, unsigned purpose) {
    ns_noise_key key = {.seed = self->instance->seed,
                        .draw = self->instance->draw,
                        .play = self->play,
                        .entity = self->scenario->parties[p].key,
                        .purpose = purpose,
                        .round = self->terms.round};
    return ns_uniform_noise(&key);
}

static void set_clock(ns_view *view, const ns_terms *terms) {
    view->round = terms->round;
    ns_view_wind(view, terms);
}

/* What the plan holds for this round. */
static void recall(ns_player *self, const ns_terms *terms) {
    self->level = self->levels[terms->round - 1];
    self->view.target = self->targets[terms->round - 1];
    self->view.reservation = terms->reservation[self->view.me];
    set_clock(&self->view, terms);
}

/* What is on the table and has been said so far, for kinds that look. */
static void look_around(ns_session *self, ns_player *player) {
    ns_view *view = &player->view;
    if (player->others != NULL) bring_up_to_date(player, self);
    view->on_table = self->on_table;
    view->maker = self->maker;
    view->last_own = self->last_of[view->me];
    view->history_count = self->history_count;
    view->standing = self->standing;
    if (player->acceptance->uses_standing) view->vote = noise(self, view->me, NS_PURPOSE_VOTE);
    if (player->offer->uses_noise) view->noise = noise(self, view->me, NS_PURPOSE_OFFER);
    if (player->tactic->uses_noise) view->whim = noise(self, view->me, NS_PURPOSE_TACTIC);
}

static double need_of(ns_session *self, ns_player *player) {
    const ns_role *tactic = &player->roles[NS_ROLE_TACTIC], *role = &player->roles[NS_ROLE_ACCEPTANCE];
    if (player->tactic->need != NULL)
        return ns_view_floor(&player->view,
                             player->tactic->need(&player->view, tactic->arguments, tactic->state));
    uint32_t own = player->acceptance->wants_offer ? ns_player_choose(self, player->view.me) : NS_NONE;
    return player->acceptance->need(&player->view, role->arguments, own);
}

const ns_player *ns_player_prepare(ns_session *self, uint32_t p) {
    ns_player *player = &self->players[p];
    if (player->prepared == self->terms.round) return player;
    player->prepared = self->terms.round;
    if (!player->plain || player->acceptance->uses_history || player->acceptance->uses_standing)
        look_around(self, player);
    if (player->planned)
        recall(player, &self->terms);
    else
        ns_player_aim(player, &self->terms);
    player->need = need_of(self, player);
    if (self->exits && self->outside[p] > player->need) player->need = self->outside[p];
    return player;
}

static uint32_t choose(ns_player *player) {
    const ns_role *tactic = &player->roles[NS_ROLE_TACTIC], *role = &player->roles[NS_ROLE_OFFER];
    if (!(player->view.best > -HUGE_VAL)) return NS_NONE;
    if (player->tactic->choose != NULL)
        return player->tactic->choose(&player->view, tactic->arguments, tactic->state);
    return player->offer->choose(&player->view, role->arguments, role->state);
}

uint32_t ns_player_choose(ns_session *self, uint32_t p) {
    ns_player *player = &self->players[p];
    ns_player_prepare(self, p);
    if (player->chosen == self->terms.round) return player->own_offer;
    player->chosen = self->terms.round;
    if (player->planned) return player->own_offer = player->plan[self->terms.round - 1];
    look_around(self, player);
    return player->own_offer = choose(player);
}

/* Who looks back and has spoken stands by what it said; see record. */
static void learn(ns_player *player, const ns_terms *terms, uint32_t maker, uint32_t part,
                  uint32_t previous) {
    if (player->others == NULL || player->opponent->hear == NULL) return;
    if (part == previous && !player->opponent->hears_repeats) return;
    const ns_role *role = &player->roles[NS_ROLE_OPPONENT];
    set_clock(&player->view, terms); /* its own turn may not have come in this round */
    player->opponent->hear(&player->view, role->arguments, maker, part, previous, role->state);
    player->stale = true;
    if (player->spoke == terms->round && looks_back(player)) return;
    player->chosen = 0;
    if (player->acceptance->wants_offer) player->prepared = 0;
}

/* Who looks back looks again: its target, its offer and its need may hang on the offer just heard. Who has made its own offer in this
 * round stands by it to the round's end. */
static void record(ns_session *self, uint32_t maker, uint32_t part) {
    uint32_t is_new = 1;
    for (uint32_t k = 0; k < self->history_count && is_new; k++)
        is_new = self->history[k].maker != maker || self->history[k].part != part;
    self->history[self->history_count++] = (ns_heard_offer){self->terms.round, maker, part, is_new};
    for (uint32_t q = 0; q < self->scenario->party_count; q++) {
        ns_player *player = &self->players[q];
        if (q == maker) player->spoke = self->terms.round;
        if (player->spoke != self->terms.round && looks_back(player)) player->prepared = player->chosen = 0;
    }
}

/* What counts as progress for those who wait for some: the least of it. */
static double step_of_progress(const ns_company *company) {
    double least = HUGE_VAL;
    for (uint32_t k = 0; k < company->count; k++)
        if (company->member[k].mechanisms >> NS_MECHANISM_PROPOSALS & 1u)
            least = fmin(least, company->member[k].progress);
    return least;
}

/* For some other party the offer is worth more than `progress` above the best that it has heard. */
static void watch(ns_session *self, uint32_t maker, uint32_t part) {
    const double step = step_of_progress(&self->company);
    for (uint32_t q = 0; q < self->scenario->party_count; q++) {
        double worth = self->tables.parts.worth[q][part], best = self->heard[q];
        if (q == maker || !(worth > -HUGE_VAL)) continue;
        if (best == -HUGE_VAL || !ns_at_least(self, best + step, worth))
            self->desk.last_progress = self->terms.round;
        if (worth > best) self->heard[q] = worth;
    }
}

void ns_players_end(ns_session *self) {
    const uint32_t package = self->outcome.package;
    for (uint32_t p = 0; p < self->scenario->party_count; p++) {
        if (self->players[p].view.agent == NULL) continue;
        ns_agent_end(self->players[p].view.agent, ns_reason_name(self->outcome.reason),
                     package == NS_NONE ? self->outcome.no_deal[p] : self->instance->utility[p][package]);
    }
}

void ns_players_hear(ns_session *self, uint32_t maker, uint32_t part, uint32_t previous) {
    if (self->looks_on && previous != NS_NONE) ns_moves_note(self, maker, part, previous);
    if (self->records) record(self, maker, part);
    for (uint32_t q = 0; self->learns && q < self->scenario->party_count; q++)
        if (q != maker) learn(&self->players[q], &self->terms, maker, part, previous);
    if (self->watches) watch(self, maker, part);
}
