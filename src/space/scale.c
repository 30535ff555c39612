/* Points as whole units, and back. */
#include <math.h>

#include "form.h"

enum { FEWEST_DIGITS = -12, MOST_DIGITS = 22 };
static const double most_units = 1e14;

space_scale space_scale_for(double largest) {
    space_scale self = {.digits = MOST_DIGITS, .power = 1e22};
    while (self.digits > FEWEST_DIGITS &&
           largest * (self.digits >= 0 ? self.power : 1 / self.power) > most_units) {
        self.digits--;
        self.power = 1;
        for (int k = self.digits < 0 ? -self.digits : self.digits; k > 0; k--) self.power *= 10;
    }
    return self;
}

double space_points(const space_scale *self, int64_t units) {
    return self->digits >= 0 ? (double)units / self->power : (double)units * self->power;
}

static double scaled(const space_scale *self, double points) {
    return self->digits >= 0 ? points * self->power : points / self->power;
}

int64_t space_units(const space_scale *self, double points) { return llround(scaled(self, points)); }

/* Multiplying rounds; the steps after it put that right. */
int64_t space_units_up(const space_scale *self, double points) {
    const double about = scaled(self, points);
    if (!(about < (double)SPACE_FAR)) return SPACE_FAR;
    if (about < -(double)SPACE_FAR) return -SPACE_FAR;
    int64_t units = (int64_t)ceil(about);
    while (fabs(about) < 0x1p53 && space_points(self, units - 1) >= points) units--;
    while (fabs(about) < 0x1p53 && space_points(self, units) < points) units++;
    return units;
}

int64_t space_units_down(const space_scale *self, double points) { return -space_units_up(self, -points); }
