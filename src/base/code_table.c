#include "negsim/diagnostics.h"

static const ns_code codes[] = {
#define NS_CODE(name, id, severity, summary, help) {id, severity, summary, help},
    NS_CODES
#undef NS_CODE
};

const ns_code *ns_code_of(ns_code_id id) { return &codes[(unsigned)id < NS_CODE_COUNT ? id : NS_CODE_USAGE]; }
