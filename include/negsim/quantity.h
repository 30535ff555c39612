/* Quantities: every real number of a scenario, each named by its dotted path and with a distribution. */
#ifndef NEGSIM_QUANTITY_H
#define NEGSIM_QUANTITY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "negsim/diagnostics.h"
#include "negsim/document.h"
#include "negsim/kind.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum ns_distribution_kind {
    NS_CONSTANT,   /* a */
    NS_UNIFORM,    /* [a, b] */
    NS_TRIANGULAR, /* [a, mode b, c] */
    NS_NORMAL,     /* mean a, sd b > 0 */
    NS_LOGNORMAL,  /* of exp(normal(a, b)): a, b are mean and sd of the logarithm */
    NS_BETA,       /* shapes a, b > 0 on 0..1 */
    NS_CHOICE,     /* one of parts (constants), evenly */
    NS_EXPERTS,    /* even mixture of parts: quantile of the mean of their distribution functions */
    NS_EXPONENTIAL /* rate 1: the raw priority where only an order is given */
} ns_distribution_kind;

typedef struct ns_distribution {
    ns_distribution_kind kind;
    double a, b, c;
    size_t part_count;
    const struct ns_distribution *parts;
    const char *const *part_names; /* experts: who said it; else NULL */
} ns_distribution;

/* Inverse distribution function at u in (0, 1). Triangular by the closed form, normal and lognormal by
 * gsl_cdf_ugaussian_Pinv, beta by the inverse of its distribution function (Newton in a bracket), a choice by floor(u * n), a mixture by bisection to
 * the last bit. Never NaN. */
double ns_distribution_quantile(const ns_distribution *self, double u);
/* P(X <= x). */
double ns_distribution_below(const ns_distribution *self, double x);
bool ns_distribution_is_constant(const ns_distribution *self);
/* Ends of the support; +-infinity where unbounded. */
void ns_distribution_support(const ns_distribution *self, double *lowest, double *highest);
/* The text of the file format: "40", "[20, 27, 35]", "{normal: [40, 5]}". */
void ns_distribution_write(ns_buffer *out, const ns_distribution *self);

/* Where a number or an entry comes from; each NULL when not said. */
typedef struct ns_provenance {
    const char *basis, *source, *note, *by, *date;
} ns_provenance;

/* One entry of the quantity vector. */
typedef struct ns_quantity {
    const char *path; /* "parties.ukraine.issues.territory.priority" */
    uint64_t key;     /* ns_hash_text(path): keys its uniform */
    ns_unit unit;
    ns_distribution distribution;
    double lowest, highest; /* legal range of the key; drawn values beyond are moved to its end */
    bool is_held;           /* a yes-or-no uniform `PATH#held`: distribution uniform [0, 1) */
    bool is_default;        /* not in the file */
    ns_provenance provenance;
    ns_location at;
    ns_origin origin;
} ns_quantity;

/* Quantile at u, clipped to the legal range. */
double ns_quantity_value(const ns_quantity *self, double u);

/* One entry of the setting vector: a discrete choice. */
typedef struct ns_setting {
    const char *path;  /* "protocol.rounds" */
    const char *value; /* as text, lists in flow style */
    bool is_default;
    ns_provenance provenance;
    ns_location at;
    ns_origin origin;
} ns_setting;

/* Reads any number of the format: 40, [lo, hi], [lo, mode, hi], 80±10, 80+-10, {normal|lognormal|beta|choice|experts: ..},
 * or {range: any of these, basis, source, note, by, date}. Faults go to diagnostics and give false. The distribution's parts
 * and the provenance's texts are in arena. provenance may be NULL. */
bool ns_distribution_read(ns_distribution *out, ns_provenance *provenance, const ns_node *node,
                          ns_arena *arena, ns_diagnostics *diagnostics);

#ifdef __cplusplus
}
#endif

#endif
