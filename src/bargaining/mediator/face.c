/* Face (M6): giving way to a mediator's text costs less at home than giving way to the other side. */
#include <math.h>

#include "mechanism.h"

static double saved(const ns_mediation *mediation) {
    return mediation->formulation * mediation->legitimacy * mediation->effort;
}

static void facts(const ns_company *company, ns_arm_facts *out) {
    const double most = fmin(1, ns_company_most(company, NS_MECHANISM_FACE, saved));
    for (uint32_t p = 0; p < company->member[0].party_count; p++) out->face[p] *= 1 - most;
}

static void terms(const ns_company *company, ns_terms *out) {
    double sum = 0;
    for (uint32_t k = 0; k < company->count; k++)
        if (ns_is_at(company, out, k, NS_MECHANISM_FACE)) sum += saved(&company->member[k]) * out->vigour[k];
    out->text_face = 1 - fmin(1, sum * out->together);
}

const ns_mechanism_kind ns_mechanism_face = {
    .head = {.name = "face",
             .summary = "Lowers the audience cost of signing the mediator's own text.",
             .citation =
                 "Fearon 1994, American Political Science Review 88(3), 577-592 (audience costs); Allee & "
                 "Huth 2006, American Political Science Review 100(2), 219-234 (political cover)"},
    .facts = facts,
    .terms = terms};
