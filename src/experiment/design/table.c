/* The designs, and what holds for all of them. */
#include "design.h"

#include <math.h>
#include <string.h>

#include "negsim/number.h"
#include "negsim/random.h"

const ns_design_kind *const ns_design_table[] = {&ns_design_grid,   &ns_design_list,     &ns_design_random,
                                                 &ns_design_lhs,    &ns_design_sobol,    &ns_design_halton,
                                                 &ns_design_morris, &ns_design_saltelli, NULL};

const ns_kind *const ns_design_kinds[] = {
    &ns_design_grid.head,   &ns_design_list.head,     &ns_design_random.head,
    &ns_design_lhs.head,    &ns_design_sobol.head,    &ns_design_halton.head,
    &ns_design_morris.head, &ns_design_saltelli.head, NULL};

const ns_design_kind *ns_design_find(const char *name) {
    for (const ns_design_kind *const *kind = ns_design_table; *kind; kind++)
        if (strcmp((*kind)->head.name, name) == 0) return *kind;
    return NULL;
}

ns_design ns_default_design(const ns_design_kind *kind) {
    ns_design design = {.kind = kind, .seed = 1};
    const ns_param *params = kind->head.params;
    for (uint32_t p = 0; params && params[p].name; p++) design.arguments[p] = params[p].initial;
    return design;
}

/* --- what can be made ---------------------------------------------------------------------------------------------------- */

static bool argument_fits(const ns_param *param, double value) {
    double lowest = param->lowest, highest = param->highest;
    if (param->type == NS_PARAM_CHOICE) {
        lowest = highest = 0;
        while (param->words[(size_t)highest + 1]) highest++;
    }
    return value >= lowest && value <= highest && value == floor(value);
}

static bool arguments_fit(const ns_design *self, uint32_t *at) {
    const ns_param *params = self->kind->head.params;
    for (*at = 0; params && params[*at].name; ++*at)
        if (!argument_fits(&params[*at], self->arguments[*at])) return false;
    *at = NS_MORRIS_LEVELS;
    return self->kind != &ns_design_morris || fmod(self->arguments[NS_MORRIS_LEVELS], 2) == 0;
}

static bool levels_fit(const ns_design *self, uint32_t *at) {
    for (*at = 0; !self->kind->takes_continuous && *at < self->factor_count; ++*at)
        if (!self->factors[*at].levels) return false;
    return true;
}

static bool rows_fit(const ns_design *self, uint64_t *rows) {
    size_t bytes;
    return self->kind->points(self, rows) && *rows <= SIZE_MAX &&
           ns_multiply_size((size_t)*rows, self->factor_count * sizeof(double), &bytes);
}

static ns_design_fault check(const ns_design *self, uint64_t *rows, uint32_t *at) {
    const ns_design_kind *kind = self->kind;
    if (!self->factor_count) return NS_DESIGN_NO_FACTORS;
    if (kind->most_factors && self->factor_count > kind->most_factors) return NS_DESIGN_TOO_MANY_FACTORS;
    if (kind->takes_size && !self->size) return NS_DESIGN_NO_SIZE;
    if (!arguments_fit(self, at)) return NS_DESIGN_BAD_ARGUMENT;
    if (!levels_fit(self, at)) return NS_DESIGN_CONTINUOUS;
    *at = 0;
    if (kind->most_size && self->size > kind->most_size) return NS_DESIGN_TOO_LARGE;
    return rows_fit(self, rows) ? NS_DESIGN_FITS : NS_DESIGN_TOO_LARGE;
}

ns_design_fault ns_design_check(const ns_design *self, uint32_t *at) {
    uint64_t rows = 0;
    uint32_t place = 0;
    const ns_design_fault fault = check(self, &rows, &place);
    if (at) *at = place;
    return fault;
}

const char *ns_design_fault_text(ns_design_fault fault) {
    static const char *const texts[] = {
        [NS_DESIGN_FITS] = "the design can be made",
        [NS_DESIGN_NO_FACTORS] = "nothing is varied",
        [NS_DESIGN_TOO_MANY_FACTORS] = "more factors than the design has dimensions",
        [NS_DESIGN_CONTINUOUS] = "a factor has a range where the design needs a list of values or a step",
        [NS_DESIGN_NO_SIZE] = "the design needs a number of points",
        [NS_DESIGN_BAD_ARGUMENT] = "an argument of the design is out of its range",
        [NS_DESIGN_TOO_LARGE] = "more points than the design has, or than fit in memory"};
    return fault < NS_DESIGN_FAULT_COUNT ? texts[fault] : "unknown fault of a design";
}

bool ns_design_points(const ns_design *self, uint64_t *out) {
    uint32_t at = 0;
    if (check(self, out, &at) == NS_DESIGN_FITS) return true;
    *out = 0;
    return false;
}

ns_status ns_design_fill(const ns_design *self, double *rows) {
    return ns_design_check(self, NULL) == NS_DESIGN_FITS ? self->kind->fill(self, rows) : NS_BAD_USAGE;
}

bool ns_design_size_points(const ns_design *self, uint64_t *out) {
    *out = self->size;
    return true;
}

uint32_t ns_design_level(double u, uint32_t levels) {
    const double level = floor(u * levels);
    if (!(level > 0)) return 0;
    return level < levels ? (uint32_t)level : levels - 1;
}

void ns_design_powers(uint64_t size, uint64_t *below, uint64_t *above) {
    *below = *above = 1;
    while (*above && *above < size) *above *= 2;
    while (*below <= size / 2) *below *= 2;
}

/* --- random numbers ------------------------------------------------------------------------------------------------------ */

ns_design_source ns_design_source_of(const ns_design *self, uint32_t factor, ns_design_purpose purpose) {
    return (ns_design_source){self->seed, ns_hash_text(self->factors[factor].path), purpose, 0};
}

static ns_noise_key key_of(const ns_design_source *self, uint64_t number) {
    return (ns_noise_key){self->seed, number, 0, self->factor, self->purpose, self->part};
}

double ns_design_uniform(const ns_design_source *self, uint64_t number) {
    const ns_noise_key key = key_of(self, number);
    return ns_uniform_noise(&key);
}

uint64_t ns_design_below(const ns_design_source *self, uint64_t number, uint64_t limit) {
    const ns_noise_key key = key_of(self, number);
    return ns_below_noise(&key, limit);
}

void ns_design_permute(const ns_design_source *self, uint64_t first, uint64_t *order, uint64_t count) {
    for (uint64_t i = 0; i < count; i++) {
        const uint64_t j = ns_design_below(self, first + i, i + 1);
        order[i] = order[j];
        order[j] = i;
    }
}
