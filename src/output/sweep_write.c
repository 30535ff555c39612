/* The results folder of a sweep. */
#include <string.h>
#include <unistd.h>

#include "negsim/number.h"
#include "output/stream.h"
#include "output/sweep_payload.h"

enum { EXPERIMENTS, OUTCOMES, REACHABILITY, FAILURES, RUNS, TABLES };

static const char *const names[TABLES] = {"experiments", "outcomes", "reachability", "failures",
                                          "point_runs"};

typedef struct sweep_writer {
    const ns_sweep_tables *tables;
    ns_folder folder;
    ns_column_set sets[TABLES];
    ns_stream streams[TABLES];
    ns_written written[TABLES];
    int tables_wanted; /* runs come last, and only where they are asked for */
    ns_buffer row, payload;
    uint64_t failed;
    ns_diagnostics *diagnostics;
} sweep_writer;

static ns_status open_tables(sweep_writer *self) {
    const ns_plan *plan = self->tables->plan;
    const char *paths[NS_MAX_FACTORS];
    for (uint32_t f = 0; f < plan->factor_count; f++) paths[f] = plan->factors[f].path;
    const ns_column_ids ids = {self->tables->base, paths, plan->factor_count};
    ns_status status = NS_OK;
    for (int k = 0; k < self->tables_wanted && status == NS_OK; k++) {
        status = ns_column_set_fill(&self->sets[k], ns_table_find(names[k]), &ids);
        self->streams[k].set = &self->sets[k];
        if (status == NS_OK) status = ns_stream_open(&self->streams[k], &self->folder, self->diagnostics);
    }
    return status;
}

static void put_values(sweep_writer *self, uint64_t point) {
    const ns_plan *plan = self->tables->plan;
    char text[NS_NUMBER_TEXT];
    ns_csv csv;
    ns_buffer_clear(&self->row);
    ns_csv_open(&csv, &self->row, &self->sets[EXPERIMENTS]);
    ns_csv_integer(&csv, point);
    for (uint32_t f = 0; f < plan->factor_count; f++) ns_csv_text(&csv, ns_plan_value(plan, point, f, text));
    ns_csv_end(&csv);
}

static ns_status add(sweep_writer *self, int table, const char *rows, size_t length) {
    return ns_stream_add(&self->streams[table], &self->folder, rows, length, self->diagnostics);
}

static ns_status put_failure(sweep_writer *self, uint64_t point, const ns_payload *payload) {
    ns_buffer reason = {0};
    ns_csv csv;
    self->failed++;
    ns_buffer_add_n(&reason, payload->text[NS_PAYLOAD_FAILURE], payload->length[NS_PAYLOAD_FAILURE]);
    ns_buffer_clear(&self->row);
    ns_csv_open(&csv, &self->row, &self->sets[FAILURES]);
    ns_csv_integer(&csv, point);
    ns_csv_text(&csv, reason.text);
    ns_csv_end(&csv);
    ns_buffer_free(&reason);
    return self->row.status == NS_OK ? add(self, FAILURES, self->row.text, self->row.length)
                                     : self->row.status;
}

static ns_status put_point(sweep_writer *self, uint64_t point, ns_point_facts *facts) {
    ns_payload payload;
    ns_buffer_clear(&self->payload);
    ns_status status = self->tables->read(self->tables->store, point, &self->payload);
    if (status != NS_OK) return status;
    if (!ns_payload_parse(&self->payload, &payload)) return NS_BUG;
    if (facts) facts[point] = payload.facts;
    put_values(self, point);
    if (self->row.status != NS_OK) return self->row.status;
    status = add(self, EXPERIMENTS, self->row.text, self->row.length);
    if (status == NS_OK && payload.facts.failed) return put_failure(self, point, &payload);
    if (status == NS_OK)
        status = add(self, OUTCOMES, payload.text[NS_PAYLOAD_OUTCOMES], payload.length[NS_PAYLOAD_OUTCOMES]);
    if (status == NS_OK)
        status = add(self, REACHABILITY, payload.text[NS_PAYLOAD_REACHABILITY],
                     payload.length[NS_PAYLOAD_REACHABILITY]);
    if (status == NS_OK)
        status = add(self, RUNS, payload.text[NS_PAYLOAD_RUNS], payload.length[NS_PAYLOAD_RUNS]);
    return status;
}

/* --- the data package ------------------------------------------------------------------------------------------ */

