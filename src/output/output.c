/* A results folder from opening to swap. */
#include "negsim/output.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "output/stream.h"
#include "output/table_write.h"

enum {
    MAX_TABLES = 20,
    STREAM_RUNS = 0,
    STREAM_TRACE = 1,
    STREAM_DRAWS = 2,
    STREAM_MOVES = 3,
    STREAM_MODELS = 4,
    STREAM_RENEGING = 5,
    STREAM_COUNT = 6
};

struct ns_output {
    ns_output_settings settings;
    const ns_arms *arms;
    ns_diagnostics *diagnostics; /* of open: for faults while streaming */
    ns_folder folder;
    size_t count;
    ns_column_set sets[MAX_TABLES]; /* tables asked for, in the order of ns_tables */
    ns_stream streams[STREAM_COUNT];
    ns_row_writer writer;
};

static const char *const stream_tables[STREAM_COUNT] = {"runs",  "trace",  "draws",
                                                        "moves", "models", "reneging"};

static int stream_of(const ns_table *table) {
    for (int which = 0; which < STREAM_COUNT; which++)
        if (strcmp(stream_tables[which], table->name) == 0) return which;
    return -1;
}

/* --- which tables -------------------------------------------------------------------------------------- */

static bool is_listed(const char *list, const char *name) {
    size_t length = strlen(name);
    for (const char *at = list; *at; at += strcspn(at, ","), at += *at == ',')
        if (strcspn(at, ",") == length && strncmp(at, name, length) == 0) return true;
    return false;
}

static bool is_of_run(const ns_table *table) { return table && strcmp(table->command, "run") == 0; }

static void unknown_table(const char *name, ns_diagnostics *diagnostics) {
    const char *names[MAX_TABLES];
    size_t count = 0;
    char hint[64] = "`negsim list tables` has all tables";
    for (const ns_table *table = ns_tables; table->name && count < MAX_TABLES; table++)
        if (is_of_run(table)) names[count++] = table->name;
    const char *nearest = ns_nearest_name(name, names, count);
    if (nearest) strcat(strncat(strcpy(hint, "did you mean '"), nearest, 32), "'?");
    ns_diagnostics_add(diagnostics, NS_CODE_USAGE, (ns_location){0}, hint, "no table '%s'", name);
}

/* Every name in the list is a table's. */
static ns_status check_list(const ns_output_settings *settings, ns_diagnostics *diagnostics) {
    ns_status status = NS_OK;
    for (const char *at = settings->tables; at && *at; at += strcspn(at, ","), at += *at == ',') {
        char name[64];
        size_t length = strcspn(at, ",");
        if (!length) continue;
        memcpy(name, at, length = length < sizeof name ? length : sizeof name - 1);
        name[length] = '\0';
        if (!is_of_run(ns_table_find(name))) {
            unknown_table(name, diagnostics);
            status = NS_BAD_USAGE;
        } else if (strcmp(name, "trace") == 0 && !settings->trace_draws) {
            ns_diagnostics_add(diagnostics, NS_CODE_USAGE, (ns_location){0},
                               "add --trace, or --trace=K for the first K draws",
                               "the table trace is written with --trace");
            status = NS_BAD_USAGE;
        }
    }
    return status;
}

static bool is_wanted(const ns_table *table, const ns_output_settings *settings) {
    if (!is_of_run(table)) return false;
    int which = stream_of(table);
    if ((which == STREAM_TRACE && settings->trace_draws) || (which == STREAM_DRAWS && settings->write_draws))
        return true;
    return settings->tables ? is_listed(settings->tables, table->name) : !table->on_request;
}

/* Nothing could stand in it. */
static bool is_idle(const ns_table *table, const ns_scenario *base) {
    if (strcmp(table->name, "mediators") == 0) return base->mediator_count == 0;
    return strcmp(table->name, "durability") == 0 && !base->durability.given;
}

