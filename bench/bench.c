/* make bench: negotiations per second on synthetic spaces and on the baseline, beside a reference loop timed in the same
 * run, so that figures of different machines can be compared by their ratio. Nothing here is asserted. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "negsim.h"

static double seconds(clockid_t clock) {
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* The reference loop: keyed uniforms, 10 million of them. Returns ns per uniform. */
static double reference_loop(void) {
    double sum = 0, start = seconds(CLOCK_PROCESS_CPUTIME_ID);
    for (uint64_t i = 0; i < 10000000; i++) sum += ns_uniform_draw(1, i, 42);
    double ns = (seconds(CLOCK_PROCESS_CPUTIME_ID) - start) * 100;
    return sum > 0 ? ns : 0;
}

/* Two parties, opposed linear values with spread where redrawn; issues * options given. */
static void synthetic(ns_buffer *out, unsigned issues, unsigned options, int redrawn, const char *offer) {
    ns_buffer_add(out, "negsim: 1\nname: synthetic\nissues:\n");
    for (unsigned i = 0; i < issues; i++) {
        ns_buffer_format(out, "  i%u:\n    options: {", i);
        for (unsigned o = 0; o < options; o++) ns_buffer_format(out, "%so%u: o%u", o ? ", " : "", o, o);
        ns_buffer_add(out, "}\n");
    }
    ns_buffer_add(out, "parties:\n");
    for (unsigned p = 0; p < 2; p++) {
        ns_buffer_format(out,
                         "  p%u:\n    no_deal: [20, 40]\n    concession: {tactic: time, exponent: [0.1, "
                         "0.5], offer: %s}\n    issues:\n",
                         p, offer);
        for (unsigned i = 0; i < issues; i++) {
            unsigned w = p == 0 ? 10 + 5 * i : 10 + 5 * (issues - 1 - i);
            if (redrawn)
                ns_buffer_format(out, "      i%u:\n        priority: [%u, %u]\n        values: [", i, w - 5,
                                 w + 5);
            else
                ns_buffer_format(out, "      i%u:\n        priority: %u\n        values: [", i, w);
            for (unsigned o = 0; o < options; o++) {
                double v = 100.0 * (p == 0 ? o : options - 1 - o) / (options - 1);
                ns_buffer_format(out, redrawn ? "%s%.6g±8" : "%s%.6g", o ? ", " : "", v);
            }
            ns_buffer_add(out, "]\n");
        }
    }
    ns_buffer_add(out, "protocol: {rounds: 100}\nrun: {draws: 1000, seed: 1}\n");
}

typedef struct timing {
    double cpu, wall;
    uint64_t draws;
} timing;

static void die(const ns_diagnostics *diagnostics) {
    char *text = ns_diagnostics_render(diagnostics, NS_COLOR_OFF);
    fputs(text ? text : "out of memory\n", stderr);
    free(text);
    exit(1);
}

/* A whole run with its tables in a throw-away folder. */
static timing run(const char *path, const char *text, uint64_t draws, unsigned jobs, const char *arms_list,
                  const char *tables) {
    ns_diagnostics *diagnostics = ns_diagnostics_new();
    ns_document *document = NULL;
    ns_scenario *scenario = NULL;
    ns_arms *arms = NULL;
    ns_output *output = NULL;
    ns_results *results = NULL;
    char folder[] = "/tmp/negsim-bench-XXXXXX";
    if (!mkdtemp(folder)) exit(1);
    double wall = seconds(CLOCK_MONOTONIC), cpu = seconds(CLOCK_PROCESS_CPUTIME_ID);
    ns_status status = path ? ns_document_load(&document, path, diagnostics)
                            : ns_document_load_text(&document, "synthetic", text, strlen(text), diagnostics);
    if (status == NS_OK) status = ns_scenario_build(&scenario, document, ns_registry_standard(), diagnostics);
    if (status == NS_OK)
        status = ns_arms_build(&arms, scenario, arms_list, ns_registry_standard(), diagnostics);
    ns_output_settings settings = {.folder = folder, .tables = tables, .force = true};
    if (status == NS_OK) status = ns_output_open(&output, &settings, arms, diagnostics);
    if (status != NS_OK) die(diagnostics);
    ns_experiment experiment = ns_default_experiment(scenario);
    experiment.draws = draws;
    experiment.jobs = jobs;
    experiment.gather = ns_output_gather(output);
    experiment.writer = ns_output_rows(output);
    status = ns_experiment_run(&results, arms, &experiment, diagnostics);
    if (status == NS_OK) status = ns_output_finish(output, results, 0, diagnostics);
    if (status != NS_OK) die(diagnostics);
    timing t = {seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu, seconds(CLOCK_MONOTONIC) - wall, draws};
    ns_results_free(results);
    ns_output_free(output);
    ns_arms_free(arms);
    ns_scenario_free(scenario);
    ns_document_free(document);
    ns_diagnostics_free(diagnostics);
    char command[64];
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    if (system(command) != 0) exit(1);
    return t;
}

static void row(const char *name, timing t, double reference) {
    printf("%-44s %12.0f %12.2f %14.0f\n", name, (double)t.draws / t.cpu, 1e6 * t.cpu / (double)t.draws,
           1e9 * t.cpu / (double)t.draws / reference);
    fflush(stdout);
}

