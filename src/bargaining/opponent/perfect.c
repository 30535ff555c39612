/* Perfect model: the true weights, for comparison. */
#include "opponent.h"

const ns_opponent_kind ns_opponent_perfect = {
    .head = {.name = "perfect",
             .summary = "Knows the others' true weights: what the best model could do, for comparison only.",
             .citation =
                 "Baarslag, Hendrikx, Hindriks & Jonker 2013, AAMAS 2013 (perfect model as yardstick)"},
    .knows_all = 1};
