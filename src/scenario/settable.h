/* Private to scenario: which paths `--set` and variants may name. */
#ifndef NEGSIM_SCENARIO_SETTABLE_H
#define NEGSIM_SCENARIO_SETTABLE_H

#include "negsim/scenario.h"

/* Does path name a quantity or a setting, with ids that exist? Otherwise a fault at `at`, with the nearest name. */
bool b_settable(const ns_node *root, const char *path, ns_location at, const ns_registry *registry,
                ns_diagnostics *diagnostics);
/* Rewrites short forms on the way to path (a word for a concession, a list of values, one credibility for all) as maps. */
ns_status b_expand(ns_document *document, const char *path, const ns_registry *registry,
                   ns_diagnostics *diagnostics) NS_MUST;

#endif
