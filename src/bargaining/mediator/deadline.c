/* Deadline (M4): a deadline that is believed in moves concessions forward; the talks still end when they end. */
#include "mechanism.h"

static void terms(const ns_mediation *mediation, ns_terms *out) {
    double c = mediation->deadline_credibility * mediation->effort;
    if (!(mediation->deadline < out->horizon) || c <= 0) return;
    double horizon = (1 - c) * out->horizon + c * mediation->deadline;
    if (horizon < out->horizon) out->horizon = horizon;
}

const ns_mechanism_kind ns_mechanism_deadline = {
    .head = {.name = "deadline",
             .summary = "Sets a deadline: the parties' clock runs toward it as far as they believe in it.",
             .citation = "Roth, Murnighan & Schoumaker 1988, American Economic Review 78(4), 806-823"},
    .terms = terms};
