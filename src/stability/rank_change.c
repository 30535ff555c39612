#include "negsim/stability.h"

ns_rank_change ns_rank_change_of(const ns_conflict *model, uint32_t party, uint32_t state) {
    const uint32_t *rank = model->rank[party];
    ns_rank_change out = {.best = NS_NO_STATE};
    for (uint32_t m = model->first[party][state]; m < model->first[party][state + 1]; m++) {
        const uint32_t to = model->to[party][m];
        if (rank[to] < rank[state] && (out.best == NS_NO_STATE || rank[to] < rank[out.best])) out.best = to;
    }
    if (out.best == NS_NO_STATE) return out;
    for (uint32_t s = 0; s < model->state_count; s++)
        out.rank_steps += rank[s] < rank[state] && rank[s] >= rank[out.best];
    return out;
}
