/* Limits: checked before a run; each error names the key and the limit. */
#ifndef NEGSIM_LIMITS_H
#define NEGSIM_LIMITS_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum ns_limit_id {
    NS_LIMIT_PACKAGES,
    NS_LIMIT_PARTIES,
    NS_LIMIT_ISSUES,
    NS_LIMIT_OPTIONS,
    NS_LIMIT_ROUNDS,
    NS_LIMIT_DRAWS,
    NS_LIMIT_ENTRIES,
    NS_LIMIT_VARIANTS,
    NS_LIMIT_FILE_BYTES,
    NS_LIMIT_NODES,
    NS_LIMIT_DEPTH,
    NS_LIMIT_MEMORY_MB,
    NS_LIMIT_TABLE_PACKAGES,
    NS_LIMIT_FACTORS,
    NS_LIMIT_POINTS,
    NS_LIMIT_STATES,
    NS_LIMIT_MODEL_PACKAGES,
    NS_LIMIT_COUNT
} ns_limit_id;

typedef struct ns_limit {
    const char *name, *key; /* key: what the user wrote that is limited */
    uint64_t value;
    const char *summary;
} ns_limit;

/* The row of a limit; never NULL. Defined in src/base/limit_table.c. */
const ns_limit *ns_limit_of(ns_limit_id id);

#ifdef __cplusplus
}
#endif

#endif
