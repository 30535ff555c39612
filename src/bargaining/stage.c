/* Stage tables: built from the draw's utilities and masks, or no more than pointed at them. */
#include "bargaining/stage.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bargaining/memory.h"

/* --- memory ------------------------------------------------------------------------------------------ */

/* Offsets in packages of all combinations of some issues' options, the first issue outermost. */
static uint32_t *offsets(const ns_scenario *scenario, const uint32_t *issues, uint32_t issue_count,
                         uint32_t count) {
    uint32_t *out = ns_array(count, sizeof *out);
    if (out == NULL) return NULL;
    out[0] = 0;
    uint32_t n = 1;
    for (uint32_t i = 0; i < issue_count; i++) {
        const ns_issue *issue = &scenario->issues[issues[i]];
        uint32_t k = issue->option_count;
        for (uint32_t x = n; x-- > 0;)
            for (uint32_t o = k; o-- > 0;) out[x * k + o] = out[x] + o * issue->stride;
        n *= k;
    }
    return out;
}

static bool in_file_order(const ns_scenario *scenario, const ns_stage *stage) {
    if (stage->issue_count != scenario->issue_count) return false;
    for (uint32_t i = 0; i < stage->issue_count; i++)
        if (stage->issues[i] != i) return false;
    return true;
}

/* Issues of later stages, in the stages' order; returns how many, and in *count the product of their options. */
static uint32_t later_issues(const ns_scenario *scenario, uint32_t stage, uint32_t *issues, uint32_t *count) {
    uint32_t n = 0;
    *count = 1;
    for (uint32_t s = stage + 1; s < scenario->protocol.stage_count; s++) {
        const ns_stage *later = &scenario->protocol.stages[s];
        for (uint32_t i = 0; i < later->issue_count; i++) {
            issues[n++] = later->issues[i];
            *count *= scenario->issues[later->issues[i]].option_count;
        }
    }
    return n;
}

static ns_status shape_init(ns_stage_shape *self, const ns_scenario *scenario, uint32_t number) {
    const ns_stage *stage = &scenario->protocol.stages[number];
    uint32_t *option_count = ns_array(stage->issue_count, sizeof *option_count);
    uint32_t *issues = ns_array(scenario->issue_count, sizeof *issues);
    ns_status status = option_count == NULL || issues == NULL ? NS_NO_MEMORY : NS_OK;
    self->view = (ns_stage_view){stage->issue_count, stage->part_count, stage->issues, option_count,
                                 stage->part_stride};
    if (status != NS_OK) goto out;
    for (uint32_t i = 0; i < stage->issue_count; i++)
        option_count[i] = scenario->issues[stage->issues[i]].option_count;
    if (!in_file_order(scenario, stage)) {
        self->part = offsets(scenario, stage->issues, stage->issue_count, stage->part_count);
        if (self->part == NULL) status = NS_NO_MEMORY;
    }
    uint32_t later = later_issues(scenario, number, issues, &self->rest_count);
    if (later > 0) {
        self->rest = offsets(scenario, issues, later, self->rest_count);
        if (self->rest == NULL) status = NS_NO_MEMORY;
    }
out:
    free(issues);
    return status;
}

/* malloc leaves large blocks untouched, so that tables which are never built cost no memory. */
static ns_status memory_init(ns_stage_tables *self, uint32_t most) {
    for (uint32_t p = 0; p < self->party_count; p++) {
        self->worth_memory[p] = ns_array(most, sizeof(double));
        self->top_memory[p] = ns_array(most, sizeof(double));
        if (self->worth_memory[p] == NULL || self->top_memory[p] == NULL) return NS_NO_MEMORY;
    }
    self->open_memory = ns_array(most, sizeof(uint16_t));
    return self->open_memory == NULL ? NS_NO_MEMORY : NS_OK;
}

