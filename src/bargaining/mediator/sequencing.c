/* Sequencing (M5): shut preconditions are taken up in an order in which their holders can let go of them. */
#include "mechanism.h"

static bool drops(const ns_company *company, double by, uint32_t party, double firmness, double h) {
    double sum = 0;
    uint32_t n = 0;
    for (uint32_t k = 0; k < company->count; k++) {
        const ns_mediation *member = &company->member[k];
        if (member->enter > by) continue;
        n++;
        if (member->mechanisms >> NS_MECHANISM_SEQUENCING & 1u)
            sum += member->formulation * member->effort * member->credibility[party];
    }
    return !(h < firmness - sum * ns_company_together(company, n));
}

const ns_mechanism_kind ns_mechanism_sequencing = {
    .head = {.name = "sequencing",
             .summary =
                 "Gets parties to drop preconditions that shut the talks, less easily the firmer they are.",
             .citation = "Touval & Zartman 1985, International Mediation in Theory and Practice "
                         "(formulation); Zartman 2001, Global Review of Ethnopolitics 1(1), 8-18"},
    .drops = drops};
