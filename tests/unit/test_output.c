/* A whole results folder: tables, data package, run info. */
#include <sys/stat.h>
#include <unistd.h>

#include "negsim/sha256.h"
#include "output_fixture.h"
#include "output_scenarios.h"

static char place[64];

static void enter(void) {
    strcpy(place, "/tmp/negsim-output.XXXXXX");
    cr_assert_not_null(mkdtemp(place));
    cr_assert_eq(chdir(place), 0);
}

static void leave(void) {
    char command[256];
    snprintf(command, sizeof command, "rm -rf '%s'", place);
    cr_assert_eq(system(command), 0);
}

TestSuite(output, .init = enter, .fini = leave, .timeout = 60);

static char *read_file(const char *path) {
    FILE *file = fopen(path, "r");
    cr_assert_not_null(file, "%s is missing", path);
    ns_buffer out = {0};
    char piece[4096];
    for (size_t length; (length = fread(piece, 1, sizeof piece, file));) ns_buffer_add_n(&out, piece, length);
    fclose(file);
    return out.text;
}

static bool exists(const char *path) {
    struct stat facts;
    return lstat(path, &facts) == 0;
}

/* Opens, plays and finishes; the results stay in the fixture. */
static ns_status run(fixture *self, ns_output_settings settings, uint64_t draws, unsigned jobs) {
    ns_output *output = NULL;
    settings.version = "1.2.3";
    settings.start_utc = "2025-01-01T00:00:00Z";
    settings.end_utc = "2025-01-01T00:00:01Z";
    settings.command_line = "negsim \"x\"";
    ns_status status = ns_output_open(&output, &settings, self->arms, self->diagnostics);
    if (status == NS_OK) {
        ns_experiment experiment = ns_default_experiment(self->scenario);
        experiment.draws = draws;
        experiment.jobs = jobs;
        experiment.gather = ns_output_gather(output);
        experiment.writer = ns_output_rows(output);
        experiment.trace_draws = settings.trace_draws;
        status = ns_experiment_run(&self->results, self->arms, &experiment, self->diagnostics);
    }
    if (status == NS_OK) status = ns_output_finish(output, self->results, 1.5, self->diagnostics);
    ns_output_free(output);
    cr_assert(!exists("out.part"));
    return status;
}

Test(output, the_lessons_run_and_trace) {
    fixture one;
    fixture_load(&one, LESSON, "unmediated");
    cr_assert_eq(
        run(&one, (ns_output_settings){.folder = "out", .trace_draws = 1, .write_draws = true}, 1, 1), NS_OK);
    char *runs = read_file("out/runs.csv"), *trace = read_file("out/trace.csv"),
         *draws = read_file("out/draws.csv");
    cr_assert_str_eq(
        runs,
        "draw,play,arm,reason,agreed,round,package,value_tenants,value_landlord,gain_tenants,gain_landlord,"
        "ended_by,ended_why,balance,events,"
        "distance_pareto,distance_nash,distance_kalai,welfare,nash_product,least_gain,drafts,text_signed,"
        "signatories,refused,in_force,held,stable,weakest,guarantee_needed,unblocked,carrots,idle_tenants,"
        "idle_landlord,parked\n"
        "0,0,unmediated,agreed,1,5,1-1,54.000000000,60.000000000,19.000000000,20.000000000,,,,,"
        "0.000000000,0.000000000,0.000000000,114.000000000,380,19.000000000,0,0,tenants "
        "landlord,,,,,,,0,0.000000000,0,0,0\n");
    expect_cell_text(trace, "round=1;turn=1", "package", "0-2");
    expect_cell_text(trace, "round=1;turn=1", "who", "tenants");
    expect_cell_text(trace, "round=1;turn=1", "action", "offer");
    expect_cell_text(trace, "round=1;turn=1", "worth_tenants", "100.000000000");
    expect_cell_text(trace, "round=1;turn=1", "worth_landlord", "0.000000000");
    expect_cell_text(trace, "round=5;action=accept", "who", "landlord");
    expect_cell_text(trace, "round=5;action=accept", "package", "1-1");
    expect_cell_text(trace, "round=3;who=tenants", "need", "74.000000000");
    expect_cell_text(draws, "path=parties.tenants.no_deal", "value", "35");
    free(runs);
    free(trace);
    free(draws);
    fixture_free(&one);
}

