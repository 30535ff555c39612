/* `negsim new`: a scenario to start from. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"

int cli_write_new(const cli_options *options, const char *path, const char *text) {
    int descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (descriptor < 0 && errno == EEXIST)
        return cli_fail(options, NS_CODE_CANNOT_WRITE, CLI_CANNOT_CREATE,
                        "choose another name: files are never overwritten", "'%s' is there already", path);
    FILE *file = descriptor < 0 ? NULL : fdopen(descriptor, "w");
    if (!file)
        return cli_fail(options, NS_CODE_CANNOT_WRITE, CLI_CANNOT_CREATE, NULL, "cannot create '%s': %s",
                        path, strerror(errno));
    bool failed = fputs(text, file) == EOF;
    failed = fclose(file) != 0 || failed;
    if (!failed) return CLI_DONE;
    int cause = errno;
    unlink(path);
    return cli_fail(options, NS_CODE_CANNOT_WRITE, CLI_WRITE_FAILED, NULL, "cannot write '%s': %s", path,
                    strerror(cause));
}

int cli_new(const cli_call *call) {
    if (call->operand_count == 0 || strcmp(call->operands[0], "-") == 0) {
        ns_buffer out = {0};
        ns_buffer_add(&out, cli_starter);
        return cli_data(&out);
    }
    int code = cli_write_new(&call->options, call->operands[0], cli_starter);
    if (code == CLI_DONE)
        fprintf(stderr, "negsim: wrote %s; play it with: negsim %s\n", call->operands[0], call->operands[0]);
    return code;
}
