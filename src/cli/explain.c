/* `negsim explain CODE`. */
#include <string.h>
#include <strings.h>

#include "cli/cli.h"

int cli_explain(const cli_call *call) {
    const char *word = call->operands[0];
    const char *ids[NS_CODE_COUNT];
    char hint[128];
    for (unsigned i = 0; i < NS_CODE_COUNT; i++) {
        const ns_code *code = ns_code_of((ns_code_id)i);
        ids[i] = code->id;
        if (strcasecmp(code->id, word) != 0) continue;
        ns_buffer out = {0};
        ns_buffer_format(&out, "%s (%s): %s\n\n", code->id, code->severity == NS_ERROR ? "error" : "warning",
                         code->summary);
        cli_wrap(&out, code->help, 0, 0);
        return cli_data(&out);
    }
    const char *nearest = cli_did_you_mean(hint, word, ids, NS_CODE_COUNT);
    return cli_fail(&call->options, NS_CODE_USAGE, CLI_USAGE,
                    nearest ? nearest : "`negsim list errors` has all codes", "no code '%s'", word);
}
