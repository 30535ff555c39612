/* The acceptance rules. */
#include "acceptance.h"

const ns_kind *const ns_acceptance_table[] = {&ns_acceptance_target.head, &ns_acceptance_next_bid.head, NULL};
