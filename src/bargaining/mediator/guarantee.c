/* Guarantee: the mediator stands for the deal afterwards, so that signing is less of a risk and the deal holds longer. */
#include "mechanism.h"

static double stands(const ns_mediation *member, double round) {
    return round < member->guarantee_duration ? member->guarantee : 0;
}

const ns_mechanism_kind ns_mechanism_guarantee = {
    .head = {.name = "guarantee",
             .summary =
                 "Stands for the deal once it is in force: less is feared of the others, and less breaks it.",
             .citation = "Fearon 1995, International Organization 49(3), 379-414; Walter 1997, International "
                         "Organization 51(3), 335-364"},
    .stands = stands};
