/* Moves: what a party's next offer changes for itself and for the others. */
#include "bargaining/core.h"

static const char *const names[NS_MOVE_COUNT] = {"concession",  "selfish", "fortunate",
                                                 "unfortunate", "nice",    "silent"};

const char *ns_move_name(ns_move_kind kind) { return (unsigned)kind < NS_MOVE_COUNT ? names[kind] : ""; }

ns_move_kind ns_move_of(double own, double others, double slack) {
    if (own < -slack) return others < -slack ? NS_MOVE_UNFORTUNATE : NS_MOVE_CONCESSION;
    if (own > slack) return others > slack ? NS_MOVE_FORTUNATE : NS_MOVE_SELFISH;
    if (others < -slack) return NS_MOVE_UNFORTUNATE;
    return others > slack ? NS_MOVE_NICE : NS_MOVE_SILENT;
}

/* What a part is worth by itself: a package its whole value, a part of one what its own issues are worth. */
static double worth_of(const ns_session *self, uint32_t q, uint32_t part) {
    const ns_stage_view *stage = &self->tables.shape->view;
    double sum = 0;
    if (self->scenario->protocol.stage_count == 1)
        return self->instance->utility[q][ns_stage_package(&self->tables, part)];
    for (uint32_t i = 0; i < stage->issue_count; i++)
        sum +=
            ns_weight_of(self->instance, q, stage->issue[i]) *
            ns_value_of(self->instance, q, stage->issue[i], part / stage->stride[i] % stage->option_count[i]);
    return sum;
}

void ns_moves_note(ns_session *self, uint32_t maker, uint32_t part, uint32_t previous) {
    const uint32_t n = self->scenario->party_count;
    double own = 0, others = 0;
    for (uint32_t q = 0; q < n; q++) {
        const double change = worth_of(self, q, part) - worth_of(self, q, previous);
        if (q == maker)
            own = change;
        else
            others += change / (n - 1);
    }
    self->moves[maker][ns_move_of(own, others, self->scenario->slack)]++;
}

void ns_session_look_on(ns_session *self, bool moves) { self->looks_on = moves; }

const uint32_t *ns_session_moves(const ns_session *self, uint32_t party) { return self->moves[party]; }

const double *ns_session_estimate(const ns_session *self, uint32_t party, uint32_t about) {
    const ns_player *player = &self->players[party];
    if (self->outcome.reason == NS_REASON_PRECONDITION_DEADLOCK) return NULL; /* nobody has spoken */
    return player->estimate == NULL || party == about ? NULL : player->estimate_rows[about];
}
