/* The slow reference engine: one draw, and what shuts each package. */
#include "reference.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "negsim/random.h"

void *ref_alloc(size_t count, size_t size) {
    void *memory = calloc(count ? count : 1, size);
    if (!memory) abort();
    return memory;
}

/* --- numbers, weights, values ----------------------------------------------------------------------------- */

static void draw_numbers(ref_draw *self) {
    const ns_scenario *s = self->scenario;
    for (uint32_t i = 0; i < s->quantity_count; i++) {
        double u = ns_uniform_draw(self->seed, self->draw, s->quantities[i].key);
        self->numbers[i] = ns_quantity_value(&s->quantities[i], u);
    }
}

/* Where only an order is given: the k-th largest of the drawn numbers goes to the issue of rank k. */
static double raw_priority(const ref_draw *self, const ns_party *party, uint32_t issue) {
    const ns_scenario *s = self->scenario;
    if (!party->priorities_by_order) return self->numbers[party->stances[issue].priority];
    for (uint32_t i = 0; i < s->issue_count; i++) {
        double candidate = self->numbers[party->stances[i].priority];
        uint32_t larger = 0, equal_before = 0;
        for (uint32_t j = 0; j < s->issue_count; j++) {
            double other = self->numbers[party->stances[j].priority];
            if (other > candidate) larger++;
            if (other == candidate && j < i) equal_before++;
        }
        if (larger + equal_before == party->stances[issue].order_rank) return candidate;
    }
    return 0;
}

static void draw_weights(ref_draw *self, uint32_t p) {
    const ns_scenario *s = self->scenario;
    const ns_party *party = &s->parties[p];
    double *w = self->weights + (size_t)p * s->issue_count;
    double sum = 0;
    for (uint32_t i = 0; i < s->issue_count; i++) {
        w[i] = raw_priority(self, party, i);
        sum += w[i];
    }
    for (uint32_t i = 0; i < s->issue_count && !party->priorities_as_written; i++)
        w[i] = sum > 0 ? w[i] / sum : 1.0 / s->issue_count;
}

/* Insertion sort of the drawn values of an ordered issue. */
static void sort_values(double *v, uint32_t count, int direction) {
    for (uint32_t i = 1; i < count; i++) {
        for (uint32_t j = i; j > 0 && (direction > 0 ? v[j - 1] > v[j] : v[j - 1] < v[j]); j--) {
            double swap = v[j];
            v[j] = v[j - 1];
            v[j - 1] = swap;
        }
    }
}

static double value_at(const ns_stance *stance, const double *knots, double x) {
    uint32_t k = 0;
    while (k + 2 < stance->knot_count && stance->knot_at[k + 1] <= x) k++;
    if (x == stance->knot_at[k]) return knots[k];
    if (x == stance->knot_at[k + 1]) return knots[k + 1];
    double step = (x - stance->knot_at[k]) / (stance->knot_at[k + 1] - stance->knot_at[k]);
    return knots[k] + step * (knots[k + 1] - knots[k]);
}

static void draw_values(ref_draw *self, uint32_t p, uint32_t i) {
    const ns_scenario *s = self->scenario;
    const ns_issue *issue = &s->issues[i];
    const ns_stance *stance = &s->parties[p].stances[i];
    double *v = self->values + (size_t)p * s->option_total + issue->first_option;
    double *knots = ref_alloc(stance->knot_count, sizeof *knots);
    for (uint32_t k = 0; k < stance->knot_count; k++) knots[k] = self->numbers[stance->values[k]];
    if (issue->ordered && stance->direction != 0) sort_values(knots, stance->knot_count, stance->direction);
    for (uint32_t o = 0; o < issue->option_count; o++)
        v[o] = stance->knot_at ? value_at(stance, knots, issue->options[o].number) : knots[o];
    free(knots);

    double highest = v[0], lowest = v[0];
    for (uint32_t o = 1; o < issue->option_count; o++) {
        highest = v[o] > highest ? v[o] : highest;
        lowest = v[o] < lowest ? v[o] : lowest;
    }
    double phi = self->numbers[stance->flexibility];
    self->floors[p * s->issue_count + i] = phi >= 1 ? -HUGE_VAL : highest - phi * (highest - lowest);
    for (uint32_t o = 0; o < issue->option_count; o++) {
        bool drawn = stance->red_line && stance->red_line[o] != NS_NONE;
        self->red[(size_t)p * s->option_total + issue->first_option + o] =
            drawn && self->numbers[stance->held[o]] < self->numbers[stance->red_line[o]];
    }
}

/* --- packages --------------------------------------------------------------------------------------------- */

