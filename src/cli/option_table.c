/* The one table of options: getopt's tables, help texts, man page and completion are made from it. */
#include "cli/cli.h"
#include "negsim/limits.h"

#define BIT(verb) (1u << CLI_##verb)
#define EVERY ((1u << CLI_VERB_COUNT) - 1)
#define FLAG CLI_OPTION_FLAG
#define FIELD(name) offsetof(cli_options, name)
#define PLAIN 0, 0, NS_LIMIT_COUNT, NULL, false
#define HIDDEN 0, 0, NS_LIMIT_COUNT, NULL, true
#define COUNT(low, limit) low, 0, limit, NULL, false
#define UP_TO(low, high, word) low, high, NS_LIMIT_COUNT, word, false
#define WORDS(words) 0, 0, NS_LIMIT_COUNT, words, false

/* clang-format off */
const cli_option cli_option_table[] = {
    {"output", 'o', "DIR", false, BIT(RUN), CLI_OPTION_TEXT, FIELD(output), PLAIN,
     "folder for the tables (default: results/NAME, NAME being the scenario's)"},
    {"draws", 'n', "N", false, BIT(RUN), CLI_OPTION_COUNT, FIELD(draws), COUNT(1, NS_LIMIT_DRAWS),
     "how many scenarios to sample (default: run.draws of the file)"},
    {"seed", 0, "N", false, BIT(RUN), CLI_OPTION_COUNT, FIELD(seed), UP_TO(0, UINT64_MAX, NULL),
     "seed of all random numbers (default: run.seed of the file)"},
    {"plays", 0, "N", false, BIT(RUN), CLI_OPTION_COUNT, FIELD(plays), UP_TO(1, 1000, NULL),
     "how often to play each sampled scenario (default: 1)"},
    {"jobs", 'j', "N|auto", false, BIT(RUN), CLI_OPTION_COUNT, FIELD(jobs), UP_TO(1, 1024, "auto"),
     "threads; auto: one per processor (the default). Results do not depend on it"},
    {"set", 's', "PATH=VALUE", false, BIT(RUN) | BIT(CHECK) | BIT(SHOW), CLI_OPTION_SET, FIELD(sets), PLAIN,
     "change one entry of the scenario, checked like the file; repeatable"},
    {"arms", 'a', "LIST", false, BIT(RUN), CLI_OPTION_TEXT, FIELD(arms), PLAIN,
     "arms to play, separated by commas: unmediated, mediated, names of variants (default: all)"},
    {"tables", 't', "LIST", false, BIT(RUN), CLI_OPTION_TEXT, FIELD(tables), PLAIN,
     "tables to write, separated by commas; none: the screen alone (`negsim list tables`)"},
    {"trace", 0, "K", true, BIT(RUN), CLI_OPTION_COUNT, FIELD(trace), COUNT(1, NS_LIMIT_DRAWS),
     "write every turn of the first K sampled scenarios to trace.csv (default K: 1)"},
    {"write-draws", 0, NULL, false, BIT(RUN), FLAG, FIELD(write_draws), PLAIN,
     "write every drawn number to draws.csv"},
    {"force", 'f', NULL, false, BIT(RUN), FLAG, FIELD(force), PLAIN,
     "write also into a folder that holds something else; foreign files stay"},
    {"basis", 0, NULL, false, BIT(CHECK), FLAG, FIELD(basis), PLAIN,
     "an entry that does not say where it comes from is an error"},
    {"strict", 0, NULL, false, BIT(CHECK), FLAG, FIELD(strict), PLAIN, "warnings fail, too"},
    {"quantities", 0, NULL, false, BIT(SHOW), FLAG, FIELD(quantities), PLAIN,
     "list all numbers as CSV: path, kind, range, unit, basis, source, origin"},
    {"settings", 0, NULL, false, BIT(SHOW), FLAG, FIELD(settings), PLAIN,
     "list all choices as CSV: path, value, basis, source, origin"},
    {"format", 0, "FORMAT", false, BIT(LIST), CLI_OPTION_WORD, FIELD(format), WORDS("text|markdown"),
     "text or markdown"},
    {"man", 0, NULL, false, BIT(HELP), FLAG, FIELD(man), HIDDEN, "write the manual page"},
    {"completion", 0, "SHELL", false, BIT(HELP), CLI_OPTION_TEXT, FIELD(completion), HIDDEN,
     "write the completion of a shell"},
    {"quiet", 'q', NULL, false, BIT(RUN) | BIT(CHECK), FLAG, FIELD(quiet), PLAIN,
     "no warnings and no progress"},
    {"progress", 0, "WHEN", false, BIT(RUN), CLI_OPTION_WORD, FIELD(progress), WORDS("auto|always|never"),
     "show how far the run is: auto (on a terminal), always or never"},
    {"color", 0, "WHEN", false, EVERY, CLI_OPTION_WORD, FIELD(color), WORDS("auto|always|never"),
     "colours: auto (on a terminal, unless NO_COLOR is set), always or never"},
    {"help", 'h', NULL, false, EVERY, FLAG, FIELD(help), PLAIN, "show help and stop"},
    {"version", 'V', NULL, false, EVERY, FLAG, FIELD(version), PLAIN, "show the version and stop"},
    {NULL, 0, NULL, false, 0, FLAG, 0, PLAIN, NULL},
};
/* clang-format on */
