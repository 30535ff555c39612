/* Plan: what a sweep varies, and the points at which it looks. */
#ifndef NEGSIM_PLAN_H
#define NEGSIM_PLAN_H

#include "negsim/document.h"
#include "negsim/scenario.h"

#ifdef __cplusplus
extern "C" {
#endif

#define NS_MAX_FACTORS 256

/* One thing that is varied: a quantity or a setting, by its path. */
typedef struct ns_factor {
    const char *path;
    bool continuous;      /* a design places values between low and high */
    bool whole;           /* continuous: rounded to whole numbers (a setting that counts) */
    double low, high;     /* continuous */
    uint32_t level_count; /* else: its values, as they are written in a file */
    const char **levels;
} ns_factor;

/* A linear condition on numeric factors, sum of coefficient * factor + constant {<, <=, =, >=, >} 0. Points that break one are left out. */
typedef enum ns_relation { NS_BELOW, NS_AT_MOST, NS_EQUAL, NS_AT_LEAST, NS_ABOVE } ns_relation;
typedef struct ns_constraint {
    const char *text;     /* as written */
    double *coefficients; /* [factor] */
    double constant;
    ns_relation relation;
} ns_constraint;

typedef struct ns_plan {
    ns_arena *arena; /* owns everything */
    uint32_t factor_count, constraint_count;
    ns_factor *factors;
    ns_constraint *constraints;
    const char *design; /* name of its kind; NULL: grid, or list where points are given */
    uint64_t size; /* points asked of a design that takes a number (trajectories for morris); 0: none given */
    uint64_t design_seed; /* of what the design draws */
    uint64_t draws, plays, seed;
    bool independent; /* points do not share their draws */
    double
        half_width; /* stop a point when the interval of the share agreed is this narrow; 0: play all draws */
    uint64_t batch; /* draws between looks; only with half_width */
    const char *arms;     /* list; NULL: all */
    uint64_t row_count;   /* rows of the design */
    uint64_t point_count; /* of them, those that keep all constraints */
    double *rows;         /* [row * factor_count + factor]: value of a continuous factor, number of a level */
    uint64_t *points;     /* [point]: its row */
} ns_plan;

/* A plan without factors for a scenario: draws, plays and seed from it. NULL when memory is short. */
ns_plan *ns_plan_new(const ns_scenario *scenario);
void ns_plan_free(ns_plan *self);

/* Adds PATH=SPEC, where SPEC is `lo:hi:step`, `a,b,c` or `lo:hi`. The path must be a quantity or a setting of the scenario (nearest name
 * as hint); each value of a list is checked when its points are played. Faults: NS_BAD_INPUT. */
ns_status ns_plan_vary(ns_plan *self, const char *assignment, const ns_scenario *scenario,
                       const ns_registry *registry, ns_diagnostics *diagnostics) NS_MUST;
/* Adds a constraint like `parties.a.no_deal + 10 <= 2 * parties.b.no_deal`; blanks stand around every sign. After all factors. */
ns_status ns_plan_constrain(ns_plan *self, const char *text, ns_diagnostics *diagnostics) NS_MUST;
/* Reads a plan file: vary (a map of path: SPEC or list), where, design, points, draws, plays, seed, independent, stop {half_width, batch}, arms. */
ns_status ns_plan_read(ns_plan *self, const ns_document *document, const ns_scenario *scenario,
                       const ns_registry *registry, ns_diagnostics *diagnostics) NS_MUST;
/* Takes factors and points from the text of a table like experiments.csv: a column `point` is passed over, all others are paths. */
ns_status ns_plan_from_csv(ns_plan *self, const char *name, const char *text, size_t length,
                           const ns_scenario *scenario, const ns_registry *registry,
                           ns_diagnostics *diagnostics) NS_MUST;
/* Makes the points: checks the design against the factors and the limit on points. */
ns_status ns_plan_finish(ns_plan *self, ns_diagnostics *diagnostics) NS_MUST;

/* The value of a factor at a point as it is written in a file. text has room for NS_NUMBER_TEXT; the result may point elsewhere. */
const char *ns_plan_value(const ns_plan *self, uint64_t point, uint32_t factor, char *text);
/* The numeric value; NaN where the level is a word. */
double ns_plan_number(const ns_plan *self, uint64_t point, uint32_t factor);
/* Seed of a point's draws: the plan's, or one of the point's own where points are independent. */
uint64_t ns_plan_seed(const ns_plan *self, uint64_t point);
/* The plan as a plan file. With the scenario's text it decides every result; read again, it makes the same points. */
void ns_plan_write(const ns_plan *self, ns_buffer *out);

/* The scenario of a point: base's document copied, its values set and built. The copy is owned by *document_out. */
ns_status ns_plan_build(ns_scenario **out, ns_document **document_out, const ns_plan *self, uint64_t point,
                        const ns_document *base, const ns_registry *registry,
                        ns_diagnostics *diagnostics) NS_MUST;

#ifdef __cplusplus
}
#endif

#endif
