/* What drives an outcome: samples for the estimators, their figures put in one list. */
#include "negsim/drivers.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "negsim/design.h"
#include "negsim/limits.h"
#include "negsim/number.h"

enum { MOST_FIGURES = 3, WHOLE_FIGURES = 1 };
static const double TORNADO_LOW = 0.05, TORNADO_HIGH = 0.95;

typedef struct driver {
    const ns_driver_settings *settings;
    ns_drivers *out;
    ns_diagnostics *diagnostics;
    uint64_t done, total; /* blocks */
    ns_study_note so_far;
    ns_buffer *blocks; /* payloads of the present sample */
} driver;

/* --- playing a sample ------------------------------------------------------------------------------------------ */

static ns_status put(void *store, uint64_t unit, const char *bytes, size_t length) {
    driver *self = store;
    ns_buffer_add_n(&self->blocks[unit], bytes, length);
    return self->blocks[unit].status;
}

static ns_status get(void *store, uint64_t unit, ns_buffer *payload) {
    const driver *self = store;
    ns_buffer_add_n(payload, self->blocks[unit].text, self->blocks[unit].length);
    return payload->status;
}

static int on_progress(void *user, uint64_t done, uint64_t total, const ns_study_note *so_far) {
    driver *self = user;
    const ns_driver_settings *settings = self->settings;
    (void)total;
    if (!settings->on_progress) return 0;
    const ns_study_note all = {self->so_far.runs + so_far->runs, self->so_far.agreed + so_far->agreed};
    return settings->on_progress(settings->progress_user, self->done + done, self->total, &all);
}

static ns_status refuse_size(const driver *self, uint64_t bytes) {
    ns_diagnostics_add(
        self->diagnostics, NS_CODE_LIMIT, (ns_location){0}, "fewer draws (-n), points or outcomes",
        "the sample would take about %llu MB; the limit memory_mb is %llu", (unsigned long long)(bytes >> 20),
        (unsigned long long)ns_limit_of(NS_LIMIT_MEMORY_MB)->value);
    return NS_TOO_LARGE;
}

static ns_status play(driver *self, ns_sample_plan *plan, ns_sampled **out) {
    const uint64_t bytes = ns_sample_bytes(plan);
    *out = NULL;
    if (bytes >> 20 > ns_limit_of(NS_LIMIT_MEMORY_MB)->value) return refuse_size(self, bytes);
    const ns_study study = ns_sample_study(plan);
    const ns_study_settings settings = {.jobs = self->settings->jobs,
                                        .shard = 1,
                                        .shards = 1,
                                        .store = self,
                                        .put = put,
                                        .on_progress = on_progress,
                                        .progress_user = self};
    self->blocks = calloc(study.units, sizeof *self->blocks);
    ns_status status = self->blocks ? ns_study_run(&study, &settings) : NS_NO_MEMORY;
    if (status == NS_OK) status = ns_sample_collect(out, plan, get, self);
    for (uint64_t u = 0; self->blocks && u < study.units; u++) ns_buffer_free(&self->blocks[u]);
    free(self->blocks);
    self->blocks = NULL;
    self->done += study.units;
    return status;
}

static ns_sample_plan plan_of(const driver *self, uint64_t rows, const double *design) {
    const ns_driver_settings *settings = self->settings;
    return (ns_sample_plan){.arms = settings->arms,
                            .measures = settings->measures,
                            .measure_count = settings->measure_count,
                            .input_count = self->out->input_count,
                            .inputs = self->out->inputs,
                            .design = design,
                            .common = design != NULL,
                            .rows = rows,
                            .plays = settings->plays,
                            .seed = settings->seed};
}

/* --- lists of figures -------------------------------------------------------------------------------------------- */

static ns_driver_list *new_list(driver *self, const ns_sensitivity_kind *kind, uint32_t measure) {
    ns_driver_list *list = &self->out->lists[self->out->list_count];
    const size_t room = (size_t)self->out->input_count * MOST_FIGURES + WHOLE_FIGURES;
    if (!(list->figures = calloc(room, sizeof *list->figures))) return NULL;
    list->kind = kind;
    list->measure = &self->settings->measures[measure];
    self->out->list_count++;
    return list;
}

