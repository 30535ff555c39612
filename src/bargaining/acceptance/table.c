/* The acceptance rules. */
#include "acceptance.h"

const char *const ns_accept_words[] = {"at_least", "more_than", NULL};

const ns_kind *const ns_acceptance_table[] = {&ns_acceptance_target.head,   &ns_acceptance_next_bid.head,
                                              &ns_acceptance_previous.head, &ns_acceptance_constant.head,
                                              &ns_acceptance_time.head,     &ns_acceptance_gap.head,
                                              &ns_acceptance_combi.head,    &ns_acceptance_hill_climber.head,
                                              &ns_acceptance_annealer.head, NULL};
