/* The protocols. */
#include "protocol.h"

const ns_kind *const ns_protocol_table[] = {&ns_protocol_alternating_offers.head, NULL};
