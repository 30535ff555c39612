/* Factors: PATH=SPEC read and checked against the scenario. */
#include <math.h>
#include <string.h>

#include "negsim/limits.h"
#include "negsim/number.h"
#include "plan.h"

/* --- levels ------------------------------------------------------------------------------------------------- */

/* The end of the piece that begins here: a comma outside brackets, braces and quotes, or the end of the text. */
static const char *piece_end(const char *text) {
    int depth = 0;
    char quote = '\0';
    for (; *text; text++) {
        if (quote) {
            if (*text == quote) quote = '\0';
        } else if (*text == '"' || *text == '\'') {
            quote = *text;
        } else if (*text == '[' || *text == '{') {
            depth++;
        } else if (*text == ']' || *text == '}') {
            depth--;
        } else if (*text == ',' && depth <= 0) {
            break;
        }
    }
    return text;
}

static char *trimmed(ns_arena *arena, const char *from, const char *to) {
    while (from < to && (*from == ' ' || *from == '\t')) from++;
    while (to > from && (to[-1] == ' ' || to[-1] == '\t')) to--;
    return ns_arena_text_n(arena, from, (size_t)(to - from));
}

const char **ns_split_levels(ns_arena *arena, const char *text, uint32_t *count) {
    uint32_t pieces = 1, k = 0;
    for (const char *end = piece_end(text); *end; end = piece_end(end + 1)) pieces++;
    const char **levels = NS_ARENA_NEW(arena, pieces, const char *);
    for (const char *at = text; levels && k < pieces; k++) {
        const char *end = piece_end(at);
        if (!(levels[k] = trimmed(arena, at, end))) return NULL;
        at = *end ? end + 1 : end;
    }
    *count = pieces;
    return levels;
}

/* --- ranges ----------------------------------------------------------------------------------------------------- */

/* Numbers between colons: 2 or 3 of them, else 0. */
static int read_range(const char *spec, double numbers[3]) {
    int count = 0;
    for (const char *at = spec;; at++) {
        const size_t length = strcspn(at, ":");
        const char *from = at;
        size_t n = length;
        while (n && *from == ' ') from++, n--;
        while (n && from[n - 1] == ' ') n--;
        if (count == 3 || !ns_number_parse(from, n, &numbers[count])) return 0;
        count++;
        at += length;
        if (!*at) break;
    }
    return count >= 2 ? count : 0;
}

/* Does the path name a setting that counts? */
static bool is_whole(const ns_scenario *scenario, const char *path) {
    uint64_t number;
    for (uint32_t k = 0; k < scenario->setting_count; k++)
        if (strcmp(scenario->settings[k].path, path) == 0)
            return ns_number_parse_unsigned(scenario->settings[k].value, strlen(scenario->settings[k].value),
                                            &number);
    return false;
}

static ns_status refuse(ns_location at, ns_diagnostics *diagnostics, ns_code_id code, const char *hint,
                        const char *path, const char *what) {
    ns_diagnostics_add(diagnostics, code, at, hint, "%s: %s", path, what);
    return NS_BAD_INPUT;
}

/* 0 + 3 * 0.1 is meant as 0.3: nine decimals, where the number is not too large or too small for them. */
static void step_text(char text[NS_NUMBER_TEXT], double value) {
    double rounded;
    const size_t length = ns_number_fixed9(text, ns_number_nanos(value));
    if (fabs(value) > 1e9 || !ns_number_parse(text, length, &rounded) ||
        fabs(rounded - value) > 1e-12 * fabs(value))
        rounded = value;
    ns_number_shortest(text, rounded);
}

/* lo, lo + step, .. to hi; the last one may miss hi by rounding. */
static ns_status step_through(ns_plan *self, ns_factor *out, const double range[3], ns_location at,
                              ns_diagnostics *diagnostics) {
    const double low = range[0], high = range[1], step = range[2];
    if (!(step > 0))
        return refuse(at, diagnostics, NS_CODE_BAD_RANGE, "lo:hi:step, like 0:1:0.25", out->path,
                      "the step must be above 0");
    const double steps = floor((high - low) / step + 1e-9);
    if (!(steps < (double)ns_limit_of(NS_LIMIT_POINTS)->value))
        return refuse(at, diagnostics, NS_CODE_LIMIT, "take a larger step", out->path, "too many steps");
    out->level_count = (uint32_t)steps + 1;
    out->levels = NS_ARENA_NEW(self->arena, out->level_count, const char *);
    for (uint32_t k = 0; out->levels && k < out->level_count; k++) {
        char text[NS_NUMBER_TEXT];
        step_text(text, low + k * step);
        if (!(out->levels[k] = ns_arena_text(self->arena, text))) return NS_NO_MEMORY;
    }
    return out->levels ? NS_OK : NS_NO_MEMORY;
}

