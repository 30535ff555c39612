/* A table that is written piece by piece into a results folder. */
#ifndef NEGSIM_OUTPUT_STREAM_H
#define NEGSIM_OUTPUT_STREAM_H

#include "output/folder.h"
#include "output/package.h"

typedef struct ns_stream {
    const ns_column_set *set; /* NULL: not asked for */
    int fd;                   /* -1: closed */
    uint64_t bytes, rows;
    ns_sha256 hash;
} ns_stream;

/* TABLE.csv, with room for it. */
void ns_table_file(char text[64], const ns_table *table);
/* Makes the file and writes the header. Does nothing where the table was not asked for. */
ns_status ns_stream_open(ns_stream *self, const ns_folder *folder, ns_diagnostics *diagnostics) NS_MUST;
/* Whole rows. */
ns_status ns_stream_add(ns_stream *self, const ns_folder *folder, const char *rows, size_t length,
                        ns_diagnostics *diagnostics) NS_MUST;
/* Closes the file and says what was written. */
ns_status ns_stream_end(ns_stream *self, ns_written *written, ns_diagnostics *diagnostics) NS_MUST;
uint64_t ns_count_rows(const char *text, size_t length);

#endif
