/* The protocols. */
#include "protocol.h"

const ns_kind *const ns_protocol_table[] = {&ns_protocol_alternating_offers.head,
                                            &ns_protocol_simultaneous.head, &ns_protocol_single_text.head,
                                            NULL};
