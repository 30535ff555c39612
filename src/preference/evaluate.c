/* Tables of values: every party's value of every package. Cost: about 0.3 ns per package and party.
 *
 * Built from the first issue to the last, new[x * k + o] = old[x] + w v(o), so that every value is the sum in issue order, starting from
 * the party's base, that a package by package reckoning would give, bit for bit. */
#include "memory.h"
#include "widen.h"

static void sum_issues(const ns_instance *self, double *table, double start, uint32_t from, uint32_t to) {
    const ns_scenario *s = self->scenario;
    size_t count = 1;
    table[0] = start;
    for (uint32_t i = from; i < to; i++) {
        ns_widen_sums(table, count, self->memory->option_weight + s->issues[i].first_option,
                      s->issues[i].option_count);
        count *= s->issues[i].option_count;
    }
}

static void sum_halves(const ns_instance *self, double base, double *u) {
    const ns_scenario *s = self->scenario;
    ns_instance_memory *m = self->memory;
    uint32_t right = s->issues[s->left_issues - 1].stride, left = s->package_count / right;
    sum_issues(self, m->left, base, 0, s->left_issues);
    sum_issues(self, m->right, 0, s->left_issues, s->issue_count);
    for (uint32_t a = 0; a < left; a++) {
        const double sum = m->left[a], *restrict add = m->right;
        double *restrict out = u + (size_t)a * right;
        for (uint32_t b = 0; b < right; b++) out[b] = sum + add[b];
    }
}

static void add_links(const ns_instance *self, const ns_party *party, double *u) {
    for (uint32_t l = 0; l < party->link_count; l++) {
        const ns_box *box = &party->links[l].when;
        const double add = self->numbers[party->links[l].add];
        for (uint32_t r = 0; r < box->run_count; r++)
            for (uint32_t x = box->first[r]; x < box->first[r] + box->run_length; x++) u[x] += add;
    }
}

/* Adding rounds up and down alike, so that the best package is the best option of every issue: no table is asked. */
static double sum_of_best(const ns_instance *self, double sum, uint32_t from, uint32_t to) {
    const ns_scenario *s = self->scenario;
    for (uint32_t i = from; i < to; i++)
        sum += ns_largest(self->memory->option_weight + s->issues[i].first_option, s->issues[i].option_count);
    return sum;
}

/* Largest value of all packages, feasible or not; links can lift any. */
static double find_top(const ns_instance *self, const ns_party *party, const double *u) {
    const ns_scenario *s = self->scenario;
    if (party->link_count > 0) return ns_largest(u, s->package_count);
    const double left = sum_of_best(self, ns_number_of(self, party->base, 0), 0, s->left_issues);
    const double sum =
        s->left_issues < s->issue_count ? left + sum_of_best(self, 0, s->left_issues, s->issue_count) : left;
    return s->cap && sum > s->full ? s->full : sum;
}

static void weigh_options(ns_instance *self, uint32_t p) {
    const ns_scenario *s = self->scenario;
    double *c = self->memory->option_weight;
    for (uint32_t i = 0; i < s->issue_count; i++)
        for (uint32_t o = 0; o < s->issues[i].option_count; o++)
            c[s->issues[i].first_option + o] = ns_weight_of(self, p, i) * ns_value_of(self, p, i, o);
}

void ns_instance_evaluate(ns_instance *self) {
    const ns_scenario *s = self->scenario;
    for (uint32_t p = 0; p < s->party_count; p++) {
        double *u = self->utility[p];
        const double base = ns_number_of(self, s->parties[p].base, 0);
        weigh_options(self, p);
        if (s->left_issues < s->issue_count)
            sum_halves(self, base, u);
        else
            sum_issues(self, u, base, 0, s->issue_count);
        add_links(self, &s->parties[p], u);
        for (uint32_t x = 0; s->cap && x < s->package_count; x++) u[x] = u[x] > s->full ? s->full : u[x];
        self->memory->top[p] = find_top(self, &s->parties[p], u);
    }
}
