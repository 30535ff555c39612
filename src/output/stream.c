#include "output/stream.h"

#include <string.h>
#include <unistd.h>

uint64_t ns_count_rows(const char *text, size_t length) {
    uint64_t rows = 0;
    for (const char *at = text, *end = text + length; at < end && (at = memchr(at, '\n', (size_t)(end - at)));
         at++)
        rows++;
    return rows;
}

void ns_table_file(char text[64], const ns_table *table) {
    text[0] = '\0';
    strcat(strncat(text, table->name, 32), ".csv");
}

ns_status ns_stream_add(ns_stream *self, const ns_folder *folder, const char *rows, size_t length,
                        ns_diagnostics *diagnostics) {
    if (!self->set || !length) return NS_OK;
    self->bytes += length;
    self->rows += ns_count_rows(rows, length);
    ns_sha256_add(&self->hash, rows, length);
    return ns_folder_put(folder, self->fd, self->set->table->name, rows, length, diagnostics);
}

ns_status ns_stream_open(ns_stream *self, const ns_folder *folder, ns_diagnostics *diagnostics) {
    char file[64];
    if (!self->set) return NS_OK;
    ns_table_file(file, self->set->table);
    self->fd = ns_folder_create(folder, file, diagnostics);
    if (self->fd < 0) return NS_CANNOT_WRITE;
    ns_sha256_begin(&self->hash);
    ns_buffer header = {0};
    ns_csv_header(&header, self->set);
    ns_status status = header.status == NS_OK
                           ? ns_stream_add(self, folder, header.text, header.length, diagnostics)
                           : header.status;
    self->rows = 0; /* the header is none */
    ns_buffer_free(&header);
    return status;
}

ns_status ns_stream_end(ns_stream *self, ns_written *written, ns_diagnostics *diagnostics) {
    written->set = self->set;
    written->bytes = self->bytes;
    written->rows = self->rows;
    ns_sha256_end(&self->hash, written->sha256);
    int failed = close(self->fd);
    self->fd = -1;
    if (!failed) return NS_OK;
    ns_diagnostics_add(diagnostics, NS_CODE_CANNOT_WRITE, (ns_location){0}, NULL, "cannot write %s.csv",
                       self->set->table->name);
    return NS_IO_FAILED;
}
