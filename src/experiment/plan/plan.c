/* Plans: points from designs, their values, and the scenario of a point. */
#include "plan.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "negsim/design.h"
#include "negsim/limits.h"
#include "negsim/number.h"
#include "negsim/random.h"

ns_plan *ns_plan_new(const ns_scenario *scenario) {
    ns_arena *arena = ns_arena_new();
    ns_plan *self = arena ? NS_ARENA_NEW(arena, 1, ns_plan) : NULL;
    ns_factor *factors = self ? NS_ARENA_NEW(arena, NS_MAX_FACTORS, ns_factor) : NULL;
    if (!factors) {
        ns_arena_free(arena);
        return NULL;
    }
    self->arena = arena;
    self->factors = factors;
    self->draws = scenario->draws;
    self->plays = 1;
    self->seed = scenario->seed;
    self->design_seed = 1;
    return self;
}

void ns_plan_free(ns_plan *self) {
    if (!self) return;
    free(self->rows);
    free(self->points);
    ns_arena_free(self->arena);
}

/* --- points ------------------------------------------------------------------------------------------------------- */

static ns_status refuse(ns_diagnostics *diagnostics, ns_code_id code, const char *hint, const char *what,
                        const char *name) {
    ns_diagnostics_add(diagnostics, code, (ns_location){0}, hint, "%s%s", what, name);
    return NS_BAD_INPUT;
}

static const ns_design_kind *find_design(const char *name, ns_diagnostics *diagnostics) {
    const char *names[32];
    size_t count = 0;
    char hint[96] = "`negsim list design`";
    const ns_design_kind *kind = ns_design_find(name);
    if (kind) return kind;
    for (; ns_design_table[count] && count < 32; count++) names[count] = ns_design_table[count]->head.name;
    const char *nearest = ns_nearest_name(name, names, count);
    if (nearest) strcat(strncat(strcpy(hint, "did you mean '"), nearest, 60), "'?");
    refuse(diagnostics, NS_CODE_USAGE, hint, "there is no design ", name);
    return NULL;
}

static void advise_size(const ns_design *design, ns_diagnostics *diagnostics) {
    uint64_t below, above;
    char hint[96];
    if (!design->kind->wants_power_of_two) return;
    ns_design_powers(design->size, &below, &above);
    if (below == above) return;
    snprintf(hint, sizeof hint, "--points %llu or %llu", (unsigned long long)below,
             (unsigned long long)above);
    ns_diagnostics_add(diagnostics, NS_CODE_DESIGN_SIZE, (ns_location){0}, hint,
                       "%llu points of the design %s are no power of two", (unsigned long long)design->size,
                       design->kind->head.name);
}

/* The design of the plan, checked against its factors. */
static ns_status choose_design(const ns_plan *self, ns_design *out, ns_diagnostics *diagnostics) {
    const char *continuous = NULL;
    for (uint32_t f = 0; f < self->factor_count && !continuous; f++)
        if (self->factors[f].continuous) continuous = self->factors[f].path;
    const ns_design_kind *kind = find_design(self->design ? self->design : "grid", diagnostics);
    if (!kind) return NS_BAD_INPUT;
    if (!kind->takes_continuous && continuous)
        return refuse(diagnostics, NS_CODE_USAGE,
                      "give steps (lo:hi:step), or a design that fills a range: --design lhs --points 64",
                      "a range without steps needs a design that fills it: ", continuous);
    const bool is_list = strcmp(kind->head.name, "list") == 0;
    for (uint32_t f = 1; is_list && f < self->factor_count; f++)
        if (self->factors[f].level_count != self->factors[0].level_count)
            return refuse(diagnostics, NS_CODE_USAGE, "point k takes value k of every path",
                          "with the design list every path needs as many values: ", self->factors[f].path);
    if (kind->takes_size && !self->size && !is_list)
        return refuse(diagnostics, NS_CODE_USAGE, "--points 64", "how many points? the design is ",
                      kind->head.name);
    if (kind->most_factors && self->factor_count > kind->most_factors)
        return refuse(diagnostics, NS_CODE_LIMIT, "`negsim list design` has the most factors of each",
                      "too many factors for the design ", kind->head.name);
    *out = ns_default_design(kind);
    out->size = is_list ? self->factors[0].level_count : self->size;
    out->seed = self->design_seed;
    out->factor_count = self->factor_count;
    advise_size(out, diagnostics);
    return NS_OK;
}

static ns_status too_many(const ns_plan *self, ns_diagnostics *diagnostics) {
    ns_buffer size = {0};
    for (uint32_t f = 0; f < self->factor_count; f++)
        ns_buffer_format(&size, "%s%u", f ? " x " : "", (unsigned)self->factors[f].level_count);
    ns_diagnostics_add(diagnostics, NS_CODE_LIMIT, (ns_location){0},
                       "take larger steps, or a design with fewer points: --design sobol --points 1024",
                       "too many points (values: %s): a sweep has at most %llu", size.text ? size.text : "",
                       (unsigned long long)ns_limit_of(NS_LIMIT_POINTS)->value);
    ns_buffer_free(&size);
    return NS_BAD_INPUT;
}