static ns_status choose_tables(ns_output *self) {
    for (const ns_table *table = ns_tables; table->name && self->count < MAX_TABLES; table++) {
        if (!is_wanted(table, &self->settings)) continue;
        if (!self->settings.tables && is_idle(table, self->arms->base)) continue;
        ns_status status = ns_column_set_init(&self->sets[self->count], table, self->arms->base);
        if (status != NS_OK) return status;
        int which = stream_of(table);
        if (which >= 0) self->streams[which].set = &self->sets[self->count];
        self->count++;
    }
    return NS_OK;
}

unsigned ns_output_gather(const ns_output *self) {
    unsigned gather = 0;
    for (size_t i = 0; i < self->count; i++) gather |= self->sets[i].table->gather;
    /* The rest of the screen costs little once packages are looked at. */
    if (gather & (NS_GATHER_PACKAGES | NS_GATHER_BLOCKERS)) gather |= NS_GATHER_SCREEN;
    return gather;
}

/* --- streamed tables ----------------------------------------------------------------------------------- */

static ns_status on_run(void *user, ns_buffer *rows, const ns_run_record *record) {
    const ns_output *self = user;
    if (self->streams[STREAM_RUNS].set) ns_run_row(rows, self->streams[STREAM_RUNS].set, self->arms, record);
    return rows->status;
}

static ns_status on_event(void *user, ns_buffer *rows, const ns_run_record *at, const ns_event *event) {
    const ns_output *self = user;
    if (self->streams[STREAM_TRACE].set)
        ns_event_row(rows, self->streams[STREAM_TRACE].set, self->arms, at, event);
    return rows->status;
}

static ns_status on_draw(void *user, ns_buffer *rows, const ns_instance *instance) {
    const ns_output *self = user;
    if (self->streams[STREAM_DRAWS].set) ns_draw_rows(rows, self->streams[STREAM_DRAWS].set, instance);
    return rows->status;
}

static ns_status on_moves(void *user, ns_buffer *rows, const ns_run_record *record,
                          const ns_session *session) {
    const ns_output *self = user;
    if (self->streams[STREAM_MOVES].set)
        ns_move_rows(rows, self->streams[STREAM_MOVES].set, self->arms, record, session);
    return rows->status;
}

static ns_status on_models(void *user, ns_buffer *rows, const ns_run_record *record,
                           const ns_session *session, const ns_instance *instance) {
    const ns_output *self = user;
    if (!self->streams[STREAM_MODELS].set) return NS_OK;
    ns_status status =
        ns_model_rows(rows, self->streams[STREAM_MODELS].set, self->arms, record, session, instance);
    return status == NS_OK ? rows->status : status;
}

static ns_status on_reneging(void *user, ns_buffer *rows, const ns_run_record *record,
                             const ns_instance *instance) {
    const ns_output *self = user;
    if (self->streams[STREAM_RENEGING].set)
        ns_renege_rows(rows, self->streams[STREAM_RENEGING].set, self->arms, record, instance);
    return rows->status;
}

static ns_status flush(void *user, int which, const ns_buffer *rows) {
    ns_output *self = user;
    if (which < 0 || which >= STREAM_COUNT) return NS_OK;
    return ns_stream_add(&self->streams[which], &self->folder, rows->text, rows->length, self->diagnostics);
}

const ns_row_writer *ns_output_rows(ns_output *self) {
    for (int which = 0; which < STREAM_COUNT; which++)
        if (self->streams[which].set) return &self->writer;
    return NULL;
}

/* --- opening and freeing ------------------------------------------------------------------------------- */

static ns_output *output_new(const ns_output_settings *settings, const ns_arms *arms,
                             ns_diagnostics *diagnostics) {
    ns_output *self = calloc(1, sizeof *self);
    if (!self) return NULL;
    self->settings = *settings;
    self->arms = arms;
    self->diagnostics = diagnostics;
    self->folder.lock = -1;
    for (int which = 0; which < STREAM_COUNT; which++) self->streams[which].fd = -1;
    self->writer = (ns_row_writer){.run = on_run,
                                   .event = on_event,
                                   .draw = on_draw,
                                   .moves = on_moves,
                                   .models = on_models,
                                   .reneging = on_reneging,
                                   .flush = flush,
                                   .user = self};
    return self;
}