bool ref_box_holds(const ns_scenario *scenario, const ns_box *box, uint32_t package) {
    for (uint32_t k = 0; k < box->side_count; k++)
        if (!box->sides[k].allowed[ns_option_of(scenario, box->sides[k].issue, package)]) return false;
    return true;
}

static bool rule_broken(const ns_scenario *s, uint32_t package) {
    for (uint32_t k = 0; k < s->rule_count; k++) {
        const ns_rule *rule = &s->rules[k];
        if (!ref_box_holds(s, &rule->when, package)) continue;
        if (rule->forbid || !ref_box_holds(s, &rule->then, package)) return true;
    }
    return false;
}

static bool condition_lacking(const ref_draw *self, uint32_t package) {
    const ns_scenario *s = self->scenario;
    for (uint32_t i = 0; i < s->issue_count; i++) {
        const ns_option *option = &s->issues[i].options[ns_option_of(s, i, package)];
        for (uint32_t k = 0; k < option->need_count; k++)
            if (!self->available[option->needs[k]]) return true;
    }
    return false;
}

static double issue_value(const ref_draw *self, uint32_t p, uint32_t i, uint32_t package) {
    const ns_scenario *s = self->scenario;
    double v =
        self->values[(size_t)p * s->option_total + s->issues[i].first_option + ns_option_of(s, i, package)];
    return self->weights[p * s->issue_count + i] * v;
}

double ref_utility(const ref_draw *self, uint32_t p, uint32_t package) {
    const ns_scenario *s = self->scenario;
    double u = self->numbers[s->parties[p].base], right = 0;
    for (uint32_t i = 0; i < s->left_issues; i++) u += issue_value(self, p, i, package);
    for (uint32_t i = s->left_issues; i < s->issue_count; i++) right += issue_value(self, p, i, package);
    if (s->left_issues < s->issue_count) u += right;
    for (uint32_t k = 0; k < s->parties[p].link_count; k++)
        if (ref_box_holds(s, &s->parties[p].links[k].when, package))
            u += self->numbers[s->parties[p].links[k].add];
    return s->cap && u > s->full ? s->full : u;
}

bool ref_within_flexibility(const ref_draw *self, uint32_t p, uint32_t i, uint32_t option) {
    const ns_scenario *s = self->scenario;
    double v = self->values[(size_t)p * s->option_total + s->issues[i].first_option + option];
    return v + s->slack >= self->floors[p * s->issue_count + i];
}

bool ref_over_red_line(const ref_draw *self, uint32_t p, uint32_t package) {
    const ns_scenario *s = self->scenario;
    for (uint32_t i = 0; i < s->issue_count; i++) {
        uint32_t option = s->issues[i].first_option + ns_option_of(s, i, package);
        if (self->red[(size_t)p * s->option_total + option]) return true;
    }
    return false;
}

static bool inflexible(const ref_draw *self, uint32_t p, uint32_t package) {
    for (uint32_t i = 0; i < self->scenario->issue_count; i++)
        if (!ref_within_flexibility(self, p, i, ns_option_of(self->scenario, i, package))) return true;
    return false;
}

static void draw_packages(ref_draw *self) {
    const ns_scenario *s = self->scenario;
    for (uint32_t p = 0; p < s->party_count; p++) self->best_feasible[p] = -HUGE_VAL;
    for (uint32_t x = 0; x < s->package_count; x++) {
        self->broken[x] = rule_broken(s, x);
        self->lacking[x] = condition_lacking(self, x);
        bool feasible = !self->broken[x] && !self->lacking[x];
        self->shut[x] = (self->broken[x] ? NS_SHUT_RULE : 0) | (self->lacking[x] ? NS_SHUT_CONDITION : 0);
        for (uint32_t p = 0; p < s->party_count; p++) {
            double u = ref_utility(self, p, x);
            self->utility[(size_t)p * s->package_count + x] = u;
            if (feasible && u > self->best_feasible[p]) self->best_feasible[p] = u;
            if (ref_over_red_line(self, p, x)) self->shut[x] |= NS_SHUT_OF(NS_CAUSE_RED_LINE, p);
            if (inflexible(self, p, x)) self->shut[x] |= NS_SHUT_OF(NS_CAUSE_INFLEXIBLE, p);
        }
    }
}

