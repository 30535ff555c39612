/* `negsim discover`: where in the uncertain numbers an outcome is frequent. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/analysis.h"

/* The sample, as blocks come in. */
typedef struct discovery {
    cli_analysis analysis;
    ns_sample_plan plan;
    uint32_t *inputs, *levels;
    uint32_t input_count;
    ns_buffer *blocks;
    ns_sampled *sampled;
    ns_discover_settings settings;
    ns_discovery found;
    ns_buffer said; /* the settings, for the data package */
} discovery;

static ns_status put(void *store, uint64_t unit, const char *bytes, size_t length) {
    discovery *self = store;
    ns_buffer_add_n(&self->blocks[unit], bytes, length);
    return self->blocks[unit].status;
}

static ns_status get(void *store, uint64_t unit, ns_buffer *payload) {
    const discovery *self = store;
    ns_buffer_add_n(payload, self->blocks[unit].text, self->blocks[unit].length);
    return payload->status;
}

static ns_status refuse(cli_analysis *analysis, const char *hint, const char *what) {
    ns_diagnostics_add(analysis->diagnostics, NS_CODE_USAGE, (ns_location){0}, hint, "%s", what);
    return NS_BAD_USAGE;
}

/* Boxes are about shares: an outcome that is yes or no in each scenario. */
static ns_status check_measure(discovery *self) {
    cli_analysis *analysis = &self->analysis;
    const ns_measure *measure = &analysis->measures[0];
    if (analysis->measure_count > 1)
        return refuse(analysis, "one --outcome", "discover looks for boxes of one outcome at a time");
    if (ns_measure_is_share(measure)) return NS_OK;
    return refuse(analysis, "agreed, held, signed:ISSUE=OPTION or reachable:ISSUE=OPTION, also with @ARM",
                  "discover wants an outcome that is yes or no in each scenario");
}

static ns_status read_share(cli_analysis *analysis, const char *option, const char *text, double *out) {
    char what[128];
    if (!text) return NS_OK;
    if (ns_number_parse(text, strlen(text), out) && *out > 0 && *out <= 1) return NS_OK;
    snprintf(what, sizeof what, "--%s wants a share above 0, not '%.40s'", option, text);
    return refuse(analysis, "like 0.8", what);
}

static ns_status read_settings(discovery *self) {
    const cli_options *options = &self->analysis.call->options;
    self->settings = ns_default_discover();
    self->settings.boxes = options->boxes.given ? (uint32_t)options->boxes.value : 1;
    ns_status status = read_share(&self->analysis, "density", options->density, &self->settings.density);
    if (status == NS_OK) status = read_share(&self->analysis, "mass", options->mass, &self->settings.mass);
    ns_buffer_format(&self->said, "outcome %s, density %s, mass %s, boxes %u",
                     self->analysis.measures[0].text, options->density ? options->density : "0.8",
                     options->mass ? options->mass : "0.05", (unsigned)self->settings.boxes);
    return status == NS_OK ? check_measure(self) : status;
}

static ns_status make_plan(discovery *self) {
    const ns_scenario *base = self->analysis.loaded.scenario;
    ns_status status = ns_sample_inputs(&self->inputs, &self->input_count, base);
    if (status != NS_OK) return status;
    if (!self->input_count)
        return refuse(&self->analysis, "give ranges to the numbers that you are not sure of",
                      "no number of the scenario varies");
    if (!(self->levels = calloc(self->input_count, sizeof *self->levels))) return NS_NO_MEMORY;
    for (uint32_t k = 0; k < self->input_count; k++) self->levels[k] = 0;
    self->plan = (ns_sample_plan){.arms = self->analysis.arms,
                                  .measures = self->analysis.measures,
                                  .measure_count = 1,
                                  .input_count = self->input_count,
                                  .inputs = self->inputs,
                                  .rows = self->analysis.draws,
                                  .plays = self->analysis.plays,
                                  .seed = self->analysis.seed};
    if (ns_sample_bytes(&self->plan) >> 20 <= ns_limit_of(NS_LIMIT_MEMORY_MB)->value) return NS_OK;
    return refuse(&self->analysis, "fewer draws (-n)",
                  "the sample would take more memory than the limit memory_mb");
}

static ns_status play(discovery *self) {
    const ns_study study = ns_sample_study(&self->plan);
    const ns_study_settings settings = {.jobs = self->analysis.jobs,
                                        .shard = 1,
                                        .shards = 1,
                                        .store = self,
                                        .put = put,
                                        .on_progress = cli_analysis_progress,
                                        .progress_user = &self->analysis};
    if (!(self->blocks = calloc(study.units, sizeof *self->blocks))) return NS_NO_MEMORY;
    cli_progress_begin(&self->analysis.progress, &self->analysis.call->options);
    ns_status status = ns_study_run(&study, &settings);
    cli_progress_end(&self->analysis.progress);
    if (status == NS_OK) status = ns_sample_collect(&self->sampled, &self->plan, get, self);
    for (uint64_t u = 0; u < study.units; u++) ns_buffer_free(&self->blocks[u]);
    return status;
}

static ns_status search(discovery *self) {
    const ns_discover_sample sample = {.n = self->sampled->rows,
                                       .k = self->input_count,
                                       .x = self->sampled->x,
                                       .y = self->sampled->y,
                                       .levels = self->levels};
    return ns_discover(&self->found, &sample, &self->settings);
}

static int show(discovery *self) {
    const ns_boxes boxes = {.discovery = &self->found,
                            .settings = &self->settings,
                            .base = self->analysis.loaded.scenario,
                            .inputs = self->inputs,
                            .measure = &self->analysis.measures[0],
                            .draws = self->analysis.draws};
    ns_finding_table limits = {.name = "boxes"}, peeling = {.name = "peeling"};
    const ns_finding_table *tables[] = {&limits, &peeling};
    ns_status status = ns_boxes_rows(&limits.rows, &peeling.rows, &boxes);
    if (status == NS_OK) status = cli_analysis_write(&self->analysis, self->said.text, tables, 2);
    ns_buffer_free(&limits.rows);
    ns_buffer_free(&peeling.rows);
    if (status != NS_OK) return cli_analysis_fail(&self->analysis, status);
    ns_buffer screen = {0};
    ns_boxes_screen(&screen, &boxes, self->analysis.folder.text);
    return cli_data(&screen);
}

int cli_discover(const cli_call *call) {
    discovery self = {.input_count = 0};
    ns_status status = cli_analysis_open(&self.analysis, call);
    if (status == NS_OK) status = read_settings(&self);
    if (status == NS_OK) status = make_plan(&self);
    if (status == NS_OK) status = play(&self);
    if (status == NS_OK) status = search(&self);
    const int code = status == NS_OK ? show(&self) : cli_analysis_fail(&self.analysis, status);
    ns_discovery_free(&self.found);
    ns_sampled_free(self.sampled);
    ns_buffer_free(&self.said);
    free(self.blocks);
    free(self.inputs);
    free(self.levels);
    cli_analysis_close(&self.analysis);
    return code;
}
