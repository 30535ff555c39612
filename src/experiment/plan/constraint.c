/* Constraints: linear conditions on numeric factors, `a + 2 * b <= 10`. */
#include <math.h>
#include <string.h>

#include "negsim/number.h"
#include "plan.h"

typedef struct words {
    const char *at;
    const char *word; /* the present one */
    size_t length;    /* 0: the text has ended */
} words;

static void next(words *self) {
    self->at += strspn(self->at, " \t");
    self->word = self->at;
    self->length = strcspn(self->at, " \t");
    self->at += self->length;
}

static bool is(const words *self, const char *text) {
    return self->length == strlen(text) && memcmp(self->word, text, self->length) == 0;
}

static bool read_relation(const words *self, ns_relation *out) {
    static const char *const signs[] = {"<", "<=", "=", ">=", ">"};
    for (unsigned k = 0; k < sizeof signs / sizeof *signs; k++)
        if (is(self, signs[k])) {
            *out = (ns_relation)k;
            return true;
        }
    return false;
}

typedef struct parser {
    const ns_plan *plan;
    words words;
    ns_constraint *out;
    ns_location at;
    ns_diagnostics *diagnostics;
} parser;

static ns_location place_of(const parser *self) {
    ns_location at = self->at;
    at.column = (uint32_t)(self->words.word - self->out->text) + 1;
    at.length = self->words.length ? (uint32_t)self->words.length : 1;
    return at;
}

static ns_status refuse(const parser *self, const char *hint, const char *what) {
    ns_diagnostics_add(self->diagnostics, NS_CODE_USAGE, place_of(self), hint, "%s", what);
    return NS_BAD_INPUT;
}

static bool is_numeric(const ns_factor *factor) {
    for (uint32_t k = 0; !factor->continuous && k < factor->level_count; k++)
        if (isnan(ns_factor_number(factor, k))) return false;
    return true;
}

static ns_status add_factor(parser *self, double coefficient) {
    const ns_plan *plan = self->plan;
    const uint32_t f = ns_plan_factor_of(plan, self->words.word, self->words.length);
    const char *names[NS_MAX_FACTORS];
    char word[128] = "", hint[256] = "a constraint holds paths that are varied, and numbers";
    if (f < plan->factor_count) {
        if (!is_numeric(&plan->factors[f]))
            return refuse(self, "leave the points out of a list instead",
                          "a factor whose values are words has no order");
        self->out->coefficients[f] += coefficient;
        next(&self->words);
        return NS_OK;
    }
    for (uint32_t k = 0; k < plan->factor_count; k++) names[k] = plan->factors[k].path;
    strncat(word, self->words.word, self->words.length < 127 ? self->words.length : 127);
    const char *nearest = ns_nearest_name(word, names, plan->factor_count);
    if (nearest) strcat(strncat(strcpy(hint, "did you mean '"), nearest, 200), "'?");
    return refuse(self, hint,
                  self->words.length ? "not a number and not a path that is varied"
                                     : "the constraint breaks off");
}

/* [NUMBER *] PATH, or NUMBER. */
static ns_status read_term(parser *self, double sign) {
    double number = 1;
    if (!ns_number_parse(self->words.word, self->words.length, &number)) return add_factor(self, sign);
    next(&self->words);
    if (is(&self->words, "*")) {
        next(&self->words);
        return add_factor(self, sign * number);
    }
    self->out->constant += sign * number;
    return NS_OK;
}

/* Terms with + or - between, up to a relation or the end. side: 1 on the left, -1 on the right. */
static ns_status read_side(parser *self, double side) {
    double sign = side;
    for (;;) {
        ns_status status = read_term(self, sign);
        if (status != NS_OK) return status;
        if (is(&self->words, "+"))
            sign = side;
        else if (is(&self->words, "-"))
            sign = -side;
        else
            return NS_OK;
        next(&self->words);
    }
}

static ns_status read_all(parser *self) {
    next(&self->words);
    ns_status status = read_side(self, 1);
    if (status != NS_OK) return status;
    if (!read_relation(&self->words, &self->out->relation))
        return refuse(self, "like `a + 2 * b <= 10`, with blanks around the signs",
                      "one of <, <=, =, >=, > is missing here");
    next(&self->words);
    status = read_side(self, -1);
    if (status == NS_OK && self->words.length)
        return refuse(self, "a constraint has one relation", "more than a constraint");
    return status;
}

ns_status ns_plan_constrain(ns_plan *self, const char *text, ns_diagnostics *diagnostics) {
    const char *source = ns_diagnostics_add_source(diagnostics, "--where", text, strlen(text));
    ns_constraint *grown = NS_ARENA_NEW(self->arena, self->constraint_count + (size_t)1, ns_constraint);
    const char *name = source ? ns_arena_text(self->arena, source) : NULL;
    if (!grown || !name) return NS_NO_MEMORY;
    for (uint32_t k = 0; k < self->constraint_count; k++) grown[k] = self->constraints[k];
    ns_constraint *out = &grown[self->constraint_count];
    out->text = ns_arena_text(self->arena, text);
    out->coefficients = NS_ARENA_NEW(self->arena, self->factor_count, double);
    if (!out->text || !out->coefficients) return NS_NO_MEMORY;
    parser reader = {self, {out->text, out->text, 0}, out, {name, 1, 1, 1}, diagnostics};
    ns_status status = read_all(&reader);
    if (status != NS_OK) return status;
    self->constraints = grown;
    self->constraint_count++;
    return NS_OK;
}

/* Equal within a billionth of the terms, so that steps like 0.1 count as meant. */
static bool holds(const ns_plan *self, const ns_constraint *constraint, const double *row) {
    double sum = constraint->constant, size = fabs(constraint->constant);
    for (uint32_t f = 0; f < self->factor_count; f++) {
        if (constraint->coefficients[f] == 0) continue;
        const double term = constraint->coefficients[f] * ns_factor_number(&self->factors[f], row[f]);
        sum += term;
        size += fabs(term);
    }
    const double near = 1e-9 * size;
    switch (constraint->relation) {
    case NS_BELOW: return sum < -near;
    case NS_AT_MOST: return sum <= near;
    case NS_EQUAL: return fabs(sum) <= near;
    case NS_AT_LEAST: return sum >= -near;
    case NS_ABOVE: return sum > near;
    }
    return false;
}

bool ns_plan_keeps(const ns_plan *self, const double *row) {
    for (uint32_t k = 0; k < self->constraint_count; k++)
        if (!holds(self, &self->constraints[k], row)) return false;
    return true;
}
