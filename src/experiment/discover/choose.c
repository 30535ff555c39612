/* The choice of a box on the trajectory, and the restrictions that chance could have made. */
#include <math.h>
#include <string.h>

#include "prim.h"

#define NONE UINT32_MAX

bool ns_prim_reached(const ns_prim *self, const ns_prim_box *box) {
    return box->density >= self->settings->density - 1e-9;
}

/* The restriction that alone keeps the row out: count where it is in the box, NONE where several do. */
static uint32_t keeper_of(const ns_prim *self, const ns_prim_box *box, uint64_t row) {
    uint32_t keeper = box->restricted;
    for (uint32_t r = 0; r < box->restricted; r++) {
        const ns_restriction *it = &box->restrictions[r];
        const ns_limits limits = {it->low, it->high, it->kept};
        if (ns_limits_hold(&limits, ns_prim_levels(self, it->factor), ns_prim_value(self, row, it->factor)))
            continue;
        if (keeper != box->restricted) return NONE;
        keeper = r;
    }
    return keeper;
}

/* tallies[restricted + 1]: rows that each restriction alone keeps out; last those in the box. */
static void count_keepers(const ns_prim *self, const ns_prim_box *box, ns_level_tally *tallies) {
    memset(tallies, 0, (box->restricted + 1) * sizeof *tallies);
    for (uint64_t i = 0; i < self->sample->n; i++) {
        const uint32_t keeper = self->free_row[i] ? keeper_of(self, box, i) : NONE;
        if (keeper == NONE) continue;
        tallies[keeper].rows++;
        tallies[keeper].sum += self->y[i];
    }
}

/* Figures of the box and its quasi-p values. */
static void judge(const ns_prim *self, ns_prim_box *box, ns_restriction *restrictions,
                  ns_level_tally *tallies) {
    count_keepers(self, box, tallies);
    const ns_level_tally in = tallies[box->restricted];
    ns_prim_figures(self, box, in);
    for (uint32_t r = 0; r < box->restricted; r++) {
        const double rows = (double)(in.rows + tallies[r].rows),
                     cases = (double)(in.sum + tallies[r].sum) / NS_PRIM_UNIT;
        restrictions[r].quasi_p = ns_quasi_p(box->cases, (double)in.rows, fmin(cases / rows, 1));
    }
}

/* The restriction to drop; NONE: all may stay. */
static uint32_t weakest(const ns_prim *self, const ns_prim_box *box) {
    uint32_t worst = NONE;
    for (uint32_t r = 0; r < box->restricted; r++) {
        const double p = box->restrictions[r].quasi_p;
        if (p > self->settings->quasi_p && (worst == NONE || p >= box->restrictions[worst].quasi_p))
            worst = r;
    }
    return worst;
}

/* The step's box less the restrictions that are too weak. scratch: tallies for one more than its restrictions. */
static ns_status prune(const ns_prim *self, uint32_t step, ns_discovered_box *out, ns_level_tally *scratch) {
    const ns_prim_box *from = &self->steps[step];
    ns_restriction *kept = NS_ARENA_NEW(self->result, from->restricted, ns_restriction);
    if (!kept) return NS_NO_MEMORY;
    if (from->restricted) memcpy(kept, from->restrictions, from->restricted * sizeof *kept);
    out->box = *from;
    out->box.restrictions = kept;
    out->step = step;
    out->dropped = 0;
    judge(self, &out->box, kept, scratch);
    for (uint32_t r; (r = weakest(self, &out->box)) != NONE; out->dropped++) {
        memmove(&kept[r], &kept[r + 1], (out->box.restricted - r - 1) * sizeof *kept);
        out->box.restricted--;
        judge(self, &out->box, kept, scratch);
    }
    out->reached = ns_prim_reached(self, &out->box);
    return NS_OK;
}

static bool denser(const ns_prim_box *a, const ns_prim_box *b) {
    return a->density != b->density ? a->density > b->density : a->cases > b->cases;
}

static uint32_t densest(const ns_prim *self) {
    uint32_t best = 0;
    for (uint32_t s = 1; s < self->step_count; s++)
        if (denser(&self->steps[s], &self->steps[best])) best = s;
    return best;
}

/* The next step by falling coverage, then along the trajectory, whose density is reached; NONE: there is none. */
static uint32_t next_reached(const ns_prim *self, const uint8_t *tried) {
    uint32_t best = NONE;
    for (uint32_t s = 0; s < self->step_count; s++)
        if (!tried[s] && ns_prim_reached(self, &self->steps[s]) &&
            (best == NONE || self->steps[s].cases > self->steps[best].cases))
            best = s;
    return best;
}

ns_status ns_prim_choose(ns_prim *self, ns_discovered_box *out) {
    uint8_t *tried = NS_ARENA_NEW(self->work, self->step_count, uint8_t);
    ns_level_tally *scratch = NS_ARENA_NEW(self->work, self->sample->k + 1, ns_level_tally);
    if (!tried || !scratch) return NS_NO_MEMORY;
    uint32_t step = next_reached(self, tried);
    ns_status status = prune(self, step == NONE ? densest(self) : step, out, scratch);
    while (status == NS_OK && !out->reached && step != NONE) {
        ns_discovered_box other = *out;
        tried[step] = 1;
        if ((step = next_reached(self, tried)) == NONE) break;
        status = prune(self, step, &other, scratch);
        if (status == NS_OK && other.reached) *out = other;
    }
    return status;
}
