/* `negsim schema`. */
#include "cli/cli.h"

int cli_schema(const cli_call *call) {
    ns_buffer out = {0};
    (void)call;
    ns_schema_write(&out, ns_registry_standard());
    return cli_data(&out);
}
