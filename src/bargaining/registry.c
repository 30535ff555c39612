/* Registry: the tables of kinds of every sort, gathered for the scenario builder. */
#include "bargaining/kinds.h"

#define NS_KINDS                                                                                             \
    {                                                                                                        \
        [NS_SORT_PROTOCOL] = ns_protocol_table, [NS_SORT_TACTIC] = ns_tactic_table,                          \
        [NS_SORT_OFFER] = ns_offer_table, [NS_SORT_ACCEPTANCE] = ns_acceptance_table,                        \
        [NS_SORT_OPPONENT] = ns_opponent_table, [NS_SORT_MECHANISM] = ns_mechanism_table                     \
    }

static const ns_registry standard = {.kinds = NS_KINDS}, safe = {.kinds = NS_KINDS, .no_programs = 1};

const ns_registry *ns_registry_standard(void) { return &standard; }
const ns_registry *ns_registry_safe(void) { return &safe; }
