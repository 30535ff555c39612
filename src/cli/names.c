#include "cli/names.h"

#include <math.h>

#include "negsim/number.h"

const char *cli_unit_name(ns_unit unit) {
    switch (unit) {
    case NS_UNIT_POINTS: return "points";
    case NS_UNIT_WEIGHT: return "weight";
    case NS_UNIT_SHARE: return "share";
    case NS_UNIT_SIGNED: return "signed share";
    case NS_UNIT_ROUNDS: return "rounds";
    case NS_UNIT_COUNT: return "count";
    case NS_UNIT_NONE: break;
    }
    return "";
}

const char *cli_key_kind_name(ns_key_kind kind) {
    switch (kind) {
    case NS_KEY_TEXT: return "text";
    case NS_KEY_WORD: return "word";
    case NS_KEY_BOOL: return "true or false";
    case NS_KEY_COUNT: return "whole number";
    case NS_KEY_NUMBER: return "plain number";
    case NS_KEY_QUANTITY: return "number";
    case NS_KEY_ID: return "name";
    case NS_KEY_ID_LIST: return "list of names";
    case NS_KEY_MAP: return "map";
    case NS_KEY_LIST: return "list";
    case NS_KEY_NAMED_LIST: return "list of named entries";
    case NS_KEY_ANY: break;
    }
    return "several shapes";
}

const char *cli_column_type_name(ns_column_type type) {
    switch (type) {
    case NS_COLUMN_TEXT: return "text";
    case NS_COLUMN_INTEGER: return "integer";
    case NS_COLUMN_BOOLEAN: return "0 or 1";
    case NS_COLUMN_MEASURE: return "measure";
    case NS_COLUMN_NUMBER: break;
    }
    return "number";
}

const char *cli_distribution_name(ns_distribution_kind kind) {
    switch (kind) {
    case NS_CONSTANT: return "constant";
    case NS_UNIFORM: return "uniform";
    case NS_TRIANGULAR: return "triangular";
    case NS_NORMAL: return "normal";
    case NS_LOGNORMAL: return "lognormal";
    case NS_BETA: return "beta";
    case NS_CHOICE: return "choice";
    case NS_EXPERTS: return "experts";
    case NS_EXPONENTIAL: break;
    }
    return "order";
}

void cli_bounds(ns_buffer *out, double lowest, double highest) {
    char low[NS_NUMBER_TEXT], high[NS_NUMBER_TEXT];
    if (isfinite(lowest)) ns_number_shortest(low, lowest);
    if (isfinite(highest)) ns_number_shortest(high, highest);
    if (isfinite(lowest) && isfinite(highest))
        ns_buffer_format(out, "%s .. %s", low, high);
    else if (isfinite(lowest))
        ns_buffer_format(out, ">= %s", low);
    else if (isfinite(highest))
        ns_buffer_format(out, "<= %s", high);
}