static void add(ns_driver_list *list, uint32_t input, const char *name, ns_estimate estimate, double floor,
                bool leads) {
    list->figures[list->count++] = (ns_figure){input, name, estimate, floor, leads};
}

/* A yes-or-no entry holds where its uniform is small: signed figures are turned, so that they speak of going from no to yes. */
static ns_estimate from_no_to_yes(const driver *self, uint32_t input, ns_estimate estimate) {
    const ns_scenario *base = self->settings->arms->base;
    if (!base->quantities[self->out->inputs[input]].is_held) return estimate;
    return (ns_estimate){-estimate.value, -estimate.high, -estimate.low, estimate.error};
}

static ns_estimate plain(double value) { return (ns_estimate){value, NAN, NAN, NAN}; }

/* The input with the largest leading figure first; what is not known comes last. */
typedef struct input_rank {
    double size;
    uint32_t input;
} input_rank;

static int compare(const void *a, const void *b) {
    const input_rank *x = a, *y = b;
    if (x->size != y->size) return x->size < y->size ? 1 : -1;
    return (x->input > y->input) - (x->input < y->input);
}

static bool sort_list(ns_driver_list *list, uint32_t inputs) {
    input_rank *ranks = calloc(inputs + (size_t)1, sizeof *ranks);
    ns_figure *sorted = calloc(list->count + (size_t)1, sizeof *sorted);
    uint32_t count = 0;
    const bool good = ranks && sorted;
    for (uint32_t k = 0; good && k < inputs; k++) ranks[k] = (input_rank){-1, k};
    for (uint32_t f = 0; good && f < list->count; f++) {
        const ns_figure *figure = &list->figures[f];
        const double size = fabs(figure->estimate.value);
        if (figure->leads && figure->input < inputs && !isnan(size)) ranks[figure->input].size = size;
    }
    if (good) qsort(ranks, inputs, sizeof *ranks, compare);
    for (uint32_t k = 0; good && k <= inputs; k++)
        for (uint32_t f = 0; f < list->count; f++)
            if (list->figures[f].input == (k < inputs ? ranks[k].input : NS_NONE))
                sorted[count++] = list->figures[f];
    for (uint32_t f = 0; good && f < count; f++) list->figures[f] = sorted[f];
    free(ranks);
    free(sorted);
    return good;
}

/* An estimator's answer: bad data is told in the note, all else is a failure. */
static ns_status close_list(ns_driver_list *list, ns_status status, uint32_t inputs, uint64_t runs) {
    list->status = status;
    list->runs = runs;
    if (status != NS_OK && status != NS_BAD_INPUT) return status;
    if (status == NS_BAD_INPUT) list->count = 0;
    return sort_list(list, inputs) ? NS_OK : NS_NO_MEMORY;
}

static ns_sensitivity_settings settings_of(const driver *self) {
    ns_sensitivity_settings settings = ns_default_sensitivity();
    settings.seed = self->settings->seed;
    return settings;
}

/* --- methods on ordinary draws ------------------------------------------------------------------------------------- */

static ns_status given_data(driver *self, const ns_sampled *sampled, uint32_t m,
                            const ns_sensitivity_kind *kind) {
    const uint32_t k = self->out->input_count;
    const ns_sensitivity_settings settings = settings_of(self);
    const ns_sample sample = {sampled->rows, k, sampled->u, sampled->y + (size_t)m * sampled->rows};
    ns_given_effect *effects = calloc(k, sizeof *effects);
    ns_driver_list *list = effects ? new_list(self, kind, m) : NULL;
    ns_status status = list ? ns_given_data_indices(effects, &sample, &settings, &list->note) : NS_NO_MEMORY;
    for (uint32_t i = 0; list && i < k; i++) add(list, i, "first", effects[i].first, effects[i].floor, true);
    if (list) status = close_list(list, status, k, sampled->rows * sampled->plays);
    free(effects);
    return status;
}

