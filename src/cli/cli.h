/* What the parts of the program share: a command, its options, and the ways out. */
#ifndef NEGSIM_CLI_H
#define NEGSIM_CLI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "negsim/buffer.h"
#include "negsim/diagnostics.h"
#include "negsim/scenario.h"

/* --- exit codes ------------------------------------------------------------------------------------- */

enum {
    CLI_DONE = 0,
    CLI_FAILED = 1,
    CLI_USAGE = 2,
    CLI_BAD_SCENARIO = 65,
    CLI_NO_INPUT = 66,
    CLI_CANNOT_CREATE = 73,
    CLI_WRITE_FAILED = 74,
    CLI_RESUMABLE = 75,
    CLI_INTERRUPTED = 130
};

typedef struct cli_exit {
    int code;
    const char *summary;
} cli_exit;

extern const cli_exit cli_exits[]; /* ended by a row without summary */

/* The exit code of a status; interrupted: a signal asked to stop. */
int cli_exit_code(ns_status status, bool interrupted);

/* --- options ---------------------------------------------------------------------------------------- */

typedef enum cli_verb {
    CLI_RUN,
    CLI_CHECK,
    CLI_SHOW,
    CLI_LIST,
    CLI_NEW,
    CLI_SCHEMA,
    CLI_SENSITIVITY,
    CLI_THRESHOLD,
    CLI_DISCOVER,
    CLI_SWEEP,
    CLI_MERGE,
    CLI_STATUS,
    CLI_SLURM,
    CLI_SOLVE,
    CLI_GAME,
    CLI_IMPORT,
    CLI_EXPORT,
    CLI_STABILITY,
    CLI_EXPLAIN,
    CLI_HELP,
    CLI_VERSION,
    CLI_VERB_COUNT
} cli_verb;

typedef enum cli_when { CLI_AUTO, CLI_ALWAYS, CLI_NEVER } cli_when;
typedef enum cli_format { CLI_TEXT, CLI_MARKDOWN } cli_format;

/* A whole number that may not have been given. */
typedef struct cli_count {
    bool given;
    uint64_t value;
} cli_count;

/* Texts of an option that may stand several times, in order. */
typedef struct cli_list {
    const char **items;
    size_t count;
} cli_texts;

typedef struct cli_options {
    const char *output, *arms, *tables, *completion;
    const char *plan, *from, *design, *shard, *stop, *method, *density, *mass, *target, *tolerance;
    cli_count draws, plays, seed, jobs, trace, points, design_seed, batch, shards, boxes, budget;
    cli_texts varies, wheres, outcomes;
    bool independent, resume, dry_run, missing, runs, allow_programs, rankings, all_packages;
    const char **sets; /* `path=value`, in order */
    size_t set_count;
    unsigned progress, color; /* cli_when */
    unsigned format;          /* cli_format */
    bool write_draws, force, quiet, basis, strict, quantities, settings, csv, man, help, version;
} cli_options;

typedef enum cli_option_kind {
    CLI_OPTION_FLAG,
    CLI_OPTION_TEXT,
    CLI_OPTION_COUNT,
    CLI_OPTION_WORD,
    CLI_OPTION_SET,
    CLI_OPTION_LIST
} cli_option_kind;

/* One row of the option table, from which parsing, help, man page and completion are made. */
typedef struct cli_option {
    const char *name;
    char letter;          /* 0: none */
    const char *argument; /* NULL: none */
    bool optional;        /* the argument may be left out: then it counts as 1 */
    unsigned verbs;       /* bit v: verb v takes it */
    cli_option_kind kind;
    size_t field;      /* offset in cli_options */
    uint64_t lowest;   /* counts */
    uint64_t highest;  /* counts: used where limit is NS_LIMIT_COUNT */
    unsigned limit;    /* counts: the row of the limits table that bounds it */
    const char *words; /* words: '|' between; counts: a word for 0, or NULL */
    bool hidden;       /* not in help */
    const char *sentence;
} cli_option;

extern const cli_option cli_option_table[]; /* ended by a row without name */

/* --- commands --------------------------------------------------------------------------------------- */

typedef struct cli_call {
    const struct cli_command *command;
    cli_options options;
    char **operands;
    size_t operand_count;
    int argc;
    char **argv;  /* the whole command line */
    char **words; /* of it, those after the verb, options first */
} cli_call;

typedef struct cli_command {
    const char *name, *operands, *summary, *details;
    const char *const *examples; /* NULL-ended */
    size_t least, most;          /* operands */
    int (*run)(const cli_call *call);
} cli_command;

extern const cli_command cli_commands[CLI_VERB_COUNT]; /* by cli_verb */
const cli_command *cli_command_find(const char *name);

/* The whole program; the exit code. */
int cli_main(int argc, char **argv);

