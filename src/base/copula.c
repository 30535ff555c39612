/* Gaussian copula. */
#include "negsim/copula.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "negsim/number.h"

enum { MOST_CORRELATED = 4096 };

static const double least_pivot = 1e-10;

struct ns_copula {
    uint32_t inputs;
    uint32_t size;    /* correlated inputs */
    uint32_t *input;  /* [size]: place in a row, by first appearance in the pairs */
    uint32_t *place;  /* [inputs]: place in `input`; UINT32_MAX: none */
    double *matrix;   /* [size * size]: correlations */
    double *cholesky; /* [size * size]: its lower triangle */
    bool *is_free;    /* [size]: hangs on no earlier input */
};

const char *ns_copula_finding_text(ns_copula_finding finding) {
    static const char *const texts[] = {[NS_COPULA_USABLE] = "usable",
                                        [NS_COPULA_SAME_INPUT] = "an input is correlated with itself",
                                        [NS_COPULA_TWICE] = "the same pair is given twice",
                                        [NS_COPULA_OUT_OF_RANGE] =
                                            "a correlation is not strictly between -1 and 1",
                                        [NS_COPULA_NOT_POSITIVE] = "the correlations cannot hold together"};
    return finding < NS_COPULA_FINDING_COUNT ? texts[finding] : "unknown finding";
}

void ns_copula_free(ns_copula *self) {
    if (!self) return;
    free(self->input);
    free(self->place);
    free(self->matrix);
    free(self->cholesky);
    free(self->is_free);
    free(self);
}

/* --- building ------------------------------------------------------------------------------------------------------------ */

static void add_input(ns_copula *self, uint32_t input) {
    if (self->place[input] != UINT32_MAX) return;
    self->place[input] = self->size;
    self->input[self->size++] = input;
}

static bool collect_inputs(ns_copula *self, const ns_correlation *pairs, size_t count) {
    self->input = calloc(self->inputs + (size_t)1, sizeof *self->input);
    self->place = calloc(self->inputs + (size_t)1, sizeof *self->place);
    if (!self->input || !self->place) return false;
    for (uint32_t i = 0; i < self->inputs; i++) self->place[i] = UINT32_MAX;
    for (size_t p = 0; p < count; p++) {
        add_input(self, pairs[p].a);
        add_input(self, pairs[p].b);
    }
    return true;
}

static bool take_matrices(ns_copula *self) {
    const size_t size = self->size;
    self->matrix = calloc(size * size + 1, sizeof *self->matrix);
    self->cholesky = calloc(size * size + 1, sizeof *self->cholesky);
    self->is_free = calloc(size + 1, sizeof *self->is_free);
    return self->matrix && self->cholesky && self->is_free;
}

static ns_copula_finding look_at(const ns_correlation *pair) {
    if (pair->a == pair->b) return NS_COPULA_SAME_INPUT;
    return pair->r > -1 && pair->r < 1 ? NS_COPULA_USABLE : NS_COPULA_OUT_OF_RANGE;
}

static ns_copula_finding enter_pair(ns_copula *self, const ns_correlation *pair) {
    const size_t size = self->size, a = self->place[pair->a], b = self->place[pair->b];
    const ns_copula_finding finding = look_at(pair);
    if (finding != NS_COPULA_USABLE) return finding;
    if (!isnan(self->matrix[a * size + b])) return NS_COPULA_TWICE;
    self->matrix[a * size + b] = self->matrix[b * size + a] = pair->r;
    return NS_COPULA_USABLE;
}

/* NaN stands for a pair not given until all are in. */
static ns_copula_finding fill_matrix(ns_copula *self, const ns_correlation *pairs, size_t count, size_t *at) {
    const size_t size = self->size;
    for (size_t cell = 0; cell < size * size; cell++) self->matrix[cell] = NAN;
    for (*at = 0; *at < count; ++*at) {
        const ns_copula_finding finding = enter_pair(self, &pairs[*at]);
        if (finding != NS_COPULA_USABLE) return finding;
    }
    for (size_t i = 0; i < size; i++)
        for (size_t j = 0; j < size; j++) {
            double *r = &self->matrix[i * size + j];
            if (isnan(*r)) *r = i == j ? 1 : 0;
        }
    return NS_COPULA_USABLE;
}

/* --- Cholesky ------------------------------------------------------------------------------------------------------------ */

/* sum_k<end L_ik L_jk */
static double product(const double *lower, size_t size, size_t i, size_t j, size_t end) {
    double sum = 0;
    for (size_t k = 0; k < end; k++) sum += lower[i * size + k] * lower[j * size + k];
    return sum;
}

/* Fills row i of the lower triangle for matrix rows in the given order (NULL: as they are); false: not positive definite. */
static bool decompose_row(double *lower, const double *matrix, size_t size, const size_t *order, size_t i) {
    for (size_t j = 0; j <= i; j++) {
        const size_t row = order ? order[i] : i, column = order ? order[j] : j;
        const double rest = matrix[row * size + column] - product(lower, size, i, j, j);
        if (j == i && !(rest >= least_pivot)) return false;
        lower[i * size + j] = j < i ? rest / lower[j * size + j] : sqrt(rest);
    }
    return true;
}

/* The first row that fails; size: none. */
static size_t decompose(double *lower, const double *matrix, size_t size) {
    for (size_t i = 0; i < size; i++)
        if (!decompose_row(lower, matrix, size, NULL, i)) return i;
    return size;
}