static ns_status rank_regression(driver *self, const ns_sampled *sampled, uint32_t m,
                                 const ns_sensitivity_kind *kind) {
    const uint32_t k = self->out->input_count;
    const ns_sensitivity_settings settings = settings_of(self);
    const ns_sample sample = {sampled->rows, k, sampled->u, sampled->y + (size_t)m * sampled->rows};
    double r_squared = NAN;
    ns_rank_effect *effects = calloc(k, sizeof *effects);
    ns_driver_list *list = effects ? new_list(self, kind, m) : NULL;
    ns_status status =
        list ? ns_rank_regression(effects, &r_squared, &sample, &settings, &list->note) : NS_NO_MEMORY;
    for (uint32_t i = 0; list && i < k; i++) {
        add(list, i, "prcc", from_no_to_yes(self, i, effects[i].prcc), NAN, true);
        add(list, i, "srrc", from_no_to_yes(self, i, effects[i].srrc), NAN, false);
    }
    if (list) add(list, NS_NONE, "r_squared", plain(r_squared), NAN, false);
    if (list) status = close_list(list, status, k, sampled->rows * sampled->plays);
    free(effects);
    return status;
}

static ns_status variance_of_play(driver *self, const ns_sampled *sampled, uint32_t m,
                                  const ns_sensitivity_kind *kind) {
    const ns_sensitivity_settings settings = settings_of(self);
    ns_play_variance variance = {.share = plain(NAN)};
    ns_driver_list *list = new_list(self, kind, m);
    if (!list) return NS_NO_MEMORY;
    ns_status status =
        ns_variance_of_play(&variance, sampled->plays_y + (size_t)m * sampled->rows * sampled->plays,
                            sampled->rows, sampled->plays, &settings, &list->note);
    add(list, NS_NONE, "share_of_play", variance.share, NAN, true);
    return close_list(list, status, self->out->input_count, sampled->rows * sampled->plays);
}

typedef ns_status (*draw_method)(driver *self, const ns_sampled *sampled, uint32_t m,
                                 const ns_sensitivity_kind *kind);

static draw_method draw_method_of(const ns_sensitivity_kind *kind) {
    const char *name = kind->head.name;
    if (strcmp(name, "given_data") == 0) return given_data;
    if (strcmp(name, "rank") == 0) return rank_regression;
    return strcmp(name, "play") == 0 ? variance_of_play : NULL;
}

static ns_status run_draws(driver *self) {
    const ns_driver_settings *settings = self->settings;
    bool wanted = false;
    for (uint32_t k = 0; k < settings->kind_count; k++) wanted |= draw_method_of(settings->kinds[k]) != NULL;
    if (!wanted) return NS_OK;
    ns_sample_plan plan = plan_of(self, settings->draws, NULL);
    ns_sampled *sampled = NULL;
    ns_status status = play(self, &plan, &sampled);
    for (uint32_t k = 0; k < settings->kind_count; k++) {
        const draw_method method = draw_method_of(settings->kinds[k]);
        for (uint32_t m = 0; status == NS_OK && method && m < settings->measure_count; m++)
            status = method(self, sampled, m, settings->kinds[k]);
    }
    ns_sampled_free(sampled);
    return status;
}

/* --- methods on designs ---------------------------------------------------------------------------------------------- */

static ns_status sobol(driver *self, const ns_sampled *sampled, const ns_design *design, const double *rows,
                       uint32_t m, const ns_sensitivity_kind *kind) {
    const uint32_t k = self->out->input_count;
    const double *y = sampled->y + (size_t)m * sampled->rows;
    const ns_sensitivity_settings settings = settings_of(self);
    const ns_sobol_outputs outputs = {design->size, k, y, y + design->size, y + 2 * design->size};
    ns_estimate *first = calloc(2 * (size_t)k, sizeof *first);
    ns_driver_list *list = first ? new_list(self, kind, m) : NULL;
    (void)rows;
    ns_status status =
        list ? ns_sobol_indices(first, first + k, &outputs, &settings, &list->note) : NS_NO_MEMORY;
    for (uint32_t i = 0; list && i < k; i++) {
        add(list, i, "total", first[k + i], NAN, true);
        add(list, i, "first", first[i], NAN, false);
    }
    if (list) status = close_list(list, status, k, sampled->rows * sampled->plays);
    free(first);
    return status;
}

static bool list_steps(ns_morris_step *steps, const ns_design *design, const double *rows) {
    const uint32_t k = design->factor_count;
    bool good = true;
    for (uint64_t t = 0; t < design->size; t++)
        for (uint32_t p = 0; p < k; p++) {
            ns_morris_step *step = &steps[t * k + p];
            good = ns_morris_change(design, rows, t, p, &step->input, &step->delta) && good;
        }
    return good;
}

