/* The one table of options: getopt's tables, help texts, man page and completion are made from it. */
#include "cli/cli.h"
#include "negsim/limits.h"

#define BIT(verb) (1u << CLI_##verb)
#define SWEEPS (BIT(SWEEP) | BIT(SLURM))
#define ANALYSES (BIT(SENSITIVITY) | BIT(DISCOVER) | BIT(THRESHOLD))
#define PLAYS (SWEEPS | ANALYSES)
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
    {"output", 'o', "DIR", false, BIT(RUN) | PLAYS | BIT(MERGE), CLI_OPTION_TEXT, FIELD(output), PLAIN,
     "folder for the tables (default: results/NAME, NAME being the scenario's; results/NAME-VERB for verbs other than run)"},
    {"draws", 'n', "N", false, BIT(RUN) | PLAYS, CLI_OPTION_COUNT, FIELD(draws), COUNT(1, NS_LIMIT_DRAWS),
     "how many scenarios to sample (default: run.draws of the file)"},
    {"seed", 0, "N", false, BIT(RUN) | PLAYS, CLI_OPTION_COUNT, FIELD(seed), UP_TO(0, UINT64_MAX, NULL),
     "seed of all random numbers (default: run.seed of the file)"},
    {"plays", 0, "N", false, BIT(RUN) | PLAYS, CLI_OPTION_COUNT, FIELD(plays), UP_TO(1, 1000, NULL),
     "how often to play each sampled scenario (default: 1)"},
    {"jobs", 'j', "N|auto", false, BIT(RUN) | PLAYS, CLI_OPTION_COUNT, FIELD(jobs), UP_TO(1, 1024, "auto"),
     "threads; auto: one per processor (the default). Results do not depend on it"},
    {"set", 's', "PATH=VALUE", false, BIT(RUN) | BIT(CHECK) | BIT(SHOW) | PLAYS, CLI_OPTION_SET, FIELD(sets), PLAIN,
     "change one entry of the scenario, checked like the file; repeatable"},
    {"allow-programs", 0, NULL, false, BIT(RUN) | PLAYS, FLAG, FIELD(allow_programs), PLAIN,
     "let the scenario start programs (the tactic external); only for files that you trust"},
    {"arms", 'a', "LIST", false, BIT(RUN) | SWEEPS, CLI_OPTION_TEXT, FIELD(arms), PLAIN,
     "arms to play, separated by commas: unmediated, mediated, names of variants (default: all)"},
    {"tables", 't', "LIST", false, BIT(RUN), CLI_OPTION_TEXT, FIELD(tables), PLAIN,
     "tables to write, separated by commas; none: the screen alone (`negsim list tables`)"},
    {"vary", 0, "PATH=SPEC", false, SWEEPS | BIT(THRESHOLD), CLI_OPTION_LIST, FIELD(varies), PLAIN,
     "vary a path: lo:hi:step, a,b,c, or lo:hi with a design that fills it; repeatable"},
    {"where", 0, "CONDITION", false, SWEEPS, CLI_OPTION_LIST, FIELD(wheres), PLAIN,
     "keep only points where this holds, like 'PATH + 10 <= 2 * PATH'; repeatable"},
    {"design", 0, "NAME", false, SWEEPS, CLI_OPTION_TEXT, FIELD(design), PLAIN,
     "how points are laid out (`negsim list design`; default: grid)"},
    {"points", 0, "N", false, SWEEPS | BIT(SENSITIVITY) | BIT(THRESHOLD), CLI_OPTION_COUNT, FIELD(points), COUNT(1, NS_LIMIT_POINTS),
     "points of the design; sensitivity: rows of sobol, trajectories of morris (default: 256); threshold: points a side of a plane (default: 9)"},
    {"design-seed", 0, "N", false, SWEEPS, CLI_OPTION_COUNT, FIELD(design_seed), UP_TO(0, UINT64_MAX, NULL),
     "seed of what the design draws (default: 1)"},
    {"plan", 0, "FILE", false, SWEEPS, CLI_OPTION_TEXT, FIELD(plan), PLAIN,
     "read what is varied from a plan file; other options are laid over it"},
    {"from", 0, "FILE", false, SWEEPS, CLI_OPTION_TEXT, FIELD(from), PLAIN,
     "take the points from a table like experiments.csv: one column a path, one row a point"},
    {"outcome", 0, "WHAT", false, BIT(SENSITIVITY) | BIT(DISCOVER), CLI_OPTION_LIST, FIELD(outcomes), PLAIN,
     "agreed (the default), gain.PARTY, value.PARTY, round, signed:ISSUE=OPTION, reachable:ISSUE=OPTION, effect; each also "
     "@ARM or @ARM-ARM; repeatable"},
    {"method", 0, "LIST", false, BIT(SENSITIVITY), CLI_OPTION_TEXT, FIELD(method), PLAIN,
     "given_data, rank (the defaults: any draws will do), play, sobol, morris, tornado"},
    {"density", 0, "SHARE", false, BIT(DISCOVER), CLI_OPTION_TEXT, FIELD(density), PLAIN,
     "how frequent the outcome shall be in a box (default: 0.8)"},
    {"mass", 0, "SHARE", false, BIT(DISCOVER), CLI_OPTION_TEXT, FIELD(mass), PLAIN,
     "the least share of all scenarios in a box (default: 0.05)"},
    {"boxes", 0, "N", false, BIT(DISCOVER), CLI_OPTION_COUNT, FIELD(boxes), UP_TO(1, 64, NULL),
     "boxes to look for, one after another (default: 1)"},
    {"target", 0, "WHAT=SHARE", false, BIT(THRESHOLD), CLI_OPTION_TEXT, FIELD(target), PLAIN,
     "the share to cross: agreed=0.5 (the default), signed:ISSUE=OPTION=0.3, reachable:ISSUE=OPTION@ARM=0.5"},
    {"tolerance", 0, "WIDTH", false, BIT(THRESHOLD), CLI_OPTION_TEXT, FIELD(tolerance), PLAIN,
     "wanted width of the interval, in the number's own unit (default: 1/20 of the range)"},
    {"budget", 0, "N", false, BIT(THRESHOLD), CLI_OPTION_COUNT, FIELD(budget), COUNT(100, NS_LIMIT_DRAWS),
     "sampled scenarios in all (default: 40,000)"},
    {"independent", 0, NULL, false, SWEEPS, FLAG, FIELD(independent), PLAIN,
     "every point has draws of its own (default: all share their draws)"},
    {"stop", 0, "WIDTH", false, SWEEPS, CLI_OPTION_TEXT, FIELD(stop), PLAIN,
     "end a point when the 95% interval of its share signed is +-WIDTH, like 0.02; --draws is then the most"},
    {"batch", 0, "N", false, SWEEPS, CLI_OPTION_COUNT, FIELD(batch), COUNT(10, NS_LIMIT_DRAWS),
     "draws between two looks at that width (default: 500)"},
    {"runs", 0, NULL, false, SWEEPS, FLAG, FIELD(runs), PLAIN, "write every negotiation of every point to point_runs.csv"},
    {"shard", 0, "I/N", false, BIT(SWEEP), CLI_OPTION_TEXT, FIELD(shard), PLAIN,
     "play part I of N and leave its journal for `negsim merge`"},
    {"resume", 0, NULL, false, BIT(SWEEP), FLAG, FIELD(resume), PLAIN,
     "go on from the journal that an interrupted sweep left"},
    {"dry-run", 0, NULL, false, BIT(SWEEP), FLAG, FIELD(dry_run), PLAIN,
     "say how large the sweep is and what it will cost, and play only a small probe"},
    {"shards", 0, "N", false, BIT(SLURM), CLI_OPTION_COUNT, FIELD(shards), UP_TO(1, 100000, NULL),
     "parts, each a task of the array (default: 16)"},
    {"missing", 0, NULL, false, BIT(STATUS), FLAG, FIELD(missing), PLAIN,
     "only the missing parts, as an array job takes them: 3,7-9"},
    {"trace", 0, "K", true, BIT(RUN), CLI_OPTION_COUNT, FIELD(trace), COUNT(1, NS_LIMIT_DRAWS),
     "write every turn of the first K sampled scenarios to trace.csv (default K: 1)"},
    {"write-draws", 0, NULL, false, BIT(RUN), FLAG, FIELD(write_draws), PLAIN,
     "write every drawn number to draws.csv"},
    {"force", 'f', NULL, false, BIT(RUN) | PLAYS | BIT(MERGE), FLAG, FIELD(force), PLAIN,
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
    {"quiet", 'q', NULL, false, BIT(RUN) | BIT(CHECK) | PLAYS | BIT(MERGE), FLAG, FIELD(quiet), PLAIN,
     "no warnings and no progress"},
    {"progress", 0, "WHEN", false, BIT(RUN) | PLAYS, CLI_OPTION_WORD, FIELD(progress), WORDS("auto|always|never"),
     "show how far the run is: auto (on a terminal), always or never"},
    {"color", 0, "WHEN", false, EVERY, CLI_OPTION_WORD, FIELD(color), WORDS("auto|always|never"),
     "colours: auto (on a terminal, unless NO_COLOR is set), always or never"},
    {"help", 'h', NULL, false, EVERY, FLAG, FIELD(help), PLAIN, "show help and stop"},
    {"version", 'V', NULL, false, EVERY, FLAG, FIELD(version), PLAIN, "show the version and stop"},
    {NULL, 0, NULL, false, 0, FLAG, 0, PLAIN, NULL},
};
/* clang-format on */
