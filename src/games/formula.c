/* Formulas of x: a recursive descent to a program for a stack of values with slopes. */
#include "negsim/formula.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "negsim/number.h"

enum { MOST_BYTES = 1000, MOST_DEPTH = 64 };

typedef enum step_kind {
    STEP_NUMBER,
    STEP_X,
    STEP_ADD,
    STEP_SUBTRACT,
    STEP_MULTIPLY,
    STEP_DIVIDE,
    STEP_POWER,
    STEP_NEGATE,
    STEP_SQRT,
    STEP_EXP,
    STEP_LOG,
    STEP_ABS
} step_kind;

typedef struct step {
    step_kind kind;
    double number;
} step;

struct ns_formula {
    size_t count;
    step steps[];
};

/* --- values with slopes ----------------------------------------------------------------------------------- */

typedef struct dual {
    double value, slope;
} dual;

/* Constants keep slope 0 also where the derivative of what is done with them is infinite. */
static double chain(double derivative, double slope) { return slope == 0 ? 0 : derivative * slope; }

static dual power(dual a, dual b) {
    const double value = pow(a.value, b.value);
    const double by_base = chain(b.value * pow(a.value, b.value - 1), a.slope);
    const double by_exponent = chain(value * log(a.value), b.slope);
    return (dual){value, by_base + by_exponent};
}

static dual combine(step_kind kind, dual a, dual b) {
    switch (kind) {
    case STEP_ADD: return (dual){a.value + b.value, a.slope + b.slope};
    case STEP_SUBTRACT: return (dual){a.value - b.value, a.slope - b.slope};
    case STEP_MULTIPLY: return (dual){a.value * b.value, chain(b.value, a.slope) + chain(a.value, b.slope)};
    case STEP_DIVIDE:
        return (dual){a.value / b.value,
                      chain(1 / b.value, a.slope) - chain(a.value / b.value / b.value, b.slope)};
    default: return power(a, b);
    }
}

static dual apply(step_kind kind, dual a) {
    const double root = sqrt(a.value), e = exp(a.value);
    switch (kind) {
    case STEP_NEGATE: return (dual){-a.value, -a.slope};
    case STEP_SQRT: return (dual){root, chain(0.5 / root, a.slope)};
    case STEP_EXP: return (dual){e, chain(e, a.slope)};
    case STEP_LOG: return (dual){log(a.value), chain(1 / a.value, a.slope)};
    default: return (dual){fabs(a.value), a.value < 0 ? -a.slope : a.slope};
    }
}

double ns_formula_value(const ns_formula *self, double x, double *slope) {
    dual stack[MOST_BYTES];
    stack[0] = (dual){NAN, NAN};
    size_t top = 0;
    for (size_t k = 0; k < self->count; k++) {
        const step *s = &self->steps[k];
        if (s->kind == STEP_NUMBER)
            stack[top++] = (dual){s->number, 0};
        else if (s->kind == STEP_X)
            stack[top++] = (dual){x, 1};
        else if (s->kind >= STEP_NEGATE)
            stack[top - 1] = apply(s->kind, stack[top - 1]);
        else {
            top--;
            stack[top - 1] = combine(s->kind, stack[top - 1], stack[top]);
        }
    }
    if (slope) *slope = stack[0].slope;
    return stack[0].value;
}

/* --- reading ------------------------------------------------------------------------------------------------ */

typedef struct reader {
    const char *text;
    size_t at, length;
    unsigned depth;
    ns_formula *out;
    const char *fault; /* first; later calls do nothing */
} reader;

static void fail(reader *self, const char *text) {
    if (!self->fault) self->fault = text;
}

static void emit(reader *self, step_kind kind, double number) {
    if (!self->fault) self->out->steps[self->out->count++] = (step){kind, number};
}

static char peek(reader *self) {
    while (self->at < self->length && strchr(" \t", self->text[self->at])) self->at++;
    return self->at < self->length ? self->text[self->at] : '\0';
}

