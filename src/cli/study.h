/* What the commands that play sweeps share: the plan from the options, the journal, the description that goes into it. */
#ifndef NEGSIM_CLI_STUDY_H
#define NEGSIM_CLI_STUDY_H

#include "cli/cli.h"
#include "negsim.h"

/* A scenario and the plan that sweeps it. */
typedef struct cli_study {
    cli_loaded loaded;
    ns_document *plan_document; /* --plan; may be NULL */
    ns_plan *plan;
} cli_study;

/* Loads the scenario and makes the plan from --plan, --from, --vary, --where and the rest. Faults are in loaded.diagnostics. */
ns_status cli_study_open(cli_study *self, const char *path, const cli_options *options) NS_MUST;
void cli_study_close(cli_study *self);

/* --shard I/N; 1/1 where it is not given. CLI_DONE or CLI_USAGE. */
typedef struct cli_part {
    uint64_t shard, shards;
    bool runs; /* --runs */
} cli_part;
int cli_study_part(cli_part *out, const cli_options *options);

/* The scenario and the plan as one text, from which they can be made again; and its hash. */
void cli_study_describe(const cli_study *self, const cli_part *part, ns_buffer *description,
                        ns_buffer *identity);
/* The other way round. */
ns_status cli_study_recall(cli_study *self, cli_part *part, const ns_buffer *description) NS_MUST;

/* `sweep --dry-run`. */
int cli_dry_run(const cli_study *study, const cli_part *part, const cli_options *options);

#endif
