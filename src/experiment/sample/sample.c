/* Samples: blocks of rows played, measures kept as integers, tables made of them. */
#include "negsim/sample.h"

#include <stdlib.h>
#include <string.h>

#include "negsim/number.h"
#include "negsim/random.h"

/* A yes-or-no entry whose probability is always 0 or always 1 decides nothing. */
static bool is_settled(const ns_scenario *scenario, const ns_quantity *held) {
    const size_t length = strcspn(held->path, "#");
    for (uint32_t q = 0; held->is_held && q < scenario->quantity_count; q++) {
        const ns_quantity *source = &scenario->quantities[q];
        if (strlen(source->path) != length || memcmp(source->path, held->path, length) != 0) continue;
        const double probability = ns_quantity_value(source, 0.5);
        return ns_distribution_is_constant(&source->distribution) && (probability <= 0 || probability >= 1);
    }
    return false;
}

ns_status ns_sample_inputs(uint32_t **out, uint32_t *count, const ns_scenario *scenario) {
    *count = 0;
    *out = calloc((size_t)scenario->quantity_count + 1, sizeof **out);
    if (!*out) return NS_NO_MEMORY;
    for (uint32_t q = 0; q < scenario->quantity_count; q++) {
        const ns_quantity *quantity = &scenario->quantities[q];
        if (!ns_distribution_is_constant(&quantity->distribution) && !is_settled(scenario, quantity))
            (*out)[(*count)++] = q;
    }
    return NS_OK;
}

/* --- playing a block ------------------------------------------------------------------------------------------ */

typedef struct block {
    const ns_sample_plan *plan;
    uint64_t first;
    int64_t *nanos; /* [((row - first) * plays + play) * measures + measure] */
} block;

static uint64_t rows_of(const ns_sample_plan *plan, uint64_t unit) {
    const uint64_t left = plan->rows - unit * NS_SAMPLE_BLOCK;
    return left < NS_SAMPLE_BLOCK ? left : NS_SAMPLE_BLOCK;
}

/* In [0, 1) comes, in (0, 1) goes: quantiles at 0 may be infinite. */
static double inside(double u) { return u > 0x1p-53 ? (u < 1 ? u : 1 - 0x1p-53) : 0x1p-53; }

static void give_uniforms(void *user, uint64_t draw, double *row) {
    const ns_sample_plan *plan = ((const block *)user)->plan;
    const ns_scenario *base = plan->arms->base;
    for (uint32_t q = 0; plan->common && q < base->quantity_count; q++)
        row[q] = ns_uniform_draw(plan->seed, 0, base->quantities[q].key);
    for (uint32_t k = 0; k < plan->input_count; k++)
        row[plan->inputs[k]] = inside(plan->design[draw * plan->input_count + k]);
}

/* The reachable share is a fact of the draw: later plays repeat the first. */
static ns_status on_run(void *user, ns_buffer *rows, const ns_run_record *record) {
    block *self = user;
    const ns_sample_plan *plan = self->plan;
    int64_t *const at =
        self->nanos + ((record->draw - self->first) * plan->plays + record->play) * plan->measure_count;
    (void)rows;
    for (uint32_t m = 0; m < plan->measure_count; m++) {
        const ns_measure *measure = &plan->measures[m];
        const bool is_arm = record->arm == measure->arm, is_against = record->arm == measure->against;
        if (!is_arm && !is_against) continue;
        const double number = ns_measure_of(measure, plan->arms->arms[record->arm].scenario, record);
        at[m] += (is_arm - is_against) * ns_number_nanos(number);
    }
    return NS_OK;
}

/* A play after the first does not look at packages again. */
static void repeat_reach(const block *self, uint64_t rows) {
    const ns_sample_plan *plan = self->plan;
    for (uint32_t m = 0; m < plan->measure_count; m++) {
        if (plan->measures[m].kind != NS_MEASURE_REACHABLE) continue;
        for (uint64_t r = 0; r < rows; r++)
            for (uint64_t p = 1; p < plan->plays; p++)
                self->nanos[(r * plan->plays + p) * plan->measure_count + m] =
                    self->nanos[r * plan->plays * plan->measure_count + m];
    }
}

static ns_status play_rows(block *self, uint64_t rows, ns_study_note *note) {
    const ns_sample_plan *plan = self->plan;
    const ns_row_writer writer = {.run = on_run, .user = self};
    ns_experiment experiment = {.first_draw = self->first,
                                .draws = rows,
                                .plays = plan->plays,
                                .seed = plan->seed,
                                .jobs = 1,
                                .gather = NS_GATHER_RUNS,
                                .writer = &writer,
                                .uniforms = plan->design ? give_uniforms : NULL,
                                .uniforms_user = self};
    for (uint32_t m = 0; m < plan->measure_count; m++)
        experiment.gather |= ns_measure_gather(&plan->measures[m]);
    ns_results *results = NULL;
    ns_diagnostics *diagnostics = ns_diagnostics_new();
    ns_status status =
        diagnostics ? ns_experiment_run(&results, plan->arms, &experiment, diagnostics) : NS_NO_MEMORY;
    if (status == NS_OK) {
        const ns_arm_tally *tally = &results->tallies[plan->measures[0].arm];
        *note = (ns_study_note){tally->runs, tally->reasons[NS_REASON_AGREED]};
        repeat_reach(self, rows);
    }
    ns_results_free(results);
    ns_diagnostics_free(diagnostics);
    return status;
}

