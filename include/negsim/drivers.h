/* Drivers: which input drives an outcome of a scenario: samples played as an estimator wants them, and its figures in one list. */
#ifndef NEGSIM_DRIVERS_H
#define NEGSIM_DRIVERS_H

#include "negsim/sample.h"
#include "negsim/sensitivity.h"

#ifdef __cplusplus
extern "C" {
#endif

/* One figure of one input. */
typedef struct ns_figure {
    uint32_t input; /* place among the inputs; NS_NONE: of the outcome as a whole */
    const char *
        name; /* "first", "total", "mu", "mu_star", "sigma", "swing", "low", "high", "srrc", "prcc", "share_of_play", "r_squared" */
    ns_estimate estimate;
    double floor; /* below it nothing is shown; NaN: none */
    bool leads;   /* the figure that ranks the inputs of its method */
} ns_figure;

/* The figures of one method for one outcome. */
typedef struct ns_driver_list {
    const ns_sensitivity_kind *kind;
    const ns_measure *measure;
    ns_sensitivity_note note;
    ns_status status; /* NS_OK, or NS_BAD_INPUT: the note says why there are no figures */
    uint64_t runs;    /* negotiations played for it, in each arm */
    uint32_t count;
    ns_figure *
        figures; /* inputs by falling leading figure (its size), equal ones in their order; then those of the whole */
} ns_driver_list;

typedef struct ns_drivers {
    uint32_t input_count, list_count;
    uint32_t *inputs;      /* quantities of the base scenario */
    ns_driver_list *lists; /* by method, then by measure */
} ns_drivers;

typedef struct ns_driver_settings {
    const ns_arms *arms;
    const ns_measure *measures;
    uint32_t measure_count;
    const ns_sensitivity_kind *const *kinds; /* methods */
    uint32_t kind_count;
    uint64_t draws, plays, seed; /* of samples of ordinary draws; of the tornado, at each end of each input */
    uint64_t size;               /* rows of A (sobol), trajectories (morris) */
    unsigned jobs;
    /* As in ns_study_settings; done and total of all samples together. */
    int (*on_progress)(void *user, uint64_t done, uint64_t total, const ns_study_note *so_far);
    void *progress_user;
} ns_driver_settings;

/* Negotiations that it will take, in each arm; bytes of the largest sample. */
uint64_t ns_drivers_runs(const ns_driver_settings *settings, uint32_t inputs);
/* Plays and estimates. NS_STOPPED when asked to; NS_TOO_LARGE: the sample is over the limit on memory. */
ns_status ns_drivers_run(ns_drivers **out, const ns_driver_settings *settings,
                         ns_diagnostics *diagnostics) NS_MUST;
void ns_drivers_free(ns_drivers *self);

#ifdef __cplusplus
}
#endif

#endif
