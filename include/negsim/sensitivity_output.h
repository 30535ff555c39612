/* Output of sensitivity analysis. */
#ifndef NEGSIM_SENSITIVITY_OUTPUT_H
#define NEGSIM_SENSITIVITY_OUTPUT_H

#include "negsim/drivers.h"
#include "negsim/findings.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Rows of sensitivity.csv. */
ns_status ns_sensitivity_rows(ns_buffer *out, const ns_drivers *drivers, const ns_scenario *base) NS_MUST;
/* For each outcome and method the inputs that stand out of the sampling error, and what falls short. */
void ns_sensitivity_screen(ns_buffer *out, const ns_drivers *drivers, const ns_scenario *base,
                           const char *folder);

#ifdef __cplusplus
}
#endif

#endif
