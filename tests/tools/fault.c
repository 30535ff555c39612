/* Fault injection: every allocation fails once, then every write fails once. Each time the run must end with a clean status, leave no
 * half-written folder, and release what it took (run it under valgrind to see the last). A sweep that fails so must go on from its journal
 * to the tables of one that did not.
 *
 *   fault SCENARIO [draws]     prints `N passed, N failed`
 *   fault --model FILE         the same of `negsim stability`
 *
 * The functions below stand in for libc's own in this program. */
#include <dlfcn.h>
#include <errno.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "negsim.h"

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *memory, size_t size);

/* Calls left before the one that fails; negative: none fails. */
static atomic_long allocations_left = -1, writes_left = -1;

static int fails(atomic_long *left) {
    if (atomic_load(left) < 0) return 0;
    return atomic_fetch_sub(left, 1) == 0;
}

static void *refuse(void) {
    errno = ENOMEM;
    return NULL;
}
void *malloc(size_t size) { return fails(&allocations_left) ? refuse() : __libc_malloc(size); }
void *calloc(size_t count, size_t size) {
    return fails(&allocations_left) ? refuse() : __libc_calloc(count, size);
}
void *realloc(void *memory, size_t size) {
    return fails(&allocations_left) ? refuse() : __libc_realloc(memory, size);
}

static int no_room(void) {
    errno = ENOSPC;
    return -1;
}
size_t fwrite(const void *bytes, size_t size, size_t count, FILE *file) {
    static size_t (*real)(const void *, size_t, size_t, FILE *);
    if (!real) *(void **)&real = dlsym(RTLD_NEXT, "fwrite");
    return file != stdout && file != stderr && fails(&writes_left) ? (no_room(), 0)
                                                                   : real(bytes, size, count, file);
}
ssize_t write(int descriptor, const void *bytes, size_t count) {
    static ssize_t (*real)(int, const void *, size_t);
    if (!real) *(void **)&real = dlsym(RTLD_NEXT, "write");
    return descriptor > 2 && fails(&writes_left) ? no_room() : real(descriptor, bytes, count);
}
ssize_t pwrite(int descriptor, const void *bytes, size_t count, off_t offset) {
    static ssize_t (*real)(int, const void *, size_t, off_t);
    if (!real) *(void **)&real = dlsym(RTLD_NEXT, "pwrite");
    return fails(&writes_left) ? no_room() : real(descriptor, bytes, count, offset);
}
int fdatasync(int descriptor) {
    static int (*real)(int);
    if (!real) *(void **)&real = dlsym(RTLD_NEXT, "fdatasync");
    return fails(&writes_left) ? no_room() : real(descriptor);
}
int fsync(int descriptor) {
    static int (*real)(int);
    if (!real) *(void **)&real = dlsym(RTLD_NEXT, "fsync");
    return fails(&writes_left) ? no_room() : real(descriptor);
}
int rename(const char *from, const char *to) {
    static int (*real)(const char *, const char *);
    if (!real) *(void **)&real = dlsym(RTLD_NEXT, "rename");
    return fails(&writes_left) ? no_room() : real(from, to);
}
int mkdir(const char *path, mode_t mode) {
    static int (*real)(const char *, mode_t);
    if (!real) *(void **)&real = dlsym(RTLD_NEXT, "mkdir");
    return fails(&writes_left) ? no_room() : real(path, mode);
}

/* One whole run from file to folder. */
static ns_status run(const char *path, const char *folder, uint64_t draws) {
    ns_document *document = NULL;
    ns_scenario *scenario = NULL;
    ns_arms *arms = NULL;
    ns_output *output = NULL;
    ns_results *results = NULL;
    ns_diagnostics *diagnostics = ns_diagnostics_new();
    if (!diagnostics) return NS_NO_MEMORY;
    ns_status status = ns_document_load(&document, path, diagnostics);
    if (status == NS_OK) status = ns_scenario_build(&scenario, document, ns_registry_standard(), diagnostics);
    if (status == NS_OK) status = ns_arms_build(&arms, scenario, NULL, ns_registry_standard(), diagnostics);
    ns_output_settings settings = {.folder = folder, .trace_draws = 1, .write_draws = true};
    if (status == NS_OK) status = ns_output_open(&output, &settings, arms, diagnostics);
    if (status == NS_OK) {
        ns_experiment experiment = ns_default_experiment(scenario);
        experiment.draws = draws;
        experiment.jobs = 2;
        experiment.gather = ns_output_gather(output);
        experiment.writer = ns_output_rows(output);
        experiment.trace_draws = 1;
        status = ns_experiment_run(&results, arms, &experiment, diagnostics);
    }
    if (status == NS_OK) status = ns_output_finish(output, results, 1, diagnostics);
    ns_buffer screen = {0}; /* the tables are there by then, so its failure is its own */
    if (status == NS_OK) ns_screen_write(&screen, results, &(ns_screen_settings){.width = 80});
    ns_buffer_free(&screen);
    char *text = ns_diagnostics_render(diagnostics, NS_COLOR_OFF);
    free(text);
    ns_results_free(results);
    ns_output_free(output);
    ns_arms_free(arms);
    ns_scenario_free(scenario);
    ns_document_free(document);
    ns_diagnostics_free(diagnostics);
    return status;
}

