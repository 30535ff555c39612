/* `negsim solve`: what theory and other programs call the solution. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cli/analysis.h"
#include "negsim/solve_output.h"

enum { MANY = 65536 /* of these on, the frontier of three parties or more is not sought */ };

typedef struct solving {
    cli_analysis analysis;
    ns_solve_results results;
    ns_instance instance;
    ns_frontier *frontier;
    uint32_t *picked[NS_SOLUTION_COUNT]; /* [draw] packages */
    double *share;
} solving;

static ns_status take_memory(solving *self, uint64_t draws) {
    const ns_scenario *s = self->analysis.loaded.scenario;
    for (int k = 0; k < NS_SOLUTION_COUNT; k++) {
        self->picked[k] = calloc(draws, sizeof *self->picked[k]);
        if (!self->picked[k]) return NS_NO_MEMORY;
        for (uint32_t p = 0; p < s->party_count; p++)
            if (!(self->results.of[k].gain[p] = calloc(draws, sizeof(double)))) return NS_NO_MEMORY;
    }
    self->share = calloc(s->issue_count, sizeof *self->share);
    self->frontier = ns_frontier_new(s);
    return self->frontier && self->share ? ns_instance_init(&self->instance, s) : NS_NO_MEMORY;
}

static void release(solving *self) {
    for (int k = 0; k < NS_SOLUTION_COUNT; k++) {
        free(self->picked[k]);
        for (uint32_t p = 0; p < NS_MAX_PARTIES; p++) free(self->results.of[k].gain[p]);
    }
    free(self->share);
    ns_frontier_free(self->frontier);
    if (self->instance.scenario) ns_instance_free(&self->instance);
    cli_analysis_close(&self->analysis);
}

/* --- draws ------------------------------------------------------------------------------------------------------------ */

static void note(solving *self, const ns_solutions *found) {
    const ns_scenario *s = self->analysis.loaded.scenario;
    ns_solve_results *out = &self->results;
    out->admissible += found->admissible;
    out->zone += found->zone;
    out->size += found->size;
    out->opposition += found->opposition;
    for (int k = 0; k < NS_SOLUTION_COUNT; k++) {
        const ns_solved *one = &found->of[k];
        ns_solved_draws *all = &out->of[k];
        if (!one->count) continue;
        const uint32_t package = ns_frontier_package(self->frontier, one->index[0]);
        for (uint32_t p = 0; p < s->party_count; p++) {
            const double value = self->instance.utility[p][package];
            all->value[p] += value;
            all->gain[p][all->found] = value - ns_number_of(&self->instance, s->parties[p].no_deal, 0);
        }
        self->picked[k][all->found++] = package;
        all->ties = one->count;
        all->score = one->score;
    }
}

static ns_status solve_draw(solving *self, uint64_t draw, const double *uniforms) {
    static const ns_solve_setting setting = {.tolerance = 0};
    ns_solutions found;
    double power[NS_MAX_PARTIES];
    ns_solve_setting mine = setting;
    ns_instance_draw(&self->instance, self->analysis.seed, draw, uniforms);
    for (uint32_t p = 0; p < self->instance.scenario->party_count; p++)
        power[p] = ns_number_of(&self->instance, self->instance.scenario->parties[p].power, 1);
    mine.power = power;
    ns_frontier_compute(self->frontier, &self->instance);
    const ns_status status = ns_solve(&found, self->frontier, &self->instance, &mine);
    if (status == NS_OK) note(self, &found);
    ns_solutions_free(&found);
    return status;
}

static ns_status solve_central(solving *self) {
    const uint32_t count = self->analysis.loaded.scenario->quantity_count;
    double *halves = malloc((count + (size_t)1) * sizeof *halves);
    if (!halves) return NS_NO_MEMORY;
    for (uint32_t q = 0; q < count; q++) halves[q] = 0.5;
    const ns_status status = solve_draw(self, 0, halves);
    free(halves);
    return status;
}

static ns_status solve_all(solving *self) {
    if (self->results.central) return solve_central(self);
    ns_status status = NS_OK;
    for (uint64_t draw = 0; status == NS_OK && draw < self->results.draws; draw++) {
        status = cli_interrupted() ? NS_STOPPED : NS_OK;
        if (status == NS_OK) status = solve_draw(self, draw, NULL);
    }
    return status;
}

/* --- what they come to ------------------------------------------------------------------------------------------------- */

