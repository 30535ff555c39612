/* `negsim threshold`: where an outcome tips as one number, or two, change. */
#include <stdlib.h>
#include <string.h>

#include "cli/analysis.h"

enum { DEFAULT_BUDGET = 40000, DEFAULT_SIDE = 9, PLANE_DRAWS = 1000, BATCH = 400, MOST_SIDE = 101 };

typedef struct tipping {
    cli_analysis analysis;
    ns_plan *plan; /* reads --vary */
    char measure[256];
    ns_threshold_settings target;
    ns_tipping_point point;
    const char *paths[2];
    double values[2];
    ns_search *search;
    double *axes[2], *shares;
    uint64_t *counts;
    ns_contour contour;
    uint64_t done, total;
    ns_study_note so_far;
    ns_buffer said;
} tipping;

static ns_status refuse(tipping *self, const char *hint, const char *what) {
    ns_diagnostics_add(self->analysis.diagnostics, NS_CODE_USAGE, (ns_location){0}, hint, "%s", what);
    return NS_BAD_USAGE;
}

/* WHAT=SHARE: the last sign of equality parts them. */
static ns_status read_target(tipping *self) {
    const char *text =
        self->analysis.call->options.target ? self->analysis.call->options.target : "agreed=0.5";
    const char *equals = strrchr(text, '=');
    ns_measure measure;
    self->target = ns_default_threshold();
    if (!equals || !ns_number_parse(equals + 1, strlen(equals + 1), &self->target.target) ||
        !(self->target.target > 0 && self->target.target < 1) ||
        (size_t)(equals - text) >= sizeof self->measure)
        return refuse(self, "--target agreed=0.5", "--target wants WHAT=SHARE with a share between 0 and 1");
    memcpy(self->measure, text, (size_t)(equals - text));
    ns_status status =
        ns_measure_read(&measure, self->measure, self->analysis.arms, self->analysis.diagnostics);
    if (status != NS_OK) return status;
    return ns_measure_is_share(&measure)
               ? NS_OK
               : refuse(self, "agreed, held, signed:ISSUE=OPTION or reachable:ISSUE=OPTION, also with @ARM",
                        "a threshold wants an outcome that is yes or no in each scenario");
}

static ns_status read_paths(tipping *self) {
    const cli_texts *varies = &self->analysis.call->options.varies;
    ns_status status = NS_OK;
    if (varies->count < 1 || varies->count > 2)
        return refuse(self, "--vary PATH=lo:hi", "a threshold varies one path, or two");
    if (!(self->plan = ns_plan_new(self->analysis.loaded.scenario))) return NS_NO_MEMORY;
    for (size_t k = 0; status == NS_OK && k < varies->count; k++)
        status = ns_plan_vary(self->plan, varies->items[k], self->analysis.loaded.scenario,
                              self->analysis.loaded.registry, self->analysis.diagnostics);
    for (uint32_t f = 0; status == NS_OK && f < self->plan->factor_count; f++) {
        if (!self->plan->factors[f].continuous || self->plan->factors[f].whole)
            return refuse(self, "--vary PATH=lo:hi", "a threshold varies a number over a range");
        self->paths[f] = self->plan->factors[f].path;
    }
    return status;
}

static void set_point(tipping *self) {
    const bool both = strstr(self->measure, "unmediated") != NULL;
    self->point = (ns_tipping_point){.base = self->analysis.loaded.document,
                                     .registry = self->analysis.loaded.registry,
                                     .arms = both ? "mediated,unmediated" : "mediated",
                                     .measure = self->measure,
                                     .paths = self->paths,
                                     .values = self->values,
                                     .path_count = self->plan->factor_count,
                                     .seed = self->analysis.seed,
                                     .jobs = self->analysis.jobs};
}

static ns_status count(tipping *self, uint64_t first, uint64_t draws, uint64_t *out) {
    self->point.first = first;
    self->point.draws = draws;
    ns_status status = ns_tipping_count(out, &self->point, self->analysis.diagnostics);
    if (status != NS_OK) return status;
    self->done += draws;
    self->so_far.runs += draws;
    self->so_far.agreed += *out;
    const bool stop = cli_analysis_progress(&self->analysis, self->done, self->total, &self->so_far) != 0;
    return stop ? NS_STOPPED : NS_OK;
}