/* A model of `negsim stability`, from file to folder. */
static ns_status solve_model(const char *path, const char *folder, uint64_t draws) {
    ns_document *document = NULL;
    ns_stability_report *report = NULL;
    const ns_stability_settings settings = {.rankings = true};
    const ns_stability_folder target = {.path = folder};
    ns_diagnostics *diagnostics = ns_diagnostics_new();
    (void)draws; /* nothing is drawn */
    if (!diagnostics) return NS_NO_MEMORY;
    ns_status status = ns_document_load(&document, path, diagnostics);
    if (status == NS_OK) status = ns_stability_report_make(&report, document, &settings, diagnostics);
    if (status == NS_OK) status = ns_stability_write(report, &target, diagnostics);
    ns_buffer screen = {0};
    if (status == NS_OK && ns_stability_screen(&screen, report, folder, NS_COLOR_OFF) == NS_BUG)
        status = NS_BUG;
    ns_buffer_free(&screen);
    ns_stability_report_free(report);
    ns_document_free(document);
    ns_diagnostics_free(diagnostics);
    return status;
}

/* --- sweeps ------------------------------------------------------------------------------------------------------ */

static bool has(void *store, uint64_t unit) { return ns_journal_has(store, unit); }
static ns_status put(void *store, uint64_t unit, const char *bytes, size_t length) {
    return ns_journal_append(store, unit, bytes, length);
}
static ns_status get(void *store, uint64_t unit, ns_buffer *payload) {
    return ns_journal_read(store, unit, payload);
}

static ns_status play_plan(const ns_document *document, const ns_scenario *scenario, const ns_plan *plan,
                           ns_journal *journal, const char *folder, ns_diagnostics *diagnostics) {
    ns_sweep sweep = {.plan = plan,
                      .base = document,
                      .registry = ns_registry_standard(),
                      .gather = ns_sweep_gather(),
                      .jobs = 1,
                      .write = ns_sweep_payload};
    const ns_study study = ns_sweep_study(&sweep);
    const ns_study_settings settings = {
        .jobs = 2, .shard = 1, .shards = 1, .store = journal, .has = has, .put = put};
    const ns_sweep_tables tables = {
        .folder = folder, .plan = plan, .base = scenario, .jobs = 1, .read = get, .store = journal};
    const ns_status status = ns_study_run(&study, &settings);
    return status == NS_OK ? ns_sweep_write(&tables, NULL, diagnostics) : status;
}

/* One sweep of two points, or what its journal leaves of it. */
static ns_status sweep(const char *path, const char *folder, uint64_t draws) {
    ns_document *document = NULL;
    ns_scenario *scenario = NULL;
    ns_plan *plan = NULL;
    ns_journal *journal = NULL;
    ns_buffer description = {0};
    char file[600];
    ns_diagnostics *diagnostics = ns_diagnostics_new();
    if (!diagnostics) return NS_NO_MEMORY;
    snprintf(file, sizeof file, "%s.journal", folder);
    ns_status status = ns_document_load(&document, path, diagnostics);
    if (status == NS_OK) status = ns_scenario_build(&scenario, document, ns_registry_standard(), diagnostics);
    if (status == NS_OK && !(plan = ns_plan_new(scenario))) status = NS_NO_MEMORY;
    if (status == NS_OK)
        status = ns_plan_vary(plan, "protocol.rounds=2,3", scenario, ns_registry_standard(), diagnostics);
    if (status == NS_OK) plan->draws = draws;
    if (status == NS_OK) status = ns_plan_finish(plan, diagnostics);
    const ns_journal_settings settings = {NS_JOURNAL_RESUME, "fault", &description,
                                          plan ? plan->point_count : 0};
    if (status == NS_OK) status = ns_journal_open(&journal, file, &settings, diagnostics);
    if (status == NS_OK) status = play_plan(document, scenario, plan, journal, folder, diagnostics);
    ns_journal_close(journal);
    ns_plan_free(plan);
    ns_scenario_free(scenario);
    ns_document_free(document);
    ns_diagnostics_free(diagnostics);
    return status;
}