static void put_reading(ns_json *json) {
    ns_json_open(json, "reading", '[');
    for (size_t i = 0; ns_reading[i]; i++) ns_json_text(json, NULL, ns_reading[i]);
    ns_json_close(json, ']');
}

static ns_status put_package(const sweep_writer *self, ns_buffer *out) {
    const ns_plan *plan = self->tables->plan;
    ns_json json = {.out = out};
    ns_buffer yaml = {0};
    ns_plan_write(plan, &yaml);
    ns_package_begin(&json, self->tables->base);
    put_reading(&json);
    ns_json_open(&json, "negsim", '{');
    ns_json_text(&json, "version", self->tables->version);
    ns_json_text(&json, "command", "sweep");
    ns_json_text(&json, "design", plan->design);
    ns_json_unsigned(&json, "points", plan->point_count);
    ns_json_unsigned(&json, "failed_points", self->failed);
    ns_json_unsigned(&json, "draws", plan->draws);
    ns_json_unsigned(&json, "plays", plan->plays);
    ns_json_unsigned(&json, "seed", plan->seed);
    ns_json_boolean(&json, "points_share_draws", !plan->independent);
    ns_json_text(&json, "plan", yaml.text);
    ns_json_close(&json, '}');
    ns_package_tables(&json, self->written, (size_t)self->tables_wanted);
    ns_package_scenario(&json, self->tables->base);
    ns_json_close(&json, '}');
    const ns_status status = yaml.status == NS_OK ? out->status : yaml.status;
    ns_buffer_free(&yaml);
    return status;
}

static void put_info(const sweep_writer *self, ns_buffer *out) {
    ns_json json = {.out = out};
    ns_json_open(&json, NULL, '{');
    ns_json_text(&json, "version", self->tables->version);
    ns_json_text(&json, "command_line", self->tables->command_line);
    ns_json_text(&json, "start_utc", self->tables->start_utc);
    ns_json_text(&json, "end_utc", self->tables->end_utc);
    ns_json_real(&json, "elapsed_s", self->tables->elapsed_seconds);
    ns_json_unsigned(&json, "jobs", self->tables->jobs);
    ns_json_close(&json, '}');
}

static ns_status put_facts(sweep_writer *self) {
    ns_buffer info = {0}, package = {0};
    put_info(self, &info);
    ns_status status = ns_folder_write(&self->folder, NS_RUN_INFO, &info, self->diagnostics);
    if (status == NS_OK) status = put_package(self, &package);
    if (status == NS_OK) status = ns_folder_write(&self->folder, NS_DATAPACKAGE, &package, self->diagnostics);
    ns_buffer_free(&info);
    ns_buffer_free(&package);
    return status;
}

/* --- the whole -------------------------------------------------------------------------------------------------- */

static ns_status write_all(sweep_writer *self, ns_point_facts *facts) {
    ns_status status = open_tables(self);
    for (uint64_t p = 0; status == NS_OK && p < self->tables->plan->point_count; p++)
        status = put_point(self, p, facts);
    for (int k = 0; status == NS_OK && k < self->tables_wanted; k++)
        status = ns_stream_end(&self->streams[k], &self->written[k], self->diagnostics);
    if (status == NS_OK) status = put_facts(self);
    return status == NS_OK ? ns_folder_swap(&self->folder, self->diagnostics) : status;
}

ns_status ns_sweep_write(const ns_sweep_tables *tables, ns_point_facts *facts, ns_diagnostics *diagnostics) {
    sweep_writer self = {.tables = tables,
                         .diagnostics = diagnostics,
                         .tables_wanted = tables->runs ? TABLES : RUNS,
                         .folder = {.lock = -1}};
    for (int k = 0; k < TABLES; k++) self.streams[k].fd = -1;
    ns_status status = ns_folder_open(&self.folder, tables->folder, tables->base->name,
                                      tables->force ? NS_REPLACE_ANY : NS_REPLACE_OWN, diagnostics);
    if (status == NS_OK) status = write_all(&self, facts);
    for (int k = 0; k < TABLES; k++) {
        if (self.streams[k].fd >= 0) close(self.streams[k].fd);
        ns_column_set_free(&self.sets[k]);
    }
    ns_folder_close(&self.folder);
    ns_buffer_free(&self.row);
    ns_buffer_free(&self.payload);
    return status;
}
