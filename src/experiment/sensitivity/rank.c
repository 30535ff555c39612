/* Standardised rank regression and partial rank correlation. */
#include <gsl/gsl_linalg.h>
#include <math.h>
#include <stdlib.h>

#include "negsim/number.h"
#include "sensitivity.h"

static const double no_own_part = 1e-9; /* of an input's variance: less is rounding */
static const double all_explained = 1e-12;

typedef struct workspace {
    const ns_sample *sample;
    ns_placed *sorted; /* [n] */
    double
        *ranks;   /* [column * n + row]: inputs, then the outcome; centred and of length 1; all 0: constant */
    uint32_t *in; /* [k]: the inputs that are in, p of them */
    double *correlations; /* [p * p] at a row stride of k */
    double *factor;       /* [p * p] likewise: of screening, then of GSL, then the inverse */
    double *outcome;      /* [p]: correlations with the outcome */
    uint32_t p;
} workspace;

static void workspace_free(workspace *self) {
    free(self->sorted);
    free(self->ranks);
    free(self->in);
    free(self->correlations);
    free(self->factor);
    free(self->outcome);
}

static bool workspace_init(workspace *self) {
    const size_t n = self->sample->n, k = self->sample->k;
    self->sorted = calloc(n, sizeof *self->sorted);
    self->ranks = calloc(n * (k + 1), sizeof *self->ranks);
    self->in = calloc(k, sizeof *self->in);
    self->correlations = calloc(k * k, sizeof *self->correlations);
    self->factor = calloc(k * k, sizeof *self->factor);
    self->outcome = calloc(k, sizeof *self->outcome);
    return self->sorted && self->ranks && self->in && self->correlations && self->factor && self->outcome;
}

/* --- ranks ------------------------------------------------------------------------------------------------- */

static double dot(const double *a, const double *b, size_t n) {
    double sum = 0;
    for (size_t i = 0; i < n; i++) sum += a[i] * b[i];
    return sum;
}

/* Average ranks less their mean. Twice a centred rank is a whole number, so that sums of squares are exact for usual n. */
static void centred_ranks(double *out, const ns_placed *sorted, size_t n) {
    for (size_t first = 0, after; first < n; first = after) {
        for (after = first + 1; after < n && sorted[after].value == sorted[first].value;) after++;
        const double rank = ((double)first + (double)after - (double)n) / 2;
        for (size_t i = first; i < after; i++) out[sorted[i].row] = rank;
    }
}

/* false: the column does not vary. */
static bool rank_column(workspace *self, uint32_t column, const double *values, size_t stride) {
    const size_t n = self->sample->n;
    double *ranks = self->ranks + column * n;
    ns_sort_rows(self->sorted, values, n, stride);
    centred_ranks(ranks, self->sorted, n);
    const double length = sqrt(dot(ranks, ranks, n));
    if (length <= 0) return false;
    for (size_t i = 0; i < n; i++) ranks[i] /= length;
    return true;
}

/* --- regression -------------------------------------------------------------------------------------------- */

/* The next row of the Cholesky factor of the inputs that are in, with this one at the end. false: it has no part of its own. */
static bool screen_row(workspace *self, uint32_t input) {
    const size_t n = self->sample->n, k = self->sample->k;
    const uint32_t p = self->p;
    double *row = self->factor + p * k, own = 1;
    for (uint32_t i = 0; i < p; i++) {
        const double r = dot(self->ranks + self->in[i] * n, self->ranks + input * n, n);
        self->correlations[p * k + i] = self->correlations[i * k + p] = r;
        row[i] = (r - dot(row, self->factor + i * k, i)) / self->factor[i * k + i];
        own -= row[i] * row[i];
    }
    self->correlations[p * k + p] = 1;
    row[p] = sqrt(fmax(own, 0));
    return own > no_own_part;
}

/* Decides which inputs are in. */
static void screen(workspace *self, ns_rank_effect *effects, ns_sensitivity_note *note) {
    const uint32_t k = self->sample->k;
    for (uint32_t j = 0; j < k; j++) {
        effects[j].constant = !rank_column(self, j, self->sample->u + j, k);
        effects[j].collinear = !effects[j].constant && !screen_row(self, j);
        if (effects[j].constant || effects[j].collinear)
            note->finding = NS_FINDING_INPUTS_LEFT_OUT;
        else
            self->in[self->p++] = j;
    }
}

/* The screening proved every pivot to be above no_own_part, so that GSL's factorisation cannot fail. */
static bool invert(workspace *self) {
    const size_t k = self->sample->k;
    for (size_t i = 0; i < self->p; i++)
        for (size_t j = 0; j < self->p; j++) self->factor[i * k + j] = self->correlations[i * k + j];
    gsl_matrix_view matrix = gsl_matrix_view_array_with_tda(self->factor, self->p, self->p, k);
    return gsl_linalg_cholesky_decomp1(&matrix.matrix) == 0 &&
           gsl_linalg_cholesky_invert(&matrix.matrix) == 0;
}

