/* Deadline (M4): a deadline that is believed in moves concessions forward; the talks still end when they end. */
#include <math.h>

#include "mechanism.h"

/* The first of the deadlines, believed in as far as all who set one together are. */
static void terms(const ns_company *company, ns_terms *out) {
    double c = 0, first = out->horizon;
    for (uint32_t k = 0; k < company->count; k++) {
        const ns_mediation *member = &company->member[k];
        if (!ns_is_at(company, out, k, NS_MECHANISM_DEADLINE) || !(member->deadline < out->horizon)) continue;
        c += member->deadline_credibility * member->effort;
        if (member->deadline < first) first = member->deadline;
    }
    c = fmin(1, c * out->together);
    if (c <= 0) return;
    double horizon = (1 - c) * out->horizon + c * first;
    if (horizon < out->horizon) out->horizon = horizon;
}

const ns_mechanism_kind ns_mechanism_deadline = {
    .head = {.name = "deadline",
             .summary = "Sets a deadline: the parties' clock runs toward it as far as they believe in it.",
             .citation = "Roth, Murnighan & Schoumaker 1988, American Economic Review 78(4), 806-823"},
    .terms = terms};
