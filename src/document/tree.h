/* Private to document: making trees. */
#ifndef NEGSIM_DOCUMENT_TREE_H
#define NEGSIM_DOCUMENT_TREE_H

#include "negsim/document.h"

/* A deep copy; counts its nodes into *nodes. NULL when memory is short or *nodes exceeds limit. depth: levels left. */
ns_node *ns_tree_copy(ns_arena *arena, const ns_node *node, size_t *nodes, size_t limit, unsigned depth);
/* Gives every node of a tree the origin (and the location, where at is not NULL). */
void ns_tree_mark(ns_node *node, ns_origin origin, const ns_location *at);
/* Sets or replaces key in a map. */
ns_status ns_tree_put(ns_arena *arena, ns_node *map, ns_node *key, ns_node *value) NS_MUST;
ns_node *ns_tree_scalar(ns_arena *arena, const char *text, ns_location at, ns_origin origin);

/* One document's text, already a registered source, to a tree. NS_BAD_INPUT with diagnostics. */
ns_status ns_yaml_parse(ns_node **out, ns_arena *arena, size_t *nodes, const char *name, const char *text, size_t length,
                        ns_diagnostics *diagnostics) NS_MUST;
/* Follows `extends` of a document just parsed; lays it over its base. */
ns_status ns_extends_resolve(ns_document *self, const char *folder, ns_diagnostics *diagnostics) NS_MUST;

/* Reads a whole file ("-": standard input) of at most the limit's bytes. *text is malloc'ed. */
ns_status ns_file_read(char **text, size_t *length, const char *path, ns_diagnostics *diagnostics) NS_MUST;
/* Reports the first byte that is not UTF-8 (or is NUL). true: all is well. */
bool ns_utf8_check(const char *name, const char *text, size_t length, ns_diagnostics *diagnostics);

#endif
