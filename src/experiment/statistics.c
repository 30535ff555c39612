/* Intervals at 95%. */
#include <math.h>

#include "negsim/experiment.h"

#define Z 1.959963984540054

ns_interval ns_wilson(uint64_t k, uint64_t n) {
    if (!n) return (ns_interval){NAN, NAN, NAN};
    const double size = (double)n, p = (double)k / size, z2 = Z * Z;
    const double middle = (p + z2 / (2 * size)) / (1 + z2 / size),
                 half = Z * sqrt(p * (1 - p) / size + z2 / (4 * size * size)) / (1 + z2 / size);
    return (ns_interval){p, k == 0 ? 0 : middle - half, k == n ? 1 : middle + half};
}

/* Correlation of the two answers, with Newcombe's continuity correction. */
static double phi_of(const ns_pair_tally *pair) {
    const double a = (double)pair->both, b = (double)pair->only_a, c = (double)pair->only_b,
                 d = (double)pair->neither, n = a + b + c + d;
    const double margins = (a + b) * (c + d) * (a + c) * (b + d);
    double cross = a * d - b * c;
    if (margins <= 0) return 0;
    if (cross > n / 2)
        cross -= n / 2;
    else if (cross >= 0)
        cross = 0;
    return cross / sqrt(margins);
}

ns_interval ns_paired_difference(const ns_pair_tally *pair) {
    const uint64_t n = pair->both + pair->only_a + pair->only_b + pair->neither;
    if (!n) return (ns_interval){NAN, NAN, NAN};
    const ns_interval first = ns_wilson(pair->both + pair->only_a, n),
                      second = ns_wilson(pair->both + pair->only_b, n);
    const double phi = phi_of(pair), difference = ((double)pair->only_a - (double)pair->only_b) / (double)n;
    const double down = first.value - first.low, up = first.high - first.value,
                 second_down = second.value - second.low, second_up = second.high - second.value;
    const double below = down * down - 2 * phi * down * second_up + second_up * second_up,
                 above = up * up - 2 * phi * up * second_down + second_down * second_down;
    return (ns_interval){difference, difference - sqrt(fmax(below, 0)), difference + sqrt(fmax(above, 0))};
}

ns_interval ns_held_difference(const ns_pair_tally *pair) {
    const uint64_t n = pair->both + pair->only_a + pair->only_b + pair->neither;
    const ns_pair_tally held = {.both = pair->held_both,
                                .only_a = pair->held_only_a,
                                .only_b = pair->held_only_b,
                                .neither = n - pair->held_both - pair->held_only_a - pair->held_only_b};
    return ns_paired_difference(&held);
}

enum { UNITS = 5040 };

ns_interval ns_member_share(const ns_company_tally *company, int64_t sum, uint64_t squares) {
    if (!company->runs) return (ns_interval){NAN, NAN, NAN};
    const double n = (double)company->runs, orders = company->orders, mean = (double)sum / n / orders;
    const double variance = (double)squares / n / (orders * orders) - mean * mean;
    const double half = Z * sqrt(fmax(variance, 0) / n);
    return (ns_interval){mean, mean - half, mean + half};
}

ns_interval ns_split_share(const ns_split_tally *split, ns_mechanism_id mechanism) {
    if (!split->draws) return (ns_interval){NAN, NAN, NAN};
    const double n = (double)split->draws, mean = (double)split->sum[mechanism] / n / UNITS;
    const double variance = (double)split->squares[mechanism] / n / ((double)UNITS * UNITS) - mean * mean;
    const double half = Z * sqrt(fmax(variance, 0) / n);
    return (ns_interval){mean, mean - half, mean + half};
}

double ns_round_quantile(const ns_arm_tally *self, uint32_t rounds, double q) {
    const uint64_t agreed = self->reasons[NS_REASON_AGREED];
    uint64_t rank = (uint64_t)ceil(q * (double)agreed), seen = 0;
    if (!agreed) return NAN;
    if (rank < 1) rank = 1;
    for (uint32_t r = 0; r <= rounds; r++)
        if ((seen += self->agreed_in_round[r]) >= rank) return r;
    return NAN;
}
