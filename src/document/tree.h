/* Private to document: making trees. */
#ifndef NEGSIM_DOCUMENT_TREE_H
#define NEGSIM_DOCUMENT_TREE_H

#include <stdint.h>

#include "negsim/document.h"

/* Nodes made so far, and how many there may be. */
typedef struct ns_budget {
    size_t nodes, limit;
} ns_budget;

ns_budget ns_budget_of(const ns_document *document);

/* A deep copy with at most `depth` lists and maps inside one another. NS_TOO_LARGE: deeper, or out of budget
 * (then budget->nodes exceeds its limit). */
ns_status ns_tree_copy(ns_node **out, ns_arena *arena, const ns_node *node, ns_budget *budget,
                       unsigned depth) NS_MUST;
/* Gives every node of a tree the origin (and the location, where at is not NULL). */
void ns_tree_mark(ns_node *node, ns_origin origin, const ns_location *at);
/* Adds an entry to the end of a map. */
ns_status ns_tree_add_pair(ns_arena *arena, ns_node *map, ns_node *key, ns_node *value) NS_MUST;
/* NULL when memory is short. */
ns_node *ns_tree_scalar(ns_arena *arena, const char *text, ns_location at, ns_origin origin);
size_t ns_tree_count(const ns_node *node);
/* Lists and maps inside one another; 0 for a scalar. */
unsigned ns_tree_depth(const ns_node *node);
/* An empty plain scalar: a key with nothing behind it. */
bool ns_tree_is_blank(const ns_node *node);

/* A map's keys, or the names of a list's entries, sorted (then by position): looking up one key after the other in
 * files of 100,000 keys would take minutes. */
typedef struct ns_entry {
    const char *name;
    size_t at;
} ns_entry;
/* malloc'ed; NULL when memory is short. An entry without a name has "". */
ns_entry *ns_tree_index(const ns_node *node);
/* The first of that name; NULL: none. */
const ns_entry *ns_index_find(const ns_entry *index, size_t count, const char *name);
/* The `name` of a list's entry; NULL when it has none. */
const char *ns_entry_name(const ns_node *item);

/* A text to read, already a registered source, without byte-order mark. */
typedef struct ns_text {
    const char *name, *text; /* the name is kept in the locations */
    size_t length;
    uint32_t column; /* of its first character in the source: 1, or more for the value of `path=value` */
} ns_text;

/* One document's text to a tree. NS_BAD_INPUT with diagnostics. */
ns_status ns_yaml_parse(ns_node **out, ns_arena *arena, ns_budget *budget, const ns_text *text,
                        ns_diagnostics *diagnostics) NS_MUST;
/* Reports the first byte that is no text in UTF-8. true: all is well. */
bool ns_utf8_check(const ns_text *text, ns_diagnostics *diagnostics);

typedef enum ns_file_role {
    NS_FILE_NAMED, /* by the user: "-" is standard input, pipes are read */
    NS_FILE_BASE   /* by a file: a regular one only, so that no file makes negsim wait */
} ns_file_role;

typedef struct ns_file {
    char *text; /* malloc'ed; without its byte-order mark */
    size_t length;
    uint64_t device, inode; /* which file it is, whatever its name */
    char problem[64];       /* why not, for a message */
} ns_file;

/* NS_NO_INPUT with the problem, NS_TOO_LARGE, NS_NO_MEMORY or NS_OK. ns_file_free in every case. */
ns_status ns_file_read(ns_file *out, const char *path, ns_file_role role) NS_MUST;
void ns_file_free(ns_file *self);
/* Bytes of a byte-order mark at the beginning: 3 or 0. */
size_t ns_mark_size(const char *text, size_t length);

/* Follows `extends` of a document just parsed and lays it over its base. path: of the file; file: which it is. */
ns_status ns_extends_resolve(ns_document *self, const char *path, const ns_file *file,
                             ns_diagnostics *diagnostics) NS_MUST;

#endif