/* --- one path ------------------------------------------------------------------------------------------------------- */

static ns_status set_search(tipping *self) {
    const cli_options *options = &self->analysis.call->options;
    const ns_factor *factor = &self->plan->factors[0];
    ns_search_settings settings = ns_default_search();
    settings.threshold = self->target;
    settings.low = factor->low;
    settings.high = factor->high;
    settings.tolerance = (factor->high - factor->low) / 20;
    settings.batch = BATCH;
    settings.budget = options->budget.given ? options->budget.value : DEFAULT_BUDGET;
    if (options->tolerance &&
        (!ns_number_parse(options->tolerance, strlen(options->tolerance), &settings.tolerance) ||
         !(settings.tolerance > 0)))
        return refuse(self, "--tolerance 0.05", "--tolerance wants a width above 0");
    self->total = settings.budget;
    ns_buffer_format(&self->said, "target %s=%.6g, tolerance %.6g, budget %llu", self->measure,
                     self->target.target, settings.tolerance, (unsigned long long)settings.budget);
    const ns_status status = ns_search_new(&self->search, &settings);
    return status == NS_BAD_USAGE
               ? refuse(self, "a wider --tolerance, a larger --budget",
                        "the tolerance is too small for the range, or the budget for one step")
               : status;
}

static ns_status step(tipping *self) {
    uint32_t requests;
    uint64_t successes[NS_MAX_THRESHOLD_POINTS];
    const ns_search_request *asked = ns_search_next(self->search, &requests);
    ns_status status = NS_OK;
    for (uint32_t k = 0; status == NS_OK && k < requests; k++) {
        self->values[0] = asked[k].x;
        status = count(self, asked[k].first, asked[k].runs, &successes[k]);
    }
    return status == NS_OK ? ns_search_tell(self->search, successes) : status;
}

static ns_status search_line(tipping *self) {
    ns_status status = set_search(self);
    cli_progress_begin(&self->analysis.progress, &self->analysis.call->options);
    while (status == NS_OK && ns_search_state_of(self->search) == NS_SEARCH_RUNNING) status = step(self);
    cli_progress_end(&self->analysis.progress);
    return status;
}

static int show_line(tipping *self) {
    ns_tipping found = {.base = self->analysis.loaded.scenario,
                        .measure = self->measure,
                        .path = self->paths[0],
                        .low = self->plan->factors[0].low,
                        .high = self->plan->factors[0].high,
                        .target = self->target.target,
                        .found = ns_search_result(self->search),
                        .state = ns_search_state_of(self->search),
                        .spent = ns_search_spent(self->search)};
    found.points = ns_search_points(self->search, &found.count);
    ns_finding_table crossings = {.name = "threshold"}, points = {.name = "threshold_points"};
    const ns_finding_table *tables[] = {&crossings, &points};
    ns_status status = ns_tipping_rows(&crossings.rows, &points.rows, &found);
    if (status == NS_OK) status = cli_analysis_write(&self->analysis, self->said.text, tables, 2);
    ns_buffer_free(&crossings.rows);
    ns_buffer_free(&points.rows);
    if (status != NS_OK) return cli_analysis_fail(&self->analysis, status);
    ns_buffer screen = {0};
    ns_tipping_screen(&screen, &found, self->analysis.folder.text);
    return cli_data(&screen);
}

/* --- a plane --------------------------------------------------------------------------------------------------------- */

static ns_status make_plane(tipping *self, uint32_t side) {
    for (int k = 0; k < 2; k++) {
        const ns_factor *factor = &self->plan->factors[k];
        if (!(self->axes[k] = calloc(side, sizeof(double)))) return NS_NO_MEMORY;
        for (uint32_t i = 0; i < side; i++)
            self->axes[k][i] = factor->low + (factor->high - factor->low) * i / (side - 1);
    }
    self->shares = calloc((size_t)side * side, sizeof *self->shares);
    self->counts = calloc((size_t)side * side, sizeof *self->counts);
    return self->shares && self->counts ? NS_OK : NS_NO_MEMORY;
}