/* Every table of the folder stands in the data package with its bytes and hash. */
static void check_hashes(const char *package) {
    for (const ns_table *table = ns_tables; table->name; table++) {
        char path[64], mark[120], hash[NS_SHA256_TEXT];
        snprintf(path, sizeof path, "out/%s.csv", table->name);
        snprintf(mark, sizeof mark, "\"path\": \"%s.csv\"", table->name);
        cr_assert_eq(exists(path), strstr(package, mark) != NULL, "%s", path);
        if (!exists(path)) continue;
        char *text = read_file(path), *at = strstr(package, mark);
        ns_sha256_of(text, strlen(text), hash);
        snprintf(mark, sizeof mark, "\"hash\": \"sha256:%s\"", hash);
        cr_assert(strstr(at, mark), "%s: %s", path, mark);
        snprintf(mark, sizeof mark, "\"bytes\": %zu,", strlen(text));
        cr_assert(strstr(at, mark), "%s: %s", path, mark);
        free(text);
    }
}

Test(output, the_data_package_describes_every_table) {
    fixture one;
    fixture_load(&one, TALKS, NULL);
    cr_assert_eq(
        run(&one, (ns_output_settings){.folder = "out", .trace_draws = 2, .write_draws = true}, 80, 2),
        NS_OK);
    char *package = read_file("out/datapackage.json"), *info = read_file("out/run-info.json");
    check_hashes(package);
    static const char *const phrases[] = {"\"generator\": \"negsim\"",
                                          "\"scenario\": \"talks\"",
                                          "\"version\": \"1.2.3\"",
                                          "\"seed\": 7",
                                          "\"draws\": 80",
                                          "\"headline_arm\": \"mediated\"",
                                          "\"name\": \"abbot\"",
                                          "\"name\": \"gain_hill_p50\"",
                                          "\"missingValues\"",
                                          "\"primaryKey\"",
                                          "Not a forecast",
                                          "\"yaml\": \"negsim: 1\\n"};
    for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++)
        cr_assert(strstr(package, phrases[i]), "%s", phrases[i]);
    cr_assert_null(strstr(package, "2025-01-01"), "times are in run-info.json alone");
    cr_assert(strstr(info, "\"command_line\": \"negsim \\\"x\\\"\"") && strstr(info, "\"jobs\": 2") &&
              strstr(info, "\"elapsed_s\": 1.5"));
    cr_assert(strstr(info, "2025-01-01T00:00:01Z"));
    free(package);
    free(info);
    fixture_free(&one);
}

Test(output, the_same_bytes_for_any_number_of_jobs) {
    static const char *const files[] = {"datapackage.json", "runs.csv",  "summary.csv",
                                        "blockers.csv",     "trace.csv", "draws.csv"};
    char *before[6];
    for (unsigned jobs = 1; jobs <= 3; jobs += 2) {
        fixture one;
        fixture_load(&one, TALKS, NULL);
        cr_assert_eq(run(&one, (ns_output_settings){.folder = "out", .trace_draws = 2, .write_draws = true},
                         150, jobs),
                     NS_OK);
        fixture_free(&one);
        for (size_t i = 0; i < 6; i++) {
            char path[64];
            snprintf(path, sizeof path, "out/%s", files[i]);
            char *text = read_file(path);
            if (jobs == 1) {
                before[i] = text;
                continue;
            }
            cr_assert_str_eq(text, before[i], "%s", path);
            free(text);
            free(before[i]);
        }
    }
}

Test(output, only_the_tables_asked_for) {
    fixture one;
    fixture_load(&one, TALKS, "unmediated");
    cr_assert_eq(run(&one, (ns_output_settings){.folder = "out", .tables = "summary,runs"}, 40, 1), NS_OK);
    cr_assert(exists("out/summary.csv") && exists("out/runs.csv") && exists("out/datapackage.json"));
    cr_assert(!exists("out/families.csv") && !exists("out/trace.csv"));
    char *package = read_file("out/datapackage.json"), *summary = read_file("out/summary.csv");
    check_hashes(package);
    cr_assert_null(strstr(summary, "any_admissible"), "packages were not looked at");
    cr_assert_not_null(strstr(summary, "any_reachable"));
    free(package);
    free(summary);
    fixture_free(&one);
}

Test(output, unknown_tables_and_trace_without_draws_are_refused) {
    fixture one;
    fixture_load(&one, TALKS, "unmediated");
    cr_assert_eq(run(&one, (ns_output_settings){.folder = "out", .tables = "summary,famlies"}, 10, 1),
                 NS_BAD_USAGE);
    char *text = ns_diagnostics_render(one.diagnostics, NS_COLOR_OFF);
    cr_assert(strstr(text, "famlies") && strstr(text, "families"), "%s", text);
    free(text);
    cr_assert_eq(run(&one, (ns_output_settings){.folder = "out", .tables = "trace"}, 10, 1), NS_BAD_USAGE);
    cr_assert(!exists("out"));
    fixture_free(&one);
}

