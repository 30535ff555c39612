#include "stability/harms.h"

#include <stdlib.h>

enum { MOST_STEPS = 1 << 24 };

/* The greatest gain first; of equal gains the worst for the harmed. */
static int compare_stairs(const void *left, const void *right) {
    const ns_harm *a = left, *b = right;
    if (a->gain != b->gain) return a->gain > b->gain ? -1 : 1;
    return a->harmed < b->harmed ? -1 : a->harmed > b->harmed;
}

/* Keeps the undominated of count steps, in rising order; returns how many. */
static size_t prune(ns_harm *steps, size_t count) {
    size_t kept = 0;
    qsort(steps, count, sizeof *steps, compare_stairs);
    for (size_t k = 0; k < count; k++)
        if (kept == 0 || steps[k].harmed < steps[kept - 1].harmed) steps[kept++] = steps[k];
    for (size_t k = 0; k < kept / 2; k++) {
        const ns_harm first = steps[k];
        steps[k] = steps[kept - 1 - k];
        steps[kept - 1 - k] = first;
    }
    return kept;
}

/* Every step with every option of one more issue. A sum that is dominated stays so whatever is added to both. */
static ns_status widen(ns_harms *self, const int64_t *gain, const int64_t *harmed, uint32_t options) {
    const size_t count = self->count * options;
    if (count > MOST_STEPS) return NS_TOO_LARGE;
    ns_harm *steps = malloc(count * sizeof *steps);
    if (!steps) return NS_NO_MEMORY;
    for (uint32_t o = 0; o < options; o++)
        for (size_t k = 0; k < self->count; k++)
            steps[o * self->count + k] =
                (ns_harm){self->steps[k].gain + gain[o], self->steps[k].harmed + harmed[o]};
    free(self->steps);
    self->steps = steps;
    self->count = prune(steps, count);
    return NS_OK;
}

ns_status ns_harms_make(ns_harms *out, const ns_additive *model, uint32_t mover, uint32_t harmed) {
    *out = (ns_harms){.steps = calloc(1, sizeof *out->steps), .count = 1};
    if (!out->steps) return NS_NO_MEMORY;
    ns_status status = NS_OK;
    for (uint32_t k = 0; k < model->issue_count && status == NS_OK; k++)
        if (model->issues[k].controller == mover)
            status = widen(out, model->value[mover][k], model->value[harmed][k], model->issues[k].options);
    if (status != NS_OK) ns_harms_free(out);
    return status;
}

void ns_harms_free(ns_harms *self) {
    free(self->steps);
    *self = (ns_harms){0};
}

const ns_harm *ns_harms_above(const ns_harms *self, int64_t above) {
    size_t low = 0, high = self->count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (self->steps[middle].gain > above)
            high = middle;
        else
            low = middle + 1;
    }
    return low < self->count ? &self->steps[low] : NULL;
}