static int exists(const char *folder, const char *more) {
    char path[512];
    struct stat state;
    snprintf(path, sizeof path, "%s%s", folder, more);
    return stat(path, &state) == 0;
}

/* The table of outcomes; for the caller to free. */
static char *read_outcomes(const char *folder) {
    char path[600], *text = __libc_calloc(1, 1 << 20);
    snprintf(path, sizeof path, "%s/outcomes.csv", folder);
    FILE *file = fopen(path, "rb");
    if (file && text) text[fread(text, 1, (1 << 20) - 1, file)] = '\0';
    if (file) fclose(file);
    return text;
}

static void clear(const char *folder) {
    char command[600];
    snprintf(command, sizeof command, "rm -rf '%s' '%s.part' '%s.old' '%s.journal'", folder, folder, folder,
             folder);
    if (system(command) != 0) exit(1);
}

/* A sweep that met a failure goes on from its journal and ends in the tables of one that did not. */
static void inject_sweep(const char *what, atomic_long *left, const char *path, const char *folder,
                         uint64_t draws, long *passed, long *failed) {
    clear(folder);
    if (sweep(path, folder, draws) != NS_OK) exit(1);
    char *wanted = read_outcomes(folder);
    for (long k = 0;; k++) {
        clear(folder);
        atomic_store(left, k);
        ns_status status = sweep(path, folder, draws);
        const int met = atomic_load(left) < 0, half = exists(folder, ".part");
        atomic_store(left, -1);
        const ns_status again = status == NS_OK ? NS_OK : sweep(path, folder, draws);
        char *got = read_outcomes(folder);
        const int good = !half && again == NS_OK && strcmp(got, wanted) == 0 && (met || status == NS_OK);
        if (!good)
            printf("sweep, %s %ld: %s, then %s\n", what, k, ns_status_text(status), ns_status_text(again));
        *(good ? passed : failed) += 1;
        free(got);
        if (!met) break;
    }
    free(wanted);
}

/* Fails call number k of a sort for k = 0, 1, .. until a run gets through without meeting it. */
typedef ns_status play(const char *path, const char *folder, uint64_t draws);
static void inject(play *once, const char *what, atomic_long *left, const char *path, const char *folder,
                   uint64_t draws, long *passed, long *failed) {
    for (long k = 0;; k++) {
        clear(folder);
        atomic_store(left, k);
        ns_status status = once(path, folder, draws);
        int met = atomic_load(left) < 0;
        atomic_store(left, -1);
        int whole = exists(folder, "/datapackage.json"),
            half = exists(folder, ".part") || (exists(folder, "") && !whole);
        int good = (status == NS_OK) == whole && !half && (met || status == NS_OK);
        if (!good)
            printf("%s %ld: %s%s\n", what, k, ns_status_text(status),
                   half ? ", a half-written folder stays" : "");
        *(good ? passed : failed) += 1;
        if (!met) return;
    }
}

/* --- spaces ------------------------------------------------------------------------------------------------------ */

/* What failed for lack of memory says so: nothing found, in doubt without end. */
static bool lacks_memory(const ns_space_found *found) {
    return !found->found && !found->exact && found->bound > 1e300;
}

static ns_status ask_bids(ns_space_bids *bids, const double *score) {
    const ns_space_found best = ns_space_bids_best(bids), lowest = ns_space_bids_lowest(bids, 40),
                         offer = ns_space_bids_highest_score(bids, 40, score),
                         pick = ns_space_bids_pick(bids, 40, 0.5),
                         after = ns_space_bids_after(bids, 40, best.options);
    return lacks_memory(&lowest) || lacks_memory(&offer) || lacks_memory(&pick) || lacks_memory(&after)
               ? NS_NO_MEMORY
               : NS_OK;
}

