/* Points from a table: RFC 4180 text whose columns are paths, as experiments.csv has them. */
#include <string.h>

#include "negsim/limits.h"
#include "plan.h"

typedef struct csv_reader {
    const char *at, *end;
    uint64_t line;
    ns_buffer field;
    bool row_ended; /* the field read was the last of its row */
} csv_reader;

static void read_quoted(csv_reader *self) {
    for (self->at++; self->at < self->end; self->at++) {
        if (*self->at == '\n') self->line++;
        if (*self->at == '"') {
            if (self->at + 1 < self->end && self->at[1] == '"')
                self->at++;
            else
                break;
        }
        ns_buffer_char(&self->field, *self->at);
    }
    if (self->at < self->end) self->at++;
}

/* The next field into self->field. */
static void read_field(csv_reader *self) {
    ns_buffer_clear(&self->field);
    ns_buffer_add(&self->field, "");
    if (self->at < self->end && *self->at == '"') read_quoted(self);
    while (self->at < self->end && *self->at != ',' && *self->at != '\n') {
        if (*self->at != '\r') ns_buffer_char(&self->field, *self->at);
        self->at++;
    }
    self->row_ended = self->at >= self->end || *self->at == '\n';
    if (self->at < self->end) {
        self->line += *self->at == '\n';
        self->at++;
    }
}

typedef struct table {
    ns_plan *plan;
    ns_factor factors[NS_MAX_FACTORS];
    uint32_t column[NS_MAX_FACTORS + 1]; /* of the table: its factor; NS_NONE: passed over */
    uint32_t columns, factor_count;
    uint64_t rows;
    const char *name;
    ns_diagnostics *diagnostics;
} table;

static ns_status refuse(const table *self, uint64_t line, const char *hint, const char *what) {
    ns_diagnostics_add(self->diagnostics, NS_CODE_USAGE, (ns_location){self->name, (uint32_t)line, 1, 1},
                       hint, "%s", what);
    return NS_BAD_INPUT;
}

static ns_status read_header(table *self, csv_reader *reader) {
    do {
        read_field(reader);
        if (reader->field.status != NS_OK) return reader->field.status;
        const char *path = reader->field.text ? reader->field.text : "";
        if (self->columns > NS_MAX_FACTORS)
            return refuse(self, 1, "`negsim list limits`", "too many columns");
        const bool passed = strcmp(path, "point") == 0;
        self->column[self->columns++] = passed ? NS_NONE : self->factor_count;
        if (passed) continue;
        if (self->factor_count == NS_MAX_FACTORS)
            return refuse(self, 1, "`negsim list limits`", "too many columns");
        if (!(self->factors[self->factor_count++].path = ns_arena_text(self->plan->arena, path)))
            return NS_NO_MEMORY;
    } while (!reader->row_ended);
    return self->factor_count
               ? NS_OK
               : refuse(self, 1, "the header holds paths, as in experiments.csv", "no column is varied");
}

static uint64_t count_lines(const char *text, size_t length) {
    uint64_t lines = 0;
    for (size_t i = 0; i < length; i++) lines += text[i] == '\n';
    return lines + 1;
}

static ns_status read_row(table *self, csv_reader *reader) {
    const uint64_t line = reader->line;
    uint32_t c = 0;
    do {
        read_field(reader);
        if (reader->field.status != NS_OK) return reader->field.status;
        if (c >= self->columns) return refuse(self, line, NULL, "more fields than the header has");
        const uint32_t f = self->column[c++];
        if (f == NS_NONE) continue;
        if (!reader->field.length)
            return refuse(self, line, "every point needs every value", "a value is missing");
        if (!(self->factors[f].levels[self->rows] = ns_arena_text(self->plan->arena, reader->field.text)))
            return NS_NO_MEMORY;
    } while (!reader->row_ended);
    if (c < self->columns) return refuse(self, line, NULL, "fewer fields than the header has");
    self->rows++;
    return NS_OK;
}

static ns_status read_rows(table *self, csv_reader *reader) {
    const uint64_t most = ns_limit_of(NS_LIMIT_POINTS)->value;
    uint64_t room = count_lines(reader->at, (size_t)(reader->end - reader->at));
    if (room > most + 1) return refuse(self, 1, "`negsim list limits`", "too many points");
    for (uint32_t f = 0; f < self->factor_count; f++)
        if (!(self->factors[f].levels = NS_ARENA_NEW(self->plan->arena, room, const char *)))
            return NS_NO_MEMORY;
    while (reader->at < reader->end) {
        ns_status status = read_row(self, reader);
        if (status != NS_OK) return status;
    }
    return self->rows ? NS_OK : refuse(self, 1, NULL, "the table has no rows");
}

ns_status ns_plan_from_csv(ns_plan *self, const char *name, const char *text, size_t length,
                           const ns_scenario *scenario, const ns_registry *registry,
                           ns_diagnostics *diagnostics) {
    const char *source = ns_diagnostics_add_source(diagnostics, name, text, length);
    table *at = NS_ARENA_NEW(self->arena, 1, table);
    if (!source || !at) return NS_NO_MEMORY;
    csv_reader reader = {.at = text, .end = text + length, .line = 1};
    at->plan = self;
    at->name = source;
    at->diagnostics = diagnostics;
    ns_status status = read_header(at, &reader);
    if (status == NS_OK) status = read_rows(at, &reader);
    ns_buffer_free(&reader.field);
    for (uint32_t f = 0; status == NS_OK && f < at->factor_count; f++) {
        at->factors[f].level_count = (uint32_t)at->rows;
        status = ns_plan_add_factor(self, &at->factors[f], (ns_location){source, 1, 1, 1}, scenario, registry,
                                    diagnostics);
    }
    self->design = "list";
    return status;
}