static bool take(reader *self, char c) {
    if (self->fault || peek(self) != c) return false;
    self->at++;
    return true;
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

static void sum(reader *self);

static void number(reader *self) {
    const char *text = self->text + self->at;
    size_t length = 0, left = self->length - self->at;
    double value;
    while (length < left && (is_digit(text[length]) || text[length] == '.')) length++;
    /* An exponent, unless the e begins a name: 2exp(x). */
    if (length < left && (text[length] == 'e' || text[length] == 'E')) {
        size_t more = length + 1;
        if (more < left && (text[more] == '-' || text[more] == '+')) more++;
        if (more < left && is_digit(text[more])) {
            for (length = more; length < left && is_digit(text[length]);) length++;
        }
    }
    if (!ns_number_parse(text, length, &value)) {
        fail(self, "not a number");
        return;
    }
    self->at += length;
    emit(self, STEP_NUMBER, value);
}

static void brackets(reader *self) {
    if (++self->depth > MOST_DEPTH) fail(self, "brackets are nested too deeply");
    if (!take(self, '(')) fail(self, "a bracket is missing: (");
    if (!self->fault) sum(self);
    if (!take(self, ')')) fail(self, "a bracket is missing: )");
    self->depth--;
}

typedef struct function {
    const char *name;
    step_kind kind;
} function;

static const function functions[] = {{"sqrt", STEP_SQRT}, {"exp", STEP_EXP}, {"log", STEP_LOG},
                                     {"ln", STEP_LOG},    {"abs", STEP_ABS}, {NULL, STEP_NUMBER}};

static void name(reader *self) {
    const char *text = self->text + self->at;
    size_t length = 0;
    while (length < self->length - self->at && is_letter(text[length])) length++;
    if (length == 1 && *text == 'x') {
        self->at++;
        emit(self, STEP_X, 0);
        return;
    }
    for (const function *f = functions; f->name; f++) {
        if (strlen(f->name) != length || memcmp(f->name, text, length) != 0) continue;
        self->at += length;
        brackets(self);
        emit(self, f->kind, 0);
        return;
    }
    fail(self, "an unknown name; there are x, sqrt, exp, log, ln and abs");
}

static void atom(reader *self) {
    const char c = peek(self);
    if (c == '(')
        brackets(self);
    else if (is_digit(c))
        number(self);
    else if (is_letter(c))
        name(self);
    else
        fail(self, c ? "a number, x, a function or a bracket is wanted" : "it ends too early");
}

static void factor(reader *self);

static void powered(reader *self) {
    atom(self);
    if (!take(self, '^')) return;
    if (++self->depth > MOST_DEPTH) fail(self, "powers are nested too deeply");
    if (!self->fault) factor(self);
    self->depth--;
    emit(self, STEP_POWER, 0);
}

static void factor(reader *self) {
    bool negative = false;
    for (;;) {
        if (take(self, '-'))
            negative = !negative;
        else if (!take(self, '+'))
            break;
    }
    powered(self);
    if (negative) emit(self, STEP_NEGATE, 0);
}

static void product(reader *self) {
    factor(self);
    while (!self->fault) {
        const char c = peek(self);
        if (take(self, '*')) {
            factor(self);
            emit(self, STEP_MULTIPLY, 0);
        } else if (take(self, '/')) {
            factor(self);
            emit(self, STEP_DIVIDE, 0);
        } else if (c == '(' || is_letter(c)) { /* 2x */
            powered(self);
            emit(self, STEP_MULTIPLY, 0);
        } else {
            return;
        }
    }
}

static void sum(reader *self) {
    product(self);
    while (!self->fault) {
        if (take(self, '+')) {
            product(self);
            emit(self, STEP_ADD, 0);
        } else if (take(self, '-')) {
            product(self);
            emit(self, STEP_SUBTRACT, 0);
        } else {
            return;
        }
    }
}

ns_status ns_formula_parse(ns_formula **out, ns_arena *arena, const char *text, size_t length,
                           ns_formula_fault *fault) {
    reader self = {.text = text, .length = length};
    *out = NULL;
    *fault = (ns_formula_fault){0, "a formula has at most 1,000 characters"};
    if (length > MOST_BYTES) return NS_BAD_INPUT;
    /* Each byte makes at most one step of its own and one product before it. */
    self.out = ns_arena_array(arena, 1, sizeof *self.out + (2 * length + 1) * sizeof(step));
    if (!self.out) return NS_NO_MEMORY;
    sum(&self);
    if (peek(&self)) fail(&self, "nothing more is wanted here");
    *fault = (ns_formula_fault){self.at, self.fault};
    if (self.fault) return NS_BAD_INPUT;
    *out = self.out;
    return NS_OK;
}
