/* The manual page and the completion of bash, from the same tables as the help. */
#include <string.h>

#include "cli/cli.h"
#include "negsim.h"

/* Text for roff: a backslash and a hyphen have their own spelling, a leading point or quote is guarded, and each sentence
 * has its line. No text begins with a blank. */
static void add_roff(ns_buffer *out, const char *text) {
    if (*text == '.' || *text == '\'') ns_buffer_add(out, "\\&");
    for (; *text; text++) {
        switch (*text) {
        case '\\': ns_buffer_add(out, "\\e"); break;
        case '-': ns_buffer_add(out, "\\-"); break;
        case '`': ns_buffer_add(out, "\\(ga"); break;
        case ' ': ns_buffer_char(out, text[-1] == '.' ? '\n' : ' '); break;
        default: ns_buffer_char(out, *text);
        }
    }
}

static void man_verb(ns_buffer *out, const cli_command *command) {
    ns_buffer_add(out, ".It Nm Cm ");
    ns_buffer_add(out, command->name);
    if (*command->operands) {
        ns_buffer_add(out, " ");
        add_roff(out, command->operands);
    }
    ns_buffer_char(out, '\n');
    add_roff(out, command->summary);
    ns_buffer_add(out, ".\n");
    if (!*command->details) return;
    add_roff(out, command->details);
    ns_buffer_char(out, '\n');
}

static void man_option(ns_buffer *out, const cli_option *option) {
    ns_buffer_add(out, ".It ");
    if (option->letter) {
        ns_buffer_format(out, "Fl %c", option->letter);
        if (option->argument) ns_buffer_format(out, " Ar %s", option->argument);
        ns_buffer_add(out, " , ");
    }
    ns_buffer_add(out, "Fl \\-");
    add_roff(out, option->name);
    if (option->argument)
        ns_buffer_format(out, option->optional ? " Ns Op = Ns Ar %s" : " Ar %s", option->argument);
    ns_buffer_add(out, "\n.Pq ");
    const char *comma = "";
    for (size_t v = 0; v < CLI_VERB_COUNT; v++) {
        if (option->verbs == (1u << CLI_VERB_COUNT) - 1) break;
        if (!(option->verbs & (1u << v))) continue;
        ns_buffer_format(out, "%s%s", comma, cli_commands[v].name);
        comma = ", ";
    }
    ns_buffer_add(out, *comma ? "\n" : "every verb\n");
    add_roff(out, option->sentence);
    ns_buffer_add(out, ".\n");
}

static void man_head(ns_buffer *out) {
    ns_buffer_add(
        out,
        ".\\\" Written by `negsim help --man`.\n.Dd $Mdocdate$\n.Dt NEGSIM 1\n.Os negsim " NEGSIM_VERSION "\n"
        ".Sh NAME\n.Nm negsim\n.Nd a laboratory for negotiations\n"
        ".Sh SYNOPSIS\n.Nm\n.Ar FILE\n.Op Ar OPTION ...\n.Nm\n.Ar VERB\n.Op Ar OPTION ...\n.Op Ar FILE\n"
        ".Sh DESCRIPTION\n.Nm\n"
        "reads a dispute from one YAML file, plays it thousands of times over everything that is uncertain,\n"
        "and says which compromises become reachable, how often, what blocks the others, what the mediator\n"
        "changes, and which assumptions the answer hangs on.\n"
        "Its shares are of scenarios sampled from the author's assumptions, under the model.\n"
        "They are not forecasts.\n.Pp\nData goes to standard output, talk to standard error.\n");
}

void cli_man_write(ns_buffer *out) {
    man_head(out);
    ns_buffer_add(out, ".Pp\nThe verbs are:\n.Bl -tag -width Ds\n");
    for (size_t i = 0; i < CLI_VERB_COUNT; i++) man_verb(out, &cli_commands[i]);
    ns_buffer_add(out, ".El\n.Pp\nThe options are:\n.Bl -tag -width Ds\n");
    for (const cli_option *option = cli_option_table; option->name; option++)
        if (!option->hidden) man_option(out, option);
    ns_buffer_add(out, ".El\n.Sh ENVIRONMENT\n.Bl -tag -width Ds\n.It Ev NO_COLOR\nAny text: no colours, "
                       "unless asked for by\n.Fl \\-color .\n"
                       ".It Ev TERM\nThe word dumb: no colours and no progress bar.\n.El\n.Sh EXIT "
                       "STATUS\n.Bl -tag -width Ds\n");
    for (const cli_exit *way = cli_exits; way->summary; way++) {
        ns_buffer_format(out, ".It %d\n", way->code);
        add_roff(out, way->summary);
        ns_buffer_add(out, ".\n");
    }
    ns_buffer_add(out, ".El\n.Sh EXAMPLES\n.Bd -literal\n");
    for (size_t i = 0; i < CLI_VERB_COUNT; i++)
        for (size_t k = 0; cli_commands[i].examples[k]; k++) {
            add_roff(out, cli_commands[i].examples[k]);
            ns_buffer_char(out, '\n');
        }
    ns_buffer_add(out, ".Ed\n");
}

static void completion_words(ns_buffer *out, const cli_option *option) {
    ns_buffer_format(out, "    --%s) COMPREPLY=($(compgen -W \"", option->name);
    for (const char *c = option->words; *c; c++) ns_buffer_char(out, *c == '|' ? ' ' : *c);
    ns_buffer_add(out, "\" -- \"$word\")); return ;;\n");
}

void cli_completion_write(ns_buffer *out) {
    ns_buffer_add(out,
                  "# bash completion of negsim; written by `negsim help --completion bash`\n_negsim() {\n"
                  "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} options\n"
                  "    local verbs=\"");
    for (size_t i = 0; i < CLI_VERB_COUNT; i++)
        ns_buffer_format(out, "%s%s", i ? " " : "", cli_commands[i].name);
    ns_buffer_add(out, "\"\n    case $before in\n");
    for (const cli_option *option = cli_option_table; option->name; option++)
        if (option->kind == CLI_OPTION_WORD) completion_words(out, option);
    ns_buffer_add(out,
                  "    help) COMPREPLY=($(compgen -W \"$verbs\" -- \"$word\")); return ;;\n"
                  "    list) COMPREPLY=($(compgen -W \"kinds keys tables columns limits errors games\" -- "
                  "\"$word\")); return ;;\n"
                  "    esac\n    case ${COMP_WORDS[1]} in\n");
    for (size_t v = CLI_VERB_COUNT; v-- > 0;) {
        ns_buffer_format(out, "    %s) options=\"", v == CLI_RUN ? "*" : cli_commands[v].name);
        for (const cli_option *option = cli_option_table; option->name; option++)
            if (option->verbs & (1u << v) && !option->hidden) ns_buffer_format(out, "--%s ", option->name);
        ns_buffer_add(out, "\" ;;\n");
    }
    ns_buffer_add(
        out, "    esac\n    case $word in\n    -*) COMPREPLY=($(compgen -W \"$options\" -- \"$word\")) ;;\n"
             "    *) COMPREPLY=($(compgen -f -- \"$word\"))\n"
             "       [ \"$COMP_CWORD\" -eq 1 ] && COMPREPLY+=($(compgen -W \"$verbs\" -- \"$word\")) ;;\n"
             "    esac\n}\ncomplete -o filenames -F _negsim negsim\n");
}
