/* Stage tables: what each part of the present stage is worth to whom, and who is known to refuse it. */
#ifndef NEGSIM_BARGAINING_STAGE_H
#define NEGSIM_BARGAINING_STAGE_H

#include "negsim/bids.h"
#include "negsim/reach.h"
#include "negsim/view.h"

/* One stage's shape, fixed by the scenario: package = base of what is settled + part[z] + rest[y]. */
typedef struct ns_stage_shape {
    ns_stage_view view;
    const uint32_t *part; /* [part] offset of a part in packages; NULL: the part's own number */
    uint32_t rest_count;  /* completions by later stages' options; 1 in the last stage */
    const uint32_t *rest; /* [completion] offset in packages; NULL in the last stage: 0 */
} ns_stage_shape;

/* What the tables depend on besides the draw. */
typedef struct ns_stage_inputs {
    const ns_instance *instance;
    const ns_shut *shut; /* [package] with the preconditions' bits of this arm */
    ns_shut any_shut;    /* OR of them */
    const double *face;  /* [party] full audience cost */
} ns_stage_inputs;

typedef struct ns_stage_tables {
    uint32_t party_count, stage_count;
    ns_stage_shape *shapes;      /* [stage] */
    const ns_stage_shape *shape; /* of the present stage */
    uint32_t base;               /* package of all that is settled */
    ns_parts parts;
    double best[NS_MAX_PARTIES]; /* largest worth; -HUGE_VAL: nothing is negotiable */
    const double *top
        [NS_MAX_PARTIES]; /* [part]: largest u over the negotiable packages with it, before face; where worth is finite */
    double *worth_memory[NS_MAX_PARTIES], *top_memory[NS_MAX_PARTIES];
    uint16_t *open_memory;
} ns_stage_tables;

ns_status ns_stage_tables_init(ns_stage_tables *self, const ns_scenario *scenario) NS_MUST;
void ns_stage_tables_free(ns_stage_tables *self);
/* Opens a stage on top of what base has settled. Touches no table where the draw's own utilities serve. O(packages left) else. */
void ns_stage_open(ns_stage_tables *self, const ns_stage_inputs *inputs, uint32_t stage, uint32_t base);
/* Package of a part completed by the first options of the later stages. */
static inline uint32_t ns_stage_package(const ns_stage_tables *self, uint32_t part) {
    return self->base + (self->shape->part == NULL ? part : self->shape->part[part]);
}
/* The present stage's part of a package. */
uint32_t ns_stage_part_of(const ns_stage_tables *self, const ns_scenario *scenario, uint32_t package);

/* out[x * k + o] = old[x] + add[o]; may work in place (out == old). n values become n * k. */
void ns_widen(double *out, const double *old, uint32_t n, const double *add, uint32_t k);

#endif
