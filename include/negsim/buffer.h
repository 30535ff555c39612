/* Buffer: growing text with a sticky error, so that writers check once at the end. */
#ifndef NEGSIM_BUFFER_H
#define NEGSIM_BUFFER_H

#include <stddef.h>

#include "negsim/status.h"

#ifdef __cplusplus
extern "C" {
#endif

/* All zeros is an empty buffer. text is NUL-terminated once anything was added. */
typedef struct ns_buffer {
    char *text;
    size_t length, room;
    ns_status status; /* first failure; later calls do nothing */
} ns_buffer;

void ns_buffer_add(ns_buffer *self, const char *text);
void ns_buffer_add_n(ns_buffer *self, const char *text, size_t length);
void ns_buffer_char(ns_buffer *self, char c);
void ns_buffer_format(ns_buffer *self, const char *format, ...) NS_PRINTF(2, 3);
void ns_buffer_clear(ns_buffer *self); /* length 0, memory and status kept */
void ns_buffer_free(ns_buffer *self);  /* back to all zeros */

#ifdef __cplusplus
}
#endif

#endif