static ns_status morris(driver *self, const ns_sampled *sampled, const ns_design *design, const double *rows,
                        uint32_t m, const ns_sensitivity_kind *kind) {
    const uint32_t k = self->out->input_count;
    const ns_sensitivity_settings settings = settings_of(self);
    ns_morris_step *steps = calloc((size_t)design->size * k, sizeof *steps);
    ns_morris_effect *effects = calloc(k, sizeof *effects);
    ns_driver_list *list = steps && effects ? new_list(self, kind, m) : NULL;
    ns_status status = list ? (list_steps(steps, design, rows) ? NS_OK : NS_BUG) : NS_NO_MEMORY;
    const ns_morris_outputs outputs = {design->size, k, sampled->y + (size_t)m * sampled->rows, steps};
    if (status == NS_OK) status = ns_morris_effects(effects, &outputs, &settings, &list->note);
    for (uint32_t i = 0; list && i < k; i++) {
        add(list, i, "mu_star", effects[i].strength, NAN, true);
        add(list, i, "mu", from_no_to_yes(self, i, effects[i].mean), NAN, false);
        add(list, i, "sigma", effects[i].spread, NAN, false);
    }
    if (list) status = close_list(list, status, k, sampled->rows * sampled->plays);
    free(steps);
    free(effects);
    return status;
}

typedef ns_status (*design_method)(driver *self, const ns_sampled *sampled, const ns_design *design,
                                   const double *rows, uint32_t m, const ns_sensitivity_kind *kind);

static ns_status refuse_correlated(const driver *self, const char *method) {
    ns_diagnostics_add(self->diagnostics, NS_CODE_USAGE, (ns_location){0},
                       "--method given_data,rank, or leave `correlate` out",
                       "%s needs inputs that are independent; the scenario correlates some", method);
    return NS_BAD_USAGE;
}

/* The design of a method for all inputs; rows is for the caller to free. */
static ns_status make_design(const driver *self, const ns_sensitivity_kind *kind, ns_design *design,
                             ns_design_factor *factors, double **rows, uint64_t *count) {
    const ns_scenario *base = self->settings->arms->base;
    const uint32_t k = self->out->input_count;
    size_t cells;
    for (uint32_t i = 0; i < k; i++)
        factors[i] = (ns_design_factor){base->quantities[self->out->inputs[i]].path, 0};
    *design = ns_default_design(ns_design_find(kind->design));
    design->factors = factors;
    design->factor_count = k;
    design->size = self->settings->size;
    design->seed = self->settings->seed;
    const ns_design_fault fault = ns_design_check(design, NULL);
    if (fault != NS_DESIGN_FITS || !ns_design_points(design, count)) {
        ns_diagnostics_add(self->diagnostics, NS_CODE_USAGE, (ns_location){0}, "`negsim list design`",
                           "the design %s does not fit %u inputs and size %llu: %s", kind->design,
                           (unsigned)k, (unsigned long long)design->size, ns_design_fault_text(fault));
        return NS_BAD_USAGE;
    }
    if (!ns_multiply_size((size_t)*count, k, &cells) || !(*rows = calloc(cells, sizeof **rows)))
        return NS_NO_MEMORY;
    return ns_design_fill(design, *rows);
}

static ns_status run_design(driver *self, const ns_sensitivity_kind *kind, design_method method) {
    ns_design design;
    double *rows = NULL;
    uint64_t count = 0;
    ns_sampled *sampled = NULL;
    ns_design_factor *factors = calloc(self->out->input_count, sizeof *factors);
    ns_status status = factors ? make_design(self, kind, &design, factors, &rows, &count) : NS_NO_MEMORY;
    if (status == NS_OK) {
        ns_sample_plan plan = plan_of(self, count, rows);
        status = play(self, &plan, &sampled);
    }
    for (uint32_t m = 0; status == NS_OK && m < self->settings->measure_count; m++)
        status = method(self, sampled, &design, rows, m, kind);
    ns_sampled_free(sampled);
    free(factors);
    free(rows);
    return status;
}

