/* Histograms: gains in bins of full/1000, and changes in log-linear bins. */
#include <math.h>
#include <stdlib.h>

#include "negsim/number.h"
#include "tally.h"

enum { HALF = (NS_GAIN_BINS - 1) / 2, LINEAR = 64, PER_OCTAVE = 16 };

/* Bin k is centred on (k - 2000) thousandths of the scale. */
void ns_histogram_add(ns_histogram *self, double gain, double full) {
    double k = floor(gain / full * 1000 + 0.5) + HALF;
    self->count++;
    self->bins[k < 0 ? 0 : k > NS_GAIN_BINS - 1 ? NS_GAIN_BINS - 1 : (size_t)k]++;
}

double ns_histogram_quantile(const ns_histogram *self, double q, double full) {
    if (!self || !self->count) return NAN;
    uint64_t rank = (uint64_t)ceil(q * (double)self->count), seen = 0;
    if (rank < 1) rank = 1;
    for (int k = 0; k < NS_GAIN_BINS; k++)
        if ((seen += self->bins[k]) >= rank) return (k - HALF) * full / 1000;
    return NAN;
}

/* Bins of a change in units of full/1000: 64 of one unit, then 16 to the octave; the last takes the rest. */
static uint32_t change_bin(double units) {
    if (!(units >= LINEAR)) return units > 0 ? (uint32_t)units : 0;
    int octave = 0;
    double fraction = units / LINEAR;
    while (fraction >= 2 && octave < 3) {
        fraction /= 2;
        octave++;
    }
    uint32_t bin = LINEAR + PER_OCTAVE * (uint32_t)octave + (uint32_t)((fraction - 1) * PER_OCTAVE);
    return bin < NS_CHANGE_BINS ? bin : NS_CHANGE_BINS - 1;
}

static double bin_middle(uint32_t bin) {
    if (bin < LINEAR) return bin + 0.5;
    uint32_t octave = (bin - LINEAR) / PER_OCTAVE, step = (bin - LINEAR) % PER_OCTAVE;
    return LINEAR * (double)(1u << octave) * (1 + (step + 0.5) / PER_OCTAVE);
}

bool ns_change_add(ns_block_tally *self, double points, double full) {
    if (!self->change && !(self->change = calloc(1, sizeof *self->change))) return false;
    ns_change_tally *c = self->change;
    const int64_t nanos = ns_number_nanos(points);
    if (!c->count || nanos < c->least) c->least = nanos;
    if (!c->count || nanos > c->most) c->most = nanos;
    c->count++;
    c->full = full;
    c->bins[change_bin(points / full * 1000)]++;
    return true;
}

double ns_change_median(const ns_change_tally *self) {
    if (!self || !self->count) return NAN;
    uint64_t rank = (self->count + 1) / 2, seen = 0;
    double median = (double)self->most / 1e9;
    for (uint32_t k = 0; k < NS_CHANGE_BINS; k++)
        if ((seen += self->bins[k]) >= rank) {
            median = bin_middle(k) * self->full / 1000;
            break;
        }
    return fmin(fmax(median, (double)self->least / 1e9), (double)self->most / 1e9);
}