static ref_draw *empty_draw(const ns_scenario *scenario, uint64_t seed, uint64_t draw) {
    ref_draw *self = ref_alloc(1, sizeof *self);
    size_t parties = scenario->party_count, packages = scenario->package_count;
    self->scenario = scenario;
    self->seed = seed;
    self->draw = draw;
    self->numbers = ref_alloc(scenario->quantity_count, sizeof *self->numbers);
    self->weights = ref_alloc(parties * scenario->issue_count, sizeof *self->weights);
    self->values = ref_alloc(parties * scenario->option_total, sizeof *self->values);
    self->floors = ref_alloc(parties * scenario->issue_count, sizeof *self->floors);
    self->available = ref_alloc(scenario->condition_count, 1);
    self->red = ref_alloc(parties * scenario->option_total, 1);
    self->broken = ref_alloc(packages, 1);
    self->lacking = ref_alloc(packages, 1);
    self->utility = ref_alloc(parties * packages, sizeof *self->utility);
    self->shut = ref_alloc(packages, sizeof *self->shut);
    return self;
}

static void work_out(ref_draw *self) {
    const ns_scenario *scenario = self->scenario;
    for (uint32_t c = 0; c < scenario->condition_count; c++) {
        const ns_condition *condition = &scenario->conditions[c];
        self->available[c] = self->numbers[condition->held] < self->numbers[condition->available];
    }
    for (uint32_t p = 0; p < scenario->party_count; p++) {
        draw_weights(self, p);
        for (uint32_t i = 0; i < scenario->issue_count; i++) draw_values(self, p, i);
    }
    draw_packages(self);
}

ref_draw *ref_draw_new(const ns_scenario *scenario, uint64_t seed, uint64_t draw) {
    ref_draw *self = empty_draw(scenario, seed, draw);
    draw_numbers(self);
    work_out(self);
    return self;
}

ref_draw *ref_draw_changed(const ref_draw *from, const double *numbers) {
    ref_draw *self = empty_draw(from->scenario, from->seed, from->draw);
    memcpy(self->numbers, numbers, from->scenario->quantity_count * sizeof *numbers);
    work_out(self);
    return self;
}

void ref_draw_free(ref_draw *self) {
    if (!self) return;
    free(self->numbers);
    free(self->weights);
    free(self->values);
    free(self->floors);
    free(self->available);
    free(self->red);
    free(self->broken);
    free(self->lacking);
    free(self->utility);
    free(self->paper);
    free(self->shut);
    free(self);
}

/* --- what shuts a package in an arm ----------------------------------------------------------------------- */

bool ref_meets_held(const ref_draw *self, const ref_play *play, uint32_t p, uint32_t package) {
    const ns_scenario *s = self->scenario;
    for (uint32_t k = 0; k < play->held_count; k++) {
        const ref_held *held = &play->held[k];
        if (held->party == p && !ref_box_holds(s, &s->parties[p].preconditions[held->index].needs, package))
            return false;
    }
    return true;
}

/* What p lacks in a package against its true no-deal value of a round, with the face of the arm; 0 where it is at least that. */
static double gap_of(const ref_draw *self, double no_deal, double face, uint32_t p, uint32_t package) {
    const ns_scenario *s = self->scenario;
    double u = self->utility[(size_t)p * s->package_count + package];
    double worth = u == self->best_feasible[p] ? u : u - face;
    return worth + s->slack >= no_deal ? 0 : no_deal - worth;
}

/* Parties without any of these bits. */
static uint16_t untouched(const ns_scenario *s, ns_shut shut, const ns_cause *causes, unsigned count) {
    uint16_t open = 0;
    for (uint32_t p = 0; p < s->party_count; p++) {
        bool free_of_all = true;
        for (unsigned c = 0; c < count; c++)
            if (shut & NS_SHUT_OF(causes[c], p)) free_of_all = false;
        if (free_of_all) open |= (uint16_t)(1u << p);
    }
    return open;
}

/* As things are in one round; *lack: the gaps together. */
static ns_shut shut_in(const ref_draw *self, const ref_play *play, uint32_t package, uint32_t round,
                       double *lack) {
    double face[NS_MAX_PARTIES], carrots;
    ref_arm_facts(self, play->world, play->seat, &carrots, face);
    static const ns_cause causes[] = {NS_CAUSE_RED_LINE, NS_CAUSE_INFLEXIBLE, NS_CAUSE_PRECONDITION};
    const ns_scenario *s = self->scenario;
    ns_shut shut = self->shut[package], no_deal = 0;
    double sum = 0, gaps[NS_MAX_PARTIES], budget = carrots + s->slack;
    uint16_t who;
    for (uint32_t p = 0; p < s->party_count; p++) {
        gaps[p] = gap_of(self, play->world->no_deal[(round - 1) * s->party_count + p], face[p], p, package);
        sum += gaps[p];
        if (gaps[p] > 0) no_deal |= NS_SHUT_OF(NS_CAUSE_NO_DEAL, p);
        if ((play->shut_holders >> p & 1) || !ref_meets_held(self, play, p, package))
            shut |= NS_SHUT_OF(NS_CAUSE_PRECONDITION, p);
    }
    *lack = sum;
    if (s->protocol.consent == NS_CONSENT_UNANIMITY) return budget >= sum ? shut : shut | no_deal;
    if (shut & NS_SHUT_INFEASIBLE) return shut;
    if (ref_cheapest(self, untouched(s, shut, causes, 3), gaps, &who) <= budget) return 0;
    if (!(ref_cheapest(self, untouched(s, shut, causes, 1), gaps, &who) <= budget)) return shut | no_deal;
    for (uint32_t p = 0; p < s->party_count; p++)
        if (who & 1u << p) no_deal &= ~NS_SHUT_OF(NS_CAUSE_NO_DEAL, p);
    return shut | no_deal;
}