int cli_run(const cli_call *call);
int cli_check(const cli_call *call);
int cli_show(const cli_call *call);
int cli_list(const cli_call *call);
int cli_new(const cli_call *call);
int cli_schema(const cli_call *call);
int cli_sweep(const cli_call *call);
int cli_merge(const cli_call *call);
int cli_status(const cli_call *call);
int cli_slurm(const cli_call *call);
int cli_sensitivity(const cli_call *call);
int cli_discover(const cli_call *call);
int cli_threshold(const cli_call *call);
int cli_solve(const cli_call *call);
int cli_game(const cli_call *call);
int cli_import(const cli_call *call);
int cli_export(const cli_call *call);
int cli_stability(const cli_call *call);
int cli_explain(const cli_call *call);
int cli_help(const cli_call *call);
int cli_version(const cli_call *call);

/* Fills call->options and operands from the words after the verb. CLI_DONE or CLI_USAGE, with the fault in diagnostics. */
int cli_parse(cli_call *call, int argc, char **argv, ns_diagnostics *diagnostics);
void cli_call_free(cli_call *call);

/* --- help ------------------------------------------------------------------------------------------- */

void cli_help_write(ns_buffer *out, const cli_command *command); /* NULL: the whole program */
void cli_man_write(ns_buffer *out);
void cli_completion_write(ns_buffer *out);
void cli_version_write(ns_buffer *out);
/* Words of text in lines of at most 80 columns; the first begins at `column`, all others after `indent` blanks. */
void cli_wrap(ns_buffer *out, const char *text, size_t column, size_t indent);
/* "a|b" as "a, b". */
void cli_words(ns_buffer *out, const char *words);
/* Columns of UTF-8 text: bytes that do not continue a character. */
size_t cli_width(const char *text, size_t length);
void cli_pad(ns_buffer *out, size_t blanks);
/* "12,345". text has room for 32. */
const char *cli_grouped(char text[32], uint64_t value);

/* --- talk and data ---------------------------------------------------------------------------------- */

/* Data: text to standard output, flushed and checked. Frees the buffer. Returns an exit code. */
int cli_data(ns_buffer *text);
/* Creates the file, which must not be there, and writes it whole; a file that could not be finished is taken away. */
int cli_write_new(const cli_options *options, const char *path, const char *text);
/* Talk: all diagnostics to standard error; nothing where only warnings stand and --quiet is on. */
void cli_talk(const ns_diagnostics *diagnostics, const cli_options *options);
ns_color cli_color(const cli_options *options, int descriptor);
/* A usage fault. hint may be NULL. Returns CLI_USAGE. */
int cli_fault(ns_diagnostics *diagnostics, const char *hint, const char *format, ...) NS_PRINTF(3, 4);
/* Prints one fault of the given code and returns the exit code given. */
int cli_fail(const cli_options *options, ns_code_id code, int exit_code, const char *hint, const char *format,
             ...) NS_PRINTF(5, 6);
/* "did you mean 'X'?" for the candidate nearest to word, in text; NULL when none is near. */
const char *cli_did_you_mean(char text[128], const char *word, const char *const *candidates, size_t count);
int cli_no_memory(void);
/* A row of RFC 4180 text; cells is NULL-ended. */
void cli_csv_row(ns_buffer *out, const char *const *cells);

/* --- scenarios -------------------------------------------------------------------------------------- */

typedef struct cli_loaded {
    ns_diagnostics *diagnostics;
    ns_document *document;
    ns_scenario *scenario;
    const ns_registry *registry; /* the kinds that its files may name */
} cli_loaded;

/* Reads a file, lays `--set` over it and builds it. Faults are in out->diagnostics, not yet printed. */
ns_status cli_load(cli_loaded *out, const char *path, const cli_options *options) NS_MUST;
/* The same for verbs that play nothing: what starts programs may stand in the file. */
ns_status cli_load_to_read(cli_loaded *out, const char *path, const cli_options *options) NS_MUST;
/* The same, of any size: the scenario may be vast. */
ns_status cli_load_any(cli_loaded *out, const char *path, const cli_options *options) NS_MUST;
void cli_unload(cli_loaded *self);
/* A status without a diagnostic gets one, so that no failure is silent. */
void cli_explain_status(ns_diagnostics *diagnostics, ns_status status);

/* --- a run's company -------------------------------------------------------------------------------- */

/* SIGINT and SIGTERM raise a flag; a second one kills. */
void cli_interrupt_install(void);
bool cli_interrupted(void);

typedef struct cli_progress {
    bool shown, live; /* live: one line that is drawn over */
    double started, last;
    uint64_t decile;
} cli_progress;

void cli_progress_begin(cli_progress *self, const cli_options *options);
/* For ns_experiment.on_progress: draws the bar, asks for interrupts. */
int cli_progress_step(void *self, uint64_t done, uint64_t total, uint64_t agreed);
void cli_progress_end(cli_progress *self);
/* The same for the points of a sweep; share: signed so far. */
int cli_progress_points(cli_progress *self, uint64_t done, uint64_t total, double share);
double cli_seconds(void); /* monotonic */
unsigned cli_processors(void);
void cli_stamp(char text[32]); /* the time now, for run-info.json */
/* The command line as a shell would take it. */
void cli_command_line(ns_buffer *out, int argc, char **argv);

extern const char *const cli_starter; /* the scenario that `new` writes */

#endif
