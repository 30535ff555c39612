/* The tactics. */
#include "tactic.h"

#include <stddef.h>

const ns_kind *const ns_tactic_table[] = {&ns_tactic_time.head, NULL};