/* --- the tornado -------------------------------------------------------------------------------------------------------- */

/* What the ends of all inputs gave, by measure. */
typedef struct input_ends {
    double *low, *high;   /* [measure * inputs + input] means */
    ns_pair_tally *pairs; /* likewise, of shares */
    double *base;         /* [measure] */
} input_ends;

static double mean_of(const ns_sampled *sampled, uint32_t m) {
    double sum = 0;
    for (uint64_t r = 0; r < sampled->rows; r++) sum += sampled->y[(size_t)m * sampled->rows + r];
    return sum / (double)sampled->rows;
}

static void pair_up(ns_pair_tally *out, const double *high, const double *low, uint64_t count) {
    for (uint64_t r = 0; r < count; r++) {
        const bool a = high[r] > 0.5, b = low[r] > 0.5;
        out->both += a && b;
        out->only_a += a && !b;
        out->only_b += b && !a;
        out->neither += !a && !b;
    }
}

static ns_status play_end(driver *self, uint32_t input, double u, double *design, ns_sampled **out) {
    const uint64_t draws = self->settings->draws;
    for (uint64_t r = 0; r < draws; r++) design[r] = u;
    ns_sample_plan plan = plan_of(self, draws, design);
    plan.inputs = &self->out->inputs[input];
    plan.input_count = 1;
    plan.common = false; /* all else as in the ordinary draws, the same at both ends */
    return play(self, &plan, out);
}

static ns_status play_ends(driver *self, uint32_t input, input_ends *ends, double *design) {
    ns_sampled *low = NULL, *high = NULL;
    ns_status status = play_end(self, input, TORNADO_LOW, design, &low);
    if (status == NS_OK) status = play_end(self, input, TORNADO_HIGH, design, &high);
    for (uint32_t m = 0; status == NS_OK && m < self->settings->measure_count; m++) {
        const size_t at = (size_t)m * self->out->input_count + input, plays = (size_t)low->rows * low->plays;
        ends->low[at] = mean_of(low, m);
        ends->high[at] = mean_of(high, m);
        if (ns_measure_is_share(&self->settings->measures[m]))
            pair_up(&ends->pairs[at], high->plays_y + m * plays, low->plays_y + m * plays, plays);
    }
    ns_sampled_free(low);
    ns_sampled_free(high);
    return status;
}

static ns_status list_bars(driver *self, const input_ends *ends, uint32_t m,
                           const ns_sensitivity_kind *kind) {
    const uint32_t k = self->out->input_count;
    const size_t from = (size_t)m * k;
    ns_bar *bars = calloc(k, sizeof *bars);
    ns_driver_list *list = bars ? new_list(self, kind, m) : NULL;
    ns_status status = NS_NO_MEMORY;
    if (list)
        status = ns_measure_is_share(list->measure)
                     ? ns_tornado_counts(bars, ends->pairs + from, ends->base[m], k, &list->note)
                     : ns_tornado(bars, ends->low + from, ends->high + from, ends->base[m], k, &list->note);
    for (uint32_t b = 0; list && b < k; b++) {
        const ns_bar *bar = &bars[b];
        const bool turned = self->settings->arms->base->quantities[self->out->inputs[bar->input]].is_held;
        const ns_estimate swing = {bar->swing.value, bar->swing.low, bar->swing.high, NAN};
        add(list, bar->input, "swing", from_no_to_yes(self, bar->input, swing), NAN, true);
        add(list, bar->input, "low", plain(turned ? bar->at_high : bar->at_low), NAN, false);
        add(list, bar->input, "high", plain(turned ? bar->at_low : bar->at_high), NAN, false);
    }
    if (list)
        status = close_list(list, status, k,
                            self->settings->draws * self->settings->plays * (2 * (uint64_t)k + 1));
    free(bars);
    return status;
}

static ns_status play_base(driver *self, input_ends *ends) {
    ns_sample_plan plan = plan_of(self, self->settings->draws, NULL);
    ns_sampled *sampled = NULL;
    ns_status status = play(self, &plan, &sampled);
    for (uint32_t m = 0; status == NS_OK && m < self->settings->measure_count; m++)
        ends->base[m] = mean_of(sampled, m);
    ns_sampled_free(sampled);
    return status;
}

