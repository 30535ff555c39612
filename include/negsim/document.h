/* Document: a format-neutral tree with the place of every node. YAML goes in; the scenario
 * builder reads it; libyaml's types stop here. Immutable once loaded, except through the
 * override calls. */
#ifndef NEGSIM_DOCUMENT_H
#define NEGSIM_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>

#include "negsim/arena.h"
#include "negsim/diagnostics.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum ns_node_kind { NS_NODE_SCALAR, NS_NODE_LIST, NS_NODE_MAP } ns_node_kind;

/* Where a node came from: `negsim show` prints it. */
typedef enum ns_origin { NS_FROM_FILE, NS_FROM_BASE, NS_FROM_OVERRIDE, NS_FROM_VARIANT } ns_origin;

typedef struct ns_node ns_node;
typedef struct ns_pair {
    ns_node *key; /* a scalar */
    ns_node *value;
} ns_pair;

struct ns_node {
    ns_node_kind kind;
    ns_origin origin;
    ns_location at;
    bool quoted;      /* scalar: written in quotes, so a text and never a number */
    const char *text; /* scalar: NUL-terminated UTF-8; "" for an empty plain scalar */
    size_t count;     /* list, map: entries */
    ns_node **items;  /* list */
    ns_pair *pairs;   /* map, in file order, keys unique */
};

typedef struct ns_document {
    ns_arena *arena; /* owns every node */
    ns_node *root;   /* a map */
    char *name;      /* display name of the file it was loaded from */
    size_t nodes;
} ns_document;

/* Reads the text of a file (path "-": standard input) and loads it; `extends: other.yaml` (relative to
 * the file) is loaded first and this file's entries are laid over it: maps merge key by key, everything
 * else is replaced; a list whose entries all have a `name` merges by name. At most 8 deep; loops are errors.
 * Enforced: UTF-8 (a byte-order mark is accepted), one document, unique keys, depth 64, 200,000 nodes with aliases
 * expanded, no cyclic aliases, no tags, no merge keys, 4 MiB per file; NUL bytes and tabs for indentation are faults.
 * Returns NS_NO_INPUT, NS_BAD_INPUT, NS_NO_MEMORY or NS_OK. Release with ns_document_free. */
ns_status ns_document_load(ns_document **out, const char *path, ns_diagnostics *diagnostics) NS_MUST;
/* The same from memory; name for messages; `extends` resolves against the working directory. */
ns_status ns_document_load_text(ns_document **out, const char *name, const char *text, size_t length,
                                ns_diagnostics *diagnostics) NS_MUST;
/* A deep copy into an arena of its own (locations keep pointing at the same names). */
ns_status ns_document_copy(ns_document **out, const ns_document *self) NS_MUST;
void ns_document_free(ns_document *self);

/* The value of a key in a map; NULL when absent or node is not a map. */
const ns_node *ns_node_get(const ns_node *node, const char *key);
/* The pair, for its key's location. */
const ns_pair *ns_node_pair(const ns_node *node, const char *key);

/* Follows a dotted path: map keys (which may hold dots: the longest match is tried first), and entries of lists
 * by their `name`, or by position from 0. NULL when there is none. */
const ns_node *ns_node_find(const ns_node *root, const char *path);

/* Sets the node at path to the parsed YAML value (flow style: `0.3`, `[1, 2]`, `{range: [0, 1]}`).
 * Missing maps on the way are made; a missing list entry or a scalar in the way is an error with the nearest
 * name as hint. The new nodes have the origin and the location given (at: the `--set` text or the variant's entry). */
ns_status ns_document_set(ns_document *self, const char *path, const char *value, ns_origin origin,
                          ns_location at, ns_diagnostics *diagnostics) NS_MUST;
/* The same with a node, which is copied. */
ns_status ns_document_set_node(ns_document *self, const char *path, const ns_node *value, ns_origin origin,
                               ns_location at, ns_diagnostics *diagnostics) NS_MUST;

/* Damerau-Levenshtein distance (optimal string alignment) over bytes, capped at limit + 1. */
unsigned ns_edit_distance(const char *a, const char *b, unsigned limit);
/* The candidate nearest to word, at most 2 edits away (and fewer than half of its letters); NULL: none. */
const char *ns_nearest_name(const char *word, const char *const *candidates, size_t count);

#include "negsim/buffer.h"
/* The one YAML writer: block style, two blanks, quotes only where needed; reads back as the same tree. */
void ns_node_write(ns_buffer *out, const ns_node *node);
/* The same on one line, in flow style, without an end of line. */
void ns_node_write_flow(ns_buffer *out, const ns_node *node);
void ns_yaml_write_scalar(ns_buffer *out, const char *text, bool force_text);

#ifdef __cplusplus
}
#endif

#endif
