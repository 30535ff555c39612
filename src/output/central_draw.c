#include "output/central_draw.h"

#include <stdlib.h>

#include "negsim/number.h"

ns_status ns_central_draw_init(ns_central_draw *self, const ns_scenario *scenario) {
    *self = (ns_central_draw){0};
    size_t bytes;
    if (!ns_multiply_size(scenario->quantity_count + (size_t)1, sizeof(double), &bytes)) return NS_NO_MEMORY;
    double *halves = malloc(bytes);
    ns_status status = halves ? ns_instance_init(&self->instance, scenario) : NS_NO_MEMORY;
    if (status == NS_OK && !(self->frontier = ns_frontier_new(scenario))) status = NS_NO_MEMORY;
    if (status == NS_OK) {
        for (uint32_t q = 0; q < scenario->quantity_count; q++) halves[q] = 0.5;
        ns_instance_draw(&self->instance, scenario->seed, 0, halves);
        ns_frontier_compute(self->frontier, &self->instance);
    }
    free(halves);
    return status;
}

void ns_central_draw_free(ns_central_draw *self) {
    ns_instance_free(&self->instance);
    ns_frontier_free(self->frontier);
    *self = (ns_central_draw){0};
}
