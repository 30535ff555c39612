#include "output/table_write.h"

#include <string.h>

#include "negsim/output.h"

typedef struct writer {
    const char *table;
    ns_status (*write)(ns_csv *csv, const ns_results *results);
} writer;

static const writer writers[] = {{"summary", ns_write_summary},         {"families", ns_write_families},
                                 {"compromises", ns_write_compromises}, {"options", ns_write_options},
                                 {"blockers", ns_write_blockers},       {"assumptions", ns_write_assumptions},
                                 {"reasons", ns_write_reasons},         {"rounds", ns_write_rounds},
                                 {"parties", ns_write_parties},         {"mediators", ns_write_mediators},
                                 {"durability", ns_write_durability},   {NULL, NULL}};

ns_status ns_table_write(ns_buffer *out, const char *table, const ns_results *results) {
    const writer *found = writers;
    while (found->table && strcmp(found->table, table) != 0) found++;
    const ns_table *row = found->table ? ns_table_find(table) : NULL;
    if (!row) return NS_BAD_USAGE;
    ns_column_set set;
    ns_status status = ns_column_set_init(&set, row, results->arms->base);
    if (status != NS_OK) return status;
    ns_csv csv;
    ns_csv_header(out, &set);
    ns_csv_open(&csv, out, &set);
    status = found->write(&csv, results);
    ns_column_set_free(&set);
    return status == NS_OK ? out->status : status;
}
