/* `negsim sensitivity`: which input drives an outcome. */
#include <stdio.h>
#include <string.h>

#include "cli/analysis.h"

enum { MOST_METHODS = 8, DEFAULT_SIZE = 256 };
static const char default_methods[] = "given_data,rank";

typedef struct method_list {
    const ns_sensitivity_kind *kinds[MOST_METHODS];
    uint32_t count;
} method_list;

static ns_status refuse_method(cli_analysis *self, const char *name) {
    const char *names[MOST_METHODS];
    size_t count = 0;
    char hint[160];
    for (; count < MOST_METHODS && ns_sensitivity_table[count]; count++)
        names[count] = ns_sensitivity_table[count]->name;
    const char *nearest = ns_nearest_name(name, names, count);
    if (nearest)
        snprintf(hint, sizeof hint, "did you mean '%s'?", nearest);
    else
        snprintf(hint, sizeof hint, "`negsim list sensitivity` has the methods");
    ns_diagnostics_add(self->diagnostics, NS_CODE_USAGE, (ns_location){0}, hint,
                       "--method: there is no method '%s'", name);
    return NS_BAD_USAGE;
}

static ns_status read_methods(method_list *out, cli_analysis *self, const char *list) {
    for (const char *at = list; *at; at += strcspn(at, ","), at += *at == ',') {
        char name[64];
        const size_t length = strcspn(at, ",") < sizeof name - 1 ? strcspn(at, ",") : sizeof name - 1;
        memcpy(name, at, length);
        name[length] = '\0';
        const ns_sensitivity_kind *kind = ns_sensitivity_find(name);
        if (!kind || out->count == MOST_METHODS) return refuse_method(self, name);
        out->kinds[out->count++] = kind;
    }
    return out->count ? NS_OK : refuse_method(self, "");
}

static ns_status play(cli_analysis *self, const method_list *methods, ns_drivers **drivers) {
    const cli_options *options = &self->call->options;
    const ns_driver_settings settings = {.arms = self->arms,
                                         .measures = self->measures,
                                         .measure_count = self->measure_count,
                                         .kinds = methods->kinds,
                                         .kind_count = methods->count,
                                         .draws = self->draws,
                                         .plays = self->plays,
                                         .seed = self->seed,
                                         .size = options->points.given ? options->points.value : DEFAULT_SIZE,
                                         .jobs = self->jobs,
                                         .on_progress = cli_analysis_progress,
                                         .progress_user = self};
    cli_progress_begin(&self->progress, options);
    const ns_status status = ns_drivers_run(drivers, &settings, self->diagnostics);
    cli_progress_end(&self->progress);
    return status;
}

static ns_status write_table(cli_analysis *self, const ns_drivers *drivers, const char *list) {
    ns_finding_table table = {.name = "sensitivity"};
    const ns_finding_table *tables[] = {&table};
    ns_status status = ns_sensitivity_rows(&table.rows, drivers, self->loaded.scenario);
    if (status == NS_OK) status = cli_analysis_write(self, list, tables, 1);
    ns_buffer_free(&table.rows);
    return status;
}

int cli_sensitivity(const cli_call *call) {
    cli_analysis self;
    method_list methods = {.count = 0};
    ns_drivers *drivers = NULL;
    const char *list = call->options.method ? call->options.method : default_methods;
    ns_status status = cli_analysis_open(&self, call);
    if (status == NS_OK) status = read_methods(&methods, &self, list);
    if (status == NS_OK) status = play(&self, &methods, &drivers);
    if (status == NS_OK) status = write_table(&self, drivers, list);
    int code;
    if (status == NS_OK) {
        ns_buffer screen = {0};
        ns_sensitivity_screen(&screen, drivers, self.loaded.scenario, self.folder.text);
        code = cli_data(&screen);
    } else {
        code = cli_analysis_fail(&self, status);
    }
    ns_drivers_free(drivers);
    cli_analysis_close(&self);
    return code;
}