static bool is_allowed(const ns_sample_plan *plan) {
    for (size_t a = 0; plan->design && a < plan->arms->count; a++)
        if (plan->arms->arms[a].scenario != plan->arms->base) return false;
    return plan->measure_count > 0 && plan->plays > 0;
}

static void put_nanos(ns_buffer *out, const int64_t *nanos, size_t count) {
    for (size_t k = 0; k < count; k++)
        for (int b = 0; b < 8; b++) ns_buffer_char(out, (char)(uint8_t)((uint64_t)nanos[k] >> (8 * b)));
}

static ns_status play(void *user, void *workspace, uint64_t unit, ns_buffer *payload, ns_study_note *note) {
    const ns_sample_plan *plan = user;
    const uint64_t rows = rows_of(plan, unit);
    size_t cells;
    (void)workspace;
    if (!is_allowed(plan)) return NS_BAD_USAGE;
    if (!ns_multiply_size((size_t)(rows * plan->measure_count), (size_t)plan->plays, &cells))
        return NS_NO_MEMORY;
    block self = {plan, unit * NS_SAMPLE_BLOCK, calloc(cells, sizeof(int64_t))};
    ns_status status = self.nanos ? play_rows(&self, rows, note) : NS_NO_MEMORY;
    if (status == NS_OK) put_nanos(payload, self.nanos, cells);
    free(self.nanos);
    return status == NS_OK ? payload->status : status;
}

ns_study ns_sample_study(ns_sample_plan *plan) {
    return (ns_study){
        .units = (plan->rows + NS_SAMPLE_BLOCK - 1) / NS_SAMPLE_BLOCK, .user = plan, .play = play};
}

/* --- the tables --------------------------------------------------------------------------------------------------- */

uint64_t ns_sample_bytes(const ns_sample_plan *plan) {
    uint64_t inputs, plays;
    const uint64_t measures = plan->measure_count * sizeof(double);
    if (!ns_multiply_u64(plan->rows, 2 * sizeof(double) * plan->input_count, &inputs)) return UINT64_MAX;
    if (!ns_multiply_u64(plan->rows, measures, &plays) || !ns_multiply_u64(plays, plan->plays + 1, &plays))
        return UINT64_MAX;
    return inputs > UINT64_MAX - plays ? UINT64_MAX : inputs + plays;
}

void ns_sampled_free(ns_sampled *self) {
    if (!self) return;
    free(self->u);
    free(self->x);
    free(self->y);
    free(self->plays_y);
    free(self);
}

static ns_sampled *sample_new(const ns_sample_plan *plan) {
    ns_sampled *self = calloc(1, sizeof *self);
    if (!self) return NULL;
    *self = (ns_sampled){.rows = plan->rows,
                         .plays = plan->plays,
                         .input_count = plan->input_count,
                         .measure_count = plan->measure_count};
    const size_t inputs = (size_t)plan->rows * plan->input_count,
                 measures = (size_t)plan->rows * plan->measure_count;
    self->u = calloc(inputs + 1, sizeof *self->u);
    self->x = calloc(inputs + 1, sizeof *self->x);
    self->y = calloc(measures + 1, sizeof *self->y);
    self->plays_y = calloc(measures * (size_t)plan->plays + 1, sizeof *self->plays_y);
    if (self->u && self->x && self->y && self->plays_y) return self;
    ns_sampled_free(self);
    return NULL;
}

/* Where the probability of a yes-or-no entry stands: its place among the inputs, or, where it does not vary, its quantity. */
typedef struct held_source {
    uint32_t place, quantity; /* NS_NONE: not so */
} held_source;

static held_source source_of(const ns_sample_plan *plan, uint32_t input) {
    const ns_scenario *base = plan->arms->base;
    const ns_quantity *held = &base->quantities[plan->inputs[input]];
    const size_t length = strcspn(held->path, "#");
    held_source out = {NS_NONE, NS_NONE};
    for (uint32_t q = 0; held->is_held && q < base->quantity_count; q++)
        if (strlen(base->quantities[q].path) == length &&
            memcmp(base->quantities[q].path, held->path, length) == 0)
            out.quantity = q;
    for (uint32_t k = 0; k < plan->input_count; k++)
        if (plan->inputs[k] == out.quantity) out.place = k;
    return out;
}

