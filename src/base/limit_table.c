#include "negsim/limits.h"

static const ns_limit limits[NS_LIMIT_COUNT] = {
    [NS_LIMIT_PACKAGES] = {"packages", "issues", 1048576,
                           "packages: the product of the numbers of options of all issues"},
    [NS_LIMIT_PARTIES] = {"parties", "parties", 10, "parties of a scenario"},
    [NS_LIMIT_ISSUES] = {"issues", "issues", 64, "issues of a scenario"},
    [NS_LIMIT_OPTIONS] = {"options", "issues.*.options", 1000,
                          "options of one issue, or steps of a numeric one"},
    [NS_LIMIT_ROUNDS] = {"rounds", "protocol.rounds", 10000, "rounds of one negotiation"},
    [NS_LIMIT_DRAWS] = {"draws", "run.draws", 100000000, "draws of a run"},
    [NS_LIMIT_ENTRIES] = {"entries", "links, preconditions, rules, conditions, red_lines", 256,
                          "entries of one such list"},
    [NS_LIMIT_VARIANTS] = {"variants", "variants", 16, "variants of a scenario"},
    [NS_LIMIT_FILE_BYTES] = {"file_bytes", "the file", 4194304, "bytes of one scenario file (4 MiB)"},
    [NS_LIMIT_NODES] = {"nodes", "the file", 200000,
                        "keys, values and lists of a file and all that it extends, with aliases expanded"},
    [NS_LIMIT_DEPTH] = {"depth", "the file", 64, "lists and maps inside one another"},
    [NS_LIMIT_MEMORY_MB] = {"memory_mb", "issues, parties, run", 4096, "predicted memory of a run, in MiB"},
    [NS_LIMIT_TABLE_PACKAGES] = {"table_packages", "issues", 65536,
                                 "packages up to which package tables are whole; above it they hold those "
                                 "agreed at least once"},
    [NS_LIMIT_FACTORS] = {"factors", "vary", 256, "numbers and choices that a sweep varies"},
    [NS_LIMIT_POINTS] = {"points", "vary, points", 1000000, "points of a sweep"},
    [NS_LIMIT_STATES] = {"states", "states", 4096, "states of a conflict model"},
    [NS_LIMIT_MODEL_PACKAGES] = {"model_packages", "issues", 1000000000,
                                 "packages of an additive model: the product of the numbers of options"},
};

const ns_limit *ns_limit_of(ns_limit_id id) {
    return &limits[(unsigned)id < NS_LIMIT_COUNT ? id : NS_LIMIT_PACKAGES];
}
