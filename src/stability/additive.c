#include "negsim/additive.h"

#include <stdlib.h>
#include <string.h>

#include "stability/harms.h"

enum { MOST = NS_CONFLICT_PARTIES };

/* Of the issues that party j controls, seen by party i. */
typedef struct pair {
    int64_t worth;    /* W[i][j] of the package */
    int64_t least;    /* over all options */
    int64_t credible; /* the most i can lose by what j would like better; only where has_credible */
    bool has_credible;
    ns_harms stairs; /* i differs from j */
} pair;

struct ns_additive_place {
    const ns_additive *model;
    uint32_t *options;
    int64_t best[MOST];     /* the most that a party can have of its own issues */
    pair pairs[MOST][MOST]; /* [i][j] */
};

void ns_additive_free(ns_additive *self) {
    if (self) ns_arena_free(self->arena);
}

/* --- a place -------------------------------------------------------------------------------------------------- */

static int64_t extreme(const int64_t *values, uint32_t count, int sign) {
    int64_t found = values[0];
    for (uint32_t o = 1; o < count; o++)
        if (sign < 0 ? values[o] < found : values[o] > found) found = values[o];
    return found;
}

static void add_issue(ns_additive_place *self, uint32_t issue) {
    const ns_additive *model = self->model;
    const uint32_t j = model->issues[issue].controller, options = model->issues[issue].options;
    self->best[j] += extreme(model->value[j][issue], options, 1);
    for (uint32_t i = 0; i < model->party_count; i++) {
        self->pairs[i][j].worth += model->value[i][issue][0];
        self->pairs[i][j].least += extreme(model->value[i][issue], options, -1);
    }
}

/* What j may credibly do to all others, its part of the package having changed. */
static void find_credible(ns_additive_place *self, uint32_t j) {
    const int64_t own = self->pairs[j][j].worth;
    for (uint32_t i = 0; i < self->model->party_count; i++) {
        pair *at = &self->pairs[i][j];
        if (i == j) continue;
        const ns_harm *stair = ns_harms_above(&at->stairs, own);
        at->has_credible = stair != NULL;
        at->credible = stair ? at->worth - stair->harmed : 0;
    }
}

static ns_status make_stairs(ns_additive_place *self) {
    const uint32_t parties = self->model->party_count;
    ns_status status = NS_OK;
    for (uint32_t i = 0; i < parties; i++)
        for (uint32_t j = 0; j < parties && status == NS_OK; j++)
            if (i != j) status = ns_harms_make(&self->pairs[i][j].stairs, self->model, j, i);
    return status;
}

ns_status ns_additive_open(ns_additive_place **out, const ns_additive *model) {
    *out = NULL;
    ns_additive_place *self = calloc(1, sizeof *self);
    if (!self) return NS_NO_MEMORY;
    self->model = model;
    self->options = calloc(model->issue_count + (size_t)1, sizeof *self->options);
    for (uint32_t k = 0; k < model->issue_count; k++) add_issue(self, k);
    const ns_status status = self->options ? make_stairs(self) : NS_NO_MEMORY;
    if (status != NS_OK) {
        ns_additive_close(self);
        return status;
    }
    for (uint32_t j = 0; j < model->party_count; j++) find_credible(self, j);
    *out = self;
    return NS_OK;
}

void ns_additive_close(ns_additive_place *self) {
    if (!self) return;
    for (uint32_t i = 0; i < MOST; i++)
        for (uint32_t j = 0; j < MOST; j++) ns_harms_free(&self->pairs[i][j].stairs);
    free(self->options);
    free(self);
}

const uint32_t *ns_additive_options(const ns_additive_place *self) { return self->options; }

static void change(ns_additive_place *self, uint32_t issue, uint32_t option) {
    const ns_additive *model = self->model;
    const uint32_t j = model->issues[issue].controller, before = self->options[issue];
    for (uint32_t i = 0; i < model->party_count; i++)
        self->pairs[i][j].worth += model->value[i][issue][option] - model->value[i][issue][before];
    self->options[issue] = option;
}

