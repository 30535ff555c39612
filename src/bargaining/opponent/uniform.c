/* Uniform model: all issues weigh alike, whatever the others offer. */
#include "opponent.h"

const ns_opponent_kind ns_opponent_uniform = {
    .head = {.name = "uniform",
             .summary = "Takes all issues to be equally important to each of the others, and learns nothing.",
             .citation = "The baseline of Baarslag, Hendrikx, Hindriks & Jonker 2016, Autonomous Agents and "
                         "Multi-Agent Systems 30(5), 849-898"}};
