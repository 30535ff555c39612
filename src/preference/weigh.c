/* Weights, option values and floors of a draw. */
#include <math.h>
#include <stdlib.h>

#include "memory.h"

static int falling(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x < y) - (x > y);
}
static int rising(const void *a, const void *b) { return falling(b, a); }

static void sort(double *values, uint32_t count, int direction) {
    if (count > 16) {
        qsort(values, count, sizeof *values, direction > 0 ? rising : falling);
        return;
    }
    for (uint32_t i = 1; i < count; i++) { /* short lists, nearly sorted already */
        double value = values[i];
        uint32_t k = i;
        for (; k > 0 && (direction > 0 ? values[k - 1] > value : values[k - 1] < value); k--)
            values[k] = values[k - 1];
        values[k] = value;
    }
}

/* Priorities given as an order: the k-th largest of the draws goes to the issue of rank k. */
static void weights_by_order(ns_instance *self, const ns_party *party, double *w) {
    double *sorted = self->memory->sorted;
    uint32_t count = self->scenario->issue_count;
    for (uint32_t i = 0; i < count; i++) sorted[i] = self->numbers[party->stances[i].priority];
    sort(sorted, count, -1);
    for (uint32_t i = 0; i < count; i++) w[i] = sorted[party->stances[i].order_rank];
}

static void weigh_party(ns_instance *self, uint32_t p) {
    const ns_scenario *s = self->scenario;
    const ns_party *party = &s->parties[p];
    double *w = &self->weights[p * s->issue_count], sum = 0;
    if (party->priorities_by_order)
        weights_by_order(self, party, w);
    else
        for (uint32_t i = 0; i < s->issue_count; i++) w[i] = self->numbers[party->stances[i].priority];
    if (party->priorities_as_written) return;
    for (uint32_t i = 0; i < s->issue_count; i++) sum += w[i];
    for (uint32_t i = 0; i < s->issue_count; i++) w[i] = sum > 0 ? w[i] / sum : 1.0 / s->issue_count;
}

/* A numeric issue: linear between its knots, exact at a knot. numbers: one per knot. */
static double on_curve(const ns_stance *stance, const double *numbers, double x) {
    uint32_t k = 0;
    while (k + 1 < stance->knot_count && stance->knot_at[k + 1] <= x) k++;
    const double a = numbers[k];
    if (stance->knot_at[k] == x || k + 1 == stance->knot_count) return a;
    const double b = numbers[k + 1];
    return a + (b - a) * ((x - stance->knot_at[k]) / (stance->knot_at[k + 1] - stance->knot_at[k]));
}

/* Of an ordered issue the drawn numbers are sorted, not what the curve makes of them: a curve through sorted knots stays one. */
static void value_issue(ns_instance *self, uint32_t p, uint32_t i) {
    const ns_scenario *s = self->scenario;
    const ns_issue *issue = &s->issues[i];
    const ns_stance *stance = &s->parties[p].stances[i];
    double *v = &self->values[p * s->option_total + issue->first_option];
    double *numbers = stance->knot_at ? self->memory->sorted : v;
    for (uint32_t k = 0; k < stance->knot_count; k++) numbers[k] = self->numbers[stance->values[k]];
    if (stance->direction) sort(numbers, stance->knot_count, stance->direction);
    for (uint32_t o = 0; stance->knot_at && o < issue->option_count; o++)
        v[o] = on_curve(stance, numbers, issue->options[o].number);
}

void ns_instance_weigh(ns_instance *self) {
    const ns_scenario *s = self->scenario;
    for (uint32_t p = 0; p < s->party_count; p++) {
        weigh_party(self, p);
        for (uint32_t i = 0; i < s->issue_count; i++) value_issue(self, p, i);
    }
}
