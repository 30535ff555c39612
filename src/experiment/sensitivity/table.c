/* The ways to ask what drives an outcome. */
#include <stddef.h>
#include <string.h>

#include "sensitivity.h"

const ns_kind *const ns_sensitivity_table[] = {&ns_sensitivity_sobol.head,
                                               &ns_sensitivity_morris.head,
                                               &ns_sensitivity_tornado.head,
                                               &ns_sensitivity_rank.head,
                                               &ns_sensitivity_given_data.head,
                                               &ns_sensitivity_play.head,
                                               NULL};

const ns_sensitivity_kind *ns_sensitivity_find(const char *name) {
    for (const ns_kind *const *kind = ns_sensitivity_table; *kind; kind++)
        if (!strcmp((*kind)->name, name)) return (const ns_sensitivity_kind *)*kind;
    return NULL;
}
