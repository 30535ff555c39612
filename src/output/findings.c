/* The results folder of an analysis. */
#include "negsim/findings.h"

#include <unistd.h>

#include "output/stream.h"

typedef struct finding_writer {
    const ns_findings *findings;
    ns_folder folder;
    ns_column_set sets[NS_MOST_FINDINGS];
    ns_written written[NS_MOST_FINDINGS];
    ns_diagnostics *diagnostics;
} finding_writer;

static ns_status put_table(finding_writer *self, size_t k) {
    const ns_finding_table *table = self->findings->tables[k];
    ns_stream stream = {.set = &self->sets[k], .fd = -1};
    ns_status status = ns_column_set_init(&self->sets[k], ns_table_find(table->name), self->findings->base);
    if (status == NS_OK) status = table->rows.status;
    if (status == NS_OK) status = ns_stream_open(&stream, &self->folder, self->diagnostics);
    if (status == NS_OK && table->rows.length)
        status =
            ns_stream_add(&stream, &self->folder, table->rows.text, table->rows.length, self->diagnostics);
    if (status == NS_OK) return ns_stream_end(&stream, &self->written[k], self->diagnostics);
    if (stream.fd >= 0) close(stream.fd);
    return status;
}

static void put_reading(ns_json *json) {
    ns_json_open(json, "reading", '[');
    for (size_t i = 0; ns_reading[i]; i++) ns_json_text(json, NULL, ns_reading[i]);
    ns_json_close(json, ']');
}

static void put_package(const finding_writer *self, ns_buffer *out) {
    const ns_findings *findings = self->findings;
    ns_json json = {.out = out};
    ns_package_begin(&json, findings->base);
    put_reading(&json);
    ns_json_open(&json, "negsim", '{');
    ns_json_text(&json, "version", findings->version);
    ns_json_text(&json, "command", findings->command);
    ns_json_unsigned(&json, "draws", findings->draws);
    ns_json_unsigned(&json, "plays", findings->plays);
    ns_json_unsigned(&json, "seed", findings->seed);
    ns_json_text(&json, "settings", findings->settings);
    ns_json_close(&json, '}');
    ns_package_tables(&json, self->written, findings->count);
    ns_package_scenario(&json, findings->base);
    ns_json_close(&json, '}');
}

static void put_info(const ns_findings *findings, ns_buffer *out) {
    ns_json json = {.out = out};
    ns_json_open(&json, NULL, '{');
    ns_json_text(&json, "version", findings->version);
    ns_json_text(&json, "command_line", findings->command_line);
    ns_json_text(&json, "start_utc", findings->start_utc);
    ns_json_text(&json, "end_utc", findings->end_utc);
    ns_json_real(&json, "elapsed_s", findings->elapsed_seconds);
    ns_json_unsigned(&json, "jobs", findings->jobs);
    ns_json_close(&json, '}');
}

static ns_status put_facts(const finding_writer *self) {
    ns_buffer info = {0}, package = {0};
    put_info(self->findings, &info);
    put_package(self, &package);
    ns_status status = ns_folder_write(&self->folder, NS_RUN_INFO, &info, self->diagnostics);
    if (status == NS_OK) status = ns_folder_write(&self->folder, NS_DATAPACKAGE, &package, self->diagnostics);
    ns_buffer_free(&info);
    ns_buffer_free(&package);
    return status;
}

ns_status ns_findings_write(const ns_findings *findings, ns_diagnostics *diagnostics) {
    finding_writer self = {.findings = findings, .diagnostics = diagnostics, .folder = {.lock = -1}};
    ns_status status = ns_folder_open(&self.folder, findings->folder, findings->base->name,
                                      findings->force ? NS_REPLACE_ANY : NS_REPLACE_OWN, diagnostics);
    for (size_t k = 0; status == NS_OK && k < findings->count; k++) status = put_table(&self, k);
    if (status == NS_OK) status = put_facts(&self);
    if (status == NS_OK) status = ns_folder_swap(&self.folder, diagnostics);
    for (size_t k = 0; k < findings->count; k++) ns_column_set_free(&self.sets[k]);
    ns_folder_close(&self.folder);
    return status;
}
