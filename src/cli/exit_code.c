/* The one place where statuses become exit codes. */
#include "cli/cli.h"

const cli_exit cli_exits[] = {
    {CLI_DONE, "done; that no agreement is found is a result, not an error"},
    {CLI_FAILED, "some of the work failed (memory is short, or a fault of negsim itself)"},
    {CLI_USAGE, "wrong use of the command line"},
    {CLI_BAD_SCENARIO, "the scenario has faults, or is too large"},
    {CLI_NO_INPUT, "an input file is missing or cannot be read"},
    {CLI_CANNOT_CREATE, "an output cannot be created"},
    {CLI_WRITE_FAILED, "an output broke while it was written"},
    {CLI_RESUMABLE, "stopped early; `--resume` goes on"},
    {CLI_INTERRUPTED, "interrupted; nothing was written"},
    {0, NULL},
};

int cli_exit_code(ns_status status, bool interrupted) {
    switch (status) {
    case NS_OK: return CLI_DONE;
    case NS_NO_INPUT: return CLI_NO_INPUT;
    case NS_BAD_INPUT:
    case NS_TOO_LARGE: return CLI_BAD_SCENARIO;
    case NS_BAD_USAGE: return CLI_USAGE;
    case NS_CANNOT_WRITE: return CLI_CANNOT_CREATE;
    case NS_IO_FAILED: return CLI_WRITE_FAILED;
    case NS_STOPPED: return interrupted ? CLI_INTERRUPTED : CLI_FAILED;
    case NS_NO_MEMORY:
    case NS_BUG: break;
    }
    return CLI_FAILED;
}