ns_status ns_stage_tables_init(ns_stage_tables *self, const ns_scenario *scenario) {
    *self = (ns_stage_tables){.party_count = scenario->party_count,
                              .stage_count = scenario->protocol.stage_count};
    self->shapes = calloc(self->stage_count, sizeof *self->shapes);
    if (self->shapes == NULL) return NS_NO_MEMORY;
    uint32_t most = 1;
    for (uint32_t s = 0; s < self->stage_count; s++) {
        ns_status status = shape_init(&self->shapes[s], scenario, s);
        if (status != NS_OK) return status;
        if (self->shapes[s].view.part_count > most) most = self->shapes[s].view.part_count;
    }
    self->shape = &self->shapes[0];
    return memory_init(self, most);
}

static void forget(const uint32_t *array_of_mine) {
    union {
        const uint32_t *read;
        uint32_t *own;
    } both = {array_of_mine};
    free(both.own);
}

void ns_stage_tables_free(ns_stage_tables *self) {
    for (uint32_t s = 0; self->shapes != NULL && s < self->stage_count; s++) {
        forget(self->shapes[s].view.option_count);
        forget(self->shapes[s].part);
        forget(self->shapes[s].rest);
    }
    free(self->shapes);
    for (uint32_t p = 0; p < NS_MAX_PARTIES; p++) {
        free(self->worth_memory[p]);
        free(self->top_memory[p]);
    }
    free(self->open_memory);
    *self = (ns_stage_tables){0};
}

/* --- tables ------------------------------------------------------------------------------------------- */

/* Largest u over the completions of every part that are negotiable for a party. */
static void build_top(const ns_stage_tables *self, const ns_stage_inputs *inputs, uint32_t party,
                      double *out) {
    const ns_stage_shape *shape = self->shape;
    const double *utility = inputs->instance->utility[party];
    ns_shut barred = NS_SHUT_NEGOTIABLE(party);
    for (uint32_t z = 0; z < shape->view.part_count; z++) {
        uint32_t first = ns_stage_package(self, z);
        double top = -HUGE_VAL;
        for (uint32_t y = 0; y < shape->rest_count; y++) {
            uint32_t x = first + (shape->rest == NULL ? 0 : shape->rest[y]);
            if ((inputs->shut[x] & barred) == 0 && utility[x] > top) top = utility[x];
        }
        out[z] = top;
    }
}

/* One stage of all issues in file order: a part is a package. */
static void build_top_of_packages(const ns_stage_inputs *inputs, uint32_t party, uint32_t count,
                                  double *out) {
    const double *utility = inputs->instance->utility[party];
    const ns_shut *shut = inputs->shut;
    ns_shut barred = NS_SHUT_NEGOTIABLE(party);
    for (uint32_t x = 0; x < count; x++) out[x] = (shut[x] & barred) == 0 ? utility[x] : -HUGE_VAL;
}

static bool part_is_package(const ns_stage_shape *shape) {
    return shape->part == NULL && shape->rest == NULL;
}

static const double *top_of(ns_stage_tables *self, const ns_stage_inputs *inputs, uint32_t party) {
    if (part_is_package(self->shape)) {
        if ((inputs->any_shut & NS_SHUT_NEGOTIABLE(party)) == 0) return inputs->instance->utility[party];
        build_top_of_packages(inputs, party, self->shape->view.part_count, self->top_memory[party]);
    } else {
        build_top(self, inputs, party, self->top_memory[party]);
    }
    return self->top_memory[party];
}

/* Signing less than the best feasible package costs face; the order of packages stays, so the best completion does too. */
static const double *worth_of(ns_stage_tables *self, const ns_stage_inputs *inputs, uint32_t party) {
    const double *top = self->top[party];
    double face = inputs->face[party], best = inputs->instance->best_feasible[party];
    if (face <= 0) return top;
    double *worth = self->worth_memory[party];
    for (uint32_t z = 0; z < self->parts.count; z++) worth[z] = top[z] == best ? top[z] : top[z] - face;
    return worth;
}

