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
static const char *const sweep_examples[] = {
    "negsim sweep scenarios/baseline.yaml --vary conditions.us_backing.available=0:1:0.25 -n 2000",
    "negsim sweep dispute.yaml --vary protocol.rounds=20,40,60 --vary parties.a.no_deal=20:50:10",
    "negsim sweep dispute.yaml --vary parties.a.no_deal=20:50 --vary parties.b.no_deal=20:50 --design lhs "
    "--points 64",
    "negsim sweep dispute.yaml --plan plan.yaml --shard 3/16 -o part", NULL};
static const char *const merge_examples[] = {"negsim merge -o results/big big.shard-*.journal", NULL};
static const char *const status_examples[] = {
    "negsim status big.shard-*.journal",
    "sbatch --array=$(negsim status --missing big.shard-*.journal) job.sh", NULL};
static const char *const slurm_examples[] = {
    "negsim slurm dispute.yaml --plan plan.yaml --shards 32 -o results/big > job.sh", NULL};
static const char *const sensitivity_examples[] = {
    "negsim sensitivity scenarios/baseline.yaml -n 10000",
    "negsim sensitivity dispute.yaml --outcome gain.buyer --outcome effect",
    "negsim sensitivity dispute.yaml --method sobol --points 1024", NULL};
static const char *const discover_examples[] = {
    "negsim discover scenarios/baseline.yaml -n 10000",
    "negsim discover dispute.yaml --outcome signed:price=middle --density 0.6 --boxes 2", NULL};
static const char *const threshold_examples[] = {
    "negsim threshold scenarios/baseline.yaml --vary conditions.us_backing.available=0:1 --target agreed=0.4",
    "negsim threshold dispute.yaml --vary parties.a.no_deal=20:60 --vary parties.b.no_deal=20:60", NULL};
static const char *const game_examples[] = {
    "negsim game alternating delta1=0.9 delta2=0.8", "negsim game frontier points='(0,1) (1,0.9) (2,0)'",
    "negsim game split u1='sqrt(x)' u2=1-x d2=0.1", "negsim game games.yaml --csv", NULL};
static const char *const import_examples[] = {"negsim import domain.xml seller.xml buyer.xml -o sale.yaml",
                                              "negsim import domains/domain7 > domain7.yaml", NULL};
static const char *const export_examples[] = {"negsim export scenarios/two_issue_lesson.yaml -o lesson",
                                              NULL};
static const char *const solve_examples[] = {"negsim solve scenarios/two_issue_lesson.yaml",
                                             "negsim solve scenarios/baseline.yaml -n 2000", NULL};
