/* From named texts to a family's settings, and on to its answer. */
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "negsim/formula.h"
#include "negsim/number.h"
#include "writer.h"

typedef struct reading {
    const ns_game_family *family;
    unsigned char *settings;
    ns_arena *arena;
    ns_diagnostics *diagnostics;
} reading;

static ns_status fault_at(const reading *self, ns_code_id code, ns_location at, const char *hint,
                          const char *format, ...) __attribute__((format(printf, 5, 6)));
static ns_status fault_at(const reading *self, ns_code_id code, ns_location at, const char *hint,
                          const char *format, ...) {
    char text[400];
    va_list list;
    va_start(list, format);
    vsnprintf(text, sizeof text, format, list);
    va_end(list);
    ns_diagnostics_add(self->diagnostics, code, at, hint, "%s", text);
    return NS_BAD_INPUT;
}

/* --- one value -------------------------------------------------------------------------------------------- */

static ns_status check_range(const reading *self, const ns_game_param *param, double value,
                             const ns_node *node) {
    char low[NS_NUMBER_TEXT], high[NS_NUMBER_TEXT], hint[120];
    if (value >= param->lowest && value <= param->highest) return NS_OK;
    ns_number_shortest(low, param->lowest);
    ns_number_shortest(high, param->highest);
    snprintf(hint, sizeof hint, "%s to %s", low, high);
    return fault_at(self, NS_CODE_OUT_OF_RANGE, node->at, hint, "'%s' is %.60s", param->name, node->text);
}

static ns_status read_number(const reading *self, const ns_game_param *param, const ns_node *node,
                             double *out) {
    if (!ns_number_parse(node->text, strlen(node->text), out))
        return fault_at(self, NS_CODE_NOT_A_NUMBER, node->at, NULL, "'%s' must be a number, not '%.60s'",
                        param->name, node->text);
    return check_range(self, param, *out, node);
}

static ns_status read_count(const reading *self, const ns_game_param *param, const ns_node *node,
                            uint32_t *out) {
    uint64_t value;
    if (!ns_number_parse_unsigned(node->text, strlen(node->text), &value))
        return fault_at(self, NS_CODE_NOT_A_NUMBER, node->at, NULL,
                        "'%s' must be a whole number, not '%.60s'", param->name, node->text);
    const ns_status status = check_range(self, param, (double)value, node);
    if (status == NS_OK) *out = (uint32_t)value;
    return status;
}

static ns_status read_word(const reading *self, const ns_game_param *param, const ns_node *node,
                           unsigned *out) {
    char hint[200] = "one of:";
    size_t used = strlen(hint);
    for (unsigned i = 0; param->words[i]; i++) {
        if (strcmp(param->words[i], node->text) == 0) {
            *out = i;
            return NS_OK;
        }
        used += (size_t)snprintf(hint + used, sizeof hint - used, "%s %s", i ? "," : "", param->words[i]);
    }
    return fault_at(self, NS_CODE_UNKNOWN_WORD, node->at, hint, "'%s' does not know '%.60s'", param->name,
                    node->text);
}

/* A place inside a scalar, for a caret under the fault. */
static ns_location inside(const ns_node *node, size_t at) {
    ns_location place = node->at;
    if (!node->quoted && place.line) {
        place.column += (uint32_t)at;
        place.length = 1;
    }
    return place;
}

static ns_status read_formula(const reading *self, const ns_game_param *param, const ns_node *node,
                              struct ns_formula **out) {
    ns_formula_fault fault;
    const ns_status status = ns_formula_parse(out, self->arena, node->text, strlen(node->text), &fault);
    if (status != NS_BAD_INPUT) return status;
    return fault_at(self, NS_CODE_SYNTAX, inside(node, fault.at),
                    "a formula of x, like sqrt(x), 1-x or 2x^0.5", "'%s': %s", param->name, fault.text);
}

/* --- points ------------------------------------------------------------------------------------------------- */

typedef struct points {
    ns_payoff *items;
    size_t count, room;
} points;

#define POINTS_HINT "(0,1) (1,0.9) (2,0), or in a file also [[0, 1], [1, 0.9], [2, 0]]"

static ns_status make_room(const reading *self, const ns_game_param *param, const ns_node *node, points *out,
                           size_t room) {
    if (room > NS_MOST_GAME_POINTS)
        return fault_at(self, NS_CODE_LIMIT, node->at, "at most 1,000", "'%s' has %zu points", param->name,
                        room);
    if (room == 0)
        return fault_at(self, NS_CODE_WRONG_KIND, node->at, POINTS_HINT, "'%s' has no points", param->name);
    out->room = room;
    out->items = NS_ARENA_NEW(self->arena, room, ns_payoff);
    return out->items ? NS_OK : NS_NO_MEMORY;
}

static ns_status add_pair(const reading *self, const ns_game_param *param, const ns_node *const pair[2],
                          points *out) {
    ns_payoff *point = &out->items[out->count];
    for (int i = 0; i < 2; i++) {
        const ns_status status = read_number(self, param, pair[i], &point->of[i]);
        if (status != NS_OK) return status;
    }
    out->count++;
    return NS_OK;
}