static double largest(const double *values, uint32_t count) {
    double best = -HUGE_VAL;
    for (uint32_t z = 0; z < count; z++) best = values[z] > best ? values[z] : best;
    return best;
}

static uint16_t open_for(const ns_stage_tables *self, const ns_stage_inputs *inputs, uint32_t package) {
    ns_shut shut = inputs->shut[package];
    if ((shut & NS_SHUT_INFEASIBLE) != 0) return 0;
    uint16_t open = 0;
    for (uint32_t q = 0; q < self->party_count; q++)
        if ((shut & NS_SHUT_OWN(q)) == 0) open = (uint16_t)(open | 1u << q);
    return open;
}

static void build_open(const ns_stage_tables *self, const ns_stage_inputs *inputs, uint16_t *out) {
    const ns_stage_shape *shape = self->shape;
    for (uint32_t z = 0; z < shape->view.part_count; z++) {
        uint32_t first = ns_stage_package(self, z);
        uint16_t open = 0;
        for (uint32_t y = 0; y < shape->rest_count && open != self->parts.everybody; y++)
            open =
                (uint16_t)(open | open_for(self, inputs, first + (shape->rest == NULL ? 0 : shape->rest[y])));
        out[z] = ns_consent_wins(&inputs->instance->consent, open) ? self->parts.everybody : open;
    }
}

static bool all_open(const ns_stage_tables *self, const ns_stage_inputs *inputs) {
    for (uint32_t q = 0; q < self->party_count; q++)
        if ((inputs->any_shut & NS_SHUT_OWN(q)) != 0) return false;
    return true;
}

void ns_stage_open(ns_stage_tables *self, const ns_stage_inputs *inputs, uint32_t stage, uint32_t base) {
    self->shape = &self->shapes[stage];
    self->base = base;
    self->parts.count = self->shape->view.part_count;
    self->parts.party_count = self->party_count;
    self->parts.everybody = (uint16_t)((1u << self->party_count) - 1);
    self->parts.slack = inputs->instance->scenario->slack;
    for (uint32_t p = 0; p < self->party_count; p++) {
        self->top[p] = top_of(self, inputs, p);
        self->parts.worth[p] = worth_of(self, inputs, p);
        bool as_drawn = self->top[p] == inputs->instance->utility[p];
        self->best[p] =
            as_drawn ? inputs->instance->best_feasible[p] : largest(self->parts.worth[p], self->parts.count);
    }
    self->parts.open = NULL;
    if (all_open(self, inputs)) return;
    build_open(self, inputs, self->open_memory);
    self->parts.open = self->open_memory;
}

uint32_t ns_stage_part_of(const ns_stage_tables *self, const ns_scenario *scenario, uint32_t package) {
    const ns_stage_view *view = &self->shape->view;
    uint32_t part = 0;
    for (uint32_t i = 0; i < view->issue_count; i++)
        part += ns_option_of(scenario, view->issue[i], package) * view->stride[i];
    return part;
}

/* --- sums over issues ----------------------------------------------------------------------------------- */

/* From the end to the start: in place, nothing is overwritten before it is read. */
static inline __attribute__((always_inline)) void widen(double *out, const double *old, uint32_t n,
                                                        const double *add, uint32_t k) {
    for (uint32_t x = n; x-- > 0;) {
        double sum = old[x];
        for (uint32_t o = 0; o < k; o++) out[x * k + o] = sum + add[o];
    }
}

/* The usual numbers of options get loops of their own that the compiler can unroll. */
void ns_widen(double *out, const double *old, uint32_t n, const double *add, uint32_t k) {
    switch (k) {
    case 2: widen(out, old, n, add, 2); break;
    case 3: widen(out, old, n, add, 3); break;
    case 4: widen(out, old, n, add, 4); break;
    case 5: widen(out, old, n, add, 5); break;
    case 6: widen(out, old, n, add, 6); break;
    case 8: widen(out, old, n, add, 8); break;
    default: widen(out, old, n, add, k); break;
    }
}
