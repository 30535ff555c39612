/* What can be said at the central draw, where every uniform is one half: no-deal values that exclude nothing or
 * everything, flexibilities without a common option, rules and red lines that leave nothing, no zone. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "builder.h"

enum { MOST_PACKAGES = 65536 };

/* Arrays by party and option are indexed [party * option_total + option]. */
typedef struct central {
    builder *self;
    const ns_scenario *scenario;
    double *values;
    double *weights; /* [party * issue_count + issue] */
    uint8_t *never;  /* [option]: a red line on it always holds */
    uint8_t
        *closed; /* [option]: out at the central draw: a red line holds, or a condition is not available */
} central;

/* What a walk over all packages finds. */
typedef struct findings {
    double lowest[NS_MAX_PARTIES], highest[NS_MAX_PARTIES]; /* value of any package that can be signed */
    bool any, zone;
} findings;

static double number(const ns_scenario *s, uint32_t quantity) {
    return ns_quantity_value(&s->quantities[quantity], 0.5);
}

/* Value of an option: its knot's, or between two knots. */
static double value_at(const ns_scenario *s, const ns_stance *stance, const ns_issue *issue,
                       uint32_t option) {
    if (!stance->knot_at) return number(s, stance->values[option]);
    double x = issue->options[option].number;
    uint32_t k = 0;
    while (k + 2 < stance->knot_count && stance->knot_at[k + 1] < x) k++;
    double a = number(s, stance->values[k]);
    if (stance->knot_count < 2) return a;
    double b = number(s, stance->values[k + 1]), from = stance->knot_at[k], to = stance->knot_at[k + 1];
    return a + (b - a) * ((x - from) / (to - from));
}

static void fill_option(central *c, uint32_t p, uint32_t i, uint32_t o) {
    const ns_scenario *s = c->scenario;
    const ns_stance *stance = &s->parties[p].stances[i];
    uint32_t at = s->issues[i].first_option + o, line = stance->red_line ? stance->red_line[o] : NS_NONE;
    c->values[p * s->option_total + at] = value_at(s, stance, &s->issues[i], o);
    /* one party's red line closes an option only where nobody can be outvoted */
    if (line == NS_NONE || s->protocol.consent != NS_CONSENT_UNANIMITY) return;
    const ns_distribution *firmness = &s->quantities[line].distribution;
    if (ns_distribution_is_constant(firmness) && firmness->a >= 1) c->never[at] = 1;
    if (number(s, line) > 0.5) c->closed[at] = 1;
}

static void fill_party(central *c, uint32_t p) {
    const ns_scenario *s = c->scenario;
    const ns_party *party = &s->parties[p];
    double sum = 0, *w = &c->weights[p * s->issue_count];
    for (uint32_t i = 0; i < s->issue_count; i++) {
        const ns_stance *stance = &party->stances[i];
        w[i] = party->priorities_by_order ? 1 : number(s, stance->priority); /* all exponentials are equal */
        sum += w[i];
        for (uint32_t o = 0; o < s->issues[i].option_count; o++) fill_option(c, p, i, o);
    }
    for (uint32_t i = 0; i < s->issue_count && sum > 0 && !party->priorities_as_written; i++) w[i] /= sum;
}

static void close_options(central *c) {
    const ns_scenario *s = c->scenario;
    for (uint32_t i = 0; i < s->issue_count; i++)
        for (uint32_t o = 0; o < s->issues[i].option_count; o++)
            for (uint32_t k = 0; k < s->issues[i].options[o].need_count; k++)
                if (!(number(s, s->conditions[s->issues[i].options[o].needs[k]].available) > 0.5))
                    c->closed[s->issues[i].first_option + o] = 1;
}

static bool within_flexibility(const central *c, uint32_t p, uint32_t issue, uint32_t option) {
    const ns_scenario *s = c->scenario;
    const double *v = &c->values[p * s->option_total + s->issues[issue].first_option];
    double phi = number(s, s->parties[p].stances[issue].flexibility), low = v[0], high = v[0];
    for (uint32_t o = 1; o < s->issues[issue].option_count; o++) {
        low = fmin(low, v[o]);
        high = fmax(high, v[o]);
    }
    return phi >= 1 || v[option] + s->slack >= high - phi * (high - low);
}