static double coefficient(const workspace *self, uint32_t i) {
    return dot(self->factor + i * (size_t)self->sample->k, self->outcome, self->p);
}

static double explained(workspace *self) {
    const size_t n = self->sample->n;
    double sum = 0;
    for (uint32_t i = 0; i < self->p; i++)
        self->outcome[i] = dot(self->ranks + self->in[i] * n, self->ranks + self->sample->k * n, n);
    for (uint32_t i = 0; i < self->p; i++) sum += coefficient(self, i) * self->outcome[i];
    return fmin(1, fmax(0, sum));
}

/* rest: (1 - R^2) C_jj. */
static ns_estimate partial(double srrc, double rest, double degrees) {
    if (rest <= all_explained && fabs(srrc) <= sqrt(all_explained)) return ns_no_estimate;
    const double value = rest <= all_explained ? copysign(1, srrc) : srrc / sqrt(srrc * srrc + rest);
    const double z = atanh(value), error = sqrt((1 + value * value / 2) / degrees);
    return (ns_estimate){value, tanh(z - NS_NORMAL_975 * error), tanh(z + NS_NORMAL_975 * error),
                         (1 - value * value) * error};
}

/* The delta method for a standardised coefficient where the inputs are sampled too; r: correlation of input and outcome. */
static ns_estimate standardised(double srrc, double rest, double fit, double r, double rows) {
    const double variance = rest + srrc * srrc * (2 * fit - 1 - r * r);
    return ns_estimate_around(srrc, sqrt(fmax(variance, 0) / rows), ns_student_975(rows));
}

static void regress(workspace *self, ns_rank_effect *effects, double *r_squared, ns_sensitivity_note *note) {
    const double fit = explained(self), rows = (double)self->sample->n - self->p - 1;
    for (uint32_t i = 0; i < self->p; i++) {
        ns_rank_effect *effect = &effects[self->in[i]];
        const double srrc = coefficient(self, i),
                     rest = (1 - fit) * self->factor[i * (size_t)self->sample->k + i];
        effect->prcc = partial(srrc, rest, rows - 1);
        effect->srrc = standardised(srrc, rest, fit, self->outcome[i], rows);
        ns_note_widen(note, &effect->prcc, self->in[i]);
    }
    *r_squared = fit;
}

static ns_status estimate(workspace *self, ns_rank_effect *effects, double *r_squared, double half_width,
                          ns_sensitivity_note *note) {
    if (!rank_column(self, self->sample->k, self->sample->y, 1)) {
        note->finding = NS_FINDING_CONSTANT;
        return NS_OK;
    }
    screen(self, effects, note);
    if (!self->p) return NS_OK;
    if (!invert(self)) return NS_BUG;
    regress(self, effects, r_squared, note);
    ns_note_advise(note, half_width);
    return NS_OK;
}

ns_status ns_rank_regression(ns_rank_effect *effects, double *r_squared, const ns_sample *sample,
                             const ns_sensitivity_settings *settings, ns_sensitivity_note *note) {
    size_t bytes;
    if (!sample->k || sample->k > NS_MAX_INPUTS || !ns_sensitivity_settings_fit(settings) ||
        !ns_multiply_size(sample->n, (sample->k + 1) * sizeof(double), &bytes) ||
        !ns_multiply_size(sample->n, sizeof(ns_placed), &bytes))
        return NS_BAD_USAGE;
    *note = ns_note_of(sample->n);
    *r_squared = NAN;
    for (uint32_t j = 0; j < sample->k; j++)
        effects[j] = (ns_rank_effect){.srrc = ns_no_estimate, .prcc = ns_no_estimate};
    if (sample->n < (uint64_t)sample->k + 4) return ns_note_too_few(note, (uint64_t)sample->k + 4);
    if (!ns_note_numbers(note, sample->u, sample->n * sample->k, 0) ||
        !ns_note_numbers(note, sample->y, sample->n, sample->n * sample->k))
        return NS_BAD_INPUT;
    workspace work = {.sample = sample};
    const ns_status status = workspace_init(&work)
                                 ? estimate(&work, effects, r_squared, settings->half_width, note)
                                 : NS_NO_MEMORY;
    workspace_free(&work);
    return status;
}

const ns_sensitivity_kind ns_sensitivity_rank = {
    .head = {
        .name = "rank",
        .summary = "Regression on ranks: direction and strength of each input, where effects are monotone.",
        .citation = "Iman & Conover 1979, Technometrics 21(4), 499-509; Saltelli & Sobol' 1995, Reliability "
                    "Engineering & System Safety 50(3), 225-239"}};
