/* Registered texts and the kept diagnostics, shared by the list and its renderer. */
#ifndef NEGSIM_BASE_SOURCE_H
#define NEGSIM_BASE_SOURCE_H

#include "negsim/arena.h"
#include "negsim/diagnostics.h"

/* At most this many are kept of each severity. */
enum { NS_DIAGNOSTICS_KEPT = 20 };

typedef struct ns_source {
    struct ns_source *next;
    const char *name, *text;
    size_t length, order;
} ns_source;

typedef struct ns_kept {
    ns_diagnostic diagnostic;
    const ns_source *source; /* NULL: the file is not registered */
} ns_kept;

struct ns_diagnostics {
    ns_arena *arena;
    ns_source *sources; /* the last one first */
    size_t source_count;
    ns_kept kept[2 * NS_DIAGNOSTICS_KEPT]; /* sorted */
    size_t count, kept_of[2], found[2];    /* by severity */
};

#endif
