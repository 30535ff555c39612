/* The results folder of `negsim stability`. */
#include <unistd.h>

#include "negsim/limits.h"
#include "output/stability_rows.h"
#include "output/stream.h"

enum { MOST_TABLES = 5, FLUSH_BYTES = 1 << 16 };

typedef struct stability_writer {
    ns_stability_report *report;
    const ns_stability_folder *facts;
    ns_folder folder;
    ns_column_set sets[MOST_TABLES];
    ns_written written[MOST_TABLES];
    size_t count;
    ns_buffer rows;
    ns_diagnostics *diagnostics;
} stability_writer;

/* --- tables --------------------------------------------------------------------------------------------------- */

typedef ns_status make_rows(ns_csv *csv, const ns_stability_report *report);

static ns_status flush(stability_writer *self, ns_stream *stream) {
    if (self->rows.status != NS_OK) return self->rows.status;
    const ns_status status =
        ns_stream_add(stream, &self->folder, self->rows.text, self->rows.length, self->diagnostics);
    ns_buffer_clear(&self->rows);
    return status;
}

/* Equilibria that were listed, under nash and under seq. */
typedef struct listing {
    uint64_t nash, seq;
} listing;

/* All packages; of a model with more than the limit the first equilibria, as many as the limit says of either concept. */
static bool is_listed(const ns_stability_report *report, listing *listed) {
    const uint64_t limit = ns_limit_of(NS_LIMIT_TABLE_PACKAGES)->value;
    if (report->settings.all_packages || report->additive->package_count <= limit) return true;
    const unsigned equilibrium = ns_additive_equilibrium(report->place);
    const bool nash = equilibrium >> NS_CONCEPT_NASH & 1 && listed->nash < limit;
    const bool seq = equilibrium >> NS_CONCEPT_SEQ & 1 && listed->seq < limit;
    listed->nash += nash;
    listed->seq += seq;
    return nash || seq;
}

/* Package after package, so that memory does not grow with their number. The place begins at the first and ends there. */
static ns_status put_packages(stability_writer *self, ns_csv *csv, ns_stream *stream) {
    ns_stability_report *report = self->report;
    const ns_stability_settings *settings = &report->settings;
    ns_buffer text = {0};
    uint64_t looked = 0;
    listing listed = {0};
    ns_status status = NS_OK;
    do {
        if (is_listed(report, &listed)) ns_package_rows(csv, report, &text);
        if (self->rows.length >= FLUSH_BYTES) status = flush(self, stream);
        if (++looked % FLUSH_BYTES == 0 && settings->on_work && settings->on_work(settings->user))
            status = NS_STOPPED;
    } while (status == NS_OK && ns_additive_next(report->place));
    if (status == NS_OK) status = text.status;
    ns_buffer_free(&text);
    return status;
}

static ns_status fill(stability_writer *self, ns_stream *stream, make_rows *make) {
    ns_csv csv;
    ns_csv_open(&csv, &self->rows, stream->set);
    const ns_status status = make ? make(&csv, self->report) : put_packages(self, &csv, stream);
    return status == NS_OK ? flush(self, stream) : status;
}

/* make NULL: the packages of an additive model. */
static ns_status put_table(stability_writer *self, const char *name, make_rows *make) {
    ns_column_set *set = &self->sets[self->count];
    ns_stream stream = {.set = set, .fd = -1};
    ns_status status =
        ns_column_set_init(set, ns_table_find(name), NULL); /* no column is one of a scenario */
    if (status == NS_OK) status = ns_stream_open(&stream, &self->folder, self->diagnostics);
    if (status == NS_OK) status = fill(self, &stream, make);
    if (status == NS_OK) return ns_stream_end(&stream, &self->written[self->count++], self->diagnostics);
    if (stream.fd >= 0) close(stream.fd);
    return status;
}

static ns_status put_conflict(stability_writer *self) {
    const ns_stability_report *report = self->report;
    ns_status status = put_table(self, "stability", ns_conflict_rows);
    if (status == NS_OK) status = put_table(self, "coalitions", ns_coalition_rows);
    if (status == NS_OK) status = put_table(self, "mediation", ns_mediation_rows);
    if (status == NS_OK && report->paths[0]) status = put_table(self, "paths", ns_path_rows);
    if (status == NS_OK && report->inverse) status = put_table(self, "rankings", ns_ranking_rows);
    return status;
}

