/* What shuts each package in a draw and arm. */
#include "negsim/reach.h"

#include <math.h>
#include <string.h>

ns_shut ns_shut_red_lines(uint32_t parties) {
    ns_shut mask = 0;
    for (uint32_t p = 0; p < parties; p++) mask |= NS_SHUT_OF(NS_CAUSE_RED_LINE, p);
    return mask;
}

ns_shut ns_shut_no_deals(uint32_t parties) {
    ns_shut mask = 0;
    for (uint32_t p = 0; p < parties; p++) mask |= NS_SHUT_OF(NS_CAUSE_NO_DEAL, p);
    return mask;
}

/* Parties that none of these bits closes. */
static uint16_t parties_open(const ns_consent *consent, ns_shut s, ns_shut closing) {
    uint16_t open = 0;
    for (uint32_t p = 0; consent->everybody >> p; p++)
        if ((s & closing & NS_SHUT_PARTY(p)) == 0) open = (uint16_t)(open | 1u << p);
    return open;
}

bool ns_shut_passes(const ns_consent *consent, ns_shut s, ns_shut closing) {
    if (consent->unanimous) return (s & (NS_SHUT_INFEASIBLE | closing)) == 0;
    return (s & NS_SHUT_INFEASIBLE) == 0 && ns_consent_wins(consent, parties_open(consent, s, closing));
}

ns_shut ns_shut_alone(const ns_consent *consent, ns_shut s) {
    if (consent->unanimous) return (s & (s - 1)) == 0 ? s : 0;
    ns_shut alone = 0;
    for (ns_shut left = s; left; left &= left - 1) {
        const ns_shut bit = left & (~left + 1);
        if (ns_shut_passes(consent, s & ~bit, ~(ns_shut)0)) alone |= bit;
    }
    return alone;
}

int ns_reach_level(const ns_instance *self, ns_shut shut) {
    const uint32_t n = self->scenario->party_count;
    const ns_shut red = ns_shut_red_lines(n);
    if (shut == 0) return 3;
    if (shut & NS_SHUT_INFEASIBLE) return -1;
    if (ns_shut_passes(&self->consent, shut, red | ns_shut_no_deals(n))) return 2;
    return ns_shut_passes(&self->consent, shut, red);
}

ns_shut ns_reach_preconditions(const ns_instance *self, const ns_arm_facts *facts, ns_shut *out) {
    const ns_scenario *s = self->scenario;
    ns_shut all = 0, any = self->any_shut;
    for (uint32_t p = 0; p < s->party_count; p++)
        if (facts->shut_holders >> p & 1) all |= NS_SHUT_OF(NS_CAUSE_PRECONDITION, p);
    if (all)
        for (uint32_t x = 0; x < s->package_count; x++) out[x] = self->shut[x] | all;
    else
        memcpy(out, self->shut, s->package_count * sizeof *out);
    for (uint32_t h = 0; h < facts->held_count; h++) {
        const uint8_t *met = s->parties[facts->held_party[h]].preconditions[facts->held_index[h]].met;
        const ns_shut bit = NS_SHUT_OF(NS_CAUSE_PRECONDITION, facts->held_party[h]);
        any |= bit;
        for (uint32_t x = 0; x < s->package_count; x++) out[x] |= met[x] ? 0 : bit;
    }
    return any | all;
}

/* no_deal_p - s_p, 0 where s_p is at least no_deal_p: the same comparison, with the same rounding, by which a party signs. */
static inline double lack(double worth, double no_deal, double slack) {
    return worth + slack >= no_deal ? 0 : no_deal - worth;
}
static inline double gap_of(const ns_instance *self, const ns_arm_facts *facts, const double *no_deal,
                            uint32_t p, uint32_t x) {
    const double u = self->utility[p][x];
    return lack(u == self->best_feasible[p] ? u : u - facts->face[p], no_deal[p], self->scenario->slack);
}

static void no_deals(const ns_instance *self, double *out) {
    for (uint32_t p = 0; p < self->scenario->party_count; p++)
        out[p] = self->numbers[self->scenario->parties[p].no_deal];
}

/* Values of no deal that count: the draw's, or those of the rounds that matter. */
typedef struct moments {
    uint32_t count;
    const double *at; /* [moment * parties + party] */
    double drawn[NS_MAX_PARTIES];
} moments;

static void read_moments(moments *out, const ns_instance *self, const ns_arm_facts *facts) {
    no_deals(self, out->drawn);
    out->at = facts->moments ? facts->moments : out->drawn;
    out->count = facts->moments ? facts->moment_count : 1;
}

/* Sum of the gaps, each filled in. */
static double gaps_of(const ns_instance *self, const ns_arm_facts *facts, const double *no_deal, uint32_t x,
                      double *gaps) {
    double sum = 0;
    for (uint32_t p = 0; p < self->scenario->party_count; p++) {
        gaps[p] = gap_of(self, facts, no_deal, p, x);
        sum += gaps[p];
    }
    return sum;
}