static void check_common_options(const central *c) {
    const ns_scenario *s = c->scenario;
    for (uint32_t i = 0; i < s->issue_count; i++) {
        bool common = false;
        for (uint32_t o = 0; o < s->issues[i].option_count && !common; o++) {
            common = !c->never[s->issues[i].first_option + o];
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

/* No rule broken and no option among those that are out. */
static bool is_open(const ns_scenario *s, const uint8_t *out, uint32_t package) {
    if (s->broken && s->broken[package]) return false;
    for (uint32_t i = 0; i < s->issue_count; i++)
        if (out[s->issues[i].first_option + ns_option_of(s, i, package)]) return false;
    return true;
}

/* Of a vast space, rules not looked at: an open option on every issue. */
static bool any_of_vast(const ns_scenario *s, const uint8_t *out) {
    for (uint32_t i = 0; i < s->issue_count; i++) {
        bool open = false;
        for (uint32_t o = 0; o < s->issues[i].option_count; o++) open |= !out[s->issues[i].first_option + o];
        if (!open) return false;
    }
    return true;
}

static bool any_package(const ns_scenario *s, const uint8_t *out) {
    if (s->vast) return any_of_vast(s, out);
    for (uint32_t x = 0; x < s->package_count; x++)
        if (is_open(s, out, x)) return true;
    return false;
}

static bool check_any_package(const central *c) {
    const ns_scenario *s = c->scenario;
    if (any_package(s, c->never)) return true;
    c->self->faults++;
    ns_diagnostics_add(c->self->diagnostics, NS_CODE_NO_PACKAGE, s->issues[0].at,
                       "loosen a rule, or a red line of firmness 1",
                       "rules and red lines that always hold leave no package");
    return false;
}

static bool link_holds(const ns_scenario *s, const ns_link *link, uint32_t package) {
    for (uint32_t k = 0; k < link->when.side_count; k++)
        if (!link->when.sides[k].allowed[ns_option_of(s, link->when.sides[k].issue, package)]) return false;
    return true;
}

static double value_of(const central *c, uint32_t p, uint32_t package) {
    const ns_scenario *s = c->scenario;
    const ns_party *party = &s->parties[p];
    double u = number(s, party->base);
    for (uint32_t i = 0; i < s->issue_count; i++)
        u += c->weights[p * s->issue_count + i] *
             c->values[p * s->option_total + s->issues[i].first_option + ns_option_of(s, i, package)];
    for (uint32_t k = 0; k < party->link_count; k++)
        if (link_holds(s, &party->links[k], package)) u += number(s, party->links[k].add);
    return s->cap && u > s->full ? s->full : u;
}

/* What the mediators can pay at the central draw, at most: as if they stood in nobody's way. */
static double budget(const ns_scenario *s) {
    double sum = 0;
    for (uint32_t k = 0; k < s->mediator_count; k++) {
        const ns_mediator *m = &s->mediators[k];
        double style = 0;
        for (int c = 0; c < 3; c++) style += number(s, m->style[c]);
        if (style > 0)
            sum += number(s, m->style[NS_STYLE_DIRECTIVE]) / style * number(s, m->effort) *
                   number(s, m->leverage);
    }
    return sum;
}

static void look_at(const central *c, uint32_t package, double carrots, findings *found) {
    const ns_scenario *s = c->scenario;
    double gaps = 0;
    for (uint32_t p = 0; p < s->party_count; p++) {
        double u = value_of(c, p, package), no_deal = number(s, s->parties[p].no_deal);
        found->lowest[p] = fmin(found->lowest[p], u);
        found->highest[p] = fmax(found->highest[p], u);
        if (no_deal - u > s->slack) gaps += no_deal - u;
    }
    found->any = true;
    found->zone |= gaps <= carrots + s->slack && is_open(s, c->closed, package);
}

static void warn_no_deal(const central *c, uint32_t p, const findings *found) {
    const ns_scenario *s = c->scenario;
    const ns_party *party = &s->parties[p];
    const ns_quantity *q = &s->quantities[party->no_deal];
    const double no_deal = number(s, party->no_deal);
    const ns_location at = q->is_default ? party->at : q->at;
    const char *text = b_shortest(c->self, no_deal);
    /* the default may equal the least package without a word */
    if (no_deal < found->lowest[p] - s->slack || (!q->is_default && no_deal < found->lowest[p] + s->slack))
        ns_diagnostics_add(c->self->diagnostics, NS_CODE_USELESS_NO_DEAL, at,
                           "is it on the scale of the values?",
                           "no_deal of '%s' is %s and its least package is worth %s: it excludes nothing",
                           party->id, text, b_shortest(c->self, found->lowest[p]));
    if (no_deal > found->highest[p] + s->slack)
        ns_diagnostics_add(c->self->diagnostics, NS_CODE_TOTAL_NO_DEAL, at,
                           "is it on the scale of the values?",
                           "no_deal of '%s' is %s, above every package (best %s): it excludes everything",
                           party->id, text, b_shortest(c->self, found->highest[p]));
}

static void check_values(const central *c) {
    const ns_scenario *s = c->scenario;
    findings found = {.any = false};
    const double carrots = budget(s);
    for (uint32_t p = 0; p < s->party_count; p++) {
        found.lowest[p] = HUGE_VAL;
        found.highest[p] = -HUGE_VAL;
    }
    for (uint32_t x = 0; x < s->package_count; x++)
        if (is_open(s, c->never, x)) look_at(c, x, carrots, &found);
    bool total = false;
    for (uint32_t p = 0; p < s->party_count && found.any; p++) {
        warn_no_deal(c, p, &found);
        total |= number(s, s->parties[p].no_deal) > found.highest[p] + s->slack;
    }
    if (!found.zone && !total && s->protocol.consent == NS_CONSENT_UNANIMITY)
        ns_diagnostics_add(c->self->diagnostics, NS_CODE_NO_ZONE_CENTRAL, s->issues[0].at,
                           "see `no_deal`, red lines and conditions",
                           "at the central draw no package is worth at least no deal to every party");
}

/* A condition that no option needs changes nothing. */
static void check_conditions(const central *c) {
    const ns_scenario *s = c->scenario;
    for (uint32_t k = 0; k < s->condition_count; k++) {
        bool used = false;
        for (uint32_t i = 0; i < s->issue_count; i++)
            for (uint32_t o = 0; o < s->issues[i].option_count; o++)
                for (uint32_t n = 0; n < s->issues[i].options[o].need_count; n++)
                    used |= s->issues[i].options[o].needs[n] == k;
        if (!used)
            ns_diagnostics_add(c->self->diagnostics, NS_CODE_UNUSED, s->conditions[k].at,
                               "say with an option: {title: .., needs: [CONDITION]}",
                               "no option needs condition '%s'", s->conditions[k].id);
    }
}

void b_check_central(builder *self) {
    const ns_scenario *s = self->scenario;
    const size_t options = s->option_total, parties = s->party_count;
    central c = {.self = self,
                 .scenario = s,
                 .values = B_NEW(self, parties * options, double),
                 .weights = B_NEW(self, parties * s->issue_count, double),
                 .never = B_NEW(self, options, uint8_t),
                 .closed = B_NEW(self, options, uint8_t)};
    if (self->status != NS_OK) return;
    for (uint32_t p = 0; p < s->party_count; p++) fill_party(&c, p);
    close_options(&c);
    check_conditions(&c);
    if (s->protocol.consent == NS_CONSENT_UNANIMITY) check_common_options(&c);
    if (check_any_package(&c) && !s->vast && s->package_count <= MOST_PACKAGES) check_values(&c);
}
