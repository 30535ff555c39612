/* Scenario discovery: arguments, covering, the result. */
#include "negsim/discover.h"

#include <math.h>

#include "negsim/number.h"
#include "prim.h"

ns_discover_settings ns_default_discover(void) {
    return (ns_discover_settings){.alpha = 0.05, .mass = 0.05, .density = 0.8, .quasi_p = 0.05, .boxes = 1};
}

const char *ns_discover_finding_text(ns_discover_finding finding) {
    static const char *const texts[NS_DISCOVER_FINDING_COUNT] = {
        [NS_DISCOVER_USABLE] = "a box reaches the wanted density",
        [NS_DISCOVER_NOT_REACHED] = "no box reaches the wanted density",
        [NS_DISCOVER_CONSTANT] = "all outcomes are equal",
        [NS_DISCOVER_NOTHING] = "no restriction raises the density beyond chance",
        [NS_DISCOVER_BAD_OUTCOME] = "an outcome is not between 0 and 1",
        [NS_DISCOVER_BAD_FACTOR] = "a factor's value is not a number or not one of its levels",
    };
    return (unsigned)finding < NS_DISCOVER_FINDING_COUNT ? texts[finding] : "unknown finding";
}

/* --- arguments -------------------------------------------------------------------------------------------- */

static bool settings_fit(const ns_discover_settings *s) {
    return s->alpha > 0 && s->alpha < 1 && s->mass > 0 && s->mass <= 1 && s->density > 0 && s->density <= 1 &&
           s->quasi_p >= 0 && s->quasi_p <= 1 && s->boxes >= 1 && s->boxes <= NS_MAX_DISCOVER_BOXES;
}

static bool sample_fits(const ns_discover_sample *s) {
    size_t cells, bytes;
    if (!s->x || !s->y || s->n < 1 || s->n > NS_MAX_DISCOVER_ROWS || s->k < 1 ||
        s->k > NS_MAX_DISCOVER_FACTORS)
        return false;
    for (uint32_t j = 0; s->levels && j < s->k; j++)
        if (s->levels[j] > NS_MAX_DISCOVER_LEVELS) return false;
    return ns_multiply_size((size_t)s->n, s->k, &cells) && ns_multiply_size(cells, sizeof(double), &bytes);
}

static bool value_fits(double x, uint32_t levels) {
    if (!levels) return isfinite(x);
    return x >= 0 && x < levels && x == floor(x);
}

static bool values_fit(ns_discovery *out, const ns_discover_sample *s) {
    for (uint64_t i = 0; i < s->n; i++) {
        if (!(s->y[i] >= 0 && s->y[i] <= 1)) {
            out->finding = NS_DISCOVER_BAD_OUTCOME;
            out->at = i;
            return false;
        }
        for (uint32_t j = 0; j < s->k; j++)
            if (!value_fits(s->x[i * s->k + j], s->levels ? s->levels[j] : 0)) {
                out->finding = NS_DISCOVER_BAD_FACTOR;
                out->at = i * s->k + j;
                return false;
            }
    }
    return true;
}

/* --- covering --------------------------------------------------------------------------------------------- */

static bool restriction_holds(const ns_restriction *self, double x) {
    const ns_limits limits = {self->low, self->high, self->kept};
    if (!self->kept) return ns_limits_hold(&limits, 0, x);
    return value_fits(x, NS_MAX_DISCOVER_LEVELS) && ns_limits_hold(&limits, NS_MAX_DISCOVER_LEVELS, x);
}

bool ns_prim_box_holds(const ns_prim_box *box, const double *x) {
    for (uint32_t r = 0; r < box->restricted; r++)
        if (!restriction_holds(&box->restrictions[r], x[box->restrictions[r].factor])) return false;
    return true;
}

static void take_out(ns_prim *prim, const ns_prim_box *box) {
    for (uint64_t i = 0; i < prim->sample->n; i++) {
        if (!prim->free_row[i] || !ns_prim_box_holds(box, &prim->sample->x[i * prim->sample->k])) continue;
        prim->free_row[i] = 0;
        prim->free_rows--;
        prim->free_sum -= prim->y[i];
    }
}

static ns_status find_box(ns_prim *prim, ns_discovered_box *out) {
    *out = (ns_discovered_box){.rows = prim->free_rows, .cases = (double)prim->free_sum / NS_PRIM_UNIT};
    ns_status status = ns_prim_begin(prim);
    if (status == NS_OK) status = ns_prim_peel(prim);
    if (status == NS_OK) status = ns_prim_paste(prim);
    if (status == NS_OK) status = ns_prim_choose(prim, out);
    out->trajectory = prim->steps;
    out->steps = prim->step_count;
    return status;
}

static ns_status cover(ns_prim *prim, ns_discovery *out, ns_discovered_box *boxes) {
    ns_status status = NS_OK;
    while (status == NS_OK && out->count < prim->settings->boxes && prim->free_rows >= prim->least &&
           prim->free_sum) {
        ns_discovered_box *box = &boxes[out->count];
        status = find_box(prim, box);
        if (status != NS_OK || (out->count && !box->reached)) break;
        out->count++;
        take_out(prim, &box->box);
        if (!box->reached) break;
    }
    return status;
}

static ns_discover_finding finding_of(const ns_discovery *out) {
    if (!out->count) return NS_DISCOVER_NOTHING;
    if (out->boxes[0].reached) return NS_DISCOVER_USABLE;
    return out->boxes[0].box.restricted ? NS_DISCOVER_NOT_REACHED : NS_DISCOVER_NOTHING;
}

static bool is_constant(const ns_prim *prim) {
    for (uint64_t i = 1; i < prim->sample->n; i++)
        if (prim->y[i] != prim->y[0]) return false;
    return true;
}

static ns_status discover(ns_prim *prim, ns_discovery *out) {
    ns_discovered_box *boxes = NS_ARENA_NEW(out->memory, prim->settings->boxes, ns_discovered_box);
    if (!boxes) return NS_NO_MEMORY;
    out->boxes = boxes;
    out->rows = prim->sample->n;
    out->cases = (double)prim->all_sum / NS_PRIM_UNIT;
    out->density = out->cases / (double)out->rows;
    if (is_constant(prim)) {
        out->finding = NS_DISCOVER_CONSTANT;
        return NS_OK;
    }
    const ns_status status = cover(prim, out, boxes);
    out->finding = finding_of(out);
    return status;
}

ns_status ns_discover(ns_discovery *out, const ns_discover_sample *sample,
                      const ns_discover_settings *settings) {
    ns_prim prim = {0};
    *out = (ns_discovery){0};
    if (!settings_fit(settings) || !sample_fits(sample)) return NS_BAD_USAGE;
    if (!values_fit(out, sample)) return NS_BAD_INPUT;
    ns_status status = (out->memory = ns_arena_new()) ? NS_OK : NS_NO_MEMORY;
    if (status == NS_OK) status = ns_prim_init(&prim, sample, settings, out->memory);
    if (status == NS_OK) status = discover(&prim, out);
    ns_prim_free(&prim);
    if (status != NS_OK) ns_discovery_free(out);
    return status;
}

void ns_discovery_free(ns_discovery *self) {
    if (!self) return;
    ns_arena_free(self->memory);
    *self = (ns_discovery){0};
}
