/* Quantiles and orders that the estimators need. */
#include <math.h>
#include <stdlib.h>

#include "sensitivity.h"

const ns_estimate ns_no_estimate = {NAN, NAN, NAN, NAN};

ns_estimate ns_estimate_around(double value, double error, double factor) {
    return (ns_estimate){value, value - factor * error, value + factor * error, error};
}

/* Hill 1970, Commun. ACM 13, algorithm 396, for a two-sided 5%; the two heads of the distribution are exact. */
double ns_student_975(double n) {
    const double p = 0.05, pi = 3.14159265358979323846, z = -NS_NORMAL_975;
    if (n < 2) return 1 / tan(p * pi / 2);
    if (n < 3) return sqrt(2 / (p * (2 - p)) - 2);
    const double a = 1 / (n - 0.5), b = 48 / (a * a);
    double c = ((20700 * a / b - 98) * a - 16) * a + 96.36;
    const double d = ((94.5 / (b + c) - 3) / b + 1) * sqrt(a * pi / 2) * n;
    double y = pow(d * p, 2 / n);
    if (y <= 0.05 + a) {
        y = ((1 / (((n + 6) / (n * y) - 0.089 * d - 0.822) * (n + 2) * 3) + 0.5 / (n + 4)) * y - 1) *
                (n + 1) / (n + 2) +
            1 / y;
        return sqrt(n * y);
    }
    if (n < 5) c += 0.3 * (n - 4.5) * (z + 0.6);
    c = (((0.05 * d * z - 5) * z - 7) * z - 2) * z + b + c;
    y = z * z;
    y = (((((0.4 * y + 6.3) * y + 36) * y + 94.5) / c - y - 3) / b + 1) * z;
    return sqrt(n * expm1(a * y * y));
}

/* Paulson 1942: the cube root of F is nearly a quotient of two normals with means 1 - 2/(9 f) and variances 2/(9 f). */
double ns_fisher_95(double a, double b) {
    const double z = 1.6448536269514722, va = 2 / (9 * a), vb = 2 / (9 * b), ma = 1 - va, mb = 1 - vb;
    const double below = mb * mb - vb * z * z, root = ma * ma * vb + mb * mb * va - va * vb * z * z;
    if (below <= 0) return HUGE_VAL; /* b of 1 or 2: the approximation ends */
    const double cube_root = (ma * mb + z * sqrt(fmax(root, 0))) / below;
    return cube_root * cube_root * cube_root;
}

static int by_value(const void *a, const void *b) {
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

void ns_sort_numbers(double *values, size_t count) { qsort(values, count, sizeof *values, by_value); }

static int by_value_and_row(const void *a, const void *b) {
    const ns_placed *x = a, *y = b;
    if (x->value != y->value) return x->value < y->value ? -1 : 1;
    return (x->row > y->row) - (x->row < y->row);
}

void ns_sort_rows(ns_placed *rows, const double *values, size_t count, size_t stride) {
    for (size_t i = 0; i < count; i++) rows[i] = (ns_placed){values[i * stride], i};
    qsort(rows, count, sizeof *rows, by_value_and_row);
}
