/* What the readers of this room share. */
#ifndef NEGSIM_IMPORT_IMPORT_H
#define NEGSIM_IMPORT_IMPORT_H

#include "negsim/domain.h"

/* An empty domain; NULL when memory is short. */
ns_domain *ns_domain_new(void);
/* `folder/itex_utility.xml` is called itex_utility; NULL when memory is short. */
const char *ns_domain_stem(ns_domain *self, const char *path);

#endif
