/* What can be said at the central draw, where every uniform is one half: no-deal values that exclude nothing or
 * everything, flexibilities without a common option, rules and red lines that leave nothing. */
#include <math.h>
#include <stdlib.h>

#include "builder.h"

enum { MOST_PACKAGES = 65536 };

typedef struct central {
    builder *self;
    double *values;  /* [party * option_total + option] */
    double *weights; /* [party * issue_count + issue] */
    uint8_t *out;    /* [option]: some red line on it always holds */
} central;

static double number(const builder *self, uint32_t quantity) {
    return ns_quantity_value(&self->scenario->quantities[quantity], 0.5);
}

/* Value of an option by the knots. */
static double value_at(const builder *self, const ns_stance *stance, const ns_issue *issue, uint32_t option) {
    if (!stance->knot_at) return number(self, stance->values[option]);
    double x = issue->options[option].number;
    uint32_t k = 0;
    while (k + 2 < stance->knot_count && stance->knot_at[k + 1] < x) k++;
    double a = number(self, stance->values[k]);
    if (stance->knot_count < 2) return a;
    double b = number(self, stance->values[k + 1]), from = stance->knot_at[k], to = stance->knot_at[k + 1];
    return a + (b - a) * (x - from) / (to - from);
}

static void fill_party(central *c, uint32_t p) {
    const ns_scenario *s = c->self->scenario;
    double sum = 0;
    for (uint32_t i = 0; i < s->issue_count; i++) {
        const ns_stance *stance = &s->parties[p].stances[i];
        double *w = &c->weights[p * s->issue_count + i];
        *w = s->parties[p].priorities_by_order ? (double)(s->issue_count - stance->order_rank)
                                               : number(c->self, stance->priority);
        sum += *w;
        for (uint32_t o = 0; o < s->issues[i].option_count; o++) {
            c->values[p * s->option_total + s->issues[i].first_option + o] =
                value_at(c->self, stance, &s->issues[i], o);
            uint32_t line = stance->red_line ? stance->red_line[o] : NS_NONE;
            if (line != NS_NONE && s->quantities[line].distribution.kind == NS_CONSTANT &&
                s->quantities[line].distribution.a >= 1)
                c->out[s->issues[i].first_option + o] = 1;
        }
    }
    for (uint32_t i = 0; i < s->issue_count && sum > 0 && !s->parties[p].priorities_as_written; i++)
        c->weights[p * s->issue_count + i] /= sum;
}

static bool within_flexibility(const central *c, uint32_t p, uint32_t issue, uint32_t option) {
    const ns_scenario *s = c->self->scenario;
    const double *v = &c->values[p * s->option_total + s->issues[issue].first_option];
    double phi = number(c->self, s->parties[p].stances[issue].flexibility), low = v[0], high = v[0];
    for (uint32_t o = 1; o < s->issues[issue].option_count; o++) {
        low = fmin(low, v[o]);
        high = fmax(high, v[o]);
    }
    return phi >= 1 || v[option] + s->slack >= high - phi * (high - low);
}

static void check_common_options(const central *c) {
    const ns_scenario *s = c->self->scenario;
    for (uint32_t i = 0; i < s->issue_count; i++) {
        bool common = false;
        for (uint32_t o = 0; o < s->issues[i].option_count && !common; o++) {
            common = !c->out[s->issues[i].first_option + o];
            for (uint32_t p = 0; p < s->party_count && common; p++) common = within_flexibility(c, p, i, o);
        }
        if (!common)
            ns_diagnostics_add(
                c->self->diagnostics, NS_CODE_NO_COMMON_OPTION, s->issues[i].at,
                "a flexibility below 1 rules out the option worth least",
                "no option of issue '%s' is within everybody's flexibility at the central draw",
                s->issues[i].id);
    }
}

static bool is_open(const central *c, uint32_t package) {
    const ns_scenario *s = c->self->scenario;
    if (s->broken && s->broken[package]) return false;
    for (uint32_t i = 0; i < s->issue_count; i++)
        if (c->out[s->issues[i].first_option + ns_option_of(s, i, package)]) return false;
    return true;
}

static bool check_any_package(const central *c) {
    const ns_scenario *s = c->self->scenario;
    for (uint32_t x = 0; x < s->package_count; x++)
        if (is_open(c, x)) return true;
    ns_diagnostics_add(c->self->diagnostics, NS_CODE_NO_PACKAGE,
                       s->issue_count ? s->issues[0].at : (ns_location){0},
                       "loosen a rule, or a red line of firmness 1",
                       "rules and red lines that always hold leave no package");
    return false;
}

static void check_no_deal(const central *c, uint32_t p) {
    const ns_scenario *s = c->self->scenario;
    const ns_party *party = &s->parties[p];
    double low = HUGE_VAL, high = -HUGE_VAL, no_deal = number(c->self, party->no_deal);
    for (uint32_t x = 0; x < s->package_count; x++) {
        double u = 0;
        for (uint32_t i = 0; i < s->issue_count; i++)
            u += c->weights[p * s->issue_count + i] *
                 c->values[p * s->option_total + s->issues[i].first_option + ns_option_of(s, i, x)];
        low = fmin(low, u);
        high = fmax(high, u);
    }
    ns_location at = s->quantities[party->no_deal].is_default ? party->at : s->quantities[party->no_deal].at;
    if (no_deal < low - s->slack || (no_deal <= low && !s->quantities[party->no_deal].is_default))
        ns_diagnostics_add(c->self->diagnostics, NS_CODE_USELESS_NO_DEAL, at,
                           "is it on the scale of the values?",
                           "no_deal of '%s' is %g, below every package (least %g): it excludes nothing",
                           party->id, no_deal, low);
    if (no_deal > high + s->slack)
        ns_diagnostics_add(
            c->self->diagnostics, NS_CODE_TOTAL_NO_DEAL, at, "is it on the scale of the values?",
            "no_deal of '%s' is %g, above every package without links (best %g): it excludes everything",
            party->id, no_deal, high);
}

void b_check_central(builder *self) {
    const ns_scenario *s = self->scenario;
    central c = {self, calloc((size_t)s->party_count * s->option_total + 1, sizeof(double)),
                 calloc((size_t)s->party_count * s->issue_count + 1, sizeof(double)),
                 calloc(s->option_total + 1, 1)};
    if (c.values && c.weights && c.out) {
        for (uint32_t p = 0; p < s->party_count; p++) fill_party(&c, p);
        check_common_options(&c);
        if (check_any_package(&c) && s->package_count <= MOST_PACKAGES)
            for (uint32_t p = 0; p < s->party_count; p++) check_no_deal(&c, p);
    } else {
        self->status = NS_NO_MEMORY;
    }
    free(c.values);
    free(c.weights);
    free(c.out);
}