ns_status ns_output_open(ns_output **out, const ns_output_settings *settings, const ns_arms *arms,
                         ns_diagnostics *diagnostics) {
    *out = NULL;
    ns_status status = check_list(settings, diagnostics);
    if (status != NS_OK) return status;
    ns_output *self = output_new(settings, arms, diagnostics);
    if (!self) return NS_NO_MEMORY;
    status = choose_tables(self);
    if (status == NS_OK)
        status = ns_folder_open(&self->folder, settings->folder, arms->base->name,
                                settings->force ? NS_REPLACE_ANY : NS_REPLACE_OWN, diagnostics);
    for (int which = 0; which < STREAM_COUNT && status == NS_OK; which++)
        status = ns_stream_open(&self->streams[which], &self->folder, diagnostics);
    if (status == NS_OK)
        *out = self;
    else
        ns_output_free(self);
    return status;
}

void ns_output_free(ns_output *self) {
    if (!self) return;
    for (int which = 0; which < STREAM_COUNT; which++)
        if (self->streams[which].fd >= 0) close(self->streams[which].fd);
    ns_folder_close(&self->folder);
    for (size_t i = 0; i < self->count; i++) ns_column_set_free(&self->sets[i]);
    free(self);
}

/* --- the end ------------------------------------------------------------------------------------------- */

static ns_status write_table(ns_output *self, const ns_table *table, const ns_results *results,
                             ns_written *written, ns_diagnostics *diagnostics) {
    ns_buffer text = {0};
    char file[64];
    ns_table_file(file, table);
    ns_status status = ns_table_write(&text, table->name, results);
    if (status == NS_OK) {
        written->bytes = text.length;
        written->rows = ns_count_rows(text.text, text.length) - 1;
        ns_sha256_of(text.text, text.length, written->sha256);
        status = ns_folder_write(&self->folder, file, &text, diagnostics);
    }
    ns_buffer_free(&text);
    return status;
}

static ns_status write_tables(ns_output *self, const ns_results *results, ns_written *written,
                              ns_diagnostics *diagnostics) {
    ns_status status = NS_OK;
    for (size_t i = 0; i < self->count && status == NS_OK; i++) {
        int which = stream_of(self->sets[i].table);
        written[i].set = &self->sets[i];
        status = which >= 0 ? ns_stream_end(&self->streams[which], &written[i], diagnostics)
                            : write_table(self, self->sets[i].table, results, &written[i], diagnostics);
    }
    return status;
}

static ns_status write_facts(ns_output *self, const ns_results *results, const ns_written *written,
                             double elapsed_seconds, ns_diagnostics *diagnostics) {
    ns_buffer info = {0}, package = {0};
    ns_run_info_write(&info, results, &self->settings, elapsed_seconds);
    ns_status status = ns_folder_write(&self->folder, NS_RUN_INFO, &info, diagnostics);
    if (status == NS_OK)
        status = ns_datapackage_write(&package, results, self->settings.version, written, self->count);
    if (status == NS_OK) status = ns_folder_write(&self->folder, NS_DATAPACKAGE, &package, diagnostics);
    ns_buffer_free(&info);
    ns_buffer_free(&package);
    return status;
}

ns_status ns_output_finish(ns_output *self, const ns_results *results, double elapsed_seconds,
                           ns_diagnostics *diagnostics) {
    ns_written written[MAX_TABLES] = {0};
    self->diagnostics = diagnostics;
    ns_status status = write_tables(self, results, written, diagnostics);
    if (status == NS_OK) status = write_facts(self, results, written, elapsed_seconds, diagnostics);
    return status == NS_OK ? ns_folder_swap(&self->folder, diagnostics) : status;
}