/* Both frontiers, and a count: without memory for its tables it is still bounded, so that such a failure is harmless. */
static ns_status ask_all(ns_space *space, const double *score) {
    ns_space_frontier *frontier = NULL, *scored = NULL;
    ns_status status = ns_space_frontier_new(&frontier, space, 0, 1);
    if (status == NS_OK) status = ns_space_frontier_of_score(&scored, space, 0, score);
    if (status == NS_OK && !(ns_space_count(space, 0, 40, 60).most <= ns_space_size(space) * (1 + 1e-9)))
        status = NS_BUG;
    ns_space_frontier_free(scored);
    ns_space_frontier_free(frontier);
    return status;
}

/* The space of a scenario of any size. half_cells 0: by grids. */
static ns_status ask_space(const ns_scenario *scenario, uint32_t half_cells, ns_diagnostics *diagnostics) {
    ns_space *space = NULL;
    ns_space_bids *bids = NULL;
    ns_instance instance = {0};
    ns_space_settings settings = ns_default_space_settings();
    settings.half_cells = half_cells;
    settings.levels = settings.count_levels = 1024;
    double *score = __libc_calloc(scenario->option_total, sizeof *score);
    ns_status status = ns_space_from_scenario(&space, scenario, &settings, NULL, diagnostics);
    if (status == NS_OK) status = ns_instance_init(&instance, scenario);
    if (status == NS_OK) {
        ns_instance_draw(&instance, 1, 0, NULL);
        status = ns_space_bids_new(&bids, &instance, 0, &settings, diagnostics);
    }
    if (status == NS_OK) status = ask_bids(bids, score);
    if (status == NS_OK) status = ask_all(space, score);
    free(score);
    ns_space_bids_free(bids);
    ns_space_free(space);
    ns_instance_free(&instance);
    return status;
}

static ns_status load_space(const char *path, uint32_t half_cells) {
    ns_document *document = NULL;
    ns_scenario *scenario = NULL;
    ns_diagnostics *diagnostics = ns_diagnostics_new();
    if (!diagnostics) return NS_NO_MEMORY;
    ns_status status = ns_document_load(&document, path, diagnostics);
    if (status == NS_OK)
        status = ns_scenario_build_any(&scenario, document, ns_registry_standard(), diagnostics);
    if (status == NS_OK) status = ask_space(scenario, half_cells, diagnostics);
    ns_scenario_free(scenario);
    ns_document_free(document);
    ns_diagnostics_free(diagnostics);
    return status;
}

static void inject_space(const char *path, uint32_t half_cells, long *passed, long *failed) {
    for (long k = 0;; k++) {
        atomic_store(&allocations_left, k);
        const ns_status status = load_space(path, half_cells);
        const int met = atomic_load(&allocations_left) < 0;
        atomic_store(&allocations_left, -1);
        const int good = status == NS_OK || (met && status == NS_NO_MEMORY);
        if (!good) printf("space, allocation %ld: %s\n", k, ns_status_text(status));
        *(good ? passed : failed) += 1;
        if (!met) return;
    }
}

int main(int argc, char **argv) {
    const bool model = argc == 3 && strcmp(argv[1], "--model") == 0;
    if (argc < 2) return 2;
    uint64_t draws = argc > 2 ? strtoull(argv[2], NULL, 10) : 3;
    char root[] = "/tmp/negsim-fault-XXXXXX", folder[64];
    if (!mkdtemp(root)) return 1;
    snprintf(folder, sizeof folder, "%s/out", root);
    long passed = 0, failed = 0;
    if (model) {
        inject(solve_model, "allocation", &allocations_left, argv[2], folder, 0, &passed, &failed);
        inject(solve_model, "write", &writes_left, argv[2], folder, 0, &passed, &failed);
    } else {
        inject(run, "allocation", &allocations_left, argv[1], folder, draws, &passed, &failed);
        inject(run, "write", &writes_left, argv[1], folder, draws, &passed, &failed);
        inject_sweep("allocation", &allocations_left, argv[1], folder, draws, &passed, &failed);
        inject_sweep("write", &writes_left, argv[1], folder, draws, &passed, &failed);
        inject_space(argv[1], 65536, &passed, &failed);
        inject_space(argv[1], 0, &passed, &failed);
    }
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", root);
    if (system(command) != 0) failed++;
    printf("%ld passed, %ld failed\n", passed, failed);
    return failed != 0 || passed == 0;
}
