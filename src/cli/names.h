/* English names of units and kinds of keys, for lists and CSV. */
#ifndef NEGSIM_CLI_NAMES_H
#define NEGSIM_CLI_NAMES_H

#include "negsim/keys.h"
#include "negsim/quantity.h"
#include "negsim/table.h"

const char *cli_unit_name(ns_unit unit);
const char *cli_key_kind_name(ns_key_kind kind);
const char *cli_column_type_name(ns_column_type type);
const char *cli_distribution_name(ns_distribution_kind kind);
/* "0 .. 1", ">= 0", "<= 100", "" where nothing bounds it. */
void cli_bounds(ns_buffer *out, double lowest, double highest);

#endif
