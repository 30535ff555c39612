/* Sequencing (M5): shut preconditions are taken up in an order in which their holders can let go of them. */
#include "mechanism.h"

static bool drops(const ns_mediation *mediation, uint32_t party, double firmness, double h) {
    double left = firmness - mediation->formulation * mediation->effort * mediation->credibility[party];
    return !(h < left);
}

const ns_mechanism_kind ns_mechanism_sequencing = {
    .head = {.name = "sequencing",
             .summary =
                 "Gets parties to drop preconditions that shut the talks, less easily the firmer they are.",
             .citation = "Touval & Zartman 1985, International Mediation in Theory and Practice "
                         "(formulation); Zartman 2001, Global Review of Ethnopolitics 1(1), 8-18"},
    .drops = drops};
