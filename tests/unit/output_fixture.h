/* A scenario played through the whole library, and a reader of the tables that come out. For tests of tables and screen. */
#ifndef NEGSIM_TESTS_OUTPUT_FIXTURE_H
#define NEGSIM_TESTS_OUTPUT_FIXTURE_H

#include <criterion/criterion.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "negsim.h"

/* --- playing ------------------------------------------------------------------------------------------- */

typedef struct fixture {
    ns_diagnostics *diagnostics;
    ns_document *document;
    ns_scenario *scenario;
    ns_arms *arms;
    ns_results *results;
} fixture;

enum {
    GATHER_ALL =
        NS_GATHER_PACKAGES | NS_GATHER_BLOCKERS | NS_GATHER_SPLIT | NS_GATHER_INPUTS | NS_GATHER_SOLUTIONS
};

static inline void fixture_load(fixture *self, const char *text, const char *arms) {
    *self = (fixture){.diagnostics = ns_diagnostics_new()};
    ns_status status =
        ns_document_load_text(&self->document, "test.yaml", text, strlen(text), self->diagnostics);
    if (status == NS_OK)
        status =
            ns_scenario_build(&self->scenario, self->document, ns_registry_standard(), self->diagnostics);
    if (status == NS_OK)
        status = ns_arms_build(&self->arms, self->scenario, arms, ns_registry_standard(), self->diagnostics);
    char *faults = ns_diagnostics_render(self->diagnostics, NS_COLOR_OFF);
    cr_assert_eq(status, NS_OK, "%s", faults);
    free(faults);
}

static inline void fixture_play(fixture *self, uint64_t draws, unsigned gather) {
    ns_experiment experiment = ns_default_experiment(self->scenario);
    experiment.draws = draws;
    experiment.jobs = 1;
    experiment.gather = gather;
    cr_assert_eq(ns_experiment_run(&self->results, self->arms, &experiment, self->diagnostics), NS_OK);
}

static inline void fixture_free(fixture *self) {
    ns_results_free(self->results);
    ns_arms_free(self->arms);
    ns_scenario_free(self->scenario);
    ns_document_free(self->document);
    ns_diagnostics_free(self->diagnostics);
}

/* A table as text; to be freed. */
static inline char *fixture_table(const fixture *self, const char *table) {
    ns_buffer out = {0};
    cr_assert_eq(ns_table_write(&out, table, self->results), NS_OK, "%s", table);
    return out.text;
}

static inline char *fixture_screen(const fixture *self, unsigned width, ns_color color) {
    ns_buffer out = {0};
    ns_screen_settings settings = {.width = width, .color = color, .folder = "results/test"};
    ns_screen_write(&out, self->results, &settings);
    cr_assert_eq(out.status, NS_OK);
    return out.text;
}

/* --- reading tables ------------------------------------------------------------------------------------ */

#define CELL_TEXT 1024

/* Reads one cell and moves on; true while the row goes on. */
static inline bool read_cell(const char **at, char cell[CELL_TEXT]) {
    const char *c = *at;
    bool quoted = *c == '"';
    size_t used = 0;
    if (quoted) c++;
    for (; *c && (quoted || (*c != ',' && *c != '\n')); c++) {
        if (quoted && *c == '"') {
            if (c[1] != '"') {
                quoted = false;
                continue;
            }
            c++;
        }
        if (used + 1 < CELL_TEXT) cell[used++] = *c;
    }
    cell[used] = '\0';
    bool more = *c == ',';
    *at = *c ? c + 1 : c;
    return more;
}

/* Cell number `column` of the row at text. */
static inline void cell_of(const char *row, size_t column, char cell[CELL_TEXT]) {
    for (size_t i = 0; i <= column; i++) {
        bool more = read_cell(&row, cell);
        cr_assert(more || i == column, "a row is too short");
    }
}

static inline size_t column_of(const char *table, const char *name, size_t length) {
    char cell[CELL_TEXT];
    bool more = true;
    for (size_t i = 0; more; i++) {
        more = read_cell(&table, cell);
        if (strlen(cell) == length && memcmp(cell, name, length) == 0) return i;
    }
    cr_assert_fail("no column %.*s", (int)length, name);
    return 0;
}

/* Does the row meet "column=value;column=value"? */
static inline bool row_meets(const char *table, const char *row, const char *where) {
    char cell[CELL_TEXT];
    while (*where) {
        size_t name = strcspn(where, "="), value = strcspn(where + name + 1, ";");
        cell_of(row, column_of(table, where, name), cell);
        if (strlen(cell) != value || memcmp(cell, where + name + 1, value) != 0) return false;
        where += name + 1 + value;
        where += *where == ';';
    }
    return true;
}

/* The cell of the first row that meets `where`; false: no such row. */
static inline bool find_cell(const char *table, const char *where, const char *column, char cell[CELL_TEXT]) {
    for (const char *row = strchr(table, '\n') + 1; *row; row = strchr(row, '\n') + 1)
        if (row_meets(table, row, where)) {
            cell_of(row, column_of(table, column, strlen(column)), cell);
            return true;
        }
    return false;
}

static inline double find_number(const char *table, const char *where, const char *column) {
    char cell[CELL_TEXT];
    cr_assert(find_cell(table, where, column, cell), "no row %s", where);
    return *cell ? strtod(cell, NULL) : (double)NAN;
}

#define expect_cell_text(table, where, column, want)                                                         \
    do {                                                                                                     \
        char cell_[CELL_TEXT] = "";                                                                          \
        cr_assert(find_cell(table, where, column, cell_), "no row %s", where);                               \
        cr_assert_str_eq(cell_, want, "%s of %s is '%s', not '%s'", column, where, cell_, want);             \
    } while (0)

#endif
