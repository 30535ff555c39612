/* Private to output: the parts of a sweep's payload. */
#ifndef NEGSIM_OUTPUT_SWEEP_PAYLOAD_H
#define NEGSIM_OUTPUT_SWEEP_PAYLOAD_H

#include "negsim/sweep_output.h"
#include "output/table_write.h"

enum { NS_PAYLOAD_OUTCOMES, NS_PAYLOAD_REACHABILITY, NS_PAYLOAD_FAILURE, NS_PAYLOAD_RUNS, NS_PAYLOAD_TEXTS };

typedef struct ns_payload {
    ns_point_facts facts;
    const char *text[NS_PAYLOAD_TEXTS]; /* inside the payload, not ended by a NUL */
    size_t length[NS_PAYLOAD_TEXTS];
} ns_payload;

/* false: these bytes are no payload. */
bool ns_payload_parse(const ns_buffer *payload, ns_payload *out);

#endif
