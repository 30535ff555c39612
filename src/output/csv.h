/* Rows of CSV, checked against the declared columns: cells come in order, of the right type, none missing. */
#ifndef NEGSIM_OUTPUT_CSV_H
#define NEGSIM_OUTPUT_CSV_H

#include "negsim/buffer.h"
#include "negsim/table.h"

/* What {party}, {issue}, {headline} and {path} in the names of columns stand for. */
typedef struct ns_column_ids {
    const ns_scenario *scenario;
    const char *const *paths; /* of a sweep */
    size_t path_count;
} ns_column_ids;

/* The columns of one table for one scenario, with the ids filled in. */
typedef struct ns_column_set {
    const ns_table *table;
    size_t count;
    ns_column *columns;
    ns_arena *arena;
} ns_column_set;

const ns_table *ns_table_find(const char *name); /* NULL: no such table */
ns_status ns_column_set_init(ns_column_set *self, const ns_table *table, const ns_scenario *scenario) NS_MUST;
ns_status ns_column_set_fill(ns_column_set *self, const ns_table *table, const ns_column_ids *ids) NS_MUST;
void ns_column_set_free(ns_column_set *self);

/* Gathers a row and adds it to a buffer. A cell too many, too few or of another type sets the buffer's status to NS_BUG. */
typedef struct ns_csv {
    ns_buffer *out;
    const ns_column_set *set;
    size_t next; /* column of the next cell */
    size_t used; /* bytes of row in use */
    char row[1024];
} ns_csv;

void ns_csv_open(ns_csv *self, ns_buffer *out, const ns_column_set *set); /* writes nothing */
void ns_csv_header(ns_buffer *out, const ns_column_set *set);
/* Cells. Line breaks in texts become blanks (gnuplot and awk read by lines); NULL is empty. */
void ns_csv_text(ns_csv *self, const char *text);
void ns_csv_integer(ns_csv *self, uint64_t value);
void ns_csv_boolean(ns_csv *self, bool value);
void ns_csv_measure(ns_csv *self, double value); /* 9 decimals; not finite: empty */
void ns_csv_number(ns_csv *self, double value);  /* shortest; not finite: empty */
void ns_csv_empty(ns_csv *self);
void ns_csv_interval(ns_csv *self, ns_interval interval); /* two measures: low, high */
void ns_csv_end(ns_csv *self);

#endif
