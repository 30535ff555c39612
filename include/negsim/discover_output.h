/* Output of scenario discovery. */
#ifndef NEGSIM_DISCOVER_OUTPUT_H
#define NEGSIM_DISCOVER_OUTPUT_H

#include "negsim/discover.h"
#include "negsim/findings.h"
#include "negsim/sample.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What was found, and in what. */
typedef struct ns_boxes {
    const ns_discovery *discovery;
    const ns_discover_settings *settings;
    const ns_scenario *base;
    const uint32_t *inputs; /* quantities behind the factors */
    const ns_measure *measure;
    uint64_t draws;
} ns_boxes;

/* Rows of boxes.csv, one per box and restriction, and of peeling.csv, one per box and step. */
ns_status ns_boxes_rows(ns_buffer *boxes, ns_buffer *peeling, const ns_boxes *self) NS_MUST;
/* A sentence for each box, and its limits. */
void ns_boxes_screen(ns_buffer *out, const ns_boxes *self, const char *folder);

#ifdef __cplusplus
}
#endif

#endif