void ns_additive_choose(ns_additive_place *self, uint32_t issue, uint32_t option) {
    change(self, issue, option);
    find_credible(self, self->model->issues[issue].controller);
}

bool ns_additive_next(ns_additive_place *self) {
    const ns_additive *model = self->model;
    unsigned changed = 0;
    bool more = false;
    for (uint32_t k = model->issue_count; k-- > 0 && !more;) {
        const uint32_t next = self->options[k] + 1;
        more = next < model->issues[k].options;
        change(self, k, more ? next : 0);
        changed |= 1u << model->issues[k].controller;
    }
    for (uint32_t j = 0; j < model->party_count; j++)
        if (changed >> j & 1) find_credible(self, j);
    return more;
}

/* --- the view from a place ------------------------------------------------------------------------------------ */

/* All who can gain may move or not; at least one does. */
static void add_credible(ns_additive_view *view, const pair *at) {
    if (!at->has_credible) return;
    if (!view->has_credible)
        view->credible = at->credible;
    else if (view->credible > 0 && at->credible > 0)
        view->credible += at->credible;
    else if (at->credible > view->credible)
        view->credible = at->credible;
    view->has_credible = true;
}

static unsigned judge(const ns_additive_view *view) {
    const int64_t temptation = view->temptation;
    if (temptation == 0) return (1u << NS_ADDITIVE_CONCEPTS) - 1;
    unsigned stable = 0;
    if (temptation <= view->punishment) stable |= 1u << NS_CONCEPT_GMR | 1u << NS_CONCEPT_SMR;
    if (view->has_credible && temptation <= view->credible) stable |= 1u << NS_CONCEPT_SEQ;
    return stable;
}

ns_additive_view ns_additive_look(const ns_additive_place *self, uint32_t i) {
    const pair *pairs = self->pairs[i];
    ns_additive_view view = {.temptation = self->best[i] - pairs[i].worth, .utility = pairs[i].worth};
    for (uint32_t j = 0; j < self->model->party_count; j++) {
        if (j == i) continue;
        view.utility += pairs[j].worth;
        view.punishment += pairs[j].worth - pairs[j].least;
        add_credible(&view, &pairs[j]);
    }
    view.stable = judge(&view);
    return view;
}

unsigned ns_additive_equilibrium(const ns_additive_place *self) {
    unsigned all = (1u << NS_ADDITIVE_CONCEPTS) - 1;
    for (uint32_t i = 0; i < self->model->party_count && all; i++) all &= ns_additive_look(self, i).stable;
    return all;
}

/* --- all packages --------------------------------------------------------------------------------------------- */

static void count_one(ns_additive_counts *out, const ns_additive_place *place) {
    unsigned all = (1u << NS_ADDITIVE_CONCEPTS) - 1;
    for (uint32_t i = 0; i < place->model->party_count; i++) {
        const unsigned stable = ns_additive_look(place, i).stable;
        for (unsigned c = 0; c < NS_ADDITIVE_CONCEPTS; c++) out->stable[i][c] += stable >> c & 1;
        all &= stable;
    }
    for (unsigned c = 0; c < NS_ADDITIVE_CONCEPTS; c++) out->equilibria[c] += all >> c & 1;
    out->packages++;
}

ns_status ns_additive_count(ns_additive_counts *out, ns_additive_place *place,
                            int (*on_packages)(void *user, uint64_t done, uint64_t total), void *user) {
    enum { STRIDE = 1 << 16 };
    *out = (ns_additive_counts){0};
    for (uint32_t k = 0; k < place->model->issue_count; k++) ns_additive_choose(place, k, 0);
    do {
        if (on_packages && out->packages % STRIDE == 0 &&
            on_packages(user, out->packages, place->model->package_count))
            return NS_STOPPED;
        count_one(out, place);
    } while (ns_additive_next(place));
    return NS_OK;
}
