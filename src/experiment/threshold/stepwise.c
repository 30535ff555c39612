/* The interval that holds for every monotone curve, and the isotonic estimate in it. */
#include <math.h>

#include "logistic.h"

/* Wilson's score: |k/n - t| against its standard error under t. */
int ns_side_of(const ns_threshold_point *point, double target, double z) {
    const double n = (double)point->n, off = (double)point->k - n * target;
    if (off * off <= z * z * n * target * (1 - target)) return 0;
    return off > 0 ? 1 : -1;
}

static bool is_rising(const ns_threshold_point *points, uint32_t count) {
    double n = 0, k = 0, x = 0, cross = 0;
    for (uint32_t i = 0; i < count; i++) {
        n += (double)points[i].n;
        k += (double)points[i].k;
        x += (double)points[i].n * points[i].x;
    }
    for (uint32_t i = 0; i < count; i++)
        cross += (points[i].x - x / n) * ((double)points[i].k - (double)points[i].n * (k / n));
    return cross >= 0;
}

/* Isotonic regression at point i by its min-max formula: max over a <= i of min over b >= i of the mean of a .. b. For a falling
 * curve shares are turned over. */
static double isotonic(const ns_threshold_point *points, uint32_t count, uint32_t i, bool rising) {
    double best = -HUGE_VAL;
    for (uint32_t a = 0; a <= i; a++) {
        double least = HUGE_VAL, k = 0, n = 0;
        for (uint32_t b = a; b < count; b++) {
            k += (double)(rising ? points[b].k : points[b].n - points[b].k);
            n += (double)points[b].n;
            if (b >= i) least = fmin(least, k / n);
        }
        best = fmax(best, least);
    }
    return best;
}

/* Where the isotonic regression crosses; a plateau at the target: its middle. NaN: it does not. */
static double isotonic_crossing(const ns_threshold_point *points, uint32_t count, double target,
                                bool rising) {
    const double level = rising ? target : 1 - target;
    uint32_t low = 0, high = count; /* [low, high): at the level */
    while (low < high) {
        const uint32_t middle = (low + high) / 2;
        if (isotonic(points, count, middle, rising) < level - 1e-12)
            low = middle + 1;
        else
            high = middle;
    }
    while (high < count && isotonic(points, count, high, rising) <= level + 1e-12) high++;
    if (low < high) return (points[low].x + points[high - 1].x) / 2;
    if (low == 0 || low == count) return NAN;
    const double below = isotonic(points, count, low - 1, rising),
                 above = isotonic(points, count, low, rising);
    return points[low - 1].x + (points[low].x - points[low - 1].x) * (level - below) / (above - below);
}

ns_crossing ns_stepwise(const ns_threshold_point *points, uint32_t count, double target, double z) {
    ns_crossing out = {.low = points[0].x,
                       .high = points[count - 1].x,
                       .open_low = true,
                       .open_high = true,
                       .rising = is_rising(points, count),
                       .method = NS_THRESHOLD_STEPWISE};
    const int near = out.rising ? -1 : 1;
    for (uint32_t i = 0; i < count && ns_side_of(&points[i], target, z) == near; i++) {
        out.low = points[i].x;
        out.open_low = false;
    }
    for (uint32_t i = count; i-- > 0 && ns_side_of(&points[i], target, z) == -near;) {
        out.high = points[i].x;
        out.open_high = false;
    }
    out.value = isotonic_crossing(points, count, target, out.rising);
    if (!isnan(out.value)) out.value = fmin(fmax(out.value, out.low), out.high);
    return out;
}
