/* The program: finds the verb, parses its options, runs it. */
#include <gsl/gsl_errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"

/* A word that can only be meant as a file: with a point or a slash, `-`, or one that is there. */
static bool is_file(const char *word) {
    return strcmp(word, "-") == 0 || strpbrk(word, "./") || access(word, F_OK) == 0;
}

/* The verb that the first word names; `run` where it is an option or a file; NULL with a fault where it is neither. */
static const cli_command *choose(const char *word, ns_diagnostics *diagnostics) {
    const char *names[CLI_VERB_COUNT];
    char hint[128];
    const cli_command *command = cli_command_find(word);
    if (command) return command;
    if ((word[0] == '-' && word[1]) || is_file(word)) return &cli_commands[CLI_RUN];
    for (size_t i = 0; i < CLI_VERB_COUNT; i++) names[i] = cli_commands[i].name;
    const char *nearest = cli_did_you_mean(hint, word, names, CLI_VERB_COUNT);
    cli_fault(diagnostics, nearest ? nearest : "`negsim help` lists the verbs",
              "'%s' is neither a verb nor a file", word);
    return NULL;
}

static int dispatch(cli_call *call, ns_diagnostics *diagnostics) {
    ns_buffer out = {0};
    call->command = choose(call->argv[1], diagnostics);
    if (!call->command) return CLI_USAGE;
    /* getopt takes its first word for the program's name. */
    int skipped = cli_command_find(call->argv[1]) ? 1 : 0;
    int code = cli_parse(call, call->argc - skipped, call->argv + skipped, diagnostics);
    if (code != CLI_DONE) return code;
    if (call->options.help) {
        cli_help_write(&out, skipped ? call->command : NULL);
        return cli_data(&out);
    }
    if (call->options.version) return cli_version(call);
    return call->command->run(call);
}

static int print_help_as_talk(void) {
    ns_buffer out = {0};
    cli_help_write(&out, NULL);
    if (out.text) fputs(out.text, stderr);
    ns_buffer_free(&out);
    return CLI_USAGE;
}

int cli_main(int argc, char **argv) {
    cli_call call = {.argc = argc, .argv = argv};
    gsl_set_error_handler_off(); /* once, here: the library never changes it */
    signal(SIGPIPE, SIG_IGN);    /* a closed pipe is seen as a failed write */
    if (argc < 2) return print_help_as_talk();
    ns_diagnostics *diagnostics = ns_diagnostics_new();
    if (!diagnostics) return cli_no_memory();
    int code = dispatch(&call, diagnostics);
    cli_talk(diagnostics, &call.options);
    ns_diagnostics_free(diagnostics);
    cli_call_free(&call);
    return code;
}