static ns_status read_pairs(const reading *self, const ns_game_param *param, const ns_node *list,
                            points *out) {
    ns_status status = make_room(self, param, list, out, list->count);
    for (size_t k = 0; status == NS_OK && k < list->count; k++) {
        const ns_node *item = list->items[k];
        const bool is_pair = item->kind == NS_NODE_LIST && item->count == 2 &&
                             item->items[0]->kind == NS_NODE_SCALAR && item->items[1]->kind == NS_NODE_SCALAR;
        if (!is_pair)
            return fault_at(self, NS_CODE_WRONG_KIND, item->at, POINTS_HINT, "'%s' wants pairs of numbers",
                            param->name);
        status = add_pair(self, param, (const ns_node *const[]){item->items[0], item->items[1]}, out);
    }
    return status;
}

/* Blanks around it left out. */
static ns_status piece(const reading *self, const ns_node *node, const char *from, const char *to,
                       ns_node *out) {
    while (from < to && *from == ' ') from++;
    while (to > from && to[-1] == ' ') to--;
    *out = (ns_node){.kind = NS_NODE_SCALAR, .at = inside(node, (size_t)(from - node->text))};
    out->text = ns_arena_text_n(self->arena, from, (size_t)(to - from));
    return out->text ? NS_OK : NS_NO_MEMORY;
}

/* "(a, b)" from its bracket on; *end: behind it. */
static ns_status read_bracket(const reading *self, const ns_game_param *param, const ns_node *node,
                              const char *open, const char **end, points *out) {
    const char *comma = strchr(open, ','), *close = strchr(open, ')');
    ns_node pair[2];
    if (!comma || !close || comma > close)
        return fault_at(self, NS_CODE_SYNTAX, inside(node, (size_t)(open - node->text)), POINTS_HINT,
                        "'%s': a pair of numbers is not complete", param->name);
    *end = close + 1;
    ns_status status = piece(self, node, open + 1, comma, &pair[0]);
    if (status == NS_OK) status = piece(self, node, comma + 1, close, &pair[1]);
    return status == NS_OK ? add_pair(self, param, (const ns_node *const[]){&pair[0], &pair[1]}, out)
                           : status;
}

/* Pairs in brackets, each perhaps with a name of letters and digits before it; between them blanks, commas, hyphens. */
static ns_status read_point_text(const reading *self, const ns_game_param *param, const ns_node *node,
                                 points *out) {
    size_t room = 0;
    for (const char *c = node->text; *c; c++) room += *c == '(';
    ns_status status = make_room(self, param, node, out, room);
    for (const char *c = node->text; status == NS_OK && *c;) {
        const bool passed = strchr(" ,-_", *c) || (*c >= '0' && *c <= '9') || (*c >= 'a' && *c <= 'z') ||
                            (*c >= 'A' && *c <= 'Z');
        if (*c == '(')
            status = read_bracket(self, param, node, c, &c, out);
        else if (passed)
            c++;
        else
            return fault_at(self, NS_CODE_SYNTAX, inside(node, (size_t)(c - node->text)), POINTS_HINT,
                            "'%s': '%c' is not part of a list of points", param->name, *c);
    }
    return status;
}

/* The pointer and the number of points stand side by side in every settings struct. */
static ns_status read_points(const reading *self, const ns_game_param *param, const ns_node *node) {
    points found = {0};
    unsigned char *field = self->settings + param->offset;
    const ns_status status = node->kind == NS_NODE_LIST ? read_pairs(self, param, node, &found)
                                                        : read_point_text(self, param, node, &found);
    if (status != NS_OK) return status;
    memcpy(field, &found.items, sizeof found.items);
    memcpy(field + sizeof found.items, &found.count, sizeof found.count);
    return NS_OK;
}

/* --- a parameter ---------------------------------------------------------------------------------------------- */

static ns_status read_param(const reading *self, const ns_game_param *param, const ns_node *node) {
    unsigned char *field = self->settings + param->offset;
    double number = 0;
    uint32_t count = 0;
    unsigned word = 0;
    struct ns_formula *formula = NULL;
    ns_status status = NS_OK;
    const bool fits =
        node->kind == NS_NODE_SCALAR || (node->kind == NS_NODE_LIST && param->type == NS_GAME_POINTS);
    if (!fits) return fault_at(self, NS_CODE_WRONG_KIND, node->at, NULL, "'%s' wants one value", param->name);
    switch (param->type) {
    case NS_GAME_NUMBER:
        status = read_number(self, param, node, &number);
        memcpy(field, &number, sizeof number);
        break;
    case NS_GAME_COUNT:
        status = read_count(self, param, node, &count);
        memcpy(field, &count, sizeof count);
        break;
    case NS_GAME_WORD:
        status = read_word(self, param, node, &word);
        memcpy(field, &word, sizeof word);
        break;
    case NS_GAME_FORMULA:
        status = read_formula(self, param, node, &formula);
        memcpy(field, &formula, sizeof formula);
        break;
    case NS_GAME_POINTS: status = read_points(self, param, node); break;
    }
    return status;
}

