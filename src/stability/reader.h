/* What the readers of both kinds of model share: faults with their place, texts, lists of names, known keys. */
#ifndef NEGSIM_STABILITY_READER_H
#define NEGSIM_STABILITY_READER_H

#include "negsim/document.h"
#include "negsim/limits.h"

typedef struct ns_reader {
    ns_diagnostics *diagnostics;
    ns_arena *arena;
    size_t faults;
    ns_status status; /* NS_NO_MEMORY, or NS_OK */
} ns_reader;

/* What was read so far as a status. */
ns_status ns_reader_status(const ns_reader *self) NS_MUST;

void ns_reader_fault(ns_reader *self, ns_code_id code, const ns_node *at, const char *hint,
                     const char *format, ...) NS_PRINTF(5, 6);
/* "no WHAT 'word'", with the nearest of the names, or all of them, as hint. */
void ns_reader_unknown(ns_reader *self, ns_code_id code, const char *what, const ns_node *at,
                       const char *const *names, size_t count);
/* NULL when memory is short: the status says so. */
void *ns_reader_memory(ns_reader *self, size_t count, size_t size);
#define NS_READER_NEW(self, count, type) ((type *)ns_reader_memory((self), (count), sizeof(type)))
/* Every key of a map is among the known ones, ended by NULL. */
void ns_reader_keys(ns_reader *self, const ns_node *map, const char *what, const char *const *known);
/* The value of a key: of this kind, or NULL and a fault. A key that is missing is a fault where it is said to be needed. */
typedef enum ns_need { NS_NEEDED, NS_OPTIONAL } ns_need;
const ns_node *ns_reader_get(ns_reader *self, const ns_node *map, const char *key, ns_node_kind kind,
                             ns_need need);
bool ns_reader_is(ns_reader *self, const ns_node *node, ns_node_kind kind, const char *what);
/* A text, copied; NULL where there is none. */
const char *ns_reader_text(ns_reader *self, const ns_node *map, const char *key, ns_need need);
/* The id of a model: letters, digits, `_` and `-`, the first a letter. */
const char *ns_reader_id(ns_reader *self, const ns_node *root);
/* At most as many as the limit says; a fault and false above it. */
bool ns_reader_within(ns_reader *self, const ns_node *at, uint64_t count, ns_limit_id limit);
/* A list of different texts. Returns how many, 0 with a fault where something is wrong. */
uint32_t ns_reader_names(ns_reader *self, const ns_node *list, const char *what, const char ***out);
/* Position of a scalar among names; UINT32_MAX and a fault where it is not there. */
uint32_t ns_reader_find(ns_reader *self, ns_code_id code, const char *what, const ns_node *at,
                        const char *const *names, uint32_t count);

#endif
