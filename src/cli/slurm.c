/* `negsim slurm`: a job-array script for a sweep. Prints, never submits. */
#include <stdio.h>
#include <string.h>

#include "cli/study.h"

enum { DEFAULT_SHARDS = 16 };

/* Is this word --shards or its number, or -o and its folder: those are written anew? */
static size_t words_passed_over(char *const *words, size_t left) {
    if (strncmp(words[0], "--shards=", 9) == 0 || strncmp(words[0], "--output=", 9) == 0) return 1;
    if (strcmp(words[0], "--shards") == 0 || strcmp(words[0], "--output") == 0 || strcmp(words[0], "-o") == 0)
        return left > 1 ? 2 : 1;
    return 0;
}

/* The words of the command line behind the verb, as a shell takes them. */
static void put_words(ns_buffer *out, const cli_call *call) {
    int first = 1;
    while (first < call->argc && strcmp(call->argv[first], "slurm") != 0) first++;
    for (int k = first + 1; k < call->argc;) {
        const size_t passed = words_passed_over(call->argv + k, (size_t)(call->argc - k));
        if (passed) {
            k += (int)passed;
            continue;
        }
        ns_buffer word = {0};
        char *pair[2] = {call->argv[0], call->argv[k++]};
        cli_command_line(&word, 2, pair);
        ns_buffer_add(out, word.text ? word.text + strlen("negsim") : "");
        ns_buffer_free(&word);
    }
}

static void put_script(ns_buffer *out, const cli_call *call, const cli_study *study) {
    const uint64_t shards = call->options.shards.given ? call->options.shards.value : DEFAULT_SHARDS;
    const char *name = study->loaded.scenario->name;
    ns_buffer words = {0};
    put_words(&words, call);
    ns_buffer_format(out, "#!/bin/bash\n#SBATCH --job-name=negsim-%s\n#SBATCH --array=1-%llu\n", name,
                     (unsigned long long)shards);
    ns_buffer_add(out, "#SBATCH --cpus-per-task=1\n#SBATCH --requeue\n#SBATCH --open-mode=append\n"
                       "#SBATCH --signal=B:TERM@60\n");
    ns_buffer_format(out, "#SBATCH --output=%s-%%A_%%a.log\n\n", name);
    ns_buffer_add(out, "# Each task plays its part of the sweep and keeps a journal: after a time limit or a "
                       "failure it goes on where it\n"
                       "# stopped. When all are done:\n");
    ns_buffer_format(
        out, "#   negsim status \"$out\".shard-*.journal        what is missing, as an array: --missing\n"
             "#   negsim merge -o \"$out\" \"$out\".shard-*.journal\n\n");
    ns_buffer_format(out, "out=%s\n", call->options.output ? call->options.output : "results/sweep");
    ns_buffer_format(out, "negsim=${NEGSIM:-negsim}\nmost_restarts=${MOST_RESTARTS:-5}\n\n");
    ns_buffer_format(out,
                     "\"$negsim\" sweep%s \\\n    --shard \"$SLURM_ARRAY_TASK_ID/%llu\" --jobs "
                     "\"${SLURM_CPUS_PER_TASK:-1}\" \\\n"
                     "    --resume -o \"$out\" &\n",
                     words.text ? words.text : "", (unsigned long long)shards);
    ns_buffer_add(
        out, "child=$!\ntrap 'kill -TERM \"$child\" 2>/dev/null' TERM\n"
             "wait \"$child\"\ncode=$?\n"
             "while kill -0 \"$child\" 2>/dev/null; do wait \"$child\"; code=$?; done\n\n"
             "# 75: stopped early, resumable.\n"
             "if [ \"$code\" -eq 75 ] && [ \"${SLURM_RESTART_COUNT:-0}\" -lt \"$most_restarts\" ]; then\n"
             "    scontrol requeue \"${SLURM_ARRAY_JOB_ID}_${SLURM_ARRAY_TASK_ID}\"\nfi\nexit \"$code\"\n");
    ns_buffer_free(&words);
}

int cli_slurm(const cli_call *call) {
    cli_study study = {.plan = NULL};
    ns_buffer out = {0};
    ns_status status = cli_study_open(&study, call->operands[0], &call->options);
    if (study.loaded.diagnostics) cli_talk(study.loaded.diagnostics, &call->options);
    cli_explain_status(study.loaded.diagnostics, status);
    int code;
    if (status == NS_OK) {
        put_script(&out, call, &study);
        code = cli_data(&out);
    } else {
        code = cli_exit_code(status, false);
    }
    cli_study_close(&study);
    return code;
}
