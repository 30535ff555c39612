/* Random small spaces and the plain list of their packages, for tests of the space room. */
#ifndef NEGSIM_TEST_RANDOM_SPACE_H
#define NEGSIM_TEST_RANDOM_SPACE_H

#include <criterion/criterion.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "negsim/space.h"

enum { RS_ISSUES = 6, RS_OPTIONS = 5, RS_TIES = 3, RS_PACKAGES = 15625 };

/* A form with room for all that it points to. */
typedef struct random_form {
    ns_space_form form;
    uint32_t option_count[RS_ISSUES];
    double worth[2][RS_ISSUES * RS_OPTIONS], score[RS_ISSUES * RS_OPTIONS];
    uint8_t closed[RS_ISSUES * RS_OPTIONS];
    uint8_t allowed[4 * RS_TIES][2][RS_OPTIONS];
    ns_side sides[4 * RS_TIES][2];
    ns_rule rules[RS_TIES];
    ns_space_link links[RS_TIES];
} random_form;

/* One package of the plain list. */
typedef struct listed {
    uint16_t options[NS_SPACE_ISSUES];
    double worth[2], score; /* sums in issue order */
} listed;

static uint64_t rs_state = 20;

static inline unsigned rs_below(unsigned limit) {
    rs_state = rs_state * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)((rs_state >> 33) % limit);
}

/* kind 0: few whole numbers, many ties; 1: quarters; 2: thirds, which are no doubles. */
static inline double rs_number(unsigned kind) {
    switch (kind) {
    case 0: return rs_below(5);
    case 1: return rs_below(400) / 4.0;
    default: return rs_below(100000) / 3000.0 - 5;
    }
}

static inline ns_box rs_box(random_form *self, unsigned at, unsigned issues) {
    ns_box box = {.sides = self->sides[at]};
    unsigned first = rs_below(issues);
    for (unsigned k = 0; k < 2 && k < issues; k++) {
        const unsigned issue = (first + k * (1 + rs_below(issues - 1 ? issues - 1 : 1))) % issues;
        if (k == 1 && issue == first) break;
        for (unsigned o = 0; o < RS_OPTIONS; o++) self->allowed[at][k][o] = rs_below(2);
        self->sides[at][k] = (ns_side){issue, self->allowed[at][k]};
        box.side_count++;
    }
    return box;
}

static inline void random_form_make(random_form *self, unsigned kind, unsigned ties) {
    memset(self, 0, sizeof *self);
    const unsigned issues = 1 + rs_below(RS_ISSUES);
    ns_space_form *form = &self->form;
    form->party_count = 2;
    form->issue_count = issues;
    form->option_count = self->option_count;
    unsigned options = 0;
    for (unsigned i = 0; i < issues; i++) options += self->option_count[i] = 1 + rs_below(RS_OPTIONS);
    for (unsigned o = 0; o < options; o++) {
        for (unsigned p = 0; p < 2; p++) self->worth[p][o] = rs_number(kind);
        self->score[o] = rs_number(kind);
        self->closed[o] = ties && rs_below(8) == 0;
    }
    for (unsigned p = 0; p < 2; p++) form->worth[p] = self->worth[p], form->base[p] = rs_number(kind);
    form->closed = self->closed;
    form->rules = self->rules;
    form->links = self->links;
    form->rule_count = ties ? rs_below(ties) : 0;
    form->link_count = ties ? rs_below(ties) : 0;
    for (unsigned r = 0; r < form->rule_count; r++) {
        self->rules[r] = (ns_rule){.name = "r", .forbid = rs_below(2), .when = rs_box(self, 2 * r, issues)};
        if (!self->rules[r].forbid) self->rules[r].then = rs_box(self, 2 * r + 1, issues);
    }
    for (unsigned l = 0; l < form->link_count; l++) {
        const double add = rs_number(kind);
        self->links[l] = (ns_space_link){
            .name = "l", .party = rs_below(2), .add = add, .when = rs_box(self, 2 * RS_TIES + l, issues)};
    }
}

static inline bool rs_is_open(const random_form *self, const uint16_t *options) {
    for (uint32_t i = 0, at = 0; i < self->form.issue_count; at += self->option_count[i++])
        if (self->closed[at + options[i]]) return false;
    for (uint32_t r = 0; r < self->form.rule_count; r++) {
        const ns_rule *rule = &self->rules[r];
        if (ns_box_holds(&rule->when, options) && (rule->forbid || !ns_box_holds(&rule->then, options)))
            return false;
    }
    return true;
}

/* The packages in option order, first issue outermost; returns how many. */
static inline uint32_t list_packages(const random_form *self, listed *out) {
    uint16_t options[NS_SPACE_ISSUES] = {0};
    uint32_t count = 0;
    for (;;) {
        if (rs_is_open(self, options)) {
            listed *at = &out[count++];
            memcpy(at->options, options, sizeof options);
            at->score = 0;
            for (unsigned p = 0; p < 2; p++) at->worth[p] = self->form.base[p];
            for (uint32_t i = 0, o = 0; i < self->form.issue_count; o += self->option_count[i++]) {
                for (unsigned p = 0; p < 2; p++) at->worth[p] += self->worth[p][o + options[i]];
                at->score += self->score[o + options[i]];
            }
            for (uint32_t l = 0; l < self->form.link_count; l++)
                if (ns_box_holds(&self->links[l].when, options))
                    at->worth[self->links[l].party] += self->links[l].add;
        }
        uint32_t i = self->form.issue_count;
        while (i > 0 && ++options[i - 1] == self->option_count[i - 1]) options[--i] = 0;
        if (i == 0) return count;
    }
}

/* The same worths as the space sees them: whole units, so that equal is equal. */
static inline void use_units(listed *list, uint32_t count, const ns_space *space) {
    for (uint32_t k = 0; k < count; k++)
        for (uint32_t p = 0; p < 2; p++) {
            const double worth = ns_space_worth(space, p, list[k].options);
            cr_assert_leq(fabs(worth - list[k].worth[p]), ns_space_rounding(space) + 1e-12);
            list[k].worth[p] = worth;
        }
}

static inline bool same_package(const uint16_t *a, const uint16_t *b, uint32_t issues) {
    return memcmp(a, b, issues * sizeof *a) == 0;
}

#endif
