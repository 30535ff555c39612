/* A small scenario of all parts, and what becomes of it when a piece of its text is replaced. For tests of the
 * scenario room. */
#ifndef NEGSIM_TEST_SCENARIO_TEXT_H
#define NEGSIM_TEST_SCENARIO_TEXT_H

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "loaded.h"

static const char orchard[] =
    "negsim: 1\n"
    "name: orchard\n"
    "issues:\n"
    "  fence:\n"
    "    ordered: true\n"
    "    options: {east: East, middle: {title: Middle, needs: rain}, west: West}\n"
    "  water: {options: {shared: Shared, split: Split}}\n"
    "  price: {range: [0, 20], step: 5}\n"
    "conditions: {rain: {available: 0.5}}\n"
    "rules: [{name: dry, if: {fence: east}, then: {water: [split]}}]\n"
    "parties:\n"
    "  ann:\n"
    "    no_deal: [10, 20, 30]\n"
    "    concession: boulware\n"
    "    issues:\n"
    "      fence: {priority: 60, values: [100, 55, 0]}\n"
    "      water: {priority: 40, values: {shared: 100, split: 0}, flexibility: 0.9}\n"
    "      price: {priority: 20, values: {0: 100, 10: 60±10, 20: 0}}\n"
    "    links: [{name: both, when: {fence: east, price: 0..5}, add: [5, 12]}]\n"
    "    preconditions: [{name: first, before: fence, needs: {water: shared}, firmness: 0.5}]\n"
    "  bob:\n"
    "    no_deal: 20\n"
    "    issues:\n"
    "      fence: {priority: 30, values: [0, 70, 100], red_lines: {east: 0.3}}\n"
    "      water: {priority: 70, values: [0, 100]}\n"
    "      price: {priority: 20, values: [0, 20, 50, 70, 100], red_lines: {0..5: 0.4}}\n"
    "mediators:\n"
    "  tom:\n"
    "    style: {facilitation: 1, formulation: 1}\n"
    "    credibility: 0.6\n"
    "    bias: {ann: 0.1}\n"
    "    timing: {enter: 2, deadline: 8}\n"
    "protocol: {rounds: 10, agenda: package}\n"
    "headline: [fence, water]\n"
    "variants: {drought: {set: {conditions.rain.available: 0}}}\n"
    "run: {draws: 10, seed: 1}\n";

/* text with the first `old` replaced; to be freed. */
static inline char *replaced(const char *text, const char *old, const char *new_piece) {
    const char *at = strstr(text, old);
    cr_assert(at, "'%s' is not in the text", old);
    size_t size = strlen(text) + strlen(new_piece) + 1;
    char *result = malloc(size);
    snprintf(result, size, "%.*s%s%s", (int)(at - text), text, new_piece, at + strlen(old));
    return result;
}

static inline loaded orchard_with(const char *old, const char *new_piece) {
    char *text = replaced(orchard, old, new_piece);
    loaded self = loaded_text(text);
    free(text);
    return self;
}

/* Takes out the one `^` and says where it stood: line and column from 1, in characters. */
static inline void take_mark(char *text, uint32_t *line, uint32_t *column) {
    char *mark = strchr(text, '^');
    cr_assert(mark, "no mark");
    *line = *column = 1;
    for (const char *c = text; c < mark; c++) {
        if (*c == '\n')
            *line += 1, *column = 1;
        else
            *column += ((unsigned char)*c & 0xc0) != 0x80;
    }
    memmove(mark, mark + 1, strlen(mark));
}

static inline const ns_diagnostic *find_fault(const ns_diagnostics *list, const char *code, uint32_t line,
                                              uint32_t column) {
    for (size_t i = 0; i < ns_diagnostics_count(list); i++) {
        const ns_diagnostic *d = ns_diagnostics_at(list, i);
        if (strcmp(ns_code_of(d->code)->id, code) == 0 && d->at.line == line && d->at.column == column)
            return d;
    }
    return NULL;
}

/* One row: the piece of the orchard that is replaced, by what (`^` marks the place of the fault), the code, a piece of the
 * message or the hint, and how many other errors come with it. */
typedef struct fault_case {
    const char *old, *new_piece, *code, *says;
    size_t others;
} fault_case;

static inline bool message_has(const ns_diagnostic *d, const char *piece) {
    return !piece || strstr(d->text, piece) || (d->hint && strstr(d->hint, piece));
}

static inline void check_fault(const char *text, const fault_case *row) {
    char *faulty = replaced(text, row->old, row->new_piece);
    uint32_t line, column;
    take_mark(faulty, &line, &column);
    loaded self = loaded_text(faulty);
    char *all = ns_diagnostics_render(self.diagnostics, NS_COLOR_OFF);
    const ns_diagnostic *d = find_fault(self.diagnostics, row->code, line, column);
    cr_assert(d, "%s: no %s at %u:%u, but\n%s", row->new_piece, row->code, line, column, all);
    cr_assert(message_has(d, row->says), "%s: '%s' is not said in\n%s", row->new_piece, row->says, all);
    bool is_error = ns_code_of(d->code)->severity == NS_ERROR;
    cr_assert_eq(ns_diagnostics_errors(self.diagnostics), row->others + is_error, "%s:\n%s", row->new_piece,
                 all);
    cr_assert_eq(self.scenario == NULL, is_error || row->others, "%s", row->new_piece);
    free(all);
    loaded_free(&self);
    free(faulty);
}

#define CHECK_FAULTS(text, rows)                                                                             \
    for (size_t row_ = 0; row_ < sizeof(rows) / sizeof *(rows); row_++) check_fault(text, &(rows)[row_])

/* The quantity at a path; the test ends where there is none. */
static inline const ns_quantity *quantity_at(const ns_scenario *scenario, const char *path) {
    for (uint32_t i = 0; i < scenario->quantity_count; i++)
        if (strcmp(scenario->quantities[i].path, path) == 0) return &scenario->quantities[i];
    cr_assert_fail("no quantity '%s'", path);
    return NULL;
}

static inline bool has_quantity(const ns_scenario *scenario, const char *path) {
    bool any = false;
    for (uint32_t i = 0; i < scenario->quantity_count; i++)
        any |= strcmp(scenario->quantities[i].path, path) == 0;
    return any;
}

static inline const ns_setting *setting_at(const ns_scenario *scenario, const char *path) {
    for (uint32_t i = 0; i < scenario->setting_count; i++)
        if (strcmp(scenario->settings[i].path, path) == 0) return &scenario->settings[i];
    cr_assert_fail("no setting '%s'", path);
    return NULL;
}

/* The distribution of a quantity as text. */
static inline void check_number(const ns_scenario *scenario, const char *path, const char *text) {
    ns_buffer buffer = {0};
    ns_distribution_write(&buffer, &quantity_at(scenario, path)->distribution);
    cr_assert_str_eq(buffer.text, text, "%s", path);
    ns_buffer_free(&buffer);
}

#endif
