/* Private to experiment/sensitivity: what the estimators share. */
#ifndef NEGSIM_EXPERIMENT_SENSITIVITY_H
#define NEGSIM_EXPERIMENT_SENSITIVITY_H

#include "negsim/sensitivity.h"

#define NS_NORMAL_975 1.959963984540054

extern const ns_sensitivity_kind ns_sensitivity_sobol, ns_sensitivity_morris, ns_sensitivity_tornado,
    ns_sensitivity_rank, ns_sensitivity_given_data, ns_sensitivity_play;

/* --- arguments and notes (note.c) -------------------------------------------------------------------------- */

bool ns_sensitivity_settings_fit(const ns_sensitivity_settings *self);
/* A zeroed note for n with its power of two. */
ns_sensitivity_note ns_note_of(uint64_t n);
/* Writes the finding and returns NS_BAD_INPUT. */
ns_status ns_note_refuse(ns_sensitivity_note *self, ns_finding finding, uint64_t at);
ns_status ns_note_too_few(ns_sensitivity_note *self, uint64_t least);
/* Are all numbers usable? If not, the note says which: its index in the array, plus before. */
bool ns_note_numbers(ns_sensitivity_note *self, const double *values, uint64_t count, uint64_t before);
/* Remembers the widest interval. */
void ns_note_widen(ns_sensitivity_note *self, const ns_estimate *estimate, uint32_t input);
/* The n at which the widest interval would have the wanted half-width. */
void ns_note_advise(ns_sensitivity_note *self, double wanted);

typedef struct ns_extent {
    double least, most;
} ns_extent;

/* Least and most of an array, and of what is already in self; start with {HUGE_VAL, -HUGE_VAL}. */
void ns_extent_take(ns_extent *self, const double *values, uint64_t count);
/* Is the difference more than the rounding of numbers of this size? */
bool ns_extent_varies(const ns_extent *self);

/* --- estimates (estimate.c) -------------------------------------------------------------------------------- */

extern const ns_estimate ns_no_estimate; /* all NaN */
/* value -+ factor * error. */
ns_estimate ns_estimate_around(double value, double error, double factor);
/* 97.5% point of Student's t; degrees at least 1. */
double ns_student_975(double degrees);
/* 95% point of F on a and b degrees, both at least 1; approximate. */
double ns_fisher_95(double a, double b);
void ns_sort_numbers(double *values, size_t count);

/* A value and where it stood. */
typedef struct ns_placed {
    double value;
    size_t row;
} ns_placed;

/* Fills rows from values[row * stride], by rising value, then row. */
void ns_sort_rows(ns_placed *rows, const double *values, size_t count, size_t stride);

/* --- bootstrap (bootstrap.c) ------------------------------------------------------------------------------- */

/* counts[row]: how often resample b takes the row; n takes in all. estimator: hash of its name. */
void ns_bootstrap_counts(double *counts, uint64_t n, uint64_t seed, uint64_t b, uint64_t estimator);
/* The estimate from its resampled figures, NaN where a resample has none; they are used up. */
ns_estimate ns_bootstrap_estimate(double value, double *figures, const ns_sensitivity_settings *settings);

#endif