/* --- facts ---------------------------------------------------------------------------------------------------- */

static const char *const reading[] = {
    "Stability is found by going through all states and moves of the model; nothing is drawn and nothing is "
    "estimated.",
    "A stable state is one that no party would leave, given the rankings, the moves and the concept: not a "
    "forecast.",
    "A state that several parties can leave together may be stable for each of them alone: see "
    "coalition_nash.",
    NULL};

static const char *or_id(const stability_writer *self, const char *title) {
    return title ? title : ns_stability_report_id(self->report);
}

static void put_head(const stability_writer *self, ns_json *json) {
    const ns_conflict *conflict = self->report->conflict;
    const ns_additive *additive = self->report->additive;
    const char *title = conflict ? conflict->title : additive->title;
    const char *note = conflict ? conflict->note : additive->note;
    ns_package_head(json, ns_stability_report_id(self->report), or_id(self, title), note ? note : "");
    ns_json_open(json, "reading", '[');
    for (size_t i = 0; reading[i]; i++) ns_json_text(json, NULL, reading[i]);
    ns_json_close(json, ']');
}

static void put_package(const stability_writer *self, ns_buffer *out) {
    const ns_conflict *conflict = self->report->conflict;
    const ns_additive *additive = self->report->additive;
    ns_json json = {.out = out};
    put_head(self, &json);
    ns_json_open(&json, "negsim", '{');
    ns_json_text(&json, "version", self->facts->version);
    ns_json_text(&json, "command", "stability");
    ns_json_text(&json, "model", conflict ? "conflict" : "additive");
    ns_json_text(&json, "source", conflict ? conflict->source : additive->source);
    ns_json_unsigned(&json, "parties", conflict ? conflict->party_count : additive->party_count);
    ns_json_unsigned(&json, "states", conflict ? conflict->state_count : additive->package_count);
    if (conflict) ns_json_unsigned(&json, "moves", ns_conflict_moves(conflict));
    ns_json_close(&json, '}');
    ns_package_tables(&json, self->written, self->count);
    ns_package_document(&json, self->report->document);
    ns_json_close(&json, '}');
}

static void put_info(const ns_stability_folder *facts, ns_buffer *out) {
    ns_json json = {.out = out};
    ns_json_open(&json, NULL, '{');
    ns_json_text(&json, "version", facts->version);
    ns_json_text(&json, "command_line", facts->command_line);
    ns_json_text(&json, "start_utc", facts->start_utc);
    ns_json_text(&json, "end_utc", facts->end_utc);
    ns_json_real(&json, "elapsed_s", facts->elapsed_seconds);
    ns_json_close(&json, '}');
}

static ns_status put_facts(const stability_writer *self) {
    ns_buffer info = {0}, package = {0};
    put_info(self->facts, &info);
    put_package(self, &package);
    ns_status status = ns_folder_write(&self->folder, NS_RUN_INFO, &info, self->diagnostics);
    if (status == NS_OK) status = ns_folder_write(&self->folder, NS_DATAPACKAGE, &package, self->diagnostics);
    ns_buffer_free(&info);
    ns_buffer_free(&package);
    return status;
}

ns_status ns_stability_write(ns_stability_report *report, const ns_stability_folder *folder,
                             ns_diagnostics *diagnostics) {
    stability_writer self = {
        .report = report, .facts = folder, .diagnostics = diagnostics, .folder = {.lock = -1}};
    ns_status status = ns_folder_open(&self.folder, folder->path, ns_stability_report_id(report),
                                      folder->force ? NS_REPLACE_ANY : NS_REPLACE_OWN, diagnostics);
    if (status == NS_OK)
        status = report->conflict ? put_conflict(&self) : put_table(&self, "stability", NULL);
    if (status == NS_OK) status = put_facts(&self);
    if (status == NS_OK) status = ns_folder_swap(&self.folder, diagnostics);
    for (size_t k = 0; k < MOST_TABLES; k++) ns_column_set_free(&self.sets[k]);
    ns_buffer_free(&self.rows);
    ns_folder_close(&self.folder);
    return status;
}