static int by_size(const void *a, const void *b) {
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}
static int by_number(const void *a, const void *b) {
    const uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

/* The most frequent package; of equals the lowest. */
static void find_most_frequent(uint32_t *picked, ns_solved_draws *all) {
    all->package = NS_NONE;
    qsort(picked, all->found, sizeof *picked, by_number);
    for (uint64_t k = 0, from = 0; k < all->found; k++) {
        if (picked[k] != picked[from]) from = k;
        if (k - from + 1 <= all->hits) continue;
        all->hits = k - from + 1;
        all->package = picked[k];
    }
}

/* Where both weigh issues and want them the other way round, issues are points to be divided. */
static void divide(solving *self) {
    const ns_scenario *s = self->analysis.loaded.scenario;
    double points[2 * 64], sums[2] = {0, 0};
    self->results.winner = NAN;
    self->results.winner_share = self->share;
    if (s->party_count != 2 || s->issue_count > 64 || !self->results.central) return;
    for (uint32_t p = 0; p < 2; p++)
        for (uint32_t i = 0; i < s->issue_count; i++) sums[p] += ns_weight_of(&self->instance, p, i);
    for (uint32_t p = 0; p < 2; p++)
        for (uint32_t i = 0; i < s->issue_count; i++)
            points[p * s->issue_count + i] =
                sums[p] > 0 ? 100 * ns_weight_of(&self->instance, p, i) / sums[p] : 0;
    self->results.winner = ns_adjusted_winner(points, s->issue_count, self->share);
}

static void sum_up(solving *self) {
    ns_solve_results *out = &self->results;
    const double n = (double)out->draws;
    out->admissible /= n;
    out->zone /= n;
    out->size /= n;
    out->opposition /= n;
    for (int k = 0; k < NS_SOLUTION_COUNT; k++) {
        ns_solved_draws *all = &out->of[k];
        find_most_frequent(self->picked[k], all);
        for (uint32_t p = 0; p < out->scenario->party_count; p++) {
            if (all->found) all->value[p] /= (double)all->found;
            qsort(all->gain[p], all->found, sizeof(double), by_size);
        }
    }
    out->frontier = self->frontier;
    out->instance = &self->instance;
    divide(self);
}

static int show(solving *self) {
    ns_finding_table solutions = {.name = "solutions"}, frontier = {.name = "frontier"};
    const ns_finding_table *tables[] = {&solutions, &frontier};
    ns_status status = ns_solve_rows(&solutions.rows, &frontier.rows, &self->results);
    if (status == NS_OK)
        status = cli_analysis_write(&self->analysis, self->results.central ? "the central draw" : "draws",
                                    tables, self->results.central ? 2 : 1);
    ns_buffer_free(&solutions.rows);
    ns_buffer_free(&frontier.rows);
    if (status != NS_OK) return cli_analysis_fail(&self->analysis, status);
    ns_buffer screen = {0};
    ns_solve_screen(&screen, &self->results, self->analysis.folder.text);
    return cli_data(&screen);
}

/* --- spaces too large to list ------------------------------------------------------------------------------------------ */

static ns_status refuse_vast(solving *self, const char *hint, const char *text) {
    ns_diagnostics_add(self->analysis.diagnostics, NS_CODE_LIMIT, (ns_location){0}, hint, "%s", text);
    return NS_BAD_USAGE;
}

static ns_status find_frontier(solving *self, ns_vast_results *out, ns_space **space) {
    const ns_scenario *s = self->analysis.loaded.scenario;
    if (s->party_count != 2)
        return refuse_vast(self, "two parties", "a space too large to list is solved for two parties only");
    if (self->analysis.call->options.draws.given)
        return refuse_vast(self, "leave --draws out",
                           "a space too large to list is solved at the central draw only");
    ns_status status = ns_space_from_scenario(space, s, NULL, out->no_deal, self->analysis.diagnostics);
    return status == NS_OK ? ns_space_frontier_new(&out->frontier, *space, 0, 1) : status;
}

static int solve_vast(solving *self) {
    ns_space *space = NULL;
    ns_vast_results results = {.scenario = self->analysis.loaded.scenario};
    ns_finding_table solutions = {.name = "solutions"}, frontier = {.name = "frontier"};
    const ns_finding_table *tables[] = {&solutions, &frontier};
    ns_buffer screen = {0};
    self->analysis.draws = 1;
    ns_status status = find_frontier(self, &results, &space);
    results.space = space;
    if (status == NS_OK) status = ns_vast_rows(&solutions.rows, &frontier.rows, &results);
    if (status == NS_OK) status = cli_analysis_write(&self->analysis, "the central draw", tables, 2);
    if (status == NS_OK) ns_vast_screen(&screen, &results, self->analysis.folder.text);
    ns_buffer_free(&solutions.rows);
    ns_buffer_free(&frontier.rows);
    ns_space_frontier_free(results.frontier);
    ns_space_free(space);
    return status == NS_OK ? cli_data(&screen) : cli_analysis_fail(&self->analysis, status);
}

int cli_solve(const cli_call *call) {
    solving *self = calloc(1, sizeof *self);
    if (!self) return cli_no_memory();
    ns_status status = cli_analysis_open_any(&self->analysis, call);
    if (status == NS_OK && self->analysis.loaded.scenario->vast) {
        const int code = solve_vast(self);
        release(self);
        free(self);
        return code;
    }
    if (status == NS_OK && self->analysis.loaded.scenario->party_count > 2 &&
        self->analysis.loaded.scenario->package_count > MANY)
        status = refuse_vast(self, "coarser options, or fewer issues",
                             "of three parties or more, at most 65,536 packages can be solved");
    if (status == NS_OK) {
        self->results.scenario = self->analysis.loaded.scenario;
        self->results.central = !call->options.draws.given;
        self->results.draws = self->results.central ? 1 : self->analysis.draws;
        self->analysis.draws = self->results.draws;
        status = take_memory(self, self->results.draws);
    }
    if (status == NS_OK) status = solve_all(self);
    if (status == NS_OK) sum_up(self);
    const int code = status == NS_OK ? show(self) : cli_analysis_fail(&self->analysis, status);
    release(self);
    free(self);
    return code;
}
