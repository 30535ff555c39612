#include "negsim/status.h"

const char *ns_status_text(ns_status status) {
    switch (status) {
    case NS_OK: return "done";
    case NS_NO_MEMORY: return "out of memory";
    case NS_NO_INPUT: return "no input";
    case NS_BAD_INPUT: return "the scenario has faults";
    case NS_BAD_USAGE: return "wrong usage";
    case NS_CANNOT_WRITE: return "cannot write";
    case NS_IO_FAILED: return "writing failed";
    case NS_TOO_LARGE: return "over a limit";
    case NS_STOPPED: return "stopped";
    case NS_BUG: return "a fault in negsim itself";
    }
    return "unknown status";
}