/* The uniforms of a row, correlated as the scenario says: those of a design or the keyed ones. What is not an input hangs on no input. */
static void fill_uniforms(ns_sampled *self, const ns_sample_plan *plan, uint64_t row, double *room,
                          double *scores) {
    const ns_scenario *base = plan->arms->base;
    for (uint32_t q = 0; base->copula && q < base->quantity_count; q++)
        room[q] = ns_uniform_draw(plan->seed, plan->common ? 0 : row, base->quantities[q].key);
    for (uint32_t k = 0; k < plan->input_count; k++) {
        const uint32_t q = plan->inputs[k];
        const size_t at = row * plan->input_count + k;
        room[q] = plan->design ? inside(plan->design[at])
                               : ns_uniform_draw(plan->seed, row, base->quantities[q].key);
    }
    if (base->copula) ns_copula_row(base->copula, room, scores);
    for (uint32_t k = 0; k < plan->input_count; k++)
        self->u[row * plan->input_count + k] = room[plan->inputs[k]];
}

/* A yes-or-no entry: 1 where it holds. */
static double answer_of(const ns_sampled *self, const ns_sample_plan *plan, uint64_t row,
                        const held_source *source, double u) {
    const ns_quantity *probability = &plan->arms->base->quantities[source->quantity];
    return u < ns_quantity_value(probability, source->place == NS_NONE
                                                  ? 0.5
                                                  : self->u[row * plan->input_count + source->place]);
}

static void fill_numbers(ns_sampled *self, const ns_sample_plan *plan, uint32_t input) {
    const ns_quantity *quantity = &plan->arms->base->quantities[plan->inputs[input]];
    const held_source source = source_of(plan, input);
    for (uint64_t r = 0; r < plan->rows; r++) {
        const size_t at = r * plan->input_count + input;
        self->x[at] = source.quantity == NS_NONE ? ns_quantity_value(quantity, self->u[at])
                                                 : answer_of(self, plan, r, &source, self->u[at]);
    }
}

static ns_status fill_inputs(ns_sampled *self, const ns_sample_plan *plan) {
    const ns_scenario *base = plan->arms->base;
    double *room = calloc((size_t)base->quantity_count + 1, sizeof *room);
    double *scores = calloc(base->copula ? ns_copula_size(base->copula) + (size_t)1 : 1, sizeof *scores);
    const bool good = room && scores;
    for (uint64_t r = 0; good && r < plan->rows; r++) fill_uniforms(self, plan, r, room, scores);
    for (uint32_t k = 0; good && k < plan->input_count; k++) fill_numbers(self, plan, k);
    free(room);
    free(scores);
    return good ? NS_OK : NS_NO_MEMORY;
}

static int64_t get_nanos(const char *bytes) {
    uint64_t value = 0;
    for (int b = 0; b < 8; b++) value |= (uint64_t)(uint8_t)bytes[b] << (8 * b);
    return (int64_t)value;
}

static void fill_measures(ns_sampled *self, uint64_t first, uint64_t rows, const char *bytes) {
    for (uint64_t r = 0; r < rows; r++)
        for (uint64_t p = 0; p < self->plays; p++)
            for (uint32_t m = 0; m < self->measure_count; m++, bytes += 8) {
                const size_t at = (size_t)m * self->rows + first + r;
                self->plays_y[at * self->plays + p] = (double)get_nanos(bytes) / 1e9;
            }
}

static void fill_means(ns_sampled *self) {
    const size_t cells = (size_t)self->rows * self->measure_count;
    for (size_t k = 0; k < cells; k++) {
        double sum = 0;
        for (uint64_t p = 0; p < self->plays; p++) sum += self->plays_y[k * self->plays + p];
        self->y[k] = sum / (double)self->plays;
    }
}

ns_status ns_sample_collect(ns_sampled **out, const ns_sample_plan *plan,
                            ns_status (*read)(void *store, uint64_t unit, ns_buffer *payload), void *store) {
    *out = NULL;
    ns_sampled *self = ns_sample_bytes(plan) < UINT64_MAX ? sample_new(plan) : NULL;
    ns_buffer payload = {0};
    ns_status status = self ? NS_OK : NS_NO_MEMORY;
    const uint64_t units = (plan->rows + NS_SAMPLE_BLOCK - 1) / NS_SAMPLE_BLOCK;
    for (uint64_t u = 0; status == NS_OK && u < units; u++) {
        const uint64_t rows = rows_of(plan, u);
        ns_buffer_clear(&payload);
        status = read(store, u, &payload);
        if (status == NS_OK && payload.length != rows * plan->plays * plan->measure_count * 8)
            status = NS_BUG;
        if (status == NS_OK) fill_measures(self, u * NS_SAMPLE_BLOCK, rows, payload.text);
    }
    ns_buffer_free(&payload);
    if (status == NS_OK) status = fill_inputs(self, plan);
    if (status != NS_OK) {
        ns_sampled_free(self);
        return status;
    }
    fill_means(self);
    *out = self;
    return NS_OK;
}
