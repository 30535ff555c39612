/* The one table of verbs: dispatch, help, man page and completion read it. */
#include <string.h>

#include "cli/cli.h"

static const char *const run_examples[] = {
    "negsim scenarios/baseline.yaml", "negsim run dispute.yaml -n 2000 --seed 7 -o results/try",
    "negsim dispute.yaml --set protocol.rounds=40 --tables none", NULL};
static const char *const check_examples[] = {"negsim check dispute.yaml",
                                             "negsim check --basis --strict scenarios/*.yaml", NULL};
static const char *const show_examples[] = {"negsim show dispute.yaml",
                                            "negsim show dispute.yaml --quantities > numbers.csv", NULL};
static const char *const list_examples[] = {"negsim list", "negsim list tactic", "negsim list keys parties",
                                            "negsim list columns summary", NULL};
static const char *const new_examples[] = {"negsim new dispute.yaml", NULL};
static const char *const schema_examples[] = {"negsim schema > scenario.schema.json", NULL};
static const char *const explain_examples[] = {"negsim explain E302", NULL};
static const char *const help_examples[] = {"negsim help run", NULL};
static const char *const no_examples[] = {NULL};

#define MANY ((size_t)-1)

const cli_command cli_commands[CLI_VERB_COUNT] = {
    [CLI_RUN] =
        {"run", "FILE", "play a scenario over everything that is uncertain (the default verb)",
         "Plays the negotiation of FILE (- is standard input) once per sampled scenario in every arm, shows "
         "one "
         "screen on standard output and writes the tables to a folder. The folder appears when all of it is "
         "written; the same file, seed and draws give the same tables, whatever the number of jobs.",
         run_examples, 1, 1, cli_run},
    [CLI_CHECK] =
        {"check", "FILE...", "find every fault of a scenario, and of its variants",
         "Prints all faults with line, column and hint, and exits with 65 if there is any. Otherwise prints "
         "one line that begins with ok.",
         check_examples, 1, MANY, cli_check},
    [CLI_SHOW] =
        {"show", "FILE", "show the resolved scenario with the origin of each value",
         "Writes the scenario as negsim understands it, with what it extends, what --set changes and the "
         "defaults filled in. The comment behind each value says where it comes from. The text is a scenario "
         "again.",
         show_examples, 1, 1, cli_show},
    [CLI_LIST] =
        {"list", "[WHAT [PART]]", "list kinds, keys, tables, columns, limits, errors",
         "WHAT is kinds (the default), a sort of kinds (protocol, tactic, offer, acceptance, opponent_model, "
         "mechanism), keys, tables, columns, limits or errors. PART narrows it: the beginning of a key, the "
         "name of a table, the code of an error.",
         list_examples, 0, 2, cli_list},
    [CLI_NEW] =
        {"new", "[FILE]", "write a commented scenario to start from",
         "Writes a small scenario that runs, to FILE or to standard output. A file that is there is never "
         "overwritten.",
         new_examples, 0, 1, cli_new},
    [CLI_SCHEMA] = {"schema", "", "write the JSON Schema of the scenario format",
                    "For editors: with it they complete keys and mark faults while you type.",
                    schema_examples, 0, 0, cli_schema},
    [CLI_EXPLAIN] = {"explain", "CODE", "explain the code of an error or a warning",
                     "Codes stand in brackets behind each message.", explain_examples, 1, 1, cli_explain},
    [CLI_HELP] = {"help", "[VERB]", "show this help, or that of a verb", "", help_examples, 0, 1, cli_help},
    [CLI_VERSION] = {"version", "", "show the versions of negsim, its format and its libraries", "",
                     no_examples, 0, 0, cli_version},
};

const cli_command *cli_command_find(const char *name) {
    for (size_t i = 0; i < CLI_VERB_COUNT; i++)
        if (strcmp(cli_commands[i].name, name) == 0) return &cli_commands[i];
    return NULL;
}
