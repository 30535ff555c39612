/* Arena: memory that is freed all at once. */
#ifndef NEGSIM_ARENA_H
#define NEGSIM_ARENA_H

#include <stddef.h>

#include "negsim/status.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ns_arena ns_arena;

ns_arena *ns_arena_new(void); /* NULL when memory is short */
void ns_arena_free(ns_arena *self);
void ns_arena_reset(ns_arena *self); /* forgets everything, keeps the memory */

/* Zeroed, aligned for any type. NULL when memory is short or count * size overflows.
 * count 0 gives a valid pointer to nothing. */
void *ns_arena_array(ns_arena *self, size_t count, size_t size) NS_MUST;
#define NS_ARENA_NEW(arena, count, type) ((type *)ns_arena_array((arena), (count), sizeof(type)))

/* Copies of text; NULL when memory is short. */
char *ns_arena_text(ns_arena *self, const char *text) NS_MUST;
char *ns_arena_text_n(ns_arena *self, const char *text, size_t length) NS_MUST;
char *ns_arena_format(ns_arena *self, const char *format, ...) NS_MUST NS_PRINTF(2, 3);

size_t ns_arena_used(const ns_arena *self); /* bytes handed out since the last reset */

#ifdef __cplusplus
}
#endif

#endif
