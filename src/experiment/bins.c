/* Histograms: gains in bins of full/1000, and changes in log-linear bins. */
#include <math.h>
#include <stdlib.h>

#include "tally.h"

enum { HALF = (NS_GAIN_BINS - 1) / 2, LINEAR = 64, PER_OCTAVE = 16 };

/* --- gains -------------------------------------------------------------------------------------------- */

/* Bin k is centred on (k - 2000) thousandths of the scale. */
void ns_histogram_add(ns_histogram *self, int64_t nanos, double full) {
    double k = floor((double)nanos / 1e9 / full * 1000 + 0.5) + HALF;
    self->count++;
    self->bins[k < 0 ? 0 : k > NS_GAIN_BINS - 1 ? NS_GAIN_BINS - 1 : (size_t)k]++;
}

/* The smallest rank that holds at least the share q. */
double ns_histogram_quantile(const ns_histogram *self, double q, double full) {
    if (!self || !self->count) return NAN;
    double wanted = ceil(q * (double)self->count);
    uint64_t rank = wanted < 1 ? 1 : (uint64_t)wanted, seen = 0;
    for (int k = 0; k < NS_GAIN_BINS; k++)
        if ((seen += self->bins[k]) >= rank) return (k - HALF) * full / 1000;
    return NAN;
}

/* --- changes ------------------------------------------------------------------------------------------ */

/* Bins of a change in units of full/1000: 64 of one unit each, then four octaves of 16 (64..128 by 4 units, .. 512..1024 by 32);
 * the last takes all that is larger. */
static uint32_t change_bin(double units) {
    if (!(units >= LINEAR)) return units > 0 ? (uint32_t)units : 0;
    uint32_t octave = 0;
    double fraction = units / LINEAR;
    for (; fraction >= 2 && octave < (NS_CHANGE_BINS - LINEAR) / PER_OCTAVE; octave++) fraction /= 2;
    uint32_t bin = LINEAR + PER_OCTAVE * octave + (uint32_t)((fraction - 1) * PER_OCTAVE);
    return bin < NS_CHANGE_BINS ? bin : NS_CHANGE_BINS - 1;
}

static double bin_width(uint32_t bin) {
    return bin < LINEAR ? 1 : LINEAR / PER_OCTAVE * (double)(1u << (bin - LINEAR) / PER_OCTAVE);
}

static double bin_start(uint32_t bin) {
    if (bin < LINEAR) return bin;
    uint32_t octave = (bin - LINEAR) / PER_OCTAVE, step = (bin - LINEAR) % PER_OCTAVE;
    return LINEAR * (double)(1u << octave) * (1 + (double)step / PER_OCTAVE);
}

bool ns_change_add(ns_block_tally *self, int64_t nanos, double full, uint32_t times) {
    if (!self->change && !(self->change = calloc(1, sizeof *self->change))) return false;
    ns_change_tally *change = self->change;
    if (!change->count || nanos < change->least) change->least = nanos;
    if (!change->count || nanos > change->most) change->most = nanos;
    change->count += times;
    change->full = full;
    change->bins[change_bin((double)nanos / 1e9 / full * 1000)] += times;
    return true;
}

/* Half of the changes are below: taken as evenly spread inside the bin where that happens, and never outside the range seen, so that one
 * change alone is its own median. */
double ns_change_median(const ns_change_tally *self) {
    if (!self || !self->count) return NAN;
    double half = (double)self->count / 2, seen = 0, median = 0;
    for (uint32_t k = 0; k < NS_CHANGE_BINS; k++) {
        double here = self->bins[k];
        if (here > 0 && seen + here >= half) {
            median = (bin_start(k) + bin_width(k) * (half - seen) / here) * self->full / 1000;
            break;
        }
        seen += here;
    }
    return fmin(fmax(median, (double)self->least / 1e9), (double)self->most / 1e9);
}