/* From the unit interval to a value or the number of a level. */
static double coordinate(const ns_factor *factor, double u) {
    if (!factor->continuous) return ns_design_level(u, factor->level_count);
    if (!factor->whole) return factor->low + u * (factor->high - factor->low);
    const double low = ceil(factor->low), value = low + floor(u * (floor(factor->high) - low + 1));
    return value > factor->high ? floor(factor->high) : value;
}

static ns_status fill_rows(ns_plan *self, const ns_design *design) {
    size_t cells;
    if (!ns_multiply_size(self->row_count, self->factor_count, &cells)) return NS_NO_MEMORY;
    if (!(self->rows = calloc(cells, sizeof *self->rows))) return NS_NO_MEMORY;
    if (strcmp(design->kind->head.name, "list") == 0) {
        for (size_t k = 0; k < cells; k++) self->rows[k] = (double)(k / self->factor_count);
        return NS_OK;
    }
    ns_status status = ns_design_fill(design, self->rows);
    for (size_t k = 0; status == NS_OK && k < cells; k++)
        self->rows[k] = coordinate(&self->factors[k % self->factor_count], self->rows[k]);
    return status;
}

static ns_status list_points(ns_plan *self, ns_diagnostics *diagnostics) {
    if (!(self->points = calloc(self->row_count, sizeof *self->points))) return NS_NO_MEMORY;
    for (uint64_t r = 0; r < self->row_count; r++)
        if (ns_plan_keeps(self, self->rows + r * self->factor_count)) self->points[self->point_count++] = r;
    if (self->point_count) return NS_OK;
    return refuse(diagnostics, NS_CODE_USAGE, "loosen --where", "no point keeps all constraints", "");
}

static ns_status check_numbers(const ns_plan *self, ns_diagnostics *diagnostics) {
    if (!self->factor_count)
        return refuse(diagnostics, NS_CODE_USAGE, "--vary PATH=lo:hi:step", "nothing is varied", "");
    if (!self->draws || self->draws > ns_limit_of(NS_LIMIT_DRAWS)->value)
        return refuse(diagnostics, NS_CODE_USAGE, "`negsim list limits`",
                      "a point needs at least one draw, and at most the limit", "");
    if (!(self->half_width >= 0 && self->half_width < 0.5))
        return refuse(diagnostics, NS_CODE_OUT_OF_RANGE, "half_width: 0.02",
                      "the half width at which a point stops is a share below 0.5", "");
    return NS_OK;
}

ns_status ns_plan_finish(ns_plan *self, ns_diagnostics *diagnostics) {
    ns_design design;
    ns_status status = check_numbers(self, diagnostics);
    if (status == NS_OK) status = choose_design(self, &design, diagnostics);
    if (status != NS_OK) return status;
    self->design = design.kind->head.name;
    if (!self->batch) self->batch = 500;
    ns_design_factor *factors = NS_ARENA_NEW(self->arena, self->factor_count, ns_design_factor);
    if (!factors) return NS_NO_MEMORY;
    for (uint32_t f = 0; f < self->factor_count; f++)
        factors[f] = (ns_design_factor){self->factors[f].path, self->factors[f].level_count};
    design.factors = factors;
    if (!ns_design_points(&design, &self->row_count)) return too_many(self, diagnostics);
    if (self->row_count > ns_limit_of(NS_LIMIT_POINTS)->value) return too_many(self, diagnostics);
    status = fill_rows(self, &design);
    return status == NS_OK ? list_points(self, diagnostics) : status;
}

/* --- of a point ---------------------------------------------------------------------------------------------------- */

static double coordinate_of(const ns_plan *self, uint64_t point, uint32_t factor) {
    return self->rows[self->points[point] * self->factor_count + factor];
}

const char *ns_plan_value(const ns_plan *self, uint64_t point, uint32_t factor, char *text) {
    const ns_factor *at = &self->factors[factor];
    const double coordinate = coordinate_of(self, point, factor);
    if (!at->continuous) return at->levels[(uint32_t)coordinate];
    ns_number_shortest(text, coordinate);
    return text;
}

double ns_plan_number(const ns_plan *self, uint64_t point, uint32_t factor) {
    return ns_factor_number(&self->factors[factor], coordinate_of(self, point, factor));
}

uint64_t ns_plan_seed(const ns_plan *self, uint64_t point) {
    if (!self->independent) return self->seed;
    return (uint64_t)(ns_uniform_draw(self->seed, point, ns_hash_text("point")) * 0x1p52);
}

ns_status ns_plan_build(ns_scenario **out, ns_document **document_out, const ns_plan *self, uint64_t point,
                        const ns_document *base, const ns_registry *registry, ns_diagnostics *diagnostics) {
    char text[NS_NUMBER_TEXT];
    *out = NULL;
    ns_status status = ns_document_copy(document_out, base);
    for (uint32_t f = 0; status == NS_OK && f < self->factor_count; f++)
        status = ns_scenario_assign(*document_out, self->factors[f].path, ns_plan_value(self, point, f, text),
                                    (ns_location){0}, registry, diagnostics);
    if (status == NS_OK) status = ns_scenario_build(out, *document_out, registry, diagnostics);
    if (status == NS_OK) return NS_OK;
    ns_document_free(*document_out);
    *document_out = NULL;
    return status;
}
