/* Memory: arrays whose size cannot overflow. */
#ifndef NEGSIM_BARGAINING_MEMORY_H
#define NEGSIM_BARGAINING_MEMORY_H

#include <stdlib.h>

#include "negsim/number.h"

/* count things, not zeroed: large blocks stay untouched until they are used. NULL when memory is short or the size overflows. */
static inline void *ns_array(size_t count, size_t size) {
    size_t bytes;
    if (!ns_multiply_size(count, size, &bytes)) return NULL;
    return malloc(bytes > 0 ? bytes : 1);
}

#endif
