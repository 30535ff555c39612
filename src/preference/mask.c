/* Why packages are shut in a draw: rules, conditions, red lines, flexibility. */
#include <math.h>

#include "memory.h"
#include "widen.h"

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
            if (stance->red_line && stance->red_line[o] != NS_NONE &&
                self->numbers[stance->held[o]] < self->numbers[stance->red_line[o]])
                *code |= red;
        }
    }
}

/* The bits of every package from those of its options. Skipped where nothing is shut, before and now. */
static void spread(ns_instance *self, const ns_shut *codes, ns_shut any) {
    const ns_scenario *s = self->scenario;
    const ns_shut was = self->any_shut;
    self->any_shut = any | (self->memory->rule_breaks ? NS_SHUT_RULE : 0);
    if (!(self->any_shut | was)) return;
    size_t count = 1;
    self->shut[0] = 0;
    for (uint32_t i = 0; i < s->issue_count; i++) {
        ns_spread_bits(self->shut, count, codes + s->issues[i].first_option, s->issues[i].option_count);
        count *= s->issues[i].option_count;
    }
    if (!self->memory->rule_breaks) return;
    const uint8_t *restrict broken = s->broken;
    ns_shut *restrict shut = self->shut;
    for (size_t x = 0; x < count; x++) shut[x] |= broken[x] ? NS_SHUT_RULE : 0;
}

/* Without a branch: the packages shut lie anyhow. */
static double best_of_feasible(const double *u, const ns_shut *shut, uint32_t count) {
    const double by_bits[NS_SHUT_INFEASIBLE + 1] = {0, -HUGE_VAL, -HUGE_VAL, -HUGE_VAL};
    double best[4] = {-HUGE_VAL, -HUGE_VAL, -HUGE_VAL, -HUGE_VAL};
    uint32_t x = 0;
    for (; x + 4 <= count; x += 4)
        for (uint32_t k = 0; k < 4; k++) {
            const double value = u[x + k] + by_bits[shut[x + k] & NS_SHUT_INFEASIBLE];
            best[k] = value > best[k] ? value : best[k];
        }
    for (; x < count; x++)
        if (!(shut[x] & NS_SHUT_INFEASIBLE) && u[x] > best[0]) best[0] = u[x];
    return ns_largest(best, 4);
}

static double find_best(const ns_instance *self, uint32_t p) {
    return self->any_shut & NS_SHUT_INFEASIBLE
               ? best_of_feasible(self->utility[p], self->shut, self->scenario->package_count)
               : self->memory->top[p];
}

static void code_options(ns_instance *self, ns_shut *codes) {
    const ns_scenario *s = self->scenario;
    for (uint32_t i = 0; i < s->issue_count; i++)
        for (uint32_t o = 0; o < s->issues[i].option_count; o++)
            codes[s->issues[i].first_option + o] = condition_code(self, &s->issues[i].options[o]);
    for (uint32_t p = 0; p < s->party_count; p++) add_party(self, p, codes);
}

void ns_instance_mask(ns_instance *self) {
    const ns_scenario *s = self->scenario;
    ns_shut *codes = self->memory->option_shut, any = 0;
    code_options(self, codes);
    for (uint32_t k = 0; k < s->option_total; k++) any |= codes[k];
    if (!s->vast) spread(self, codes, any);
}

void ns_instance_find_best(ns_instance *self) {
    for (uint32_t p = 0; p < self->scenario->party_count; p++) self->best_feasible[p] = find_best(self, p);
}

ns_shut ns_instance_option_shut(const ns_instance *self, uint32_t issue, uint32_t option) {
    return self->memory->option_shut[self->scenario->issues[issue].first_option + option];
}
