/* Changes to the tree of a scenario, for tests of what must not matter. */
#ifndef NEGSIM_TEST_TREE_H
#define NEGSIM_TEST_TREE_H

#include "negsim/document.h"

/* Every number at the paths of a pattern (`*`: one key or entry) times factor, then plus constant: 40, [lo, hi], [lo, mode, hi],
 * 80±10, {normal | choice | experts | range: ..}. Ends the test process on anything else. How many were changed? */
unsigned tree_change_numbers(ns_document *document, const char *pattern, double factor, double constant);

/* Puts the text (flow style) at the paths of a pattern that are there. How many? */
unsigned tree_replace(ns_document *document, const char *pattern, const char *text);

/* Sets a path, made where it is missing. */
void tree_set(ns_document *document, const char *path, const char *text);

/* Turns round the order of the keys of every map, but for issues, their options, parties and variants. */
void tree_shuffle(ns_document *document, unsigned seed);

/* Puts the parties in another order: new[k] = old[(k + shift) mod n]. */
void tree_rotate_parties(ns_document *document, unsigned shift);

#endif