/* --- blame --------------------------------------------------------------------------------------------------------------- */

/* Where r of (row `last`, row `other`) must lie so that rows 0 .. last are positive definite. With the rows but these two decomposed first,
 * L_last and L_other in them: r = L_last . L_other -+ sqrt((1 - |L_last|^2) (1 - |L_other|^2)). lower and order are scratch. */
static bool range_of(const ns_copula *self, size_t last, size_t other, double *lower, size_t *order,
                     double *low, double *high) {
    const size_t size = self->size;
    size_t n = 0;
    for (size_t i = 0; i < last; i++)
        if (i != other) order[n++] = i;
    order[n] = other;
    for (size_t i = 0; i <= n; i++)
        if (!decompose_row(lower, self->matrix, size, order, i)) return false;
    const double own = lower[n * size + n] * lower[n * size + n];
    for (size_t j = 0; j < n; j++)
        lower[last * size + j] =
            (self->matrix[last * size + order[j]] - product(lower, size, last, j, j)) / lower[j * size + j];
    const double left = 1 - product(lower, size, last, last, n);
    if (!(left >= least_pivot)) return false;
    const double centre = product(lower, size, last, n, n), reach = sqrt(own * left);
    *low = fmax(centre - reach, -1);
    *high = fmin(centre + reach, 1);
    return true;
}

/* The pairs of input `failed` with earlier ones, last given first. */
static ns_status blame(const ns_copula *self, const ns_correlation *pairs, size_t count, size_t failed,
                       ns_copula_fault *fault) {
    const size_t size = self->size;
    double *lower = calloc(size * size, sizeof *lower);
    size_t *order = calloc(size, sizeof *order);
    bool is_found = false, is_named = false;
    for (size_t p = count; lower && order && p-- > 0 && !is_found;) {
        const size_t a = self->place[pairs[p].a], b = self->place[pairs[p].b];
        if ((a > b ? a : b) != failed) continue;
        is_found = range_of(self, failed, a < b ? a : b, lower, order, &fault->low, &fault->high);
        if (is_found || !is_named) fault->pair = p;
        is_named = true;
    }
    const bool had_memory = lower && order;
    free(lower);
    free(order);
    return had_memory ? NS_BAD_INPUT : NS_NO_MEMORY;
}

static ns_status build(ns_copula *self, const ns_correlation *pairs, size_t count, ns_copula_fault *fault) {
    fault->finding = fill_matrix(self, pairs, count, &fault->pair);
    if (fault->finding != NS_COPULA_USABLE) return NS_BAD_INPUT;
    fault->pair = 0;
    const size_t failed = decompose(self->cholesky, self->matrix, self->size);
    if (failed < self->size) {
        fault->finding = NS_COPULA_NOT_POSITIVE;
        return blame(self, pairs, count, failed, fault);
    }
    for (size_t i = 0; i < self->size; i++)
        self->is_free[i] = product(self->cholesky, self->size, i, i, i) <= 0;
    return NS_OK;
}

ns_status ns_copula_new(ns_copula **out, uint32_t inputs, const ns_correlation *pairs, size_t count,
                        ns_copula_fault *fault) {
    ns_copula_fault unwanted;
    if (!fault) fault = &unwanted;
    *fault = (ns_copula_fault){NS_COPULA_USABLE, 0, NAN, NAN};
    *out = NULL;
    for (size_t p = 0; p < count; p++)
        if (pairs[p].a >= inputs || pairs[p].b >= inputs) return NS_BAD_USAGE;
    ns_copula *self = calloc(1, sizeof *self);
    if (!self) return NS_NO_MEMORY;
    self->inputs = inputs;
    ns_status status = collect_inputs(self, pairs, count) ? NS_OK : NS_NO_MEMORY;
    if (status == NS_OK && self->size > MOST_CORRELATED) status = NS_BAD_USAGE;
    if (status == NS_OK) status = take_matrices(self) ? build(self, pairs, count, fault) : NS_NO_MEMORY;
    if (status == NS_OK)
        *out = self;
    else
        ns_copula_free(self);
    return status;
}

/* --- rows ---------------------------------------------------------------------------------------------------------------- */

static double inside(double u) { return u > 0x1p-53 ? (u < 1 ? u : 1 - 0x1p-53) : 0x1p-53; }

uint32_t ns_copula_size(const ns_copula *self) { return self->size; }

void ns_copula_row(const ns_copula *self, double *row, double *scratch) {
    const size_t size = self->size;
    for (size_t i = 0; i < size; i++) scratch[i] = gsl_cdf_ugaussian_Pinv(inside(row[self->input[i]]));
    for (size_t i = 0; i < size; i++) {
        if (self->is_free[i]) continue;
        double z = 0;
        for (size_t j = 0; j <= i; j++) z += self->cholesky[i * size + j] * scratch[j];
        row[self->input[i]] = inside(gsl_cdf_ugaussian_P(z));
    }
}

ns_status ns_copula_rows(const ns_copula *self, double *rows, uint64_t count) {
    double *scratch = calloc(self->size + (size_t)1, sizeof *scratch);
    if (!scratch) return NS_NO_MEMORY;
    for (uint64_t r = 0; self->size && r < count; r++) ns_copula_row(self, rows + r * self->inputs, scratch);
    free(scratch);
    return NS_OK;
}