/* only: text that the name must hold; NULL: all. */
static void bench_synthetic(double reference, const char *only) {
    static const struct {
        const char *name;
        unsigned issues, options;
        int redrawn;
        const char *offer;
        uint64_t draws;
    } cases[] = {
        {"625 packages, redrawn, lowest", 4, 5, 1, "lowest", 100000},
        {"625 packages, fixed, lowest", 4, 5, 0, "lowest", 1000000},
        {"46,656 packages, redrawn, lowest", 6, 6, 1, "lowest", 3000},
        {"46,656 packages, fixed, lowest", 6, 6, 0, "lowest", 300000},
        {"625 packages, redrawn, logroll", 4, 5, 1, "logroll", 20000},
        {"625 packages, fixed, logroll", 4, 5, 0, "logroll", 20000},
        {"46,656 packages, redrawn, logroll", 6, 6, 1, "logroll", 300},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (only && !strstr(cases[i].name, only)) continue;
        ns_buffer text = {0};
        synthetic(&text, cases[i].issues, cases[i].options, cases[i].redrawn, cases[i].offer);
        row(cases[i].name, run(NULL, text.text, cases[i].draws, 1, "unmediated", "summary,runs"), reference);
        ns_buffer_free(&text);
    }
}

/* Peak memory of a run of so many draws, in a process of its own. MB. */
static double peak_memory(const char *path, uint64_t draws) {
    pid_t child = fork();
    if (child == 0) {
        run(path, NULL, draws, 2, "unmediated,mediated", NULL);
        _exit(0);
    }
    struct rusage usage;
    int state;
    if (wait4(child, &state, 0, &usage) < 0) return NAN;
    return (double)usage.ru_maxrss / 1024;
}

/* An additive model of two parties, 10 options on each of 7 issues: stability of 10 million packages. */
static void bench_stability(void) {
    ns_buffer text = {0};
    ns_diagnostics *diagnostics = ns_diagnostics_new();
    ns_document *document = NULL;
    ns_additive *model = NULL;
    ns_additive_place *place = NULL;
    ns_additive_counts counts;
    uint64_t n = 0;
    ns_buffer_add(&text, "id: bench\nparties: [a, b]\nissues:\n");
    for (unsigned i = 0; i < 7; i++)
        ns_buffer_format(&text, "  - {name: i%u, options: 10, controlled_by: %s}\n", i, i % 2 ? "b" : "a");
    ns_buffer_add(&text, "utility:\n");
    for (unsigned p = 0; p < 2; p++) {
        ns_buffer_format(&text, "  %s:\n", p ? "b" : "a");
        for (unsigned i = 0; i < 7; i++) {
            ns_buffer_format(&text, "    i%u: [", i);
            for (unsigned o = 0; o < 10; o++)
                ns_buffer_format(&text, "%s%.2f", o ? ", " : "", 100 * ns_uniform_draw(1, n++, 9));
            ns_buffer_add(&text, "]\n");
        }
    }
    ns_status status = ns_document_load_text(&document, "bench", text.text, text.length, diagnostics);
    if (status == NS_OK) status = ns_additive_read(&model, document, diagnostics);
    double cpu = seconds(CLOCK_PROCESS_CPUTIME_ID);
    if (status == NS_OK) status = ns_additive_open(&place, model);
    if (status == NS_OK) status = ns_additive_count(&counts, place, NULL, NULL);
    if (status != NS_OK) die(diagnostics);
    printf("stability of %llu packages, two parties: %.2f s CPU\n", (unsigned long long)counts.packages,
           seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu);
    ns_additive_close(place);
    ns_additive_free(model);
    ns_document_free(document);
    ns_diagnostics_free(diagnostics);
    ns_buffer_free(&text);
}

static void bench_spaces(const char *only) {
    double reference = reference_loop();
    printf("reference loop: %.2f ns per keyed uniform\n\n", reference);
    printf("%-44s %12s %12s %14s\n", "one core, CPU time", "runs/s", "us per run", "in ref. loops");
    bench_synthetic(reference, only);
}

/* bench [TEXT]: all, or only the synthetic spaces whose name holds the text; bench stability: that alone. */
int main(int argc, char **argv) {
    const char *baseline = "scenarios/baseline.yaml";
    if (argc > 1) {
        if (strcmp(argv[1], "stability") == 0)
            bench_stability();
        else
            bench_spaces(argv[1]);
        return 0;
    }
    printf("peak memory of the baseline: %.0f MB at 500 draws, %.0f MB at 4,000\n",
           peak_memory(baseline, 500), peak_memory(baseline, 4000));
    bench_spaces(NULL);
    timing lesson = run("scenarios/two_issue_lesson.yaml", NULL, 1, 1, NULL, NULL);
    printf("\nlesson, with all tables: %.1f ms\n", 1e3 * lesson.wall);
    timing two = run(baseline, NULL, 10000, 2, "unmediated,mediated", NULL);
    printf("baseline, 10,000 draws, two arms, two threads, mechanism split: %.2f s wall, %.2f s CPU\n",
           two.wall, two.cpu);
    timing all = run(baseline, NULL, 10000, 2, NULL, NULL);
    printf("baseline, 10,000 draws, all arms: %.2f s wall, %.2f s CPU\n", all.wall, all.cpu);
    bench_stability();
    return 0;
}
