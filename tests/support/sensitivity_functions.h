/* Functions with known sensitivity indices, of inputs that are uniform in 0..1. */
#ifndef NEGSIM_TESTS_SENSITIVITY_FUNCTIONS_H
#define NEGSIM_TESTS_SENSITIVITY_FUNCTIONS_H

#include <math.h>

#define TEST_INPUTS 8
typedef double (*test_function)(const double *u);

/* Ishigami & Homma 1990 with a = 7, b = 0.1. */
static inline double test_ishigami(const double *u) {
    const double pi = 3.14159265358979323846;
    const double x = pi * (2 * u[0] - 1), y = pi * (2 * u[1] - 1), z = pi * (2 * u[2] - 1);
    return sin(x) + 7 * sin(y) * sin(y) + 0.1 * pow(z, 4) * sin(x);
}

static const double test_g_constants[TEST_INPUTS] = {0, 1, 4.5, 9, 99, 99, 99, 99};

/* Sobol's g function. */
static inline double test_g(const double *u) {
    double product = 1;
    for (int j = 0; j < TEST_INPUTS; j++)
        product *= (fabs(4 * u[j] - 2) + test_g_constants[j]) / (1 + test_g_constants[j]);
    return product;
}

#endif
