/* A small JSON writer: keys in the order given, two blanks a level. */
#ifndef NEGSIM_OUTPUT_JSON_H
#define NEGSIM_OUTPUT_JSON_H

#include <stdbool.h>
#include <stdint.h>

#include "negsim/buffer.h"

typedef struct ns_json {
    ns_buffer *out;
    unsigned depth;
    bool entered; /* the level has an entry already */
} ns_json;

/* key: NULL in a list and at the top. bracket: '{' or '['. */
void ns_json_open(ns_json *self, const char *key, char bracket);
void ns_json_close(ns_json *self, char bracket);                     /* '}' or ']' */
void ns_json_text(ns_json *self, const char *key, const char *text); /* NULL: the entry is left out */
void ns_json_unsigned(ns_json *self, const char *key, uint64_t value);
void ns_json_real(ns_json *self, const char *key, double value); /* not finite: null */
void ns_json_boolean(ns_json *self, const char *key, bool value);
void ns_json_quote(ns_buffer *out, const char *text); /* a JSON string of its own */

#endif
