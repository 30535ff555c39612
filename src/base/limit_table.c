#include "negsim/limits.h"

static const ns_limit limits[NS_LIMIT_COUNT] = {
    [NS_LIMIT_PACKAGES] = {"packages", "issues", 1048576, "Packages: the product of the numbers of options."},
    [NS_LIMIT_PARTIES] = {"parties", "parties", 10, "Parties."},
    [NS_LIMIT_ISSUES] = {"issues", "issues", 64, "Issues."},
    [NS_LIMIT_OPTIONS] = {"options", "issues.*.options", 1000, "Options of one issue; steps of a numeric one."},
    [NS_LIMIT_ROUNDS] = {"rounds", "protocol.rounds", 10000, "Rounds of a negotiation."},
    [NS_LIMIT_DRAWS] = {"draws", "run.draws", 100000000, "Draws of a run."},
    [NS_LIMIT_ENTRIES] = {"entries", "links, preconditions, rules, conditions", 256, "Entries of one list."},
    [NS_LIMIT_VARIANTS] = {"variants", "variants", 16, "Variants."},
    [NS_LIMIT_FILE_BYTES] = {"file_bytes", "the file", 4194304, "Bytes of one scenario file."},
    [NS_LIMIT_NODES] = {"nodes", "the file", 200000, "Nodes of the tree, with aliases expanded."},
    [NS_LIMIT_DEPTH] = {"depth", "the file", 64, "Depth of nesting."},
    [NS_LIMIT_MEMORY_MB] = {"memory_mb", "a run", 4096, "Predicted memory of a run, in megabytes."},
    [NS_LIMIT_TABLE_PACKAGES] = {"table_packages", "compromises.csv", 65536, "Packages above which tables list only those agreed at least once."},
};

const ns_limit *ns_limit_of(ns_limit_id id) { return &limits[(unsigned)id < NS_LIMIT_COUNT ? id : NS_LIMIT_PACKAGES]; }
