/* The central draw: every uniform at one half. What packages are worth there, for tables and plots. */
#ifndef NEGSIM_OUTPUT_CENTRAL_DRAW_H
#define NEGSIM_OUTPUT_CENTRAL_DRAW_H

#include "negsim/solution.h"

typedef struct ns_central_draw {
    ns_instance instance;
    ns_frontier *frontier;
} ns_central_draw;

/* NS_NO_MEMORY, or NS_OK; free it either way. */
ns_status ns_central_draw_init(ns_central_draw *self, const ns_scenario *scenario) NS_MUST;
void ns_central_draw_free(ns_central_draw *self);

#endif