static ns_status read_spec(ns_plan *self, ns_factor *out, const char *spec, ns_location at,
                           const ns_scenario *scenario, ns_diagnostics *diagnostics) {
    double range[3] = {0};
    const int count = read_range(spec, range);
    if (count && !(range[0] < range[1]))
        return refuse(at, diagnostics, NS_CODE_BAD_RANGE, "write the lower end first", out->path,
                      "the range is empty");
    if (count == 3) return step_through(self, out, range, at, diagnostics);
    if (count == 2) {
        out->continuous = true;
        out->low = range[0];
        out->high = range[1];
        out->whole = is_whole(scenario, out->path);
        return NS_OK;
    }
    out->levels = ns_split_levels(self->arena, spec, &out->level_count);
    if (!out->levels) return NS_NO_MEMORY;
    for (uint32_t k = 0; k < out->level_count; k++)
        if (!*out->levels[k])
            return refuse(at, diagnostics, NS_CODE_USAGE, "lo:hi:step, a,b,c or lo:hi", out->path,
                          "a value is missing");
    return NS_OK;
}

/* --- adding ------------------------------------------------------------------------------------------------------- */

uint32_t ns_plan_factor_of(const ns_plan *self, const char *path, size_t length) {
    for (uint32_t f = 0; f < self->factor_count; f++)
        if (strlen(self->factors[f].path) == length && memcmp(self->factors[f].path, path, length) == 0)
            return f;
    return self->factor_count;
}

/* A first value tried on a copy of the document tells whether the path can be set. */
static ns_status try_path(const ns_factor *factor, ns_location at, const ns_scenario *scenario,
                          const ns_registry *registry, ns_diagnostics *diagnostics) {
    ns_document *copy = NULL;
    char text[NS_NUMBER_TEXT];
    if (factor->continuous) ns_number_shortest(text, factor->whole ? round(factor->low) : factor->low);
    ns_status status = ns_document_copy(&copy, scenario->document);
    if (status == NS_OK)
        status = ns_scenario_assign(copy, factor->path, factor->continuous ? text : factor->levels[0], at,
                                    registry, diagnostics);
    ns_document_free(copy);
    return status;
}

ns_status ns_plan_add_factor(ns_plan *self, const ns_factor *factor, ns_location at,
                             const ns_scenario *scenario, const ns_registry *registry,
                             ns_diagnostics *diagnostics) {
    if (ns_plan_factor_of(self, factor->path, strlen(factor->path)) < self->factor_count)
        return refuse(at, diagnostics, NS_CODE_DUPLICATE_NAME, NULL, factor->path, "is varied twice");
    if (self->factor_count == NS_MAX_FACTORS)
        return refuse(at, diagnostics, NS_CODE_LIMIT, "`negsim list limits`", factor->path,
                      "one factor too many");
    ns_status status = try_path(factor, at, scenario, registry, diagnostics);
    if (status == NS_OK) self->factors[self->factor_count++] = *factor;
    return status;
}

ns_status ns_plan_add_spec(ns_plan *self, const char *path, const char *spec, ns_location at,
                           const ns_scenario *scenario, const ns_registry *registry,
                           ns_diagnostics *diagnostics) {
    ns_factor factor = {.path = ns_arena_text(self->arena, path)};
    if (!factor.path) return NS_NO_MEMORY;
    ns_status status = read_spec(self, &factor, spec, at, scenario, diagnostics);
    return status == NS_OK ? ns_plan_add_factor(self, &factor, at, scenario, registry, diagnostics) : status;
}

ns_status ns_plan_vary(ns_plan *self, const char *assignment, const ns_scenario *scenario,
                       const ns_registry *registry, ns_diagnostics *diagnostics) {
    const char *equals = strchr(assignment, '=');
    const char *source = ns_diagnostics_add_source(diagnostics, "--vary", assignment, strlen(assignment));
    const char *name = source ? ns_arena_text(self->arena, source) : NULL;
    if (!name) return NS_NO_MEMORY;
    const size_t length = equals ? (size_t)(equals - assignment) : strlen(assignment);
    const ns_location at = {name, 1, 1, (uint32_t)(length ? length : 1)};
    if (!equals || !length || !equals[1]) {
        ns_diagnostics_add(
            diagnostics, NS_CODE_USAGE, at,
            "--vary conditions.us_backing.available=0:1:0.25, or =0.2,0.8, or =0:1 with --design",
            "'%s' is not path=values", assignment);
        return NS_BAD_INPUT;
    }
    const char *path = ns_arena_text_n(self->arena, assignment, length);
    return path ? ns_plan_add_spec(self, path, equals + 1, at, scenario, registry, diagnostics)
                : NS_NO_MEMORY;
}

double ns_factor_number(const ns_factor *factor, double coordinate) {
    double number = NAN;
    if (factor->continuous) return coordinate;
    const char *text = factor->levels[(uint32_t)coordinate];
    return ns_number_parse(text, strlen(text), &number) ? number : (double)NAN;
}
