#include "output/csv.h"

#include <math.h>
#include <string.h>

#include "negsim/number.h"

static void fail(ns_csv *self) {
    if (self->out->status == NS_OK) self->out->status = NS_BUG;
}

static void put(ns_csv *self, const char *text, size_t length) {
    if (length > sizeof self->row - self->used) {
        ns_buffer_add_n(self->out, self->row, self->used);
        self->used = 0;
    }
    if (length > sizeof self->row) {
        ns_buffer_add_n(self->out, text, length);
        return;
    }
    memcpy(self->row + self->used, text, length);
    self->used += length;
}

/* The comma before a cell, and the check that this cell is due. */
static bool begin_cell(ns_csv *self, ns_column_type type) {
    if (self->next >= self->set->count || self->set->columns[self->next].type != type) {
        fail(self);
        return false;
    }
    if (self->next++) put(self, ",", 1);
    return true;
}

void ns_csv_open(ns_csv *self, ns_buffer *out, const ns_column_set *set) {
    self->out = out;
    self->set = set;
    self->next = self->used = 0;
}

static bool needs_quotes(const char *text, size_t length) {
    if (!length) return false;
    if (text[0] == ' ' || text[length - 1] == ' ') return true;
    for (size_t i = 0; i < length; i++)
        if (text[i] == ',' || text[i] == '"' || text[i] == '\r' || text[i] == '\n') return true;
    return false;
}

static void put_quoted(ns_csv *self, const char *text, size_t length) {
    put(self, "\"", 1);
    for (size_t i = 0; i < length; i++) {
        bool line_break = text[i] == '\n' || text[i] == '\r';
        if (text[i] == '"') put(self, "\"", 1);
        put(self, line_break ? " " : text + i, 1);
    }
    put(self, "\"", 1);
}

void ns_csv_text(ns_csv *self, const char *text) {
    if (!begin_cell(self, NS_COLUMN_TEXT) || !text) return;
    size_t length = strlen(text);
    while (length && (text[length - 1] == '\n' || text[length - 1] == '\r')) length--;
    if (needs_quotes(text, length))
        put_quoted(self, text, length);
    else
        put(self, text, length);
}

void ns_csv_integer(ns_csv *self, uint64_t value) {
    char text[NS_NUMBER_TEXT];
    if (!begin_cell(self, NS_COLUMN_INTEGER)) return;
    size_t length = ns_number_unsigned(text, value);
    put(self, text, length);
}

void ns_csv_boolean(ns_csv *self, bool value) {
    if (begin_cell(self, NS_COLUMN_BOOLEAN)) put(self, value ? "1" : "0", 1);
}

void ns_csv_measure(ns_csv *self, double value) {
    char text[NS_NUMBER_TEXT];
    if (!begin_cell(self, NS_COLUMN_MEASURE) || !isfinite(value)) return;
    /* Beyond the reach of nanos in 64 bits 9 decimals say nothing. */
    size_t length =
        fabs(value) < 9e9 ? ns_number_fixed9(text, ns_number_nanos(value)) : ns_number_shortest(text, value);
    put(self, text, length);
}

void ns_csv_number(ns_csv *self, double value) {
    char text[NS_NUMBER_TEXT];
    if (!begin_cell(self, NS_COLUMN_NUMBER) || !isfinite(value)) return;
    size_t length = ns_number_shortest(text, value);
    put(self, text, length);
}

void ns_csv_empty(ns_csv *self) {
    if (self->next >= self->set->count)
        fail(self);
    else if (self->next++)
        put(self, ",", 1);
}

void ns_csv_interval(ns_csv *self, ns_interval interval) {
    ns_csv_measure(self, interval.low);
    ns_csv_measure(self, interval.high);
}

void ns_csv_end(ns_csv *self) {
    if (self->next != self->set->count) fail(self);
    put(self, "\n", 1);
    ns_buffer_add_n(self->out, self->row, self->used);
    self->next = self->used = 0;
}

void ns_csv_header(ns_buffer *out, const ns_column_set *set) {
    for (size_t i = 0; i < set->count; i++) {
        if (i) ns_buffer_char(out, ',');
        ns_buffer_add(out, set->columns[i].name);
    }
    ns_buffer_char(out, '\n');
}
