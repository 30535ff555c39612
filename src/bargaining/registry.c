/* Registry: the tables of kinds of every sort, gathered for the scenario builder. */
#include "bargaining/kinds.h"

static const ns_registry standard = {{
    [NS_SORT_PROTOCOL] = ns_protocol_table,
    [NS_SORT_TACTIC] = ns_tactic_table,
    [NS_SORT_OFFER] = ns_offer_table,
    [NS_SORT_ACCEPTANCE] = ns_acceptance_table,
    [NS_SORT_OPPONENT] = ns_opponent_table,
    [NS_SORT_MECHANISM] = ns_mechanism_table,
}};

const ns_registry *ns_registry_standard(void) { return &standard; }
