/* Tables: the one list of every table and column that negsim writes. Headers, the data package and the docs read it. */
#ifndef NEGSIM_TABLE_H
#define NEGSIM_TABLE_H

#include "negsim/experiment.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum ns_column_type {
    NS_COLUMN_TEXT,
    NS_COLUMN_INTEGER,
    NS_COLUMN_BOOLEAN,
    NS_COLUMN_MEASURE /* 9 decimals */,
    NS_COLUMN_NUMBER /* shortest */
} ns_column_type;

/* A column stands once, or once per party, issue or headline issue: then `{party}`, `{issue}` or `{headline}` in its name is
 * replaced by the id. */
typedef struct ns_column {
    const char *table, *name;
    ns_column_type type;
    const char *unit;    /* "share", "points", "rounds", "" */
    const char *summary; /* one sentence */
} ns_column;

typedef struct ns_table {
    const char *name; /* "compromises": file compromises.csv */
    const char *row;  /* one row per ... */
    const char *summary;
    const char *key;     /* columns that identify a row, comma-separated */
    unsigned gather;     /* what must be gathered for it */
    bool on_request;     /* not among the default tables */
    const char *command; /* that writes it: "run", "sweep" */
} ns_table;

extern const ns_table ns_tables[]; /* ended by a row without name */
extern const ns_column
    ns_columns[]; /* in order, tables in the order of ns_tables; ended by a row without table */

#ifdef __cplusplus
}
#endif

#endif
