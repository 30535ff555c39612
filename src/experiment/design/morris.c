/* Morris trajectories: from one point to the next one factor moves by delta = p / (2 (p - 1)) on the levels 0, 1/(p-1) .. 1.
 *
 * Each factor has a starting level and a direction in each trajectory, and factors move in the order of a random number each: all keyed by
 * the factor's path, so that its moves and their order hold whichever other factors there are. */
#include "design.h"

#include <stdlib.h>

#include "negsim/number.h"

static const ns_param params[] = {
    [NS_MORRIS_LEVELS] = {.name = "levels",
                          .type = NS_PARAM_QUANTITY,
                          .unit = NS_UNIT_COUNT,
                          .lowest = 2,
                          .highest = 1000,
                          .initial = 4,
                          .summary =
                              "Levels p of each factor, an even number; a step is p / (2 (p - 1)) wide."},
    {.name = NULL}};

typedef struct move {
    double when; /* factors move by rising `when` */
    uint32_t factor;
    double from, to;
} move;

static int by_time(const void *left, const void *right) {
    const move *a = left, *b = right;
    if (a->when != b->when) return a->when < b->when ? -1 : 1;
    return (a->factor > b->factor) - (a->factor < b->factor);
}

static move move_of(const ns_design *self, uint32_t factor, uint64_t trajectory) {
    const uint64_t levels = (uint64_t)self->arguments[NS_MORRIS_LEVELS], half = levels / 2;
    const ns_design_source order = ns_design_source_of(self, factor, NS_DESIGN_ORDER);
    const ns_design_source base = ns_design_source_of(self, factor, NS_DESIGN_BASE_POINT);
    const ns_design_source sign = ns_design_source_of(self, factor, NS_DESIGN_SIGN);
    const uint64_t level = ns_design_below(&base, trajectory, half);
    const double low = (double)level / (double)(levels - 1),
                 high = (double)(level + half) / (double)(levels - 1);
    const bool is_upward = ns_design_below(&sign, trajectory, 2) == 1;
    return (move){.when = ns_design_uniform(&order, trajectory),
                  .factor = factor,
                  .from = is_upward ? low : high,
                  .to = is_upward ? high : low};
}

static void fill_trajectory(const ns_design *self, double *rows, move *moves, uint64_t trajectory) {
    const uint32_t k = self->factor_count;
    for (uint32_t f = 0; f < k; f++) {
        moves[f] = move_of(self, f, trajectory);
        rows[f] = moves[f].from;
    }
    qsort(moves, k, sizeof *moves, by_time);
    for (uint32_t step = 0; step < k; step++, rows += k) {
        for (uint32_t f = 0; f < k; f++) rows[k + f] = rows[f];
        rows[k + moves[step].factor] = moves[step].to;
    }
}

static ns_status fill(const ns_design *self, double *rows) {
    move *moves = calloc(self->factor_count, sizeof *moves);
    if (!moves) return NS_NO_MEMORY;
    for (uint64_t t = 0; t < self->size; t++)
        fill_trajectory(self, rows + ns_morris_row(self, t, 0) * self->factor_count, moves, t);
    free(moves);
    return NS_OK;
}

static bool points(const ns_design *self, uint64_t *out) {
    return ns_multiply_u64(self->size, (uint64_t)self->factor_count + 1, out);
}

uint64_t ns_morris_row(const ns_design *self, uint64_t trajectory, uint32_t point) {
    return trajectory * ((uint64_t)self->factor_count + 1) + point;
}

bool ns_morris_change(const ns_design *self, const double *rows, uint64_t trajectory, uint32_t point,
                      uint32_t *factor, double *delta) {
    const uint32_t k = self->factor_count;
    const double *row = rows + ns_morris_row(self, trajectory, point) * k;
    uint32_t changes = 0;
    if (trajectory >= self->size || point >= k) return false;
    for (uint32_t f = 0; f < k; f++) {
        if (row[k + f] == row[f]) continue;
        *factor = f;
        *delta = row[k + f] - row[f];
        changes++;
    }
    return changes == 1;
}

const ns_design_kind ns_design_morris = {
    .head = {.name = "morris",
             .summary = "Morris trajectories: from point to point one factor moves; for elementary effects.",
             .citation = "Morris 1991, Technometrics 33(2), 161-174",
             .params = params},
    .size_means = "trajectories",
    .takes_size = true,
    .takes_continuous = true,
    .needs_independent = true,
    .is_keyed = true,
    .points = points,
    .fill = fill};
