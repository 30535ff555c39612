/* Tables of values: every party's value of every package. Cost: about 0.2 to 0.4 ns per package and party. */
#include <string.h>

#include "memory.h"

/* new[x * k + o] = old[x] + c[o]: packages of one issue more, in order, summed from the first issue to the last. From the back, so that
 * it works in place. */
static void expand(double *table, uint32_t count, const double *c, uint32_t options) {
    for (uint32_t x = count; x-- > 0;) {
        const double base = table[x];
        double *out = table + (size_t)x * options;
        for (uint32_t o = options; o-- > 1;) out[o] = base + c[o];
        out[0] = base + c[0];
    }
}

/* The last issue is the widest pass: runs of equal length, which the compiler can unroll. */
static void sum_issues(const ns_instance *self, double *table, uint32_t from, uint32_t to) {
    const ns_scenario *s = self->scenario;
    uint32_t count = 1;
    table[0] = 0;
    for (uint32_t i = from; i < to; i++) {
        expand(table, count, self->memory->option_weight + s->issues[i].first_option, s->issues[i].option_count);
        count *= s->issues[i].option_count;
    }
}

static void sum_halves(const ns_instance *self, double *u) {
    const ns_scenario *s = self->scenario;
    ns_instance_memory *m = self->memory;
    uint32_t right = s->issues[s->left_issues - 1].stride, left = s->package_count / right;
    sum_issues(self, m->left, 0, s->left_issues);
    sum_issues(self, m->right, s->left_issues, s->issue_count);
    for (uint32_t a = 0; a < left; a++)
        for (uint32_t b = 0; b < right; b++) u[(size_t)a * right + b] = m->left[a] + m->right[b];
}

static void add_links(const ns_instance *self, const ns_party *party, double *u) {
    for (uint32_t l = 0; l < party->link_count; l++) {
        const ns_box *box = &party->links[l].when;
        const double add = self->numbers[party->links[l].add];
        for (uint32_t r = 0; r < box->run_count; r++)
            for (uint32_t x = box->first[r]; x < box->first[r] + box->run_length; x++) u[x] += add;
    }
}

void ns_instance_evaluate(ns_instance *self) {
    const ns_scenario *s = self->scenario;
    double *c = self->memory->option_weight;
    for (uint32_t p = 0; p < s->party_count; p++) {
        double *u = self->utility[p];
        for (uint32_t i = 0; i < s->issue_count; i++)
            for (uint32_t o = 0; o < s->issues[i].option_count; o++)
                c[s->issues[i].first_option + o] = ns_weight_of(self, p, i) * ns_value_of(self, p, i, o);
        if (s->left_issues < s->issue_count)
            sum_halves(self, u);
        else
            sum_issues(self, u, 0, s->issue_count);
        add_links(self, &s->parties[p], u);
        for (uint32_t x = 0; s->cap && x < s->package_count; x++) u[x] = u[x] > s->full ? s->full : u[x];
    }
}
