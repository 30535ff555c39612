/* Why packages are shut in a draw: rules, conditions, red lines, flexibility. */
#include <math.h>
#include <string.h>

#include "memory.h"

static ns_shut condition_code(const ns_instance *self, const ns_option *option) {
    for (uint32_t k = 0; k < option->need_count; k++)
        if (!self->available[option->needs[k]]) return NS_SHUT_CONDITION;
    return 0;
}

/* max - phi (max - min) over all options of the issue. */
static double floor_of(const ns_instance *self, uint32_t p, uint32_t i) {
    const ns_scenario *s = self->scenario;
    const double *v = &self->values[p * s->option_total + s->issues[i].first_option];
    double phi = self->numbers[s->parties[p].stances[i].flexibility], low = v[0], high = v[0];
    if (phi >= 1) return -HUGE_VAL;
    for (uint32_t o = 1; o < s->issues[i].option_count; o++) {
        if (v[o] < low) low = v[o];
        if (v[o] > high) high = v[o];
    }
    return high - phi * (high - low);
}

static void add_party(ns_instance *self, uint32_t p, ns_shut *codes) {
    const ns_scenario *s = self->scenario;
    const ns_shut red = NS_SHUT_OF(NS_CAUSE_RED_LINE, p), stiff = NS_SHUT_OF(NS_CAUSE_INFLEXIBLE, p);
    for (uint32_t i = 0; i < s->issue_count; i++) {
        const ns_stance *stance = &s->parties[p].stances[i];
        const double floor = self->floors[p * s->issue_count + i] = floor_of(self, p, i);
        for (uint32_t o = 0; o < s->issues[i].option_count; o++) {
            ns_shut *code = &codes[s->issues[i].first_option + o];
            if (!(ns_value_of(self, p, i, o) + s->slack >= floor)) *code |= stiff;
            if (stance->red_line && stance->red_line[o] != NS_NONE && self->numbers[stance->held[o]] < self->numbers[stance->red_line[o]]) *code |= red;
        }
    }
}

static void expand(ns_shut *table, uint32_t count, const ns_shut *code, uint32_t options) {
    for (uint32_t x = count; x-- > 0;) {
        const ns_shut base = table[x];
        ns_shut *out = table + (size_t)x * options;
        for (uint32_t o = options; o-- > 0;) out[o] = base | code[o];
    }
}

/* The bits of every package from those of its options. Skipped where nothing can be shut. */
static void spread(ns_instance *self, const ns_shut *codes, ns_shut any) {
    const ns_scenario *s = self->scenario;
    uint32_t count = 1;
    if (!any && !s->rule_count) {
        if (self->any_shut) memset(self->shut, 0, s->package_count * sizeof *self->shut);
        self->any_shut = 0;
        return;
    }
    self->shut[0] = 0;
    for (uint32_t i = 0; i < s->issue_count; i++) {
        expand(self->shut, count, codes + s->issues[i].first_option, s->issues[i].option_count);
        count *= s->issues[i].option_count;
    }
    for (uint32_t x = 0; s->broken && x < s->package_count; x++) self->shut[x] |= s->broken[x] ? NS_SHUT_RULE : 0;
    self->any_shut = any | (s->broken ? NS_SHUT_RULE : 0);
}

static void find_best(ns_instance *self) {
    const ns_scenario *s = self->scenario;
    for (uint32_t p = 0; p < s->party_count; p++) {
        const double *u = self->utility[p];
        double best = -HUGE_VAL;
        if (!(self->any_shut & NS_SHUT_INFEASIBLE)) {
            for (uint32_t x = 0; x < s->package_count; x++) best = u[x] > best ? u[x] : best;
        } else {
            for (uint32_t x = 0; x < s->package_count; x++)
                if (!(self->shut[x] & NS_SHUT_INFEASIBLE) && u[x] > best) best = u[x];
        }
        self->best_feasible[p] = best;
    }
}

void ns_instance_mask(ns_instance *self) {
    const ns_scenario *s = self->scenario;
    ns_shut *codes = self->memory->option_shut, any = 0;
    for (uint32_t i = 0; i < s->issue_count; i++)
        for (uint32_t o = 0; o < s->issues[i].option_count; o++) codes[s->issues[i].first_option + o] = condition_code(self, &s->issues[i].options[o]);
    for (uint32_t p = 0; p < s->party_count; p++) add_party(self, p, codes);
    for (uint32_t k = 0; k < s->option_total; k++) any |= codes[k];
    spread(self, codes, any);
    find_best(self);
}