static const char *const stability_examples[] = {
    "negsim stability conflict.yaml", "negsim stability conflict.yaml --rankings -o results/why", NULL};
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
        {"list", "[WHAT [PART]]", "list kinds, keys, tables, columns, limits, errors, games",
         "WHAT is kinds (the default), a sort of kinds (protocol, tactic, offer, acceptance, opponent_model, "
         "mechanism, design, sensitivity), keys, tables, columns, limits, errors or games. PART narrows it: "
         "the "
         "beginning of a key, the "
         "name of a table or a game, the code of an error.",
         list_examples, 0, 2, cli_list},
    [CLI_NEW] =
        {"new", "[FILE]", "write a commented scenario to start from",
         "Writes a small scenario that runs, to FILE or to standard output. A file that is there is never "
         "overwritten.",
         new_examples, 0, 1, cli_new},
    [CLI_SCHEMA] = {"schema", "", "write the JSON Schema of the scenario format",
                    "For editors: with it they complete keys and mark faults while you type.",
                    schema_examples, 0, 0, cli_schema},
    [CLI_SWEEP] = {"sweep", "FILE", "vary numbers and choices, and see what becomes of the answer",
                   "Plays FILE at every point of a plan: each --vary names a path and its values. What is "
                   "done is kept in a "
                   "journal beside the folder, so that an interrupted sweep goes on with --resume and ends "
                   "in the same bytes.",
                   sweep_examples, 1, 1, cli_sweep},
    [CLI_MERGE] = {"merge", "JOURNAL...", "put the parts of a sweep together",
                   "Takes the journals that `sweep --shard` left, in any order, and writes the tables of the "
                   "whole sweep.",
                   merge_examples, 1, MANY, cli_merge},
    [CLI_STATUS] = {"status", "JOURNAL...", "say how much of a sweep is done, and what is missing",
                    "Reads journals, also while they are being written.", status_examples, 1, MANY,
                    cli_status},
    [CLI_SLURM] = {"slurm", "FILE", "write a job-array script for a sweep on a cluster",
                   "Takes the options of `sweep` and writes a script for sbatch to standard output; nothing "
                   "is submitted.",
                   slurm_examples, 1, 1, cli_slurm},
    [CLI_SENSITIVITY] = {"sensitivity", "FILE", "find which assumption drives an outcome",
                         "Lets all uncertain numbers vary over their ranges and says which of them an "
                         "outcome hangs on. given_data and "
                         "rank need nothing but ordinary draws; sobol and morris play designs of their own; "
                         "tornado plays every "
                         "number at its 5% and 95% points.",
                         sensitivity_examples, 1, 1, cli_sensitivity},
    [CLI_DISCOVER] = {"discover", "FILE", "find where in the assumptions an outcome is frequent",
                      "Plays ordinary draws and looks for boxes, limits on a few of the uncertain numbers, "
                      "inside which the outcome is "
                      "frequent (PRIM).",
                      discover_examples, 1, 1, cli_discover},
    [CLI_THRESHOLD] = {"threshold", "FILE", "find where an outcome tips as a number changes",
                       "Varies one number over a range (--vary PATH=lo:hi) and looks for the value at which "
                       "the share crosses the "
                       "target, with an interval; with two --vary it draws the line in their plane.",
                       threshold_examples, 1, 1, cli_threshold},
    [CLI_SOLVE] = {"solve", "FILE",
                   "find what theory calls the solution: frontier, Nash, Kalai-Smorodinsky and others",
                   "Finds the Pareto frontier and the solutions of record among the packages that are "
                   "admissible and worth no deal to all, "
                   "at the central draw or, with --draws, over sampled scenarios. Nobody negotiates here.",
                   solve_examples, 1, 1, cli_solve},
    [CLI_GAME] =
        {"game", "FAMILY [NAME=VALUE...] | FILE", "solve a bargaining game that has a closed answer",
         "Solves one game of FAMILY (`negsim list games`) with the numbers given, or all games of FILE: "
         "a map `games` from "
         "names to maps with the key `game`, the family, and its parameters. No scenario, no draws: "
         "what a theory says of a "
         "game that is known in full.",
         game_examples, 1, MANY, cli_game},
    [CLI_IMPORT] = {"import", "DOMAIN.xml PROFILE.xml... | FOLDER",
                    "make a scenario of a domain of another program",
                    "Reads a GENIUS domain with its profiles, in the order of the parties, or a NegoLog "
                    "folder with profileA.json and "
                    "profileB.json, and writes a scenario to standard output or to a new file (-o). Weights "
                    "are kept as written, on "
                    "a scale of 1.",
                    import_examples, 1, MANY, cli_import},
    [CLI_EXPORT] = {"export", "FILE", "write a scenario as a GENIUS domain",
                    "Writes domain.xml and one profile a party, of the central draw, to the new folder that "
                    "-o names. Links and rules "
                    "have no place there and are refused; what GENIUS does not know is left out, and said.",
                    export_examples, 1, 1, cli_export},
    [CLI_STABILITY] = {"stability", "FILE", "find which states of a conflict no party would leave",
                       "FILE is a conflict model (parties, options, states, moves, rankings) or an additive "
                       "model (issues, who controls them, values): see docs/stability.md. Every state is "
                       "tried under the concepts nash, gmr, smr, seq and coalition_nash; nothing is drawn.",
                       stability_examples, 1, 1, cli_stability},
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
