/* Information (M1): the mediator tells each party what matters to the others and where its hopes are too high. */
#include "mechanism.h"

static void terms(const ns_mediation *mediation, ns_terms *out) {
    double rate = mediation->facilitation * mediation->effort * out->vigour;
    out->passed += rate * (1 - out->passed);
    double reliable = mediation->accuracy * mediation->independence;
    for (uint32_t p = 0; p < mediation->party_count; p++)
        out->taken_in[p] = reliable * mediation->credibility[p] * out->passed;
}

const ns_mechanism_kind ns_mechanism_information = {
    .head = {.name = "information",
             .summary = "Passes on what matters to the others, round by round; shrinks optimism. Works only "
                        "as far as accurate, independent and credible.",
             .citation =
                 "Kydd 2003, American Journal of Political Science 47(4), 597-611; Fey & Ramsay 2010, World "
                 "Politics 62(4), 529-560; Savun 2008, International Studies Quarterly 52(1), 25-47"},
    .terms = terms};