static ns_status run_tornado(driver *self, const ns_sensitivity_kind *kind) {
    const uint32_t k = self->out->input_count, measures = self->settings->measure_count;
    const size_t cells = (size_t)k * measures;
    input_ends ends = {calloc(cells, sizeof(double)), calloc(cells, sizeof(double)),
                       calloc(cells, sizeof(ns_pair_tally)), calloc(measures, sizeof(double))};
    double *design = calloc(self->settings->draws, sizeof *design);
    const bool good = ends.low && ends.high && ends.pairs && ends.base && design;
    ns_status status = good ? play_base(self, &ends) : NS_NO_MEMORY;
    for (uint32_t i = 0; status == NS_OK && i < k; i++) status = play_ends(self, i, &ends, design);
    for (uint32_t m = 0; status == NS_OK && m < measures; m++) status = list_bars(self, &ends, m, kind);
    free(ends.low);
    free(ends.high);
    free(ends.pairs);
    free(ends.base);
    free(design);
    return status;
}

/* --- the whole ------------------------------------------------------------------------------------------------------------ */

static uint64_t runs_of(const ns_driver_settings *settings, const ns_sensitivity_kind *kind,
                        uint32_t inputs) {
    const char *name = kind->head.name;
    if (strcmp(name, "sobol") == 0) return settings->size * (inputs + UINT64_C(2));
    if (strcmp(name, "morris") == 0) return settings->size * (inputs + UINT64_C(1));
    return strcmp(name, "tornado") == 0 ? settings->draws * (2 * (uint64_t)inputs + 1) : 0;
}

uint64_t ns_drivers_runs(const ns_driver_settings *settings, uint32_t inputs) {
    uint64_t runs = 0;
    bool draws = false;
    for (uint32_t k = 0; k < settings->kind_count; k++) {
        runs += runs_of(settings, settings->kinds[k], inputs);
        draws |= draw_method_of(settings->kinds[k]) != NULL;
    }
    return (runs + (draws ? settings->draws : 0)) * settings->plays;
}

static ns_status run_kind(driver *self, const ns_sensitivity_kind *kind) {
    if (kind->independent && self->settings->arms->base->copula)
        return refuse_correlated(self, kind->head.name);
    if (strcmp(kind->head.name, "sobol") == 0) return run_design(self, kind, sobol);
    if (strcmp(kind->head.name, "morris") == 0) return run_design(self, kind, morris);
    return strcmp(kind->head.name, "tornado") == 0 ? run_tornado(self, kind) : NS_OK;
}

void ns_drivers_free(ns_drivers *self) {
    if (!self) return;
    for (uint32_t k = 0; k < self->list_count; k++) free(self->lists[k].figures);
    free(self->lists);
    free(self->inputs);
    free(self);
}

static ns_status refuse_constant(const driver *self) {
    ns_diagnostics_add(self->diagnostics, NS_CODE_USAGE, (ns_location){0},
                       "give ranges to the numbers that you are not sure of",
                       "no number of the scenario varies");
    return NS_BAD_INPUT;
}

ns_status ns_drivers_run(ns_drivers **out, const ns_driver_settings *settings, ns_diagnostics *diagnostics) {
    *out = NULL;
    driver self = {.settings = settings, .diagnostics = diagnostics, .out = calloc(1, sizeof *self.out)};
    if (!self.out) return NS_NO_MEMORY;
    self.out->lists =
        calloc((size_t)settings->kind_count * settings->measure_count + 1, sizeof *self.out->lists);
    ns_status status = self.out->lists
                           ? ns_sample_inputs(&self.out->inputs, &self.out->input_count, settings->arms->base)
                           : NS_NO_MEMORY;
    if (status == NS_OK && !self.out->input_count) status = refuse_constant(&self);
    if (status == NS_OK)
        self.total =
            (ns_drivers_runs(settings, self.out->input_count) / settings->plays) / NS_SAMPLE_BLOCK + 1;
    if (status == NS_OK) status = run_draws(&self);
    for (uint32_t k = 0; status == NS_OK && k < settings->kind_count; k++)
        status = run_kind(&self, settings->kinds[k]);
    if (status == NS_OK)
        *out = self.out;
    else
        ns_drivers_free(self.out);
    return status;
}
