/* Information (M1): the mediator tells each party what matters to the others and where its hopes are too high. */
#include <math.h>

#include "mechanism.h"

static void tell(const ns_mediation *mediation, double vigour, ns_terms *out) {
    const uint32_t m = mediation->index;
    double rate = mediation->facilitation * mediation->effort * vigour;
    out->passed[m] += rate * (1 - out->passed[m]);
    double reliable = mediation->accuracy * mediation->independence;
    for (uint32_t p = 0; p < mediation->party_count; p++)
        out->told[m][p] = reliable * mediation->credibility[p] * out->passed[m];
}

/* What those who have left told stays told. */
static void terms(const ns_company *company, ns_terms *out) {
    bool any = false;
    for (uint32_t k = 0; k < company->count; k++) {
        if (!ns_is_at(company, out, k, NS_MECHANISM_INFORMATION)) continue;
        tell(&company->member[k], out->vigour[k], out);
        any = true;
    }
    for (uint32_t p = 0; any && p < company->member[0].party_count; p++) {
        double sum = 0;
        for (uint32_t m = 0; m < out->mediator_count; m++) sum += out->told[m][p];
        out->taken_in[p] = fmin(1, sum * out->together);
    }
}

const ns_mechanism_kind ns_mechanism_information = {
    .head = {.name = "information",
             .summary = "Passes on what matters to the others, round by round; shrinks optimism. Works only "
                        "as far as accurate, independent and credible.",
             .citation =
                 "Kydd 2003, American Journal of Political Science 47(4), 597-611; Fey & Ramsay 2010, World "
                 "Politics 62(4), 529-560; Savun 2008, International Studies Quarterly 52(1), 25-47"},
    .terms = terms};