/* Mean over draws of a column in one arm less in another, where both were signed. */
static double paired_mean(const char *runs, const char *column, const char *first, const char *second) {
    double sum = 0;
    size_t count = 0;
    for (int draw = 0; draw < 150; draw++) {
        char one[64], other[64], cell[CELL_TEXT];
        snprintf(one, sizeof one, "draw=%d;arm=%s;agreed=1", draw, first);
        snprintf(other, sizeof other, "draw=%d;arm=%s;agreed=1", draw, second);
        if (!find_cell(runs, one, column, cell) || !find_cell(runs, other, column, cell)) continue;
        sum += find_number(runs, one, column) - find_number(runs, other, column);
        count++;
    }
    cr_assert_gt(count, 5);
    return sum / (double)count;
}

Test(output, means_of_the_summary_follow_from_the_runs) {
    fixture one;
    fixture_load(&one, TALKS, NULL);
    cr_assert_eq(run(&one, (ns_output_settings){.folder = "out"}, 150, 2), NS_OK);
    char *runs = read_file("out/runs.csv"), *summary = read_file("out/summary.csv");
    cr_assert_float_eq(find_number(summary, "arm=mediated-unmediated;metric=round_difference_mean", "value"),
                       paired_mean(runs, "round", "mediated", "unmediated"), 1e-6);
    cr_assert_float_eq(
        find_number(summary, "arm=mediated-unmediated;metric=gain_difference_mean_river", "value"),
        paired_mean(runs, "gain_river", "mediated", "unmediated"), 1e-6);
    cr_assert_float_eq(find_number(summary, "arm=no_backing-mediated;metric=round_difference_mean", "value"),
                       paired_mean(runs, "round", "no_backing", "mediated"), 1e-6);
    free(runs);
    free(summary);
    fixture_free(&one);
}

static int stop_at_once(void *user, uint64_t done, uint64_t total, uint64_t agreed) {
    (void)user, (void)done, (void)total, (void)agreed;
    return 1;
}

Test(output, a_stopped_run_leaves_nothing) {
    fixture one;
    ns_output *output = NULL;
    fixture_load(&one, TALKS, NULL);
    ns_output_settings settings = {.folder = "out"};
    cr_assert_eq(ns_output_open(&output, &settings, one.arms, one.diagnostics), NS_OK);
    ns_experiment experiment = ns_default_experiment(one.scenario);
    experiment.draws = 100000;
    experiment.jobs = 2;
    experiment.gather = ns_output_gather(output);
    experiment.writer = ns_output_rows(output);
    experiment.on_progress = stop_at_once;
    cr_assert_eq(ns_experiment_run(&one.results, one.arms, &experiment, one.diagnostics), NS_STOPPED);
    ns_output_free(output);
    cr_assert(!exists("out") && !exists("out.part"));
    fixture_free(&one);
}

Test(output, freeing_nothing_is_legal) { ns_output_free(NULL); }

/* Where packages are looked at the screen is whole; a fast run stays fast. */
Test(output, gathers_the_screen_with_the_packages) {
    static const struct {
        const char *tables;
        unsigned with, without;
    } cases[] = {{NULL, NS_GATHER_SCREEN, NS_GATHER_DRAWS},
                 {"families", NS_GATHER_SCREEN, NS_GATHER_SOLUTIONS},
                 {"options,runs", NS_GATHER_SCREEN | NS_GATHER_RUNS, NS_GATHER_TRACE},
                 {"summary,runs", NS_GATHER_SPLIT | NS_GATHER_RUNS,
                  NS_GATHER_PACKAGES | NS_GATHER_BLOCKERS | NS_GATHER_INPUTS},
                 {"rounds,parties", 0, NS_GATHER_SCREEN}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        fixture one;
        ns_output *output = NULL;
        fixture_load(&one, TALKS, NULL);
        ns_output_settings settings = {.folder = "out", .tables = cases[i].tables};
        cr_assert_eq(ns_output_open(&output, &settings, one.arms, one.diagnostics), NS_OK);
        unsigned gather = ns_output_gather(output);
        cr_assert_eq(gather & cases[i].with, cases[i].with, "case %zu: %#x", i, gather);
        cr_assert_eq(gather & cases[i].without, 0, "case %zu: %#x", i, gather);
        ns_output_free(output);
        fixture_free(&one);
    }
}
