/* Plans: where targets hang on the clock alone, all that a stage's offers can be is known when it opens. */
#include "bargaining/core.h"

/* One pass for all rounds is cheaper than getting ready for queries where the parts are many and the rounds few. */
static bool pays(const ns_session *self) {
    if (self->path != NS_PATH_AUTO) return self->path == NS_PATH_PLANS;
    return self->tables.parts.count / 8 >= self->scenario->protocol.rounds;
}

static bool plannable(const ns_session *self, const ns_player *player) {
    return player->tactic->time_only && ns_offers_lowest(player) && player->view.best > -HUGE_VAL &&
           pays(self);
}

void ns_player_aim(ns_player *self, const ns_terms *terms) {
    ns_view *view = &self->view;
    view->round = terms->round;
    ns_view_wind(view, terms);
    view->reservation = terms->reservation[view->me];
    if (self->plain) {
        self->level = ns_level(self);
        view->target = ns_target(view, self->level);
        return;
    }
    const ns_role *role = &self->roles[NS_ROLE_TACTIC];
    view->target = self->tactic->target(view, role->arguments, role->state);
    self->level = ns_level_of(view, view->target);
}

static void plan_player(ns_session *self, ns_player *player, uint32_t first) {
    uint32_t rounds = self->scenario->protocol.rounds;
    ns_terms ahead = self->terms;
    for (uint32_t r = first; r <= rounds; r++) {
        ns_terms_advance(&ahead, &self->source);
        ns_player_aim(player, &ahead);
        player->levels[r - 1] = player->level;
        player->targets[r - 1] = player->view.target;
    }
    ns_bids_schedule_lowest(player->bids, player->targets + first - 1, rounds - first + 1,
                            player->plan + first - 1);
    player->planned = true;
}

void ns_players_plan(ns_session *self) {
    if (self->sprints) return;
    for (uint32_t p = 0; p < self->scenario->party_count; p++)
        if (plannable(self, &self->players[p])) plan_player(self, &self->players[p], self->terms.round + 1);
}
