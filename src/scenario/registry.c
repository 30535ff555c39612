#include <string.h>

#include "negsim/kind.h"

const ns_kind *ns_registry_find(const ns_registry *self, ns_sort sort, const char *name) {
    for (const ns_kind *const *k = self->kinds[sort]; *k; k++)
        if (strcmp((*k)->name, name) == 0) return *k;
    return NULL;
}

const char *ns_sort_name(ns_sort sort) {
    static const char *const names[NS_SORT_COUNT] = {"protocol",   "tactic",         "offer",
                                                     "acceptance", "opponent_model", "mechanism"};
    return (unsigned)sort < NS_SORT_COUNT ? names[sort] : "";
}