static ns_status search_plane(tipping *self, uint32_t side, uint64_t draws) {
    ns_status status = make_plane(self, side);
    self->total = draws * side * side;
    ns_buffer_format(&self->said, "target %s=%.6g, %u x %u points", self->measure, self->target.target,
                     (unsigned)side, (unsigned)side);
    cli_progress_begin(&self->analysis.progress, &self->analysis.call->options);
    for (uint32_t k = 0; status == NS_OK && k < side * side; k++) {
        self->values[0] = self->axes[0][k % side];
        self->values[1] = self->axes[1][k / side];
        status = count(self, 0, draws, &self->counts[k]);
        self->shares[k] = (double)self->counts[k] / (double)draws;
    }
    cli_progress_end(&self->analysis.progress);
    const ns_grid grid = {side, side, self->axes[0], self->axes[1], self->shares};
    return status == NS_OK ? ns_contour_find(&self->contour, &grid, self->target.target) : status;
}

static int show_plane(tipping *self, uint32_t side, uint64_t draws) {
    const ns_tipping_plane plane = {.base = self->analysis.loaded.scenario,
                                    .measure = self->measure,
                                    .paths = {self->paths[0], self->paths[1]},
                                    .target = self->target.target,
                                    .grid = {side, side, self->axes[0], self->axes[1], self->shares},
                                    .counts = self->counts,
                                    .draws = draws,
                                    .contour = &self->contour};
    ns_finding_table contour = {.name = "contour"}, points = {.name = "threshold_points"};
    const ns_finding_table *tables[] = {&contour, &points};
    ns_status status = ns_plane_rows(&contour.rows, &points.rows, &plane);
    if (status == NS_OK) status = cli_analysis_write(&self->analysis, self->said.text, tables, 2);
    ns_buffer_free(&contour.rows);
    ns_buffer_free(&points.rows);
    if (status != NS_OK) return cli_analysis_fail(&self->analysis, status);
    ns_buffer screen = {0};
    ns_plane_screen(&screen, &plane, self->analysis.folder.text);
    return cli_data(&screen);
}

/* --- the whole -------------------------------------------------------------------------------------------------------- */

static int search_and_show(tipping *self) {
    const cli_options *options = &self->analysis.call->options;
    const uint32_t side = options->points.given ? (uint32_t)options->points.value : DEFAULT_SIDE;
    const uint64_t draws = options->draws.given ? options->draws.value : PLANE_DRAWS;
    ns_status status;
    set_point(self);
    if (self->plan->factor_count == 1) {
        status = search_line(self);
        return status == NS_OK ? show_line(self) : cli_analysis_fail(&self->analysis, status);
    }
    if (side < 2 || side > MOST_SIDE)
        return cli_analysis_fail(&self->analysis,
                                 refuse(self, "2 to 101", "--points: a side of the plane has that many"));
    self->analysis.draws = draws;
    status = search_plane(self, side, draws);
    return status == NS_OK ? show_plane(self, side, draws) : cli_analysis_fail(&self->analysis, status);
}

int cli_threshold(const cli_call *call) {
    tipping *self = calloc(1, sizeof *self);
    if (!self) return cli_no_memory();
    ns_status status = cli_analysis_open(&self->analysis, call);
    /* The target may ask for the arm that nobody mediates. */
    if (status == NS_OK && call->options.target && strstr(call->options.target, "unmediated")) {
        ns_arms_free(self->analysis.arms);
        self->analysis.arms = NULL;
        status = ns_arms_build(&self->analysis.arms, self->analysis.loaded.scenario, "mediated,unmediated",
                               self->analysis.loaded.registry, self->analysis.diagnostics);
    }
    if (status == NS_OK) status = read_target(self);
    if (status == NS_OK) status = read_paths(self);
    const int code = status == NS_OK ? search_and_show(self) : cli_analysis_fail(&self->analysis, status);
    ns_search_free(self->search);
    ns_contour_free(&self->contour);
    ns_plan_free(self->plan);
    ns_buffer_free(&self->said);
    for (int k = 0; k < 2; k++) free(self->axes[k]);
    free(self->shares);
    free(self->counts);
    cli_analysis_close(&self->analysis);
    free(self);
    return code;
}