static ns_status set_default(const reading *self, const ns_game_param *param, ns_location at) {
    const double none = NAN;
    if (!param->initial) {
        char hint[200];
        snprintf(hint, sizeof hint, "%s: %s", param->name, param->summary);
        return fault_at(self, NS_CODE_MISSING_KEY, at, hint, "'%s' needs '%s'", self->family->name,
                        param->name);
    }
    if (!*param->initial) {
        memcpy(self->settings + param->offset, &none, sizeof none);
        return NS_OK;
    }
    const ns_node node = {.kind = NS_NODE_SCALAR, .text = param->initial};
    return read_param(self, param, &node);
}

/* --- all of them ------------------------------------------------------------------------------------------------ */

enum { MOST_PARAMS = 16 };

static ns_status unknown(const reading *self, const ns_game_argument *argument) {
    const char *names[MOST_PARAMS];
    char hint[300] = "it takes";
    size_t count = 0, used = strlen(hint);
    for (const ns_game_param *p = self->family->params; p->name && count < MOST_PARAMS; p++) {
        used += (size_t)snprintf(hint + used, sizeof hint - used, "%s %s", count ? "," : "", p->name);
        names[count++] = p->name;
    }
    const char *nearest = ns_nearest_name(argument->name, names, count);
    if (nearest) snprintf(hint, sizeof hint, "did you mean '%s'?", nearest);
    return fault_at(self, NS_CODE_UNKNOWN_KEY, argument->name_at, hint, "'%s' has no parameter '%.60s'",
                    self->family->name, argument->name);
}

static bool is_param(const ns_game_family *family, const char *name) {
    for (const ns_game_param *p = family->params; p->name; p++)
        if (strcmp(p->name, name) == 0) return true;
    return false;
}

/* The first fault's status; the diagnostics have all. */
static void keep(ns_status *status, ns_status one) {
    if (*status == NS_OK || one == NS_NO_MEMORY) *status = one;
}

static ns_status read_all(const reading *self, const ns_game_argument *arguments, size_t count,
                          ns_location at) {
    ns_status status = NS_OK;
    for (size_t k = 0; k < count; k++)
        if (!is_param(self->family, arguments[k].name)) keep(&status, unknown(self, &arguments[k]));
    for (const ns_game_param *p = self->family->params; p->name; p++) {
        const ns_game_argument *given = NULL;
        for (size_t k = 0; k < count; k++) {
            if (strcmp(arguments[k].name, p->name) != 0) continue;
            if (given)
                keep(&status, fault_at(self, NS_CODE_DUPLICATE_KEY, arguments[k].name_at, NULL,
                                       "'%s' stands twice", p->name));
            given = &arguments[k];
        }
        keep(&status, given ? read_param(self, p, given->value) : set_default(self, p, at));
    }
    return status;
}

ns_status ns_game_solve(ns_game_answer *out, const ns_game_family *family, const ns_game_argument *arguments,
                        size_t count, ns_location at, ns_arena *arena, ns_diagnostics *diagnostics) {
    reading self = {family, NS_ARENA_NEW(arena, family->settings_size, unsigned char), arena, diagnostics};
    ns_game_writer writer = {.arena = arena};
    ns_fault fault = {"the game has no answer", NULL};
    *out = (ns_game_answer){0};
    if (!self.settings) return NS_NO_MEMORY;
    ns_status status = read_all(&self, arguments, count, at);
    if (status != NS_OK) return status;
    status = family->solve(self.settings, &writer, &fault);
    if (status == NS_BAD_USAGE)
        return fault_at(&self, NS_CODE_OUT_OF_RANGE, at, fault.hint, "%s", fault.text);
    if (status == NS_OK) status = writer.status;
    *out = (ns_game_answer){writer.values, writer.count, writer.note};
    return status;
}

ns_status ns_game_argument_read(ns_game_argument *out, const char *assignment, ns_arena *arena,
                                ns_diagnostics *diagnostics) {
    const char *equals = strchr(assignment, '=');
    const char *source = ns_diagnostics_add_source(diagnostics, "argument", assignment, strlen(assignment));
    ns_node *value = NS_ARENA_NEW(arena, 1, ns_node);
    if (!source || !value) return NS_NO_MEMORY;
    const size_t length = equals ? (size_t)(equals - assignment) : strlen(assignment);
    const ns_location at = {source, 1, 1, (uint32_t)(length ? length : 1)};
    if (!equals || !length || !equals[1]) {
        ns_diagnostics_add(diagnostics, NS_CODE_USAGE, at, "delta1=0.9", "'%.60s' is not name=value",
                           assignment);
        return NS_BAD_INPUT;
    }
    *value = (ns_node){.kind = NS_NODE_SCALAR, .text = ns_arena_text(arena, equals + 1)};
    value->at = (ns_location){source, 1, (uint32_t)length + 2, (uint32_t)strlen(equals + 1)};
    *out = (ns_game_argument){ns_arena_text_n(arena, assignment, length), at, value};
    return out->name && value->text ? NS_OK : NS_NO_MEMORY;
}
