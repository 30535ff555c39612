/* Face (M6): giving way to a mediator's text costs less at home than giving way to the other side. */
#include "mechanism.h"

static double saved(const ns_mediation *mediation) {
    return mediation->formulation * mediation->legitimacy * mediation->effort;
}

static void facts(const ns_mediation *mediation, ns_arm_facts *out) {
    for (uint32_t p = 0; p < mediation->party_count; p++) out->face[p] *= 1 - saved(mediation);
}

static void terms(const ns_mediation *mediation, ns_terms *out) {
    out->text_face = 1 - saved(mediation) * out->vigour;
}

const ns_mechanism_kind ns_mechanism_face = {
    .head = {.name = "face",
             .summary = "Lowers the audience cost of signing the mediator's own text.",
             .citation =
                 "Fearon 1994, American Political Science Review 88(3), 577-592 (audience costs); Allee & "
                 "Huth 2006, American Political Science Review 100(2), 219-234 (political cover)"},
    .facts = facts,
    .terms = terms};
