/* The tactics. */
#include "tactic.h"

#include <stddef.h>

const ns_kind *const ns_tactic_table[] = {
    &ns_tactic_time.head,     &ns_tactic_tit_for_tat.head, &ns_tactic_nice_tit_for_tat.head,
    &ns_tactic_resource.head, &ns_tactic_micro.head,       &ns_tactic_zeuthen.head,
    &ns_tactic_hybrid.head,   &ns_tactic_mix.head,         &ns_tactic_hardliner.head,
    &ns_tactic_random.head,   &ns_tactic_external.head,    NULL};