/* In the round in which they are least together; the first of those. */
static double least_gaps(const ns_instance *self, const ns_arm_facts *facts, const moments *all, uint32_t x,
                         double *gaps) {
    const uint32_t n = self->scenario->party_count;
    double here[NS_MAX_PARTIES], least = HUGE_VAL;
    for (uint32_t k = 0; k < all->count; k++) {
        const double sum = gaps_of(self, facts, all->at + (size_t)k * n, x, here);
        if (!(sum < least)) continue;
        least = sum;
        memcpy(gaps, here, n * sizeof *gaps);
    }
    return least;
}

/* Where the values of no deal move: by the best of the rounds. */
static void add_no_deal_of_rounds(const ns_instance *self, const ns_arm_facts *facts, ns_shut *out) {
    const ns_scenario *s = self->scenario;
    const double budget = facts->budget + s->slack;
    double gaps[NS_MAX_PARTIES];
    moments all;
    read_moments(&all, self, facts);
    for (uint32_t x = 0; x < s->package_count; x++) {
        if (least_gaps(self, facts, &all, x, gaps) <= budget) continue;
        for (uint32_t p = 0; p < s->party_count; p++)
            if (gaps[p] > 0) out[x] |= NS_SHUT_OF(NS_CAUSE_NO_DEAL, p);
    }
}

static void add_no_deal(const ns_instance *self, const ns_arm_facts *facts, ns_shut *out) {
    const ns_scenario *s = self->scenario;
    double no_deal[NS_MAX_PARTIES];
    const double budget = facts->budget + s->slack;
    no_deals(self, no_deal);
    for (uint32_t x = 0; x < s->package_count; x++) {
        double sum = 0;
        ns_shut bits = 0;
        for (uint32_t p = 0; p < s->party_count; p++) {
            const double gap = gap_of(self, facts, no_deal, p, x);
            sum += gap;
            bits |= gap > 0 ? NS_SHUT_OF(NS_CAUSE_NO_DEAL, p) : 0;
        }
        out[x] |= sum > budget ? bits : 0;
    }
}

/* The parties whose gaps carrots would close: the cheapest coalition that wins without those whom some of `closing` keeps out. */
static uint16_t won_over(const ns_consent *consent, ns_shut s, ns_shut closing, const double *gap,
                         double budget) {
    uint16_t who;
    const double cost = ns_consent_cheapest(consent, parties_open(consent, s, closing), gap, &who);
    return cost <= budget ? who : 0;
}

/* Where not all must agree. shut: all bits but no_deal's. */
static ns_shut outvoted(const ns_instance *self, ns_shut shut, const double *gap, double budget) {
    const uint32_t n = self->scenario->party_count;
    if (shut & NS_SHUT_INFEASIBLE) return shut;
    if (won_over(&self->consent, shut, ~(ns_shut)0, gap, budget)) return 0;
    const uint16_t content = won_over(&self->consent, shut, ns_shut_red_lines(n), gap, budget);
    for (uint32_t p = 0; p < n; p++)
        if (gap[p] > 0 && !(content >> p & 1u)) shut |= NS_SHUT_OF(NS_CAUSE_NO_DEAL, p);
    return shut;
}

/* In the round in which it gets farthest; of those, in which the gaps are least together; the first of those. */
static ns_shut outvoted_at(const ns_instance *self, const ns_arm_facts *facts, const moments *all, uint32_t x,
                           ns_shut shut) {
    const uint32_t n = self->scenario->party_count;
    double gaps[NS_MAX_PARTIES], least = HUGE_VAL;
    ns_shut best = 0;
    int farthest = -2;
    for (uint32_t k = 0; k < all->count; k++) {
        const double sum = gaps_of(self, facts, all->at + (size_t)k * n, x, gaps);
        const ns_shut here = outvoted(self, shut, gaps, facts->budget + self->scenario->slack);
        const int level = ns_reach_level(self, here);
        if (level < farthest || (level == farthest && !(sum < least))) continue;
        best = here;
        farthest = level;
        least = sum;
    }
    return best;
}

static void add_no_deal_outvoted(const ns_instance *self, const ns_arm_facts *facts, ns_shut *out) {
    moments all;
    read_moments(&all, self, facts);
    for (uint32_t x = 0; x < self->scenario->package_count; x++)
        out[x] = outvoted_at(self, facts, &all, x, out[x]);
}

/* Two parties without branches, for the compiler to vectorise. */
static void add_no_deal_of_two(const ns_instance *self, const ns_arm_facts *facts, ns_shut *restrict out) {
    const ns_scenario *s = self->scenario;
    const double *restrict u = self->utility[0], *restrict v = self->utility[1];
    double no_deal[NS_MAX_PARTIES];
    no_deals(self, no_deal);
    const double budget = facts->budget + s->slack, slack = s->slack, best_u = self->best_feasible[0],
                 best_v = self->best_feasible[1];
    const double face_u = facts->face[0], face_v = facts->face[1], a = no_deal[0], b = no_deal[1];
    const ns_shut bit_u = NS_SHUT_OF(NS_CAUSE_NO_DEAL, 0), bit_v = NS_SHUT_OF(NS_CAUSE_NO_DEAL, 1);
    for (uint32_t x = 0; x < s->package_count; x++) {
        const double gap_u = lack(u[x] == best_u ? u[x] : u[x] - face_u, a, slack),
                     gap_v = lack(v[x] == best_v ? v[x] : v[x] - face_v, b, slack);
        const ns_shut bits = (gap_u > 0 ? bit_u : 0) | (gap_v > 0 ? bit_v : 0);
        out[x] |= gap_u + gap_v > budget ? bits : 0;
    }
}

