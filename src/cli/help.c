/* `negsim help`, `negsim version`: made from the tables of verbs and options. */
#include <gsl/gsl_version.h>
#include <stdio.h>
#include <string.h>
#include <yaml.h>

#include "cli/cli.h"
#include "negsim.h"

enum { TEXT_COLUMN = 24 };

static void write_option(ns_buffer *out, const cli_option *option) {
    char left[64];
    char letter[8] = "    ";
    if (option->letter) snprintf(letter, sizeof letter, "-%c, ", option->letter);
    int length = snprintf(left, sizeof left, "  %s--%s%s%s%s%s", letter, option->name,
                          option->optional   ? "[="
                          : option->argument ? " "
                                             : "",
                          option->argument ? option->argument : "", option->optional ? "]" : "", "");
    ns_buffer_add(out, left);
    if (length + 2 > TEXT_COLUMN) {
        ns_buffer_char(out, '\n');
        length = 0;
    }
    cli_pad(out, (size_t)(TEXT_COLUMN - length));
    cli_wrap(out, option->sentence, TEXT_COLUMN, TEXT_COLUMN);
}

static void write_options(ns_buffer *out, unsigned bit) {
    ns_buffer_add(out, "\nOptions:\n");
    for (const cli_option *option = cli_option_table; option->name; option++)
        if (option->verbs & bit && !option->hidden) write_option(out, option);
}

static void write_examples(ns_buffer *out, const cli_command *command) {
    if (!command->examples[0]) return;
    ns_buffer_add(out, "\nExamples:\n");
    for (size_t i = 0; command->examples[i]; i++) ns_buffer_format(out, "  %s\n", command->examples[i]);
}

static void write_program(ns_buffer *out) {
    ns_buffer_add(out, "negsim: a laboratory for negotiations\n\n"
                       "Usage:\n  negsim FILE [OPTION...]\n  negsim VERB [OPTION...] [FILE]\n\nVerbs:\n");
    for (size_t i = 0; i < CLI_VERB_COUNT; i++) {
        ns_buffer_format(out, "  %-11s ", cli_commands[i].name);
        cli_wrap(out, cli_commands[i].summary, 14, 14);
    }
    write_options(out, 1u << CLI_RUN);
    write_examples(out, &cli_commands[CLI_RUN]);
    ns_buffer_add(out, "\nExit codes:\n");
    for (const cli_exit *way = cli_exits; way->summary; way++) {
        ns_buffer_format(out, "  %3d  ", way->code);
        cli_wrap(out, way->summary, 7, 7);
    }
    ns_buffer_add(out, "\n`negsim help VERB` says more about a verb.\n");
}

void cli_help_write(ns_buffer *out, const cli_command *command) {
    if (!command) {
        write_program(out);
        return;
    }
    ns_buffer_format(out, "negsim %s: %s\n\nUsage:\n  negsim %s%s%s [OPTION...]\n", command->name,
                     command->summary, command->name, *command->operands ? " " : "", command->operands);
    if (*command->details) {
        ns_buffer_char(out, '\n');
        cli_wrap(out, command->details, 0, 0);
    }
    write_options(out, 1u << (unsigned)(command - cli_commands));
    write_examples(out, command);
}

static int completion_of(const cli_call *call, ns_buffer *out) {
    if (strcmp(call->options.completion, "bash") != 0)
        return cli_fail(&call->options, NS_CODE_USAGE, CLI_USAGE, "one of: bash",
                        "--completion does not know '%s'", call->options.completion);
    cli_completion_write(out);
    return CLI_DONE;
}

int cli_help(const cli_call *call) {
    ns_buffer out = {0};
    const cli_command *command = NULL;
    int code = CLI_DONE;
    if (call->operand_count) {
        const char *names[CLI_VERB_COUNT];
        char hint[128];
        command = cli_command_find(call->operands[0]);
        for (size_t i = 0; i < CLI_VERB_COUNT; i++) names[i] = cli_commands[i].name;
        if (!command)
            return cli_fail(&call->options, NS_CODE_USAGE, CLI_USAGE,
                            cli_did_you_mean(hint, call->operands[0], names, CLI_VERB_COUNT), "no verb '%s'",
                            call->operands[0]);
    }
    if (call->options.man)
        cli_man_write(&out);
    else if (call->options.completion)
        code = completion_of(call, &out);
    else
        cli_help_write(&out, command);
    return code != CLI_DONE ? code : cli_data(&out);
}

void cli_version_write(ns_buffer *out) {
    int major = 0, minor = 0, patch = 0;
    yaml_get_version(&major, &minor, &patch);
    ns_buffer_format(out, "negsim %s\nscenario format 1\nGSL %s, libyaml %d.%d.%d\n", NEGSIM_VERSION,
                     gsl_version, major, minor, patch);
#if defined(__clang__)
    ns_buffer_format(out, "built by clang %s\n", __clang_version__);
#else
    ns_buffer_format(out, "built by gcc %s\n", __VERSION__);
#endif
}

int cli_version(const cli_call *call) {
    ns_buffer out = {0};
    (void)call;
    cli_version_write(&out);
    return cli_data(&out);
}