static bool opens(const ref_draw *self, ns_shut shut) {
    static const ns_cause causes[] = {NS_CAUSE_RED_LINE, NS_CAUSE_INFLEXIBLE, NS_CAUSE_PRECONDITION,
                                      NS_CAUSE_NO_DEAL};
    return !(shut & NS_SHUT_INFEASIBLE) && ref_binds(self, untouched(self->scenario, shut, causes, 4));
}

static int reached(const ref_draw *self, ns_shut shut) {
    static const ns_cause causes[] = {NS_CAUSE_RED_LINE, NS_CAUSE_NO_DEAL};
    const ns_scenario *s = self->scenario;
    if (shut == 0) return 3;
    if (shut & NS_SHUT_INFEASIBLE) return -1;
    if (ref_binds(self, untouched(s, shut, causes, 2))) return 2;
    return ref_binds(self, untouched(s, shut, causes, 1));
}

/* In the round of the talks in which it gets farthest: within a stretch between events that change more than no deal, the round in which
 * it lacks least (of those in which it gets farthest where not all must agree). */
static ns_shut shut_of(const ref_draw *self, const ref_play *play, uint32_t package) {
    const ns_scenario *s = self->scenario;
    bool all = s->protocol.consent == NS_CONSENT_UNANIMITY;
    double least = HUGE_VAL, lack;
    ns_shut best = 0, here = 0, of_stretch = 0;
    for (uint32_t r = 1; r <= s->protocol.rounds; r++) {
        const ref_draw *now = play->world->draws[r - 1];
        bool opens = r == 1 || play->world->own[r - 1];
        here = shut_in(now, play, package, r, &lack);
        int gain = all || opens ? 0 : reached(now, here) - reached(now, of_stretch);
        if (opens || gain > 0 || (gain == 0 && lack < least)) {
            of_stretch = here;
            least = lack;
        }
        bool closes = r == s->protocol.rounds || play->world->own[r];
        uint32_t from = r;
        while (from > 1 && !play->world->own[from - 1]) from--;
        if (closes && (from == 1 || reached(now, of_stretch) > reached(now, best))) best = of_stretch;
        if (!s->conflict.given && !s->event_count) return of_stretch;
    }
    return best;
}

/* All bits that a cause can have. */
static ns_shut bits_of_cause(const ns_scenario *s, ns_cause cause) {
    if (cause == NS_CAUSE_RULE) return NS_SHUT_RULE;
    if (cause == NS_CAUSE_CONDITION) return NS_SHUT_CONDITION;
    ns_shut bits = 0;
    for (uint32_t p = 0; p < s->party_count; p++) bits |= NS_SHUT_OF(cause, p);
    return bits;
}

void ref_reach(const ref_draw *self, ref_play *play) {
    const ns_scenario *s = self->scenario;
    play->shut = ref_alloc(s->package_count, sizeof *play->shut);
    for (uint32_t x = 0; x < s->package_count; x++) {
        play->shut[x] = shut_of(self, play, x);
        if (play->shut[x] == 0) play->any_reachable = true;
    }
    if (play->any_reachable) return;
    for (uint32_t x = 0; x < s->package_count; x++) {
        ns_shut shut = play->shut[x];
        for (unsigned bit = 0; bit < NS_SHUT_BITS(s->party_count); bit++)
            if ((shut >> bit & 1) && opens(self, shut & ~((ns_shut)1 << bit)))
                play->pivot_pairs |= (ns_shut)1 << bit;
        for (unsigned cause = 0; cause < NS_CAUSE_COUNT; cause++)
            if (opens(self, shut & ~bits_of_cause(s, (ns_cause)cause))) play->pivot_causes |= 1u << cause;
    }
}