void ns_reach_compute(const ns_instance *self, const ns_arm_facts *facts, ns_shut *out) {
    ns_reach_preconditions(self, facts, out);
    if (!self->consent.unanimous)
        add_no_deal_outvoted(self, facts, out);
    else if (facts->moments)
        add_no_deal_of_rounds(self, facts, out);
    else if (self->scenario->party_count == 2)
        add_no_deal_of_two(self, facts, out);
    else
        add_no_deal(self, facts, out);
}

static ns_shut with_preconditions(const ns_instance *self, const ns_arm_facts *facts, uint32_t x) {
    ns_shut shut = self->shut[x];
    for (uint32_t p = 0; p < self->scenario->party_count; p++)
        if (facts->shut_holders >> p & 1u) shut |= NS_SHUT_OF(NS_CAUSE_PRECONDITION, p);
    for (uint32_t h = 0; h < facts->held_count; h++) {
        const ns_party *holder = &self->scenario->parties[facts->held_party[h]];
        if (!holder->preconditions[facts->held_index[h]].met[x])
            shut |= NS_SHUT_OF(NS_CAUSE_PRECONDITION, facts->held_party[h]);
    }
    return shut;
}

static bool any_outvoted(const ns_instance *self, const ns_arm_facts *facts) {
    moments all;
    read_moments(&all, self, facts);
    for (uint32_t x = 0; x < self->scenario->package_count; x++)
        if (outvoted_at(self, facts, &all, x, with_preconditions(self, facts, x)) == 0) return true;
    return false;
}

bool ns_reach_any(const ns_instance *self, const ns_arm_facts *facts) {
    const ns_scenario *s = self->scenario;
    double gaps[NS_MAX_PARTIES];
    moments all;
    if (!self->consent.unanimous) return any_outvoted(self, facts);
    if (facts->shut_holders) return false;
    read_moments(&all, self, facts);
    for (uint32_t x = 0; x < s->package_count; x++) {
        if (self->shut[x]) continue;
        bool met = true;
        for (uint32_t h = 0; met && h < facts->held_count; h++)
            met = s->parties[facts->held_party[h]].preconditions[facts->held_index[h]].met[x];
        if (met && least_gaps(self, facts, &all, x, gaps) <= facts->budget + s->slack) return true;
    }
    return false;
}

double ns_reach_excess(const ns_instance *self, const ns_arm_facts *facts, uint32_t party, uint32_t package) {
    double gaps[NS_MAX_PARTIES];
    moments all;
    read_moments(&all, self, facts);
    const double sum = least_gaps(self, facts, &all, package, gaps);
    if (!self->consent.unanimous) return fmax(0, gaps[party] - facts->budget);
    return fmax(0, sum - facts->budget);
}

double ns_reach_shortfall(const ns_instance *self, uint32_t party, uint32_t package) {
    const ns_scenario *s = self->scenario;
    double most = 0;
    for (uint32_t i = 0; i < s->issue_count; i++)
        most = fmax(most, self->floors[party * s->issue_count + i] -
                              ns_value_of(self, party, i, ns_option_of(s, i, package)));
    return most;
}

/* Would it be reachable without the bits of a cause, and only so? */
static bool opens_without(const ns_consent *consent, ns_shut s, ns_shut cause) {
    return s != 0 && (s & cause) != 0 && ns_shut_passes(consent, s & ~cause, ~(ns_shut)0);
}

void ns_reach_pivots(const ns_instance *instance, const ns_shut *shut, ns_shut *pairs, unsigned *causes) {
    const ns_scenario *scenario = instance->scenario;
    const ns_consent *consent = &instance->consent;
    ns_shut of_cause[NS_CAUSE_COUNT] = {NS_SHUT_RULE, NS_SHUT_CONDITION};
    for (int cause = NS_CAUSE_RED_LINE; cause < NS_CAUSE_COUNT; cause++)
        for (uint32_t p = 0; p < scenario->party_count; p++) of_cause[cause] |= NS_SHUT_OF(cause, p);
    *pairs = 0;
    *causes = 0;
    for (uint32_t x = 0; x < scenario->package_count; x++) {
        *pairs |= ns_shut_alone(consent, shut[x]);
        for (unsigned cause = 0; cause < NS_CAUSE_COUNT; cause++)
            if (opens_without(consent, shut[x], of_cause[cause])) *causes |= 1u << cause;
    }
}
